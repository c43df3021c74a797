package importer

import (
	"cmp"
	"strconv"

	"github.com/linewalk/linewalk/model/diag"
)

// A naming gives what stands in several drawings its names: the ID where that means one thing in all of them,
// else the label. It depends on what the drawings show, and not on their order.
type naming struct {
	labels   map[string]string   // the first label of each ID that has any
	clashing map[string]bool     // IDs that have labels that differ
	spelling map[string]string   // how the text of such a box is written, by the folded text
	owners   map[string]string   // the folded text that each other name stands for
	beside   map[string]bool     // folded texts that a drawing has both under such an ID and as an ID
	names    map[string][]string // those of the boxes of one drawing that show the same, by the folded text
	tried    map[string]int      // the last number that was put behind a text
}

func newNaming(leaves []Leaf) *naming {
	n := &naming{
		labels: map[string]string{}, clashing: map[string]bool{}, spelling: map[string]string{}, owners: map[string]string{},
		beside: map[string]bool{}, names: map[string][]string{}, tried: map[string]int{},
	}
	n.clash(leaves)
	for _, leaf := range leaves {
		for _, b := range leaf.Boxes {
			if n.clashing[b.Name] {
				n.spell(shownText(b))
			} else {
				n.owners[b.Name] = Folded(cmp.Or(n.labels[b.Name], b.Name))
			}
		}
	}
	for _, leaf := range leaves {
		n.besides(leaf)
	}
	return n
}

// shownText is what a box shows.
func shownText(b Box) string { return cmp.Or(b.Label, b.Name) }

// clash finds the IDs whose labels contradict each other.
func (n *naming) clash(leaves []Leaf) {
	for _, leaf := range leaves {
		for _, b := range leaf.Boxes {
			label, known := n.labels[b.Name]
			switch {
			case b.Label == "":
			case !known:
				n.labels[b.Name] = b.Label
			case label != b.Label && Folded(label) != Folded(b.Label):
				n.clashing[b.Name] = true
			}
		}
	}
}

// spell finds how a text is written in a name: as short as any drawing has it.
func (n *naming) spell(text string) {
	folded := Folded(text)
	was, known := n.spelling[folded]
	if !known || len(text) < len(was) || len(text) == len(was) && text < was {
		n.spelling[folded] = text
	}
}

// besides notes what a drawing shows both in a box that goes by its text and in one whose ID is that text.
func (n *naming) besides(l Leaf) {
	if len(n.clashing) == 0 {
		return
	}
	ids := map[string]bool{}
	for _, b := range l.Boxes {
		ids[b.Name] = !n.clashing[b.Name]
	}
	for _, b := range l.Boxes {
		if folded := Folded(shownText(b)); n.clashing[b.Name] && ids[n.spelling[folded]] {
			n.beside[folded] = true
		}
	}
}

// leaf is the names of what a drawing has, by ID.
func (n *naming) leaf(l Leaf) map[string]string {
	names := make(map[string]string, len(l.Boxes))
	count := map[string]int{} // boxes that show the same
	for _, b := range l.Boxes {
		if _, named := names[b.Name]; named {
			continue
		}
		names[b.Name] = b.Name
		if n.clashing[b.Name] {
			folded := Folded(shownText(b))
			names[b.Name] = n.name(folded, count[folded])
			count[folded]++
		}
	}
	return names
}

// name is that of a box of a drawing in which so many others before it show the same.
func (n *naming) name(folded string, before int) string {
	for len(n.names[folded]) <= before {
		n.tried[folded]++
		name := n.spelling[folded]
		if n.tried[folded] > 1 {
			name += " " + strconv.Itoa(n.tried[folded])
		}
		if n.free(name, folded) {
			n.names[folded] = append(n.names[folded], name)
		}
	}
	return n.names[folded][before]
}

// free tells whether a name can stand for a text: nothing else has it, or only what shows the same elsewhere.
func (n *naming) free(name, folded string) bool {
	first := name == n.spelling[folded]
	if other := Folded(name); !first && n.spelling[other] == name {
		return false
	}
	owner, owned := n.owners[name]
	return !owned || first && owner == folded && !n.beside[folded]
}

// tell says of each ID that means several things where it does.
func (n *naming) tell(leaves []Leaf, r *Remarks) {
	for _, leaf := range leaves {
		for _, b := range leaf.Boxes {
			if first := n.labels[b.Name]; n.clashing[b.Name] && Folded(shownText(b)) != Folded(first) {
				r.Say(diag.Note, b.At, "two components: %s is %s here and %s in another diagram", diag.Quote(b.Name), diag.Quote(shownText(b)), diag.Quote(first))
			}
		}
	}
}
