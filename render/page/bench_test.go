package page_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/linewalk/linewalk/render/page"
)

// BenchmarkWrite writes pages without pictures. Bytes are those of the page.
func BenchmarkWrite(b *testing.B) {
	for _, size := range []struct{ arrows, journeys int }{{60, 8}, {200, 12}, {3000, 40}} {
		b.Run(fmt.Sprint(size.arrows), func(b *testing.B) {
			r := reportOf(b, large(size.arrows, size.journeys))
			o := page.Options{Version: "v1.2.3"}
			for b.Loop() {
				if err := page.Write(io.Discard, r, o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(written(b, r, o))), "B/page")
		})
	}
}
