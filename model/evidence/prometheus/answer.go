package prometheus

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

const (
	mostLevels = 50 // of nested JSON; an answer needs six
	mostTypes  = 16 // of one name; targets that disagree give it several
)

// answers reads the JSON documents of a text. What stands before a mistake is read.
func (r *metrics) answers(text []byte) {
	unmarked := bytes.TrimPrefix(text, []byte(byteOrderMark))
	s := &stream{decoder: json.NewDecoder(bytes.NewReader(unmarked)), text: text, skipped: len(text) - len(unmarked)}
	read := false
	for {
		v, err := s.value(0)
		if v.kind != nothing {
			read = r.answer(v) || read
		}
		switch {
		case errors.Is(err, io.EOF):
			if !read && len(r.found) == 0 {
				r.note(r.start(), "this JSON is no answer of Prometheus about metrics")
			}
			return
		case err != nil:
			at := s.offset()
			r.warn(r.cursor.span(at, at), "broken JSON: %s", err)
			return
		}
	}
}

// answer keeps the metrics of one answer, and tells whether it is one.
func (r *metrics) answer(v value) bool {
	if v.field("status").text == "error" {
		r.warn(r.cursor.span(v.from, v.from), "this answer is an error")
		return true
	}
	data := v
	if d := v.field("data"); d.kind != nothing {
		data = d
	}
	if result := data.field("result"); result.kind == list {
		data = result
	}
	if data.kind == object {
		return r.metadata(data)
	}
	for _, item := range data.items {
		r.item(item)
	}
	return data.kind == list
}

// metadata keeps families by their types. The name is the key, and what it has is a list.
func (r *metrics) metadata(data value) bool {
	found := false
	for _, f := range data.fields {
		if f.value.kind != list {
			continue
		}
		found = true
		at := r.cursor.span(f.from, f.to)
		for _, entry := range f.value.items[:min(len(f.value.items), mostTypes)] {
			r.addFamily(f.name, entry.field("type").text, at)
		}
	}
	return found || len(data.fields) == 0
}

// item keeps the name in an item of a list: a name, a series, a result of a query, or the metadata of
// a target.
func (r *metrics) item(v value) {
	name := v
	if v.kind == object {
		name = v.field("__name__")
		if name.kind == nothing {
			name = v.field("metric")
		}
		if name.kind == object {
			name = name.field("__name__")
		}
	}
	if name.kind == text {
		r.addFamily(name.text, v.field("type").text, r.cursor.span(name.from, name.to))
	}
}

// A value is JSON with its place. Figures and the like are of no kind here.
type value struct {
	kind     valueKind
	text     string
	items    []value
	fields   []field
	from, to int
}

type field struct {
	name     string
	from, to int
	value    value
}

type valueKind uint8

const (
	nothing valueKind = iota
	text
	list
	object
	other
)

// field is the value of a key, or nothing.
func (v value) field(name string) value {
	for _, f := range v.fields {
		if f.name == name {
			return f.value
		}
	}
	return value{}
}

// A stream reads values with their places. The decoder of the standard library has places for tokens
// only.
type stream struct {
	decoder *json.Decoder
	text    []byte
	skipped int
}

var errDeep = errors.New("it is nested too deeply")

// value reads the next value. Beside an error stands what was read of it.
func (s *stream) value(level int) (value, error) {
	token, from, err := s.token()
	if err != nil {
		return value{}, err
	}
	if level > mostLevels {
		return value{}, errDeep
	}
	v := value{kind: other, from: from}
	switch t := token.(type) {
	case string:
		v.kind, v.text = text, t
	case json.Delim:
		v.kind = list
		if t == '{' {
			v.kind = object
		}
		err = s.collection(&v, level)
	}
	v.to = s.offset()
	return v, err
}

// collection reads the items or fields of a value whose bracket was read.
func (s *stream) collection(v *value, level int) error {
	for s.decoder.More() {
		f := field{}
		if v.kind == object {
			token, from, err := s.token()
			if err != nil {
				return err
			}
			f.name, _ = token.(string)
			f.from, f.to = from, s.skipped+int(s.decoder.InputOffset())
		}
		item, err := s.value(level + 1)
		if f.value = item; v.kind == object {
			v.fields = append(v.fields, f)
		} else if item.kind != nothing {
			v.items = append(v.items, item)
		}
		if err != nil {
			return cut(err)
		}
	}
	_, _, err := s.token()
	return cut(err)
}

// cut makes the end of the file inside of a value the mistake that it is.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return errors.New("it ends too early")
	}
	return err
}

// offset is where in the file the last token ended.
func (s *stream) offset() int { return s.skipped + int(s.decoder.InputOffset()) }

// token reads a token and tells where it begins.
func (s *stream) token() (json.Token, int, error) {
	before := s.offset()
	token, err := s.decoder.Token()
	if err != nil {
		return nil, 0, err
	}
	for before < len(s.text) && strings.IndexByte(" \t\r\n,:", s.text[before]) >= 0 {
		before++
	}
	return token, before, nil
}
