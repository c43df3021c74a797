package render

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/fmea"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// JSONPage describes the JSON documents in Markdown, field by field.
//
//go:embed json.md
var JSONPage string

// schemaVersion is the version of the JSON documents. Within a version fields are added and never
// renamed, removed or given another meaning.
const schemaVersion = 1

// JSON writes the whole report as one JSON document, described in JSONPage. Version is the tool's.
// It goes arrow by arrow: how far all of them reach together may not fit into memory.
func JSON(w io.Writer, r *analysis.Report, version string) error {
	document, err := encoded("", documentOf(r, version))
	if err != nil {
		return err
	}
	// No line feed stands inside a JSON string, so this is the document's own list of arrows.
	before, after, _ := bytes.Cut(document, []byte("\n  \"arrows\": []"))
	out := bufio.NewWriter(w)
	out.Write(before)
	out.WriteString("\n  \"arrows\": [")
	rank := rankOf(r)
	for i, x := range r.Answers {
		arrow, err := encoded("    ", arrowOf(x, rank[x], fmea.Rate(r, x)))
		if err != nil {
			return err
		}
		out.WriteString(separators[min(i, 1)])
		out.Write(bytes.TrimSuffix(arrow, []byte("\n")))
	}
	out.WriteString(closings[min(len(r.Answers), 1)])
	out.Write(after)
	return out.Flush()
}

// What stands before the first element of a list and the later ones, and after an empty list and
// another one, in a list of the document.
var (
	separators = [2]string{"\n    ", ",\n    "}
	closings   = [2]string{"]", "\n  ]"}
)

// ReadingJSON writes the document of a drawing that could not be read: its diagnostics, and nothing
// judged.
func ReadingJSON(w io.Writer, ds []diag.Diagnostic, in diag.Repository, version string) error {
	return encode(w, unreadJSON{
		SchemaVersion: schemaVersion, Tool: toolJSON{"linewalk", version},
		Counts:      countsOf(ds),
		Diagnostics: diagnosticsOf(ds, in),
	})
}

// WhatIfJSON writes the answer to a question about any failure set, in the shapes of JSON.
func WhatIfJSON(w io.Writer, x *analysis.WhatIf, version string) error {
	return encode(w, whatIfJSON{
		SchemaVersion: schemaVersion, Tool: toolJSON{"linewalk", version},
		System:  x.System.Name.Value,
		Failed:  each(x.Failed(), itself),
		Mode:    x.Question.Mode.String(),
		IfDown:  ifDownOf(x.IfDown),
		Notice:  noticeOf(x.Notice),
		Watches: each(x.Watches, watchOf),
		Cost:    each(x.Cost, lossOf),
		Assumed: each(x.Assumed, itself),
	})
}

// encode writes v indented.
func encode(w io.Writer, v any) error {
	document, err := encoded("", v)
	if err != nil {
		return err
	}
	_, err = w.Write(document)
	return err
}

// encoded is v indented below prefix, with nothing in it that a terminal or a runner would act on: that
// stands in JSON's own escapes, which changes nothing for a program that reads them.
func encoded(prefix string, v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return quiet(b.Bytes()), nil
}

// quiet escapes the hidden runes of a JSON document, and what a runner of GitHub Actions takes for the
// start of a command: "##[" stands nowhere but in strings. The line feeds between its tokens and the
// ASCII control characters, which the encoder has escaped, are not hidden.
func quiet(document []byte) []byte {
	if bytes.Contains(document, []byte("##[")) {
		document = bytes.ReplaceAll(document, []byte("##["), []byte(`\u0023#[`))
	}
	if !slices.ContainsFunc(document, func(b byte) bool { return b >= 0x7f }) {
		return document
	}
	out := make([]byte, 0, len(document)+64)
	for i := 0; i < len(document); {
		r, size := utf8.DecodeRune(document[i:])
		switch {
		case !loud(r):
			out = append(out, document[i:i+size]...)
		case r > 0xffff:
			r -= 0x10000
			out = appendEscape(appendEscape(out, 0xd800+r>>10), 0xdc00+r&0x3ff)
		default:
			out = appendEscape(out, r)
		}
		i += size
	}
	return out
}

func loud(r rune) bool { return r != '\n' && hidden(r) }

func appendEscape(out []byte, unit rune) []byte {
	out = append(out, `\u`...)
	for shift := 12; shift >= 0; shift -= 4 {
		out = append(out, "0123456789abcdef"[unit>>shift&0xf])
	}
	return out
}

// seconds is a time after a failure: a number of seconds, null for never.
type seconds time.Duration

// MarshalJSON implements json.Marshaler.
func (s seconds) MarshalJSON() ([]byte, error) {
	if time.Duration(s) == propagation.Never {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, time.Duration(s).Seconds(), 'f', -1, 64), nil
}

// each converts a list. No list is null in JSON.
func each[A, B any](from []A, convert func(A) B) []B {
	to := make([]B, len(from))
	for i, a := range from {
		to[i] = convert(a)
	}
	return to
}

func itself(s string) string { return s }

func nameOf(c *model.Component) string             { return c.Name }
func personName(p *model.Person) string            { return p.Name }
func monitorName(m *model.Monitor) string          { return m.String() }
func answerName(x *analysis.Answer) string         { return x.Arrow.Name() }
func componentNames(c []*model.Component) []string { return each(c, nameOf) }

// given is the stated value, or null.
func given[T any](s model.Stated[T]) *T {
	if !s.Given() {
		return nil
	}
	return &s.Value
}

// givenSeconds is a stated duration in seconds, or null.
func givenSeconds(s model.Stated[time.Duration]) *seconds {
	if !s.Given() {
		return nil
	}
	v := seconds(s.Value)
	return &v
}

// some is the text, or null where it is empty.
func some(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// documentOf is the document without its arrows, of which the list is left empty.
func documentOf(r *analysis.Report, version string) documentJSON {
	return documentJSON{
		SchemaVersion: schemaVersion, Tool: toolJSON{"linewalk", version},
		Read:        true,
		System:      r.System.Name.Value,
		Description: given(r.System.Description),
		Files:       each(r.System.Files, itself),
		Evidence:    each(r.Evidence, evidenceOf),
		Learned:     each(r.Learned, learnedOf),
		Today:       r.Today.String(),
		Headline:    headlineOf(r),
		Counts:      reportCounts(r),
		Coverage:    coverageOf(r),
		Arrows:      []arrowJSON{},
		Journeys:    each(r.Journeys, journeyOf),
		NeverUp:     componentNames(r.NeverUp),
		Deadlocks:   each(r.Deadlocks, componentNames),
		Diagnostics: diagnosticsOf(r.Diagnostics, r.Repository),
		Waived:      allWaived(r),
		Baselined:   diagnosticsOf(r.Baselined, r.Repository),
		Since:       sinceOf(r),
		Policy:      policyOf(r),
		Rules:       each(r.Rules, ruleOf),
		Changed:     each(r.Changed, changedOf),
	}
}

func headlineOf(r *analysis.Report) headlineJSON {
	h := r.Headline
	return headlineJSON{
		Text: Headline(r), Arrows: h.Arrows, Breaking: h.Breaking, Todo: h.Todo, Unnoticed: h.Unnoticed, Assumed: h.Assumed,
		Sole: each(h.Sole, func(s analysis.Sole) soleJSON { return soleJSON{s.Person.Name, s.Arrows} }),
	}
}

func reportCounts(r *analysis.Report) countsJSON {
	c := countsOf(r.Diagnostics)
	c.Waived, c.WaiversExpired, c.Baselined = len(r.Waived), expired(r.Waivers), len(r.Baselined)
	c.WaiversEndSoon = len(endingSoon(r.Waivers))
	if r.NoWaivers {
		c.WaiversAside = len(r.Waivers)
	}
	c.Vanished = r.Vanished
	return c
}

func countsOf(ds []diag.Diagnostic) countsJSON {
	c := diag.Count(ds)
	return countsJSON{Errors: c.Errors, Warnings: c.Warnings, Notes: c.Notes}
}

func coverageOf(r *analysis.Report) coverageJSON {
	n := CellCounts(r.Answers)
	return coverageJSON{
		All: shareOf(r.Coverage), Vital: shareOf(r.Vital),
		Cells: cellCountsJSON{triOf(n[0]), triOf(n[1]), triOf(n[2]), triOf(n[3])},
	}
}

func triOf(t Tri) triJSON { return triJSON(t) }

func shareOf(c analysis.Coverage) shareJSON {
	return shareJSON{c.Arrows, c.Covered, c.Asked, math.Round(c.Share()*10000) / 10000}
}

// rankOf has the place of each answer in the order of harm, from 1.
func rankOf(r *analysis.Report) map[*analysis.Answer]int {
	rank := make(map[*analysis.Answer]int, len(r.ByHarm))
	for i, x := range r.ByHarm {
		rank[x] = i + 1
	}
	return rank
}

func arrowOf(x *analysis.Answer, rank int, rated []fmea.Ratings) arrowJSON {
	a := x.Arrow
	return arrowJSON{
		Name: a.Name(), From: a.From.Name, To: a.To.Name, Qualifier: some(a.Qualifier),
		Kind: a.Kind.Value.String(), Label: given(a.Label), Status: a.Status.Value.String(),
		File: a.Span.File, Line: a.Span.Start.Line, Column: a.Span.Start.Col,
		Rank: rank, Answered: a.Answered(), Bare: a.Bare,
		Cells:     cellsJSON{cellOf(x.Cells.Monitor), cellOf(x.Cells.Alert), cellOf(x.Cells.Owner), cellOf(x.Cells.BusFactor)},
		IfDown:    ifDownOf(x.IfDown),
		Notice:    noticeOf(x.Notice),
		Modes:     modesOf(x.Modes, rated),
		Proof:     proofOf(x.Proof),
		Watches:   each(x.Watches, watchOf),
		Owner:     ownerOf(x.Owner),
		Ownership: ownershipOf(x.Owner),
		People:    peopleOf(x.Mending),
		AtNight:   clauseOf(x.AtNight),
		Cost:      each(x.Cost, lossOf),
		Yearly:    each(x.Yearly, lossOf),
		Assumed:   each(x.Assumed, itself),
		Reviewed:  reviewedOf(a.Reviewed),
		InVain:    each(a.NobodyKnows.Value, model.Topic.String),
		Notes:     each(a.Notes.Value, itself),
	}
}

func reviewedOf(r model.Stated[model.Reviewed]) *reviewedJSON {
	if !r.Given() {
		return nil
	}
	out := &reviewedJSON{On: r.Value.On.String()}
	if r.Value.By.Given() {
		out.By = some(r.Value.By.Value.Name)
	}
	return out
}

func cellOf(c analysis.Cell) cellJSON { return cellJSON{c.Value.String(), c.Reason} }

func ifDownOf(c analysis.Consequence) ifDownJSON {
	spread := c.Spread()
	return ifDownJSON{
		Line: c.Line, Worst: c.Worst.String(),
		Journeys:   each(c.Journeys, fateOf),
		Components: each(spread.Components, componentStateOf),
		Arrows:     each(spread.Arrows, arrowStateOf),
	}
}

func fateOf(j analysis.JourneyState) fateJSON {
	return fateJSON{j.Journey.Name, j.Verdict.String(), seconds(j.Degraded), seconds(j.Broken)}
}

// The words of what components and arrows come to at worst.
const (
	stateDown, stateDegraded  = "down", "degraded"
	stateFails, stateImpaired = "fails", "impaired"
)

func componentStateOf(s analysis.ComponentState) componentStateJSON {
	return componentStateJSON{s.Component.Name, worst(s.Down, stateDown, stateDegraded), seconds(s.Degraded), seconds(s.Down)}
}

func arrowStateOf(s analysis.ArrowState) arrowStateJSON {
	return arrowStateJSON{s.Arrow.Name(), worst(s.Fails, stateFails, stateImpaired), seconds(s.Impaired), seconds(s.Fails)}
}

func worst(worse time.Duration, bad, poor string) string {
	if worse != propagation.Never {
		return bad
	}
	return poor
}

func noticeOf(n analysis.Notice) noticeJSON {
	out := noticeJSON{
		When: n.When.String(), Where: n.Where.String(), After: seconds(n.After), UsersAfter: seconds(n.Users),
		ClaimedAfter: seconds(n.Claimed), Delay: delayOf(n.Delay),
	}
	if n.Alert != nil {
		out.Alert = some(n.Alert.String())
	}
	if n.Monitor != nil {
		out.Monitor = some(n.Monitor.String())
	}
	if i := n.Incident; i != nil {
		out.Incident = &incidentJSON{i.On.String(), givenSeconds(i.Noticed), given(i.By)}
	}
	return out
}

func watchOf(w analysis.Watch) watchJSON {
	out := watchJSON{Monitor: w.Monitor.String(), Where: w.Where.String(), Onset: seconds(w.Onset)}
	if w.Blind != nil {
		out.Blind = &w.Blind.Name
	}
	return out
}

func ownerOf(o model.Ownership) *string {
	if !o.Owned() {
		return nil
	}
	return &o.Party.Name
}

// ownershipHows are the words of model.OwnershipHow in JSON.
var ownershipHows = [...]string{
	model.OwnedByNobody: "nothing stated", model.OwnedOutright: "stated", model.OwnedByEnds: "ends agree",
	model.OwnedByEnd: "one end", model.OwnedBetween: "between owners", model.OwnedKnownNone: "known to be nobody",
}

func ownershipOf(o model.Ownership) ownershipJSON {
	return ownershipJSON{ownershipHows[o.How], some(o.From.Name), some(o.To.Name)}
}

func peopleOf(n people.Need) peopleJSON {
	out := peopleJSON{Told: clauseOf(n.Told), Mend: clauseOf(n.Mend), Low: n.Low, Cut: each(n.Cut(), personName)}
	if n.High != people.Unbounded {
		out.High = &n.High
	}
	return out
}

func clauseOf(c people.Clause) clauseJSON {
	return clauseJSON{each(c.People, personName), c.Complete, some(c.Why)}
}

func lossOf(l analysis.Loss) lossJSON {
	return lossJSON{math.Round(l.Amount*100) / 100, l.Currency}
}

func journeyOf(j *analysis.JourneyAnswer) journeyJSON {
	out := journeyJSON{
		Name: j.Journey.Name, File: j.Journey.Span.File, Line: j.Journey.Span.Start.Line, Column: j.Journey.Span.Start.Col,
		Target: given(j.Journey.Target), Tier: given(j.Journey.Tier), NoticeWithin: givenSeconds(j.Journey.NoticeWithin),
		Breaks: each(j.Breaks, answerName), Degrades: each(j.Degrades, answerName),
		Value: each(j.Value, monitorName), Synthetic: each(j.Synthetic, monitorName),
	}
	if j.Journey.Who.Given() {
		out.Who = &j.Journey.Who.Value.Name
	}
	if j.Journey.Owner.Given() {
		out.Owner = &j.Journey.Owner.Value.Name
	}
	if worth := j.Journey.Worth; worth.Given() {
		out.Worth = &worthJSON{worth.Value.Amount, worth.Value.Currency, seconds(worth.Value.Per)}
	}
	return out
}

func diagnosticsOf(ds []diag.Diagnostic, in diag.Repository) []diagnosticJSON {
	all := make([]diagnosticJSON, len(ds))
	for i, key := range diag.Keys(ds, in) {
		all[i] = diagnosticOf(ds[i], key)
	}
	return all
}

func diagnosticOf(d diag.Diagnostic, key string) diagnosticJSON {
	return diagnosticJSON{
		Key: key, Rule: d.Rule, Level: d.Level.String(), placeJSON: placeOf(d.Span), Message: d.Message,
		Arrow: some(d.Arrow), Subject: some(d.Subject), Gap: d.Gap.String(),
		IfDown: some(d.IfDown), Mend: some(d.Mend), Waive: some(d.Waive),
		Related: each(d.Related, func(r diag.Related) relatedJSON { return relatedJSON{placeOf(r.Span), r.Message} }),
	}
}

func placeOf(s diag.Span) placeJSON {
	return placeJSON{s.File, s.Start.Line, s.Start.Col, s.End.Line, s.End.Col}
}

func allWaived(r *analysis.Report) []waivedJSON {
	all := make([]waivedJSON, len(r.Waived))
	for i, d := range diagnosticsOf(r.WaivedDiagnostics(), r.Repository) {
		all[i] = waivedOf(r.Waived[i], d)
	}
	return all
}

func waivedOf(w analysis.Waived, d diagnosticJSON) waivedJSON {
	out := waivedJSON{
		Diagnostic: d, Because: w.Waiver.Because.Value, Until: w.Waiver.Until.Value.String(),
		File: w.Waiver.Span.File, Line: w.Waiver.Span.Start.Line, Column: w.Waiver.Span.Start.Col,
	}
	if w.Waiver.By.Given() {
		out.By = &w.Waiver.By.Value.Name
	}
	return out
}

func ruleOf(r *analysis.Rule) ruleJSON {
	return ruleJSON{r.ID, r.Title, r.Group, r.Level.String(), r.Off}
}

// settingOff stands for a level where a rule is silent.
const settingOff = "off"

func changedOf(s model.RuleSetting) changedJSON {
	level := settingOff
	if !s.Off {
		level = s.Level.String()
	}
	return changedJSON{s.Rule, level, s.Span.File, s.Span.Start.Line, s.Span.Start.Col}
}
