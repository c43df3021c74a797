package meeting

import (
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/render"
)

// A Question is what is asked, and how it can be answered. All texts are as the drawing has them: a front makes
// them inert.
type Question struct {
	Topic   string   // in a word or two
	Ask     string   // the question
	Choices []Choice // the short answers
	Present string   // the answer that there is, which an empty line keeps; empty if there is none
	Whence  string   // where it comes from, if not from the arrow itself
	Help    []string // why it is asked, and how to answer: two lines
	Instant string   // the answers of one letter that need no Enter where keys are seen one by one
	Names   []string // that an answer may have in it, to complete
	Aside   bool     // it comes in between
	Broken  bool     // nothing is asked: the drawing cannot be read, and an empty line reads it again
	Ending  bool     // nothing more is asked: an empty line ends the meeting
	Empty   string   // what an empty line does
	Before  string   // what was last said to this question; empty if nothing was
}

// A Choice is a short answer and what it means.
type Choice struct{ Key, Means string }

// Question is the question at hand.
func (m *Meeting) Question() Question {
	switch {
	case m.Over():
		return Question{}
	case m.fault != nil:
		return Question{
			Topic: "waiting", Ask: "Mend the drawing, then press Enter.", Broken: true, Empty: "read again",
			Help: []string{"The drawing has faults just now, so nothing can be asked of it or written into it.", "Mend them in your editor and press Enter here; q ends the meeting."},
		}
	case m.at == nil:
		return Question{
			Topic: "last", Ask: "That was the last arrow. Enter ends the meeting, u takes the last answer back.", Empty: "end", Ending: true,
			Help: []string{"Nothing is left to ask. The minutes are written when the meeting ends.", "u takes the last answer back, < asks the last question again."},
		}
	case m.aside != nil:
		q := m.aside.Question
		q.Aside = true
		return q
	}
	q := m.asked(m.answered())
	q.Before = m.before[m.stage.topic]
	if q.Empty = "skip"; q.Present != "" {
		q.Empty = "keep"
	}
	return q
}

// asked is the question of the stage at hand.
func (m *Meeting) asked(x *analysis.Answer) Question {
	switch m.stage.topic {
	case model.TopicIfDown:
		return m.askIfDown(x)
	case model.TopicMonitors:
		return m.askMonitors(x)
	case model.TopicAlert:
		return m.askAlert(x)
	case model.TopicOwner:
		return m.askOwner(x)
	case model.TopicExperts:
		return m.askExperts(x)
	}
	return Question{
		Topic: "real?", Ask: "Is it real?", Instant: "yn",
		Choices: []Choice{{"y", "yes"}, {"n", "no, never draw it again"}, {"d or b", "yes, and without it " + x.Arrow.DependentComponent().Name + " degrades or breaks"}},
		Help: []string{
			"An import drew this from files; only somebody who knows can say whether it is so. Until then it counts as unknown.",
			"y or n; d, b or b 4h answer the next question too. If it runs the other way: n, and draw it turned round by hand.",
		},
	}
}

func (m *Meeting) askIfDown(x *analysis.Answer) Question {
	a := x.Arrow
	q := Question{
		Topic: "what happens", Ask: "What happens to " + a.DependentComponent().Name + " without it?",
		Choices: []Choice{{"n", "nothing"}, {"d", "degrades"}, {"b", "breaks"}, {"b 4h", "breaks after 4h"}, {"d, b 30m", "degrades, and breaks after 30m"}},
		Help: []string{
			"Until somebody says, it is taken to break at once. The answer decides which journeys suffer, and when.",
			"n, d or b, with a time if it takes one (b 4h), in stages (d, b 30m), or for both ends (from: b, to: d 1h).",
		},
	}
	if a.IfDown.Given() {
		q.Present, q.Whence = IfDownText(a), m.whence(a, a.IfDown.Span)
	}
	return q
}

func (m *Meeting) askMonitors(x *analysis.Answer) Question {
	q := Question{
		Topic: "how would we know", Ask: "How would we know that it doesn't work?",
		Names: append(m.monitorNames(), signalNames()...),
		Help: []string{
			"What nobody measures, the users report. Watching both boxes is not enough: they can be well while nothing passes.",
			"Numbers or names, with commas; for a new one what it measures, and a name if others share it (errors cart-errors); -NAME takes off.",
		},
	}
	for i, name := range m.likelyMonitors(x) {
		q.Choices = append(q.Choices, Choice{fmt.Sprint(i + 1), m.titleOfMonitor(name)})
	}
	q.Choices = append(q.Choices, Choice{"e, l, t ...", "new: errors, latency, traffic ..."}, Choice{"n", "none"})
	switch watchers := watching(x.Arrow, x); {
	case len(watchers) > 0:
		names := make([]string, len(watchers))
		for i, w := range watchers {
			names[i] = w.Monitor.String()
		}
		q.Present = strings.Join(names, ", ")
		if !x.Arrow.Monitors.Given() {
			q.Whence = "says that it watches the arrow"
		} else {
			q.Whence = m.whence(x.Arrow, x.Arrow.Monitors.Span)
		}
	case x.Arrow.Monitors.Given():
		q.Present, q.Whence = none, m.whence(x.Arrow, x.Arrow.Monitors.Span)
	}
	return q
}

// none is the word for what is known not to be there.
const none = "none"

func (m *Meeting) askAlert(x *analysis.Answer) Question {
	w, _ := watcherOf(x, m.stage.monitor)
	q := Question{
		Topic: "who is told", Ask: "Who is told when " + w.Monitor.String() + " goes off?",
		Choices: []Choice{{"o", "whoever owns the arrow" + called(x.Owner.Party.Name)}},
		Names:   append([]string{"owner"}, m.partyNames()...),
		Help: []string{
			"A monitor that tells nobody is a dashboard: somebody has to look at the right moment.",
			"A team, a person, o (the owner) or a #channel, then how (page, ticket, chat, mail) and after how long: o page 5m.",
		},
	}
	q.Choices = append(q.Choices, numbered(m.likelyTold(x))...)
	q.Choices = append(q.Choices, Choice{"... page 5m", "how, and after how long"}, Choice{"n", "nobody"})
	switch alerts := w.Alerts; {
	case len(alerts.Value) > 0:
		q.Present = alertText(alerts.Value[0])
	case alerts.Given():
		q.Present = none
	}
	return q
}

func called(name string) string {
	if name == "" {
		return ""
	}
	return ", " + name
}

func (m *Meeting) askOwner(x *analysis.Answer) Question {
	q := Question{
		Topic: "who answers for it", Ask: "Who answers for it?",
		Choices: append(numbered(m.likelyParties(x)), Choice{"NAME", "a team or a person"}, Choice{"n", "nobody"}), Names: m.partyNames(),
		Help: []string{
			"Between two teams each thinks that the other is watching. The owner is who answers for the line itself.",
			"A number, a name or its beginning; a new name is taken in after a yes. web; ana, li also says who can mend it.",
		},
	}
	switch o := x.Owner; {
	case o.How == model.OwnedOutright:
		q.Present, q.Whence = o.Party.Name, m.whence(x.Arrow, x.Arrow.Owner.Span)
	case o.How == model.OwnedByEnds:
		q.Present, q.Whence = o.Party.Name, "by its ends, as owners agree"
	case o.How == model.OwnedByEnd:
		q.Present, q.Whence = o.Party.Name, "by one end, as settings.arrow-owner says"
	case x.Arrow.Owner.Given():
		q.Present = "nobody"
	}
	return q
}

func (m *Meeting) askExperts(x *analysis.Answer) Question {
	a := x.Arrow
	q := Question{
		Topic: "who can mend it", Ask: "Who knows it well enough to mend it?",
		Choices: append(numbered(m.likelyExperts(x)), Choice{"NAME, NAME", "people"}, Choice{"n", "nobody"}), Names: m.peopleNames(),
		Help: []string{
			"If only one person can mend it, their holiday is an outage. The bus factor counts who is told and knows it.",
			"Names or numbers of people, with commas; a new name is taken in after a yes.",
		},
	}
	switch {
	case a.Experts.Given():
		q.Present, q.Whence = namesOf(a.Experts.Value), m.whence(a, a.Experts.Span)
	case len(a.From.Experts.Value)+len(a.To.Experts.Value) > 0:
		q.Present, q.Whence = namesOf(slices.Concat(a.From.Experts.Value, a.To.Experts.Value)), "who know its ends"
	}
	return q
}

func namesOf(parties []model.Party) string {
	if len(parties) == 0 {
		return "nobody"
	}
	var names []string
	for _, p := range parties {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return strings.Join(names, ", ")
}

// IfDownText is what an arrow says happens without it, as a drawing writes that.
func IfDownText(a *model.Arrow) string {
	d := a.IfDown.Value
	if !d.ByEnd {
		return stagesText(d.Ends[a.Kind.Value.Dependent()])
	}
	var parts []string
	for _, e := range []model.End{model.From, model.To} {
		if len(d.Ends[e]) > 0 {
			parts = append(parts, e.String()+": "+stagesText(d.Ends[e]))
		}
	}
	return strings.Join(parts, ", ")
}

func stagesText(stages []model.Stage) string {
	parts := make([]string, len(stages))
	for i, s := range stages {
		parts[i] = s.Effect.String()
		if s.After > 0 {
			parts[i] += " after " + model.FormatDuration(s.After)
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// alertText says whom an alert tells, how and after how long.
func alertText(a *model.Alert) string {
	text := namesOf(a.Tells.Value)
	if a.How.Given() {
		text += " " + a.How.Value.String()
	}
	if a.After.Given() {
		text += " " + model.FormatDuration(a.After.Value)
	}
	return text
}

// Evidence are the places that an imported arrow was read from, with what they leave open.
func (m *Meeting) Evidence() []string {
	x := m.answered()
	if x == nil || x.Arrow.Review.Value != model.ReviewTodo {
		return nil
	}
	return x.Arrow.Evidence.Value
}

// Doubt is what an import could not tell of the arrow at hand; empty if nothing.
func (m *Meeting) Doubt() string {
	x := m.answered()
	if x == nil || x.Arrow.Review.Value != model.ReviewTodo {
		return ""
	}
	a := x.Arrow
	switch {
	case onlyRead(a, "probe") || slices.Contains(a.Tags.Value, "probe"):
		return "Only a health check, or a call too?"
	case onlyRead(a, "allowed"):
		return "It is allowed: is it used?"
	case onlyAs(a, model.Lowest):
		return "Only the order of starting is known: is there a call?"
	case onlyAs(a, model.Low):
		return "A guess from the names: is it so?"
	case a.Kind.Value == model.Event && (a.To.IsHub() || a.From.IsHub()):
		return "Does it run this way? If not, say n, and draw " + model.ArrowName(a.To.Name, a.From.Name, a.Qualifier) + " by hand."
	case onlyAs(a, model.Medium):
		return "Likely, and not certain."
	}
	return ""
}

// onlyRead tells whether all evidence of an arrow was read in one manner, and onlyAs whether all of it is that sure.
func onlyRead(a *model.Arrow, manner string) bool {
	return onlyEvidence(a, func(e model.SketchEvidence) bool { return e.Reading == manner })
}

func onlyAs(a *model.Arrow, sure model.Confidence) bool {
	return onlyEvidence(a, func(e model.SketchEvidence) bool { return e.Confidence == sure })
}

func onlyEvidence(a *model.Arrow, such func(model.SketchEvidence) bool) bool {
	return len(a.Evidence.Value) > 0 && !slices.ContainsFunc(a.Evidence.Value, func(line string) bool {
		e, read := model.ParseEvidence(line)
		return !read || !such(e)
	})
}

// Arrow is the arrow at hand with what is known of it; nil when the meeting is over.
func (m *Meeting) Arrow() *analysis.Answer { return m.answered() }

// About says how a picture shows the arrow at hand, where its name does not tell, what kind it is, and where it
// stands.
func (m *Meeting) About() string {
	x := m.answered()
	if x == nil {
		return ""
	}
	about := render.About(x.Arrow) + ", " + x.Arrow.Span.String()
	if titles := x.Arrow.Titles(); titles != "" {
		about = titles + "; " + about
	}
	return about
}

// Present says what happens by the answers so far, and when somebody would know: two sentences at least.
func (m *Meeting) Present() []string {
	x := m.answered()
	if x == nil {
		return nil
	}
	told := []string{"without it: " + x.IfDown.Line}
	if !x.Arrow.Answered() {
		told[0] += " (assumed)"
	}
	switch n := x.Notice; {
	case n.Alert != nil:
		told = append(told, "first notice: "+n.Alert.String()+", "+analysis.After(n.After))
	case n.Where == analysis.OnDashboard:
		told = append(told, "first notice: nobody is told, "+n.Monitor.String()+" measures it")
	case n.Users != n.After:
		told = append(told, "first notice: the users, "+analysis.After(n.Users))
	default:
		told = append(told, "first notice: never")
	}
	if text := render.Unknowing(x.Arrow); text != "" {
		told = append(told, text)
	}
	return append(told, x.Arrow.Notes.Value...)
}
