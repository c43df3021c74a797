package suggest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/promql"
)

// A role is what a metric does in an expression.
type role uint8

const (
	attempts role = iota
	runs
	failures
	buckets // of a histogram of times
	used
	limit
	state
	age
	head // the time at which the oldest waiting thing came
	backlog
	stamp // of the last good thing
	beat
	date // at which something ends
	probe
	value
	sent
	received
	falsehoods
	duplicates
	letters
	health
	cause
)

// A part is how a role is filled where nothing is known, and how to tell whether a metric fills it:
// an expression over it that must come true in some circumstance, by which the metric looks like one
// of the signal.
type part struct {
	suffix string // of a placeholder
	trial  string
	fires  model.Circumstance
	signal model.Signal
}

var parts = map[role]part{
	attempts:   {"requests_total", "sum(rate(%s[5m])) == 0", model.TrafficStops, model.SignalTraffic},
	runs:       {"runs_total", "sum(rate(%s[5m])) == 0", model.TrafficStops, model.SignalTraffic},
	failures:   {"errors_total", "sum(increase(%s[5m])) > 0", model.AttemptsFail, model.SignalErrors},
	buckets:    {"duration_seconds_bucket", "histogram_quantile(0.9, sum by (le) (rate(%s[5m]))) > 1", model.AttemptsSlow, model.SignalLatency},
	used:       {"in_use", "sum(%s) / sum(limit) > 0.9", model.BoundReached, model.SignalSaturation},
	limit:      {"limit", "sum(in_use) / sum(%s) > 0.9", model.BoundReached, model.SignalSaturation},
	state:      {"connected", "sum(%s) == 0", model.StateLost, model.SignalState},
	age:        {"lag_seconds", "max(%s) > 60", model.AgeGrows, model.SignalLagAge},
	head:       {"oldest_message_timestamp_seconds", "time() - min(%s) > 60", model.AgeGrows, model.SignalLagAge},
	backlog:    {"queue_depth", "sum(%s) > 1000", model.BacklogGrows, model.SignalLagDepth},
	stamp:      {"last_success_timestamp_seconds", "time() - max(%s) > 60", model.AgeGrows, model.SignalFreshness},
	beat:       {"last_heartbeat_timestamp_seconds", "time() - max(%s) > 60", model.AgeGrows, model.SignalHeartbeat},
	date:       {"expiry_timestamp_seconds", "min(%s) - time() < 86400", model.DateNears, model.SignalExpiry},
	probe:      {"check_success", "max(%s) == 0", model.ProbeFails, model.SignalSynthetic},
	value:      {"conversions_total", "sum(rate(%s[5m])) == 0", model.TrafficStops, model.SignalValue},
	sent:       {suffix: "sent_total"},
	received:   {suffix: "received_total"},
	falsehoods: {"validation_errors_total", "sum(increase(%s[5m])) > 0", model.EventsCounted, model.SignalIntegrity},
	duplicates: {"duplicates_total", "sum(increase(%s[5m])) > 0", model.EventsCounted, model.SignalDuplicates},
	letters:    {"dead_letters_total", "sum(increase(%s[5m])) > 0", model.EventsCounted, model.SignalDeadLetter},
	health:     {suffix: "up"},
	cause:      {suffix: "cpu_usage_ratio"},
}

// fills tells whether a selector looks as if it did a role.
func (r role) fills(selector string) bool {
	p := parts[r]
	name, _, _ := strings.Cut(selector, "{")
	if p.trial == "" || (r == buckets) != strings.HasSuffix(name, "_bucket") {
		return false
	}
	c, err := promql.Read(fmt.Sprintf(p.trial, selector))
	return err == nil && c.Fault == "" && c.Sights[p.fires].Fires == model.FiresYes && slices.Contains(c.Measures, p.signal)
}

// An origin says how much is known of a metric. Greater is less.
type origin uint8

const (
	stated   origin = iota // the drawing has it in the monitor's query
	known                  // the evidence has it
	typical                // such arrows commonly have it
	invented               // nothing is known: its name is a placeholder
)

// A source is a selector in an expression.
type source struct {
	name   string
	labels string // its matchers with their braces, or empty
	origin origin
	where  string // a phrase: where the name is from
}

func (s source) String() string { return s.name + s.labels }

// placeholder begins the names of all that somebody has to fill in.
const placeholder = "REPLACE_"

// metrics are those that the evidence says exist.
type metrics struct {
	all   []model.Metric
	words []string          // of each, enclosed by _
	byKey map[string]string // where a name is listed

	arrows map[*model.Component]int   // how many have it at an end
	named  map[*model.Component][]int // which metrics bear its name, once asked
}

func newMetrics(s *model.System, e *model.Evidence) *metrics {
	m := &metrics{byKey: map[string]string{}, arrows: map[*model.Component]int{}, named: map[*model.Component][]int{}}
	for _, metric := range e.Metrics {
		if _, again := m.byKey[metric.Name]; again || metric.Name == "" {
			continue
		}
		m.byKey[metric.Name] = metric.Span.String()
		m.all = append(m.all, metric)
		m.words = append(m.words, "_"+snake(metric.Name)+"_")
	}
	for _, a := range s.Arrows {
		if a.Judged() {
			m.arrows[a.From]++
			m.arrows[a.To]++
		}
	}
	return m
}

// listed tells whether any list of metrics is known, so that what is not on it is in doubt.
func (m *metrics) listed() bool {
	return slices.ContainsFunc(m.all, func(metric model.Metric) bool { return !metric.Recorded })
}

// about lists the metrics whose names speak of an arrow: they bear both of its ends, or the one that no
// other arrow has.
func (m *metrics) about(a *model.Arrow) []source {
	from, to := m.bearing(a.From), m.bearing(a.To)
	var found []source
	for _, i := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(from, to)))) {
		_, hasFrom := slices.BinarySearch(from, i)
		_, hasTo := slices.BinarySearch(to, i)
		if hasFrom && hasTo || hasFrom && m.arrows[a.From] == 1 || hasTo && m.arrows[a.To] == 1 {
			found = append(found, source{m.all[i].Name, "", known, "listed at " + m.byKey[m.all[i].Name]})
		}
	}
	return found
}

// bearing lists which metrics bear the name of a component.
func (m *metrics) bearing(c *model.Component) []int {
	found, asked := m.named[c]
	if name := snake(c.Name); !asked && name != "" {
		for i, words := range m.words {
			if strings.Contains(words, "_"+name+"_") {
				found = append(found, i)
			}
		}
	}
	m.named[c] = found
	return found
}
