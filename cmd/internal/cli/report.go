package cli

import (
	"io"
	"os"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/compare"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/render"
)

// A sink is what one output is written to, and what its text may hold there.
type sink struct {
	io.Writer
	color   bool // colour is for terminals, and for those who ask for it
	actions bool // a runner of GitHub Actions reads along
	room    int  // how many bytes fit in
}

func newSink(w io.Writer, color bool) sink {
	return sink{w, color, os.Getenv("GITHUB_ACTIONS") == "true", render.CommentBytes}
}

// standardSink is the standard output.
func (s *session) standardSink() sink { return newSink(s.stdout, s.colored(s.terminal)) }

// errorSink is the standard error output.
func (s *session) errorSink() sink { return newSink(s.stderr, s.colored(s.stderr)) }

// text completes the options of a text with what the sink allows.
func (k sink) text(o render.TextOptions) render.TextOptions {
	o.Color, o.Actions = k.color, k.actions
	return o
}

// markdown are the options of Markdown that fits the sink.
func (k sink) markdown(o render.TextOptions) render.MarkdownOptions {
	return render.MarkdownOptions{MaxBytes: k.room, Show: o.Show}
}

// A writer prints a result.
type writer func(sink) error

// checkFormats are the formats of check, of which the first is what it writes unasked.
func checkFormats() []string {
	return []string{"text", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "markdown"}
}

// reportWriters print a report in every format of check, and those that can what changed, if that is known.
// FailOn is the lowest level that fails, 0 for none.
func reportWriters(r *analysis.Report, changed *compare.Comparison, o render.TextOptions, failOn diag.Level) map[string]writer {
	return map[string]writer{
		"text":       func(w sink) error { return render.Text(w, r, w.text(o)) },
		"json":       func(w sink) error { return render.JSON(w, r, version()) },
		"sarif":      func(w sink) error { return render.SARIF(w, r, version()) },
		"junit":      func(w sink) error { return render.JUnit(w, r, failOn) },
		"github":     func(w sink) error { return render.GitHub(w, r) },
		"gitlab":     func(w sink) error { return render.GitLab(w, r) },
		"checkstyle": func(w sink) error { return render.Checkstyle(w, r) },
		"markdown":   func(w sink) error { return render.Comment(w, r, changed, w.markdown(o)) },
	}
}

// readingWriters print what is wrong with a drawing that cannot be judged in the same formats.
func readingWriters(d *drawing, o render.TextOptions) map[string]writer {
	in := hereabouts()
	return map[string]writer{
		"text":       func(w sink) error { return render.Diagnostics(w, d.reading, d.sources, w.text(o)) },
		"json":       func(w sink) error { return render.ReadingJSON(w, d.reading, in, version()) },
		"sarif":      func(w sink) error { return render.ReadingSARIF(w, d.reading, in, version()) },
		"junit":      func(w sink) error { return render.ReadingJUnit(w, d.reading, in) },
		"github":     func(w sink) error { return render.ReadingGitHub(w, d.reading, in) },
		"gitlab":     func(w sink) error { return render.ReadingGitLab(w, d.reading, in) },
		"checkstyle": func(w sink) error { return render.ReadingCheckstyle(w, d.reading, in) },
		"markdown":   func(w sink) error { return render.ReadingComment(w, d.reading, w.markdown(o)) },
	}
}

// refuse prints what is wrong with a drawing that cannot be judged: to every destination that was
// asked for, so that a machine that waits for a document gets one. Text that would go to the standard
// output goes to the given sink.
func (s *session) refuse(to []destination, d *drawing, text sink, o render.TextOptions) error {
	if len(to) == 0 {
		to = []destination{{format: "text"}}
	}
	writers := readingWriters(d, o)
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
