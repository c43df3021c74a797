package prometheus

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// ReadMetrics reads the names of the metrics that exist: from what a target exposes at /metrics, in
// the text format or that of OpenMetrics, from answers of the HTTP API (metadata, values of the label
// __name__, series, queries), or from a list of names, one a line. Only names are kept, each once, at
// its first place.
func ReadMetrics(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	r := &metrics{
		reader: newReader(model.EvidencePrometheusMetrics, name),
		cursor: newCursor(name, text), known: map[string]bool{},
	}
	switch start := bytes.TrimSpace(bytes.TrimPrefix(text, []byte(byteOrderMark))); {
	case bytes.IndexByte(text, 0) >= 0:
		r.unread(r.start(), "it is binary")
	case bytes.HasPrefix(start, []byte("<")):
		r.unread(r.start(), "it is a page of HTML or XML")
	case isJSON(start):
		r.answers(text)
	default:
		r.exposition(string(text))
	}
	if len(r.evidence.Metrics) == 0 && len(r.found) == 0 && len(r.file.Unread) == 0 {
		r.note(r.start(), "no metrics are in this file")
	}
	return r.finish()
}

const byteOrderMark = "\ufeff"

// isJSON tells a JSON text from samples, which may begin with a brace too: {"a.b", job="c"} 1.
func isJSON(text []byte) bool {
	switch {
	case bytes.HasPrefix(text, []byte("[")):
		return true
	case !bytes.HasPrefix(text, []byte("{")):
		return false
	}
	inside := bytes.TrimSpace(text[1:])
	if !bytes.HasPrefix(inside, []byte(`"`)) {
		return bytes.HasPrefix(inside, []byte("}"))
	}
	length, closed := quotedLength(string(inside))
	return closed && bytes.HasPrefix(bytes.TrimSpace(inside[length:]), []byte(":"))
}

type metrics struct {
	*reader
	cursor *cursor
	known  map[string]bool
	broken int // lines that are no samples
}

// add keeps the metric whose name stands at the given place.
func (r *metrics) add(name string, at diag.Span) {
	if name == "" || r.known[name] {
		return
	}
	r.known[name] = true
	r.evidence.Metrics = append(r.evidence.Metrics, model.Metric{Name: name, Span: at})
}

// addFamily keeps what a metric of some type exposes.
func (r *metrics) addFamily(name, kind string, at diag.Span) {
	for _, suffix := range suffixes(name, kind) {
		r.add(name+suffix, at)
	}
}

// suffixes are what the names of a family's samples end with (OpenMetrics 1.0, metric types). The
// text format calls a counter by its whole name, OpenMetrics leaves _total out of it.
func suffixes(name, kind string) []string {
	switch {
	case kind == "histogram":
		return []string{"_bucket", "_sum", "_count"}
	case kind == "gaugehistogram":
		return []string{"_bucket", "_gsum", "_gcount"}
	case kind == "summary":
		return []string{"", "_sum", "_count"}
	case kind == "info" && !strings.HasSuffix(name, "_info"):
		return []string{"_info"}
	case kind == "counter" && !strings.HasSuffix(name, "_total"):
		return []string{"", "_total"}
	}
	return []string{""}
}

// A cursor tells the places of bytes of a file. Asked in the order of the file it takes one pass,
// however long the lines are.
type cursor struct {
	name string
	text []byte
	at   diag.Point
}

func newCursor(name string, text []byte) *cursor {
	c := &cursor{name: name, text: text, at: diag.Point{Line: 1, Col: 1}}
	if bytes.HasPrefix(text, []byte(byteOrderMark)) {
		c.at.Offset = int32(len(byteOrderMark))
	}
	return c
}

// span is the stretch between two offsets, the first of which lies behind those asked for before.
func (c *cursor) span(from, to int) diag.Span {
	c.at = c.ahead(from)
	return diag.Span{File: c.name, Start: c.at, End: c.ahead(to)}
}

func (c *cursor) ahead(offset int) diag.Point {
	at := c.at
	for int(at.Offset) < offset && int(at.Offset) < len(c.text) {
		_, size := utf8.DecodeRune(c.text[at.Offset:])
		if c.text[at.Offset] == '\n' {
			at.Line++
			at.Col = 0
		}
		at.Col++
		at.Offset += int32(size)
	}
	return at
}
