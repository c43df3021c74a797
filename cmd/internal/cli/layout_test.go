//go:build unix

package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestLayoutThatTakesTooLong gives Graphviz far too little time: both children are killed, and there is a
// picture and a note all the same.
func TestLayoutThatTakesTooLong(t *testing.T) {
	folder := t.TempDir()
	drawing, out := filepath.Join(folder, "linewalk.yaml"), filepath.Join(folder, "picture.svg")
	if err := os.WriteFile(drawing, tangle(150, 290), 0o666); err != nil {
		t.Fatal(err)
	}
	render := command(folder, "render", "--layout-timeout", "150ms", "-o", out, drawing)
	var stderr bytes.Buffer
	render.Stderr = &stderr
	begun := time.Now()
	if err := render.Run(); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	if took := time.Since(begun); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
	if !strings.Contains(stderr.String(), "no layout from Graphviz (it took more than 90ms); laid out without it") {
		t.Errorf("it says %q", stderr.String())
	}
	svg, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(svg, []byte(`<g class="arrow"`)); n != 290 {
		t.Errorf("%d of 290 arrows are drawn", n)
	}
	expectNothing(t, filepath.Join(folder, "linewalk-*"))
	expectNobody(t, folder)
}

// expectNobody complains of processes that work in the folder.
func expectNobody(t *testing.T, folder string) {
	t.Helper()
	for _, name := range found(t, "/proc/[0-9]*/cwd") {
		if place, err := os.Readlink(name); err == nil && strings.HasPrefix(place, folder+"/") {
			t.Errorf("%s still works in %s", name, place)
		}
	}
}

// TestHog takes more memory than a child may. It is run by the test below, in a process of its own.
func TestHog(t *testing.T) {
	if os.Getenv("LINEWALK_TEST_HOG") == "" {
		t.Skip("it would end all tests")
	}
	boundMemory()
	all := make([]byte, mostMemory)
	t.Errorf("it has %d bytes", len(all))
}

func TestChildrenTakeBoundedMemory(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux is known to bound all data of a process")
	}
	hog := exec.Command(os.Args[0], "-test.run=^TestHog$")
	hog.Env = append(os.Environ(), "LINEWALK_TEST_HOG=1")
	out, err := hog.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "memory") || strings.Contains(string(out), "it has") {
		t.Errorf("it ended with %v: %.200s", err, out)
	}
}
