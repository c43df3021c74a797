package compose

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// mostSharing is how many services may share a setting or a file before it stops saying which of them
// uses what it names.
const mostSharing = 2

// A derivation makes a Sketch of the services of a project.
type derivation struct {
	*reader
	project  *project
	values   variables
	services []*service
	kinds    []model.ComponentKind
	names    map[string][]int // whom a host name means, in small letters

	sharing map[where]int  // how many services have a setting, by where it is written
	mounted map[string]int // how many services see a file
	folders map[string][]string
	texts   map[string]string

	arrows []*lead
	known  map[[2]int]*lead
}

// A lead is an arrow in the making.
type lead struct {
	from, to int
	evidence []model.SketchEvidence
	side     side
	called   bool // by evidence that is of a call and not only of health, order or a name
	probed   bool
	ordered  bool // only by the order of starting, beside other evidence of the from-end
}

// derive finds out who uses whom.
func (r *reader) derive(p *project, v variables) *model.Sketch {
	d := &derivation{
		reader: r, project: p, values: v, services: p.services, names: map[string][]int{}, sharing: map[where]int{},
		mounted: map[string]int{}, folders: map[string][]string{}, texts: map[string]string{}, known: map[[2]int]*lead{},
	}
	for _, s := range d.services {
		d.kinds = append(d.kinds, kindOf(s))
	}
	d.nameAll()
	for i, s := range d.services {
		d.services[i].environment = d.wholeEnvironment(s)
	}
	d.countSharing()
	for i := range d.services {
		d.fromEnvironment(i)
		d.fromCommand(i)
		d.fromFiles(i)
		d.fromLabels(i)
		d.fromLinks(i)
	}
	evident := d.evident()
	for i := range d.services {
		d.fromOrder(i)
	}
	d.fromNames()
	return d.sketch(evident)
}

// nameAll notes by which names services find each other. An ID is never given up to an alias.
func (d *derivation) nameAll() {
	for i, s := range d.services {
		d.names[strings.ToLower(s.id)] = []int{i}
	}
	ids := len(d.names)
	taken := make(map[string]bool, ids)
	for name := range d.names {
		taken[name] = true
	}
	for i, s := range d.services {
		for _, t := range s.otherNames() {
			name := strings.ToLower(t.value)
			if name != "" && !taken[name] && !slices.Contains(d.names[name], i) {
				d.names[name] = append(d.names[name], i)
			}
		}
	}
}

func (s *service) otherNames() []text {
	return slices.Concat([]text{s.hostname, s.container}, s.aliases)
}

// whom lists the services that a host names for service i: by its links, else by their names. Itself is
// none of them.
func (d *derivation) whom(i int, host string) []int {
	host = strings.ToLower(strings.TrimPrefix(strings.TrimSuffix(host, "."), "tasks."))
	found := d.names[host]
	for _, l := range d.services[i].links {
		if to, alias, aliased := strings.Cut(l.value, ":"); aliased && strings.EqualFold(alias, host) {
			found = d.names[strings.ToLower(to)]
		}
	}
	if slices.Contains(found, i) {
		return nil
	}
	return found
}

// wholeEnvironment is the environment of a service with the files it is read from.
func (d *derivation) wholeEnvironment(s *service) []setting {
	var fromFiles []setting
	for _, f := range s.envFiles {
		if f.source == "" {
			continue
		}
		content, err := d.files.Read(f.source)
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				d.say(diag.Note, f.at.span, "%s", unread(err))
			} else {
				d.say(diag.Note, f.at.span, "the env_file named here is not there, so what it says is not known")
			}
			continue
		}
		for _, a := range assignments(string(content), d.values) {
			fromFiles = overlay(fromFiles, []setting{{name: a.name, text: text{value: a.value, at: where{file: f.source, path: a.name}}}})
		}
	}
	if len(fromFiles) == 0 {
		return s.environment
	}
	return overlay(fromFiles, s.environment)
}

func (d *derivation) countSharing() {
	for _, s := range d.services {
		for _, e := range s.environment {
			if !e.bare {
				d.sharing[written(e)]++
			}
		}
		for _, m := range d.seen(s) {
			d.mounted[m.source+m.inline]++
		}
	}
}

// written is where a setting stands: the same for all services that take it in by an anchor, by extends
// or by a file.
func written(e setting) where { return where{file: e.at.file, path: e.name, span: e.at.span} }

// seen lists the files of the project that a service gets to see.
func (d *derivation) seen(s *service) []mount {
	var all []mount
	for _, m := range s.volumes {
		names, listed := d.folders[m.source]
		if !listed {
			names = d.files.List(m.source)
			if isSource(names, m.source) || m.source == "." {
				names = nil
			}
			d.folders[m.source] = names
		}
		if len(names) == 0 && d.folders[m.source] == nil && configured(m.source) {
			all = append(all, m)
		}
		for _, name := range names {
			if configured(strings.TrimPrefix(strings.TrimPrefix(name, m.source), "/")) {
				all = append(all, mount{source: name, at: m.at})
			}
		}
	}
	for _, c := range s.configs {
		if m, there := d.project.configs[c.target]; there {
			all = append(all, m)
		}
	}
	return all
}

// note adds evidence that one service uses another.
func (d *derivation) note(from, to int, e model.SketchEvidence) *lead {
	key := [2]int{from, to}
	l := d.known[key]
	if l == nil {
		l = &lead{from: from, to: to}
		d.known[key] = l
		d.arrows = append(d.arrows, l)
	}
	if !slices.Contains(l.evidence, e) {
		l.evidence = append(l.evidence, e)
	}
	return l
}

// mentioned adds what mentions say of service i. The first mention of a host says how it was read.
func (d *derivation) mentioned(i int, found []mention, evidence func(mention) model.SketchEvidence, name string) {
	var hosts []string
	for _, m := range found {
		host := strings.ToLower(m.host)
		if slices.Contains(hosts, host) {
			continue
		}
		hosts = append(hosts, host)
		for _, to := range d.whom(i, host) {
			l := d.note(i, to, evidence(m))
			if m.probe {
				l.probed = true
				continue
			}
			l.called = true
			if s := namesSide(name); s != eitherSide {
				l.side = s
			}
		}
	}
}

func (d *derivation) fromEnvironment(i int) {
	for _, e := range d.services[i].environment {
		if e.value == "" || namesBack(e.name) || namesOther(e.name) {
			continue
		}
		found := addresses(e.value)
		if namesHost(e.name) {
			found = append(found, barely(e.value)...)
		}
		for n := range found {
			found[n].probe = found[n].probe || namesProbe(e.name)
		}
		shared := d.sharing[written(e)] > mostSharing
		d.mentioned(i, found, func(m mention) model.SketchEvidence {
			switch {
			case m.probe:
				return evidence(e.at, readProbe)
			case shared && !e.bare:
				return evidence(e.at, readShared)
			}
			return evidence(e.at, m.reading)
		}, e.name)
	}
}

// evidence says how far a manner of reading is to be trusted.
func evidence(at where, reading string) model.SketchEvidence {
	e := model.SketchEvidence{File: at.file, Path: at.path, Reading: reading, Confidence: model.High}
	switch reading {
	case readProbe, readShared, readStart, readLink:
		e.Confidence = model.Medium
	case readName:
		e.Confidence = model.Low
	case readOrder:
		e.Confidence = model.Lowest
	}
	return e
}

func (d *derivation) fromCommand(i int) {
	s := d.services[i]
	for _, part := range []struct {
		words []text
		key   string
	}{{s.command, "command"}, {s.entrypoint, "entrypoint"}} {
		if len(part.words) == 0 {
			continue
		}
		found := flags(part.words)
		if waits(part.words) {
			for _, m := range found {
				for _, to := range d.whom(i, m.host) {
					s.needs = append(s.needs, need{d.services[to].id, false, part.words[0].at})
				}
			}
			continue
		}
		d.mentioned(i, found, func(m mention) model.SketchEvidence {
			if m.probe {
				return evidence(part.words[0].at, readProbe)
			}
			return evidence(part.words[0].at, m.reading)
		}, "")
	}
	if len(s.health) > 0 {
		var found []mention
		for _, m := range flags(s.health) {
			m.probe = true
			found = append(found, m)
		}
		d.mentioned(i, found, func(mention) model.SketchEvidence { return evidence(s.health[0].at, readProbe) }, "")
	}
}

// fromFiles reads the files that a service gets to see, unless too many others see them too.
func (d *derivation) fromFiles(i int) {
	s := d.services[i]
	own := variables{}
	for _, e := range s.environment {
		own[e.name] = e.value
	}
	for _, m := range d.seen(s) {
		if d.mounted[m.source+m.inline] > mostSharing {
			continue
		}
		at := where{file: m.source}
		content := m.inline
		if content == "" {
			content = d.content(m)
		} else {
			at = m.at
		}
		d.mentioned(i, told(own.expandLoosely(content)), func(m mention) model.SketchEvidence {
			if m.probe {
				return evidence(at, readProbe)
			}
			return evidence(at, readFile)
		}, "")
	}
}

// content is the text of a file that services see, empty if it is not there or no text. Such files are
// missing as a rule where only the compose files are at hand.
func (d *derivation) content(m mount) string {
	if known, read := d.texts[m.source]; read {
		return known
	}
	content, err := d.files.Read(m.source)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && path.Ext(m.source) != "" {
		d.say(diag.Note, m.at.span, "%s", unread(err))
	}
	if err != nil || len(content) > longestFile || slices.Contains(content, 0) {
		content = nil
	}
	d.texts[m.source] = string(content)
	return d.texts[m.source]
}

func (d *derivation) fromLinks(i int) {
	for _, l := range d.services[i].links {
		to, _, _ := strings.Cut(l.value, ":")
		for _, n := range d.names[strings.ToLower(to)] {
			if n == i {
				continue
			}
			place := l.at
			place.path += "." + d.services[n].id
			d.note(i, n, evidence(place, readLink)).called = true
		}
	}
}

// fromLabels reads who is to be reached through a proxy that goes by the labels of others.
func (d *derivation) fromLabels(i int) {
	for _, e := range slices.Concat(d.services[i].labels, d.services[i].environment) {
		var proxies []string
		switch {
		case strings.HasPrefix(e.name, "traefik.http.") || strings.HasPrefix(e.name, "traefik.tcp.") || e.name == "traefik.enable" && e.value == "true" || strings.HasPrefix(e.name, "traefik.frontend"):
			proxies = []string{"traefik"}
		case e.name == "VIRTUAL_HOST":
			proxies = []string{"nginx-proxy"}
		case e.name == "caddy":
			proxies = []string{"caddy-docker-proxy"}
		default:
			continue
		}
		for from, s := range d.services {
			if l := d.known[[2]int{from, i}]; from != i && (l == nil || !l.called) && isOf(imageName(s.image.value), proxies) {
				d.note(from, i, evidence(e.at, readRoute)).called = true
			}
		}
	}
}

// evident tells of each service whether some file says that it uses, or is used by, another.
func (d *derivation) evident() []bool {
	all := make([]bool, len(d.services))
	for _, l := range d.arrows {
		all[l.from], all[l.to] = true, true
	}
	return all
}

// fromOrder reads who is started before whom. That is a sign of use only where nothing else is known.
func (d *derivation) fromOrder(i int) {
	s := d.services[i]
	others := slices.ContainsFunc(d.arrows, func(l *lead) bool {
		return l.from == i && l.called && !d.isTelemetry(l.to)
	})
	for _, n := range s.needs {
		for _, to := range d.names[strings.ToLower(n.service)] {
			if to == i {
				continue
			}
			if l := d.known[[2]int{i, to}]; l != nil && !l.ordered && (l.called || l.probed) {
				continue
			}
			reading := readStart
			if others || n.done {
				reading = readOrder
			}
			d.note(i, to, evidence(n.at, reading)).ordered = reading == readOrder
		}
	}
}

// fromNames guesses whose a store is that nobody is known to use: orders-db belongs to orders.
func (d *derivation) fromNames() {
	used := make([]bool, len(d.services))
	for _, l := range d.arrows {
		used[l.to] = used[l.to] || !l.ordered
	}
	stems := map[string][]int{}
	for i, s := range d.services {
		if !stores(d.kinds[i]) {
			name := stem(s.id)
			stems[name] = append(stems[name], i)
		}
	}
	for to, s := range d.services {
		if used[to] || !stores(d.kinds[to]) {
			continue
		}
		if owners := stems[stem(s.id)]; len(owners) == 1 {
			at := where{file: s.span.File, path: "services." + s.id}
			d.note(owners[0], to, evidence(at, readName)).ordered = false
		}
	}
}

// stem is the name of a service without the words that say what kind of thing it is.
func stem(name string) string {
	var kept []string
	for _, w := range words(name) {
		word := strings.ToLower(w)
		kind := slices.Contains([]string{"service", "svc", "server", "api", "app"}, word)
		for _, f := range families {
			kind = kind || stores(f.kind) && slices.Contains(f.words, word)
		}
		if !kind {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, "-")
}

func (d *derivation) isTelemetry(i int) bool {
	return d.services[i].is(sinks) || d.services[i].is(watchers)
}

// sketch writes down what was found.
func (d *derivation) sketch(evident []bool) *model.Sketch {
	k := &model.Sketch{System: d.project.name}
	for i, s := range d.services {
		c := model.SketchComponent{Name: s.id, Kind: d.kinds[i], Open: s.published, Mute: !evident[i], Tags: s.profiles}
		if s.replicas > 1 {
			c.Replicas = s.replicas
		}
		for _, t := range s.otherNames() {
			if t.literal && t.value != s.id && !slices.Contains(c.Aliases, t.value) {
				c.Aliases = append(c.Aliases, t.value)
			}
		}
		k.Components = append(k.Components, c)
	}
	slices.SortStableFunc(d.arrows, func(a, b *lead) int {
		return cmp.Or(compareBool(a.ordered, b.ordered), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	for _, l := range d.arrows {
		k.Arrows = append(k.Arrows, d.arrow(l))
	}
	k.Unshown = d.unshown(evident)
	return k
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// arrow gives an arrow its kind, and the question it leaves open.
func (d *derivation) arrow(l *lead) model.SketchArrow {
	slices.SortStableFunc(l.evidence, func(a, b model.SketchEvidence) int { return cmp.Compare(b.Confidence, a.Confidence) })
	from, to := l.from, l.to
	a := model.SketchArrow{Evidence: l.evidence}
	watching := d.services[from].is(watchers)
	switch {
	case d.isTelemetry(from) || d.isTelemetry(to):
		a.Tags = append(a.Tags, "telemetry")
		switch {
		case stores(d.kinds[to]), watching && d.services[to].is(sinks):
			a.Kind = model.Query
		case d.services[to].is(sinks) && !d.services[to].is(watchers):
			a.Kind = model.Stream
		}
	case d.kinds[to] == model.ComponentQueue && d.kinds[from] != model.ComponentQueue && l.called:
		a.Kind = model.Event
		if l.side == receives {
			from, to = to, from
		} else if l.side == eitherSide {
			a.Question = "sends or receives?"
		}
	case d.services[to].is(resolvers):
		a.Kind = model.Resolve
	case stores(d.kinds[to]):
		a.Kind = model.Query
	case d.kinds[to] == model.ComponentQueue && d.kinds[from] != model.ComponentQueue:
		a.Kind, a.Question = model.Event, "sends or receives?"
	}
	if l.probed && !l.called {
		a.Tags = append(a.Tags, "probe")
		a.Question = "only a health check, or a call too?"
	}
	if l.ordered {
		a.Question = "start order or a call?"
	} else if a.Confidence() == model.Low {
		a.Question = "a guess from the names: is it so?"
	}
	a.From, a.To = d.services[from].id, d.services[to].id
	return a
}

// unshown says what the files do not show.
func (d *derivation) unshown(evident []bool) []string {
	var mute, started []string
	for i, s := range d.services {
		if evident[i] {
			continue
		}
		mute = append(mute, s.id)
		if slices.ContainsFunc(d.arrows, func(l *lead) bool { return l.from == i || l.to == i }) {
			started = append(started, s.id)
		}
	}
	var all []string
	if len(mute) > 0 && len(d.services) > 1 {
		but := ""
		if len(started) > 0 {
			but = " other than start order or names"
		}
		verb, them := "have", "them"
		if len(mute) == 1 {
			verb, them = "has", "it"
		}
		all = append(all, fmt.Sprintf("%d of %s %s no evidence of an arrow%s: %s. What is wired to %s stands in no file that was read: import traces or network policies, or draw the arrows",
			len(mute), count1(len(d.services), "component", "components"), verb, but, shortList(mute, 8), them))
	}
	return all
}
