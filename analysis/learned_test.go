package analysis_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/evidence/catalog"
	"github.com/linewalk/linewalk/model/evidence/codeowners"
	"github.com/linewalk/linewalk/model/evidence/git"
)

// studied runs the analysis of a drawing with what files around it say. What is empty is not given.
func studied(t *testing.T, drawing, owners, entries, log, files string) *analysis.Report {
	t.Helper()
	e := &model.Evidence{}
	if owners != "" {
		said, found := codeowners.Read("CODEOWNERS", []byte(owners))
		if len(found) > 0 {
			t.Fatal(found)
		}
		e.Add(said)
	}
	if entries != "" {
		said, _ := catalog.Read("catalog-info.yaml", []byte(entries))
		e.Add(said)
		catalog.Complete(e)
	}
	if log != "" {
		h, _, err := git.ReadLog("repo", strings.NewReader(log))
		if err == nil {
			_, err = git.ReadFiles(h, strings.NewReader(files))
		}
		if err != nil {
			t.Fatal(err)
		}
		e.Histories = append(e.Histories, h)
	}
	return analysis.Run(draw(t, drawing), nil, analysis.Options{Today: day, Evidence: e})
}

// TestOtherOwners holds owners that other files name against those of the drawing.
func TestOtherOwners(t *testing.T) {
	for _, tc := range []struct{ owner, owners, entries, want string }{
		{"web", "/shop/ @acme/web", "", "@acme/web of CODEOWNERS agrees"},
		{"web", "/shop/ @acme/web-team", "", "@acme/web-team of CODEOWNERS agrees"},
		{"web", "/shop/ @acme/pay", "", "@acme/pay of CODEOWNERS differs"},
		{"web", "/shop/ @asilva", "", "@asilva of CODEOWNERS agrees"},
		{"pay", "/shop/ @asilva", "", "@asilva of CODEOWNERS differs"},
		{"web", "/shop/ ana@shop.io", "", "ana@shop.io of CODEOWNERS agrees"},
		{"web", "/other/ @acme/pay", "", ""},
		{"web", "", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: shop}\nspec: {type: service, owner: team-web}\n", "team-web of Backstage agrees"},
		{"web", "", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: shop}\nspec: {type: service, owner: pay}\n", "pay of Backstage differs"},
	} {
		r := studied(t, fmt.Sprintf(`
people: {ana: {emails: [ana@shop.io], github: asilva}}
teams: {web: {people: [ana, li]}, pay: {people: [tom]}}
components: {shop: {kind: service, owner: %s, code: [shop]}, db: database}
arrows: {shop -> db: {if-down: breaks}}
`, tc.owner), tc.owners, tc.entries, "", "")
		var got []string
		for _, l := range r.Learned {
			for _, o := range l.Owners {
				verdict := "differs"
				if o.Agrees {
					verdict = "agrees"
				}
				got = append(got, o.Name+" of "+o.Where+" "+verdict)
			}
		}
		if strings.Join(got, ", ") != tc.want {
			t.Errorf("owner %s, %s%s: got %v, want %s", tc.owner, tc.owners, tc.entries, got, tc.want)
		}
	}
}

// TestMeasuredKnowledge joins who is on record for the code with who is stated, and narrows who may
// mend it to those whom CODEOWNERS names.
func TestMeasuredKnowledge(t *testing.T) {
	commit := func(id int, day, mail, name string, changes ...string) string {
		return fmt.Sprintf("@%040d\t%s\t%s\t%s\t%s\n\n%s\n", id, day, day, mail, name, strings.Join(changes, "\n"))
	}
	const recent, old = "1790000000", "1700000000" // September 2026, November 2023
	all := "A\tshop/a.go\nA\tshop/b.go\nA\tshop/c.go"
	for _, tc := range []struct {
		name, experts, owners, log string
		want                       string
		complete                   bool
	}{
		{"nothing is known", "", "", "", "", false},
		{"on record", "", "", commit(1, recent, "ana@shop.io", "Ana", all), "ana", true},
		{"nobody in the drawing", "", "", commit(1, recent, "bo@shop.io", "Bo Berg", all), "Bo Berg", true},
		{"stated and on record", "experts: [li], ", "", commit(1, recent, "ana@shop.io", "Ana", all), "ana, li", true},
		{"long ago", "", "", commit(1, old, "ana@shop.io", "Ana", all), "", true},
		{"long ago, and stated", "experts: [ana], ", "", commit(1, old, "ana@shop.io", "Ana", all), "ana", true},
		{"no right to change it", "", "/shop/ @acme/pay", commit(1, recent, "ana@shop.io", "Ana", all), "", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := studied(t, fmt.Sprintf(`
people: {ana: {emails: [ana@shop.io]}}
teams: {web: {people: [ana, li]}, pay: {people: [tom]}}
components: {shop: {kind: service, %scode: [shop]}, user: person}
arrows: {user -> shop: {if-down: breaks}}
`, tc.experts), tc.owners, "", tc.log, "shop/a.go\nshop/b.go\nshop/c.go\n")
			mend := r.Answers[0].Mending.Mend
			var got []string
			for _, p := range mend.People {
				got = append(got, p.Name)
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, ", ")); diff != "" || mend.Complete != tc.complete {
				t.Errorf("complete %t, who (-want +got):\n%s", mend.Complete, diff)
			}
		})
	}
}
