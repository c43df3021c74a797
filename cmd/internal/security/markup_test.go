package security_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"gonum.org/v1/gonum/graph/formats/dot"
	"gonum.org/v1/gonum/graph/formats/dot/ast"
)

// quiet is a drawing of two arrows with nothing hostile in it.
const quiet = `linewalk: 1
system: Corner
teams: {web: {people: [ana, li], on-call: 24x7}}
components: {shop: {kind: service, owner: web}, orders: {kind: service, owner: web}, db: {kind: database, owner: web}}
arrows:
  shop -> orders: {if-down: breaks, timeout: 2s, monitors: [{signal: errors, dashboard: "https://grafana.example/d/orders", alert: {name: OrdersDown, after: 5m, tells: web, how: page}}]}
  orders -> db: {kind: query, if-down: breaks, timeout: 2s}
journeys:
  buy: {steps: [shop -> orders, orders -> db], worth: 10 USD/min}
`

// styles are fields that a drawing does not have: nobody chooses a font, a colour, a shape or an address of
// a style.
var styles = func() (cases []read) {
	for _, field := range []string{"font", "color", "fill", "shape", "style", "class", "image", "href", "onclick"} {
		cases = append(cases,
			read{head + "components: {a: {" + field + ": x}}", fmt.Sprintf("2:18: unknown key %q in a component", field) + " [read-unknown-key]"},
			read{head + "arrows: {a -> b: {" + field + ": x}}", fmt.Sprintf("2:19: unknown key %q in an arrow", field) + " [read-unknown-key]"})
	}
	return cases
}()

// badNames are names that no component and no arrow can have.
var badNames = []read{
	{head + "components: {\"\": service}", `2:14: a key is empty [read-syntax]`},
	{head + "components: {\" \": service}", `2:14: a name is empty [read-bad-value]`},
	{head + "components: {" + strings.Repeat("x", 201) + ": service}", `2:14: a name has more than 200 characters [read-bad-value]`},
	{head + "components:\n  ? " + strings.Repeat("x", 64<<10) + "\n  : service", `3:5: a name has more than 200 characters [read-bad-value]`},
	{head + "components: {a->b: service}", `2:14: `},
	{head + "components: {graph: service, node: queue, \"%1\": cache}\narrows: {graph -> node: , \"node -> %1\": }", ""},
}

// alikeNames are names that become one where only letters are kept, or to the eye. The ids of a page, and the nodes of a
// graph, are as many as the names.
func alikeNames(t *testing.T) {
	names := []string{"a b", "a-b", "a_b", "a.b", "A b", "a  b!", "ä-b", "\u0430 b"}
	text := head + "arrows:\n"
	for _, name := range names {
		text += fmt.Sprintf("  %q: {if-down: breaks}\n", name+" -> end")
	}
	s := newScene(t, text)
	s.run("render", "-o", "o.html", "-o", "o.dot").exits(0)
	inspectHTML(t, s.read("o.html"))
	cards := 0
	for n := range elements(t, s.read("o.html")) {
		if n.Data == "article" {
			cards++
		}
	}
	if cards != len(names) {
		t.Errorf("%d arrows have cards of their own, want %d", cards, len(names))
	}
	if g := graphOf(t, s.read("o.dot")); len(g.nodes) != len(names)+1 || g.edges != len(names) {
		t.Errorf("the graph has %d components and %d arrows", len(g.nodes), g.edges)
	}
}

// goodAddress is a hyperlink: an address that is not hostile leads there, and says not from where.
func goodAddress(t *testing.T) {
	s := newScene(t, quiet)
	s.run("render", "-o", "o.html").exits(0)
	if page := s.read("o.html"); !regexp.MustCompile(`<a [^>]*href="https://grafana.example/d/orders"[^>]*rel="noopener noreferrer"|<a [^>]*rel="noopener noreferrer"[^>]*href="https://grafana.example/d/orders"`).MatchString(page) {
		t.Error("a good address is no hyperlink")
	}
}

// A graph is what another tool reads from DOT.
type graph struct {
	nodes map[string]bool
	edges int
}

func graphOf(t *testing.T, text string) graph {
	t.Helper()
	file, err := dot.ParseString(text)
	if err != nil {
		t.Fatal(err)
	}
	g := graph{nodes: map[string]bool{}}
	var visit func([]ast.Stmt)
	visit = func(statements []ast.Stmt) {
		for _, s := range statements {
			switch s := s.(type) {
			case *ast.NodeStmt:
				g.nodes[s.Node.ID] = true
			case *ast.EdgeStmt:
				g.edges++
			case *ast.Subgraph:
				visit(s.Stmts)
			}
		}
	}
	for _, one := range file.Graphs {
		visit(one.Stmts)
	}
	return g
}

// sameGraph reads back as many components and arrows as were drawn, whatever they are called.
func sameGraph(t *testing.T) {
	s := newScene(t, infested(everything))
	s.run("render", "-o", "o.dot", "-o", "o.json").exits(0)
	var drawn struct{ Arrows []struct{ From, To string } }
	if err := json.Unmarshal([]byte(s.read("o.json")), &drawn); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, a := range drawn.Arrows {
		names[a.From], names[a.To] = true, true
	}
	if g := graphOf(t, s.read("o.dot")); len(g.nodes) != len(names) || g.edges != len(drawn.Arrows) {
		t.Errorf("%d components and %d arrows, want %d and %d", len(g.nodes), g.edges, len(names), len(drawn.Arrows))
	}
}
