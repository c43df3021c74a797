package trial

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
)

// How much is said and drawn of a hostile text at most. A sketch that is larger than mostDrawn is not read back,
// as that takes long.
const (
	mostErrors   = 2001
	mostHints    = 600
	mostDrawn    = 25_000   // components and arrows
	longestName  = 4 * 200  // bytes
	longestLabel = 4 * 1000 // bytes
)

// Withstands reads texts that are large in one way each, by what they are large in. What takes more time than
// its size allows does not end; what comes of the rest is said in few words and can be drawn.
func (f Format) Withstands(t *testing.T, texts map[string]string) {
	t.Helper()
	for about, text := range texts {
		t.Run(about, func(t *testing.T) {
			f.Looks([]byte(text))
			sketch, found := f.Text(text)
			if c := diag.Count(found); c.Errors > mostErrors || c.Warnings+c.Notes > mostHints {
				t.Errorf("too much is said: %+v", c)
			}
			if len(sketch.Arrows) > len(text) {
				t.Errorf("%d arrows of %d bytes", len(sketch.Arrows), len(text))
			}
			for _, c := range sketch.Components {
				if len(c.Name) > longestName || len(c.Label) > longestLabel {
					t.Errorf("a name of %d bytes, a label of %d", len(c.Name), len(c.Label))
				}
			}
			if len(sketch.Components)+len(sketch.Arrows) < mostDrawn {
				Drawing(t, sketch)
			}
		})
	}
}

// Benchmark measures how long such texts take.
func (f Format) Benchmark(b *testing.B, texts map[string]string) {
	b.Helper()
	for _, about := range slices.Sorted(maps.Keys(texts)) {
		b.Run(strings.ReplaceAll(about, " ", "-"), func(b *testing.B) {
			b.SetBytes(int64(len(texts[about])))
			for b.Loop() {
				f.Text(texts[about])
			}
		})
	}
}

// Many is a text n times, with a separator between, and in each the number of it for every percent sign.
func Many(n int, separator, text string) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(separator)
		}
		b.WriteString(strings.ReplaceAll(text, "%", strconv.Itoa(i)))
	}
	return b.String()
}
