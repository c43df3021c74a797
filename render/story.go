package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// StoryOptions say which stories are told, and how.
type StoryOptions struct {
	Selection

	Color   bool // write SGR sequences
	Actions bool // break what a runner of GitHub Actions takes for commands
}

// Story writes the walk: for each selected arrow, most harmful first, what happens without it, how
// we would know, who is told, who can mend it, and whether any of that is true.
func Story(w io.Writer, r *analysis.Report, o StoryOptions) error {
	s := &sheet{colour: o.Color, actions: o.Actions}
	s.opening(r)
	chosen := o.Select(r)
	for _, x := range chosen {
		s.end()
		s.tell(r, x)
	}
	s.end()
	s.add(strong, fmt.Sprintf("%d of %s", len(chosen), Count(len(r.Answers), "arrow")))
	s.end()
	return s.writeTo(w)
}

// tell writes the story of one arrow.
func (s *sheet) tell(r *analysis.Report, x *analysis.Answer) {
	s.add(strong, x.Arrow.Name())
	s.add(faint, "  "+x.Arrow.Span.String()+"  "+About(x.Arrow))
	s.end()
	for _, p := range Tell(r, x) {
		s.passage(p)
	}
	s.cells(x.Cells)
	for _, a := range x.Assumed {
		s.answer("assumed", Sentence(a))
	}
}

// A Passage answers one question of a story: in sentences, or in points.
type Passage struct {
	Label  string // the question in a few words, lower case: "what happens"
	Text   string // empty where there are points
	Points []Point
	Grave  bool // it tells of what nobody can mend
}

// A Point is what is to be said of some of the things that a passage is about.
type Point struct{ About, Text string }

// Tell is the story of one arrow, without its cells and what it takes for granted. Every writer tells
// it in these words.
func Tell(r *analysis.Report, x *analysis.Answer) []Passage {
	var told []Passage
	if titles := x.Arrow.Titles(); titles != "" {
		told = append(told, Passage{Label: "drawn as", Text: titles})
	}
	if x.Unreviewed() {
		told = append(told, Passage{Label: "is it real", Text: imported(x.Arrow)})
	}
	told = append(told, Passage{Label: "what happens", Text: story(x.IfDown)})
	if !x.Unreviewed() || len(x.Seeing)+len(x.Boxes) > 0 || x.Owner.Owned() {
		told = append(told, watched(r, x)...)
	}
	if text := Unknowing(x.Arrow); text != "" {
		told = append(told, Passage{Label: "asked", Text: text})
	}
	for _, note := range x.Arrow.Notes.Value {
		told = append(told, Passage{Label: "note", Text: note})
	}
	return told
}

// watched are the passages on who knows of the arrow and who can mend it.
func watched(r *analysis.Report, x *analysis.Answer) []Passage {
	told := []Passage{{Label: "how we know", Text: knowing(x)}}
	if points := modes(x); len(points) > 0 {
		told = append(told, Passage{Label: "in each mode", Points: points})
	}
	return append(told,
		Passage{Label: "who is told", Text: telling(x)},
		Passage{Label: "who mends it", Text: strings.TrimSpace(mending(x) + " " + measured(r, x))},
		Passage{Label: "is it true", Text: believing(x)},
	)
}

// imported says where an arrow was read that nobody has reviewed.
func imported(a *model.Arrow) string {
	text := "nobody has said yet"
	if read := a.Evidence.Value; len(read) > 0 {
		text += "; it was read from " + read[0]
		if more := len(read) - 1; more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
	}
	return Sentence(text)
}

// Unknowing says which questions were asked of an arrow in vain, and when: "Nobody knows what happens without it or
// who can mend it, asked 2026-11-23." It is empty where there are none.
func Unknowing(a *model.Arrow) string {
	if len(a.NobodyKnows.Value) == 0 {
		return ""
	}
	asked := make([]string, len(a.NobodyKnows.Value))
	for i, topic := range a.NobodyKnows.Value {
		asked[i] = InVain(topic)
	}
	text := "nobody knows " + Series(asked, "or")
	if a.Reviewed.Given() {
		text += ", asked " + a.Reviewed.Value.On.String()
	}
	return Sentence(text)
}

// InVain words a question to which there was no answer: "nobody knows" stands before it.
func InVain(t model.Topic) string { return inVain[t] }

var inVain = [...]string{
	model.TopicIfDown: "what happens without it", model.TopicMonitors: "how we would know", model.TopicAlert: "who is told",
	model.TopicOwner: "who answers for it", model.TopicExperts: "who can mend it",
}

// passage writes one passage, each point in a paragraph of its own.
func (s *sheet) passage(p Passage) {
	if p.Text != "" {
		s.answer(p.Label, p.Text)
	}
	label := p.Label
	for _, point := range p.Points {
		s.hanging(blue, "  "+pad(label, labels)+" ", point.About+": "+point.Text, 2)
		label = ""
	}
}

// labels is the width of the labels of a story.
const labels = 13

// answer writes one question's answer behind its label.
func (s *sheet) answer(label, text string) {
	s.paragraph(blue, "  "+pad(label, labels)+" ", text)
}

// About says what kind of arrow it is: "call, place order, planned".
func About(a *model.Arrow) string {
	parts := []string{a.Kind.Value.String()}
	if a.Label.Given() {
		parts = append(parts, a.Label.Value)
	}
	if a.Status.Value != model.Live {
		parts = append(parts, a.Status.Value.String())
	}
	if a.StandIn() {
		parts = append(parts, "only a fallback")
	}
	return strings.Join(parts, ", ")
}

// knowing answers how we would know of a failing arrow.
func knowing(x *analysis.Answer) string {
	why := x.Cells.Alert.Reason
	if x.Cells.Alert.Value != people.No {
		why = "no monitor sees it go down"
	}
	unmeasured := x.Cells.Monitor.Value == people.No
	if unmeasured {
		why = x.Cells.Monitor.Reason
	}
	told := noticing(x.Notice, why)
	if x.Notice.Alert != nil && unmeasured {
		told = append(told, Sentence("the arrow itself: "+why))
	}
	told = append(told, blindness(x.Watches)...)
	told = append(told, costing(x.Cost)...)
	if len(x.Yearly) > 0 {
		told = append(told, Sentence("in a year that is "+Losses(x.Yearly)))
	}
	return strings.Join(told, " ")
}

// noticing tells when somebody is told of a failure, and by what. Why is the reason where nobody is.
func noticing(n analysis.Notice, why string) []string {
	var told []string
	switch {
	case n.Alert != nil && n.Incident != nil && n.Incident.Noticed.Given():
		told = append(told, Sentence(fmt.Sprintf("it is claimed that %s goes off %s; %s", alertOf(n), analysis.After(n.Claimed), pointing[n.Where])))
	case n.Alert != nil:
		told = append(told, Sentence(fmt.Sprintf("%s goes off %s%s, %s; %s", alertOf(n), analysis.After(n.Claimed), composed(n), punctual(n.When), pointing[n.Where])))
	case n.Where == analysis.OnDashboard:
		told = append(told, Sentence("nobody is told: "+n.Monitor.String()+" measures it, but somebody would have to look"+looking(n.Monitor)))
	case why != "":
		told = append(told, Sentence("nobody is told: "+why))
	default:
		told = append(told, "Nobody is told: no monitor sees it.")
	}
	if n.Incident != nil {
		told = append(told, experience(n))
	}
	if n.Users < n.After {
		told = append(told, Sentence("the users tell us "+analysis.After(n.Users)))
	}
	return told
}

// composed says what the time of a notice is made of, where the evidence tells.
func composed(n analysis.Notice) string {
	if n.Delay == nil {
		return ""
	}
	return " (" + n.Delay.Parts + ")"
}

func alertOf(n analysis.Notice) string {
	name := "an alert"
	if n.Alert.Name.Given() {
		name = "alert " + n.Alert.Name.Value
	}
	if n.Monitor != nil && n.Monitor.Name != "" {
		name += " of " + n.Monitor.Name
	}
	return name
}

func punctual(w analysis.When) string {
	if w == analysis.Late {
		return "too late"
	}
	return w.String()
}

// pointing says what a notice tells of the place of the failure.
var pointing = [...]string{
	analysis.Nowhere:     "it points nowhere",
	analysis.OnDashboard: "it points at a dashboard",
	analysis.AtJourney:   "it says that a journey suffers, not where",
	analysis.AtComponent: "it names a component",
	analysis.AtArrow:     "it names the arrow",
}

func looking(m *model.Monitor) string {
	look := m.LookedAt.Value
	if !m.LookedAt.Given() || !look.By.Given() {
		return ""
	}
	text := " (" + look.By.Value.Name
	if look.Every.Given() {
		text += ", every " + model.FormatDuration(look.Every.Value)
	}
	return text + ")"
}

// experience tells of the last failure on record, which overrules what is claimed.
func experience(n analysis.Notice) string {
	text := "the last time, on " + n.Incident.On.String()
	if n.Incident.Noticed.Given() {
		text += ", it took " + model.FormatDuration(n.Incident.Noticed.Value)
	}
	if n.Incident.By.Given() {
		text += ", noticed by: " + n.Incident.By.Value
	}
	if n.Incident.Noticed.Given() && n.When == analysis.Late {
		text += " (too late)"
	}
	return Sentence(text)
}

func blindness(watches []analysis.Watch) []string {
	var told []string
	for _, w := range watches {
		if w.Blind != nil {
			told = append(told, Sentence(fmt.Sprintf("monitor %s is blind to it, as its news travels through %s, which goes down too", w.Monitor, w.Blind)))
		}
	}
	return told
}

func costing(cost []analysis.Loss) []string {
	if len(cost) == 0 {
		return nil
	}
	return []string{Sentence("by then " + Losses(cost) + " are lost")}
}

// telling answers who is told.
func telling(x *analysis.Answer) string {
	alert := x.Notice.Alert
	if alert == nil {
		if x.Mending.Told.Why != "" && !x.Mending.Told.Complete {
			return Sentence("not known: " + x.Mending.Told.Why)
		}
		return "Nobody."
	}
	parties := x.Notice.Told
	text := verbs[alert.How.Value] + " " + Series(named(parties), "and") + " " + analysis.After(x.Notice.Claimed)
	if i := x.Notice.Incident; i != nil && i.Noticed.Given() {
		text = "so it is claimed, " + text
	}
	if who := reached(x, parties); who != "" {
		text += ": " + who
	}
	told := []string{Sentence(text)}
	for _, p := range parties {
		if p.Team != nil {
			told = append(told, hours(p.Team)...)
		}
	}
	return strings.Join(append(told, night(x)), " ")
}

// reached names the people behind the parties that an alert on the arrow tells.
func reached(x *analysis.Answer, parties []model.Party) string {
	told := x.Mending.Told
	if x.Notice.Where != analysis.AtArrow || !slices.ContainsFunc(parties, func(p model.Party) bool { return p.Person == nil }) {
		return ""
	}
	parts := []string{}
	if len(told.People) > 0 {
		parts = append(parts, Series(named(told.People), "and"))
	}
	if told.Why != "" {
		parts = append(parts, told.Why)
	}
	return strings.Join(parts, "; ")
}

// verbs say how an alert reaches people, at the head of a sentence.
var verbs = [...]string{
	0: "it tells", model.Page: "it pages", model.Ticket: "it opens a ticket for", model.Chat: "it writes to", model.Mail: "it mails",
}

// hours tells when nobody of the team is on call.
func hours(t *model.Team) []string {
	on := t.OnCall.Value
	switch gap := on.Hours.LongestGap(); {
	case !t.OnCall.Given():
		return nil
	case on.None:
		return []string{Sentence("nobody of " + t.Name + " is on call")}
	case gap > 0:
		return []string{Sentence(fmt.Sprintf("the hours of %s are %s: nobody is on call for up to %s", t.Name, on.Hours.Text, model.FormatDuration(gap)))}
	}
	return nil
}

// mending answers who can mend a failing arrow, who answers for it, and how few people that is.
func mending(x *analysis.Answer) string {
	can := x.Mending.Mend
	who := Series(named(can.People), "or")
	var told []string
	switch {
	case who != "" && can.Complete && len(can.People) == 1:
		told = append(told, "Only "+who+".")
	case who != "" && can.Complete:
		told = append(told, who+".")
	case who != "":
		told = append(told, who+", and "+can.Why+".")
	case can.Complete:
		told = append(told, Sentence("nobody: "+can.Why))
	default:
		told = append(told, Sentence("not known: "+can.Why))
	}
	told = append(told, Sentence(x.Cells.Owner.Reason), Sentence(busFactor(x.Mending)+": "+x.Cells.BusFactor.Reason))
	return strings.Join(told, " ")
}

// busFactor is "bus factor 1", "bus factor 1 to 3" or "bus factor at least 1".
func busFactor(n people.Need) string {
	switch {
	case n.Low == n.High:
		return fmt.Sprintf("bus factor %d", n.Low)
	case n.High == people.Unbounded && n.Low == 0:
		return "bus factor unknown"
	case n.High == people.Unbounded:
		return fmt.Sprintf("bus factor at least %d", n.Low)
	}
	return fmt.Sprintf("bus factor %d to %d", n.Low, n.High)
}

// cells writes the four cells in one line, each with a mark and in words.
func (s *sheet) cells(c analysis.Cells) {
	s.add(blue, "  "+pad("cells", labels)+" ")
	for i, cell := range c.All() {
		if i > 0 {
			s.add(plain, "   ")
		}
		mark, st := cellMark(cell.Value)
		s.add(st, mark+" "+analysis.CellWords()[i]+" "+cell.Value.String())
	}
	s.end()
}

func cellMark(v people.Tri) (string, style) {
	switch v {
	case people.Yes:
		return "+", green
	case people.No:
		return "-", red
	}
	return "?", yellow
}
