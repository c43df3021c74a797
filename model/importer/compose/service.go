package compose

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer/wiring"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A text is a value of the file with its variables put in.
type text struct {
	value   string
	literal bool // it had no variables, so that it stands in the file as it is
	at      wiring.Place
}

// A setting is a value under a name: a variable of the environment, a label.
type setting struct {
	name string
	text
	bare    bool // only the name is given, and the value comes from outside
	filed   bool // it comes with a file of settings
	removed bool // by !reset
}

// A need is a service that another one is started after.
type need struct {
	service string
	done    bool // after it has ended, so that it is a job that prepares something
	at      wiring.Place
}

// A mount is a file or folder that a service gets to see.
type mount struct {
	source string // as seen from the folder of the project; empty if it is none of its files
	inline string // the content, where it stands in the compose file
	target string
	at     wiring.Place
}

// A service is one entry of services. All files it is made of are merged into one.
type service struct {
	id   string
	span diag.Span

	image, hostname, container text
	network                    text   // network_mode
	aliases                    []text // in networks
	environment                []setting
	envFiles                   []mount
	needs                      []need
	links                      []text
	command, entrypoint        []text
	health                     []text
	volumes                    []mount
	configs                    []mount // the target is the name of the config
	labels                     []setting
	profiles                   []string
	published                  bool
	replicas                   int

	extends       string
	extendsFile   string
	extendsAt     wiring.Place
	wiped, stated map[string]bool // the keys under !reset or !override; all keys
}

// over is s with what another file says of the same service laid over it.
func (s *service) over(base *service) *service {
	if base == nil {
		return s
	}
	merged := *base
	for key := range s.wiped {
		merged.clear(key)
	}
	merged.id, merged.extends = s.id, ""
	if s.span.Start.Line != 0 && merged.span.IsZero() {
		merged.span = s.span
	}
	for _, t := range []struct{ to, from *text }{{&merged.image, &s.image}, {&merged.hostname, &s.hostname}, {&merged.container, &s.container}, {&merged.network, &s.network}} {
		if t.from.at.File != "" {
			*t.to = *t.from
		}
	}
	for _, t := range []struct {
		key      string
		to, from *[]text
	}{{"command", &merged.command, &s.command}, {"entrypoint", &merged.entrypoint, &s.entrypoint}, {"healthcheck", &merged.health, &s.health}} {
		if s.stated[t.key] {
			*t.to = *t.from
		}
	}
	merged.aliases = slices.Concat(merged.aliases, s.aliases)
	merged.links = slices.Concat(merged.links, s.links)
	merged.environment = overlay(merged.environment, s.environment)
	merged.labels = overlay(merged.labels, s.labels)
	merged.envFiles = slices.Concat(merged.envFiles, s.envFiles)
	merged.volumes = remount(merged.volumes, s.volumes)
	merged.configs = remount(merged.configs, s.configs)
	merged.needs = restated(merged.needs, s.needs)
	if len(s.profiles) > 0 {
		merged.profiles = s.profiles
	}
	merged.published = merged.published || s.published
	if s.replicas > 0 {
		merged.replicas = s.replicas
	}
	return &merged
}

// clear forgets what is known under a key.
func (s *service) clear(key string) {
	switch key {
	case "image":
		s.image = text{}
	case "hostname":
		s.hostname = text{}
	case "container_name":
		s.container = text{}
	case "network_mode", "net":
		s.network = text{}
	case "networks":
		s.aliases = nil
	case "environment":
		s.environment = nil
	case "env_file":
		s.envFiles = nil
	case "depends_on":
		s.needs = nil
	case "links":
		s.links = nil
	case "command":
		s.command = nil
	case "entrypoint":
		s.entrypoint = nil
	case "healthcheck":
		s.health = nil
	case "volumes":
		s.volumes = nil
	case "configs":
		s.configs = nil
	case "labels":
		s.labels = nil
	case "profiles":
		s.profiles = nil
	case "ports":
		s.published = false
	}
}

// overlay lays settings over others, name by name.
func overlay(base, over []setting) []setting {
	if len(base) == 0 && !slices.ContainsFunc(over, func(s setting) bool { return s.removed }) {
		return over
	}
	merged := slices.Clone(base)
	at := make(map[string]int, len(merged))
	for i, s := range merged {
		at[s.name] = i
	}
	for _, s := range over {
		if i, there := at[s.name]; there {
			merged[i] = s
			continue
		}
		at[s.name] = len(merged)
		merged = append(merged, s)
	}
	return slices.DeleteFunc(merged, func(s setting) bool { return s.removed })
}

// restated lays needs over others: what is said of the same service again is replaced.
func restated(base, over []need) []need {
	return laid(base, over, func(n need) string { return n.service })
}

// remount lays mounts over others: what is mounted at the same place is replaced.
func remount(base, over []mount) []mount {
	return laid(base, over, func(m mount) string { return m.target })
}

// laid is what lies over a base, behind what of the base has none of its keys.
func laid[T any](base, over []T, key func(T) string) []T {
	again := make(map[string]bool, len(over))
	for _, one := range over {
		again[key(one)] = true
	}
	kept := slices.DeleteFunc(slices.Clone(base), func(one T) bool { return again[key(one)] })
	return append(kept, over...)
}

// readService reads an entry of services. Paths in it are seen from the folder base.
func (r *reader) readService(p yamlfile.Pair, at wiring.Place, base string, v variables) *service {
	s := &service{id: p.Key.Value, span: p.Key.Span, wiped: map[string]bool{}, stated: map[string]bool{}}
	n := p.Value
	if n.Kind != yamlfile.Mapping {
		if !n.Null {
			r.Say(diag.Error, n.Span, "a service is a mapping, not %s", n.Kind)
		}
		return s
	}
	b := block{reader: r, base: base, values: v}
	for _, p := range n.Pairs {
		key, value := p.Key.Value, p.Value
		if value.Tag != "" {
			s.wiped[key] = true
		}
		if value.Tag == "!reset" {
			continue
		}
		s.stated[key] = true
		b.field(s, key, value, at.Key(key))
		r.known(p.Key, serviceKeys)
	}
	return s
}

// A block is what is the same for all values of a service: the folder that paths are seen from, and the
// variables.
type block struct {
	*reader
	base   string
	values variables
}

func (b block) field(s *service, key string, n *yamlfile.Node, at wiring.Place) {
	switch key {
	case "image":
		s.image = b.text(n, at)
	case "hostname":
		s.hostname = b.text(n, at)
	case "container_name":
		s.container = b.text(n, at)
	case "network_mode", "net":
		s.network = b.text(n, at)
	case "networks":
		b.networks(s, n, at)
	case "environment":
		s.environment = b.settings(n, at)
	case "labels":
		s.labels = b.settings(n, at)
	case "env_file":
		for _, item := range list(n) {
			file := item
			if item.Kind == yamlfile.Mapping {
				file = item.Get("path")
			}
			if t := b.text(file, at); t.value != "" {
				s.envFiles = append(s.envFiles, mount{source: b.local(t.value), target: t.value, at: t.at})
			}
		}
	case "depends_on":
		b.needs(s, n, at)
	case "links":
		s.links = b.texts(n, at)
	case "command":
		s.command = b.texts(n, at)
	case "entrypoint":
		s.entrypoint = b.texts(n, at)
	case "healthcheck":
		if test := n.Get("test"); test != nil {
			s.health = b.texts(test, at.Key("test"))
		}
	case "volumes":
		b.volumes(s, n, at)
	case "configs":
		for _, item := range list(n) {
			source := item
			if item.Kind == yamlfile.Mapping {
				source = item.Get("source")
			}
			if t := b.text(source, at); t.value != "" {
				s.configs = append(s.configs, mount{target: t.value, at: t.at})
			}
		}
	case "profiles":
		for _, t := range b.texts(n, at) {
			s.profiles = append(s.profiles, t.value)
		}
	case "ports":
		s.published = slices.ContainsFunc(list(n), published)
	case "scale":
		s.replicas = count(n)
	case "deploy":
		if replicas := n.Get("replicas"); replicas != nil {
			s.replicas = count(replicas)
		}
	case "extends":
		b.extends(s, n, at)
	}
}

// published tells whether a port can be reached at a known place from outside.
func published(n *yamlfile.Node) bool {
	if n.Kind == yamlfile.Mapping {
		p := n.Get("published")
		return p != nil && !p.Null
	}
	return strings.Contains(n.Value, ":") && !strings.HasPrefix(n.Value, "127.0.0.1:")
}

// count is a number of replicas, 0 if it is none that stands in the file.
func count(n *yamlfile.Node) int {
	if c, err := strconv.Atoi(n.Value); err == nil && c > 0 && c < 1<<20 {
		return c
	}
	return 0
}

// list is the items of a list, or the one thing that stands in its place.
func list(n *yamlfile.Node) []*yamlfile.Node {
	switch {
	case n.Kind == yamlfile.Sequence:
		return n.Items
	case n.Null:
		return nil
	}
	return []*yamlfile.Node{n}
}

func (b block) text(n *yamlfile.Node, at wiring.Place) text {
	if n == nil || n.Kind != yamlfile.Scalar || n.Null {
		return text{}
	}
	at.Span = n.Span
	value, used := b.values.expand(n.Value, b.miss)
	return text{value, !used, at}
}

func (b block) texts(n *yamlfile.Node, at wiring.Place) []text {
	var all []text
	for _, item := range list(n) {
		if t := b.text(item, at); t.value != "" {
			all = append(all, t)
		}
	}
	return all
}

// settings reads a mapping, or a list of NAME=value.
func (b block) settings(n *yamlfile.Node, at wiring.Place) []setting {
	var all []setting
	for _, p := range n.Pairs {
		s := setting{name: p.Key.Value, text: b.text(p.Value, at.Key(p.Key.Value)), bare: p.Value.Null, removed: p.Value.Tag == "!reset"}
		s.at = at.Key(s.name)
		s.at.Span = p.Key.Span
		all = append(all, s)
	}
	for _, item := range n.Items {
		if item.Kind != yamlfile.Scalar || item.Null {
			continue
		}
		name, value, given := strings.Cut(item.Value, "=")
		expanded, used := b.values.expand(value, b.miss)
		s := setting{name: name, text: text{expanded, !used, at.Key(name)}, bare: !given}
		s.at.Span = item.Span
		all = append(all, s)
	}
	for i := range all {
		if all[i].bare {
			all[i].value = b.values[all[i].name]
		}
		if all[i].removed {
			all[i].value = ""
		}
	}
	return unique(all)
}

// unique keeps the last setting of each name.
func unique(all []setting) []setting {
	last := make(map[string]int, len(all))
	for i, s := range all {
		last[s.name] = i
	}
	if len(last) == len(all) {
		return all
	}
	var kept []setting
	for i, s := range all {
		if last[s.name] == i {
			kept = append(kept, s)
		}
	}
	return kept
}

func (b block) networks(s *service, n *yamlfile.Node, at wiring.Place) {
	for _, p := range n.Pairs {
		if aliases := p.Value.Get("aliases"); aliases != nil {
			s.aliases = append(s.aliases, b.texts(aliases, at.Key(p.Key.Value+".aliases"))...)
		}
	}
}

func (b block) needs(s *service, n *yamlfile.Node, at wiring.Place) {
	for _, p := range n.Pairs {
		condition := p.Value.Get("condition")
		place := at.Key(p.Key.Value)
		place.Span = p.Key.Span
		s.needs = append(s.needs, need{p.Key.Value, condition != nil && condition.Value == "service_completed_successfully", place})
	}
	for _, item := range n.Items {
		if item.Kind == yamlfile.Scalar {
			place := at.Key(item.Value)
			place.Span = item.Span
			s.needs = append(s.needs, need{item.Value, false, place})
		}
	}
}

// volumes reads what of the project's files a service gets to see.
func (b block) volumes(s *service, n *yamlfile.Node, at wiring.Place) {
	for _, item := range list(n) {
		at.Span = item.Span
		source, target := "", ""
		if item.Kind == yamlfile.Mapping {
			if kind := item.Get("type"); kind != nil && kind.Value != "bind" {
				continue
			}
			source, target = b.text(item.Get("source"), at).value, b.text(item.Get("target"), at).value
		} else {
			source, target, _ = strings.Cut(b.text(item, at).value, ":")
			target, _, _ = strings.Cut(target, ":")
		}
		if local := b.local(source); local != "" && strings.HasPrefix(source, ".") {
			s.volumes = append(s.volumes, mount{source: local, target: target, at: at})
		}
	}
}

// local is a path in the project as seen from its folder, empty if it is none.
func (b block) local(source string) string {
	if source == "" || strings.HasPrefix(source, "/") || strings.HasPrefix(source, "~") || strings.ContainsAny(source, "\\\x00\n") {
		return ""
	}
	return path.Join(b.base, source)
}

func (b block) extends(s *service, n *yamlfile.Node, at wiring.Place) {
	s.extendsAt = at
	s.extendsAt.Span = n.Span
	if n.Kind == yamlfile.Scalar {
		s.extends = n.Value
		return
	}
	s.extends = b.text(n.Get("service"), at).value
	s.extendsFile = b.text(n.Get("file"), at).value
}
