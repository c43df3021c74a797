package importer

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Lines knows where the lines of a file start, so that offsets become places.
type Lines struct {
	file   string
	text   []byte
	starts []int
}

// NewLines finds the lines of a file. A line ends with a line feed.
func NewLines(f File) *Lines {
	l := &Lines{file: f.Name, text: f.Text, starts: []int{0}}
	for at := 0; ; {
		next := bytes.IndexByte(f.Text[at:], '\n')
		if next < 0 {
			return l
		}
		at += next + 1
		l.starts = append(l.starts, at)
	}
}

// Wide is the fault of a file that is in UTF-16, in which nothing can be read; nil of any other.
func (l *Lines) Wide() *diag.Diagnostic {
	if !yamlfile.IsUTF16(l.text) {
		return nil
	}
	return &diag.Diagnostic{Rule: ReadImport, Level: diag.Error, Span: l.Span(0, 0), Message: "the file is UTF-16", Mend: "save it as UTF-8"}
}

// File is the name of the file.
func (l *Lines) File() string { return l.file }

// Span is the stretch between two offsets in bytes. Offsets behind the end stand for the end.
func (l *Lines) Span(from, to int) diag.Span {
	return diag.Span{File: l.file, Start: l.point(from), End: l.point(max(from, to))}
}

func (l *Lines) point(offset int) diag.Point {
	offset = max(0, min(offset, len(l.text)))
	line := sort.SearchInts(l.starts, offset+1)
	start := l.starts[line-1]
	// A byte order mark is no character of the first line.
	before := bytes.TrimPrefix(l.text[start:offset], []byte("\ufeff"))
	return diag.Point{Line: int32(line), Col: int32(utf8.RuneCount(before)) + 1, Offset: int32(offset)}
}
