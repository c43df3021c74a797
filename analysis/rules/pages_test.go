package rules_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model/diag"
)

var (
	example = regexp.MustCompile("(?s)\n## Example\n\n```yaml\n(.*?)```\n\n((?:```[^\n ]*\\.[^\n ]+\n.*?```\n\n)*)```text\n(.*?)```\n")
	files   = regexp.MustCompile("(?s)```([^\n]+)\n(.*?)```\n")
	heading = regexp.MustCompile(`(?m)^#+ .*$`)
	waiver  = regexp.MustCompile("(?s)\n## When to accept it\n.*?```yaml\nwaivers:\n(.*?)```")
	kebab   = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
)

// shown is what a page shows of the diagnostics: one line each.
func shown(ds []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", d.Span, d.Level, d.Message, d.Rule)
	}
	return b.String()
}

// exampleOf is the drawing of a rule's page with some more text, and the files that follow it there:
// blocks of code that bear a file's name instead of a language's.
func exampleOf(r *analysis.Rule, more string) drawing {
	found := example.FindStringSubmatch(r.Page)
	d := drawing{name: "shop.yaml", text: found[1] + more, evidence: map[string]string{}}
	for _, file := range files.FindAllStringSubmatch(found[2], -1) {
		d.evidence[file[1]] = file[2]
	}
	return d
}

// TestPages runs the example of every page with all rules and compares what its rule says with what
// the page shows. UPDATE=1 rewrites the pages.
func TestPages(t *testing.T) {
	for _, r := range rules.All() {
		t.Run(r.ID, func(t *testing.T) {
			found := example.FindStringSubmatchIndex(r.Page)
			if found == nil {
				t.Fatal("the page has no example in the form: yaml, then text")
			}
			got := shown(said(exampleOf(r, "").run(t, rules.All()), r.ID))
			if got == "" {
				t.Fatal("the example says nothing")
			}
			if os.Getenv("UPDATE") == "1" {
				page := r.Page[:found[6]] + got + r.Page[found[7]:]
				if err := os.WriteFile(r.ID+".md", []byte(page), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(r.Page[found[6]:found[7]], got); diff != "" {
				t.Errorf("(-page +got):\n%s", diff)
			}
		})
	}
}

// TestWaiversOfPages adds the waiver of every page to its example: it accepts something.
func TestWaiversOfPages(t *testing.T) {
	for _, r := range rules.All() {
		found := waiver.FindStringSubmatch(r.Page)
		if found == nil || r.AfterWaivers {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			report := exampleOf(r, "waivers:\n"+found[1]).run(t, rules.All())
			if !slices.ContainsFunc(report.Waived, func(w analysis.Waived) bool { return w.Diagnostic.Rule == r.ID }) {
				t.Errorf("the waiver accepts nothing:\n%s", found[1])
			}
		})
	}
}

// TestHouse holds IDs, variables, files, pages and testdata together.
func TestHouse(t *testing.T) {
	seen := map[string]bool{}
	for _, id := range rules.IDs() {
		if !kebab.MatchString(id) || seen[id] {
			t.Errorf("%s: the ID is not kebab-case, or given out twice", id)
		}
		seen[id] = true
	}
	var files, pages, data []string
	for _, r := range rules.All() {
		if r.Title == "" || r.Group == "" || r.Level == 0 || r.Run == nil {
			t.Errorf("%s lacks a title, a group, a level or its judgement", r.ID)
		}
		if found, ok := rules.Find(r.ID); !ok || found != r {
			t.Errorf("%s is not found", r.ID)
		}
		headings := []string{"# " + r.ID, "## Example", "## Why it matters", "## How to mend it", "## When to accept it"}
		if diff := cmp.Diff(headings, heading.FindAllString(withoutCode(r.Page), -1)); diff != "" {
			t.Errorf("%s: headings of the page (-want +got):\n%s", r.ID, diff)
		}
		files = append(files, strings.ReplaceAll(r.ID, "-", "_")+".go")
		pages = append(pages, r.ID+".md")
		data = append(data, filepath.Join("testdata", r.ID))
		var speaks, silent bool
		for _, drawn := range drawings(t, r) {
			quiet := len(wanted(drawn.text)) == 0
			speaks, silent = speaks || !quiet, silent || quiet
		}
		if !speaks || !silent {
			t.Errorf("%s needs a drawing of which it speaks and one of which it does not", r.ID)
		}
	}
	if _, ok := rules.Find("arrow"); ok {
		t.Error("found a rule by a part of its ID")
	}
	same(t, "pages", pages, "*.md")
	same(t, "folders of testdata", data, "testdata/*")
	for _, file := range files {
		if _, err := os.Stat(file); err != nil {
			t.Errorf("a rule without its file: %v", err)
		}
	}
}

var code = regexp.MustCompile("(?s)```.*?```")

func withoutCode(page string) string { return code.ReplaceAllString(page, "") }

func same(t *testing.T, what string, want []string, glob string) {
	t.Helper()
	got, err := filepath.Glob(glob)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-rules +there):\n%s", what, diff)
	}
}
