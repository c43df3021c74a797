package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
)

// A place is where a file is, as three paths say: the one the user reads, the one inside the root
// that reading is confined to, and the real one, which tells files apart.
type place struct {
	name string // as the user typed it, or relative to what the user typed, with "/"
	root *os.Root
	rel  string // below root, with "/", cleaned
	real string // absolute and without symbolic links; empty for the standard input
}

// standardInput is the name of a drawing that comes from the standard input, unless --stdin-name
// gives it another.
const standardInput = "<stdin>"

// newPlace is the place of a file that the user names. Reading what it includes is confined to the
// repository it lies in or, outside of any, to its folder. The standard input lies where
// --stdin-name says, else in this folder.
func newPlace(arg, stdinName string) (place, error) {
	name := arg
	if arg == "-" {
		name = standardInput
		if stdinName != "" {
			name = stdinName
		}
	}
	full, err := filepath.Abs(name)
	if err != nil {
		return place{}, fmt.Errorf("read %s: %w", name, err)
	}
	folder, err := filepath.EvalSymlinks(filepath.Dir(full))
	if arg == "-" && errors.Is(err, fs.ErrNotExist) {
		// The name of the standard input need not be there, so its includes are looked for here.
		folder, err = filepath.Abs(".")
	}
	if err != nil {
		return place{}, fmt.Errorf("read %s: %w", name, cause(err))
	}
	full = filepath.Join(folder, filepath.Base(full))
	top := repositoryAbove(folder)
	root, err := os.OpenRoot(top)
	if err != nil {
		return place{}, fmt.Errorf("read folder %s: %w", top, cause(err))
	}
	rel, err := filepath.Rel(top, full)
	if err != nil {
		return place{}, errors.Join(fmt.Errorf("read %s: %w", name, err), root.Close())
	}
	p := place{name: filepath.ToSlash(name), root: root, rel: filepath.ToSlash(rel)}
	if arg != "-" {
		p.real = realPath(full)
	}
	return p, nil
}

// close gives back the root. Places of included files share it with the one that includes them.
func (p place) close() { _ = p.root.Close() }

// beside is the place of the file at rel, named as seen from p.
func (p place) beside(rel string) place {
	step, err := filepath.Rel(filepath.FromSlash(path.Dir(p.rel)), filepath.FromSlash(rel))
	if err != nil {
		step = rel
	}
	return place{
		name: path.Join(path.Dir(p.name), filepath.ToSlash(step)),
		root: p.root, rel: rel, real: realPath(filepath.Join(p.root.Name(), filepath.FromSlash(rel))),
	}
}

// open opens a regular file inside the root. It asks before it opens, because opening some devices
// does something, and after, because the file may have been swapped in between; and it does not
// wait for the writer of a pipe.
func (p place) open() (*os.File, error) {
	info, err := p.root.Stat(p.rel)
	if err == nil {
		err = regular(info)
	}
	if err != nil {
		return nil, err
	}
	f, err := p.root.OpenFile(p.rel, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err = f.Stat()
	if err == nil {
		err = regular(info)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func regular(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return errors.New("is a folder")
	case !info.Mode().IsRegular():
		return errors.New("is not a regular file")
	}
	return nil
}

// repositoryAbove is the folder of the repository that folder lies in, else folder itself.
func repositoryAbove(folder string) string {
	for up := folder; ; up = filepath.Dir(up) {
		switch {
		case isRepository(up):
			return up
		case up == filepath.Dir(up):
			return folder
		}
	}
}

// realPath follows symbolic links as far as they lead to something.
func realPath(full string) string {
	if followed, err := filepath.EvalSymlinks(full); err == nil {
		return followed
	}
	return full
}

// escapes tells that package os refused a path that leads out of its root. It has no error of its
// own for that, but its text is the same on all systems.
func escapes(err error) bool {
	return err != nil && strings.Contains(err.Error(), "path escapes from parent")
}

// cause is err without the operation and the path that package os wraps around it.
func cause(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}
