package render

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
)

type modeJSON struct {
	Mode   string      `json:"mode"`
	Worst  string      `json:"worst"`
	Seen   []string    `json:"seenBy"`
	Blank  []blankJSON `json:"notSeenBy"`
	Notice noticeJSON  `json:"notice"`
	Proof  *proofJSON  `json:"proof"`
}

type blankJSON struct {
	Monitor string `json:"monitor"`
	Why     string `json:"why"`
}

type proofJSON struct {
	Alert   string     `json:"alert"`
	Monitor string     `json:"monitor"`
	Stands  string     `json:"stands"`
	Steps   []stepJSON `json:"steps"`
}

type stepJSON struct {
	Step    string  `json:"step"`
	Verdict string  `json:"verdict"`
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

func modeOf(m analysis.ModeAnswer) modeJSON {
	return modeJSON{
		Mode: m.Mode.String(), Worst: m.Worst.String(),
		Seen: each(m.Sees, monitorName), Blank: each(m.Blank, blankOf),
		Notice: noticeOf(m.Notice), Proof: proofOf(m.Proof),
	}
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
