package cli

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/cmd/internal/meeting"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A desk keeps the files of a drawing for a meeting. Evidence is read once, at the start.
type desk struct {
	*session
	args    []string
	drawing *drawing
	report  *analysis.Report
}

// Report is the drawing as it was last read or written.
func (d *desk) Report() *analysis.Report { return d.report }

// Look reads the drawing again if one of its files says something else than when it was read.
func (d *desk) Look() (bool, error) {
	changed := slices.ContainsFunc(d.drawing.places, func(p place) bool {
		text, err := contents(p)
		return err != nil || string(text) != d.drawing.sources[p.name]
	})
	if !changed {
		return false, nil
	}
	return true, d.read()
}

// read reads the drawing again.
func (d *desk) read() error {
	now, err := d.load(d.args)
	if err != nil {
		return meeting.Fault{Lines: []string{err.Error()}}
	}
	if !now.usable() {
		return faultOf(now.reading)
	}
	now.evidence, now.policy = d.drawing.evidence, d.drawing.policy
	d.drawing, d.report = now, d.analyse(now)
	return nil
}

// faultOf says what is wrong, as far as it is an error.
func faultOf(found []diag.Diagnostic) error {
	var f meeting.Fault
	for _, d := range found {
		if d.Level < diag.Error {
			continue
		}
		text := d.Span.String() + ": " + d.Message
		if d.Mend != "" {
			text += " (mend: " + d.Mend + ")"
		}
		f.Lines = append(f.Lines, text)
	}
	return f
}

// Make makes changes in the files of the drawing.
func (d *desk) Make(changes []meeting.Change) ([]meeting.Rewritten, error) {
	redrafts, next, err := d.reviseFiles(changes)
	if err != nil {
		return nil, err
	}
	var done []meeting.Rewritten
	for _, r := range redrafts {
		if err := d.outbox.rewrite(r); err != nil {
			var moved changedMeanwhile
			if errors.As(err, &moved) {
				err = meeting.ErrMoved{Name: r.name}
			}
			return nil, errors.Join(err, d.TakeBack(done))
		}
		done = append(done, meeting.Rewritten{Name: r.name, Was: string(r.was), Now: string(r.now)})
	}
	d.drawing, d.report = next, d.analyse(next)
	return done, nil
}

// reviseFiles makes changes in memory, and hands back the drawing as it is then. What keeps them from being made is a
// Fault, and so is what the reader would have against the drawing.
func (d *desk) reviseFiles(changes []meeting.Change) ([]redraft, *drawing, error) {
	next := *d.drawing
	next.sources = maps.Clone(d.drawing.sources)
	var redrafts []redraft
	for _, c := range changes {
		was := []byte(d.drawing.sources[c.File])
		now, found := yamlfile.Apply(c.File, was, c.Edits)
		if found != nil {
			return nil, nil, faultOf(found)
		}
		next.sources[c.File] = string(now)
		redrafts = append(redrafts, redraft{c.File, was, now})
	}
	var files []*yamlfile.File
	for _, name := range next.files {
		files = append(files, yamlfile.Parse(name, []byte(next.sources[name]), yamlfile.Options{Rules: rules.IDs()}))
	}
	next.system, next.reading = yamlfile.Merge(files)
	if !next.usable() {
		return nil, nil, faultOf(next.reading)
	}
	return redrafts, &next, nil
}

// TakeBack gives files the text that they had.
func (d *desk) TakeBack(done []meeting.Rewritten) error {
	for _, r := range done {
		i := slices.IndexFunc(d.drawing.places, func(p place) bool { return p.name == r.Name })
		if i < 0 {
			return fmt.Errorf("%s is no part of the drawing any more", r.Name)
		}
		if now, err := contents(d.drawing.places[i]); err != nil || string(now) != r.Now {
			return fmt.Errorf("%s was changed since, so nothing is taken back; do it by hand", r.Name)
		}
	}
	for _, r := range slices.Backward(done) {
		if err := d.outbox.rewrite(redraft{r.Name, []byte(r.Now), []byte(r.Was)}); err != nil {
			return err
		}
	}
	if len(done) == 0 {
		return nil
	}
	return d.read()
}
