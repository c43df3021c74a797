package routing

import "github.com/linewalk/linewalk/model"

// An Alert is what is known of the labels that an alert has when it reaches the tree.
type Alert struct {
	// Labels are those of the rule and of the result of its expression. A value that is not Known
	// may be any, and none.
	Labels []model.Label

	// Possible names labels that may be there, with any value.
	Possible []string

	// Open: any other label may be there too, but for those in External.
	Open bool

	// External are the labels that a server adds where an alert has none of the name.
	External []model.Label
}

// A domain is what a label of an alert may be: a value, or any of some classes.
type domain struct {
	value   string
	unknown bool

	choices []int // classes
	classes *classes
}

// domains says what each label of a tree may be in an alert.
func (t *Tree) domains(a Alert) []domain {
	all := make([]domain, len(t.labels))
	if a.Open {
		for i := range all {
			all[i].unknown = true
		}
	}
	for _, e := range a.External {
		if i, asked := t.byName[e.Name]; asked {
			all[i] = domain{value: e.Value, unknown: !e.Known}
		}
	}
	added := make([]bool, len(all)) // it is not missing where the alert has none
	for i, d := range all {
		added[i] = !d.unknown && d.value != ""
	}
	set := func(name string, d domain) {
		if i, asked := t.byName[name]; asked && (d.unknown || d.value != "") {
			all[i] = d
		}
	}
	for _, name := range a.Possible {
		set(name, domain{unknown: true})
	}
	for _, l := range a.Labels {
		set(l.Name, domain{value: l.Value, unknown: !l.Known})
	}
	for i := range all {
		if all[i].unknown {
			all[i] = t.labels[i].unknown(!added[i])
		}
	}
	return all
}

// unknown is the domain of a label that may have any value, and may be missing or not.
func (l *label) unknown(missing bool) domain {
	c := l.classes()
	d := domain{unknown: true, classes: c}
	for i := range c.values {
		if i > 0 || missing {
			d.choices = append(d.choices, i)
		}
	}
	return d
}
