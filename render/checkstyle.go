package render

import (
	"encoding/xml"
	"io"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// Checkstyle writes the diagnostics in force as checkstyle does, which many viewers and review bots
// read. What a waiver accepts is left out: the format has no place for it. What governed is
// an entry of its own.
func Checkstyle(w io.Writer, r *analysis.Report) error {
	return ReadingCheckstyle(w, withPolicy(r), r.Repository)
}

// ReadingCheckstyle writes the diagnostics of a drawing that could not be read.
func ReadingCheckstyle(w io.Writer, ds []diag.Diagnostic, in diag.Repository) error {
	document := checkstyleDocument{Version: "10.0"}
	number := map[string]int{} // of a file, by its path
	for _, d := range ds {
		file := legible(in.Path(d.Span.File))
		at, known := number[file]
		if !known {
			at = len(document.Files)
			number[file] = at
			document.Files = append(document.Files, checkstyleFile{Name: file})
		}
		document.Files[at].Errors = append(document.Files[at].Errors, checkstyleError{
			Line: d.Span.Start.Line, Column: d.Span.Start.Col, Severity: checkstyleSeverity(d.Level),
			Message: legible(paragraphs(d)), Source: legible(d.Rule),
		})
	}
	return writeXML(w, document)
}

func checkstyleSeverity(l diag.Level) string {
	if l == diag.Note {
		return "info"
	}
	return l.String()
}

// The types below are the document of checkstyle. Its version is that of the program which defines the
// format.

type checkstyleDocument struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"`
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int32  `xml:"line,attr,omitempty"`
	Column   int32  `xml:"column,attr,omitempty"`
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}
