//go:build unix

package wasmcache_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/cmd/internal/wasmcache"
)

// What happens before main can only be seen from outside, so the tests run a small program that draws.
var (
	guarded string // with this package
	bare    string // without it: what go-graphviz does by itself, which shows that a test can fail
)

func TestMain(m *testing.M) {
	wasmcache.Settle()
	os.Exit(withPrograms(m))
}

func withPrograms(m *testing.M) int {
	folder, err := os.MkdirTemp("", "wasmcache")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	guarded, bare = filepath.Join(folder, "guarded"), filepath.Join(folder, "bare")
	if err := errors.Join(
		os.Chmod(folder, 0o755), // another user runs one of them too
		build("./testdata/draw", guarded),
		build("./testdata/draw", bare, "-tags=bare"),
	); err != nil {
		panic(err)
	}
	return m.Run()
}

func build(source, program string, flags ...string) error {
	args := append([]string{"build", "-o", program}, flags...)
	out, err := exec.Command("go", append(args, source)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("build %s: %w\n%s", source, err, out)
	}
	return nil
}

func TestNeedsNothingThatOSDoesNot(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		known := map[string]bool{"github.com/linewalk/linewalk/cmd/internal/wasmcache": true}
		for _, p := range dependencies(t, system, "os") {
			known[p] = true
		}
		for _, p := range dependencies(t, system, ".") {
			if !known[p] {
				t.Errorf("on %s it needs %s, so it may be initialised after go-graphviz", system, p)
			}
		}
	}
}

func dependencies(t *testing.T, system, pattern string) []string {
	t.Helper()
	list := exec.Command("go", "list", "-deps", pattern)
	list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(out))
}

func TestActsBeforeGoGraphviz(t *testing.T) {
	linewalk := filepath.Join(t.TempDir(), "linewalk")
	must(t, build("../../linewalk", linewalk))
	for _, program := range []string{guarded, linewalk} {
		got := run(t, program, "HOME="+t.TempDir(), "GODEBUG=inittrace=1")
		ours := strings.Index(got.errors, "init github.com/linewalk/linewalk/cmd/internal/wasmcache ")
		theirs := strings.Index(got.errors, "init github.com/goccy/go-graphviz/internal/wasm ")
		if ours < 0 || theirs < 0 || ours > theirs {
			t.Errorf("%s: this package at %d, go-graphviz at %d of\n%s", filepath.Base(program), ours, theirs, got.errors)
		}
	}
}

// A stranger who makes the folder first is the case this package is for.
func TestHostileTemporaryFolder(t *testing.T) {
	temporary, cache := t.TempDir(), newCache(t)
	cache.draw(t)
	name, err := filepath.Rel(cache.folder(), cache.file(t))
	if err != nil {
		t.Fatal(err)
	}
	hostile := filepath.Join(temporary, name)
	write(t, hostile, "machine code of a stranger")

	if run(t, bare, "TMPDIR="+temporary).code == 0 {
		t.Error("go-graphviz by itself does not read the hostile file: this test shows nothing")
	}
	cache.draw(t, "TMPDIR="+temporary)
	if got := read(t, hostile); got != "machine code of a stranger" {
		t.Errorf("the hostile file became %q", got)
	}
	if got := filesIn(t, temporary); len(got) != 1 {
		t.Errorf("the temporary folder was written to: %v", got)
	}
}

func TestTemporaryFolderIsPutBack(t *testing.T) {
	cache := newCache(t)
	for _, temporary := range []string{t.TempDir(), "/dev/null", "/no/such/folder"} {
		out := cache.draw(t, "TMPDIR="+temporary).out
		if !strings.HasSuffix(out, "temporary files go to "+temporary+"\n") {
			t.Errorf("TMPDIR=%s: %s", temporary, out)
		}
	}
	if out := cache.draw(t).out; !strings.HasSuffix(out, "temporary files go to /tmp\n") {
		t.Errorf("TMPDIR not set: %s", out)
	}
}

func TestFullDisk(t *testing.T) {
	cache := newCache(t)
	// A limit of 1 MB on every file is what a full disk looks like to a program.
	limited := func(program string) result {
		shell := exec.Command("/bin/sh", "-c", `ulimit -f 1000 && exec "$0"`, program)
		shell.Env = []string{cache.variable(), "TMPDIR=" + t.TempDir()}
		return finish(t, shell)
	}
	if limited(bare).code == 0 {
		t.Error("go-graphviz by itself copes with a full disk: this test shows nothing")
	}
	limited(guarded).mustDraw(t)
	if got := filesIn(t, cache.folder()); len(got) != 0 {
		t.Errorf("left behind: %v", got)
	}
}

func TestFolderThatIsNotPrivate(t *testing.T) {
	const stranger = 12345
	root := os.Geteuid() == 0
	tests := []struct {
		name  string
		spoil func(t *testing.T, folder string) error
		why   string
		root  bool // only root can give files away
	}{
		{
			name: "link",
			spoil: func(t *testing.T, folder string) error {
				return errors.Join(os.Remove(folder), os.Symlink(t.TempDir(), folder))
			},
			why: "is not a folder",
		},
		{
			name:  "open to all",
			spoil: func(_ *testing.T, folder string) error { return os.Chmod(folder, 0o777) },
			why:   "is open to other users",
		},
		{
			name:  "open to read",
			spoil: func(_ *testing.T, folder string) error { return os.Chmod(folder, 0o750) },
			why:   "is open to other users",
		},
		{
			name:  "another user's",
			spoil: func(_ *testing.T, folder string) error { return os.Chown(folder, stranger, stranger) },
			why:   "belongs to another user",
			root:  true,
		},
		{
			name:  "under a folder open to all",
			spoil: func(_ *testing.T, folder string) error { return os.Chmod(filepath.Dir(folder), 0o777) },
			why:   "lies in a folder that other users can change",
		},
		{
			name: "under another user's",
			spoil: func(_ *testing.T, folder string) error {
				return os.Chown(filepath.Dir(folder), stranger, stranger)
			},
			why:  "lies in a folder that other users can change",
			root: true,
		},
		{
			name: "over a folder open to all",
			spoil: func(_ *testing.T, folder string) error {
				inner := filepath.Join(folder, "go-graphviz")
				return errors.Join(os.Mkdir(inner, 0o700), os.Chmod(inner, 0o777))
			},
			why: "holds what cannot be trusted or read",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if test.root && !root {
				t.Skip("only root can give a folder to another user")
			}
			cache := newCache(t)
			must(t, os.MkdirAll(cache.folder(), 0o700))
			must(t, test.spoil(t, cache.folder()))
			got := run(t, guarded, cache.variable())
			got.mustDraw(t)
			want := "note: cache folder " + cache.folder() + " " + test.why +
				", so it is not used; every command starts slower\n"
			if diff := cmp.Diff(want, got.errors); diff != "" {
				t.Errorf("standard error (-want +got):\n%s", diff)
			}
			if files := filesIn(t, cache.folder()+"/."); len(files) != 0 {
				t.Errorf("used all the same: %v", files)
			}
		})
	}
}

func TestDamagedFileIsReplaced(t *testing.T) {
	tests := []struct {
		name   string
		damage func(path string, whole []byte) error
	}{
		{"empty", func(path string, _ []byte) error { return os.Truncate(path, 0) }},
		{"cut", func(path string, whole []byte) error { return os.Truncate(path, int64(len(whole)/2)) }},
		{"flipped", func(path string, whole []byte) error {
			whole[len(whole)/2] ^= 1
			return os.WriteFile(path, whole, 0o600)
		}},
		{"link", func(path string, _ []byte) error {
			return errors.Join(os.Remove(path), os.Symlink("/dev/null", path))
		}},
		{"never stamped", func(path string, _ []byte) error {
			stamp := filepath.Join(filepath.Dir(path), "..", "..", "stamp")
			return errors.Join(os.Truncate(path, 0), os.Remove(stamp))
		}},
	}
	filled := newCache(t)
	want := filled.draw(t).out
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			cache := filled.copied(t)
			path := cache.file(t)
			whole := []byte(read(t, path))
			must(t, test.damage(path, whole))

			if got := cache.draw(t).out; got != want {
				t.Errorf("the picture changed:\n%s", cmp.Diff(want, got))
			}
			rebuilt := modified(t, path)
			if size := len(read(t, path)); size != len(whole) {
				t.Errorf("%d bytes, want %d", size, len(whole))
			}
			cache.draw(t)
			if !modified(t, path).Equal(rebuilt) {
				t.Error("rebuilt once more, though nothing was wrong")
			}
		})
	}
}

func TestFilledFolderIsUsed(t *testing.T) {
	cache := newCache(t)
	want := cache.draw(t).out
	moved := cache.copied(t)
	for _, c := range []userCache{cache, moved} {
		filled := modified(t, c.file(t))
		if got := c.draw(t).out; got != want {
			t.Errorf("the picture changed:\n%s", cmp.Diff(want, got))
		}
		if !modified(t, c.file(t)).Equal(filled) {
			t.Errorf("%s was filled once more", c)
		}
	}
}

func TestManyStartAtOnce(t *testing.T) {
	cache := newCache(t)
	want := cache.draw(t).out
	for range 2 {
		must(t, os.Truncate(cache.file(t), 0))
		results := make(chan result)
		const processes = 3
		for range processes {
			go func() { results <- run(t, guarded, cache.variable()) }()
		}
		for range processes {
			if got := <-results; got.code != 0 || got.out != want {
				t.Errorf("exit %d\n%s", got.code, got.errors)
			}
		}
	}
}

func TestFilesOfOthersAtWorkStay(t *testing.T) {
	cache := newCache(t)
	cache.draw(t)
	path := cache.file(t)
	written, left := path+".1.tmp", path+".2.tmp"
	write(t, written, "half")
	write(t, left, "half")
	longAgo := modified(t, path).AddDate(0, 0, -1)
	must(t, os.Chtimes(left, longAgo, longAgo))
	must(t, os.Truncate(path, 0))
	cache.draw(t)
	if got := read(t, written); got != "half" {
		t.Errorf("a file that is being written became %q", got)
	}
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file left a day ago is still there: %v", err)
	}
}

func TestNoHome(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	for name, environment := range map[string][]string{
		"none":        nil,
		"missing":     {"HOME=" + missing},
		"relative":    {"XDG_CACHE_HOME=cache"},
		"not allowed": {"HOME=/proc"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := run(t, guarded, environment...)
			got.mustDraw(t)
			if got.errors != "" {
				t.Errorf("standard error: %s", got.errors)
			}
		})
	}
	if _, err := os.Stat(missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a home was made: %v", err)
	}
}

// The first user's cache must not be in the second one's way.
func TestSecondUser(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can run a program as another user")
	}
	cache := newCache(t)
	cache.draw(t)
	second := exec.Command(guarded)
	second.Env = []string{cache.variable(), "TMPDIR=" + t.TempDir()}
	second.Dir = "/"
	second.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	finish(t, second).mustDraw(t)
}

// A userCache is a cache of its own for one test.
type userCache string

func newCache(t *testing.T) userCache {
	t.Helper()
	return userCache(t.TempDir())
}

// copied is a cache as it is moved to another machine.
func (c userCache) copied(t *testing.T) userCache {
	t.Helper()
	copied := newCache(t)
	out, err := exec.Command("cp", "-pR", filepath.Join(string(c), "linewalk"), string(copied)).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return copied
}

func (c userCache) variable() string { return "XDG_CACHE_HOME=" + string(c) }
func (c userCache) folder() string   { return filepath.Join(string(c), "linewalk", "wasm") }

// draw runs the program, which must not complain.
func (c userCache) draw(t *testing.T, environment ...string) result {
	t.Helper()
	got := run(t, guarded, append(environment, c.variable())...)
	got.mustDraw(t)
	if got.errors != "" {
		t.Errorf("standard error: %s", got.errors)
	}
	return got
}

// file is the one with the machine code. With the stamp it is all that a start may leave.
func (c userCache) file(t *testing.T) string {
	t.Helper()
	files := filesIn(t, c.folder())
	if len(files) != 2 || filepath.Base(files[1]) != "stamp" {
		t.Fatalf("in the cache: %v, want one file and the stamp", files)
	}
	return files[0]
}

type result struct {
	out, errors string
	code        int
}

func (r result) mustDraw(t *testing.T) {
	t.Helper()
	if r.code != 0 || !strings.Contains(r.out, "</svg>") {
		t.Fatalf("exit %d, no picture\n%s", r.code, r.errors)
	}
}

// run starts a program in the environment given and no other.
func run(t *testing.T, program string, environment ...string) result {
	t.Helper()
	command := exec.Command(program)
	command.Env = append([]string{"LC_ALL=C"}, environment...)
	return finish(t, command)
}

func finish(t *testing.T, command *exec.Cmd) result {
	t.Helper()
	var out, errs bytes.Buffer
	command.Stdout, command.Stderr = &out, &errs
	err := command.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Error(err)
	}
	return result{out.String(), errs.String(), command.ProcessState.ExitCode()}
}

// filesIn lists all files under a folder that may be missing.
func filesIn(t *testing.T, folder string) []string {
	t.Helper()
	var files []string
	must(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && !d.IsDir() {
			files = append(files, path)
		}
		return err
	}))
	return files
}

func modified(t *testing.T, path string) time.Time {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	return info.ModTime()
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	return string(text)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, []byte(text), 0o600))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
