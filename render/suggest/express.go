package suggest

import (
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/analysis/detection"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/promql"
)

// express gives the rule of a suggestion its expression: with the metrics that the monitor's query
// reads, those that the evidence lists for the arrow, those that such arrows commonly have, or else
// placeholders; the first with which it comes true in the mode that it is for. The signal of a stated
// alert is given, so that the alert is for another of its modes, or for whatever comes of it, where
// that signal does not surely show the worst one.
func (p *planner) express(s *Suggestion) {
	at := s.Monitor.At.Or(detection.DefaultVantage(s.Answer.Arrow, s.Monitor.Signal.Value))
	b := &bench{suggestion: s, arrow: s.Answer.Arrow, signal: p.signal(s), at: at, scrape: p.scrape()}
	if p.expressFor(b, s.Lead, b.sees) || !s.Stated {
		return
	}
	for _, mode := range s.Modes {
		if p.expressFor(b, mode, b.sees) {
			return
		}
	}
	p.expressFor(b, s.Lead, func(c model.Condition, _ model.Mode) bool { return c.Fault == "" })
}

// expressFor makes the expression for a mode, if there is one that will do.
func (p *planner) expressFor(b *bench, lead model.Mode, will func(model.Condition, model.Mode) bool) bool {
	s := b.suggestion
	for _, sources := range p.shelves(b) {
		for _, v := range b.variants() {
			expr, used, ok := b.compose(v, sources)
			if !ok {
				continue
			}
			condition, err := promql.Read(expr)
			if err != nil || !will(condition, lead) {
				continue
			}
			s.Lead, s.Rule.Expr, s.Rule.Condition, s.Sources = lead, expr, condition, used
			s.Notes = append(s.Notes, v.notes...)
			s.Modes = slices.DeleteFunc(slices.Clone(s.Modes), func(m model.Mode) bool { return !b.shows(condition, m) })
			return true
		}
	}
	return false
}

// signal is what the monitor of a suggestion measures: as stated, or what shows the mode best.
func (p *planner) signal(s *Suggestion) model.Signal {
	if s.Monitor.Signal.Given() {
		return s.Monitor.Signal.Value
	}
	if seer, ok := detection.Best(s.Answer.Arrow, s.Lead); ok {
		return seer.Signal
	}
	return model.SignalErrors
}

// scrape is how often metrics are scraped, as the slowest server says.
func (p *planner) scrape() time.Duration {
	every := time.Minute
	for i, server := range p.evidence.Servers {
		if own := server.ScrapeEvery.Or(time.Minute); i == 0 || own > every {
			every = own
		}
	}
	return every
}

// A shelf has a source for some roles, the best first.
type shelf func(role) []source

// shelves lists where to take metrics from. The last has one for every role, and always works.
func (p *planner) shelves(b *bench) []shelf {
	var all []shelf
	if names, err := promql.Names(b.suggestion.Monitor.Query.Value); err == nil {
		all = append(all, filling(sources(names)))
	}
	if b.own() {
		all = append(all, filling(p.metrics.about(b.arrow)))
		for _, f := range typicalFor(b.arrow, b.at) {
			all = append(all, p.typical(f, b.arrow))
		}
	}
	if b.signal == model.SignalUp {
		all = append(all, func(role) []source {
			return []source{{"up", `{job=` + quoted(b.box().Name) + `}`, known, "made by the server itself"}}
		})
	}
	return append(all, b.invented(b.subject()), b.invented(""))
}

func sources(names []string) []source {
	all := make([]source, len(names))
	for i, name := range names {
		all[i] = source{name, "", stated, "read by the monitor's query"}
	}
	return all
}

// filling is a shelf of those of some metrics that look as if they did a role.
func filling(all []source) shelf {
	return func(r role) []source {
		var found []source
		for _, s := range all {
			if r.fills(s.name) {
				found = append(found, s)
			}
		}
		return found
	}
}

// typical is a shelf of a family. Where it is known which metrics there are, those that are not among
// them are not taken.
func (p *planner) typical(f *family, a *model.Arrow) shelf {
	return func(r role) []source {
		s, ok := f.selector(r, a)
		if !ok {
			return nil
		}
		if where, listed := p.metrics.byKey[s.name]; listed {
			s.origin, s.where = known, "listed at "+where
		} else if p.metrics.listed() {
			return nil
		}
		return []source{s}
	}
}

// A bench is where an expression is made.
type bench struct {
	suggestion *Suggestion
	arrow      *model.Arrow
	signal     model.Signal
	at         model.Vantage
	scrape     time.Duration
}

// own tells whether the monitor is about one arrow alone.
func (b *bench) own() bool {
	m := b.suggestion.Monitor
	return len(m.Arrows) == 1 && len(m.Components) == 0 && len(m.Journeys) == 0
}

// box is the component that a monitor of boxes looks at.
func (b *bench) box() *model.Component {
	if m := b.suggestion.Monitor; len(m.Components) > 0 {
		return m.Components[0]
	}
	return measured(b.arrow, b.at)
}

// subject is what placeholders are named for.
func (b *bench) subject() string {
	m := b.suggestion.Monitor
	switch {
	case b.own():
		return strings.Trim(strings.Join([]string{identifier(b.arrow.From.Name), identifier(b.arrow.To.Name), identifier(b.arrow.Qualifier)}, "_"), "_")
	case m.Name != "":
		return identifier(m.Name)
	case len(m.Journeys) > 0:
		return identifier(m.Journeys[0].Name)
	}
	return identifier(b.box().Name)
}

// invented is a shelf of placeholders. The words of the subject may mislead the reader of names: then,
// and without a subject, a label says what is meant.
func (b *bench) invented(subject string) shelf {
	return func(r role) []source {
		s := source{origin: invented, where: "placeholder for " + roleNames[r]}
		suffix := parts[r].suffix
		if r == attempts {
			suffix = carried(b.arrow.Kind.Value)
		}
		if r == probe && b.at == model.AtOutside {
			suffix = "probe_success"
		}
		first, _, _ := strings.Cut(suffix, "_")
		s.name = placeholder + strings.TrimSuffix(subject, "_"+first) + "_" + suffix
		if subject == "" || parts[r].trial != "" && !r.fills(s.name) {
			s.name, s.labels = placeholder+suffix, "{of="+quoted(b.suggestion.subject())+"}"
		}
		return []source{s}
	}
}

// carried is the name of a counter of what arrows of a kind carry.
func carried(k model.Kind) string {
	switch k {
	case model.Event, model.Stream, model.Webhook, model.Notification:
		return "messages_total"
	case model.Batch:
		return "records_total"
	case model.Trigger:
		return "runs_total"
	}
	return "requests_total"
}

// roleNames say what a placeholder stands for.
var roleNames = map[role]string{
	attempts: "a counter of all attempts", runs: "a counter of runs that succeeded", failures: "a counter of the attempts that failed", buckets: "a histogram of how long attempts take",
	used: "a gauge of how much is in use", limit: "a gauge of how much there may be", state: "a gauge of what is attached, connected or consuming",
	age: "a gauge of the age of the oldest thing not yet carried", head: "the time of the oldest thing that waits",
	backlog: "a gauge of what waits", stamp: "the time of the last success", beat: "the time of the last heartbeat",
	date: "the time at which it ends", probe: "a gauge that is 1 while the test goes well", value: "a counter of what users get",
	sent: "a counter of what was sent", received: "a counter of what was received", falsehoods: "a counter of what fails the check of its content",
	duplicates: "a counter of what came again", letters: "a counter of what was set aside", health: "a gauge of whether it is up", cause: "a gauge of its load",
}

// compose fills the roles of a variant from a shelf. At least its first role must be there; the
// others may be placeholders.
func (b *bench) compose(v variant, from shelf) (expr string, used []source, ok bool) {
	fill := map[role]string{}
	for i, r := range v.roles {
		found := from(r)
		switch {
		case len(found) > 0:
		case i == 0:
			return "", nil, false
		default:
			found = b.invented(b.subject())(r)
		}
		fill[r] = found[0].String()
		if !slices.Contains(used, found[0]) {
			used = append(used, found[0])
		}
	}
	return v.write(fill), used, true
}

// shows tells whether the condition is to see a mode, and does.
func (b *bench) shows(c model.Condition, mode model.Mode) bool {
	m := *b.suggestion.Monitor
	if !slices.Contains(m.Arrows, b.arrow) {
		return detection.SeesJourney(b.signal, mode).Sees != detection.No
	}
	m.Signal.Value, m.Signal.Span = b.signal, b.arrow.Span
	return detection.See(b.arrow, &m, mode).Sees == detection.Yes && b.sees(c, mode)
}

// sees tells whether a condition comes true in a mode, by what its signal shows then and from the
// right end.
func (b *bench) sees(c model.Condition, mode model.Mode) bool {
	if c.Fault != "" {
		return false
	}
	if b.signal.OfBox() {
		return true
	}
	if traffic := b.arrow.Traffic.Value; traffic.Pattern == model.Periodic && c.Window > 0 && c.Window <= traffic.Every {
		return false
	}
	if c.At != 0 && len(b.suggestion.Monitor.Arrows) > 0 && c.At != b.at {
		moved := &model.Monitor{Signal: model.Stated[model.Signal]{Value: b.signal, Span: b.arrow.Span}, At: model.Stated[model.Vantage]{Value: c.At, Span: b.arrow.Span}}
		if detection.See(b.arrow, moved, mode).Sees == detection.No {
			return false
		}
	}
	return slices.ContainsFunc(detection.Circumstances(b.arrow, b.signal, mode), func(x model.Circumstance) bool {
		return c.Sights[x].Fires == model.FiresYes
	})
}
