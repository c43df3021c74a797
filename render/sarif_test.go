package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

func sarifOf(t *testing.T, r *analysis.Report) string {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error { return SARIF(b, r, "1.2.3") })
}

func TestSARIF(t *testing.T) {
	golden(t, "check.sarif", sarifOf(t, sample()))
	golden(t, "unread.sarif", written(t, func(b *bytes.Buffer) error { return ReadingSARIF(b, unreadable(), "1.2.3") }))
}

// sarifSchema compiles the schema that the standard publishes.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	document, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	const at = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	if err := c.AddResource(at, document); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(at)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestSARIFIsValid(t *testing.T) {
	schema := sarifSchema(t)
	clean := sample()
	clean.Diagnostics, clean.Waived = nil, nil
	hostile := sample()
	hostile.Diagnostics = hostileDiagnostics()
	for name, text := range map[string]string{
		"sample":  sarifOf(t, sample()),
		"clean":   sarifOf(t, clean),
		"fresh":   sarifOf(t, fresh(3)),
		"hostile": sarifOf(t, hostile),
		"unread":  written(t, func(b *bytes.Buffer) error { return ReadingSARIF(b, unreadable(), "1.2.3") }),
		"nothing": written(t, func(b *bytes.Buffer) error { return ReadingSARIF(b, nil, "1.2.3") }),
	} {
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(document); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.Contains(text, `"results": [`) {
			t.Errorf("%s: has no list of results", name)
		}
	}
	if schema.Validate(map[string]any{"version": "2.1.0", "runs": []any{map[string]any{}}}) == nil {
		t.Error("the schema refuses nothing")
	}
}

// hostileDiagnostics have places that are none and texts that mean something to a viewer.
func hostileDiagnostics() []diag.Diagnostic {
	return []diag.Diagnostic{
		{Rule: "arrow-bare", Level: diag.Note, Message: "no place at all"},
		{Rule: "arrow-bare", Level: diag.Error, Span: diag.Span{File: "./a b/#1%é.yaml"}, Message: `[click](1) \ [x](http://evil)`},
		{Rule: "unheard-of", Level: diag.Warning, Span: diag.Span{File: "/abs/x.yaml", Start: diag.Point{Line: 3}}, Message: "no column"},
		{
			Rule: "arrow-bare", Level: diag.Warning, Span: diag.Span{File: "x", Start: diag.Point{Line: 3, Col: 9}, End: diag.Point{Line: 2, Col: 1}},
			Message: "\x1b]8;;http://evil\a", Related: []diag.Related{{Message: "nowhere"}},
		},
	}
}

func TestSARIFMessage(t *testing.T) {
	d := diag.Diagnostic{Message: "[click](1)", IfDown: `a\b`, Mend: "add [x](http://evil)"}
	want := `\[click\](1)` + "\n" + `If down: a\\b` + "\n" + `Mend: add \[x\](http://evil)`
	if got := messageOf(d); got != want {
		t.Errorf("got %s", got)
	}
}

func TestArtifact(t *testing.T) {
	for _, c := range []struct{ file, uri, base string }{
		{"linewalk.yaml", "linewalk.yaml", sourceRoot},
		{"./services/a/linewalk.yaml", "services/a/linewalk.yaml", sourceRoot},
		{"../shared/x.yaml", "../shared/x.yaml", sourceRoot},
		{"a b/#1%é.yaml", "a%20b/%231%25%C3%A9.yaml", sourceRoot},
		{"a:b?.yaml", "a%3Ab%3F.yaml", sourceRoot},
		{"/etc/x.yaml", "file:///etc/x.yaml", ""},
		{"C:/x/y.yaml", "file:///C:/x/y.yaml", ""},
		{"<stdin>", "%3Cstdin%3E", sourceRoot},
	} {
		if got := artifact(c.file); got.URI != c.uri || got.Base != c.base {
			t.Errorf("%s: got %+v", c.file, got)
		}
	}
}

// TestCountsAgree holds the writers together: whoever reads one of them reads the same numbers.
func TestCountsAgree(t *testing.T) {
	for name, r := range map[string]*analysis.Report{"sample": sample(), "fresh": fresh(7), "nothing": fresh(0)} {
		var document documentJSON
		if err := json.Unmarshal([]byte(written(t, func(b *bytes.Buffer) error { return JSON(b, r, "") })), &document); err != nil {
			t.Fatal(err)
		}
		levels := map[string]int{}
		for _, d := range document.Diagnostics {
			levels[d.Level]++
		}
		c := document.Counts
		if levels["error"] != c.Errors || levels["warning"] != c.Warnings || levels["note"] != c.Notes || len(document.Waived) != c.Waived {
			t.Errorf("%s: JSON lists %v and %d waived, and counts %+v", name, levels, len(document.Waived), c)
		}

		var log sarifLog
		if err := json.Unmarshal([]byte(sarifOf(t, r)), &log); err != nil {
			t.Fatal(err)
		}
		for _, result := range log.Runs[0].Results {
			levels[result.Level]--
		}
		for level, left := range levels {
			if left != 0 {
				t.Errorf("%s: SARIF and JSON differ by %d at level %s", name, left, level)
			}
		}

		shown := text(t, r, TextOptions{Show: diag.Note, All: true})
		last := fmt.Sprintf("%s, %s, %s on %s", count(c.Errors, "error"), count(c.Warnings, "warning"), count(c.Notes, "note"), count(len(document.Arrows), "arrow"))
		if !strings.Contains(shown, "\n"+last) {
			t.Errorf("%s: text does not say %q:\n%s", name, last, shown)
		}
		for level, n := range map[string]int{"error": c.Errors, "warning": c.Warnings, "note": c.Notes} {
			if got := strings.Count(shown, ": "+level+": "); got != n {
				t.Errorf("%s: text lists %d at level %s, JSON %d", name, got, level, n)
			}
		}
	}
}

func TestSameBytesInTwentyRuns(t *testing.T) {
	all := func() string {
		return written(t, func(b *bytes.Buffer) error {
			r := sample()
			r.Diagnostics = append(r.Diagnostics, fresh(9).Diagnostics...)
			for _, err := range []error{
				Text(b, r, TextOptions{Show: diag.Note, Waived: true}), JSON(b, r, ""), SARIF(b, r, ""), Story(b, r, StoryOptions{}),
				WhatIf(b, question(), WhatIfOptions{}), WhatIfJSON(b, question(), ""), Diagnostics(b, unreadable(), r.Sources, TextOptions{}),
			} {
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	first := all()
	for range 19 {
		if all() != first {
			t.Fatal("two runs differ")
		}
	}
}
