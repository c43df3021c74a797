package diagram

import (
	"cmp"
	"image/color"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A cascade tells what elements look like by the style sheet, as a browser would tell it. Elements of
// the same classes in groups of the same classes look the same and are asked for once.
type cascade struct {
	dark  bool
	rules []weighed // from the lightest to the heaviest
}

type weighed struct {
	selector selector
	settings []setting
}

func newCascade(dark bool) *cascade {
	c := &cascade{dark: dark}
	for _, r := range sheet {
		for _, s := range selectors(r.selector) {
			c.rules = append(c.rules, weighed{s, r.settings})
		}
	}
	slices.SortStableFunc(c.rules, func(a, b weighed) int { return cmp.Compare(a.selector.weight(), b.selector.weight()) })
	return c
}

// A styled is a kind of element: by its tag and classes, and by those of the groups around it.
type styled struct {
	cascade *cascade
	path    []kin
	values  map[string]string // of the properties that are set, or handed down
	inside  map[string]*styled
	ink     ink
}

// An ink is what a kind of element looks like. Lengths are in units of the picture.
type ink struct {
	fill, stroke color.NRGBA // of alpha 0 if there is none
	width        float64     // of the stroke
	dashes       []float64
	roundCaps    bool
	roundJoins   bool
	under        bool    // the stroke lies under the fill
	opacity      float64 // of the element as a whole

	size   float64 // of letters
	bold   bool
	anchor float64 // how much of a text lies before its point, from 0 to 1
	struck bool    // through
}

// top is the kind of what is around all.
func (c *cascade) top() *styled {
	return &styled{cascade: c, inside: map[string]*styled{}}
}

// of is the kind of an element that lies in one of kind s.
func (s *styled) of(e *element) *styled {
	key := e.tag + " " + e.value("class")
	if known := s.inside[key]; known != nil {
		return known
	}
	path := append(slices.Clone(s.path), kin{e.tag, strings.Fields(e.value("class"))})
	values := maps.Clone(s.values)
	if values == nil {
		values = map[string]string{}
	}
	delete(values, "opacity") // the only one here that is not handed down
	for _, r := range s.cascade.rules {
		if r.selector.picks(path) {
			for _, set := range r.settings {
				values[set.property] = s.cascade.value(set)
			}
		}
	}
	kind := &styled{cascade: s.cascade, path: path, values: values, inside: map[string]*styled{}, ink: newInk(values)}
	s.inside[key] = kind
	return kind
}

func (c *cascade) value(s setting) string {
	switch {
	case s.colour.name == "":
		return s.value
	case c.dark:
		return s.colour.dark
	}
	return s.colour.light
}

// newInk reads the values of properties. What is not set is as SVG has it.
func newInk(values map[string]string) ink {
	i := ink{
		fill:       paintOf(cmp.Or(values["fill"], "#000000"), 1),
		stroke:     paintOf(cmp.Or(values["stroke"], "none"), lengthOf(cmp.Or(values["stroke-opacity"], "1"))),
		width:      lengthOf(cmp.Or(values["stroke-width"], "1")),
		roundCaps:  values["stroke-linecap"] == "round",
		roundJoins: values["stroke-linejoin"] == "round",
		under:      values["paint-order"] == "stroke",
		opacity:    lengthOf(cmp.Or(values["opacity"], "1")),
		size:       lengthOf(cmp.Or(values["font-size"], "16")),
		bold:       values["font-weight"] == "bold" || values["font-weight"] == "600",
		struck:     values["text-decoration"] == "line-through",
	}
	switch values["text-anchor"] {
	case "middle":
		i.anchor = 0.5
	case "end":
		i.anchor = 1
	}
	if d := values["stroke-dasharray"]; d != "none" {
		for length := range strings.FieldsSeq(d) {
			i.dashes = append(i.dashes, lengthOf(length))
		}
	}
	return i
}

// lengthOf reads a number with or without its unit. The sheet is ours: a test reads all of it.
func lengthOf(text string) float64 {
	n, err := strconv.ParseFloat(strings.TrimSuffix(text, "px"), 64)
	if err != nil {
		return 0
	}
	return n
}

// paintOf reads "#rrggbb" or "none".
func paintOf(text string, opacity float64) color.NRGBA {
	n, err := strconv.ParseUint(strings.TrimPrefix(text, "#"), 16, 24)
	if err != nil {
		return color.NRGBA{}
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), uint8(opacity*255 + 0.5)}
}
