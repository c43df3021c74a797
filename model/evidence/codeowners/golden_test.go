package codeowners_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/codeowners"
)

// Each file of testdata has what is read from it in a file of the same name beside it. Its name says
// in which folder it would lie.
func TestRead(t *testing.T) {
	for base, name := range map[string]string{
		"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS", "odd": "CODEOWNERS",
	} {
		t.Run(base, func(t *testing.T) {
			written, err := os.ReadFile(filepath.Join("testdata", base))
			if err != nil {
				t.Fatal(err)
			}
			got := dump(codeowners.Read(name, written))
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
func at(s diag.Span) string {
	return fmt.Sprintf("%d:%d-%d", s.Start.Line, s.Start.Col, s.End.Col)
}

// dump writes what was read, a line a noun.
func dump(e model.Evidence, found []diag.Diagnostic) string {
	var b strings.Builder
	for _, f := range e.Files {
		for _, u := range f.Unread {
			fmt.Fprintf(&b, "unread %s %s\n", at(u.Span), u.Why)
		}
	}
	for _, d := range found {
		fmt.Fprintf(&b, "%s %s %s\n", d.Level, at(d.Span), d.Message)
	}
	for _, c := range e.Codeowners {
		fmt.Fprintf(&b, "owners as %s has them\n", c.Dialect)
		for _, s := range c.Sections {
			dumpSection(&b, s)
		}
	}
	return b.String()
}

func dumpSection(b *strings.Builder, s *model.CodeSection) {
	if s.Name != "" {
		fmt.Fprintf(b, "  section %s %q approvals %d", at(s.Span), s.Name, s.Approvals)
		if s.Optional {
			b.WriteString(" optional")
		}
		b.WriteString("\n")
	}
	for _, r := range s.Rules {
		fmt.Fprintf(b, "  rule %s %s", at(r.Span), r.Pattern.Text)
		if r.Exclude {
			b.WriteString(" excluded")
		}
		for _, o := range r.Owners {
			fmt.Fprintf(b, " %s (%s %s)", o, o.Kind, at(o.Span))
		}
		b.WriteString("\n")
	}
}
