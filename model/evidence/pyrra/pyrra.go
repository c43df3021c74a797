// Package pyrra reads objectives of Pyrra (github.com/pyrra-dev/pyrra), ServiceLevelObjective objects
// of Kubernetes, and makes of them the rules that Pyrra makes: four alerts on the burn rate, alerts
// on the absence of the metrics, and the recordings that they read.
package pyrra

import (
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

const (
	version = "pyrra.dev/v1alpha1"
	kind    = "ServiceLevelObjective"
)

// Read reads a file. The name is how the file is printed.
func Read(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	f := slofile.Open(model.EvidencePyrra, name, text)
	for _, document := range f.Documents {
		switch stated := slofile.Text(slofile.At(document, "apiVersion")); {
		case stated != version:
			f.UnreadDocument(document, "its version is "+stated+", not "+version)
		case slofile.Text(slofile.At(document, "kind")) != kind:
			f.UnreadDocument(document, "it is of the unknown kind "+slofile.Text(slofile.At(document, "kind")))
		default:
			readObjective(f, document)
		}
	}
	return f.Read()
}

// An objective is one object.
type objective struct {
	file      *slofile.File
	node      *yamlfile.Node
	name      *yamlfile.Node
	target    float64 // as a fraction, computed as Pyrra does
	window    time.Duration
	indicator indicator
}

func readObjective(f *slofile.File, document *yamlfile.Node) {
	o := objective{file: f, node: document, name: slofile.At(document, "metadata", "name")}
	if slofile.Text(o.name) == "" {
		f.Warn(document.Span, "an objective without a name: Pyrra refuses it")
		return
	}
	if slofile.Templated(slofile.Text(o.name)) {
		f.UnreadDocument(document, "its name is filled in by another program")
		return
	}
	target, window := o.at("target"), o.at("window")
	if target == nil || window == nil {
		f.Warn(o.name.Span, "objective %s lacks target or window: Pyrra refuses it", slofile.Text(o.name))
		return
	}
	percent, ok := f.Target(target, slofile.Percents)
	if o.window, _ = f.Duration(window); !ok || o.window == 0 {
		return
	}
	o.target = percent / 100
	if o.indicator = readIndicator(f, o); o.indicator.missing() {
		return
	}
	groups := o.groups()
	f.Objective(&model.Objective{
		Name: slofile.Text(o.name), Service: o.service(), Span: o.name.Span,
		Target: o.target, Window: o.window,
		Metrics: o.indicator.reads(), Alerts: append(o.burnAlerts(groups.burn), o.absenceAlerts(groups.increase)...),
	})
	f.Record(o.recordings(groups)...)
}

// at is the value at a path of keys in the specification.
func (o objective) at(path ...string) *yamlfile.Node {
	return slofile.At(slofile.At(o.node, "spec"), path...)
}

// propagation marks the labels and annotations of the object that its rules get too.
const propagation = "pyrra.dev/"

// propagated are labels or annotations of the object that its rules get too, without the mark.
func (o objective) propagated(section string) []model.Label {
	var labels []model.Label
	for _, l := range o.file.Labels(slofile.At(o.node, "metadata", section)) {
		if name, marked := strings.CutPrefix(l.Name, propagation); marked {
			labels = slofile.With(labels, name, l.Value)
		}
	}
	return labels
}

// service is what the object says that it is an objective of. Pyrra has no field for it.
func (o objective) service() string {
	for _, l := range o.propagated("labels") {
		if l.Name == "service" {
			return l.Value
		}
	}
	return ""
}
