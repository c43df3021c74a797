package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/linewalk/linewalk/cmd/internal/wasmcache"
)

func TestMain(m *testing.M) {
	wasmcache.Settle()
	testscript.Main(m, map[string]func(){
		"linewalk": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScript runs the scripts of testdata/script: one behaviour a file, named for it. UPDATE=1
// rewrites what they compare with.
func TestScript(t *testing.T) {
	cache := t.TempDir()
	if err := os.Chmod(cache, 0o700); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: os.Getenv("UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			// The compiled layout code is kept between the scripts; everything else is new to each.
			e.Setenv("XDG_CACHE_HOME", cache)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": code, "fill": fillFile, "lacks": lacks, "number": number,
		},
	})
}

// code runs linewalk and compares its exit code: code 2 check x.yaml.
func code(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
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
}

// fillFile writes a file of the given size that begins like a drawing: fill big.yaml 10000001.
func fillFile(ts *testscript.TestScript, _ bool, args []string) {
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
	if text := ts.ReadFile(args[0]); bytes.Contains([]byte(text), []byte(part)) {
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
		fillIn := func(text string) string {
			text = string(bytes.ReplaceAll([]byte(text), []byte("%d"), []byte(strconv.Itoa(i))))
			return string(bytes.ReplaceAll([]byte(text), []byte("%n"), []byte(strconv.Itoa(i+1))))
		}
		name := ts.MkAbs(fillIn(args[0]))
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
		ts.Check(os.WriteFile(name, []byte(fillIn(pattern)), 0o666))
	}
}
