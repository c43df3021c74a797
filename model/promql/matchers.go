package promql

import (
	"regexp"
	"slices"
	"strings"

	"github.com/prometheus/prometheus/model/labels"

	"github.com/linewalk/linewalk/model"
)

// readMatchers sees that a selector takes only a part of the attempts: those that failed, or those that went well.
func (m *metric) readMatchers(matchers []*labels.Matcher) {
	if m.readQueue(matchers) || m.readState(matchers) {
		return
	}
	switch m.kind {
	case kindAttempts, kindSuccesses, kindErrors:
	case kindUnknown:
		if !m.counted && !endsIn(m.words, "_status_", "_code_", "_codes_") {
			return
		}
	default:
		return
	}
	for _, l := range matchers {
		if p := taken(l); !p.all() && (m.kind != kindUnknown || m.counted || strings.HasSuffix(l.Name, "code")) {
			m.take(p)
		}
	}
}

// take makes of a count of attempts the count of a part of them.
func (m *metric) take(p part) {
	ill := p.outcomes[failed] || p.outcomes[faulted]
	switch {
	case !p.unclear && p.outcomes[limited] && !ill && !p.outcomes[wentWell]:
		m.reading = reading{kindRefused, model.SignalSaturation}
	case m.kind == kindErrors:
		return
	case p.unclear, p.outcomes[wentWell] && p.outcomes[failed]:
		m.reading, m.part = reading{}, true
	case p.outcomes[wentWell] && m.kind == kindSuccesses:
	case p.outcomes[wentWell]:
		m.reading = reading{kindSuccesses, model.SignalErrors}
	case ill:
		m.reading = reading{kindErrors, model.SignalErrors}
	}
	m.sure = !p.guessed && m.kind == kindErrors
}

// The names of queues that hold what was set aside, and the labels that name queues.
var (
	deadLetters = regexp.MustCompile(`(?i)(^|[^a-z])(dlq|dlt|dlx|dead)([^a-z]|$)|dlq$|dead[^a-z]*letter|poison|parking[^a-z]*lot`)
	queueLabels = []string{"queue", "queue_name", "dimension_queue_name", "topic", "topic_name", "destination", "destination_name", "name", "stream", "stream_name", "subscription", "subscription_id", "entity_name", "routing_key"}
)

// readQueue sees that what a selector counts waits in, or goes to, a queue of things that were set aside.
func (m *metric) readQueue(matchers []*labels.Matcher) bool {
	switch m.kind {
	case kindBacklog, kindLag, kindUnknown, kindAttempts, kindSuccesses:
	default:
		return false
	}
	for _, l := range matchers {
		if l.Name == nameLabel || l.Type != labels.MatchEqual && l.Type != labels.MatchRegexp || !deadLetters.MatchString(l.Value) {
			continue
		}
		if slices.Contains(queueLabels, strings.Trim(words(l.Name), "_")) {
			m.reading = reading{kindDeadLetters, model.SignalDeadLetter}
			return true
		}
	}
	return false
}

// readState sees that a label says in which state things are that are counted: waiting ones are a backlog. Of a
// circuit breaker it says whether attempts failed.
func (m *metric) readState(matchers []*labels.Matcher) bool {
	breaker := strings.Contains(m.words, "_circuit") && endsIn(m.words, "_state_")
	for _, l := range matchers {
		if l.Type != labels.MatchEqual && l.Type != labels.MatchRegexp || l.Name != "state" && l.Name != "status" {
			continue
		}
		switch {
		case breaker && strings.Contains(strings.ToLower(l.Value), "open"):
			m.reading = reading{kindTripped, model.SignalErrors}
			return true
		case !m.counted && (m.kind == kindAttempts || m.kind == kindUnknown) && waits.MatchString(l.Value):
			m.reading = reading{kindBacklog, model.SignalLagDepth}
			return true
		}
	}
	if breaker {
		m.reading = reading{}
	}
	return breaker
}

var waits = regexp.MustCompile(`(?i)^(waiting|wait|pending|queued|enqueued|delayed|scheduled|backlog)$`)
