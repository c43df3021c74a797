package diagram

import (
	"math"
	"strconv"
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

func TestColoursCanBeToldFromTheirGround(t *testing.T) {
	const words, lines = 4.5, 3.0
	for _, c := range []struct {
		name        string
		ink, ground colour
		atLeast     float64
	}{
		{"names in boxes", textColour, pageColour, words},
		{"words in frames", textColour, panelColour, words},
		{"small words in boxes", mutedColour, pageColour, words},
		{"titles of frames", mutedColour, panelColour, words},
		{"plain lines in frames", lineColour, panelColour, lines},
		{"degrading lines in frames", degradeColour, panelColour, lines},
		{"breaking lines in frames", breakColour, panelColour, lines},
		{"plain numbers", pageColour, lineColour, words},
		{"degrading numbers", pageColour, degradeColour, words},
		{"breaking numbers", pageColour, breakColour, words},
		{"yes", yesText, yesFill, words},
		{"no", noText, pageColour, words},
		{"unknown", unknownColour, pageColour, words},
	} {
		if got := contrast(t, c.ink.light, c.ground.light); got < c.atLeast {
			t.Errorf("%s by day: %.1f", c.name, got)
		}
		if got := contrast(t, c.ink.dark, c.ground.dark); got < c.atLeast {
			t.Errorf("%s by night: %.1f", c.name, got)
		}
	}
}
