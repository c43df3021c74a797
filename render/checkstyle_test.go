package render

import (
	"bytes"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

func checkstyleOf(t *testing.T, r *analysis.Report) string {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error { return Checkstyle(b, r) })
}

func TestCheckstyle(t *testing.T) {
	golden(t, "check.checkstyle.xml", checkstyleOf(t, sample()))
	golden(t, "unread.checkstyle.xml", written(t, func(b *bytes.Buffer) error { return ReadingCheckstyle(b, unreadable(), diag.Repository{}) }))
}

// TestCheckstyleGathersFiles has diagnostics of two files by turns: each file is named once.
func TestCheckstyleGathersFiles(t *testing.T) {
	r := sample()
	r.Repository = diag.Repository{Top: "/src", Here: "/src/docs"}
	r.Diagnostics = append(r.Diagnostics, diag.Diagnostic{Rule: "arrow-bare", Level: diag.Note, Message: "said", Span: diag.Span{File: "../teams.yaml"}}, r.Diagnostics[0])
	files := parseXML(t, checkstyleOf(t, r)).find("file")
	if len(files) != 2 || files[0].attr("name") != "docs/shop.yaml" || files[1].attr("name") != "teams.yaml" {
		t.Fatalf("got %d files", len(files))
	}
	if len(files[0].Children) != 7 || len(files[1].Children) != 1 || files[1].Children[0].attr("line") != "" {
		t.Errorf("got %+v", files)
	}
}
