package knowledge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/model"
)

// people are those of a drawing.
func people() []*model.Person {
	return []*model.Person{
		{ID: 0, Name: "ana", FullName: stated("Ana Silva"), Emails: stated([]string{"ana@shop.example", "Ana@Old.example"})},
		{ID: 1, Name: "raj", GitHub: stated("@RajK"), Left: stated(model.Date{Year: 2026, Month: 9, Day: 30})},
		{ID: 2, Name: "li", FullName: stated("Li Wei")},
		{ID: 3, Name: "li2", FullName: stated("Li Wei"), Emails: stated([]string{"li2@shop.example"})},
	}
}

func TestIdentify(t *testing.T) {
	for _, tc := range []struct {
		name    string
		authors string // Name<address>, each of one commit
		people  []*model.Person
		want    string
	}{
		{"addresses but for case", "Ann<ann@x.example> A.<ANN@X.example>", nil, "Ann=A."},
		{"names but for case and accents", "Łukasz_Gómez<a@x.example> LUKASZ_GOMEZ<b@x.example>", nil, "Łukasz Gómez=LUKASZ GOMEZ"},
		{"a name stands in for the address", "Ann<> Ann<ann@x.example>", nil, "Ann"},
		{"through a third", "Ann<a@x.example> Ann_B<a@x.example> Ann_B<b@x.example> B<b@x.example>", nil, "Ann B=Ann=B"},
		{"names of nobody join nothing", "root<root@web1> root<ann@x.example> Unknown<u1@x.example> unknown<u2@x.example>", nil, "root|root|Unknown|unknown"},
		{"addresses of nobody join nothing", "Ann<root@localhost> Bob<root@localhost>", nil, "Ann|Bob"},
		{"GitHub's hidden addresses", "Ann<1+ann@users.noreply.github.com> A<ann@users.noreply.github.com>", nil, "Ann=A"},
		{"stated addresses", "A<ana@shop.example> Someone<ana@old.example>", people(), "ana"},
		{"a stated login", "R<7+rajk@users.noreply.github.com> Raj_Kumar<raj@home.example> R<r@x.example>", people(), "raj|Raj Kumar"},
		{"a stated full name", "Ana_Silva<ana@home.example>", people(), "ana"},
		{"a name that two bear tells nothing", "Li_Wei<li@home.example>", people(), "Li Wei"},
		{"two people are never joined", "Ana_Silva<ana@shop.example> Twin<li2@shop.example> Twin<t@x.example> Twin<ana@shop.example>", people(), "ana|li2|Twin"},
		{"bots", "dependabot[bot]<1+dependabot[bot]@users.noreply.github.com> x-Bot<ann@x.example> Ann<ann@x.example> GitHub_Actions<a@b.example>", nil, "*dependabot[bot]|*x-Bot|Ann|*GitHub Actions"},
		{"no bots", "Abbott<a@x.example> Chabot_Vincent<b@x.example> MrBBot<c@x.example> Jan_Bot<d@x.example> Claude_Monet<e@x.example> Robot<f@x.example> botond<g@x.example>", nil, "Abbott|Chabot Vincent|MrBBot|Jan Bot|Claude Monet|Robot|botond"},
		{"machines that write code", "Claude<noreply@anthropic.com> Claude_Opus<noreply@anthropic.com> Copilot<198982749+Copilot@users.noreply.github.com> Cursor<cursoragent@cursor.com>", nil, "*Claude|*Claude Opus|*Copilot|*Cursor"},
		{"a person may be stated to look like a bot", "deploy-bot<ana@shop.example>", people(), "ana"},
		{"nothing at all", "<> <>", nil, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := &model.History{}
			for i, text := range strings.Fields(tc.authors) {
				name, email := somebody(text)
				h.Authors = append(h.Authors, model.Author{Name: name, Email: email})
				h.Commits = append(h.Commits, model.Commit{Author: model.AuthorID(i)})
			}
			r := knowledge.Identify(h, tc.people, knowledge.Method{})
			var got []string
			for _, c := range r.Contributors {
				text := strings.Join(c.Names, "=")
				if c.Person != nil {
					text = c.Name
				}
				if c.Bot {
					text = "*" + text
				}
				if c.Commits > 0 && text != "" {
					got = append(got, text)
				}
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, "|")); diff != "" {
				t.Errorf("contributors (-want +got):\n%s", diff)
			}
		})
	}
}

// The name is that of most commits and, of as many, the most recent one.
func TestContributorName(t *testing.T) {
	for _, tc := range []struct{ told, want string }{
		{"3 Ann<a@x> M f\n2 Annie<a@x> M f\n1 Ann<a@x> M f", "Ann"},
		{"3 Ann<a@x> M f\n2 Annie<a@x> M f", "Annie"},
		{"3 <a@x> M f", "a@x"},
	} {
		r := knowledge.Identify(story(t, tc.told), nil, knowledge.Method{})
		if got := r.Contributors[0].Name; got != tc.want {
			t.Errorf("%q: got %s, want %s", tc.told, got, tc.want)
		}
	}
}

// Who of the drawing wrote last when, if ever.
func TestLast(t *testing.T) {
	all := people()
	h := story(t, "90 ana M f\n80 bob M f + Ana_Silva<ana@old.example>\n-5 cy M f\n0 dan M f", "f")
	h.Commits[1].Committed = tipSeconds // cy's clock is ahead
	r := knowledge.Identify(h, all, knowledge.Method{})
	if last, ever := r.Person(all[0]).Last(); !ever || last != tip.Plus(-80) {
		t.Errorf("ana: got %s, %v", last, ever)
	}
	if last, ever := r.Person(all[1]).Last(); ever {
		t.Errorf("raj: got %s", last)
	}
	if last, _ := r.Of(h.Commits[1].Author).Last(); last != tip {
		t.Errorf("cy: got %s", last)
	}
	if r.Person(&model.Person{}) != nil {
		t.Error("somebody of another drawing is found")
	}
}

func TestNearMisses(t *testing.T) {
	h := story(
		t, `
		9 Ann_Smith<ann@x.example> M f
		8 A._Smith<asmith@y.example> M f
		7 Smith,_Alice<smith@z.example> M f
		6 anns<ann@home.example> M f
		5 Bo<me@x.example> M f
		4 Cy<me@y.example> M f
		3 dependabot[bot]<ann@bots.example> M f
		2 Silva<asilva@home.example> M f
		1 Dan<1+asmith@users.noreply.github.com> M f
		`,
	)
	ana := &model.Person{Name: "ana", GitHub: stated("asilva")}
	r := knowledge.Identify(h, []*model.Person{ana}, knowledge.Method{})
	var got []string
	for _, miss := range r.NearMisses() {
		got = append(got, fmt.Sprintf("%s, %s: %s", miss.A.Name, miss.B.Name, miss.Why))
	}
	want := []string{
		"ana, Silva: both go by asilva",
		"Dan, A. Smith: both go by asmith",
		"anns, Ann Smith: both go by ann",
		"Smith, Alice, A. Smith: both are called A. Smith",
		"Smith, Alice, Ann Smith: both are called A. Smith",
		"A. Smith, Ann Smith: both are called A. Smith",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("near misses (-want +got):\n%s", diff)
	}
}

// Ten thousand people of one name are no reason to list fifty million pairs.
func TestNearMissesAreBounded(t *testing.T) {
	h := &model.History{}
	for i := range 10000 {
		h.Authors = append(h.Authors, model.Author{Name: fmt.Sprintf("J%d Smith", i), Email: fmt.Sprintf("j@%d.example", i)})
	}
	if got := len(knowledge.Identify(h, nil, knowledge.Method{}).NearMisses()); got != 1000 {
		t.Errorf("got %d pairs, want 1000", got)
	}
}

// People left unmerged look like safety: beside the figure stands what it would become.
func TestReview(t *testing.T) {
	h := story(
		t, `
		9 Ann_Smith<ann@x.example> A a, A b
		8 A._Smith<asmith@y.example> A c, A d
		7 Bob<bob@x.example> A e
		`, "a", "b", "c", "d", "e",
	)
	l := knowledge.New(h, nil, knowledge.Method{})
	check(t, "as it is", l.TruckFactor(l.All()).Unpruned, 2)
	each, all := l.Review(l.All())
	if len(each) != 1 || each[0].Unpruned != 1 || each[0].Pruned != 1 || all.Unpruned != 1 {
		t.Errorf("got %+v and %d, want one pair that makes 1", each, all.Unpruned)
	}
	check(t, "afterwards", l.TruckFactor(l.All()).Unpruned, 2)
	var changes []int
	for _, s := range l.If(each[0].NearMiss).Sharing(l.All(), knowledge.AllChanges) {
		changes = append(changes, s.Changes)
	}
	if !slices.Equal(changes, []int{4, 1}) {
		t.Errorf("shares: got %v, want 4 and 1", changes)
	}
}
