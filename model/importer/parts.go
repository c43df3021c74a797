package importer

// What is asked about an arrow at something that holds others, as a system in an overview does. Such a thing is a
// place in a drawing, which feels nothing of what happens inside it.
const (
	AskSummary = "arrows between parts of its ends are drawn too: is it more than their sum?"
	AskPart    = "an end of it has parts: which of them is meant?"
)

// deepest is how many places around a component are looked at. Pictures are less deep.
const deepest = 16

// AskParts asks of each line at something that holds others whether it only sums up lines between what lies in
// there, or else which part it means. A question that a line has already stays.
func (d *Diagram) AskParts() {
	holds := map[string]bool{}
	for _, c := range d.components {
		for _, place := range c.In {
			holds[place] = true
		}
	}
	sums := d.sums()
	for i := range d.lines {
		l := &d.lines[i]
		switch {
		case l.Question != "":
		case sums[[2]string{l.From, l.To}]:
			l.Question = AskSummary
		case holds[l.From] || holds[l.To]:
			l.Question = AskPart
		}
	}
}

// sums tells of each pair of ends of a line whether lines are drawn between parts of them too.
func (d *Diagram) sums() map[[2]string]bool {
	all := make(map[[2]string]bool, len(d.lines))
	for _, l := range d.lines {
		all[[2]string{l.From, l.To}] = false
	}
	for _, l := range d.lines {
		for i, from := range d.around(l.From) {
			for j, to := range d.around(l.To) {
				key := [2]string{from, to}
				if _, drawn := all[key]; drawn && i+j > 0 && from != to {
					all[key] = true
				}
			}
		}
	}
	return all
}

// around lists a component and the places around it, the innermost first.
func (d *Diagram) around(id string) []string {
	all := []string{id}
	for len(all) <= deepest {
		i, known := d.index[id]
		if !known || len(d.components[i].In) == 0 {
			break
		}
		id = d.components[i].In[0]
		all = append(all, id)
	}
	return all
}
