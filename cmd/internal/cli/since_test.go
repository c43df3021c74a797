//go:build unix

package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// BenchmarkSince measures `check --since HEAD` as a whole process, and beside it `check` alone and one run of git,
// of which --since makes seven.
func BenchmarkSince(b *testing.B) {
	program, folder := filepath.Join(b.TempDir(), "linewalk"), b.TempDir()
	build := exec.Command("go", "build", "-o", program, "github.com/linewalk/linewalk/cmd/linewalk")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	git := func(args ...string) *exec.Cmd {
		command := exec.Command("git", slices.Concat([]string{"-c", "user.name=Ana", "-c", "user.email=ana@shop.io"}, args)...)
		command.Dir = folder
		return command
	}
	for _, size := range []struct {
		name               string
		components, arrows int
	}{{"60", 20, 60}, {"3000", 1000, 3000}} {
		if err := os.WriteFile(filepath.Join(folder, "linewalk.yaml"), []byte(generate(size.components, size.arrows)), 0o666); err != nil {
			b.Fatal(err)
		}
		for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"commit", "-q", "-m", size.name}} {
			if out, err := git(args...).CombinedOutput(); err != nil {
				b.Skipf("git: %v: %s", err, out)
			}
		}
		linewalk := func(args ...string) func() *exec.Cmd {
			return func() *exec.Cmd {
				command := exec.Command(program, append([]string{"check", "--today", "2026-11-01", "--exit-zero"}, args...)...)
				command.Dir = folder
				return command
			}
		}
		for _, run := range []struct {
			name    string
			command func() *exec.Cmd
		}{
			{"check", linewalk()},
			{"since", linewalk("--since", "HEAD")},
			{"git", func() *exec.Cmd { return git("rev-parse", "--verify", "HEAD^{commit}") }},
		} {
			b.Run(size.name+"/"+run.name, func(b *testing.B) {
				for b.Loop() {
					if out, err := run.command().CombinedOutput(); err != nil {
						b.Fatalf("%v\n%s", err, out)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/run")
			})
		}
	}
}

// TestRevisionFolders lists what a revision holds as a file system would.
func TestRevisionFolders(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	folder := t.TempDir()
	for _, name := range []string{"a/b/c.yaml", "a/d.yaml", "e.yaml"} {
		full := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(name), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"-c", "user.name=A", "-c", "user.email=a@x.io", "commit", "-q", "-m", "x"}} {
		command := exec.Command("git", args...)
		command.Dir = folder
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	v, err := newRepository("here", realPath(folder)).at(t.Context(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	defer v.close()
	at := place{name: "x.yaml", tree: v, rel: "x.yaml"}
	for pattern, want := range map[string]string{
		"a/*.yaml": "a/d.yaml", "**/*.yaml": "a/b/c.yaml a/d.yaml e.yaml", "a/{b,x}/c.yaml": "a/b/c.yaml", "*": "e.yaml",
	} {
		rels, err := named(at, pattern)
		if got := strings.Join(rels, " "); err != nil || got != want {
			t.Errorf("%s: got %s, %v, want %s", pattern, got, err, want)
		}
	}
	for rel, want := range map[string]string{"a/d.yaml": "a/d.yaml", "a": "is a folder", "gone": "no such file", "../up": "invalid argument"} {
		text, err := contents(place{name: rel, tree: v, rel: rel})
		got := string(text)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %s", rel, got, want)
		}
	}
}

// TestSinceWithoutGit ends with an error and a remedy where there is no git to ask.
func TestSinceWithoutGit(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	drawing := filepath.Join(folder, "linewalk.yaml")
	if err := os.WriteFile(drawing, []byte("linewalk: 1\narrows: {a -> b: {if-down: breaks}}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder)
	var stdout, stderr strings.Builder
	code := Main([]string{"check", "--since", "HEAD", drawing}, strings.NewReader(""), &stdout, &stderr)
	if code != unusable || stdout.String() != "" || !strings.Contains(stderr.String(), "--since HEAD: git is not installed: install git") {
		t.Errorf("exit code %d\n%s%s", code, stdout.String(), stderr.String())
	}
}
