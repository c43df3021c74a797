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
)

// An aside is a question in between: it has to be answered before the one at hand can be.
type aside struct {
	Question
	hear func(line string) Reply
}

// whoIsHere asks who walks the arrows.
func (m *Meeting) whoIsHere() *aside {
	q := Question{
		Topic: "who", Ask: "Who is here? The name is written to each arrow you answer for.", Names: m.peopleNames(), Empty: "no name",
		Help: []string{
			"Each arrow that is answered today says so: reviewed: {on: " + m.today().String() + ", by: NAME}.",
			"The short name of a person or a team. Enter for none; --by NAME says it at the start.",
		},
	}
	return &aside{q, func(line string) Reply {
		name, err := complete(line, nil, m.partyNames())
		switch {
		case line == "":
			m.aside = nil
			return Reply{}
		case err != nil && (isCommand(line, "y", "n", "yes", "no") || looksLikeEffect(line)):
			m.aside = nil // whoever answers the first question at once gives no name
			return m.heard(line)
		case err != nil && !errors.Is(err, errNoName):
			return Reply{Wrong: []string{err.Error()}}
		case err != nil:
			name = line
		}
		m.by, m.aside = name, nil
		return Reply{Done: "walked by " + name}
	}}
}

// newcomers are the names that somebody said are new, until they are written.
type newcomers struct {
	teams    []newTeam
	people   []string
	monitors map[string]string // what they measure
	same     map[string]string // names that were meant otherwise
}

type newTeam struct {
	name   string
	people []string
}

func (n newcomers) has(name string) bool {
	return slices.Contains(n.people, name) || slices.ContainsFunc(n.teams, func(t newTeam) bool { return t.name == name })
}

// A circle is who may be meant by a name.
type circle bool

const (
	anybody    circle = false // a team or a person
	peopleOnly circle = true
)

// A missing name keeps an answer from being taken: it has to be asked about, or is wrong.
type missing struct {
	aside *aside
	err   error
}

func (n missing) stops() bool { return n.aside != nil || n.err != nil }

func (n missing) proposal() (proposal, error) { return proposal{aside: n.aside}, n.err }

// parties finds whom the words of a line name. Of the first that nobody bears it is asked who that is; then the
// line is heard again.
func (m *Meeting) parties(line string, words, shown []string, who circle) ([]string, missing) {
	all := m.partyNames()
	if who == peopleOnly {
		all = m.peopleNames()
	}
	var found []string
	for _, word := range words {
		if same, ok := m.taken.same[word]; ok {
			word = same
		}
		name, err := complete(word, shown, all)
		switch {
		case err == nil:
		case m.taken.has(word) || isChannel(word) && who == anybody:
			name = word
		case !errors.Is(err, errNoName):
			return nil, missing{err: err}
		default:
			return nil, missing{aside: m.newcomer(line, word, all, who)}
		}
		if !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	if len(found) == 0 {
		return nil, missing{err: errors.New("say a name")}
	}
	return found, missing{}
}

// isChannel tells whether a name is that of a channel, an address or a hyperlink.
func isChannel(name string) bool {
	return strings.HasPrefix(name, "#") || strings.Contains(name, "@") || strings.Contains(name, "://")
}

// newcomer asks who somebody is whom the drawing does not name.
func (m *Meeting) newcomer(line, name string, all []string, who circle) *aside {
	q := Question{
		Topic: "new", Ask: diag.Quote(name) + " is new here. Who is that?", Empty: "ask again",
		Choices: []Choice{{"t", "a team"}, {"t ana, li", "a team with these people"}, {"p", "a person"}, {"n", "a slip"}},
		Help: []string{
			"Names that the drawing does not explain count for nobody, so a new one is written under teams or people.",
			"t for a team, with its people behind it if you know them; p for a person; n to say it again.",
		},
	}
	if who == peopleOnly {
		q.Ask, q.Choices = diag.Quote(name)+" is new here. Is that a person?", []Choice{{"y", "yes"}, {"n", "a slip"}}
		q.Help[1] = "y takes the name in, n asks again."
	}
	near := diag.Near(name, all)
	q.Choices = append(numbered(near), q.Choices...)
	return &aside{q, func(said string) Reply {
		word, rest, _ := strings.Cut(strings.Replace(said, ":", " ", 1), " ")
		meant, err := complete(word, near, near)
		switch {
		case said == "", isCommand(said, "n", "no"):
			m.aside = nil
			return Reply{}
		case err == nil && word != "":
			if m.taken.same == nil {
				m.taken.same = map[string]string{}
			}
			m.taken.same[name] = meant
		case isCommand(word, "t", "team") && who == anybody:
			m.taken.teams = append(m.taken.teams, newTeam{name, items(rest)})
		case isCommand(word, "p", "person") || isCommand(word, "y", "yes") && who == peopleOnly:
			m.taken.people = append(m.taken.people, name)
		default:
			return Reply{Wrong: []string{"say one of: " + keys(q.Choices)}}
		}
		m.aside = nil
		return m.answer(line)
	}}
}

func keys(choices []Choice) string {
	var all []string
	for _, c := range choices {
		all = append(all, c.Key)
	}
	return strings.Join(all, ", ")
}

// welcome writes the newcomers into the drawing: where others of their kind stand, else where the arrow does.
func (m *Meeting) welcome(x *analysis.Answer) []Change {
	var all []Change
	for _, t := range m.taken.teams {
		value := yamlfile.Bare()
		if len(t.people) > 0 {
			value = yamlfile.Map(yamlfile.Entry{Key: "people", Value: yamlfile.Texts(t.people...)})
		}
		all = append(all, Change{m.home("teams", x.Arrow), []yamlfile.Edit{yamlfile.Add(yamlfile.At("teams"), yamlfile.Entry{Key: t.name, Value: value})}})
	}
	for _, name := range m.taken.people {
		all = append(all, Change{m.home("people", x.Arrow), []yamlfile.Edit{yamlfile.Add(yamlfile.At("people"), yamlfile.Entry{Key: name, Value: yamlfile.Bare()})}})
	}
	return all
}

// home is the file in which something of a section is written: the last that has such a thing, else that of the
// arrow.
func (m *Meeting) home(section string, a *model.Arrow) string {
	file := a.Span.File
	switch section {
	case "teams":
		for _, t := range m.report.System.Teams {
			file = t.Span.File
		}
	case "people":
		for _, p := range m.report.System.People {
			if at, found := m.find(p.Span); found && len(at) == 2 && strings.HasPrefix(at.String(), section+": ") {
				file = p.Span.File
			}
		}
	}
	return file
}

// unnamedMonitor asks what a monitor measures that the drawing does not have.
func (m *Meeting) unnamedMonitor(line, name string) *aside {
	q := Question{
		Topic: "new monitor", Ask: diag.Quote(name) + " is new here. What does it measure?", Names: signalNames(), Empty: "ask again",
		Choices: []Choice{{"e", "errors"}, {"l", "latency"}, {"t", "traffic"}, {"h", "heartbeat"}, {"NAME", "another signal"}, {"n", "a slip"}},
		Help: []string{
			"What a monitor measures decides which failures it sees.",
			"A signal: " + strings.Join(signalNames(), ", ") + ".",
		},
	}
	return &aside{q, func(said string) Reply {
		if said == "" || isCommand(said, "n", "no") {
			m.aside = nil
			return Reply{}
		}
		signal, err := signalNamed(said)
		if err != nil {
			return Reply{Wrong: []string{err.Error()}}
		}
		if m.taken.monitors == nil {
			m.taken.monitors = map[string]string{}
		}
		m.taken.monitors[name], m.aside = signal, nil
		return m.answer(line)
	}}
}

// signalLetters are short words for signals.
var signalLetters = map[string]model.Signal{
	"e": model.SignalErrors, "l": model.SignalLatency, "t": model.SignalTraffic, "h": model.SignalHeartbeat, "f": model.SignalFreshness, "lag": model.SignalLagDepth,
}

// signalNamed is the signal that a word or its beginning means.
func signalNamed(word string) (string, error) {
	if signal, is := signalLetters[strings.ToLower(word)]; is {
		return signal.String(), nil
	}
	name, err := complete(word, nil, signalNames())
	if errors.Is(err, errNoName) {
		return "", fmt.Errorf("there is no signal %q: %s", word, strings.Join(signalNames(), ", "))
	}
	return name, err
}
