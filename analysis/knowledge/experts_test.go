package knowledge_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/model"
)

func TestSelect(t *testing.T) {
	paths := []string{
		"Makefile", "README.md", "app/[id]/page.tsx", "app/i/page.tsx", "services/checkout", "services/checkout.go",
		"services/checkout0/main.go", "services/pay/api/api.go", "services/pay/main.go", "services/pay/main_test.go", "ümläut/ä.go",
	}
	l := knowledge.New(story(t, "0 ann A x", paths...), nil, knowledge.Method{})
	for _, tc := range []struct{ patterns, want, complaint string }{
		{".", strings.Join(paths, " "), ""},
		{"./", strings.Join(paths, " "), ""},
		{"services/checkout", "services/checkout", ""},
		{"services/pay", "services/pay/api/api.go services/pay/main.go services/pay/main_test.go", ""},
		{"./services//pay/", "services/pay/api/api.go services/pay/main.go services/pay/main_test.go", ""},
		{"services/*/api services/pay/api", "services/pay/api/api.go", ""},
		{"**/*.go", "services/checkout.go services/checkout0/main.go services/pay/api/api.go services/pay/main.go services/pay/main_test.go ümläut/ä.go", ""},
		{"services/*", strings.Join(paths[4:10], " "), ""},
		{"services/p{ay,lay}/main*.go", "services/pay/main.go services/pay/main_test.go", ""},
		{"ümläut", "ümläut/ä.go", ""},
		{"app/[id]", "app/[id]/page.tsx app/i/page.tsx", ""},
		{"Make", "", "it matches no file of the repository"},
		{"[", "", "it is no valid pattern"},
		{"/etc/passwd", "", "it is absolute: write it relative to the repository"},
		{"services/../..", "", "it leads out of a folder"},
		{"x\x00y", "", "it contains a NUL"},
		{strings.Repeat("{a,b}", 10), "", "it has too many alternatives"},
		{strings.Repeat("a", 5000), "", "it is too long"},
	} {
		files, complaints := l.Select(strings.Fields(tc.patterns))
		if diff := cmp.Diff(tc.want, strings.Join(l.Paths(files), " ")); diff != "" {
			t.Errorf("%.40s (-want +got):\n%s", tc.patterns, diff)
		}
		complaint := ""
		for _, c := range complaints {
			complaint += c.Why
		}
		if complaint != tc.complaint {
			t.Errorf("%.40s: got complaint %q, want %q", tc.patterns, complaint, tc.complaint)
		}
	}
}

// tell writes experts in a line a fact.
func tell(e knowledge.Experts) string {
	var b strings.Builder
	if e.Unknown.Blocks() {
		fmt.Fprintf(&b, "unknown: %s\n", e.Unknown.Why)
	}
	who := func(x knowledge.Expert) {
		fmt.Fprintf(&b, "%s: %d files, %d changes, primary %v, stale %v, last %s\n", x.Name, x.Files, x.Changes, x.Primary, x.Stale, x.Last)
	}
	for _, x := range e.People {
		who(x)
	}
	for _, x := range e.Left {
		fmt.Fprint(&b, "left: ")
		who(x)
	}
	fmt.Fprintf(&b, "%d files, %d untouched; %d changes, %d unattributed, %d assisted\n", e.Files, e.Untouched, e.Changes, e.Unattributed, e.Assisted)
	if e.LastBy != nil {
		fmt.Fprintf(&b, "last edit %s by %s\n", e.LastEdit, e.LastBy.Name)
	}
	if e.Sole != nil {
		fmt.Fprintf(&b, "sole %s\n", e.Sole.Name)
	}
	for _, w := range e.Weaknesses {
		fmt.Fprintf(&b, "- %s\n", w)
	}
	return b.String()
}

func TestExperts(t *testing.T) {
	const told = `
		900 old A api/a.go, A api/b.go, A api/c.go, A api/d.go
		800 ana A web/w.go
		700 R<1+rajk@users.noreply.github.com> A api/e.go, A api/f.go, A api/g.go
		100 ana A api/h.go, M api/a.go + Claude<noreply@anthropic.com>
		90 renovate[bot] M api/a.go, A lock
		50 ana M run.md
		20 bob M run.md
		10 bob M run.md
		1 cy M api/b.go
		9 dan M docs/1, M docs/2, M docs/3
		8 eve M docs/1, M docs/2, M docs/3
		7 eve M docs/1
		`
	h := story(t, told, "api/a.go", "api/b.go", "api/c.go", "api/d.go", "api/e.go", "api/f.go", "api/g.go", "api/h.go", "web/w.go", "run.md", "lock", "new", "docs/1", "docs/2", "docs/3")
	l := knowledge.New(h, people(), knowledge.Method{})
	for _, tc := range []struct{ name, pattern, want string }{
		{"a folder", "api", `
old: 4 files, 4 changes, primary true, stale true, last 2024-05-15
left: raj: 3 files, 3 changes, primary true, stale true, last 2024-12-01
8 files, 0 untouched; 11 changes, 1 unattributed, 2 assisted
last edit 2026-10-31 by cy
- measured on 8 files, each of which weighs the same
- 1 of 1 person made no commit for 547 days
- 1 of 11 changes are by bots: nobody's knowledge
- 2 of 11 changes are written together with a machine
- 6 of 8 files are changed once only, which makes an author
`},
		{"one file", "run.md", `
bob: 1 files, 2 changes, primary true, stale false, last 2026-10-22
ana: 1 files, 1 changes, primary false, stale false, last 2026-09-12
1 files, 0 untouched; 3 changes, 0 unattributed, 0 assisted
last edit 2026-10-22 by bob
- measured on 1 file, by the changes to it
`},
		{"one author", "web", `
ana: 1 files, 1 changes, primary true, stale false, last 2026-09-12
1 files, 0 untouched; 1 changes, 0 unattributed, 0 assisted
last edit 2024-08-23 by ana
sole ana
- measured on 1 file, by the changes to it
`},
		{"a bot alone", "lock", `
unknown: only bots have changed the files
1 files, 1 untouched; 1 changes, 1 unattributed, 0 assisted
`},
		{"files without an author", "docs", `
eve: 3 files, 4 changes, primary true, stale false, last 2026-10-25
dan: 3 files, 3 changes, primary false, stale false, last 2026-10-23
3 files, 0 untouched; 7 changes, 0 unattributed, 0 assisted
last edit 2026-10-25 by eve
- measured on 3 files, by the changes to them
`},
		{"no record", "new", `
unknown: the history has no record of the files
1 files, 1 untouched; 0 changes, 0 unattributed, 0 assisted
`},
		{"no file", "nothing", `
unknown: no file matches
0 files, 0 untouched; 0 changes, 0 unattributed, 0 assisted
`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			files, _ := l.Select([]string{tc.pattern})
			if diff := cmp.Diff(strings.TrimPrefix(tc.want, "\n"), tell(l.Experts(files, tip))); diff != "" {
				t.Errorf("experts (-want +got):\n%s", diff)
			}
		})
	}
}

// A history with an obstacle is unknown, whatever was read of it.
func TestObstacle(t *testing.T) {
	h := story(t, "0 ann A f, A g, A h", "f", "g", "h")
	h.Obstacle = model.Obstacle{Why: "the clone is shallow"}
	l := knowledge.New(h, nil, knowledge.Method{})
	e := l.Experts(l.All(), tip)
	if e.Unknown != h.Obstacle || len(e.People) > 0 || l.TruckFactor(l.All()).Known() || len(l.Roster.Contributors) > 0 {
		t.Errorf("got %+v", e)
	}
}

func TestAgainst(t *testing.T) {
	h := story(t, "900 gus A gus1, A gus2, A gus3\n10 ana A a1, A a2\n9 bob A b1, A b2", "gus1", "gus2", "gus3", "a1", "a2", "b1", "b2")
	gus := &model.Person{Name: "gus", Emails: stated([]string{"gus@shop.example"})}
	ana := &model.Person{Name: "ana", Emails: stated([]string{"ana@shop.example"})}
	zoe := &model.Person{Name: "zoe"}
	l := knowledge.New(h, []*model.Person{gus, ana, zoe}, knowledge.Method{})
	e := l.Experts(l.All(), tip)
	for _, tc := range []struct {
		stated            []*model.Person
		both, only, extra string
		recall, precision string
	}{
		{nil, "", "", "ana", "0 true", "0 false"},
		{[]*model.Person{ana}, "ana", "", "", "1 true", "1 true"},
		{[]*model.Person{gus, zoe}, "gus", "zoe", "ana", "0.5 true", "0.5 true"},
	} {
		a := e.Against(tc.stated)
		var extra []string
		for _, x := range a.Measured {
			extra = append(extra, x.Name)
		}
		recall, r := a.Recall()
		precision, p := a.Precision()
		got := []string{short(a.Both), short(a.Stated), strings.Join(extra, " "), fmt.Sprint(recall, " ", r), fmt.Sprint(precision, " ", p)}
		if diff := cmp.Diff([]string{tc.both, tc.only, tc.extra, tc.recall, tc.precision}, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", tc.stated, diff)
		}
	}
}

func short(people []*model.Person) string {
	var all []string
	for _, p := range people {
		all = append(all, p.Name)
	}
	return strings.Join(all, " ")
}
