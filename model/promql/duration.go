package promql

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// durationUnits are the units of Prometheus from the longest to the shortest, the order in which they
// must be written. A day always has 24 hours, a week 7 days and a year 365 days.
var durationUnits = [...]struct {
	name string
	is   time.Duration
}{
	{"y", 365 * 24 * time.Hour},
	{"w", 7 * 24 * time.Hour},
	{"d", 24 * time.Hour},
	{"h", time.Hour},
	{"m", time.Minute},
	{"s", time.Second},
	{"ms", time.Millisecond},
}

// Duration reads a duration of Prometheus: 1h30m, 90s, 1d, 2w, 0. Each unit is written at most
// once, longer ones first, and only 0 needs none (prometheus.io/docs, configuration, <duration>).
func Duration(text string) (time.Duration, error) {
	if text == "0" {
		return 0, nil
	}
	if text == "" {
		return 0, errors.New("a duration is missing")
	}
	var sum time.Duration
	longest := 0
	for rest := text; rest != ""; {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		letters := len(rest) - digits - len(strings.TrimLeft(rest[digits:], "mswdhy"))
		unit := longest
		for unit < len(durationUnits) && durationUnits[unit].name != rest[digits:digits+letters] {
			unit++
		}
		if digits == 0 || unit == len(durationUnits) {
			return 0, fmt.Errorf("%s is no duration such as 90s or 1h30m", strconv.Quote(shortened(text)))
		}
		count, err := strconv.ParseInt(rest[:digits], 10, 64)
		if is := durationUnits[unit].is; err != nil || count > int64((math.MaxInt64-sum)/is) {
			return 0, fmt.Errorf("%s is longer than 292 years", strconv.Quote(shortened(text)))
		}
		sum += time.Duration(count) * durationUnits[unit].is
		longest = unit + 1
		rest = rest[digits+letters:]
	}
	return sum, nil
}

// shortened is the beginning of a text, for messages.
func shortened(text string) string {
	const most = 40
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
