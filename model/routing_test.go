package model_test

import (
	"testing"
	"time"

	"github.com/linewalk/linewalk/model"
)

func TestNewMatcher(t *testing.T) {
	for _, tc := range []struct {
		op    model.MatchOp
		value string
		label string
		want  bool
	}{
		{model.MatchEqual, "a", "a", true},
		{model.MatchEqual, "", "", true},
		{model.MatchNotEqual, "a", "", true},
		{model.MatchRegexp, "a|b", "b", true},
		{model.MatchRegexp, "a|b", "ab", false},
		{model.MatchRegexp, "a|b", "xa", false},
		{model.MatchRegexp, ".*", "", true},
		{model.MatchNotRegexp, "a.*", "abc", false},
		{model.MatchNotRegexp, "a.*", "", true},
	} {
		m, err := model.NewMatcher("l", tc.op, tc.value)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Matches(tc.label); got != tc.want {
			t.Errorf("%s on %q: %v", m, tc.label, got)
		}
	}
	m, err := model.NewMatcher("l", model.MatchNotRegexp, "(")
	if err == nil || !m.Unread || m.Matches("x") {
		t.Errorf("a broken expression gives %+v, %v", m, err)
	}
}

func TestTimeRangeContains(t *testing.T) {
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Skip("no time zones here")
	}
	office := model.TimeRange{
		Times: []model.ClockRange{{From: 9 * 60, To: 17 * 60}}, Weekdays: []model.Bounds{{From: 1, To: 5}}, Location: lisbon,
	}
	lastThree := model.TimeRange{DaysOfMonth: []model.Bounds{{From: -3, To: -1}}}
	late := model.TimeRange{DaysOfMonth: []model.Bounds{{From: 30, To: 31}}}
	for _, tc := range []struct {
		r    model.TimeRange
		at   string
		want bool
	}{
		{model.TimeRange{}, "2026-02-01T00:00:00Z", true},
		{office, "2026-01-05T09:00:00Z", true}, // a Monday in winter
		{office, "2026-01-05T08:59:00Z", false},
		{office, "2026-01-05T17:00:00Z", false},
		{office, "2026-07-06T08:00:00Z", true}, // in summer an hour earlier
		{office, "2026-01-04T12:00:00Z", false},
		{lastThree, "2026-02-26T12:00:00Z", true},
		{lastThree, "2026-02-25T12:00:00Z", false},
		{lastThree, "2028-02-26T12:00:00Z", false}, // a leap year
		{late, "2026-02-28T12:00:00Z", false},
		{late, "2026-04-30T12:00:00Z", true},
		{model.TimeRange{Months: []model.Bounds{{From: 12, To: 12}}, Years: []model.Bounds{{From: 2026, To: 2027}}}, "2027-12-31T23:59:00Z", true},
		{model.TimeRange{Months: []model.Bounds{{From: 12, To: 12}}, Years: []model.Bounds{{From: 2026, To: 2027}}}, "2028-12-31T23:59:00Z", false},
	} {
		at, err := time.Parse(time.RFC3339, tc.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := tc.r.Contains(at); got != tc.want {
			t.Errorf("%+v at %s: %v", tc.r, tc.at, got)
		}
	}
}

func TestHoursCovers(t *testing.T) {
	working := [7]bool{time.Monday: true, time.Tuesday: true, time.Wednesday: true, time.Thursday: true, time.Friday: true}
	day := model.Hours{Windows: []model.Window{{Days: working, From: 9 * 60, To: 18 * 60}}}
	night := model.Hours{Windows: []model.Window{{Days: working, From: 22 * 60, To: 6 * 60}}}
	for _, tc := range []struct {
		hours  model.Hours
		day    time.Weekday
		minute int
		want   bool
	}{
		{model.Hours{}, time.Sunday, 3 * 60, true},
		{day, time.Monday, 9 * 60, true},
		{day, time.Friday, 18 * 60, false},
		{day, time.Saturday, 12 * 60, false},
		{night, time.Friday, 22 * 60, true},
		{night, time.Saturday, 5*60 + 59, true},
		{night, time.Saturday, 6 * 60, false},
		{night, time.Monday, 3 * 60, false},
		{night, time.Sunday, 23 * 60, false},
	} {
		if got := tc.hours.Covers(tc.day, tc.minute); got != tc.want {
			t.Errorf("%v %d: %v", tc.day, tc.minute, got)
		}
	}
}
