package compose_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/compose"
)

// BenchmarkRead reads 5,000 services that each use three others.
func BenchmarkRead(b *testing.B) {
	const n = 5000
	var text strings.Builder
	text.WriteString("x-env: &env {LOG_LEVEL: info, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317'}\nservices:\n  collector: {image: otel/opentelemetry-collector}\n")
	for i := range n {
		fmt.Fprintf(&text, "  service-%d:\n    image: registry.example/service-%d:latest\n    hostname: host-%d\n    environment:\n      <<: *env\n      NEXT_ADDR: service-%d:8080\n      FAR_URL: http://host-%d:8080/api\n      DATABASE_URL: postgres://u:${PASSWORD}@service-%d:5432/x\n    depends_on: [service-%d]\n",
			i, i, i, (i+1)%n, (i*7+3)%n, (i*13+5)%n, (i+2)%n)
	}
	files := []importer.File{{Name: "compose.yaml", Text: []byte(text.String())}}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if sketch, _ := compose.Read(files, shelf{".env": "PASSWORD=x\n"}); len(sketch.Components) != n+1 {
			b.Fatal(len(sketch.Components))
		}
	}
}

// BenchmarkHostile reads values of 1 MB whose every part could be looked at in the light of all others.
func BenchmarkHostile(b *testing.B) {
	const n = 1 << 20
	var all strings.Builder
	for i := range n / 16 {
		fmt.Fprintf(&all, "http://h%06x:1,", i)
	}
	for _, tc := range []struct{ about, value string }{
		{"very many hosts", all.String()},
		{"names of names", strings.Repeat("a = host = ", n/11)},
		{"objects in one line", strings.Repeat(`{"host":["b",`, n/13)},
		{"URLs that hand on URLs", strings.Repeat("http://b/?a=http://x&", n/21)},
		{"ports behind ports", strings.Repeat("b:80/", n/5)},
	} {
		text := "services:\n  a: {image: a, environment: {X_URL: '" + tc.value + "'}}\n  b: {image: b}\n"
		b.Run(tc.about, func(b *testing.B) {
			for b.Loop() {
				compose.Read([]importer.File{{Name: "compose.yaml", Text: []byte(text)}}, shelf{})
			}
		})
	}
}
