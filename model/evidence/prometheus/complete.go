package prometheus

import (
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/linewalk/linewalk/model"
)

// defaultEvaluation is how often a group is evaluated where neither it nor the server says
// (prometheus.io/docs, configuration, global.evaluation_interval).
const defaultEvaluation = time.Minute

// Complete works out what no rule file tells alone, once all of them are read: how long each alert
// waits for recordings, and what its condition looks at through them, those of other files included.
// A group that states no interval has that of the slowest server.
func Complete(e *model.Evidence) {
	every := time.Duration(0)
	for _, s := range e.Servers {
		every = max(every, s.EvaluateEvery.Or(defaultEvaluation))
	}
	if every == 0 {
		every = defaultEvaluation
	}
	wait(e, every)
	lookThrough(e)
}

// lookThrough reads the conditions on recordings again, as conditions on what is recorded. They are
// read side by side, because each takes as long as all the rest of reading its rule.
func lookThrough(e *model.Evidence) {
	again := onRecordings(e)
	var next atomic.Int64
	var readers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			for i := next.Add(1); i <= int64(len(again)); i = next.Add(1) {
				r := again[i-1]
				r.rule.Condition, _ = readCondition(r.rule.Expr, r.recordings)
			}
		})
	}
	readers.Wait()
}

// A rereading is an alert that reads recordings, and the recordings it sees.
type rereading struct {
	rule       *model.AlertRule
	recordings map[string]string
}

func onRecordings(e *model.Evidence) []rereading {
	known := recorded{all: map[string]string{}, of: map[string]map[string]string{}}
	for _, m := range e.Metrics {
		known.add(m)
	}
	var again []rereading
	file, recordings := "", known.all
	for _, rule := range e.Rules {
		if rule.Kind != model.EvidencePrometheusRules || rule.Condition.Unreadable != "" {
			continue
		}
		if rule.Span.File != file {
			file = rule.Span.File
			recordings = known.seenFrom(file)
		}
		if slices.ContainsFunc(rule.Condition.Metrics, func(name string) bool { return recordings[name] != "" }) {
			again = append(again, rereading{rule, recordings})
		}
	}
	return again
}

// recorded holds the expressions of recordings by their names. Where several files record one name, as
// generated rules do, each file means its own.
type recorded struct {
	all map[string]string            // the first of each name
	of  map[string]map[string]string // those of a file that differ from the first
}

func (r recorded) add(m model.Metric) {
	if !m.Recorded || m.Expr == "" {
		return
	}
	first, known := r.all[m.Name]
	switch own := r.of[m.Span.File]; {
	case !known:
		r.all[m.Name] = m.Expr
	case first == m.Expr:
	case own == nil:
		r.of[m.Span.File] = map[string]string{m.Name: m.Expr}
	case own[m.Name] == "":
		own[m.Name] = m.Expr
	}
}

// seenFrom lists the recordings as the alerts of a file see them.
func (r recorded) seenFrom(file string) map[string]string {
	own := r.of[file]
	if own == nil {
		return r.all
	}
	seen := maps.Clone(r.all)
	maps.Copy(seen, own)
	return seen
}

// wait gives each alert the sum of the intervals of the groups, other than its own, whose recordings
// it reads, directly or through other recordings.
func wait(e *model.Evidence, every time.Duration) {
	w := waiting{recorders: map[string][]*model.Metric{}, every: every}
	for i := range e.Metrics {
		if m := &e.Metrics[i]; m.Recorded {
			w.recorders[m.Name] = append(w.recorders[m.Name], m)
		}
	}
	for _, rule := range e.Rules {
		if rule.Kind == model.EvidencePrometheusRules { // the others know what they record
			rule.Waits = w.of(rule)
		}
	}
}

// waiting knows who records what, and how often a group is evaluated that does not say.
type waiting struct {
	recorders map[string][]*model.Metric
	every     time.Duration
}

// An alert is followed through so many recordings. Real ones read a few dozens.
const mostRecordings = 256

func (w waiting) of(rule *model.AlertRule) time.Duration {
	var sum time.Duration
	counted := map[*model.RuleGroup]bool{rule.Group: true}
	type read struct {
		name string
		by   *model.RuleGroup
	}
	seen := map[string]bool{}
	var next []read
	follow := func(names []string, by *model.RuleGroup) {
		for _, name := range names {
			if len(next) < mostRecordings && !seen[name] && len(w.recorders[name]) > 0 {
				seen[name] = true
				next = append(next, read{name, by})
			}
		}
	}
	follow(rule.Condition.Metrics, rule.Group)
	for i := 0; i < len(next); i++ {
		m := w.recorder(next[i].name, next[i].by)
		if !counted[m.Group] {
			counted[m.Group] = true
			sum += w.interval(m)
		}
		follow(m.Reads, m.Group)
	}
	return sum
}

// recorder is the recording that a rule of a group reads under a name: the one of its own group, which
// is fresh, or else the slowest.
func (w waiting) recorder(name string, by *model.RuleGroup) *model.Metric {
	all := w.recorders[name]
	slowest := all[0]
	for _, m := range all {
		if m.Group == by {
			return m
		}
		if w.interval(m) > w.interval(slowest) {
			slowest = m
		}
	}
	return slowest
}

func (w waiting) interval(m *model.Metric) time.Duration {
	if m.Every == 0 {
		return w.every
	}
	return m.Every
}
