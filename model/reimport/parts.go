package reimport

import (
	"slices"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// The sections of a drawing that import adds to besides those of components and arrows.
const (
	teams    = "teams"
	monitors = "monitors"
	journeys = "journeys"
)

// A part is what stands in one of those sections, by name.
type part struct{ section, name string }

// partsOf lists the parts of a Sketch.
func partsOf(k *model.Sketch) []part {
	var all []part
	for _, t := range k.Teams {
		all = append(all, part{teams, t.Name})
	}
	for _, m := range k.Monitors {
		all = append(all, part{monitors, m.Name})
	}
	for _, j := range k.Journeys {
		all = append(all, part{journeys, j.Name})
	}
	return all
}

// mergePart adds a part that neither the drawing nor the lock has, unless it does not fit into the drawing as
// it is. What a person wrote stays, and what a person deleted stays away.
func (m *merging) mergePart(p part, mine, fits bool, entry yamlfile.Entry) {
	e, known := m.parts[p]
	delete(m.parts, p)
	e.Origin, e.Section, e.Name = m.origin, p.section, p.name
	switch {
	case mine:
		e.Deleted = false
		e.Adopted = e.Adopted || !known
	case known:
		e.Deleted = true
	case !fits:
		return // another import may find that it does
	default:
		m.edit(m.drawing.Into, yamlfile.Add(yamlfile.At(p.section), entry))
		m.Parts = append(m.Parts, p.section[:len(p.section)-1]+" "+p.name)
	}
	m.Lock.Entries = append(m.Lock.Entries, e)
}

func (m *merging) mergeTeams(k *model.Sketch) {
	s := m.drawing.System
	m.parties = map[string]bool{}
	for _, t := range s.Teams {
		m.parties[t.Name] = true
	}
	for _, p := range s.People {
		m.parties[p.Name] = true
	}
	for _, t := range k.Teams {
		p := part{teams, t.Name}
		_, known := m.parts[p]
		m.mergePart(p, m.parties[t.Name], true, teamEntry(t))
		if !known {
			m.parties[t.Name] = true
			for _, person := range t.People {
				m.parties[person] = true
			}
		}
	}
}

// fitting is a new component without what the drawing does not have: an owner that a person deleted, a place
// that is something else there.
func (m *merging) fitting(c model.SketchComponent) model.SketchComponent {
	if !m.parties[c.Owner] {
		c.Owner = ""
	}
	c.In = slices.DeleteFunc(slices.Clone(c.In), func(place string) bool {
		mine := m.drawing.System.Component(place)
		return mine != nil && mine.Kind.Given() && mine.Kind.Value != model.ComponentPlace
	})
	return c
}

func (m *merging) mergeMonitors(k *model.Sketch) {
	for _, monitor := range k.Monitors {
		mine := slices.ContainsFunc(m.drawing.System.Monitors, func(other *model.Monitor) bool { return other.Name == monitor.Name })
		monitor.Watches = slices.DeleteFunc(slices.Clone(monitor.Watches), func(c string) bool { return !m.components[c] })
		m.mergePart(part{monitors, monitor.Name}, mine, len(monitor.Watches) > 0, monitorEntry(monitor))
	}
}

func (m *merging) mergeJourneys(k *model.Sketch) {
	added := map[string]bool{}
	for _, a := range m.Added {
		added[a.Name()] = true
	}
	for _, j := range k.Journeys {
		mine := slices.ContainsFunc(m.drawing.System.Journeys, func(other *model.Journey) bool { return other.Name == j.Name })
		fits := !slices.ContainsFunc(j.Steps, func(step string) bool { return m.mine[step] == nil && !added[step] })
		if !m.components[j.Who] {
			j.Who = ""
		}
		m.mergePart(part{journeys, j.Name}, mine, fits, journeyEntry(j))
	}
	m.keepParts()
}

// keepParts remembers parts that no file shows any more: they stay in the drawing, which may use them.
func (m *merging) keepParts() {
	for _, e := range m.parts {
		m.Lock.Entries = append(m.Lock.Entries, e)
	}
}
