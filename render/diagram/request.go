package diagram

import (
	"bytes"
	"fmt"
	"strings"
)

// Graphviz counts in inches, and fonts of 72 points to the inch; a point is one unit of the SVG.
const inch = 72

// request is the graph that Graphviz lays out: boxes n0, n1, ..., chips c0, c1, ... on the arrows,
// the halves t0, h0, ... of the arrows at tail and head, and boundaries cluster_0, .... A chip is a
// node, so that nothing else comes where it is and its arrow runs through it. All sizes are given.
// No text of the drawing is in it: the title of a boundary is filler of its width. Ranks are those
// of the whole graph (newrank), as otherwise boundaries are ranked alone and arrows turn round. What no
// arrow joins to the rest is tied to it, as it would start at the left otherwise, and stretch boundaries.
func (s *scene) request(e effort) []byte {
	var out bytes.Buffer
	out.WriteString("digraph {\n" +
		"graph [rankdir=LR, nodesep=0.11, ranksep=0.4, newrank=true, " + string(e) + ", fontname=Courier, fontsize=10, margin=0]\n" +
		"node [shape=box, fixedsize=true, label=\"\"]\n" +
		"edge [arrowsize=0.9]\n")
	s.page.request(&out)
	for _, l := range s.links {
		first, second := l.ahead()
		near, far := "none", "forward"
		if l.back {
			near, far = "back", "none"
		}
		weight := 1
		if l.frame != s.page {
			weight = 2
		}
		fmt.Fprintf(&out, "n%d:e -> c%d:w [id=t%d, dir=%s, weight=%d]\n", first.id, l.id, l.id, near, weight)
		fmt.Fprintf(&out, "c%d:e -> n%d:w [id=h%d, dir=%s, weight=%d]\n", l.id, second.id, l.id, far, weight)
	}
	k := newRanking(s)
	k.rank()
	for _, t := range k.ties() {
		fmt.Fprintf(&out, "n%d -> n%d [style=invis, weight=0, minlen=2]\n", t.from, t.to)
	}
	out.WriteString("}\n")
	return out.Bytes()
}

// An effort is how much Graphviz does for a layout: settings that limit its search.
type effort string

const (
	fullEffort effort = "nslimit=1, nslimit1=1, mclimit=0.3, splines=true"
	lessEffort effort = "nslimit=0.1, nslimit1=0.1, mclimit=0.05, remincross=false, splines=line"
)

// request writes what lies in the frame.
func (f *frame) request(out *bytes.Buffer) {
	for _, b := range f.boxes {
		fmt.Fprintf(out, "n%d [%s]\n", b.id, b.size.request())
	}
	for _, l := range f.links {
		fmt.Fprintf(out, "c%d [%s]\n", l.id, l.room.request())
	}
	for _, inner := range f.inner {
		const courier = 6 // a letter of ten points is that wide
		letters := int(frameFont.width(firstLine(frameFont, inner.title, frameRoom))/courier) + 1
		fmt.Fprintf(out, "subgraph cluster_%d {\ngraph [margin=8, labeljust=l, label=\"%s\"]\n", inner.id, strings.Repeat("n", letters))
		inner.request(out)
		out.WriteString("}\n")
	}
}

func (z size) request() string {
	return fmt.Sprintf("width=%.4f, height=%.4f", z.width/inch, z.height/inch)
}
