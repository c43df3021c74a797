package trial

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// longestMessage is how many characters a diagnostic may have, as diag states it.
const longestMessage = 100

// Sound holds what is true of any text, however hostile: reading it ends, twice with the same Sketch, the
// Sketch is whole and can be drawn, and all that is said has its place and can be printed.
func (f Format) Sound(t testing.TB, text []byte) {
	t.Helper()
	f.Looks(text)
	sketch, found := f.Text(string(text))
	again, _ := f.Text(string(text))
	if diff := cmp.Diff(sketch, again); diff != "" {
		t.Errorf("read again, it is another sketch (-first +again):\n%s", diff)
	}
	f.soundWords(t, found, len(text))
	soundSketch(t, sketch)
	if f.Also != nil {
		f.Also(t, sketch, found)
	}
	if s := Drawing(t, sketch); len(s.Arrows) != len(sketch.Arrows) {
		t.Errorf("%d arrows are drawn, want %d", len(s.Arrows), len(sketch.Arrows))
	}
}

// soundWords holds that diagnostics about a text of so many bytes are of the rule of all importers, lie in the
// text, and say something short that no terminal obeys.
func (f Format) soundWords(t testing.TB, found []diag.Diagnostic, size int) {
	t.Helper()
	for _, d := range found {
		if d.Span.IsZero() || d.Span.File == f.Name && int(d.Span.End.Offset) > size || d.Rule != importer.ReadImport || d.Level == 0 {
			t.Errorf("it has no place in the text, no level or another rule: %+v", d)
		}
		if d.Message == "" || utf8.RuneCountInString(d.Message) > longestMessage || strings.ContainsFunc(d.Message, obeyed) {
			t.Errorf("it is empty, too long or no plain text: %q", d.Message)
		}
	}
}

// obeyed tells whether terminals do not show a character, but do what it says.
func obeyed(c rune) bool { return unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) }

// soundSketch holds that all components have names of their own, and that arrows, places and journeys speak of
// nothing else.
func soundSketch(t testing.TB, k *model.Sketch) {
	t.Helper()
	components := map[string]bool{}
	for _, c := range k.Components {
		if components[c.Name] || strings.TrimSpace(c.Name) == "" || strings.ContainsFunc(c.Name+c.Label, unicode.IsControl) {
			t.Errorf("component %q with label %q", c.Name, c.Label)
		}
		components[c.Name] = true
	}
	for _, c := range k.Components {
		for _, place := range c.In {
			if !components[place] {
				t.Errorf("%q is in %q, which is not there", c.Name, place)
			}
		}
	}
	arrows := map[string]bool{}
	for _, a := range k.Arrows {
		if arrows[a.Name()] || !components[a.From] || !components[a.To] || len(a.Evidence) == 0 {
			t.Errorf("arrow %q", a.Name())
		}
		arrows[a.Name()] = true
	}
	for _, j := range k.Journeys {
		for _, step := range j.Steps {
			if !arrows[step] {
				t.Errorf("the journey %q goes along %q, which is no arrow", j.Name, step)
			}
		}
	}
}

// Mended holds, as Also of a Format, that each error says what mends it.
func Mended(t testing.TB, _ *model.Sketch, found []diag.Diagnostic) {
	t.Helper()
	for _, d := range found {
		if d.Level == diag.Error && d.Mend == "" {
			t.Errorf("nothing mends it: %s: %s", d.Span, d.Message)
		}
	}
}

// Apart holds, as Also of a Format, that the ends of each arrow are two.
func Apart(t testing.TB, k *model.Sketch, _ []diag.Diagnostic) {
	t.Helper()
	for _, a := range k.Arrows {
		if a.From == a.To {
			t.Errorf("an arrow to itself: %q", a.Name())
		}
	}
}
