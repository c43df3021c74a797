package sloth

import (
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// period is that of the error budget, unless Sloth's command line says otherwise.
const period = 30 * 24 * time.Hour

// An objective is one of the slos of a service.
type objective struct {
	service
	node *yamlfile.Node

	percent   float64 // the target
	indicator indicator
	plugins   plugins
}

func readObjective(f *slofile.File, o objective) {
	name := slofile.At(o.node, "name")
	switch {
	case slofile.Text(name) == "":
		f.Warn(o.node.Span, "an objective without a name: Sloth refuses the file")
		return
	case slofile.Templated(slofile.Text(name)) || slofile.Templated(o.service.name()):
		f.UnreadDocument(o.node, "its name is filled in by another program")
		return
	}
	target := slofile.At(o.node, "objective")
	if target == nil {
		f.Warn(name.Span, "objective %s has no target: Sloth refuses the file", o.name())
		return
	}
	percent, ok := f.Target(target, slofile.Percents)
	if !ok {
		return
	}
	o.percent = percent
	o.indicator = readIndicator(f, o)
	o.plugins = readPlugins(f, o)

	groups := o.groups(name.Span)
	f.Objective(&model.Objective{
		Name: o.name(), Service: o.service.name(), Span: name.Span,
		Target: percent / 100, Window: period,
		Metrics: o.indicator.metrics,
		Alerts:  o.alerts(f, groups.alerts),
	})
	f.Record(o.recordings(name.Span, groups)...)
}

func (o objective) name() string { return slofile.Text(slofile.At(o.node, "name")) }

// id is what Sloth calls the objective, over all services.
func (o objective) id() string { return o.service.name() + "-" + o.name() }

// labels are those of the recordings, but for the window.
func (o objective) labels() []model.Label {
	labels := o.file.Labels(slofile.At(o.service.node, "labels"), slofile.At(o.node, "labels"))
	for _, own := range o.identity() {
		labels = slofile.With(labels, own.name, own.value)
	}
	return labels
}

type pair struct{ name, value string }

// identity is what tells the recordings of one objective from all others.
func (o objective) identity() []pair {
	return []pair{{"sloth_id", o.id()}, {"sloth_service", o.service.name()}, {"sloth_slo", o.name()}}
}

// selector selects the recordings of this objective.
func (o objective) selector() string {
	var matchers []string
	for _, l := range o.identity() {
		matchers = append(matchers, l.name+"="+strconv.Quote(l.value))
	}
	return "{" + strings.Join(matchers, ", ") + "}"
}
