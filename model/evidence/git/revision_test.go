package git_test

import (
	"bufio"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/evidence/git"
)

const blob = "0123456789abcdef0123456789abcdef01234567"

func TestReadTree(t *testing.T) {
	text := "100644 blob " + blob + "\ta b/c\nd.yaml\x00100755 blob " + blob + "\trun\x00120000 blob " + blob + "\tlink\x00" +
		"160000 commit " + blob + "\tsub\x00100644 blob " + blob + "\tl\xe4nge\x00100644 blob " + blob + "\t../up\x00"
	got, err := git.ReadTree(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []git.Entry{
		{Path: "a b/c\nd.yaml", ID: blob, Mode: 0o644},
		{Path: "run", ID: blob, Mode: 0o755},
		{Path: "link", ID: blob, Mode: fs.ModeSymlink | 0o777},
		{Path: "sub", ID: blob, Mode: fs.ModeIrregular},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
	for _, broken := range []string{"100644 blob " + blob + "\ta", "100644 blob\ta\x00", "100644 blob " + blob + "\x00", "x\x00"} {
		if _, err := git.ReadTree(strings.NewReader(broken)); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
}

func TestReadChanges(t *testing.T) {
	got, err := git.ReadChanges(strings.NewReader("R100\x00old\tname\x00new\x00A\x00fresh\x00R087\x00a\x00b\x00"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"new": "old\tname", "fresh": "", "b": "a"}, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	for _, broken := range []string{"R100\x00a\x00", "M\x00a\x00b\x00", "R100\x00a\x00b"} {
		if _, err := git.ReadChanges(strings.NewReader(broken)); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
}

func TestReadBlob(t *testing.T) {
	r := bufio.NewReader(strings.NewReader(
		blob + " blob 5\nfirst\n" + blob + " missing\n",
	))
	text, err := git.ReadBlob(r, 100)
	if err != nil || string(text) != "first" {
		t.Fatalf("got %q, %v", text, err)
	}
	if _, err := git.ReadBlob(r, 100); !errors.Is(err, git.ErrMissing) {
		t.Errorf("what is missing gives %v", err)
	}
	r = bufio.NewReader(strings.NewReader(blob + " blob 8\ntoo long\n" + blob + " blob 4\nnext\n" + blob + " tree 0\n\n"))
	for _, want := range []string{"too", "nex"} {
		if text, err := git.ReadBlob(r, 3); err != nil || string(text) != want {
			t.Errorf("got %q, %v, want %q", text, err, want)
		}
	}
	if _, err := git.ReadBlob(r, 3); err == nil {
		t.Error("a folder is read as a file")
	}
	if _, err := git.ReadBlob(bufio.NewReader(strings.NewReader(blob+" blob 9\nshort\n")), 100); err == nil {
		t.Error("an answer that breaks off is read")
	}
}

// FuzzReadRevision reads any text as the three answers, without panic.
func FuzzReadRevision(f *testing.F) {
	f.Add("100644 blob " + blob + "\ta\x00")
	f.Add("R100\x00a\x00b\x00")
	f.Add(blob + " blob 5\nfirst\n")
	f.Fuzz(func(_ *testing.T, text string) {
		_, _ = git.ReadTree(strings.NewReader(text))
		_, _ = git.ReadChanges(strings.NewReader(text))
		_, _ = git.ReadBlob(bufio.NewReader(strings.NewReader(text)), 100)
	})
}

func TestRevisionArguments(t *testing.T) {
	for _, revision := range []string{"", "-x", "--all", "a..b", "^a", "a\nb"} {
		for name, arguments := range map[string]func() ([]string, error){
			"tree":       func() ([]string, error) { return git.TreeArguments(".", revision) },
			"changes":    func() ([]string, error) { return git.ChangeArguments(".", revision) },
			"merge base": func() ([]string, error) { return git.MergeBaseArguments(".", blob, revision) },
		} {
			if _, err := arguments(); err == nil {
				t.Errorf("%s takes %q", name, revision)
			}
		}
	}
}
