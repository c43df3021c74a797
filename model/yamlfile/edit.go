package yamlfile

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// A Path leads from the top of a drawing to a value in it: section, name, field and so on. Names of
// arrows may be spaced in any way.
type Path []Step

// A Step of a Path is a key of a mapping, or the index of an item in a list.
type Step struct {
	key    string
	item   int
	listed bool
}

// At is the path of the given keys: At("arrows", "shop -> checkout", "owner").
func At(keys ...string) Path {
	var p Path
	for _, key := range keys {
		p = p.Key(key)
	}
	return p
}

// Key is the path to the value of a key in the mapping at p.
func (p Path) Key(name string) Path { return append(slices.Clip(p), Step{key: name}) }

// Item is the path to item i, counted from 0, of the list at p.
func (p Path) Item(i int) Path { return append(slices.Clip(p), Step{item: i, listed: true}) }

// String is "arrows: shop -> checkout: monitors: item 1".
func (p Path) String() string {
	parts := make([]string, len(p))
	for i, s := range p {
		parts[i] = s.String()
	}
	return strings.Join(parts, ": ")
}

func (s Step) String() string {
	if s.listed {
		return "item " + strconv.Itoa(s.item+1)
	}
	return s.key
}

// An Edit is one change of the text of a drawing.
type Edit struct {
	do      action
	at      Path
	value   Value
	entries []Entry
	items   []Value
	after   string
	spread  bool
}

type action uint8

const (
	setting action = iota
	adding
	appending
	removing
)

// Set gives the place at a path a value: in the place of the one that is there, else as the last field
// of the mapping. A section that is missing is added. What is written in one word for a mapping with
// one key (a component that is only its kind) becomes that mapping.
func Set(at Path, v Value) Edit { return Edit{do: setting, at: at, value: v} }

// Add adds entries to the mapping at a path, which is a section as a rule, behind all others. A section
// that is missing is added where the documentation has it. A name that is there already is an error.
func Add(at Path, entries ...Entry) Edit { return Edit{do: adding, at: at, entries: entries} }

// After has the entries of Add stand behind the entry of that name.
func (e Edit) After(name string) Edit {
	e.after = name
	return e
}

// Spread has a name without a value, to which the edit gives its first field, become a mapping with a line for
// each field, unless its place asks for brackets: for one that will get more of them.
func (e Edit) Spread() Edit {
	e.spread = true
	return e
}

// Append adds items to the end of the list at a path. A value that stands for a list of one becomes a
// list, a word for an empty one gives way, and a list that is missing is made.
func Append(at Path, items ...Value) Edit { return Edit{do: appending, at: at, items: items} }

// Remove takes away the entry, field or item at a path with the comments of its own: those on its
// lines, and those on the lines directly above it in its column.
func Remove(at Path) Edit { return Edit{do: removing, at: at} }

// Apply makes edits, one after the other, in the text of a drawing and hands back the new text. Every
// byte that need not change stays: comments, order, quotes, indentation, brackets, line breaks, a byte
// order mark, a missing break at the end.
//
// It fails closed. An edit that cannot be made is told by a diagnostic of rule read-edit with its
// place, as the edits before it left the text; so is one after which the text, read again by the same
// reader, does not say what it said before with just this one change, or after which the reader would
// refuse what it took before. Then no text is handed back. A drawing that cannot be read cannot be
// edited, and the diagnostics say why.
func Apply(name string, text []byte, edits []Edit) ([]byte, []diag.Diagnostic) {
	before := string(text)
	after, found := applyAll(name, before, edits)
	if found == nil {
		if d := newlyWrong(name, before, after); d != nil {
			found = blame(name, before, edits, d)
		}
	}
	if found != nil {
		return nil, sorted(found, []string{name})
	}
	return []byte(after), nil
}

func applyAll(name, text string, edits []Edit) (string, []*diag.Diagnostic) {
	d := newDraft(name, text)
	if len(d.found) > 0 {
		return "", d.found
	}
	for len(edits) > 0 {
		n := apart(edits)
		next := d.turn(edits[:n])
		if next == nil && n > 1 { // one of them is at fault, and is found when they come one by one
			d, n = newDraft(name, d.text()), 1
			next = d.turn(edits[:1])
		}
		if next == nil {
			return "", d.found
		}
		d, edits = next, edits[n:]
	}
	return d.text(), nil
}

// text is the text of the draft as it is.
func (d *draft) text() string {
	if d.src.mark > 0 {
		return byteOrderMark + d.src.text
	}
	return d.src.text
}

// mostApart bounds how many edits are made in one go.
const mostApart = 10_000

// apart is how many of the edits can be made in one go, because each is inside another entry of a
// section, or takes away another.
func apart(edits []Edit) int {
	seen := map[[2]string]bool{}
	for n, e := range edits {
		inside := (len(e.at) > 2 && e.do != adding || len(e.at) == 2 && e.do == removing) && !e.at[0].listed && !e.at[1].listed
		if !inside || n == mostApart {
			return max(n, 1)
		}
		name := e.at[1].key
		if e.at[0].key == arrowSection {
			name = normalArrow(name)
		}
		at := [2]string{e.at[0].key, name}
		if seen[at] {
			return n
		}
		seen[at] = true
	}
	return len(edits)
}

// turn makes edits and reads the result, or says why not and hands back nothing.
func (d *draft) turn(edits []Edit) *draft {
	for _, e := range edits {
		if d.plan(e); len(d.found) > 0 {
			return nil
		}
	}
	place := d.place(edits[0].at)
	text, ok := d.result()
	if !ok {
		d.refuse(place, "these edits are in the way of each other", "")
		return nil
	}
	next := newDraft(d.src.name, text)
	switch {
	case len(next.found) > 0:
		d.refuse(place, "then the drawing could not be read: "+next.found[0].Message, "edit it by hand")
	case !next.means[next.root].same(d.means[d.root]):
		d.refuse(place, "this cannot be changed without changing what the text around it says", "edit it by hand")
	default:
		return next
	}
	return nil
}

func (d *draft) plan(e Edit) {
	switch {
	case len(e.at) == 0:
		d.refuse(d.src.span(0, 0), "an edit needs a place", "")
	case e.do == setting:
		d.set(e.at, e.value, e.spread)
	case e.do == adding:
		d.add(e.at, e.entries, e.after)
	case e.do == appending:
		d.append(e.at, e.items, e.spread)
	case e.do == removing:
		d.remove(e.at)
	}
}

// newlyWrong is something that the reader has against the text after an edit and had not before.
func newlyWrong(name, before, after string) *diag.Diagnostic {
	known := map[string]int{}
	key := func(d *diag.Diagnostic) string { return d.Rule + " " + d.Message }
	for _, d := range Parse(name, []byte(before), Options{}).faults.found {
		known[key(d)]++
	}
	for _, d := range Parse(name, []byte(after), Options{}).faults.found {
		if known[key(d)]--; known[key(d)] < 0 && d.Level == diag.Error {
			return d
		}
	}
	return nil
}

// blame says of the first edit after which the reader complains that it cannot be made.
func blame(name, text string, edits []Edit, wrong *diag.Diagnostic) []*diag.Diagnostic {
	first := sort.Search(len(edits)-1, func(i int) bool {
		after, _ := applyAll(name, text, edits[:i+1])
		return newlyWrong(name, text, after) != nil
	})
	before, _ := applyAll(name, text, edits[:first])
	after, _ := applyAll(name, text, edits[:first+1])
	if d := newlyWrong(name, text, after); d != nil {
		wrong = d
	}
	d := newDraft(name, before)
	d.refuse(d.place(edits[first].at), wrong.Message, wrong.Mend)
	return d.found
}
