// Package reimport brings a Sketch into a drawing: as a new drawing, or merged three-way into one that is
// there. What a person wrote is never touched, an arrow that a person deleted never comes back by itself,
// and a Sketch without news changes nothing at all.
package reimport

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/linewalk/linewalk/model"
)

// lockVersion is that of the format of the lock.
const lockVersion = 1

// A Lock remembers what import drew, so that the next one can tell what a person changed since. It holds
// places and words of the drawing, and no value of any configuration.
//
// The format is JSON Lines: {"lock":1,...}, then one thing a line, sorted, so that changes of two people
// merge.
type Lock struct {
	Entries []Entry
}

// An Entry is something that import drew: an arrow, a component, or what stands in another section.
type Entry struct {
	Origin    string   `json:"origin"`
	Arrow     string   `json:"arrow,omitempty"`
	Component string   `json:"component,omitempty"`
	As        string   `json:"as,omitempty"`      // what the files call the component, where that name was taken
	Section   string   `json:"section,omitempty"` // teams, monitors or journeys
	Name      string   `json:"name,omitempty"`    // in that section
	Kind      string   `json:"kind,omitempty"`    // of an arrow, as it was written; empty for a call
	Label     string   `json:"label,omitempty"`   // of a component what the files show on it, where that is not its name
	Via       string   `json:"via,omitempty"`
	Tags      []string `json:"tags,omitempty"`
	Evidence  []string `json:"evidence,omitempty"`
	Adopted   bool     `json:"adopted,omitempty"` // a person had drawn it before
	Deleted   bool     `json:"deleted,omitempty"` // a person deleted it, so it stays away
}

type lockHeader struct {
	Lock int    `json:"lock"`
	Note string `json:"note"`
}

// note is for people who open the file.
const note = "written by linewalk import: what it drew, to tell it from what people draw; keep it beside the drawing"

// ReadLock reads the text of a lock.
func ReadLock(text []byte) (*Lock, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var head lockHeader
	switch err := decoder.Decode(&head); {
	case err != nil:
		return nil, errors.New("line 1: this is no lock of linewalk import")
	case head.Lock != lockVersion:
		return nil, fmt.Errorf("line 1: version %d of the lock is unknown; this linewalk reads version %d", head.Lock, lockVersion)
	}
	l := &Lock{}
	for {
		var e Entry
		err := decoder.Decode(&e)
		switch {
		case errors.Is(err, io.EOF):
			return l, nil
		case err != nil:
			return nil, fmt.Errorf("near line %d: this is no entry of a lock", lineAt(text, decoder)+1)
		case !e.one():
			return nil, fmt.Errorf("line %d: an entry names one thing: an arrow, a component, or what stands in a section", lineAt(text, decoder))
		}
		l.Entries = append(l.Entries, e)
	}
}

// lineAt is the line up to which a text was decoded.
func lineAt(text []byte, decoder *json.Decoder) int {
	return 1 + bytes.Count(text[:decoder.InputOffset()], []byte("\n"))
}

// one tells whether the entry names one thing.
func (e Entry) one() bool {
	named := 0
	for _, name := range []string{e.Arrow, e.Component, e.Name} {
		if name != "" {
			named++
		}
	}
	return named == 1 && (e.Section == "") == (e.Name == "")
}

// Text is the lock as it is written. Equal locks have equal bytes.
func (l *Lock) Text() []byte {
	entries := slices.Clone(l.Entries)
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Component, b.Component), cmp.Compare(a.Arrow, b.Arrow), cmp.Compare(a.Section, b.Section), cmp.Compare(a.Name, b.Name))
	})
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	write := func(v any) {
		if err := encoder.Encode(v); err != nil {
			panic(err) // it holds nothing but text
		}
	}
	write(lockHeader{lockVersion, note})
	for _, e := range entries {
		write(e)
	}
	return out.Bytes()
}

// entryOf is what the lock remembers of an arrow.
func entryOf(origin string, a model.SketchArrow) Entry {
	e := Entry{Origin: origin, Arrow: a.Name(), Label: a.Label, Via: a.Via, Tags: a.Tags}
	if a.Kind != model.Call {
		e.Kind = a.Kind.String()
	}
	for _, line := range a.Evidence {
		e.Evidence = append(e.Evidence, line.String())
	}
	return e
}
