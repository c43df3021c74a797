package yamlfile

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// A shape is a form that a value of the drawing can take. It both reads such a value and describes
// it to editors, so that reader and schema cannot disagree.
type shape[T any] struct {
	read   func(*reader, *Node) (T, bool)
	schema func(*book) schema
	wants  string // what to write, for where there is nothing
}

// A schema is a part of a JSON Schema.
type schema = map[string]any

// A reader reads the nodes of one file. Links are what can only be done when the names of all
// files are known.
type reader struct {
	*faults
	file *File
	src  *source
	book func() *book // made when the first unknown key asks where it belongs

	root     *Node
	sections []field[File]
	straying bool // what is being read stood in another section
}

// A mention is a name that stands for something declared elsewhere.
type mention struct {
	name string
	span diag.Span
	file *File
}

// scalar is the text of a node that must be a scalar.
func (r *reader) scalar(n *Node, noun string) (string, bool) {
	switch {
	case n.Kind != Scalar:
		r.fail(ruleBadValue, n.Span, "%s expected, not %s", noun, n.Kind)
	case n.Null:
		r.fail(ruleBadValue, n.Span, "a value is missing here: %s", noun)
	case len(n.Value) > maxScalar:
		r.fail(ruleLimit, n.Span, "a text of more than 64 kB")
	default:
		return n.Value, true
	}
	return "", false
}

const maxScalar = 64 << 10

// ref is a shape that has a name of its own in the schema.
func (s shape[T]) ref(name string) shape[T] {
	return shape[T]{s.read, func(b *book) schema { return b.define(name, s.schema) }, s.wants}
}

// text is any text, taken literally.
func text() shape[string] {
	return shape[string]{
		read:   func(r *reader, n *Node) (string, bool) { return r.scalar(n, "text") },
		schema: func(*book) schema { return schema{"type": []any{"string", "number", "boolean"}} },
	}.ref("text")
}

// some is text that says something.
func some() shape[string] {
	return shape[string]{
		read: func(r *reader, n *Node) (string, bool) {
			value, ok := r.scalar(n, "text")
			if ok && strings.TrimSpace(value) == "" {
				r.fail(ruleBadValue, n.Span, "this must not be empty")
				return "", false
			}
			return value, ok
		},
		schema: func(*book) schema { return schema{"type": []any{"string", "number", "boolean"}, "pattern": `\S`} },
	}.ref("words")
}

// parsed is a scalar that is written by rules of its own. The parser's error says what is wrong,
// and its hint what to write.
func parsed[T any](noun, pattern string, parse func(string) (T, error)) shape[T] {
	return shape[T]{
		read: func(r *reader, n *Node) (T, bool) {
			var none T
			written, ok := r.scalar(n, noun)
			if !ok {
				return none, false
			}
			value, err := parse(strings.TrimSpace(written))
			if err != nil {
				r.blame(n.Span, err)
				return none, false
			}
			return value, true
		},
		schema: func(*book) schema {
			return schema{"type": "string", "pattern": "^(" + pattern + ")$"}
		},
		wants: noun,
	}
}

// A misspelling is what a parser has against a text, with what to write instead.
type misspelling struct{ message, mend string }

func (m misspelling) Error() string { return m.message }

func misspelled(mend, format string, args ...any) error {
	return misspelling{fmt.Sprintf(format, args...), mend}
}

// blame reports the error of a parser.
func (r *reader) blame(at diag.Span, err error) {
	d := r.fail(ruleBadValue, at, "%s", err)
	if m, ok := err.(misspelling); ok {
		d.Mend = m.mend
	}
}

// truth is true or false.
func truth() shape[bool] {
	return shape[bool]{
		read: func(r *reader, n *Node) (bool, bool) {
			value, ok := r.scalar(n, "true or false")
			if ok && value != "true" && value != "false" {
				r.fail(ruleBadValue, n.Span, "true or false expected, not %s", diag.Quote(value)).Mend = "true or false"
				return false, false
			}
			return value == "true", ok
		},
		schema: func(*book) schema { return schema{"type": "boolean"} },
		wants:  "true or false",
	}
}

// whole is a number without a fraction, from 0 on.
func whole() shape[int] {
	s := parsed("a whole number", "", func(written string) (int, error) {
		n, err := strconv.ParseUint(written, 10, 31)
		if err != nil {
			return 0, misspelled("", "%s is no whole number from 0 on", diag.Quote(written))
		}
		return int(n), nil
	})
	s.schema = func(*book) schema { return schema{"type": "integer", "minimum": 0} }
	return s
}

// enum is one word out of few. Other spellings are words that mean the same.
func enum[T fmt.Stringer](noun string, values []T, other map[string]T) shape[T] {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = v.String()
	}
	return shape[T]{
		read: func(r *reader, n *Node) (T, bool) {
			var none T
			written, ok := r.scalar(n, noun)
			if !ok {
				return none, false
			}
			for i, name := range names {
				if name == written {
					return values[i], true
				}
			}
			if v, ok := other[written]; ok {
				return v, true
			}
			near := meant(written, names)
			r.fail(ruleBadValue, n.Span, "unknown %s %s%s", noun, diag.Quote(written), didYouMean(near)).Mend = oneOf(names)
			for i, name := range names {
				if len(near) > 0 && name == near[0] {
					return values[i], true
				}
			}
			return none, false
		},
		schema: func(*book) schema {
			all := anys(names)
			for name := range sortedKeys(other) {
				all = append(all, name)
			}
			return schema{"enum": all}
		},
		wants: oneOf(names),
	}
}

// many is a list.
func many[T any](item shape[T]) shape[[]T] {
	return shape[[]T]{
		read: func(r *reader, n *Node) ([]T, bool) {
			if n.Kind != Sequence {
				d := r.fail(ruleBadValue, n.Span, "a list expected, not %s", n.Kind)
				if d.Mend = "put it in [ ]"; n.Kind == Mapping && n.Style != Flow {
					d.Mend = "start each entry with a dash: - {" + n.Pairs[0].Key.Value + ": ...}"
				}
				return nil, false
			}
			return readItems(r, item, n.Items), true
		},
		schema: func(b *book) schema { return schema{"type": "array", "items": item.schema(b)} },
	}
}

// oneOrMany is a list, or its only item without the brackets.
func oneOrMany[T any](item shape[T]) shape[[]T] {
	return shape[[]T]{
		read: func(r *reader, n *Node) ([]T, bool) {
			if n.Kind == Sequence {
				return readItems(r, item, n.Items), true
			}
			one, ok := item.read(r, n)
			return []T{one}, ok
		},
		schema: func(b *book) schema {
			one := item.schema(b)
			return schema{"anyOf": []any{one, schema{"type": "array", "items": one}}}
		},
		wants: item.wants,
	}
}

func readItems[T any](r *reader, item shape[T], nodes []*Node) []T {
	items := make([]T, 0, len(nodes))
	for _, n := range nodes {
		if v, ok := item.read(r, n); ok {
			items = append(items, v)
		}
	}
	return items
}

// orWord is a shape for which one of some words may stand, as `none` does for an empty list.
func orWord[T any](other shape[T], value func() T, words ...string) shape[T] {
	return shape[T]{
		read: func(r *reader, n *Node) (T, bool) {
			for _, word := range words {
				if n.Kind == Scalar && n.Value == word {
					return value(), true
				}
			}
			return other.read(r, n)
		},
		schema: func(b *book) schema {
			return schema{"anyOf": []any{schema{"enum": anys(words)}, other.schema(b)}}
		},
		wants: other.wants,
	}
}

// orMapping is a shape with a shorthand: a scalar or list is read by short, a mapping by long.
func orMapping[T any](short, long shape[T]) shape[T] {
	return shape[T]{
		read: func(r *reader, n *Node) (T, bool) {
			if n.Kind == Mapping {
				return long.read(r, n)
			}
			return short.read(r, n)
		},
		schema: func(b *book) schema { return schema{"anyOf": []any{short.schema(b), long.schema(b)}} },
		wants:  short.wants,
	}
}

// as is a shape whose value is turned into another.
func as[T, U any](from shape[T], turn func(*reader, *Node, T) (U, bool)) shape[U] {
	return shape[U]{
		read: func(r *reader, n *Node) (U, bool) {
			v, ok := from.read(r, n)
			if !ok {
				var none U
				return none, false
			}
			return turn(r, n, v)
		},
		schema: from.schema,
		wants:  from.wants,
	}
}

// name is the mention of something by its name.
func name() shape[mention] {
	named := as(some(), func(r *reader, n *Node, written string) (mention, bool) {
		return mention{strings.TrimSpace(written), n.Span, r.file}, true
	})
	read := named.read
	named.read = func(r *reader, n *Node) (mention, bool) {
		if n.Kind == Scalar {
			return read(r, n)
		}
		d := r.fail(ruleBadValue, n.Span, "one name expected, not %s", n.Kind)
		switch {
		case len(n.Pairs) == 1 && n.Pairs[0].Value.Null:
			d.Mend = "leave out the colon: " + diag.Shorten(n.Pairs[0].Key.Value, 60)
		case len(n.Pairs) > 0:
			d.Mend = "names alone: " + flowList(n)
		}
		return mention{}, false
	}
	return named
}

// flowList writes the names in a list, or the keys of a mapping, as a list.
func flowList(n *Node) string {
	var names []string
	for _, item := range n.Items {
		names = append(names, item.Value)
	}
	for _, p := range n.Pairs {
		names = append(names, p.Key.Value)
	}
	return "[" + diag.Shorten(strings.Join(names, ", "), 60) + "]"
}
