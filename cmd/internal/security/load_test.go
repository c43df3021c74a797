package security_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// tangle is a drawing of so many components and arrows between any of them.
func tangle(components, arrows int) string {
	dice := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	b.WriteString(head + "system: Tangle\narrows:\n")
	for n := range arrows {
		fmt.Fprintf(&b, "  c%d -> d%d (%d): {if-down: breaks}\n", dice.IntN(components/2), dice.IntN(components/2), n)
	}
	return b.String()
}

// tangled is drawn more simply when the layout takes too long, and no process goes on with it.
func tangled(t *testing.T) {
	s := newScene(t, tangle(100, 400))
	s.run("render", "--layout-timeout", "500ms", "-o", "o.svg", "linewalk.yaml").exits(0)
	xmlOf("svg title desc style g rect circle ellipse path text")(t, s.read("o.svg"))
	s.alone()
}

// alone wants no process left that works below the folders of the scene.
func (s *scene) alone() {
	s.Helper()
	folders, err := filepath.Glob("/proc/[0-9]*/cwd")
	if err != nil {
		s.Fatal(err)
	}
	for _, folder := range folders {
		if works, err := os.Readlink(folder); err == nil && strings.HasPrefix(works, filepath.Dir(s.folder)) {
			s.Errorf("%s is left in %s", folder, works)
		}
	}
}

// complete is judged and drawn.
func complete(t *testing.T) {
	var b strings.Builder
	b.WriteString(head + "arrows:\n")
	for from := range 100 {
		for to := range 100 {
			if from != to {
				fmt.Fprintf(&b, "  c%d -> c%d: {if-down: breaks}\n", from, to)
			}
		}
	}
	s := newScene(t, b.String())
	s.run("check", "linewalk.yaml").exits(1)
	s.run("render", "-o", "o.svg", "linewalk.yaml").exits(0)
	s.alone()
}

// longLabel is cut in the picture, and refused above 64 kB.
func longLabel(t *testing.T) {
	label := func(size int) string {
		return head + "arrows:\n  a -> b:\n    if-down: breaks\n    label: " + strings.Repeat("long ", size/5) + "x\n"
	}
	reading(t, label(1<<20)).expect("5:12: a text of more than 64 kB [read-limit]")
	s := newScene(t, label(60<<10))
	s.run("render", "-o", "o.svg", "linewalk.yaml").exits(0)
	for _, text := range drawnTexts(t, s.read("o.svg")) {
		if n := len([]rune(text)); n > 80 {
			t.Errorf("%d characters are drawn", n)
		}
	}
}

// manyLines are three at most in the picture.
func manyLines(t *testing.T) {
	s := newScene(t, head+`arrows: {a -> b: {if-down: breaks, label: "`+strings.Repeat(`q\n`, 30_000)+`"}}`)
	s.run("render", "-o", "o.svg", "linewalk.yaml").exits(0)
	drawn := 0
	for _, text := range drawnTexts(t, s.read("o.svg")) {
		if strings.HasPrefix(text, "q") {
			drawn++
		}
	}
	if drawn == 0 || drawn > 3 {
		t.Errorf("%d lines are drawn", drawn)
	}
}

// drawnTexts are the texts that are seen in a picture.
func drawnTexts(t *testing.T, picture string) (texts []string) {
	t.Helper()
	inside := ""
	for d := xml.NewDecoder(strings.NewReader(picture)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			inside = x.Name.Local
		case xml.EndElement:
			inside = ""
		case xml.CharData:
			if inside == "text" || inside == "tspan" {
				texts = append(texts, string(x))
			}
		}
	}
}

// manyPictures are the same at once as one by one, and after one that failed.
func manyPictures(t *testing.T) {
	s := newScene(t, quiet)
	s.run("render", "--layout-timeout", "1m", "-o", "o.svg", "linewalk.yaml").exits(0)
	want := s.read("o.svg")
	s.run("render", "--layout-timeout", "1ns", "-o", "failed.svg", "linewalk.yaml").exits(0).says("no layout from Graphviz")
	scenes := make([]*scene, 12)
	var together sync.WaitGroup
	for i := range scenes {
		scenes[i] = newScene(t, quiet)
		together.Go(func() { scenes[i].finish([]string{"render", "--layout-timeout", "2m", "-o", "o.svg", "linewalk.yaml"}) })
	}
	together.Wait()
	for _, one := range scenes {
		if one.read("o.svg") != want {
			t.Error("the picture is another")
		}
	}
}

// ladder is a drawing of 40 pools in a row, with arrows back from each: cycles everywhere, and very many
// ways to break the journey.
func ladder(t *testing.T) {
	var b strings.Builder
	b.WriteString(head + "teams:\n")
	for n := range 40 {
		fmt.Fprintf(&b, "  team-%d: {people: [p%d, p%d, p%d], on-call: 24x7}\n", n, n*7%31, n*11%31, n*13%31)
	}
	b.WriteString("arrows:\n")
	for n := range 40 {
		for _, side := range []string{"a", "b"} {
			fmt.Fprintf(&b, "  %s%d -> a%d: {if-down: breaks, pool: p%s%d, needs: 1, owner: team-%d}\n", side, n, n+1, side, n, n)
			fmt.Fprintf(&b, "  %s%d -> b%d: {if-down: [degrades, breaks after %dm], pool: p%s%d, needs: 1, owner: team-%d}\n", side, n, n+1, n+1, side, n, n)
			fmt.Fprintf(&b, "  %s%d -> a%d (back): {kind: event, if-down: breaks}\n", side, n+1, n)
		}
	}
	b.WriteString("journeys: {climb: {steps: [a0 -> a1], worth: 10 USD/min}}\n")
	s := newScene(t, b.String())
	s.run("check", "linewalk.yaml").exits(1)
	s.run("people", "linewalk.yaml").exits(0)
	s.run("next", "linewalk.yaml").exits(0)
	s.run("whatif", "--fail", "a40", "linewalk.yaml").exits(0)
}

// multitude is a drawing of 100,000 arrows. What is left out of its picture is said.
func multitude(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 6))
	var b strings.Builder
	b.WriteString(head + "system: Multitude\narrows:\n")
	for n := range 100_000 {
		fmt.Fprintf(&b, "  c%d -> c%d: {if-down: breaks}\n", dice.IntN(n+1), n+1)
	}
	s := newScene(t, b.String())
	s.run("check", "linewalk.yaml").exits(1).says("100000 arrows")
	s.run("render", "-o", "o.svg", "linewalk.yaml").exits(0).says("100000 arrows are too many for one picture; drawn from afar")
}
