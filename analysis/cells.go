package analysis

import (
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// cells fills the four cells of an answer, each with its reason. An arrow that was imported and that nobody
// has reviewed is neither covered nor uncovered, as it may not be real.
func (f *facts) cells(x *Answer) Cells {
	if x.Unreviewed() {
		open := Cell{people.Unknown, "imported, and nobody has said yet whether it is real"}
		return Cells{open, open, open, open}
	}
	return Cells{
		Monitor:   f.monitorCell(x),
		Alert:     f.alertCell(x),
		Owner:     f.ownerCell(x),
		BusFactor: f.busFactorCell(x),
	}
}

func (f *facts) monitorCell(x *Answer) Cell {
	arrow := x.Arrow
	switch {
	case len(x.Seeing) > 0 && !slices.ContainsFunc(x.Seeing, func(m *model.Monitor) bool { return m.Signal.Given() }):
		return Cell{people.Unknown, list(titles(x.Seeing), 3) + " does not say what it measures"}
	case len(x.Seeing) > 0:
		return f.measured(x)
	case len(x.Unfit) > 0:
		u := x.Unfit[0]
		return Cell{people.No, u.Monitor.String() + " sees none of its failure modes: " + u.Why}
	case len(x.Boxes) > 0 && slices.Contains(f.arrowMonitors[arrow.ID], x.Boxes[0]):
		return Cell{people.No, list(titles(x.Boxes), 3) + " watches a box, not the line"}
	case arrow.Monitors.Given() && len(arrow.Monitors.Value) == 0:
		return Cell{people.No, "known to have no monitor"}
	}
	if near := f.nearby(x); near != "" {
		return Cell{people.No, near}
	}
	return Cell{people.No, "no monitor is stated"}
}

// measured holds the monitors that see the arrow against the metrics that are known to exist.
func (f *facts) measured(x *Answer) Cell {
	dead := ""
	var alive []*model.Monitor
	for _, m := range x.Seeing {
		if step := f.judge.Measures(m); step.Verdict == evidence.Refuted {
			dead = m.String() + " measures nothing: " + step.Why
		} else {
			alive = append(alive, m)
		}
	}
	if len(alive) == 0 {
		return Cell{people.No, dead}
	}
	return Cell{people.Yes, "measured by " + list(titles(alive), 3)}
}

func titles[T fmt.Stringer](things []T) []string {
	all := make([]string, len(things))
	for i, m := range things {
		all[i] = m.String()
	}
	return all
}

// nearby says what is watched instead of the arrow itself.
func (f *facts) nearby(x *Answer) string {
	for _, c := range []*model.Component{x.Arrow.From, x.Arrow.To} {
		if ms := f.componentMonitors[c.ID]; len(ms) > 0 {
			return fmt.Sprintf("only the box %s is watched, by %s", c, ms[0])
		}
	}
	for _, w := range x.Watches {
		if w.Where == AtJourney {
			return fmt.Sprintf("only a journey through it is watched, by %s", w.Monitor)
		}
	}
	return ""
}

func (f *facts) alertCell(x *Answer) Cell {
	var telling, silent []*model.Alert
	var mute []string
	for _, m := range x.Seeing {
		if len(m.Alerts.Value) == 0 {
			mute = append(mute, m.String())
		}
		for _, alert := range m.Alerts.Value {
			if f.tells(alert, x.Owner.Party) {
				telling = append(telling, alert)
			} else {
				silent = append(silent, alert)
			}
		}
	}
	switch {
	case len(telling) > 0:
		return f.proven(x, telling)
	case len(silent) > 0:
		return Cell{people.No, list(titles(silent), 3) + " reaches nobody"}
	case len(mute) > 0:
		return Cell{people.No, list(mute, 3) + " measures it and has no alert"}
	}
	return Cell{people.No, "no monitor, so no alert"}
}

// proven holds the alerts on the arrow that are said to tell somebody against the evidence. An alert
// that it refutes is none. One that could be checked, and of which it is still not known whether it
// holds, leaves the cell unknown.
func (f *facts) proven(x *Answer, telling []*model.Alert) Cell {
	if f.judge.Idle() {
		return Cell{people.Yes, list(titles(telling), 3) + " tells " + f.toldNames(x)}
	}
	held := slices.DeleteFunc(f.holding(x), func(a *model.Alert) bool { return !slices.Contains(telling, a) })
	best := f.bestOf(x, held)
	if len(held) == 0 {
		best = f.bestOf(x, telling)
	}
	if best == nil {
		return Cell{people.Unknown, "it is not known in which mode " + list(titles(telling), 3) + " would tell"}
	}
	if len(held) == 0 {
		why := "the evidence refutes it"
		if rung, refuted := best.Ladder.Fault(); refuted {
			why = best.Ladder[rung].Why
		}
		return Cell{people.No, best.Alert.String() + " does not hold: " + why}
	}
	if rung, doubted := best.Ladder.Doubt(); doubted {
		return Cell{people.Unknown, best.Alert.String() + ": " + best.Ladder[rung].Why}
	}
	return Cell{people.Yes, list(titles(held), 3) + " tells " + f.toldNames(x)}
}

// bestOf is the alert among some that holds best, in the mode in which it does.
func (f *facts) bestOf(x *Answer, alerts []*model.Alert) *Proof {
	var best *Proof
	for _, y := range x.Modes {
		for _, m := range y.Sees {
			for _, alert := range m.Alerts.Value {
				if !slices.Contains(alerts, alert) {
					continue
				}
				claim := f.judge.Claim(alert)
				ladder := f.judge.Ladder(claim, evidence.Case{Arrow: x.Arrow, Mode: y.Mode, By: y.By})
				if best == nil || ladder.Compare(best.Ladder) > 0 {
					best = &Proof{m, alert, claim, ladder}
				}
			}
		}
	}
	if best == nil { // of a monitor that does not say what it measures
		return x.Proof
	}
	return best
}

// toldNames names the parties that the arrow's alerts tell, as the drawing does.
func (f *facts) toldNames(x *Answer) string {
	var names []string
	for _, alert := range x.Alerts() {
		for _, p := range f.told(alert) {
			if p.Owner {
				p = x.Owner.Party
			}
			if p.Name != "" && !slices.Contains(names, p.Name) {
				names = append(names, p.Name)
			}
		}
	}
	return list(names, 3)
}

func (f *facts) ownerCell(x *Answer) Cell {
	o := x.Owner
	switch o.How {
	case model.OwnedOutright, model.OwnedByEnds, model.OwnedByEnd:
		if !o.Party.Known() && f.system.NamesParties() {
			return Cell{people.No, o.Party.Name + " is no team and no person of the drawing"}
		}
		return Cell{people.Yes, "owned by " + o.Party.Name + ownedHow(o.How)}
	case model.OwnedBetween:
		return Cell{people.No, "between " + o.From.Name + " and " + o.To.Name + ", each of whom may think the other is watching"}
	case model.OwnedKnownNone:
		return Cell{people.No, "known to be nobody's"}
	}
	return Cell{people.No, "no owner is stated"}
}

func ownedHow(h model.OwnershipHow) string {
	if h == model.OwnedOutright {
		return ""
	}
	return ", as its end is"
}

func (f *facts) busFactorCell(x *Answer) Cell {
	n := x.Mending
	wanted := f.system.Settings.WantedBusFactor()
	value := n.Enough(wanted)
	switch {
	case value == people.Yes:
		return Cell{value, fmt.Sprintf("at least %d people can be told and mend it", n.Low)}
	case value == people.Unknown:
		return Cell{value, unknownBecause(n)}
	}
	cut := n.Cut()
	if len(cut) > 0 {
		return Cell{value, "without " + names(cut) + " nobody is left who " + lost(n, cut)}
	}
	if n.Told.Complete && len(n.Told.People) == 0 {
		return Cell{value, n.Told.Why}
	}
	return Cell{value, n.Mend.Why}
}

func unknownBecause(n people.Need) string {
	for _, c := range []people.Clause{n.Mend, n.Told} {
		if !c.Complete && c.Why != "" {
			return c.Why
		}
	}
	return "it is not known who else could mend it"
}

// lost names the capability that is gone with the people of the cut.
func lost(n people.Need, cut []*model.Person) string {
	if slices.Equal(n.Mend.People, cut) && n.Mend.Complete {
		return "knows it"
	}
	return "is told"
}

func names(ps []*model.Person) string {
	all := make([]string, len(ps))
	for i, p := range ps {
		all[i] = p.Name
	}
	if len(all) > 1 {
		return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
	}
	return strings.Join(all, "")
}
