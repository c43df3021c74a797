package wiring

import (
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
)

// A Reading is a manner of reading, as evidence names it.
type Reading string

// The manners of reading. Allowed, Route, RouteLabel, Link, Network, DependsOn and StartOrder are for claims
// and needs; the rest is found in what parts are given.
const (
	URL        Reading = "url"
	HostPort   Reading = "host-port"
	DSN        Reading = "dsn"
	Host       Reading = "host"
	Flag       Reading = "flag"
	OwnFile    Reading = "own-file"
	Route      Reading = "route"
	RouteLabel Reading = "route-label"
	Allowed    Reading = "allowed"
	Link       Reading = "link"
	Network    Reading = "network"      // a part lives in the network of another, and has none without it
	Sharer     Reading = "network-name" // a name is that of several parts, which share a network
	Site       Reading = "site-url"     // where users are sent, or whom to call
	Named      Reading = "name-value"   // the name of a part, under a name that says that it is one
	Probe      Reading = "probe"
	Shared     Reading = "shared-env"
	DependsOn  Reading = "depends-on"
	Name       Reading = "name"
	StartOrder Reading = "start-order"
)

// confidence is how far a manner of reading is to be trusted, as measured on systems whose arrows are
// known.
func (r Reading) confidence() model.Confidence {
	switch r {
	case Probe, Shared, DependsOn, Link, Network, Sharer, Site, Named:
		return model.Medium
	case Name:
		return model.Low
	case StartOrder:
		return model.Lowest
	}
	return model.High
}

// shows tells whether evidence of this manner is of a call, and not only of health, order, a name or a
// permission.
func (r Reading) shows() bool {
	switch r {
	case Allowed, Probe, Network, Sharer, Site, Named, DependsOn, Name, StartOrder:
		return false
	}
	return true
}

// asking are the manners of reading that leave open whether there is a call at all, and what is asked then.
// Of several, the first counts.
var asking = []struct {
	reading  Reading
	question string
}{
	{Probe, "only a health check, or a call too?"},
	{Allowed, importer.AskUsed},
	{Site, "is it called, or are users sent there?"},
	{Named, "the setting holds only its name: is it called?"},
	{Sharer, "it shares the network of the one that is named: which of them is called?"},
	{Network, "it has no network of its own: does it stop when the other one does?"},
}

func evidence(at Place, r Reading) model.SketchEvidence {
	return model.SketchEvidence{File: at.File, Path: at.Path, Reading: string(r), Confidence: r.confidence()}
}
