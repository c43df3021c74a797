package meeting_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/cmd/internal/meeting"
)

// BenchmarkAnswer measures one answer, from what is said to the next question, and its undoing.
func BenchmarkAnswer(b *testing.B) {
	for _, arrows := range []int{60, 3000} {
		b.Run(fmt.Sprintf("arrows=%d", arrows), func(b *testing.B) {
			var text strings.Builder
			text.WriteString("linewalk: 1\narrows:\n")
			for i := range arrows {
				fmt.Fprintf(&text, "  c%d -> c%d:\n", i/3, i+1)
			}
			desk, err := newMemory(monday, []string{"x.yaml"}, map[string]string{"x.yaml": text.String()})
			if err != nil {
				b.Fatal(err)
			}
			m := meeting.Open(desk, meeting.Options{})
			for b.Loop() {
				if r := m.Hear("b 4h"); r.Done == "" {
					b.Fatal(r.Wrong)
				}
				m.Question()
				m.Hear("undo")
			}
		})
	}
}
