package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// fullGroups is how many arrows, the most harmful ones, have their diagnostics shown in full. Those
// of the others follow one a line.
const fullGroups = 5

// Text writes a report for people: the headline and coverage, the diagnostics grouped by arrow with
// the most harmful arrow first, and how many there are. The first arrows are shown in full, the
// others in brief; what is said of many arrows is said once, and the others are named beneath. So
// the whole stays readable however much there is to say.
func Text(w io.Writer, r *analysis.Report, o TextOptions) error {
	s := o.sheet()
	s.opening(r)
	s.policy(r.Policy, o.All)
	s.since(r.Since, r.Coverage, o.All)
	p := &printer{sheet: s, texts: newShelf(r.Sources)}
	left := p.groups(grouped(r, o.lowest()), o.All)
	if o.Waived {
		s.waived(r.Waived)
	}
	s.end()
	s.closing(r, o, left)
	return s.writeTo(w)
}

// A remainder counts the diagnostics that are not shown in full.
type remainder struct{ brief, unnamed int }

// groups prints the diagnostics, and counts those that have to do with less than all of it.
func (p *printer) groups(groups [][]*diag.Diagnostic, all bool) remainder {
	crowds := crowdsOf(groups, all)
	shown, left := 0, remainder{}
	for _, g := range groups {
		g = slices.DeleteFunc(g, crowds.isFollower)
		if len(g) == 0 {
			continue
		}
		shown++
		brief := shown > fullGroups && !all
		switch {
		case !brief:
			p.end()
			p.begin()
		case left.brief == 0:
			p.end()
			p.add(strong, "in brief, most harmful first:")
			p.end()
		}
		for _, d := range g {
			also, unnamed := crowds.also(d)
			left.unnamed += unnamed
			if brief {
				left.brief++
				p.brief(d, also)
			} else {
				p.full(d, also)
			}
		}
	}
	return left
}

// grouped lists the diagnostics of at least the given level: those of the most harmful arrow first,
// each arrow's in the order of their levels, then one by one those about no arrow.
func grouped(r *analysis.Report, lowest diag.Level) [][]*diag.Diagnostic {
	ofArrow := map[string][]*diag.Diagnostic{}
	for i := range r.Diagnostics {
		if d := &r.Diagnostics[i]; d.Level >= lowest {
			ofArrow[d.Arrow] = append(ofArrow[d.Arrow], d)
		}
	}
	var groups [][]*diag.Diagnostic
	for _, x := range r.ByHarm {
		name := x.Arrow.Name()
		if ds := ofArrow[name]; len(ds) > 0 {
			slices.SortStableFunc(ds, func(a, b *diag.Diagnostic) int { return cmp.Compare(b.Level, a.Level) })
			groups = append(groups, ds)
			delete(ofArrow, name)
		}
	}
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		if _, left := ofArrow[d.Arrow]; left && d.Level >= lowest {
			groups = append(groups, []*diag.Diagnostic{d})
		}
	}
	return groups
}

// waived lists what waivers accept.
func (s *sheet) waived(waived []analysis.Waived) {
	if len(waived) == 0 {
		return
	}
	s.end()
	s.add(strong, "waived:")
	s.end()
	for _, x := range waived {
		d := x.Diagnostic
		s.say(fmt.Sprintf("  %s: %s: %s [%s]", d.Span, d.Level, d.Message, d.Rule))
		s.say("    " + waiving(x.Waiver))
	}
}

// waiving is "because finance reconciles daily, until 2027-03-31, by ana".
func waiving(w *model.Waiver) string {
	text := fmt.Sprintf("because %s, until %s", w.Because.Value, w.Until.Value)
	if w.By.Given() {
		text += ", by " + w.By.Value.Name
	}
	return text
}

// closing writes what was left out and why, and the last line, which has the denominators.
func (s *sheet) closing(r *analysis.Report, o TextOptions, left remainder) {
	if text := gaps(r.Diagnostics); text != "" {
		s.paragraph(plain, "gaps: ", text)
	}
	if len(r.Changed) > 0 {
		s.paragraph(plain, "eased by the "+judge(r)+": ", eased(r.Changed))
	}
	s.items("waivers that end soon: ", lastDays(endingSoon(r.Waivers)))
	s.items("by rule: ", byRule(r.Diagnostics, o.lowest()))
	if hidden := notShown(r.Counts(), o.lowest(), left); hidden != "" {
		s.paragraph(plain, "not shown: ", hidden)
	}
	s.add(strong, countLine(r))
	s.end()
}

// gaps tells what nobody has stated apart from what is known to be missing.
func gaps(ds []diag.Diagnostic) string {
	drawing, system := 0, 0
	for _, d := range ds {
		switch d.Gap {
		case diag.GapDrawing:
			drawing++
		case diag.GapSystem:
			system++
		}
	}
	var parts []string
	if drawing > 0 {
		parts = append(parts, fmt.Sprintf("%d in the drawing (nothing stated)", drawing))
	}
	if system > 0 {
		parts = append(parts, fmt.Sprintf("%d in the system (known missing)", system))
	}
	return strings.Join(parts, ", ")
}

// judge is the noun for what states the settings in force.
func judge(r *analysis.Report) string {
	if r.Policy != nil {
		return "policy"
	}
	return "drawing"
}

func eased(settings []model.RuleSetting) string {
	parts := make([]string, len(settings))
	for i, s := range settings {
		level := "off"
		if !s.Off {
			level = s.Level.String()
		}
		parts[i] = s.Rule + " " + level
	}
	return strings.Join(parts, ", ")
}

// notShown says what is in the counts and not in the list, and how to see it.
func notShown(c diag.Counts, lowest diag.Level, left remainder) string {
	var parts []string
	if left.unnamed > 0 {
		parts = append(parts, fmt.Sprintf("%d like those above (--all)", left.unnamed))
	}
	if left.brief > 0 {
		parts = append(parts, fmt.Sprintf("snippet and mend of %d in brief (--all)", left.brief))
	}
	if lowest > diag.Warning && c.Warnings > 0 {
		parts = append(parts, Count(c.Warnings, "warning")+" (--show warning)")
	}
	if lowest > diag.Note && c.Notes > 0 {
		parts = append(parts, Count(c.Notes, "note")+" (--show note)")
	}
	return strings.Join(parts, ", ")
}

// few is how many rules may have spoken before it is counted how often each did.
const few = 3

// byRule counts how often each rule speaks, the most frequent first.
func byRule(ds []diag.Diagnostic, lowest diag.Level) []string {
	type voice struct {
		rule  string
		times int
	}
	var voices []voice
	at := map[string]int{}
	for _, d := range ds {
		if d.Level < lowest {
			continue
		}
		i, known := at[d.Rule]
		if !known {
			i = len(voices)
			at[d.Rule] = i
			voices = append(voices, voice{rule: d.Rule})
		}
		voices[i].times++
	}
	if len(voices) <= few {
		return nil
	}
	slices.SortStableFunc(voices, func(a, b voice) int { return cmp.Compare(b.times, a.times) })
	parts := make([]string, len(voices))
	for i, v := range voices {
		parts[i] = fmt.Sprintf("%d %s", v.times, v.rule)
	}
	return parts
}

// countLine is "2 errors, 5 warnings, 1 note on 41 arrows (2 waived, 1 waiver expired)".
func countLine(r *analysis.Report) string {
	c := r.Counts()
	line := fmt.Sprintf("%s, %s, %s on %s",
		Count(c.Errors, "error"), Count(c.Warnings, "warning"), Count(c.Notes, "note"), Count(len(r.Answers), "arrow"))
	var aside []string
	if n := len(r.Waived); n > 0 {
		aside = append(aside, fmt.Sprintf("%d waived", n))
	}
	if n := len(r.Baselined); n > 0 {
		aside = append(aside, fmt.Sprintf("%d in baseline", n))
	}
	if r.Vanished > 0 {
		aside = append(aside, fmt.Sprintf("%d in baseline no longer found", r.Vanished))
	}
	if r.Since != nil && r.Since.Kept > 0 {
		aside = append(aside, fmt.Sprintf("%d there before", r.Since.Kept))
	}
	if n := expired(r.Waivers); n > 0 {
		aside = append(aside, Count(n, "waiver")+" expired")
	}
	if n := len(endingSoon(r.Waivers)); n > 0 {
		aside = append(aside, fmt.Sprintf("%s within %d days", countedEnds(n), analysis.SoonEnds))
	}
	if n := len(r.Waivers); r.NoWaivers && n > 0 {
		aside = append(aside, Count(n, "waiver")+" set aside")
	}
	if len(aside) > 0 {
		line += " (" + strings.Join(aside, ", ") + ")"
	}
	return line
}

// countedEnds is "1 waiver ends" or "2 waivers end".
func countedEnds(n int) string {
	if n == 1 {
		return "1 waiver ends"
	}
	return Count(n, "waiver") + " end"
}

// endingSoon lists the waivers that accept something and end soon.
func endingSoon(uses []analysis.WaiverUse) []*model.Waiver {
	var soon []*model.Waiver
	for _, u := range uses {
		if u.EndsSoon && u.Matches > 0 {
			soon = append(soon, u.Waiver)
		}
	}
	return soon
}

// lastDays lists waivers with their last days: "shop.yaml:12:5 arrow-no-alert until 2026-12-01".
func lastDays(waivers []*model.Waiver) []string {
	parts := make([]string, len(waivers))
	for i, w := range waivers {
		parts[i] = fmt.Sprintf("%s %s until %s", w.Span, w.Rule.Value, w.Until.Value)
	}
	return parts
}

func expired(uses []analysis.WaiverUse) int {
	n := 0
	for _, u := range uses {
		if u.Expired {
			n++
		}
	}
	return n
}
