package rules

import (
	"fmt"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model/diag"
)

// evidenceOwnerDiffers speaks of components whose owner another file names otherwise. Where that file
// names several and the drawing's is among them, they agree.
var evidenceOwnerDiffers = &analysis.Rule{
	ID: "evidence-owner-differs", Title: "owner that another file names otherwise",
	Group: groupTrue, Level: diag.Warning, Page: page("evidence-owner-differs"),
	Run: func(p *analysis.Pass) {
		for _, l := range p.Report.Learned {
			if l.Component == nil || l.Component.Owner.Given() && l.Component.Owner.Value.Nobody {
				continue
			}
			for i, o := range l.Owners {
				if agreesSomewhere(l.Owners, o.Where) || !firstOf(l.Owners, i) {
					continue
				}
				p.Say(differing(l, o))
			}
		}
	},
}

func differing(l analysis.Learned, o analysis.OtherOwner) diag.Diagnostic {
	box := l.Component
	d := diag.Diagnostic{
		Span: box.Span, Subject: box.Name, Gap: diag.GapDrawing,
		Message: fmt.Sprintf("%s: no owner is stated, and %s names %s", box.Name, o.Where, o.Name),
		Mend:    "owner: " + paste.Name(o.Name),
	}
	if box.Owner.Given() {
		d.Span, d.Gap = box.Owner.Span, diag.GapSystem
		d.Message = fmt.Sprintf("%s: owned by %s here, by %s in %s", box.Name, box.Owner.Value.Name, o.Name, o.Where)
		d.Mend = "agree on one owner, and write it in both places"
	}
	d.Related = []diag.Related{{Span: o.At, Message: o.Where + " names " + o.Name}}
	return d
}

// agreesSomewhere tells whether a kind of file names the drawing's owner among others.
func agreesSomewhere(all []analysis.OtherOwner, where string) bool {
	for _, o := range all {
		if o.Where == where && o.Agrees {
			return true
		}
	}
	return false
}

// firstOf tells whether no owner before is named by the same kind of file.
func firstOf(all []analysis.OtherOwner, i int) bool {
	for _, o := range all[:i] {
		if o.Where == all[i].Where {
			return false
		}
	}
	return true
}
