package prometheus

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

const realFiles = "../../../../shared/real"

// readAll reads all files of a folder, in the order of their names.
func readAll(t *testing.T, folder string, read func(string, []byte) (model.Evidence, []diag.Diagnostic)) (model.Evidence, []diag.Diagnostic) {
	t.Helper()
	root := filepath.Join(realFiles, folder)
	if _, err := os.Stat(root); err != nil {
		t.Skipf("no real files at %s", root)
	}
	var all model.Evidence
	var found []diag.Diagnostic
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".yml" && filepath.Ext(path) != ".yaml" && filepath.Ext(path) != ".rules" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		e, ds := read(path, text)
		all.Add(e)
		found = append(found, ds...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, found
}

func TestRealRules(t *testing.T) {
	for _, tc := range []struct {
		folder                          string
		alerts, recordings, unread, bad int
	}{
		{"monitoring/awesome-prometheus-alerts", 881, 0, 0, 0},
		{"monitoring/monitoring-mixins", 296, 105, 0, 0},
		{"monitoring/kube-prometheus", 139, 95, 0, 0},
		{"monitoring/openshift-cmo", 124, 140, 0, 0},
		{"monitoring/gitlab-runbooks/rules", 220, 89, 0, 0},
		{"monitoring/gitlab-runbooks/thanos-rules", 239, 99, 0, 0},
		{"monitoring/prometheus-demo-site", 2, 0, 0, 0},
		{"monitoring/cloudfoundry", 44, 0, 0, 24},
		{"monitoring/giantswarm-prometheus-rules/templates", 0, 0, 15, 0},
		{"monitoring/sloth/gen", 0, 0, 0, 0},
		{"sockshop", 0, 0, 0, 0},
	} {
		t.Run(tc.folder, func(t *testing.T) {
			e, found := readAll(t, tc.folder, Read)
			bad := 0
			for _, r := range e.Rules {
				if r.Condition.Unreadable != "" {
					bad++
				}
			}
			unread := 0
			for _, f := range e.Files {
				unread += len(f.Unread)
			}
			t.Logf("%d files, %d alerts, %d recordings, %d unread, %d bad", len(e.Files), len(e.Rules), len(e.Metrics), unread, bad)
			for i, d := range found {
				if i < 40 {
					t.Logf("%s: %s: %s", d.Span, d.Level, d.Message)
				}
			}
		})
	}
}
