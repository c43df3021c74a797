package render

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/overview"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// The bounds of a Mermaid picture. Code hosts draw nothing of one with more than 500 arrows or 50,000
// characters; much before that nobody can read it.
const (
	mermaidArrows     = 40
	mermaidComponents = 120
	mermaidBundles    = 80
	mermaidBytes      = 48_000
	mermaidLabel      = 48 // characters
)

// mermaid draws the report as a flowchart, with a legend in sentences: every arrow where that can be
// read and is not longer than most bytes (if that is not 0), else an overview.
func (m *markdown) mermaid(most int) (drawn, legend string) {
	if most == 0 || most > mermaidBytes {
		most = mermaidBytes
	}
	if len(m.report.Answers) <= mermaidArrows && len(m.report.System.Components) <= mermaidComponents {
		if drawn, legend = m.everyArrow(); len(drawn) <= most {
			return drawn, legend
		}
	}
	return m.overview()
}

// A flowchart is a Mermaid flowchart in the making. All identifiers in it are its own, and what comes
// from the drawing stands in quotes.
type flowchart struct {
	out     strings.Builder
	indent  int
	arrows  int
	strokes []stroke
}

// A stroke is how some arrows are drawn. Mermaid knows arrows by their places in the text.
type stroke struct {
	css    string
	arrows []string
}

// newFlowchart begins a flowchart that runs in a direction: LR, from left to right, or TB, downwards.
func newFlowchart(direction string) *flowchart {
	f := &flowchart{}
	f.line("flowchart " + direction)
	f.indent++
	return f
}

func (f *flowchart) line(text string) {
	f.out.WriteString(strings.Repeat("  ", f.indent) + text + "\n")
}

// arrow draws an arrow. Its label is quoted already.
func (f *flowchart) arrow(from, line, label, to, css string) {
	f.line(from + " " + line + "|" + label + "| " + to)
	i := slices.IndexFunc(f.strokes, func(s stroke) bool { return s.css == css })
	if i < 0 {
		i = len(f.strokes)
		f.strokes = append(f.strokes, stroke{css: css})
	}
	f.strokes[i].arrows = append(f.strokes[i].arrows, strconv.Itoa(f.arrows))
	f.arrows++
}

func (f *flowchart) String() string {
	for _, s := range f.strokes {
		f.line("linkStyle " + strings.Join(s.arrows, ",") + " " + s.css)
	}
	f.strokes = nil
	return f.out.String()
}

// Colours that stand out from a light page and from a dark one. None of them means anything alone.
const (
	breakingColour  = "#d8433b"
	degradingColour = "#b3730f"
	quietColour     = "#7d838b"
)

// strokeOf is the style of an arrow: its colour and weight by harm, its dashes by kind.
func strokeOf(x *analysis.Answer) string {
	css := strokeFor(x.IfDown.Worst)
	switch {
	case planned(x):
		css += ",stroke-dasharray:2 6"
	case !x.Arrow.Request():
		css += ",stroke-dasharray:9 4"
	}
	return css
}

func strokeFor(v propagation.Verdict) string {
	switch v {
	case propagation.Broken:
		return "stroke:" + breakingColour + ",stroke-width:4px"
	case propagation.Degraded:
		return "stroke:" + degradingColour + ",stroke-width:2.5px"
	}
	return "stroke:" + quietColour + ",stroke-width:1.2px"
}

func planned(x *analysis.Answer) bool { return x.Arrow.Status.Value == model.Planned }

// lineOf is the arrow as Mermaid writes it, so that the text too tells the kinds apart.
func lineOf(x *analysis.Answer) string {
	switch {
	case x.Arrow.StandIn():
		return "--o"
	case planned(x) || !x.Arrow.Request():
		return "-.->"
	case x.IfDown.Worst == propagation.Broken:
		return "==>"
	}
	return "-->"
}

// everyArrow draws all components in their boundaries and all arrows.
func (m *markdown) everyArrow() (drawn, legend string) {
	f := newFlowchart("LR")
	t := newTerrain(m.report)
	t.draw(f, nil)
	for _, x := range m.report.ByHarm {
		a := x.Arrow
		text := strconv.Itoa(m.rank[x])
		if name := cmp.Or(a.Label.Value, a.Qualifier); name != "" {
			text += " " + mermaidText(name)
		}
		f.arrow(t.ids[a.From], lineOf(x), quoted(text, marks(x.Cells, " ")), t.ids[a.To], strokeOf(x))
	}
	if t.outside {
		f.line("classDef outside stroke-dasharray:5 3")
	}
	return f.String(), m.legend()
}

// legend explains what occurs in the picture of every arrow.
func (m *markdown) legend() string {
	has := func(test func(*analysis.Answer) bool) bool { return slices.ContainsFunc(m.report.Answers, test) }
	worst := func(v propagation.Verdict) func(*analysis.Answer) bool {
		return func(x *analysis.Answer) bool { return x.IfDown.Worst == v }
	}
	text := "Arrows are numbered by harm: 1 hurts most."
	for _, line := range []struct {
		occurs bool
		says   string
	}{
		{has(worst(propagation.Broken)), "Thick red ones break a journey alone."},
		{has(worst(propagation.Degraded)), "Amber ones of middle weight degrade a journey."},
		{has(func(x *analysis.Answer) bool { return !planned(x) && x.Arrow.Request() }), "On a solid arrow the tail waits for the tip."},
		{has(func(x *analysis.Answer) bool { return !planned(x) && !x.Arrow.Request() }), "On a dashed one, a flow, the tip lives on what the tail sends."},
		{has(planned), "Dotted ones are planned."},
		{has(func(x *analysis.Answer) bool { return x.Arrow.StandIn() }), "A dot at the tip marks what is only a fallback."},
	} {
		if line.occurs {
			text += " " + line.says
		}
	}
	return text + " " + markWords
}

// overview draws the groups of components and the bundles of arrows between them.
func (m *markdown) overview() (drawn, legend string) {
	o := overview.New(m.report, m.report.ByHarm)
	f := newFlowchart("TB")
	ids := map[*overview.Group]string{}
	for i, g := range o.Groups {
		ids[g] = fmt.Sprintf("n%d", i)
		lines := []string{mermaidText(g.Name), Count(len(g.Components), "component")}
		if len(g.Inside) > 0 {
			lines = append(lines, Count(len(g.Inside), "arrow")+" inside: "+m.numbersUpTo(g.Inside, bundleNumbers))
			lines = append(lines, ills(g.Inside)...)
		}
		f.line(ids[g] + "[" + quoted(lines...) + "]")
	}
	shown := o.Bundles[:min(mermaidBundles, len(o.Bundles))]
	for _, b := range shown {
		worst := propagation.Untouched
		for _, x := range b.Answers {
			worst = max(worst, x.IfDown.Worst)
		}
		line := "-->"
		if worst == propagation.Broken {
			line = "==>"
		}
		lines := append([]string{Count(len(b.Answers), "arrow") + ": " + m.numbersUpTo(b.Answers, bundleNumbers)}, ills(b.Answers)...)
		f.arrow(ids[b.From], line, quoted(lines...), ids[b.To], strokeFor(worst))
	}
	legend = fmt.Sprintf("%s are too many for one readable picture, so components are put together by %s and arrows into bundles. "+
		"Numbers go by harm: 1 hurts most. A thick red bundle has an arrow that breaks a journey alone.", Count(len(m.report.Answers), "arrow"), o.By)
	if rest := len(o.Bundles) - len(shown); rest > 0 {
		legend += fmt.Sprintf(" The %s whose worst arrows hurt least are not drawn.", Count(rest, "bundle"))
	}
	return f.String(), legend
}

// bundleNumbers is how many arrows of a bundle are named.
const bundleNumbers = 3

// ills counts what is wrong with some arrows.
func ills(answers []*analysis.Answer) []string {
	breaking, silent := 0, 0
	for _, x := range answers {
		if x.IfDown.Worst == propagation.Broken {
			breaking++
		}
		if x.Cells.Alert.Missing() {
			silent++
		}
	}
	var parts []string
	if breaking > 0 {
		parts = append(parts, fmt.Sprintf("%d %s a journey alone", breaking, agree(breaking, "breaks", "break")))
	}
	if silent > 0 {
		parts = append(parts, fmt.Sprintf("%d without alert", silent))
	}
	return parts
}

// quoted puts the lines of a label into quotes. They are Mermaid already. Mermaid has no empty labels.
func quoted(lines ...string) string {
	return `"` + cmp.Or(strings.Join(lines, "<br/>"), " ") + `"`
}

// mermaidText writes a text of the drawing as part of a label. Whatever could mean something to
// Mermaid, or to the Markdown and HTML that it reads labels as, is written as the number of the
// character. That leaves words, with hyphens, slashes and apostrophes within them and points between
// digits. The ligature with which Mermaid itself marks such numbers is taken apart.
func mermaidText(text string) string {
	runes := []rune(brief(strings.ReplaceAll(visible(text), "ﬂ", "fl"), mermaidLabel))
	var b strings.Builder
	for i, r := range runes {
		if plainInMermaid(runes, i) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}

func plainInMermaid(text []rune, i int) bool {
	before, after := ' ', ' '
	if i > 0 {
		before = text[i-1]
	}
	if i < len(text)-1 {
		after = text[i+1]
	}
	switch r := text[i]; r {
	case ' ':
		return i > 0 && before != ' ' && after != ' '
	case '-', '/', '\'':
		return lettered(before) && lettered(after)
	case '.':
		return isDigit(before) && isDigit(after)
	default:
		return lettered(r)
	}
}

// lettered tells whether the rune is part of a word, as all beyond ASCII are.
func lettered(r rune) bool { return r >= utf8.RuneSelf || alphanumeric(byte(r)) }

func isDigit(r rune) bool { return r < utf8.RuneSelf && digit(byte(r)) }
