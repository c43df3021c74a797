package git

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/model"
)

// A Ran is how one run of git ended. The zero Ran is one that did not take place.
type Ran struct {
	Done    bool   // git was to be run
	Missing bool   // there is no git to run
	Exit    int    // its exit code; below 0 where it was stopped
	Out     string // what it printed, except for logs and lists, which are streamed
	Err     string // what it complained of
}

// failed tells whether git ran and gave up.
func (r Ran) failed() bool { return r.Done && (r.Missing || r.Exit != 0) }

// A Probe is what git said about a repository so far. After each run the caller fills in how it
// ended, asks for an Obstacle, and goes on only if there is none. Whatever was read before an
// obstacle showed, a log of thousands of good lines too, is to be thrown away.
type Probe struct {
	Folder       string // where git was asked, as the user knows it
	ExactRenames bool   // the log is asked for with Options.ExactRenames, which needs no contents

	Place    Ran // with PlaceArguments
	Promisor Ran // with PromisorArguments
	Head     Ran // with HeadArguments
	Log      Ran // with LogArguments
	Files    Ran // with FilesArguments
}

// Top is the folder of the whole repository.
func (p Probe) Top() string { return p.placeLine(2) }

// Prefix is the path of the folder within its repository, with a slash at its end; empty at the top.
func (p Probe) Prefix() string { return p.placeLine(1) }

// Shallow tells that the copy of the history breaks off somewhere.
func (p Probe) Shallow() bool { return p.Place.Done && p.placeLine(0) == "true" }

// Commit is the ID of the commit in question: what a history may be stored by.
func (p Probe) Commit() string { return strings.TrimSpace(p.Head.Out) }

func (p Probe) placeLine(n int) string {
	lines := strings.Split(strings.ReplaceAll(p.Place.Out, "\r\n", "\n"), "\n")
	if n >= len(lines) {
		return ""
	}
	return lines[n]
}

// Obstacle is why the history is not to be used, as far as is known yet.
func (p Probe) Obstacle() model.Obstacle {
	for _, r := range []Ran{p.Place, p.Head, p.Log, p.Files} {
		if r.failed() {
			return p.failure(r)
		}
	}
	switch {
	case p.Promisor.failed() && p.Promisor.Exit != 1: // 1 is that there are no such settings
		return p.failure(p.Promisor)
	case p.Shallow():
		return model.Obstacle{
			Why:  "the clone is shallow: one commit seems to add all files",
			Mend: "fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` where CI checks out",
		}
	case p.Promisor.Done && !p.ExactRenames && p.Promisor.keepsBack():
		return partial()
	}
	return model.Obstacle{}
}

// keepsBack tells whether any of the settings listed says that contents are fetched when needed. All
// but remote.*.promisor do so by being there.
func (r Ran) keepsBack() bool {
	for line := range strings.Lines(r.Out) {
		name, value, given := strings.Cut(strings.TrimSpace(line), " ")
		switch strings.ToLower(value) {
		case "false", "no", "off", "0":
			if strings.HasSuffix(strings.ToLower(name), ".promisor") {
				continue
			}
		case "":
			if given && strings.HasSuffix(strings.ToLower(name), ".promisor") {
				continue
			}
		}
		if name != "" {
			return true
		}
	}
	return false
}

// says tells whether git complained in any of these words.
func (r Ran) says(phrases ...string) bool {
	for _, phrase := range phrases {
		if strings.Contains(r.Err, phrase) {
			return true
		}
	}
	return false
}

// KeptBack tells that git missed what a partial clone leaves with its remote.
func (r Ran) KeptBack() bool {
	return r.says("promisor", "lazy fetching disabled", "could not fetch", "missing blob", "unable to read", "bad object")
}

func partial() model.Obstacle {
	return model.Obstacle{
		Why:  "the clone is partial: what renames are told by is not there",
		Mend: "clone without `--filter`, or fetch everything: `git fetch --refetch --no-filter`",
	}
}

// failure says why git gave up, by what it complained of.
func (p Probe) failure(r Ran) model.Obstacle {
	says := r.says
	switch {
	case r.Missing:
		return model.Obstacle{Why: "git is not installed", Mend: "install git, or leave `git` out of `evidence`"}
	case says("dubious ownership", "unsafe repository"):
		return model.Obstacle{
			Why:  "the repository belongs to another user, so git refuses to read it",
			Mend: "allow it: `git config --global --add safe.directory FOLDER`, with the folder of the repository",
		}
	case says("cannot use bare repository"):
		return model.Obstacle{Why: p.Folder + " is a repository without files", Mend: "name a folder that is checked out"}
	case says("not a git repository"):
		return model.Obstacle{Why: p.Folder + " is in no git repository", Mend: "name a folder of the repository that holds the code"}
	case says("must be run in a work tree"):
		return model.Obstacle{Why: p.Folder + " is a repository without files", Mend: "name a folder that is checked out"}
	case says("cannot change to"):
		return model.Obstacle{Why: "there is no folder " + p.Folder, Mend: "name a folder of the repository that holds the code"}
	case says("Needed a single revision", "unknown revision", "does not have any commits", "bad revision", "Not a valid object name"):
		return model.Obstacle{Why: "there is no such commit", Mend: "name a commit that exists; a new repository has none"}
	case r.KeptBack():
		return partial()
	case r.Exit < 0:
		return model.Obstacle{Why: "git was stopped before its end", Mend: "run it again"}
	}
	why := "git failed with exit code " + strconv.Itoa(r.Exit)
	if said := firstLine(r.Err); said != "" {
		why += ": " + said
	}
	return model.Obstacle{Why: why, Mend: "run `git log --name-status --find-renames` there and see"}
}

// credentials match what stands before the host in a URL, which may be a password.
var credentials = regexp.MustCompile(`://[^/@\s]*@`)

// firstLine is the beginning of a complaint, without what must not be shown.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	line = credentials.ReplaceAllString(printable(line), "://")
	const most = 120
	if runes := []rune(line); len(runes) > most {
		line = string(runes[:most]) + "..."
	}
	return line
}

// printable is a text without control characters, which terminals obey.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
}
