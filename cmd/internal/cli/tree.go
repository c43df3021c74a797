package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// A tree is what reading a drawing is confined to: a folder of this machine, or what a repository held
// at a commit. Paths in it are relative, with "/", and lead out of it neither by themselves nor through
// symbolic links.
type tree interface {
	// files is what is in the tree, to ask about and to look for names in.
	files() fs.FS

	// open opens a regular file, and nothing else.
	open(rel string) (io.ReadCloser, error)

	// real is where something in the tree really is: a path of this machine, or what tells it from all
	// such paths.
	real(rel string) string

	// history is the repository whose history is evidence about a folder of the tree.
	history(name, rel string) repository
}

// A grove holds the folders that reading is confined to, each opened once.
type grove map[string]folder

// at is the tree of everything below a folder.
func (g grove) at(top string) (folder, error) {
	if f, open := g[top]; open {
		return f, nil
	}
	root, err := os.OpenRoot(top)
	if err != nil {
		return folder{}, err
	}
	g[top] = folder{root}
	return g[top], nil
}

func (g grove) close() {
	for _, f := range g {
		_ = f.root.Close()
	}
	clear(g)
}

// A folder is a tree of this machine.
type folder struct{ root *os.Root }

func (f folder) files() fs.FS { return f.root.FS() }

// open asks before it opens, because opening some devices does something, and after, because the file may
// have been swapped in between; and it does not wait for the writer of a pipe.
func (f folder) open(rel string) (io.ReadCloser, error) {
	info, err := f.root.Stat(rel)
	if err == nil {
		err = regular(info)
	}
	if err != nil {
		return nil, err
	}
	file, err := f.root.OpenFile(rel, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err = file.Stat()
	if err == nil {
		err = regular(info)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

func (f folder) real(rel string) string {
	return realPath(filepath.Join(f.root.Name(), filepath.FromSlash(rel)))
}

func (f folder) history(name, rel string) repository { return newRepository(name, f.real(rel)) }

func regular(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return errors.New("is a folder")
	case !info.Mode().IsRegular():
		return errors.New("is not a regular file")
	}
	return nil
}
