package diagram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestWithoutALayoutThereIsAPictureAndANote(t *testing.T) {
	answer, err := Layout(context.Background(), newScene(cornerShop(t)).request(fullEffort))
	if err != nil {
		t.Fatal(err)
	}
	gives := func(json string) Layouter {
		return func(context.Context, []byte) ([]byte, error) { return []byte(json), nil }
	}
	for _, c := range []struct {
		name   string
		layout Layouter
		says   string
	}{
		{"no layouter", nil, "it is not at hand"},
		{"it fails", func(context.Context, []byte) ([]byte, error) { return nil, errors.New("no answer within 5s") }, "no answer within 5s"},
		{"no JSON", gives("Error: syntax"), "its answer is no JSON"},
		{"an empty object", gives("{}"), `its answer has "" for 4 numbers`},
		{"nothing placed", gives(`{"bb":"0,0,10,10"}`), "its answer lacks a part of the graph"},
		{"not a number", gives(strings.Replace(string(answer), `"bb": "0,0,`, `"bb": "0,NaN,`, 1)), `its answer has "NaN" for a number`},
		{"a box is missing", gives(strings.Replace(string(answer), `"name": "n3"`, `"name": "n999"`, 1)), "its answer lacks a part of the graph"},
		{"an arrow is missing", gives(strings.Replace(string(answer), `"id": "h3"`, `"id": "h999"`, 1)), "its answer lacks a part of the graph"},
	} {
		t.Run(c.name, func(t *testing.T) {
			svg, note := drawn(t, cornerShop(t), c.layout)
			if want := "no layout from Graphviz (" + c.says; !strings.HasPrefix(note.Message, want) {
				t.Errorf("the note says %q, want %q", note.Message, want)
			}
			if note.Mend == "" {
				t.Error("the note has no remedy")
			}
			if n := strings.Count(svg, `class="arrow"`); n != 12 {
				t.Errorf("%d of 12 arrows are drawn", n)
			}
			for _, place := range []string{">aws<", ">eu-west-1<"} {
				if !strings.Contains(svg, place) {
					t.Errorf("%q is told nowhere", place)
				}
			}
		})
	}
}

func TestACancelledPictureIsNone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out bytes.Buffer
	_, err := SVG(ctx, &out, cornerShop(t), Options{}, func(ctx context.Context, _ []byte) ([]byte, error) { return nil, ctx.Err() })
	if !errors.Is(err, context.Canceled) || out.Len() > 0 {
		t.Errorf("error %v and %d bytes, want a cancelled run and none", err, out.Len())
	}
}

func TestGraphvizIsNotAskedForTheImpossible(t *testing.T) {
	for _, c := range []struct {
		boxes, arrows int
		asked         bool
	}{
		{35, 60, true},
		{200, 300, true},
		{200, 301, false},
		{150, 150, true},
		{70, 151, false}, // more than 150, two a box
		{60, 150, true},
		{61, 244, false}, // dense
		{601, 0, false},
	} {
		s := &scene{boxes: make([]*box, c.boxes), links: make([]*link, c.arrows)}
		if s.tooDense() == c.asked {
			t.Errorf("%d boxes, %d arrows: asked %v, want %v", c.boxes, c.arrows, !c.asked, c.asked)
		}
	}
}

func TestAGraphTooDenseForGraphvizIsSeenFromAfar(t *testing.T) {
	var arrows strings.Builder
	for i := range 25 {
		for j := range 25 {
			if i != j {
				fmt.Fprintf(&arrows, "n%d -> n%d call untouched nnnn\n", i, j)
			}
		}
	}
	svg, note := drawn(t, sketched(t, "complete", "", arrows.String()), Layout)
	if !strings.HasPrefix(note.Message, "600 arrows are too many for one picture; drawn from afar") {
		t.Errorf("the note says %q", note.Message)
	}
	if !strings.Contains(svg, `class="bundle"`) || strings.Contains(svg, `class="arrow"`) {
		t.Error("there are single arrows, or no bundles")
	}
}

func TestAnEmptyReportIsAPicture(t *testing.T) {
	for _, layout := range []Layouter{Layout, nil} {
		svg, _ := drawn(t, newSketch(t, "nothing yet").done(), layout)
		if !strings.Contains(svg, ">nothing yet<") || strings.Contains(svg, `class="legend"`) {
			t.Error(svg)
		}
	}
}

func TestLegendExplainsWhatOccursAlone(t *testing.T) {
	legendOf := func(arrows string) string {
		svg, _ := drawn(t, sketched(t, "x", "", arrows), nil)
		_, legend, _ := strings.Cut(svg, `<g class="legend">`)
		return legend
	}
	words := []string{">yes<", ">no<", ">unknown<", "breaks a journey", "degrades a journey", "hurts no journey", "request:", "flow:", "planned", "fallback"}
	for _, c := range []struct {
		arrows string
		want   []string
	}{
		{"a -> b call broken yyyy", []string{">yes<", "breaks a journey", "request:"}},
		{"a -> b event masked nn?n", []string{">no<", ">unknown<", "hurts no journey", "flow:"}},
		{"a -> b batch degraded nnnn", []string{">no<", "degrades a journey", "flow:"}},
	} {
		legend := legendOf(c.arrows)
		var got []string
		for _, w := range words {
			if strings.Contains(legend, w) {
				got = append(got, w)
			}
		}
		if strings.Join(got, " ") != strings.Join(c.want, " ") {
			t.Errorf("%s: the legend has %q, want %q", c.arrows, got, c.want)
		}
	}
	var out bytes.Buffer
	if _, err := SVG(context.Background(), &out, cornerShop(t), Options{NoLegend: true}, nil); err != nil || strings.Contains(out.String(), "legend") {
		t.Errorf("a legend although none is wanted (%v)", err)
	}
}
