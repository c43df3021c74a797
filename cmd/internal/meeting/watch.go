package meeting

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
	"github.com/linewalk/linewalk/render"
)

// A choosing is what an answer says of the monitors of an arrow.
type choosing struct {
	items  []yamlfile.Value // to list on the arrow
	names  []string         // the same in words
	fresh  []yamlfile.Entry // new monitors with a name
	gone   []int            // the places of those to take off, in the arrow's list
	fallen []string         // their names
}

func (m *Meeting) proposeMonitors(x *analysis.Answer, line string) (proposal, error) {
	a := x.Arrow
	at := yamlfile.At("arrows", a.Name(), "monitors")
	if isCommand(line, "n", none) {
		return m.decide(x, model.TopicMonitors, none, yamlfile.Set(at, yamlfile.Literal(none))), nil
	}
	var c choosing
	for _, item := range items(line) {
		aside, err := m.choose(x, &c, line, item)
		if err != nil || aside != nil {
			return proposal{aside: aside}, err
		}
	}
	var edits []yamlfile.Edit
	slices.Sort(c.gone)
	for i := len(c.gone) - 1; i >= 0; i-- {
		edits = append(edits, m.takeOff(a, c.gone[i], len(c.gone)))
	}
	switch {
	case len(c.items) == 0:
	case a.Monitors.Given() && m.whence(a, a.Monitors.Span) != "":
		edits = append(edits, yamlfile.Set(at, yamlfile.List(append(carried(a), c.items...)...)))
	default:
		edits = append(edits, yamlfile.Append(at, c.items...))
	}
	if len(edits) == 0 {
		return proposal{}, errors.New("say what measures it, or n for none")
	}
	p := m.decide(x, model.TopicMonitors, c.all(a), edits...)
	p.what = c.said()
	if len(c.fresh) > 0 {
		p.changes = append([]Change{{a.Span.File, []yamlfile.Edit{yamlfile.Add(yamlfile.At("monitors"), c.fresh...)}}}, p.changes...)
	}
	return p, nil
}

// said is what changes, in words: "ups, without lows".
func (c *choosing) said() string {
	text := strings.Join(c.names, ", ")
	if len(c.fallen) > 0 {
		text = strings.TrimPrefix(text+", without "+strings.Join(c.fallen, ", "), ", ")
	}
	return text
}

// all are the monitors that the arrow lists then, in words.
func (c *choosing) all(a *model.Arrow) string {
	var names []string
	for i, w := range a.Monitors.Value {
		if !slices.Contains(c.gone, i) {
			names = append(names, w.String())
		}
	}
	if names = append(names, c.names...); len(names) == 0 {
		return none
	}
	return strings.Join(names, ", ")
}

// carried are the monitors that a default gives to an arrow, as far as they have names. A list of its own takes
// their place, so it has to have them.
func carried(a *model.Arrow) []yamlfile.Value {
	var all []yamlfile.Value
	for _, w := range a.Monitors.Value {
		if w.Name != "" {
			all = append(all, yamlfile.Text(w.Name))
		}
	}
	return all
}

// takeOff takes a monitor out of the list of an arrow.
func (m *Meeting) takeOff(a *model.Arrow, i, all int) yamlfile.Edit {
	at := yamlfile.At("arrows", a.Name(), "monitors")
	if len(a.Monitors.Value) == all {
		return yamlfile.Set(at, yamlfile.Literal(none))
	}
	return yamlfile.Remove(at.Item(i))
}

// choose takes up one item of an answer.
func (m *Meeting) choose(x *analysis.Answer, c *choosing, line, item string) (*aside, error) {
	if name, off := strings.CutPrefix(item, "-"); off {
		return nil, c.drop(x.Arrow, strings.TrimSpace(name))
	}
	name, named := complete(item, m.likelyMonitors(x), m.monitorNames())
	words := strings.Fields(item)
	signal, measured := signalNamed(words[0])
	fresh := strings.Join(words[1:], " ")
	switch {
	case named == nil && (name == item || isNumber(item) || !isSignal(item)):
		return nil, c.list(x.Arrow, name)
	case measured == nil && fresh == "":
		c.items = append(c.items, yamlfile.Map(yamlfile.Entry{Key: "signal", Value: yamlfile.Literal(signal)}))
		c.names = append(c.names, signal+" monitor")
		return nil, nil
	case measured == nil:
		c.make(fresh, signal)
		return nil, nil
	case !errors.Is(named, errNoName):
		return nil, named
	case m.taken.monitors[item] != "":
		c.make(item, m.taken.monitors[item])
		return nil, nil
	}
	return m.unnamedMonitor(line, item), nil
}

// isSignal tells whether a word stands for a signal as a whole, and not only begins like one.
func isSignal(word string) bool {
	_, letter := signalLetters[strings.ToLower(word)]
	return letter || slices.Contains(signalNames(), strings.ToLower(word))
}

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }

// make takes up a new monitor with a name.
func (c *choosing) make(name, signal string) {
	c.fresh = append(c.fresh, yamlfile.Entry{Key: name, Value: yamlfile.Map(yamlfile.Entry{Key: "signal", Value: yamlfile.Literal(signal)})})
	c.items = append(c.items, yamlfile.Text(name))
	c.names = append(c.names, name)
}

// list takes up a monitor of the drawing.
func (c *choosing) list(a *model.Arrow, name string) error {
	if slices.ContainsFunc(a.Monitors.Value, func(w *model.Monitor) bool { return w.Name == name }) {
		return fmt.Errorf("%s is on the arrow already", name)
	}
	c.items, c.names = append(c.items, yamlfile.Text(name)), append(c.names, name)
	return nil
}

// drop takes up a monitor that is to go.
func (c *choosing) drop(a *model.Arrow, name string) error {
	names := make([]string, len(a.Monitors.Value))
	for i, w := range a.Monitors.Value {
		names[i] = w.String()
	}
	found, err := complete(name, names, names)
	if err != nil {
		return fmt.Errorf("no monitor %q is listed on the arrow", name)
	}
	i := slices.Index(names, found)
	c.gone, c.fallen = append(c.gone, i), append(c.fallen, found)
	return nil
}

// proposeAlert gives a monitor an alert.
func (m *Meeting) proposeAlert(x *analysis.Answer, line string) (proposal, error) {
	w, there := watcherOf(x, m.stage.monitor)
	if !there {
		return proposal{}, errors.New("the monitor is gone")
	}
	file, at, found := m.placeOf(x.Arrow, w.Monitor)
	if !found {
		return proposal{}, fmt.Errorf("where %s stands cannot be told; write its alert by hand", w.Monitor)
	}
	at = at.Key("alert")
	if isCommand(line, "n", none, "nobody") {
		return m.alertProposal(x, w, file, yamlfile.Set(at, yamlfile.Literal(none)), none), nil
	}
	who, how, after := cutAlert(line)
	words := items(who)
	if len(words) == 1 {
		words = m.apart(words[0], append([]string{"owner"}, m.partyNames()...))
	}
	for i, word := range words {
		if isCommand(word, "o", "owner") {
			words[i] = "owner"
		}
	}
	names, missing := m.told(x, line, words)
	if missing.stops() {
		return missing.proposal()
	}
	var entries []yamlfile.Entry
	if after != "" {
		entries = append(entries, yamlfile.Entry{Key: "after", Value: yamlfile.Literal(after)})
	}
	entries = append(entries, yamlfile.Entry{Key: "tells", Value: oneOrMany(names)})
	if how != "" {
		entries = append(entries, yamlfile.Entry{Key: "how", Value: yamlfile.Literal(how)})
	}
	text := strings.Join(strings.Fields(strings.Join(names, ", ")+" "+how+" "+after), " ")
	p := m.alertProposal(x, w, file, yamlfile.Set(at, yamlfile.Map(entries...)), text)
	p.changes = append(m.welcome(x), p.changes...)
	return p, nil
}

func oneOrMany(names []string) yamlfile.Value {
	if len(names) == 1 {
		return yamlfile.Text(names[0])
	}
	return yamlfile.Texts(names...)
}

// alertProposal is the decision on the alert of a monitor, which may stand in another file than the arrow.
func (m *Meeting) alertProposal(x *analysis.Answer, w watcher, file string, edit yamlfile.Edit, after string) proposal {
	p := m.decide(x, model.TopicAlert, after)
	p.changes = append([]Change{{file, []yamlfile.Edit{edit}}}, p.changes...)
	before := m.Question().Present
	p.record = func(walked *render.Walked) {
		decide(walked, render.Decision{Topic: model.TopicAlert, Of: w.Monitor.String(), Before: before, After: after})
	}
	return p
}

// told finds whom an alert tells. The owner is a name of its own.
func (m *Meeting) told(x *analysis.Answer, line string, words []string) ([]string, missing) {
	var names []string
	for _, word := range words {
		if word == "owner" {
			names = append(names, word)
			continue
		}
		found, missing := m.parties(line, []string{word}, m.likelyTold(x), anybody)
		if missing.stops() {
			return nil, missing
		}
		names = append(names, found...)
	}
	if len(names) == 0 {
		return nil, missing{err: errors.New("say who is told: a team, a person, o for the owner, or n for nobody")}
	}
	return names, missing{}
}

// cutAlert takes "payments page 5m" apart. How and how long may stand in either order, at the end.
func cutAlert(line string) (who, how, after string) {
	words := strings.Fields(line)
	for len(words) > 1 {
		last := strings.ToLower(words[len(words)-1])
		way := howOf(last)
		switch {
		case last == "after" || last == "by" || last == "within" || last == "a":
		case way != "" && how == "":
			how = way
		case strings.ContainsRune("0123456789", rune(last[0])) && after == "":
			after = last
		default:
			return strings.TrimRight(strings.Join(words, " "), ", "), how, after
		}
		words = words[:len(words)-1]
	}
	return strings.TrimRight(strings.Join(words, " "), ", "), how, after
}

// howOf is the way of telling that a word means, or nothing.
func howOf(word string) string {
	for _, h := range model.Hows() {
		if h.String() == word || h.String()+"s" == word {
			return h.String()
		}
	}
	return ""
}

// placeOf is where a monitor is written: its file, and the path in it.
func (m *Meeting) placeOf(a *model.Arrow, w *model.Monitor) (string, yamlfile.Path, bool) {
	if w.Name != "" {
		return w.Span.File, yamlfile.At("monitors", w.Name), true
	}
	at, found := m.find(w.Span)
	return w.Span.File, at, found
}

// whence says where a value comes from that an arrow does not state itself; empty where it does.
func (m *Meeting) whence(a *model.Arrow, at diag.Span) string {
	if at.File == a.Span.File && at.Start.Offset >= a.Span.Start.Offset && int(at.Start.Offset-a.Span.Start.Offset) < len(m.entry(a)) {
		return ""
	}
	return "by defaults, " + at.String()
}
