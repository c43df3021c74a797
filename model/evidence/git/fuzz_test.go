package git_test

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/git"
)

// FuzzRead reads any text as a log and as a list: without panic, with every part of the history in
// its bounds and every diagnostic at a line of the text.
func FuzzRead(f *testing.F) {
	f.Add("@" + id1 + "\t20\t30\tann@x.example\tAnn\x1fBob <b>\n\nA\ta.go\nM\t\"\\303\\244\"\nR087\told.go\tnew.go\nD\tx\n")
	f.Add("@" + id3 + "\t20\t30\t\t\nA\t\"\\\nA\t\"\\3\"\nR\nR1\nC\tb\n@\n")
	f.Fuzz(func(t *testing.T, text string) {
		h, ds, err := git.ReadLog("log", strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		more, err := git.ReadFiles(h, strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		sound(t, h)
		lines := int32(strings.Count(text, "\n") + 1)
		for _, d := range append(ds, more...) {
			if d.Span.Start.Line < 1 || d.Span.Start.Line > lines || d.Level != diag.Warning || d.Message == "" {
				t.Fatalf("%d lines, and a diagnostic %+v", lines, d)
			}
		}
	})
}

func sound(t *testing.T, h *model.History) {
	t.Helper()
	path := func(id model.PathID) {
		if h.Paths[id] == "" {
			t.Fatal("a path without a name")
		}
	}
	for _, c := range h.Commits {
		_ = h.Authors[c.Author]
		for _, a := range c.Coauthors {
			_ = h.Authors[a]
		}
		for _, change := range c.Changes {
			path(change.Path)
			if change.Kind == model.ChangeRename {
				path(change.From)
			}
			if change.Similarity > 100 {
				t.Fatalf("similarity %d", change.Similarity)
			}
		}
	}
	for _, id := range h.Files {
		path(id)
	}
}
