package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

func junitOf(t *testing.T, r *analysis.Report, failOn diag.Level) string {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error { return JUnit(b, r, failOn) })
}

func readingJUnit(t *testing.T, ds []diag.Diagnostic) string {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error { return ReadingJUnit(b, ds, diag.Repository{}) })
}

func TestJUnit(t *testing.T) {
	golden(t, "check.junit.xml", junitOf(t, sample(), diag.Warning))
	golden(t, "unread.junit.xml", readingJUnit(t, unreadable()))
}

func TestJUnitIsValid(t *testing.T) {
	schema := readXSD(t, "testdata/junit.xsd")
	hostile := sample()
	hostile.Diagnostics = hostileDiagnostics()
	for name, text := range map[string]string{
		"sample":        junitOf(t, sample(), diag.Warning),
		"nothing fails": junitOf(t, sample(), 0),
		"hostile":       junitOf(t, hostile, diag.Note),
		"fresh":         junitOf(t, fresh(3), diag.Error),
		"no arrow":      junitOf(t, fresh(0), diag.Error),
		"unread":        readingJUnit(t, unreadable()),
		"nothing":       readingJUnit(t, nil),
	} {
		if found := schema.problems(parseXML(t, text)); len(found) > 0 {
			t.Errorf("%s: %s\n%s", name, strings.Join(found, "\n"), text)
		}
	}
	good := junitOf(t, sample(), diag.Warning)
	for _, c := range [][]string{
		{`tests="`, `tests="x`},
		{`line="`, `line="0" was="`},
		{` classname="`, ` class="`},
		{"<testcase", "<testcaze", "</testcase", "</testcaze"},
		{"</failure>", `</failure><skipped message=""/>`},
		{"<testsuite ", "stray<testsuite "},
	} {
		if len(schema.problems(parseXML(t, strings.NewReplacer(c...).Replace(good)))) == 0 {
			t.Errorf("the schema accepts %s in place of %s", c[1], c[0])
		}
	}
}

// TestJUnitSums holds the numbers that viewers show against the cases.
func TestJUnitSums(t *testing.T) {
	r := sample()
	r.Diagnostics = append(r.Diagnostics, diag.Diagnostic{Rule: "drift-undrawn-arrow", Level: diag.Warning, Span: diag.Span{File: "teams.yaml", Start: diag.Point{Line: 2, Col: 1}}, Message: "undrawn"})
	for name, text := range map[string]string{"report": junitOf(t, r, diag.Warning), "unread": readingJUnit(t, unreadable())} {
		root := parseXML(t, text)
		for _, n := range append(root.find("testsuite"), root) {
			for attribute, element := range map[string]string{"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"} {
				if n.XMLName.Local == "testsuites" && attribute == "skipped" {
					continue
				}
				if got := len(n.find(element)); n.attr(attribute) != number(int32(got)) {
					t.Errorf("%s: %s %s: %s=%s with %d of %s", name, n.XMLName.Local, n.attr("name"), attribute, n.attr(attribute), got, element)
				}
			}
		}
		if name == "report" && len(root.find("testsuite")) != 2 {
			t.Errorf("not a suite for each file:\n%s", text)
		}
	}
}

// TestJUnitPasses has an arrow that nothing is said of, one whose diagnostics are below the level that
// fails, one that only a waiver speaks of, and one that only the baseline does.
func TestJUnitPasses(t *testing.T) {
	r := fresh(5)
	r.Baselined = []diag.Diagnostic{r.Diagnostics[4]}
	waived := r.Diagnostics[1]
	r.Diagnostics[2].Level = diag.Note
	r.Diagnostics = []diag.Diagnostic{r.Diagnostics[0], r.Diagnostics[2]}
	r.Waived = []analysis.Waived{{Diagnostic: waived, Waiver: sample().Waived[0].Waiver}}
	got := map[string]string{}
	for _, c := range parseXML(t, junitOf(t, r, diag.Warning)).find("testcase") {
		var parts []string
		for _, part := range c.Children {
			parts = append(parts, part.XMLName.Local)
		}
		got[c.attr("name")] = strings.Join(parts, " ")
	}
	want := map[string]string{
		"arrow-bare: frontend-0 -> product-catalog-0": "failure",
		"arrow-bare: frontend-1 -> product-catalog-1": "skipped system-out",
		"arrow-bare: frontend-2 -> product-catalog-2": "system-out",
		"frontend-3 -> product-catalog-3":             "",
		"arrow-bare: frontend-4 -> product-catalog-4": "skipped system-out",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cases (-want +got):\n%s", diff)
	}
	if text := junitOf(t, r, 0); strings.Contains(text, "<failure") {
		t.Errorf("something fails although no level does:\n%s", text)
	}
	if text := junitOf(t, r, diag.Warning); !strings.Contains(text, `<skipped message="because drill planned, until 2027-03-31"`) {
		t.Errorf("no reason or day:\n%s", text)
	}
}

// TestJUnitNamesDiffer has equal diagnostics: viewers would take cases of one name for one.
func TestJUnitNamesDiffer(t *testing.T) {
	r := fresh(2)
	r.Diagnostics = append(r.Diagnostics, r.Diagnostics[0], r.Diagnostics[0], r.Diagnostics[2])
	names := map[string]bool{}
	for _, c := range parseXML(t, junitOf(t, r, diag.Warning)).find("testcase") {
		if names[c.attr("classname")+c.attr("name")] {
			t.Errorf("two cases are called %s", c.attr("name"))
		}
		names[c.attr("classname")+c.attr("name")] = true
	}
	if len(names) != 6 {
		t.Errorf("%d cases, not 6", len(names))
	}
}
