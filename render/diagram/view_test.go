package diagram

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// analysed is the report of a drawing, without rules.
func analysed(t testing.TB, text string) *analysis.Report {
	t.Helper()
	s, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("shop.yaml", []byte("linewalk: 1\n"+text), yamlfile.Options{})})
	for _, d := range found {
		if d.Level == diag.Error {
			t.Fatalf("%s: %s", d.Span, d.Message)
		}
	}
	return analysis.Run(s, nil, analysis.Options{Today: model.Date{Year: 2026, Month: 11, Day: 22}})
}

const shopDrawing = `
system: Shop
teams: {web: {people: [ana, li], on-call: 24x7}, pay: {people: [raj], on-call: 24x7}}
components:
  user: person
  shop: {owner: web, experts: [ana, li]}
  search: {owner: web}
  pay: {owner: pay}
  bank: {kind: external, owner: pay}
  index: {kind: database, owner: web}
  reports: {owner: web}
arrows:
  user -> shop: {if-down: breaks, monitors: [{signal: synthetic, alert: {name: A, after: 5m, tells: web}}]}
  shop -> pay: {if-down: breaks after 10m, owner: pay, monitors: [{signal: errors, alert: {name: B, after: 2h, tells: pay}}]}
  pay -> bank: {if-down: breaks}
  shop -> search: {if-down: degrades}
  search -> index: {kind: query, if-down: breaks, monitors: none}
  index -> reports: {kind: batch, if-down: nothing}
journeys:
  buy: {who: user, steps: [user -> shop, shop -> pay], optional: [shop -> search], worth: 100 EUR/min}
  find: {who: user, steps: [user -> shop, shop -> search], worth: 10 EUR/min}
`

// sights lists what a picture shows: the arrows and components with their states, + for what is lit.
func sights(t *testing.T, r *analysis.Report, o Options) []string {
	t.Helper()
	var out bytes.Buffer
	if _, err := SVG(context.Background(), &out, r, o, nil); err != nil {
		t.Fatal(err)
	}
	var all []string
	d := xml.NewDecoder(&out)
	inside, lit := false, false
	for {
		token, err := d.Token()
		if err != nil {
			break
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		classes := strings.Fields(attributeOf(e, "class"))
		switch {
		case e.Name.Local == "g":
			inside = slices.Contains(classes, "arrow") || slices.Contains(classes, "component")
			lit = slices.Contains(classes, "lit")
		case inside && e.Name.Local == "title":
			name, _, _ := strings.Cut(textOf(t, d), "\n")
			name, _, _ = strings.Cut(name, ": service")
			if lit {
				name += " +"
			}
			all = append(all, name)
		case inside && slices.Contains(classes, "when"):
			all[len(all)-1] += " (" + textOf(t, d) + ")"
		}
	}
	slices.Sort(all)
	return all
}

func attributeOf(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func textOf(t *testing.T, d *xml.Decoder) string {
	t.Helper()
	token, err := d.Token()
	if err != nil {
		t.Fatal(err)
	}
	text, _ := token.(xml.CharData)
	return string(text)
}

func TestAJourneyShowsItsStepsAndWhatHurtsIt(t *testing.T) {
	r := analysed(t, shopDrawing)
	want := []string{
		"1: shop -> search +",
		"2: search -> index",
		"3: user -> shop +",
		"4: shop -> pay +",
		"5: pay -> bank",
		"bank: external, owner pay",
		"index: database, owner web",
		"pay +",
		"search +",
		"shop +",
		"user: person +",
	}
	if diff := cmp.Diff(want, sights(t, r, Options{View: OfJourney(r.System.Journeys[0])})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnOwnerShowsWhatIsTheirsAndItsNeighbours(t *testing.T) {
	r := analysed(t, shopDrawing)
	want := []string{
		"4: shop -> pay +",
		"5: pay -> bank +",
		"bank: external, owner pay +",
		"pay +",
		"shop +",
	}
	if diff := cmp.Diff(want, sights(t, r, Options{View: OfOwner("pay")})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAFailureShowsWhatBecomesOfEverything(t *testing.T) {
	r := analysed(t, shopDrawing)
	q, wrong := analysis.NewQuestion(r.System, []string{"pay -> bank"}, propagation.Down)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	w := analysis.Ask(r.System, q, analysis.Options{Today: r.Today})
	want := []string{
		"1: shop -> search",
		"2: search -> index",
		"3: user -> shop + (fails after 10m)",
		"4: shop -> pay + (fails at once)",
		"5: pay -> bank + (fails)",
		"6: index -> reports",
		"bank: external, owner pay +",
		"index: database, owner web",
		"pay + (down at once)",
		"reports",
		"search",
		"shop + (down after 10m)",
		"user: person +",
	}
	if diff := cmp.Diff(want, sights(t, r, Options{View: OfFailure("x", q, w.IfDown)})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestColoursCarryATag(t *testing.T) {
	r := analysed(t, shopDrawing)
	for by, want := range map[Colouring][]string{
		ByHarm:     {"", "", "", "", "", ""},
		ByCoverage: {"tone-good 4 of 4", "tone-poor 3 of 4", "tone-poor 1 of 4", "tone-poor 1 of 4", "tone-poor 1 of 4", "tone-poor 1 of 4"},
		ByNotice: {
			"tone-good told after 5m", "tone-good told after 15m", "tone-good told after 15m", "tone-bad nobody told",
			"tone-bad nobody told", "tone-bad nobody told",
		},
		ByOwner: {"tone-owner-1 We", "tone-owner-2 Pa", "tone-owner-2 Pa", "tone-owner-1 We", "tone-owner-1 We", "tone-owner-1 We"},
		ByWorth: {
			"tone-bad 110 EUR/min", "tone-bad 110 EUR/min", "tone-bad 110 EUR/min", "tone-poor 35 EUR/min", "tone-poor 35 EUR/min", "tone-plain",
		},
		ByBusFactor: {"tone-good 2 or more", "tone-poor 1", "tone-bad 0", "tone-bad 0", "tone-bad 0", "tone-bad 0"},
	} {
		p := newPalette(by, r)
		var got []string
		for _, x := range r.Answers {
			tone := p.tone([]*analysis.Answer{x})
			got = append(got, strings.TrimSpace(tone.class+" "+tone.tag))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("by %s (-want +got):\n%s", by, diff)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"payments": "Pa", "web team": "WT", "x": "X", "a-b-c-d": "ABC", "": "", "«»": "", "日本": "日本", "équipe": "Éq",
	} {
		if got := initials(name); got != want {
			t.Errorf("initials of %q are %q, want %q", name, got, want)
		}
	}
}

// carpet is a drawing too large for one picture: n stages of three arrows, in two regions of two teams.
func carpet(n int) string {
	var b strings.Builder
	b.WriteString("system: Carpet\nteams: {red: {people: [ana]}, blue: {people: [li]}}\ncomponents:\n  user: person\n")
	for i := range n {
		fmt.Fprintf(&b, "  a%d: {owner: %s, in: region-%d}\n  b%d: {owner: red, in: region-%d}\n", i, []string{"red", "blue"}[i%2], i%4, i, i%4)
	}
	b.WriteString("arrows:\n  user -> a0: {if-down: breaks}\n")
	for i := range n - 1 {
		fmt.Fprintf(&b, "  a%d -> a%d: {if-down: breaks}\n  a%d -> b%d: {if-down: nothing}\n  b%d -> a%d: {if-down: nothing}\n", i, i+1, i, i, i, i+1)
	}
	b.WriteString("journeys:\n  go: {who: user, steps: [user -> a0]}\n")
	return b.String()
}

func TestALargeDrawingIsSeenFromAfar(t *testing.T) {
	r := analysed(t, carpet(160))
	var out bytes.Buffer
	note, err := SVG(context.Background(), &out, r, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), `class="group"`); n != 5 {
		t.Errorf("%d groups are drawn, want four regions and the people", n)
	}
	if strings.Contains(out.String(), `class="arrow"`) {
		t.Error("single arrows are drawn")
	}
	if !strings.Contains(note.Message, "478 arrows are too many for one picture") || note.Mend == "" {
		t.Errorf("the note is %q, %q", note.Message, note.Mend)
	}
}

func TestPartsShowEveryArrow(t *testing.T) {
	r := analysed(t, carpet(160))
	drawn := map[*analysis.Answer]bool{}
	parts := Parts(r)
	var names []string
	for _, v := range parts {
		names = append(names, v.Name)
		for _, x := range v.draws(r.Answers) {
			drawn[x] = true
		}
	}
	if diff := cmp.Diff([]string{"journey go", "owner red", "owner blue"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(drawn) != len(r.Answers) {
		t.Errorf("%d of %d arrows are in a part", len(drawn), len(r.Answers))
	}
	if parts := Parts(analysed(t, shopDrawing)); parts != nil {
		t.Errorf("a small drawing is taken apart into %d", len(parts))
	}
}
