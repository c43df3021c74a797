package codeowners_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/evidence/codeowners"
)

// answer writes what is known of an entry: how it is owned, by whom, and which parts differ.
func answer(c *model.Codeowners, entry string, files []string) string {
	owners := c.OwnersOf(entry, files)
	text := owners.How.String()
	for _, o := range owners.Owners {
		text += " " + o.String()
	}
	if len(owners.Parts) < 2 {
		return text
	}
	for _, p := range owners.Parts {
		var parts []string
		for _, r := range p.Rules {
			parts = append(parts, r.Pattern.Text)
		}
		if len(parts) == 0 {
			parts = []string{"-"}
		}
		if p.Perhaps {
			parts = append(parts, "perhaps")
		}
		if p.Files > 0 {
			parts = append(parts, fmt.Sprint(p.Files))
		}
		text += "; " + strings.Join(parts, " ")
	}
	return text
}

const gitHub = `
* @shop/everyone
/services/ @shop/services
/services/checkout/ @shop/payments @Ana
/services/checkout/db/ @dba
/services/legacy/
/services/mail/ @shop/services
/services/mail/templates/ @SHOP/services
/tools/* @shop/tools
*.md @docs
/services/checkout/api/v1 @shop/services
`

// TestOwnersOfAny asks for entries of which the files are not known.
func TestOwnersOfAny(t *testing.T) {
	tests := []struct{ text, entry, want string }{
		{gitHub, "services/shop", "agreed @shop/services"},
		{gitHub, "./services/shop/", "agreed @shop/services"},
		{gitHub, "services/legacy", "nobody"},
		{gitHub, "services/mail", "agreed @shop/services; /services/mail/; /services/mail/templates/"},
		{
			gitHub, "services/checkout",
			"differs @shop/payments @Ana @dba @shop/services; /services/checkout/; /services/checkout/db/; /services/checkout/api/v1",
		},
		{gitHub, "services/checkout/db", "agreed @dba"},
		{gitHub, "services/checkout/main.go", "agreed @shop/payments @Ana"},
		{gitHub, "services/checkout/README.md", "agreed @docs"},
		{gitHub, "services/*/main.go", "agreed @shop/services; /services/; /services/checkout/ perhaps; /services/legacy/ perhaps; /services/mail/ perhaps"},
		{gitHub, "**/*.md", "agreed @docs; *.md; /services/checkout/api/v1 perhaps"},
		{"[A]\nservices/ @a\nservices/checkout/db/ @b\n*.md @c", "services/checkout", "differs @a @b; services/; services/checkout/db/"},
		{"/a.d/ @a\n/a.d/b/ @b", "a.d", "differs @a @b; /a.d/; /a.d/b/"},
		{gitHub, "services/{legacy,mail}/x.go", "differs @shop/services; /services/legacy/; /services/mail/"},
		{gitHub, "tools", "differs @shop/tools @shop/everyone; /tools/*; *"},
		{gitHub, "tools/build.sh", "agreed @shop/tools"},
		{gitHub, "../elsewhere", "no file"},
		{gitHub, "services/../tools/build.sh", "agreed @shop/tools"},
		{"/a/ @a", "b", "no rule"},
		{"/a/ @a", "a", "agreed @a"},
		{"/a/b/ @a", "a", "differs @a; -; /a/b/"},
		{"", "a", "no rule"},
		{"[A] @a\n*\n[B] @b\n/x/\n", "x", "agreed @a @b"},
		{"[A] @a\n*\n[B] @b\n/x/\n", "y", "agreed @a"},
		{"[A] @a\n*\n!/x/\n/x/ @b\n", "x", "nobody"},
		{"[A] @a\n*\n!/x/y/\n[B]\n/x/ @b\n", "x", "differs @a @b; * /x/; /x/ /x/y/"},
		{"* @admin\n[Read]\nREADME.md @u @v\ninternal/README.md @w\n[Other]\nREADME.md @x\n", "/README.md", "agreed @admin @u @v @x"},
		{"* @admin\n[Read]\nREADME.md @u @v\ninternal/README.md @w\n[Other]\nREADME.md @x\n", "internal/README.md", "agreed @admin @w @x"},
		{"[A] @a\n*.rb\n!/config/**/*.rb\n/config/routes.rb @ops\n", "config/routes.rb", "nobody"},
		{"* @a\n/apps/ @b\n/apps/web\n", "apps/web", "nobody"},
		{"* @a\n/größe\\ 1/ @b\n", "größe 1", "agreed @b"},
		{"^[A] @a\n/x/\n[B]\n/x/ @A\n", "x", "agreed @a"},
	}
	for _, test := range tests {
		e, found := codeowners.Read("CODEOWNERS", []byte(test.text))
		if len(found) > 0 {
			t.Fatal(found)
		}
		if got := answer(e.Codeowners[0], test.entry, nil); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.entry, got, test.want)
		}
	}
}

// TestOwnersOfFiles asks for entries of which the files are known.
func TestOwnersOfFiles(t *testing.T) {
	files := []string{
		"README.md", "services/checkout/main.go", "services/checkout/pay.go", "services/checkout/db/schema.sql",
		"services/checkout/README.md", "services/shop/main.go", "services/legacy/old.c", "tools/build.sh",
	}
	e, _ := codeowners.Read("CODEOWNERS", []byte(gitHub))
	for entry, want := range map[string]string{
		"services/shop":           "agreed @shop/services",
		"services/checkout":       "differs @shop/payments @Ana @dba @docs; /services/checkout/ 2; /services/checkout/db/ 1; *.md 1",
		"services/checkout/*.go":  "agreed @shop/payments @Ana",
		"services/checkout/pay.*": "agreed @shop/payments @Ana",
		"services/legacy":         "nobody",
		"services/nothing":        "no file",
		"tools":                   "agreed @shop/tools",
		"*.md":                    "agreed @docs",
		".":                       "differs @docs @shop/payments @Ana @dba @shop/services @shop/tools; *.md 2; /services/checkout/ 2; /services/checkout/db/ 1; /services/ 1; /services/legacy/ 1; /tools/* 1",
	} {
		if got := answer(e.Codeowners[0], entry, files); got != want {
			t.Errorf("%s:\n got %s\nwant %s", entry, got, want)
		}
	}
}

// TestFaults floods a file with faults and with rules: both are bounded, and it says so.
func TestFaults(t *testing.T) {
	_, found := codeowners.Read("CODEOWNERS", []byte(strings.Repeat("/a//b @a\n", 5000)))
	if len(found) != 101 || !strings.HasPrefix(found[0].Message, "4900 more lines") {
		t.Errorf("%d diagnostics, the first %v", len(found), found[0])
	}
	e, found := codeowners.Read("CODEOWNERS", []byte(strings.Repeat("/a/b @a\n", 30_000)))
	if n := len(e.Codeowners[0].Sections[0].Rules); n != 20_000 || len(found) != 1 {
		t.Errorf("%d rules, %v", n, found)
	}
}

// TestUnread looks at files that hold no lines to read.
func TestUnread(t *testing.T) {
	for _, text := range []string{"\xff\xfe*\x00 \x00", "\xfe\xff\x00*"} {
		e, found := codeowners.Read("CODEOWNERS", []byte(text))
		if len(e.Codeowners) != 0 || len(e.Files[0].Unread) != 1 || e.Files[0].Unread[0].Why != "it is in UTF-16" || len(found) != 1 {
			t.Errorf("%q: %v %v", text, e, found)
		}
	}
}

// TestHostile gives patterns that make a careless reader try every way.
func TestHostile(t *testing.T) {
	pattern := strings.Repeat("*a", 400) + "b"
	deep := strings.Repeat("**/a/", 170) + "b"
	text := strings.Repeat(pattern+" @a\n"+deep+" @b\n", 100)
	e, _ := codeowners.Read("CODEOWNERS", []byte(text))
	begun := time.Now()
	e.Codeowners[0].OwnersOf(strings.Repeat("a", 1000), nil)
	e.Codeowners[0].OwnersOf(strings.Repeat("a/", 500), nil)
	e.Codeowners[0].OwnersOf(strings.Repeat("*a", 500), nil)
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("%s", took)
	}
}

// BenchmarkOwnersOf asks 5,000 rules for 1,000 paths.
func BenchmarkOwnersOf(b *testing.B) {
	var text strings.Builder
	text.WriteString("* @shop/everyone\n")
	for i := range 5000 {
		switch i % 5 {
		case 0:
			fmt.Fprintf(&text, "*.ext%d @shop/tools\n", i)
		case 1:
			fmt.Fprintf(&text, "name%d/ @shop/tools\n", i)
		default:
			fmt.Fprintf(&text, "/services/group%d/service%d/ @shop/team%d\n", i%50, i, i%100)
		}
	}
	e, _ := codeowners.Read("CODEOWNERS", []byte(text.String()))
	for b.Loop() {
		for i := range 1000 {
			e.Codeowners[0].OwnersOf(fmt.Sprintf("services/group%d/service%d/part", i%50, i), nil)
		}
	}
}
