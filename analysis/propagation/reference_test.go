package propagation

import (
	"time"

	"github.com/linewalk/linewalk/model"
)

// A reference answers the same questions as a Network by another way, word by word after the
// meaning of failure: it lets a clock tick second by second and, at each tick, goes round all
// components, arrows and journeys until nothing gets worse any more. Nothing in it is compiled,
// shared or clever. It only knows whole seconds.
type reference struct {
	system  *model.System
	q       Question
	journey *model.Journey // the one being judged, or nil

	now     time.Duration
	changed bool

	level     map[*model.Component]int // 2, 1 or 0
	degraded  map[*model.Component]time.Duration
	down      map[*model.Component]time.Duration
	passed    map[passage]int
	slowSince map[any]time.Duration // slow components and arrows
	since     map[moment]time.Duration
	assumed   map[*model.Arrow]bool
}

type passage struct {
	hub  *model.Component
	name string
}

// An moment is that something about an arrow reached a level.
type moment struct {
	what  string
	arrow *model.Arrow
	end   model.End
	level int
}

const horizon = 40 * time.Second // longer than any after or timeout in random systems

func newReference(s *model.System, q Question, j *model.Journey) *reference {
	r := &reference{
		system: s, q: q, journey: j,
		level: map[*model.Component]int{}, degraded: map[*model.Component]time.Duration{}, down: map[*model.Component]time.Duration{},
		passed: map[passage]int{}, slowSince: map[any]time.Duration{}, since: map[moment]time.Duration{}, assumed: map[*model.Arrow]bool{},
	}
	for _, c := range s.Components {
		r.level[c] = 2
	}
	quiet := time.Duration(0)
	for quiet < horizon {
		moved := false
		for {
			r.changed = false
			r.round()
			if !r.changed {
				break
			}
			moved = true
		}
		if moved {
			quiet = 0
		}
		quiet += time.Second
		r.now += time.Second
	}
	r.now -= time.Second
	return r
}

func (r *reference) askedArrow(a *model.Arrow) bool {
	for _, id := range r.q.Arrows {
		if id == a.ID {
			return true
		}
	}
	return false
}

func (r *reference) askedComponent(c *model.Component) bool {
	for _, id := range r.q.Components {
		if id == c.ID {
			return true
		}
	}
	return false
}

// lower makes a component worse, and remembers when.
func (r *reference) lower(c *model.Component, to int) {
	if c.Kind.Value == model.ComponentPerson || r.level[c] <= to {
		return
	}
	r.level[c] = to
	r.changed = true
	if to <= 1 {
		if _, ok := r.degraded[c]; !ok {
			r.degraded[c] = r.now
		}
	}
	if to == 0 {
		r.down[c] = r.now
	}
}

func (r *reference) slow(what any) {
	if _, ok := r.slowSince[what]; !ok {
		r.slowSince[what] = r.now
		r.changed = true
	}
}

// reached remembers since when something holds, once it holds.
func (r *reference) reached(e moment, holds bool) (time.Duration, bool) {
	at, ok := r.since[e]
	if !ok && holds {
		r.since[e] = r.now
		r.changed = true
		return r.now, true
	}
	return at, ok
}

// counts tells whether the effects of an arrow count (M28, M29).
func (r *reference) counts(a *model.Arrow) bool {
	if !a.For.Given() {
		return true
	}
	if r.journey == nil {
		return false
	}
	for _, j := range a.For.Value {
		if j == r.journey {
			return true
		}
	}
	for _, step := range r.journey.Steps.Value {
		if step.Arrow == a {
			return true
		}
	}
	for _, step := range r.journey.Optional.Value {
		if step.Arrow == a {
			return true
		}
	}
	return false
}

// kindEnd is the end that depends by the kind of the arrow.
func kindEnd(a *model.Arrow) model.End {
	switch a.Kind.Value {
	case model.Call, model.Query, model.Resolve:
		return model.From
	}
	return model.To
}

func isRequest(a *model.Arrow) bool { return kindEnd(a) == model.From }

// stages are the effects other than nothing that an arrow states for an end (M4, M10, M17).
func (r *reference) stages(a *model.Arrow, end model.End) []model.Stage {
	if r.fallbackOnly(a) {
		return nil
	}
	if !a.IfDown.Given() {
		if end == kindEnd(a) {
			return []model.Stage{{Effect: model.Breaks}}
		}
		return nil
	}
	if !a.IfDown.Value.ByEnd && end != kindEnd(a) {
		return nil
	}
	var stages []model.Stage
	for _, s := range a.IfDown.Value.Ends[end] {
		if s.Effect != model.Nothing {
			stages = append(stages, s)
		}
	}
	return stages
}

func (r *reference) fallbackOnly(a *model.Arrow) bool {
	if a.FallbackOnly.Given() {
		return a.FallbackOnly.Value
	}
	if a.IfDown.Given() || a.Pool.Given() || len(a.Fallbacks.Value) > 0 {
		return false
	}
	for _, p := range r.system.Arrows {
		if p.Status.Value == model.Retired {
			continue
		}
		for _, f := range p.Fallbacks.Value {
			if f.Arrow == a {
				return true
			}
		}
	}
	return false
}

// dependentEnd is *the* dependent end (M4).
func (r *reference) dependentEnd(a *model.Arrow) model.End {
	k := kindEnd(a)
	if len(r.stages(a, k)) == 0 && len(r.stages(a, 1-k)) > 0 {
		return 1 - k
	}
	return k
}

func end(a *model.Arrow, e model.End) *model.Component {
	if e == model.From {
		return a.From
	}
	return a.To
}

func isHub(c *model.Component) bool {
	if c.Hub.Given() {
		return c.Hub.Value
	}
	return c.Kind.Value == model.ComponentQueue
}

// looks is the level of an arrow as seen from one of its ends.
func (r *reference) looks(a *model.Arrow, e model.End) int {
	level := 2
	worse := func(to int) { level = min(level, to) }
	asked := r.askedArrow(a)
	if asked && r.q.Mode == Down {
		worse(0)
	}
	if asked && r.q.Mode == Slow && !isRequest(a) {
		worse(1) // M45
	}
	worse(r.level[end(a, 1-e)]) // M5
	for _, c := range []*model.Component{a.From, a.To} {
		if isHub(c) && r.level[c] == 0 {
			worse(0) // M33
		}
	}
	if !isRequest(a) && isHub(a.From) {
		if to, ok := r.passed[passage{a.From, a.Qualifier}]; ok {
			worse(to) // M32
		}
	}
	if at, slow := r.slowSince[a]; slow && isRequest(a) {
		switch {
		case !a.Timeout.Given():
			r.assumed[a] = true
			worse(0) // M44
		case a.Timeout.Value.None:
			worse(0) // M43
		case r.now >= at+a.Timeout.Value.After*time.Duration(a.Retries.Value+1):
			worse(0) // M42
		}
	}
	return level
}

func (r *reference) poolOf(a *model.Arrow) (members []*model.Arrow, needs int) {
	if !a.Pool.Given() || r.fallbackOnly(a) {
		return nil, 0
	}
	needs = 1
	for _, m := range r.system.Arrows {
		if m.Status.Value != model.Retired && m.Pool.Given() && m.Pool.Value == a.Pool.Value && !r.fallbackOnly(m) &&
			end(m, r.dependentEnd(m)) == end(a, r.dependentEnd(a)) {
			members = append(members, m)
			if m.Needs.Given() {
				needs = m.Needs.Value
			}
		}
	}
	return members, needs
}

// seen tells since when the group of an arrow at its dependent end is impaired and fails, and since
// when the arrow itself does not work.
type seen struct {
	primary, impaired, failed         time.Duration
	isNotWorking, isImpaired, hasFail bool
}

func (r *reference) group(a *model.Arrow) seen {
	e := r.dependentEnd(a)
	var levels []int
	needs := 1
	if members, n := r.poolOf(a); members != nil {
		needs = n
		for _, m := range members {
			levels = append(levels, r.looks(m, r.dependentEnd(m)))
		}
	} else {
		levels = append(levels, r.looks(a, e))
		for _, f := range a.Fallbacks.Value {
			fe := model.To
			if f.Arrow.From == end(a, e) {
				fe = model.From
			}
			levels = append(levels, r.looks(f.Arrow, fe))
		}
	}
	notFailed, fully := 0, 0
	for _, l := range levels {
		if l > 0 {
			notFailed++
		}
		if l == 2 {
			fully++
		}
	}
	var s seen
	s.primary, s.isNotWorking = r.reached(moment{"primary", a, e, 1}, r.looks(a, e) < 2)
	s.impaired, s.isImpaired = r.reached(moment{"group", a, e, 1}, fully < needs)
	s.failed, s.hasFail = r.reached(moment{"group", a, e, 0}, notFailed < needs)
	return s
}

// setIn tells whether a stage counted from since has set in (M9).
func (r *reference) setIn(a *model.Arrow, s model.Stage, since time.Duration) bool {
	if isRequest(a) {
		return r.now >= since+s.After
	}
	return r.now >= since && r.now >= s.After
}

type ownStage struct {
	of    *model.Arrow
	stage model.Stage
}

// effectOf is the level an arrow, or its pool, imposes at the dependent end just now.
func (r *reference) effectOf(a *model.Arrow, stages []ownStage, s seen) int {
	level := 2
	for _, own := range stages {
		if s.hasFail && r.setIn(own.of, own.stage, s.failed) {
			if own.stage.Effect == model.Breaks {
				level = 0
			}
			level = min(level, 1)
		}
		if s.isImpaired && r.setIn(own.of, own.stage, s.impaired) {
			level = min(level, 1) // M11
		}
	}
	onFallback := model.Degrades
	if a.OnFallback.Given() {
		onFallback = a.OnFallback.Value
	}
	if len(a.Fallbacks.Value) > 0 && onFallback == model.Degrades && len(stages) > 0 &&
		s.isNotWorking && r.setIn(a, stages[0].stage, s.primary) {
		level = min(level, 1) // M14
	}
	return level
}

// groupStages are the stages that a group gives: the arrow's own, or those of all members of its
// pool (M20) that count.
func (r *reference) groupStages(a *model.Arrow) []ownStage {
	members, _ := r.poolOf(a)
	if members == nil {
		members = []*model.Arrow{a}
	}
	var all []ownStage
	for _, m := range members {
		if r.counts(m) {
			for _, s := range r.stages(m, r.dependentEnd(m)) {
				all = append(all, ownStage{m, s})
			}
		}
	}
	return all
}

// impose lets the component at an end of an arrow, or the flows beyond a hub, feel a level.
func (r *reference) impose(a *model.Arrow, e model.End, level int) {
	c := end(a, e)
	if isRequest(a) || !isHub(c) {
		r.lower(c, level)
		return
	}
	p := passage{c, a.Qualifier}
	if old, ok := r.passed[p]; level < 2 && (!ok || level < old) {
		r.passed[p] = level
		r.changed = true
	}
}

func (r *reference) round() {
	for _, c := range r.system.Components {
		if r.askedComponent(c) {
			if r.q.Mode == Slow {
				r.slow(c)
			} else {
				r.lower(c, 0)
			}
		}
		if _, slow := r.slowSince[c]; slow {
			r.lower(c, 1)
		}
		r.housed(c)
	}
	for _, a := range r.system.Arrows {
		if a.Status.Value == model.Retired {
			continue
		}
		r.slowness(a)
		d := r.dependentEnd(a)
		s := r.group(a)
		if r.counts(a) {
			r.impose(a, d, r.effectOf(a, r.groupStages(a), s))
			r.otherEnd(a, 1-d)
		}
		for _, e := range []model.End{model.From, model.To} {
			if e == d || len(r.stages(a, e)) > 0 { // M7
				r.reached(moment{"printed", a, e, 1}, r.looks(a, e) < 2)
				r.reached(moment{"printed", a, e, 0}, r.looks(a, e) == 0)
			}
		}
	}
	if r.journey != nil {
		r.reached(moment{what: "journey", level: 1}, r.journeyLevel() < 2)
		r.reached(moment{what: "journey", level: 0}, r.journeyLevel() == 0)
	}
}

// journeyLevel is how the journey fares just now (M23 to M25).
func (r *reference) journeyLevel() int {
	level := 2
	for _, step := range r.journey.Steps.Value {
		level = min(level, r.stepLevel(step.Arrow))
	}
	for _, step := range r.journey.Optional.Value {
		level = min(level, max(1, r.stepLevel(step.Arrow)))
	}
	return level
}

func (r *reference) stepLevel(a *model.Arrow) int {
	level := 2
	if c := end(a, r.dependentEnd(a)); c.Kind.Value != model.ComponentPerson {
		level = r.level[c]
	}
	if _, slow := r.slowSince[a]; slow && r.hanging(a) {
		return 0
	}
	stages := r.groupStages(a)
	breaks := false
	for _, s := range stages {
		breaks = breaks || s.stage.Effect == model.Breaks
	}
	if len(stages) == 0 {
		stages = []ownStage{{a, model.Stage{Effect: model.Breaks}}}
	} else if !breaks {
		for i := range stages {
			stages[i].stage.Effect = model.Breaks
		}
	}
	return min(level, r.effectOf(a, stages, r.group(a)))
}

func (r *reference) verdict() JourneyState {
	state := JourneyState{Journey: r.journey.ID, Degraded: Never, Broken: Never}
	if at, ok := r.since[moment{what: "journey", level: 0}]; ok {
		state.Broken, state.Verdict = at, Broken
	}
	if at, ok := r.since[moment{what: "journey", level: 1}]; ok && at < state.Broken {
		state.Degraded = at
		state.Verdict = max(state.Verdict, Degraded)
	}
	if state.Verdict == Untouched && r.restsOnSomethingThatDoesNotWork() {
		state.Verdict = Masked
	}
	return state
}

// otherEnd gives the end that no fallback and no pool protects its effect (M15).
func (r *reference) otherEnd(a *model.Arrow, e model.End) {
	var s seen
	s.impaired, s.isImpaired = r.reached(moment{"other", a, e, 1}, r.looks(a, e) < 2)
	s.failed, s.hasFail = r.reached(moment{"other", a, e, 0}, r.looks(a, e) == 0)
	level := 2
	for _, stage := range r.stages(a, e) {
		if s.hasFail && r.setIn(a, stage, s.failed) {
			if stage.Effect == model.Breaks {
				level = 0
			}
			level = min(level, 1)
		}
		if s.isImpaired && r.setIn(a, stage, s.impaired) {
			level = min(level, 1)
		}
	}
	r.impose(a, e, level)
}

func (r *reference) slowness(a *model.Arrow) {
	if !isRequest(a) {
		return
	}
	if r.askedArrow(a) && r.q.Mode == Slow {
		r.slow(a)
	}
	if _, slow := r.slowSince[a.To]; slow {
		r.slow(a)
	}
	if _, slow := r.slowSince[a]; slow && r.hanging(a) && r.counts(a) && a.From.Kind.Value != model.ComponentPerson {
		r.lower(a.From, 0)
		r.slow(a.From)
	}
}

func (r *reference) hanging(a *model.Arrow) bool {
	return isRequest(a) && a.Timeout.Given() && a.Timeout.Value.None && !r.fallbackOnly(a)
}

// housed holds M36 to M38.
func (r *reference) housed(c *model.Component) {
	if c.Kind.Value == model.ComponentPlace {
		for i := len(c.Name) - 1; i >= 0; i-- {
			if c.Name[i] == '/' {
				r.lower(c, r.level[r.system.Component(c.Name[:i])])
			}
		}
	}
	in := c.In.Value
	if len(in) == 1 {
		r.lower(c, r.level[in[0]])
	}
	if len(in) < 2 {
		return
	}
	replicas, needs, left := len(in), 1, 0
	if c.Replicas.Given() {
		replicas = c.Replicas.Value
	}
	if c.Needs.Given() {
		needs = c.Needs.Value
	}
	for i := range replicas {
		if r.level[in[i%len(in)]] > 0 {
			left++
		}
	}
	if left < needs {
		r.lower(c, 0)
	}
}

// answerOf puts the question to references: one without a journey, and one for each journey.
func answerOf(s *model.System, q Question) Outcome {
	var o Outcome
	shown := newReference(s, q, nil)
	for _, c := range s.Components {
		if shown.level[c] == 2 {
			continue
		}
		state := ComponentState{Component: c.ID, Degraded: shown.degraded[c], Down: Never, OnPurpose: shown.askedComponent(c)}
		if at, ok := shown.down[c]; ok {
			state.Down = at
		}
		if state.Degraded == state.Down {
			state.Degraded = Never
		}
		o.Components = append(o.Components, state)
	}
	o.Arrows = shown.arrowStates()
	assumed := shown.assumed
	for _, j := range s.Journeys {
		r := newReference(s, q, j)
		if state := r.verdict(); state.Verdict != Untouched {
			o.Journeys = append(o.Journeys, state)
		}
		for a := range r.assumed {
			assumed[a] = true
		}
	}
	for _, a := range s.Arrows {
		if assumed[a] {
			o.TimeoutAssumed = append(o.TimeoutAssumed, a.ID)
		}
	}
	return o
}

// arrowStates works the states of arrows out from the times of their parts, by asking how the arrow
// looked at every moment at which something happened.
func (r *reference) arrowStates() []ArrowState {
	var states []ArrowState
	for _, a := range r.system.Arrows {
		if a.Status.Value == model.Retired {
			continue
		}
		state := ArrowState{Arrow: a.ID, Impaired: Never, Fails: Never, OnPurpose: r.askedArrow(a)}
		note := func(what string, e model.End) {
			if at, ok := r.since[moment{what, a, e, 1}]; ok {
				state.Impaired = min(state.Impaired, at)
			}
			if at, ok := r.since[moment{what, a, e, 0}]; ok {
				state.Fails = min(state.Fails, at)
			}
		}
		note("printed", model.From)
		note("printed", model.To)
		if state.Impaired >= state.Fails {
			state.Impaired = Never
		}
		if state.Impaired != Never || state.Fails != Never {
			states = append(states, state)
		}
	}
	return states
}

// A stop is an arrow of a cone, with the end it is seen from.
type stop struct {
	arrow *model.Arrow
	end   model.End
}

// restsOnSomethingThatDoesNotWork goes through the cone of the journey (M26).
func (r *reference) restsOnSomethingThatDoesNotWork() bool {
	stops, components := map[stop]bool{}, map[*model.Component]bool{}
	for _, step := range append(append([]model.ArrowRef(nil), r.journey.Steps.Value...), r.journey.Optional.Value...) {
		stops[stop{step.Arrow, r.dependentEnd(step.Arrow)}] = true
		components[end(step.Arrow, r.dependentEnd(step.Arrow))] = true
	}
	for before := -1; before != len(stops)+len(components); {
		before = len(stops) + len(components)
		for s := range stops {
			r.coneOfStop(s, stops, components)
		}
		for c := range components {
			r.coneOfComponent(c, stops, components)
		}
	}
	for c := range components {
		if r.level[c] < 2 {
			return true
		}
	}
	for s := range stops {
		if r.looks(s.arrow, s.end) < 2 {
			return true
		}
	}
	return false
}

func (r *reference) coneOfStop(s stop, stops map[stop]bool, components map[*model.Component]bool) {
	components[end(s.arrow, 1-s.end)] = true
	for _, f := range s.arrow.Fallbacks.Value {
		fe := model.To
		if f.Arrow.From == end(s.arrow, r.dependentEnd(s.arrow)) {
			fe = model.From
		}
		stops[stop{f.Arrow, fe}] = true
	}
	members, _ := r.poolOf(s.arrow)
	for _, m := range members {
		stops[stop{m, r.dependentEnd(m)}] = true
	}
	if isRequest(s.arrow) || !isHub(s.arrow.From) {
		return
	}
	for _, a := range r.system.Arrows {
		for _, e := range []model.End{model.From, model.To} {
			if end(a, e) == s.arrow.From && !isRequest(a) && a.Qualifier == s.arrow.Qualifier && r.hasEffect(a, e) {
				stops[stop{a, e}] = true
			}
		}
	}
}

func (r *reference) coneOfComponent(c *model.Component, stops map[stop]bool, components map[*model.Component]bool) {
	if c.Kind.Value == model.ComponentPerson {
		return // M3
	}
	for _, p := range c.In.Value {
		components[p] = true
	}
	if c.Kind.Value == model.ComponentPlace {
		for i := range c.Name {
			if c.Name[i] == '/' {
				components[r.system.Component(c.Name[:i])] = true
			}
		}
	}
	for _, a := range r.system.Arrows {
		for _, e := range []model.End{model.From, model.To} {
			if end(a, e) == c && (isRequest(a) || !isHub(c)) && r.hasEffect(a, e) {
				stops[stop{a, e}] = true
			}
		}
	}
}

// hasEffect tells whether an arrow, or the pool it is in, has an effect at an end.
func (r *reference) hasEffect(a *model.Arrow, e model.End) bool {
	if a.Status.Value == model.Retired || !r.counts(a) {
		return false
	}
	if e == r.dependentEnd(a) {
		return len(r.groupStages(a)) > 0
	}
	return len(r.stages(a, e)) > 0
}
