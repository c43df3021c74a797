package kubernetes

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer/wiring"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// part is what a component is, and what it is given.
func (c *cluster) part(b *box) wiring.Part {
	p := wiring.Part{Component: c.component(b), At: b.objects()[0].at()}
	if b.entry != nil {
		k, _ := b.entry.operator()
		p.Image = k.image
	}
	for _, w := range b.workloads {
		if p.Image == "" || w.name == b.name {
			p.Image = w.image()
		}
		c.pod(&p, w)
	}
	return p
}

func (c *cluster) component(b *box) model.SketchComponent {
	k := model.SketchComponent{Name: b.name, Kind: b.kind(), Aliases: b.aliases(), Owner: c.owner(b)}
	if c.spread && b.namespace != "" {
		k.In = []string{b.namespace}
	}
	k.Open = slices.ContainsFunc(b.services, func(s *service) bool { return s.open }) || b.kind() == model.ComponentGateway
	total := 0
	for _, w := range b.workloads {
		least, scaled := c.scaled.find(w.namespace, w.kind+"/"+w.name)
		if scaled {
			total += max(w.replicas, least)
		} else {
			total += w.replicas
		}
	}
	if total > 1 {
		k.Replicas = total
	}
	return k
}

// kind is what the manifests say that a component is; a service where they leave it open.
func (b *box) kind() model.ComponentKind {
	switch {
	case b.entry != nil && b.entry.kind == "Gateway":
		return model.ComponentGateway
	case b.entry != nil && b.entry.kind == "ServiceEntry" && value(b.entry.root, "spec", "location") != "MESH_INTERNAL":
		return model.ComponentExternal
	case b.entry != nil:
		return model.ComponentService
	case len(b.workloads) == 0 && b.services[0].outside():
		return model.ComponentExternal
	case len(b.workloads) > 0 && !slices.ContainsFunc(b.workloads, func(w *workload) bool { return !w.job() }):
		return model.ComponentJob
	}
	return model.ComponentService
}

// ownerKeys are the last parts of the names of labels and annotations that say whose something is, the surest
// first.
var ownerKeys = []string{"owner", "team", "owned-by", "owner-team", "team-name", "owning-team", "squad"}

// party is a name that a team or a person can have.
var party = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 ._-]*$`)

// owner is whose a component is, by the labels and annotations of its objects; empty if they do not say.
func (c *cluster) owner(b *box) string {
	for _, key := range ownerKeys {
		for _, o := range b.objects() {
			metadata, _ := o.template()
			for _, n := range []*yamlfile.Node{
				dig(o.root, "metadata", "annotations"), dig(o.root, "metadata", "labels"), dig(metadata, "annotations"), dig(metadata, "labels"),
			} {
				if found := ownerIn(n, key); found != "" {
					return found
				}
			}
		}
	}
	return ""
}

func ownerIn(n *yamlfile.Node, key string) string {
	for _, p := range pairs(n) {
		name, _, _ := strings.Cut(value(p.Value), "@") // the address of a mailing list names the team before it
		name = strings.TrimSpace(name)
		if strings.EqualFold(path.Base(p.Key.Value), key) && party.MatchString(name) && len(name) <= 63 && name != "nobody" && name != "none" {
			return name
		}
	}
	return ""
}

// pod reads what a workload gives its containers.
func (c *cluster) pod(p *wiring.Part, w *workload) {
	running, before := w.containers()
	whole := &environment{cluster: c, namespace: w.namespace, index: map[string]int{}}
	for _, one := range running {
		e := c.environment(w, one)
		p.Settings = append(p.Settings, e.settings...)
		p.Commands = append(p.Commands, e.commands(one)...)
		p.Checks = append(p.Checks, checks(one)...)
		for _, s := range e.settings {
			whole.set(s)
		}
	}
	for _, one := range before {
		e := c.environment(w, one)
		p.Settings = append(p.Settings, e.settings...)
		for _, command := range e.commands(one) {
			c.before(p, w, value(one.Node, "image"), command)
		}
	}
	p.Files = append(p.Files, c.mounted(w, whole)...)
	metadata, _ := w.template()
	if ways := dig(metadata, "annotations", upstreams); ways != nil {
		p.Settings = append(p.Settings, wiring.Setting{Name: upstreams, Value: ways.Value, At: w.at("annotations", upstreams)})
	}
}

// upstreams is the annotation that names whom a pod reaches by the proxies of Consul: services with ports.
const upstreams = "consul.hashicorp.com/connect-service-upstreams"

func (c *cluster) environment(w *workload, of container) *environment {
	e := &environment{cluster: c, namespace: w.namespace, index: map[string]int{}}
	e.read(w, of)
	return e
}

// commands is what a container is started with.
func (e *environment) commands(of container) []wiring.Command {
	var all []wiring.Command
	for _, key := range []string{"command", "args"} {
		n := of.Get(key)
		if n == nil {
			continue
		}
		command := wiring.Command{At: of.under(n.Span, key)}
		for _, word := range texts(n) {
			command.Words = append(command.Words, e.expand(e.expand(word, false), true))
		}
		all = append(all, command)
	}
	return all
}

// before reads a command that runs before the containers do. Images that do nothing but wait are told whom
// to wait for by name.
func (c *cluster) before(p *wiring.Part, w *workload, image string, command wiring.Command) {
	if !strings.Contains(image, "wait") {
		p.Commands = append(p.Commands, command)
		return
	}
	for _, word := range strings.Fields(strings.Join(command.Words, " ")) {
		name, _, _ := strings.Cut(word, ":")
		for _, to := range c.hosts.find(w.namespace, name) {
			p.Needs = append(p.Needs, wiring.Need{To: to, Done: slices.Contains(command.Words, "job"), At: command.At})
		}
	}
}

// checks lists the probes of a container that ask somebody else, or run a command.
func checks(of container) []wiring.Command {
	var all []wiring.Command
	for _, key := range []string{"startupProbe", "readinessProbe", "livenessProbe"} {
		probe := of.Get(key)
		var words []string
		if host := value(probe, "httpGet", "host"); host != "" {
			words = append(words, "http://"+host)
		}
		if host := value(probe, "tcpSocket", "host"); host != "" {
			words = append(words, "tcp://"+host)
		}
		words = append(words, texts(dig(probe, "exec", "command"))...)
		if len(words) > 0 {
			all = append(all, wiring.Command{Words: words, At: of.under(probe.Span, key)})
		}
	}
	return all
}

// longestFile bounds what is read of a file that a container sees, in bytes.
const longestFile = 1 << 20

// mounted lists the files of ConfigMaps and Secrets that the containers of a workload see.
func (c *cluster) mounted(w *workload, e *environment) []wiring.File {
	var all []wiring.File
	for _, v := range items(w.pod, "volumes") {
		sources := append([]*yamlfile.Node{v}, items(v, "projected", "sources")...)
		for _, source := range sources {
			all = append(all, e.files(source.Get("configMap"), "ConfigMap")...)
			all = append(all, e.files(source.Get("secret"), "Secret")...)
		}
	}
	return all
}

// files lists the files that a volume makes of a ConfigMap or a Secret.
func (e *environment) files(n *yamlfile.Node, kind string) []wiring.File {
	name := value(n, "name")
	if name == "" {
		name = value(n, "secretName")
	}
	source, known := e.config(kind, e.namespace, name)
	if n == nil || !known || !e.give(len(source.entries), n.Span) {
		return nil
	}
	named := map[string]string{}
	for _, item := range items(n, "items") {
		named[value(item, "key")] = value(item, "path")
	}
	var all []wiring.File
	for _, entry := range source.entries {
		file, chosen := named[entry.key]
		if !chosen {
			file = entry.key
		}
		tells := wiring.Tells(file) || path.Base(file) == ".env"
		if len(named) > 0 && !chosen || !tells || len(entry.value) > longestFile {
			continue
		}
		all = append(all, wiring.File{
			ID: kind + "/" + source.namespace + "/" + source.name + "/" + entry.key, At: entry.at,
			Text: func() string { return e.expand(entry.value, true) },
		})
	}
	return all
}
