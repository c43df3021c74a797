package reimport

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A Drawing is what a Sketch is merged into.
type Drawing struct {
	System *model.System
	Texts  map[string]string // of its files
	Into   string            // the file that takes what is new
}

// A Merge is what has to be done, and what is to be said. Names are in the order of the Sketch, those of
// what vanished in the order of the lock.
type Merge struct {
	Edits []Edits // by file, in the order of the drawing
	Lock  *Lock

	Components []string // added
	Parts      []string // added to other sections: "team web"
	Added      []model.SketchArrow
	Adopted    []string // arrows that a person had drawn, and that have evidence now
	Renewed    []string // arrows whose evidence changed
	Removed    []string // arrows that no file shows any more and that nobody had touched
	Deleted    []string // arrows that a person deleted since the last import
	Kept       []string // arrows that no file shows any more and that a person knows of
	Vanished   []string // components that no file shows any more
	Likely     []Renaming
}

// Edits are what has to be changed in one file.
type Edits struct {
	File  string
	Edits []yamlfile.Edit
}

// A Renaming is a component that seems to have another name now, because its arrows have the evidence of
// the old one.
type Renaming struct{ Old, New string }

// merging is a merge in the making.
type merging struct {
	Merge
	drawing Drawing
	origin  string

	base       map[string]Entry  // arrows of this origin, by name
	boxes      map[string]Entry  // components of this origin, by name
	parts      map[part]Entry    // what else is of this origin
	elsewhere  map[string]bool   // arrows and components of other origins
	called     map[string]string // what the files call a component that has another name here
	shown      map[string]string // what the files show on a component, by its name here
	mine       map[string]*model.Arrow
	ends       map[[2]string]bool // pairs of components with an arrow that only a person drew
	components map[string]bool    // of the drawing
	boxed      bool               // the drawing declares its components
	entries    map[string]map[string]written
	edits      map[string][]yamlfile.Edit
	referred   map[string]bool // arrows that something else in the drawing names
	parties    map[string]bool // teams and people, those that are being added included
	outdated   []outdated
	removals   bool
}

// A written arrow is its entry in a file, and where it stands there.
type written struct {
	node       *yamlfile.Node
	first, end int // offsets: the start of its first line, and where its value ends
}

// Plan compares three things: what the last import drew (the lock), the drawing as it is, and the Sketch.
//
//	lock | drawing                | sketch                    | do
//	-    | -                      | there                     | add, with review: todo
//	-    | there                  | there                     | adopt: add the evidence, nothing else
//	yes  | there                  | there                     | renew the evidence if it differs
//	yes  | gone                   | there                     | remember that it was deleted
//	yes  | todo, untouched        | -                         | remove
//	yes  | reviewed or edited     | -                         | keep, and say so
//	yes  | there                  | the same, another end     | suggest that a component has another name
//
// Without removals nothing is taken out of the drawing.
func Plan(l *Lock, d Drawing, k *model.Sketch, origin string, removals bool) *Merge {
	m := newMerging(l, d, origin)
	m.removals = removals
	k = m.inOurWords(k)
	m.noteEnds(k)
	m.mergeTeams(k)
	m.mergeComponents(k)
	theirs := map[string]model.SketchArrow{}
	for _, a := range k.Arrows {
		theirs[a.Name()] = a
		m.mergeArrow(a)
	}
	m.vanished(l, theirs)
	m.prune()
	m.add()
	m.mergeMonitors(k)
	m.mergeJourneys(k)
	m.suggest(l, theirs)
	for _, file := range d.System.Files {
		if edits := m.edits[file]; len(edits) > 0 {
			m.Edits = append(m.Edits, Edits{file, edits})
		}
	}
	return &m.Merge
}

func newMerging(l *Lock, d Drawing, origin string) *merging {
	m := &merging{
		drawing: d, origin: origin, base: map[string]Entry{}, boxes: map[string]Entry{}, parts: map[part]Entry{}, elsewhere: map[string]bool{}, called: map[string]string{}, shown: map[string]string{}, mine: map[string]*model.Arrow{},
		ends: map[[2]string]bool{}, components: map[string]bool{}, entries: map[string]map[string]written{},
		edits: map[string][]yamlfile.Edit{}, referred: map[string]bool{},
	}
	m.Lock = &Lock{}
	for _, e := range l.Entries {
		switch {
		case e.Origin != origin:
			m.Lock.Entries = append(m.Lock.Entries, e)
			if !e.Deleted {
				m.elsewhere[e.Arrow+e.Component] = true
			}
		case e.Arrow != "":
			m.base[e.Arrow] = e
		case e.Section != "":
			m.parts[part{e.Section, e.Name}] = e
		default:
			m.boxes[e.Component] = e
		}
	}
	for _, c := range d.System.Components {
		m.components[c.Name] = true
		m.boxed = m.boxed || c.Declared
	}
	for _, a := range d.System.Arrows {
		m.mine[a.Name()] = a
	}
	m.refer()
	return m
}

func (m *merging) mergeComponents(k *model.Sketch) {
	var entries []yamlfile.Entry
	theirs := map[string]bool{}
	for _, c := range k.Components {
		if theirs[c.Name] {
			continue // two names of theirs are one of ours
		}
		theirs[c.Name] = true
		before, known := m.boxes[c.Name]
		e := Entry{Origin: m.origin, Component: c.Name, As: m.called[c.Name], Label: m.shown[c.Name], Adopted: before.Adopted, Deleted: before.Deleted}
		switch {
		case m.components[c.Name]:
			e.Deleted = false
			e.Adopted = e.Adopted || !known
		case known:
			e.Deleted = true
		case m.boxed:
			entries = append(entries, componentEntry(m.fitting(c)))
			m.Components = append(m.Components, c.Name)
			m.components[c.Name] = true
		default:
			continue // a drawing without boxes of its own has those that arrows name
		}
		m.Lock.Entries = append(m.Lock.Entries, e)
	}
	if len(entries) > 0 {
		m.edit(m.drawing.Into, yamlfile.Add(yamlfile.At("components"), entries...))
	}
	for _, name := range sorted(m.boxes) {
		if e := m.boxes[name]; !theirs[name] {
			if m.elsewhere[name] {
				continue
			}
			if m.components[name] && !e.Deleted {
				m.Vanished = append(m.Vanished, name)
			}
			m.Lock.Entries = append(m.Lock.Entries, e)
		}
	}
}

func sorted(entries map[string]Entry) []string {
	names := make([]string, 0, len(entries))
	for name := range entries {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (m *merging) edit(file string, edits ...yamlfile.Edit) {
	m.edits[file] = append(m.edits[file], edits...)
}

func (m *merging) mergeArrow(a model.SketchArrow) {
	e := entryOf(m.origin, a)
	before, known := m.base[e.Arrow]
	mine := m.mine[e.Arrow]
	e.Adopted = before.Adopted
	switch {
	case mine != nil && (!known || before.Deleted):
		e.Adopted = true
		m.adopt(mine, e)
	case mine != nil:
		e.Kind, e.Label, e.Via, e.Tags = before.Kind, before.Label, before.Via, before.Tags // as it was written
		m.renew(mine, before, e)
	case known:
		if e.Deleted = true; !before.Deleted {
			m.Deleted = append(m.Deleted, e.Arrow)
		}
	case m.drawnOtherwise(a), !m.drawable(a):
		e.Deleted = true // a person has it in another way, or has none of one of its ends
	default:
		m.Added = append(m.Added, a)
	}
	m.Lock.Entries = append(m.Lock.Entries, e)
}

// noteEnds notes which components a person joined by an arrow that no import has drawn or draws now.
func (m *merging) noteEnds(k *model.Sketch) {
	theirs := map[string]bool{}
	for _, a := range k.Arrows {
		theirs[a.Name()] = true
	}
	for name, a := range m.mine {
		if _, known := m.base[name]; !known && !theirs[name] {
			m.ends[[2]string{a.From.Name, a.To.Name}] = true
		}
	}
}

// drawnOtherwise tells whether a person drew what the arrow stands for: under names in parentheses, or the
// other way round where something goes through a queue.
func (m *merging) drawnOtherwise(a model.SketchArrow) bool {
	return m.ends[[2]string{a.From, a.To}] || a.Kind == model.Event && m.ends[[2]string{a.To, a.From}]
}

// drawable tells whether both ends are in the drawing, or can be.
func (m *merging) drawable(a model.SketchArrow) bool {
	return !m.boxed || m.components[a.From] && m.components[a.To]
}

// adopt adds evidence to an arrow that a person drew. One that was said to be wrong is left alone.
func (m *merging) adopt(mine *model.Arrow, e Entry) {
	if mine.Review.Value == model.ReviewNo {
		return
	}
	if missing := without(e.Evidence, mine.Evidence.Value); len(missing) > 0 {
		m.edit(mine.Span.File, yamlfile.Append(evidenceAt(mine), texts(missing)...))
		m.Adopted = append(m.Adopted, e.Arrow)
	}
}

// renew brings the evidence of an arrow up to date. Lines that a person wrote or commented stay, and so does
// what a person took out.
func (m *merging) renew(mine *model.Arrow, before, now Entry) {
	if mine.Review.Value == model.ReviewNo {
		return
	}
	fresh := without(without(now.Evidence, before.Evidence), mine.Evidence.Value)
	stale := m.stale(mine, without(before.Evidence, now.Evidence))
	if len(fresh) > 0 {
		m.edit(mine.Span.File, yamlfile.Append(evidenceAt(mine), texts(fresh)...))
	}
	if len(stale) > 0 {
		m.outdated = append(m.outdated, outdated{mine, stale, len(fresh) == 0 && len(stale) == len(mine.Evidence.Value)})
	}
	if len(fresh)+len(stale) > 0 {
		m.Renewed = append(m.Renewed, now.Arrow)
	}
}

// An outdated arrow has lines of evidence that no file gives any more.
type outdated struct {
	arrow *model.Arrow
	items []int // the last one first
	all   bool  // nothing else is there
}

// stale lists the items of the evidence of an arrow that are among the lines given and that no person
// commented, the last one first.
func (m *merging) stale(mine *model.Arrow, lines []string) []int {
	if len(lines) == 0 || !m.removals {
		return nil
	}
	w, found := m.entry(mine.Span.File, mine.Name())
	if !found || w.node.Get("evidence") == nil {
		return nil
	}
	list := w.node.Get("evidence")
	var stale []int
	for i, item := range slices.Backward(list.Items) {
		line := written{item, m.lineStart(mine.Span.File, item), int(item.Span.End.Offset)}
		if slices.Contains(lines, item.Value) && (list.Style == yamlfile.Flow || !m.commented(mine.Span.File, line)) {
			stale = append(stale, i)
		}
	}
	return stale
}

func (m *merging) lineStart(file string, n *yamlfile.Node) int {
	return strings.LastIndexByte(m.drawing.Texts[file][:n.Span.Start.Offset], '\n') + 1
}

// prune takes outdated lines of evidence away, once all new ones are there: many that are each in another
// arrow go at once.
func (m *merging) prune() {
	for _, o := range m.outdated {
		if o.all {
			m.edit(o.arrow.Span.File, yamlfile.Remove(evidenceAt(o.arrow)))
			continue
		}
		for _, i := range o.items {
			m.edit(o.arrow.Span.File, yamlfile.Remove(evidenceAt(o.arrow).Item(i)))
		}
	}
}

func evidenceAt(a *model.Arrow) yamlfile.Path { return yamlfile.At("arrows", a.Name(), "evidence") }

func texts(lines []string) []yamlfile.Value {
	values := make([]yamlfile.Value, len(lines))
	for i, line := range lines {
		values[i] = yamlfile.Text(line)
	}
	return values
}

// without lists what of all is not among others.
func without(all, others []string) []string {
	var left []string
	for _, one := range all {
		if !slices.Contains(others, one) {
			left = append(left, one)
		}
	}
	return left
}

// add adds the new arrows behind the last one, sorted by their ends.
func (m *merging) add() {
	slices.SortStableFunc(m.Added, func(a, b model.SketchArrow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Qualifier, b.Qualifier))
	})
	if len(m.Added) == 0 {
		return
	}
	entries := make([]yamlfile.Entry, len(m.Added))
	for i, a := range m.Added {
		entries[i] = arrowEntry(a)
	}
	m.edit(m.drawing.Into, yamlfile.Add(yamlfile.At("arrows"), entries...))
}

// vanished sees to arrows of the last import that no file shows any more.
func (m *merging) vanished(l *Lock, theirs map[string]model.SketchArrow) {
	var removed []*model.Arrow
	for _, e := range l.Entries {
		if _, there := theirs[e.Arrow]; e.Origin != m.origin || e.Arrow == "" || there {
			continue
		}
		mine := m.mine[e.Arrow]
		switch {
		case mine == nil:
			e.Deleted = true
		case m.elsewhere[e.Arrow]:
			m.handOver(mine, e)
			continue
		case e.Deleted:
			e.Deleted = false // drawn again, by a person
			e.Adopted = true
		case m.removals && m.untouched(mine, e):
			removed = append(removed, mine)
			m.Removed = append(m.Removed, e.Arrow)
			continue
		default:
			m.Kept = append(m.Kept, e.Arrow)
		}
		m.Lock.Entries = append(m.Lock.Entries, e)
	}
	slices.SortFunc(removed, func(a, b *model.Arrow) int { return cmp.Compare(b.Span.Start.Offset, a.Span.Start.Offset) })
	for _, a := range removed {
		m.edit(a.Span.File, yamlfile.Remove(yamlfile.At("arrows", a.Name())))
	}
}

// handOver leaves an arrow to the other imports that still show it: what only this one had read goes, and the
// others may take the arrow out one day if this one drew it.
func (m *merging) handOver(mine *model.Arrow, e Entry) {
	lines := e.Evidence
	for i, other := range m.Lock.Entries {
		if other.Origin == m.origin || other.Arrow != e.Arrow {
			continue
		}
		lines = without(lines, other.Evidence)
		m.Lock.Entries[i].Adopted = other.Adopted && e.Adopted
	}
	if stale := m.stale(mine, lines); len(stale) > 0 {
		m.outdated = append(m.outdated, outdated{mine, stale, len(stale) == len(mine.Evidence.Value)})
		m.Renewed = append(m.Renewed, e.Arrow)
	}
}

// untouched tells whether an arrow stands as import wrote it, without a comment, and nothing else in the
// drawing names it.
func (m *merging) untouched(mine *model.Arrow, e Entry) bool {
	if e.Adopted || mine.Review.Value != model.ReviewTodo || m.referred[e.Arrow] {
		return false
	}
	w, found := m.entry(mine.Span.File, e.Arrow)
	if !found || w.node.Kind != yamlfile.Mapping {
		return false
	}
	now := Entry{}
	for _, p := range w.node.Pairs {
		switch p.Key.Value {
		case "kind":
			now.Kind = p.Value.Value
		case "label":
			now.Label = p.Value.Value
		case "via":
			now.Via = p.Value.Value
		case "tags":
			for _, item := range p.Value.Items {
				now.Tags = append(now.Tags, item.Value)
			}
		case "review", "evidence":
		default:
			return false
		}
	}
	same := now.Kind == e.Kind && now.Label == e.Label && now.Via == e.Via && slices.Equal(now.Tags, e.Tags)
	return same && slices.Equal(mine.Evidence.Value, e.Evidence) && !m.commented(mine.Span.File, w)
}

// entry finds an arrow in the text of a file.
func (m *merging) entry(file, name string) (written, bool) {
	if m.entries[file] == nil {
		m.entries[file] = readEntries(file, m.drawing.Texts[file])
	}
	w, found := m.entries[file][name]
	return w, found
}

func readEntries(file, text string) map[string]written {
	all := map[string]written{}
	documents, _ := yamlfile.Tree(file, []byte(text))
	if len(documents) == 0 || documents[0].Get("arrows") == nil {
		return all
	}
	for _, p := range documents[0].Get("arrows").Pairs {
		start := strings.LastIndexByte(text[:p.Key.Span.Start.Offset], '\n') + 1
		all[p.Key.Value] = written{p.Value, start, int(p.Value.Span.End.Offset)}
	}
	return all
}

// comment is a comment in YAML that stands alone or behind something.
var comment = regexp.MustCompile(`(?m)(^|\s)#`)

// commented tells whether a person commented an arrow: on its lines, or on the line above.
func (m *merging) commented(file string, w written) bool {
	text := m.drawing.Texts[file]
	end := len(text)
	if n := strings.IndexByte(text[w.end:], '\n'); n >= 0 {
		end = w.end + n
	}
	above := text[:max(0, w.first-1)]
	above = above[strings.LastIndexByte(above, '\n')+1:]
	return comment.MatchString(text[w.first:end]) || strings.HasPrefix(strings.TrimSpace(above), "#")
}

// refer notes which arrows other parts of the drawing name, so that they cannot go.
func (m *merging) refer() {
	s := m.drawing.System
	for _, a := range s.Arrows {
		for _, f := range a.Fallbacks.Value {
			m.refers(f.Arrow)
		}
	}
	for _, j := range s.Journeys {
		for _, step := range slices.Concat(j.Steps.Value, j.Optional.Value) {
			m.refers(step.Arrow)
		}
	}
	for _, w := range s.Waivers {
		m.refers(w.Arrow.Value)
	}
	for _, monitor := range s.Monitors {
		for _, a := range monitor.Arrows {
			m.refers(a)
		}
	}
}

func (m *merging) refers(a *model.Arrow) {
	if a != nil {
		m.referred[a.Name()] = true
	}
}

// suggest finds components that seem to have another name: an arrow that vanished has the evidence of one
// that is new, and one end is the same.
func (m *merging) suggest(l *Lock, theirs map[string]model.SketchArrow) {
	fresh := map[string][]model.SketchArrow{}
	for _, a := range m.Added {
		if len(a.Evidence) > 0 {
			fresh[a.Evidence[0].String()] = append(fresh[a.Evidence[0].String()], a)
		}
	}
	for _, e := range l.Entries {
		if _, there := theirs[e.Arrow]; e.Origin != m.origin || e.Deleted || len(e.Evidence) == 0 || there {
			continue
		}
		mine := m.mine[e.Arrow]
		if mine == nil {
			continue
		}
		for _, a := range fresh[e.Evidence[0]] {
			r := Renaming{mine.To.Name, a.To}
			if mine.To.Name == a.To {
				r = Renaming{mine.From.Name, a.From}
			} else if mine.From.Name != a.From {
				continue
			}
			if !slices.Contains(m.Likely, r) && slices.Contains(m.Vanished, r.Old) {
				m.Likely = append(m.Likely, r)
			}
		}
	}
}
