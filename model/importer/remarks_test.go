package importer_test

import (
	"testing"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// TestRemarksAreBounded says far too much of both kinds: what is left out is counted, and errors are not
// pushed out by notes.
func TestRemarksAreBounded(t *testing.T) {
	var r importer.Remarks
	for i := range 5000 {
		r.Say(diag.Note, importer.Top("a"), "note %d", i)
		r.Say(diag.Error, importer.Top("a"), "error %d", i)
		r.Say(diag.Error, importer.Top("a"), "error 0")
	}
	found := r.All([]importer.File{{Name: "a"}})
	if c := diag.Count(found); c.Errors != 2000 || c.Notes != 502 {
		t.Errorf("%+v", c)
	}
	said := map[string]bool{}
	for _, d := range found {
		said[d.Message] = true
	}
	if !said["3000 more errors are left out"] || !said["4500 more notes and warnings are left out"] {
		t.Error("what is left out is not counted")
	}
}
