package render

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/fmea"
	"github.com/linewalk/linewalk/model"
)

type modeJSON struct {
	Mode       string      `json:"mode" words:"mode"`
	Worst      string      `json:"worst" words:"verdict"`
	Severity   int         `json:"severity"`
	Occurrence int         `json:"occurrence"`
	Detection  int         `json:"detection"`
	Priority   string      `json:"priority" words:"priority"`
	Seen       []string    `json:"seenBy"`
	Blank      []blankJSON `json:"notSeenBy"`
	Notice     noticeJSON  `json:"notice"`
	Proof      *proofJSON  `json:"proof"`
}

type blankJSON struct {
	Monitor string `json:"monitor"`
	Why     string `json:"why"`
}

type proofJSON struct {
	Alert   string     `json:"alert"`
	Monitor string     `json:"monitor"`
	Stands  string     `json:"stands" words:"step"`
	Steps   []stepJSON `json:"steps"`
}

type stepJSON struct {
	Step    string  `json:"step" words:"step"`
	Verdict string  `json:"verdict" words:"proof"`
	Why     *string `json:"why"`
	File    *string `json:"file"`
	Line    int32   `json:"line"`
	Column  int32   `json:"column"`
}

type delayJSON struct {
	Least seconds `json:"least"`
	Most  seconds `json:"most"`
	Parts string  `json:"parts"`
}

type evidenceJSON struct {
	Kind   string       `json:"kind"`
	File   string       `json:"file"`
	Unread []unreadPart `json:"unread"`
}

type unreadPart struct {
	Line     int32    `json:"line"`
	Column   int32    `json:"column"`
	Why      string   `json:"why"`
	Mentions []string `json:"mentions"`
}

// modesOf are the modes of an arrow with their ratings, which are in the same order.
func modesOf(modes []analysis.ModeAnswer, rated []fmea.Ratings) []modeJSON {
	all := make([]modeJSON, len(modes))
	for i, m := range modes {
		r := rated[i]
		all[i] = modeJSON{
			Mode: m.Mode.String(), Worst: m.Worst.String(),
			Severity: r.Severity.Value, Occurrence: r.Occurrence.Value, Detection: r.Detection.Value, Priority: r.Priority.String(),
			Seen: each(m.Sees, monitorName), Blank: each(m.Blank, blankOf),
			Notice: noticeOf(m.Notice), Proof: proofOf(m.Proof),
		}
	}
	return all
}

func blankOf(u analysis.Unfit) blankJSON { return blankJSON{u.Monitor.String(), u.Why} }

func proofOf(p *analysis.Proof) *proofJSON {
	if p == nil {
		return nil
	}
	out := &proofJSON{Alert: p.Alert.String(), Monitor: p.Monitor.String(), Stands: p.Ladder.Stands().String()}
	if out.Steps = []stepJSON{}; p.Claim == nil {
		return out
	}
	for r := evidence.Stated; r < evidence.Rungs; r++ {
		step := p.Ladder[r]
		out.Steps = append(out.Steps, stepJSON{
			Step: r.String(), Verdict: step.Verdict.String(), Why: some(step.Why),
			File: some(step.At.File), Line: step.At.Start.Line, Column: step.At.Start.Col,
		})
	}
	return out
}

func delayOf(d *evidence.Delay) *delayJSON {
	if d == nil {
		return nil
	}
	return &delayJSON{seconds(d.Least), seconds(d.Most), d.Parts}
}

func evidenceOf(f model.EvidenceFile) evidenceJSON {
	return evidenceJSON{f.Kind.String(), f.Name, each(f.Unread, unreadOf)}
}

func unreadOf(u model.Unread) unreadPart {
	return unreadPart{u.Span.Start.Line, u.Span.Start.Col, u.Why, each(u.Mentions, itself)}
}
