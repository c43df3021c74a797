package render

import (
	"bytes"
	"encoding/json"
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
	golden(t, "unread.sarif", written(t, func(b *bytes.Buffer) error { return ReadingSARIF(b, unreadable(), diag.Repository{}, "1.2.3") }))
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
		"unread":  written(t, func(b *bytes.Buffer) error { return ReadingSARIF(b, unreadable(), diag.Repository{}, "1.2.3") }),
		"nothing": written(t, func(b *bytes.Buffer) error { return ReadingSARIF(b, nil, diag.Repository{}, "1.2.3") }),
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

// TestSARIFFix writes what a fix inserts where it says, as a code scanner would.
func TestSARIFFix(t *testing.T) {
	r := sample()
	place := at("kind: event, if-down").Start
	d := &r.Diagnostics[3]
	d.Fix = &diag.Insertion{File: shopFile, At: place, Text: d.Mend + ", "}
	text := sarifOf(t, r)
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := sarifSchema(t).Validate(document); err != nil {
		t.Error(err)
	}
	var log sarifLog
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	for i, result := range log.Runs[0].Results {
		if given := len(result.Fixes) > 0; given != (i == 3) {
			t.Errorf("result %d: is there a fix? %v", i, given)
		}
	}
	change := log.Runs[0].Results[3].Fixes[0].Changes[0]
	if change.Artifact.URI != shopFile {
		t.Errorf("the fix is of %s", change.Artifact.URI)
	}
	lines := strings.SplitAfter(shopText, "\n")
	region, insert := change.Replacements[0].Deleted, change.Replacements[0].Inserted.Text
	if region.EndLine != region.StartLine || region.EndColumn != region.StartColumn {
		t.Errorf("the fix deletes something: %+v", region)
	}
	line := []rune(lines[region.StartLine-1])
	got := string(line[:region.StartColumn-1]) + insert + string(line[region.StartColumn-1:])
	if want := "  checkout -> mailer (refunds): {owner: payments, kind: event, if-down: {to: breaks after 4h}}\n"; got != want {
		t.Errorf("got %s", got)
	}
}

// TestSARIFArrow has what code scanners tell an alert by: the arrow, and a key that is no other's.
func TestSARIFArrow(t *testing.T) {
	r := sample()
	r.Repository = diag.Repository{Top: "/src", Here: "/src/docs"}
	r.Diagnostics = append(r.Diagnostics, r.Diagnostics[2])
	var log sarifLog
	if err := json.Unmarshal([]byte(sarifOf(t, r)), &log); err != nil {
		t.Fatal(err)
	}
	keys := diag.Keys(r.Diagnostics, r.Repository)
	for i, result := range log.Runs[0].Results {
		if got := result.Fingerprints["linewalkArrow/v1"]; got != keys[i] {
			t.Errorf("result %d has the key %s, want %s", i, got, keys[i])
		}
		if got := result.Locations[0].Physical.Artifact; got != (sarifArtifact{"docs/shop.yaml", sourceRoot}) {
			t.Errorf("result %d lies in %+v", i, got)
		}
	}
	if got := log.Runs[0].Results[2].Locations[0].Logical; len(got) != 1 || got[0] != (sarifLogical{"checkout -> orders", "Corner Shop/checkout -> orders"}) {
		t.Errorf("its arrow is %+v", got)
	}
	for i, rule := range log.Runs[0].Tool.Driver.Rules {
		if rule.Help.Markdown != r.Rules[i].Page || !strings.HasSuffix(rule.HelpURI, "/analysis/rules/"+rule.ID+".md") {
			t.Errorf("%s: its help is not its page", rule.ID)
		}
	}
}

func TestSARIFMessage(t *testing.T) {
	d := diag.Diagnostic{Message: "[click](1)\u202e", IfDown: `a\b`, Mend: "add [x](http://evil)"}
	want := `\[click\](1)\\u202e` + "\n" + `If down: a\\b` + "\n" + `Mend: add \[x\](http://evil)`
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

func TestSameBytesInTwentyRuns(t *testing.T) {
	all := func() string {
		return written(t, func(b *bytes.Buffer) error {
			r := sample()
			r.Diagnostics = append(r.Diagnostics, fresh(9).Diagnostics...)
			for _, err := range []error{
				Text(b, r, TextOptions{Show: diag.Note, Waived: true}), JSON(b, r, ""), SARIF(b, r, ""), Story(b, r, StoryOptions{}),
				WhatIf(b, question(), WhatIfOptions{}), WhatIfJSON(b, question(), ""), Diagnostics(b, unreadable(), r.Sources, TextOptions{}),
				JUnit(b, r, diag.Warning), GitHub(b, r), GitLab(b, r), Checkstyle(b, r),
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
