package render

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

func gitLabOf(t *testing.T, r *analysis.Report) string {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error { return GitLab(b, r) })
}

// readGitLab reads a report as GitLab does: every field of every issue is needed.
func readGitLab(t *testing.T, text string) []gitlabIssue {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	var issues []gitlabIssue
	if err := d.Decode(&issues); err != nil {
		t.Fatal(err)
	}
	if issues == nil {
		t.Fatalf("no list: %s", text)
	}
	for _, x := range issues {
		if x.Description == "" || x.Check == "" || x.Fingerprint == "" || x.Location.Path == "" || x.Location.Lines.Begin < 1 {
			t.Errorf("something is missing: %+v", x)
		}
	}
	return issues
}

func TestGitLab(t *testing.T) {
	golden(t, "check.gitlab.json", gitLabOf(t, sample()))
	golden(t, "unread.gitlab.json", written(t, func(b *bytes.Buffer) error { return ReadingGitLab(b, unreadable(), diag.Repository{}) }))
	hostile := sample()
	hostile.Diagnostics = hostileDiagnostics()
	readGitLab(t, gitLabOf(t, hostile))
	if got := gitLabOf(t, fresh(0)); len(readGitLab(t, got)) != 1 {
		t.Errorf("got %s", got)
	}
	clean := sample()
	clean.Diagnostics = nil
	if got := gitLabOf(t, clean); got != "[]\n" {
		t.Errorf("a clean report is %q", got)
	}
}

// TestGitLabShowsEquals has equal diagnostics: of equal fingerprints GitLab shows the first alone.
func TestGitLabShowsEquals(t *testing.T) {
	r := sample()
	r.Diagnostics = append(r.Diagnostics, r.Diagnostics...)
	seen := map[string]bool{}
	for _, x := range readGitLab(t, gitLabOf(t, r)) {
		if seen[x.Fingerprint] {
			t.Errorf("two issues have the fingerprint of %s", x.Description)
		}
		seen[x.Fingerprint] = true
	}
}

// TestK09 has paths that lead elsewhere, or mean something in an address.
func TestK09(t *testing.T) {
	for _, c := range []struct{ file, gitlab, sarif string }{
		{"../x", "x", "../x"},
		{"../../a/../../x", "x", "../../../x"},
		{"/etc/passwd", "etc/passwd", "file:///etc/passwd"},
		{"a b#1%é.yaml", "a b#1%é.yaml", "a%20b%231%25%C3%A9.yaml"},
		{"./a/../b.yaml", "b.yaml", "b.yaml"},
		{"evil\u202e.yaml", `evil\u202e.yaml`, "evil%E2%80%AE.yaml"},
		{"", ".", ""},
	} {
		r := sample()
		r.Diagnostics = []diag.Diagnostic{{Rule: "arrow-bare", Level: diag.Note, Message: "said", Span: diag.Span{File: c.file}}}
		if got := readGitLab(t, gitLabOf(t, r))[0].Location.Path; got != c.gitlab {
			t.Errorf("GitLab: %s: got %s, want %s", c.file, got, c.gitlab)
		}
		var log sarifLog
		if err := json.Unmarshal([]byte(sarifOf(t, r)), &log); err != nil {
			t.Fatal(err)
		}
		at := log.Runs[0].Results[0].Locations
		if c.sarif == "" && len(at) > 0 || c.sarif != "" && at[0].Physical.Artifact.URI != c.sarif {
			t.Errorf("SARIF: %s: got %+v, want %s", c.file, at, c.sarif)
		}
	}
}
