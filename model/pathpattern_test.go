package model_test

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
)

// TestPathPattern asks both dialects which paths a pattern matches.
func TestPathPattern(t *testing.T) {
	tests := []struct{ pattern, path, dialects string }{ // h: GitHub matches, l: GitLab matches
		{"*", "a", "hl"},
		{"*", "a/b/.c", "hl"},
		{"**", "a", "hl"},
		{"**", "a/b", "hl"},
		{"/", "a/b", "l"},
		{"*.js", "a.js", "hl"},
		{"*.js", "a/b.js", "hl"},
		{"*.js", "a/b.jsx", ""},
		{"*.js", "dist.js/a.c", "h"},
		{"README.md", "README.md", "hl"},
		{"README.md", "a/b/README.md", "hl"},
		{"/README.md", "a/README.md", ""},
		{"docs", "docs/a", "h"},
		{"docs", "x/docs/a/b", "h"},
		{"docs", "docs", "hl"},
		{"docs/", "docs", ""},
		{"docs/", "docs/a/b", "hl"},
		{"docs/", "x/docs/a", "hl"},
		{"/docs/", "docs/a/b", "hl"},
		{"/docs/", "x/docs/a", ""},
		{"docs/*", "docs/a", "hl"},
		{"docs/*", "docs/a/b", ""},
		{"docs/*", "x/docs/a", "l"},
		{"/docs/*", "docs/a", "hl"},
		{"/docs/*", "docs/a/b", ""},
		{"docs/**", "docs/a/b", "h"},
		{"docs/**", "docs/a", "hl"},
		{"docs/**", "docs", ""},
		{"a/b", "a/b/c", "h"},
		{"a/b", "x/a/b", "l"},
		{"a/**/b", "a/b", "hl"},
		{"a/**/b", "a/x/y/b", "hl"},
		{"a/**/b", "a/x/y/c", ""},
		{"**/logs", "logs/a", "h"},
		{"**/logs", "x/y/logs", "hl"},
		{"**/logs/", "x/y/logs/a", "hl"},
		{"/apps/*/src/", "apps/web/src/a/b", "hl"},
		{"/apps/*/src/", "apps/web/x/src/a", ""},
		{"a?c", "abc", "hl"},
		{"a?c", "aéc", "hl"},
		{"a?c", "a/c", ""},
		{"*ab*ab*", "xabyabz", "hl"},
		{"*ab*ab*", "xaby", ""},
		{"a**b", "axxb", "hl"},
		{`a\ b/`, "a b/c", "hl"},
		{`\#x`, "#x", "hl"},
		{`\*`, "*", "hl"},
		{`\*`, "a", ""},
		{"/größe/", "größe/a", "hl"},
		{"/文档/*.md", "文档/a.md", "hl"},
		{"[ab]c", "ac", "l"},
		{"[!ab]c", "ac", ""},
		{"[!ab]c", "xc", "l"},
		{"[^a-f]c", "ec", ""},
		{"[a-]c", "-c", "l"},
		{"[]]c", "]c", "l"},
		{"/.github/", ".github/workflows/ci.yml", "hl"},
	}
	for _, test := range tests {
		got := ""
		if p, err := model.GitHubPattern(test.pattern); err == nil && p.Matches(test.path) {
			got += "h"
		}
		if p, err := model.GitLabPattern(test.pattern); err == nil && p.Matches(test.path) {
			got += "l"
		}
		if got != test.dialects {
			t.Errorf("%s on %s: matched by %q, want %q", test.pattern, test.path, got, test.dialects)
		}
	}
}

func TestPathPatternFaults(t *testing.T) {
	tests := []struct{ pattern, gitHub, gitLab string }{
		{"/", "it matches nothing: write * for all files", ""},
		{"a//b", "a name between two slashes is missing", "a name between two slashes is missing"},
		{"./a", "paths begin at the root of the repository, so . and .. mean nothing", "paths begin at the root of the repository, so . and .. mean nothing"},
		{"[ab]", "character ranges in brackets mean nothing here", ""},
		{"[ab", "character ranges in brackets mean nothing here", "a bracket is not closed"},
		{`a\`, "it ends with a backslash", "it ends with a backslash"},
		{strings.Repeat("a", 1025), "it is longer than any path", "it is longer than any path"},
	}
	message := func(err error) string {
		if err == nil {
			return ""
		}
		return err.Error()
	}
	for _, test := range tests {
		_, gitHub := model.GitHubPattern(test.pattern)
		_, gitLab := model.GitLabPattern(test.pattern)
		if message(gitHub) != test.gitHub || message(gitLab) != test.gitLab {
			t.Errorf("%.20s: %v, %v", test.pattern, gitHub, gitLab)
		}
	}
}
