package git_test

import (
	"bufio"
	"fmt"
	"io"
	"runtime"
	"testing"

	"github.com/linewalk/linewalk/model/evidence/git"
)

// synthetic writes a log of so many commits with ten changes each, as git would stream it.
func synthetic(w io.Writer, commits int) {
	b := bufio.NewWriter(w)
	defer b.Flush()
	for i := range commits {
		fmt.Fprintf(b, "@%040x\t%d\t%d\tdev%d@shop.example\tDeveloper %d\x1fHelper <helper%d@shop.example>\n\n", i+1, 1793491200-600*i, 1793491200-600*i, i*7%900, i*7%900, i%50)
		for j := range 10 {
			service, file := (i+j)%400, (i*31+j*17)%90
			switch (i + j) % 40 {
			case 0:
				fmt.Fprintf(b, "R090\tservices/service-%d/old/file-%d.go\tservices/service-%d/internal/file-%d.go\n", service, file, service, file)
			case 1:
				fmt.Fprintf(b, "A\t\"services/service-%d/internal/datei-\\303\\244-%d.go\"\n", service, file)
			default:
				fmt.Fprintf(b, "M\tservices/service-%d/internal/file-%d.go\n", service, file)
			}
		}
	}
}

// BenchmarkReadLog reads 50,000 commits with half a million changes. MB-sys is what the process has
// taken from the system by the end, MB-kept what the history takes.
func BenchmarkReadLog(b *testing.B) {
	const commits = 50_000
	for b.Loop() {
		from, to := io.Pipe()
		go func() {
			synthetic(to, commits)
			to.Close()
		}()
		h, ds, err := git.ReadLog("bench", from)
		if err != nil || len(ds) > 0 || len(h.Commits) != commits {
			b.Fatal(err, ds)
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.Sys)/1e6, "MB-sys")
		b.ReportMetric(float64(m.HeapAlloc)/1e6, "MB-kept")
		runtime.KeepAlive(h)
	}
}
