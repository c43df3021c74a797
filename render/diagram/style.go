package diagram

import "slices"

// A colour is a colour by day and one by night. In the style sheet of a page it is a variable of its
// name.
type colour struct{ name, light, dark string }

var (
	pageColour    = colour{"page", "#ffffff", "#1a1c1e"}
	panelColour   = colour{"panel", "#f4f5f7", "#26282b"}
	textColour    = colour{"text", "#1a1c1e", "#e2e2e6"}
	mutedColour   = colour{"muted", "#44474e", "#c4c6cf"}
	lineColour    = colour{"line", "#5f6368", "#9aa0a6"}
	frameColour   = colour{"frame", "#c4c7cc", "#4a4d52"}
	degradeColour = colour{"degrade", "#8a5100", "#ffb951"}
	breakColour   = colour{"break", "#b3261e", "#ffb4ab"}
	unknownColour = colour{"unknown", "#5b5e66", "#c4c6cf"}
	goodColour    = colour{"good", "#146c2e", "#7ddb8a"}
	focusColour   = colour{"focus", "#0b57d0", "#a8c7fa"}
	yesFill       = colour{"yes-fill", "#c6f0cc", "#0f5223"}
	yesText       = colour{"yes-text", "#0f5223", "#c6f0cc"}
	noText        = colour{"no-text", "#8c1d18", "#f9dedc"}
	downFill      = colour{"down-fill", "#f9dedc", "#8c1d18"}
	downText      = colour{"down-text", "#8c1d18", "#f9dedc"}
	poorFill      = colour{"poor-fill", "#ffddb3", "#6b3f00"}
	poorText      = colour{"poor-text", "#6b3f00", "#ffddb3"}
)

// ownerColours are for owners, in the order of the drawing.
var ownerColours = [...]colour{
	{"owner-1", "#0b57d0", "#a8c7fa"},
	{"owner-2", "#9c2a6a", "#ffb0d5"},
	{"owner-3", "#00677d", "#7bd3ea"},
	{"owner-4", "#6b3fa0", "#d7baff"},
	{"owner-5", "#7a5900", "#f2bf48"},
	{"owner-6", "#8f4c38", "#ffb59d"},
	{"owner-7", "#3f6900", "#a4d65e"},
	{"owner-8", "#4a5568", "#c3c7cf"},
}

// A rule gives the elements that a selector picks some properties (see selector for what of CSS is
// understood).
type rule struct {
	selector string
	settings []setting
}

// A setting is a property and its value, which is a colour if that has a name.
type setting struct {
	property, value string
	colour          colour
}

func on(selector string, settings ...setting) rule { return rule{selector, settings} }

func set(property, value string) setting { return setting{property: property, value: value} }

func fill(c colour) setting { return setting{property: "fill", colour: c} }

func stroke(c colour) setting { return setting{property: "stroke", colour: c} }

func width(value string) setting { return set("stroke-width", value) }

func dashes(value string) setting { return set("stroke-dasharray", value) }

func letters(size string) setting { return set("font-size", size) }

var (
	noFill   = set("fill", "none")
	noStroke = set("stroke", "none")
	bold     = set("font-weight", "bold")
	centred  = set("text-anchor", "middle")
	rounded  = set("stroke-linejoin", "round")
	roundEnd = set("stroke-linecap", "round")
)

// sheet is what everything looks like, in every kind of picture: SVG of its own, SVG on a page, PNG.
// Kinds of arrows differ in their dashes, harm in the width of the line, states in both, so that a
// print without colours can be read.
var sheet = slices.Concat(ground, inks(), signs, states)

var ground = []rule{
	on("text", fill(textColour), set("font-family", `Helvetica,Arial,"Liberation Sans",sans-serif`), letters("13px")),
	on(".page", fill(pageColour)),
	on(".muted", fill(mutedColour)),
	on(".title", letters("20px"), bold),
	on(".name", set("font-weight", "600"), centred),
	on(".small,.sign", letters("11px")),
	on(".small", centred),
	on(".boundary", letters("11px"), bold),
	on(".halo", stroke(pageColour), width("3"), rounded, set("paint-order", "stroke")),
	on(".frame", fill(panelColour), stroke(frameColour)),
	on(".box", fill(pageColour), stroke(lineColour), width("1.2")),
	on(".box.external", dashes("5 3")),
	on(".detail", noFill, stroke(lineColour), width("1.2")),
	on(".dot", fill(lineColour)),
}

// inks are the rules of arrows and numbers in the colours of harm, and in those of another question
// (see Colouring).
func inks() []rule {
	rules := []rule{
		on(".line", noFill, width("1.2")),
		on(".line.degraded", width("1.8")),
		on(".line.broken", width("2.6")),
		on(".line.several", width("3.4")),
		on(".line.many", width("5")),
		on(".line.fallback", width(".9")),
		on(".line.flow", dashes("9 4")),
		on(".line.planned", dashes("1 5"), roundEnd),
		on(".tip", rounded),
		on(".rank", fill(pageColour), letters("10px"), bold, centred),
	}
	ink := func(class string, c colour) {
		rules = append(rules, on(".line"+class, stroke(c)), on(".tip"+class+",.number"+class, fill(c), stroke(c)))
	}
	ink("", lineColour)
	ink(".degraded", degradeColour)
	ink(".broken", breakColour)
	ink(".tone-plain", lineColour)
	ink(".tone-good", goodColour)
	ink(".tone-poor", degradeColour)
	ink(".tone-bad", breakColour)
	ink(".tone-unknown", unknownColour)
	for _, c := range ownerColours {
		ink(".tone-"+c.name, c)
	}
	return append(rules,
		on(".line.tone-again", dashes("6 2 2 2")),
		on(".tip.fallback,.number.assumed", fill(pageColour)),
		on(".rank.assumed", fill(textColour)),
	)
}

// signs are the rules of the chip.
var signs = []rule{
	on(".behind", fill(pageColour)),
	on(".cell", fill(pageColour), stroke(lineColour)),
	on(".cell.yes", fill(yesFill), stroke(yesText)),
	on(".cell.no", stroke(breakColour)),
	on(".letter", letters("10px"), bold, centred),
	on(".letter.yes", fill(yesText)),
	on(".letter.no", fill(noText)),
	on(".letter.unknown", fill(unknownColour)),
	on(".mark", noFill, width("1.6"), roundEnd, rounded),
	on(".mark.yes", stroke(yesText)),
	on(".mark.no", stroke(breakColour)),
	on(".hatch", noFill, stroke(unknownColour), width(".6"), set("stroke-opacity", ".55")),
	on(".rung", noFill, stroke(unknownColour), width(".7")),
	on(".rung.proven", stroke(yesText), width("2")),
	on(".rung.refuted", stroke(breakColour), width("1.2")),
}

// states are the rules of what a failure does, of what is meant, and of what is pointed at. What fails
// is thick and dashed, what was struck is thicker and dotted, what is impaired is thick and whole; the
// boxes alike.
var states = []rule{
	on(".hit", noFill, noStroke, width("16"), set("pointer-events", "stroke")),
	on(".when", fill(textColour), stroke(pageColour), width("3"), rounded, set("paint-order", "stroke"), letters("11px"), bold, centred),
	on(".linewalk.telling .arrow:not(.lit)", dimmed),
	on(".linewalk.telling .bundle:not(.lit)", dimmed),
	on(".linewalk.telling .component:not(.lit)", dimmed),
	on(".linewalk.telling .group:not(.lit)", dimmed),
	on(".linewalk.telling g.boundary:not(.lit)", dimmed),

	on(".impaired .line", stroke(degradeColour), width("3.2"), dashes("none")),
	on(".impaired .tip", fill(degradeColour), stroke(degradeColour)),
	on(".impaired .behind", stroke(degradeColour), width("1.6")),
	on(".impaired .when", fill(degradeColour)),
	on(".fails .line", stroke(breakColour), width("3.6"), dashes("11 4")),
	on(".fails .tip", fill(breakColour), stroke(breakColour)),
	on(".fails .behind", stroke(breakColour), width("2.4")),
	on(".fails .when", fill(noText)),
	on(".struck .line", stroke(breakColour), width("5"), dashes("3 3")),
	on(".struck .tip", fill(breakColour), stroke(breakColour)),
	on(".struck .behind", stroke(breakColour), width("3.2")),
	on(".struck .when", fill(noText)),

	on(".degraded-state .box", fill(poorFill), stroke(degradeColour), width("2")),
	on(".degraded-state .muted", fill(poorText)),
	on(".degraded-state .when", fill(degradeColour)),
	on(".down .box", fill(downFill), stroke(breakColour), width("3.2"), dashes("11 4")),
	on(".down .muted", fill(downText)),
	on(".down .when", fill(noText)),
	on(".struck .box", fill(downFill), stroke(breakColour), width("4.4"), dashes("3 3")),
	on(".struck .muted", fill(downText)),
	on(".struck .name", set("text-decoration", "line-through")),

	on(".chosen .behind,.chosen .box", stroke(focusColour), width("4"), dashes("none")),
}

var dimmed = set("opacity", ".25")
