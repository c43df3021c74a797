package yamlfile

import (
	"slices"
	"time"

	"github.com/linewalk/linewalk/model"
)

func signal() shape[model.Signal] {
	// Plain lag is the weaker of the two.
	return enum("signal", model.Signals(), map[string]model.Signal{"lag": model.SignalLagDepth}).ref("signal")
}

var monitor = record[model.Monitor]{noun: "a monitor", home: "monitors", fields: []field[model.Monitor]{
	stated("signal", "What it measures.", signal(), func(m *model.Monitor) *model.Stated[model.Signal] { return &m.Signal }),
	kept("watches", "Arrows, components and journeys: names, globs over names of arrows, or selectors.", oneOrMany(watched()),
		func(r *reader, m *model.Monitor, what []target, n *Node) {
			r.file.watches = append(r.file.watches, watch{m, what})
		}),
	stated("at", "Where it looks from.", enum("vantage", model.Vantages(), nil), func(m *model.Monitor) *model.Stated[model.Vantage] { return &m.At }),
	stated("every", "How often it measures.", duration(), func(m *model.Monitor) *model.Stated[time.Duration] { return &m.Every }),
	stated("query", "What it asks its source.", some(), func(m *model.Monitor) *model.Stated[string] { return &m.Query }),
	stated("source", "Where its data come from.", some(), func(m *model.Monitor) *model.Stated[string] { return &m.Source }),
	stated("dashboard", "Where it can be looked at.", some(), func(m *model.Monitor) *model.Stated[string] { return &m.Dashboard }),
	stated("alert", "Whom it tells: an alert, a list of alerts, or none.", alerts(), func(m *model.Monitor) *model.Stated[[]*model.Alert] { return &m.Alerts }),
	linked("through", "Components the news itself travels through, if they are drawn.", oneOrMany(name()),
		func(m *model.Monitor) *model.Stated[[]*model.Component] { return &m.Through }, (*linker).drawn),
	staffed("looked-at", "Who looks when nobody is told.", lookedAt.value(), func(m *model.Monitor) *model.Stated[model.LookedAt] { return &m.LookedAt }, (*linker).lookedAt),
	stated("volume", "How much telemetry it takes, such as 20GB/day.", volume(), func(m *model.Monitor) *model.Stated[model.Volume] { return &m.Volume }),
}}

// A watch is a monitor with what it watches.
type watch struct {
	monitor *model.Monitor
	what    []target
}

// A target is a name, a glob over names of arrows, or a selector of arrows.
type target struct {
	mention
	selector *selector
}

func watched() shape[target] {
	named := as(name(), func(_ *reader, _ *Node, m mention) (target, bool) { return target{mention: m}, true })
	selecting := record[selector]{noun: "a selector", home: "watches", fields: selectorFields}
	return orMapping(named, as(selecting.shape(), func(r *reader, n *Node, s *selector) (target, bool) {
		if s.empty() {
			if len(n.Pairs) == 0 {
				r.fail(ruleBadValue, n.Span, "a selector is empty").Mend = `match: "* -> orders", or kind, tag or owner`
			}
			return target{}, false
		}
		return target{mention{span: n.Span, file: r.file}, s}, true
	}))
}

func alerts() shape[[]*model.Alert] {
	one := as(alert.shape(), func(_ *reader, n *Node, a *model.Alert) (*model.Alert, bool) {
		a.Span = n.Span
		return a, true
	})
	return orWord(oneOrMany(one), func() []*model.Alert { return []*model.Alert{} }, "none")
}

var alert = record[model.Alert]{noun: "an alert", home: "alert", fields: []field[model.Alert]{
	stated("name", "Its name in the rule files.", some(), func(a *model.Alert) *model.Stated[string] { return &a.Name }),
	stated("after", "How long it must hold before it fires.", duration(), func(a *model.Alert) *model.Stated[time.Duration] { return &a.After }),
	linked("tells", "Whom: teams, people, channels, owner (of the arrow), or nobody.", tells(), func(a *model.Alert) *model.Stated[[]model.Party] { return &a.Tells }, (*linker).told),
	stated("how", "page wakes somebody, the others do not.", enum("way", model.Hows(), nil), func(a *model.Alert) *model.Stated[model.How] { return &a.How }),
}}

func tells() shape[[]mention] {
	return orWord(oneOrMany(name()), func() []mention { return []mention{} }, "nobody", "none")
}

// A looking is what is written under looked-at.
type looking struct {
	by    model.Stated[mention]
	every model.Stated[time.Duration]
}

var lookedAt = record[looking]{noun: "looked-at", home: "looked-at", fields: []field[looking]{
	stated("by", "Who looks.", name(), func(l *looking) *model.Stated[mention] { return &l.by }),
	stated("every", "How often.", duration(), func(l *looking) *model.Stated[time.Duration] { return &l.every }),
}}

var monitors = section[*model.Monitor]{
	noun: "monitor",
	keys: monitor.keys(),
	item: monitor.shape().ref("monitor"),
	keep: func(r *reader, key *Node, m *model.Monitor) {
		m.Name, m.Span = key.Value, key.Span
		r.file.monitors = append(r.file.monitors, m)
	},
	bare: func(*reader, *Node) *model.Monitor { return &model.Monitor{} },
}

// A monitorRef is an item of an arrow's monitors: a name, or a monitor written out.
type monitorRef struct {
	mention
	inline *model.Monitor
}

func arrowMonitors() shape[[]monitorRef] {
	named := as(name(), func(_ *reader, _ *Node, m mention) (monitorRef, bool) { return monitorRef{mention: m}, true })
	inline := as(monitor.shape().ref("monitor"), func(r *reader, n *Node, m *model.Monitor) (monitorRef, bool) {
		m.Span = n.Span
		r.file.inline = append(r.file.inline, m)
		return monitorRef{inline: m}, true
	})
	one := orMapping(named, shape[monitorRef]{
		read: func(r *reader, n *Node) (monitorRef, bool) {
			if listsByName(n) {
				r.fail(ruleBadValue, n.Span, "an arrow lists monitors; what they are called is said under monitors").Mend = flowList(n)
				return monitorRef{}, false
			}
			return inline.read(r, n)
		},
		schema: inline.schema, wants: inline.wants,
	})
	return orWord(oneOrMany(one), func() []monitorRef { return []monitorRef{} }, "none")
}

// listsByName tells whether a mapping goes from names to monitors instead of being one.
func listsByName(n *Node) bool {
	for _, p := range n.Pairs {
		if p.Value.Kind != Mapping || slices.ContainsFunc(monitor.fields, func(f field[model.Monitor]) bool { return f.name == p.Key.Value }) {
			return false
		}
	}
	return len(n.Pairs) > 0
}
