package yamlfile

import (
	"cmp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// mostGuesses bounds the search for names that may have been meant, which compares wrong names with
// right ones. Beyond it a wrong name is still reported, without a guess.
const mostGuesses = 300_000

// mostSaid is how often the same wrong name is reported.
const mostSaid = 3

// A wrongName is what was said about a name that stands for nothing.
type wrongName struct {
	times int
	meant string
}

func (l *linker) near(name string, candidates []string) []string {
	if l.guesses += len(candidates); l.guesses > mostGuesses {
		return nil
	}
	return diag.Near(name, candidates)
}

// unknown reports a name that stands for nothing, and hands back the one that was probably meant.
// With that one the rest is read, so that one mistake is reported once. Of names as short as a letter
// or two, all are near, and none is taken. A name that stands in many places is likely to be
// misspelled where it is declared, and is not reported over and over. While a file is missing, or something of the noun could not
// be read, the name may be declared there.
func (l *linker) unknown(noun string, m mention, message string, candidates []string, place func(string) diag.Span) (meant string, guessed bool) {
	if l.partial || l.lost[noun] {
		return "", false
	}
	said := l.missing[noun+m.name]
	if said.times == mostSaid {
		return said.meant, said.meant != "" && len([]rune(m.name)) > 2
	}
	near := l.near(m.name, candidates)
	said.times++
	if len(near) > 0 {
		said.meant = near[0]
	}
	l.missing[noun+m.name] = said
	d := l.fail(ruleUnknownName, m.span, "%s%s", message, didYouMean(near))
	d.Related = declaredAt(near, place)
	if len(near) == 0 {
		if d.Mend = oneOf(candidates); d.Mend != "" {
			d.Mend = "declare it, or take " + d.Mend
		}
		return "", false
	}
	return near[0], len([]rune(m.name)) > 2
}

func declaredAt(near []string, place func(string) diag.Span) []diag.Related {
	var related []diag.Related
	for _, name := range near {
		if at := place(name); !at.IsZero() {
			related = append(related, diag.Related{Span: at, Message: "declared here"})
		}
	}
	return related
}

// end is the component at an end of an arrow. Where the file has no components section, the mention
// declares it; elsewhere it is an error, and the component is made all the same, so that the arrow
// stands and nothing else complains.
func (l *linker) end(m mention) (c *model.Component, guessed bool) {
	if c, there := l.components[m.name]; there {
		return c, false
	}
	if m.file.boxed {
		meant, ok := l.unknown(componentNoun, m, "component "+diag.Quote(m.name)+" is not declared", l.known.components, l.placeOfComponent)
		if ok {
			return l.components[meant], true
		}
	}
	c = &model.Component{Name: m.name, Span: m.span}
	l.addComponent(c)
	l.known.components = append(l.known.components, c.Name)
	return c, false
}

func (l *linker) placeOfComponent(name string) diag.Span { return l.components[name].Span }

func (l *linker) component(m mention) (*model.Component, bool) {
	c, _ := l.end(m)
	return c, true
}

// knownComponent is a component that must be there already.
func (l *linker) knownComponent(m mention) (*model.Component, bool) {
	if c, there := l.components[m.name]; there {
		return c, true
	}
	meant, ok := l.unknown(componentNoun, m, "there is no component "+diag.Quote(m.name), l.known.components, l.placeOfComponent)
	return l.components[meant], ok
}

// drawn are those of the named components that are in the drawing. The others are let pass: news
// may travel through what nobody has drawn.
func (l *linker) drawn(list []mention) ([]*model.Component, bool) {
	found := make([]*model.Component, 0, len(list))
	for _, m := range list {
		if c, there := l.components[m.name]; there {
			found = append(found, c)
		} else if near := l.near(m.name, l.known.components); len(near) > 0 {
			d := l.note(ruleUnknownName, m.span, "%s is not drawn, so it does not count%s", diag.Quote(m.name), didYouMean(near))
			d.Related = declaredAt(near, l.placeOfComponent)
		}
	}
	return found, true
}

// arrow is the arrow of that name, however it is spaced.
func (l *linker) arrow(m mention) (*model.Arrow, bool) {
	name, err := parseArrowName(m.name)
	if err != nil {
		l.badArrow(m, name, err)
	}
	if name.from == "" {
		return nil, false
	}
	if a, there := l.arrows[name.String()]; there {
		return a, true
	}
	if err != nil {
		return nil, false
	}
	return l.unknownArrow(mention{name.String(), m.span, m.file}, name)
}

// badArrow reports a name that is no arrow's.
func (l *linker) badArrow(m mention, name arrowName, err error) {
	d := l.fail(ruleBadValue, m.span, "%s", err)
	if wrong, ok := err.(misspelling); ok {
		d.Mend = wrong.mend
	}
	if name.from != "" {
		return
	}
	if l.components[m.name] != nil {
		d.Message = diag.Shorten(diag.Quote(m.name)+" is a component; an arrow is wanted here", longestMessage)
		d.Mend = oneOf(l.touching(m.name))
		return
	}
	if near := l.near(m.name, l.known.arrows); len(near) > 0 {
		d.Message = diag.Shorten(d.Message+didYouMean(near), longestMessage)
	}
}

// touching are the first arrows that start or end at a component.
func (l *linker) touching(component string) []string {
	const enough = 3
	var names []string
	for i, a := range l.system.Arrows {
		if (a.From.Name == component || a.To.Name == component) && len(names) < enough {
			names = append(names, l.known.arrows[i])
		}
	}
	return names
}

// unknownArrow reports an arrow that is not drawn. Arrows between the same ends come to mind first.
func (l *linker) unknownArrow(m mention, name arrowName) (*model.Arrow, bool) {
	place := func(name string) diag.Span { return l.arrows[name].Span }
	if asked := strings.TrimRight(m.name, " ?"); asked != m.name && l.arrows[asked] != nil {
		d := l.fail(ruleBadValue, m.span, "%s", noQuestion)
		d.Related = declaredAt([]string{asked}, place)
		d.Mend = "optional: [" + asked + "]"
		return l.arrows[asked], true
	}
	name.from, name.to = l.renamed(name.from), l.renamed(name.to)
	if a, there := l.arrows[name.String()]; there {
		return a, true // its ends were reported where it is drawn
	}
	if same := l.parallels(name); len(same) > 0 {
		if l.partial {
			return nil, false
		}
		d := l.fail(ruleUnknownName, m.span, "there is no arrow %s%s", diag.Quote(m.name), didYouMean(same))
		d.Related = declaredAt(same, place)
		return l.arrows[same[0]], true
	}
	meant, ok := l.unknown(arrowNoun, m, "there is no arrow "+diag.Quote(m.name), l.known.arrows, place)
	return l.arrows[meant], ok
}

// renamed is the component that was taken for one that is not declared.
func (l *linker) renamed(component string) string {
	if l.components[component] != nil {
		return component
	}
	return cmp.Or(l.missing[componentNoun+component].meant, component)
}

// parallels are up to three arrows between the same ends.
func (l *linker) parallels(name arrowName) []string {
	all := l.between[name.from+" -> "+name.to]
	return all[:min(3, len(all))]
}

func (l *linker) arrowRefs(list []mention) ([]model.ArrowRef, bool) {
	refs := make([]model.ArrowRef, 0, len(list))
	for _, m := range list {
		if a, ok := l.arrow(m); ok {
			refs = append(refs, model.ArrowRef{Arrow: a, Span: m.span})
		}
	}
	return refs, true
}

func (l *linker) journey(m mention) (*model.Journey, bool) {
	if j, there := l.journeysBy[m.name]; there {
		return j, true
	}
	meant, ok := l.unknown("journey", m, "journey "+diag.Quote(m.name)+" is not declared", l.known.journeys, func(name string) diag.Span { return l.journeysBy[name].Span })
	return l.journeysBy[meant], ok
}

func (l *linker) journeys(list []mention) ([]*model.Journey, bool) {
	found := make([]*model.Journey, 0, len(list))
	for _, m := range list {
		if j, ok := l.journey(m); ok && !slices.Contains(found, j) {
			found = append(found, j)
		}
	}
	return found, true
}

func (l *linker) monitor(m mention) (*model.Monitor, bool) {
	if found, there := l.monitors[m.name]; there {
		return found, true
	}
	meant, ok := l.unknown("monitor", m, "monitor "+diag.Quote(m.name)+" is not declared", l.known.monitors, func(name string) diag.Span { return l.monitors[name].Span })
	return l.monitors[meant], ok
}

// monitorList is given even where some names stand for nothing: something is stated all the same.
func (l *linker) monitorList(list []monitorRef) ([]*model.Monitor, bool) {
	found := make([]*model.Monitor, 0, len(list))
	for _, ref := range list {
		m := ref.inline
		ok := m != nil
		if !ok {
			m, ok = l.monitor(ref.mention)
		}
		if ok && !slices.Contains(found, m) {
			found = append(found, m)
		}
	}
	return found, len(found) > 0 || len(list) == 0
}

// party is whom a name stands for: a team, a person or a channel.
func (l *linker) party(m mention) model.Party {
	p := model.Party{Name: m.name, Span: m.span}
	switch team, person := l.teams[m.name], l.people[m.name]; {
	case isNobody(m.name):
		p.Nobody = true
	case team != nil:
		p.Team = team
	case person != nil:
		p.Person = person
	case strings.HasPrefix(m.name, "#") || strings.Contains(m.name, "@") || strings.Contains(m.name, "://"):
		p.Channel = true
	}
	return p
}

func isNobody(name string) bool { return name == "nobody" || name == "none" }

// owner is whoever answers for something. A name that means nothing is kept: a rule judges it.
func (l *linker) owner(m mention) (model.Party, bool) { return l.party(m), true }

// told are those whom an alert tells.
func (l *linker) told(list []mention) ([]model.Party, bool) {
	return l.parties(list, func(m mention) model.Party {
		p := l.party(m)
		p.Owner = !p.Known() && m.name == "owner"
		return p
	}), true
}

// parties are all whom a list names. Nobody is an empty list, and stands alone.
func (l *linker) parties(list []mention, who func(mention) model.Party) []model.Party {
	parties := make([]model.Party, 0, len(list))
	for _, m := range list {
		p := who(m)
		switch {
		case !p.Nobody:
			parties = append(parties, p)
		case len(list) > 1:
			l.fail(ruleBadValue, m.span, "%s cannot stand beside others", m.name)
		}
	}
	return parties
}

// expert is somebody who knows or did something. Such people need not be declared, but where others
// are, a name that is not may be a slip.
func (l *linker) expert(m mention) (model.Party, bool) {
	p := l.party(m)
	if !p.Known() {
		p.Person = l.newPerson(m)
	}
	return p, true
}

func (l *linker) newPerson(m mention) *model.Person {
	person := &model.Person{Name: m.name, Span: m.span}
	if l.anyStaff && !l.partial {
		near, say := l.near(m.name, l.known.staff), l.note
		if len(near) > 0 {
			say = l.warn // more likely a slip
		}
		d := say(ruleUnknownName, m.span, "%s is declared nowhere and taken to be a person%s", diag.Quote(m.name), didYouMean(near))
		d.Related = declaredAt(near, l.placeOfStaff)
	}
	l.addPerson(person)
	return person
}

func (l *linker) placeOfStaff(name string) diag.Span {
	if t, ok := l.teams[name]; ok {
		return t.Span
	}
	return l.people[name].Span
}

func (l *linker) experts(list []mention) ([]model.Party, bool) {
	return l.parties(list, func(m mention) model.Party {
		p, _ := l.expert(m)
		return p
	}), true
}

// onCall is who of a team is woken, when.
func (l *linker) onCall(o roster) (model.OnCall, bool) {
	c := model.OnCall{None: o.none, Hours: o.hours.Value}
	if !o.people.Given() {
		return c, true
	}
	list := make([]*model.Person, 0, len(o.people.Value))
	for _, m := range o.people.Value {
		p := l.people[m.name]
		switch {
		case p == nil && l.teams[m.name] != nil:
			l.fail(ruleBadValue, m.span, "%s is a team; on-call names people", diag.Quote(m.name)).Mend = "escalates-to: [" + m.name + "]"
			continue
		case p == nil:
			p = l.newPerson(m)
		}
		if !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	c.People = model.Stated[[]*model.Person]{Value: list, Span: o.people.Span}
	return c, true
}

func (l *linker) reviewed(look look) (model.Reviewed, bool) {
	return model.Reviewed{On: look.on, By: l.by(look.by)}, true
}

func (l *linker) lookedAt(looking looking) (model.LookedAt, bool) {
	return model.LookedAt{By: l.by(looking.by), Every: looking.every}, true
}

func (l *linker) by(m model.Stated[mention]) model.Stated[model.Party] {
	if !m.Given() {
		return model.Stated[model.Party]{}
	}
	p, _ := l.expert(m.Value)
	return model.Stated[model.Party]{Value: p, Span: m.Span}
}
