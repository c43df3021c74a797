// Package git reads what git says of a repository's history: who added, changed and renamed which
// file, and which files there are. It runs nothing: it says with which arguments git is to be run and
// reads what comes back.
//
// Every setting of a user that changes the output is undone by an argument, no argument can be taken
// for an option or for more than it is, and the environment of Environment keeps git off the network.
// A history that is known to be incomplete is not read at all: see Probe.
package git

import (
	"strconv"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// mostTold is how many diagnostics are made of one text. What comes after is counted.
const mostTold = 20

// A report gathers diagnostics about the lines of one text.
type report struct {
	name string
	told []diag.Diagnostic
	more int
	last int32
}

func (r *report) warn(line int32, message string) {
	r.last = line
	if len(r.told) == mostTold {
		r.more++
		return
	}
	r.told = append(r.told, r.warning(line, message))
}

func (r *report) warning(line int32, message string) diag.Diagnostic {
	at := diag.Point{Line: line, Col: 1}
	return diag.Diagnostic{Rule: model.ReadEvidence, Level: diag.Warning, Message: message, Span: diag.Span{File: r.name, Start: at, End: at}}
}

// diagnostics lists all that was told, and how much was left out.
func (r *report) diagnostics() []diag.Diagnostic {
	switch r.more {
	case 0:
		return r.told
	case 1:
		return append(r.told, r.warning(r.last, "1 more line cannot be read and is left out"))
	}
	return append(r.told, r.warning(r.last, strconv.Itoa(r.more)+" more lines cannot be read and are left out"))
}
