package yamlfile

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

func date() shape[model.Date] {
	return parsed("a day such as 2026-01-31", `\d{4}-\d{2}-\d{2}`, parseDate).ref("date")
}

func parseDate(written string) (model.Date, error) {
	return guessing(written, readDate, guessDate)
}

func readDate(written string) (model.Date, error) {
	d, err := model.ParseDate(written)
	switch {
	case err == nil:
		return d, nil
	case len(written) == 10 && strings.Count(written, "-") == 2 && numeric(strings.ReplaceAll(written, "-", "")):
		return d, misspelled("", "there is no day %s", written)
	}
	return d, misspelled("a day such as 2026-01-31", "%s is no day", diag.Quote(written))
}

func numeric(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// period is two days with a slash between them.
func period() shape[model.Period] {
	return parsed("two days such as 2026-12-20/2027-01-04", `\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}`, parsePeriod).ref("period")
}

func parsePeriod(written string) (model.Period, error) {
	first, last, found := strings.Cut(written, "/")
	if _, err := readDate(written); err == nil {
		return model.Period{}, misspelled(written+"/"+written, "%s is one day; a period has a first and a last", diag.Quote(written))
	}
	if !found {
		return model.Period{}, misspelled("two days such as 2026-12-20/2027-01-04", "%s is no period", diag.Quote(written))
	}
	var p model.Period
	var err error
	if p.First, err = parseDate(strings.TrimSpace(first)); err != nil {
		return p, err
	}
	if p.Last, err = parseDate(strings.TrimSpace(last)); err != nil {
		return p, err
	}
	if p.Last.Before(p.First) {
		return p, misspelled(p.Last.String()+"/"+p.First.String(), "the period %s ends before it starts", written)
	}
	return p, nil
}

// share is a percentage from 0 to 100, read as a fraction.
func share() shape[float64] {
	return parsed("a percentage such as 99.9%", `\d+(\.\d+)?\s*%`, func(written string) (float64, error) {
		value, err := parsePercent(written)
		if err == nil && value > 1 {
			return 0, misspelled("", "%s is more than 100%%", diag.Quote(written))
		}
		return value, err
	}).ref("share")
}

// percentage is like share, but has no upper end.
func percentage() shape[float64] {
	return parsed("a percentage such as 5%", `\d+(\.\d+)?\s*%`, parsePercent)
}

func parsePercent(written string) (float64, error) {
	return guessing(written, readPercent, guessPercent)
}

func readPercent(written string) (float64, error) {
	digits, found := strings.CutSuffix(written, "%")
	digits = strings.TrimSpace(digits)
	value, ok := decimal(digits)
	switch {
	case !ok:
		return 0, misspelled("a percentage such as 99.9%", "%s is no percentage", diag.Quote(written))
	case !found:
		return 0, misspelled(written+"%", "%s lacks the %%", diag.Quote(written))
	}
	// Moving the decimal point gives the nearest fraction; dividing would round twice.
	if exact, err := strconv.ParseFloat(digits+"e-2", 64); err == nil {
		value = exact
	}
	return value, nil
}

// decimal reads a number that is not negative, without exponents and other notations.
func decimal(text string) (float64, bool) {
	if text == "" || numberLength(text) < len(text) || len(text) > 30 {
		return 0, false
	}
	value, err := strconv.ParseFloat(text, 64)
	return value, err == nil
}

// spans are the stretches of time that something is counted by.
var spans = []struct {
	names []string
	is    time.Duration
}{
	{[]string{"s", "sec", "second"}, time.Second},
	{[]string{"min", "minute"}, time.Minute},
	{[]string{"h", "hour"}, time.Hour},
	{[]string{"d", "day"}, day},
	{[]string{"w", "week"}, 7 * day},
	{[]string{"month"}, model.Month},
	{[]string{"y", "year"}, model.Year},
}

const spanPattern = `\s*/\s*(s|sec|second|min|minute|h|hour|d|day|w|week|month|y|year)`

// perTime splits 1200 USD/min into what is counted and the stretch of time.
func perTime(written, example string) (what string, per time.Duration, err error) {
	what, unit, found := strings.Cut(written, "/")
	unit = strings.TrimSpace(unit)
	for _, s := range spans {
		for _, name := range s.names {
			if found && name == unit {
				return strings.TrimSpace(what), s.is, nil
			}
		}
	}
	if !found {
		return "", 0, misspelled(example, "%s says nothing about time; write it as %s", diag.Quote(written), example)
	}
	return "", 0, misspelled("one of s, min, h, day, week, month, year", "unknown unit of time %s in %s", diag.Quote(unit), diag.Quote(written))
}

func money() shape[model.Money] {
	return parsed("money such as 1200 USD/min", `\d+(\.\d+)?\s*[A-Z]{3}`+spanPattern, parseMoney).ref("money")
}

func parseMoney(written string) (model.Money, error) {
	return guessing(written, readMoney, guessMoney)
}

func readMoney(written string) (model.Money, error) {
	const example = "1200 USD/min"
	if digitsLength(written) == 0 {
		return model.Money{}, misspelled("money such as "+example, "%s is no sum of money", diag.Quote(written))
	}
	what, per, err := perTime(written, cmp.Or(guessMoney(written+"/min"), example))
	if err != nil {
		return model.Money{}, err
	}
	digits := numberLength(what)
	amount, ok := decimal(what[:digits])
	currency := strings.TrimSpace(what[digits:])
	switch {
	case !ok:
		return model.Money{}, misspelled("money such as "+example, "%s is no sum of money", diag.Quote(written))
	case len(currency) != 3 || strings.Trim(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "":
		return model.Money{}, misspelled("money such as "+example, "%s names no currency by three capital letters", diag.Quote(written))
	}
	return model.Money{Amount: amount, Currency: currency, Per: per}, nil
}

func rate() shape[model.Rate] {
	return parsed("a rate such as 2/year", `\d+(\.\d+)?`+spanPattern, parseRate).ref("rate")
}

func parseRate(written string) (model.Rate, error) {
	example := "2/year"
	if _, bare := decimal(written); bare {
		example = written + "/year"
	}
	what, per, err := perTime(written, example)
	if err != nil {
		return model.Rate{}, err
	}
	count, ok := decimal(what)
	if !ok {
		return model.Rate{}, misspelled("a rate such as 2/year", "%s is no rate", diag.Quote(written))
	}
	return model.Rate{Count: count, Per: per}, nil
}

// sizes are the units of volumes, in bytes.
var sizes = []struct {
	name string
	is   float64
}{
	{"B", 1},
	{"kB", 1e3},
	{"KB", 1e3},
	{"MB", 1e6},
	{"GB", 1e9},
	{"TB", 1e12},
	{"PB", 1e15},
	{"KiB", 1 << 10},
	{"MiB", 1 << 20},
	{"GiB", 1 << 30},
	{"TiB", 1 << 40},
	{"PiB", 1 << 50},
}

func volume() shape[model.Volume] {
	return parsed("a volume such as 20GB/day", `\d+(\.\d+)?\s*([kKMGTP]?B|[KMGTP]iB)`+spanPattern, parseVolume).ref("volume")
}

func parseVolume(written string) (model.Volume, error) {
	what, per, err := perTime(written, "20GB/day")
	if err != nil {
		return model.Volume{}, err
	}
	digits := numberLength(what)
	count, ok := decimal(what[:digits])
	unit := strings.TrimSpace(what[digits:])
	for _, s := range sizes {
		if ok && s.name == unit {
			return model.Volume{Bytes: count * s.is, Per: per}, nil
		}
	}
	return model.Volume{}, misspelled("a volume such as 20GB/day or 1TiB/month", "%s is no volume", diag.Quote(written))
}
