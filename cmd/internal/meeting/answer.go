package meeting

import (
	"errors"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
	"github.com/linewalk/linewalk/render"
)

// A proposal is what an answer would change, and what is recorded of it.
type proposal struct {
	changes []Change
	what    string // in a few words
	record  func(*render.Walked)
	also    []stage // the stages besides the one at hand that it answers
	aside   *aside  // what has to be asked first; then the rest is empty
}

// answer takes an answer to the question at hand.
func (m *Meeting) answer(line string) Reply {
	x := m.answered()
	if line == "" {
		return m.keep(x)
	}
	p, err := m.propose(x, line)
	switch {
	case err != nil:
		return Reply{Wrong: lines(err)}
	case p.aside != nil:
		m.aside = p.aside
		return Reply{}
	}
	if last := m.last(p.also); !m.at.full || last {
		p.changes = append(p.changes, Change{x.Arrow.Span.File, m.stamp(x.Arrow)})
	}
	reply, written := m.write(x, p)
	if !written {
		return reply
	}
	for _, s := range p.also {
		m.at.passed[s] = true
		m.before[s.topic] = line
	}
	m.before[m.stage.topic] = line
	m.pass()
	return reply
}

// last tells whether nothing is left to ask of the arrow at hand after the question at hand and some others.
func (m *Meeting) last(others []stage) bool {
	v := *m.at
	v.passed = map[stage]bool{m.stage: true}
	for s := range m.at.passed {
		v.passed[s] = true
	}
	for _, s := range others {
		v.passed[s] = true
	}
	_, more := v.open(m.answered())
	return !more
}

// keep leaves what the drawing says; where it says nothing the question is skipped. What is kept is known, whatever
// was asked in vain before.
func (m *Meeting) keep(x *analysis.Answer) Reply {
	q := m.Question()
	if q.Present == "" {
		return m.skip()
	}
	reply := Reply{Done: "kept: " + q.Present}
	edits := known(x.Arrow, m.stage.topic)
	whole := m.at.full && !m.at.skipped && m.last(nil)
	if whole || len(edits) > 0 {
		var written bool
		reply, written = m.write(x, proposal{
			changes: []Change{{x.Arrow.Span.File, append(edits, m.stamp(x.Arrow)...)}}, what: reply.Done,
			record: func(w *render.Walked) {
				w.Confirmed = w.Confirmed || whole
				if len(edits) > 0 {
					decide(w, render.Decision{Topic: m.stage.topic, Of: m.stage.monitor, Before: q.Present, After: q.Present})
				}
			},
		})
		if !written {
			return reply
		}
	}
	m.pass()
	return reply
}

// stamp has the arrow say when it was walked and by whom.
func (m *Meeting) stamp(a *model.Arrow) []yamlfile.Edit {
	if r := a.Reviewed; r.Given() && r.Value.On == m.today() && (m.by == "" || r.Value.By.Value.Name == m.by) {
		return nil
	}
	entries := []yamlfile.Entry{{Key: "on", Value: yamlfile.Literal(m.today().String())}}
	if m.by != "" {
		entries = append(entries, yamlfile.Entry{Key: "by", Value: yamlfile.Text(m.by)})
	}
	return []yamlfile.Edit{yamlfile.Set(yamlfile.At("arrows", a.Name(), "reviewed"), yamlfile.Map(entries...))}
}

// write makes what is proposed, and records it. It was not written where that failed, or where somebody else
// changed the arrow in this moment.
func (m *Meeting) write(x *analysis.Answer, p proposal) (reply Reply, written bool) {
	walked := m.note(x.Arrow.Name())
	change := made{mark: mark{m.at.arrow, m.stage}, what: p.what, walked: walked, before: *walked}
	reply.Done = p.what
	if changes := gather(p.changes); len(changes) > 0 {
		done, err := m.desk.Make(changes)
		var moved ErrMoved
		if errors.As(err, &moved) {
			look, stop := m.refresh()
			if stop {
				return look, false
			}
			reply.Said = look.Said
			done, err = m.desk.Make(changes)
		}
		if err != nil {
			return Reply{Wrong: lines(err), Said: reply.Said}, false
		}
		change.done = done
		m.renew()
	}
	p.record(walked)
	m.made = append(m.made, change)
	m.taken = newcomers{}
	return reply, true
}

// gather puts the edits of each file together, the files in the order in which they come up. A bare arrow gets
// lines of its own, as more will be said of it than brackets can hold.
func gather(changes []Change) []Change {
	var all []Change
	for _, c := range changes {
		for i := range c.Edits {
			c.Edits[i] = c.Edits[i].Spread()
		}
		i := slices.IndexFunc(all, func(o Change) bool { return o.File == c.File })
		switch {
		case len(c.Edits) == 0:
		case i < 0:
			all = append(all, c)
		default:
			all[i].Edits = append(slices.Clip(all[i].Edits), c.Edits...)
		}
	}
	return all
}

// propose works out what an answer to the question at hand changes.
func (m *Meeting) propose(x *analysis.Answer, line string) (proposal, error) {
	switch m.stage.topic {
	case model.TopicIfDown:
		return m.proposeIfDown(x, line)
	case model.TopicMonitors:
		return m.proposeMonitors(x, line)
	case model.TopicAlert:
		return m.proposeAlert(x, line)
	case model.TopicOwner:
		return m.proposeOwner(x, line)
	case model.TopicExperts:
		return m.proposeExperts(x, line)
	}
	return m.proposeReal(x, line)
}

// decide is the proposal of an answer that sets a field of the arrow, which is then no longer asked in vain.
func (m *Meeting) decide(x *analysis.Answer, t model.Topic, after string, edits ...yamlfile.Edit) proposal {
	a := x.Arrow
	before := m.Question().Present
	edits = append(edits, known(a, t)...)
	return proposal{
		changes: []Change{{a.Span.File, edits}}, what: after,
		record: func(w *render.Walked) { decide(w, render.Decision{Topic: t, Before: before, After: after}) },
	}
}

// known takes a topic out of what nobody knows of an arrow.
func known(a *model.Arrow, t model.Topic) []yamlfile.Edit {
	at := yamlfile.At("arrows", a.Name(), "nobody-knows")
	i := slices.Index(a.NobodyKnows.Value, t)
	switch {
	case i < 0:
		return nil
	case len(a.NobodyKnows.Value) == 1:
		return []yamlfile.Edit{yamlfile.Remove(at)}
	}
	return []yamlfile.Edit{yamlfile.Remove(at.Item(i))}
}

func (m *Meeting) proposeReal(x *analysis.Answer, line string) (proposal, error) {
	a := x.Arrow
	review := func(r model.Review) yamlfile.Edit {
		return yamlfile.Set(yamlfile.At("arrows", a.Name(), "review"), yamlfile.Literal(r.String()))
	}
	switch {
	case isCommand(line, "y", "yes", "j", "ok"):
		p := m.decide(x, genuine, "yes", review(model.ReviewOK))
		return p, nil
	case isCommand(line, "n", "no"):
		return m.decide(x, genuine, "no", review(model.ReviewNo)), nil
	case !looksLikeEffect(line):
		return proposal{}, errors.New("y or n? d or b says that it is real, and what happens without it")
	}
	effect, err := m.proposeIfDown(x, line)
	if err != nil {
		return proposal{}, err
	}
	p := m.decide(x, genuine, "yes, "+effect.what, review(model.ReviewOK))
	p.changes = append(p.changes, effect.changes...)
	p.also = []stage{{topic: model.TopicIfDown}}
	p.record = func(w *render.Walked) {
		decide(w, render.Decision{Topic: genuine, After: "yes"})
		decide(w, render.Decision{Topic: model.TopicIfDown, After: effect.what})
	}
	return p, nil
}

func (m *Meeting) proposeIfDown(x *analysis.Answer, line string) (proposal, error) {
	value, text, err := readEffect(line)
	if err != nil {
		return proposal{}, err
	}
	return m.decide(x, model.TopicIfDown, text, yamlfile.Set(yamlfile.At("arrows", x.Arrow.Name(), "if-down"), value)), nil
}

func (m *Meeting) proposeOwner(x *analysis.Answer, line string) (proposal, error) {
	name, experts, both := strings.Cut(line, ";")
	at := yamlfile.At("arrows", x.Arrow.Name(), "owner")
	p := proposal{}
	if isCommand(name, "n", none, "nobody") {
		p = m.decide(x, model.TopicOwner, "nobody", yamlfile.Set(at, yamlfile.Literal("nobody")))
	} else {
		found, missing := m.parties(line, []string{strings.TrimSpace(name)}, m.likelyParties(x), anybody)
		if missing.stops() {
			return missing.proposal()
		}
		p = m.decide(x, model.TopicOwner, found[0], yamlfile.Set(at, yamlfile.Text(found[0])))
		p.changes = append(m.welcome(x), p.changes...)
		m.recall(found[0])
	}
	if !both {
		return p, nil
	}
	e, err := m.expertsProposal(x, line, experts)
	if err != nil || e.aside != nil {
		return e, err
	}
	record := p.record
	p.changes = append(e.changes, p.changes...)
	p.what += "; " + e.what
	p.also = []stage{{topic: model.TopicExperts}}
	p.record = func(w *render.Walked) { record(w); e.record(w) }
	return p, nil
}

func (m *Meeting) proposeExperts(x *analysis.Answer, line string) (proposal, error) {
	return m.expertsProposal(x, line, line)
}

// expertsProposal sets the experts of the arrow, which are listed in a part of what somebody said.
func (m *Meeting) expertsProposal(x *analysis.Answer, line, part string) (proposal, error) {
	at := yamlfile.At("arrows", x.Arrow.Name(), "experts")
	if isCommand(part, "n", none, "nobody") {
		return m.decide(x, model.TopicExperts, "nobody", yamlfile.Set(at, yamlfile.List())), nil
	}
	words := items(part)
	if len(words) == 1 {
		words = m.apart(words[0], m.peopleNames())
	}
	found, missing := m.parties(line, words, m.likelyExperts(x), peopleOnly)
	if missing.stops() {
		return missing.proposal()
	}
	p := m.decide(x, model.TopicExperts, strings.Join(found, ", "), yamlfile.Set(at, yamlfile.Texts(found...)))
	p.changes = append(m.welcome(x), p.changes...)
	return p, nil
}

// apart takes a line of names without commas apart, unless it is one name.
func (m *Meeting) apart(text string, all []string) []string {
	if _, err := complete(text, nil, all); err == nil {
		return []string{text}
	}
	return strings.Fields(text)
}

// recall puts a name before those that are offered.
func (m *Meeting) recall(name string) {
	m.recent = append([]string{name}, slices.DeleteFunc(slices.Clone(m.recent), func(n string) bool { return n == name })...)
}
