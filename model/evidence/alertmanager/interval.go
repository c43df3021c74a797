package alertmanager

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

func (c *configuration) readIntervals(n *yamlfile.Node) {
	for _, item := range c.items(n, "time intervals") {
		name, ok := c.nameOf(item, "time interval", func(name string) bool { return c.intervals[name] != nil })
		if !ok {
			continue
		}
		interval := &model.TimeInterval{Name: name, Span: c.at(get(item, "name"))}
		for _, r := range c.items(get(item, "timeintervals"), "ranges of a time interval") {
			if read, ok := c.timeRange(r); ok {
				interval.Ranges = append(interval.Ranges, read)
			}
		}
		c.intervals[name] = interval
	}
}

// named finds the time intervals that a route names.
func (c *configuration) named(n *yamlfile.Node) []*model.TimeInterval {
	var found []*model.TimeInterval
	for _, item := range c.texts(n) {
		name, ok := c.scalar(item)
		switch {
		case !ok:
			c.warn(item, "a time interval must be a name, not %s", item.Kind)
		case c.intervals[name] != nil:
			found = append(found, c.intervals[name])
		case isTemplate(name):
			c.unread(c.at(item), "the name of a time interval is a template")
		default:
			c.warn(item, "no time interval is named %s", diag.Quote(name))
		}
	}
	return found
}

var rangeKeys = []string{"times", "weekdays", "daysofmonth", "months", "years", "location"}

// timeRange reads a range. One with a fault is left out as a whole, as it would else hold more often
// than it says.
func (c *configuration) timeRange(n *yamlfile.Node) (model.TimeRange, bool) {
	c.unknownKeys(n, "a time interval", rangeKeys)
	r, sound := model.TimeRange{}, true
	if times := get(n, "times"); times != nil && !times.Null {
		for _, item := range c.texts(times) {
			clock, ok := c.clockRange(item)
			sound = sound && ok
			r.Times = append(r.Times, clock)
		}
		sound = sound && c.notEmpty(times)
	}
	for _, field := range [...]struct {
		key    string
		bounds *[]model.Bounds
		kind   calendar
	}{
		{"weekdays", &r.Weekdays, weekdays},
		{"daysofmonth", &r.DaysOfMonth, daysOfMonth},
		{"months", &r.Months, months},
		{"years", &r.Years, years},
	} {
		list := get(n, field.key)
		if list == nil || list.Null {
			continue
		}
		for _, item := range c.texts(list) {
			b, ok := c.bounds(item, field.kind)
			sound = sound && ok
			*field.bounds = append(*field.bounds, b)
		}
		sound = sound && c.notEmpty(list)
	}
	zone, ok := c.location(get(n, "location"))
	r.Location = zone
	return r, sound && ok
}

// notEmpty refuses empty lists: nothing is in them, so that the range never holds.
func (c *configuration) notEmpty(list *yamlfile.Node) bool {
	if list.Kind == yamlfile.Sequence && len(list.Items) == 0 {
		c.warn(list, "an empty list: this range of time never holds")
		return false
	}
	return true
}

func (c *configuration) location(n *yamlfile.Node) (*time.Location, bool) {
	name, ok := c.scalar(n)
	if !ok || name == "UTC" {
		return nil, true
	}
	if isTemplate(name) {
		c.unread(c.at(n), "a time zone is a template")
		return nil, false
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		c.warn(n, "%s is no time zone, such as Europe/Lisbon", diag.Quote(name))
		return nil, false
	}
	return zone, true
}

func (c *configuration) clockRange(n *yamlfile.Node) (model.ClockRange, bool) {
	from, hasFrom := c.scalar(get(n, "starttime"))
	to, hasTo := c.scalar(get(n, "endtime"))
	if isTemplate(from) || isTemplate(to) {
		c.unread(c.at(n), "a time of day is a template")
		return model.ClockRange{}, false
	}
	start, startOK := minutes(from)
	end, endOK := minutes(to)
	switch {
	case !hasFrom || !hasTo:
		c.warn(n, "a range of times needs start_time and end_time")
	case !startOK || !endOK:
		c.warn(n, "times are written 09:00 to 24:00, not %s to %s", diag.Quote(from), diag.Quote(to))
	case start >= end:
		c.warn(n, "%s is not before %s: Alertmanager refuses that; write two ranges over midnight", diag.Quote(from), diag.Quote(to))
	default:
		return model.ClockRange{From: start, To: end}, true
	}
	return model.ClockRange{}, false
}

var clock = regexp.MustCompile(`^(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))$`)

// minutes reads a time of day in minutes from midnight.
func minutes(text string) (int, bool) {
	parts := clock.FindStringSubmatch(text)
	if parts == nil {
		return 0, false
	}
	hours, _ := strconv.Atoi(parts[1] + parts[3])
	rest, _ := strconv.Atoi(parts[2] + parts[4])
	return hours*60 + rest, true
}

// A calendar is what bounds count.
type calendar struct {
	what  string
	names []string // of the numbers from first on
	first int
	only  bool // a number will not do
	fits  func(from, to int) bool
}

var (
	weekdays = calendar{
		what: "weekday", names: []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}, only: true,
		fits: func(int, int) bool { return true },
	}
	months = calendar{
		what: "month", first: 1,
		names: []string{
			"january", "february", "march", "april", "may", "june",
			"july", "august", "september", "october", "november", "december",
		},
		fits: func(int, int) bool { return true },
	}
	years       = calendar{what: "year", fits: func(int, int) bool { return true }}
	daysOfMonth = calendar{what: "day of the month", fits: dayFits}
)

// dayFits holds days to 1 to 31 or -31 to -1. A stretch that starts from the end of the month ends there.
func dayFits(from, to int) bool {
	proper := func(day int) bool { return day != 0 && day >= -31 && day <= 31 }
	return proper(from) && proper(to) && (from > 0 || to < 0)
}

// bounds reads monday:friday, a lone monday, or an object with start and end.
func (c *configuration) bounds(n *yamlfile.Node, kind calendar) (model.Bounds, bool) {
	text, ok := c.scalar(n)
	if !ok && n.Kind == yamlfile.Mapping {
		start, _ := c.scalar(get(n, "start"))
		end, hasEnd := c.scalar(get(n, "end"))
		if text = start; hasEnd {
			text += ":" + end
		}
	}
	if isTemplate(text) {
		c.unread(c.at(n), "a "+kind.what+" is a template")
		return model.Bounds{}, false
	}
	first, last, isRange := strings.Cut(strings.ToLower(text), ":")
	if !isRange {
		last = first
	}
	from, fromOK := kind.number(first)
	to, toOK := kind.number(last)
	switch {
	case !fromOK || !toOK || !kind.fits(from, to):
		c.warn(n, "%s is no %s, nor a range of them", diag.Quote(text), kind.what)
	case kind.order(from) > kind.order(to):
		c.warn(n, "%s ends before it starts: Alertmanager refuses that", diag.Quote(text))
	default:
		return model.Bounds{From: from, To: to}, true
	}
	return model.Bounds{}, false
}

func (k calendar) number(text string) (int, bool) {
	if i := slices.Index(k.names, text); i >= 0 {
		return k.first + i, true
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && !k.only
}

// order compares days that count from the end as if a month had the fewest, 28.
func (k calendar) order(n int) int {
	if n < 0 {
		return 28 + n
	}
	return n
}
