package security_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/cmd/internal/script"
)

// The bounds of every run. They are far above what any needs, and end those that would never end.
const (
	longestRun = 3 * time.Minute
	mostMemory = 3 << 19 // in kB
)

// today is the day that all drawings are judged by.
const today = "2026-11-22"

// A scene is a folder in which linewalk is run, with an environment of its own.
type scene struct {
	*testing.T
	folder string
	env    []string
	stdin  io.Reader
}

// newScene is a folder with a drawing in it.
func newScene(t *testing.T, drawing string) *scene {
	t.Helper()
	base := t.TempDir()
	s := &scene{T: t, folder: filepath.Join(base, "work")}
	for _, folder := range []string{"work", "home", "tmp"} {
		if err := os.Mkdir(filepath.Join(base, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	s.env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Join(base, "home"), "TMPDIR=" + filepath.Join(base, "tmp"),
		"XDG_CACHE_HOME=" + os.Getenv("XDG_CACHE_HOME"), "GITHUB_ACTIONS=true",
	}
	s.write("linewalk.yaml", drawing)
	return s
}

func (s *scene) write(name, text string) {
	s.Helper()
	full := filepath.Join(s.folder, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o777), os.WriteFile(full, []byte(text), 0o666)); err != nil {
		s.Fatal(err)
	}
}

func (s *scene) read(name string) string {
	s.Helper()
	text, err := os.ReadFile(filepath.Join(s.folder, name))
	if err != nil {
		s.Fatal(err)
	}
	return string(text)
}

// A result is what a run of linewalk came to.
type result struct {
	*scene
	command        string
	code           int
	stdout, stderr string
}

// output names a file that a command line asks for.
var output = regexp.MustCompile(`=([^=]+)$`)

// run runs linewalk and holds what it promises of any input.
func (s *scene) run(args ...string) *result {
	s.Helper()
	before := s.contents()
	r := s.finish(args)
	asked := make([]string, len(args))
	for i, arg := range args {
		asked[i] = filepath.Join(s.folder, arg)
		if m := output.FindStringSubmatch(arg); m != nil {
			asked[i] = filepath.Join(s.folder, m[1])
		}
	}
	for _, path := range script.Changed(before, s.contents()) {
		if !slices.Contains(asked, path) {
			s.Errorf("%s: %s was changed, and nobody asked for that", r.command, path)
		}
	}
	return r
}

// contents is all that is where linewalk runs, in its home and among the temporary files.
func (s *scene) contents() map[string]string {
	s.Helper()
	all, err := script.Contents(filepath.Dir(s.folder))
	if err != nil {
		s.Fatal(err)
	}
	return all
}

// finish runs linewalk to its end, which comes in time, within its memory, and is no panic.
func (s *scene) finish(args []string) *result {
	s.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), longestRun)
	defer cancel()
	if !slices.Contains(args, "--today") && !slices.Contains(args, "schema") {
		args = append([]string{"--today", today}, args...)
	}
	command := exec.CommandContext(ctx, "linewalk", args...)
	command.Dir, command.Env, command.Stdin = s.folder, s.env, s.stdin
	command.WaitDelay = time.Second
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	r := &result{s, "linewalk " + strings.Join(args, " "), command.ProcessState.ExitCode(), stdout.String(), stderr.String()}
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		s.Fatalf("%s: %v", r.command, err)
	}
	switch {
	case ctx.Err() != nil:
		s.Fatalf("%s: it does not end", r.command)
	case r.code < 0 || r.code > 2 || strings.Contains(r.stderr, "goroutine "):
		s.Fatalf("%s: exit code %d\n%s", r.command, r.code, r.stderr)
	case residentSet(command.ProcessState) > mostMemory:
		s.Errorf("%s: it took %d kB", r.command, residentSet(command.ProcessState))
	}
	return r
}

// exits wants an exit code.
func (r *result) exits(want int) *result {
	r.Helper()
	if r.code != want {
		r.Errorf("%s: exit code %d, want %d\n%s%s", r.command, r.code, want, short(r.stderr), short(r.stdout))
	}
	return r
}

// says wants each of some texts on the standard output or the standard error.
func (r *result) says(texts ...string) *result {
	r.Helper()
	for _, text := range texts {
		if !strings.Contains(r.stdout+r.stderr, text) {
			r.Errorf("%s: does not say %q:\n%s%s", r.command, text, short(r.stderr), short(r.stdout))
		}
	}
	return r
}

// short is the beginning of a text, as much as a person may want to read.
func short(text string) string { return text[:min(len(text), 4000)] }
