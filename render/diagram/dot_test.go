package diagram

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-graphviz"
	"gonum.org/v1/gonum/graph/formats/dot"
	"gonum.org/v1/gonum/graph/formats/dot/ast"

	"github.com/linewalk/linewalk/analysis"
)

// unquote is the name behind an ID of ours.
func unquote(id string) string {
	id = strings.TrimSuffix(strings.TrimPrefix(id, `"`), `"`)
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(id)
}

// A reread is what gonum reads from a DOT file: nodes with their clusters, and edges.
type reread struct{ nodes, edges []string }

func (r *reread) add(statements []ast.Stmt, cluster string) {
	for _, s := range statements {
		switch s := s.(type) {
		case *ast.NodeStmt:
			r.nodes = append(r.nodes, cluster+unquote(s.Node.ID))
		case *ast.EdgeStmt:
			r.edges = append(r.edges, unquote(s.From.(*ast.Node).ID)+" -> "+unquote(s.To.Vertex.(*ast.Node).ID))
		case *ast.Subgraph:
			r.add(s.Stmts, cluster+strings.TrimPrefix(unquote(s.ID), "cluster_")+": ")
		}
	}
}

func (r *reread) String() string {
	return strings.Join(slices.Concat(r.nodes, []string{"--"}, r.edges), "\n")
}

// drawnGraph is the same of the report.
func drawnGraph(r *analysis.Report) *reread {
	s := newScene(r)
	names := s.dotNames()
	g := &reread{}
	var in func(*frame, string)
	in = func(f *frame, cluster string) {
		for _, b := range f.boxes {
			g.nodes = append(g.nodes, cluster+names[b.id])
		}
		for _, inner := range f.inner {
			in(inner, cluster+dotText(inner.place.Name)+": ")
		}
	}
	in(s.page, "")
	for _, l := range s.links {
		g.edges = append(g.edges, names[l.from.id]+" -> "+names[l.to.id])
	}
	return g
}

func exported(t testing.TB, r *analysis.Report) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := DOT(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func roundTrip(t *testing.T, r *analysis.Report) {
	t.Helper()
	text := exported(t, r)
	file, err := dot.ParseBytes(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	got := &reread{}
	got.add(file.Graphs[0].Stmts, "")
	if want := drawnGraph(r); got.String() != want.String() {
		t.Errorf("reads as\n%s\nwant\n%s", got, want)
	}
}

func TestDOTReadsBackAsTheSameGraph(t *testing.T) {
	roundTrip(t, cornerShop(t))
	roundTrip(t, platform(t))
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) { roundTrip(t, infested(t, text)) })
	}
}

func TestNamesThatDOTCannotHoldStayApart(t *testing.T) {
	r := sketched(t, "x", "", "a\x00b -> a\x01b call broken nnnn\na?b -> c call broken nnnn")
	roundTrip(t, r)
	if got := strings.Join(newScene(r).dotNames(), " "); got != "a?b a?b~2 a?b~3 c" {
		t.Error(got)
	}
}

func TestGraphvizReadsTheDOTAsWell(t *testing.T) {
	reports := map[string]*analysis.Report{"platform": platform(t)}
	for name, text := range hostile {
		reports[name] = infested(t, text)
	}
	for name, r := range reports {
		g, err := graphviz.ParseBytes(exported(t, r))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		boxes, err := g.NodeNum()
		if err != nil {
			t.Fatal(err)
		}
		arrows, err := g.EdgeNum()
		if err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprintf("%d boxes, %d arrows", boxes, arrows)
		if want := fmt.Sprintf("%d boxes, %d arrows", len(newScene(r).boxes), len(r.Answers)); got != want {
			t.Errorf("%s: Graphviz reads %s, want %s", name, got, want)
		}
	}
}

func TestLabelsAreLiteral(t *testing.T) {
	for text, want := range map[string]string{
		`C:\New`:           `"C:\\New"`,
		`say "hi"`:         `"say \"hi\""`,
		`a & b`:            `"a & b"`,
		`&lt; &#60;`:       `"&amp;lt; &amp;#60;"`,
		"two\nlines":       `"two lines"`,
		`<b>x</b>`:         `"<b>x</b>"`,
		`ends with \`:      `"ends with \\"`,
		"a\x00b":           `"a?b"`,
		`"; } digraph x {`: `"\"; } digraph x {"`,
	} {
		if got := label(text); got != want {
			t.Errorf("label(%q) = %s, want %s", text, got, want)
		}
	}
}

func FuzzDOT(f *testing.F) {
	for _, text := range hostile {
		if len(text) < 1000 {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) { roundTrip(t, infested(t, text)) })
}
