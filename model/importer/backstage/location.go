package backstage

import (
	"path"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/catalog"
	"github.com/linewalk/linewalk/model/importer"
)

// location says what a location points at that is not among the files. An address is not shown, as it may
// hold a token.
func (r *reader) location(e catalog.Entity) {
	for _, field := range []string{"target", "targets"} {
		for _, target := range e.List("spec", field) {
			written := strings.TrimSpace(target.Value)
			d := diag.Diagnostic{Rule: importer.ReadImport, Level: diag.Note, Span: target.Span}
			switch {
			case written == "" || r.given(path.Join(path.Dir(target.Span.File), written)):
				continue
			case strings.Contains(written, ":"):
				d.Message, d.Mend = "this target lies elsewhere, and is not fetched", "fetch it, and import the file too"
			default:
				d.Message, d.Mend = "the target "+strconv.Quote(diag.Shorten(written, 60))+" was not handed in", "import that file too"
			}
			r.Add(d)
		}
	}
}

// given tells whether a file, or one that fits a pattern, was handed in.
func (r *reader) given(name string) bool {
	pattern := strings.ContainsAny(name, "*?[")
	for _, f := range r.files {
		if f.Name == name {
			return true
		}
		if fits, err := path.Match(name, f.Name); pattern && err == nil && fits {
			return true
		}
	}
	return false
}
