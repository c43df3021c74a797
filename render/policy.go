package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// policyHead begins the sentence that says what governed; its name follows.
const policyHead = "judged by the settings, waivers and evidence of "

// policyLine is "judged by the settings, waivers and evidence of main (3f2a91c0d2); 2 changes of them are
// proposed and have no effect".
func policyLine(p *analysis.Policy) string { return policyHead + governor(p) + proposedCount(p) }

// proposedCount is the end of that sentence.
func proposedCount(p *analysis.Policy) string {
	n := len(p.Proposed)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("; %s of them %s proposed and %s no effect", Count(n, "change"), agree(n, "is", "are"), agree(n, "has", "have"))
}

// governor names what governs, with its commit if it has one.
func governor(p *analysis.Policy) string {
	if p.Commit == "" {
		return p.Name
	}
	return fmt.Sprintf("%s (%s)", p.Name, p.Commit[:min(shortCommit, len(p.Commit))])
}

// proposal is "rule arrow-no-alert: warning -> off".
func proposal(x analysis.Proposal) string {
	return x.What + ": " + cmp.Or(x.Old, "(nothing)") + " -> " + cmp.Or(x.New, "(nothing)")
}

// fewProposals is how many proposals are named where there is little room.
const fewProposals = 20

// policyLines say what governed and what is proposed, each on a line. All of it is said if asked for.
func policyLines(p *analysis.Policy, all bool) []string {
	lines := []string{policyLine(p)}
	shown := len(p.Proposed)
	if !all {
		shown = min(shown, fewProposals)
	}
	for _, x := range p.Proposed[:shown] {
		lines = append(lines, "proposed: "+proposal(x))
	}
	if left := len(p.Proposed) - shown; left > 0 {
		lines = append(lines, fmt.Sprintf("proposed: %d more", left))
	}
	return lines
}

// policy says what governs in a text for people.
func (s *sheet) policy(p *analysis.Policy, all bool) {
	if p == nil {
		return
	}
	s.paragraph(plain, "policy:   ", policyLine(p))
	for _, line := range policyLines(p, all)[1:] {
		s.say(line)
	}
}

// policyRule is the ID of the entry that says what governed, in formats that hold nothing but findings.
const policyRule = "policy"

// policyEntry says what governed as a finding of the lowest level at the first file, for formats that hold
// nothing but findings.
func policyEntry(r *analysis.Report) (entry diag.Diagnostic, governed bool) {
	if r.Policy == nil {
		return diag.Diagnostic{}, false
	}
	entry = diag.Diagnostic{Rule: policyRule, Level: diag.Note, Message: strings.Join(policyLines(r.Policy, true), "; ")}
	if len(r.System.Files) > 0 {
		first := diag.Point{Line: 1, Col: 1}
		entry.Span = diag.Span{File: r.System.Files[0], Start: first, End: first}
	}
	return entry, true
}

// withPolicy adds to the findings of a report the entry of what governed.
func withPolicy(r *analysis.Report) []diag.Diagnostic {
	entry, governed := policyEntry(r)
	if !governed {
		return r.Diagnostics
	}
	return append(slices.Clip(r.Diagnostics), entry)
}

func policyOf(r *analysis.Report) *policyJSON {
	p := r.Policy
	if p == nil {
		return nil
	}
	return &policyJSON{
		Name: p.Name, Commit: some(p.Commit),
		Proposed: each(p.Proposed, func(x analysis.Proposal) proposalJSON { return proposalJSON{x.What, some(x.Old), some(x.New)} }),
	}
}

type policyJSON struct {
	Name     string         `json:"name"`
	Commit   *string        `json:"commit"`
	Proposed []proposalJSON `json:"proposed"`
}

type proposalJSON struct {
	What string  `json:"what"`
	Old  *string `json:"old"`
	New  *string `json:"new"`
}
