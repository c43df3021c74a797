package yamlfile

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
)

// A slip is one way of spoiling a drawing.
type slip func(r *rand.Rand, text string) string

// slips are what happens to people who edit drawings.
var slips = map[string]slip{
	"a line is deleted": func(r *rand.Rand, text string) string {
		lines, i := pick(r, text)
		return strings.Join(slices.Delete(lines, i, i+1), "\n")
	},
	"a line is doubled": func(r *rand.Rand, text string) string {
		lines, i := pick(r, text)
		return strings.Join(slices.Insert(lines, i, lines[i]), "\n")
	},
	"two lines are swapped": func(r *rand.Rand, text string) string {
		lines, i := pick(r, text)
		j := r.IntN(len(lines))
		lines[i], lines[j] = lines[j], lines[i]
		return strings.Join(lines, "\n")
	},
	"a line is indented": func(r *rand.Rand, text string) string {
		lines, i := pick(r, text)
		lines[i] = strings.Repeat(" ", 1+r.IntN(3)) + lines[i]
		return strings.Join(lines, "\n")
	},
	"a line is outdented": func(r *rand.Rand, text string) string {
		lines, i := pick(r, text)
		lines[i] = strings.TrimPrefix(lines[i], strings.Repeat(" ", 1+r.IntN(2)))
		return strings.Join(lines, "\n")
	},
	"a character is deleted": func(r *rand.Rand, text string) string {
		i, size := character(r, text)
		return text[:i] + text[i+size:]
	},
	"a character is doubled": func(r *rand.Rand, text string) string {
		i, size := character(r, text)
		return text[:i+size] + text[i:]
	},
	"a character is typed": func(r *rand.Rand, text string) string {
		i, _ := character(r, text)
		typed := []rune("{}[]:,#'\"&*!|>%@`?- \t\nx9→é\u00a0\u200b")
		return text[:i] + string(typed[r.IntN(len(typed))]) + text[i:]
	},
	"two characters are swapped": func(r *rand.Rand, text string) string {
		i, size := character(r, text)
		_, next := utf8.DecodeRuneInString(text[i+size:])
		return text[:i] + text[i+size:i+size+next] + text[i:i+size] + text[i+size+next:]
	},
}

func pick(r *rand.Rand, text string) (lines []string, i int) {
	lines = strings.Split(text, "\n")
	return lines, r.IntN(len(lines))
}

func character(r *rand.Rand, text string) (i, size int) {
	i = r.IntN(len(text))
	for !utf8.RuneStart(text[i]) {
		i--
	}
	_, size = utf8.DecodeRuneInString(text[i:])
	return i, size
}

// TestSlips spoils good drawings in thousands of ways. Whatever is said is said at a place that
// exists, a slip makes no flood, and a mistake that was there before is still told, unless the file
// is no YAML any more.
func TestSlips(t *testing.T) {
	const planted = "plainly-unknown"
	r := rand.New(rand.NewPCG(1, 2))
	for _, text := range goodDrawings(t) {
		text = strings.TrimRight(text, "\n") + "\n" + planted + ": 1\n"
		for _, name := range slices.Collect(sortedKeys(slips)) {
			for range 40 {
				spoilt := slips[name](r, text)
				system, found := Merge([]*File{Parse("x.yaml", []byte(spoilt), Options{})})
				broken, told, wrong := system == nil, false, 0
				for _, d := range found {
					checkDiagnostic(t, d, spoilt)
					broken = broken || d.Rule == ruleSyntax || d.Rule == ruleVersion
					told = told || strings.Contains(d.Message, planted)
					if d.Level == diag.Error {
						wrong++
					}
				}
				intact := strings.Contains(spoilt, "\n"+planted+": 1\n")
				if intact && !broken && !told {
					t.Errorf("%s: the planted mistake is hidden by %v", name, found)
				}
				if wrong > 12 && name != "two lines are swapped" {
					t.Errorf("%s: %d errors for one slip, of which the first is %s: %s", name, wrong, found[0].Span, found[0].Message)
				}
			}
		}
	}
}

// goodDrawings are the drawings that the tests and the examples read in silence.
func goodDrawings(t *testing.T) []string {
	t.Helper()
	var texts []string
	for _, pattern := range []string{"testdata/ok/*.yaml", "../../examples/*/linewalk.yaml"} {
		files, _ := filepath.Glob(pattern)
		if len(files) == 0 {
			t.Fatalf("no file is %s", pattern)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(text))
		}
	}
	return texts
}
