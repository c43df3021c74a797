package mermaid

import (
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
)

// A chart is what one flowchart draws, under the IDs that it has.
type chart struct {
	lines   *importer.Lines
	from    int    // where its first word stands in the file
	kind    string // its first word
	title   string // of the diagram, else of its page
	heading string // the anchor of the heading above it

	things   []thing // boxes and groups, in the order in which they are first mentioned
	index    map[string]int
	arrows   []arrow
	arrowIDs map[string]bool
}

// A thing is a box or a group of boxes.
type thing struct {
	id    string
	label string // empty if it shows its ID
	words string // the label with its line ends
	kind  model.ComponentKind
	group bool
	home  string // the ID of the group that it stands in
	used  bool   // it is an end of an arrow, a box of its own, or has something in it
	at    int    // where it is first mentioned, in the file
}

// An arrow is one line that is seen.
type arrow struct{ from, to, label, via, question string }

// thing is the box or group of an ID, which is there from now on.
func (c *chart) thing(id string, at int) *thing {
	i, known := c.index[id]
	if !known {
		if c.index == nil {
			c.index = map[string]int{}
		}
		i = len(c.things)
		c.index[id] = i
		c.things = append(c.things, thing{id: id, at: at})
	}
	return &c.things[i]
}

// settle puts into a group what is mentioned within it and has no home yet. What is mentioned in several
// groups stands in the one that ends first.
func (c *chart) settle(group string, members []string) {
	for _, id := range members {
		t := &c.things[c.index[id]]
		if t.home != "" || id == group {
			continue
		}
		t.home = group
		c.things[c.index[group]].used = true
	}
}

// drawn is the things that are part of the picture: no groups without anything in them, and no IDs of
// arrows, whose looks are given like those of a box.
func (c *chart) drawn() []thing {
	ends := map[string]bool{}
	for _, a := range c.arrows {
		ends[a.from], ends[a.to] = true, true
	}
	var all []thing
	for _, t := range c.things {
		if t.group && !t.used && !ends[t.id] || c.arrowIDs[t.id] && !ends[t.id] {
			continue
		}
		all = append(all, t)
	}
	return all
}
