package alertmanager_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/linewalk/linewalk/analysis/routing"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/alertmanager"
)

// Any text is read without panic, at places inside it, and what is read can be asked.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, ds := alertmanager.Read("a.yml", []byte(text))
		if len(e.Files) != 1 {
			t.Fatalf("%d files", len(e.Files))
		}
		for _, d := range ds {
			if d.Rule != "read-evidence" || d.Level != diag.Warning && d.Level != diag.Note {
				t.Errorf("%+v", d)
			}
			inside(t, text, d.Span)
		}
		for _, u := range e.Files[0].Unread {
			inside(t, text, u.Span)
		}
		for _, r := range e.Routings {
			inside(t, text, r.Span)
			inside(t, text, r.Root.Span)
			tree := routing.New(r)
			tree.Reach(routing.Alert{Open: true}, func(*model.Receiver) bool { return true })
			tree.Shadows()
			tree.Inhibitor([]routing.Alert{{Open: true}}).Silences(routing.Alert{Open: true})
		}
	})
}

func inside(t *testing.T, text string, s diag.Span) {
	t.Helper()
	if s.Start.Line < 1 || int(s.Start.Offset) > len(text) || int(s.End.Offset) > len(text) || s.End.Offset < s.Start.Offset {
		t.Errorf("%+v is not inside the file", s)
	}
}
