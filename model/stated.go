// Package model holds the nouns of linewalk: the System that a drawing describes, its Components
// and Arrows, Journeys, Monitors, Teams and the rest, as values that know where in a file they
// were stated. It knows no file format, no picture and no analysis.
package model

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model/diag"
)

// Stated is a value together with the place that states it. The zero Stated says nothing: about
// this, nothing is stated. A list that is Given and empty states that there is none.
type Stated[T any] struct {
	Value T
	Span  diag.Span
}

// Given tells whether anything is stated.
func (s Stated[T]) Given() bool { return !s.Span.IsZero() }

// Or is the stated value, or other where nothing is stated.
func (s Stated[T]) Or(other T) T {
	if s.Given() {
		return s.Value
	}
	return other
}

// A Date is a day of the calendar, without a time zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day of t in UTC.
func DateOf(t time.Time) Date {
	y, m, d := t.UTC().Date()
	return Date{y, m, d}
}

// ParseDate reads a day written as 2026-03-09. A day that the calendar does not have is an error.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, err
	}
	return DateOf(t), nil
}

func (d Date) time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Before tells whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.time().Before(e.time()) }

// Since is the number of days from e to d; negative where d is earlier.
func (d Date) Since(e Date) int { return int(d.time().Sub(e.time()) / (24 * time.Hour)) }

// Plus is the day n days after d.
func (d Date) Plus(days int) Date { return DateOf(d.time().AddDate(0, 0, days)) }

func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// A Period is a stretch of days, both ends in it.
type Period struct{ First, Last Date }

// Holds tells whether d lies in the period.
func (p Period) Holds(d Date) bool { return !d.Before(p.First) && !p.Last.Before(d) }

// A Rate is a count per stretch of time: 2/year, 5000/week.
type Rate struct {
	Count float64
	Per   time.Duration
}

// PerYear is how often that is in a year of 365 days.
func (r Rate) PerYear() float64 { return r.Count * float64(365*24*time.Hour) / float64(r.Per) }

// Money is an amount of a currency per stretch of time: 1200 USD/min.
type Money struct {
	Amount   float64
	Currency string
	Per      time.Duration
}

// String is "1200 USD/min".
func (m Money) String() string {
	return fmt.Sprintf("%s %s/%s", strconv.FormatFloat(m.Amount, 'f', -1, 64), m.Currency, per(m.Per))
}

// String is "2/year".
func (r Rate) String() string {
	return strconv.FormatFloat(r.Count, 'f', -1, 64) + "/" + per(r.Per)
}

// per names the stretch of time of a rate.
func per(d time.Duration) string {
	for _, u := range []struct {
		name string
		is   time.Duration
	}{
		{"s", time.Second},
		{"min", time.Minute},
		{"h", time.Hour},
		{"day", 24 * time.Hour},
		{"week", 7 * 24 * time.Hour},
		{"month", Month},
		{"year", Year},
	} {
		if d == u.is {
			return u.name
		}
	}
	return FormatDuration(d)
}

// Volume is a number of bytes per stretch of time: 20GB/day.
type Volume struct {
	Bytes float64
	Per   time.Duration
}

// Year is the length of a year in rates: 365 days.
const Year = 365 * 24 * time.Hour

// Month is the length of a month in rates: a twelfth of a Year.
const Month = Year / 12

// FormatDuration writes d the way a drawing would state it: 45m, 1h30m, 4h, 26h, 7d, 1.5s.
func FormatDuration(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d == 0:
		return "0s"
	case d < 0:
		return "-" + FormatDuration(-d)
	case d >= 2*day && d%day == 0:
		return fmt.Sprintf("%dd", d/day)
	case d >= time.Hour && d%time.Minute == 0:
		return trimZero(fmt.Sprintf("%dh%dm", d/time.Hour, d%time.Hour/time.Minute), "h0m", "h")
	case d >= time.Minute && d%time.Second == 0:
		text := trimZero(fmt.Sprintf("%dh%dm%ds", d/time.Hour, d%time.Hour/time.Minute, d%time.Minute/time.Second), "m0s", "m")
		return strings.TrimPrefix(text, "0h")
	case d >= time.Second:
		return d.String()
	case d%time.Millisecond == 0:
		return fmt.Sprintf("%dms", d/time.Millisecond)
	}
	return d.String()
}

func trimZero(text, suffix, with string) string {
	if short, ok := strings.CutSuffix(text, suffix); ok {
		return short + with
	}
	return text
}
