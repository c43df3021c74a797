package wasmcache

import (
	"errors"
	"os"
	"time"
)

// unfinished ends the names of files that a process is still writing. To remove one makes that process
// panic, so they are left alone for as long as it can be alive.
const (
	unfinished = ".tmp"
	abandoned  = time.Hour
)

// errForeign tells of a folder in the cache that somebody else can write.
var errForeign = errors.New("a folder that others can change")

// contents is what lies in the part of the cache folder that go-graphviz fills.
type contents struct {
	folder  string // the cache folder itself
	folders []string
	files   []file
}

// A file is whatever is no folder.
type file struct {
	path string
	info os.FileInfo
}

// list reads what go-graphviz has in the cache folder, sorted by path.
func list(folder string) (contents, error) {
	c := contents{folder: folder}
	root := join(folder, "go-graphviz")
	info, err := os.Lstat(root)
	if errors.Is(err, os.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return c, err
	}
	return c, c.add(root, info)
}

// add takes up an entry and all that is in it.
func (c *contents) add(path string, info os.FileInfo) error {
	if !info.IsDir() {
		if !beingWritten(info) {
			c.files = append(c.files, file{path, info})
		}
		return nil
	}
	if !own(info) || !guarded(info) {
		return errForeign
	}
	c.folders = append(c.folders, path)
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, os.ErrNotExist) {
			continue // another process has just removed it
		}
		if err != nil {
			return err
		}
		if err := c.add(join(path, e.Name()), info); err != nil {
			return err
		}
	}
	return nil
}

func beingWritten(info os.FileInfo) bool {
	name := info.Name()
	return len(name) > len(unfinished) && name[len(name)-len(unfinished):] == unfinished &&
		time.Since(info.ModTime()) < abandoned
}

// stamp describes the files so that any later change to one of them shows; it holds for a cache that was
// moved as a whole.
func (c contents) stamp() string {
	text := ""
	for _, f := range c.files {
		text += f.path[len(c.folder):] + " " + decimal(f.info.Size()) + " " +
			f.info.ModTime().UTC().Format(time.RFC3339Nano) + "\n"
	}
	return text
}

// decimal stands in for strconv, which package os does without.
func decimal(n int64) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return decimal(n/10) + decimal(n%10)
}

// asStamped reports whether there are files, all of them as the last good start left them.
func (c contents) asStamped() bool {
	last, err := os.ReadFile(stampIn(c.folder))
	return err == nil && len(c.files) > 0 && string(last) == c.stamp()
}

// clear removes the files. The folders stay, because another process may be about to write there.
func (c contents) clear() error {
	for _, f := range c.files {
		if err := os.Remove(f.path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

func stampIn(folder string) string { return join(folder, "stamp") }

// remember writes the stamp for the files as they are. Where that fails the next start is slower, and
// nothing else.
func remember(folder string) {
	c, err := list(folder)
	if err != nil || c.asStamped() {
		return
	}
	f, err := os.CreateTemp(folder, "stamp-*"+unfinished)
	if err != nil {
		return
	}
	// Nothing is left to remove once the rename has worked.
	defer os.Remove(f.Name())
	if _, err := f.WriteString(c.stamp()); err == nil && f.Close() == nil {
		_ = os.Rename(f.Name(), stampIn(folder))
	}
}
