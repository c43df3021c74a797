package yamlfile

import (
	"time"

	"github.com/linewalk/linewalk/model"
)

var journey = record[model.Journey]{noun: "a journey", home: "journeys", fields: []field[model.Journey]{
	stated("description", "What the user does and gets.", text(), func(j *model.Journey) *model.Stated[string] { return &j.Description }),
	linked("who", "The component whose journey it is.", name(), func(j *model.Journey) *model.Stated[*model.Component] { return &j.Who }, (*linker).component),
	linked("owner", "The team or person who answers for it.", name(), func(j *model.Journey) *model.Stated[model.Party] { return &j.Owner }, (*linker).owner),
	linked("steps", "Arrows it cannot do without.", oneOrMany(name()), func(j *model.Journey) *model.Stated[[]model.ArrowRef] { return &j.Steps }, (*linker).arrowRefs),
	linked("optional", "Arrows without which it is only degraded.", oneOrMany(name()), func(j *model.Journey) *model.Stated[[]model.ArrowRef] { return &j.Optional }, (*linker).arrowRefs),
	stated("worth", "What it earns, such as 1200 USD/min.", money(), func(j *model.Journey) *model.Stated[model.Money] { return &j.Worth }),
	stated("target", "How often it should work, such as 99.9%.", share(), func(j *model.Journey) *model.Stated[float64] { return &j.Target }),
	stated("tier", "How much it matters; 1 is the most.", whole(), func(j *model.Journey) *model.Stated[int] { return &j.Tier }),
	stated("notice-within", "The promise: we know before this.", duration(), func(j *model.Journey) *model.Stated[time.Duration] { return &j.NoticeWithin }),
}}

var journeys = section[*model.Journey]{
	noun: "journey",
	keys: journey.keys(),
	item: journey.shape(),
	keep: func(r *reader, key *Node, j *model.Journey) {
		j.Name, j.Span = key.Value, key.Span
		r.file.journeys = append(r.file.journeys, j)
	},
	bare: func(*reader, *Node) *model.Journey { return &model.Journey{} },
}

var feature = record[model.Feature]{noun: "a feature", home: "features", fields: []field[model.Feature]{
	stated("description", "What is being built.", text(), func(f *model.Feature) *model.Stated[string] { return &f.Description }),
	linked("journey", "The journey it belongs to.", name(), func(f *model.Feature) *model.Stated[*model.Journey] { return &f.Journey }, (*linker).journey),
	staffed("product-owner", "Who answers for its value.", name(), func(f *model.Feature) *model.Stated[model.Party] { return &f.ProductOwner }, (*linker).expert),
	stated("stage", "How far it has come; used is done-done: the first customer used it.", enum("stage", model.FeatureStages(), nil), func(f *model.Feature) *model.Stated[model.FeatureStage] { return &f.Stage }),
	stated("released", "The day it was released.", date(), func(f *model.Feature) *model.Stated[model.Date] { return &f.Released }),
	stated("first-used", "The day the first customer used it.", date(), func(f *model.Feature) *model.Stated[model.Date] { return &f.FirstUsed }),
	linked("works", "The monitor that tells that it works in production.", name(), func(f *model.Feature) *model.Stated[*model.Monitor] { return &f.Works }, (*linker).monitor),
	inPlace("impact", "The change hoped for, and when somebody looks whether it came.", impact, func(f *model.Feature) *model.Stated[model.Impact] { return &f.Impact }),
	stated("usage", "Where it is written how often it is used, and how often is expected.", usage.value(), func(f *model.Feature) *model.Stated[model.Usage] { return &f.Usage }),
	stated("flag", "The flag that switches it.", flag.value(), func(f *model.Feature) *model.Stated[model.Flag] { return &f.Flag }),
	inPlace("rollout", "Its way to all users.", rollout, func(f *model.Feature) *model.Stated[model.Rollout] { return &f.Rollout }),
	stated("experiment", "The comparison of two ways.", experiment.value(), func(f *model.Feature) *model.Stated[model.Experiment] { return &f.Experiment }),
	stated("domain", "What kind of response fits.", enum("domain", model.Domains(), nil), func(f *model.Feature) *model.Stated[model.Domain] { return &f.Domain }),
}}

// inPlace is a field whose record has links of its own: it is read in place, so that they reach it.
func inPlace[S, T any](name, doc string, form record[T], at func(*S) *model.Stated[T]) field[S] {
	return field[S]{
		name: name, doc: doc, schema: form.schema,
		read: func(r *reader, into *S, n *Node) {
			if form.fill(r, &at(into).Value, n) {
				at(into).Span = n.Span
			}
		},
	}
}

var impact = record[model.Impact]{noun: "impact", home: "impact", fields: []field[model.Impact]{
	linked("monitor", "The monitor that shows it.", name(), func(i *model.Impact) *model.Stated[*model.Monitor] { return &i.Monitor }, (*linker).monitor),
	stated("expect", "The change hoped for, such as \"+2%\".", text(), func(i *model.Impact) *model.Stated[string] { return &i.Expect }),
	stated("review", "The day somebody looks.", date(), func(i *model.Impact) *model.Stated[model.Date] { return &i.Review }),
	stated("outcome", "What came of it.", text(), func(i *model.Impact) *model.Stated[string] { return &i.Outcome }),
}}

var usage = record[model.Usage]{noun: "usage", home: "usage", fields: []field[model.Usage]{
	stated("evidence", "The file that says how often it was used.", localPath(), func(u *model.Usage) *model.Stated[string] { return &u.Evidence }),
	stated("expect", "How often it should be used.", enum("rhythm", model.Rhythms(), nil), func(u *model.Usage) *model.Stated[model.Rhythm] { return &u.Expect }),
}}

var flag = record[model.Flag]{noun: "flag", home: "flag", fields: []field[model.Flag]{
	stated("name", "Its name in the code.", some(), func(f *model.Flag) *model.Stated[string] { return &f.Name }),
	stated("created", "The day it was made.", date(), func(f *model.Flag) *model.Stated[model.Date] { return &f.Created }),
}}

var rollout = record[model.Rollout]{noun: "rollout", home: "rollout", fields: []field[model.Rollout]{
	stated("steps", "From the first node to everybody.", oneOrMany(some()), func(o *model.Rollout) *model.Stated[[]string] { return &o.Steps }),
	linked("guard", "The monitor that stops it.", name(), func(o *model.Rollout) *model.Stated[*model.Monitor] { return &o.Guard }, (*linker).monitor),
	stated("compare", "What is compared, such as per-node.", some(), func(o *model.Rollout) *model.Stated[string] { return &o.Compare }),
}}

var experiment = record[model.Experiment]{noun: "experiment", home: "experiment", fields: []field[model.Experiment]{
	stated("baseline", "The share that does it today.", share(), func(e *model.Experiment) *model.Stated[float64] { return &e.Baseline }),
	stated("lift", "The change hoped for, relative to the baseline.", percentage(), func(e *model.Experiment) *model.Stated[float64] { return &e.Lift }),
	stated("users", "How many take part, such as 5000/week.", rate(), func(e *model.Experiment) *model.Stated[model.Rate] { return &e.Users }),
	stated("power", "The chance to see the change if it is there.", share(), func(e *model.Experiment) *model.Stated[float64] { return &e.Power }),
	stated("alpha", "The chance to see one that is not there.", share(), func(e *model.Experiment) *model.Stated[float64] { return &e.Alpha }),
}}

var features = section[*model.Feature]{
	noun: "feature",
	keys: feature.keys(),
	item: feature.shape(),
	keep: func(r *reader, key *Node, f *model.Feature) {
		f.Name, f.Span = key.Value, key.Span
		r.file.features = append(r.file.features, f)
	},
	bare: func(*reader, *Node) *model.Feature { return &model.Feature{} },
}

var telemetry = record[File]{noun: "telemetry", home: "telemetry", fields: []field[File]{
	stated("budget", "How much all monitors together may take, such as 1TB/day.", volume(), func(f *File) *model.Stated[model.Volume] { return &f.telemetry }),
}}
