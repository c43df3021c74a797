package prometheus

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// realFiles are public rule files and the like beside the repository, where they are kept.
const realFiles = "../../../../shared/real"

type loader func(string, []byte) (model.Evidence, []diag.Diagnostic)

// readAll reads the YAML files of a folder in the order of their names.
func readAll(t testing.TB, read loader, folder string) (all model.Evidence, found []diag.Diagnostic) {
	t.Helper()
	root := filepath.Join(realFiles, folder)
	if _, err := os.Stat(root); err != nil {
		t.Skipf("there are no real files at %s", root)
	}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains([]string{".yml", ".yaml", ".rules"}, filepath.Ext(path)) {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		e, ds := read(filepath.ToSlash(path), text)
		all.Add(e)
		found = append(found, ds...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, found
}

// The figures are those published with the files, which were counted with the parser of Prometheus.
func TestRealRules(t *testing.T) {
	for _, tc := range []struct {
		folder             string
		alerts, recordings int // that are there
		noPromQL           int // of both
		lostFiles          int // that are no YAML
	}{
		{"monitoring/awesome-prometheus-alerts", 881, 0, 0, 0},
		{"monitoring/monitoring-mixins", 296, 105, 0, 0},
		{"monitoring/kube-prometheus", 139, 95, 0, 0},
		{"monitoring/openshift-cmo", 124, 140, 0, 0},
		{"monitoring/gitlab-runbooks/rules", 220, 89, 0, 0},
		{"monitoring/gitlab-runbooks/thanos-rules", 239, 99, 0, 0},
		{"monitoring/prometheus-demo-site", 2, 0, 0, 0},
		{"monitoring/cloudfoundry", 20 + 24, 0, 24, 3},
		{"monitoring/giantswarm-prometheus-rules/templates", 0, 0, 0, 15},
		{"monitoring/sloth/gen", 14, 135, 14, 0},
		{"sockshop", 2, 0, 0, 0},
	} {
		t.Run(tc.folder, func(t *testing.T) {
			e, found := readAll(t, Read, tc.folder)
			if diag.Worst(found) > diag.Note {
				t.Errorf("something is said to be broken: %v", found)
			}
			noPromQL, lost := 0, 0
			for _, f := range e.Files {
				for _, u := range f.Unread {
					if u.Why == "it is MetricsQL" {
						noPromQL++
					}
				}
				if len(f.Unread) == 1 && len(f.Unread[0].Mentions) > 0 && !slices.ContainsFunc(e.Rules, func(r *model.AlertRule) bool { return r.Span.File == f.Name }) {
					lost++
				}
			}
			for _, r := range e.Rules {
				if r.Condition.Unreadable != "" {
					noPromQL++
				}
			}
			if len(e.Rules) != tc.alerts || len(e.Metrics) != tc.recordings || noPromQL != tc.noPromQL || lost != tc.lostFiles {
				t.Errorf("%d alerts, %d recordings, %d no PromQL, %d lost files; want %+v", len(e.Rules), len(e.Metrics), noPromQL, lost, tc)
			}
		})
	}
}

// Every alert of a template must be mentioned, so that none of them counts as missing.
func TestRealMentions(t *testing.T) {
	e, _ := readAll(t, Read, "monitoring/giantswarm-prometheus-rules/templates")
	tested, _ := readAll(t, ReadTests, "monitoring/giantswarm-prometheus-rules/tests")
	if len(tested.Tests) == 0 {
		t.Fatal("no tests were read")
	}
	for _, test := range tested.Tests {
		if !slices.ContainsFunc(e.Files, func(f model.EvidenceFile) bool { return slices.Contains(f.Unread[0].Mentions, test.Alert) }) {
			t.Errorf("%s: %s is mentioned nowhere", test.Span, test.Alert)
		}
	}
}

func TestRealTests(t *testing.T) {
	e, found := readAll(t, ReadTests, "monitoring/giantswarm-prometheus-rules/tests")
	if len(e.Files) != 5 || len(found) > 0 {
		t.Errorf("%d files, %v", len(e.Files), found)
	}
	fires := 0
	for _, test := range e.Tests {
		if test.Fires {
			fires++
		}
	}
	if fires == 0 || fires == len(e.Tests) {
		t.Errorf("%d of %d tests expect an alert to fire", fires, len(e.Tests))
	}
}

func TestRealConfig(t *testing.T) {
	e, found := readAll(t, ReadConfig, "sockshop/deploy")
	if len(e.Servers) != 2 || diag.Worst(found) > diag.Note {
		t.Fatalf("%d servers, %v", len(e.Servers), found)
	}
	for _, s := range e.Servers {
		if !s.ScrapeEvery.Given() || len(s.Jobs) == 0 {
			t.Errorf("%s: %+v", s.Span, s)
		}
	}
}
