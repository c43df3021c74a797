package openslo

import (
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// An objective is one of the objectives of an SLO. They share all but the target and, in v1alpha,
// the indicator.
type objective struct {
	*object
	entry     *yamlfile.Node
	display   string  // its name among several
	target    float64 // as a fraction
	indicator indicator
}

func (c *catalog) readObjectives(o *object) {
	service := slofile.Text(o.at("service"))
	window := readWindow(o)
	entries := slofile.Items(o.at("objectives"))
	if len(entries) == 0 {
		o.file.Warn(o.span(), "objective %s has no target", o.name)
	}
	shared := c.readIndicator(o)
	for _, entry := range entries {
		target, ok := readTarget(o, entry)
		if !ok {
			continue
		}
		own := objective{object: o, entry: entry, target: target}
		if len(entries) > 1 {
			own.display = slofile.Text(slofile.At(entry, "displayName"))
		}
		own.indicator = shared.of(c, o, entry)
		made := &model.Objective{
			Name: o.name, Service: service, Span: o.span(), Target: target, Window: window,
			Metrics: own.indicator.metrics, Alerts: c.alerts(own, service),
		}
		if display := slofile.At(entry, "displayName"); own.display != "" {
			made.Span = display.Span
		}
		o.file.Objective(made)
	}
}

// readTarget reads target, a fraction, or targetPercent.
func readTarget(o *object, entry *yamlfile.Node) (float64, bool) {
	if n := slofile.At(entry, "target"); n != nil {
		return o.file.Target(n, slofile.Fractions)
	}
	if n := slofile.At(entry, "targetPercent"); n != nil {
		percent, ok := o.file.Target(n, slofile.Percents)
		return percent / 100, ok
	}
	o.file.Warn(entry.Span, "an objective of %s states no target", o.name)
	return 0, false
}

// readWindow reads the window of the error budget: a list of one, of which v1alpha counts units.
func readWindow(o *object) time.Duration {
	key := "timeWindow"
	if o.alpha {
		key = "timeWindows"
	}
	n := o.at(key)
	if items := slofile.Items(n); len(items) > 0 {
		n = items[0]
	}
	if n == nil {
		return 0
	}
	if unit := slofile.At(n, "unit"); unit != nil {
		window, err := counted(slofile.Text(slofile.At(n, "count")), slofile.Text(unit))
		if err != nil {
			o.file.Warn(unit.Span, "%v", err)
		}
		return window
	}
	duration := slofile.At(n, "duration")
	if duration == nil {
		return 0
	}
	window, _ := readDuration(o.file, duration)
	if strings.HasSuffix(slofile.Text(duration), "m") && slofile.At(n, "calendar") != nil {
		o.file.Note(duration.Span, "a window of %s is in minutes: a month is 1M", slofile.Text(duration))
	}
	return window
}
