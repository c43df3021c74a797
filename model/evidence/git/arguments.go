package git

import (
	"fmt"
	"slices"
	"strings"
)

// Options choose what a log tells.
type Options struct {
	// Coauthors adds the names and addresses of Co-authored-by lines to every commit.
	Coauthors bool

	// ExactRenames pairs renamed files by equal content only. It needs no contents, so it works where
	// a partial clone has none; the history is then approximate.
	ExactRenames bool
}

// LogArguments are those with which git prints the history of a revision for ReadLog, and top is a
// folder of the repository.
func LogArguments(top, revision string, o Options) ([]string, error) {
	if err := checkRevision(revision); err != nil {
		return nil, err
	}
	renames, format := "--find-renames", "--format=@%H%x09%at%x09%ct%x09%aE%x09%aN"
	if o.ExactRenames {
		renames = "--find-renames=100%"
	}
	if o.Coauthors {
		format += "%x1f%(trailers:key=Co-authored-by,valueonly=true,unfold=true,separator=%x1f)"
	}
	return in(
		top,
		"-c", "diff.renameLimit=999999", "-c", "log.showRoot=true", "-c", "core.quotePath=true", "-c", "trailer.separators=:", "-c", "mailmap.file=",
		"log", "--name-status", renames, "--no-show-signature", "--ignore-submodules=none", "--encoding=UTF-8",
		"--no-relative", "--no-ext-diff", format, "--end-of-options", revision, "--",
	)
}

// FilesArguments are those with which git lists the files of a revision for ReadFiles.
func FilesArguments(top, revision string) ([]string, error) {
	if err := checkRevision(revision); err != nil {
		return nil, err
	}
	return in(top, "-c", "core.quotePath=true", "ls-tree", "--full-tree", "-r", "--name-only", "--end-of-options", revision)
}

// HeadArguments are those with which git prints the ID of the commit that a revision names.
func HeadArguments(top, revision string) ([]string, error) {
	if err := checkRevision(revision); err != nil {
		return nil, err
	}
	return in(top, "rev-parse", "--verify", "--end-of-options", revision+"^{commit}")
}

// PlaceArguments are those with which git says whether its copy of the history around a folder is
// shallow, where in the repository the folder is, and where the repository is, a line each.
func PlaceArguments(folder string) ([]string, error) {
	return in(folder, "rev-parse", "--is-shallow-repository", "--show-prefix", "--show-toplevel")
}

// PromisorArguments are those with which git lists the settings of remotes that keep contents back. It
// ends with exit code 1 where there are none.
func PromisorArguments(top string) ([]string, error) {
	return in(top, "config", "--get-regexp", `^(remote\..*\.(promisor|partialclonefilter)|extensions\.partialclone)$`)
}

// in are arguments that apply to the repository around a folder.
func in(folder string, arguments ...string) ([]string, error) {
	switch {
	case folder == "":
		return nil, fmt.Errorf("the repository has no path")
	case strings.HasPrefix(folder, "-"):
		return nil, fmt.Errorf("the path %q of the repository begins with -: write ./%s", folder, folder)
	case strings.ContainsRune(folder, 0):
		return nil, fmt.Errorf("the path %q of the repository contains a NUL", folder)
	}
	return slices.Concat([]string{"--no-pager", "-C", folder}, guards(), arguments), nil
}

// guards are settings that win over those of the repository: nothing is fetched, by whatever protocol;
// files that lie in a repository and look like one of their own are not taken for it; and no file
// elsewhere is read for what a log does not need.
func guards() []string {
	return []string{
		"-c", "protocol.allow=never", "-c", "safe.bareRepository=explicit",
		"-c", "diff.orderFile=/dev/null", "-c", "core.attributesFile=/dev/null", "-c", "core.fsmonitor=false",
	}
}

// checkRevision refuses what git would take for an option, for several commits or for less than one.
func checkRevision(revision string) error {
	switch {
	case revision == "":
		return fmt.Errorf("the revision is empty")
	case strings.HasPrefix(revision, "-"):
		return fmt.Errorf("the revision %q begins with -", revision)
	case strings.HasPrefix(revision, "^") || strings.Contains(revision, ".."):
		return fmt.Errorf("the revision %q is a range: name one commit", revision)
	case strings.ContainsFunc(revision, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return fmt.Errorf("the revision %q contains a control character", revision)
	}
	return nil
}

// Environment is the environment for git, made of that of this process: without any variable that is
// git's own, as they point it to other repositories, settings and programs; in the language that Probe
// reads; and without network, questions and locks.
func Environment(own []string) []string {
	env := slices.DeleteFunc(slices.Clone(own), func(variable string) bool {
		name, _, _ := strings.Cut(strings.ToUpper(variable), "=")
		return strings.HasPrefix(name, "GIT_") || name == "LC_ALL"
	})
	return append(env, "LC_ALL=C", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0")
}
