package yamlfile

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// TreeJSON reads a file of JSON (RFC 8259) as the Node at its root, nil if it holds none. It takes what the
// reader of YAML refuses: all escapes of JSON, tabs, and keys of any length. Where the diagnostics hold an
// error of syntax, what could be read before it is handed back too. Of a key that stands in an object twice,
// the first counts.
func TreeJSON(name string, text []byte) (*Node, []diag.Diagnostic) {
	f := &faults{}
	src := newSource(name, string(text))
	if len(text) > maxBytes {
		f.fail(ruleLimit, src.span(0, 0), "the file is larger than 10 MB")
		return nil, sorted(f.found, []string{name})
	}
	if IsUTF16(text) {
		f.fail(ruleSyntax, src.span(0, 0), "the file is UTF-16").Mend = "save it as UTF-8"
		return nil, sorted(f.found, []string{name})
	}
	r := &jsonReader{faults: f, src: src, decoder: json.NewDecoder(strings.NewReader(src.text))}
	r.decoder.UseNumber()
	root := r.value(0)
	if root != nil && !r.stopped {
		r.end()
	}
	return root, sorted(f.found, []string{name})
}

// A jsonReader builds Nodes of the tokens of a text.
type jsonReader struct {
	*faults
	src     *source
	decoder *json.Decoder
	nodes   int
	stopped bool // by a fault that was reported
}

// next is the next token and where it stands. It hands back nil where there is none.
func (r *jsonReader) next() (json.Token, int, int) {
	from := r.ahead()
	token, err := r.decoder.Token()
	if err != nil {
		r.stop(err)
		return nil, from, from
	}
	return token, from, int(r.decoder.InputOffset())
}

// ahead is where the next token starts.
func (r *jsonReader) ahead() int {
	at := int(r.decoder.InputOffset())
	for at < len(r.src.text) && strings.IndexByte(" \t\r\n,:", r.src.text[at]) >= 0 {
		at++
	}
	return at
}

// stop tells why the text cannot be read any further.
func (r *jsonReader) stop(err error) {
	if r.stopped {
		return
	}
	r.stopped = true
	at := r.ahead()
	var wrong *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		end := len(r.src.text)
		r.fail(ruleSyntax, r.src.span(end, end), "the JSON ends before it is complete").Mend = "close what is open"
	case errors.As(err, &wrong):
		at = min(max(at, int(wrong.Offset)-1), len(r.src.text))
		r.fail(ruleSyntax, r.src.span(at, at), "this is not JSON").Mend = "look at the commas, quotes and brackets before this place"
	default:
		r.fail(ruleSyntax, r.src.span(at, at), "this is not JSON").Mend = "look at the commas, quotes and brackets before this place"
	}
}

// end refuses what stands behind the value.
func (r *jsonReader) end() {
	at := r.ahead()
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		r.fail(ruleSyntax, r.src.span(at, at), "a file of JSON holds one value, and here is more").Mend = "put each value into a file of its own"
	}
}

// value reads one value, nil where there is none.
func (r *jsonReader) value(depth int) *Node {
	token, from, to := r.next()
	if r.stopped {
		return nil
	}
	n := &Node{Span: r.src.span(from, to), size: 1}
	if r.nodes++; r.nodes > maxVisits || depth > maxDepth {
		r.stopped = true
		if depth > maxDepth {
			r.fail(ruleLimit, n.Span, "more than %d levels of nesting", maxDepth)
		} else {
			r.fail(ruleLimit, n.Span, "more than %d values", maxVisits)
		}
		return nil
	}
	switch t := token.(type) {
	case json.Delim:
		n.Style = Flow
		if t == '{' {
			r.object(n, depth)
		} else {
			r.array(n, depth)
		}
		_, _, to = r.next() // the closing bracket
		n.Span.End = r.src.point(to)
	case string:
		n.Style, n.Value = Quoted, t
	case json.Number:
		n.Value = t.String()
	case bool:
		n.Value = map[bool]string{true: "true", false: "false"}[t]
	case nil:
		n.Null = true
	}
	return n
}

func (r *jsonReader) array(n *Node, depth int) {
	n.Kind = Sequence
	for !r.stopped && r.decoder.More() {
		if item := r.value(depth + 1); item != nil {
			n.Items = append(n.Items, item)
			n.size += item.size
		}
	}
}

func (r *jsonReader) object(n *Node, depth int) {
	n.Kind = Mapping
	keys := newKeys(0) // how many there are shows at the end
	for !r.stopped && r.decoder.More() {
		key := r.value(depth + 1)
		value := r.value(depth + 1)
		if key == nil || value == nil {
			return
		}
		if first := keys.add(n.Pairs, key.Value); first != nil {
			d := r.fail(ruleDuplicate, key.Span, "key %s is given twice", diag.Quote(key.Value))
			d.Related = []diag.Related{{Span: first.Span, Message: "first here"}}
			continue
		}
		n.Pairs = append(n.Pairs, Pair{key, value})
		n.size += key.size + value.size
	}
}
