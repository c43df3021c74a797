package model

import (
	"slices"
	"time"

	"github.com/linewalk/linewalk/model/diag"
)

// A PersonID is the index of a person in System.People.
type PersonID int32

// A Person is somebody who can be told, or who knows.
type Person struct {
	ID       PersonID
	Name     string // the short name the drawing uses
	Span     diag.Span
	Declared bool // under people or in a team; otherwise only mentioned

	FullName Stated[string]
	Emails   Stated[[]string]
	GitHub   Stated[string]
	Left     Stated[Date]
	Away     Stated[[]Period]
}

func (p *Person) String() string { return p.Name }

// Gone tells whether the person had left on or before the given day and counts for nothing.
func (p *Person) Gone(today Date) bool { return p.Left.Given() && !today.Before(p.Left.Value) }

// A TeamID is the index of a team in System.Teams.
type TeamID int32

// A Team answers for arrows and components.
type Team struct {
	ID   TeamID
	Name string
	Span diag.Span

	Description Stated[string]
	People      Stated[[]*Person]
	OnCall      Stated[OnCall]
	EscalatesTo Stated[[]Party] // further levels, in order
	Contact     Stated[string]
}

func (t *Team) String() string { return t.Name }

// OnCall says who is woken, when.
type OnCall struct {
	None   bool              // it is stated that nobody is
	People Stated[[]*Person] // otherwise the whole team
	Hours  Hours
}

// Hours are the times at which somebody is on call. No windows means around the clock.
type Hours struct {
	Windows []Window
	Zone    string // IANA name; UTC where nothing is stated
	Text    string // as written
}

// Always tells whether the hours never pause.
func (h Hours) Always() bool { return len(h.Windows) == 0 }

// A Window is a stretch of the day on some days of the week.
type Window struct {
	Days     [7]bool // indexed by time.Weekday
	From, To int     // minutes since midnight; To below or at From ends on the next day
}

// Covers tells whether somebody is on call at a minute of a day, counted from midnight, by the clock
// of the zone of the hours.
func (h Hours) Covers(day time.Weekday, minute int) bool {
	if h.Always() {
		return true
	}
	yesterday := (day + 6) % 7
	return slices.ContainsFunc(h.Windows, func(w Window) bool {
		if w.To > w.From {
			return w.Days[day] && minute >= w.From && minute < w.To
		}
		return w.Days[day] && minute >= w.From || w.Days[yesterday] && minute < w.To
	})
}

// LongestGap is the longest stretch of the week at which nobody is on call, in local time
// (daylight saving is left out of account).
func (h Hours) LongestGap() time.Duration {
	if h.Always() {
		return 0
	}
	const week = 7 * 24 * 60
	var covered [week]bool
	for _, w := range h.Windows {
		length := w.To - w.From
		if length <= 0 {
			length += 24 * 60
		}
		for day, on := range w.Days {
			if !on {
				continue
			}
			for m := range length {
				covered[(day*24*60+w.From+m)%week] = true
			}
		}
	}
	longest, run := 0, 0
	for m := range 2 * week {
		if covered[m%week] {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return time.Duration(min(longest, week)) * time.Minute
}

// A Party is whoever is named as an owner, as told by an alert, or as an expert: a team, a person,
// a channel, the owner of the arrow, nobody, or a name that the drawing does not explain.
type Party struct {
	Name    string
	Span    diag.Span
	Team    *Team
	Person  *Person
	Channel bool // "#payments", an address or a hyperlink: a place, not people
	Owner   bool // `owner`: whoever owns the arrow
	Nobody  bool // `nobody` or `none`: it is known that there is none
}

// NamesParties tells whether the drawing names any team or person, so that a name it does not
// explain is a mistake. Where it names none, any name may do.
func (s *System) NamesParties() bool {
	return len(s.Teams) > 0 || slices.ContainsFunc(s.People, func(p *Person) bool { return p.Declared })
}

// Known tells whether the name means anything.
func (p Party) Known() bool {
	return p.Team != nil || p.Person != nil || p.Channel || p.Owner || p.Nobody
}

func (p Party) String() string { return p.Name }
