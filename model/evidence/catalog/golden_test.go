package catalog_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/catalog"
)

var testdata = []string{"backstage.yaml", "datadog.yaml", "datadog.json", "services.yml", "OWNERS", "OWNERS_ALIASES"}

// Each file of testdata has what is read from it in a file of the same name beside it.
func TestRead(t *testing.T) {
	for _, base := range testdata {
		t.Run(base, func(t *testing.T) {
			written, err := os.ReadFile(filepath.Join("testdata", base))
			if err != nil {
				t.Fatal(err)
			}
			e, found := catalog.Read("services/pay/"+base, written)
			found = append(found, catalog.Complete(&e)...)
			got := dump(e, found)
			if strings.Contains(got, "hunter2") {
				t.Error("a secret is kept")
			}
			golden := filepath.Join("testdata", base+".out")
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// at is a place without its file, which is the same for all.
func at(s diag.Span) string { return fmt.Sprintf("%d:%d", s.Start.Line, s.Start.Col) }

// dump writes what was read, a line a noun.
func dump(e model.Evidence, found []diag.Diagnostic) string {
	var b strings.Builder
	for _, f := range e.Files {
		for _, u := range f.Unread {
			fmt.Fprintf(&b, "unread %s %s\n", at(u.Span), u.Why)
		}
	}
	for _, d := range found {
		fmt.Fprintf(&b, "%s %s %s", d.Level, at(d.Span), d.Message)
		if d.Mend != "" {
			fmt.Fprintf(&b, "; %s", d.Mend)
		}
		b.WriteString("\n")
	}
	c := model.NewCatalog(e.Catalog)
	for _, entry := range e.Catalog {
		dumpEntry(&b, entry)
		if entry.Kind == model.CatalogGroup {
			m := c.PeopleOf(entry.Reference())
			fmt.Fprintf(&b, "  people: %s known %t\n", m.People, m.Known)
		}
	}
	return b.String()
}

func dumpEntry(b *strings.Builder, e *model.CatalogEntry) {
	fmt.Fprintf(b, "%s %s %s %q\n", e.Format, at(e.Span), e, e.Aliases)
	references := func(name string, list []model.CatalogReference) {
		for _, r := range list {
			fmt.Fprintf(b, "  %s %s %s\n", name, at(r.Span), r)
		}
	}
	if e.Alone {
		b.WriteString("  alone\n")
	}
	references("owner", e.Owners)
	references("reviewer", e.Reviewers)
	references("member", e.Members.Value)
	references("in", e.MemberOf)
	references("parent", e.Parents)
	references("child", e.Children)
	for _, r := range e.Others {
		fmt.Fprintf(b, "  %s %s %s\n", r.Field, at(r.Span), r)
	}
	for _, c := range e.Contacts {
		fmt.Fprintf(b, "  contact %s %s: %s %s\n", at(c.Span), c.Via, c.Class, c.Target)
	}
	for _, c := range e.OnCall {
		fmt.Fprintf(b, "  on-call %s %s: %s %s\n", at(c.Span), c.Via, c.Class, c.Target)
	}
	for _, r := range e.Runbooks {
		fmt.Fprintf(b, "  runbook %s %s\n", at(r.Span), r.Value)
	}
	for _, c := range e.Code {
		fmt.Fprintf(b, "  code %s %s %q\n", at(c.Span), c.Repository, c.Paths)
	}
	if len(e.Emails) > 0 || e.GitHub != "" {
		fmt.Fprintf(b, "  is %s %s\n", e.Emails, e.GitHub)
	}
}
