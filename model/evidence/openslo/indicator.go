package openslo

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/burnrate"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// An indicator gives the share of events that are bad, over a window.
type indicator struct {
	unknown string // why the share is not known; a phrase
	at      diag.Span
	metrics []string // that it reads

	// Either the good or the bad and all, or a share that is measured already, or a value that is
	// held against a threshold.
	good, bad, total, raw, value *query
	success                      bool   // raw is the share of the good
	worse                        string // how a bad value compares with the threshold
	threshold                    string
	counter                      bool // good, bad and total count since ever

	// The windows that are good or bad as a whole, if events are not counted themselves.
	slice   time.Duration
	atLeast string // the share of good events in a good window; empty if the share itself counts
}

// A query asks a source for a figure.
type query struct {
	text  string
	fixed bool // it looks back over a window of its own
}

// readIndicator reads what the objectives of an SLO share of their indicator.
func (c *catalog) readIndicator(o *object) indicator {
	n := o.at("indicator")
	if ref := o.at("indicatorRef"); ref != nil {
		n = ref
	}
	if o.alpha {
		return c.measured(o, n, o.at("indicator"))
	}
	if n == nil {
		o.file.Warn(o.span(), "objective %s has no indicator", o.name)
		return indicator{unknown: "its indicator is missing", at: o.span()}
	}
	sli, named := c.inside(o, n, kindIndicator, "indicatorRef")
	if sli == nil {
		why := "its indicator is not written out"
		if named.name != "" {
			why = "its indicator " + named.name + " is in no file that was read"
		}
		o.file.Unclear(n.Span, why)
		return indicator{unknown: why, at: n.Span}
	}
	return c.measured(sli, n, slofile.At(sli.node, "spec"))
}

// measured reads the metrics of an indicator. In v1alpha those that are ratios stand with the
// targets.
func (c *catalog) measured(o *object, at, spec *yamlfile.Node) indicator {
	var i indicator
	ratio := slofile.At(spec, "ratioMetric")
	if o.alpha {
		ratio = slofile.At(spec, "ratioMetrics")
	}
	if i.at = o.span(); at != nil {
		i.at = at.Span
	}
	i.good, i.bad = c.query(o, &i, slofile.At(ratio, "good")), c.query(o, &i, slofile.At(ratio, "bad"))
	i.total, i.raw = c.query(o, &i, slofile.At(ratio, "total")), c.query(o, &i, slofile.At(ratio, "raw"))
	i.value = c.query(o, &i, slofile.At(spec, "thresholdMetric"))
	i.success = !strings.EqualFold(slofile.Text(slofile.At(ratio, "rawType")), "failure")
	i.counter = slofile.True(slofile.At(ratio, "counter"), false)
	if i.unknown != "" {
		o.file.Unclear(i.at, i.unknown)
	}
	return i
}

// of is the indicator of one objective.
func (i indicator) of(c *catalog, o *object, entry *yamlfile.Node) indicator {
	if o.alpha && slofile.At(entry, "ratioMetrics") != nil {
		i = c.measured(o, slofile.At(entry, "ratioMetrics"), entry)
	}
	if i.value != nil {
		i.worse = map[string]string{"lt": ">=", "lte": ">", "gt": "<=", "gte": "<"}[slofile.Text(slofile.At(entry, "op"))]
		i.threshold = number(slofile.At(entry, "value"))
	}
	switch method := strings.ToLower(slofile.Text(o.at("budgetingMethod"))); method {
	case "timeslices", "ratiotimeslices":
		i.slice = time.Minute
		if n := slofile.At(entry, "timeSliceWindow"); n != nil {
			i.slice, _ = readDuration(o.file, n)
		}
		if method == "timeslices" {
			i.atLeast = number(slofile.At(entry, "timeSliceTarget"))
		}
	}
	return i.checked(o)
}

// number is how a number is written; empty where there is none.
func number(n *yamlfile.Node) string {
	if _, err := strconv.ParseFloat(slofile.Text(n), 64); err != nil {
		return ""
	}
	return slofile.Text(n)
}

// checked says why the share is not known, if it is not, and reports it.
func (i indicator) checked(o *object) indicator {
	reported := i.unknown != ""
	switch {
	case reported:
	case i.value != nil && (i.worse == "" || i.threshold == ""):
		i.unknown = "its objective states no op and value to hold the indicator against"
	case i.value == nil && i.raw == nil && (i.total == nil || i.good == nil && i.bad == nil):
		i.unknown = "its indicator is neither a ratio nor a threshold"
	default:
		i.metrics, i.unknown = slofile.Metrics(i.over(5 * time.Minute))
	}
	if i.unknown != "" && !reported {
		o.file.Unclear(i.at, i.unknown)
	}
	return i
}

// query reads a source and what it is asked. What it is asked in another language is noted in the
// indicator.
func (c *catalog) query(o *object, i *indicator, metric *yamlfile.Node) *query {
	if metric == nil {
		return nil
	}
	source, language, asked := metric, "", metric
	if s := slofile.At(metric, "metricSource"); s != nil {
		source, asked = s, slofile.At(s, "spec")
	}
	if language = slofile.Text(slofile.At(source, "type")); language == "" {
		language = slofile.Text(slofile.At(source, "source"))
	}
	if data, _ := c.inside(o, slofile.At(source, "metricSourceRef"), kindSource, ""); language == "" && data != nil {
		language = slofile.Text(data.at("type"))
	}
	text := ""
	for _, key := range []string{"query", "promql", "expr"} {
		if text == "" {
			text = slofile.Text(slofile.At(asked, key))
		}
	}
	switch {
	case language == "" && i.unknown == "":
		i.unknown = "it is not said what its queries are for"
	case !speaksPromQL(language) && i.unknown == "":
		i.unknown = "its queries are for " + language + ", not for Prometheus"
	case text == "" && i.unknown == "":
		i.unknown = "it has no query that is text"
	}
	return &query{text: text, fixed: strings.Contains(placeholder.ReplaceAllString(text, ""), "[")}
}

// promQL are words in the names of sources that understand PromQL.
var promQL = []string{"prometheus", "promql", "thanos", "mimir", "cortex", "victoriametrics"}

func speaksPromQL(source string) bool {
	return slices.ContainsFunc(promQL, func(word string) bool { return strings.Contains(strings.ToLower(source), word) })
}

// placeholder stands for the window in queries that Sloth is to read.
var placeholder = regexp.MustCompile(`\{\{-?\s*\.?window\s*-?\}\}`)

// query is what a query gives for a window. One that does not leave its window open is asked again
// and again for as long as the window lasts.
func (i indicator) query(q *query, window time.Duration) string {
	spelled := slofile.Spell(window)
	switch {
	case placeholder.MatchString(q.text):
		return "(" + placeholder.ReplaceAllString(q.text, spelled) + ")"
	case i.counter && !q.fixed && q != i.raw:
		return "increase((" + q.text + ")[" + spelled + ":])"
	case q == i.raw:
		return "avg_over_time((" + q.text + ")[" + spelled + ":])"
	}
	return "sum_over_time((" + q.text + ")[" + spelled + ":])"
}

// events is the share of bad events in a window.
func (i indicator) events(window time.Duration) string {
	switch {
	case i.value != nil:
		return "avg_over_time(((" + i.value.text + ") " + i.worse + " bool " + i.threshold + ")[" + slofile.Spell(window) + ":])"
	case i.raw != nil && i.success:
		return "1 - " + i.query(i.raw, window)
	case i.raw != nil:
		return i.query(i.raw, window)
	case i.bad != nil:
		return i.query(i.bad, window) + " / " + i.query(i.total, window)
	}
	return "1 - " + i.query(i.good, window) + " / " + i.query(i.total, window)
}

// over is the share of the error budget's unit that is bad in a window: of events, or of slices.
func (i indicator) over(window time.Duration) string {
	if i.slice == 0 {
		return i.events(window)
	}
	bad := "(" + i.events(i.slice) + ")"
	if i.atLeast != "" {
		bad = "(" + bad + " > bool (1 - " + i.atLeast + "))"
	}
	return "avg_over_time(" + bad + "[" + slofile.Spell(max(window, i.slice)) + ":" + slofile.Spell(i.slice) + "])"
}

// missing is the expression that holds where there are no data.
func (i indicator) missing(window time.Duration) string {
	for _, q := range []*query{i.total, i.value, i.raw} {
		if q != nil {
			return "absent(" + placeholder.ReplaceAllString(q.text, slofile.Spell(window)) + ")"
		}
	}
	return ""
}

// condition is what an alert looks at.
func (i indicator) condition(expr string) model.Condition {
	if i.unknown != "" {
		return model.Condition{Unreadable: i.unknown}
	}
	return slofile.Condition(expr)
}

// exceeds is the expression that the bad are a multiple of what the budget allows.
func (i indicator) exceeds(window time.Duration, factor, target float64) string {
	return burnrate.Of(i.over, "(1 - "+burnrate.Number(target)+")")(window, factor)
}
