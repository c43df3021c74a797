package grafana

import (
	"fmt"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// Complete joins what the files of Grafana say of each other: routes get the receivers and the hours
// that other files define. Each tree of policies becomes a Routing that has all receivers; where no
// file has a tree, one Routing without a Root holds them. What no file defines is handed back as
// Warnings and stays nil or without hours. The routings of Alertmanager stay as they are.
func Complete(e *model.Evidence) []diag.Diagnostic {
	d := define(e.Routings)
	d.sayAll = len(d.receivers) > 0
	for _, tree := range d.trees {
		tree.Receivers, tree.Intervals = d.listed, d.intervals
		d.route(tree.Root)
	}
	for _, r := range e.Rules {
		if r.Kind == model.EvidenceGrafana && r.Receiver != "" && r.Name != noDataAlert {
			d.receiver(r.Receiver, r.Span)
		}
	}
	e.Routings = d.joined
	return d.found
}

// definitions are what the routings of all files define, and what was found missing.
type definitions struct {
	receivers map[string]*model.Receiver
	listed    []*model.Receiver // the same in the order of the files
	hours     map[string]*model.TimeInterval
	intervals []*model.TimeInterval
	trees     []*model.Routing // of Grafana
	joined    []*model.Routing // all that remain

	sayAll bool // some receivers were read, so that others are missing
	found  []diag.Diagnostic
}

// define gathers definitions. Of several of one name the first holds, and the receivers add up.
func define(routings []*model.Routing) *definitions {
	d := &definitions{receivers: map[string]*model.Receiver{}, hours: map[string]*model.TimeInterval{}}
	var rest *model.Routing
	for _, r := range routings {
		switch {
		case r.Kind != model.EvidenceGrafana:
			d.joined = append(d.joined, r)
			continue
		case r.Root != nil:
			d.trees = append(d.trees, r)
			d.joined = append(d.joined, r)
		case rest == nil:
			rest = r
		}
		for _, receiver := range r.Receivers {
			d.add(receiver)
		}
		for _, hours := range r.Intervals {
			if d.hours[hours.Name] == nil {
				d.hours[hours.Name] = hours
				d.intervals = append(d.intervals, hours)
			}
		}
	}
	if len(d.trees) == 0 && rest != nil {
		d.joined = append(d.joined, &model.Routing{
			Kind: model.EvidenceGrafana, Span: rest.Span, Receivers: d.listed, Intervals: d.intervals,
		})
	}
	return d
}

// add joins the receivers of one name, which the API hands out one by one.
func (d *definitions) add(receiver *model.Receiver) {
	known := d.receivers[receiver.Name]
	switch {
	case known == receiver:
	case known == nil:
		d.receivers[receiver.Name] = receiver
		d.listed = append(d.listed, receiver)
	default:
		known.Contacts = append(known.Contacts, receiver.Contacts...)
	}
}

func (d *definitions) route(r *model.Route) {
	if r.Receiver = d.receivers[r.To]; r.Receiver == nil {
		d.receiver(r.To, r.Span)
	}
	d.named(r.Muted)
	d.named(r.Active)
	for _, child := range r.Routes {
		d.route(child)
	}
}

// named puts intervals that are defined in the place of those that are only named.
func (d *definitions) named(list []*model.TimeInterval) {
	for i, named := range list {
		if defined := d.hours[named.Name]; defined != nil {
			list[i] = defined
			continue
		}
		if len(d.hours) > 0 {
			d.warn(named.Span, "no file of Grafana defines the mute timing %s", quote(named.Name))
		}
	}
}

// receiver says so where a receiver is missing. Where no file has any, they are kept elsewhere.
func (d *definitions) receiver(name string, at diag.Span) {
	if d.receivers[name] == nil && d.sayAll && !templated(name) {
		d.warn(at, "no file of Grafana defines the contact point %s", quote(name))
	}
}

func (d *definitions) warn(at diag.Span, format string, args ...any) {
	d.found = append(d.found, diag.Diagnostic{Rule: model.ReadEvidence, Level: diag.Warning, Span: at, Message: fmt.Sprintf(format, args...)})
}

// Check says which alert rules point at panels that no dashboard has. It says nothing about a
// dashboard that is not there while none was read, or while one could not be.
func Check(e *model.Evidence) []diag.Diagnostic {
	panels := map[string]map[string]bool{}
	for _, d := range e.Dashboards {
		if panels[d.UID] == nil {
			panels[d.UID] = map[string]bool{}
		}
		for _, p := range d.Panels {
			panels[d.UID][p.ID] = true
		}
	}
	whole := len(e.Dashboards) > 0
	for _, f := range e.Of(model.EvidenceGrafana) {
		whole = whole && len(f.Unread) == 0
	}
	var found []diag.Diagnostic
	for _, r := range e.Rules {
		ref := r.Panel
		if ref.Dashboard == "" || r.Name == noDataAlert {
			continue
		}
		message := ""
		switch on := panels[ref.Dashboard]; {
		case on == nil && whole:
			message = fmt.Sprintf("%s: its dashboard %s is not there", quote(r.Name), quote(ref.Dashboard))
		case on != nil && ref.Panel != "" && !on[ref.Panel]:
			message = fmt.Sprintf("%s: its dashboard has no panel %s", quote(r.Name), quote(ref.Panel))
		default:
			continue
		}
		found = append(found, diag.Diagnostic{Rule: model.ReadEvidence, Level: diag.Warning, Span: ref.Span, Message: message})
	}
	return found
}
