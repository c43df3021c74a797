package importer_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/trial"
	"github.com/linewalk/linewalk/model/reimport"
	"github.com/linewalk/linewalk/model/yamlfile"
)

func drawn(path string) model.SketchEvidence {
	return model.SketchEvidence{File: "a.mmd", Path: path, Reading: "drawn", Confidence: model.Claimed}
}

func TestParallelArrows(t *testing.T) {
	line := func(label string, apart ...string) importer.Line {
		return importer.Line{From: "a", To: "b", Label: label, Apart: apart, Evidence: drawn(label)}
	}
	for _, c := range []struct {
		name  string
		lines []importer.Line
		want  []string
	}{
		{"one", []importer.Line{line("reads")}, []string{"a -> b"}},
		{"two labels", []importer.Line{line("reads"), line("writes")}, []string{"a -> b (reads)", "a -> b (writes)"}},
		{"a label and none", []importer.Line{line(""), line("writes")}, []string{"a -> b", "a -> b (writes)"}},
		{"the same twice", []importer.Line{line("reads"), line("reads")}, []string{"a -> b"}},
		{"none, but other IDs", []importer.Line{line("", "HTTPS", "x-1"), line("", "HTTPS", "x-2")}, []string{"a -> b (HTTPS)", "a -> b (x-2)"}},
		{"parentheses", []importer.Line{line("reads (often)"), line("reads [often]")}, []string{"a -> b (reads [often])", "a -> b (reads [often] 2)"}},
		{"the other way is not parallel", []importer.Line{line("x"), {From: "b", To: "a", Label: "y"}}, []string{"a -> b", "b -> a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var d importer.Diagram
			for _, l := range c.lines {
				d.Arrow(l)
			}
			if diff := cmp.Diff(c.want, trial.Arrows(d.Sketch())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEvidenceOfTheSameArrow(t *testing.T) {
	var d importer.Diagram
	d.Arrow(importer.Line{From: "a", To: "b", Label: "x", Tags: []string{"one"}, Evidence: drawn("first")})
	d.Arrow(importer.Line{From: "a", To: "b", Label: " x\n", Tags: []string{"two"}, Evidence: drawn("second")})
	k := d.Sketch()
	if len(k.Arrows) != 1 || len(k.Arrows[0].Evidence) != 2 || strings.Join(k.Arrows[0].Tags, " ") != "one two" {
		t.Errorf("%+v", k.Arrows)
	}
}

// TestComponentNames draws under IDs that no component of a drawing can have. The ID stays as an alias.
func TestComponentNames(t *testing.T) {
	var d importer.Diagram
	for _, id := range []string{"plain", "a->b", "f(x)", "f[x]", " two  blanks ", "", "x:{y", "a=>b", strings.Repeat("long", 100), "\x1b[31mred"} {
		d.Component(model.SketchComponent{Name: id})
	}
	var got []string
	for _, c := range d.Sketch().Components {
		got = append(got, c.Name)
	}
	want := []string{"plain", "a to b", "f[x] 2", "f[x]", "two blanks", "unnamed", "x: {y", "a to b 2", strings.Repeat("long", 100)[:195], "[31mred"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPlaces(t *testing.T) {
	var d importer.Diagram
	d.Component(model.SketchComponent{Name: "shop", In: []string{"west"}})
	d.Component(model.SketchComponent{Name: "west", In: []string{"cloud"}, Label: "West"})
	d.Component(model.SketchComponent{Name: "round", In: []string{"about"}})
	d.Component(model.SketchComponent{Name: "about", In: []string{"round"}})
	d.Component(model.SketchComponent{Name: "x", In: []string{"shop/inner"}})
	d.Component(model.SketchComponent{Name: "y", In: []string{"cloud/deep"}})
	d.Component(model.SketchComponent{Name: "cloud/deep", In: []string{"cloud"}})
	d.Arrow(importer.Line{From: "west", To: "shop", Evidence: drawn("")})
	text := reimport.Draw(d.Sketch(), "a.mmd", "x")
	s := trial.Parse(t, text)
	for _, c := range []struct{ inner, outer string }{{"shop", "west"}, {"west", "cloud"}, {"x", "shop-inner"}, {"y", "cloud/deep"}, {"cloud/deep", "cloud"}} {
		if home := s.Component(c.inner).Home(); home == nil || home.Name != c.outer {
			t.Errorf("%s lies in %v, want %s\n%s", c.inner, home, c.outer, text)
		}
	}
}

func TestTeamsAndJourneys(t *testing.T) {
	var d importer.Diagram
	d.Component(model.SketchComponent{Name: "shop", Owner: "web"})
	d.Component(model.SketchComponent{Name: "db", Owner: "mia"})
	d.Team(model.SketchTeam{Name: "ops", People: []string{"mia", "tom"}})
	one := d.Arrow(importer.Line{From: "user", To: "shop", Evidence: drawn("1")})
	two := d.Arrow(importer.Line{From: "user", To: "shop", Label: "again", Evidence: drawn("2")})
	d.Journey(importer.Journey{Name: "buy -> it", Who: "user", Steps: []int{one, two, one}})
	d.Journey(importer.Journey{Name: "nothing"})
	d.Monitor(model.SketchMonitor{Name: "db-health", Watches: []string{"db", "unknown"}})
	s := trial.Drawing(t, d.Sketch())
	if len(s.Journeys) != 1 || s.Journeys[0].Name != "buy to it" || len(s.Journeys[0].Steps.Value) != 2 || len(s.Monitors) != 1 || len(s.Teams) != 2 {
		t.Errorf("%d journeys, %d monitors, %d teams", len(s.Journeys), len(s.Monitors), len(s.Teams))
	}
}

// TestAnyDiagramIsADrawing makes diagrams of hostile words at random. Whatever a file calls things, the
// drawing of it can be read, and has as many components and at most as many arrows.
func TestAnyDiagramIsADrawing(t *testing.T) {
	words := []string{
		"a", "b", "shop", "->", "-->", "=>", "(", ")", "[", "]", "{", ":", "#", " ", "\n", "\t", "'", `"`, "\\", "*", "&", "!", "|", ">", "<", "%", "@", "`", ",", "?", "-",
		"~", "null", "true", "1", "0x1", "2026-01-01", "\u2192", "\u00e9", "\U0001F600", "\u202e", "/", "/x", "..", "<<", "=", "nobody", "linewalk", "- >", "\x00", "\xff", "to", " to ", "y",
	}
	for seed := range uint64(3000) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		word := func() string {
			var b strings.Builder
			for range rnd.IntN(4) {
				b.WriteString(words[rnd.IntN(len(words))])
			}
			return b.String()
		}
		var d importer.Diagram
		d.System = word()
		var ids []string
		for range 1 + rnd.IntN(6) {
			id := word()
			ids = append(ids, id)
			c := model.SketchComponent{Name: id, Label: word(), Kind: model.ComponentKinds()[rnd.IntN(5)]}
			if rnd.IntN(3) == 0 {
				c.Owner = word()
			}
			if rnd.IntN(3) == 0 {
				c.In = []string{ids[rnd.IntN(len(ids))]}
			}
			if rnd.IntN(4) == 0 {
				c.Aliases, c.Tags = []string{word()}, []string{word()}
			}
			d.Component(c)
		}
		id := func() string { return ids[rnd.IntN(len(ids))] }
		var steps []int
		for n := range rnd.IntN(8) {
			steps = append(steps, d.Arrow(importer.Line{From: id(), To: id(), Label: word(), Via: word(), Apart: []string{word()}, Evidence: drawn(fmt.Sprint(n, word()))}))
		}
		if rnd.IntN(2) == 0 {
			d.Journey(importer.Journey{Name: word(), Who: id(), Steps: steps})
			d.Team(model.SketchTeam{Name: word(), People: []string{word()}})
			d.Monitor(model.SketchMonitor{Name: word(), Watches: []string{id()}})
		}
		k := d.Sketch()
		text := reimport.Draw(k, word(), "x")
		s, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("shop.yaml", []byte(text), yamlfile.Options{})})
		if diag.Worst(found) == diag.Error {
			t.Fatalf("seed %d: %v\n%s", seed, found, text)
		}
		if len(s.Arrows) != len(k.Arrows) {
			t.Fatalf("seed %d: %d arrows, want %d\n%s", seed, len(s.Arrows), len(k.Arrows), text)
		}
	}
}
