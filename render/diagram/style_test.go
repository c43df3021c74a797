package diagram

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// luminance is that of WCAG 2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(colour[1:], 16, 24)
	if err != nil || len(colour) != 7 {
		t.Fatalf("%q is no colour", colour)
	}
	part := func(shift int) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// A pairing is an ink on a ground that it must be told from.
type pairing struct {
	name        string
	ink, ground colour
	atLeast     float64
}

func pairings() []pairing {
	const words, lines = 4.5, 3.0
	all := []pairing{
		{"names in boxes", textColour, pageColour, words},
		{"words in frames", textColour, panelColour, words},
		{"small words in boxes", mutedColour, pageColour, words},
		{"titles of frames", mutedColour, panelColour, words},
		{"yes", yesText, yesFill, words},
		{"edges of yes", yesText, pageColour, lines},
		{"no", noText, pageColour, words},
		{"edges of no", breakColour, pageColour, lines},
		{"unknown", unknownColour, pageColour, words},

		{"names of boxes that are down", textColour, downFill, words},
		{"small words in them", downText, downFill, words},
		{"their edges", breakColour, pageColour, lines},
		{"their edges inside", breakColour, downFill, lines},
		{"names of degraded boxes", textColour, poorFill, words},
		{"small words in them", poorText, poorFill, words},
		{"their edges", degradeColour, pageColour, lines},
		{"their edges inside", degradeColour, poorFill, lines},
		{"when something fails", noText, pageColour, words},
		{"when it is impaired", degradeColour, pageColour, words},
		{"a ring in a frame", focusColour, panelColour, lines},
		{"a ring around what is down", focusColour, downFill, lines},
		{"a ring around what is degraded", focusColour, poorFill, lines},
	}
	for _, c := range append([]colour{lineColour, degradeColour, breakColour, goodColour, unknownColour}, ownerColours[:]...) {
		all = append(all,
			pairing{"lines of " + c.name, c, pageColour, lines},
			pairing{"lines in frames of " + c.name, c, panelColour, lines},
			pairing{"numbers on " + c.name, pageColour, c, words},
		)
	}
	return all
}

func TestColoursCanBeToldFromTheirGround(t *testing.T) {
	for _, c := range pairings() {
		if got := contrast(t, c.ink.light, c.ground.light); got < c.atLeast {
			t.Errorf("%s by day: %.1f", c.name, got)
		}
		if got := contrast(t, c.ink.dark, c.ground.dark); got < c.atLeast {
			t.Errorf("%s by night: %.1f", c.name, got)
		}
	}
}

// TestStatesDifferWithoutColour holds that a grey print tells the states apart: no two draw a line, or
// a box, with the same width and the same dashes.
func TestStatesDifferWithoutColour(t *testing.T) {
	look := func(tag, classes, state, group string) string {
		svg := &element{tag: "svg", attributes: []attribute{class("linewalk telling")}}
		g := &element{tag: "g", attributes: []attribute{class(group + " lit " + state)}}
		i := newCascade(false).top().of(svg).of(g).of(&element{tag: tag, attributes: []attribute{class(classes)}}).ink
		return fmt.Sprint(i.width, i.dashes)
	}
	for _, c := range []struct {
		tag, group string
		classes    []string
		states     []string
	}{
		{"path", "arrow", []string{"line harmless", "line broken", "line degraded flow", "line harmless planned"}, []string{"", "impaired", "fails", "struck"}},
		{"rect", "component", []string{"box", "box external"}, []string{"", "degraded-state", "down", "struck"}},
	} {
		for _, classes := range c.classes {
			seen := map[string]string{}
			for _, state := range c.states {
				l := look(c.tag, classes, state, c.group)
				if other, is := seen[l]; is {
					t.Errorf("%s: %q and %q both have width and dashes %s", classes, state, other, l)
				}
				seen[l] = state
			}
		}
	}
}

// TestSheetIsUnderstood holds that the picture of pixels heeds every rule of the sheet: a property that
// it does not know, or a value that it cannot read, would make it differ from the SVG unseen.
func TestSheetIsUnderstood(t *testing.T) {
	number, length, none := regexp.MustCompile(`^[\d.]+$`), regexp.MustCompile(`^[\d.]+px$`), regexp.MustCompile(`^none$`)
	readable := map[string]*regexp.Regexp{
		"fill":             none,
		"stroke":           none,
		"stroke-width":     number,
		"stroke-opacity":   number,
		"opacity":          number,
		"stroke-dasharray": regexp.MustCompile(`^(none|[\d.]+( [\d.]+)+)$`),
		"stroke-linecap":   regexp.MustCompile(`^round$`),
		"stroke-linejoin":  regexp.MustCompile(`^round$`),
		"paint-order":      regexp.MustCompile(`^stroke$`),
		"font-size":        length,
		"font-weight":      regexp.MustCompile(`^(bold|600)$`),
		"text-anchor":      regexp.MustCompile(`^(middle|end)$`),
		"text-decoration":  regexp.MustCompile(`^line-through$`),
		"font-family":      regexp.MustCompile(`^Helvetica,`), // there is only one
		"pointer-events":   regexp.MustCompile(`^stroke$`),    // nothing to point with
	}
	alternative := regexp.MustCompile(`^(\.linewalk\.telling )?([a-z]*(\.[a-z0-9-]+)*(:not\(\.[a-z-]+\))?( |$))+$`)
	for _, r := range sheet {
		for s := range strings.SplitSeq(r.selector, ",") {
			if !alternative.MatchString(s) {
				t.Errorf("selector %q", s)
			}
		}
		for _, s := range r.settings {
			known := readable[s.property]
			switch {
			case known == nil:
				t.Errorf("%s sets %s", r.selector, s.property)
			case s.colour.name == "" && !known.MatchString(s.value):
				t.Errorf("%s sets %s to %q", r.selector, s.property, s.value)
			case s.colour.name != "" && known != none:
				t.Errorf("%s sets %s to a colour", r.selector, s.property)
			}
		}
	}
}
