// Package importer is what all readers of somebody else's files share: how files are handed to them, how
// they say what is wrong, and how what a diagram draws becomes a Sketch. Each format is a package below
// this one, with the same two functions:
//
//	Looks tells whether a text is of the format.
//	Read reads files of it into a Sketch. Where a diagnostic is an error, the Sketch holds what could be
//	read all the same.
//
// None of them touches a file, and no value of any configuration leaves them.
package importer

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// ReadImport is the ID of the rule of all that is said about reading somebody else's files.
const ReadImport = "read-import"

// A File is one that the user names.
type File struct {
	Name string // as seen from the folder of the first one, with "/"
	Text []byte
}

// Files hands out what lies around the files that the user names. Names are paths with "/", as seen from
// the folder of the first of those; they may start with "..", and whoever hands out decides how far they may
// lead. That a file is not there is told by fs.ErrNotExist.
type Files interface {
	Read(name string) ([]byte, error)

	// List names the regular files in a folder and below, sorted, up to a limit of its own. What is no
	// folder has none.
	List(folder string) []string
}

// What is asked about an arrow whose file leaves something open. The same words are used by all formats, so
// that questions can be told together.
const (
	AskDirection = "the line has no head: which way does it run?"
	AskBack      = "the line has two heads: does a second arrow run back?"
	AskUsed      = "it is allowed: is it used?"
	AskSide      = "sends or receives?" // of one end of an arrow at a queue
)

// How much is said about the files of one import: errors, and what weighs less. A file that is wrong in more
// places is not mended place by place.
const (
	mostErrors = 2000
	mostHints  = 500
)

// Remarks are what a reader has to say about files, each once.
type Remarks struct {
	found                       []diag.Diagnostic
	said                        map[string]bool
	errors, hints, more, unsaid int
}

// told is a message as diagnostics have it: in one line, cut at 100 characters.
func told(message string) string { return diag.Shorten(oneLine(message), 100) }

// Say adds a diagnostic, once for each place and text. The text is put in one line and cut at 100 characters.
func (r *Remarks) Say(level diag.Level, at diag.Span, format string, args ...any) {
	r.Add(diag.Diagnostic{Rule: ReadImport, Level: level, Span: at, Message: told(fmt.Sprintf(format, args...))})
}

// Add adds diagnostics as they are, each once.
func (r *Remarks) Add(all ...diag.Diagnostic) {
	for _, d := range all {
		key := d.Span.String() + d.Message
		switch {
		case r.said[key]:
			continue
		case d.Level == diag.Error && r.errors == mostErrors:
			r.more++
			continue
		case d.Level == diag.Error:
			r.errors++
		case r.hints == mostHints:
			r.unsaid++
			continue
		default:
			r.hints++
		}
		if r.said == nil {
			r.said = map[string]bool{}
		}
		r.said[key] = true
		r.found = append(r.found, d)
	}
}

// Hear takes over what the reader of a syntax or of another format said, as if this one had said
// it: under its rule, and in one line cut at 100 characters.
func (r *Remarks) Hear(all []diag.Diagnostic) {
	for _, d := range all {
		d.Rule, d.Message = ReadImport, told(d.Message)
		r.Add(d)
	}
}

// Once tells whether it is asked for the first time about a key: what is said once for a whole file, and
// not at every place, is said then.
func (r *Remarks) Once(key string) bool {
	if r.said[key] {
		return false
	}
	if r.said == nil {
		r.said = map[string]bool{}
	}
	r.said[key] = true
	return true
}

// All is what was said, sorted by the files in the order given.
func (r *Remarks) All(named []File) []diag.Diagnostic {
	names := make([]string, len(named))
	for i, f := range named {
		names[i] = f.Name
	}
	for _, left := range []struct {
		what string
		n    int
	}{{"errors", r.more}, {"notes and warnings", r.unsaid}} {
		if left.n > 0 && len(names) > 0 {
			r.found = append(r.found, diag.Diagnostic{
				Rule: ReadImport, Level: diag.Note, Span: Top(names[0]), Message: fmt.Sprintf("%d more %s are left out", left.n, left.what),
			})
		}
	}
	r.more, r.unsaid = 0, 0
	diag.Sort(r.found, names)
	return r.found
}

// Count says how many there are of something: "1 arrow is", "3 arrows are".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// ShortList is the first names of a list, and how many more there are.
func ShortList(names []string, most int) string {
	if len(names) <= most+1 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// Top is the start of a file.
func Top(name string) diag.Span {
	at := diag.Point{Line: 1, Col: 1}
	return diag.Span{File: name, Start: at, End: at}
}
