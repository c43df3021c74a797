package grafana

import (
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// muteTime reads a mute timing, which is a time interval of Alertmanager.
func (p *part) muteTime(n *yamlfile.Node) {
	p.known = true
	name := n.Get("name")
	if text(name) == "" {
		p.warn(p.span(n), "a mute timing without a name")
		return
	}
	interval := &model.TimeInterval{Name: text(name), Span: p.span(name)}
	each(n.Get("time_intervals"), func(r *yamlfile.Node) {
		if read, ok := p.timeRange(r); ok {
			interval.Ranges = append(interval.Ranges, read)
		}
	})
	defined := p.definitions(name)
	defined.Intervals = append(defined.Intervals, interval)
}

// timeRange reads one stretch of hours. One of which a part is not understood would hold at other
// times than it says, and is left out as a whole.
func (p *part) timeRange(n *yamlfile.Node) (model.TimeRange, bool) {
	r := model.TimeRange{}
	sound := true
	bounds := func(key string, read func(string) (int, bool)) []model.Bounds {
		var all []model.Bounds
		for _, item := range items(n.Get(key)) {
			b, ok := readBounds(text(item), read)
			if !ok {
				p.warn(p.span(item), "this is not understood among the %s of a mute timing", key)
				sound = false
			}
			all = append(all, b)
		}
		return all
	}
	r.Weekdays = bounds("weekdays", nameOf(weekdays[:], 0))
	r.DaysOfMonth = bounds("days_of_month", plain)
	r.Months = bounds("months", nameOf(months[:], 1))
	r.Years = bounds("years", plain)
	each(n.Get("times"), func(c *yamlfile.Node) {
		from, okFrom := clock(text(find(c, "start_time", "startTime")))
		to, okTo := clock(text(find(c, "end_time", "endTime")))
		if !okFrom || !okTo {
			p.warn(p.span(c), "a start_time and an end_time such as 09:00 and 24:00 are wanted")
			sound = false
		}
		r.Times = append(r.Times, model.ClockRange{From: from, To: to})
	})
	if zone := n.Get("location"); text(zone) != "" && !strings.EqualFold(text(zone), "UTC") {
		location, err := time.LoadLocation(text(zone))
		if err != nil || text(zone) == "Local" {
			p.warn(p.span(zone), "%s is no time zone that is known here", quote(text(zone)))
			sound = false
		}
		r.Location = location
	}
	return r, sound
}

var weekdays = [...]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

var months = [...]string{
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
}

// nameOf reads one of some names, or its number. The first name has the number given.
func nameOf(names []string, first int) func(string) (int, bool) {
	return func(written string) (int, bool) {
		for i, name := range names {
			if strings.EqualFold(written, name) {
				return i + first, true
			}
		}
		n, ok := plain(written)
		return n, ok && n >= first && n < first+len(names)
	}
}

func plain(written string) (int, bool) {
	n, err := strconv.Atoi(written)
	return n, err == nil && n >= -9999 && n <= 9999
}

// readBounds reads a:b or a alone.
func readBounds(written string, read func(string) (int, bool)) (model.Bounds, bool) {
	from, to, ranged := strings.Cut(written, ":")
	if !ranged {
		to = from
	}
	low, okLow := read(strings.TrimSpace(from))
	high, okHigh := read(strings.TrimSpace(to))
	return model.Bounds{From: low, To: high}, okLow && okHigh
}

// clock reads 09:30 as minutes from midnight; 24:00 is the end of the day.
func clock(written string) (int, bool) {
	hours, minutes, ok := strings.Cut(written, ":")
	h, errH := strconv.Atoi(hours)
	m, errM := strconv.Atoi(minutes)
	at := h*60 + m
	return at, ok && errH == nil && errM == nil && h >= 0 && m >= 0 && m < 60 && at <= 24*60
}
