package security_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A read is a drawing, and what must be said of it: "line:col: words [rule]", or nothing where it must be
// let pass.
type read struct{ text, want string }

// drawings holds a row by drawings, each of which is read by itself.
func drawings(cases []read) func(*testing.T) {
	return func(t *testing.T) {
		for _, c := range cases {
			reading(t, c.text).expect(c.want)
		}
	}
}

// A verdict is what linewalk says of a drawing.
type verdict struct {
	*result
	text     string
	findings []finding
}

// A finding is a diagnostic as JSON tells it.
type finding struct {
	Rule, Level, Message string
	Line, Column         int
	Mend                 *string
	Related              []finding
}

// reading has linewalk read a drawing.
func reading(t *testing.T, text string) *verdict {
	t.Helper()
	r := newScene(t, text).run("check", "--format", "json", "linewalk.yaml")
	v := &verdict{result: r, text: text}
	var document struct{ Diagnostics []finding }
	if err := json.Unmarshal([]byte(r.stdout), &document); err != nil {
		t.Fatalf("%.300q: %v: %s%.300s", text, err, r.stderr, r.stdout)
	}
	v.findings = document.Diagnostics
	return v
}

// ofReader are the findings about the drawing itself. Of what the rules say nothing is said here.
func (v *verdict) ofReader() []finding {
	return slices.DeleteFunc(slices.Clone(v.findings), func(f finding) bool { return !strings.HasPrefix(f.Rule, "read-") })
}

// expect wants one thing among all that is said, or nothing where want is empty.
func (v *verdict) expect(want string) {
	v.Helper()
	found := v.ofReader()
	switch {
	case want == "" && (len(found) > 0 || v.code > 1):
		v.Errorf("%.300q: not let pass:\n%s", v.text, lines(found))
	case want == "":
	case v.code != 2 && strings.Contains(want, "[read-"):
		v.Errorf("%.300q: exit code %d", v.text, v.code)
	case !says(v.findings, want):
		v.Errorf("%.300q: want\n%s\ngot\n%s", v.text, want, lines(v.findings))
	}
}

// says tells whether one of the findings is as wanted.
func says(found []finding, want string) bool {
	gist, rule, _ := strings.Cut(strings.TrimSuffix(want, "]"), "[read-")
	for _, f := range found {
		if strings.HasPrefix(f.String(), strings.TrimSpace(gist)) && (rule == "" || f.Rule == "read-"+rule) {
			return true
		}
	}
	return false
}

// String is everything that a finding says, on one line.
func (f finding) String() string {
	text := fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.Message)
	for _, r := range f.Related {
		text += fmt.Sprintf("; %d:%d %s", r.Line, r.Column, r.Message)
	}
	if f.Mend != nil {
		text += "; mend: " + *f.Mend
	}
	return text
}

func lines(found []finding) string {
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintf(&b, "%s [%s]\n", f, f.Rule)
	}
	return b.String()
}
