package yamlfile

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

func componentKind() shape[model.ComponentKind] {
	return enum("kind", model.ComponentKinds(), nil).ref("componentKind")
}

var component = record[model.Component]{noun: "a component", home: "components", fields: []field[model.Component]{
	stated("kind", "What the component is.", componentKind(), func(c *model.Component) *model.Stated[model.ComponentKind] { return &c.Kind }),
	stated("label", "What is drawn in the box instead of the name.", text(), func(c *model.Component) *model.Stated[string] { return &c.Label }),
	stated("description", "What the component does.", text(), func(c *model.Component) *model.Stated[string] { return &c.Description }),
	linked("owner", "The team or person who answers for it; nobody if it is known that none does.", name(),
		func(c *model.Component) *model.Stated[model.Party] { return &c.Owner }, (*linker).owner),
	staffed("experts", "People who know it well enough to mend it.", experts(),
		func(c *model.Component) *model.Stated[[]model.Party] { return &c.Experts }, (*linker).experts),
	kept("in", "The place it lives in, such as aws/eu-west-1, or several over which its replicas are spread.", oneOrMany(placePath()),
		func(r *reader, c *model.Component, paths []mention, n *Node) {
			r.file.dwellings = append(r.file.dwellings, dwelling{c, paths, n.Span})
		}),
	stated("replicas", "How many of it there are.", whole(), func(c *model.Component) *model.Stated[int] { return &c.Replicas }),
	stated("needs", "How many replicas must be left for it to be up.", whole(), func(c *model.Component) *model.Stated[int] { return &c.Needs }),
	stated("tier", "How much it matters; 1 is the most.", whole(), func(c *model.Component) *model.Stated[int] { return &c.Tier }),
	stated("hub", "Carries flows without feeling them, as a queue does.", truth(), func(c *model.Component) *model.Stated[bool] { return &c.Hub }),
	stated("code", "Paths of its code, for measured knowledge.", oneOrMany(codePath()), func(c *model.Component) *model.Stated[[]string] { return &c.Code }),
	stated("availability", "Of one replica, such as 99.95%.", share(), func(c *model.Component) *model.Stated[float64] { return &c.Availability }),
	stated("aliases", "Names it has elsewhere.", oneOrMany(some()), func(c *model.Component) *model.Stated[[]string] { return &c.Aliases }),
	stated("tags", "Words to select by.", oneOrMany(some()), func(c *model.Component) *model.Stated[[]string] { return &c.Tags }),
	stated("runbook", "Where it is written what to do.", some(), func(c *model.Component) *model.Stated[string] { return &c.Runbook }),
	kept("elsewhere", "It is another team's, declared in its own file; that declaration wins.", truth(),
		func(_ *reader, c *model.Component, elsewhere bool, _ *Node) { c.Elsewhere = elsewhere }),
}}

// A dwelling says where a component lives.
type dwelling struct {
	component *model.Component
	paths     []mention
	at        diag.Span
}

// placePath is a path of places, each inside the one before it.
func placePath() shape[mention] {
	return as(name(), func(r *reader, n *Node, path mention) (mention, bool) {
		for step := range strings.SplitSeq(path.name, "/") {
			if step == "" {
				r.fail(ruleBadValue, n.Span, "the place %s has an empty part", diag.Quote(path.name)).Mend = "a path such as aws/eu-west-1"
				return path, false
			}
		}
		if err := checkName(componentNoun, path.name); err != nil {
			r.blame(n.Span, err)
			return path, false
		}
		return path, true
	})
}

// experts is a list of people and teams; none states that there is nobody.
func experts() shape[[]mention] {
	return orWord(oneOrMany(name()), func() []mention { return []mention{} }, "none", "nobody").ref("experts")
}

var components = section[*model.Component]{
	noun: componentNoun,
	keys: component.keys(),
	item: orMapping(as(componentKind(), func(_ *reader, n *Node, kind model.ComponentKind) (*model.Component, bool) {
		return &model.Component{Kind: model.Stated[model.ComponentKind]{Value: kind, Span: n.Span}}, true
	}), component.shape()),
	keep: func(r *reader, key *Node, c *model.Component) {
		c.Name, c.Span, c.Declared = key.Value, key.Span, true
		r.file.components = append(r.file.components, c)
	},
	bare: func(*reader, *Node) *model.Component { return &model.Component{} },
}
