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

// fill reads the keys of a mapping into a value.
func (m record[S]) fill(r *reader, into *S, n *Node) bool {
	if n.Kind != Mapping {
		r.notAMapping(n, m.noun, m.home)
		return false
	}
	var seen [64]bool
	for i, p := range n.Pairs {
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
	for i, f := range m.fields {
		if f.required && !f.promised && !seen[i] {
			r.fail(ruleBadValue, diag.Span{File: n.Span.File, Start: n.Span.Start, End: n.Span.Start}, "%s needs %s", m.noun, f.name).Mend = f.name + ": " + f.doc
		}
	}
	return true
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
				r.note(ruleRenamed, p.Key.Span, "%s is now called %s", quote(was), quote(f.name)).Mend = f.name + ":"
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
}

// unknown says what is wrong with the key of pair i, and hands back the field that was meant if
// that can be told: then what follows is not reported as a fault of its own.
func (m record[S]) unknown(r *reader, n *Node, i int) int {
	key := n.Pairs[i].Key
	names := make([]string, len(m.fields))
	for j, f := range m.fields {
		names[j] = f.name
	}
	near := diag.Near(key.Value, names)
	d := r.fail(ruleUnknownKey, key.Span, "unknown key %s in %s%s", quote(key.Value), m.noun, didYouMean(near))
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
		d.Message = shorten("unknown key "+quote(key.Value)+" in "+m.noun+"; is this an arrow?", longestMessage)
		d.Mend = "outdent it to the column of the other arrows"
	case r.afterComma(n, i):
		d.Message = shorten("a comma ends the value before "+quote(key.Value), longestMessage)
		d.Mend = "quote the text that holds the comma"
	case len(homes) > 0:
		d.Message = shorten("unknown key "+quote(key.Value)+" in "+m.noun+"; it belongs under "+joinOr(homes), longestMessage)
	default:
		d.Mend = oneOf(names)
	}
	return -1
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
func (r *reader) notAMapping(n *Node, noun, home string) {
	d := r.fail(ruleBadValue, n.Span, "%s is a mapping, not %s", noun, n.Kind)
	switch {
	case n.Null:
		d.Message = noun + " needs keys"
	case home == "arrows" && n.Kind == Scalar:
		d.Mend = "{if-down: breaks}"
	case home == "alert" && n.Kind == Scalar:
		d.Mend = "alert: {name: " + shorten(n.Value, 40) + ", after: 5m, tells: owner, how: page}; or none"
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
