package yamlfile

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

func kind() shape[model.Kind] { return enum("kind", model.Kinds(), nil).ref("kind") }

// arrowFields are what can be stated about an arrow, in the arrow itself or in a default.
var arrowFields = []field[model.Arrow]{
	stated("kind", "What the arrow carries, and thereby which end depends on it: call unless stated.", kind(), func(a *model.Arrow) *model.Stated[model.Kind] { return &a.Kind }),
	stated("label", "What is drawn on it.", text(), func(a *model.Arrow) *model.Stated[string] { return &a.Label }),
	stated("via", "The protocol or means.", text(), func(a *model.Arrow) *model.Stated[string] { return &a.Via }),
	stated("tags", "Words to select by.", oneOrMany(some()), func(a *model.Arrow) *model.Stated[[]string] { return &a.Tags }),
	stated("status", "live, planned (judged as if built) or retired (not there any more).",
		enum("status", []model.Status{model.Live, model.Planned, model.Retired}, nil), func(a *model.Arrow) *model.Stated[model.Status] { return &a.Status }),
	stated("traffic", "How often something flows, which decides whether silence is a fault.", traffic(), func(a *model.Arrow) *model.Stated[model.Traffic] { return &a.Traffic }),
	stated("modes", "The failure modes asked of it: a list of just these, or a mapping that adds and drops some from those of its kind.",
		asked(), func(a *model.Arrow) *model.Stated[model.Asked] { return &a.Asked }),
	stated("code", "Paths of its code, for measured knowledge.", oneOrMany(codePath()), func(a *model.Arrow) *model.Stated[[]string] { return &a.Code }),

	stated("if-down", "What the dependent end does without the arrow: nothing, degrades or breaks, with after DURATION; a list of stages; or a mapping from and to.",
		ifDown(), func(a *model.Arrow) *model.Stated[model.IfDown] { return &a.IfDown }),
	stated("timeout", "How long the start waits for the end; none is for ever.", timeout(), func(a *model.Arrow) *model.Stated[model.Timeout] { return &a.Timeout }),
	stated("retries", "How often it is tried again.", whole(), func(a *model.Arrow) *model.Stated[int] { return &a.Retries }),
	linked("fallback", "Other arrows that take over.", oneOrMany(name()), func(a *model.Arrow) *model.Stated[[]model.ArrowRef] { return &a.Fallbacks }, (*linker).arrowRefs),
	stated("on-fallback", "What the dependent end does while a fallback works: degrades unless stated, or nothing.",
		onFallback(), func(a *model.Arrow) *model.Stated[model.Effect] { return &a.OnFallback }),
	stated("fallback-only", "Has no effect of its own.", truth(), func(a *model.Arrow) *model.Stated[bool] { return &a.FallbackOnly }),
	stated("pool", "The name of the pool: its arrows are alternatives.", some(), func(a *model.Arrow) *model.Stated[string] { return &a.Pool }),
	stated("needs", "How many arrows of the pool must not have failed.", whole(), func(a *model.Arrow) *model.Stated[int] { return &a.Needs }),
	linked("for", "The only journeys it matters to.", oneOrMany(name()), func(a *model.Arrow) *model.Stated[[]*model.Journey] { return &a.For }, (*linker).journeys),
	stated("fails", "How often it fails and for how long, for the expected loss.", fails.value(), func(a *model.Arrow) *model.Stated[model.Fails] { return &a.Fails }),
	stated("expires", "The day the contract, certificate or token on it ends.", date(), func(a *model.Arrow) *model.Stated[model.Date] { return &a.Expires }),
	stated("exercised", "The day it was last failed on purpose, or really failed.", date(), func(a *model.Arrow) *model.Stated[model.Date] { return &a.Exercised }),
	stated("happened", "Failures on record. Experience beats claims.", oneOrMany(incidentShape()), func(a *model.Arrow) *model.Stated[[]model.Incident] { return &a.Happened }),

	linked("monitors", "What measures it: names of monitors, or monitors written out; none if it is known that nothing does.",
		arrowMonitors(), func(a *model.Arrow) *model.Stated[[]*model.Monitor] { return &a.Monitors }, (*linker).monitorList),
	linked("owner", "The team or person who answers for it; nobody if it is known that none does.", name(),
		func(a *model.Arrow) *model.Stated[model.Party] { return &a.Owner }, (*linker).owner),
	staffed("experts", "People who know it well enough to mend it.", experts(), func(a *model.Arrow) *model.Stated[[]model.Party] { return &a.Experts }, (*linker).experts),
	stated("runbook", "Where it is written what to do.", some(), func(a *model.Arrow) *model.Stated[string] { return &a.Runbook }),

	staffed("reviewed", "When it was last walked, and by whom.", reviewed.value(), func(a *model.Arrow) *model.Stated[model.Reviewed] { return &a.Reviewed }, (*linker).reviewed),
	stated("nobody-knows", "The questions that were asked when it was last walked, and that nobody could answer.",
		oneOrMany(enum("question", model.Topics(), nil)), func(a *model.Arrow) *model.Stated[[]model.Topic] { return &a.NobodyKnows }),
	stated("notes", "What somebody wanted to be remembered, with the day and the name.", oneOrMany(some()), func(a *model.Arrow) *model.Stated[[]string] { return &a.Notes }),
	stated("review", "State of an imported arrow: import writes todo, only a person ok or no.",
		enum("review", []model.Review{model.ReviewTodo, model.ReviewOK, model.ReviewNo}, nil), func(a *model.Arrow) *model.Stated[model.Review] { return &a.Review }),
	stated("evidence", "Where it was read.", oneOrMany(some()), func(a *model.Arrow) *model.Stated[[]string] { return &a.Evidence }),
}

var arrow = record[model.Arrow]{noun: "an arrow", home: "arrows", fields: arrowFields}

func traffic() shape[model.Traffic] {
	patterns := []model.Pattern{model.Continuous, model.Bursty, model.Rare}
	return parsed("traffic", `continuous|bursty|rare|every\s+`+durationPattern, func(written string) (model.Traffic, error) {
		if every, ok := strings.CutPrefix(written, "every "); ok {
			d, err := parseDuration(strings.ReplaceAll(every, " ", ""))
			if often := rhythms[strings.TrimSpace(every)]; often != "" {
				err = misspelled("every "+often, "%s is no duration: every %s", diag.Quote(every), often)
			}
			return model.Traffic{Pattern: model.Periodic, Every: d}, err
		}
		if often := rhythms[written]; often != "" {
			return model.Traffic{}, misspelled("every "+often, "unknown traffic %s, did you mean \"every %s\"?", diag.Quote(written), often)
		}
		names := make([]string, len(patterns))
		for i, p := range patterns {
			if names[i] = p.String(); names[i] == written {
				return model.Traffic{Pattern: p}, nil
			}
		}
		return model.Traffic{}, misspelled(oneOf(append(names, "every DURATION")), "unknown traffic %s%s", diag.Quote(written), didYouMean(meant(written, names)))
	})
}

// modeChange is the long form of modes.
var modeChange = record[model.Asked]{noun: "modes", home: "modes", fields: []field[model.Asked]{
	kept("add", "Modes asked besides those of its kind.", oneOrMany(mode()), func(_ *reader, a *model.Asked, ms []model.Mode, _ *Node) { a.Add = ms }),
	kept("drop", "Modes not asked.", oneOrMany(mode()), func(_ *reader, a *model.Asked, ms []model.Mode, _ *Node) { a.Drop = ms }),
}}

func mode() shape[model.Mode] { return enum("failure mode", model.Modes(), nil).ref("mode") }

func asked() shape[model.Asked] {
	only := as(oneOrMany(mode()), func(_ *reader, _ *Node, ms []model.Mode) (model.Asked, bool) { return model.Asked{Only: ms}, true })
	return orMapping(only, modeChange.value())
}

// rhythms are words for durations.
var rhythms = map[string]string{
	"minute": "1m", "hour": "1h", "hourly": "1h", "day": "24h", "daily": "24h", "nightly": "24h", "night": "24h", "week": "1w", "weekly": "1w", "month": "30d", "monthly": "30d",
}

func timeout() shape[model.Timeout] {
	limited := as(duration(), func(_ *reader, _ *Node, d time.Duration) (model.Timeout, bool) { return model.Timeout{After: d}, true })
	return orWord(limited, func() model.Timeout { return model.Timeout{None: true} }, "none")
}

// onFallback is an effect that is not worse than degraded and has no delay of its own.
func onFallback() shape[model.Effect] {
	return enum("effect", []model.Effect{model.Nothing, model.Degrades}, nil)
}

var fails = record[model.Fails]{noun: "fails", home: "fails", fields: []field[model.Fails]{
	kept("rate", "How often, such as 2/year.", rate(), func(_ *reader, f *model.Fails, v model.Rate, _ *Node) { f.Rate = v }).must(),
	stated("lasts", "How long each time.", duration(), func(f *model.Fails) *model.Stated[time.Duration] { return &f.Lasts }),
}}

var incident = record[model.Incident]{noun: "an incident", home: "happened", fields: []field[model.Incident]{
	kept("on", "The day.", date(), func(_ *reader, i *model.Incident, d model.Date, _ *Node) { i.On = d }).must(),
	stated("noticed", "How long it took until somebody knew.", duration(), func(i *model.Incident) *model.Stated[time.Duration] { return &i.Noticed }),
	stated("by", "Who or what noticed.", some(), func(i *model.Incident) *model.Stated[string] { return &i.By }),
}}

func incidentShape() shape[model.Incident] {
	return as(incident.value(), func(_ *reader, n *Node, i model.Incident) (model.Incident, bool) {
		i.Span = n.Span
		return i, true
	})
}

// A look is what is written under reviewed.
type look struct {
	on model.Date
	by model.Stated[mention]
}

var reviewed = record[look]{noun: "reviewed", home: "reviewed", fields: []field[look]{
	kept("on", "The day.", date(), func(_ *reader, l *look, d model.Date, _ *Node) { l.on = d }).must(),
	stated("by", "Who walked it.", name(), func(l *look) *model.Stated[mention] { return &l.by }),
}}

// A drawnArrow is an arrow whose ends are still names.
type drawnArrow struct {
	arrow    *model.Arrow
	from, to mention
	name     arrowName
}

var arrows = section[*model.Arrow]{
	noun: arrowNoun,
	keys: arrow.keys(),
	item: arrow.shape(),
	keep: func(r *reader, key *Node, a *model.Arrow) {
		name, err := parseArrowName(key.Value)
		if err != nil {
			r.blame(key.Span, err)
			if name.from == "" || strings.Contains(key.Value, "<-") {
				r.file.loses(arrowNoun)
			}
			if name.from == "" {
				return
			}
		}
		a.Span, a.Qualifier = key.Span, name.qualifier
		r.file.arrows = append(r.file.arrows, drawnArrow{
			a,
			mention{name.from, part(key, name.fromAt, name.from), r.file},
			mention{name.to, part(key, name.toAt, name.to), r.file},
			name,
		})
	},
	bare:    func(*reader, *Node) *model.Arrow { return &model.Arrow{} },
	names:   schema{"pattern": arrowPattern},
	expects: func(f *File, n int) { f.arrows = slices.Grow(f.arrows, n) },
	refuses: nested,
}

// nested refuses arrows that are drawn as a mapping from one end to the others.
func nested(r *reader, p Pair) bool {
	if p.Value.Kind != Mapping || len(p.Value.Pairs) == 0 || strings.ContainsAny(p.Key.Value, ">\u2192") {
		return false
	}
	for _, inside := range p.Value.Pairs {
		if slices.ContainsFunc(arrowFields, func(f field[model.Arrow]) bool { return f.name == inside.Key.Value }) {
			return false
		}
	}
	r.file.loses(arrowNoun)
	d := r.fail(ruleBadValue, p.Key.Span, "%s is no arrow: each arrow names both its ends", diag.Quote(p.Key.Value))
	d.Mend = diag.Shorten(p.Key.Value, 40) + " -> " + diag.Shorten(p.Value.Pairs[0].Key.Value, 40) + ":"
	return true
}

// arrowShorthand is what somebody means who writes a word behind an arrow.
func arrowShorthand(written string) string {
	if _, err := parseStage(written); err == nil {
		return "if-down: " + written
	}
	for _, k := range model.Kinds() {
		if k.String() == written {
			return "kind: " + written
		}
	}
	if strings.ContainsAny(written, "{}[],:#\n") {
		return "if-down: breaks"
	}
	return "label: " + diag.Shorten(written, 60)
}

const arrowPattern = `^\s*[^()>\s][^()>]*->\s*[^()>\s][^()>]*(\([^()]+\)\s*)?$`

// part is the place of some text inside a scalar; the whole scalar where that cannot be told.
func part(n *Node, at int, text string) diag.Span {
	if at < 0 || !n.literal() {
		return n.Span
	}
	start := n.Span.Start
	start.Offset += int32(at)
	start.Col += int32(utf8.RuneCountInString(n.Value[:at]))
	end := start
	end.Offset += int32(len(text))
	end.Col += int32(utf8.RuneCountInString(text))
	return diag.Span{File: n.Span.File, Start: start, End: end}
}

// A preset is an entry of defaults: arrows it speaks of, and what it states about them.
type preset struct {
	selector selector
	values   model.Arrow
	at       diag.Span
}

// A selector picks arrows. All that it names must hold.
type selector struct {
	match model.Stated[string]
	kind  model.Stated[model.Kind]
	tag   model.Stated[string]
	owner model.Stated[string]
}

var selectorFields = []field[selector]{
	stated("match", "A glob over the names of arrows, such as \"* -> orders\".", some(), func(s *selector) *model.Stated[string] { return &s.match }),
	stated("kind", "Arrows of this kind.", kind(), func(s *selector) *model.Stated[model.Kind] { return &s.kind }),
	stated("tag", "Arrows with this tag.", some(), func(s *selector) *model.Stated[string] { return &s.tag }),
	stated("owner", "Arrows of this owner.", some(), func(s *selector) *model.Stated[string] { return &s.owner }),
}

func (s selector) empty() bool {
	return !s.match.Given() && !s.kind.Given() && !s.tag.Given() && !s.owner.Given()
}

func presetFields() []field[preset] {
	var fields []field[preset]
	chooses := map[string]bool{}
	for _, f := range selectorFields {
		chooses[f.name] = true
		fields = append(fields, within(f, func(p *preset) *selector { return &p.selector }))
	}
	for _, f := range arrowFields {
		if !chooses[f.name] {
			fields = append(fields, within(f, func(p *preset) *model.Arrow { return &p.values }))
		}
	}
	return fields
}

var presets = record[preset]{noun: "a default", home: "defaults", fields: presetFields()}

func defaults() shape[[]*preset] {
	return many(as(presets.shape(), func(r *reader, n *Node, p *preset) (*preset, bool) {
		p.at = n.Span
		states := false
		for _, pair := range n.Pairs {
			states = states || !isSelector(pair.Key.Value)
		}
		switch {
		case p.selector.empty():
			r.fail(ruleBadValue, n.Span, "a default says which arrows it is for").Mend = `match: "* -> orders", or kind, tag or owner`
		case !states:
			r.fail(ruleBadValue, n.Span, "a default states nothing about the arrows it selects").Mend = "add what holds for them, such as timeout: 2s"
		default:
			return p, true
		}
		return p, false
	}))
}

func isSelector(key string) bool {
	for _, f := range selectorFields {
		if f.name == key {
			return true
		}
	}
	return false
}
