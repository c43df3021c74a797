package wiring

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// mostSharing is how many parts may share a setting or a file before it stops saying which of them uses
// what it names.
const mostSharing = 2

// A derivation makes a Sketch of a system.
type derivation struct {
	*System
	kinds  []model.ComponentKind
	shared map[written]int  // how many parts take a setting in
	meant  map[written]bool // settings that somebody takes in who is there to use others
	seen   map[string]int   // how many parts see a file

	leads []*lead
	known map[[2]int]*lead

	within map[int][]int // the parts that live in the network of each
	strays strays
}

// A lead is an arrow in the making.
type lead struct {
	from, to int
	evidence []model.SketchEvidence
	side     side
	readings []Reading
	called   bool // by evidence that is of a call and not only of health, order, a name or a permission
	own      bool // by evidence of a call that is not shared with others
	ordered  bool // only by the order of starting, where that is seldom a call
}

// has tells whether some evidence was read in a manner.
func (l *lead) has(r Reading) bool { return slices.Contains(l.readings, r) }

// Sketch finds out who uses whom.
func (s *System) Sketch() *model.Sketch {
	d := &derivation{System: s, shared: map[written]int{}, meant: map[written]bool{}, seen: map[string]int{}, known: map[[2]int]*lead{}, within: map[int][]int{}}
	for _, c := range s.Claims {
		if c.Reading == Network {
			d.within[c.To] = append(d.within[c.To], c.From)
		}
	}
	for i := range s.Parts {
		d.kinds = append(d.kinds, s.Parts[i].kind())
		d.countSharing(i)
	}
	for i := range s.Parts {
		d.fromSettings(i)
		d.fromCommands(i)
		d.fromFiles(i)
	}
	d.fromClaims()
	evident := d.evident()
	d.fromOrder()
	d.fromNames()
	return d.sketch(evident)
}

// countSharing counts a part once for each setting and file that it takes in, however often it does.
func (d *derivation) countSharing(i int) {
	p := &d.Parts[i]
	settings, files := map[written]bool{}, map[string]bool{}
	for _, s := range p.Settings {
		if at := s.written(); s.Taken != Chosen && !settings[at] {
			settings[at] = true
			d.shared[at]++
			d.meant[at] = d.meant[at] || !d.used(i)
		}
	}
	for _, f := range p.Files {
		if !files[f.ID] {
			files[f.ID] = true
			d.seen[f.ID]++
		}
	}
}

// used tells whether part i is a store or a queue, which others use, and which uses nobody as a rule.
func (d *derivation) used(i int) bool {
	return stores(d.kinds[i]) || d.kinds[i] == model.ComponentQueue
}

// forOthers tells whether a setting that part i takes in with others is there for those: a database that is given
// the file of all settings is given the addresses of the others too.
func (d *derivation) forOthers(i int, s Setting) bool {
	return (s.Taken == Wholesale || s.Taken == Filed) && d.used(i) && d.meant[s.written()]
}

// note adds evidence that one part uses another.
func (d *derivation) note(from, to int, at Place, r Reading) *lead {
	key := [2]int{from, to}
	l := d.known[key]
	if l == nil {
		l = &lead{from: from, to: to}
		d.known[key] = l
		d.leads = append(d.leads, l)
	}
	l.learn(evidence(at, r))
	l.called = l.called || r.shows()
	l.own = l.own || r.shows() && r != Shared
	if !l.has(r) {
		l.readings = append(l.readings, r)
	}
	return l
}

// mostEvidence is how many reasons an arrow has. More say nothing more.
const mostEvidence = 50

// learn adds a reason. Where there are enough, a better one takes the place of the last.
func (l *lead) learn(e model.SketchEvidence) {
	last := len(l.evidence) - 1
	switch {
	case slices.Contains(l.evidence, e):
	case last+1 < mostEvidence:
		l.evidence = append(l.evidence, e)
	case e.Confidence > l.evidence[last].Confidence:
		l.evidence[last] = e
	}
}

// A judgement says how a mention of a part counts.
type judgement func(m mention, to int) Reading

// as reads every mention in one manner.
func as(r Reading) judgement { return func(mention, int) Reading { return r } }

// mentioned adds what mentions in one text say of part i. The first mention of a host says how it was read.
func (d *derivation) mentioned(i int, found []mention, at Place, reading judgement) []*lead {
	if len(found) == 0 {
		return nil
	}
	known := make(map[string]bool, len(found))
	var leads []*lead
	for _, m := range found {
		host := strings.ToLower(m.host)
		if known[host] {
			continue
		}
		known[host] = true
		for _, to := range d.Directory.Whom(i, host) {
			r := reading(m, to)
			if m.probes() {
				r = Probe
			}
			leads = append(leads, d.note(i, to, at, r))
			d.noteSharers(i, to, at)
		}
	}
	return leads
}

// mostSharers is how many parts may live in the network of one that is named before its name stops saying
// that they may be meant.
const mostSharers = 2

// noteSharers adds that part i may mean those who live in the network of the one that it names.
func (d *derivation) noteSharers(i, to int, at Place) {
	if all := d.within[to]; len(all) <= mostSharers && !slices.Contains(all, i) {
		for _, sharer := range all {
			d.note(i, sharer, at, Sharer)
		}
	}
}

func (d *derivation) fromSettings(i int) {
	for _, s := range d.Parts[i].Settings {
		if s.Value == "" || namesBack(s.Name) || d.forOthers(i, s) {
			continue
		}
		found := s.mentions()
		if len(found) == 0 && namesService(s.Name) {
			d.mentioned(i, []mention{{host: strings.TrimSpace(s.Value)}}, s.At, as(Named))
			continue
		}
		side := namesSide(s.Name)
		for _, l := range d.mentioned(i, found, s.At, d.judge(i, s)) {
			if l.called && side != eitherSide {
				l.side = side
			}
		}
		d.stray(i, s.Name, s.Value, found)
	}
}

// mentions lists the addresses that a setting holds.
func (s Setting) mentions() []mention {
	if namesOther(s.Name) {
		return nil
	}
	found := addresses(s.Value)
	if NamesHost(s.Name) {
		found = append(found, barely(s.Value)...)
	}
	for n := range found {
		found[n].probe = found[n].probe || namesProbe(s.Name)
	}
	return found
}

// judge says how the mentions in a setting of part i count.
func (d *derivation) judge(i int, s Setting) judgement {
	site := namesSite(s.Name) && !d.faces(i)
	common := d.shared[s.written()] > s.Taken.mostTaking()
	return func(m mention, to int) Reading {
		switch {
		case site && d.visited(to):
			return Site
		case common:
			return Shared
		}
		return m.reading
	}
}

// faces tells whether part i is one that users face, or that passes their requests on. Whom it is told of, it calls.
func (d *derivation) faces(i int) bool {
	name := strings.ToLower(d.Parts[i].Component.Name)
	return d.kinds[i] == model.ComponentGateway || d.kinds[i] == model.ComponentFrontend || d.Parts[i].is(fronts) ||
		strings.HasPrefix(name, "web") && !strings.HasPrefix(name, "webhook")
}

// visited tells whether users may be sent to a part: not to what stores, queues, resolves or takes telemetry.
func (d *derivation) visited(to int) bool {
	p := &d.Parts[to]
	return !d.used(to) && d.kinds[to] != model.ComponentJob && !p.is(resolvers) && !p.is(sinks)
}

// fromCommands reads what a part is started with, and how it is asked whether it is well.
func (d *derivation) fromCommands(i int) {
	p := &d.Parts[i]
	for _, c := range p.Commands {
		if !waits(c.Words) {
			d.mentioned(i, flags(c.Words), c.At, as(Flag))
			for _, o := range options(c.Words) {
				d.stray(i, o.name, o.value, o.mentions())
			}
			continue
		}
		for _, m := range awaited(c.Words) {
			for _, to := range d.Directory.Whom(i, m.host) {
				p.Needs = append(p.Needs, Need{To: to, At: c.At})
			}
		}
	}
	for _, c := range p.Checks {
		d.mentioned(i, flags(c.Words), c.At, as(Probe))
	}
}

// fromFiles reads the files that a part sees, unless too many others see them too.
func (d *derivation) fromFiles(i int) {
	for _, f := range d.Parts[i].Files {
		if d.seen[f.ID] <= mostSharing {
			text := f.Text()
			d.mentioned(i, told(text), f.At, as(OwnFile))
			d.strayInFile(i, f, text)
		}
	}
}

// fromClaims takes what the format says itself. The labels by which a proxy finds those behind it say
// nothing new where something else does.
func (d *derivation) fromClaims() {
	for _, c := range d.Claims {
		l := d.known[[2]int{c.From, c.To}]
		if c.From == c.To || c.Reading == RouteLabel && l != nil && l.called {
			continue
		}
		d.note(c.From, c.To, c.At, c.Reading)
	}
}

// evident tells of each part whether some file says that it uses, or is used by, another.
func (d *derivation) evident() []bool {
	all := make([]bool, len(d.Parts))
	for _, l := range d.leads {
		all[l.from], all[l.to] = true, true
	}
	return all
}

// fromOrder reads who is started before whom. That is a sign of use only where nothing else is known, and
// none of what stores and queues do, which are used and use nobody as a rule.
func (d *derivation) fromOrder() {
	calls := make([]bool, len(d.Parts))
	for _, l := range d.leads {
		calls[l.from] = calls[l.from] || l.called && !d.Parts[l.to].isTelemetry()
	}
	for i := range d.Parts {
		for _, n := range d.Parts[i].Needs {
			l := d.known[[2]int{i, n.To}]
			if n.To == i || l != nil && (l.called || l.has(Probe)) {
				continue
			}
			reading := DependsOn
			if calls[i] || d.used(i) || n.Done {
				reading = StartOrder
			}
			ordered := reading == StartOrder && (l == nil || l.ordered)
			d.note(i, n.To, n.At, reading).ordered = ordered
		}
	}
}

// fromNames guesses whose a store is that nobody is known to use: orders-db belongs to orders.
func (d *derivation) fromNames() {
	used := make([]bool, len(d.Parts))
	for _, l := range d.leads {
		used[l.to] = used[l.to] || !l.ordered
	}
	owners := map[string][]int{}
	for i := range d.Parts {
		if !stores(d.kinds[i]) {
			name := d.Parts[i].stem()
			owners[name] = append(owners[name], i)
		}
	}
	for to := range d.Parts {
		if used[to] || !stores(d.kinds[to]) {
			continue
		}
		if owner := owners[d.Parts[to].stem()]; len(owner) == 1 {
			d.note(owner[0], to, d.Parts[to].At, Name).ordered = false
		}
	}
}
