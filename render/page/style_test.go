package page

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestContrast computes the contrasts of the colours again, as WCAG 2 has them: 4.5 for text, 3 for
// outlines, by day, by night and on paper.
func TestContrast(t *testing.T) {
	palettes := regexp.MustCompile(`color-scheme:(light|dark);\n((?:--.*\n)+)`).FindAllStringSubmatch(embedded("page.css"), -1)
	if len(palettes) != 4 {
		t.Fatalf("there are %d palettes, want those of day, of night twice, and of paper", len(palettes))
	}
	if palettes[1][2] != palettes[2][2] {
		t.Error("the night that is chosen is not the night of the system")
	}
	for i, palette := range palettes {
		colours := map[string]float64{}
		for _, c := range regexp.MustCompile(`--([a-z-]+):(#[0-9a-f]{3,6});`).FindAllStringSubmatch(palette[2], -1) {
			colours[c[1]] = luminance(t, c[2])
		}
		check := func(least float64, front, back string) {
			a, b := colours[front], colours[back]
			if got := (math.Max(a, b) + .05) / (math.Min(a, b) + .05); got < least {
				t.Errorf("palette %d (%s): %s on %s has a contrast of %.2f, want %g", i, palette[1], front, back, got, least)
			}
		}
		for _, back := range []string{"page", "panel"} {
			for _, front := range []string{"text", "muted", "yes", "warn", "no", "unknown", "focus"} {
				check(4.5, front, back)
			}
			check(3, "line", back)
		}
		for _, front := range []string{"line", "no", "warn", "focus"} { // numbers and buttons, whose text has the colour of the page
			check(4.5, "page", front)
		}
		for _, sign := range []string{"no", "warn", "yes"} {
			check(4.5, sign+"-text", sign+"-fill")
		}
		check(4.5, "text", "warn-fill") // of which some is mixed with the page
	}
}

// luminance is the relative luminance of a colour written as #rgb or #rrggbb.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	hex := colour[1:]
	if len(hex) == 3 {
		hex = fmt.Sprintf("%c%c%c%c%c%c", hex[0], hex[0], hex[1], hex[1], hex[2], hex[2])
	}
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// TestStylesLoadNothing reads the embedded style sheets and the script: none of them asks anything of
// the network, and none would end the element that holds it.
func TestStylesLoadNothing(t *testing.T) {
	for _, name := range []string{"page.css", "script.css", "page.js"} {
		text := strings.ToLower(embedded(name))
		for _, bad := range []string{"url(", "@import", "http:", "https:", "</", "<!--", "fetch(", "xmlhttprequest", "eval("} {
			if strings.Contains(text, bad) {
				t.Errorf("%s has %s", name, bad)
			}
		}
	}
}
