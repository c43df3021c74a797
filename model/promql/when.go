package promql

import (
	"math"
	"slices"
)

// A truth is what is known of a claim. Their order makes "and" the least and "or" the greatest.
type truth uint8

const (
	no truth = iota
	maybe
	yes
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// A slack says how far the phase of the scrapes moves an edge: from early scrape intervals before it to
// late ones after it.
type slack struct{ early, late int8 }

func (s slack) widest(t slack) slack { return slack{max(s.early, t.early), max(s.late, t.late)} }

// A when is a claim over time, such as whether a series exists: what holds before the first edge, and
// from each edge on. The edges are in the order of time; one at infinity comes at a time that depends on
// figures nobody states.
type when struct {
	start truth
	edges []edge
}

type edge struct {
	at    float64
	slack slack
	to    truth
}

func ever(t truth) when { return when{start: t} }

// turns is one truth until the edge.
func turns(from truth, e edge) when { return when{start: from, edges: []edge{e}} }

// constant tells whether the claim stays as it is.
func (w when) constant() bool { return len(w.edges) == 0 }

func (w when) not() when {
	edges := slices.Clone(w.edges)
	for i := range edges {
		edges[i].to = yes - edges[i].to
	}
	return when{yes - w.start, edges}
}

func (w when) and(v when) when {
	switch {
	case w.constant() && w.start == yes:
		return v
	case v.constant() && v.start == yes:
		return w
	}
	return join(w, v, func(a, b truth) truth { return min(a, b) })
}

func (w when) or(v when) when {
	switch {
	case w.constant() && w.start == no:
		return v
	case v.constant() && v.start == no:
		return w
	}
	return join(w, v, func(a, b truth) truth { return max(a, b) })
}

func (w when) later(d float64) when {
	edges := slices.Clone(w.edges)
	for i := range edges {
		edges[i].at += d
	}
	return when{w.start, edges}
}

// stretched holds where w held at some time in the last window.
func (w when) stretched(window float64) when {
	stretched := w
	for _, e := range w.edges {
		if e.to < yes {
			stretched = stretched.or(w.later(window))
			break
		}
	}
	return stretched
}

// join applies f at all times. Where both change at once, the slack is that of both.
func join(w, v when, f func(a, b truth) truth) when {
	a, b := w.start, v.start
	joined := when{start: f(a, b)}
	last := joined.start
	for i, j := 0, 0; i < len(w.edges) || j < len(v.edges); {
		at := math.Inf(1)
		if i < len(w.edges) {
			at = w.edges[i].at
		}
		if j < len(v.edges) {
			at = min(at, v.edges[j].at)
		}
		var s slack
		for ; i < len(w.edges) && w.edges[i].at == at; i++ {
			if w.edges[i].to != a {
				a, s = w.edges[i].to, s.widest(w.edges[i].slack)
			}
		}
		for ; j < len(v.edges) && v.edges[j].at == at; j++ {
			if v.edges[j].to != b {
				b, s = v.edges[j].to, s.widest(v.edges[j].slack)
			}
		}
		if to := f(a, b); to != last {
			joined.edges = append(joined.edges, edge{at, s, to})
			last = to
		}
	}
	return joined
}

// line is 1 where the claim holds and 0 where it does not.
func (w when) line() line {
	l := level(float64(w.start) / float64(yes))
	v := l.points[0].v
	l.points = l.points[:0]
	for _, e := range w.edges {
		if math.IsInf(e.at, 0) {
			break
		}
		to := float64(e.to) / float64(yes)
		l.points = append(l.points, point{e.at, v}, point{e.at, to})
		v = to
	}
	if len(l.points) == 0 {
		return level(v)
	}
	return l
}

// certain tells whether nothing about the claim is left open.
func (w when) certain() bool {
	if w.start == maybe {
		return false
	}
	return !slices.ContainsFunc(w.edges, func(e edge) bool { return e.to == maybe || math.IsInf(e.at, 0) })
}
