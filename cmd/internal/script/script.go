// Package script runs the test scripts of linewalk, which are txtar files: one behaviour a file, named for
// it. In them linewalk is a program as users have it.
package script

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/linewalk/linewalk/cmd/internal/wasmcache"
)

// Main is the TestMain of a package with scripts, or of one whose tests run linewalk as a program, which
// they then find in their path. Program is the main function of linewalk.
func Main(m *testing.M, program func(args []string, stdin io.Reader, stdout, stderr io.Writer) int) {
	wasmcache.Settle()
	testscript.Main(m, map[string]func(){
		"linewalk": func() { os.Exit(program(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// Run runs scripts. UPDATE=1 rewrites what they compare with. In sealed ones linewalk may leave no file
// but those that its command line names.
//
// A script has these commands besides the usual ones: code, lacks, fill and number.
func Run(t *testing.T, files []string, sealed bool) {
	t.Helper()
	cache := t.TempDir()
	if err := os.Chmod(cache, 0o700); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Files:         files,
		UpdateScripts: os.Getenv("UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			// The compiled layout code is kept between the scripts; everything else is new to each.
			e.Setenv("XDG_CACHE_HOME", cache)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": func(ts *testscript.TestScript, _ bool, args []string) { code(ts, args, sealed) },
			"fill": fill, "lacks": lacks, "number": number,
		},
	})
}

// code runs linewalk and compares its exit code: code 2 check x.yaml.
func code(ts *testscript.TestScript, args []string, sealed bool) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	var before map[string]string
	if sealed {
		before, err = Contents(ts.MkAbs("."))
		ts.Check(err)
	}
	err = ts.Exec("linewalk", args[1:]...)
	got := 0
	if exit, ok := err.(interface{ ExitCode() int }); ok {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
	if sealed {
		after, err := Contents(ts.MkAbs("."))
		ts.Check(err)
		for _, name := range Changed(before, after) {
			if !strings.Contains(strings.Join(args, " "), filepath.Base(name)) {
				ts.Fatalf("%s was changed, and nobody asked for that", name)
			}
		}
	}
}

// Contents is all that is in a folder, by path: of a file its size and text, of others what they are.
func Contents(folder string) (map[string]string, error) {
	all := map[string]string{}
	return all, filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		all[path] = info.Mode().String()
		if !info.Mode().IsRegular() {
			return nil
		}
		text, err := os.ReadFile(path)
		all[path] = fmt.Sprintf("%s %d\n%s", info.Mode(), info.Size(), text)
		return err
	})
}

// Changed lists the paths that are new, gone or different, sorted.
func Changed(before, after map[string]string) []string {
	paths := maps.Clone(before)
	maps.Copy(paths, after)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(paths)), func(path string) bool {
		old, was := before[path]
		now, is := after[path]
		return was == is && old == now
	})
}

// fill writes a file of the given size that begins like a drawing: fill big.yaml 10000001.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := []byte("linewalk: 1\nsystem: Big\narrows: {a -> b: {if-down: breaks}}\n")
	text = append(text, bytes.Repeat([]byte("#"), size-len(text))...)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o666))
}

// lacks fails if the file has the given bytes in it, written as in Go: lacks stdout '\x1b'.
func lacks(ts *testscript.TestScript, _ bool, args []string) {
	part, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	if text := ts.ReadFile(args[0]); strings.Contains(text, part) {
		ts.Fatalf("%s has %q in it", args[0], part)
	}
}

// number makes many small drawings, each with its number in it: number d/%d.yaml 100 TEXT, where
// every %d is the number and every %n the next one.
func number(ts *testscript.TestScript, _ bool, args []string) {
	most, err := strconv.Atoi(args[1])
	ts.Check(err)
	pattern := ts.ReadFile(args[2])
	for i := range most {
		fillIn := strings.NewReplacer("%d", strconv.Itoa(i), "%n", strconv.Itoa(i+1))
		name := ts.MkAbs(fillIn.Replace(args[0]))
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
		ts.Check(os.WriteFile(name, []byte(fillIn.Replace(pattern)), 0o666))
	}
}
