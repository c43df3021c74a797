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
	b := newSARIF(r.Repository, version)
	b.system = r.System.Name.Value
	for _, rule := range r.Rules {
		b.know(describe(rule))
	}
	b.reportAll(r.Diagnostics)
	b.run.Invocations = []sarifInvocation{{ExecutionSuccessful: true}}
	b.run.Properties = &sarifRunProperties{
		Headline: Headline(r), Coverage: shareOf(r.Coverage).Share, Vital: shareOf(r.Vital).Share,
		Waived: sarifWaivedOf(r), Baselined: len(r.Baselined), Policy: policyOf(r),
	}
	return encode(w, b.log())
}

// ReadingSARIF writes the log of a drawing that could not be read.
func ReadingSARIF(w io.Writer, ds []diag.Diagnostic, in diag.Repository, version string) error {
	b := newSARIF(in, version)
	b.reportAll(ds)
	b.run.Invocations = []sarifInvocation{{ExecutionSuccessful: diag.Worst(ds) < diag.Error}}
	return encode(w, b.log())
}

// A sarifBuilder gathers the run of a log. Rules are numbered in the order they become known.
type sarifBuilder struct {
	run    sarifRun
	in     diag.Repository
	system string
	number map[string]int // of a rule, by its ID
}

func newSARIF(in diag.Repository, version string) *sarifBuilder {
	return &sarifBuilder{
		in:     in,
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

func (b *sarifBuilder) reportAll(ds []diag.Diagnostic) {
	for i, key := range diag.Keys(ds, b.in) {
		b.report(ds[i], key)
	}
}

func (b *sarifBuilder) report(d diag.Diagnostic, key string) {
	number, known := b.number[d.Rule]
	if !known {
		number = b.know(describeReading(d))
	}
	result := sarifResult{
		RuleID: d.Rule, RuleIndex: number, Level: d.Level.String(),
		Message:      sarifText{messageOf(d)},
		Locations:    []sarifLocation{},
		Fingerprints: map[string]string{"linewalkArrow/v1": key},
		Properties: sarifResultProperties{
			Arrow: d.Arrow, Subject: d.Subject, Gap: d.Gap.String(), IfDown: d.IfDown, Mend: d.Mend, Waive: d.Waive,
		},
	}
	if d.Fix != nil {
		result.Fixes = []sarifFix{b.fix(d)}
	}
	here := sarifLocation{Physical: b.physical(d.Span), Logical: b.logical(d.Arrow)}
	if here.Physical != nil || here.Logical != nil {
		result.Locations = append(result.Locations, here)
	}
	for i, r := range d.Related {
		result.Related = append(result.Related, sarifLocation{ID: i + 1, Physical: b.physical(r.Span), Message: &sarifText{unlinked(r.Message)}})
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

// fix proposes to write what mends the diagnostic.
func (b *sarifBuilder) fix(d diag.Diagnostic) sarifFix {
	at := d.Fix.At
	return sarifFix{
		Description: sarifText{unlinked("write " + d.Mend)},
		Changes: []sarifChange{{
			Artifact: artifact(b.in.Path(d.Fix.File)),
			Replacements: []sarifReplacement{{
				Deleted:  sarifRegion{StartLine: at.Line, StartColumn: at.Col, EndLine: at.Line, EndColumn: at.Col},
				Inserted: sarifText{d.Fix.Text},
			}},
		}},
	}
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

// unlinked makes a text visible, and escapes what would be a hyperlink in a SARIF message.
func unlinked(text string) string { return links.Replace(Visible(text)) }

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

func sarifWaivedOf(r *analysis.Report) []sarifWaived {
	all := make([]sarifWaived, len(r.Waived))
	for i, key := range diag.Keys(r.WaivedDiagnostics(), r.Repository) {
		d, waiver := r.Waived[i].Diagnostic, r.Waived[i].Waiver
		all[i] = sarifWaived{
			Key: key, Rule: d.Rule, Arrow: d.Arrow,
			Because: waiver.Because.Value, Until: waiver.Until.Value.String(),
		}
	}
	return all
}

// physical is where a span lies, or nil if it is nowhere.
func (b *sarifBuilder) physical(s diag.Span) *sarifPhysical {
	if s.File == "" {
		return nil
	}
	at := &sarifPhysical{Artifact: artifact(b.in.Path(s.File))}
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
