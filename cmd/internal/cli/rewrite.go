package cli

import (
	"bytes"
	"fmt"
	"os"
	"slices"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A redraft is a new text for a file of a drawing.
type redraft struct {
	name     string
	was, now []byte
}

// revise makes edits in a file of a drawing, in memory. What keeps them from being made is told by the
// diagnostics, and so is what the reader would have against the drawing then, files read beside it
// included, and had not before.
func (d *drawing) revise(name string, edits ...yamlfile.Edit) (redraft, *model.System, []diag.Diagnostic) {
	was := []byte(d.sources[name])
	now, found := yamlfile.Apply(name, was, edits)
	if found != nil {
		return redraft{}, nil, found
	}
	var files []*yamlfile.File
	for _, file := range d.files {
		text := []byte(d.sources[file])
		if file == name {
			text = now
		}
		files = append(files, yamlfile.Parse(file, text, yamlfile.Options{Rules: rules.IDs()}))
	}
	system, found := yamlfile.Merge(files)
	found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Level < diag.Error })
	if len(found) > 0 {
		return redraft{}, nil, found
	}
	return redraft{name, was, now}, system, nil
}

// rewrite puts the new text in the place of the old one, as a whole or not at all. A file that says
// something else by now than when it was read is left as it is.
func (o *outbox) rewrite(r redraft) error {
	return o.place(r.name, r.now, func(root *os.Root, rel string) error {
		if now, err := root.ReadFile(rel); err != nil || !bytes.Equal(now, r.was) {
			return changedMeanwhile(r.name)
		}
		return nil
	})
}

// A changedMeanwhile file was edited by somebody else after it was read.
type changedMeanwhile string

func (c changedMeanwhile) Error() string {
	return fmt.Sprintf("%s was changed by somebody else in this moment, and is left as it is; try again", string(c))
}

// patch is what the redraft changes as a unified diff, from the folder that the names are seen from.
func (r redraft) patch() []byte {
	text := diff.Diff("a/"+r.name, r.was, "b/"+r.name, r.now)
	_, text, _ = bytes.Cut(text, []byte("\n")) // a line of its own that only names the files again
	return text
}

// changed is the number of the first line that the redraft changes, and the lines from there to the
// last one, as they are then.
func (r redraft) changed() (line int, lines [][]byte) {
	was, now := bytes.SplitAfter(r.was, []byte("\n")), bytes.SplitAfter(r.now, []byte("\n"))
	for len(was) > 0 && len(now) > 0 && bytes.Equal(was[0], now[0]) {
		was, now, line = was[1:], now[1:], line+1
	}
	for len(was) > 0 && len(now) > 0 && bytes.Equal(was[len(was)-1], now[len(now)-1]) {
		was, now = was[:len(was)-1], now[:len(now)-1]
	}
	for len(now) > 1 && len(bytes.TrimSpace(now[0])) == 0 {
		now, line = now[1:], line+1
	}
	return line + 1, now
}
