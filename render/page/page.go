// Package page writes a Report as one HTML file that needs nothing else: no network and no script. All
// that the file has to say is in its text. The script that it carries only makes it handier.
//
// The drawing is untrusted. Its texts get into the page through html/template alone, which escapes
// them for the place where they stand; rule pages, which are ours, through a Markdown reader that
// lets no HTML pass; pictures as they are handed in. A policy in the page's head has the browser
// refuse every script, style and request but those whose hashes it names.
package page

import (
	"bytes"
	"embed"
	"html/template"
	"io"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/render"
)

// Large is the size in bytes above which a page becomes slow to open, and whoever writes it should
// say so.
const Large = 10 << 20

// Options are what a page needs to know besides the report.
type Options struct {
	Pictures     []Picture // the first is the whole drawing or its overview; there may be none
	PictureStyle string    // the style sheet of the pictures, of which none has one itself
	Colours      string    // what the colours of the arrows tell, a phrase; empty where they tell harm
	LeftOut      []string  // parts of the drawing for which there was no picture
	Undrawn      int       // arrows that stand by themselves in no picture

	Version   string // of the tool
	Inputs    []Input
	Timestamp string // when the page was written; empty to write none, so that the same input gives the same page

	// Plan is what to do next, by the loss that it avoids, and Assumed what its figures rest on.
	Plan    advice.Plan
	Assumed advice.Assumptions
}

// A Picture is a drawing of the system, or of a part of it. Its SVG stands in the page as it is: it
// must come from a writer that lets nothing of the drawing become markup.
type Picture struct {
	Name    string // short, unique among the pictures: part of its address
	Title   string
	Caption string // a sentence; may be empty
	SVG     []byte
}

// An Input is a file that the report was made from.
type Input struct{ Name, SHA256 string }

//go:embed *.html page.css script.css page.js
var files embed.FS

// Write writes the page. The error is that of w. The same report and options give the same bytes.
func Write(w io.Writer, r *analysis.Report, o Options) error {
	v, err := viewOf(r, o)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := templates().ExecuteTemplate(&b, "page", v); err != nil {
		return err
	}
	_, err = io.WriteString(w, render.Visible(b.String()))
	return err
}

// templates are those of the page. They are read anew for every page, as there is only one in a run.
func templates() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{"ends": ends}).ParseFS(files, "*.html"))
}

// embedded is an embedded file, which is always there.
func embedded(name string) string {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(b)
}
