package importer_test

import (
	"testing"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

func TestLines(t *testing.T) {
	lines := importer.NewLines(importer.File{Name: "x", Text: []byte("\ufeffab\nä→c\n\nd")})
	for _, c := range []struct {
		from, to   int
		start, end diag.Point
	}{
		{0, 0, diag.Point{Line: 1, Col: 1}, diag.Point{Line: 1, Col: 1}},
		{3, 5, diag.Point{Line: 1, Col: 1, Offset: 3}, diag.Point{Line: 1, Col: 3, Offset: 5}},
		{6, 11, diag.Point{Line: 2, Col: 1, Offset: 6}, diag.Point{Line: 2, Col: 3, Offset: 11}},
		{13, 13, diag.Point{Line: 3, Col: 1, Offset: 13}, diag.Point{Line: 3, Col: 1, Offset: 13}},
		{14, 99, diag.Point{Line: 4, Col: 1, Offset: 14}, diag.Point{Line: 4, Col: 2, Offset: 15}},
		{14, 3, diag.Point{Line: 4, Col: 1, Offset: 14}, diag.Point{Line: 4, Col: 1, Offset: 14}},
	} {
		if got, want := lines.Span(c.from, c.to), (diag.Span{File: "x", Start: c.start, End: c.end}); got != want {
			t.Errorf("%d to %d: %+v, want %+v", c.from, c.to, got, want)
		}
	}
	if got := lines.File(); got != "x" {
		t.Errorf("the file is %q", got)
	}
}
