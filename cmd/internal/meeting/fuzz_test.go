package meeting_test

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/cmd/internal/meeting"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// FuzzHear has anything be said in a meeting. It never fails, the drawing stays one, and undoing everything brings
// back what there was.
func FuzzHear(f *testing.F) {
	f.Add("b 4h\ne, ups\nweb page 5m\ncore\nt kim\nana")
	f.Add("y\nd, b 30m\n<\n<\nu\nnote x: y\nk\nss")
	f.Add("from: b, to: [d, b 3d]\n-ups\n1\n.\n{")
	f.Add("b\nerrors x y\n#ops chat\nweb; ana, zoe\ny\nnone")
	text := "linewalk: 1\nteams: {web: {people: [ana, li]}}\narrows:\n  a -> b: {monitors: [ups]}\n  b -> c:\n  c -> a: {review: todo, nobody-knows: [owner]}\nmonitors:\n  ups: {signal: errors}\n"
	f.Fuzz(func(t *testing.T, said string) {
		desk, err := newMemory(monday, []string{"x.yaml"}, map[string]string{"x.yaml": text})
		if err != nil {
			t.Fatal(err)
		}
		m := meeting.Open(desk, meeting.Options{})
		for i, line := range strings.Split(said, "\n") {
			if i > 30 {
				break
			}
			if !m.Over() && (m.Question().Ask == "" || m.Way().String() == "") {
				t.Fatal("nothing is asked")
			}
			m.Hear(line)
		}
		if file := yamlfile.Parse("x.yaml", []byte(desk.disk["x.yaml"]), yamlfile.Options{}); file == nil || desk.load() != nil {
			t.Fatalf("no drawing any more:\n%s", desk.disk["x.yaml"])
		}
		if m.Over() {
			return
		}
		for range 100 {
			if r := m.Hear("undo"); r.Wrong != nil {
				break
			}
		}
		if desk.disk["x.yaml"] != text {
			t.Fatalf("said %q; taken back it is\n%s", said, desk.disk["x.yaml"])
		}
	})
}
