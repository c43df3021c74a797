package propagation

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/testgraph"

	"github.com/linewalk/linewalk/model"
)

func TestGraph(t *testing.T) {
	s := newSketch()
	s.box("web").In = said([]*model.Component{s.place("aws/eu")})
	one := s.add("web -> db", model.Query)
	one.Fallbacks = said(refs(s.add("web -> copy", model.Query)))
	s.add("web -> db", model.Call)
	s.add("web -> stats", model.Call).IfDown = only(stage(model.Nothing, 0))
	s.add("web -> log", model.Event)
	g := s.network(t).Graph()
	var got []string
	for _, from := range graph.NodesOf(g.Nodes()) {
		for _, to := range graph.NodesOf(g.From(from.ID())) {
			got = append(got, fmt.Sprintf("%s needs %s", s.Components[from.ID()], s.Components[to.ID()]))
		}
	}
	want := []string{"web needs aws/eu", "web needs db", "web needs copy", "aws/eu needs aws", "log needs web"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestGraphKeepsGonumsContract runs gonum's own tests of the methods on our arrays.
func TestGraphKeepsGonumsContract(t *testing.T) {
	build := func(nodes []graph.Node, edges []testgraph.WeightedLine, self, _ float64) (g graph.Graph, n []graph.Node, e []testgraph.Edge, s, a float64, ok bool) {
		number := map[int64]int32{} // our nodes are numbered from 0
		for i, v := range nodes {
			number[v.ID()] = int32(i)
		}
		var pairs [][2]int32
		seen := map[[2]int32]bool{}
		for _, line := range edges {
			for _, end := range []graph.Node{line.From(), line.To()} {
				if _, known := number[end.ID()]; !known {
					number[end.ID()] = int32(len(number))
					nodes = append(nodes, end)
				}
			}
			pair := [2]int32{number[line.From().ID()], number[line.To().ID()]}
			if pair[0] == pair[1] {
				return nil, nil, nil, 0, 0, false // we have no loops
			}
			pairs = append(pairs, pair)
			if !seen[pair] {
				seen[pair] = true
				e = append(e, edge{node(pair[0]), node(pair[1])})
			}
		}
		for i := range nodes {
			n = append(n, node(i))
		}
		return newArrays(len(nodes), pairs), n, e, self, 0, true
	}
	t.Run("nodes", func(t *testing.T) { testgraph.ReturnAllNodes(t, build, true) })
	t.Run("edge existence", func(t *testing.T) { testgraph.EdgeExistence(t, build, false) })
	t.Run("adjacent nodes", func(t *testing.T) { testgraph.ReturnAdjacentNodes(t, build, false, false) })
	t.Run("node existence", func(t *testing.T) { testgraph.NodeExistence(t, build) })
}
