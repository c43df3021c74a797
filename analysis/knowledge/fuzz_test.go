package knowledge_test

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/model/evidence/git"
)

// FuzzLedger measures whatever can be read as a history: without panic, and with figures that agree.
func FuzzLedger(f *testing.F) {
	const id = "1111111111111111111111111111111111111111"
	f.Add("@"+id+"\t20\t30\tann@x.example\tAnn Lee\x1fBob <b>\n\nA\ta/b\nM\tc\nR087\ta/b\tc\n@"+id+"\t-9223372036854775808\t9223372036854775807\t\tA. Lee\nR050\tc\ta/b\n", "a/b\nc\n", "{a,c}/**")
	f.Add("@"+id+"\t1\t1\tx[bot]@x\tX\nA\ta\nA\tb\nA\tc\n@"+id+"\t1\t1\troot@localhost\troot\nM\ta\n", "a\nb\nc\n", "[a-b]*")
	f.Fuzz(func(t *testing.T, log, list, pattern string) {
		h, _, err := git.ReadLog("log", strings.NewReader(log))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := git.ReadFiles(h, strings.NewReader(list)); err != nil {
			t.Fatal(err)
		}
		for _, m := range []knowledge.Method{{}, knowledge.Published()} {
			l := knowledge.New(h, people(), m)
			files, _ := l.Select([]string{pattern, "."})
			e := l.Experts(files, tip)
			got := l.TruckFactor(files)
			if got.Files+got.Uncounted != len(files) || got.Pruned > got.Unpruned || got.Minimum > got.Unpruned || got.Known() && 2*got.Covered >= got.Files {
				t.Fatalf("%d files, truck factor %+v", len(files), got)
			}
			if e.Unattributed > e.Changes || e.Unknown.Blocks() != (len(e.People)+len(e.Left) == 0) {
				t.Fatalf("experts %+v", e)
			}
			l.Review(files)
			d := l.Fade(knowledge.DefaultDecay()).BusFactor(files)
			if d.Files+d.Old != len(files) || d.BusFactor > len(d.Majors) {
				t.Fatalf("decayed %+v", d)
			}
		}
	})
}
