package yamlfile

import (
	"slices"
	"strings"
)

// cut takes a spot away.
func (d *draft) cut(s spot) {
	n, i := s.holder, s.index
	switch {
	case n.Style == Flow:
		d.cutInFlow(n, i)
	default:
		d.cutLines(n, i)
	}
	m := d.means[n]
	m.remove(slices.Index(m.kids, d.means[s.node])) // others may be gone from it already
	if len(m.kids) == 0 && n.Style != Flow {
		m.void()
	}
}

// cutInFlow takes child i out of a collection in brackets, with the comma that parts it from another.
func (d *draft) cutInFlow(n *Node, i int) {
	all := d.stretches(n)
	own := all[i]
	next := d.src.skipBlanks(own.to)
	comma := d.src.text[next] == ','
	if own.open && comma {
		own.to = next // the blank belongs to the colon
	}
	switch {
	case d.ownLine(own):
		start := d.lineStart(own.from)
		d.put(d.comments(start, own.from-start), d.nextLine(own.to), "")
		if before := d.lastComma(all[:i]); before >= 0 && i+1 == len(all) && !comma {
			d.put(all[i-1].to, before+1, "")
		}
		return
	case i > 0:
		d.cutFlow(stretch{from: all[i-1].to, to: own.to}, stretch{from: all[i-1].to, to: own.from}, strings.TrimSuffix(all[i-1].comma(), ","))
	case comma && len(all) > 1 && !d.alone(all[1].from):
		d.cutFlow(stretch{from: own.from, to: all[1].from}, stretch{from: own.to, to: all[1].from}, "")
	case comma:
		d.put(own.from, next+1, "")
	default:
		d.put(own.from, own.to, "")
	}
}

// lastComma is where the comma stands behind the last of some stretches, on the same line, or -1.
func (d *draft) lastComma(of []stretch) int {
	if len(of) == 0 {
		return -1
	}
	if at := d.src.skipBlanks(of[len(of)-1].to); d.src.text[at] == ',' {
		return at
	}
	return -1
}

// cutFlow takes a stretch out of brackets and leaves some text, unless a comment stands in its gap: what
// is in it besides the child itself.
func (d *draft) cutFlow(cut, gap stretch, leave string) {
	if at, there := d.comment(gap.from, gap.to); there {
		d.refuse(at, "this comment stands beside what would be taken away", "edit it by hand")
		return
	}
	d.put(cut.from, cut.to, leave)
}

// cutLines takes child i out of a collection that is not in brackets, with its own comments.
func (d *draft) cutLines(n *Node, i int) {
	all := d.stretches(n)
	from, col := all[i].from, column(n)
	last := n
	if n.Kind == Mapping {
		col, last = column(n.Pairs[i].Key), n.Pairs[i].Value
	} else {
		from, last = d.dashOf(n, i), n.Items[i]
	}
	stop := d.stop(all[i].to, col, last)
	if !d.alone(from) {
		d.cutShared(n, i, from, stop)
		return
	}
	start := d.comments(d.lineStart(from), col)
	end := d.nextLine(stop)
	if end == len(d.src.text) && !strings.HasSuffix(d.src.text, "\n") && start > 0 {
		start = len(strings.TrimRight(d.src.text[:start], "\r\n")) // the text ended without a line break, and still does
	}
	d.put(start, end, "")
}

// dashOf is where the dash of item i stands.
func (d *draft) dashOf(n *Node, i int) int {
	at, col := d.from(n.Items[i]), column(n)
	for start := d.lineStart(at); ; start = d.lineStart(start - 1) {
		if dash := start + col; dash < len(d.src.text) && dash <= at && d.src.text[dash] == '-' && strings.Trim(d.src.text[start:dash], " -") == "" {
			return dash
		}
		if start == 0 {
			return at
		}
	}
}

// comments is where the comments start that stand directly above a line, in its column.
func (d *draft) comments(start, col int) int {
	for start > 0 {
		above := d.lineStart(start - 1)
		text := strings.TrimLeft(d.line(above), " ")
		if !strings.HasPrefix(text, "#") || len(d.line(above))-len(text) != col {
			break
		}
		start = above
	}
	return start
}

// cutShared takes a child away that starts behind something else on its line, as the first key of an
// item of a list does. The next one moves into its place.
func (d *draft) cutShared(n *Node, i, from, stop int) {
	if i+1 == len(n.Pairs)+len(n.Items) {
		d.refuse(d.src.span(from, d.lineStop(from)), "nothing would be left in this place", "take away what holds it")
		return
	}
	var next int
	if n.Kind == Mapping {
		next = d.from(n.Pairs[i+1].Key)
	} else {
		next = d.dashOf(n, i+1)
	}
	if at, there := d.comment(stop, next); there {
		d.refuse(at, "a comment stands beside what would be taken away", "edit it by hand")
		return
	}
	d.put(from, next, "")
}
