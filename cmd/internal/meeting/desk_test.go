package meeting_test

import (
	"maps"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/cmd/internal/meeting"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A memory is a desk whose files are nowhere.
type memory struct {
	order  []string
	disk   map[string]string // what the files say
	read   map[string]string // what they said when they were read
	today  model.Date
	report *analysis.Report
	before func() // what somebody else does in the moment before the files are written
	writes int
}

func newMemory(today model.Date, order []string, disk map[string]string) (*memory, error) {
	d := &memory{order: order, disk: disk, today: today}
	return d, d.load()
}

func (d *memory) load() error {
	var files []*yamlfile.File
	sources := diag.Sources{}
	for _, name := range d.order {
		files = append(files, yamlfile.Parse(name, []byte(d.disk[name]), yamlfile.Options{Rules: rules.IDs()}))
		sources[name] = d.disk[name]
	}
	system, found := yamlfile.Merge(files)
	if diag.Worst(found) == diag.Error {
		return faultOf(found)
	}
	d.read = maps.Clone(d.disk)
	d.report = analysis.Run(system, rules.All(), analysis.Options{Today: d.today, Sources: sources, Reading: found})
	return nil
}

func faultOf(found []diag.Diagnostic) error {
	var f meeting.Fault
	for _, d := range found {
		if d.Level == diag.Error {
			f.Lines = append(f.Lines, d.Message+" (mend: "+d.Mend+")")
		}
	}
	return f
}

func (d *memory) Report() *analysis.Report { return d.report }

func (d *memory) Look() (bool, error) {
	if maps.Equal(d.disk, d.read) {
		return false, nil
	}
	return true, d.load()
}

func (d *memory) Make(changes []meeting.Change) ([]meeting.Rewritten, error) {
	if d.before != nil {
		d.before()
		d.before = nil
	}
	now := maps.Clone(d.read)
	var done []meeting.Rewritten
	for _, c := range changes {
		text, found := yamlfile.Apply(c.File, []byte(d.read[c.File]), c.Edits)
		if found != nil {
			return nil, faultOf(found)
		}
		if d.disk[c.File] != d.read[c.File] {
			return nil, meeting.ErrMoved{Name: c.File}
		}
		now[c.File] = string(text)
		done = append(done, meeting.Rewritten{Name: c.File, Was: d.read[c.File], Now: string(text)})
	}
	old := d.disk
	d.disk = now
	if err := d.load(); err != nil {
		d.disk = old
		return nil, err
	}
	d.writes++
	return done, nil
}

func (d *memory) TakeBack(done []meeting.Rewritten) error {
	for _, r := range slices.Backward(done) {
		if d.disk[r.Name] != r.Now {
			return meeting.Fault{Lines: []string{r.Name + " was changed since"}}
		}
		d.disk[r.Name] = r.Was
	}
	return d.load()
}
