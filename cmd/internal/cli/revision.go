package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/linewalk/linewalk/model/evidence/git"
)

// A revision is a tree: what a repository held at a commit. It knows all paths from the beginning and
// asks git for contents when they are read.
type revision struct {
	repository repository // at its top
	commit     string
	entries    map[string]git.Entry   // by path
	folders    map[string][]git.Entry // what is in each, sorted; folders among them have no ID
	contents   *contentsOf
}

// shortID is how many digits of a commit people are shown.
const shortID = 10

func (v *revision) String() string { return v.commit[:min(shortID, len(v.commit))] }

// openRevision lists what a repository held at a commit.
func openRevision(ctx context.Context, r repository, commit string) (*revision, error) {
	arguments, err := git.TreeArguments(r.top, commit)
	if err != nil {
		return nil, err
	}
	var entries []git.Entry
	var unread error
	ran := r.run(ctx, arguments, func(out io.Reader) { entries, unread = git.ReadTree(out) })
	if err := errors.Join(r.refusal(ran), unread); err != nil {
		return nil, fmt.Errorf("list the files of commit %s: %w", commit, err)
	}
	contents, err := newContents(ctx, r)
	if err != nil {
		return nil, err
	}
	v := &revision{repository: r, commit: commit, entries: map[string]git.Entry{}, folders: map[string][]git.Entry{".": nil}, contents: contents}
	for _, e := range entries {
		v.add(e)
	}
	for _, in := range v.folders {
		slices.SortFunc(in, func(a, b git.Entry) int { return strings.Compare(a.Path, b.Path) })
	}
	return v, nil
}

// add puts an entry into its folder, and the folder into the one above.
func (v *revision) add(e git.Entry) {
	v.entries[e.Path] = e
	for {
		above := path.Dir(e.Path)
		_, known := v.folders[above]
		v.folders[above] = append(v.folders[above], e)
		if known {
			return
		}
		e = git.Entry{Path: above, Mode: fs.ModeDir | 0o755}
	}
}

func (v *revision) close() { v.contents.close() }

func (v *revision) files() fs.FS { return v }

func (v *revision) real(rel string) string { return v.commit + ":" + rel }

func (v *revision) history(name, rel string) repository {
	r := v.repository
	r.name, r.folder, r.head = name, filepath.Join(r.top, filepath.FromSlash(rel)), v.commit
	return r
}

// open opens a file. A symbolic link is not followed: what it leads to may not be in the commit.
func (v *revision) open(rel string) (io.ReadCloser, error) {
	e, err := v.entry("open", rel)
	if err != nil {
		return nil, err
	}
	if err := v.readable(e); err != nil {
		return nil, &fs.PathError{Op: "open", Path: rel, Err: err}
	}
	text, err := v.contents.read(e.ID)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: rel, Err: err}
	}
	return io.NopCloser(bytes.NewReader(text)), nil
}

func (v *revision) readable(e git.Entry) error {
	if e.Mode&fs.ModeSymlink != 0 {
		return fmt.Errorf("is a symbolic link at %s, and none is followed there", v)
	}
	return regular(revisionInfo{e})
}

// entry finds what a path names. Below a symbolic link or a submodule it is not known what there is, which
// is not the same as nothing.
func (v *revision) entry(op, rel string) (git.Entry, error) {
	refuse := func(err error) (git.Entry, error) {
		return git.Entry{}, &fs.PathError{Op: op, Path: rel, Err: err}
	}
	if !fs.ValidPath(rel) {
		return refuse(fs.ErrInvalid)
	}
	if e, found := v.entries[rel]; found {
		return e, nil
	}
	if _, found := v.folders[rel]; found {
		return git.Entry{Path: rel, Mode: fs.ModeDir | 0o755}, nil
	}
	for above := path.Dir(rel); above != "."; above = path.Dir(above) {
		if e, found := v.entries[above]; found {
			return refuse(fmt.Errorf("%s is %s at %s, and nothing below it is known", above, kindOf(e.Mode), v))
		}
	}
	return refuse(fs.ErrNotExist)
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode.IsRegular():
		return "a file"
	}
	return "a submodule"
}

// Open implements fs.FS, for asking and for listing. Contents are read with open.
func (v *revision) Open(name string) (fs.File, error) {
	e, err := v.entry("open", name)
	if err != nil {
		return nil, err
	}
	return revisionFile{revisionInfo{e}}, nil
}

// Stat implements fs.StatFS.
func (v *revision) Stat(name string) (fs.FileInfo, error) {
	e, err := v.entry("stat", name)
	return revisionInfo{e}, err
}

// ReadDir implements fs.ReadDirFS.
func (v *revision) ReadDir(name string) ([]fs.DirEntry, error) {
	if _, err := v.entry("readdir", name); err != nil {
		return nil, err
	}
	in, found := v.folders[name]
	if !found {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("is no folder")}
	}
	list := make([]fs.DirEntry, len(in))
	for i, e := range in {
		list[i] = fs.FileInfoToDirEntry(revisionInfo{e})
	}
	return list, nil
}

// A revisionInfo tells of an entry what a file system would.
type revisionInfo struct{ entry git.Entry }

// Name implements fs.FileInfo.
func (i revisionInfo) Name() string { return path.Base(i.entry.Path) }

// Size implements fs.FileInfo. It is not known before the contents are.
func (revisionInfo) Size() int64 { return 0 }

// Mode implements fs.FileInfo.
func (i revisionInfo) Mode() fs.FileMode { return i.entry.Mode }

// ModTime implements fs.FileInfo. Git keeps none.
func (revisionInfo) ModTime() time.Time { return time.Time{} }

// IsDir implements fs.FileInfo.
func (i revisionInfo) IsDir() bool { return i.entry.Mode.IsDir() }

// Sys implements fs.FileInfo.
func (revisionInfo) Sys() any { return nil }

// A revisionFile is an entry that is open to be asked what it is.
type revisionFile struct{ info revisionInfo }

// Stat implements fs.File.
func (f revisionFile) Stat() (fs.FileInfo, error) { return f.info, nil }

// Read implements fs.File.
func (f revisionFile) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.info.entry.Path, Err: errors.ErrUnsupported}
}

// Close implements fs.File.
func (revisionFile) Close() error { return nil }

// A contentsOf asks one running git for the contents of files, one after the other.
type contentsOf struct {
	one     sync.Mutex
	command *exec.Cmd
	ask     io.WriteCloser
	answer  *bufio.Reader
	broken  error

	complaint *head
}

func newContents(ctx context.Context, r repository) (*contentsOf, error) {
	arguments, err := git.BlobArguments(r.top)
	if err != nil {
		return nil, err
	}
	c := &contentsOf{command: r.command(ctx, arguments), complaint: &head{most: 4 << 10}}
	c.command.Stderr = c.complaint
	if c.ask, err = c.command.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.answer = bufio.NewReaderSize(out, 64<<10)
	return c, c.command.Start()
}

// read is what is in a file, up to one byte more than the largest file.
func (c *contentsOf) read(id string) ([]byte, error) {
	c.one.Lock()
	defer c.one.Unlock()
	if c.broken != nil {
		return nil, c.broken
	}
	if _, err := io.WriteString(c.ask, id+"\n"); err != nil {
		c.broken = fmt.Errorf("git breaks off: %w", err)
		return nil, c.broken
	}
	text, err := git.ReadBlob(c.answer, largestFile+1)
	if err == nil || errors.Is(err, git.ErrMissing) {
		return text, err
	}
	c.broken = err // what comes next belongs to no question
	if c.end().KeptBack() {
		c.broken = git.ErrMissing
	}
	return nil, c.broken
}

// close lets git end by itself. What it then says of itself no longer matters.
func (c *contentsOf) close() { c.end() }

// end lets git end, once, and tells how it did.
func (c *contentsOf) end() git.Ran {
	_ = c.ask.Close()
	return ran(c.command.Wait(), "", c.complaint)
}
