package model

import (
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/model/diag"
)

// A ComponentID is the index of a component in System.Components.
type ComponentID int32

// A Component is a box: anything an arrow can start or end at. Places are components too.
type Component struct {
	ID   ComponentID
	Name string
	Span diag.Span // its key, or where it was first mentioned if it is not declared

	Declared  bool // in a components section; otherwise it is known from arrows or `in` alone
	Elsewhere bool // declared in another file that was not given

	Kind         Stated[ComponentKind]
	Label        Stated[string]
	Description  Stated[string]
	Owner        Stated[Party]
	Experts      Stated[[]Party]
	In           Stated[[]*Component] // places it lives in, the innermost prefixes
	Replicas     Stated[int]
	Needs        Stated[int]
	Tier         Stated[int]
	Hub          Stated[bool]
	Code         Stated[[]string]
	Availability Stated[float64] // of one replica, as a fraction
	Aliases      Stated[[]string]
	Tags         Stated[[]string]
	Runbook      Stated[string]
}

func (c *Component) String() string { return c.Name }

// Home is the innermost place that holds all of the component, nil if there is none. The home of a place is
// the place around it.
func (c *Component) Home() *Component {
	var home *Component
	for i, place := range c.In.Value {
		if i == 0 {
			home = place
		}
		for home != nil && !place.Within(home) {
			home = home.Home()
		}
	}
	return home
}

// Within tells whether the component is the place itself, or lies in it.
func (c *Component) Within(place *Component) bool {
	for ; c != nil; c = c.Home() {
		if c == place {
			return true
		}
	}
	return false
}

// IsPerson tells whether the component is a person, who cannot fail and feels nothing.
func (c *Component) IsPerson() bool { return c.Kind.Value == ComponentPerson }

// IsHub tells whether the component carries flows without feeling them (M31).
func (c *Component) IsHub() bool { return c.Hub.Or(c.Kind.Value == ComponentQueue) }

// shortestName is how many letters a name has that can say what its component is. In diagrams many have one.
const shortestName = 3

// named tells whether the name says what the component is, as far as its label tells: it has none, or the name
// is in it.
func (c *Component) named() bool {
	letters := func(text string) string {
		return strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return -1
			}
			return unicode.ToLower(r)
		}, text)
	}
	name, label := letters(c.Name), letters(c.Label.Value)
	return label == "" || name == label || len(name) >= shortestName && strings.Contains(label, name)
}

// IsOutside tells whether the component is a person or an outside party, which need no owner.
func (c *Component) IsOutside() bool {
	return c.Kind.Value == ComponentPerson || c.Kind.Value == ComponentExternal
}

// ReplicaCount is the number of replicas: as stated, else one per place it is spread over, else 1.
func (c *Component) ReplicaCount() int { return c.Replicas.Or(max(1, len(c.In.Value))) }

// NeededReplicas is how many replicas must be left for the component to be up.
func (c *Component) NeededReplicas() int { return c.Needs.Or(1) }

// A ComponentKind is what a component is.
type ComponentKind uint8

// The kinds of components. Service is what a component is if nothing is stated.
const (
	ComponentService ComponentKind = iota
	ComponentPerson
	ComponentFrontend
	ComponentFunction
	ComponentJob
	ComponentDatabase
	ComponentCache
	ComponentQueue
	ComponentStorage
	ComponentGateway
	ComponentExternal
	ComponentDevice
	ComponentPlace
)

var componentKinds = [...]string{
	ComponentService: "service", ComponentPerson: "person", ComponentFrontend: "frontend",
	ComponentFunction: "function", ComponentJob: "job", ComponentDatabase: "database",
	ComponentCache: "cache", ComponentQueue: "queue", ComponentStorage: "storage",
	ComponentGateway: "gateway", ComponentExternal: "external", ComponentDevice: "device",
	ComponentPlace: "place",
}

// ComponentKinds lists all kinds of components, person first as the design does.
func ComponentKinds() []ComponentKind {
	return []ComponentKind{
		ComponentPerson, ComponentFrontend, ComponentService, ComponentFunction, ComponentJob, ComponentDatabase,
		ComponentCache, ComponentQueue, ComponentStorage, ComponentGateway, ComponentExternal, ComponentDevice, ComponentPlace,
	}
}

func (k ComponentKind) String() string { return componentKinds[k] }
