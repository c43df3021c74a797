package yamlfile

import (
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

var waiver = record[model.Waiver]{noun: "a waiver", home: "waivers", fields: []field[model.Waiver]{
	stated("rule", "The rule whose finding is accepted.", oneRule(), func(w *model.Waiver) *model.Stated[string] { return &w.Rule }).must(),
	linked("arrow", "The exact name of the arrow it is about.", name(), func(w *model.Waiver) *model.Stated[*model.Arrow] { return &w.Arrow }, (*linker).arrow),
	linked("journey", "The journey it is about.", name(), func(w *model.Waiver) *model.Stated[*model.Journey] { return &w.Journey }, (*linker).journey),
	linked("component", "The component it is about.", name(), func(w *model.Waiver) *model.Stated[*model.Component] { return &w.Component }, (*linker).knownComponent),
	stated("because", "The reason.", some(), func(w *model.Waiver) *model.Stated[string] { return &w.Because }).must(),
	stated("until", "The last day on which it holds.", date(), func(w *model.Waiver) *model.Stated[model.Date] { return &w.Until }).must(),
	staffed("by", "Who accepted it.", name(), func(w *model.Waiver) *model.Stated[model.Party] { return &w.By }, (*linker).expert),
}}

// waivers are read into the file, each about exactly one thing.
func waivers() shape[[]*model.Waiver] {
	return many(as(waiver.shape(), func(r *reader, n *Node, w *model.Waiver) (*model.Waiver, bool) {
		w.Span = n.Span
		var about []diag.Span
		for _, p := range n.Pairs {
			if slices.Contains([]string{"arrow", "journey", "component"}, p.Key.Value) {
				about = append(about, p.Key.Span)
			}
		}
		switch {
		case len(about) == 0:
			r.fail(ruleBadValue, diag.Span{File: n.Span.File, Start: n.Span.Start, End: n.Span.Start}, "a waiver needs an arrow, a journey or a component").Mend = "arrow: from -> to"
		case len(about) > 1:
			r.fail(ruleBadValue, about[1], "a waiver is about one thing").Related = []diag.Related{{Span: about[0], Message: "it is about this already"}}
		}
		return w, true
	}))
}

// oneRule is the ID of a rule.
func oneRule() shape[string] {
	return as(some(), func(r *reader, n *Node, id string) (string, bool) {
		if isGlob(id) {
			r.fail(ruleBadValue, n.Span, "a waiver names one rule, not %s", diag.Quote(id))
			return "", false
		}
		return r.knownRule(n.Span, id)
	})
}

// knownRule is the rule of that ID, or the one that was probably meant.
func (r *reader) knownRule(at diag.Span, id string) (string, bool) {
	known := r.file.rules
	if len(known) == 0 || slices.Contains(known, id) {
		return id, true
	}
	near := diag.Near(id, known)
	d := r.fail(ruleUnknownName, at, "unknown rule %s%s", diag.Quote(id), didYouMean(near))
	if len(near) > 0 {
		return near[0], true
	}
	if slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(k, id) }) {
		d.Mend = "the start of a name is not enough"
	}
	return "", false
}

var evidence = record[File]{noun: "evidence", home: "evidence", fields: evidenceFields()}

func evidenceFields() []field[File] {
	var fields []field[File]
	for _, kind := range model.EvidenceKinds() {
		fields = append(fields, kept(kind.String(), evidenceDocs[kind], oneOrMany(statedPath()),
			func(r *reader, f *File, paths []model.Stated[string], n *Node) {
				f.evidence = append(f.evidence, model.EvidenceSource{Kind: kind, Span: n.Span, Paths: paths})
			}))
	}
	return fields
}

var evidenceDocs = map[model.EvidenceKind]string{
	model.EvidencePrometheusRules:   "Rule files of Prometheus.",
	model.EvidencePrometheusMetrics: "Metrics as Prometheus exposes them.",
	model.EvidencePrometheusTests:   "Unit tests of rule files.",
	model.EvidencePrometheusConfig:  "The configuration of Prometheus: its intervals and external labels.",
	model.EvidenceAlertmanager:      "The configuration of Alertmanager.",
	model.EvidenceOpenSLO:           "OpenSLO files.",
	model.EvidenceSloth:             "Sloth files.",
	model.EvidencePyrra:             "Pyrra files.",
	model.EvidenceGrafana:           "Dashboards, alert rules, contact points and policies of Grafana.",
	model.EvidenceCodeowners:        "A CODEOWNERS file.",
	model.EvidenceCatalog:           "Catalog files of Backstage.",
	model.EvidenceGit:               "The repository whose history tells who knows the code.",
}

func statedPath() shape[model.Stated[string]] {
	return as(localPath(), func(_ *reader, n *Node, path string) (model.Stated[string], bool) {
		return model.Stated[string]{Value: path, Span: n.Span}, true
	})
}

// localPath is the path of a file in the drawing's repository. Where the repository ends, only
// those know who open the file; what cannot be in it by its very text is refused here.
func localPath() shape[string] {
	return as(some(), func(r *reader, n *Node, path string) (string, bool) {
		if why, mend := outward(path); why != "" {
			r.fail(ruleInclude, n.Span, "%s", why).Mend = mend
			return "", false
		}
		return path, true
	})
}

// codePath is a file, a folder or a glob in the repository that holds the code.
func codePath() shape[string] {
	return as(localPath(), func(r *reader, n *Node, path string) (string, bool) {
		why := ""
		switch {
		case strings.HasPrefix(path, "-"):
			why = "a path of code cannot begin with -"
		case strings.HasPrefix(path, ":"):
			why = "a path of code cannot begin with :"
		case slices.Contains(strings.Split(path, "/"), ".."):
			why = "a path of code must not lead out of the repository"
		default:
			return path, true
		}
		r.fail(ruleBadValue, n.Span, "%s", why).Mend = "a folder, a file or a glob below the one that git is asked about, such as services/checkout"
		return "", false
	})
}

// outward says why a path cannot be meant to stay in the repository. It never shows the path.
func outward(path string) (why, mend string) {
	const relative = "a path relative to this file, with /"
	scheme, _, hasScheme := strings.Cut(path, "://")
	switch {
	case hasScheme && !strings.ContainsAny(scheme, "/*"), strings.HasPrefix(path, "git::"), strings.HasPrefix(path, "git@"):
		return "linewalk fetches nothing", "a copy of the file, by " + relative
	case strings.ContainsRune(path, 0):
		return "a path cannot hold a NUL character", relative
	case strings.Contains(path, `\`):
		return `a path is written with /, not \`, relative
	case strings.HasPrefix(path, "/") || strings.HasPrefix(path, "~"), len(path) > 1 && path[1] == ':':
		return "a path must be relative", relative
	}
	return "", ""
}

var settings = record[model.Settings]{noun: "settings", home: "settings", fields: []field[model.Settings]{
	stated("bus-factor", "How many people at least should be able to go: 2 unless stated.", whole(), func(s *model.Settings) *model.Stated[int] { return &s.BusFactor }),
	stated("fail-on", "The level from which on check fails: warning unless stated.", enum("level", diag.Levels(), nil), func(s *model.Settings) *model.Stated[diag.Level] { return &s.FailOn }),
	stated("arrow-owner", "Who owns an arrow that names no owner.", enum("arrow-owner", model.ArrowOwners(), nil), func(s *model.Settings) *model.Stated[model.ArrowOwner] { return &s.ArrowOwner }),
	stated("users-tell-us-after", "How long users take when nobody is told: 1h unless stated.", duration(), func(s *model.Settings) *model.Stated[time.Duration] { return &s.UsersTellUsAfter }),
	stated("degraded-costs", "The share of a journey's worth that is lost while it is degraded: 25% unless stated.", share(), func(s *model.Settings) *model.Stated[float64] { return &s.DegradedCosts }),
	stated("review-every", "How old an answer may become: 180d unless stated.", duration(), func(s *model.Settings) *model.Stated[time.Duration] { return &s.ReviewEvery }),
	stated("flag-max-age", "How old a flag may become: 180d unless stated.", duration(), func(s *model.Settings) *model.Stated[time.Duration] { return &s.FlagMaxAge }),
	stated("waiver-max", "How far ahead the end of a waiver may lie: as far as one likes unless stated.", duration(), func(s *model.Settings) *model.Stated[time.Duration] { return &s.WaiverMax }),
	stated("our-metrics", "Patterns such as shop_*: the evidence lists all metrics of these names, so one that it does not list does not exist.",
		oneOrMany(some()), func(s *model.Settings) *model.Stated[[]string] { return &s.OurMetrics }),
	{name: "rules", doc: "Levels of rules, by ID or glob: off, note, warning or error.", optional: true, read: readRules, schema: rulesSchema},
}}

// A ruleLevel is the level of a rule, or off.
type ruleLevel struct{ level diag.Level }

func (l ruleLevel) String() string {
	if l.level == 0 {
		return "off"
	}
	return l.level.String()
}

func ruleLevels() shape[ruleLevel] {
	levels := []ruleLevel{{}}
	for _, l := range diag.Levels() {
		levels = append(levels, ruleLevel{l})
	}
	return enum("level", levels, nil)
}

func rulesSchema(b *book) schema {
	return schema{"type": "object", "additionalProperties": ruleLevels().schema(b)}
}

func readRules(r *reader, into *model.Settings, n *Node) {
	if n.Kind != Mapping {
		r.fail(ruleBadValue, n.Span, "rules is a mapping from rules to levels, not %s", n.Kind).Mend = "rules: {arrow-no-runbook: error}"
		return
	}
	for _, p := range n.Pairs {
		id, known := p.Key.Value, true
		if isGlob(id) {
			known = r.matchesRule(p.Key)
		} else {
			id, known = r.knownRule(p.Key.Span, id)
		}
		if p.Value.Null {
			r.fail(ruleBadValue, p.Key.Span, "rule %s has no level", diag.Quote(p.Key.Value)).Mend = "one of off, note, warning, error"
			continue
		}
		if l, ok := ruleLevels().read(r, p.Value); ok && known {
			into.Rules = append(into.Rules, model.RuleSetting{Rule: id, Level: l.level, Off: l.level == 0, Span: p.Key.Span})
		}
	}
}

func (r *reader) matchesRule(key *Node) bool {
	g := newGlob(key.Value)
	if len(r.file.rules) > 0 && !slices.ContainsFunc(r.file.rules, g.match) {
		r.fail(ruleUnknownName, key.Span, "no rule matches %s", diag.Quote(key.Value))
		return false
	}
	return true
}
