package cli

import (
	"io"
	"os"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/render"
)

// A page is what one output is written to, and what its text may hold there.
type page struct {
	io.Writer
	color   bool // colour is for terminals, and for those who ask for it
	actions bool // a runner of GitHub Actions reads along
}

func newPage(w io.Writer, color bool) page {
	return page{w, color, os.Getenv("GITHUB_ACTIONS") == "true"}
}

// standardPage is the standard output.
func (s *session) standardPage() page { return newPage(s.stdout, s.colored(s.terminal)) }

// errorPage is the standard error output.
func (s *session) errorPage() page { return newPage(s.stderr, s.colored(s.stderr)) }

// text completes the options of a text with what the page allows.
func (p page) text(o render.TextOptions) render.TextOptions {
	o.Color, o.Actions = p.color, p.actions
	return o
}

// A writer prints a result.
type writer func(page) error

// reportWriters print a report in every format of check.
func reportWriters(r *analysis.Report, o render.TextOptions) map[string]writer {
	return map[string]writer{
		"text":  func(w page) error { return render.Text(w, r, w.text(o)) },
		"json":  func(w page) error { return render.JSON(w, r, version()) },
		"sarif": func(w page) error { return render.SARIF(w, r, version()) },
	}
}

// refuse prints what is wrong with a drawing that cannot be judged: to every destination that was
// asked for, so that a machine that waits for a document gets one. Text that would go to the standard
// output goes to the given page.
func (s *session) refuse(to []destination, d *drawing, text page, o render.TextOptions) error {
	if len(to) == 0 {
		to = []destination{{format: "text"}}
	}
	writers := map[string]writer{
		"text":  func(w page) error { return render.Diagnostics(w, d.reading, d.sources, w.text(o)) },
		"json":  func(w page) error { return render.ReadingJSON(w, d.reading, version()) },
		"sarif": func(w page) error { return render.ReadingSARIF(w, d.reading, version()) },
	}
	for _, one := range to {
		var err error
		if one == (destination{format: "text"}) {
			err = writers["text"](text)
		} else {
			err = s.deliverOne(one, writers[one.format])
		}
		if err != nil {
			return err
		}
	}
	return refusal{}
}
