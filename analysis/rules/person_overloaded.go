package rules

import (
	"fmt"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// personOverloaded speaks, once, of each person without whom nobody can mend many arrows. What is said
// of each of the arrows stays said: this adds them up.
var personOverloaded = &analysis.Rule{
	ID: "person-overloaded", Title: "person on whom alone many arrows rest",
	Group: groupTold, Level: diag.Note, Page: page("person-overloaded"),
	Run: func(p *analysis.Pass) {
		for _, o := range p.Report.Overloads() {
			arrows := make([]*model.Arrow, len(o.Alone))
			for i, x := range o.Alone {
				arrows[i] = x.Arrow
			}
			d := diag.Diagnostic{
				Span: o.Person.Span, Subject: o.Person.Name, Gap: diag.GapSystem,
				Message: fmt.Sprintf("without %s nobody can mend %d of %d arrows", o.Person, len(arrows), len(p.Report.Answers)),
				Mend:    relief(o),
			}
			d = because(d, listed(arrows), arrows[0].Span)
			for _, a := range arrows[len(d.Related):places] {
				d.Related = append(d.Related, diag.Related{Span: a.Span, Message: a.Name()})
			}
			p.Say(d)
		}
	},
}

// places is how many arrows are pointed at: who is overloaded is alone on more.
const places = 3

// relief says who is nearest to taking a part, and what it takes.
func relief(o analysis.Overload) string {
	switch {
	case o.Helper == nil:
		return "let a second person learn " + o.Alone[0].Arrow.Name() + " first, and be told of it"
	case o.Told >= o.Knows:
		return fmt.Sprintf("let %s learn them first, who is told of %d of the %d already", o.Helper, o.Told, len(o.Alone))
	}
	return fmt.Sprintf("let %s be told of them first, who can mend %d of the %d already", o.Helper, o.Knows, len(o.Alone))
}
