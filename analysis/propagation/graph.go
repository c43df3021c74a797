package propagation

import (
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"

	"github.com/linewalk/linewalk/model"
)

// Graph is the system as gonum sees it: a node for each component, with its ID, and an edge from
// each component to each that it depends on: the other end of an arrow that has an effect on it,
// alone, as a fallback or in a pool, and the places it lives in. Arrows between the same ends are
// one edge, whatever journeys they are for.
func (n *Network) Graph() graph.Directed {
	var edges [][2]int32
	depends := func(on, who *model.Component) { edges = append(edges, [2]int32{int32(who.ID), int32(on.ID)}) }
	across := func(a *model.Arrow, who model.End) { depends(a.At(who.Other()), a.At(who)) }
	for _, a := range n.system.Arrows {
		if !a.Judged() {
			continue
		}
		for end := model.From; end <= model.To; end++ {
			if len(a.Stages(end)) > 0 {
				across(a, end)
			}
		}
		for _, f := range a.Fallbacks.Value {
			across(f.Arrow, standsInAt(f.Arrow, a))
		}
	}
	for _, pool := range n.system.Pools() {
		for _, m := range pool.Members {
			across(m, m.Dependent())
		}
	}
	parents := parentPlaces(n.system.Components)
	for _, box := range n.system.Components {
		for _, place := range box.In.Value {
			depends(place, box)
		}
		if parent := parents[box.ID]; parent != nil {
			depends(parent, box)
		}
	}
	return newArrays(len(n.system.Components), edges)
}

// arrays is a directed graph over the nodes 0 to n-1 in compressed rows both ways, each row in
// ascending order. It holds no loops and no edge twice.
type arrays struct{ out, in rows }

func newArrays(nodes int, edges [][2]int32) *arrays {
	edges = slices.DeleteFunc(slices.Clone(edges), func(e [2]int32) bool { return e[0] == e[1] })
	slices.SortFunc(edges, func(a, b [2]int32) int { return slices.Compare(a[:], b[:]) })
	edges = slices.Compact(edges)
	return &arrays{out: newRows(nodes, edges, 0), in: newRows(nodes, edges, 1)}
}

// newRows has a row for each value of one end of the edges, which are sorted.
func newRows(nodes int, edges [][2]int32, end int) rows {
	rowOf, of := make([]int32, len(edges)), make([]int32, len(edges))
	for i, e := range edges {
		rowOf[i], of[i] = e[end], e[1-end]
	}
	return rowsOf(nodes, rowOf, of)
}

func (r rows) has(v, u int64) bool {
	_, found := slices.BinarySearch(r.row(int32(v)), int32(u))
	return found
}

func (r rows) nodes(v int64) graph.Nodes {
	if len(r.row(int32(v))) == 0 {
		return graph.Empty
	}
	nodes := make([]graph.Node, 0, len(r.row(int32(v))))
	for _, u := range r.row(int32(v)) {
		nodes = append(nodes, node(u))
	}
	return iterator.NewOrderedNodes(nodes)
}

type node int64

func (v node) ID() int64 { return int64(v) }

type edge struct{ from, to node }

func (e edge) From() graph.Node         { return e.from }
func (e edge) To() graph.Node           { return e.to }
func (e edge) ReversedEdge() graph.Edge { return edge{e.to, e.from} }

func (g *arrays) len() int { return len(g.out.start) - 1 }

func (g *arrays) holds(id int64) bool { return id >= 0 && id < int64(g.len()) }

// Node implements graph.Graph.
func (g *arrays) Node(id int64) graph.Node {
	if !g.holds(id) {
		return nil
	}
	return node(id)
}

// Nodes implements graph.Graph.
func (g *arrays) Nodes() graph.Nodes {
	if g.len() == 0 {
		return graph.Empty
	}
	return iterator.NewImplicitNodes(0, g.len(), func(id int) graph.Node { return node(id) })
}

// From implements graph.Graph.
func (g *arrays) From(id int64) graph.Nodes {
	if !g.holds(id) {
		return graph.Empty
	}
	return g.out.nodes(id)
}

// To implements graph.Directed.
func (g *arrays) To(id int64) graph.Nodes {
	if !g.holds(id) {
		return graph.Empty
	}
	return g.in.nodes(id)
}

// HasEdgeBetween implements graph.Graph.
func (g *arrays) HasEdgeBetween(x, y int64) bool {
	return g.HasEdgeFromTo(x, y) || g.HasEdgeFromTo(y, x)
}

// HasEdgeFromTo implements graph.Directed.
func (g *arrays) HasEdgeFromTo(u, v int64) bool {
	return g.holds(u) && g.holds(v) && g.out.has(u, v)
}

// Edge implements graph.Graph.
func (g *arrays) Edge(u, v int64) graph.Edge {
	if !g.HasEdgeFromTo(u, v) {
		return nil
	}
	return edge{node(u), node(v)}
}
