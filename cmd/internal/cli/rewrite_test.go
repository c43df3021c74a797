//go:build unix

package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/model/yamlfile"
)

func TestRewriteKeepsTheMode(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.yaml", []byte("one"), 0o640); err != nil {
		t.Fatal(err)
	}
	var o outbox
	if err := o.rewrite(redraft{"a.yaml", []byte("one"), []byte("two")}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat("a.yaml")
	if got, _ := os.ReadFile("a.yaml"); err != nil || string(got) != "two" || info.Mode().Perm() != 0o640 {
		t.Errorf("a.yaml is %q, %v, %v", got, info.Mode(), err)
	}
	expectOnly(t, ".", "a.yaml")
}

// TestRewriteOfWhatChanged wants a file that an editor saved, or that is gone, to be left as it is.
func TestRewriteOfWhatChanged(t *testing.T) {
	t.Chdir(t.TempDir())
	var o outbox
	stale := redraft{"a.yaml", []byte("one"), []byte("two")}
	err := o.rewrite(stale)
	if _, changed := errors.AsType[changedMeanwhile](err); !changed || exitCode(err) != unusable {
		t.Errorf("a file that is gone: %v", err)
	}
	expectOnly(t, ".")
	if err := os.WriteFile("a.yaml", []byte("somebody else's"), 0o666); err != nil {
		t.Fatal(err)
	}
	err = o.rewrite(stale)
	if _, changed := errors.AsType[changedMeanwhile](err); !changed || exitCode(err) != unusable {
		t.Errorf("a file that was saved by somebody else: %v", err)
	}
	if got, _ := os.ReadFile("a.yaml"); string(got) != "somebody else's" {
		t.Errorf("a.yaml is %q", got)
	}
	expectOnly(t, ".", "a.yaml")
}

// TestReviseReadsBesideOthers wants an edit to be judged with all files of the drawing, since a name
// may be declared in another one.
func TestReviseReadsBesideOthers(t *testing.T) {
	d := &drawing{files: []string{"a.yaml", "b.yaml"}, sources: map[string]string{
		"a.yaml": "linewalk: 1\ncomponents: {x: service, y: service}\nmonitors: {up: {signal: errors}}\n",
		"b.yaml": "linewalk: 1\narrows:\n  x -> y: {if-down: breaks}\n",
	}}
	at := yamlfile.At("arrows", "x -> y", "monitors")
	now, system, found := d.revise("b.yaml", yamlfile.Append(at, yamlfile.Text("up")))
	if found != nil || string(now.now) != "linewalk: 1\narrows:\n  x -> y: {if-down: breaks, monitors: [up]}\n" || len(system.Arrows[0].Monitors.Value) != 1 {
		t.Errorf("%q, %v", now.now, found)
	}
	if _, _, found := d.revise("b.yaml", yamlfile.Append(at, yamlfile.Text("upp"))); len(found) == 0 {
		t.Error("a monitor that is nowhere was taken")
	}
}

func TestReasonsOfOneLine(t *testing.T) {
	for _, reason := range []string{"", " ", "two\nlines", "red \x1b[31m"} {
		k := waive{because: reason}
		if err := k.complete("arrow-no-alert", nil); err == nil {
			t.Errorf("%q is taken for a reason", reason)
		}
	}
}

// TestKilledWhileWaiving kills the program again and again while it writes: the drawing is always
// whole, as it was or as it is to be.
func TestKilledWhileWaiving(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "linewalk.yaml")
	const arrows = 300
	text := "linewalk: 1\narrows:\n"
	for i := range arrows {
		text += fmt.Sprintf("  a%d -> b%d: {if-down: breaks}\n", i, i)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(1, 2))
	killed, written := 0, 0
	takes := time.Minute // at least, as those runs show that are not killed; the first is left in peace
	for i := range 30 {
		before, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprintf("  - {rule: call-without-timeout, arrow: a%d -> b%d, because: slow, until: 2027-02-20}\n", i, i)
		run := command(folder, "waive", "--today", "2026-11-22", "call-without-timeout", fmt.Sprintf("a%d -> b%d", i, i), "--because", "slow", "--until", "2027-02-20", name)
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		kill := time.AfterFunc(takes/2+time.Duration(dice.Int64N(int64(takes)*3/4)), func() { _ = run.Process.Kill() })
		if run.Wait() != nil {
			killed++
		} else {
			takes = min(takes, time.Since(begun))
		}
		kill.Stop()
		after, err := os.ReadFile(name)
		added := line
		if !bytes.Contains(before, []byte("waivers:")) {
			added = "waivers:\n" + line
		}
		switch {
		case err != nil:
			t.Fatal(err)
		case bytes.Equal(after, before):
		case string(after) == string(before)+added:
			written++
		default:
			t.Fatalf("the drawing is not whole: it has %d bytes, and had %d", len(after), len(before))
		}
	}
	t.Logf("%d runs were killed, %d wrote", killed, written)
	left := 0
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".tmp") {
			left++
		}
		return err
	})
	if err != nil || left > killed {
		t.Errorf("%d unfinished files are left, %v", left, err)
	}
}
