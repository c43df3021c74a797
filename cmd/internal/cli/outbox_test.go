package cli

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestOutboxWritesWholeFilesOnly(t *testing.T) {
	t.Chdir(t.TempDir())
	var o outbox
	if err := o.write("out/a.txt", []byte("one")); err != nil {
		t.Fatal(err)
	}
	if err := o.write("out/a.txt", []byte("two")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile("out/a.txt"); err != nil || string(got) != "two" {
		t.Errorf("out/a.txt is %q, %v", got, err)
	}
	expectOnly(t, "out", "a.txt")
}

func TestOutboxAbandoned(t *testing.T) {
	t.Chdir(t.TempDir())
	var o outbox
	o.abandon()
	if err := o.write("a.txt", []byte("one")); err == nil {
		t.Error("an abandoned outbox wrote a file")
	}
	expectOnly(t, ".")
}

func TestOutboxAbandonedWhileWriting(t *testing.T) {
	t.Chdir(t.TempDir())
	var o outbox
	if err := o.begin(func() { _ = os.Remove("half") }); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("half", []byte("on"), 0o666); err != nil {
		t.Fatal(err)
	}
	o.abandon()
	expectOnly(t, ".")
	if err := o.end(true, func() error { return os.WriteFile("whole", nil, 0o666) }); err == nil {
		t.Error("an abandoned file was put in place")
	}
	expectOnly(t, ".")
}

func TestOutboxUndoesWhatIsNotWhole(t *testing.T) {
	t.Chdir(t.TempDir())
	var o outbox
	undone := false
	if err := o.begin(func() { undone = true }); err != nil {
		t.Fatal(err)
	}
	if err := o.end(true, func() error { return errors.New("no space left on device") }); err == nil || !undone {
		t.Errorf("error %v, undone %v", err, undone)
	}
}

func expectOnly(t *testing.T, folder string, want ...string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	hidden, err := filepath.Glob(filepath.Join(folder, ".*"))
	if err != nil {
		t.Fatal(err)
	}
	if found = append(found, hidden...); len(found) != len(want) {
		t.Errorf("folder has %v, want %v", found, want)
	}
}
