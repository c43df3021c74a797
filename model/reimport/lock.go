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

// An Entry is an arrow or a component that import drew.
type Entry struct {
	Origin    string   `json:"origin"`
	Arrow     string   `json:"arrow,omitempty"`
	Component string   `json:"component,omitempty"`
	Kind      string   `json:"kind,omitempty"` // of an arrow, as it was written; empty for a call
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
		switch line := 1 + bytes.Count(text[:decoder.InputOffset()], []byte("\n")); {
		case errors.Is(err, io.EOF):
			return l, nil
		case err != nil:
			return nil, fmt.Errorf("near line %d: this is no entry of a lock", line+1)
		case (e.Arrow == "") == (e.Component == ""):
			return nil, fmt.Errorf("line %d: an entry names an arrow or a component", line)
		}
		l.Entries = append(l.Entries, e)
	}
}

// Text is the lock as it is written. Equal locks have equal bytes.
func (l *Lock) Text() []byte {
	entries := slices.Clone(l.Entries)
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Component, b.Component), cmp.Compare(a.Arrow, b.Arrow))
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
	e := Entry{Origin: origin, Arrow: a.Name(), Tags: a.Tags}
	if a.Kind != model.Call {
		e.Kind = a.Kind.String()
	}
	for _, line := range a.Evidence {
		e.Evidence = append(e.Evidence, line.String())
	}
	return e
}
