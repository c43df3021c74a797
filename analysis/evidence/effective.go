package evidence

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/analysis/detection"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A Case is a failure that an alert is claimed to tell of.
type Case struct {
	Arrow *model.Arrow
	Mode  model.Mode
	By    time.Duration // when somebody should know, counted from the failure; negative if nobody says
}

// Effective judges whether the rule of a claim sees the case: whether its data exist, it can fire,
// and it looks at the right end.
func (j *Judge) Effective(c *Claim, x Case) Step {
	rule := c.Rule()
	switch {
	case rule == nil && c.Exists.Unread:
		return unread("no rule is read")
	case rule == nil:
		return doubted(diag.Span{}, "no one rule is known to judge by")
	case rule.Off != "":
		return refuted(rule.Span, "it is not evaluated: "+rule.Off)
	case rule.Condition.Unreadable != "":
		return doubted(rule.Span, "its expression cannot be read: "+rule.Condition.Unreadable)
	case c.Beats():
		return proven(rule.Span, "it always fires, and is missed when it does not come")
	case rule.Condition.Fault != "":
		return refuted(rule.Span, rule.Condition.Fault)
	case slices.ContainsFunc(rule.Condition.Sights[:], func(s model.Sight) bool { return s.Fires == model.FiresAlways }):
		return refuted(rule.Span, "it fires when all is well, too")
	}
	step := proven(rule.Span, "its expression sees "+x.Mode.String()+" there")
	for _, judge := range []func(*Claim, Case) Step{j.rightEnd, j.sees, j.cadence, j.filled, j.emitted, j.inTime} {
		switch s := judge(c, x); {
		case s.Verdict == Refuted:
			return s
		case s.Verdict == Unknown && step.Verdict == Proven:
			step = s // what refutes it may still come
		}
	}
	return step
}

// rightEnd judges whether the metrics are counted at an end that sees the mode.
func (j *Judge) rightEnd(c *Claim, x Case) Step {
	rule := c.Rule()
	at := rule.Condition.At
	if at == 0 || len(c.Monitor.Arrows) == 0 {
		return proven(rule.Span, "")
	}
	moved := *c.Monitor
	moved.At = model.Stated[model.Vantage]{Value: at, Span: rule.Span}
	if look := detection.See(x.Arrow, &moved, x.Mode); look.Sees == detection.No {
		if c.Monitor.At.Given() { // two claims about the same: only one is a name that looks so
			return doubted(rule.Span, "its metrics look counted "+places[at]+", and the drawing says "+places[c.Monitor.At.Value])
		}
		return refuted(rule.Span, "its metrics are counted "+places[at]+": "+look.Why)
	}
	return proven(rule.Span, "")
}

// places say where a figure is counted.
var places = [...]string{0: "somewhere", model.AtFrom: "at From", model.AtTo: "at To", model.AtOutside: "from outside"}

// inTime judges whether the rule waits longer than anybody may.
func (j *Judge) inTime(c *Claim, x Case) Step {
	rule := c.Rule()
	if x.By >= 0 && rule.For > x.By {
		return refuted(rule.Span, fmt.Sprintf("it waits for %s, and somebody should know after %s", model.FormatDuration(rule.For), model.FormatDuration(x.By)))
	}
	return proven(rule.Span, "")
}

// sees judges whether the expression comes true in one of the circumstances by which its signal
// shows the mode. Without a signal the metrics tell what it measures.
func (j *Judge) sees(c *Claim, x Case) Step {
	_, step := j.sight(c, x)
	return step
}

func (j *Judge) sight(c *Claim, x Case) (model.Sight, Step) {
	rule := c.Rule()
	var best model.Sight
	blind, unsure := "", false
	for _, signal := range signals(c) {
		for _, circumstance := range detection.Circumstances(x.Arrow, signal, x.Mode) {
			s := rule.Condition.Sights[circumstance]
			if c := j.companion(rule); c != nil && s.Fires == model.FiresNever {
				s = c.Condition.Sights[circumstance]
			}
			switch s = lastingly(s, rule.For); s.Fires {
			case model.FiresYes:
				if best.Fires != model.FiresYes || s.Window < best.Window {
					best = s
				}
			case model.FiresResolves:
				blind = cmp.Or(blind, s.Why, "it stops again while the failure lasts")
			case model.FiresNever:
				blind = cmp.Or(blind, s.Why, "it does not come true then")
			case model.FiresUnknown:
				unsure = true
				if best.Fires == model.FiresUnknown {
					best.Why = s.Why
				}
			}
		}
	}
	switch {
	case best.Fires == model.FiresYes:
		return best, proven(rule.Span, "")
	case blind != "" && !unsure:
		return best, refuted(rule.Span, blind)
	}
	return best, doubted(rule.Span, cmp.Or(best.Why, "it is not known what its metrics do then"))
}

// lasting is how long an alert must go on for somebody to be woken by it and look, even though it stops
// before the failure does.
const lasting = 15 * time.Minute

// lastingly is a sight of which what fires for long enough, although not for as long as the failure
// lasts, fires.
func lastingly(s model.Sight, hold time.Duration) model.Sight {
	if s.Fires == model.FiresResolves && s.Until >= s.Window+max(lasting, hold+1) {
		s.Fires = model.FiresYes
	}
	return s
}

// signals is what the claim measures: as stated, else as its metrics look.
func signals(c *Claim) []model.Signal {
	if c.Monitor.Signal.Given() {
		return []model.Signal{c.Monitor.Signal.Value}
	}
	return c.Rule().Condition.Measures
}

// cadence judges whether the expression looks back further than from one run of the arrow to the
// next. A narrower window is empty between runs, and says so by saying nothing.
func (j *Judge) cadence(c *Claim, x Case) Step {
	rule, traffic := c.Rule(), x.Arrow.Traffic.Value
	if traffic.Pattern == model.Periodic && rule.Condition.Window > 0 && rule.Condition.Window <= traffic.Every {
		return refuted(rule.Span, fmt.Sprintf("it looks back %s on what runs every %s, so it is empty between runs",
			model.FormatDuration(rule.Condition.Window), model.FormatDuration(traffic.Every)))
	}
	return proven(rule.Span, "")
}

// filled judges whether the shortest stretch of time over which the expression works out a rate holds
// the two samples that this takes. Such a stretch is open at its beginning, so that one as long as a
// scrape interval holds but one.
func (j *Judge) filled(c *Claim, _ Case) Step {
	rule := c.Rule()
	p, pair := j.pace(rule, c.Monitor), rule.Condition.Pair
	if !p.known || pair == 0 || pair >= 2*p.most {
		return proven(rule.Span, "")
	}
	why := fmt.Sprintf("it looks back %s on what is scraped every %s", model.FormatDuration(pair), model.FormatDuration(p.most))
	if pair <= p.least {
		return refuted(rule.Span, why+", which is never two samples")
	}
	return doubted(rule.Span, why+", which is not always two samples")
}

// emitted judges whether something emits all that the rule reads.
func (j *Judge) emitted(c *Claim, _ Case) Step {
	rule := c.Rule()
	for _, name := range rule.Condition.Metrics {
		if s := j.Emits(name); s.Verdict != Proven {
			s.At = rule.Span
			return s
		}
	}
	if rule.Condition.Pattern {
		return doubted(rule.Span, "it reads metrics by a pattern")
	}
	return proven(rule.Span, "")
}

// Measures judges whether a monitor measures anything: all metrics of its query and of the rules of
// its alerts exist.
func (j *Judge) Measures(m *model.Monitor) Step {
	best := unread("nothing is known of what it reads")
	var reads []model.Condition
	if q, known := j.evidence.Queries[m.Query.Value]; known {
		reads = append(reads, q)
	}
	for _, alert := range m.Alerts.Value {
		if c := j.claims[alert]; c != nil && c.Rule() != nil {
			reads = append(reads, c.Rule().Condition)
		}
	}
	for _, r := range reads {
		for _, name := range r.Metrics {
			if s := j.Emits(name); s.Verdict == Refuted {
				return s
			} else if best.Verdict != Proven {
				best = s
			}
		}
	}
	return best
}

// Emits judges whether a metric exists: a file lists it, a rule records it from metrics that exist,
// or the server makes it itself. What is not listed may exist all the same, unless the drawing says
// that the list is complete for such names.
func (j *Judge) Emits(name string) Step { return j.emits(name, 0) }

// deepest is how far recordings of recordings are followed.
const deepest = 20

func (j *Judge) emits(name string, depth int) Step {
	m := j.metrics[name]
	switch {
	case builtIn(name):
		return proven(diag.Span{}, name+" is made by the server itself")
	case m != nil && m.Recorded && depth < deepest:
		for _, read := range m.Reads {
			if s := j.emits(read, depth+1); s.Verdict != Proven {
				s.Why += ", from which " + name + " is recorded"
				return s
			}
		}
		return proven(m.Span, name+" is recorded at "+m.Span.String())
	case m != nil:
		return proven(m.Span, name+" is emitted, by "+m.Span.String())
	case j.asideWith(func(a model.Aside) []string { return a.Metrics }, name) != "":
		return doubted(diag.Span{}, name+" is listed only in a file"+vouching)
	case j.ours(name):
		return refuted(diag.Span{}, "nothing emits "+name)
	case !j.readsNames:
		return unread("no list of metrics is among the evidence, so nothing says that " + name + " exists")
	}
	return doubted(diag.Span{}, name+" is in no list of metrics that was read")
}

// ours tells whether the drawing says that all metrics of such a name are listed.
func (j *Judge) ours(name string) bool {
	for _, pattern := range j.system.Settings.OurMetrics.Value {
		if matched, err := path.Match(pattern, name); err == nil && matched && j.readsNames {
			return true
		}
	}
	return false
}

// builtIn tells whether Prometheus makes the series for every target or alert.
func builtIn(name string) bool {
	return name == "up" || name == "ALERTS" || name == "ALERTS_FOR_STATE" || strings.HasPrefix(name, "scrape_")
}

// A Delay is how long it takes from the moment there is something to see until somebody is told.
type Delay struct {
	Least, Most time.Duration
	Parts       string // what it is made of: "window 15s + scrape 1m + evaluation 1m + for 5m + group wait 30s"
}

// Delay works out how long the rule of a claim takes to tell of a case (signals: the time at which
// the condition holds, the scrape, the evaluation, `for` and the route's waiting), and whether that
// is known.
func (j *Judge) Delay(c *Claim, x Case) (Delay, bool) {
	rule := c.Rule()
	if rule == nil || rule.Condition.Unreadable != "" {
		return Delay{}, false
	}
	sight, step := j.sight(c, x)
	if step.Verdict != Proven || sight.Untimed {
		return Delay{}, false
	}
	return j.compose(c, sight), true
}

// compose adds up what it takes from the moment there is something to see.
func (j *Judge) compose(c *Claim, sight model.Sight) Delay {
	rule := c.Rule()
	p := j.pace(rule, c.Monitor)
	held := (rule.For + p.evaluate - 1) / p.evaluate * p.evaluate
	late := p.most
	if sight.Late < 0 {
		late = p.least
	}
	window := sight.Window.Round(time.Second) // the rest is beyond what anybody states
	begin := window - time.Duration(sight.Early)*p.most
	end := window + time.Duration(sight.Late)*late
	return Delay{
		Least: max(0, begin) + p.offset + held + c.Wait,
		Most:  max(0, end) + p.offset + rule.Waits + p.evaluate + held + c.Wait,
		Parts: sum([]part{
			{"window", window},
			{"scrape", time.Duration(sight.Late) * late},
			{"offset", p.offset},
			{"recordings", rule.Waits},
			{"evaluation", p.evaluate},
			{"for", held},
			{"group wait", c.Wait},
		}),
	}
}

// Elsewhere is how long the rule of a claim takes to tell of a component or journey that no longer
// does its work, once it does not. It does not count where its condition is known not to come true
// then, and is not known where nothing tells when it does.
func (j *Judge) Elsewhere(c *Claim, mode model.Mode) (d Delay, known, counts bool) {
	rule := c.Rule()
	if rule == nil || rule.Condition.Unreadable != "" || !c.Monitor.Signal.Given() {
		return Delay{}, false, true
	}
	best := model.Sight{}
	never := true
	for _, circumstance := range ofBox(c.Monitor.Signal.Value, mode) {
		s := lastingly(rule.Condition.Sights[circumstance], rule.For)
		never = never && s.Fires == model.FiresNever
		if s.Fires == model.FiresYes && !s.Untimed && (best.Fires != model.FiresYes || s.Window < best.Window) {
			best = s
		}
	}
	if best.Fires != model.FiresYes {
		return Delay{}, false, !never
	}
	return j.compose(c, best), true, true
}

// AtLeast is how long the rules of a claim wait, whatever they look at; 0 where there is none.
func (j *Judge) AtLeast(c *Claim) time.Duration {
	var longest time.Duration
	for _, rule := range c.Rules {
		p := j.pace(rule, c.Monitor)
		longest = max(longest, p.least+p.evaluate+rule.For+c.Wait)
	}
	return longest
}

// ofBox is what happens to the figures of a signal when the component or journey that they speak of
// no longer does its work, or does it falsely.
func ofBox(s model.Signal, mode model.Mode) []model.Circumstance {
	if mode == model.ModeWrong {
		return []model.Circumstance{model.ChecksDiffer, model.EventsCounted}
	}
	switch s {
	case model.SignalErrors:
		return []model.Circumstance{model.AttemptsFail, model.TargetGone}
	case model.SignalLatency:
		return []model.Circumstance{model.AttemptsSlow, model.AttemptsFail}
	case model.SignalTraffic, model.SignalValue:
		return []model.Circumstance{model.TrafficStops, model.TargetGone}
	case model.SignalUp, model.SignalAbsence:
		return []model.Circumstance{model.TargetGone, model.TargetRemoved, model.PushEnds, model.ProbeFails, model.StateLost}
	case model.SignalSynthetic:
		return []model.Circumstance{model.ProbeFails, model.AttemptsFail}
	case model.SignalHeartbeat, model.SignalFreshness, model.SignalLagAge:
		return []model.Circumstance{model.AgeGrows, model.PushEnds, model.TrafficStops}
	}
	all := make([]model.Circumstance, model.Circumstances)
	for i := range all {
		all[i] = model.Circumstance(i)
	}
	return all
}

// A pace is how often the metrics of a rule are scraped, and how often the rule is evaluated. Where
// jobs are scraped at different paces and the rule does not say which it reads, a scrape takes from
// Least to Most.
type pace struct {
	least, most time.Duration
	known       bool // a server's configuration, or the drawing, says so
	evaluate    time.Duration
	offset      time.Duration // how far in the past the rule is evaluated
}

func (j *Judge) pace(rule *model.AlertRule, m *model.Monitor) pace {
	p := pace{evaluate: defaultEvaluate, offset: rule.Offset}
	var intervals []time.Duration
	for _, s := range j.evidence.Servers {
		p.evaluate = s.EvaluateEvery.Or(p.evaluate)
		if p.offset == 0 {
			p.offset = s.QueryOffset.Value
		}
		intervals = append(intervals, scrapes(s, rule.Condition.Labels)...)
	}
	if m.Every.Given() {
		intervals = []time.Duration{m.Every.Value}
	}
	p.known = len(intervals) > 0
	if !p.known {
		intervals = []time.Duration{defaultScrape}
	}
	p.least, p.most = slices.Min(intervals), slices.Max(intervals)
	p.evaluate = max(time.Second, rule.Every.Or(p.evaluate))
	return p
}

// scrapes lists how often a server scrapes the jobs that a rule may read: the one of the name that its
// labels state, else all of them.
func scrapes(s *model.MetricServer, labels []model.Label) []time.Duration {
	usual := s.ScrapeEvery.Or(defaultScrape)
	var all []time.Duration
	for _, job := range s.Jobs {
		every := job.ScrapeEvery.Or(usual)
		if slices.ContainsFunc(labels, func(l model.Label) bool { return l.Known && l.Name == "job" && l.Value == job.Name }) {
			return []time.Duration{every}
		}
		all = append(all, every)
	}
	if len(all) == 0 {
		return []time.Duration{usual}
	}
	return all
}

type part struct {
	name  string
	takes time.Duration
}

func sum(parts []part) string {
	var said []string
	for _, p := range parts {
		if p.takes > 0 {
			said = append(said, p.name+" "+model.FormatDuration(p.takes.Round(time.Second)))
		}
	}
	return strings.Join(said, " + ")
}
