package model

import (
	"regexp"
	"slices"
	"time"

	"github.com/linewalk/linewalk/model/diag"
)

// A Routing says where alerts go by their labels. It is the tree of Alertmanager, which Grafana has
// too.
type Routing struct {
	Kind        EvidenceKind
	Span        diag.Span
	Root        *Route // nil if only receivers or intervals were read
	Receivers   []*Receiver
	Intervals   []*TimeInterval // those it names
	Inhibitions []*Inhibition
}

// A Route is a node of the tree. Receiver, GroupBy and the timers are those in force, inherited
// ones included.
type Route struct {
	Span     diag.Span
	Matchers []Matcher // all must hold; the root has none
	Continue bool      // later siblings are tried even if this route matches
	To       string    // the name of its receiver
	Receiver *Receiver // nil if no receiver has the name
	Routes   []*Route

	GroupBy        []string // "..." stands for all labels
	GroupWait      time.Duration
	GroupInterval  time.Duration
	RepeatInterval time.Duration

	Muted  []*TimeInterval // not inherited
	Active []*TimeInterval // not inherited; empty is always
}

// A Matcher holds a label against a value. A label that is missing is "".
type Matcher struct {
	Name   string
	Op     MatchOp
	Value  string
	Regex  *regexp.Regexp // anchored; of the two operators that have one
	Unread bool           // its text is a template or broken: what it matches is not known
}

// NewMatcher anchors the value of the operators that take a regular expression, as Alertmanager does.
// The error is that of the expression.
func NewMatcher(name string, op MatchOp, value string) (Matcher, error) {
	m := Matcher{Name: name, Op: op, Value: value}
	if op == MatchEqual || op == MatchNotEqual {
		return m, nil
	}
	regex, err := regexp.Compile("^(?:" + value + ")$")
	m.Regex, m.Unread = regex, err != nil
	return m, err
}

// A MatchOp compares.
type MatchOp uint8

// The comparisons.
const (
	MatchEqual MatchOp = iota
	MatchNotEqual
	MatchRegexp
	MatchNotRegexp
)

func (o MatchOp) String() string { return [...]string{"=", "!=", "=~", "!~"}[o] }

// Matches tells whether the value passes. One that is Unread lets nothing pass.
func (m Matcher) Matches(value string) bool {
	if m.Unread {
		return false
	}
	switch m.Op {
	case MatchEqual:
		return value == m.Value
	case MatchNotEqual:
		return value != m.Value
	case MatchRegexp:
		return m.Regex.MatchString(value)
	}
	return !m.Regex.MatchString(value)
}

// Not is the matcher that passes what m does not. One that is Unread stays so.
func (m Matcher) Not() Matcher {
	m.Op = [...]MatchOp{MatchNotEqual, MatchEqual, MatchNotRegexp, MatchRegexp}[m.Op]
	return m
}

func (m Matcher) String() string { return m.Name + m.Op.String() + `"` + m.Value + `"` }

// An Inhibition silences alerts while others fire.
type Inhibition struct {
	Span           diag.Span
	Source, Target []Matcher
	Equal          []string
}

// A Receiver is where a route ends.
type Receiver struct {
	Name     string
	Span     diag.Span
	Contacts []Contact // empty: it tells nobody
}

// A Contact is one integration of a receiver.
type Contact struct {
	Class  ContactClass
	Via    string // the integration, such as slack or webhook
	Target string // a channel, an address, a host: never a secret; may be empty
	Span   diag.Span
}

// A ContactClass says what a contact reaches, by its content and never by its name.
type ContactClass uint8

// The classes of contacts.
const (
	ContactUnknown     ContactClass = iota // templated, or a host that nothing is known of
	ContactPlaceholder                     // example.com, localhost, TODO
	ContactHeartbeat                       // a service that misses what does not come
	ContactPager                           // wakes somebody
	ContactChat
	ContactTicket
	ContactMailList
	ContactPerson // one personal mailbox or device
)

func (c ContactClass) String() string {
	return [...]string{"unknown", "placeholder", "heartbeat", "pager", "chat", "ticket", "mailing list", "person"}[c]
}

// A TimeInterval is a named set of hours: those of any of its ranges.
type TimeInterval struct {
	Name   string
	Span   diag.Span
	Ranges []TimeRange
}

// Contains tells whether the interval holds at t.
func (i *TimeInterval) Contains(t time.Time) bool {
	return slices.ContainsFunc(i.Ranges, func(r TimeRange) bool { return r.Contains(t) })
}

// A TimeRange holds where all that it states holds. Empty lists state nothing.
type TimeRange struct {
	Times       []ClockRange
	Weekdays    []Bounds // 0 is Sunday
	DaysOfMonth []Bounds // negative ones count from the end of the month
	Months      []Bounds // 1 is January
	Years       []Bounds
	Location    *time.Location // nil is UTC
}

// Contains tells whether the range holds at t, as Alertmanager judges it: by the clock and the
// calendar of its location. Days beyond the end of the month are its last day, unless the stretch
// begins beyond it.
func (r TimeRange) Contains(t time.Time) bool {
	t = t.UTC()
	if r.Location != nil {
		t = t.In(r.Location)
	}
	minute := t.Hour()*60 + t.Minute()
	inTimes := slices.ContainsFunc(r.Times, func(c ClockRange) bool { return minute >= c.From && minute < c.To })
	return (len(r.Times) == 0 || inTimes) &&
		within(r.DaysOfMonth, func(b Bounds) bool { return b.holdDay(t) }) &&
		within(r.Months, func(b Bounds) bool { return b.hold(int(t.Month())) }) &&
		within(r.Weekdays, func(b Bounds) bool { return b.hold(int(t.Weekday())) }) &&
		within(r.Years, func(b Bounds) bool { return b.hold(t.Year()) })
}

// within tells whether any of the bounds holds; where none is stated all is within.
func within(stated []Bounds, holds func(Bounds) bool) bool {
	return len(stated) == 0 || slices.ContainsFunc(stated, holds)
}

func (b Bounds) hold(n int) bool { return n >= b.From && n <= b.To }

func (b Bounds) holdDay(t time.Time) bool {
	last := time.Date(t.Year(), t.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	fromEnd := func(day int) int {
		if day < 0 {
			return last + day + 1
		}
		return day
	}
	from, to := fromEnd(b.From), fromEnd(b.To)
	return from <= last && t.Day() >= from && t.Day() <= min(to, last)
}

// A ClockRange is a stretch of a day in minutes from midnight, the end not included.
type ClockRange struct{ From, To int }

// Bounds are inclusive.
type Bounds struct{ From, To int }
