package yamlfile

import (
	"strings"
	"unicode/utf8"
)

// insertPairs puts entries in front of pair i of a mapping, which is behind the one before it.
func (d *draft) insertPairs(n *Node, i int, entries []Entry) {
	d.means[n].insert(i, entries)
	if n.Style == Flow {
		parts := make([]string, len(entries))
		for k, e := range entries {
			parts[k] = d.entriesInFlow([]Entry{e})
		}
		d.insertInFlow(n, i, parts)
		return
	}
	col := column(n.Pairs[0].Key)
	airy := n == d.root && i > 0 && d.airy()
	lists, mappings := d.formOf(n, Sequence), d.formOf(n, Mapping)
	var lines []string
	for _, e := range entries {
		form := mappings
		if e.Value.kind == Sequence {
			form = lists
		}
		if n == d.root {
			form = blockForm // every section starts on a line of its own
		}
		if airy && e.Value.kind != Scalar {
			lines = append(lines, "")
		}
		lines = append(lines, d.entry(e, form, col)...)
	}
	d.insertLines(n, i, col, lines)
}

// insertItems puts items behind those of a list.
func (d *draft) insertItems(n *Node, items []Value) {
	d.means[n].add(items)
	if n.Style == Flow {
		parts := make([]string, len(items))
		for k, v := range items {
			parts[k] = d.inFlow(v)
		}
		d.insertInFlow(n, len(n.Items), parts)
		return
	}
	col := column(n)
	lists, mappings := d.formOf(n, Sequence), d.formOf(n, Mapping)
	var lines []string
	for _, v := range items {
		form := mappings
		if v.kind == Sequence {
			form = lists
		}
		lines = append(lines, d.item(v, form, col)...)
	}
	d.insertLines(n, len(n.Items), col, lines)
}

// formOf is the form that most collections of a kind have which stand in n.
func (d *draft) formOf(n *Node, kind NodeKind) form {
	balance := 0
	count := func(v *Node) {
		switch {
		case v.Kind != kind || d.marks.aliases[v] || len(v.Pairs)+len(v.Items) == 0:
		case v.Style == Flow:
			balance--
		default:
			balance++
		}
	}
	for _, p := range n.Pairs {
		count(p.Value)
	}
	for _, item := range n.Items {
		count(item)
	}
	switch {
	case balance > 0:
		return blockForm
	case balance < 0:
		return flowForm
	}
	return eitherForm
}

// insertLines puts lines in front of child i of a collection that is not in brackets.
func (d *draft) insertLines(n *Node, i, col int, lines []string) {
	text := strings.Join(indented(lines, col), d.newline)
	if i == 0 {
		start := d.from(n)
		if n.Kind == Mapping {
			start = d.from(n.Pairs[0].Key)
		}
		d.put(start, start, strings.TrimLeft(text, " ")+d.newline+strings.Repeat(" ", col))
		return
	}
	var last *Node
	if n.Kind == Mapping {
		last = n.Pairs[i-1].Value
	} else {
		last = n.Items[i-1]
	}
	own := col
	if n.Kind == Mapping && n != d.root && i == len(n.Pairs) {
		own-- // a comment below the last entry, in its column, belongs to nothing that follows
	}
	at := d.stop(d.stretches(n)[i-1].to, own, last)
	d.put(at, at, d.newline+text)
}

// airy tells whether an empty line stands before half of the sections or more.
func (d *draft) airy() bool {
	balance, empty := 0, false
	for _, p := range d.root.Pairs[1:] {
		start := d.lineStart(d.from(p.Key))
		for start > 0 && strings.HasPrefix(strings.TrimLeft(d.line(d.lineStart(start-1)), " "), "#") {
			start = d.lineStart(start - 1)
		}
		if start > 0 && strings.TrimSpace(d.line(d.lineStart(start-1))) == "" {
			balance, empty = balance+1, true
		} else if !gathers(p.Key.Value) {
			continue
		} else {
			balance--
		}
	}
	return empty && balance >= 0
}

// insertInFlow puts children, written already, in front of child i of a collection in brackets.
func (d *draft) insertInFlow(n *Node, i int, parts []string) {
	all := d.stretches(n)
	switch {
	case len(all) == 0:
		d.fillBrackets(n, strings.Join(parts, ", "))
	case i == 0:
		d.put(all[0].from, all[0].from, strings.Join(parts, ", ")+", ")
	case d.ownLine(all[i-1]):
		d.insertFlowLines(all[i-1], parts)
	default:
		d.put(all[i-1].to, all[i-1].to, all[i-1].comma()+" "+strings.Join(parts, ", "))
	}
}

// fillBrackets puts the first children between brackets. A blank between them stands on both sides.
func (d *draft) fillBrackets(n *Node, text string) {
	inside := d.from(n) + 1
	switch {
	case d.src.text[inside] == ' ' && inside+1 == d.to(n)-1:
		d.put(inside, inside, " "+text)
	case d.src.text[inside] == ' ':
		d.put(inside, inside, " "+text)
	default:
		d.put(inside, inside, text)
	}
}

// ownLine tells whether a child of a collection in brackets has a line to itself, but for a comma and
// a comment.
func (d *draft) ownLine(s stretch) bool {
	i := d.src.skipBlanks(s.to)
	if i < len(d.src.text) && d.src.text[i] == ',' {
		i = d.src.skipBlanks(i + 1)
	}
	return d.alone(s.from) && (i == d.lineStop(i) || i < len(d.src.text) && d.src.text[i] == '#')
}

// insertFlowLines puts children on lines of their own below one that has such a line.
func (d *draft) insertFlowLines(above stretch, parts []string) {
	indent := strings.Repeat(" ", above.from-d.lineStart(above.from))
	stop := d.lineStop(above.to)
	lines := d.newline + indent + strings.Join(parts, ","+d.newline+indent)
	if i := d.src.skipBlanks(above.to); i < stop && d.src.text[i] == ',' {
		d.put(stop, stop, lines+",")
		return
	}
	d.put(above.to, above.to, above.comma())
	d.put(stop, stop, lines)
}

// replace gives the spot another value.
func (d *draft) replace(s spot, v Value) {
	if p, ok := s.pair(); ok {
		d.replaceIn(s, p, v)
	} else if s.holder == nil {
		d.refuse(s.node.Span, "the whole of a drawing is no value", "")
	} else {
		d.overwrite(s, v, d.from(s.node), s.holder.Style == Flow)
	}
	if len(d.found) == 0 {
		d.means[s.node].become(v)
	}
}

// replaceIn gives a pair another value.
func (d *draft) replaceIn(s spot, p Pair, v Value) {
	colon, there := d.colon(p)
	inFlow := s.holder.Style == Flow
	switch {
	case !there && inFlow && s.node.Null:
		d.put(colon, colon, ": "+d.inFlow(v))
	case !there:
		d.refuse(p.Key.Span, "the colon of this key stands elsewhere, so its value cannot be changed", "write key and value in one line")
	case s.node.Null && s.node.Value == "":
		d.fill(s, p, colon, v)
	default:
		d.overwrite(s, v, colon, inFlow)
	}
}

// fill gives a value to a key that has none.
func (d *draft) fill(s spot, p Pair, colon int, v Value) {
	form := eitherForm
	switch {
	case s.holder.Style == Flow:
		form = flowForm
	case s.holder == d.root:
		form = blockForm
	default:
		form = d.formOf(s.holder, v.kind)
	}
	lines := d.valueLines(p, v, form)
	d.put(colon, colon, lines[0])
	d.below(d.lineStop(colon), column(p.Key), lines[1:])
}

// valueLines is what stands behind the colon of a key in its line, then the lines below it, indented
// beyond the column of the key.
func (d *draft) valueLines(p Pair, v Value, f form) []string {
	if f == flowForm {
		return []string{strings.TrimRight(" "+d.inFlow(v), " ")}
	}
	width := utf8.RuneCountInString(d.src.text[d.from(p.Key):d.to(p.Key)])
	lines := d.entry(Entry{"k", v}, f, column(p.Key)+width)
	lines[0] = strings.TrimPrefix(lines[0], "k:")
	return lines
}

// below puts lines under the line that ends at a place.
func (d *draft) below(stop, col int, lines []string) {
	if len(lines) > 0 {
		d.put(stop, stop, d.newline+strings.Join(indented(lines, col), d.newline))
	}
}

// overwrite puts a value in the place of another. Behind is where the value may start: behind its
// colon or dash.
func (d *draft) overwrite(s spot, v Value, behind int, inFlow bool) {
	n := s.node
	from, to := d.from(n), d.to(n)
	block := n.Kind != Scalar && n.Style != Flow
	start := from
	if block && v.kind == Scalar {
		start = behind
	}
	if at, there := d.comment(start, to, n); there && n.Kind != Scalar {
		d.refuse(at, "this comment stands inside what would be replaced", "move it above the key, or edit by hand")
		return
	}
	switch {
	case n.Kind == Scalar && v.kind == Scalar && !v.bare:
		d.put(from, to, d.likewise(n, v, inFlow))
	case block && v.kind != Scalar && len(v.items)+len(v.entries) > 0:
		lines := indented(d.lines(v, column(n)), column(n))
		d.put(from, to, strings.TrimLeft(strings.Join(lines, d.newline), " "))
	case block && start == behind && s.holder.Kind == Mapping:
		d.put(behind, to, strings.TrimRight(" "+d.inBlock(v), " "))
	case inFlow || n.Kind != Scalar || n.Style == Block || s.holder.Kind != Mapping:
		d.put(from, to, d.inFlow(v))
	default:
		p, _ := s.pair()
		lines := d.valueLines(p, v, eitherForm)
		d.put(behind, to, lines[0])
		d.below(d.lineStop(to), column(p.Key), lines[1:])
	}
}

// inBlock writes a scalar that stands outside of brackets, or a collection in them.
func (d *draft) inBlock(v Value) string {
	if v.kind == Scalar && !v.bare {
		return writeScalar(v, false)
	}
	return d.inFlow(v)
}

// likewise writes text in the quotes of the scalar that it replaces.
func (d *draft) likewise(n *Node, v Value, inFlow bool) string {
	if n.Style == Quoted && !v.literal {
		switch quote := d.src.text[d.from(n)]; {
		case quote == '"':
			return quoteDouble(v.text)
		case !strings.ContainsFunc(v.text, needsEscape):
			return quoteSingle(v.text)
		}
	}
	return writeScalar(v, inFlow)
}

// spellOut turns a value that is written in one word into the mapping that it stands for.
func (d *draft) spellOut(s spot, key string, entries []Entry) {
	d.around(s.node, "{"+d.pad+key+": ", ", "+d.entriesInFlow(entries)+d.pad+"}")
	m := *d.means[s.node]
	d.means[s.node].become(Map(entries...))
	d.means[s.node].keys = append([]string{key}, d.means[s.node].keys...)
	d.means[s.node].kids = append([]*meaning{&m}, d.means[s.node].kids...)
}

// enlist turns a value that stands for a list of one into a list with more items.
func (d *draft) enlist(s spot, items []Value) {
	list := d.inFlow(List(items...))
	d.around(s.node, "[", ", "+strings.TrimPrefix(list, "["))
	m := *d.means[s.node]
	d.means[s.node].become(List(items...))
	d.means[s.node].kids = append([]*meaning{&m}, d.means[s.node].kids...)
}

// around puts text on both sides of a value, which is quoted where it would not hold together in
// brackets.
func (d *draft) around(n *Node, before, after string) {
	from, to := d.from(n), d.to(n)
	if n.Kind == Scalar && (n.Style == Block || n.Style == Plain && !holdsTogether(n.Value, true)) {
		d.put(from, to, before+writeScalar(Literal(n.Value), true)+after)
		return
	}
	d.put(from, from, before)
	d.put(to, to, after)
}
