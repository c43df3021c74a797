package yamlfile

import "slices"

// A Value is what an edit writes: text, a list or a mapping. It is no node of a file yet, and takes
// the style of the place where it is written. The zero Value is the empty text.
type Value struct {
	kind    NodeKind
	bare    bool // nothing is written
	literal bool // YAML may see something else than text in it
	spread  bool // it goes over several lines where nothing speaks against it
	text    string
	items   []Value
	entries []Entry
}

// An Entry is a key of a mapping and its value.
type Entry struct {
	Key   string
	Value Value
}

// Text is a name or a phrase. It is quoted wherever YAML would see anything else in it, such as a
// number, a date or a truth value.
func Text(text string) Value { return Value{text: text} }

// Literal is a number, a date, a truth value or a word of the format, which stands without quotes
// unless it would not hold together.
func Literal(text string) Value { return Value{text: text, literal: true} }

// Bare is no value at all: an entry that consists of its name.
func Bare() Value { return Value{bare: true} }

// List is a list.
func List(items ...Value) Value { return Value{kind: Sequence, items: items} }

// Texts is a list of names or phrases.
func Texts(texts ...string) Value {
	items := make([]Value, len(texts))
	for i, text := range texts {
		items[i] = Text(text)
	}
	return List(items...)
}

// Map is a mapping, with its keys in that order.
func Map(entries ...Entry) Value { return Value{kind: Mapping, entries: entries} }

// A meaning is what a file says at some place, whatever the style: what must be there after an edit
// is compared with what is.
type meaning struct {
	kind  NodeKind
	null  bool
	alias bool // text is the alias itself, not what it stands for
	text  string
	keys  []string // of a mapping
	kids  []*meaning
}

// meaning is what a value says.
func (v Value) meaning() *meaning {
	m := &meaning{kind: v.kind, null: v.bare, text: v.text}
	for _, item := range v.items {
		m.kids = append(m.kids, item.meaning())
	}
	for _, e := range v.entries {
		m.keys = append(m.keys, e.Key)
		m.kids = append(m.kids, e.Value.meaning())
	}
	return m
}

// void turns a collection that lost its last child, and is written without brackets, into nothing.
func (m *meaning) void() { *m = meaning{null: true} }

// become gives the place another meaning.
func (m *meaning) become(v Value) { *m = *v.meaning() }

// insert puts entries in front of child i.
func (m *meaning) insert(i int, entries []Entry) {
	for n, e := range entries {
		m.keys = slices.Insert(m.keys, i+n, e.Key)
		m.kids = slices.Insert(m.kids, i+n, e.Value.meaning())
	}
}

// add puts items behind all others.
func (m *meaning) add(items []Value) {
	for _, v := range items {
		m.kids = append(m.kids, v.meaning())
	}
}

// remove takes child i away.
func (m *meaning) remove(i int) {
	m.kids = slices.Delete(m.kids, i, i+1)
	if m.kind == Mapping {
		m.keys = slices.Delete(m.keys, i, i+1)
	}
}

// same tells whether two places mean the same.
func (m *meaning) same(o *meaning) bool {
	if m.kind != o.kind || m.null != o.null || m.alias != o.alias || len(m.kids) != len(o.kids) || !slices.Equal(m.keys, o.keys) {
		return false
	}
	if m.kind == Scalar && !m.null && m.text != o.text {
		return false
	}
	for i, kid := range m.kids {
		if !kid.same(o.kids[i]) {
			return false
		}
	}
	return true
}
