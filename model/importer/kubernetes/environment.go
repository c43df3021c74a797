package kubernetes

import (
	"regexp"
	"strings"

	"github.com/linewalk/linewalk/model/importer/wiring"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// An environment is what a container is given under names, in the order in which it is given.
type environment struct {
	*cluster
	namespace string
	settings  []wiring.Setting
	index     map[string]int // by name
}

// set gives a name a value. What is given later counts.
func (e *environment) set(s wiring.Setting) {
	if i, again := e.index[s.Name]; again {
		e.settings[i] = s
		return
	}
	e.index[s.Name] = len(e.settings)
	e.settings = append(e.settings, s)
}

// read reads what a container is given: first whole ConfigMaps and Secrets, then single variables.
func (e *environment) read(w *workload, c container) {
	for _, n := range items(c.Node, "envFrom") {
		if ref := n.Get("configMapRef"); ref != nil {
			e.takeAll(w, c, "ConfigMap", ref, value(n, "prefix"))
		}
		if ref := n.Get("secretRef"); ref != nil {
			e.takeAll(w, c, "Secret", ref, value(n, "prefix"))
		}
	}
	for _, n := range items(c.Node, "env") {
		one := wiring.Setting{Name: value(n, "name"), At: c.under(n.Span, "env", value(n, "name"))}
		if from := n.Get("valueFrom"); from != nil {
			one.Value, one.Taken = e.chosen(w, one.Name, from), wiring.Chosen
		} else {
			one.Value = e.expand(value(n, "value"), false)
		}
		e.set(one)
	}
}

// takeAll takes in all that a ConfigMap or a Secret holds. One that an operator makes stands for what that runs.
func (e *environment) takeAll(w *workload, c container, kind string, ref *yamlfile.Node, prefix string) {
	name := value(ref, "name")
	given, known := e.config(kind, e.namespace, name)
	if !known {
		if host := e.issuedBy(e.namespace, name); host != "" {
			e.set(wiring.Setting{Name: name, Value: "tcp://" + host, At: c.under(ref.Span, "envFrom", name)})
		} else {
			e.hide(w, ref, "all of "+kind+" "+name)
		}
		return
	}
	if !e.give(len(given.entries), ref.Span) {
		return
	}
	for _, entry := range given.entries {
		e.set(wiring.Setting{Name: prefix + entry.key, Value: entry.value, At: entry.at, Taken: wiring.Wholesale})
	}
}

// chosen is the value of a variable that comes from elsewhere, empty if that is not known.
func (e *environment) chosen(w *workload, name string, from *yamlfile.Node) string {
	if ref := from.Get("configMapKeyRef"); ref != nil {
		return e.takeOne(w, "ConfigMap", ref, name)
	}
	if ref := from.Get("secretKeyRef"); ref != nil {
		return e.takeOne(w, "Secret", ref, name)
	}
	switch field := value(from, "fieldRef", "fieldPath"); {
	case field == "metadata.namespace":
		return e.namespace
	case field == "metadata.name":
		return w.name + "-0"
	}
	return w.labels[labelOf(from)]
}

// labelOf is the label of its pod that a variable has the value of, empty if it has that of something else.
func labelOf(from *yamlfile.Node) string {
	key, found := strings.CutPrefix(value(from, "fieldRef", "fieldPath"), "metadata.labels[")
	if !found {
		return ""
	}
	return strings.Trim(key, `]'"`)
}

// takeOne is the value of one key of a ConfigMap or a Secret.
func (e *environment) takeOne(w *workload, kind string, ref *yamlfile.Node, name string) string {
	key := value(ref, "key")
	if c, known := e.config(kind, e.namespace, value(ref, "name")); known {
		if entry, there := c.entry(key); there {
			return entry.value
		}
	}
	if host := e.issuedBy(e.namespace, value(ref, "name")); host != "" {
		return "tcp://" + host
	}
	if wiring.NamesHost(name) || wiring.NamesHost(key) {
		e.hide(w, ref, name)
	}
	return ""
}

// variable is a variable in a text: $(NAME) as Kubernetes puts it in, ${NAME} and $NAME as shells do.
var variable = regexp.MustCompile(`\$\$|\$\(([A-Za-z_][\w.-]*)\)|\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)`)

// expand puts variables into a text: those that Kubernetes puts in, and if a shell or a program is to read it,
// those that they do. What has no value stays as it is.
func (e *environment) expand(text string, loosely bool) string {
	if !strings.Contains(text, "$") {
		return text
	}
	return variable.ReplaceAllStringFunc(text, func(found string) string {
		if found == "$$" {
			if loosely {
				return found
			}
			return "$"
		}
		if found[1] == '(' && loosely {
			return found // what a shell runs
		}
		if found[1] != '(' && !loosely && !strings.HasSuffix(strings.Trim(found, "${}"), hostSuffix) {
			return found
		}
		known, there := e.value(strings.Trim(found, "$(){}"))
		if !there || e.grown+len(known) > mostGrown {
			return found
		}
		e.grown += len(known)
		return known
	})
}

// hostSuffix ends the names of the variables that every container has for the services of its namespace.
const hostSuffix = "_SERVICE_HOST"

// ofService is the name of a variable that stands for a service: its host, or its first port as a URL.
var ofService = regexp.MustCompile(`^([A-Z0-9_]+?)(_SERVICE_HOST|_PORT_[0-9]+_TCP_ADDR|_PORT_[0-9]+_TCP|_PORT)$`)

// value is what a name stands for in the container.
func (e *environment) value(name string) (string, bool) {
	if i, given := e.index[name]; given {
		return e.settings[i].Value, true
	}
	m := ofService.FindStringSubmatch(name)
	if m == nil {
		return "", false
	}
	s, known := e.byVariable.find(e.namespace, m[1])
	if !known {
		return "", false
	}
	if m[2] == hostSuffix || strings.HasSuffix(m[2], "_ADDR") {
		return s.name, true
	}
	return "tcp://" + s.name, true
}

// variableName is how the variables for a service start.
func variableName(service string) string {
	return strings.ToUpper(strings.NewReplacer("-", "_", ".", "_").Replace(service))
}
