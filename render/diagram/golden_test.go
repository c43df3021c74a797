package diagram

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
)

// golden compares with testdata, or rewrites it if UPDATE=1.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (UPDATE=1 rewrites it):\n%s", name, diff)
	}
}

func drawn(t testing.TB, r *analysis.Report, layout Layouter) (string, Note) {
	t.Helper()
	var out bytes.Buffer
	note, err := SVG(context.Background(), &out, r, Options{Headline: "12 arrows: 3 break a journey alone"}, layout)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), note
}

func TestGoldens(t *testing.T) {
	r := cornerShop(t)
	golden(t, "corner-shop.request.dot", newScene(r).request(fullEffort))
	var dot bytes.Buffer
	if err := DOT(&dot, r); err != nil {
		t.Fatal(err)
	}
	golden(t, "corner-shop.dot", dot.Bytes())
	svg, note := drawn(t, r, Layout)
	if note != (Note{}) {
		t.Errorf("a note: %s", note.Message)
	}
	golden(t, "corner-shop.svg", []byte(svg))
	layers, _ := drawn(t, r, nil)
	golden(t, "corner-shop-layers.svg", []byte(layers))
}

func TestSameBytesEveryTime(t *testing.T) {
	for _, layout := range []Layouter{Layout, nil} {
		first, _ := drawn(t, platform(t), layout)
		for range 20 {
			if again, _ := drawn(t, platform(t), layout); again != first {
				t.Fatal("the same report gives other bytes")
			}
		}
	}
}
