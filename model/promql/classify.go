package promql

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"

	"github.com/linewalk/linewalk/model"
)

// A metric is a selector as it is understood: what it counts, in which shape, and how its figures are made.
type metric struct {
	reading
	name     string
	id       string // the name with all matchers
	words    string // its name as the tables take it
	counted  bool   // its name ends as those of counters do, and of some gauges
	counter  bool
	bucket   bool // of a histogram, with a bound below infinity or with all of them
	under    bool // a bucket with one stated bound: it counts what was quick enough
	sum      bool
	recorded bool
	sure     bool    // how its attempts ended is said by a label in the words of a public instrumentation
	part     bool    // it takes a part of the attempts, and which is not known
	aside    bool    // it only tells something about other metrics of the expression
	window   float64 // of a recorded figure, read from its name; 0 if it tells none
	unit     float64 // of a time, in seconds
	percent  bool    // if it is a share, all is 100
	at       model.Vantage
}

// understand reads a selector.
func understand(s *parser.VectorSelector) metric {
	name, _ := nameOf(s)
	m := metric{name: name, id: name, words: words(name)}
	for _, l := range s.LabelMatchers {
		if l.Name != nameLabel {
			m.id += "," + l.Name + l.Type.String() + l.Value
		}
	}
	m.recorded = strings.Contains(name, ":")
	m.counted = endsIn(m.words, "_total_", "_count_", "_sum_", "_bucket_") && !m.recorded
	m.bucket = strings.HasSuffix(m.words, "_bucket_")
	m.sum = strings.HasSuffix(m.words, "_sum_")
	m.reading = readName(name, m.words)
	m.counter = m.counted && (m.kind != kindUnknown || !endsIn(m.words, "_count_"))
	if m.recorded {
		m.window = windowIn(name)
	}
	m.unit = unitIn(m.words)
	m.percent = slices.ContainsFunc([]string{"_percent_", "_percentage_", "_pct_", "_failure_rate_"}, func(p string) bool { return strings.Contains(m.words, p) })
	m.readShape()
	m.readHistogram(s.LabelMatchers)
	m.at = endOf(m, s.LabelMatchers)
	m.readMatchers(s.LabelMatchers)
	return m
}

// nameLabel is the label that holds the name of a metric.
const nameLabel = "__name__"

// nameOf gives the name of a selector's metric; ok is false where a pattern or nothing gives it.
func nameOf(s *parser.VectorSelector) (name string, ok bool) {
	if s.Name != "" {
		return s.Name, true
	}
	for _, m := range s.LabelMatchers {
		if m.Name == nameLabel && m.Type == labels.MatchEqual && m.Value != "" {
			return m.Value, true
		}
	}
	return "", false
}

// words writes a name as the tables take it.
func words(name string) string {
	var b strings.Builder
	b.WriteByte('_')
	previous := '_'
	for _, r := range name {
		switch {
		case r == ':' || r == '.' || r == '-' || r == '/':
			r = '_'
		case unicode.IsUpper(r) && unicode.IsLower(previous):
			b.WriteByte('_')
		}
		if r != '_' || previous != '_' {
			b.WriteRune(unicode.ToLower(r))
		}
		previous = r
	}
	if previous != '_' {
		b.WriteByte('_')
	}
	return b.String()
}

func endsIn(words string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(words, end) })
}

// readName looks a name up in the tables.
func readName(name, words string) reading {
	switch {
	case name == "up":
		return reading{kindBoxUp, model.SignalUp}
	case strings.HasPrefix(name, "scrape_"), strings.HasPrefix(name, "ALERTS"):
		return reading{kindScrape, model.SignalCause}
	case endsIn(words, "_id_", "_version_", "_generation_"):
		return reading{}
	}
	if r := rowOf(words); r < len(rows) {
		return rows[r].reading
	}
	if strings.Contains(words, "_last_") && endsIn(words, "_timestamp_", "_timestamp_seconds_", "_time_", "_time_seconds_", "_at_") {
		return reading{kindStamp, model.SignalFreshness}
	}
	return reading{}
}

// readShape settles what is a counter. Names of bounds and states may end in _total or _count without being one, and
// ages in a histogram are times that something took.
func (m *metric) readShape() {
	switch m.kind {
	case kindLimit, kindUsed, kindUsedShare, kindFree, kindState, kindFault, kindBacklog, kindLag, kindInfo, kindThreshold:
		m.counter = m.counter && m.kind == kindUsed && strings.Contains(m.words, "_seconds_total_")
	case kindAge:
		if m.counter {
			m.kind = kindLatency
		}
	case kindWaits:
		if !endsIn(m.words, "_total_") {
			m.reading = reading{kindLatency, model.SignalLatency}
		}
	case kindLeft:
		if endsIn(m.words, "_count_") {
			m.reading = reading{kindAttempts, model.SignalTraffic}
		}
		m.counter = m.counter && !m.bucket
	}
}

// readHistogram tells the parts of a histogram or summary of times apart: how many attempts, how long they took
// together, and how many were quick enough.
func (m *metric) readHistogram(matchers []*labels.Matcher) {
	if m.kind != kindLatency {
		return
	}
	switch {
	case endsIn(m.words, "_count_"):
		m.reading = reading{kindAttempts, model.SignalTraffic}
	case m.bucket:
		if le := slices.IndexFunc(matchers, func(m *labels.Matcher) bool { return m.Name == "le" }); le >= 0 {
			if matchers[le].Value == "+Inf" && matchers[le].Type == labels.MatchEqual {
				m.reading = reading{kindAttempts, model.SignalTraffic}
			}
			m.under = matchers[le].Type == labels.MatchEqual || matchers[le].Type == labels.MatchRegexp
		}
	}
}

// windowName finds the window in the name of a recording: ratio_5m, rate30m, burnrate1h.
var windowName = regexp.MustCompile(`(?:_|rate|:)([0-9]+)(s|m|h|d|w)(?:$|:|_)`)

// windowIn reads the window of a recorded figure from its name, in seconds.
func windowIn(name string) float64 {
	found := windowName.FindStringSubmatch(name)
	if found == nil {
		return 0
	}
	n, err := strconv.Atoi(found[1])
	if err != nil || n > 10000 {
		return 0
	}
	unit := map[string]time.Duration{"s": time.Second, "m": time.Minute, "h": time.Hour, "d": 24 * time.Hour, "w": 7 * 24 * time.Hour}
	return (time.Duration(n) * unit[found[2]]).Seconds()
}

// unitIn reads the unit of a time from a name, in seconds.
func unitIn(words string) float64 {
	for _, u := range []struct {
		phrases []string
		unit    float64
	}{
		{[]string{"_ms_", "_milliseconds_", "_millis_"}, 1e-3},
		{[]string{"_minutes_"}, 60},
		{[]string{"_hours_"}, 3600},
		{[]string{"_days_"}, 86400},
	} {
		if slices.ContainsFunc(u.phrases, func(p string) bool { return strings.Contains(words, p) }) {
			return u.unit
		}
	}
	return 1
}
