package sloth

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// real is a folder of public files beside the repository.
var real = filepath.Join("..", "..", "..", "..", "shared", "real", "monitoring", "sloth")

func readReal(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(real, filepath.FromSlash(name)))
	if err != nil {
		t.Skip("the real files are not beside the repository:", err)
	}
	return text
}

// TestReal says what is in each public file, counted by eye.
func TestReal(t *testing.T) {
	tests := []struct {
		file       string
		objectives int
		rules      int
		unread     int
		found      []string // the beginnings of the diagnostics
	}{
		{"contrib-denominator-corrected.yaml", 1, 2, 1, []string{"cannot be read: the plugin sloth.dev/contrib/denominator"}},
		{"contrib-slo-plugins.yml", 2, 4, 0, nil},
		{"getting-started.yml", 1, 2, 0, nil},
		{"home-wifi.yml", 2, 4, 0, nil},
		{"k8s-getting-started.yml", 1, 2, 0, nil},
		{"k8s-home-wifi.yml", 2, 4, 0, nil},
		{"k8s-multifile.yml", 2, 4, 0, nil},
		{"kubernetes-apiserver.yml", 2, 4, 0, nil},
		{"multifile.yml", 2, 4, 0, nil},
		{"no-alerts.yml", 1, 0, 0, nil},
		{"openslo-getting-started.yml", 0, 0, 1, []string{"cannot be read: it is OpenSLO, to be read as openslo"}},
		{"openslo-kubernetes-apiserver.yml", 0, 0, 2, []string{"2 parts cannot be read, such as this: it is OpenSLO"}},
		{"plugin-getting-started.yml", 1, 2, 0, []string{"not understood: its indicator is made by the plugin getting_started"}},
		{"plugin-k8s-getting-started.yml", 1, 2, 0, []string{
			"not understood: its indicator is made by the plugin getting_started",
			"Sloth does not know page_alert here: it is written pageAlert",
			"Sloth does not know ticket_alert here: it is written ticketAlert",
		}},
		{"raw-home-wifi.yml", 1, 2, 0, nil},
		{"slo-plugin-getting-started.yml", 1, 2, 0, nil},
		{"slo-plugin-k8s-getting-started.yml", 1, 2, 0, nil},
		{"victoria-metrics.yml", 2, 4, 0, []string{"2 expressions are not understood, such as this: it is no PromQL"}},
		{"windows/7d.yaml", 0, 0, 1, []string{"cannot be read: they are alert windows"}},
		{"windows/custom-30d.yaml", 0, 0, 1, []string{"cannot be read: they are alert windows"}},
		{"gen/getting-started.yml", 0, 0, 1, []string{"cannot be read: it holds no objective but rules of Prometheus, to be read as prometheus-rules"}},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			e, found := Read(test.file, readReal(t, test.file))
			if len(e.Objectives) != test.objectives || len(e.Rules) != test.rules || len(e.Files[0].Unread) != test.unread {
				t.Errorf("%d objectives, %d rules, %d unread; want %d, %d, %d", len(e.Objectives), len(e.Rules),
					len(e.Files[0].Unread), test.objectives, test.rules, test.unread)
			}
			if len(found) != len(test.found) {
				t.Fatalf("got %v, want %q", found, test.found)
			}
			for i, d := range found {
				if !strings.HasPrefix(d.Message, test.found[i]) {
					t.Errorf("got %q, want %q", d.Message, test.found[i])
				}
			}
		})
	}
}

// A made is a rule as Sloth wrote it.
type made struct {
	Name, Expr string
	Labels     []model.Label
}

// TestSameAsSloth holds the rules against those that Sloth itself made of the same files. The labels
// that were given on the command line are left out.
func TestSameAsSloth(t *testing.T) {
	for _, file := range []string{
		"getting-started.yml", "k8s-getting-started.yml", "multifile.yml", "no-alerts.yml", "raw-home-wifi.yml", "victoria-metrics.yml",
	} {
		t.Run(file, func(t *testing.T) {
			e, _ := Read(file, readReal(t, file))
			alerts, records := rulesOf(t, "gen/"+file)
			var own, recorded []made
			for _, r := range e.Rules {
				own = append(own, made{r.Name, squeezed(r.Expr), r.Labels})
			}
			for _, m := range e.Metrics {
				recorded = append(recorded, made{Name: m.Name, Expr: squeezed(m.Expr)})
			}
			if diff := cmp.Diff(alerts, own); diff != "" {
				t.Errorf("alerts differ from Sloth's (-) :\n%s", diff)
			}
			for i := range records {
				records[i].Labels = nil
			}
			if diff := cmp.Diff(records, recorded); diff != "" {
				t.Errorf("recordings differ from Sloth's (-):\n%s", diff)
			}
		})
	}
}

// rulesOf reads alerts and recordings from a file of rules.
func rulesOf(t *testing.T, file string) (alerts, records []made) {
	documents, found := yamlfile.Tree(file, readReal(t, file))
	if len(found) > 0 {
		t.Fatal(found)
	}
	f := slofile.Open(model.EvidenceSloth, file, nil)
	for _, d := range documents {
		groups := slofile.At(d, "groups")
		if groups == nil {
			groups = slofile.At(d, "spec", "groups")
		}
		for _, g := range groups.Items {
			for _, r := range slofile.At(g, "rules").Items {
				m := made{Expr: squeezed(slofile.Text(slofile.At(r, "expr"))), Labels: slofile.With(f.Labels(slofile.At(r, "labels")), "cmd", "")}
				if m.Name = slofile.Text(slofile.At(r, "alert")); m.Name != "" {
					alerts = append(alerts, m)
				} else {
					m.Name = slofile.Text(slofile.At(r, "record"))
					records = append(records, m)
				}
			}
		}
	}
	return alerts, records
}

var blanks = regexp.MustCompile(`\s+`)

// squeezed is an expression without what only lays it out.
func squeezed(expr string) string {
	expr = strings.TrimSpace(blanks.ReplaceAllString(expr, " "))
	return strings.ReplaceAll(strings.ReplaceAll(expr, "( ", "("), " )", ")")
}
