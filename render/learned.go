package render

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/knowledge"
)

// measured tells what git says of who knows the ends of an arrow, and the arrow itself.
func measured(r *analysis.Report, x *analysis.Answer) string {
	var told []string
	for _, l := range r.Learned {
		about := l.Arrow == x.Arrow || l.Component != nil && (l.Component == x.Arrow.From || l.Component == x.Arrow.To)
		if about && l.Experts != nil {
			told = append(told, Sentence(recorded(l)))
		}
	}
	return strings.Join(told, " ")
}

// recorded is "git: ana and Bo know shop best (34 files, last changed on 2026-10-01 by ana)".
func recorded(l analysis.Learned) string {
	what := "the code of " + l.Name()
	if l.Runbook != "" {
		what = "the runbook"
	}
	e := l.Experts
	if e.Unknown.Blocks() {
		return "git does not tell who knows " + what + ": " + e.Unknown.Why
	}
	var fresh, stale []string
	for _, p := range e.People {
		if p.Stale {
			stale = append(stale, p.Name)
		} else {
			fresh = append(fresh, p.Name)
		}
	}
	text := "git: "
	switch {
	case len(fresh) > 0:
		text += Series(fresh, "and") + " " + agree(len(fresh), "knows", "know") + " " + what
	default:
		text += "nobody who is still active knows " + what
	}
	text += fmt.Sprintf(" (%s, last changed on %s", Count(e.Files, "file"), e.LastEdit)
	if e.LastBy != nil {
		text += " by " + e.LastBy.Name
	}
	text += ")"
	if len(stale) > 0 {
		text += "; " + Series(stale, "and") + " did, and " + agree(len(stale), "has", "have") + " not committed for 18 months"
	}
	if e.Sole != nil {
		text += "; nobody but " + e.Sole.Name + " ever changed it"
	}
	return text
}

type learnedJSON struct {
	Component *string          `json:"component"`
	Arrow     *string          `json:"arrow"`
	Runbook   *string          `json:"runbook"`
	Known     *knownJSON       `json:"known"`
	Owners    []otherOwnerJSON `json:"owners"`
}

type knownJSON struct {
	Unknown      *string          `json:"unknown"`
	Files        int              `json:"files"`
	People       []knowerJSON     `json:"people"`
	Left         []string         `json:"left"`
	Unattributed int              `json:"unattributed"`
	Changes      int              `json:"changes"`
	Sole         *string          `json:"sole"`
	LastEdit     *string          `json:"lastEdit"`
	TruckFactor  *truckFactorJSON `json:"truckFactor"`
	Weaknesses   []string         `json:"weaknesses"`
}

type knowerJSON struct {
	Name    string `json:"name"`
	Files   int    `json:"files"`
	Changes int    `json:"changes"`
	Stale   bool   `json:"stale"`
	Last    string `json:"last"`
}

type truckFactorJSON struct {
	Unpruned int `json:"unpruned"`
	Pruned   int `json:"pruned"`
}

type otherOwnerJSON struct {
	Name   string `json:"name"`
	Where  string `json:"where"`
	File   string `json:"file"`
	Line   int32  `json:"line"`
	Agrees bool   `json:"agrees"`
}

func learnedOf(l analysis.Learned) learnedJSON {
	out := learnedJSON{Runbook: some(l.Runbook), Known: knownOf(l.Experts), Owners: each(l.Owners, otherOwnerOf)}
	if l.Component != nil {
		out.Component = some(l.Component.Name)
	}
	if l.Arrow != nil {
		out.Arrow = some(l.Arrow.Name())
	}
	return out
}

func knownOf(e *knowledge.Experts) *knownJSON {
	if e == nil {
		return nil
	}
	out := &knownJSON{
		Unknown: some(e.Unknown.Why), Files: e.Files, Unattributed: e.Unattributed, Changes: e.Changes,
		People: each(e.People, knowerOf), Left: each(e.Left, func(x knowledge.Expert) string { return x.Name }), Weaknesses: each(e.Weaknesses, itself),
	}
	if e.Sole != nil {
		out.Sole = some(e.Sole.Name)
	}
	if e.LastBy != nil {
		out.LastEdit = some(e.LastEdit.String())
	}
	if !e.ByShares && e.TruckFactor.Known() {
		out.TruckFactor = &truckFactorJSON{e.TruckFactor.Unpruned, e.TruckFactor.Pruned}
	}
	return out
}

func knowerOf(x knowledge.Expert) knowerJSON {
	return knowerJSON{x.Name, x.Files, x.Changes, x.Stale, x.Last.String()}
}

func otherOwnerOf(o analysis.OtherOwner) otherOwnerJSON {
	return otherOwnerJSON{o.Name, o.Where, o.At.File, o.At.Start.Line, o.Agrees}
}
