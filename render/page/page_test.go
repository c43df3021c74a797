package page_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
	"github.com/linewalk/linewalk/render"
	"github.com/linewalk/linewalk/render/page"
)

// drawings are small ones, each of a kind of its own.
var drawings = map[string]string{
	"one arrow": "linewalk: 1\nsystem: x\narrows:\n  a -> b:\n",
	"journey without owners": `linewalk: 1
system: x
arrows:
  a -> b: {if-down: breaks}
  b -> c: {if-down: nothing}
journeys:
  go: {steps: [a -> b], description: from here to there}
`,
	"planned and retired": `linewalk: 1
system: x
arrows:
  a -> b: {status: planned, if-down: degrades after 1h}
  a -> c: {status: retired}
  b -> c: {kind: query}
  b -> c (again): {if-down: [degrades, breaks after 30m]}
journeys:
  go: {steps: [a -> b], optional: [b -> c (again)]}
`,
	"owners": `linewalk: 1
system: x
description: Everything once.
people: {ana: {name: Ana}, raj: {away: [2026-11-20/2026-11-30]}}
teams:
  web: {people: [ana, raj], on-call: "Mon-Fri 09:00-18:00"}
  data: {people: [li], on-call: 24x7}
components:
  shop: {kind: service, owner: web, experts: [ana]}
  orders: {kind: database, owner: data}
  mail: {kind: external}
arrows:
  shop -> orders:
    kind: query
    if-down: breaks
    runbook: https://runbooks.example/orders
    monitors: [errors-up]
    reviewed: {on: 2026-10-01, by: ana}
  shop -> mail: {kind: notification, if-down: degrades after 1h, owner: web, runbook: docs/mail.md}
monitors:
  errors-up: {signal: errors, dashboard: "javascript:alert(1)", alert: {name: OrdersDown, after: 5m, tells: data, how: page}}
journeys:
  buy: {who: mail, steps: [shop -> orders], optional: [shop -> mail], worth: 90 USD/min, target: 99.9%, tier: 1, notice-within: 2m, owner: web}
waivers:
  - {rule: call-without-timeout, arrow: shop -> orders, because: being written, until: 2027-01-31, by: ana}
  - {rule: arrow-no-monitor, arrow: shop -> mail, because: "old", until: 2026-01-31}
`,
	"imported": `
linewalk: 1
components: {A: {kind: service, label: Web app}, B: {kind: database, label: Orders}, mail: external}
arrows:
  A -> B: {kind: query, review: todo, evidence: ["page.md#the-shop drawn (stated)", "compose.yaml#services.a host (high)"]}
  A -> mail: {review: todo}
`,
}

// pages are pages of all kinds, by what is special about them. They are made once for all tests.
func pages(t testing.TB) map[string]string {
	t.Helper()
	made.Do(func() { made.pages = makePages(t) })
	return made.pages
}

var made struct {
	sync.Once
	pages map[string]string
}

func makePages(t testing.TB) map[string]string {
	t.Helper()
	all := map[string]string{
		"nothing":              written(t, &analysis.Report{System: &model.System{}}, page.Options{}),
		"pictures of one name": written(t, &analysis.Report{System: &model.System{}}, page.Options{Pictures: []page.Picture{{Name: "a b"}, {Name: "a_b"}, {}}}),
	}
	for name, text := range drawings {
		r := reportOf(t, text)
		all[name] = written(t, r, options(t, r, nil))
	}
	for _, name := range []string{"corner-shop", "marketecture"} {
		r := example(t, name)
		all[name] = written(t, r, options(t, r, nil))
	}
	for name, text := range hostile {
		r := infested(t, text)
		all[name] = written(t, r, options(t, r, nil))
	}
	return all
}

// TestTodo looks for what a page says of arrows that nobody has reviewed: how many they are, what they were read
// from, and nothing that would only be so if they were real.
func TestTodo(t *testing.T) {
	text := pages(t)["imported"]
	for _, want := range []string{"arrows to review</dt><dd>2 <small>of 2", "Web app -&gt; Orders", "it was read from page.md#the-shop drawn (stated) and 1 more", "arrow-unreviewed"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, wrong := range []string{"arrows nobody would notice", "Nobody is told: no monitor sees it go down"} {
		if strings.Contains(text, wrong) {
			t.Errorf("the page says %q of arrows that may not be real", wrong)
		}
	}
}

// TestGolden compares the words of a small page, line by line as they stand in it.
func TestGolden(t *testing.T) {
	r := reportOf(t, drawings["owners"])
	o := options(t, r, nil)
	o.Pictures = []page.Picture{{Name: "whole", Title: "The whole drawing", Caption: "Two arrows.", SVG: []byte(`<svg class="linewalk"></svg>`)}}
	var b strings.Builder
	outline(&b, read(t, written(t, r, o)).all("body", "")[0], 0)
	golden(t, "owners.txt", b.String())
}

// blocks are the elements that begin a line of an outline.
const blocks = " a h1 h2 h3 h4 p li dt dd caption th td summary pre figcaption "

// outline writes the words of a page: a line for each block, indented as deep as it lies in what has a
// name of its own. The help of rules is left out, and what only works with the script.
func outline(b *strings.Builder, n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		class := attribute(c, "class")
		switch {
		case c.Type != html.ElementNode, c.Data == "script", has(c, "hidden"), class == "help", class == "chapter":
		case c.Data == "section", c.Data == "article", c.Data == "header", c.Data == "footer", c.Data == "nav", c.Data == "details" && has(c, "id"):
			fmt.Fprintf(b, "%s[%s]\n", strings.Repeat("  ", depth), strings.TrimSpace(c.Data+" "+attribute(c, "id")))
			outline(b, c, depth+1)
		case c.Data == "tr":
			var cells []string
			for x := range c.ChildNodes() {
				if x.Type == html.ElementNode {
					cells = append(cells, words(x))
				}
			}
			fmt.Fprintf(b, "%s%s\n", strings.Repeat("  ", depth), strings.Join(cells, " | "))
		case strings.Contains(blocks, " "+c.Data+" "):
			fmt.Fprintf(b, "%s%s: %s\n", strings.Repeat("  ", depth), c.Data, words(c))
		default:
			outline(b, c, depth)
		}
	}
}

// golden compares with testdata, or rewrites it if UPDATE=1.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(contents(t, path), got); diff != "" {
		t.Errorf("%s differs (UPDATE=1 rewrites it):\n%s", name, diff)
	}
}

func TestSameBytes(t *testing.T) {
	write := func() string {
		r := example(t, "marketecture")
		return written(t, r, options(t, r, nil))
	}
	first := write()
	for range 20 {
		if write() != first {
			t.Fatal("the page is another one")
		}
	}
}

// TestCounts holds what the page counts against the JSON of the same report.
func TestCounts(t *testing.T) {
	for _, name := range []string{"corner-shop", "marketecture", "boutique"} {
		t.Run(name, func(t *testing.T) {
			r := example(t, name)
			var b bytes.Buffer
			if err := render.JSON(&b, r, ""); err != nil {
				t.Fatal(err)
			}
			var want struct {
				Headline struct {
					Text      string
					Unnoticed int
				}
				Counts   struct{ Errors, Warnings, Notes, Waived int }
				Coverage struct {
					Cells map[string]struct{ Yes, No, Unknown int }
				}
				Arrows []struct {
					Name  string
					Rank  int
					Cells map[string]struct{ Value string }
				}
				Diagnostics []struct{ Rule string }
			}
			if err := json.Unmarshal(b.Bytes(), &want); err != nil {
				t.Fatal(err)
			}
			d := read(t, written(t, r, page.Options{}))
			summary := words(d.byID("summary"))
			c := want.Counts
			for _, text := range []string{
				want.Headline.Text,
				fmt.Sprintf("%s, %s, %s %d", render.Count(c.Errors, "error"), render.Count(c.Warnings, "warning"), render.Count(c.Notes, "note"), c.Errors+c.Warnings+c.Notes),
				fmt.Sprintf("arrows nobody would notice %d of %d", want.Headline.Unnoticed, len(want.Arrows)),
			} {
				if !strings.Contains(summary, text) {
					t.Errorf("the summary does not say %q:\n%s", text, summary)
				}
			}
			for i, cell := range analysis.CellNames() {
				n := want.Coverage.Cells[cell]
				text := fmt.Sprintf("%s %d of %d %d %d", analysis.CellWords()[i], n.Yes, len(want.Arrows), n.Unknown, n.No)
				if !strings.Contains(summary, text) {
					t.Errorf("the summary does not say %q:\n%s", text, summary)
				}
			}
			if rows := rowsOf(d.byID("findings")); len(rows) != len(want.Diagnostics) {
				t.Errorf("there are %d findings, want %d", len(rows), len(want.Diagnostics))
			}
			rows := rowsOf(d.byID("arrows"))
			if len(rows) != len(want.Arrows) {
				t.Fatalf("there are %d rows, want %d", len(rows), len(want.Arrows))
			}
			for _, a := range want.Arrows {
				row := rows[a.Rank-1]
				var cells []string
				for x := range row.ChildNodes() {
					if x.Data == "td" && strings.HasPrefix(attribute(x, "class"), "c ") {
						cells = append(cells, words(x))
					}
				}
				var values []string
				for _, cell := range analysis.CellNames() {
					values = append(values, a.Cells[cell].Value)
				}
				if attribute(row, "data-arrow") != strconv.Itoa(a.Rank) || !strings.Contains(words(row), a.Name) || !cmp.Equal(cells, values) {
					t.Errorf("row %d is %q, want %s with %v", a.Rank, words(row), a.Name, values)
				}
			}
		})
	}
}

// rowsOf lists the rows of a table below its head.
func rowsOf(table *html.Node) []*html.Node {
	var rows []*html.Node
	for n := range table.Descendants() {
		if n.Data == "tr" && n.Parent.Data == "tbody" {
			rows = append(rows, n)
		}
	}
	return rows
}

// TestCards holds the cards against the table and the facts: one for each arrow, at the address that
// pictures lead to.
func TestCards(t *testing.T) {
	r := example(t, "marketecture")
	d := read(t, written(t, r, options(t, r, nil)))
	f := d.facts()
	links := page.Links(r)
	for i, x := range r.ByHarm {
		id := unescaped(t, strings.TrimPrefix(links(x), "#"))
		card := d.byID(id)
		if card.Data != "article" || attribute(card, "data-arrow") != strconv.Itoa(i+1) || !strings.Contains(words(card), x.Arrow.Name()) {
			t.Errorf("%s leads to %.80q", id, words(card))
		}
		if f.Arrows[i].Name != x.Arrow.Name() || f.Arrows[i].Number != i+1 || f.Arrows[i].ID != id || f.Arrows[i].Spread == nil {
			t.Errorf("the facts of %d are %+v", i+1, f.Arrows[i])
		}
		for _, p := range render.Tell(r, x) {
			if !strings.Contains(words(card), p.Text) {
				t.Errorf("the card of %s does not say %q", x.Arrow.Name(), p.Text)
			}
		}
	}
	for _, p := range d.all("g", "arrow") {
		if !d.has(unescaped(t, strings.TrimPrefix(attribute(p.Parent, "href"), "#"))) {
			t.Errorf("an arrow of a picture leads to %q", attribute(p.Parent, "href"))
		}
	}
}

// TestRemedies reads what cards offer for pasting as lines of a drawing.
func TestRemedies(t *testing.T) {
	for _, name := range []string{"corner-shop", "marketecture", "boutique"} {
		r := example(t, name)
		found := 0
		for _, card := range read(t, written(t, r, page.Options{})).all("article", "card") {
			for n := range card.Descendants() {
				if n.Data != "pre" {
					continue
				}
				found++
				text := n.FirstChild.FirstChild.Data
				if _, problems := yamlfile.Tree("x.yaml", []byte(text)); len(problems) > 0 {
					t.Errorf("%s: %s in:\n%s", words(card)[:40], problems[0].Message, text)
				}
			}
		}
		if found == 0 {
			t.Errorf("%s: no card offers anything", name)
		}
	}
}

// TestWithoutScript looks for what would be lost without the script: nothing that it shows is hidden
// but what only works with it.
func TestWithoutScript(t *testing.T) {
	for name, text := range pages(t) {
		read(t, text).each(func(n *html.Node) {
			for up := n; has(n, "hidden") && up != nil; up = up.Parent {
				if strings.Contains(" "+attribute(up, "class")+" ", " scripted ") || up.Data == "dialog" {
					return
				}
			}
			if has(n, "hidden") {
				t.Errorf("%s: without a script nobody sees %s %q", name, n.Data, attribute(n, "id"))
			}
		})
	}
}

// large is a drawing of so many arrows between a quarter as many components.
func large(arrows, journeys int) string {
	var b strings.Builder
	b.WriteString("linewalk: 1\nsystem: Large\narrows:\n")
	for i := range arrows {
		fmt.Fprintf(&b, "  c%d -> c%d (%d): {if-down: breaks, monitors: [{signal: errors}]}\n", i%(arrows/4), (i*7+1)%(arrows/4), i)
	}
	b.WriteString("journeys:\n")
	for i := range journeys {
		fmt.Fprintf(&b, "  j%d: {steps: [c%d -> c%d (%d)]}\n", i, i, (i*7+1)%(arrows/4), i)
	}
	return b.String()
}

// TestLarge writes the page of a drawing with thousands of arrows: all are in the table, the most
// harmful have cards, and the page says what is left out.
func TestLarge(t *testing.T) {
	const arrows, journeys = 3000, 40
	r := reportOf(t, large(arrows, journeys))
	text := written(t, r, page.Options{})
	if len(text) > page.Large {
		t.Errorf("the page has %d bytes", len(text))
	}
	d := read(t, text)
	if n := len(rowsOf(d.byID("arrows"))); n != arrows {
		t.Errorf("the table has %d arrows, want all", n)
	}
	cards := len(d.all("article", "card"))
	if note := words(d.byID("cards")); cards == 0 || cards == arrows || !strings.Contains(note, fmt.Sprintf("The other %d are in the table", arrows-cards)) {
		t.Errorf("there are %d cards and a note: %.200q", cards, note)
	}
	links := page.Links(r)
	for _, x := range r.ByHarm {
		if id := unescaped(t, strings.TrimPrefix(links(x), "#")); !strings.Contains(text, `id="`+html.EscapeString(id)+`"`) {
			t.Fatalf("%s leads nowhere", id)
		}
	}
}

func (d document) has(id string) bool {
	found := false
	d.each(func(n *html.Node) { found = found || attribute(n, "id") == id })
	return found
}

func unescaped(t testing.TB, fragment string) string {
	t.Helper()
	id, err := url.PathUnescape(fragment)
	if err != nil {
		t.Fatal(err)
	}
	return id
}
