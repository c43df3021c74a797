package knowledge_test

import (
	"testing"

	"github.com/linewalk/linewalk/analysis/knowledge"
)

func TestDecay(t *testing.T) {
	for _, tc := range []struct {
		name, told string
		files      []string
		majors     string
		bus, old   int
	}{
		{"one with several changes", "100 A A f\n50 B M f\n10 A M f\n0 Z A z", []string{"f"}, "A", 1, 0},
		{"two", again(3, "30 A M f") + "5 B M f\n0 Z A z", []string{"f"}, "A B", 2, 0},
		{"before the window", "600 A A f\n548 A M f\n0 Z A z", []string{"f", "z"}, "Z", 1, 1},
		{"the last day of the window", "547 A A f\n0 Z A z", []string{"f", "z"}, "A Z", 2, 0},
		{"a rename hands over what came before", "9 A A f\n8 B R090 f g\n0 Z A z", []string{"g"}, "A", 1, 0},
		{"a rename of a copy that is too different is an addition", "9 A A f\n8 B R059 f g\n0 Z A z", []string{"g"}, "B", 1, 0},
		{"a rename is nobody's change", "600 A A f\n8 B R100 f g\n0 Z A z", []string{"g", "z"}, "Z", 1, 1},
		{"co-authors are authors", "9 A A f + B\n0 Z A z", []string{"f"}, "A", 1, 0},
		{"bots are nobody", "9 renovate[bot] A f + Claude_Opus<noreply@anthropic.com>\n0 Z A z", []string{"f", "z"}, "Z", 1, 1},
		{"a person next to a bot", "9 A A f + Claude_Opus<noreply@anthropic.com>\n8 renovate[bot] M f + B\n0 Z A z", []string{"f"}, "B", 1, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := knowledge.New(story(t, tc.told, tc.files...), nil, knowledge.Method{})
			got := l.Fade(knowledge.DefaultDecay()).BusFactor(l.All())
			if names := names(got.Majors); names != tc.majors {
				t.Errorf("major authors: got %s, want %s", names, tc.majors)
			}
			check(t, "bus factor", got.BusFactor, tc.bus)
			check(t, "old", got.Old, tc.old)
		})
	}
}

// The figure says nothing where less than a tenth of the files changed of late.
func TestDecayUnknown(t *testing.T) {
	var files []string
	told := "900 ann"
	for i := range 20 {
		name := string(rune('a' + i))
		told += ", A " + name
		files = append(files, name)
	}
	told = "900 ann A" + told[len("900 ann, A"):]
	for _, tc := range []struct {
		recent  string
		unknown bool
	}{{"A a", true}, {"M a, M b", false}} {
		l := knowledge.New(story(t, told+"\n0 bob "+tc.recent, files...), nil, knowledge.Method{})
		got := l.Fade(knowledge.DefaultDecay()).BusFactor(l.All())
		if (got.Unknown != "") != tc.unknown {
			t.Errorf("%s: %d of %d files in the window, unknown is %q", tc.recent, got.Files, len(files), got.Unknown)
		}
	}
	if l := knowledge.New(story(t, told), nil, knowledge.Method{}); l.Fade(knowledge.DefaultDecay()).BusFactor(nil).Unknown == "" {
		t.Error("no files, and yet a figure")
	}
}
