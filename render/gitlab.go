package render

import (
	"cmp"
	"io"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// GitLab writes the diagnostics in force as a report of GitLab's Code Quality. What a waiver accepts
// is left out: the format has no place for it. What governed is an entry of its own.
func GitLab(w io.Writer, r *analysis.Report) error {
	return ReadingGitLab(w, withPolicy(r), r.Repository)
}

// ReadingGitLab writes the diagnostics of a drawing that could not be read.
func ReadingGitLab(w io.Writer, ds []diag.Diagnostic, in diag.Repository) error {
	issues := make([]gitlabIssue, len(ds))
	for i, key := range diag.Keys(ds, in) {
		d := ds[i]
		issues[i] = gitlabIssue{
			Description: gitlabDescription(d), Check: visible(d.Rule), Fingerprint: key, Severity: gitlabSeverity(d.Level),
			Location: gitlabLocation{Path: gitlabPath(in.Path(d.Span.File)), Lines: gitlabLines{max(1, d.Span.Start.Line)}},
		}
	}
	return encode(w, issues)
}

// gitlabDescription is one line of plain text, which is all that GitLab shows.
func gitlabDescription(d diag.Diagnostic) string {
	text := d.Message
	if d.IfDown != "" {
		text += "; if down: " + d.IfDown
	}
	return visible(text)
}

func gitlabSeverity(l diag.Level) string {
	switch l {
	case diag.Error:
		return "major"
	case diag.Warning:
		return "minor"
	}
	return "info"
}

// gitlabPath is a path that GitLab may append to the address of a repository. Nothing of it leads out
// of there: a file elsewhere stands with what is left of its path, and one without a name for the
// whole repository.
func gitlabPath(path string) string {
	for strings.HasPrefix(path, "../") || strings.HasPrefix(path, "/") {
		path = strings.TrimPrefix(strings.TrimPrefix(path, "/"), "../")
	}
	return cmp.Or(visible(path), ".")
}

// The types below are the part of Code Quality that GitLab reads.

type gitlabIssue struct {
	Description string         `json:"description"`
	Check       string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int32 `json:"begin"`
}
