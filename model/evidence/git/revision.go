package git

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

// MergeBaseArguments are those with which git prints the ID of the newest commit that two others have
// in common. It ends with exit code 1 where there is none.
func MergeBaseArguments(top, commit, other string) ([]string, error) {
	if err := errors.Join(checkRevision(commit), checkRevision(other)); err != nil {
		return nil, err
	}
	return in(top, "merge-base", commit, other)
}

// TreeArguments are those with which git lists all that a commit holds for ReadTree.
func TreeArguments(top, commit string) ([]string, error) {
	if err := checkRevision(commit); err != nil {
		return nil, err
	}
	return in(top, "ls-tree", "--full-tree", "-r", "-z", "--end-of-options", commit)
}

// BlobArguments are those with which git prints the contents that its standard input asks for, an ID a
// line, for ReadBlob. No filter and no converter is applied to them.
func BlobArguments(top string) ([]string, error) { return in(top, "cat-file", "--batch") }

// ChangeArguments are those with which git lists for ReadChanges which files the index has and a commit has
// not, or under another name. Files that are checked out are not looked at, so nothing is run on them.
func ChangeArguments(top, commit string) ([]string, error) {
	if err := checkRevision(commit); err != nil {
		return nil, err
	}
	return in(
		top, "-c", "diff.renameLimit=1000",
		"diff-index", "--cached", "--find-renames", "--diff-filter=AR", "--name-status", "-z", "--no-relative",
		"--no-ext-diff", "--no-textconv", "--ignore-submodules=all", commit, "--",
	)
}

// An Entry is one thing that a commit holds.
type Entry struct {
	Path string // with "/", below the top of the repository
	ID   string // of its contents
	Mode fs.FileMode
}

// longestEntry is how many bytes the line of an entry, or a path, may have.
const longestEntry = 1 << 16

// ReadTree reads what git prints with TreeArguments. Files whose paths are not plain UTF-8 are left out:
// no drawing can name them.
func ReadTree(r io.Reader) ([]Entry, error) {
	var entries []Entry
	err := eachField(r, func(field string) error {
		stat, path, named := strings.Cut(field, "\t")
		parts := strings.Fields(stat)
		if !named || len(parts) != 3 || !isID([]byte(parts[2])) {
			return errors.New("the list of files in the commit cannot be read")
		}
		if fs.ValidPath(path) {
			entries = append(entries, Entry{Path: path, ID: parts[2], Mode: modeOf(parts[0])})
		}
		return nil
	})
	return entries, err
}

// modeOf is what an entry is: a file, a symbolic link, or something else, such as a submodule.
func modeOf(octal string) fs.FileMode {
	switch octal {
	case "100644", "100664":
		return 0o644
	case "100755":
		return 0o755
	case "120000":
		return fs.ModeSymlink | 0o777
	}
	return fs.ModeIrregular
}

// ReadChanges reads what git prints with ChangeArguments: the old paths of files by the new ones, empty for
// those that are new.
func ReadChanges(r io.Reader) (map[string]string, error) {
	old := map[string]string{}
	var fields []string
	err := eachField(r, func(field string) error {
		fields = append(fields, field)
		switch {
		case fields[0] == "A" && len(fields) == 2:
			old[fields[1]] = ""
		case strings.HasPrefix(fields[0], "R") && len(fields) == 3:
			old[fields[2]] = fields[1]
		case fields[0] == "A" || strings.HasPrefix(fields[0], "R"):
			return nil // there is more of it
		default:
			return errors.New("the list of changed files cannot be read")
		}
		fields = fields[:0]
		return nil
	})
	if err == nil && len(fields) > 0 {
		err = errors.New("the list of changed files breaks off")
	}
	return old, err
}

// eachField reads fields that each end in a NUL.
func eachField(r io.Reader, do func(string) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(nil, longestEntry)
	s.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, 0); i >= 0 {
			return i + 1, data[:i], nil
		}
		if atEOF && len(data) > 0 {
			return 0, nil, io.ErrUnexpectedEOF
		}
		return 0, nil, nil
	})
	for s.Scan() {
		if err := do(s.Text()); err != nil {
			return err
		}
	}
	return s.Err()
}

// ErrMissing tells that a repository has not the contents asked for, as a partial clone may not.
var ErrMissing = errors.New("the contents are not in this clone: clone without --filter, or fetch everything with `git fetch --refetch --no-filter`")

// ReadBlob reads the next answer of git run with BlobArguments, at most limit bytes of it, and skips the
// rest.
func ReadBlob(r *bufio.Reader, limit int64) ([]byte, error) {
	head, err := r.ReadSlice('\n')
	if err != nil {
		return nil, fmt.Errorf("git breaks off: %w", err)
	}
	fields := strings.Fields(string(head))
	if len(fields) == 2 && fields[1] == "missing" {
		return nil, ErrMissing
	}
	if len(fields) != 3 || fields[1] != "blob" {
		return nil, errors.New("git answers with something that is no file")
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil || size < 0 {
		return nil, errors.New("git answers with a file of no size")
	}
	text := make([]byte, min(size, limit))
	if _, err := io.ReadFull(r, text); err != nil {
		return nil, fmt.Errorf("git breaks off: %w", err)
	}
	if _, err := io.CopyN(io.Discard, r, size-int64(len(text))+1); err != nil { // and the line feed after it
		return nil, fmt.Errorf("git breaks off: %w", err)
	}
	return text, nil
}
