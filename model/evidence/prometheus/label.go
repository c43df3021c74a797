package prometheus

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// labels reads a mapping of names to texts.
func (r *reader) labels(p passage, n *yamlfile.Node, what string) []model.Label {
	if !r.isMapping(p, n, what) {
		return nil
	}
	labels := make([]model.Label, 0, len(n.Pairs))
	for _, pair := range n.Pairs {
		value := pair.Value
		switch {
		case value.Kind == yamlfile.Scalar:
			labels = append(labels, label(pair.Key.Value, value.Value))
		case p.templated(value):
			labels = append(labels, model.Label{Name: pair.Key.Value})
		default:
			r.warn(p.span(value.Span), "label %s must be text, not %s", diag.Quote(pair.Key.Value), value.Kind)
		}
	}
	return labels
}

// label is a label as it is written. What a template makes of it is not known.
func label(name, value string) model.Label {
	if strings.Contains(value, "{{") || strings.Contains(value, "<%") {
		return model.Label{Name: name}
	}
	return model.Label{Name: name, Value: value, Known: true}
}

// override puts the labels of a rule over those of its group: those of the same name are replaced,
// new ones follow. A huge set of labels times many rules is more than is looked at.
func (r *reader) override(at diag.Span, group, own []model.Label) []model.Label {
	if len(group) == 0 || !r.spend(at, len(group)*(8+len(own))) {
		return own
	}
	merged := slices.Clone(group)
	for _, l := range own {
		if i := slices.IndexFunc(group, func(g model.Label) bool { return g.Name == l.Name }); i >= 0 {
			merged[i] = l
		} else {
			merged = append(merged, l)
		}
	}
	return merged
}
