package render

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model/diag"
)

func TestJSON(t *testing.T) {
	golden(t, "check.json", written(t, func(b *bytes.Buffer) error { return JSON(b, sample(), "1.2.3") }))
	golden(t, "whatif.json", written(t, func(b *bytes.Buffer) error { return WhatIfJSON(b, question(), "1.2.3") }))
	golden(t, "unread.json", written(t, func(b *bytes.Buffer) error { return ReadingJSON(b, unreadable(), diag.Repository{}, "1.2.3") }))
}

func TestJSONSeconds(t *testing.T) {
	for _, c := range []struct {
		d    time.Duration
		want string
	}{
		{0, "0"}, {4 * time.Hour, "14400"}, {1500 * time.Millisecond, "1.5"}, {time.Nanosecond, "0.000000001"}, {propagation.Never, "null"},
	} {
		got, err := json.Marshal(seconds(c.d))
		if err != nil || string(got) != c.want {
			t.Errorf("%d: got %s, %v, want %s", c.d, got, err, c.want)
		}
	}
}

func TestJSONHidesNothingFromATerminal(t *testing.T) {
	want := "a\x1b\x7f\u0085\u009b\u202e\u200b\U000e0041\u2028<&>\n\té中😀\\u202e"
	got := written(t, func(b *bytes.Buffer) error { return encode(b, want) })
	for _, r := range strings.TrimSuffix(got, "\n") {
		if hidden(r) {
			t.Errorf("%U is written as it is in %s", r, got)
		}
	}
	if !strings.Contains(got, "<&>") || !strings.Contains(got, "é中😀") {
		t.Errorf("escaped needlessly: %s", got)
	}
	var back string
	if err := json.Unmarshal([]byte(got), &back); err != nil || back != want {
		t.Errorf("reads back as %q, %v", back, err)
	}
}

func TestJSONHasNoNullLists(t *testing.T) {
	var visit func(path string, v any)
	visit = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, value := range v {
				visit(path+"."+key, value)
			}
		case []any:
			for _, value := range v {
				visit(path+"[]", value)
			}
		case nil:
			name := path[strings.LastIndexByte(path, '.')+1:]
			if field, ok := listFields()[name]; ok {
				t.Errorf("%s is null, and is a list in %s", path, field)
			}
		}
	}
	var document any
	if err := json.Unmarshal([]byte(written(t, func(b *bytes.Buffer) error { return JSON(b, fresh(0), "") })), &document); err != nil {
		t.Fatal(err)
	}
	visit("", document)
	if err := json.Unmarshal([]byte(written(t, func(b *bytes.Buffer) error { return JSON(b, fresh(1), "") })), &document); err != nil {
		t.Fatal(err)
	}
	visit("", document)
}

// listFields are the names of fields that hold lists, wherever they do.
func listFields() map[string]string {
	lists := map[string]string{}
	for _, v := range []any{documentJSON{}, arrowJSON{}, ifDownJSON{}, clauseJSON{}, peopleJSON{}, journeyJSON{}, diagnosticJSON{}, headlineJSON{}} {
		of := reflect.TypeOf(v)
		for i := range of.NumField() {
			if f := of.Field(i); f.Type.Kind() == reflect.Slice {
				lists[f.Tag.Get("json")] = of.Name()
			}
		}
	}
	delete(lists, "value") // also a word in a cell
	return lists
}

// unreadable is what a reader has to say of a drawing it cannot read.
func unreadable() []diag.Diagnostic {
	return []diag.Diagnostic{
		{
			Rule: "read-duplicate", Level: diag.Error, Span: at("checkout -> orders"), Arrow: "checkout -> orders",
			Message: "arrow checkout -> orders is drawn twice",
			Related: []diag.Related{{Span: at("shop -> checkout"), Message: "first here"}},
			Mend:    "if these are two arrows, label one of them: checkout -> orders (nightly export):",
		},
		{Rule: "read-limit", Level: diag.Error, Span: diag.Span{File: "big [1].yaml"}, Message: "larger than 10 MB"},
		{Rule: "read-syntax", Level: diag.Warning, Span: at("buy"), Message: "written as in version 0"},
	}
}
