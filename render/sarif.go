package render

import (
	"io"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// home is where linewalk lives; rulePages is where the pages of its rules do.
const (
	home      = "https://github.com/linewalk/linewalk"
	rulePages = home + "/blob/main/analysis/rules/"
)

// SARIF writes the diagnostics in force as a SARIF 2.1.0 log of one run. Waived diagnostics are
// left out of the results, because code hosts show suppressed results as open, and are listed in
// the properties of the run. Version is the tool's.
func SARIF(w io.Writer, r *analysis.Report, version string) error {
	b := newSARIF(version)
	b.system = r.System.Name.Value
	for _, rule := range r.Rules {
		b.know(describe(rule))
	}
	for _, d := range r.Diagnostics {
		b.report(d)
	}
	b.run.Invocations = []sarifInvocation{{ExecutionSuccessful: true}}
	b.run.Properties = &sarifRunProperties{
		Headline: Headline(r), Coverage: shareOf(r.Coverage).Share, Vital: shareOf(r.Vital).Share,
		Waived: each(r.Waived, sarifWaivedOf),
	}
	return encode(w, b.log())
}

// ReadingSARIF writes the log of a drawing that could not be read.
func ReadingSARIF(w io.Writer, ds []diag.Diagnostic, version string) error {
	b := newSARIF(version)
	for _, d := range ds {
		b.report(d)
	}
	b.run.Invocations = []sarifInvocation{{ExecutionSuccessful: diag.Worst(ds) < diag.Error}}
	return encode(w, b.log())
}

// A sarifBuilder gathers the run of a log. Rules are numbered in the order they become known.
type sarifBuilder struct {
	run    sarifRun
	system string
	number map[string]int // of a rule, by its ID
}

func newSARIF(version string) *sarifBuilder {
	return &sarifBuilder{
		number: map[string]int{},
		run: sarifRun{
			Tool:       sarifTool{sarifDriver{Name: "linewalk", Version: version, InformationURI: home, Rules: []sarifRule{}}},
			ColumnKind: "unicodeCodePoints",
			Bases: map[string]sarifBase{
				sourceRoot: {Description: sarifText{"the folder that holds the repository"}},
			},
			Results: []sarifResult{},
		},
	}
}

func (b *sarifBuilder) log() sarifLog {
	return sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []sarifRun{b.run},
	}
}

// know numbers a rule and returns its number.
func (b *sarifBuilder) know(rule sarifRule) int {
	rules := &b.run.Tool.Driver.Rules
	b.number[rule.ID] = len(*rules)
	*rules = append(*rules, rule)
	return b.number[rule.ID]
}

func (b *sarifBuilder) report(d diag.Diagnostic) {
	number, known := b.number[d.Rule]
	if !known {
		number = b.know(describeReading(d))
	}
	result := sarifResult{
		RuleID: d.Rule, RuleIndex: number, Level: d.Level.String(),
		Message:      sarifText{messageOf(d)},
		Locations:    []sarifLocation{},
		Fingerprints: map[string]string{"linewalkArrow/v1": d.Key()},
		Properties: sarifResultProperties{
			Arrow: d.Arrow, Subject: d.Subject, Gap: d.Gap.String(), IfDown: d.IfDown, Mend: d.Mend, Waive: d.Waive,
		},
	}
	here := sarifLocation{Physical: physical(d.Span), Logical: b.logical(d.Arrow)}
	if here.Physical != nil || here.Logical != nil {
		result.Locations = append(result.Locations, here)
	}
	for i, r := range d.Related {
		result.Related = append(result.Related, sarifLocation{ID: i + 1, Physical: physical(r.Span), Message: &sarifText{unlinked(r.Message)}})
	}
	b.run.Results = append(b.run.Results, result)
}

func (b *sarifBuilder) logical(arrow string) []sarifLogical {
	if arrow == "" {
		return nil
	}
	full := arrow
	if b.system != "" {
		full = b.system + "/" + arrow
	}
	return []sarifLogical{{Name: arrow, FullyQualifiedName: full}}
}

// messageOf is the message with the answer and the mend, a line each. Code hosts show it whole.
func messageOf(d diag.Diagnostic) string {
	text := unlinked(d.Message)
	if d.IfDown != "" {
		text += "\nIf down: " + unlinked(d.IfDown)
	}
	if d.Mend != "" {
		text += "\nMend: " + unlinked(d.Mend)
	}
	return text
}

var links = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`)

// unlinked escapes what would be a hyperlink in a SARIF message.
func unlinked(text string) string { return links.Replace(text) }

func describe(r *analysis.Rule) sarifRule {
	return sarifRule{
		ID: r.ID, Short: sarifText{r.Title},
		Help:    sarifHelp{Text: r.Title + "\nlinewalk explain " + r.ID, Markdown: r.Page},
		HelpURI: rulePages + r.ID + ".md",
		Default: sarifConfiguration{Enabled: !r.Off, Level: r.Level.String()},
		Properties: sarifRuleProperties{
			Tags: []string{r.Group},
		},
	}
}

// describeReading describes what is wrong with a file itself, which no rule of the report says.
func describeReading(d diag.Diagnostic) sarifRule {
	text := "the drawing cannot be read as it is written"
	return sarifRule{
		ID: d.Rule, Short: sarifText{text}, Help: sarifHelp{Text: text, Markdown: text}, HelpURI: home,
		Default:    sarifConfiguration{Enabled: true, Level: diag.Error.String()},
		Properties: sarifRuleProperties{Tags: []string{"reading"}},
	}
}

func sarifWaivedOf(w analysis.Waived) sarifWaived {
	return sarifWaived{
		Key: w.Diagnostic.Key(), Rule: w.Diagnostic.Rule, Arrow: w.Diagnostic.Arrow,
		Because: w.Waiver.Because.Value, Until: w.Waiver.Until.Value.String(),
	}
}

// physical is where a span lies, or nil if it is nowhere.
func physical(s diag.Span) *sarifPhysical {
	if s.File == "" {
		return nil
	}
	at := &sarifPhysical{Artifact: artifact(s.File)}
	if !s.IsZero() {
		at.Region = region(s)
	}
	return at
}

// region is a span with an exclusive end, as SARIF has it. An end that is not behind the start is
// left out.
func region(s diag.Span) *sarifRegion {
	r := &sarifRegion{StartLine: s.Start.Line, StartColumn: max(1, s.Start.Col)}
	if s.End.Line > s.Start.Line || s.End.Line == s.Start.Line && s.End.Col > s.Start.Col {
		r.EndLine, r.EndColumn = s.End.Line, max(1, s.End.Col)
	}
	return r
}
