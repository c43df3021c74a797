package catalog_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/catalog"
)

// TestReal says what is in each public catalog, counted by eye.
func TestReal(t *testing.T) {
	for _, test := range []struct {
		folder  string
		kinds   string
		whole   []string // what Complete tells
		group   string
		members int
	}{
		{
			"backstage-examples", "component 3 group 1 user 5", []string{
				`no system is in the files of the catalog: system:default/artist-engagement-portal is a mere name (and 1 more reference)`,
				`no resource is in the files of the catalog: resource:default/artists-db is a mere name`,
				`consumesApis takes no component: component:default/artist-lookup`,
				`no api is in the files of the catalog: api:default/wayback-archive is a mere name`,
				`group:default/backstage is not in the files of the catalog`,
			}, "team-a", 5,
		},
		{
			"dokaseca", "component 3 domain 3 resource 3 system 3", []string{
				`no group is in the files of the catalog: group:default/platform-admins is a mere name (and 11 more references)`,
				`no api is in the files of the catalog: api:default/payment-api is a mere name (and 1 more reference)`,
			}, "", 0,
		},
		{"giantswarm", "component 75 group 12", []string{
			`group:default/team-phoenix is not in the files of the catalog (and 9 more references)`,
			`group:default/team-TEAM-NAME is not in the files of the catalog`,
			`group:default/team-rocket is not in the files of the catalog (and 2 more references)`,
			`no user is in the files of the catalog: user:default/Rotfuks is a mere name (and 53 more references)`,
			`group:default/employees is not in the files of the catalog (and 11 more references)`,
		}, "team-atlas", 3},
		{
			"webgrip", "component 5 domain 2 resource 1 system 4", []string{
				`no group is in the files of the catalog: group:webgrip/infrastructure is a mere name (and 11 more references)`,
			}, "", 0,
		},
	} {
		t.Run(test.folder, func(t *testing.T) {
			evidence, found := readFolder(t, filepath.Join("..", "..", "..", "..", "shared", "real", "backstage", test.folder))
			for _, f := range evidence.Files {
				if len(f.Unread) > 0 || len(found) > 0 {
					t.Errorf("%s: unread %v, %v", f.Name, f.Unread, found)
				}
			}
			if got := countKinds(evidence.Catalog); got != test.kinds {
				t.Error(got)
			}
			var whole []string
			for _, d := range catalog.Complete(&evidence) {
				whole = append(whole, d.Message)
			}
			if strings.Join(whole, "\n") != strings.Join(test.whole, "\n") {
				t.Errorf("got\n%s", strings.Join(whole, "\n"))
			}
			for _, e := range evidence.Catalog {
				if len(e.Owners) != 1 && !e.IsPeople() {
					t.Errorf("%s has %d owners", e, len(e.Owners))
				}
			}
			group := model.CatalogReference{Kind: model.CatalogGroup, Namespace: "default", Name: test.group}
			if m := model.NewCatalog(evidence.Catalog).PeopleOf(group); len(m.People) != test.members {
				t.Errorf("%s: %v", test.group, m.People)
			}
		})
	}
}

func readFolder(t *testing.T, folder string) (model.Evidence, []diag.Diagnostic) {
	t.Helper()
	var evidence model.Evidence
	var found []diag.Diagnostic
	err := filepath.WalkDir(folder, func(name string, entry os.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".yaml" {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		e, ds := catalog.Read(filepath.ToSlash(name), text)
		evidence.Add(e)
		found = append(found, ds...)
		return nil
	})
	if err != nil {
		t.Skip("the real files are not beside the repository:", err)
	}
	return evidence, found
}

func countKinds(entries []*model.CatalogEntry) string {
	counts := map[string]int{}
	for _, e := range entries {
		counts[e.Kind]++
	}
	var b strings.Builder
	for _, kind := range []string{"api", "component", "domain", "group", "resource", "system", "user"} {
		if counts[kind] > 0 {
			fmt.Fprintf(&b, "%s %d ", kind, counts[kind])
		}
	}
	return strings.TrimSpace(b.String())
}

// TestTogether reads files that speak of each other: aliases of Kubernetes, and one name twice.
func TestTogether(t *testing.T) {
	var e model.Evidence
	for _, file := range [...]struct{ name, text string }{
		{"services/pay/OWNERS", "approvers: [Pay-Approvers, mia]\nreviewers: [pay-approvers]\n"},
		{"OWNERS", "approvers: [tom]\n"},
		{"OWNERS_ALIASES", "aliases: {pay-approvers: [ana, raj]}\n"},
		{"a/catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: shop}\nspec: {owner: web}\n"},
		{"b/catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: Shop}\nspec: {owner: wev}\n"},
		{"org.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: web}\nspec: {parent: web}\n"},
	} {
		read, found := catalog.Read(file.name, []byte(file.text))
		if len(found) > 0 {
			t.Fatal(found)
		}
		e.Add(read)
	}
	var got []string
	for _, d := range catalog.Complete(&e) {
		got = append(got, fmt.Sprintf("%s %s %s %s", d.Span, d.Level, d.Message, d.Mend))
	}
	want := []string{
		"b/catalog-info.yaml:4:15 note group:default/wev is not in the files of the catalog write group:default/web",
		"org.yaml:4:16 warning group web lies within itself: web, web ",
		"b/catalog-info.yaml:3:18 note another component:default/Shop has other owners ",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	c := model.NewCatalog(e.Catalog)
	folder := e.Catalog[0]
	if folder.Name != "services/pay" || e.Catalog[1].Name != "." {
		t.Errorf("folders %s, %s", folder.Name, e.Catalog[1].Name)
	}
	for _, test := range []struct {
		of   model.CatalogReference
		want string
	}{
		{folder.Owners[0], "[user:ana user:raj]"}, {folder.Owners[1], "[user:mia]"}, {folder.Reviewers[0], "[user:ana user:raj]"},
	} {
		if got := fmt.Sprint(c.PeopleOf(test.of).People); got != test.want {
			t.Errorf("%s: %s, want %s", test.of, got, test.want)
		}
	}
}

// TestNoCatalog reads what is none.
func TestNoCatalog(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "nothing of a catalog is in this file",
		"# only a comment":                     "nothing of a catalog is in this file",
		"groups: [{name: rules}]":              "this cannot be read: it is no entry of a catalog",
		"name: {{ .Values.name }}\n{{- end }}": "this cannot be read: it is a template",
		"apiVersion: v1\nkind: Service\n":      `this cannot be read: its version "v1" is not known`,
		"apiVersion: backstage.io/v1alpha1\n":  `this cannot be read: it is of the unknown kind ""`,
	} {
		e, found := catalog.Read("f.yaml", []byte(text))
		if len(e.Catalog) != 0 || len(e.Files) != 1 || len(found) != 1 || found[0].Message != want || found[0].Level != diag.Note {
			t.Errorf("%q: %v", text, found)
		}
	}
}

// TestMany reads a chain of groups that ends where it began, references to nothing, and faults, of
// each more than anybody would read.
func TestMany(t *testing.T) {
	const groups = 20_000
	var text strings.Builder
	for i := range groups {
		fmt.Fprintf(&text, "- {apiVersion: backstage.io/v1alpha1, kind: Group, metadata: {name: g%d}, spec: {parent: g%d, members: [u%d], children: [none%d]}}\n", i, (i+1)%groups, i, i)
	}
	begun := time.Now()
	e, found := catalog.Read("many.yaml", []byte(text.String()))
	whole := catalog.Complete(&e)
	m := model.NewCatalog(e.Catalog).PeopleOf(e.Catalog[7].Reference())
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("%s", took)
	}
	if len(found) != 0 || len(whole) != 102 || len(m.People) != groups {
		t.Errorf("%d and %d diagnostics, %d people", len(found), len(whole), len(m.People))
	}
	_, found = catalog.Read("faults.yaml", []byte(strings.Repeat("- {apiVersion: backstage.io/v1alpha1, kind: System}\n", 5000)))
	if len(found) != 101 {
		t.Errorf("%d diagnostics", len(found))
	}
}
