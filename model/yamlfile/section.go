package yamlfile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
)

// A section is a mapping from names to things of one noun.
type section[T any] struct {
	noun string
	item shape[T]
	keep func(r *reader, key *Node, value T)
	// bare is what a name without a value stands for; nil if a value is needed.
	bare func(r *reader, key *Node) T
	// names describes the names of arrows, which are no plain names.
	names schema
	// keys are those that things of the section have.
	keys []string
	// expects makes room for so many more; nil where that saves nothing.
	expects func(f *File, n int)
	// refuses says that a pair is none of the section, and why, where that can be told at once.
	refuses func(r *reader, p Pair) bool
}

// field makes the section a field of the file.
func (s section[T]) field(name, doc string) field[File] {
	return field[File]{
		name: name, doc: doc, optional: true, gathers: true, schema: s.schema,
		read: func(r *reader, _ *File, n *Node) { s.read(r, name, n) },
	}
}

func (s section[T]) read(r *reader, name string, n *Node) {
	if n.Kind != Mapping {
		r.notASection(n, name)
		r.file.loses(s.noun)
		return
	}
	for _, again := range n.again {
		r.twice(again.said, s.noun, again.pair.Key.Value)
	}
	if s.expects != nil {
		s.expects(r.file, len(n.Pairs))
	}
	for i := 0; i < len(n.Pairs); i++ {
		if away := r.displaced(n.Pairs[i:], s.noun, s.keys); away > 0 {
			i += away - 1
		} else if p := n.Pairs[i]; s.refuses == nil || !s.refuses(r, p) {
			s.readPair(r, p)
		}
	}
}

func (s section[T]) readPair(r *reader, p Pair) {
	key := p.Key
	if s.names == nil {
		if key = r.fitName(s.noun, key); key == nil {
			return
		}
	}
	switch {
	case !p.Value.Null:
		if v, ok := s.item.read(r, p.Value); ok {
			s.keep(r, key, v)
		} else if s.bare != nil { // the name is there, whatever is wrong with the value
			s.keep(r, key, s.bare(r, key))
		}
	case s.bare != nil:
		s.keep(r, key, s.bare(r, key))
	default:
		r.fail(ruleBadValue, key.Span, "%s %s has no value", s.noun, diag.Quote(key.Value))
	}
}

func (s section[T]) schema(b *book) schema {
	item := s.item.schema(b)
	if s.bare != nil {
		item = schema{"anyOf": []any{item, schema{"type": "null"}}}
	}
	described := schema{"type": "object", "additionalProperties": item}
	if s.names != nil {
		described["propertyNames"] = s.names
	}
	return described
}

// twice words the diagnostic about a key that stands in a section twice.
func (f *faults) twice(d *diag.Diagnostic, noun, name string) {
	if noun != arrowNoun {
		d.Message = noun + " " + diag.Quote(name) + " is declared twice"
		return
	}
	if parsed, err := parseArrowName(name); err == nil {
		name = parsed.String()
	}
	f.drawnTwice(d, name)
}

// drawnTwice words the diagnostic about an arrow that is there already.
func (f *faults) drawnTwice(d *diag.Diagnostic, name string) {
	d.Message = diag.Shorten("arrow "+diag.Shorten(name, 60)+" is drawn twice", longestMessage)
	d.Arrow = name
	if !strings.HasSuffix(name, ")") {
		d.Mend = "if these are two arrows, label one of them: " + name + " (nightly export):"
	}
}

// notASection complains about a section that is no mapping.
func (r *reader) notASection(n *Node, name string) {
	d := r.fail(ruleBadValue, n.Span, "%s is a mapping from names, not %s", name, n.Kind)
	if n.Kind == Scalar && strings.Contains(n.Value, "->") {
		d.Message = "a colon is missing behind the name of an arrow"
		d.Mend = addColon(n.Value)
		if i := strings.Index(r.src.text[int(n.Span.End.Offset)-r.src.mark:], " #"); i == 0 {
			d.Message = "# behind a blank starts a comment, so this arrow has no colon"
			d.Mend = "quote the name of the arrow"
		}
	}
	switch {
	case n.Kind == Sequence && n.Style == Flow:
		d.Mend = "write each on a line of its own, ending with a colon"
	case n.Kind == Sequence:
		d.Mend = "leave out the dashes and end each name with a colon"
	}
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

const longestName = 200

// fitName is the name that a key gives. Where it cannot be one, that is said, and the name is what
// could be meant, so that others who name it are not blamed too, or nil.
func (r *reader) fitName(noun string, key *Node) *Node {
	err := checkName(noun, key.Value)
	if err == nil {
		return key
	}
	r.blame(key.Span, err)
	meant := *key
	before, _, _ := strings.Cut(key.Value, "(")
	if meant.Value = strings.TrimSpace(before); checkName(noun, meant.Value) != nil {
		return nil
	}
	return &meant
}

// checkName says what keeps text from being the name of something.
func checkName(noun, name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return misspelled("", "a name is empty")
	case utf8.RuneCountInString(name) > longestName:
		return misspelled("", "a name has more than %d characters", longestName)
	case strings.ContainsFunc(name, unicode.IsControl):
		return misspelled("", "the name %s holds a control character", diag.Quote(name))
	case tightColon(name) >= 0:
		return misspelled(name[:tightColon(name)]+": "+name[tightColon(name)+1:], "a blank is missing behind the colon in %s", diag.Quote(name))
	case strings.Contains(name, "->"):
		return misspelled("", "the name %s holds ->, which only arrows have", diag.Quote(name))
	case noun == componentNoun && strings.ContainsAny(name, "()"):
		return misspelled("", "the name %s holds ( or ), which tell arrows apart", diag.Quote(name))
	case strings.TrimSpace(name) != name:
		return misspelled("", "the name %s starts or ends with a blank", diag.Quote(name))
	}
	return nil
}
