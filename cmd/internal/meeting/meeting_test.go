package meeting_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/linewalk/linewalk/cmd/internal/meeting"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/render"
)

var monday = model.Date{Year: 2026, Month: 11, Day: 23}

// TestMeetings holds the meetings of testdata: what is said in `say`, a line each, over the drawing in the files that
// end in .yaml. What is asked and heard, and how the files change, is in `heard` and `changed`, which UPDATE=1
// rewrites. The comment at the top says what the meeting is about; a line `with FLAG VALUE` in it is an option.
func TestMeetings(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no meetings", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			heard, changed := hold(t, a)
			if os.Getenv("UPDATE") != "" {
				put(a, "heard", heard)
				put(a, "changed", changed)
				if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(get(a, "heard"), heard); d != "" {
				t.Errorf("heard (-want +got):\n%s", d)
			}
			if d := cmp.Diff(get(a, "changed"), changed); d != "" {
				t.Errorf("changed (-want +got):\n%s", d)
			}
		})
	}
}

func get(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func put(a *txtar.Archive, name, text string) {
	for i := range a.Files {
		if a.Files[i].Name == name {
			a.Files[i].Data = []byte(text)
			return
		}
	}
	a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(text)})
}

// hold holds the meeting of an archive. A line of `say` that begins with ! is what an editor does: "! shop.yaml OLD => NEW".
func hold(t *testing.T, a *txtar.Archive) (heard, changed string) {
	t.Helper()
	var order []string
	disk := map[string]string{}
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, ".yaml") {
			order = append(order, f.Name)
			disk[f.Name] = string(f.Data)
		}
	}
	was := map[string]string{}
	for name, text := range disk {
		was[name] = text
	}
	desk, err := newMemory(monday, order, disk)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	m := meeting.Open(desk, options(string(a.Comment)))
	for line := range strings.Lines(get(a, "say")) {
		line = strings.TrimSuffix(line, "\n")
		if edit, is := strings.CutPrefix(line, "! "); is {
			tamper(t, desk, edit)
			fmt.Fprintf(&b, "(somebody edits: %s)\n", edit)
			continue
		}
		ask(&b, m)
		if m.Over() {
			t.Fatalf("%q is said when all is over", line)
		}
		fmt.Fprintf(&b, "> %s\n", line)
		reply(&b, m.Hear(line))
	}
	ask(&b, m)
	for _, name := range order {
		if was[name] != desk.disk[name] {
			text := diff.Diff(name, []byte(was[name]), name, []byte(desk.disk[name]))
			_, rest, _ := strings.Cut(string(text), "@@")
			changed += name + "\n@@" + rest
		}
	}
	return b.String(), strings.ReplaceAll(changed, "\n \n", "\n\n")
}

func options(comment string) meeting.Options {
	var o meeting.Options
	for line := range strings.Lines(comment) {
		words := strings.Fields(line)
		if len(words) < 2 || words[0] != "with" {
			continue
		}
		switch value := strings.Join(words[2:], " "); words[1] {
		case "by":
			o.By = value
		case "ask-by":
			o.AskBy = true
		case "arrow":
			o.Select.Arrow = value
		case "unanswered":
			o.Select = render.Selection{Unanswered: true}
		case "top":
			_, _ = fmt.Sscan(value, &o.Select.Top)
		}
	}
	return o
}

// tamper changes a file as an editor does. "later:" before it has that done in the moment before the next answer is written.
func tamper(t *testing.T, desk *memory, edit string) {
	t.Helper()
	edit, later := strings.CutPrefix(edit, "later: ")
	name, change, _ := strings.Cut(edit, " ")
	from, to, _ := strings.Cut(change, " => ")
	do := func() {
		if !strings.Contains(desk.disk[name], from) {
			t.Fatalf("%s has no %q", name, from)
		}
		desk.disk[name] = strings.Replace(desk.disk[name], from, strings.ReplaceAll(to, `\n`, "\n"), 1)
	}
	if !later {
		do()
		return
	}
	desk.before = do
}

// ask writes the question at hand.
func ask(b *strings.Builder, m *meeting.Meeting) {
	if m.Over() {
		b.WriteString("(over)\n")
		return
	}
	q := m.Question()
	if x := m.Arrow(); x != nil && !q.Aside {
		fmt.Fprintf(b, "%s: ", x.Arrow)
	}
	b.WriteString(q.Ask)
	if q.Present != "" {
		b.WriteString(" [" + strings.TrimSpace(q.Present+"; "+q.Whence) + "]")
	}
	b.WriteByte('\n')
	for _, c := range q.Choices {
		if c.Key >= "1" && c.Key <= "9" {
			fmt.Fprintf(b, "  %s %s\n", c.Key, c.Means)
		}
	}
}

func reply(b *strings.Builder, r meeting.Reply) {
	for _, text := range r.Said {
		b.WriteString("  " + text + "\n")
	}
	for _, text := range r.Wrong {
		b.WriteString("  ! " + text + "\n")
	}
	if r.Done != "" {
		b.WriteString("  = " + r.Done + "\n")
	}
}
