package model

// An Ownership says who answers for an arrow, and how that is known.
type Ownership struct {
	Party Party
	How   OwnershipHow
	From  Party // who answers for From, where stated
	To    Party // who answers for To, where stated
}

// OwnershipHow is how an owner is known, or why there is none.
type OwnershipHow uint8

// The ways of owning an arrow.
const (
	OwnedByNobody  OwnershipHow = iota // neither the arrow nor its ends say
	OwnedOutright                      // the arrow names its owner
	OwnedByEnds                        // the ends agree, or one of them needs no owner
	OwnedByEnd                         // the end that settings.arrow-owner prefers
	OwnedBetween                       // two owners, each of which may think the other is watching
	OwnedKnownNone                     // it is stated that nobody owns it
)

// Owned tells whether somebody answers for the arrow.
func (o Ownership) Owned() bool {
	return o.How == OwnedOutright || o.How == OwnedByEnds || o.How == OwnedByEnd
}

// Concerns tells whether the arrow is that of the named team or person, or one between it and another.
func (o Ownership) Concerns(name string) bool {
	if o.How == OwnedBetween {
		return o.From.Name == name || o.To.Name == name
	}
	return o.Party.Name == name
}

// OwnerOf says who answers for a: its own owner; else, by settings.arrow-owner, the owner of the
// dependent or provider end, or the one both ends have in common. An end that is a person or an
// outside party need not have one.
func (s *System) OwnerOf(a *Arrow) Ownership {
	o := Ownership{From: a.From.Owner.Value, To: a.To.Owner.Value}
	if a.Owner.Given() {
		o.Party, o.How = a.Owner.Value, OwnedOutright
		if o.Party.Nobody {
			o.How = OwnedKnownNone
		}
		return o
	}
	switch s.Settings.ArrowOwner.Value {
	case OwnerDependent:
		return o.byEnd(a.DependentComponent())
	case OwnerProvider:
		return o.byEnd(a.ProviderComponent())
	}
	from, to := has(a.From), has(a.To)
	switch {
	case from && to && o.From.Name == o.To.Name:
		o.Party, o.How = o.From, OwnedByEnds
	case from && to:
		o.How = OwnedBetween
	case from && a.To.IsOutside():
		o.Party, o.How = o.From, OwnedByEnds
	case to && a.From.IsOutside():
		o.Party, o.How = o.To, OwnedByEnds
	case a.From.Owner.Value.Nobody || a.To.Owner.Value.Nobody:
		o.How = OwnedKnownNone
	}
	return o
}

func (o Ownership) byEnd(c *Component) Ownership {
	switch {
	case has(c):
		o.Party, o.How = c.Owner.Value, OwnedByEnd
	case c.Owner.Value.Nobody:
		o.How = OwnedKnownNone
	}
	return o
}

func has(c *Component) bool { return c.Owner.Given() && !c.Owner.Value.Nobody }
