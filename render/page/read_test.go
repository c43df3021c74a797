package page_test

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
	"github.com/linewalk/linewalk/render/diagram"
	"github.com/linewalk/linewalk/render/page"
)

// today is the day of all reports.
var today = model.Date{Year: 2026, Month: 11, Day: 22}

// reportOf judges drawings, texts by the names of their files.
func reportOf(t testing.TB, texts ...string) *analysis.Report {
	t.Helper()
	var files []*yamlfile.File
	for i, text := range texts {
		name := "drawing.yaml"
		if i > 0 {
			name = "more.yaml"
		}
		files = append(files, yamlfile.Parse(name, []byte(text), yamlfile.Options{}))
	}
	s, problems := yamlfile.Merge(files)
	for _, d := range problems {
		if d.Level == diag.Error {
			t.Fatalf("%s: %s", d.Span, d.Message)
		}
	}
	return analysis.Run(s, rules.All(), analysis.Options{Today: today, Reading: problems})
}

// example judges the drawing of an example, with all the files that belong to it and without evidence.
func example(t testing.TB, name string) *analysis.Report {
	t.Helper()
	root := filepath.Join("..", "..", "examples", name)
	texts := []string{contents(t, filepath.Join(root, "linewalk.yaml"))}
	more, err := filepath.Glob(filepath.Join(root, "*", "*", "linewalk.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(more, filepath.Join(root, "teams.yaml")) {
		if _, err := os.Stat(file); err == nil {
			texts = append(texts, contents(t, file))
		}
	}
	return reportOf(t, texts...)
}

func contents(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// written is the page of a report with its picture.
func written(t testing.TB, r *analysis.Report, o page.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := page.Write(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// options are those of a page with everything on it, the pictures by the layout.
func options(t testing.TB, r *analysis.Report, layout diagram.Layouter) page.Options {
	t.Helper()
	o := page.Options{
		Pictures: pictures(t, r, layout), PictureStyle: diagram.PageStyle(), Version: "v1.2.3", Assumed: advice.Usual(),
		Inputs: []page.Input{{Name: "drawing.yaml", SHA256: strings.Repeat("0123456789abcdef", 4)}},
	}
	o.Plan = advice.Next(r, 10, o.Assumed)
	return o
}

// pictures are the whole drawing and the parts of it that have a picture of their own.
func pictures(t testing.TB, r *analysis.Report, layout diagram.Layouter) []page.Picture {
	t.Helper()
	var all []page.Picture
	for i, view := range append([]diagram.View{{}}, diagram.Parts(r, 24).Views...) {
		var b bytes.Buffer
		o := diagram.Options{View: view, Page: &diagram.Page{Prefix: fmt.Sprintf("p%d-", i), Link: page.Links(r)}}
		if _, err := diagram.SVG(t.Context(), &b, r, o, layout); err != nil {
			t.Fatal(err)
		}
		all = append(all, page.Picture{Name: cmp.Or(view.Name, "whole"), Title: cmp.Or(view.Title, "The whole drawing"), SVG: b.Bytes()})
	}
	return all
}

// shown is the report of an example, or of a large drawing with that many arrows.
func shown(t testing.TB, name string) *analysis.Report {
	if arrows, err := strconv.Atoi(name); err == nil {
		return reportOf(t, large(arrows, 10))
	}
	return example(t, name)
}

// TestShow writes the page of a drawing to a file, to be looked at: SHOW=boutique TO=/tmp/x.html.
func TestShow(t *testing.T) {
	name, to := os.Getenv("SHOW"), os.Getenv("TO")
	if name == "" || to == "" {
		t.Skip("SHOW and TO are not set")
	}
	r := shown(t, name)
	if err := os.WriteFile(to, []byte(written(t, r, options(t, r, diagram.Layout))), 0o644); err != nil {
		t.Fatal(err)
	}
}
