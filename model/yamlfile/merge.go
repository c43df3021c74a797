package yamlfile

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// Merge makes one system of the files, of which the first is the main one, and hands back all there
// is to say about them, sorted by the order of the files and by place. The system is as complete as
// the errors allow, and nil if no file could be read. Files can be merged once.
func Merge(files []*File) (*model.System, []diag.Diagnostic) {
	l := newLinker(files)
	l.heads()
	l.declare()
	l.places()
	l.draw()
	l.link()
	l.order()
	l.bare()
	l.applyDefaults()
	l.complete()
	l.watch()
	l.alike()
	for _, d := range l.system.Settle() {
		d.Message = diag.Shorten(d.Message, longestMessage)
		l.found = append(l.found, &d)
	}
	found, names := l.faults.found, l.system.Files
	for _, f := range files {
		found = append(found, f.faults.found...)
	}
	if !slices.ContainsFunc(files, func(f *File) bool { return !f.broken }) {
		return nil, sorted(found, names)
	}
	return l.system, sorted(found, names)
}

// A linker connects what the files say.
type linker struct {
	faults
	files   []*File
	rank    map[string]int  // of files, by name
	partial bool            // a file is missing, and names with it
	lost    map[string]bool // nouns of which some could not be read, and names are missing

	system     *model.System
	people     map[string]*model.Person
	teams      map[string]*model.Team
	components map[string]*model.Component
	arrows     map[string]*model.Arrow
	monitors   map[string]*model.Monitor
	journeysBy map[string]*model.Journey

	position map[string]int            // of components in the system
	between  map[string][]string       // names of arrows by their two ends
	housed   map[*model.Component]bool // says itself where it is

	matches   int  // how many arrows selectors were compared with
	exhausted bool // too many

	known    names
	missing  map[string]wrongName // by noun and name
	guesses  int
	anyStaff bool // the drawing declares a person or a team
}

// names are the names that can be meant, in the order of the drawing.
type names struct{ staff, components, arrows, monitors, journeys []string }

func newLinker(files []*File) *linker {
	l := &linker{
		files: files, rank: map[string]int{}, system: &model.System{},
		people: map[string]*model.Person{}, teams: map[string]*model.Team{}, components: map[string]*model.Component{},
		arrows: map[string]*model.Arrow{}, monitors: map[string]*model.Monitor{}, journeysBy: map[string]*model.Journey{},
		position: map[string]int{}, between: map[string][]string{}, housed: map[*model.Component]bool{}, lost: map[string]bool{}, missing: map[string]wrongName{},
	}
	for i, f := range files {
		if _, seen := l.rank[f.Name]; !seen {
			l.rank[f.Name] = i
		}
		l.system.Files = append(l.system.Files, f.Name)
		l.partial = l.partial || f.broken
		maps.Copy(l.lost, f.lost)
		for _, d := range f.dwellings {
			l.housed[d.component] = true
		}
	}
	return l
}

// heads takes over what a file says about the drawing as a whole.
func (l *linker) heads() {
	for i, f := range l.files {
		s := l.system
		if i == 0 {
			s.Name, s.Description = f.system, f.description
			if f.settings.Given() {
				s.Settings = *f.settings.Value
			}
		} else {
			l.aside(f.system.Span, "system")
			l.aside(f.description.Span, "description")
			l.aside(f.settings.Span, "settings")
		}
		if f.telemetry.Given() && s.Telemetry.Given() {
			l.again(f.telemetry.Span, s.Telemetry.Span, "the telemetry budget is given twice")
		} else if f.telemetry.Given() {
			s.Telemetry = f.telemetry
		}
		s.Waivers = append(s.Waivers, f.waivers...)
		s.Evidence = append(s.Evidence, f.evidence...)
	}
	if len(l.files) > 0 && !l.system.Name.Given() {
		base := path.Base(l.files[0].Name)
		l.system.Name.Value = cmp.Or(strings.TrimSuffix(base, path.Ext(base)), base)
	}
}

func (l *linker) aside(at diag.Span, what string) {
	if !at.IsZero() {
		l.note(ruleSetAside, at, "%s is set aside: that of %s counts", what, diag.Shorten(l.files[0].Name, 40)).Mend = "say it there, or leave it out"
	}
}

func (l *linker) again(at, first diag.Span, message string) *diag.Diagnostic {
	d := l.fail(ruleDuplicate, at, "%s", message)
	d.Related = []diag.Related{{Span: first, Message: "first here"}}
	return d
}

// declare gathers all names that are declared.
func (l *linker) declare() {
	for _, f := range l.files {
		for _, p := range f.people {
			if first, there := l.people[p.Name]; there {
				l.again(p.Span, first.Span, "person "+diag.Quote(p.Name)+" is declared twice")
				continue
			}
			l.addPerson(p)
		}
		l.system.Teams = declared(l, l.system.Teams, f.teams, l.teams, "team", func(t *model.Team) (string, diag.Span) { return t.Name, t.Span })
		l.system.Monitors = declared(l, l.system.Monitors, f.monitors, l.monitors, "monitor", func(m *model.Monitor) (string, diag.Span) { return m.Name, m.Span })
		l.system.Journeys = declared(l, l.system.Journeys, f.journeys, l.journeysBy, "journey", func(j *model.Journey) (string, diag.Span) { return j.Name, j.Span })
		l.system.Features = declared(l, l.system.Features, f.features, map[string]*model.Feature{}, "feature", func(f *model.Feature) (string, diag.Span) { return f.Name, f.Span })
		l.declareComponents(f)
	}
	for _, f := range l.files {
		l.declareMembers(f)
	}
	l.anyStaff = len(l.people) > 0 || len(l.teams) > 0
	l.listNames()
}

// declared adds the things of one file to those of the files before it.
func declared[T any](l *linker, all, more []*T, index map[string]*T, noun string, at func(*T) (string, diag.Span)) []*T {
	if len(index) == 0 {
		for _, thing := range all {
			name, _ := at(thing)
			index[name] = thing
		}
	}
	for _, thing := range more {
		name, span := at(thing)
		if first, there := index[name]; there {
			_, place := at(first)
			l.again(span, place, noun+" "+diag.Quote(name)+" is declared twice")
			continue
		}
		index[name] = thing
		all = append(all, thing)
	}
	return all
}

func (l *linker) addPerson(p *model.Person) {
	l.people[p.Name] = p
	l.system.People = append(l.system.People, p)
}

// declareComponents adds the components of a file. One that is elsewhere gives way to the real one.
func (l *linker) declareComponents(f *File) {
	for _, c := range f.components {
		first, there := l.components[c.Name]
		switch {
		case !there:
			l.addComponent(c)
		case c.Elsewhere:
		case first.Elsewhere:
			l.components[c.Name] = c
			l.system.Components[l.position[c.Name]] = c
		default:
			l.again(c.Span, first.Span, "component "+diag.Quote(c.Name)+" is declared twice")
		}
	}
}

func (l *linker) addComponent(c *model.Component) {
	l.components[c.Name] = c
	l.position[c.Name] = len(l.system.Components)
	l.system.Components = append(l.system.Components, c)
}

// declareMembers has the teams of a file declare their people.
func (l *linker) declareMembers(f *File) {
	for _, m := range f.members {
		list := make([]*model.Person, 0, len(m.people))
		for _, named := range m.people {
			p, there := l.people[named.name]
			if !there {
				p = &model.Person{Name: named.name, Span: named.span, Declared: true}
				l.addPerson(p)
			}
			if slices.Contains(list, p) {
				l.note(ruleDuplicate, named.span, "%s is named twice", diag.Quote(named.name))
				continue
			}
			list = append(list, p)
		}
		m.team.People = model.Stated[[]*model.Person]{Value: list, Span: m.at}
	}
}

func (l *linker) listNames() {
	for _, t := range l.system.Teams {
		l.known.staff = append(l.known.staff, t.Name)
	}
	for _, p := range l.system.People {
		l.known.staff = append(l.known.staff, p.Name)
	}
	for _, m := range l.system.Monitors {
		l.known.monitors = append(l.known.monitors, m.Name)
	}
	for _, j := range l.system.Journeys {
		l.known.journeys = append(l.known.journeys, j.Name)
	}
	for _, c := range l.system.Components {
		l.known.components = append(l.known.components, c.Name)
	}
}

// link finds what the names of all files stand for.
func (l *linker) link() {
	for _, f := range l.files {
		for _, link := range f.staffing {
			link(l)
		}
	}
	for _, f := range l.files {
		for _, link := range f.links {
			link(l)
		}
	}
}
