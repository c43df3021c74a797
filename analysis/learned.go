package analysis

import (
	"slices"
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A Learned is what the files around a drawing say of the people around a component or an arrow.
type Learned struct {
	Component *model.Component // or nil
	Arrow     *model.Arrow     // or nil
	Runbook   string           // its path, where that is what was learned about; otherwise it is the code
	Experts   *knowledge.Experts
	Stated    []*model.Person // the experts that the drawing states, without leavers
	Owners    []OtherOwner    // whom other files name
}

// Name is that of the component or arrow.
func (l Learned) Name() string {
	if l.Arrow != nil {
		return l.Arrow.Name()
	}
	return l.Component.Name
}

// An OtherOwner is an owner whom another file names.
type OtherOwner struct {
	Name   string
	Where  string // what kind of file says so: CODEOWNERS, Backstage
	At     diag.Span
	Agrees bool // with the owner in the drawing
}

// A school learns from the files around a drawing who knows and who owns its parts.
type school struct {
	system    *model.System
	evidence  *model.Evidence
	today     model.Date
	catalog   *model.Catalog
	ledgers   []*knowledge.Ledger
	outsiders map[string]*model.Person // who knows a part and is nobody in the drawing

	learned  []Learned
	measured people.Measured
}

// learn finds out what the evidence says of people.
func learn(s *model.System, e *model.Evidence, today model.Date) *school {
	c := &school{system: s, evidence: e, today: today}
	if e == nil || len(e.Histories)+len(e.Codeowners)+len(e.Catalog) == 0 {
		return c
	}
	c.outsiders = map[string]*model.Person{}
	c.measured = people.Measured{
		Components: map[*model.Component]people.Clause{}, Arrows: map[*model.Arrow]people.Clause{}, Rights: map[*model.Component][]*model.Person{},
	}
	c.catalog = model.NewCatalog(e.Catalog)
	for _, h := range e.Histories {
		c.ledgers = append(c.ledgers, knowledge.New(h, s.People, knowledge.Method{}))
	}
	for _, box := range s.Components {
		c.component(box)
	}
	for _, a := range s.Arrows {
		c.arrow(a)
	}
	return c
}

func (c *school) component(box *model.Component) {
	l := Learned{Component: box, Experts: c.experts(box.Code.Value), Stated: c.here(box.Experts.Value)}
	if l.Experts != nil {
		c.measured.Components[box] = c.clause(*l.Experts)
	}
	c.codeowners(box, &l)
	c.entries(box, &l)
	if l.Experts != nil || len(l.Owners) > 0 {
		c.learned = append(c.learned, l)
	}
}

func (c *school) arrow(a *model.Arrow) {
	if a.Runbook.Given() && !strings.Contains(a.Runbook.Value, "://") {
		if e := c.experts([]string{a.Runbook.Value}); e != nil && !e.Unknown.Blocks() {
			c.learned = append(c.learned, Learned{Arrow: a, Runbook: a.Runbook.Value, Experts: e})
		}
	}
	if e := c.experts(a.Code.Value); e != nil {
		c.measured.Arrows[a] = c.clause(*e)
		c.learned = append(c.learned, Learned{Arrow: a, Experts: e, Stated: c.here(a.Experts.Value)})
	}
}

// here lists the experts that are people and have not left.
func (c *school) here(experts []model.Party) []*model.Person {
	var all []*model.Person
	for _, e := range experts {
		if e.Person != nil && !e.Person.Gone(c.today) {
			all = append(all, e.Person)
		}
	}
	return all
}

// experts measures who knows the code at some paths, in the first history that has any of it; nil
// where no path is stated, or no history was read.
func (c *school) experts(code []string) *knowledge.Experts {
	if len(code) == 0 || len(c.ledgers) == 0 {
		return nil
	}
	var first *knowledge.Experts
	for i, ledger := range c.ledgers {
		files, _ := ledger.Select(below(c.evidence.Histories[i].Prefix, code))
		e := ledger.Experts(files, c.today)
		if first == nil || first.Unknown.Blocks() && !e.Unknown.Blocks() {
			first = &e
		}
	}
	return first
}

// below puts paths that are relative to a folder of a repository relative to its top.
func below(prefix string, paths []string) []string {
	all := make([]string, len(paths))
	for i, p := range paths {
		all[i] = prefix + p
	}
	return all
}

// clause is who is measured to know a thing. Knowledge that has gone stale counts only where it is
// stated too.
func (c *school) clause(e knowledge.Experts) people.Clause {
	if e.Unknown.Blocks() {
		return people.Clause{Why: "git does not tell who knows it: " + e.Unknown.Why}
	}
	clause := people.Clause{Complete: true}
	for _, x := range e.People {
		if !x.Stale {
			clause.People = append(clause.People, c.person(x.Contributor))
		}
	}
	if len(clause.People) == 0 {
		clause.Why = "nobody who knows it has committed for " + model.FormatDuration(knowledge.Silence*24*3600e9)
	}
	return clause
}

// person is who a contributor is. Whoever is nobody in the drawing is a person all the same.
func (c *school) person(x *knowledge.Contributor) *model.Person {
	if x.Person != nil {
		return x.Person
	}
	p := c.outsiders[x.Name]
	if p == nil {
		p = &model.Person{ID: model.PersonID(len(c.system.People) + len(c.outsiders)), Name: x.Name}
		c.outsiders[x.Name] = p
	}
	return p
}

// codeowners adds whom CODEOWNERS names for the component's code. Where all of them are people of the
// drawing, they alone may change it.
func (c *school) codeowners(box *model.Component, l *Learned) {
	for _, file := range c.evidence.Codeowners {
		var may []*model.Person
		known := false
		for _, path := range box.Code.Value {
			prefix, files := c.tree()
			owners := file.OwnersOf(prefix+path, files)
			for i, o := range owners.Owners {
				party, who, found := c.codeOwner(o)
				may, known = append(may, who...), (known || i == 0) && found
				l.Owners = addOwner(l.Owners, OtherOwner{
					Name: o.String(), Where: "CODEOWNERS", At: o.Span, Agrees: agrees(box.Owner.Value, party, o.Name, who),
				})
			}
		}
		if known && len(may) > 0 {
			c.measured.Rights[box] = may
		}
	}
}

// tree is the prefix and the files of the first history that can be used.
func (c *school) tree() (prefix string, files []string) {
	for _, h := range c.evidence.Histories {
		if h.Obstacle.Blocks() {
			continue
		}
		for _, f := range h.Files {
			files = append(files, h.Paths[f])
		}
		return h.Prefix, files
	}
	return "", nil
}

// codeOwner finds the team or people of the drawing that an owner of code is.
func (c *school) codeOwner(o model.CodeOwner) (party model.Party, who []*model.Person, found bool) {
	switch o.Kind {
	case model.CodeOwnerTeam:
		name := o.Name[strings.LastIndexByte(o.Name, '/')+1:]
		for _, t := range c.system.Teams {
			if alike(t.Name, name) {
				return model.Party{Name: t.Name, Team: t}, t.People.Value, t.People.Given()
			}
		}
	case model.CodeOwnerUser, model.CodeOwnerMail:
		for _, p := range c.system.People {
			mail := func(m string) bool { return strings.EqualFold(m, o.Name) }
			if strings.EqualFold(p.GitHub.Value, o.Name) || strings.EqualFold(p.Name, o.Name) || slices.ContainsFunc(p.Emails.Value, mail) {
				return model.Party{Name: p.Name, Person: p}, []*model.Person{p}, true
			}
		}
	}
	return model.Party{}, nil, false
}

// entries adds whom catalogs name as owners of the component.
func (c *school) entries(box *model.Component, l *Learned) {
	for _, e := range c.catalog.Match(append([]string{box.Name}, box.Aliases.Value...)...) {
		for _, o := range e.Owners {
			l.Owners = addOwner(l.Owners, OtherOwner{
				Name: o.Name, Where: e.Format.String(), At: o.Span, Agrees: agrees(box.Owner.Value, model.Party{}, o.Name, nil),
			})
		}
	}
}

func addOwner(all []OtherOwner, o OtherOwner) []OtherOwner {
	if slices.ContainsFunc(all, func(k OtherOwner) bool { return k.Name == o.Name && k.Where == o.Where }) {
		return all
	}
	return append(all, o)
}

// agrees tells whether an owner named elsewhere is the stated one: the same team or person, of the
// same name but for words such as "team", or a person of the team.
func agrees(stated, party model.Party, name string, who []*model.Person) bool {
	switch {
	case party.Name != "" && party.Name == stated.Name:
		return true
	case stated.Team != nil && len(who) == 1 && slices.Contains(stated.Team.People.Value, who[0]):
		return true
	case stated.Person != nil && slices.Contains(who, stated.Person):
		return true
	}
	return stated.Name != "" && alike(stated.Name, name[strings.LastIndexByte(name, '/')+1:])
}

// alike tells whether two names of teams mean the same: their words are the same, but for "team" and
// the like.
func alike(a, b string) bool { return slices.Equal(nameWords(a), nameWords(b)) }

func nameWords(name string) []string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(words, func(w string) bool {
		return w == "team" || w == "teams" || w == "squad" || w == "group" || w == "developers" || w == "devs" || w == "maintainers"
	})
}
