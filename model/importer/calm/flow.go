package calm

import (
	"slices"
	"strconv"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// flows reads what happens in order. Older drafts name a flow by a URL, which is not read.
func (r *reader) flows(d *document) {
	list := d.root.Get("flows")
	if list == nil || list.Null {
		return
	}
	if list.Kind != yamlfile.Sequence {
		r.Say(diag.Error, list.Span, "flows is a list, not %s", list.Kind)
		return
	}
	for _, n := range list.Items {
		if n.Kind == yamlfile.Mapping {
			r.flow(d, n)
		} else if r.Once("flows " + d.name) {
			r.Say(diag.Note, n.Span, "flows that stand in files of their own are not read")
		}
	}
}

// flow reads one flow. A transition from destination to source is an answer, or what is sent along an arrow
// that the other end opened: in both cases the flow cannot do without that arrow.
func (r *reader) flow(d *document, n *yamlfile.Node) {
	j := importer.Journey{Name: importer.Text(n, "name")}
	if j.Name == "" {
		j.Name = idOf(n)
	}
	transitions := r.Objects(n, "transitions")
	slices.SortStableFunc(transitions, func(a, b *yamlfile.Node) int { return number(a) - number(b) })
	met, gone := r.met(d, transitions), map[string]bool{}
	for _, t := range transitions {
		id := importer.Text(t, "relationship-unique-id")
		if gone[id] {
			continue
		}
		gone[id] = true
		lines := r.along(d.lines[id], met)
		if len(lines) == 0 {
			which := "is no arrow"
			if len(d.lines[id]) > 1 {
				which = "is several arrows"
			}
			r.Say(diag.Warning, t.Span, "the flow %s goes along %s, which %s, so that step is left out", diag.Quote(j.Name), diag.Quote(id), which)
			continue
		}
		if from := r.drawn[lines[0]].from; j.Who == "" && r.kindAt(from) == model.ComponentPerson && importer.Text(t, "direction") != "destination-to-source" {
			j.Who = from
		}
		j.Steps = append(j.Steps, lines...)
	}
	r.Journey(j)
}

// met is the nodes that a flow comes by for certain: the ends of relationships that are one arrow.
func (r *reader) met(d *document, transitions []*yamlfile.Node) map[string]bool {
	met := map[string]bool{}
	for _, t := range transitions {
		if lines := d.lines[importer.Text(t, "relationship-unique-id")]; len(lines) == 1 {
			met[r.drawn[lines[0]].from], met[r.drawn[lines[0]].to] = true, true
		}
	}
	return met
}

// along is which arrows of a relationship a flow goes along: of several, as an actor has, those to nodes that it
// comes by.
func (r *reader) along(lines []int, met map[string]bool) []int {
	if len(lines) == 1 {
		return lines
	}
	var all []int
	for _, line := range lines {
		if met[r.drawn[line].to] {
			all = append(all, line)
		}
	}
	return all
}

// number is the place of a transition in its flow.
func number(n *yamlfile.Node) int {
	i, err := strconv.Atoi(importer.Text(n, "sequence-number"))
	if err != nil {
		return 0
	}
	return i
}
