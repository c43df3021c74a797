package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
)

// An outbox writes files so that each is there whole or not at all: beside its place under another
// name, then renamed. Once it is abandoned nothing is put in place any more.
type outbox struct {
	mu        sync.Mutex
	pending   func() // removes the file that is being written
	abandoned bool
}

// refuses tells why none of the named files may be written: two outputs of one name, an output that
// is one of the inputs, or something in the way that is no regular file. It writes nothing.
func (o *outbox) refuses(names, inputs []string) error {
	var wrong []error
	var seen []string
	for _, name := range names {
		full, err := filepath.Abs(name)
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		full = realPath(full)
		switch {
		case slices.Contains(inputs, full) || slices.ContainsFunc(inputs, func(in string) bool { return sameFile(in, full) }):
			wrong = append(wrong, fmt.Errorf("%s is read, and must not be written over", name))
		case slices.Contains(seen, full):
			wrong = append(wrong, fmt.Errorf("%s is to be written twice", name))
		default:
			wrong = append(wrong, inTheWay(name))
		}
		seen = append(seen, full)
	}
	return errors.Join(wrong...)
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// inTheWay tells why the place of an output cannot take it. Whether missing folders can be made shows
// when they are.
func inTheWay(name string) error {
	lstat := os.Lstat
	if filepath.IsLocal(name) {
		root, err := os.OpenRoot(".")
		if err != nil {
			return fmt.Errorf("write %s: %w", name, cause(err))
		}
		defer root.Close()
		lstat = root.Lstat
	}
	info, err := lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case escapes(err):
		return fmt.Errorf("%s leads out of this folder through a symbolic link", name)
	case err != nil:
		return fmt.Errorf("write %s: %w", name, cause(err))
	}
	return writable(name, info)
}

// writable tells why nothing is written over what is there: a symbolic link may lead anywhere, and
// renaming a file onto a device would replace the device.
func writable(name string, info fs.FileInfo) error {
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("%s is a symbolic link, and linewalk writes through none", name)
	case info.IsDir():
		return fmt.Errorf("%s is a folder", name)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a regular file", name)
	}
	return nil
}

// write puts a file in place. Missing folders are made. A path that starts here and stays below
// this folder is confined to it, so that a link in a folder that is somebody else's leads nowhere.
func (o *outbox) write(name string, text []byte) error { return o.place(name, text, nil) }

// place is write with a last look, if there is one: an error of it keeps the file from being put in
// place, and is handed back as it is.
func (o *outbox) place(name string, text []byte, look func(root *os.Root, rel string) error) error {
	root, rel, err := shelter(name)
	if err != nil {
		return unwritten{name, err}
	}
	defer root.Close()
	mode := fs.FileMode(0o666)
	if info, err := root.Lstat(rel); err == nil {
		if err := writable(name, info); err != nil {
			return err
		}
		mode = info.Mode().Perm()
	}
	temp := beside(rel)
	if err := o.begin(func() { _ = root.Remove(temp) }); err != nil {
		return unwritten{name, err}
	}
	err = fill(root, temp, mode, text, look != nil)
	var seen error
	if err := o.end(err == nil, func() error {
		if look != nil {
			if seen = look(root, rel); seen != nil {
				return seen
			}
		}
		return root.Rename(temp, rel)
	}); err != nil && seen == nil {
		return unwritten{name, err}
	}
	if err != nil {
		return unwritten{name, err}
	}
	return seen
}

// beside is the name of a file that is written before it takes the place of another. In a container every run
// has the same process ID, so that only chance tells from a file that a killed run left.
func beside(rel string) string {
	return filepath.Join(filepath.Dir(rel), "."+filepath.Base(rel)+"."+strconv.FormatUint(rand.Uint64(), 36)+".tmp")
}

// mostSummary is how long a step summary may be, in bytes. Of a longer one GitHub shows nothing.
const mostSummary = 1 << 20

// add writes behind what is in a file that others write too. It is refused as a whole if the file would become
// too long, and written in one piece, as the file cannot be put in place.
func (o *outbox) add(name string, text []byte) error {
	root, rel, err := shelter(name)
	if err != nil {
		return unwritten{name, err}
	}
	defer root.Close()
	if info, err := root.Lstat(rel); err == nil {
		if err := writable(name, info); err != nil {
			return err
		}
		if info.Size()+int64(len(text)) > mostSummary {
			return unwritten{name, errors.New("what is there leaves no room, as GitHub shows nothing of more than 1 MiB")}
		}
	}
	if err := o.begin(func() {}); err != nil {
		return unwritten{name, err}
	}
	err = o.end(true, func() error {
		f, err := root.OpenFile(rel, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666)
		if err != nil {
			return err
		}
		_, err = f.Write(text)
		return errors.Join(err, f.Close())
	})
	if err != nil {
		return unwritten{name, err}
	}
	return nil
}

// shelter opens the folder that writing name is confined to, with the path below it.
func shelter(name string) (*os.Root, string, error) {
	if filepath.IsLocal(name) {
		root, err := os.OpenRoot(".")
		if err != nil {
			return nil, "", err
		}
		if err := root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return nil, "", errors.Join(err, root.Close())
		}
		return root, filepath.Clean(name), nil
	}
	folder := filepath.Dir(name)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, "", err
	}
	root, err := os.OpenRoot(folder)
	return root, filepath.Base(name), err
}

// fill writes a file. A precious one is on the disk when it returns, as it takes the place of the only
// copy of something.
func fill(root *os.Root, name string, mode fs.FileMode, text []byte, precious bool) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil && precious {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// begin notes how to undo the file that is about to be written.
func (o *outbox) begin(undo func()) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.abandoned {
		return errors.New("interrupted")
	}
	o.pending = undo
	return nil
}

// end puts the file in place, or undoes it if it is not whole.
func (o *outbox) end(whole bool, place func() error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	undo := o.pending
	o.pending = nil
	if o.abandoned {
		undo()
		return errors.New("interrupted")
	}
	if !whole {
		undo()
		return nil
	}
	if err := place(); err != nil {
		undo()
		return err
	}
	return nil
}

// abandon removes the file that is being written, and lets no other be put in place.
func (o *outbox) abandon() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.abandoned = true
	if o.pending != nil {
		o.pending()
	}
}
