package fmea

import "github.com/linewalk/linewalk/model"

// The occurrence that is taken where nothing is stated: in the middle of the scale.
const notStated = 5

// oftens are the least times a year of each occurrence from 10 down to 2.
var oftens = [...]struct {
	times float64
	words string
}{
	{365, "daily or more often"},
	{52, "weekly or more often"},
	{12, "monthly or more often"},
	{4, "quarterly or more often"},
	{2, "twice a year or more often"},
	{1, "once a year or more often"},
	{1.0 / 3, "once in 3 years or more often"},
	{1.0 / 10, "once in 10 years or more often"},
	{1.0 / 30, "once in 30 years or more often"},
}

// occurrence rates by how often the drawing says that the arrow fails. That is said of the arrow, and not
// of each mode.
func (f failing) occurrence() Rating {
	a := f.Arrow
	if !a.Fails.Given() {
		return Rating{notStated, "how often it fails is not stated" + lastTime(a)}
	}
	value, words := often(a.Fails.Value.Rate.PerYear())
	return Rating{value, "the arrow, in whatever mode, fails " + a.Fails.Value.Rate.String() + ": " + words}
}

// often rates a number of times a year.
func often(times float64) (value int, words string) {
	for i, o := range oftens {
		if times >= o.times*(1-1e-9) { // a third of a year is no exact number
			return 10 - i, o.words
		}
	}
	return 1, "less than once in 30 years"
}

// lastTime adds when the arrow failed last, where that is on record.
func lastTime(a *model.Arrow) string {
	var last model.Date
	for _, i := range a.Happened.Value {
		if last.Before(i.On) {
			last = i.On
		}
	}
	if len(a.Happened.Value) == 0 {
		return ""
	}
	return "; the last time on record is " + last.String()
}
