package yamlfile

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

const day = 24 * time.Hour

// units are what a duration counts in.
var units = []struct {
	name string
	is   time.Duration
}{
	{"ms", time.Millisecond}, {"s", time.Second}, {"m", time.Minute}, {"h", time.Hour}, {"d", day}, {"w", 7 * day},
}

const longestDuration = 10 * model.Year

const durationPattern = `\d+(\.\d+)?(ms|s|m|h|d|w)(\d+(\.\d+)?(ms|s|m|h|d|w))*`

func duration() shape[time.Duration] {
	return parsed("a duration such as 2s", durationPattern, parseDuration).ref("duration")
}

// parseDuration reads 2s, 150ms, 1.5h, 1h30m.
func parseDuration(written string) (time.Duration, error) {
	return guessing(written, readDuration, guessDuration)
}

func readDuration(written string) (time.Duration, error) {
	var sum float64
	for rest := written; rest != "" || written == ""; {
		digits := numberLength(rest)
		count, err := strconv.ParseFloat(rest[:digits], 64)
		if err != nil {
			return 0, misspelled("a duration such as 2s, 150ms or 1h30m", "%s is no duration", diag.Quote(written))
		}
		letters := strings.IndexFunc(rest[digits:], func(r rune) bool { return r >= '0' && r <= '9' || r == '.' })
		if letters < 0 {
			letters = len(rest) - digits
		}
		unit, ok := unitOf(rest[digits : digits+letters])
		switch {
		case ok:
		case letters == 0 && digits < len(rest):
			return 0, misspelled("a duration such as 2s, 150ms or 1h30m", "%s is no duration", diag.Quote(written))
		case digits == len(rest):
			return 0, misspelled(written+"s", "%s lacks a unit: %ss?", diag.Quote(written), diag.Shorten(written, 20))
		default:
			return 0, misspelled("one of ms, s, m, h, d, w", "unknown unit %s in %s", diag.Quote(rest[digits:digits+letters]), diag.Quote(written))
		}
		sum += count * float64(unit)
		rest = rest[digits+letters:]
	}
	if sum > float64(longestDuration) {
		return 0, misspelled("", "%s is longer than 10 years", diag.Quote(written))
	}
	return time.Duration(math.Round(sum)), nil
}

// numberLength is how much of the text is a decimal number.
func numberLength(text string) int {
	n := digitsLength(text)
	if n > 0 && n < len(text) && text[n] == '.' {
		if fraction := digitsLength(text[n+1:]); fraction > 0 {
			n += 1 + fraction
		}
	}
	return n
}

func digitsLength(text string) int { return len(text) - len(strings.TrimLeft(text, "0123456789")) }

func unitOf(name string) (time.Duration, bool) {
	for _, u := range units {
		if u.name == name {
			return u.is, true
		}
	}
	return 0, false
}
