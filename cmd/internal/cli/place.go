package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// A place is where a file is, as three paths say: the one the user reads, the one inside the tree
// that reading is confined to, and the real one, which tells files apart.
type place struct {
	name string // as the user typed it, or relative to what the user typed, with "/"
	tree tree
	rel  string // in the tree, with "/", cleaned
	real string // absolute and without symbolic links; empty for the standard input
}

// standardInput is the name of a drawing that comes from the standard input, unless --stdin-name
// gives it another.
const standardInput = "<stdin>"

// newPlace is the place of a file that the user names. Reading what it includes is confined to the
// repository it lies in or, outside of any, to its folder. The standard input lies where
// --stdin-name says, else in this folder.
func (g grove) newPlace(arg, stdinName string) (place, error) {
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
	within, err := g.at(top)
	if err != nil {
		return place{}, fmt.Errorf("read folder %s: %w", top, cause(err))
	}
	rel, err := filepath.Rel(top, full)
	if err != nil {
		return place{}, fmt.Errorf("read %s: %w", name, err)
	}
	p := place{name: filepath.ToSlash(name), tree: within, rel: filepath.ToSlash(rel)}
	if arg != "-" {
		p.real = realPath(full)
	}
	return p, nil
}

// beside is the place of the file at rel, named as seen from p.
func (p place) beside(rel string) place {
	step, err := filepath.Rel(filepath.FromSlash(path.Dir(p.rel)), filepath.FromSlash(rel))
	if err != nil {
		step = rel
	}
	return place{
		name: path.Join(path.Dir(p.name), filepath.ToSlash(step)),
		tree: p.tree, rel: rel, real: p.tree.real(rel),
	}
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

// hereabouts is the repository that this folder lies in, else this folder as if it were one.
func hereabouts() diag.Repository {
	here, err := os.Getwd()
	if err != nil {
		return diag.Repository{} // names are then taken as they are typed
	}
	return diag.Repository{Top: filepath.ToSlash(repositoryAbove(here)), Here: filepath.ToSlash(here)}
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
