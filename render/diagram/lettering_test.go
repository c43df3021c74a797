package diagram

import (
	"math"
	"strings"
	"testing"
)

func lettered(t testing.TB) *lettering {
	t.Helper()
	l, err := newLettering()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestFontIsAsWideAsHelvetica holds that boxes which were measured by the table of widths fit their
// text in a picture of pixels too.
func TestFontIsAsWideAsHelvetica(t *testing.T) {
	l := lettered(t)
	for r := ' '; r <= '~'; r++ {
		got := l.regular.glyph(r).advance / l.regular.em * 1000
		if want := float64(advance(r)); math.Abs(got-want) > 1 {
			t.Errorf("%q is %.1f wide, the table says %v", r, got, want)
		}
	}
	for _, text := range []string{"payments-reconciliation", "Avocado Toast WAY", "MWMWMW"} {
		if got, most := l.bold.row(text).width/l.bold.em*13, nameFont.width(text); got > most {
			t.Errorf("%q in bold is %.1f wide, its box has room for %.1f", text, got, most)
		}
	}
}

func TestTextStandsWhereItIsAnchored(t *testing.T) {
	l := lettered(t)
	left, right := func(lines []polyline) float64 { return edges(lines).left }, func(lines []polyline) float64 { return edges(lines).right }
	for _, c := range []struct {
		anchor     float64
		edge       func([]polyline) float64
		name       string
		asymmetric float64 // how far the ink may be from the edge
	}{
		{0, left, "start", 3},
		{1, right, "end", 3},
	} {
		lines := l.text("shop", ink{size: 13, anchor: c.anchor}, point{100, 50}, 2)
		if got := c.edge(lines); math.Abs(got-100) > c.asymmetric {
			t.Errorf("anchored at its %s, the ink reaches to %.1f, want 100", c.name, got)
		}
	}
	middle := edges(l.text("HOH", ink{size: 13, anchor: 0.5}, point{100, 50}, 2))
	if off := (middle.left+middle.right)/2 - 100; math.Abs(off) > 0.5 {
		t.Errorf("anchored in the middle, the ink is %.1f off it", off)
	}
	if middle.bottom > 51 || middle.top < 30 || middle.top > 34 {
		t.Errorf("capitals of 26 pixels reach from %.1f to %.1f, want about 31 to 50", middle.top, middle.bottom)
	}
}

// edges is the area around lines.
func edges(lines []polyline) area {
	a := area{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, l := range lines {
		for _, p := range l.points {
			a = area{min(a.left, p.x), min(a.top, p.y), max(a.right, p.x), max(a.bottom, p.y)}
		}
	}
	return a
}

func TestPairsAreKerned(t *testing.T) {
	l := lettered(t)
	if pair, apart := l.regular.row("AV").width, l.regular.row("A").width+l.regular.row("V").width; pair >= apart {
		t.Errorf("AV is %v wide, no less than A and V", pair)
	}
}

func TestMissingGlyphsAreBoxesAndNoted(t *testing.T) {
	l := lettered(t)
	lines := l.text("a支支払b\u200d", ink{size: 10}, point{0, 20}, 1)
	boxes := 0
	for _, line := range lines {
		if len(line.points) == 4 {
			boxes++
		}
	}
	if boxes != 6 { // an outer and an inner edge each
		t.Errorf("%d rectangles for three characters", boxes)
	}
	notes := l.notes()
	if len(notes) != 1 || notes[0].Message != "the font of the PNG lacks 2 characters, drawn as empty boxes: 支 払" || notes[0].Mend == "" {
		t.Errorf("notes %q", notes)
	}
	if wide := edges(lines).right; wide < 40 {
		t.Errorf("the text is %.1f wide, the boxes have no room", wide)
	}
	clear := lettered(t)
	clear.text("Zażółć gęślą jaźń → Москва", ink{size: 10}, point{}, 1)
	if notes := clear.notes(); notes != nil {
		t.Errorf("notes %q on European text", notes)
	}
	many := lettered(t)
	for r := '一'; r < '一'+40; r++ {
		many.text(string(r), ink{size: 10}, point{}, 1)
	}
	if m := many.notes()[0].Message; !strings.Contains(m, "lacks 40 characters") || !strings.HasSuffix(m, "...") {
		t.Errorf("note %q", m)
	}
}

func TestWordsFromRightToLeftAreTurned(t *testing.T) {
	for text, want := range map[string]string{
		"shop":            "shop",
		"shop שלום here":  "shop םולש here",
		"":                "",
		"שלום 12":         "12 םולש",
		"שלום 1.5 here":   "1.5 םולש here",
		"v2 שלום 12 עולם": "v2 םלוע 12 םולש",
		"שלום, here":      "םולש, here",
		"שלום":            "םולש",
		"a (שלום) b":      "a (םולש) b",
		"支払い -> checkout": "支払い -> checkout",
	} {
		if got := visual(text); got != want {
			t.Errorf("visual(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestAccentsAreJoinedToTheirLetters(t *testing.T) {
	l := lettered(t)
	one, two := edges(l.text("\u00e9", ink{size: 20}, point{0, 20}, 1)), edges(l.text("e\u0301", ink{size: 20}, point{0, 20}, 1))
	if one != two {
		t.Errorf("an accent of its own covers %v, want %v", two, one)
	}
}

func TestStruckTextHasALineThroughIt(t *testing.T) {
	l := lettered(t)
	plain, struck := l.text("shop", ink{size: 10}, point{0, 20}, 1), l.text("shop", ink{size: 10, struck: true}, point{0, 20}, 1)
	if len(struck) != len(plain)+1 {
		t.Fatalf("%d lines more", len(struck)-len(plain))
	}
	if a := edges(struck[len(plain):]); a.left != 0 || a.right < 20 || a.bottom-a.top > 1.5 || a.top < 14 || a.bottom > 20 {
		t.Errorf("the line is at %+v", a)
	}
}

func FuzzLettering(f *testing.F) {
	for _, text := range hostile {
		f.Add(text[:min(len(text), 400)])
	}
	f.Add("שלום (12) עולם")
	f.Fuzz(func(t *testing.T, text string) {
		l := lettered(t)
		for _, line := range l.text(text, ink{size: 11}, point{5, 5}, 2) {
			for _, p := range line.points {
				if math.IsNaN(p.x+p.y) || math.IsInf(p.x+p.y, 0) {
					t.Fatalf("%q has a point at %v", text, p)
				}
			}
		}
	})
}
