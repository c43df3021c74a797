package reimport_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer/trial"
	"github.com/linewalk/linewalk/model/reimport"
)

// arrowsWithTitles lists the arrows of a drawing by the titles of their ends, with what was said of each.
func arrowsWithTitles(t *testing.T, text string) string {
	t.Helper()
	s := trial.Parse(t, text)
	shown := func(c *model.Component) string {
		if c.Label.Given() {
			return c.Label.Value
		}
		return c.Name
	}
	var all []string
	for _, a := range s.Arrows {
		all = append(all, shown(a.From)+" -> "+shown(a.To)+" "+a.Review.Value.String())
	}
	return strings.Join(all, ", ")
}

// TestArrowStaysWhatItWas imports diagrams whose IDs come to mean other things. The arrow that a person reviewed
// stays what it was, whatever the files call its ends, and an import without news changes nothing.
func TestArrowStaysWhatItWas(t *testing.T) {
	lettered := func() *model.Sketch { return titled(sketch("A -> B @x"), "Web", "DB") }
	for _, c := range []struct {
		name  string
		k     *model.Sketch // after the change
		want  string        // the arrows of the drawing then
		added []string
	}{
		{
			"another diagram has the same IDs", sketch("Build -> Publish @x", "Web -> DB @x"),
			"Web -> DB ok, Build -> Publish todo",
			[]string{"Build", "Publish"},
		},
		{
			"a box comes between", titled(sketch("A -> B @x", "B -> C @x"), "Web", "Cache", "DB"),
			"Web -> DB ok, Web -> Cache todo, Cache -> DB todo",
			[]string{"Cache"},
		},
		{
			"the IDs change places", titled(sketch("B -> A @x"), "Web", "DB"),
			"Web -> DB ok", nil,
		},
		{
			"the ID is given to another box", titled(sketch("A -> B @x", "Web -> DB @x"), "Build", "Publish", "Web", "DB"),
			"Web -> DB ok, Build -> Publish todo",
			[]string{"Build", "Publish"},
		},
		{
			"a title differs in looks", titled(sketch("A -> B @x"), "web!", "\U0001F5C4 DB"),
			"Web -> DB ok", nil,
		},
		{
			"a box has another title", titled(sketch("A -> B @x"), "Portal", "DB"),
			"Web -> DB ok", nil,
		},
		{
			"a title that two have tells nothing", titled(sketch("C -> D @x", "E -> D @x"), "Web", "DB", "Web"),
			"Web -> DB ok, Web -> DB todo, Web -> DB todo",
			[]string{"C", "D", "E"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			first := lettered()
			text := strings.Replace(reimport.Draw(first, "x.md", "x"), "review: todo", "review: ok", 1)
			text, m := merge(t, text, reimport.NewLock(first, origin), c.k)
			if got := arrowsWithTitles(t, text); got != c.want {
				t.Errorf("got %s, want %s\n%s", got, c.want, text)
			}
			if diff := cmp.Diff(c.added, m.Components); diff != "" {
				t.Errorf("new components (-want +got):\n%s", diff)
			}
			again, next := merge(t, text, m.Lock, c.k)
			if again != text || string(next.Lock.Text()) != string(m.Lock.Text()) {
				t.Errorf("an import without news changes something:\n%s\n%s", again, next.Lock.Text())
			}
			back, _ := merge(t, text, m.Lock, lettered())
			if got := arrowsWithTitles(t, back); !strings.HasPrefix(got, "Web -> DB ok") || strings.Contains(got, "Build") || strings.Contains(got, "Cache") {
				t.Errorf("after the change is taken back there is %s\n%s", got, back)
			}
		})
	}
}

// TestTitlesAreNames imports diagrams that go by their titles first, and by their IDs when those mean one thing
// again.
func TestTitlesAreNames(t *testing.T) {
	both := sketch("Build -> Publish @x", "Web -> DB @x")
	text := strings.ReplaceAll(reimport.Draw(both, "x.md", "x"), "review: todo", "review: ok")
	text, m := merge(t, text, reimport.NewLock(both, origin), titled(sketch("A -> B @x"), "Build", "Publish"))
	if got, want := arrowsWithTitles(t, text), "Build -> Publish ok, Web -> DB ok"; got != want || len(m.Components) > 0 || len(m.Kept) != 1 {
		t.Errorf("got %s, want %s; kept %v\n%s", got, want, m.Kept, text)
	}
}
