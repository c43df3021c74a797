package knowledge_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/model"
)

// Greedy removal takes A, B and C, where A and C are enough.
func TestGreedyIsNoMinimum(t *testing.T) {
	h := story(
		t, `
		10 A A 1, A 2
		9 B A 3, A 5
		8 C A 4, A 5
		7 D A 3
		`, "1", "2", "3", "4", "5",
	)
	l := knowledge.New(h, nil, knowledge.Method{})
	got := l.TruckFactor(l.All())
	check(t, "unpruned", got.Unpruned, 3)
	check(t, "minimum", got.Minimum, 2)
	if !got.Exact {
		t.Error("the minimum of four people is not called exact")
	}
}

// Of more people than can be tried, the number is exact only where no fewer can do.
func TestMinimumOfMany(t *testing.T) {
	const people = 24
	told, files := "", []string{}
	for i := range people {
		name := fmt.Sprint("p", i)
		told += "5 " + name + " A " + name + "\n"
		files = append(files, name)
	}
	l := knowledge.New(story(t, told, files...), nil, knowledge.Method{})
	got := l.TruckFactor(l.All())
	if got.Unpruned != 13 || got.Minimum != 13 || !got.Exact {
		t.Errorf("a file each: got %d, %d, %v, want 13, 13, true", got.Unpruned, got.Minimum, got.Exact)
	}

	told = ""
	for i := range people {
		told += fmt.Sprintf("5 p%d A p%d\n4 p%d M p%d\n", i, i, (i+1)%people, i)
	}
	l = knowledge.New(story(t, told, files...), nil, knowledge.Method{})
	if got := l.TruckFactor(l.All()); got.Exact {
		t.Errorf("files of two: got %d of %d authors as exact", got.Minimum, len(got.Authors))
	}
}

// Files that nobody is on record for count neither here nor there.
func TestTruckFactorWithoutRecords(t *testing.T) {
	h := story(t, "3 ann A f\n2 dependabot[bot] A g", "f", "g", "h")
	l := knowledge.New(h, nil, knowledge.Method{})
	got := l.TruckFactor(l.All())
	check(t, "files", got.Files, 1)
	check(t, "uncounted", got.Uncounted, 2)
	check(t, "unpruned", got.Unpruned, 1)

	none, _ := l.Select([]string{"h"})
	if l.TruckFactor(none).Known() {
		t.Error("a file without records has a truck factor")
	}
}

// History is followed through renames, over paths that are taken again and round in circles, each
// record once.
func TestRenames(t *testing.T) {
	for _, tc := range []struct {
		name, told string
		files      []string
		changes    map[string]int
	}{
		{"a chain", "9 ann A a\n8 bob R100 a b\n7 cy R090 b c", []string{"c"}, map[string]int{"ann": 1, "bob": 1, "cy": 1}},
		{"a circle", "9 ann A a\n8 bob R100 a b\n7 cy R090 b a", []string{"a"}, map[string]int{"ann": 1, "bob": 1, "cy": 1}},
		{"a swap", "9 ann A a, A b\n8 bob R100 a b, R100 b a", []string{"a", "b"}, map[string]int{"ann": 4, "bob": 4}},
		{"a path taken again", "9 ann A a\n8 bob R100 a b\n7 cy A a", []string{"a", "b"}, map[string]int{"ann": 2, "bob": 1, "cy": 2}},
		{"into itself", "9 ann R100 a a", []string{"a"}, map[string]int{"ann": 1}},
		{"added twice", "9 ann A a\n8 ann A a\n7 ann M a", []string{"a"}, map[string]int{"ann": 3}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := knowledge.New(story(t, tc.told, tc.files...), nil, knowledge.Method{})
			got := map[string]int{}
			for _, i := range l.All() {
				for _, s := range l.Sharing(knowledge.Files{i}, knowledge.AllChanges) {
					got[s.Name] += s.Changes
				}
			}
			if diff := cmp.Diff(tc.changes, got); diff != "" {
				t.Errorf("records (-want +got):\n%s", diff)
			}
		})
	}
}

// A forged history in which every file was once every other comes to an end.
func TestEntangledRenames(t *testing.T) {
	const n = 20000
	h := &model.History{Authors: []model.Author{{Name: "eve", Email: "eve@shop.example"}}, Commits: make([]model.Commit, 1)}
	c := &h.Commits[0]
	for i := range model.PathID(n) {
		h.Paths = append(h.Paths, string(rune(0x10000+i)))
		h.Files = append(h.Files, i)
		c.Changes = append(c.Changes, model.Change{Kind: model.ChangeRename, Similarity: 100, Path: i, From: (i + 1) % n})
	}
	l := knowledge.New(h, nil, knowledge.Method{})
	if !l.Obstacle.Blocks() || !l.Experts(l.All(), tip).Unknown.Blocks() {
		t.Error("the ledger of an entangled history claims to know something")
	}
	l.Fade(knowledge.DefaultDecay()).BusFactor(l.All())
}
