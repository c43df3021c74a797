package routing

import "github.com/linewalk/linewalk/model"

// An Alert is what is known of the labels that an alert has when it reaches the tree.
type Alert struct {
	// Labels are those of the rule and of the result of its expression. A value that is not Known
	// may be any, and none. A known value of "" says that the label is not there.
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
	own, added := make([]domain, len(t.labels)), make([]domain, len(t.labels))
	set := func(domains []domain, name string, d domain) {
		if i, asked := t.byName[name]; asked {
			domains[i] = d
		}
	}
	for i := range own {
		own[i].unknown = a.Open
	}
	for _, l := range a.External {
		set(own, l.Name, domain{})
		set(added, l.Name, domain{value: l.Value, unknown: !l.Known})
	}
	for _, name := range a.Possible {
		set(own, name, domain{unknown: true})
	}
	for _, l := range a.Labels {
		set(own, l.Name, domain{value: l.Value, unknown: !l.Known})
	}
	for i, d := range own {
		missing := added[i].unknown || added[i].value == ""
		switch {
		case d.unknown || d.value == "" && added[i].unknown:
			own[i] = t.labels[i].unknown(missing)
		case d.value == "":
			own[i] = added[i]
		}
	}
	return own
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
