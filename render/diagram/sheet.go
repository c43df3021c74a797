package diagram

import (
	"slices"
	"strings"
)

// style is the style sheet of a picture of its own. It spells out every colour, since not every
// viewer of SVG knows variables.
func style() string {
	var out strings.Builder
	out.WriteByte('\n')
	for _, r := range sheet {
		out.WriteString(block(r.selector, r.settings, func(c colour) string { return c.light }))
	}
	out.WriteString("@media screen and (prefers-color-scheme:dark){\n")
	for _, r := range sheet {
		out.WriteString(block(r.selector, coloured(r.settings), func(c colour) string { return c.dark }))
	}
	out.WriteString("}\n")
	return out.String()
}

// PageStyle is the style sheet of all pictures of a page, which have none of their own (see
// Options.Page). It touches nothing outside svg elements of the class "linewalk". They are light or
// dark as the reader's system is, unless data-theme of the root element says "light" or "dark"; on
// paper they are light.
func PageStyle() string {
	var out strings.Builder
	out.WriteString(block(scope, variables(func(c colour) string { return c.light }), nil))
	dark := variables(func(c colour) string { return c.dark })
	out.WriteString("@media screen and (prefers-color-scheme:dark){\n" + block(":root:not([data-theme=light]) "+scope, dark, nil) + "}\n")
	out.WriteString("@media screen{\n" + block(":root[data-theme=dark] "+scope, dark, nil) + "}\n")
	for _, r := range sheet {
		out.WriteString(block(scoped(r.selector), r.settings, func(c colour) string { return "var(--" + c.name + ")" }))
	}
	out.WriteString(pointed)
	return out.String()
}

// pointed is for what only happens on a page.
const pointed = `svg.linewalk .arrow,svg.linewalk .component,svg.linewalk .bundle,svg.linewalk .group{cursor:pointer}
svg.linewalk g:focus{outline:none}
svg.linewalk g:focus-visible .behind,svg.linewalk g:focus-visible .box{stroke:var(--focus);stroke-width:4;stroke-dasharray:none}
@media (prefers-reduced-motion:no-preference){
svg.linewalk g{transition:opacity .15s}
}
`

const scope = "svg.linewalk"

// scoped is the selector for elements of our pictures alone.
func scoped(selector string) string {
	parts := strings.Split(selector, ",")
	for i, s := range parts {
		if own, is := strings.CutPrefix(s, ".linewalk"); is {
			parts[i] = scope + own
		} else {
			parts[i] = scope + " " + s
		}
	}
	return strings.Join(parts, ",")
}

// variables sets one for each colour, in the order in which the sheet first uses it.
func variables(is func(colour) string) []setting {
	var all []setting
	for _, r := range sheet {
		for _, s := range coloured(r.settings) {
			v := set("--"+s.colour.name, is(s.colour))
			if !slices.Contains(all, v) {
				all = append(all, v)
			}
		}
	}
	return all
}

func coloured(settings []setting) []setting {
	var all []setting
	for _, s := range settings {
		if s.colour.name != "" {
			all = append(all, s)
		}
	}
	return all
}

// block is a rule in the words of CSS, empty if it sets nothing. Colours are written as shown.
func block(selector string, settings []setting, shown func(colour) string) string {
	if len(settings) == 0 {
		return ""
	}
	parts := make([]string, len(settings))
	for i, s := range settings {
		value := s.value
		if s.colour.name != "" {
			value = shown(s.colour)
		}
		parts[i] = s.property + ":" + value
	}
	return selector + "{" + strings.Join(parts, ";") + "}\n"
}
