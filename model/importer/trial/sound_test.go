package trial_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// A listener notes the errors of a test instead of failing it.
type listener struct {
	testing.TB
	errors []string
}

func (l *listener) Helper() {}

func (l *listener) Errorf(format string, args ...any) {
	l.errors = append(l.errors, fmt.Sprintf(format, args...))
}

func (l *listener) Fatalf(format string, args ...any) {
	l.Errorf(format, args...)
	runtime.Goexit()
}

// heard are the errors of a test, up to where it ends itself.
func heard(t *testing.T, test func(testing.TB)) []string {
	t.Helper()
	l, done := &listener{TB: t}, make(chan struct{})
	go func() {
		defer close(done)
		test(l)
	}()
	<-done
	return l.errors
}

// always is a format in which every text means the same.
func always(k model.Sketch, found ...diag.Diagnostic) trial.Format {
	return trial.Format{
		Name: "x", Looks: func([]byte) bool { return true },
		Read: func([]importer.File) (*model.Sketch, []diag.Diagnostic) { return &k, found },
	}
}

// also is a format of which something more holds.
func also(more func(testing.TB, *model.Sketch, []diag.Diagnostic), f trial.Format) trial.Format {
	f.Also = more
	return f
}

// TestSoundSpeaks hands over what no reader may hand over: a guard that never speaks guards nothing.
func TestSoundSpeaks(t *testing.T) {
	boxes := []model.SketchComponent{{Name: "a"}, {Name: "b"}}
	evidence := []model.SketchEvidence{{File: "x", Reading: "drawn", Confidence: model.Claimed}}
	one := []model.SketchArrow{{From: "a", To: "b", Evidence: evidence}}
	said := diag.Diagnostic{Rule: importer.ReadImport, Level: diag.Note, Span: importer.Top("x"), Message: "so it is"}
	saying := func(change func(*diag.Diagnostic)) trial.Format {
		d := said
		change(&d)
		return always(model.Sketch{}, d)
	}
	read := 0
	for about, c := range map[string]struct {
		format trial.Format
		want   string // what the error begins with; empty where there is none
	}{
		"all is well": {always(model.Sketch{Components: boxes, Arrows: one, Journeys: []model.SketchJourney{{Name: "j", Steps: []string{"a -> b"}}}}, said), ""},
		"another name each time": {trial.Format{Name: "x", Looks: always(model.Sketch{}).Looks, Read: func([]importer.File) (*model.Sketch, []diag.Diagnostic) {
			read++
			return &model.Sketch{System: fmt.Sprint(read)}, nil
		}}, "read again"},
		"no place":                {saying(func(d *diag.Diagnostic) { d.Span = diag.Span{} }), "it has no place"},
		"a place behind the text": {saying(func(d *diag.Diagnostic) { d.Span.End.Offset = 5 }), "it has no place"},
		"another rule":            {saying(func(d *diag.Diagnostic) { d.Rule = "read-syntax" }), "it has no place"},
		"no level":                {saying(func(d *diag.Diagnostic) { d.Level = 0 }), "it has no place"},
		"no words":                {saying(func(d *diag.Diagnostic) { d.Message = "" }), "it is empty"},
		"too many words":          {saying(func(d *diag.Diagnostic) { d.Message = strings.Repeat("x", 101) }), "it is empty"},
		"an escape":               {saying(func(d *diag.Diagnostic) { d.Message = "\x1b[31m" }), "it is empty"},
		"text that runs backward": {saying(func(d *diag.Diagnostic) { d.Message = "\u202e" }), "it is empty"},
		"one name twice":          {always(model.Sketch{Components: []model.SketchComponent{{Name: "a"}, {Name: "a"}}}), "component"},
		"a label with an escape":  {always(model.Sketch{Components: []model.SketchComponent{{Name: "a", Label: "\x1b"}}}), "component"},
		"a place that is nowhere": {always(model.Sketch{Components: []model.SketchComponent{{Name: "a", In: []string{"c"}}}}), `"a" is in "c"`},
		"an end that is nowhere":  {always(model.Sketch{Components: boxes[:1], Arrows: one}), "arrow"},
		"no evidence":             {always(model.Sketch{Components: boxes, Arrows: []model.SketchArrow{{From: "a", To: "b"}}}), "arrow"},
		"a step along no arrow":   {always(model.Sketch{Components: boxes, Journeys: []model.SketchJourney{{Name: "j", Steps: []string{"a -> b"}}}}), `the journey "j"`},
		"no mend":                 {also(trial.Mended, always(model.Sketch{}, diag.Diagnostic{Rule: importer.ReadImport, Level: diag.Error, Span: importer.Top("x"), Message: "so it is"})), "nothing mends it"},
		"an arrow to itself":      {also(trial.Apart, always(model.Sketch{Components: boxes, Arrows: []model.SketchArrow{{From: "a", To: "a", Evidence: evidence}}})), "an arrow to itself"},
	} {
		t.Run(about, func(t *testing.T) {
			errors := heard(t, func(t testing.TB) { c.format.Sound(t, []byte("text")) })
			if c.want == "" && len(errors) > 0 || c.want != "" && (len(errors) == 0 || !strings.HasPrefix(errors[0], c.want)) {
				t.Errorf("%q, want %q", errors, c.want)
			}
		})
	}
}

// TestBeginsSpeaks has lines that begin otherwise, and lines too many.
func TestBeginsSpeaks(t *testing.T) {
	found := []diag.Diagnostic{{Level: diag.Note, Span: importer.Top("x"), Message: "so it is"}}
	for _, c := range []struct {
		beginnings []string
		errors     int
	}{{[]string{"x:1:1: note: so"}, 0}, {[]string{"x:1:1: error"}, 1}, {nil, 1}} {
		if errors := heard(t, func(t testing.TB) { trial.Begins(t, c.beginnings, found) }); len(errors) != c.errors {
			t.Errorf("%q: %q", c.beginnings, errors)
		}
	}
}

// TestParseSpeaks has a drawing that is refused.
func TestParseSpeaks(t *testing.T) {
	if errors := heard(t, func(t testing.TB) { trial.Parse(t, "linewalk: 1\narrows: 7\n") }); len(errors) != 1 {
		t.Errorf("%q", errors)
	}
}
