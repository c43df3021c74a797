package git_test

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/evidence/git"
)

const (
	id1 = "1111111111111111111111111111111111111111"
	id2 = "2222222222222222222222222222222222222222"
	id3 = "3333333333333333333333333333333333333333333333333333333333333333"
)

// tell writes a history in a line a fact.
func tell(h *model.History) string {
	var b strings.Builder
	author := func(id model.AuthorID) string { return fmt.Sprintf("%s <%s>", h.Authors[id].Name, h.Authors[id].Email) }
	fmt.Fprintf(&b, "head %.4s\n", h.Head)
	for _, c := range h.Commits {
		fmt.Fprintf(&b, "%s %d %d", author(c.Author), c.Authored, c.Committed)
		for _, id := range c.Coauthors {
			fmt.Fprintf(&b, " + %s", author(id))
		}
		b.WriteString("\n")
		for _, change := range c.Changes {
			switch change.Kind {
			case model.ChangeRename:
				fmt.Fprintf(&b, "  R%d %q %q\n", change.Similarity, h.Paths[change.From], h.Paths[change.Path])
			case model.ChangeAdd:
				fmt.Fprintf(&b, "  A %q\n", h.Paths[change.Path])
			case model.ChangeModify:
				fmt.Fprintf(&b, "  M %q\n", h.Paths[change.Path])
			}
		}
	}
	return b.String()
}

func TestReadLog(t *testing.T) {
	for _, tc := range []struct{ name, log, want, said string }{
		{
			"a history", "@" + id1 + "\t20\t30\tann@x.example\tAnn\n\nA\ta.go\nM\tb.go\nR087\told.go\tnew.go\n@" + id2 + "\t10\t10\tbob@x.example\tBob B. Baker\n", `
head 1111
Ann <ann@x.example> 20 30
  A "a.go"
  M "b.go"
  R87 "old.go" "new.go"
Bob B. Baker <bob@x.example> 10 10
`, "",
		},
		{
			"what is ignored", "@" + id3 + "\t20\t30\t\t\n\nD\ta\nC100\ta\tb\nT\tc\nC\td\te\n", `
head 3333
 <> 20 30
`, "",
		},
		{
			"quoted paths", "@" + id1 + "\t1\t1\ta\tA\n\nA\t\"\\303\\244 \\\"x\\\" \\\\\\t\\n\\377\"\nR100\t\"a\\tb\"\tc d\n", `
head 1111
A <a> 1 1
  A "ä \"x\" \\\t\n\xff"
  R100 "a\tb" "c d"
`, "",
		},
		{
			"odd encodings", "@" + id1 + "\t1\t1\tj\xf6rg@x.example\tJ\xf6rg \x1b[31mM\xfcller\n@" + id2 + "\t-5\t1\t\xc3\xb6@x\tJörg\r\n", `
head 1111
Jörg [31mMüller <jörg@x.example> 1 1
Jörg <ö@x> -5 1
`, "",
		},
		{
			"co-authors", "@" + id1 + "\t1\t1\tann@x\tAnn\x1fBob <bob@x>\x1f\x1f <cy@x>\x1fdan\x1fBob <bob@x>\x1fEve <eve\n\nM\tf\n@" + id2 + "\t1\t1\tbob@x\tBob\x1f\n", `
head 1111
Ann <ann@x> 1 1 + Bob <bob@x> +  <cy@x> + dan <> + Eve <eve>
  M "f"
Bob <bob@x> 1 1
`, "",
		},
		{
			"bad lines", "A\tearly\n@" + id1 + "\t1\t1\ta\tA\nwarning: something\nA\nA\t\nR100\tonly\nR\ta\tb\nM\tgood\nM\ta\tb\nA\t\"open\nA\t\"\\400\"\nA\t\"\\000\"\nA\t\"\\q\"\nA\t\"\"\nA5000\tx\n", `
head 1111
A <a> 1 1
  M "good"
`, `
log:1 a change stands before the first commit
log:3 the line is neither a commit nor a change
log:4 the path of the change cannot be read
log:5 the path of the change cannot be read
log:6 the path of the change cannot be read
log:7 the line is neither a commit nor a change
log:9 the path of the change cannot be read
log:10 the path of the change cannot be read
log:11 the path of the change cannot be read
log:12 the path of the change cannot be read
log:13 the path of the change cannot be read
log:14 the path of the change cannot be read
log:15 the line is neither a commit nor a change
`,
		},
		{
			"bad commits", "@" + id1 + "\t1\tx\ta\tA\nA\tlost\n@short\t1\t1\ta\tA\nA\tlost\n@" + id2 + "\t1\t1\tA\nM\tlost\n@" + id2 + "\t2\t2\tb\tB\nM\tf\n", `
head 
B <b> 2 2
  M "f"
`, `
log:1 the line of the commit cannot be read: its changes are left out
log:3 the line of the commit cannot be read: its changes are left out
log:5 the line of the commit cannot be read: its changes are left out
`,
		},
		{
			"cut off", "@" + id1 + "\t1\t1\ta\tA\n\nA\tf\nA\tservices/che", `
head 1111
A <a> 1 1
  A "f"
`, "\nlog:4 the log ends in the middle of a line\n",
		},
		{"nothing", "", "\nhead \n", ""},
		{
			"a line without end", "@" + id1 + "\t1\t1\ta\tA\n\nA\tf\n@" + id2 + strings.Repeat("x", 3<<20) + "\nM\tg\nA\t" + strings.Repeat("y", 2<<20) + "\n@" + id2 + "\t1\t1\tb\tB\nA\t" + strings.Repeat("z", 100_000) + "\n", `
head 1111
A <a> 1 1
  A "f"
B <b> 1 1
  A "` + strings.Repeat("z", 100_000) + "\"\n", `
log:4 the line is too long and is left out
log:6 the line is too long and is left out
`,
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h, ds, err := git.ReadLog("log", strings.NewReader(tc.log))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.TrimPrefix(tc.want, "\n"), tell(h)); diff != "" {
				t.Errorf("history (-want +got):\n%s", diff)
			}
			said := ""
			for _, d := range ds {
				said += fmt.Sprintf("%s:%d %s\n", d.Span.File, d.Span.Start.Line, d.Message)
			}
			if diff := cmp.Diff(strings.TrimPrefix(tc.said, "\n"), said); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
		})
	}
}

// Of a text that is no log at all, only the first lines are complained of one by one.
func TestDiagnosticsAreBounded(t *testing.T) {
	_, ds, err := git.ReadLog("log", strings.NewReader(strings.Repeat("what?\n", 1000)))
	if err != nil || len(ds) != 21 {
		t.Fatalf("got %d diagnostics and %v, want 21", len(ds), err)
	}
	if got, want := ds[20].Message, "980 more lines cannot be read and are left out"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What goes wrong with reading is told, and no history is given that might be taken for a whole one.
func TestReadFails(t *testing.T) {
	broken := errors.New("broken pipe")
	h, _, err := git.ReadLog("log", iotest.ErrReader(broken))
	if !errors.Is(err, broken) || h != nil {
		t.Errorf("log: got %v and %v", h, err)
	}
	if _, err := git.ReadFiles(&model.History{}, iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("files: got %v", err)
	}
}

func TestReadFiles(t *testing.T) {
	h, _, err := git.ReadLog("log", strings.NewReader("@"+id1+"\t1\t1\ta\tA\n\nA\t\"\\303\\244\"\nA\tz\n"))
	if err != nil {
		t.Fatal(err)
	}
	ds, err := git.ReadFiles(h, strings.NewReader("new\n\"\\303\\244\"\n\"\\9\"\nnew\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range h.Files {
		got = append(got, h.Paths[f])
	}
	if diff := cmp.Diff([]string{"new", "ä"}, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if h.Files[1] != 0 {
		t.Error("a listed file is not the file of the log")
	}
	if len(ds) != 1 || ds[0].Span.Start.Line != 3 || ds[0].Message != "the quoted path cannot be read" {
		t.Errorf("diagnostics: got %v", ds)
	}
}

// A history can be stored and loaded again, paths that are no text included.
func TestHistoryIsStorable(t *testing.T) {
	h, _, err := git.ReadLog("log", strings.NewReader("@"+id1+"\t20\t30\tann@x\tAnn\x1fBob <bob@x>\n\nA\t\"\\377\"\nR087\told\tnew\n"))
	if err != nil {
		t.Fatal(err)
	}
	var stored bytes.Buffer
	if err := gob.NewEncoder(&stored).Encode(h); err != nil {
		t.Fatal(err)
	}
	var loaded model.History
	if err := gob.NewDecoder(&stored).Decode(&loaded); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(h, &loaded); diff != "" {
		t.Errorf("loaded (-stored +loaded):\n%s", diff)
	}
}
