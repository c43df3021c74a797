package pyrra

import (
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model/burnrate"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A form is one of the ways in which Pyrra measures.
type form uint8

const (
	errorsOfTotal    form = iota + 1 // the share of errors among all
	successOfTotal                   // the share of all that is no success
	errorsAndSuccess                 // the share of errors among errors and successes
	latency                          // the share of all that is not in a bucket of a histogram
	latencyNative                    // the share that a native histogram has above a limit
	boolGauge                        // the share of samples that are 0
)

// An indicator is how an objective is measured.
type indicator struct {
	form form

	// The metrics: first the one that names the recordings, then the other one, if any.
	metrics  []selector
	limit    time.Duration // of latencyNative
	grouping []string
}

func (i indicator) missing() bool { return i.form == 0 }

// readIndicator reads the indicator. Where it is none that Pyrra takes, that is reported and the
// result is missing.
func readIndicator(f *slofile.File, o objective) indicator {
	refuse := func(at diag.Span, why string) indicator {
		f.Warn(at, "objective %s %s: Pyrra refuses it", slofile.Text(o.name), why)
		return indicator{}
	}
	found, section := o.form()
	if found == 0 {
		return refuse(o.name.Span, "has no indicator that is complete")
	}
	i := indicator{form: found}
	for _, n := range found.metrics(section) {
		if slofile.Templated(slofile.Text(n)) {
			f.UnreadDocument(o.node, "its metric is filled in by another program")
			return indicator{}
		}
		s, ok := parseSelector(slofile.Text(n))
		if !ok {
			return refuse(n.Span, "has a metric that is no plain selector")
		}
		i.metrics = append(i.metrics, s)
	}
	if i.form == latencyNative {
		limit := slofile.At(section, "latency")
		if limit == nil {
			return refuse(o.name.Span, "has no latency")
		}
		i.limit, _ = f.Duration(limit)
	}
	for _, label := range slofile.Items(slofile.At(section, "grouping")) {
		if name := slofile.Text(label); name != "" && !slices.Contains(i.grouping, name) {
			i.grouping = append(i.grouping, name)
		}
	}
	slices.Sort(i.grouping)
	return i
}

// form tells which form an objective has, and where it is described.
func (o objective) form() (form, *yamlfile.Node) {
	for _, key := range []string{"ratio", "latency", "latencyNative", "bool_gauge"} {
		section := o.at("indicator", key)
		if section == nil {
			continue
		}
		for _, candidate := range forms[key] {
			if !slices.Contains(candidate.metrics(section), nil) {
				return candidate, section
			}
		}
	}
	return 0, nil
}

// forms are the forms that a section of the file may have, the likeliest first.
var forms = map[string][]form{
	"ratio":         {errorsOfTotal, successOfTotal, errorsAndSuccess},
	"latency":       {latency},
	"latencyNative": {latencyNative},
	"bool_gauge":    {boolGauge},
}

// metrics are where a section states the metrics of the form, in the order of the indicator.
func (f form) metrics(section *yamlfile.Node) []*yamlfile.Node {
	at := func(key string) *yamlfile.Node { return slofile.At(section, key, "metric") }
	switch f {
	case errorsOfTotal:
		return []*yamlfile.Node{at("total"), at("errors")}
	case errorsAndSuccess:
		return []*yamlfile.Node{at("errors"), at("success")}
	case latencyNative:
		return []*yamlfile.Node{at("total")}
	case boolGauge:
		return []*yamlfile.Node{slofile.At(section, "metric")}
	}
	return []*yamlfile.Node{at("total"), at("success")}
}

// reads are the names of the metrics, each once.
func (i indicator) reads() []string {
	var names []string
	for _, m := range i.metrics {
		if !slices.Contains(names, m.name) {
			names = append(names, m.name)
		}
	}
	return names
}

// over is the error ratio over a window, as Pyrra records it.
func (i indicator) over(window time.Duration) string {
	sum := func(function string, s selector) string {
		return "sum " + i.by() + "(" + function + "(" + s.text + "[" + slofile.Spell(window) + "]))"
	}
	rate := func(n int) string { return sum("rate", i.metrics[n]) }
	switch i.form {
	case errorsOfTotal:
		return rate(1) + " / " + rate(0)
	case errorsAndSuccess:
		return rate(0) + " / (" + rate(0) + " + " + rate(1) + ")"
	case latencyNative:
		return "1 - histogram_fraction(0, " + burnrate.Number(i.limit.Seconds()) + ", " + rate(0) + ")"
	case boolGauge:
		count, ones := sum("count_over_time", i.metrics[0]), sum("sum_over_time", i.metrics[0])
		return "(" + count + " - " + ones + ") / " + count
	}
	return "(" + rate(0) + " - " + rate(1) + ") / " + rate(0)
}

// by is the clause that keeps the grouping, as Pyrra does.
func (i indicator) by() string {
	if len(i.grouping) == 0 {
		return ""
	}
	return "by (" + strings.Join(i.grouping, ", ") + ") "
}
