package yamlfile

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

const arrowSection = "arrows"

// normalArrow writes the name of an arrow the way it is compared.
func normalArrow(name string) string {
	if parsed, err := parseArrowName(name); err == nil {
		return parsed.String()
	}
	return name
}

// pairAt is the index of the pair that step i of a path names, or -1.
func pairAt(n *Node, at Path, i int) int {
	if at[i].listed {
		return -1
	}
	name := at[i].key
	exact := slices.IndexFunc(n.Pairs, func(p Pair) bool { return p.Key.Value == name })
	if exact >= 0 || i != 1 || at[0].key != arrowSection {
		return exact
	}
	name = normalArrow(name)
	return slices.IndexFunc(n.Pairs, func(p Pair) bool { return normalArrow(p.Key.Value) == name })
}

// child is the value that step i of a path leads to, or nil.
func child(n *Node, at Path, i int) *Node {
	switch {
	case at[i].listed && at[i].item >= 0 && at[i].item < len(n.Items):
		return n.Items[at[i].item]
	case at[i].listed:
		return nil
	}
	if k := pairAt(n, at, i); k >= 0 {
		return n.Pairs[k].Value
	}
	return nil
}

// A spot is how far a path leads in a file: the node there, the pair or item it is the value of, and
// how many steps it took.
type spot struct {
	node   *Node
	holder *Node // the collection that holds it; nil at the top
	index  int   // its place in the holder
	steps  int
}

// find follows a path as far as it leads.
func (d *draft) find(at Path) spot {
	s := spot{node: d.root}
	for s.steps < len(at) {
		next := child(s.node, at, s.steps)
		if next == nil {
			return s
		}
		index := at[s.steps].item
		if !at[s.steps].listed {
			index = pairAt(s.node, at, s.steps)
		}
		s = spot{next, s.node, index, s.steps + 1}
	}
	return s
}

// place is where a diagnostic about a path belongs: the key of the last thing on it that is there.
func (d *draft) place(at Path) diag.Span {
	s := d.find(at)
	switch {
	case s.holder == nil:
		return d.src.span(0, 0)
	case s.holder.Kind == Mapping:
		return s.holder.Pairs[s.index].Key.Span
	}
	return s.node.Span
}

// pair is the pair whose value the spot is.
func (s spot) pair() (Pair, bool) {
	if s.holder == nil || s.holder.Kind != Mapping {
		return Pair{}, false
	}
	return s.holder.Pairs[s.index], true
}

// fixed refuses to change what stands elsewhere too: on the way to the spot, or at it.
func (d *draft) fixed(at Path, s spot) bool {
	n := d.root
	for i := 0; i <= s.steps; i++ {
		switch {
		case d.marks.aliases[n]:
			d.refuse(n.Span, "this is an alias; what it stands for is written elsewhere", "write it out here instead of "+diag.Shorten(n.Value, 30))
			return true
		case d.marks.anchors[n]:
			d.refuse(d.place(at), "this is anchored, so a change of it changes every place that names it", "take the anchor off, or edit it by hand")
			return true
		}
		if i < s.steps {
			n = child(n, at, i)
		}
	}
	return false
}

// missing refuses to go further than the spot where that cannot be done by adding fields.
func (d *draft) missing(at Path, s spot) bool {
	step := at[s.steps]
	merge := pairAt(s.node, At("<<"), 0)
	switch {
	case merge >= 0 && d.resolved(at[:s.steps+1]) != nil:
		d.refuse(s.node.Pairs[merge].Key.Span, diag.Quote(step.key)+" comes in with <<, and is written elsewhere", "write it out here by hand")
	case step.listed:
		d.refuse(d.place(at), "there is no "+step.String()+" here", "")
	case s.steps == 0 && sectionRank(step.key) < 0:
		d.refuse(d.src.span(0, 0), "a drawing has no section "+diag.Quote(step.key)+didYouMean(diag.Near(step.key, drawing.keys())), "")
	case s.steps <= 1 && len(at) >= 2 && gathers(at[0].key) && !at[1].listed:
		d.refuse(d.place(at), d.nobody(at), "")
	default:
		return false
	}
	return true
}

// nobody says that a section has no entry of the name in the path.
func (d *draft) nobody(at Path) string {
	var names []string
	if section := d.root.Get(at[0].key); section != nil {
		for _, p := range section.Pairs {
			names = append(names, p.Key.Value)
		}
	}
	return at[0].key + " of this file has no " + diag.Quote(at[1].key) + didYouMean(diag.Near(at[1].key, names))
}

func sectionRank(key string) int { return slices.Index(drawing.keys(), key) }

// gathers tells whether a section is a mapping from names to things.
func gathers(key string) bool {
	i := sectionRank(key)
	return i >= 0 && drawing.fields[i].gathers
}

// set gives a place a value. What was a name without one is spread over lines if that is asked for.
func (d *draft) set(at Path, v Value, spread bool) {
	s := d.find(at)
	if d.fixed(at, s) {
		return
	}
	if s.steps == len(at) {
		d.replace(s, v)
		return
	}
	if d.missing(at, s) {
		return
	}
	for i := len(at) - 1; i > s.steps; i-- {
		if at[i].listed {
			d.refuse(d.place(at), "there is no "+at[i].String()+" here", "")
			return
		}
		v = Map(Entry{at[i].key, v})
	}
	d.extend(at, s, []Entry{{at[s.steps].key, v}}, spread)
}

// extend adds entries to the mapping at a spot, or makes one there.
func (d *draft) extend(at Path, s spot, entries []Entry, spread bool) {
	n := s.node
	switch {
	case n.Kind == Mapping && n.Style != Flow && s.holder != nil && s.holder.Style == Flow:
		d.refuse(n.Span, "this pair stands in a list without braces of its own", "put it in { }")
	case n.Kind == Mapping && s.steps == 0:
		d.insertPairs(n, d.before(entries[0].Key), entries)
	case n.Kind == Mapping:
		d.insertPairs(n, len(n.Pairs), entries)
	case n.Null:
		fresh := Map(entries...)
		fresh.spread = spread
		d.replace(s, fresh)
	case n.Kind == Scalar && shorthand(at[:s.steps]) != "":
		d.spellOut(s, shorthand(at[:s.steps]), entries)
	default:
		d.refuse(n.Span, "this is "+n.Kind.String()+", and a field cannot be added to it", "write it as a mapping")
	}
}

// shorthand is the key that a value stands for which is written in one word; empty where there is
// none.
func shorthand(at Path) string {
	switch {
	case len(at) == 2 && at[0].key == "components":
		return "kind"
	case len(at) == 3 && at[0].key == "teams" && at[2].key == "on-call":
		return "hours"
	}
	return ""
}

// before is the index at which a section that is missing belongs: behind all that the documentation
// has before it.
func (d *draft) before(section string) int {
	last := 0
	for i, p := range d.root.Pairs {
		if rank := sectionRank(p.Key.Value); rank >= 0 && rank < sectionRank(section) {
			last = i + 1
		}
	}
	return last
}

// add adds entries to a mapping.
func (d *draft) add(at Path, entries []Entry, after string) {
	s := d.find(at)
	if d.fixed(at, s) || s.steps < len(at) && d.missing(at, s) || len(entries) == 0 {
		return
	}
	if s.steps < len(at) {
		if after != "" {
			d.refuse(d.place(at), diag.Quote(after)+" is not here", "")
			return
		}
		d.set(at, Map(entries...), false)
		return
	}
	if name, there := repeated(s.node, at, entries); there {
		d.refuse(d.place(at.Key(name)), diag.Quote(name)+" is here already", "change it instead of adding it")
		return
	}
	if after == "" {
		d.extend(at, s, entries, false)
		return
	}
	i := pairAt(s.node, at.Key(after), len(at))
	if i < 0 {
		d.refuse(d.place(at), d.nobody(at.Key(after)), "")
		return
	}
	d.insertPairs(s.node, i+1, entries)
}

// repeated is the first of the entries whose name the mapping at a path has already, or another entry.
func repeated(n *Node, at Path, entries []Entry) (string, bool) {
	normal := func(name string) string {
		if len(at) == 1 && at[0].key == arrowSection {
			return normalArrow(name)
		}
		return name
	}
	seen := make(map[string]bool, len(n.Pairs)+len(entries))
	for _, p := range n.Pairs {
		seen[normal(p.Key.Value)] = true
	}
	for _, e := range entries {
		if seen[normal(e.Key)] {
			return e.Key, true
		}
		seen[normal(e.Key)] = true
	}
	return "", false
}

// append adds items to a list.
func (d *draft) append(at Path, items []Value, spread bool) {
	s := d.find(at)
	switch {
	case d.fixed(at, s) || len(items) == 0:
	case s.steps < len(at):
		if !d.missing(at, s) {
			d.set(at, List(items...), spread)
		}
	case s.node.Null, emptyWord(at, s.node):
		d.replace(s, List(items...))
	case s.node.Kind == Sequence:
		d.insertItems(s.node, items)
	case s.node.Kind == Mapping && s.node.Style != Flow:
		d.refuse(d.place(at), "this is one thing, and no list that takes another", "put it into a list: start it with a dash, and indent it")
	default:
		d.enlist(s, items)
	}
}

// emptyWord tells whether a list is written as a word that says that there is none.
func emptyWord(at Path, n *Node) bool {
	last := at[len(at)-1].key
	return n.Kind == Scalar && slices.Contains([]string{"none", "nobody"}, n.Value) &&
		slices.Contains([]string{"monitors", "experts", "alert", "tells"}, last)
}

// remove takes away what stands at a path.
func (d *draft) remove(at Path) {
	s := d.find(at)
	switch {
	case s.steps < len(at):
		if !d.missing(at, s) {
			d.refuse(d.place(at), diag.Quote(strings.TrimPrefix(at[s.steps:].String(), "item "))+" is not here", "")
		}
	case !d.fixed(at[:len(at)-1], d.find(at[:len(at)-1])):
		d.cut(s)
	}
}
