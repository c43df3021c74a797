// Package examples_test keeps what the examples say true: the outputs beside each drawing are what
// linewalk prints of it today. UPDATE=1 rewrites them.
package examples_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// today is the day on which the examples play.
const today = "2026-11-22"

func TestExamples(t *testing.T) {
	program := build(t)
	drawings, err := filepath.Glob("*/linewalk.yaml")
	if err != nil || len(drawings) == 0 {
		t.Fatalf("no examples found: %v", err)
	}
	for _, drawing := range drawings {
		t.Run(filepath.Dir(drawing), func(t *testing.T) {
			picture := filepath.Join(t.TempDir(), "picture.svg")
			linewalk(t, program, 0, "render", "-o", picture, drawing)
			drawn, err := os.ReadFile(picture)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, drawing, "picture.svg", drawn)
			compare(t, drawing, "check.txt", linewalk(t, program, 1, "check", drawing))
			compare(t, drawing, "walk.txt", linewalk(t, program, 0, "walk", "--top", "4", drawing))
		})
	}
}

// build builds linewalk and returns where it is.
func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "linewalk")
	if out, err := exec.Command("go", "build", "-o", program, "../cmd/linewalk").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return program
}

// linewalk runs a command on a drawing, which is its last argument, and returns what it prints.
func linewalk(t *testing.T, program string, exit int, args ...string) []byte {
	t.Helper()
	args[len(args)-1] = filepath.ToSlash(filepath.Join("examples", args[len(args)-1]))
	return run(t, program, exit, append(args, "--today", today)...)
}

// run runs a command from the root of the repository, as the READMEs do, and returns what it prints.
func run(t *testing.T, program string, exit int, args ...string) []byte {
	t.Helper()
	run := exec.Command(program, args...)
	run.Dir = ".."
	var out, complaints bytes.Buffer
	run.Stdout, run.Stderr = &out, &complaints
	if err := run.Run(); run.ProcessState == nil || run.ProcessState.ExitCode() != exit {
		t.Fatalf("%v: want exit code %d, got %v\n%s", args, exit, err, complaints.String())
	}
	if complaints.Len() > 0 {
		t.Errorf("%v complains:\n%s", args, complaints.String())
	}
	return out.Bytes()
}

// compare holds an output against the file of that name beside the drawing.
func compare(t *testing.T, drawing, name string, got []byte) {
	t.Helper()
	golden := filepath.Join(filepath.Dir(drawing), name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is out of date (-file +now):\n%s", golden, diff)
	}
}
