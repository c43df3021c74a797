package mermaid_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/mermaid"
)

// BenchmarkRead reads 5,000 boxes in 100 groups, and 5,000 arrows with labels.
func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString("flowchart LR\n")
	for i := range 5000 {
		if i%50 == 0 {
			fmt.Fprintf(&text, "  subgraph group%d [Group %d]\n", i/50, i/50)
		}
		fmt.Fprintf(&text, "    box%d[\"Box <b>%d</b>\"] -->|asks for %d| box%d\n", i, i, i, i*7%5000)
		if i%50 == 49 {
			text.WriteString("  end\n")
		}
	}
	files := []importer.File{{Name: "x.mmd", Text: []byte(text.String())}}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if sketch, _ := mermaid.Read(files); len(sketch.Arrows) != 5000 {
			b.Fatal(len(sketch.Arrows))
		}
	}
}
