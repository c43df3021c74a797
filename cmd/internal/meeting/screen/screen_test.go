package screen

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/cmd/internal/meeting"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A still is a desk on which nothing is written.
type still struct{ report *analysis.Report }

func (d still) Report() *analysis.Report         { return d.report }
func (still) Look() (bool, error)                { return false, nil }
func (still) TakeBack([]meeting.Rewritten) error { return nil }
func (d still) Make([]meeting.Change) ([]meeting.Rewritten, error) {
	return nil, meeting.Fault{Lines: []string{"no"}}
}

// over is a screen of a meeting over a drawing.
func over(t *testing.T, text string) *screen {
	t.Helper()
	system, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("x.yaml", []byte(text), yamlfile.Options{})})
	if diag.Worst(found) == diag.Error {
		t.Fatal(found)
	}
	r := analysis.Run(system, nil, analysis.Options{Today: model.Date{Year: 2026, Month: 11, Day: 23}, Sources: diag.Sources{"x.yaml": text}})
	return &screen{m: meeting.Open(still{r}, meeting.Options{}), ink: newInk(true)}
}

// hostile is a drawing whose names would act on a terminal, and are long and wide.
const hostile = `linewalk: 1
system: "\e]0;evil\a"
teams: {"te\u202eam": {people: ["a\u200bna", 太郎太郎太郎太郎太郎太郎太郎太郎太郎太郎太郎太郎太郎太郎太郎太郎]}}
arrows:
  "x\u2028y -> 注文注文注文注文注文注文注文注文注文注文注文注文注文注文注文注文注文":
    review: todo
    label: "\e[31m red \e[2J"
    evidence: ["\x9b2J (high)", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]
  "b -> x\u2028y": {if-down: degrades}
  c -> b: {notes: ["\e[5m blink"]}
`

// sgr are the sequences that the screen itself writes.
var sgr = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// TestEveryScreenFits lays the screen out for terminals of all sizes, at each question, with a help and a fault shown.
func TestEveryScreenFits(t *testing.T) {
	for _, said := range [][]string{nil, {"?"}, {"y"}, {"s"}, {"s", "k"}, {"s", "nobody of that name, surely"}} {
		s := over(t, hostile)
		for _, line := range said {
			s.hear(line)
		}
		for width := range 130 {
			for _, height := range []int{1, 4, 5, 8, 12, 20, 60} {
				s.width, s.height = width+1, height
				fits(t, s, fmt.Sprintf("%q at %dx%d", said, width+1, height))
			}
		}
	}
}

func fits(t *testing.T, s *screen, at string) {
	t.Helper()
	width, height := max(s.width, narrowest), max(s.height, lowest)
	v := s.View()
	lines := strings.Split(v.Content, "\n")
	if len(lines) != height {
		t.Fatalf("%s: %d lines", at, len(lines))
	}
	for _, line := range lines {
		if n := lipgloss.Width(line); n > width {
			t.Fatalf("%s: a line is %d wide: %q", at, n, line)
		}
		for _, r := range sgr.ReplaceAllString(line, "") {
			if r < ' ' || r >= 0x7f && r < 0xa0 || strings.ContainsRune("\u202e\u200b\u2028", r) {
				t.Fatalf("%s: %U acts on a terminal: %q", at, r, line)
			}
		}
	}
	if !strings.Contains(lines[v.Cursor.Y], strings.TrimSpace(mark)) || v.Cursor.X >= width {
		t.Fatalf("%s: the cursor is at %d, %d:\n%s", at, v.Cursor.X, v.Cursor.Y, v.Content)
	}
}

// TestSmallScreenAsks wants the question and the line that is typed even where there is room for little else.
func TestSmallScreenAsks(t *testing.T) {
	s := over(t, "linewalk: 1\narrows:\n  customer -> shop:\n  shop -> stock:\n")
	s.width, s.height = 60, 20
	for _, want := range []string{"shop -> stock", "[shop (down) -?> stock]", "without it:", "What happens to shop without it?", "degrades", "> ", "answered", "nobody knows"} {
		if text := sgr.ReplaceAllString(s.View().Content, ""); !strings.Contains(text, want) {
			t.Errorf("60x20 lacks %q:\n%s", want, text)
		}
	}
	s.width, s.height = 40, 4
	if text := sgr.ReplaceAllString(s.View().Content, ""); !strings.Contains(text, "What happens to shop") || !strings.Contains(text, "\n> ") {
		t.Errorf("40x4:\n%s", text)
	}
}

// TestTyping types into the line.
func TestTyping(t *testing.T) {
	for _, test := range []struct{ name, keys, want string }{
		{"text", "b 4h", "b 4h|"},
		{"corrected", "b 5<backspace>4h", "b 4h|"},
		{"in the middle", "ac<left>b<right>d", "abcd|"},
		{"ends", "bc<home>a<end>d", "abcd|"},
		{"words", "ana, li<ctrl+w>", "ana, |"},
		{"all", "ana, li<ctrl+u>x", "x|"},
		{"the rest", "abc<left><left><ctrl+k>", "a|"},
		{"beyond the ends", "<left><backspace><delete>a<right><right>", "a|"},
		{"a name", "pay<tab>", "payments|"},
		{"as far as it is certain", "pl<tab>", "platform-|"},
		{"the second name", "ana, PAY<tab> page", "ana, payments page|"},
		{"taken off", "-pay<tab>", "-payments|"},
		{"none", "zz<tab>", "zz|"},
		{"nothing", "<tab>", "|"},
		{"cleared", "abc<esc>", "|"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var l line
			for _, key := range regexp.MustCompile(`<[^>]+>|.`).FindAllString(test.keys, -1) {
				switch name := strings.Trim(key, "<>"); {
				case name == "tab":
					l.complete([]string{"ana", "payments", "platform-a", "platform-b"})
				case name == "esc":
					l.clear()
				case len(key) > 1:
					l.edit(name, "")
				default:
					l.edit(key, key)
				}
			}
			if got := string(l.runes[:l.at]) + "|" + string(l.runes[l.at:]); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// TestPaste takes the first line of what is pasted, without what acts on a terminal.
func TestPaste(t *testing.T) {
	s := over(t, "linewalk: 1\narrows:\n  a -> b:\n")
	s.Update(tea.PasteMsg{Content: "note \x1b[31mred\u202e\tx\r\nq\n"})
	if got := s.line.text(); got != "note [31mred x" {
		t.Errorf("%q", got)
	}
	s.Update(tea.PasteMsg{Content: strings.Repeat("x", 10*longest)})
	if n := len(s.line.runes); n != longest {
		t.Errorf("%d characters", n)
	}
}
