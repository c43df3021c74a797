package promql

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
)

// TestConcerns ties the table of concerns to what becomes of the values.
func TestConcerns(t *testing.T) {
	shape := cmp.AllowUnexported(form{}, term{}, base{}, line{}, point{})
	for k := kindErrors; k <= kindCause; k++ {
		for _, counter := range []bool{false, true} {
			m := metric{name: "x", id: "x", words: "_x_", unit: 1, counter: counter, reading: reading{kind: k}}
			for c := range model.Circumstance(model.Circumstances) {
				s := sceneOf(c)
				becomes := !cmp.Equal(s.value(m), scene{}.value(m), shape)
				if becomes && !s.moves(m) {
					t.Errorf("kind %d, counter %t, circumstance %d: it becomes other than usual, and concerns do not say so", k, counter, c)
				}
			}
		}
	}
}

// TestRows holds that every phrase of the tables can decide: it is written as names are, and no earlier row takes all
// that contains it.
func TestRows(t *testing.T) {
	var before []string
	for _, r := range rows {
		for _, p := range r.phrases {
			if len(p) < start {
				t.Errorf("%q is too short to be found", p)
			}
			if p != words(p) && p+"_" != words(p) {
				t.Errorf("%q is not written as names are: %q", p, words(p))
			}
			if i := slices.IndexFunc(before, func(q string) bool { return strings.Contains(p, q) }); i >= 0 {
				t.Errorf("%q never decides: %q comes before it", p, before[i])
			}
		}
		before = append(before, r.phrases...)
	}
}
