package reimport

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
)

// inOurWords is the Sketch with the names of the drawing: of components that it has as aliases, and of arrows
// that go by another name since there are more or fewer between the same ends.
func (m *merging) inOurWords(k *model.Sketch) *model.Sketch {
	components := m.ourComponents(k)
	worded := *k
	worded.Components = make([]model.SketchComponent, len(k.Components))
	for i, c := range k.Components {
		shown := title(c)
		c.Name, c.In = components(c.Name), each(c.In, components)
		if _, known := m.shown[c.Name]; !known && shown != c.Name {
			m.shown[c.Name] = shown
		}
		if c.Label == c.Name {
			c.Label = ""
		}
		worded.Components[i] = c
	}
	worded.Arrows = make([]model.SketchArrow, len(k.Arrows))
	for i, a := range k.Arrows {
		a.From, a.To = components(a.From), components(a.To)
		worded.Arrows[i] = a
	}
	m.nameArrows(worded.Arrows)
	arrows := map[string]string{}
	for i, a := range k.Arrows {
		arrows[a.Name()] = worded.Arrows[i].Name()
	}
	worded.Monitors = make([]model.SketchMonitor, len(k.Monitors))
	for i, monitor := range k.Monitors {
		monitor.Watches = each(monitor.Watches, components)
		worded.Monitors[i] = monitor
	}
	worded.Journeys = make([]model.SketchJourney, len(k.Journeys))
	for i, j := range k.Journeys {
		j.Who, j.Steps = components(j.Who), each(j.Steps, func(step string) string { return arrows[step] })
		worded.Journeys[i] = j
	}
	return &worded
}

func each(names []string, word func(string) string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = word(name)
	}
	return all
}

// ourComponents tells how the drawing calls a component of the Sketch: as the last import named it or what
// shows the same title, as the component is called that has the name as an alias, or as it has to be called
// because the name belongs to something else.
func (m *merging) ourComponents(k *model.Sketch) func(theirs string) string {
	known := map[string]bool{}
	for _, c := range k.Components {
		known[c.Name] = true
	}
	ours := map[string]string{}
	for _, c := range m.drawing.System.Components {
		for _, alias := range c.Aliases.Value {
			if !known[c.Name] {
				ours[alias] = c.Name
			}
		}
	}
	for name, e := range m.boxes {
		if e.As != "" {
			ours[e.As] = name
		}
	}
	claimed := map[string]bool{}
	for theirs, name := range m.byTitle(k, ours) {
		ours[theirs], claimed[name] = name, true
	}
	for _, c := range k.Components {
		name := cmp.Or(ours[c.Name], c.Name)
		if claimed[name] && c.Label != "" && importer.Folded(c.Label) != m.drawnTitle(name) || name == c.Name && m.another(c) {
			name = importer.LegalName(c.Label)
			for n := 2; m.components[name] || known[name]; n++ {
				name = importer.LegalName(c.Label) + " " + strconv.Itoa(n)
			}
			ours[c.Name], known[name] = name, true
		}
	}
	for theirs, name := range ours {
		if known[theirs] && !m.aliased(name, theirs) {
			m.called[name] = theirs
		}
	}
	return func(theirs string) string { return cmp.Or(ours[theirs], theirs) }
}

// title is what the files show on a component.
func title(c model.SketchComponent) string { return cmp.Or(c.Label, c.Name) }

// drawnTitle is what the files showed on a component at the last import, folded.
func (m *merging) drawnTitle(name string) string {
	return importer.Folded(cmp.Or(m.boxes[name].Label, name))
}

// byTitle finds the components that the last import drew under other names than the files have for them now, by
// their titles: an ID gives way to the title when it comes to mean several things and is back when it means
// one, and boxes that are called A, B and C are lettered anew when one comes between. A title that several
// have says nothing.
func (m *merging) byTitle(k *model.Sketch, ours map[string]string) map[string]string {
	fresh, settled, used := map[string][]string{}, map[string]bool{}, map[string]bool{}
	for _, c := range k.Components {
		name, of := cmp.Or(ours[c.Name], c.Name), importer.Folded(title(c))
		used[name] = true
		if _, drawn := m.boxes[name]; drawn && m.drawnTitle(name) == of {
			settled[name] = true
		} else if drawn || name == c.Name {
			fresh[of] = append(fresh[of], c.Name)
		}
	}
	lost := map[string][]string{}
	for name := range m.boxes {
		if of := m.drawnTitle(name); !settled[name] {
			lost[of] = append(lost[of], name)
		}
	}
	same := map[string]string{}
	for of, names := range fresh {
		if len(names) != 1 || len(lost[of]) != 1 {
			continue
		}
		theirs, name := names[0], lost[of][0]
		reused := theirs == name || used[name]
		byTitle := importer.Folded(theirs) == of
		byTitleThen := importer.Folded(name) == of
		if reused || byTitle != byTitleThen {
			same[theirs] = name
		}
	}
	return same
}

// aliased tells whether a component of the drawing has an alias.
func (m *merging) aliased(name, alias string) bool {
	c := m.drawing.System.Component(name)
	return c != nil && slices.Contains(c.Aliases.Value, alias)
}

// another tells whether the name of a component stands for something else in the drawing: another import has
// drawn it, and the titles differ. Names in diagrams are short, and two diagrams use them as they like.
func (m *merging) another(c model.SketchComponent) bool {
	mine := m.drawing.System.Component(c.Name)
	_, drawn := m.boxes[c.Name]
	return mine != nil && !drawn && m.elsewhere[c.Name] && c.Label != "" && mine.Label.Given() && !strings.EqualFold(mine.Label.Value, c.Label)
}

// nameArrows gives arrows the qualifiers that the last import gave them. What is in parentheses tells arrows
// between the same ends apart, so it comes and goes with the others; the label stays.
func (m *merging) nameArrows(arrows []model.SketchArrow) {
	theirs := map[string]bool{}
	for _, a := range arrows {
		theirs[a.Name()] = true
	}
	gone := map[string][]Entry{} // of the last import, by ends
	for _, name := range sorted(m.base) {
		if !theirs[name] {
			ends, _ := qualified(name)
			gone[ends] = append(gone[ends], m.base[name])
		}
	}
	for i := range arrows {
		a := &arrows[i]
		ends, qualifier := qualified(a.Name())
		if _, known := m.base[a.Name()]; known || len(gone[ends]) == 0 {
			continue
		}
		said := cmp.Or(a.Label, qualifier)
		at := slices.IndexFunc(gone[ends], func(e Entry) bool {
			_, before := qualified(e.Arrow)
			return said != "" && cmp.Or(e.Label, before) == said
		})
		if at >= 0 {
			_, a.Qualifier = qualified(gone[ends][at].Arrow)
			gone[ends] = slices.Delete(gone[ends], at, at+1)
		}
	}
}

// qualified takes the name of an arrow apart: its ends, and what is in parentheses behind them.
func qualified(name string) (ends, qualifier string) {
	if ends, rest, found := strings.Cut(name, " ("); found {
		return ends, strings.TrimSuffix(rest, ")")
	}
	return name, ""
}
