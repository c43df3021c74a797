package diagram

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
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

// Each arrow is drawn by itself in one of the parts, or counted as one that is not: as the pictures have it, in
// which too much is drawn from afar.
func TestPartsShowEveryArrow(t *testing.T) {
	plain := regexp.MustCompile(`teams: .*\n|owner: \w+, |journeys:\n.*\n`).ReplaceAllString(carpet(160), "")
	for _, tc := range []struct {
		name, drawing string
		most          int
		views         []string
		left, unseen  int
	}{
		{"owners", carpet(160), 24, []string{"journey go", "owner red", "owner blue", "group region-1", "group region-3", "group region-0", "group region-2"}, 0, 0},
		{"no owners, no journeys", plain, 24, []string{"group region-1", "group region-3", "group region-0", "group region-2"}, 0, 0},
		{"little room", plain, 2, []string{"group region-1", "group region-3"}, 2, 81},
		{"hardly any room", plain, 1, []string{"group region-1"}, 3, 278},
	} {
		r := analysed(t, tc.drawing)
		album := Parts(r, tc.most)
		drawn := map[string]bool{}
		var names []string
		for _, v := range album.Views {
			names = append(names, v.Name)
			var out bytes.Buffer
			if _, err := SVG(context.Background(), &out, r, Options{View: v, Page: &Page{Link: func(*analysis.Answer) string { return "#" }}}, nil); err != nil {
				t.Fatal(err)
			}
			for _, match := range regexp.MustCompile(`<g class="arrow[^>]* data-arrow="(\d+)"`).FindAllStringSubmatch(out.String(), -1) {
				drawn[match[1]] = true
			}
		}
		if diff := cmp.Diff(tc.views, names); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
		if len(album.Left) != tc.left || album.Unseen != tc.unseen {
			t.Errorf("%s: %d parts are left, and %d arrows unseen", tc.name, len(album.Left), album.Unseen)
		}
		if got := len(r.Answers) - len(drawn); got != album.Unseen {
			t.Errorf("%s: %d of %d arrows are in no picture by themselves, and %d are said to be", tc.name, got, len(r.Answers), album.Unseen)
		}
	}
	if album := Parts(analysed(t, shopDrawing), 24); len(album.Views) > 0 || album.Unseen > 0 {
		t.Errorf("a small drawing is taken apart into %d", len(album.Views))
	}
}

// What becomes of parts is written where no other words are: each text of a failure has room of its own.
func TestTimesOfAFailureCoverNoOtherWords(t *testing.T) {
	r := analysed(t, `
system: Shop
components: {shop: service, pay: service, mail: queue, log: database, bank: service, ops: person}
arrows:
  shop -> pay (cards): {label: take the money of the customer, if-down: [degrades after 10m, breaks after 3h]}
  shop -> pay (refunds): {label: give the money back again, if-down: [degrades after 20m, breaks after 4h]}
  shop -> pay (vouchers): {label: what is left on the voucher, if-down: degrades}
  pay -> mail: {kind: event, label: what was paid and by whom, if-down: breaks after 2h}
  pay -> log: {label: write it all down, if-down: breaks}
  bank -> shop: {label: how much is on the account, if-down: [degrades after 1h, breaks after 26h]}
  ops -> shop: {if-down: breaks}
`)
	q, wrong := analysis.NewQuestion(r.System, []string{"pay -> log"}, propagation.Down)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	var out bytes.Buffer
	o := Options{View: OfFailure("without the log", q, analysis.Ask(r.System, q, analysis.Options{}).IfDown), NoLegend: true}
	if _, err := SVG(context.Background(), &out, r, o, nil); err != nil {
		t.Fatal(err)
	}
	texts := writings(t, &out)
	times := 0
	for i, a := range texts {
		if a.told {
			times++
		}
		for _, b := range texts[:i] {
			if (a.told || b.told) && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
				t.Errorf("%q and %q lie on each other", a.text, b.text)
			}
		}
	}
	if times < 8 {
		t.Errorf("%d times are told, which shows nothing", times)
	}
}

// A writing is a text and where it is.
type writing struct {
	area

	text string
	told bool
}

// writings lists the texts of a picture that stand in the middle of their place.
func writings(t *testing.T, r *bytes.Buffer) []writing {
	t.Helper()
	var all []writing
	for d := xml.NewDecoder(r); ; {
		token, err := d.Token()
		if err != nil {
			return all
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "text" {
			continue
		}
		classes := strings.Fields(attributeOf(e, "class"))
		f, known := map[string]font{"when": whenFont, "small": smallFont, "name": nameFont}[classes[0]]
		if !known {
			continue
		}
		text, x, y := textOf(t, d), numberOf(t, e, "x"), numberOf(t, e, "y")
		wide := f.width(text) / f.slack
		all = append(all, writing{area{x - wide/2, y - 0.72*f.size, x + wide/2, y + 0.2*f.size}, text, classes[0] == "when"})
	}
}

func numberOf(t *testing.T, e xml.StartElement, name string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(attributeOf(e, name), 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
