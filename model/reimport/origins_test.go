package reimport_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer/trial"
	"github.com/linewalk/linewalk/model/reimport"
)

// titled gives the components of a sketch titles, as diagrams do that call their boxes A and B.
func titled(k *model.Sketch, titles ...string) *model.Sketch {
	for i := range k.Components {
		k.Components[i].Label = titles[i]
	}
	return k
}

// TestSameNameInTwoDiagrams imports two diagrams that call different things A: they stay two, whatever is
// imported again, and each arrow keeps what a person said of it.
func TestSameNameInTwoDiagrams(t *testing.T) {
	one := titled(sketch("A -> B @one"), "Web", "DB")
	two := titled(sketch("A -> B @two", "A -> C @two"), "Cart", "Redis", "DB")
	text := strings.Replace(reimport.Draw(one, "one.mmd", "x"), "review: todo", "review: ok", 1)
	lock := reimport.NewLock(one, "mermaid one.mmd")

	text, m := mergeFrom(t, text, lock, two, "mermaid two.mmd")
	want := []string{"Cart", "Redis", "C"}
	if diff := cmp.Diff(want, m.Components); diff != "" {
		t.Errorf("new components (-want +got):\n%s", diff)
	}
	names := func() string {
		var all []string
		for _, a := range trial.Parse(t, text).Arrows {
			all = append(all, a.Name()+" "+a.Review.Value.String())
		}
		return strings.Join(all, ", ")
	}
	const drawn = "A -> B ok, Cart -> C todo, Cart -> Redis todo"
	if names() != drawn {
		t.Fatalf("got %s\n%s", names(), text)
	}
	for _, again := range []struct {
		k    *model.Sketch
		from string
	}{{one, "mermaid one.mmd"}, {two, "mermaid two.mmd"}, {one, "mermaid one.mmd"}} {
		now, next := mergeFrom(t, text, m.Lock, again.k, again.from)
		if now != text {
			t.Fatalf("%s again changes the drawing:\n%s", again.from, now)
		}
		m = next
	}
}

// TestArrowOfTwoImports draws an arrow from two sources. When one of them loses it, its evidence goes, and
// nothing is said that is not true; when the other loses it too, it goes, as nobody had touched it.
func TestArrowOfTwoImports(t *testing.T) {
	both, none := sketch("a -> b @x", "a -> c @x"), sketch("a -> c @x")
	other, otherNone := sketch("a -> b @y"), sketch("a -> d @y")
	for _, first := range []struct {
		name       string
		gone, stay string
		k          *model.Sketch
	}{
		{"the one that drew it", "files.yaml#x", "files.yaml#y", none},
		{"the one that found it drawn", "files.yaml#y", "files.yaml#x", otherNone},
	} {
		t.Run(first.name, func(t *testing.T) {
			text, lock := reimport.Draw(both, "x", "x"), reimport.NewLock(both, "compose x")
			text, m := mergeFrom(t, text, lock, other, "mermaid y")
			from, last, lastFrom := "compose x", otherNone, "mermaid y"
			if first.k == otherNone {
				from, last, lastFrom = "mermaid y", none, "compose x"
			}
			text, m = mergeFrom(t, text, m.Lock, first.k, from)
			arrow := trial.Parse(t, text).Arrow("a -> b")
			if arrow == nil || strings.Contains(strings.Join(arrow.Evidence.Value, " "), first.gone) || !strings.Contains(strings.Join(arrow.Evidence.Value, " "), first.stay) {
				t.Fatalf("evidence %v\n%s", arrow, text)
			}
			if len(m.Kept) > 0 || len(m.Removed) > 0 || len(m.Vanished) > 0 {
				t.Errorf("kept %v, removed %v, vanished %v", m.Kept, m.Removed, m.Vanished)
			}
			text, m = mergeFrom(t, text, m.Lock, last, lastFrom)
			if trial.Parse(t, text).Arrow("a -> b") != nil {
				t.Errorf("no file shows it, nobody touched it, and it stays (kept %v):\n%s", m.Kept, text)
			}
		})
	}
}
