package render

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// JUnit writes a report for viewers of test results: a suite for each file, a case for each diagnostic,
// and one that passes for each arrow that no diagnostic speaks of. A case fails from the level failOn
// on; the zero level fails nothing. Below it the diagnostic is the output of a case that passes. What a
// waiver accepts is skipped, for its reason and until its day, and so is what is in the baseline. What
// governed is a case of its own that passes.
func JUnit(w io.Writer, r *analysis.Report, failOn diag.Level) error {
	j := newJUnit(r.Repository)
	for _, file := range r.System.Files {
		j.suite(file)
	}
	for _, d := range r.Diagnostics {
		j.add(d.Span, j.judged(d, failOn))
	}
	if d, governed := policyEntry(r); governed {
		j.add(d.Span, j.judged(d, 0))
	}
	for _, x := range r.Waived {
		j.skip(x.Diagnostic, waiving(x.Waiver))
	}
	for _, d := range r.Baselined {
		j.skip(d, "in the baseline")
	}
	for _, x := range r.Answers {
		if name := x.Arrow.Name(); !j.spokenOf[name] {
			c := j.caseAt(x.Arrow.Span)
			c.Name = legible(name)
			j.add(x.Arrow.Span, c)
		}
	}
	return writeXML(w, j.suites(r.System.Name.Value))
}

// ReadingJUnit writes the results for a drawing that could not be read. An error of it is an error of
// the case, as nothing was tested.
func ReadingJUnit(w io.Writer, ds []diag.Diagnostic, in diag.Repository) error {
	j := newJUnit(in)
	for _, d := range ds {
		c := j.caseOf(d)
		if d.Level == diag.Error {
			c.Error = problemOf(d)
		} else {
			c.Out = outputOf(d)
		}
		j.add(d.Span, c)
	}
	return writeXML(w, j.suites(""))
}

// A junitBuilder gathers the suites of a document, in the order in which their files become known.
type junitBuilder struct {
	in       diag.Repository
	order    []*junitSuite
	byFile   map[string]*junitSuite
	spokenOf map[string]bool // arrows, by name
	times    map[string]int  // how often a class has a case of a name
}

func newJUnit(in diag.Repository) *junitBuilder {
	return &junitBuilder{in: in, byFile: map[string]*junitSuite{}, spokenOf: map[string]bool{}, times: map[string]int{}}
}

// suite is the suite of a file. What lies in no file is in a suite of its own.
func (j *junitBuilder) suite(file string) *junitSuite {
	name := "system"
	if file != "" {
		name = legible(j.in.Path(file))
	}
	s, known := j.byFile[name]
	if !known {
		s = &junitSuite{Name: name, Time: noTime}
		j.byFile[name] = s
		j.order = append(j.order, s)
	}
	return s
}

func (j *junitBuilder) add(at diag.Span, c junitCase) {
	s := j.suite(at.File)
	s.Cases = append(s.Cases, c)
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
}

// judged is the case of a diagnostic in force.
func (j *junitBuilder) judged(d diag.Diagnostic, failOn diag.Level) junitCase {
	c := j.caseOf(d)
	if failOn > 0 && d.Level >= failOn {
		c.Failure = problemOf(d)
	} else {
		c.Out = outputOf(d)
	}
	return c
}

// skip adds the case of a diagnostic that is not in force, and why it is not.
func (j *junitBuilder) skip(d diag.Diagnostic, why string) {
	c := j.caseOf(d)
	c.Skipped, c.Out = &junitSkipped{legible(why)}, outputOf(d)
	j.add(d.Span, c)
}

// caseOf is the case of a diagnostic, and remembers that its arrow was spoken of. Viewers tell cases
// apart by their names, so that each later one of the same name has its number there, from 2.
func (j *junitBuilder) caseOf(d diag.Diagnostic) junitCase {
	j.spokenOf[d.Arrow] = true
	c := j.caseAt(d.Span)
	c.Name = legible(d.Rule + about(d))
	named := c.Class + "\n" + c.Name
	j.times[named]++
	if n := j.times[named]; n > 1 {
		c.Name += fmt.Sprintf(" (%d)", n)
	}
	return c
}

// about is what a diagnostic speaks of besides its rule: ": checkout -> orders, slow".
func about(d diag.Diagnostic) string {
	switch {
	case d.Arrow != "" && d.Subject != "":
		return ": " + d.Arrow + ", " + d.Subject
	case d.Arrow+d.Subject != "":
		return ": " + d.Arrow + d.Subject
	}
	return ""
}

// caseAt is a case that is told by a place in a file. Its class is the file without its ending, which
// viewers that know classes of Java would take for the name of the class.
func (j *junitBuilder) caseAt(at diag.Span) junitCase {
	file := legible(j.in.Path(at.File))
	class := strings.TrimSuffix(file, path.Ext(file))
	if class == "" {
		class = "system"
	}
	return junitCase{Class: class, File: file, Line: at.Start.Line, Time: noTime}
}

func problemOf(d diag.Diagnostic) *junitProblem {
	return &junitProblem{Message: legible(d.Message), Type: d.Level.String(), Text: outputOf(d)}
}

// outputOf is a diagnostic as text: the line that begins with its place, and what is beneath it.
func outputOf(d diag.Diagnostic) xmlLines {
	head := d.Level.String() + ": "
	if !d.Span.IsZero() {
		head = d.Span.String() + ": " + head
	} else if d.Span.File != "" {
		head = d.Span.File + ": " + head
	}
	first, rest, more := strings.Cut(paragraphs(d), "\n")
	text := head + first + " [" + d.Rule + "]"
	if more {
		text += "\n" + rest
	}
	return xmlLines(legible(text))
}

// suites is the document, with the sums of its suites. Suites without a case are left out.
func (j *junitBuilder) suites(system string) junitSuites {
	all := junitSuites{Name: "linewalk", Time: noTime}
	if system != "" {
		all.Name += ": " + legible(system)
	}
	for _, s := range j.order {
		if s.Tests == 0 {
			continue
		}
		all.Suites = append(all.Suites, *s)
		all.Tests, all.Failures, all.Errors = all.Tests+s.Tests, all.Failures+s.Failures, all.Errors+s.Errors
	}
	return all
}

// noTime is how long each case took: that differs from run to run, and is nothing a report tells.
const noTime = "0"

// The types below are the part of JUnit's XML that linewalk writes. There is no standard of it; these
// elements and attributes are what Jenkins, GitLab and the viewers on GitHub have in common.

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Time     string       `xml:"time,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Time     string      `xml:"time,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int32         `xml:"line,attr,omitempty"`
	Time    string        `xml:"time,attr"`
	Skipped *junitSkipped `xml:"skipped"`
	Error   *junitProblem `xml:"error"`
	Failure *junitProblem `xml:"failure"`
	Out     xmlLines      `xml:"system-out,omitempty"`
}

type junitSkipped struct {
	Message string `xml:"message,attr"`
}

type junitProblem struct {
	Message, Type string
	Text          xmlLines
}

// MarshalXML implements xml.Marshaler.
func (p junitProblem) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	start.Attr = []xml.Attr{{Name: xml.Name{Local: "message"}, Value: p.Message}, {Name: xml.Name{Local: "type"}, Value: p.Type}}
	return p.Text.MarshalXML(e, start)
}

// xmlLines is the text of an element. Its line feeds are written as such, so that people can read it
// in the file.
type xmlLines string

// MarshalXML implements xml.Marshaler.
func (l xmlLines) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	for _, token := range []xml.Token{start, xml.CharData(l), start.End()} {
		if err := e.EncodeToken(token); err != nil {
			return err
		}
	}
	return nil
}

// writeXML writes a document. The encoder writes every text so that it is read back as it is.
func writeXML(w io.Writer, document any) error {
	text, err := xml.MarshalIndent(document, "", "  ")
	if err != nil {
		return fmt.Errorf("write XML: %w", err)
	}
	_, err = w.Write(append(append([]byte(xml.Header), inertXML(text)...), '\n'))
	return err
}

// obeyed is what a runner of GitHub Actions takes for the start of a command. In XML it stands in texts
// and in values of attributes only.
var obeyed = regexp.MustCompile(`(?m)#(#)\[|^[ \t]*(:):`)

// inertXML writes a character of each command as a reference, which changes nothing for a program that
// reads it.
func inertXML(text []byte) []byte {
	if !bytes.Contains(text, []byte("##[")) && !bytes.Contains(text, []byte("::")) {
		return text
	}
	var out []byte
	end := 0
	for _, m := range obeyed.FindAllSubmatchIndex(text, -1) {
		at := max(m[2], m[4])
		out = fmt.Appendf(append(out, text[end:at]...), "&#%d;", text[at])
		end = at + 1
	}
	return append(out, text[end:]...)
}
