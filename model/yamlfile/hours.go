package yamlfile

import (
	"slices"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // time zones are known wherever linewalk runs

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

const aroundTheClock = "24x7"

func hours() shape[model.Hours] {
	s := parsed("hours such as 24x7 or Mon-Fri 09:00-18:00 Europe/Lisbon", "", parseHours)
	s.schema = func(*book) schema {
		return schema{"type": "string", "pattern": `^(24x7|.*\d{1,2}:\d{2}-\d{1,2}:\d{2}.*)$`}
	}
	return s.ref("hours")
}

var weekdays = []string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}

// parseHours reads 24x7, or windows separated by commas, each of days and times of the day, with a
// time zone behind the last: "Mon-Fri 09:00-18:00, Sat 10:00-14:00 Europe/Lisbon". Days without a
// time share the next one, and a time without days holds every day.
func parseHours(written string) (model.Hours, error) {
	h := model.Hours{Text: written}
	if written == aroundTheClock {
		return h, nil
	}
	if len(written) > 1000 {
		return h, misspelled("", "these hours are too long")
	}
	if near := diag.Near(written, []string{aroundTheClock}); len(near) > 0 || written == "always" {
		return h, misspelled(aroundTheClock, "unknown hours %s, did you mean %q?", diag.Quote(written), aroundTheClock)
	}
	words := strings.FieldsFunc(written, func(r rune) bool { return r == ' ' || r == ',' || r == '-' })
	if !strings.ContainsAny(written, "0123456789") && !slices.ContainsFunc(words, func(w string) bool { return len(nearDays(w)) > 0 || weekday(w) >= 0 }) {
		return h, misspelled("24x7, none, Mon-Fri 09:00-18:00 Europe/Lisbon, or {people: [ana], hours: 24x7}", "%s says no hours", diag.Quote(written))
	}
	var days [7]bool
	waiting := false
	for part := range strings.SplitSeq(written, ",") {
		timed := false
		for _, word := range strings.Fields(part) {
			switch {
			case word[0] >= '0' && word[0] <= '9':
				w, err := parseWindow(word)
				if err != nil {
					return h, err
				}
				if w.Days = days; !waiting {
					w.Days = [7]bool{true, true, true, true, true, true, true}
				}
				h.Windows = append(h.Windows, w)
				days, waiting, timed = [7]bool{}, false, true
			case timed || strings.Contains(word, "/") || word == "UTC":
				if h.Zone != "" {
					return h, misspelled("say it once, at the end", "these hours have two time zones")
				}
				if err := checkZone(word); err != nil {
					return h, err
				}
				h.Zone = word
			default:
				if err := addDays(&days, word); err != nil {
					return h, err
				}
				waiting = true
			}
		}
	}
	if waiting || len(h.Windows) == 0 {
		return h, misspelled("hours such as Mon-Fri 09:00-18:00 Europe/Lisbon, or "+aroundTheClock, "%s has no times of the day", diag.Quote(written))
	}
	return h, nil
}

func checkZone(name string) error {
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return misspelled("a time zone such as Europe/Lisbon", "unknown time zone %s", diag.Quote(name))
	}
	return nil
}

// addDays adds a day or a stretch of days, which may run over the end of the week.
func addDays(days *[7]bool, word string) error {
	first, last, stretch := strings.Cut(word, "-")
	if !stretch {
		last = first
	}
	from, to := weekday(first), weekday(last)
	if from < 0 || to < 0 {
		unknown := first
		if from >= 0 {
			unknown = last
		}
		return misspelled(oneOf(weekdays), "unknown day %s%s", diag.Quote(unknown), didYouMean(nearDays(unknown)))
	}
	for d := from; ; d = (d + 1) % 7 {
		days[d] = true
		if d == to {
			return nil
		}
	}
}

// nearDays are the days that may be meant: by the start of their names, else by spelling.
func nearDays(name string) []string {
	for _, d := range weekdays {
		if strings.HasPrefix(strings.ToLower(name), strings.ToLower(d)) {
			return []string{d}
		}
	}
	return diag.Near(name, weekdays)
}

func weekday(name string) int {
	for i, d := range weekdays {
		if d == name {
			return i
		}
	}
	return -1
}

func parseWindow(word string) (model.Window, error) {
	from, to, found := strings.Cut(word, "-")
	start, ok := minutes(from)
	end, alsoOK := minutes(to)
	if !found || !ok || !alsoOK || start == 24*60 {
		return model.Window{}, misspelled("times such as 09:00-18:00", "%s is no stretch of the day", diag.Quote(word))
	}
	return model.Window{From: start, To: end}, nil
}

// minutes reads a time of the day, 24:00 included.
func minutes(clock string) (int, bool) {
	h, m, found := strings.Cut(clock, ":")
	hour, err := strconv.ParseUint(h, 10, 8)
	minute, errM := strconv.ParseUint(m, 10, 8)
	if !found || err != nil || errM != nil || len(m) != 2 || minute > 59 || hour > 24 || hour == 24 && minute > 0 {
		return 0, false
	}
	return int(hour*60 + minute), true
}
