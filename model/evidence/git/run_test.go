package git_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/evidence/git"
)

// run runs the real git as a caller would, under the worst settings a user can have.
func run(t *testing.T, arguments []string, err error) git.Ran {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	settings, mailmap := filepath.Join(folder, "gitconfig"), filepath.Join(folder, "mailmap")
	text := "[log]\n\tshowRoot = false\n\tshowSignature = true\n\tdecorate = full\n\tdate = relative\n[core]\n\tquotePath = false\n\tpager = false\n" +
		"[color]\n\tui = always\n[diff]\n\trenames = copies\n\trenameLimit = 1\n\trelative = true\n\tnoprefix = true\n[format]\n\tpretty = oneline\n" +
		"[trailer]\n\tseparators = =#\n[protocol \"file\"]\n\tallow = always\n[uploadpack]\n\tallowFilter = true\n[user]\n\tname = Ann\n\temail = ann@x.example\n"
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(mailmap, []byte("Zed <zed@x.example> <ann@x.example>\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("git", arguments...)
	command.Env = append(
		git.Environment(append(os.Environ(), "GIT_DIR=/nowhere")),
		"GIT_CONFIG_GLOBAL="+settings, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_DATE=2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE=2026-01-02T00:00:00Z",
	)
	var out, complaint bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaint
	r := git.Ran{Done: true}
	if err := command.Run(); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			t.Fatal(err)
		}
		r.Exit = exit.ExitCode()
	}
	r.Out, r.Err = out.String(), complaint.String()
	return r
}

// repository makes a repository of three commits, or skips the test where there is no git.
func repository(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git here")
	}
	top := t.TempDir()
	do := func(arguments ...string) {
		t.Helper()
		if r := run(t, append([]string{"-C", top}, arguments...), nil); r.Exit != 0 {
			t.Fatal(arguments, r.Err)
		}
	}
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(top, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	content := strings.Repeat("a line of some length\n", 20)
	do("init", "-q", "-b", "main")
	write("services/ä \"x\".go", content)
	write("-n", "option?\n")
	do("add", "-A")
	do("commit", "-q", "-m", "First")
	do("mv", "services/ä \"x\".go", "services/b\tc.go")
	write("services/b\tc.go", content+"another line\n")
	do("add", "-A")
	do("commit", "-q", "-m", "Second\n\nCo-authored-by: Bob\n  Baker <bob@x.example>\nCo-Authored-By: Claude <noreply@anthropic.com>")
	do("rm", "-q", "--", "-n")
	do("commit", "-q", "--author", "J\xc3\xb6rg <J@X.example>", "-m", "Third")
	return top
}

// The arguments are such that no setting of a user changes what is read.
func TestRealGit(t *testing.T) {
	top := repository(t)
	for _, tc := range []struct {
		name    string
		options git.Options
		want    string
	}{
		{"plain", git.Options{}, `
Jörg <J@X.example> 1767225600 1767312000
Ann <ann@x.example> 1767225600 1767312000
  R97 "services/ä \"x\".go" "services/b\tc.go"
Ann <ann@x.example> 1767225600 1767312000
  A "-n"
  A "services/ä \"x\".go"
`},
		{"with co-authors", git.Options{Coauthors: true}, `
Jörg <J@X.example> 1767225600 1767312000
Ann <ann@x.example> 1767225600 1767312000 + Bob Baker <bob@x.example> + Claude <noreply@anthropic.com>
  R97 "services/ä \"x\".go" "services/b\tc.go"
Ann <ann@x.example> 1767225600 1767312000
  A "-n"
  A "services/ä \"x\".go"
`},
		{"by content alone", git.Options{ExactRenames: true}, `
Jörg <J@X.example> 1767225600 1767312000
Ann <ann@x.example> 1767225600 1767312000
  A "services/b\tc.go"
Ann <ann@x.example> 1767225600 1767312000
  A "-n"
  A "services/ä \"x\".go"
`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			arguments, err := git.LogArguments(top, "HEAD", tc.options)
			r := run(t, arguments, err)
			h, ds, err := git.ReadLog(".", strings.NewReader(r.Out))
			if r.Exit != 0 || err != nil || len(ds) > 0 {
				t.Fatal(r.Err, err, ds)
			}
			_, rest, _ := strings.Cut(tell(h), "\n")
			if diff := cmp.Diff(strings.TrimPrefix(tc.want, "\n"), rest); diff != "" {
				t.Errorf("history (-want +got):\n%s", diff)
			}
			list, err := git.FilesArguments(top, "HEAD")
			if ds, err := git.ReadFiles(h, strings.NewReader(run(t, list, err).Out)); err != nil || len(ds) > 0 {
				t.Fatal(err, ds)
			}
			if len(h.Files) != 1 || h.Paths[h.Files[0]] != "services/b\tc.go" {
				t.Errorf("files: got %v", h.Files)
			}
		})
	}
}

// probe asks the real git all that a caller asks before the log.
func probe(t *testing.T, folder string) git.Probe {
	t.Helper()
	p := git.Probe{Folder: "here"}
	arguments, err := git.PlaceArguments(folder)
	p.Place = run(t, arguments, err)
	if p.Obstacle().Blocks() {
		return p
	}
	arguments, err = git.PromisorArguments(p.Top())
	p.Promisor = run(t, arguments, err)
	if p.Obstacle().Blocks() {
		return p
	}
	arguments, err = git.HeadArguments(p.Top(), "HEAD")
	p.Head = run(t, arguments, err)
	return p
}

func TestProbeRealGit(t *testing.T) {
	top := repository(t)
	p := probe(t, filepath.Join(top, "services"))
	if o := p.Obstacle(); o.Blocks() || p.Prefix() != "services/" || len(p.Commit()) != 40 {
		t.Errorf("a whole clone: got %+v, prefix %q, commit %q", o, p.Prefix(), p.Commit())
	}
	if arguments, err := git.LogArguments(p.Top(), p.Commit(), git.Options{}); err != nil || run(t, arguments, nil).Exit != 0 {
		t.Errorf("the log at %s of %s: %v", p.Commit(), p.Top(), err)
	}

	empty, shallow, partial := t.TempDir(), filepath.Join(t.TempDir(), "shallow"), filepath.Join(t.TempDir(), "partial")
	for _, arguments := range [][]string{
		{"clone", "-q", "--depth", "1", "file://" + top, shallow},
		{"clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + top, partial},
	} {
		if r := run(t, arguments, nil); r.Exit != 0 {
			t.Fatal(r.Err)
		}
	}
	fresh := t.TempDir()
	run(t, []string{"-C", fresh, "init", "-q"}, nil)
	for _, tc := range []struct{ folder, why string }{
		{empty, "here is in no git repository"},
		{filepath.Join(empty, "gone"), "there is no folder here"},
		{shallow, "the clone is shallow: one commit seems to add all files"},
		{partial, "the clone is partial: what renames are told by is not there"},
		{fresh, "there is no such commit"},
		{filepath.Join(top, ".git"), "here is a repository without files"},
	} {
		if got := probe(t, tc.folder).Obstacle(); got.Why != tc.why || got.Mend == "" {
			t.Errorf("%s: got %+v", tc.why, got)
		}
	}

	// A partial clone does for the log by content alone; the one that compares contents breaks off.
	if err := os.Rename(top, top+".gone"); err != nil {
		t.Fatal(err)
	}
	p = probe(t, partial)
	p.ExactRenames = true
	if o := p.Obstacle(); o.Blocks() {
		t.Errorf("by content alone: got %+v", o)
	}
	arguments, err := git.LogArguments(partial, "HEAD", git.Options{ExactRenames: true})
	if r := run(t, arguments, err); r.Exit != 0 {
		t.Errorf("by content alone: %s", r.Err)
	}
	arguments, err = git.LogArguments(partial, "HEAD", git.Options{})
	p.Log = run(t, arguments, err)
	if o := p.Obstacle(); !strings.Contains(o.Why, "partial") {
		t.Errorf("by comparing: exit code %d, %q, got %+v", p.Log.Exit, p.Log.Err, o)
	}
}

// What the real git says that it is hard to bring to say in a test.
func TestProbe(t *testing.T) {
	for _, tc := range []struct {
		name  string
		probe git.Probe
		why   string
	}{
		{"not asked yet", git.Probe{}, ""},
		{"no git", git.Probe{Place: git.Ran{Done: true, Missing: true}}, "git is not installed"},
		{
			"another user's",
			git.Probe{Place: git.Ran{Done: true, Exit: 128, Err: "fatal: detected dubious ownership in repository at '/src'\nTo add an exception ..."}},
			"the repository belongs to another user, so git refuses to read it",
		},
		{
			"broken off",
			git.Probe{Log: git.Ran{Done: true, Exit: 128, Err: "fatal: could not fetch 1234 from promisor remote"}},
			"the clone is partial: what renames are told by is not there",
		},
		{"stopped", git.Probe{Log: git.Ran{Done: true, Exit: -1}}, "git was stopped before its end"},
		{
			"no secret",
			git.Probe{Files: git.Ran{Done: true, Exit: 3, Err: "fatal: unable to access 'https://bot:s3cret@git.example/x': \x1b[31mno\nmore"}},
			"git failed with exit code 3: fatal: unable to access 'https://git.example/x': [31mno",
		},
		{"no complaint", git.Probe{Files: git.Ran{Done: true, Exit: 3}}, "git failed with exit code 3"},
		{"no promisor", git.Probe{Promisor: git.Ran{Done: true, Exit: 1}}, ""},
		{"a promisor that is off", git.Probe{Promisor: git.Ran{Done: true, Out: "remote.origin.promisor false\n"}}, ""},
		{"a promisor", git.Probe{Promisor: git.Ran{Done: true, Out: "remote.up.promisor\nremote.origin.promisor false\n"}}, "the clone is partial: what renames are told by is not there"},
		{"a partial clone of old", git.Probe{Promisor: git.Ran{Done: true, Out: "extensions.partialclone origin\n"}}, "the clone is partial: what renames are told by is not there"},
		{"an extension whose remote is called no", git.Probe{Promisor: git.Ran{Done: true, Out: "extensions.partialclone no\n"}}, "the clone is partial: what renames are told by is not there"},
		{"a filter makes a promisor", git.Probe{Promisor: git.Ran{Done: true, Out: "remote.x.partialclonefilter blob:none\n"}}, "the clone is partial: what renames are told by is not there"},
		{"settings that cannot be read", git.Probe{Promisor: git.Ran{Done: true, Exit: 3}}, "git failed with exit code 3"},
		{"with exact renames", git.Probe{ExactRenames: true, Promisor: git.Ran{Done: true, Out: "remote.origin.promisor true\n"}}, ""},
		{"shallow", git.Probe{Place: git.Ran{Done: true, Out: "true\n\n/src\n"}}, "the clone is shallow: one commit seems to add all files"},
	} {
		if got := tc.probe.Obstacle(); got.Why != tc.why || got.Blocks() && got.Mend == "" {
			t.Errorf("%s: got %+v, want %q", tc.name, got, tc.why)
		}
	}
}

func TestArguments(t *testing.T) {
	log := func(top, revision string) ([]string, error) { return git.LogArguments(top, revision, git.Options{}) }
	for _, tc := range []struct{ top, revision, wrong string }{
		{".", "HEAD", ""},
		{"/src", "v1.0~3", ""},
		{".", "main@{yesterday}", ""},
		{"", "HEAD", "the repository has no path"},
		{"-c", "HEAD", `the path "-c" of the repository begins with -: write ./-c`},
		{"a\x00b", "HEAD", `the path "a\x00b" of the repository contains a NUL`},
		{".", "", "the revision is empty"},
		{".", "--output=/etc/passwd", `the revision "--output=/etc/passwd" begins with -`},
		{".", "a\x00b", `the revision "a\x00b" contains a control character`},
		{".", "a\nb", `the revision "a\nb" contains a control character`},
		{".", "a..b", `the revision "a..b" is a range: name one commit`},
		{".", "^HEAD", `the revision "^HEAD" is a range: name one commit`},
	} {
		for _, arguments := range []func(top, revision string) ([]string, error){log, git.FilesArguments, git.HeadArguments} {
			got, err := arguments(tc.top, tc.revision)
			said := ""
			if err != nil {
				said = err.Error()
			}
			if said != tc.wrong || (len(got) > 0) != (tc.wrong == "") {
				t.Errorf("%q %q: got %q and %q", tc.top, tc.revision, got, said)
			}
		}
	}
	if _, err := git.PlaceArguments("-x"); err == nil {
		t.Error("a folder that is an option is let through")
	}
}

func TestEnvironment(t *testing.T) {
	got := git.Environment([]string{"HOME=/home/ann", "GIT_DIR=/elsewhere", "LC_ALL=de_DE", "odd"})
	want := []string{"HOME=/home/ann", "odd", "LC_ALL=C", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("environment (-want +got):\n%s", diff)
	}
}
