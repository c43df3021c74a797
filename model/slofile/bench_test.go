package slofile_test

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkSloth reads a file of a thousand objectives, which make two thousand alerts.
func BenchmarkSloth(b *testing.B) {
	var text strings.Builder
	text.WriteString("version: prometheus/v1\nservice: shop\nslos:\n")
	for i := range 1000 {
		fmt.Fprintf(&text, `- name: requests-%d
  objective: 99.9
  sli:
    events:
      error_query: sum(rate(http_requests_total{job="shop-%d",code=~"5.."}[{{.window}}]))
      total_query: sum(rate(http_requests_total{job="shop-%d"}[{{.window}}]))
  alerting: {name: RequestsFail%d}
`, i, i, i, i)
	}
	for b.Loop() {
		if e, _ := readers["sloth"]("shop.yaml", []byte(text.String())); len(e.Rules) != 2000 {
			b.Fatal(len(e.Rules))
		}
	}
}
