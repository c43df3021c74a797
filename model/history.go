package model

import "time"

// A History is what a version control system recorded of a repository up to one commit. It is plain
// data without pointers between its parts, so that it can be stored by its Head and loaded again with
// encoding/gob. JSON does not do: paths are bytes, and need not be text.
type History struct {
	Name string // of the repository, as the user knows it
	Head string // the ID of the commit that it ends with

	// Prefix is the folder, with a slash at its end, that paths of code are relative to; empty at the
	// top of the repository.
	Prefix string

	// Obstacle is why the history tells nothing at all. The rest is then not to be used.
	Obstacle Obstacle

	// Approximate tells that only files of the same content were taken for renamed ones. Figures made
	// of such a history compare with none made of another.
	Approximate bool

	Authors []Author
	Paths   []string
	Commits []Commit // the newest first
	Files   []PathID // that exist at Head, in the order listed
}

// Tip is when the commit was made that the history ends with; the zero Time where there is none.
func (h *History) Tip() time.Time {
	if len(h.Commits) == 0 {
		return time.Time{}
	}
	return time.Unix(h.Commits[0].Committed, 0).UTC()
}

// An Obstacle is why something tells nothing, and what to do about it. The zero Obstacle is none.
type Obstacle struct {
	Why  string // a phrase: "the clone is shallow"
	Mend string // what to do: "fetch the whole history: fetch-depth: 0"
}

// Blocks tells whether there is an obstacle.
func (o Obstacle) Blocks() bool { return o.Why != "" }

// An AuthorID is the index of an author in History.Authors.
type AuthorID int32

// An Author is a name with an e-mail address as commits carry them, after the mapping that the
// repository states. Several may be one person. Either part may be empty.
type Author struct{ Name, Email string }

// A PathID is the index of a path in History.Paths.
type PathID int32

// A Commit is a set of changes made together. A merge has none.
type Commit struct {
	Author    AuthorID
	Authored  int64 // when it was written, in seconds since 1970
	Committed int64 // when it got into the history, in seconds since 1970
	Changes   []Change
	Coauthors []AuthorID // whom its text names as authors too
}

// A Change is what a commit did to a file.
type Change struct {
	Kind       ChangeKind
	Similarity uint8  // of a rename: of the two contents, in per cent
	Path       PathID // the new one, of a rename
	From       PathID // of a rename: the old one
}

// A ChangeKind is how a file was changed. Removals, copies and changes of type are not recorded: they
// tell nothing about who knows a file.
type ChangeKind uint8

// The kinds of change.
const (
	ChangeAdd ChangeKind = iota
	ChangeModify
	ChangeRename
)
