package compare

import (
	"cmp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// A pair is one arrow as both reports see it.
type pair struct {
	name     Name
	old, new *analysis.Answer
}

// pairs tells which things of the two reports are the same.
type pairs struct {
	oldReport, newReport *analysis.Report

	both    []pair // arrows, by name
	renamed []Name

	newOf map[string]*analysis.Answer // by the name of an arrow in the old report
	oldOf map[string]*analysis.Answer // by the name of an arrow in the new report

	components map[string]string // of those renamed the new name, by the old one
}

func pairUp(old, new *analysis.Report) *pairs {
	p := &pairs{
		oldReport: old, newReport: new,
		newOf: map[string]*analysis.Answer{}, oldOf: map[string]*analysis.Answer{},
		components: renamedComponents(old.System, new.System),
	}
	named := make(map[string]*analysis.Answer, len(new.Answers))
	for _, x := range new.Answers {
		named[x.Arrow.Name()] = x
	}
	for _, x := range old.Answers {
		if y := named[p.mapped(x.Arrow)]; y != nil {
			p.match(x, y)
		}
	}
	p.qualifiers()
	slices.SortFunc(p.both, func(a, b pair) int { return compareNames(a.name, b.name) })
	for _, one := range p.both {
		if one.name.Old != one.name.New {
			p.renamed = append(p.renamed, one.name)
		}
	}
	return p
}

func (p *pairs) match(old, new *analysis.Answer) {
	name := Name{old.Arrow.Name(), new.Arrow.Name()}
	p.newOf[name.Old], p.oldOf[name.New] = new, old
	p.both = append(p.both, pair{name, old, new})
}

// mapped is the name of an old arrow with its components under their new names.
func (p *pairs) mapped(a *model.Arrow) string {
	return model.ArrowName(p.component(a.From.Name), p.component(a.To.Name), a.Qualifier)
}

func (p *pairs) component(old string) string { return cmp.Or(p.components[old], old) }

// qualifiers pairs the arrows of which only the name in ( ) changed: the only one between two
// components that is gone, and the only one that is new, where both state the same.
func (p *pairs) qualifiers() {
	type ends struct{ from, to string }
	gone, fresh := map[ends][]*analysis.Answer{}, map[ends][]*analysis.Answer{}
	for _, x := range p.oldReport.Answers {
		if p.newOf[x.Arrow.Name()] == nil {
			at := ends{p.component(x.Arrow.From.Name), p.component(x.Arrow.To.Name)}
			gone[at] = append(gone[at], x)
		}
	}
	for _, x := range p.newReport.Answers {
		if p.oldOf[x.Arrow.Name()] == nil {
			at := ends{x.Arrow.From.Name, x.Arrow.To.Name}
			fresh[at] = append(fresh[at], x)
		}
	}
	for at, old := range gone {
		if new := fresh[at]; len(old) == 1 && len(new) == 1 && arrowFacts(old[0].Arrow) == arrowFacts(new[0].Arrow) {
			p.match(old[0], new[0])
		}
	}
}

// outcomes compares what becomes of the journeys in both drawings without each arrow in either.
func (p *pairs) outcomes() []OutcomeChange {
	shared := p.sharedJourneys()
	var changes []OutcomeChange
	for _, one := range p.all() {
		for _, j := range shared {
			was, is := outcomeAt(one.old, j.old), outcomeAt(one.new, j.new)
			if was.compare(is) != 0 {
				changes = append(changes, OutcomeChange{one.name, j.name, was, is})
			}
		}
	}
	return changes
}

// A shared journey is in both drawings, at these places.
type sharedJourney struct {
	name     string
	old, new model.JourneyID
}

func (p *pairs) sharedJourneys() []sharedJourney {
	is := byName(p.newReport.System.Journeys)
	var shared []sharedJourney
	for _, old := range p.oldReport.System.Journeys {
		if new := is[old.Name]; new != nil {
			shared = append(shared, sharedJourney{old.Name, old.ID, new.ID})
		}
	}
	slices.SortFunc(shared, func(a, b sharedJourney) int { return cmp.Compare(a.name, b.name) })
	return shared
}

// all lists every arrow of either report, by name. The half that is not there is nil.
func (p *pairs) all() []pair {
	all := slices.Clone(p.both)
	for _, x := range p.oldReport.Answers {
		if name := x.Arrow.Name(); p.newOf[name] == nil {
			all = append(all, pair{name: Name{Old: name}, old: x})
		}
	}
	for _, x := range p.newReport.Answers {
		if name := x.Arrow.Name(); p.oldOf[name] == nil {
			all = append(all, pair{name: Name{New: name}, new: x})
		}
	}
	slices.SortFunc(all, func(a, b pair) int { return compareNames(a.name, b.name) })
	return all
}

// outcomeAt is what becomes of a journey without the arrow. Where there is no arrow it is untouched.
func outcomeAt(x *analysis.Answer, id model.JourneyID) Outcome {
	if x == nil || x.IfDown.Journeys[id].Verdict == propagation.Untouched {
		return Outcome{}
	}
	j := &x.IfDown.Journeys[id]
	return Outcome{j.Verdict, j.Degraded, j.Broken, x.Guessed}
}

// ownerOf says who answers for the arrow. Where several might, they are named in the order of the
// alphabet, so that it does not depend on which end is asked first.
func ownerOf(x *analysis.Answer) Owner {
	switch o := x.Owner; o.How {
	case model.OwnedOutright, model.OwnedByEnds, model.OwnedByEnd:
		return Owner{Owned: true, Text: o.Party.Name}
	case model.OwnedBetween:
		names := []string{o.From.Name, o.To.Name}
		slices.Sort(names)
		return Owner{Text: "between " + strings.Join(names, " and ")}
	case model.OwnedKnownNone:
		return Owner{Text: "nobody, as stated"}
	}
	return Owner{Text: "nobody"}
}
