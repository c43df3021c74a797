package analysis

import (
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// cells fills the four cells of an answer, each with its reason.
func (f *facts) cells(x *Answer) Cells {
	return Cells{
		Monitor:   f.monitorCell(x),
		Alert:     f.alertCell(x),
		Owner:     f.ownerCell(x),
		BusFactor: f.busFactorCell(x),
	}
}

func (f *facts) monitorCell(x *Answer) Cell {
	switch {
	case len(x.Seeing) > 0:
		return Cell{people.Yes, "measured by " + list(titles(x.Seeing), 3)}
	case len(x.Boxes) > 0:
		return Cell{people.No, list(titles(x.Boxes), 3) + " watches a box, not the line"}
	case x.Arrow.Monitors.Given() && len(x.Arrow.Monitors.Value) == 0:
		return Cell{people.No, "known to have no monitor"}
	}
	if near := f.nearby(x); near != "" {
		return Cell{people.No, near}
	}
	return Cell{people.No, "no monitor is stated"}
}

func titles(monitors []*model.Monitor) []string {
	all := make([]string, len(monitors))
	for i, m := range monitors {
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
	var telling, silent, mute []string
	for _, m := range x.Seeing {
		if len(m.Alerts.Value) == 0 {
			mute = append(mute, m.String())
		}
		for _, alert := range m.Alerts.Value {
			if f.tells(alert, x.Owner.Party) {
				telling = append(telling, alert.String())
			} else {
				silent = append(silent, alert.String())
			}
		}
	}
	switch {
	case len(telling) > 0:
		return Cell{people.Yes, list(telling, 3) + " tells " + f.toldNames(x)}
	case len(silent) > 0:
		return Cell{people.No, list(silent, 3) + " reaches nobody"}
	case len(mute) > 0:
		return Cell{people.No, list(mute, 3) + " measures it and has no alert"}
	}
	return Cell{people.No, "no monitor, so no alert"}
}

// toldNames names the parties that the arrow's alerts tell, as the drawing does.
func (f *facts) toldNames(x *Answer) string {
	var names []string
	for _, alert := range x.Alerts() {
		for _, p := range alert.Tells.Value {
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
