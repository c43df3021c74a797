package meeting

import (
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A Desk keeps the files of the drawing that a meeting is about.
type Desk interface {
	// Report is the drawing as it was last read or written, judged.
	Report() *analysis.Report

	// Look reads the files again if one of them says something else by now. A Fault tells why the drawing cannot be
	// used as it is; then Report is still the one before.
	Look() (changed bool, err error)

	// Make makes changes in the files, all of them or, where the drawing would not be one any more, none: that is a
	// Fault. ErrMoved is that somebody else changed a file in this very moment.
	Make([]Change) ([]Rewritten, error)

	// TakeBack gives files the text they had, unless they say something else than was written.
	TakeBack([]Rewritten) error
}

// A Change is some edits of a file.
type Change struct {
	File  string
	Edits []yamlfile.Edit
}

// A Rewritten file has a new text.
type Rewritten struct {
	Name     string
	Was, Now string
}

// A Fault says in lines what is wrong with a drawing, or would be.
type Fault struct{ Lines []string }

func (f Fault) Error() string { return strings.Join(f.Lines, "\n") }

// ErrMoved tells that a file was changed by somebody else between reading and writing.
type ErrMoved struct{ Name string }

func (e ErrMoved) Error() string { return e.Name + " was changed by somebody else in this moment" }
