//go:build unix

package cli

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestInterruptWhileReading interrupts a run that waits for its drawing: it ends at once and leaves
// no file.
func TestInterruptWhileReading(t *testing.T) {
	folder := t.TempDir()
	out := filepath.Join(folder, "report.json")
	check := command(folder, "check", "--format", "json="+out, "-")
	stdin, err := check.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := check.Start(); err != nil {
		t.Fatal(err)
	}
	// This is more than a pipe holds: when it is written, the program reads, and has long been
	// listening to interrupts.
	if _, err := stdin.Write(bytes.Repeat([]byte("# and so on\n"), 100_000)); err != nil {
		t.Fatal(err)
	}
	interrupt(t, check)
	expectNothing(t, out)
}

// TestInterruptWhileDrawing interrupts a run whose layout takes long: the child is killed, its folder
// is removed, and no picture is left.
func TestInterruptWhileDrawing(t *testing.T) {
	folder := t.TempDir()
	drawing, out := filepath.Join(folder, "linewalk.yaml"), filepath.Join(folder, "picture.svg")
	if err := os.WriteFile(drawing, tangle(150, 290), 0o666); err != nil {
		t.Fatal(err)
	}
	render := command(folder, "render", "--layout-timeout", "10m", "-o", out, drawing)
	if err := render.Start(); err != nil {
		t.Fatal(err)
	}
	children := filepath.Join(folder, "linewalk-*")
	for begun := time.Now(); len(found(t, children)) == 0; time.Sleep(5 * time.Millisecond) {
		if time.Since(begun) > time.Minute {
			t.Fatal("no child is started")
		}
	}
	interrupt(t, render)
	expectNothing(t, out)
	expectNothing(t, children)
}

// command is a run of linewalk that keeps its temporary files in the given folder.
func command(folder string, args ...string) *exec.Cmd {
	run := exec.Command("linewalk", args...)
	run.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(folder, "cache"), "TMPDIR="+folder)
	return run
}

// interrupt ends a run as a user at the keyboard would.
func interrupt(t *testing.T, run *exec.Cmd) {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- run.Wait() }()
	if err := run.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-done:
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok || exit.ExitCode() != failed {
			t.Errorf("it ended with %v, want exit code %d", err, failed)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("it goes on")
	}
}

func expectNothing(t *testing.T, pattern string) {
	t.Helper()
	if left := found(t, pattern); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

func found(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// tangle is a drawing that Graphviz takes seconds for.
func tangle(components, arrows int) []byte {
	dice := rand.New(rand.NewPCG(3, 4))
	text := bytes.NewBufferString("linewalk: 1\nsystem: Tangle\narrows:\n")
	for i := range arrows {
		fmt.Fprintf(text, "  c%d -> d%d (%d): {if-down: breaks}\n", dice.IntN(components/2), dice.IntN(components/2), i)
	}
	return text.Bytes()
}
