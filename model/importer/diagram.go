package importer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// A Diagram gathers what a file draws, under the IDs that the file has, and makes a Sketch of it in which
// every name is one that a drawing can have. The zero Diagram is empty.
type Diagram struct {
	System string

	components []model.SketchComponent
	index      map[string]int // by ID
	lines      []Line
	journeys   []Journey
	teams      []model.SketchTeam
	monitors   []model.SketchMonitor
	unshown    []string
}

// A Line is an arrow as a file draws it. A diagram is a claim of whoever drew it, so its evidence is stated.
type Line struct {
	From, To string // IDs of components
	Label    string // what is drawn on it, in one line of plain text
	Via      string // the protocol
	Kind     model.Kind
	Tags     []string
	Question string
	Evidence model.SketchEvidence

	// Apart lists what tells it from another line between the same ends where the label does not: its
	// protocol, or an ID that stays the same.
	Apart []string
}

// A Journey is a way through a diagram. Its steps are what Diagram.Arrow handed out.
type Journey struct {
	Name  string
	Who   string // the ID of a component
	Steps []int
}

// Component draws a box under its ID, which stands in Name; so do places in In. Said again, only what was
// left open before is taken over.
func (d *Diagram) Component(c model.SketchComponent) {
	i, known := d.index[c.Name]
	if !known {
		if d.index == nil {
			d.index = map[string]int{}
		}
		d.index[c.Name] = len(d.components)
		d.components = append(d.components, c)
		return
	}
	was := &d.components[i]
	if was.Kind == model.ComponentService {
		was.Kind = c.Kind
	}
	if was.Label == "" {
		was.Label = c.Label
	}
	if was.Owner == "" {
		was.Owner = c.Owner
	}
	if len(was.In) == 0 {
		was.In = c.In
	}
	was.Replicas = max(was.Replicas, c.Replicas)
	was.Open = was.Open || c.Open
	was.Aliases = united(was.Aliases, c.Aliases)
	was.Tags = united(was.Tags, c.Tags)
}

// united is a and what only b has. Few are looked for one by one, which costs no memory.
func united(a, b []string) []string {
	const few = 8
	if len(b) <= few {
		for _, one := range b {
			if !slices.Contains(a, one) {
				a = append(a, one)
			}
		}
		return a
	}
	has := make(map[string]bool, len(a)+len(b))
	for _, one := range a {
		has[one] = true
	}
	for _, one := range b {
		if !has[one] {
			has[one] = true
			a = append(a, one)
		}
	}
	return a
}

// Has tells whether there is a component with an ID.
func (d *Diagram) Has(id string) bool {
	_, known := d.index[id]
	return known
}

// Arrow draws an arrow, and the components at its ends where they are not there yet. It hands out a number
// by which a journey can name the arrow.
func (d *Diagram) Arrow(l Line) int {
	for _, end := range []string{l.From, l.To} {
		if !d.Has(end) {
			d.Component(model.SketchComponent{Name: end})
		}
	}
	d.lines = append(d.lines, l)
	return len(d.lines) - 1
}

// Journey adds a way through the diagram.
func (d *Diagram) Journey(j Journey) { d.journeys = append(d.journeys, j) }

// Team adds a team with its people. The owner of a component that is no team here becomes one without people.
func (d *Diagram) Team(t model.SketchTeam) { d.teams = append(d.teams, t) }

// Monitor adds a monitor that watches components, by their IDs.
func (d *Diagram) Monitor(m model.SketchMonitor) { d.monitors = append(d.monitors, m) }

// Unshown adds a sentence about what the file does not show.
func (d *Diagram) Unshown(sentence string) { d.unshown = append(d.unshown, sentence) }

// Sketch is the diagram in names that a drawing can have. Parallel arrows are told apart by what is in
// parentheses; those that say the same are one arrow with the evidence of all.
func (d *Diagram) Sketch() *model.Sketch {
	k := &model.Sketch{System: plain(d.System), Unshown: d.unshown}
	d.placeAll()
	names := d.nameAll()
	k.Components = d.named(names)
	k.Teams = d.settleTeams(k.Components)
	at := d.drawAll(k, names)
	ways := register{}
	for _, j := range d.journeys {
		d.way(k, j, names, at, ways)
	}
	checks := register{}
	for _, m := range d.monitors {
		if m.Watches = renamed(m.Watches, names); len(m.Watches) > 0 {
			m.Name = checks.free(LegalName(m.Name))
			k.Monitors = append(k.Monitors, m)
		}
	}
	return k
}

// placeAll makes a place of everything that something lives in, and breaks circles of places.
func (d *Diagram) placeAll() {
	for i := range d.components {
		for _, place := range d.components[i].In {
			if !d.Has(place) {
				d.Component(model.SketchComponent{Name: place})
			}
			d.components[d.index[place]].Kind = model.ComponentPlace
		}
	}
	state := make([]byte, len(d.components)) // 0 new, 1 on the way, 2 done
	for i := range d.components {
		var way []int
		for n := i; state[n] == 0; {
			state[n] = 1
			way = append(way, n)
			in := d.components[n].In
			if len(in) == 0 {
				break
			}
			next := d.index[in[0]]
			if state[next] == 1 {
				d.components[n].In = nil
				break
			}
			n = next
		}
		for _, n := range way {
			state[n] = 2
		}
	}
}

// nameAll finds a name for every ID: the ID itself wherever a drawing can have it.
func (d *Diagram) nameAll() map[string]string {
	names, taken := make(map[string]string, len(d.components)), make(register, len(d.components))
	var others []string
	for _, c := range d.components {
		if LegalName(c.Name) == c.Name && !misplaced(c, c.Name) {
			names[c.Name] = c.Name
			taken.take(c.Name)
		} else {
			others = append(others, c.Name)
		}
	}
	for _, id := range others {
		name := LegalName(id)
		if misplaced(d.components[d.index[id]], name) {
			name = LegalName(unpathed(name))
		}
		names[id] = taken.free(name)
	}
	return names
}

// misplaced tells whether a name for a place would be read as a path through places that it does not lie in.
func misplaced(c model.SketchComponent, name string) bool {
	if c.Kind != model.ComponentPlace {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.TrimSpace(part) == "" {
			return true
		}
	}
	for _, outer := range prefixes(name) {
		if len(c.In) == 0 || c.In[0] != outer && !slices.Contains(prefixes(c.In[0]), outer) {
			return true
		}
	}
	return false
}

// A register has the names that are taken, each with the highest number that was put behind it.
type register map[string]int

// take takes a name as it is.
func (r register) take(name string) { r[name] = max(r[name], 1) }

// free is a name that is not taken yet, and takes it.
func (r register) free(name string) string {
	if r[name] == 0 {
		r.take(name)
		return name
	}
	for n := r[name] + 1; ; n++ {
		if found := name + " " + strconv.Itoa(n); r[found] == 0 {
			r[name] = n
			r.take(found)
			return found
		}
	}
}

func renamed(ids []string, names map[string]string) []string {
	all := make([]string, 0, len(ids))
	for _, id := range ids {
		if name, known := names[id]; known {
			all = append(all, name)
		}
	}
	return all
}

// named is the components under their names.
func (d *Diagram) named(names map[string]string) []model.SketchComponent {
	all := make([]model.SketchComponent, len(d.components))
	for i, c := range d.components {
		id := c.Name
		c.Name = names[id]
		if c.Name != id {
			c.Aliases = append([]string{id}, c.Aliases...)
		}
		c.Aliases, c.Tags = tidy(c.Aliases), tidy(c.Tags)
		if c.Label = plain(c.Label); c.Label == c.Name {
			c.Label = ""
		}
		c.In = renamed(c.In, names)
		if c.Owner != "" {
			c.Owner = LegalName(c.Owner)
		}
		all[i] = c
	}
	return all
}

// mostTexts is how many tags or other names a thing has in a drawing.
const mostTexts = 100

// tidy is the texts that can stand in a drawing, each in one line and once.
func tidy(texts []string) []string {
	var all []string
	for _, text := range texts[:min(len(texts), mostTexts)] {
		if text = plain(text); text != "" {
			all = united(all, []string{text})
		}
	}
	return all
}

// settleTeams is the teams, each once, with one for every owner.
func (d *Diagram) settleTeams(components []model.SketchComponent) []model.SketchTeam {
	var all []model.SketchTeam
	at := map[string]int{}
	add := func(name string, people []string) {
		i, known := at[name]
		if !known {
			i = len(all)
			at[name] = i
			all = append(all, model.SketchTeam{Name: name})
		}
		all[i].People = united(all[i].People, people)
	}
	people := map[string]bool{}
	for _, t := range d.teams {
		members := make([]string, len(t.People))
		for i, p := range t.People {
			members[i] = LegalName(p)
			people[members[i]] = true
		}
		add(LegalName(t.Name), members)
	}
	for _, c := range components {
		if c.Owner != "" && !people[c.Owner] {
			add(c.Owner, nil)
		}
	}
	return all
}

// way adds a journey, by the names of its arrows. One that goes nowhere is left out.
func (d *Diagram) way(k *model.Sketch, j Journey, names map[string]string, at []int, taken register) {
	way := model.SketchJourney{Name: LegalName(j.Name), Who: names[j.Who]}
	walked := map[int]bool{}
	for _, step := range j.Steps {
		if !walked[at[step]] {
			walked[at[step]] = true
			way.Steps = append(way.Steps, k.Arrows[at[step]].Name())
		}
	}
	if len(way.Steps) == 0 {
		return
	}
	way.Name = taken.free(way.Name)
	k.Journeys = append(k.Journeys, way)
}
