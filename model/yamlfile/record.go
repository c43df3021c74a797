package yamlfile

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A record is a mapping with fixed keys.
type record[S any] struct {
	noun   string // "an arrow"
	home   string // where in a file such mappings stand, to tell where a key belongs
	fields []field[S]
}

// A field is one key of a record.
type field[S any] struct {
	name     string
	doc      string   // one line for editors
	was      []string // names it had before; they are read for ever
	required bool
	promised bool // required, and asked for by somebody else
	optional bool // may stand without a value
	gathers  bool // adds what it reads to what there is
	read     func(r *reader, into *S, n *Node)
	inherit  func(into, from *S) bool // takes a value over unless there is one
	given    func(*S) bool
	schema   func(*book) schema
	wants    string // what to write, for where there is nothing
}

// stated is a field that is read straight into the model.
func stated[S, T any](name, doc string, form shape[T], at func(*S) *model.Stated[T]) field[S] {
	return field[S]{
		name: name, doc: doc, schema: form.schema, wants: form.wants,
		read: func(r *reader, into *S, n *Node) {
			if v, ok := form.read(r, n); ok {
				*at(into) = model.Stated[T]{Value: v, Span: n.Span}
			}
		},
		inherit: inherited(at),
		given:   func(s *S) bool { return at(s).Given() },
	}
}

func inherited[S, T any](at func(*S) *model.Stated[T]) func(into, from *S) bool {
	return func(into, from *S) bool {
		if at(into).Given() || !at(from).Given() {
			return false
		}
		*at(into) = *at(from)
		return true
	}
}

// linked is a field that names things which may be declared anywhere, in any file.
func linked[S, M, T any](name, doc string, form shape[M], at func(*S) *model.Stated[T], link func(*linker, M) (T, bool)) field[S] {
	return deferred(name, doc, form, at, link, func(f *File) *[]func(*linker) { return &f.links })
}

// staffed is a linked field that names people who need not be declared.
func staffed[S, M, T any](name, doc string, form shape[M], at func(*S) *model.Stated[T], link func(*linker, M) (T, bool)) field[S] {
	return deferred(name, doc, form, at, link, func(f *File) *[]func(*linker) { return &f.staffing })
}

func deferred[S, M, T any](
	name, doc string, form shape[M], at func(*S) *model.Stated[T], link func(*linker, M) (T, bool), queue func(*File) *[]func(*linker),
) field[S] {
	return field[S]{
		name: name, doc: doc, schema: form.schema, wants: form.wants,
		read: func(r *reader, into *S, n *Node) {
			m, ok := form.read(r, n)
			if !ok {
				return
			}
			q := queue(r.file)
			*q = append(*q, func(l *linker) {
				if v, ok := link(l, m); ok {
					*at(into) = model.Stated[T]{Value: v, Span: n.Span}
				}
			})
		},
		inherit: inherited(at),
		given:   func(s *S) bool { return at(s).Given() },
	}
}

// kept is a field whose value is not of the model, or not by itself.
func kept[S, T any](name, doc string, form shape[T], keep func(r *reader, into *S, v T, n *Node)) field[S] {
	return field[S]{
		name: name, doc: doc, schema: form.schema, wants: form.wants,
		read: func(r *reader, into *S, n *Node) {
			if v, ok := form.read(r, n); ok {
				keep(r, into, v, n)
			}
		},
	}
}

// within makes a field of a part into a field of the whole.
func within[S, P any](f field[P], part func(*S) *P) field[S] {
	w := field[S]{
		name: f.name, doc: f.doc, was: f.was, required: f.required, optional: f.optional, schema: f.schema, wants: f.wants,
		read: func(r *reader, into *S, n *Node) { f.read(r, part(into), n) },
	}
	if f.given != nil {
		w.given = func(s *S) bool { return f.given(part(s)) }
		w.inherit = func(into, from *S) bool { return f.inherit(part(into), part(from)) }
	}
	return w
}

func (f field[S]) must() field[S]  { f.required = true; return f }
func (f field[S]) mayBe() field[S] { f.optional = true; return f }
func (f field[S]) renamed(was ...string) field[S] {
	f.was = was
	return f
}

// shape is the record as the shape of a fresh value.
func (m record[S]) shape() shape[*S] {
	return shape[*S]{
		read: func(r *reader, n *Node) (*S, bool) {
			into := new(S)
			return into, m.fill(r, into, n)
		},
		schema: m.schema,
	}
}

// value is the record as the shape of a plain value.
func (m record[S]) value() shape[S] {
	return as(m.shape(), func(_ *reader, _ *Node, v *S) (S, bool) { return *v, true })
}

// keys are the names of the fields.
func (m record[S]) keys() []string {
	names := make([]string, len(m.fields))
	for i, f := range m.fields {
		names[i] = f.name
	}
	return names
}

// fill reads the keys of a mapping into a value.
func (m record[S]) fill(r *reader, into *S, n *Node) bool {
	if n.Kind != Mapping {
		m.notAMapping(r, n)
		return false
	}
	var seen [64]bool
	for i, p := range n.Pairs {
		if i+1 < len(n.Pairs) && r.afterComma(n, i+1) && m.find(r, n.Pairs[i+1]) < 0 {
			seen[max(m.find(r, p), 0)] = true // its value is cut off, which the next key is told
			continue
		}
		at := m.find(r, p)
		if at < 0 {
			at = m.unknown(r, n, i)
		}
		if at < 0 || seen[at] {
			continue
		}
		seen[at] = true
		m.fields[at].take(r, into, p, m.noun)
	}
	m.missing(r, n, seen[:])
	return true
}

// missing reports the required keys that were not seen.
func (m record[S]) missing(r *reader, n *Node, seen []bool) {
	var names, mends []string
	for i, f := range m.fields {
		if f.required && !f.promised && !seen[i] {
			names = append(names, f.name)
			mends = append(mends, f.name+": ("+strings.ToLower(f.doc[:1])+strings.TrimSuffix(f.doc[1:], ".")+")")
		}
	}
	if len(names) > 0 {
		at := diag.Span{File: n.Span.File, Start: n.Span.Start, End: n.Span.Start}
		r.fail(ruleBadValue, at, "%s needs %s", m.noun, joinAnd(names)).Mend = "add " + strings.Join(mends, ", ")
	}
}

// find is the index of the field that the key names.
func (m record[S]) find(r *reader, p Pair) int {
	for i, f := range m.fields {
		if f.name == p.Key.Value {
			return i
		}
	}
	for i, f := range m.fields {
		for _, was := range f.was {
			if was == p.Key.Value {
				r.note(ruleRenamed, p.Key.Span, "%s is now called %s", diag.Quote(was), diag.Quote(f.name)).Mend = f.name + ":"
				return i
			}
		}
	}
	return -1
}

func (f field[S]) take(r *reader, into *S, p Pair, noun string) {
	if !p.Value.Null {
		f.read(r, into, p.Value)
		return
	}
	if f.optional {
		return
	}
	d := r.fail(ruleBadValue, p.Key.Span, "%s has no value", f.name)
	d.Mend = f.wants
	if i := r.src.skipBlanks(int(p.Value.Span.End.Offset) - r.src.mark); i < len(r.src.text) && r.src.text[i] == '#' && p.Value.Value == "" {
		if comment := strings.TrimSpace(r.src.text[i:r.src.skipLine(i)]); len(comment) > 1 && comment[1] != ' ' {
			d.Mend = "# starts a comment; quote it: " + f.name + `: "` + strings.TrimRight(comment, "}],") + `"`
		}
	}
	if i := int(p.Value.Span.Start.Offset) - r.src.mark; i < len(r.src.text) && r.src.text[i] == '&' {
		d.Mend = "& starts an anchor; quote it: " + f.name + `: "` + strings.TrimSpace(r.src.text[i:r.src.skipLine(i)]) + `"`
	}
}

// unknown says what is wrong with the key of pair i, and hands back the field that was meant if
// that can be told: then what follows is not reported as a fault of its own.
func (m record[S]) unknown(r *reader, n *Node, i int) int {
	key := n.Pairs[i].Key
	names := m.keys()
	near := diag.Near(key.Value, names)
	d := r.fail(ruleUnknownKey, key.Span, "unknown key %s in %s%s", diag.Quote(key.Value), m.noun, didYouMean(near))
	if len(near) > 0 {
		for j, name := range names {
			if _, there := n.Pair(name); name == near[0] && !there {
				d.Mend = name + ":"
				return j
			}
		}
		return -1
	}
	switch homes := r.book().homes[key.Value]; {
	case strings.Contains(key.Value, "->"):
		r.file.loses(arrowNoun)
		d.Message = diag.Shorten("unknown key "+diag.Quote(key.Value)+" in "+m.noun+"; is this an arrow?", longestMessage)
		d.Mend = "outdent it to the column of the other arrows"
		if m.home == drawing.home {
			d.Mend = "indent it, below arrows:"
		}
	case r.afterComma(n, i):
		d.Message = diag.Shorten("a comma ends the value before "+diag.Quote(key.Value), longestMessage)
		d.Mend = "quote the text that holds the comma"
		if before := n.Pairs[i-1].Value; before.literal() {
			d.Mend += `: "` + r.src.text[int(before.Span.Start.Offset)-r.src.mark:int(key.Span.End.Offset)-r.src.mark] + `"`
		}
	case len(homes) > 0:
		d.Message = diag.Shorten("unknown key "+diag.Quote(key.Value)+" in "+m.noun+"; it belongs under "+joinOr(homes), longestMessage)
	default:
		d.Mend = oneOf(names)
	}
	return -1
}

func joinAnd(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

func joinOr(names []string) string {
	if n := len(names); n > 3 {
		names = names[:3]
	}
	return strings.Join(names, " or ")
}

// afterComma tells whether key i is no key but the rest of a text that a comma cut off.
func (r *reader) afterComma(n *Node, i int) bool {
	key := n.Pairs[i]
	if n.Style != Flow || i == 0 || !key.Value.Null || key.Value.Value != "" {
		return false
	}
	after := r.src.skipBlanks(int(key.Key.Span.End.Offset) - r.src.mark)
	return after < len(r.src.text) && r.src.text[after] != ':'
}

// notAMapping complains about a value that stands where a mapping is wanted.
func (m record[S]) notAMapping(r *reader, n *Node) {
	d := r.fail(ruleBadValue, n.Span, "%s is a mapping, not %s", m.noun, n.Kind)
	var required []string
	for _, f := range m.fields {
		if f.required {
			required = append(required, f.name)
		}
	}
	names := m.keys()
	d.Mend = oneOf(names)
	if d.Mend != "" {
		d.Mend = "a mapping with keys such as " + strings.Join(names[:min(4, len(names))], ", ")
	}
	switch {
	case n.Null:
		d.Message = m.noun + " needs keys"
	case n.Kind != Scalar:
	case m.home == arrow.home:
		d.Mend = "{" + arrowShorthand(n.Value) + "}"
	case m.home == alert.home:
		d.Mend = "alert: {name: " + diag.Shorten(n.Value, 40) + ", after: 5m, tells: owner, how: page}; or none"
	case len(required) == 1:
		d.Mend = "{" + required[0] + ": " + diag.Shorten(n.Value, 40) + "}"
	}
}

// schema describes the record. Later changes of the fields cannot be forgotten here.
func (m record[S]) schema(b *book) schema {
	properties := schema{}
	var required []any
	for _, f := range m.fields {
		b.knows(m.home, f.name)
		described := f.schema(b)
		if f.optional {
			described = schema{"anyOf": []any{described, schema{"type": "null"}}}
		}
		if _, shared := described["$ref"]; shared {
			described = schema{"allOf": []any{described}} // beside $ref nothing else counts in draft-07
		}
		described["description"] = f.doc
		properties[f.name] = described
		for _, was := range f.was {
			properties[was] = schema{"description": "Now called " + f.name + "."}
		}
		if f.required {
			required = append(required, f.name)
		}
	}
	s := schema{"type": "object", "properties": properties, "additionalProperties": false}
	if required != nil {
		s["required"] = required
	}
	return s
}
