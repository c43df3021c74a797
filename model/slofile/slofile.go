// Package slofile opens files of service level objectives, whatever program they are for. It finds
// the documents, tells the formats apart, keeps the account of what could not be read, and reads
// what all the formats have in common: targets, stretches of time, labels. What the documents mean
// is the matter of one package for each program.
package slofile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A File is a file being read, and what has been read of it.
type File struct {
	Documents []*yamlfile.Node // those of the format asked for, in the order of the text

	name     string
	text     string
	evidence model.Evidence
	entry    model.EvidenceFile
	notes    int         // how many of the unread parts no diagnostic speaks of yet
	unclear  []statement // of expressions
	found    []diag.Diagnostic
	said     map[statement]bool
	unread   map[statement]int // where in the entry it is noted
}

// A statement is what is said of a place. What several objectives share is read several times, and
// said once.
type statement struct {
	at      diag.Span
	message string
}

// Open finds the documents that are of one kind of evidence. Lists of Kubernetes are taken apart.
// Objectives for other programs are unread; documents that are no objectives are passed over, unless
// the file holds nothing else.
func Open(kind model.EvidenceKind, name string, text []byte) *File {
	f := &File{name: name, text: string(text), entry: model.EvidenceFile{Kind: kind, Name: name}, said: map[statement]bool{}, unread: map[statement]int{}}
	var others []*yamlfile.Node
	for _, document := range flattened(f.documents()) {
		switch other := formatOf(document); {
		case other.is(kind):
			f.Documents = append(f.Documents, document)
		case other.objectives:
			f.UnreadDocument(document, "it is "+other.says())
		default:
			others = append(others, document)
		}
	}
	if len(f.Documents) == 0 && len(f.entry.Unread) == 0 {
		f.nothing(others)
	}
	return f
}

// nothing says what is in a file that holds no objective.
func (f *File) nothing(others []*yamlfile.Node) {
	if len(others) == 0 {
		f.Warn(diag.Span{File: f.name, Start: diag.Point{Line: 1, Col: 1}, End: diag.Point{Line: 1, Col: 1}}, "the file holds nothing")
		return
	}
	f.Unread(others[0].Span, "it holds no objective but "+formatOf(others[0]).says())
}

// Objective adds an objective and the alerts that come with it.
func (f *File) Objective(o *model.Objective) {
	o.Kind = f.entry.Kind
	for _, a := range o.Alerts {
		a.Kind = f.entry.Kind
	}
	f.evidence.Objectives = append(f.evidence.Objectives, o)
	f.evidence.Rules = append(f.evidence.Rules, o.Alerts...)
}

// Record adds metrics that the program records.
func (f *File) Record(metrics ...model.Metric) {
	f.evidence.Metrics = append(f.evidence.Metrics, metrics...)
}

// Route adds receivers of alerts.
func (f *File) Route(r *model.Routing) {
	r.Kind = f.entry.Kind
	f.evidence.Routings = append(f.evidence.Routings, r)
}

// Unread notes a part of the file that cannot be read, why, and the alerts that it mentions. Of a part
// that several objectives share, the mentions are put together.
func (f *File) Unread(at diag.Span, why string, mentions ...string) {
	one := statement{at, why}
	if i, known := f.unread[one]; known {
		u := &f.entry.Unread[i]
		for _, name := range mentions {
			if len(u.Mentions) < mostMentions && !slices.Contains(u.Mentions, name) {
				u.Mentions = append(u.Mentions, name)
			}
		}
		return
	}
	f.unread[one] = len(f.entry.Unread)
	f.entry.Unread = append(f.entry.Unread, model.Unread{Span: at, Why: why, Mentions: mentions})
	f.notes++
}

// UnreadDocument notes a document, or a part of one, that cannot be read, with the alerts it mentions.
func (f *File) UnreadDocument(document *yamlfile.Node, why string) {
	f.Unread(document.Span, why, alertsIn(document)...)
}

// Unclear notes an expression that is not understood, and why, while all else about it is read.
func (f *File) Unclear(at diag.Span, why string) {
	if one := (statement{at, why}); !f.said[one] {
		f.said[one] = true
		f.unclear = append(f.unclear, one)
	}
}

// Warn says what is broken.
func (f *File) Warn(at diag.Span, format string, args ...any) {
	f.say(diag.Warning, at, format, args...)
}

// Note says what is odd, though it is read.
func (f *File) Note(at diag.Span, format string, args ...any) { f.say(diag.Note, at, format, args...) }

func (f *File) say(level diag.Level, at diag.Span, format string, args ...any) {
	const longest = 100
	message := strings.ReplaceAll(fmt.Sprintf(format, args...), "\n", " ")
	if utf8.RuneCountInString(message) > longest {
		message = string([]rune(message)[:longest-1]) + "…"
	}
	one := statement{at, message}
	if f.said[one] {
		return
	}
	f.said[one] = true
	f.found = append(f.found, diag.Diagnostic{Rule: model.ReadEvidence, Level: level, Span: at, Message: message})
}

// Read is all that was read. Of what is unread one diagnostic speaks, at the first place.
func (f *File) Read() (model.Evidence, []diag.Diagnostic) {
	unread := slices.Clone(f.entry.Unread)
	slices.SortStableFunc(unread, func(a, b model.Unread) int {
		return cmp.Compare(a.Span.Start.Offset, b.Span.Start.Offset)
	})
	f.entry.Unread = unread
	switch {
	case f.notes == 1 && len(unread) == 1:
		f.Note(unread[0].Span, "cannot be read: %s", unread[0].Why)
	case f.notes > 0:
		f.Note(unread[0].Span, "%d parts cannot be read, such as this: %s", len(unread), unread[0].Why)
	}
	switch len(f.unclear) {
	case 0:
	case 1:
		f.Note(f.unclear[0].at, "not understood: %s", f.unclear[0].message)
	default:
		f.Note(f.unclear[0].at, "%d expressions are not understood, such as this: %s", len(f.unclear), f.unclear[0].message)
	}
	f.notes, f.unclear = 0, nil
	f.evidence.Files = []model.EvidenceFile{f.entry}
	diag.Sort(f.found, []string{f.name})
	return f.evidence, f.found
}
