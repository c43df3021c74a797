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
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// today is the day of all tests.
var today = model.Date{Year: 2026, Month: 11, Day: 22}

// run judges a drawing, which must be free of reading errors.
func run(t *testing.T, name, text string, asked []*analysis.Rule) *analysis.Report {
	t.Helper()
	file := yamlfile.Parse(name, []byte(text), yamlfile.Options{Rules: rules.IDs()})
	system, problems := yamlfile.Merge([]*yamlfile.File{file})
	if diag.Worst(problems) == diag.Error {
		t.Fatalf("the drawing does not read:\n%s", shown(problems))
	}
	return analysis.Run(system, asked, analysis.Options{Today: today})
}

// said lists what a rule says, in the order of the file.
func said(r *analysis.Report, id string) []diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(r.Diagnostics), func(d diag.Diagnostic) bool { return d.Rule != id })
}

// asked is the rule alone, or with all others where it judges what they said.
func asked(r *analysis.Rule) []*analysis.Rule {
	if r.AfterWaivers {
		return rules.All()
	}
	return []*analysis.Rule{r}
}

// TestRules runs each rule alone over its drawings. A comment "# want `message`" expects that
// message, whole, on its line.
func TestRules(t *testing.T) {
	for _, r := range rules.All() {
		for _, file := range drawings(t, r) {
			t.Run(r.ID+"/"+strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
				text := read(t, file)
				var got []string
				for _, d := range said(run(t, file, text, asked(r)), r.ID) {
					got = append(got, fmt.Sprintf("%d: %s", d.Span.Start.Line, d.Message))
				}
				if diff := cmp.Diff(wanted(text), got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}

func drawings(t *testing.T, r *analysis.Rule) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", r.ID, "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	want    = regexp.MustCompile("# want((?: `[^`]+`)+)")
	message = regexp.MustCompile("`([^`]+)`")
)

func wanted(text string) []string {
	var all []string
	for i, line := range strings.Split(text, "\n") {
		if found := want.FindStringSubmatch(line); found != nil {
			for _, m := range message.FindAllStringSubmatch(found[1], -1) {
				all = append(all, fmt.Sprintf("%d: %s", i+1, m[1]))
			}
		}
	}
	return all
}

// TestDiagnostics holds every message of every drawing to the form that all writers rely on.
func TestDiagnostics(t *testing.T) {
	for _, r := range rules.All() {
		for _, file := range drawings(t, r) {
			text := read(t, file)
			lines := strings.Split(text, "\n")
			for _, d := range said(run(t, file, text, asked(r)), r.ID) {
				complain := func(format string, args ...any) {
					t.Errorf("%s: %s: %s", d.Span, d.Message, fmt.Sprintf(format, args...))
				}
				if n := len([]rune(d.Message)); n > 100 {
					complain("%d characters are too many", n)
				}
				if strings.HasSuffix(d.Message, ".") {
					complain("it ends in a full stop")
				}
				if d.Arrow != "" && !strings.HasPrefix(d.Message, d.Arrow+": ") {
					complain("it does not begin with the arrow")
				}
				if d.Arrow != "" && d.IfDown == "" {
					complain("it does not say what happens")
				}
				if d.Mend == "" {
					complain("it does not say how to mend it")
				}
				if d.Level == 0 {
					complain("it has no level")
				}
				if d.Waive == "" && d.Arrow != "" && !r.AfterWaivers {
					complain("it cannot be waived")
				}
				for _, related := range d.Related {
					if related.Span.IsZero() || int(related.Span.Start.Line) > len(lines) || related.Message == "" {
						complain("the related place %q is nowhere", related.Message)
					}
				}
			}
		}
	}
}

// TestLevels tells apart where arrow-low-bus-factor is an error from where it is not.
func TestLevels(t *testing.T) {
	const drawing = `linewalk: 1
system: x
teams: {payments: {people: [ana, li], on-call: 24x7}}
components: {shop: service, stripe: external}
arrows:
  shop -> stripe: {if-down: breaks, experts: [ana], monitors: [{signal: errors, alert: {name: A, tells: payments}}]}
journeys:
  buy: {steps: [shop -> stripe]%s}
%s`
	for _, tc := range []struct {
		name, journey, settings string
		want                    diag.Level
	}{
		{"nothing at stake", "", "", diag.Warning},
		{"worth", ", worth: 5 EUR/min", "", diag.Error},
		{"target", ", target: 99%", "", diag.Error},
		{"the drawing's level wins", ", target: 99%", "settings: {rules: {arrow-low-bus-factor: warning}}", diag.Warning},
		{"the drawing's glob wins", ", target: 99%", "settings: {rules: {arrow-low-*: note}}", diag.Note},
	} {
		t.Run(tc.name, func(t *testing.T) {
			found := said(run(t, "x.yaml", fmt.Sprintf(drawing, tc.journey, tc.settings), rules.All()), "arrow-low-bus-factor")
			if len(found) != 1 || found[0].Level != tc.want {
				t.Errorf("got %v, want one at level %s", found, tc.want)
			}
		})
	}
}

// TestOneCauseOneDiagnostic holds which rules stand for which others about one arrow.
func TestOneCauseOneDiagnostic(t *testing.T) {
	const drawing = `linewalk: 1
system: x
teams: {payments: {people: [ana, li], on-call: 24x7}, web: {people: [mia, tom], on-call: 24x7}}
components: {shop: {kind: service, owner: web}, stripe: {kind: service, owner: payments}}
arrows:
  shop -> stripe: %s
journeys:
  buy: {steps: [shop -> stripe]}
monitors:
  buying: {signal: value, watches: [buy]%s}
%s`
	const buyAlert = ", alert: {name: BuyFails, after: 5m, tells: payments}"
	for _, tc := range []struct {
		name, arrow, alert, settings string
		want                         []string
	}{
		{"bare", "", "", "", []string{"arrow-bare"}},
		{"planned and naked", "{status: planned, if-down: breaks, timeout: 1s}", "", "", []string{"planned-arrow-naked"}},
		{"silent", "{if-down: breaks, timeout: 1s, owner: web}", "", "", []string{"notice-silent"}},
		{"silent and measured", "{if-down: breaks, timeout: 1s, owner: web, monitors: [{signal: errors, looked-at: {by: ana}}]}", "", "", []string{"notice-silent"}},
		{"silent, but the rule is off", "{if-down: breaks, timeout: 1s, owner: web}", "", "settings: {rules: {notice-silent: off}}", []string{"arrow-no-monitor"}},
		{"no monitor", "{if-down: breaks, timeout: 1s, owner: web}", buyAlert, "", []string{"arrow-no-monitor"}},
		{"no alert", "{if-down: breaks, timeout: 1s, owner: web, monitors: [{signal: errors, looked-at: {by: ana}}]}", buyAlert, "", []string{"arrow-no-alert"}},
		{"alert that tells nobody", "{if-down: breaks, timeout: 1s, owner: web, monitors: [{signal: errors, alert: {name: A, tells: nobody}}]}", "", "", []string{"alert-tells-nobody"}},
		{"alert that tells one", "{if-down: breaks, timeout: 1s, owner: web, experts: [ana, mia], monitors: [{signal: errors, alert: {name: A, tells: ana}}]}", "", "", []string{"alert-tells-one-person"}},
		{"between owners", "{if-down: breaks, timeout: 1s, monitors: [{signal: errors, alert: {name: A, tells: payments}}]}", "", "", []string{"arrow-between-owners"}},
		{"covered", "{if-down: breaks, timeout: 1s, owner: web, experts: [ana, mia], monitors: [{signal: errors, alert: {name: A, tells: payments}}]}", "", "", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := run(t, "x.yaml", fmt.Sprintf(drawing, tc.arrow, tc.alert, tc.settings), rules.All())
			var got []string
			for _, d := range r.Diagnostics {
				if d.Arrow == "shop -> stripe" && d.Rule != "single-point-of-failure" {
					got = append(got, d.Rule)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestEmptyTeamIsSaidOnce leaves an alert that tells an empty team to the rule about the team.
func TestEmptyTeamIsSaidOnce(t *testing.T) {
	const drawing = `linewalk: 1
system: x
teams: {ghosts: {people: []}}
arrows:
  shop -> stripe: {monitors: [{signal: errors, alert: {name: A, tells: ghosts}}]}
settings: {rules: {team-empty: %s}}
`
	for _, tc := range []struct {
		level        string
		team, alerts int
	}{{"error", 1, 0}, {"off", 0, 1}} {
		r := run(t, "x.yaml", fmt.Sprintf(drawing, tc.level), rules.All())
		if team, alerts := len(said(r, "team-empty")), len(said(r, "alert-tells-nobody")); team != tc.team || alerts != tc.alerts {
			t.Errorf("with team-empty at %s: %d of the team, %d of the alert, want %d and %d", tc.level, team, alerts, tc.team, tc.alerts)
		}
	}
}
