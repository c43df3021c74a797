package threagile_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/threagile"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// TestNames draws names that are awkward in a drawing.
func TestNames(t *testing.T) {
	type object map[string]any
	for _, name := range []string{
		"<b>x</b>", "a -> b", "a -> b (c)", "(", ")", "x: y", "x #y", "- x", "null", "'", "\"", "\x1b]8;;http://evil\a", "\u202ex", "a/b/c",
		strings.Repeat("long ", 20_000), "\u00e9", "\x00", "{", "[x", "*x", "&x", "!x", "%", "@", "`", "x\ny", "\ufffd",
	} {
		text, err := json.Marshal(object{
			"title": name,
			"technical_assets": object{
				name: object{"id": name, "communication_links": object{name: object{"target": name, "protocol": name}, "y": object{"target": name}}},
				"B":  object{"id": "b"},
			},
			"trust_boundaries": object{name: object{"id": name, "technical_assets_inside": []string{"b"}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		sketch, found := format.Text(string(text))
		if diag.Worst(found) == diag.Error || len(sketch.Arrows) != 2 {
			t.Errorf("%.40q: %d arrows, %v", name, len(sketch.Arrows), found)
		}
		trial.Drawing(t, sketch)
	}
}

// TestHuge reads models that are large in every way there is. The test would not end in time if any of them
// took more than its size allows.
func TestHuge(t *testing.T) {
	const size = 1 << 20
	format.Withstands(t, map[string]string{
		"one title":         "technical_assets:\n  " + strings.Repeat("x", size) + ": {id: a}\n",
		"one label":         "technical_assets:\n  A: {id: a, communication_links: {'" + strings.Repeat("-> ", size/3) + "': {target: a}}}\n",
		"one line":          "technical_assets: {" + trial.Many(size/20, "", "A%: {id: a%}, ") + "}",
		"deep":              "technical_assets:\n  A: " + strings.Repeat("[", size),
		"deep JSON":         `{"technical_assets": ` + strings.Repeat(`{"a":`, size/5),
		"unknown targets":   "technical_assets:\n  A: {id: a}\n" + trial.Many(size/60, "", "  B%: {id: b%, communication_links: {x: {target: c%}}}\n"),
		"one pair":          "technical_assets:\n  A:\n    id: a\n    communication_links:\n" + trial.Many(size/25, "", "      x%: {target: a}\n"),
		"one pair, unnamed": `{"technical_assets": {"A": {"id": "a", "communication_links": [` + trial.Many(size/20, "", `{"target_id": "a"},`) + `{"target_id": "a"}]}}}`,
		"nested":            "technical_assets: {A: {id: a}}\ntrust_boundaries:\n  B0: {id: b0, technical_assets_inside: [a]}\n" + trial.Many(size/80, "", "  C%: {id: c%, trust_boundaries_nested: [b%, c%]}\n  B%: {id: b%x}\n"),
		"runtimes":          "technical_assets: {A: {id: a}, B: {id: b}}\nshared_runtimes:\n" + trial.Many(size/50, "", "  R%: {id: r%, technical_assets_running: [a, b]}\n"),
		"aliases":           "x: &a [1]\ny: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nz: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nw: &d [*c, *c, *c, *c, *c, *c, *c, *c]\nv: &e [*d, *d, *d, *d, *d, *d, *d, *d]\nu: &f [*e, *e, *e, *e, *e, *e, *e, *e]\nt: &g [*f, *f, *f, *f, *f, *f, *f, *f]\n",
	})
}

func FuzzRead(f *testing.F) {
	format.Fuzz(f, `{"technical_assets": {"A": {"id": "a", "communication_links": [{"title": "x", "target_id": "a"}]}}}`)
}

// BenchmarkRead reads 5,000 assets that each speak to another.
func BenchmarkRead(b *testing.B) {
	const n = 5000
	var text strings.Builder
	text.WriteString("threagile_version: 1.0.0\ntitle: Large\ntechnical_assets:\n")
	for i := range n {
		fmt.Fprintf(&text, "  Asset %d:\n    id: asset-%d\n    description: one of many\n    type: process\n    usage: business\n    technology: web-service-rest\n    tags:\n    communication_links:\n      Traffic:\n        target: asset-%d\n        protocol: https\n        usage: business\n", i, i, (i*7+3)%n)
	}
	files := []importer.File{{Name: "m.yaml", Text: []byte(text.String())}}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if sketch, _ := threagile.Read(files); len(sketch.Arrows) != n {
			b.Fatal(len(sketch.Arrows))
		}
	}
}
