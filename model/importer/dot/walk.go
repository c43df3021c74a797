package dot

import (
	"strconv"

	"gonum.org/v1/gonum/graph/formats/dot/ast"
)

// mostMembers bounds how often members of groups are gone through to draw arrows between all of them.
const mostMembers = 5_000_000

// A walk goes through the statements of a graph in order, as defaults hold for what comes after them.
type walk struct {
	tokens []token
	fail   func(t token, message, mend string)

	graph   *ast.Graph
	root    *scope
	scopes  []*scope
	boxes   []*box
	byID    map[string]*box
	lines   []*line
	byEnds  map[ends]*line
	visited int // members of groups
	rounds  int
	full    bool // more arrows than can be drawn
}

// A line is an arrow of the graph, from tail to head as they are written.
type line struct {
	tail, head *box
	stated     attributes
}

// ends tell lines apart where there is one at most between two boxes, or one for each key.
type ends struct {
	tail, head *box
	key        string
}

// newWalk goes through a graph.
func newWalk(tokens []token, g *ast.Graph, fail func(t token, message, mend string)) *walk {
	w := &walk{tokens: tokens, fail: fail, graph: g, root: &scope{}, byID: map[string]*box{}, byEnds: map[ends]*line{}}
	if g.ID != "" {
		w.root.id = w.token(g.ID).text.text
	}
	w.statements(w.root, g.Stmts)
	return w
}

// token is the token that an ID of the tree stands for.
func (w *walk) token(id string) token {
	i, err := strconv.Atoi(id)
	if err != nil || i >= len(w.tokens) {
		panic("an ID that is no number of a token: " + id)
	}
	return w.tokens[i]
}

func (w *walk) statements(s *scope, all []ast.Stmt) {
	for _, statement := range all {
		switch statement := statement.(type) {
		case *ast.NodeStmt:
			w.state(&w.box(s, statement.Node).stated, statement.Attrs)
		case *ast.EdgeStmt:
			w.chain(s, statement)
		case *ast.AttrStmt:
			switch statement.Kind {
			case ast.NodeKind:
				w.state(&s.boxes, statement.Attrs)
			case ast.EdgeKind:
				w.state(&s.arrows, statement.Attrs)
			case ast.GraphKind:
				w.state(&s.own, statement.Attrs)
				w.state(&s.groups, statement.Attrs)
			}
		case *ast.Attr:
			w.state(&s.own, []*ast.Attr{statement})
			w.state(&s.groups, []*ast.Attr{statement})
		case *ast.Subgraph:
			w.group(s, statement)
		}
	}
}

// state takes over attributes, the later ones over those before.
func (w *walk) state(into *attributes, all []*ast.Attr) {
	for _, a := range all {
		into.set(w.token(a.Key).text.text, w.token(a.Val).text)
	}
}

// box is the box of a name, which is there from now on with the defaults of the scope.
func (w *walk) box(s *scope, n *ast.Node) *box {
	t := w.token(n.ID)
	b, known := w.byID[t.text.text]
	if !known {
		b = &box{id: t.text.text, at: t.from, stated: s.over(boxDefaults)}
		w.byID[b.id] = b
		w.boxes = append(w.boxes, b)
	}
	if n := len(b.in); n == 0 || b.in[n-1] != s {
		b.in = append(b.in, s)
		s.members = append(s.members, b)
	}
	return b
}

// group goes through a group. One that has the name of another in the same scope adds to that.
func (w *walk) group(s *scope, g *ast.Subgraph) *scope {
	var t token
	if g.ID != "" {
		t = w.token(g.ID)
	}
	inner, known := s.byID[t.text.text]
	if !known || g.ID == "" {
		w.scopes = append(w.scopes, nil)
		inner = &scope{id: t.text.text, outer: s, order: len(w.scopes), at: t.from}
		w.scopes[len(w.scopes)-1] = inner
		s.inner = append(s.inner, inner)
		if s.byID == nil {
			s.byID = map[string]*scope{}
		}
		if g.ID != "" {
			s.byID[inner.id] = inner
		}
	}
	w.statements(inner, g.Stmts)
	return inner
}

// chain draws the arrows of a -> b -> {c d}.
func (w *walk) chain(s *scope, statement *ast.EdgeStmt) {
	if w.full {
		return
	}
	stated := s.over(arrowDefaults)
	own := attributes{}
	w.state(&own, statement.Attrs)
	for key, v := range own {
		stated[key] = v
	}
	// Groups are gone through to the end before arrows are drawn, as one may be named twice and grow.
	all := []end{w.end(s, statement.From)}
	for e := statement.To; e != nil; e = e.To {
		all = append(all, w.end(s, e.Vertex))
	}
	tails := w.boxesAt(all[0])
	for _, e := range all[1:] {
		heads := w.boxesAt(e)
		if w.visited > mostMembers || len(w.lines)+len(tails)*len(heads) > mostArrows {
			w.tooMany(statement)
			return
		}
		for _, tail := range tails {
			for _, head := range heads {
				w.connect(tail, head, stated, own)
			}
		}
		tails = heads
	}
}

// tooMany reports that a statement draws more than can be drawn.
func (w *walk) tooMany(statement *ast.EdgeStmt) {
	w.full = true
	var t token
	if n, ok := statement.From.(*ast.Node); ok {
		t = w.token(n.ID)
	}
	w.fail(t, "there are more than 100,000 arrows", "split the drawing")
}

// connect draws an arrow. In a strict graph, and between the same ends under the same key, there is one.
func (w *walk) connect(tail, head *box, stated, own attributes) {
	key := stated["key"].text
	same := ends{tail, head, key}
	if was, known := w.byEnds[same]; known {
		for k, v := range own {
			was.stated[k] = v
		}
		return
	}
	l := &line{tail: tail, head: head, stated: stated}
	if w.graph.Strict || key != "" {
		l.stated = attributes{}
		for k, v := range stated {
			l.stated[k] = v
		}
		w.byEnds[same] = l
		if !w.graph.Directed {
			w.byEnds[ends{head, tail, key}] = l
		}
	}
	w.lines = append(w.lines, l)
}

// An end is what stands at the end of an arrow: a box or a group.
type end struct {
	box   *box
	group *scope
}

func (w *walk) end(s *scope, v ast.Vertex) end {
	if n, ok := v.(*ast.Node); ok {
		return end{box: w.box(s, n)}
	}
	return end{group: w.group(s, v.(*ast.Subgraph))}
}

// boxesAt is the boxes at an end: one, or all of a group.
func (w *walk) boxesAt(e end) []*box {
	if e.box != nil {
		return []*box{e.box}
	}
	w.rounds++
	return w.members(e.group, nil)
}

// members adds the boxes that are mentioned in a scope or within, each once.
func (w *walk) members(s *scope, all []*box) []*box {
	if w.visited += 1 + len(s.members); w.visited > mostMembers {
		return nil
	}
	for _, b := range s.members {
		if b.counted != w.rounds {
			b.counted = w.rounds
			all = append(all, b)
		}
	}
	for _, inner := range s.inner {
		all = w.members(inner, all)
	}
	return all
}
