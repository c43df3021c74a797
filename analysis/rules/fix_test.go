package rules_test

import (
	"path/filepath"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// judged is the report of one drawing, with its text for the fixes.
func judged(t *testing.T, name, text string) *analysis.Report {
	t.Helper()
	file := yamlfile.Parse(name, []byte(text), yamlfile.Options{Rules: rules.IDs()})
	system, problems := yamlfile.Merge([]*yamlfile.File{file})
	if diag.Worst(problems) == diag.Error {
		t.Fatalf("the drawing does not read:\n%s\n%s", shown(problems), text)
	}
	return analysis.Run(system, rules.All(), analysis.Options{Today: today, Sources: diag.Sources{name: text}})
}

// owned is a drawing whose arrows lack what the drawings of the rules leave without a fix, as they name
// nobody to tell.
const owned = `linewalk: 1
teams:
  web: {people: [ana, li], on-call: 24x7}
components:
  shop: {kind: service, owner: web}
  db: {kind: database, owner: web}
  mail: {kind: service, owner: web}
arrows:
  shop -> db: {kind: query, if-down: degrades}
  shop -> mail:
    status: planned
    if-down: degrades
monitors:
  db-up: {signal: up, watches: [db]}
`

// TestFixesMend makes every fix that is proposed for the drawings of the rules: each reads, and takes
// away what it is the fix of.
func TestFixesMend(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{"owned.yaml": owned}
	for _, name := range files {
		if text := read(t, name); reads(name, text) {
			texts[name] = text
		}
	}
	tried := map[string]int{}
	for name, text := range texts {
		r := judged(t, name, text)
		for _, d := range r.Diagnostics {
			if d.Fix == nil {
				continue
			}
			tried[d.Rule]++
			fixed := text[:d.Fix.At.Offset] + d.Fix.Text + text[d.Fix.At.Offset:]
			for _, left := range judged(t, name, fixed).Diagnostics {
				if left.Rule == d.Rule && left.Arrow == d.Arrow && left.Subject == d.Subject {
					t.Errorf("%s: the fix %q does not mend: %s [%s]", name, d.Fix.Text, left.Message, left.Rule)
				}
			}
		}
	}
	for _, rule := range []string{"arrow-no-owner", "arrow-no-monitor", "arrow-between-owners", "arrow-boxes-only", "notice-silent", "planned-arrow-naked"} {
		if tried[rule] == 0 {
			t.Errorf("%s: no fix was tried; those of %v were", rule, tried)
		}
	}
}

// reads tells whether a drawing can be judged.
func reads(name, text string) bool {
	_, problems := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse(name, []byte(text), yamlfile.Options{Rules: rules.IDs()})})
	return diag.Worst(problems) < diag.Error
}
