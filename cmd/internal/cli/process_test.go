//go:build unix

package cli

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// BenchmarkCheckProcess measures check as users meet it: a whole process on a drawing, started warm.
func BenchmarkCheckProcess(b *testing.B) {
	program := filepath.Join(b.TempDir(), "linewalk")
	build := exec.Command("go", "build", "-o", program, "github.com/linewalk/linewalk/cmd/linewalk")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	for _, size := range []struct{ components, arrows int }{{30, 60}, {1000, 3000}} {
		for _, format := range []string{"text", "json"} {
			b.Run(fmt.Sprintf("arrows=%d/%s", size.arrows, format), func(b *testing.B) {
				drawing := filepath.Join(b.TempDir(), "linewalk.yaml")
				if err := os.WriteFile(drawing, []byte(generate(size.components, size.arrows)), 0o666); err != nil {
					b.Fatal(err)
				}
				run := func() *os.ProcessState {
					check := exec.Command(program, "check", "--today", "2026-11-01", "--exit-zero", "--format", format, drawing)
					if err := check.Run(); err != nil {
						b.Fatal(err)
					}
					return check.ProcessState
				}
				run()
				var most int64
				for b.Loop() {
					most = max(most, residentSet(run()))
				}
				b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/run")
				b.ReportMetric(float64(most)/1024, "max-rss-MB")
			})
		}
	}
}

// BenchmarkEvidenceProcess measures what evidence adds to the check of 3,000 arrows: 2,000 alert
// rules, the metrics they read, and a routing of 200 routes.
func BenchmarkEvidenceProcess(b *testing.B) {
	program := filepath.Join(b.TempDir(), "linewalk")
	build := exec.Command("go", "build", "-o", program, "github.com/linewalk/linewalk/cmd/linewalk")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	folder := b.TempDir()
	files := evidenceFiles(2000, 200)
	files["linewalk.yaml"] = generate(1000, 3000)
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	args := []string{"check", "--today", "2026-11-01", "--exit-zero", "linewalk.yaml"}
	for _, with := range []bool{false, true} {
		if with {
			args = append(args, "--evidence", "prometheus-rules=rules.yaml", "--evidence", "prometheus-metrics=metrics.txt",
				"--evidence", "alertmanager=alertmanager.yml")
		}
		b.Run(fmt.Sprintf("evidence=%t", with), func(b *testing.B) {
			var most int64
			for b.Loop() {
				check := exec.Command(program, args...)
				check.Dir = folder
				if out, err := check.CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
				most = max(most, residentSet(check.ProcessState))
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/run")
			b.ReportMetric(float64(most)/1024, "max-rss-MB")
		})
	}
}

// evidenceFiles are rules for the alerts of a generated drawing and others, in the ways that people
// write them, and a routing by team.
func evidenceFiles(rules, routes int) map[string]string {
	var text, metrics, routing generator
	text.line("groups:")
	for i := range rules {
		if i%20 == 0 {
			text.line("  - name: group-%d\n    rules:", i/20)
		}
		text.line("      - alert: Alert%d", i)
		text.line("        expr: "+[...]string{
			"sum(rate(app%[1]d_client_errors_total[5m])) / sum(rate(app%[1]d_client_requests_total[5m])) > 0.05",
			"sum by (job) (rate(app%[1]d_client_requests_total[10m])) == 0",
			"histogram_quantile(0.99, sum by (le) (rate(app%[1]d_client_duration_seconds_bucket[5m]))) > 2",
			"(sum(rate(app%[1]d_client_errors_total[1h])) / sum(rate(app%[1]d_client_requests_total[1h])) > 14.4 * 0.001) and (sum(rate(app%[1]d_client_errors_total[5m])) / sum(rate(app%[1]d_client_requests_total[5m])) > 14.4 * 0.001)",
		}[i%4], i)
		text.line("        for: 5m\n        labels: {severity: %s, team: team-%d}", [...]string{"page", "ticket"}[i%2], i%50)
		for _, name := range []string{"client_errors_total", "client_requests_total", "client_duration_seconds_bucket"} {
			metrics.line("app%d_%s 1", i, name)
		}
	}
	routing.line("route:\n  receiver: nobody\n  routes:")
	for i := range routes {
		routing.line("    - {receiver: pager-%d, matchers: ['team=\"team-%d\"', 'severity=~\"page|critical\"']}", i%50, i)
	}
	routing.line("receivers:\n  - name: nobody")
	for i := range 50 {
		routing.line("  - name: pager-%d\n    pagerduty_configs: [{routing_key: 0123456789}]", i)
	}
	return map[string]string{
		"rules.yaml": text.text.String(), "metrics.txt": metrics.text.String(), "alertmanager.yml": routing.text.String(),
	}
}

// residentSet is the most memory that a process held, in kB; 0 where that is not told.
func residentSet(p *os.ProcessState) int64 {
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok {
		return usage.Maxrss
	}
	return 0
}

// TestGeneratedDrawing keeps what the benchmark measures a drawing that can be judged.
func TestGeneratedDrawing(t *testing.T) {
	drawing := filepath.Join(t.TempDir(), "linewalk.yaml")
	if err := os.WriteFile(drawing, []byte(generate(50, 150)), 0o666); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr strings.Builder
	code := Main([]string{"check", "--fail-on", "never", "--today", "2026-11-01", drawing}, strings.NewReader(""), &stdout, &stderr)
	if code != clean || !strings.Contains(stdout.String(), "150 arrows") {
		t.Errorf("exit code %d\n%s%s", code, stderr.String(), stdout.String())
	}
}

// generate writes a drawing of the given size, the same for every run, with the cones of real systems:
// services each called by one before it, shared databases and queues behind them whose popularity
// falls by a power law, and a few arrows back. A quarter of the arrows have a monitor.
func generate(components, arrows int) string {
	g := generator{dice: rand.New(rand.NewPCG(1, 2)), drawn: map[string]bool{}, services: components * 4 / 5, components: components}
	teams := max(2, components/20)
	g.line("linewalk: 1\nsystem: Generated\nteams:")
	for t := range teams {
		g.line("  team-%d: {people: [ana-%d, ben-%d, cem-%d], on-call: 24x7}", t, t, t, t)
	}
	g.line("components:")
	for c := range components {
		kind := "service"
		if c >= g.services {
			kind = [...]string{"database", "cache", "queue"}[c%3]
		}
		g.line("  c%d: {kind: %s, owner: team-%d, tier: %d}", c, kind, c%teams, 1+c%3)
	}
	g.line("arrows:")
	for len(g.names) < arrows {
		g.next()
	}
	g.line("monitors:")
	for i := 0; i < len(g.names); i += 4 {
		g.line("  m%d: {signal: errors, watches: [%s], alert: {name: Alert%d, after: 5m, tells: team-%d, how: page}}", i, g.names[i], i, i%teams)
	}
	g.line("journeys:")
	for j := range 20 {
		g.line("  j%d: {steps: [%s, %s], worth: %d USD/min, notice-within: 10m}", j, g.names[j], g.names[len(g.names)/2+j], 10+j)
	}
	return g.text.String()
}

type generator struct {
	dice                 *rand.Rand
	text                 strings.Builder
	names                []string
	drawn                map[string]bool
	callers              []int // of the services so far
	services, components int
}

func (g *generator) line(format string, args ...any) { fmt.Fprintf(&g.text, format+"\n", args...) }

// next draws one more arrow: first the tree of calls between the services, then what they lean on.
func (g *generator) next() {
	if called := len(g.callers); called < g.services {
		g.callers = append(g.callers, g.dice.IntN(max(1, called)))
		g.arrow(g.callers[called], called)
		return
	}
	from := g.dice.IntN(g.services)
	if g.dice.IntN(50) == 0 {
		g.arrow(from, g.callers[from])
		return
	}
	shared := float64(g.components - g.services)
	g.arrow(from, g.services+int(math.Pow(shared+1, g.dice.Float64()))-1)
}

func (g *generator) arrow(from, to int) {
	name := fmt.Sprintf("c%d -> c%d", from, to)
	if from == to || g.drawn[name] {
		return
	}
	n := len(g.names)
	g.drawn[name] = true
	g.names = append(g.names, name)
	if n%9 == 8 {
		g.line("  %s:", name)
		return
	}
	effect := [...]string{"breaks", "degrades", "[degrades, breaks after 30m]", "degrades after 5m"}[n%4]
	g.line("  %s: {kind: %s, if-down: %s, timeout: 2s, experts: [ana-%d]}", name, [...]string{"call", "query"}[n%2], effect, n%2)
}
