package rules_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/alertmanager"
	"github.com/linewalk/linewalk/model/evidence/catalog"
	"github.com/linewalk/linewalk/model/evidence/codeowners"
	"github.com/linewalk/linewalk/model/evidence/git"
	"github.com/linewalk/linewalk/model/evidence/grafana"
	"github.com/linewalk/linewalk/model/evidence/prometheus"
	"github.com/linewalk/linewalk/model/promql"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// today is the day of all tests.
var today = model.Date{Year: 2026, Month: 11, Day: 22}

// run judges a drawing that names no evidence.
func run(t *testing.T, name, text string, asked []*analysis.Rule) *analysis.Report {
	t.Helper()
	return drawing{name: name, text: text}.run(t, asked)
}

// A drawing is what a test judges: one text, and the files that it names as evidence, by name.
type drawing struct {
	name, text string
	evidence   map[string]string
}

// run judges the drawing, which must be free of reading errors.
func (d drawing) run(t *testing.T, asked []*analysis.Rule) *analysis.Report {
	t.Helper()
	file := yamlfile.Parse(d.name, []byte(d.text), yamlfile.Options{Rules: rules.IDs()})
	system, problems := yamlfile.Merge([]*yamlfile.File{file})
	if diag.Worst(problems) == diag.Error {
		t.Fatalf("the drawing does not read:\n%s", shown(problems))
	}
	return analysis.Run(system, asked, analysis.Options{Today: today, Evidence: d.read(t, system)})
}

// rooms are the readers of evidence.
var rooms = map[model.EvidenceKind]func(string, []byte) (model.Evidence, []diag.Diagnostic){
	model.EvidencePrometheusRules:   prometheus.Read,
	model.EvidencePrometheusMetrics: prometheus.ReadMetrics,
	model.EvidencePrometheusTests:   prometheus.ReadTests,
	model.EvidencePrometheusConfig:  prometheus.ReadConfig,
	model.EvidenceAlertmanager:      alertmanager.Read,
	model.EvidenceGrafana:           grafana.Read,
	model.EvidenceCodeowners:        codeowners.Read,
	model.EvidenceCatalog:           catalog.Read,
}

// gitLog is the file that stands for what git records, in lines such as
// "2026-10-01 ana@shop.io Ana: shop/a.go shop/b.go", the oldest first.
const gitLog = "git.log"

// history is what git would record of such lines.
func history(t *testing.T, text string) *model.History {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(text), "\n")
	known := map[string]bool{}
	var log, files strings.Builder
	var commits []string
	for i, line := range lines {
		head, paths, _ := strings.Cut(line, ": ")
		words := strings.SplitN(head, " ", 3)
		day, err := time.Parse(time.DateOnly, words[0])
		if err != nil {
			t.Fatal(err)
		}
		commit := fmt.Sprintf("@%040d\t%d\t%d\t%s\t%s\n\n", i, day.Unix(), day.Unix(), words[1], words[2])
		for _, path := range strings.Fields(paths) {
			kind := "M"
			if !known[path] {
				known[path], kind = true, "A"
				files.WriteString(path + "\n")
			}
			commit += kind + "\t" + path + "\n"
		}
		commits = append(commits, commit)
	}
	slices.Reverse(commits)
	for _, c := range commits {
		log.WriteString(c + "\n")
	}
	h, found, err := git.ReadLog("the repository", strings.NewReader(log.String()))
	if err == nil {
		_, err = git.ReadFiles(h, strings.NewReader(files.String()))
	}
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return h
}

// read reads the evidence that the drawing names. All its files are named, and are free of faults.
func (d drawing) read(t *testing.T, s *model.System) *model.Evidence {
	t.Helper()
	var all model.Evidence
	named := map[string]bool{}
	for _, source := range s.Evidence {
		if source.Kind == model.EvidenceGit {
			named[gitLog] = true
			all.Histories = append(all.Histories, history(t, d.evidence[gitLog]))
			continue
		}
		for _, path := range source.Paths {
			text, there := d.evidence[path.Value]
			if !there {
				t.Fatalf("%s: there is no file %s", d.name, path.Value)
			}
			named[path.Value] = true
			read, problems := rooms[source.Kind](path.Value, []byte(text))
			if diag.Worst(problems) > diag.Note {
				t.Fatalf("the evidence does not read:\n%s", shown(problems))
			}
			all.Add(read)
		}
	}
	for name := range d.evidence {
		if !named[name] {
			t.Errorf("%s: the drawing does not name %s as evidence", d.name, name)
		}
	}
	if len(all.Files)+len(all.Histories) == 0 {
		return nil
	}
	grafana.Complete(&all)
	catalog.Complete(&all)
	prometheus.Complete(&all)
	all.Queries = map[string]model.Condition{}
	for _, m := range s.Monitors {
		if c, err := promql.Read(m.Query.Value); m.Query.Given() && err == nil {
			all.Queries[m.Query.Value] = c
		}
	}
	return &all
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
		for _, drawn := range drawings(t, r) {
			t.Run(r.ID+"/"+strings.TrimSuffix(filepath.Base(drawn.name), filepath.Ext(drawn.name)), func(t *testing.T) {
				var got []string
				for _, d := range said(drawn.run(t, asked(r)), r.ID) {
					got = append(got, fmt.Sprintf("%d: %s", d.Span.Start.Line, d.Message))
				}
				if diff := cmp.Diff(wanted(drawn.text), got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}

// drawings are those in the folder of a rule. A file that ends in .txtar holds the drawing and, after
// it, the files that it names as evidence.
func drawings(t *testing.T, r *analysis.Rule) []drawing {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", r.ID, "*"))
	if err != nil {
		t.Fatal(err)
	}
	all := make([]drawing, len(files))
	for i, file := range files {
		all[i] = drawing{name: file, text: read(t, file)}
		if filepath.Ext(file) == ".txtar" {
			all[i] = unpacked(t, file, all[i].text)
		}
	}
	return all
}

func unpacked(t *testing.T, name, text string) drawing {
	t.Helper()
	archive := txtar.Parse([]byte(text))
	if len(archive.Files) < 2 {
		t.Fatalf("%s holds no evidence", name)
	}
	d := drawing{name: name, text: string(archive.Files[0].Data), evidence: map[string]string{}}
	for _, f := range archive.Files[1:] {
		d.evidence[f.Name] = string(f.Data)
	}
	return d
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
		for _, drawn := range drawings(t, r) {
			for _, d := range said(drawn.run(t, asked(r)), r.ID) {
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
				if d.Span.File != drawn.name {
					complain("it is not placed in the drawing")
				}
				if d.Waive == "" && d.Arrow != "" && !r.AfterWaivers {
					complain("it cannot be waived")
				}
				for _, related := range d.Related {
					if related.Span.IsZero() || int(related.Span.Start.Line) > drawn.lines(related.Span.File) || related.Message == "" {
						complain("the related place %q is nowhere", related.Message)
					}
				}
			}
		}
	}
}

// lines is how many lines a file of the drawing has, itself or one of its evidence.
func (d drawing) lines(file string) int {
	if file == d.name {
		return len(strings.Split(d.text, "\n"))
	}
	return len(strings.Split(d.evidence[file], "\n"))
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
components: {shop: {kind: service, owner: web}, stripe: {kind: service, owner: payments}, bank: {kind: service, owner: web}}
arrows:
  shop -> stripe: %s
  shop -> bank: {kind: query, if-down: nothing}
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
		{"silent, and only a box is watched", "{if-down: breaks, timeout: 1s, owner: web, monitors: [{signal: up, looked-at: {by: ana}}]}", "", "", []string{"notice-silent"}},
		{"only a box", "{if-down: breaks, timeout: 1s, owner: web, monitors: [{signal: up, looked-at: {by: ana}}]}", buyAlert, "", []string{"arrow-boxes-only"}},
		{"only a box, but the rule is off", "{if-down: breaks, timeout: 1s, owner: web, monitors: [{signal: up, looked-at: {by: ana}}]}", buyAlert, "settings: {rules: {arrow-boxes-only: off}}", []string{"arrow-no-monitor"}},
		{"silent and measured", "{if-down: breaks, timeout: 1s, owner: web, monitors: [{signal: errors, looked-at: {by: ana}}]}", "", "", []string{"notice-silent"}},
		{"silent, but the rule is off", "{if-down: breaks, timeout: 1s, owner: web}", "", "settings: {rules: {notice-silent: off}}", []string{"arrow-no-monitor"}},
		{"no monitor", "{if-down: breaks, timeout: 1s, owner: web}", buyAlert, "", []string{"arrow-no-monitor"}},
		{"no alert", "{if-down: breaks, timeout: 1s, owner: web, monitors: [{signal: errors, looked-at: {by: ana}}]}", buyAlert, "", []string{"arrow-no-alert"}},
		{"alert that tells nobody", "{if-down: breaks, timeout: 1s, owner: web, monitors: [{signal: errors, alert: {name: A, tells: nobody}}]}", "", "", []string{"alert-tells-nobody"}},
		{"alert that tells one", "{if-down: breaks, modes: [down, errors], timeout: 1s, owner: web, experts: [ana, mia], monitors: [{signal: errors, alert: {name: A, tells: ana}}]}", "", "", []string{"alert-tells-one-person"}},
		{"between owners", "{if-down: breaks, modes: [down, errors], timeout: 1s, monitors: [{signal: errors, alert: {name: A, tells: payments}}]}", "", "", []string{"arrow-between-owners"}},
		{"covered in some modes", "{if-down: breaks, timeout: 1s, owner: web, experts: [ana, mia], monitors: [{signal: errors, alert: {name: A, tells: payments}}]}", "", "", []string{"arrow-mode-unseen"}},
		{"a fallback that nothing watches", "{if-down: breaks, timeout: 1s, owner: web, experts: [ana, mia], fallback: shop -> bank, exercised: 2026-11-01}", "", "", []string{"fallback-unwatched"}},
		{"the same, but the rule is off", "{if-down: breaks, timeout: 1s, owner: web, experts: [ana, mia], fallback: shop -> bank, exercised: 2026-11-01}", "", "settings: {rules: {fallback-unwatched: off}}", []string{"arrow-no-monitor"}},
		{"a blind monitor", "{kind: notification, if-down: {to: breaks}, owner: web, modes: [down], monitors: [{signal: errors, through: [stripe], alert: {name: A, tells: payments}}]}", buyAlert, "", []string{"monitor-blind"}},
		{"silent, as the monitor is blind", "{kind: notification, if-down: {to: breaks}, owner: web, modes: [down], monitors: [{signal: errors, through: [stripe], alert: {name: A, tells: payments}}]}", "", "", []string{"notice-silent"}},
		{"told to those whose matter it is not", "{if-down: breaks, modes: [down, errors], timeout: 1s, owner: web, experts: [ana, mia], monitors: [{signal: errors, alert: {name: A, tells: [zoe, kim]}}]}", "", "people: {zoe: {}, kim: {}}", []string{"alert-wrong-team"}},
		{"the same, but the rule is off", "{if-down: breaks, modes: [down, errors], timeout: 1s, owner: web, experts: [ana, mia], monitors: [{signal: errors, alert: {name: A, tells: [zoe, kim]}}]}", "", "people: {zoe: {}, kim: {}}\nsettings: {rules: {alert-wrong-team: off}}", []string{"responder-ignorant"}},
		{"covered", "{if-down: breaks, modes: [down, errors], timeout: 1s, owner: web, experts: [ana, mia], monitors: [{signal: errors, alert: {name: A, tells: payments}}]}", "", "", nil},
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

// TestOneFaultOneDiagnostic holds that an alert which the evidence refutes is spoken of once, and not
// again as an arrow without an alert.
func TestOneFaultOneDiagnostic(t *testing.T) {
	for _, id := range []string{"evidence-alert-missing", "evidence-alert-blind", "evidence-metric-missing", "evidence-route-lost"} {
		t.Run(id, func(t *testing.T) {
			r, _ := rules.Find(id)
			d := exampleOf(r, "settings: {rules: {no-dead-mans-switch: off}}\n")
			if strings.Contains(r.Page, "\nsettings:") {
				d = exampleOf(r, "")
			}
			about := map[string]bool{}
			for _, said := range d.run(t, rules.All()).Diagnostics {
				switch said.Rule {
				case id:
					if about[said.Arrow] {
						t.Errorf("%s is spoken of twice", said.Arrow)
					}
					about[said.Arrow] = true
				case "arrow-on-no-journey", "no-dead-mans-switch", "escalation-flat":
				default:
					t.Errorf("it is also said that %s [%s]", said.Message, said.Rule)
				}
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
