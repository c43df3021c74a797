package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// largestFile is how much of a file is read, in bytes, before the reader refuses it.
const largestFile = 10 << 20

// defaultNames are the names under which a drawing is looked for in a folder, best first.
func defaultNames() []string { return []string{"linewalk.yaml", "architecture.yaml"} }

// A drawing is what the arguments of a command name, read to its end.
type drawing struct {
	system  *model.System
	sources diag.Sources // the text of files that are drawings; of others nothing is ever shown
	files   []string     // in the order read
	places  []place      // of the files that are drawings
	reading []diag.Diagnostic
	inputs  []string // where the files really are, to keep outputs off them

	evidence *model.Evidence  // nil if none was read
	policy   *analysis.Policy // by which it is judged; nil if it is by itself
}

// usable tells whether the drawing can be judged: what the reader says is at most a warning.
func (d *drawing) usable() bool { return diag.Worst(d.reading) < diag.Error }

// read reads the drawings that args name and the evidence for them.
func (s *session) read(args []string) (*drawing, error) {
	d, err := s.load(args)
	if err != nil {
		return nil, err
	}
	return d, s.readEvidence(d)
}

// load reads the drawings that args name and all that they include. Without args the drawing of
// this folder is read, or that of the nearest folder above. Arguments that cannot be opened are
// errors; whatever is wrong inside the files is told by diagnostics.
func (s *session) load(args []string) (*drawing, error) {
	files, err := findDrawings(args)
	if err != nil {
		return nil, err
	}
	l := newLoader()
	var unread []error
	for _, name := range files {
		unread = append(unread, s.loadArgument(l, name))
	}
	if err := errors.Join(unread...); err != nil {
		return nil, err
	}
	return l.drawing(), nil
}

func (s *session) loadArgument(l *loader, name string) error {
	from, err := s.trees.newPlace(name, s.stdinName)
	if err != nil {
		return err
	}
	if name != "-" {
		return l.argument(from, name)
	}
	text, err := s.readStdin()
	if err != nil {
		return err
	}
	l.parse(from, text, nil)
	return nil
}

// readStdin reads the standard input, which can be done once.
func (s *session) readStdin() ([]byte, error) {
	if s.stdinRead {
		return nil, errStdinOnce()
	}
	s.stdinRead = true
	var err error
	if s.stdinText, err = readLimited(s.stdin); err != nil {
		return nil, fmt.Errorf("read the standard input: %w", err)
	}
	return s.stdinText, nil
}

func errStdinOnce() error { return errors.New("the standard input can be read once: give one -") }

// findDrawings turns the arguments of a command into names of files: a folder stands for the
// drawing in it, a pattern for what it matches, and no argument for the drawing of this folder.
func findDrawings(args []string) ([]string, error) {
	if len(args) == 0 {
		name, err := nearestDrawing()
		return []string{name}, err
	}
	var found []string
	var wrong []error
	for _, arg := range args {
		names, err := findArgument(arg)
		found = append(found, names...)
		wrong = append(wrong, err)
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, err
	}
	if n := slices.Index(found, "-"); n >= 0 && slices.Contains(found[n+1:], "-") {
		return nil, errStdinOnce()
	}
	return found, nil
}

func findArgument(arg string) ([]string, error) {
	if arg == "-" {
		return []string{arg}, nil
	}
	if info, err := os.Stat(arg); err == nil && info.IsDir() {
		name, ok := drawingIn(arg)
		if !ok {
			return nil, fmt.Errorf("no drawing in folder %s: neither %s is there", arg, strings.Join(defaultNames(), " nor "))
		}
		return []string{name}, nil
	}
	return findFiles(arg)
}

// findFiles lists what the user names by a path or a pattern.
func findFiles(arg string) ([]string, error) {
	_, err := os.Stat(arg)
	switch {
	case err == nil:
		return []string{arg}, nil
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?[{"):
		return matches(arg)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("no such file: %s", arg)
	}
	return nil, fmt.Errorf("read %s: %w", arg, cause(err))
}

func matches(pattern string) ([]string, error) {
	names, err := doublestar.FilepathGlob(pattern, doublestar.WithFilesOnly(), doublestar.WithNoFollow())
	switch {
	case err != nil:
		return nil, fmt.Errorf("pattern %s: %w", pattern, err)
	case len(names) == 0:
		return nil, fmt.Errorf("no file matches %s", pattern)
	}
	slices.Sort(names)
	return names, nil
}

// nearestDrawing looks for a drawing in this folder and the ones above, up to the root of the
// repository.
func nearestDrawing() (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find this folder: %w", err)
	}
	for folder, up := here, "."; ; folder, up = filepath.Dir(folder), filepath.Join(up, "..") {
		if name, ok := drawingIn(up); ok {
			return name, nil
		}
		if isRepository(folder) || folder == filepath.Dir(folder) {
			return "", fmt.Errorf("no drawing: neither %s is in this folder or above it in the repository; linewalk init writes one",
				strings.Join(defaultNames(), " nor "))
		}
	}
}

func drawingIn(folder string) (string, bool) {
	for _, name := range defaultNames() {
		path := filepath.Join(folder, name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path, true
		}
	}
	return "", false
}

func isRepository(folder string) bool {
	_, err := os.Lstat(filepath.Join(folder, ".git"))
	return err == nil
}

// argumentText reads a file that the user names. It may be anything that can be opened: a pipe that
// the user made is as good as a file.
func argumentText(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, cause(err))
	}
	defer f.Close()
	text, err := readLimited(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, cause(err))
	}
	return text, nil
}

// readLimited reads up to one byte more than the largest file, so that the reader can tell that a
// file is too large without anybody reading to the end of it.
func readLimited(r io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, largestFile+1))
}
