package diagram

import "strings"

// A colour is a colour by day and one by night.
type colour struct{ light, dark string }

var (
	pageColour    = colour{"#ffffff", "#1a1c1e"}
	panelColour   = colour{"#f4f5f7", "#26282b"}
	textColour    = colour{"#1a1c1e", "#e2e2e6"}
	mutedColour   = colour{"#44474e", "#c4c6cf"}
	lineColour    = colour{"#5f6368", "#9aa0a6"}
	frameColour   = colour{"#c4c7cc", "#4a4d52"}
	degradeColour = colour{"#8a5100", "#ffb951"}
	breakColour   = colour{"#b3261e", "#ffb4ab"}
	unknownColour = colour{"#5b5e66", "#c4c6cf"}
	yesFill       = colour{"#c6f0cc", "#0f5223"}
	yesText       = colour{"#0f5223", "#c6f0cc"}
	noText        = colour{"#8c1d18", "#f9dedc"}
)

// A paint gives a property of some elements its colour.
type paint struct {
	selector, property string
	colour             colour
}

var paints = []paint{
	{".page", "fill", pageColour},
	{"text", "fill", textColour},
	{".muted", "fill", mutedColour},
	{".frame", "fill", panelColour},
	{".frame", "stroke", frameColour},
	{".box", "fill", pageColour},
	{".box", "stroke", lineColour},
	{".detail", "stroke", lineColour},
	{".dot", "fill", lineColour},
	{".line", "stroke", lineColour},
	{".line.degraded", "stroke", degradeColour},
	{".line.broken", "stroke", breakColour},
	{".tip", "fill", lineColour},
	{".tip.degraded", "fill", degradeColour},
	{".tip.broken", "fill", breakColour},
	{".tip", "stroke", lineColour},
	{".tip.degraded", "stroke", degradeColour},
	{".tip.broken", "stroke", breakColour},
	{".tip.fallback", "fill", pageColour},
	{".behind", "fill", pageColour},
	{".number", "fill", lineColour},
	{".number.degraded", "fill", degradeColour},
	{".number.broken", "fill", breakColour},
	{".number", "stroke", lineColour},
	{".number.degraded", "stroke", degradeColour},
	{".number.broken", "stroke", breakColour},
	{".number.assumed", "fill", pageColour},
	{".rank", "fill", pageColour},
	{".rank.assumed", "fill", textColour},
	{".halo", "stroke", pageColour},
	{".cell", "fill", pageColour},
	{".cell.yes", "fill", yesFill},
	{".cell", "stroke", lineColour},
	{".cell.yes", "stroke", yesText},
	{".cell.no", "stroke", breakColour},
	{".letter.yes", "fill", yesText},
	{".letter.no", "fill", noText},
	{".letter.unknown", "fill", unknownColour},
	{".mark.yes", "stroke", yesText},
	{".mark.no", "stroke", breakColour},
	{".hatch", "stroke", unknownColour},
	{".rung", "stroke", unknownColour},
	{".rung.proven", "stroke", yesText},
	{".rung.refuted", "stroke", breakColour},
}

// plain is the part of the style that is the same by day and by night. Kinds of arrows differ in
// their dashes and harm in their width, so that a print without colours can be read.
const plain = `text{font-family:Helvetica,Arial,"Liberation Sans",sans-serif;font-size:13px}
.title{font-size:20px;font-weight:bold}
.name{font-weight:600;text-anchor:middle}
.small,.sign{font-size:11px}
.small{text-anchor:middle}
.boundary{font-size:11px;font-weight:bold}
.rank,.letter{font-size:10px;font-weight:bold;text-anchor:middle}
.halo{stroke-width:3;stroke-linejoin:round;paint-order:stroke}
.box,.detail,.line,.mark,.hatch{stroke-width:1.2}
.detail,.line,.mark,.hatch{fill:none}
.box.external{stroke-dasharray:5 3}
.line.degraded{stroke-width:1.8}
.line.broken{stroke-width:2.6}
.line.fallback{stroke-width:.9}
.line.flow{stroke-dasharray:9 4}
.line.planned{stroke-dasharray:1 5;stroke-linecap:round}
.tip{stroke-linejoin:round}
.mark{stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.hatch{stroke-width:.6;stroke-opacity:.55}
.rung{fill:none;stroke-width:.7}
.rung.proven{stroke-width:2}
.rung.refuted{stroke-width:1.2}
`

// style is the style sheet of every picture.
func style() string {
	var out strings.Builder
	out.WriteString("\n" + plain)
	for _, p := range paints {
		out.WriteString(p.selector + "{" + p.property + ":" + p.colour.light + "}\n")
	}
	out.WriteString("@media (prefers-color-scheme:dark){\n")
	for _, p := range paints {
		out.WriteString(p.selector + "{" + p.property + ":" + p.colour.dark + "}\n")
	}
	out.WriteString("}\n")
	return out.String()
}
