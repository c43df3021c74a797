package fmea

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/detection"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// soon is how soon after a failure a notice is as good as at once.
const soon = 5 * time.Minute

// detection rates the first notice of the mode.
//
//	10, 9  nobody is told; 9 if it shows on a dashboard
//	 8, 7  only a symptom is told of; 8 if late as well
//	 6, 5  late; 5 if the arrow is named
//	 4, 3  in time; 4 if after more than five minutes and not by what looks from the dependent end, 3 if one of both
//	 2, 1  in time and soon, from the dependent end or from outside; 1 if the evidence proves that it is delivered, and at night
func (f failing) detection() Rating {
	n := f.in.Notice
	switch {
	case n.When == analysis.Never && n.Where == analysis.OnDashboard:
		return Rating{9, "nobody is told: " + n.Monitor.String() + " measures it, and somebody would have to look" + f.refuted("; ")}
	case n.When == analysis.Never:
		return Rating{10, "nobody is told: " + f.untold()}
	case n.Where == analysis.AtJourney:
		return Rating{7 + one(n.When == analysis.Late), f.asleep("told " + analysis.After(n.After) + " that a journey suffers, not where" + f.promise())}
	case n.When == analysis.Late:
		return Rating{5 + one(n.Where != analysis.AtArrow), f.asleep("told late, " + analysis.After(n.After) + f.promise())}
	}
	return f.inTime()
}

func (f failing) inTime() Rating {
	n := f.in.Notice
	value, why := 2, "told in time, "+analysis.After(n.After)
	if n.After > soon {
		value++
	}
	if place := f.seenFrom(); place == "" {
		value++
		why += ", though not by what looks from the dependent end or from outside"
	} else {
		why += ", seen from " + place
	}
	if !f.proves() {
		return Rating{value, f.asleep(why + f.doubt())}
	}
	if value == 2 && !f.sleeps() {
		value = 1
	}
	return Rating{value, f.asleep(why + ", and the evidence proves that it is delivered")}
}

// sleeps tells whether the alert of the notice reaches nobody at night. That is known of the alerts on the arrow, and
// of the first that tells that it is down.
func (f failing) sleeps() bool {
	alert := f.in.Notice.Alert
	return f.AtNight.Complete && len(f.AtNight.People) == 0 && (alert == f.Notice.Alert || slices.Contains(f.Alerts(), alert))
}

// asleep adds to the reason of a notice that it wakes nobody.
func (f failing) asleep(why string) string {
	if f.sleeps() {
		return why + "; at 03:00 on a Sunday it reaches nobody"
	}
	return why
}

// seenFrom is the place from which the notice's monitor sees the arrow, if that is the dependent end or outside;
// empty if it is the other end or a box nearby.
func (f failing) seenFrom() string {
	n := f.in.Notice
	if n.Where != analysis.AtArrow || n.Monitor == nil || !n.Monitor.Signal.Given() {
		return ""
	}
	at := n.Monitor.At.Or(detection.DefaultVantage(f.Arrow, n.Monitor.Signal.Value))
	switch {
	case at == model.AtOutside:
		return "outside"
	case at == model.AtFrom && f.Arrow.Dependent() == model.From, at == model.AtTo && f.Arrow.Dependent() == model.To:
		return f.Arrow.DependentComponent().Name
	}
	return ""
}

// proof is how far the alert of the notice is known to hold; nil where that is not this mode's best.
func (f failing) proof() *evidence.Ladder {
	if p := f.in.Proof; p != nil && p.Alert == f.in.Notice.Alert {
		return p.Ladder
	}
	return nil
}

func (f failing) proves() bool {
	l := f.proof()
	return l != nil && l.Stands() >= evidence.Delivered
}

// doubt says why it is not known whether the alert holds, although files that could tell were read.
func (f failing) doubt() string {
	if l := f.proof(); l != nil {
		if rung, doubted := l.Doubt(); doubted {
			return "; whether that holds is not known: " + l[rung].Why
		}
	}
	if m := f.in.Notice.Monitor; m != nil && !m.Signal.Given() {
		return "; " + m.String() + " does not say what it measures, and is taken to see it"
	}
	return ""
}

// refuted says behind head what the evidence refutes of the best alert on the arrow; empty if nothing.
func (f failing) refuted(head string) string {
	if p := f.in.Proof; p != nil {
		if rung, refuted := p.Ladder.Fault(); refuted {
			return head + p.Alert.String() + " does not hold (" + p.Ladder[rung].Why + ")"
		}
	}
	return ""
}

// untold is why nobody is told.
func (f failing) untold() string {
	m := f.in
	if why := f.refuted(""); why != "" {
		return why
	}
	for _, w := range f.Watches {
		if w.Blind != nil && slices.Contains(m.Sees, w.Monitor) {
			return w.Monitor.String() + " is blind to it, as its news travels through " + w.Blind.Name
		}
	}
	if len(m.Blank) > 0 {
		return m.Blank[0].Monitor.String() + " does not see it (" + m.Blank[0].Why + ")"
	}
	if len(m.Sees) > 0 {
		return m.Sees[0].String() + " sees it, and its alert reaches nobody"
	}
	return "no monitor is on the arrow"
}

// promise is the promise that a late notice breaks.
func (f failing) promise() string {
	late := f.in.Notice.Missed
	if late == nil {
		return ""
	}
	name, by := late.Journey.Journey.Name, model.FormatDuration(late.By)
	switch {
	case !late.Journey.Journey.NoticeWithin.Given():
		return "; users of " + name + " would tell us after " + by
	case late.Journey.Hurt() > 0:
		return "; " + name + " promises notice by " + by
	}
	return "; " + name + " promises notice within " + by
}

// detected says who or what tells of the mode.
func (f failing) detected() string {
	n := f.in.Notice
	var told []string
	switch {
	case n.Alert != nil:
		told = append(told, f.alerted())
	case n.Where == analysis.OnDashboard:
		told = append(told, "nobody is told; "+n.Monitor.String()+" measures it"+looker(n.Monitor))
	default:
		told = append(told, "nobody is told")
	}
	if i := n.Incident; i != nil {
		told = append(told, lastNoticed(i))
	}
	if n.Users < n.After {
		told = append(told, "users tell us "+analysis.After(n.Users))
	}
	return strings.Join(told, "; ")
}

// alerted is "alert CheckoutDown of errors monitor pages payments after 5m and names the arrow".
func (f failing) alerted() string {
	n := f.in.Notice
	text := "alert " + n.Alert.String()
	if n.Monitor != nil && n.Monitor.Name != "" {
		text += " of " + n.Monitor.Name
	}
	return fmt.Sprintf("%s %s %s %s, %s", text, reaches[n.Alert.How.Value], names(n.Told, "somebody"), analysis.After(n.Claimed), pointing[n.Where])
}

// reaches are the verbs of alerts.
var reaches = [...]string{0: "tells", model.Page: "pages", model.Ticket: "opens a ticket for", model.Chat: "writes to", model.Mail: "mails"}

// pointing says what a notice names.
var pointing = [...]string{
	analysis.Nowhere:     "naming nothing",
	analysis.OnDashboard: "naming a dashboard",
	analysis.AtJourney:   "naming a journey, not the arrow",
	analysis.AtComponent: "naming a box nearby, not the arrow",
	analysis.AtArrow:     "naming the arrow",
}

func lastNoticed(i *model.Incident) string {
	text := "the last time, on " + i.On.String()
	if i.Noticed.Given() {
		text += ", it took " + model.FormatDuration(i.Noticed.Value)
	}
	if i.By.Given() {
		text += " until " + i.By.Value + " noticed"
	}
	return text
}

func looker(m *model.Monitor) string {
	look := m.LookedAt.Value
	if !m.LookedAt.Given() || !look.By.Given() {
		return ""
	}
	text := ", and " + look.By.Value.Name + " looks"
	if look.Every.Given() {
		text += " every " + model.FormatDuration(look.Every.Value)
	}
	return text
}

// names joins the first few of some names.
func names(parties []model.Party, otherwise string) string {
	var all []string
	for _, p := range parties {
		if p.Name != "" {
			all = append(all, p.Name)
		}
	}
	if len(all) == 0 {
		return otherwise
	}
	return series(all)
}

// most is how many of several things a cell names before it counts the rest.
const most = 5

// series is "a", "a and b", "a, b and c", or counts those above the first few.
func series(all []string) string {
	if rest := len(all) - most; rest > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(all[:most], ", "), rest)
	}
	last := len(all) - 1
	if last < 1 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:last], ", ") + " and " + all[last]
}

// never tells whether a time does not come.
func never(d time.Duration) bool { return d == propagation.Never }
