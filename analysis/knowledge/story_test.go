package knowledge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/git"
)

// tip is the day of the last commit of every story.
var tip = model.Date{Year: 2026, Month: 11, Day: 1}

const tipSeconds = 1793491200 // 2026-11-01 00:00 UTC

// story is the history of commits told from the earliest to the latest, one a line:
//
//	100 ann A f, M g, R100 old new + bob
//
// are the days before the end, the author, the changes and the co-authors. Somebody is either a name
// alone, which stands for "name <name@shop.example>", or written "Full_Name<address>". The files are
// those that exist in the end.
func story(t *testing.T, told string, files ...string) *model.History {
	t.Helper()
	var commits []string
	for line := range strings.Lines(told) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		line, others, _ := strings.Cut(line, " + ")
		words := strings.SplitN(line, " ", 3)
		var days int
		if _, err := fmt.Sscan(words[0], &days); err != nil {
			t.Fatal(err)
		}
		at := tipSeconds - days*24*60*60
		name, email := somebody(words[1])
		commit := fmt.Sprintf("@%040x\t%d\t%d\t%s\t%s", len(commits)+1, at, at, email, name)
		for _, other := range strings.Fields(others) {
			name, email := somebody(other)
			commit += fmt.Sprintf("\x1f%s <%s>", name, email)
		}
		commit += "\n\n"
		for change := range strings.SplitSeq(words[2], ", ") {
			commit += strings.Join(strings.Fields(change), "\t") + "\n"
		}
		commits = append(commits, commit)
	}
	slices.Reverse(commits)
	h, ds, err := git.ReadLog("story", strings.NewReader(strings.Join(commits, "")))
	if err != nil || len(ds) > 0 {
		t.Fatal(err, ds)
	}
	if ds, err := git.ReadFiles(h, strings.NewReader(strings.Join(files, "\n")+"\n")); err != nil || len(ds) > 0 {
		t.Fatal(err, ds)
	}
	return h
}

func somebody(text string) (name, email string) {
	name, email, addressed := strings.Cut(strings.TrimSuffix(text, ">"), "<")
	if !addressed {
		return name, name + "@shop.example"
	}
	return strings.ReplaceAll(name, "_", " "), email
}

// stated is a value that the drawing states.
func stated[T any](value T) model.Stated[T] {
	return model.Stated[T]{Value: value, Span: diag.Span{File: "shop.yaml", Start: diag.Point{Line: 1, Col: 1}}}
}

// again repeats a line.
func again(n int, line string) string { return strings.Repeat(line+"\n", n) }

func names(authors []knowledge.Authorship) string {
	var all []string
	for _, a := range authors {
		all = append(all, a.Name)
	}
	return strings.Join(all, " ")
}
