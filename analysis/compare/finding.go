package compare

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// An identity is what tells findings apart, as keys do: no line, no wording.
type identity struct{ rule, file, arrow, subject string }

// A finding is what a report says, and whether it accepts it.
type finding struct {
	*diag.Diagnostic

	accepted bool
	at       identity
}

// findings pairs those of the old report with those of the new one, those in the same file first.
func (p *pairs) findings() Findings {
	is := findingsOf(p.newReport, identify(p.newReport, p.oldReport, func(name string) string { return name }))
	was := findingsOf(p.oldReport, identify(p.oldReport, p.newReport, p.named))
	var f filed
	was, is = f.pair(was, is, func(x finding) identity { return x.at })
	was, is = f.pair(was, is, elsewhere)
	bareThen, bareNow := bare(p.oldReport, p.named), bare(p.newReport, func(name string) string { return name })
	for _, x := range is {
		switch {
		case x.accepted:
		case x.Gap == diag.GapDrawing && bareThen[x.at.arrow]:
			f.kept = append(f.kept, x.Diagnostic)
		default:
			f.new = append(f.new, x.Diagnostic)
		}
	}
	for _, x := range was {
		switch {
		case x.accepted:
		case x.Gap == diag.GapDrawing && bareNow[x.at.arrow]:
			f.kept = append(f.kept, x.Diagnostic)
		default:
			f.gone = append(f.gone, x.Diagnostic)
		}
	}
	return Findings{
		New: sorted(f.new), Raised: sorted(f.raised), Reinstated: sorted(f.reinstated), Gone: sorted(f.gone),
		Lowered: sorted(f.lowered), Accepted: sorted(f.accepted), Kept: sorted(f.kept),
	}
}

// filed are findings by what became of them. Diagnostics are large, so that pointers to them are sorted.
type filed struct {
	new, raised, reinstated, gone, lowered, accepted, kept []*diag.Diagnostic
}

func sorted(list []*diag.Diagnostic) []diag.Diagnostic {
	slices.SortStableFunc(list, byWeight)
	var all []diag.Diagnostic
	if len(list) > 0 {
		all = make([]diag.Diagnostic, len(list))
	}
	for i, d := range list {
		all[i] = *d
	}
	return all
}

// bare has the arrows of which nothing is stated. That is said of them once, instead of all that follows
// from it; so what one side says of an arrow for want of a statement, the other has said of a bare one.
func bare(r *analysis.Report, named func(string) string) map[string]bool {
	arrows := map[string]bool{}
	for _, x := range r.Answers {
		if x.Arrow.Bare {
			arrows[named(x.Arrow.Name())] = true
		}
	}
	return arrows
}

// named is what the new drawing calls an arrow or component of the old one.
func (p *pairs) named(old string) string {
	if new := p.newOf[old]; new != nil {
		return new.Arrow.Name()
	}
	return p.component(old)
}

// elsewhere tells findings apart whatever file they stand in. What names neither arrow nor subject is
// about its file, and the same in no other.
func elsewhere(x finding) identity {
	at := x.at
	if at.arrow != "" || at.subject != "" {
		at.file = ""
	}
	return at
}

// findingsOf lists what a report says, in force or not, in the order of its parts.
func findingsOf(r *analysis.Report, identify func(*diag.Diagnostic) identity) []finding {
	all := make([]finding, 0, len(r.Diagnostics)+len(r.Waived)+len(r.Baselined))
	add := func(d *diag.Diagnostic, accepted bool) { all = append(all, finding{d, accepted, identify(d)}) }
	for i := range r.Diagnostics {
		add(&r.Diagnostics[i], false)
	}
	for i := range r.Waived {
		add(&r.Waived[i].Diagnostic, true)
	}
	for i := range r.Baselined {
		add(&r.Baselined[i], true)
	}
	return all
}

// identify makes the identities of a report's findings. Where the first files of two drawings bear
// different names, they are the same file renamed, and what lies beside them keeps its place.
func identify(r, other *analysis.Report, named func(string) string) func(*diag.Diagnostic) identity {
	file := func(name string) string { return name }
	if mine, theirs := r.System.Files, other.System.Files; len(mine) > 0 && len(theirs) > 0 &&
		!slices.Contains(theirs, mine[0]) && !slices.Contains(mine, theirs[0]) {
		file = beside(mine[0])
	}
	return func(d *diag.Diagnostic) identity {
		return identity{d.Rule, file(d.Span.File), named(d.Arrow), named(d.Subject)}
	}
}

// beside names files as seen from another, which itself has no name.
func beside(first string) func(string) string {
	folder := path.Dir(first) + "/"
	return func(name string) string {
		if name == first {
			return ""
		}
		if folder == "./" {
			return name
		}
		return strings.TrimPrefix(name, folder)
	}
}

// pair takes out of both lists what is the same, each with one and those worded alike first, and returns
// what is left of them.
func (f *filed) pair(was, is []finding, same func(finding) identity) (oldLeft, newLeft []finding) {
	waiting := make(map[identity][]int, len(was)) // places in was
	for i, x := range was {
		id := same(x)
		waiting[id] = append(waiting[id], i)
	}
	taken := make([]bool, len(was))
	match := func(x finding, fits func(finding) bool) bool {
		alike := waiting[same(x)]
		k := slices.IndexFunc(alike, func(i int) bool { return !taken[i] && fits(was[i]) })
		if k < 0 {
			return false
		}
		taken[alike[k]] = true
		f.file(was[alike[k]], x)
		return true
	}
	var reworded []finding
	for _, x := range is {
		if !match(x, func(y finding) bool { return y.Message == x.Message }) {
			reworded = append(reworded, x)
		}
	}
	for _, x := range reworded {
		if !match(x, func(finding) bool { return true }) {
			newLeft = append(newLeft, x)
		}
	}
	for i, x := range was {
		if !taken[i] {
			oldLeft = append(oldLeft, x)
		}
	}
	return oldLeft, newLeft
}

// file puts a pair where it belongs.
func (f *filed) file(old, new finding) {
	d := new.Diagnostic
	switch {
	case old.accepted && new.accepted:
	case old.accepted:
		f.reinstated = append(f.reinstated, d)
	case new.accepted:
		f.accepted = append(f.accepted, d)
	case old.Level < new.Level:
		f.raised = append(f.raised, d)
	case old.Level > new.Level:
		f.lowered = append(f.lowered, d)
	default:
		f.kept = append(f.kept, d)
	}
}

func byWeight(a, b *diag.Diagnostic) int {
	return cmp.Or(
		cmp.Compare(b.Level, a.Level), cmp.Compare(a.Arrow, b.Arrow), cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Span.File, b.Span.File), cmp.Compare(a.Message, b.Message),
	)
}
