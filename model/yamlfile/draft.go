package yamlfile

import (
	"cmp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// marks note of the nodes of a file that is taken as it is written which are aliases, and which are
// anchored, so that they stand elsewhere too.
type marks struct{ aliases, anchors map[*Node]bool }

func (m *marks) anchor(n *Node) {
	if m != nil {
		m.anchors[n] = true
	}
}

func (m *marks) asAlias(n *Node) *Node {
	m.aliases[n] = true
	return n
}

// A draft is the text of a drawing that is being edited. Its nodes are the values as they are written:
// an alias is an alias. Offsets leave a byte order mark out.
type draft struct {
	faults
	src   *source
	root  *Node
	marks *marks
	manner

	means   map[*Node]*meaning // what is to be there after the edits
	splices []splice
	read    *Node // the root with aliases and merge keys resolved, made when it is first asked for
}

// A splice puts text in the place of the stretch between two offsets.
type splice struct {
	from, to int
	text     string
}

// newDraft reads the text of a drawing. What keeps it from being edited is in the faults.
func newDraft(name, text string) *draft {
	d := &draft{
		src: newSource(name, text), marks: &marks{map[*Node]bool{}, map[*Node]bool{}},
		means: map[*Node]*meaning{},
	}
	s := scan(d.src)
	d.found = s.refused
	if len(d.found) > 0 {
		return d
	}
	documents, failure := decode(d.src.text)
	if failure != "" {
		d.found = append(d.found, s.explain(failure)...)
		return d
	}
	var roots []*Node
	for _, n := range assemble(&builder{faults: &d.faults, src: d.src, brackets: s.brackets, written: d.marks}, documents) {
		if !n.Null {
			roots = append(roots, n)
		}
	}
	switch {
	case len(d.found) > 0:
	case len(roots) != 1 || roots[0].Kind != Mapping || d.marks.anchors[roots[0]]:
		d.refuse(d.src.span(0, 0), "this is not one mapping of sections, as a drawing is", "start from: "+firstLine(smallest))
	default:
		d.root = roots[0]
		d.learn(d.root)
		d.manner = d.manners()
	}
	return d
}

// refuse says why an edit cannot be made.
func (d *draft) refuse(at diag.Span, message, mend string) {
	d.fail(ruleEdit, at, "%s", message).Mend = mend
}

// learn notes what the nodes mean.
func (d *draft) learn(n *Node) *meaning {
	m := &meaning{kind: n.Kind, null: n.Null, alias: d.marks.aliases[n], text: n.Value}
	d.means[n] = m
	for _, p := range n.Pairs {
		m.keys = append(m.keys, p.Key.Value)
		m.kids = append(m.kids, d.learn(p.Value))
	}
	for _, item := range n.Items {
		m.kids = append(m.kids, d.learn(item))
	}
	return m
}

// manners are those of the first collections of the file that have any.
func (d *draft) manners() manner {
	m := manner{newline: "\n"}
	if i := strings.IndexByte(d.src.text, '\n'); i > 0 && d.src.text[i-1] == '\r' {
		m.newline = "\r\n"
	}
	dashed, padded := false, false
	var look func(n *Node)
	look = func(n *Node) {
		if n.Kind == Mapping && n.Style == Flow && len(n.Pairs) > 0 && !padded {
			padded = true
			if d.from(n.Pairs[0].Key) == d.from(n)+2 && d.src.text[d.from(n)+1] == ' ' {
				m.pad = " "
			}
		}
		for _, p := range n.Pairs {
			in := p.Value
			own := !d.marks.aliases[in] && n.Style != Flow && in.Style != Flow && in.Span.Start.Line > p.Key.Span.Start.Line
			switch deeper := column(in) - column(p.Key); {
			case own && in.Kind == Mapping && m.step == 0 && deeper > 0:
				m.step = deeper
			case own && in.Kind == Sequence && !dashed && deeper >= 0:
				m.dash, dashed = deeper, true
			}
			look(in)
		}
		for _, item := range n.Items {
			look(item)
		}
	}
	look(d.root)
	m.step = cmp.Or(m.step, 2)
	if !dashed {
		m.dash = m.step
	}
	return m
}

// column is where a node starts, counted from 0.
func column(n *Node) int { return int(n.Span.Start.Col) - 1 }

func (d *draft) from(n *Node) int { return int(n.Span.Start.Offset) - d.src.mark }

func (d *draft) to(n *Node) int { return int(n.Span.End.Offset) - d.src.mark }

// put notes a splice. Of several at one place, that noted first comes first.
func (d *draft) put(from, to int, text string) {
	d.splices = append(d.splices, splice{from, to, text})
}

// result is the text with the splices made, or false where two of them overlap.
func (d *draft) result() (string, bool) {
	slices.SortStableFunc(d.splices, func(a, b splice) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var b strings.Builder
	if d.src.mark > 0 {
		b.WriteString(byteOrderMark)
	}
	at := 0
	for _, s := range d.splices {
		if s.from < at {
			return "", false
		}
		b.WriteString(d.src.text[at:s.from] + s.text)
		at = s.to
	}
	b.WriteString(d.src.text[at:])
	return b.String(), true
}

// lineStart is where the line that holds an offset starts.
func (d *draft) lineStart(i int) int { return strings.LastIndexByte(d.src.text[:i], '\n') + 1 }

// lineStop is where the text of the line that holds an offset ends, in front of its line break.
func (d *draft) lineStop(i int) int {
	end := d.src.skipLine(i)
	if end > i && d.src.text[end-1] == '\r' {
		end--
	}
	return end
}

// nextLine is where the line after that which holds an offset starts, or the end of the text.
func (d *draft) nextLine(i int) int {
	return min(d.src.skipLine(i)+1, len(d.src.text))
}

// alone tells whether nothing but blanks stands before an offset on its line.
func (d *draft) alone(i int) bool {
	return strings.TrimLeft(d.src.text[d.lineStart(i):i], " ") == ""
}

// colon is behind the colon of a pair, where its value starts. There is none behind a key in brackets
// that has no value, nor is one found that stands on another line.
func (d *draft) colon(p Pair) (int, bool) {
	i := d.src.skipBlanks(d.to(p.Key))
	if i < len(d.src.text) && d.src.text[i] == ':' {
		return i + 1, true
	}
	return d.to(p.Key), false
}

// pairEnd is where a pair ends.
func (d *draft) pairEnd(p Pair) int {
	if p.Value.Null && p.Value.Value == "" {
		end, _ := d.colon(p)
		return end
	}
	return max(d.to(p.Value), d.to(p.Key))
}

// A stretch is where a pair or an item of a collection stands.
type stretch struct {
	from, to int
	open     bool // it ends with a colon
}

// comma parts a stretch in brackets from what follows. One right behind a colon would be text.
func (s stretch) comma() string {
	if s.open {
		return " ,"
	}
	return ","
}

// stretches are those of all children of a collection.
func (d *draft) stretches(n *Node) []stretch {
	var all []stretch
	for _, p := range n.Pairs {
		end := d.pairEnd(p)
		all = append(all, stretch{d.from(p.Key), end, p.Value.Null && d.src.text[end-1] == ':'})
	}
	for _, item := range n.Items {
		all = append(all, stretch{d.from(item), d.to(item), false})
	}
	return all
}

// stop is where an entry that is not in brackets ends, with the comments behind it on its line and
// those on the lines directly below that are indented beyond the column of the entry.
func (d *draft) stop(end, column int, last *Node) int {
	stop := d.lineStop(end)
	if d.keepsBreaks(last) {
		for next := d.nextLine(stop); next < len(d.src.text) && strings.TrimSpace(d.line(next)) == ""; next = d.nextLine(next) {
			stop = d.lineStop(next)
		}
	}
	for next := d.nextLine(stop); next < len(d.src.text); next = d.nextLine(next) {
		text := strings.TrimLeft(d.line(next), " ")
		if !strings.HasPrefix(text, "#") || len(d.line(next))-len(text) <= column {
			break
		}
		stop = d.lineStop(next)
	}
	return stop
}

// line is the text of the line that starts at an offset.
func (d *draft) line(start int) string { return d.src.text[start:d.lineStop(start)] }

// keepsBreaks tells whether the last thing in n is a block of text to which the empty lines below it
// belong.
func (d *draft) keepsBreaks(n *Node) bool {
	for {
		switch pairs, items := len(n.Pairs), len(n.Items); {
		case pairs > 0:
			n = n.Pairs[pairs-1].Value
		case items > 0:
			n = n.Items[items-1]
		default:
			return n.Style == Block && !d.marks.aliases[n] && strings.Contains(d.src.text[d.from(n):d.lineStop(d.from(n))], "+")
		}
	}
}

// comment is the first comment in a stretch of the text, whose scalars are those of the given nodes.
func (d *draft) comment(from, to int, nodes ...*Node) (diag.Span, bool) {
	at := from
	var found diag.Span
	var look func(n *Node) bool
	gap := func(end int) bool {
		if end <= at {
			return false
		}
		if i := strings.IndexByte(d.src.text[at:end], '#'); i >= 0 {
			found = d.src.span(at+i, d.lineStop(at+i))
			return true
		}
		return false
	}
	look = func(n *Node) bool {
		if n.Kind == Scalar {
			if gap(d.from(n)) {
				return true
			}
			at = max(at, d.to(n))
		}
		for _, p := range n.Pairs {
			if look(p.Key) || look(p.Value) {
				return true
			}
		}
		return slices.ContainsFunc(n.Items, look)
	}
	return found, slices.ContainsFunc(nodes, look) || gap(to)
}

// resolved is the value at the path of keys with everything in place that aliases and merge keys
// bring.
func (d *draft) resolved(at Path) *Node {
	if d.read == nil {
		for _, n := range readTree(&faults{}, d.src) {
			if !n.Null {
				d.read = n
			}
		}
	}
	n := d.read
	for i := 0; i < len(at) && n != nil; i++ {
		n = child(n, at, i)
	}
	return n
}
