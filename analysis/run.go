// Package analysis asks of every arrow what would happen if it didn't work, and answers: what
// breaks, who would notice, who would be told, who could mend it. An Answer is computed once; the
// rules judge answers, and the writers print the Report that holds them all.
package analysis

import (
	"cmp"
	"slices"
	"sync"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// Run asks the question of every arrow of the system once, has the rules judge the answers, and
// applies the levels and waivers of the drawing, or of the policy if there is one. The system must be free of
// reading errors.
func Run(s *model.System, rules []*Rule, o Options) *Report {
	var leaving map[*model.Waiver]bool
	if o.Policy != nil {
		s, leaving = o.Policy.govern(s)
	}
	f := newFacts(s, o.Evidence, o.Today)
	r := &Report{System: s, Today: o.Today, Sources: o.Sources, Repository: o.Repository, Rules: rules, NoWaivers: o.NoWaivers, Policy: o.Policy, leaving: leaving, directory: f.directory}
	r.Answers = f.answers()
	r.ByHarm = byHarm(r.Answers)
	r.Journeys = f.journeys(r.Answers)
	if o.Evidence != nil {
		r.Evidence, r.histories, r.ledgers = o.Evidence.Files, o.Evidence.Histories, f.ledgers
	}
	r.Claims = f.judge.Claims()
	r.Learned = f.learned
	r.Unemitted, r.Unshown = f.unemitted(r.Claims), f.unshown()
	r.Unused = f.judge.Unused()
	r.DeadMansSwitch = f.deadMansSwitch()
	neverUp, deadlocks := f.network.ColdStart()
	r.NeverUp = pick(s.Components, neverUp)
	for _, cycle := range deadlocks {
		r.Deadlocks = append(r.Deadlocks, pick(s.Components, cycle))
	}
	r.Coverage, r.Vital = coverage(r.Answers)
	r.Headline = NewHeadline(r.Answers)
	r.judge(rules, o.Reading)
	return r
}

func pick[ID ~int32, T any](from []T, ids []ID) []T {
	picked := make([]T, len(ids))
	for i, id := range ids {
		picked[i] = from[id]
	}
	return picked
}

// facts is what answering needs of a system, looked up once.
type facts struct {
	system    *model.System
	network   *propagation.Network
	directory people.Directory
	judge     *evidence.Judge
	takings   *sync.Map // of what was asked of an alert to how long it takes
	learned   []Learned
	ledgers   []*knowledge.Ledger

	// The monitors that watch a thing, by its ID.
	arrowMonitors     [][]*model.Monitor
	componentMonitors [][]*model.Monitor
	journeyMonitors   [][]*model.Monitor

	silent  []bool                            // by arrow: nothing is stated about what happens without it
	coupled []bool                            // by arrow: it has a fallback or is one
	leaning map[*model.Arrow][]model.ArrowRef // the judged arrows that fall back on an arrow
}

func newFacts(s *model.System, e *model.Evidence, today model.Date) *facts {
	school := learn(s, e, today)
	f := &facts{
		system: s, network: propagation.New(s), judge: evidence.New(s, e, today), takings: new(sync.Map),
		arrowMonitors:     make([][]*model.Monitor, len(s.Arrows)),
		componentMonitors: make([][]*model.Monitor, len(s.Components)),
		journeyMonitors:   make([][]*model.Monitor, len(s.Journeys)),
		silent:            make([]bool, len(s.Arrows)),
		coupled:           make([]bool, len(s.Arrows)),
		leaning:           map[*model.Arrow][]model.ArrowRef{},

		directory: people.New(s, today).With(school.measured), learned: school.learned, ledgers: school.ledgers,
	}
	for _, a := range s.Arrows {
		f.silent[a.ID] = !a.Answered()
		for _, ref := range a.Fallbacks.Value {
			f.coupled[a.ID], f.coupled[ref.Arrow.ID] = true, true
			if a.Judged() {
				f.leaning[ref.Arrow] = append(f.leaning[ref.Arrow], model.ArrowRef{Arrow: a, Span: ref.Span})
			}
		}
	}
	for _, m := range s.Monitors {
		for _, a := range m.Arrows {
			f.arrowMonitors[a.ID] = append(f.arrowMonitors[a.ID], m)
		}
		for _, c := range m.Components {
			f.componentMonitors[c.ID] = append(f.componentMonitors[c.ID], m)
		}
		for _, j := range m.Journeys {
			f.journeyMonitors[j.ID] = append(f.journeyMonitors[j.ID], m)
		}
	}
	return f
}

// answers walks the arrows, part by part.
func (f *facts) answers() []*Answer {
	arrows := f.network.Judged()
	all := make([]*Answer, len(arrows))
	const part = 256
	parallel((len(arrows)+part-1)/part, func(i int) {
		next := i * part
		d := &detector{facts: f}
		f.network.Each(arrows[next:min(next+part, len(arrows))], func(id model.ArrowID, out *propagation.Outcome) bool {
			all[next] = d.answer(f.system.Arrows[id], out)
			next++
			return true
		})
	})
	return all
}

func (d *detector) answer(a *model.Arrow, out *propagation.Outcome) *Answer {
	x := &Answer{Arrow: a, Owner: d.system.OwnerOf(a), Assumed: d.assumed([]*model.Arrow{a}, out)}
	x.Guessed = len(x.Assumed) > 0
	x.IfDown = d.consequence(propagation.Question{Arrows: []model.ArrowID{a.ID}}, out)
	f := d.facts
	x.inMode = func(mode model.Mode) Consequence { return f.inMode(x, mode) }
	x.Leaning = d.leaning[a]
	d.detect(x, out)
	for _, s := range out.Arrows {
		if s.Fails != propagation.Never && d.coupled[s.Arrow] {
			x.Fells = append(x.Fells, d.system.Arrows[s.Arrow])
		}
	}
	x.Refuted = d.refuted(x)
	alerts := d.holding(x)
	x.tell = d.tellings(alerts)
	x.Mending = d.directory.Need(a, x.tell)
	x.AtNight = d.atNight(x, alerts)
	if n := x.Notice; n.Alert != nil && n.Delay == nil && !n.Alert.After.Given() && !n.Monitor.Every.Given() && n.Incident == nil {
		x.Assumed = append(x.Assumed, "nothing is stated about how long "+n.Alert.String()+" takes: taken to tell at once")
	}
	x.Cells = d.cells(x)
	x.Cost = d.cost(x.IfDown, x.Notice)
	x.Yearly = yearly(a, x.Cost)
	return x
}

// assumed lists what is taken for granted of the arrows that failed and of those that fail with
// them.
func (f *facts) assumed(failed []*model.Arrow, out *propagation.Outcome) []string {
	var all, first []string
	for _, a := range failed {
		if f.silent[a.ID] {
			all = append(all, "nothing is stated about what happens without "+a.Name()+": taken to break "+a.DependentComponent().Name+" at once")
		}
	}
	unanswered := 0
	for _, s := range out.Arrows {
		if s.OnPurpose || !f.silent[s.Arrow] {
			continue
		}
		if unanswered++; unanswered <= shown {
			first = append(first, f.system.Arrows[s.Arrow].Name())
		}
	}
	if unanswered > 0 {
		all = append(all, "nothing is stated about what happens without "+counted(first, unanswered)+
			", which the failure reaches: taken to break whoever depends on it at once")
	}
	return all
}

// byHarm orders answers by worst verdict, cost until somebody knows, number of journeys hurt and
// the order of the drawing. Costs in several currencies compare by their sum, for want of rates.
func byHarm(answers []*Answer) []*Answer {
	type harm struct {
		*Answer
		cost  float64
		hurt  int
		reach int
	}
	harms := make([]harm, len(answers))
	for i, x := range answers {
		harms[i] = harm{x, Total(x.Cost), x.IfDown.hurtJourneys(), x.unvalued()}
	}
	slices.SortStableFunc(harms, func(a, b harm) int {
		return cmp.Or(
			cmp.Compare(b.IfDown.Worst, a.IfDown.Worst),
			cmp.Compare(b.cost, a.cost),
			cmp.Compare(b.hurt, a.hurt),
			cmp.Compare(b.reach, a.reach),
		)
	})
	ranked := make([]*Answer, len(harms))
	for i, h := range harms {
		ranked[i] = h.Answer
	}
	return ranked
}

// Unreviewed tells whether the arrow was imported and nobody has said yet whether it is real.
func (x *Answer) Unreviewed() bool { return x.Arrow.Review.Value == model.ReviewTodo }

// unvalued is how many components the failure reaches in a drawing that says of none what it is for. It is 0 in
// one with journeys, as which of several arrows hurts the users more is then known from those alone, and of
// arrows that are hardly real.
func (x *Answer) unvalued() int {
	if len(x.IfDown.Journeys) > 0 || x.doubtful() {
		return 0
	}
	return x.IfDown.Hit
}

// doubtful tells whether the arrow was imported for no better reason than the order of starting, which is seldom
// a call, and nobody has reviewed it.
func (x *Answer) doubtful() bool {
	return x.Unreviewed() && len(x.Arrow.Evidence.Value) > 0 && !slices.ContainsFunc(x.Arrow.Evidence.Value, func(line string) bool {
		e, read := model.ParseEvidence(line)
		return !read || e.Confidence > model.Lowest
	})
}

// Total is the sum of losses. Currencies are added up as they are, for want of rates.
func Total(losses []Loss) float64 {
	var sum float64
	for _, l := range losses {
		sum += l.Amount
	}
	return sum
}

func (f *facts) journeys(answers []*Answer) []*JourneyAnswer {
	all := make([]*JourneyAnswer, len(f.system.Journeys))
	for i, j := range f.system.Journeys {
		all[i] = &JourneyAnswer{Journey: j}
		for _, m := range f.journeyMonitors[j.ID] {
			switch m.Signal.Value {
			case model.SignalValue:
				all[i].Value = append(all[i].Value, m)
			case model.SignalSynthetic:
				all[i].Synthetic = append(all[i].Synthetic, m)
			}
		}
	}
	for _, x := range answers {
		for _, j := range x.IfDown.Journeys {
			switch j.Verdict {
			case propagation.Broken:
				all[j.Journey.ID].Breaks = append(all[j.Journey.ID].Breaks, x)
			case propagation.Degraded:
				all[j.Journey.ID].Degrades = append(all[j.Journey.ID].Degrades, x)
			}
		}
	}
	return all
}

// coverage counts the cells of all answers, and of those through which a journey breaks that
// matters.
func coverage(answers []*Answer) (all, vital Coverage) {
	for _, x := range answers {
		all.count(x)
		if slices.ContainsFunc(x.IfDown.Journeys, func(j JourneyState) bool { return j.Verdict == propagation.Broken && j.Journey.Matters() }) {
			vital.count(x)
		}
	}
	return all, vital
}

func (c *Coverage) count(x *Answer) {
	c.Arrows++
	for _, cell := range x.Cells.All() {
		c.Asked++
		if cell.Value == people.Yes {
			c.Covered++
		}
	}
}

// NewHeadline counts what a headline tells of some arrows.
func NewHeadline(answers []*Answer) Headline {
	h := Headline{Arrows: len(answers)}
	arrows := map[*model.Person]int{}
	for _, x := range answers {
		if x.IfDown.Worst == propagation.Broken {
			h.Breaking++
		}
		if x.Unreviewed() {
			h.Todo++
		} else if x.Notice.When == Never && (x.IfDown.Worst > propagation.Untouched || len(x.IfDown.Journeys) == 0) {
			h.Unnoticed++
		}
		if p := x.Mending.Sole(); p != nil {
			if arrows[p] == 0 {
				h.Sole = append(h.Sole, Sole{Person: p})
			}
			arrows[p]++
		}
		if !x.Arrow.Answered() {
			h.Assumed++
		}
	}
	for i := range h.Sole {
		h.Sole[i].Arrows = arrows[h.Sole[i].Person]
	}
	slices.SortStableFunc(h.Sole, func(a, b Sole) int {
		return cmp.Or(cmp.Compare(b.Arrows, a.Arrows), cmp.Compare(a.Person.ID, b.Person.ID))
	})
	return h
}
