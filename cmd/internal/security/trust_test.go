package security_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
)

// noTrust finds no workflow of ours that gives a pull request the rights of the repository, and the page of
// the action, which says why.
func noTrust(t *testing.T) {
	root := os.DirFS("../../../.github")
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, path)
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, "pull_request_target:") || strings.HasPrefix(line, "on: pull_request_target") || strings.HasPrefix(path, "actions/") && strings.Contains(line, "${{ secrets.") {
				t.Errorf("%s: %s", path, line)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	page, err := fs.ReadFile(root, "actions/check/README.md")
	if err != nil || !strings.Contains(string(page), "Never with pull_request_target") {
		t.Errorf("the page of the action does not warn: %v", err)
	}
}
