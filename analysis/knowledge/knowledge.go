// Package knowledge measures from a history who knows which files: the truck factor by degree of
// authorship, its decayed variant, the shares of a single file, and the experts that follow from them.
//
// Bots and machines that write code are no people. What they changed is nobody's knowledge and is
// counted apart. No figure here says that anybody may mend a thing, or is woken when it breaks.
package knowledge

// A Method says how the figures are made. The zero Method is the one to use.
type Method struct {
	// PlainIdentities merges authors by equal addresses and equal names alone, asks nobody who is who
	// and takes bots for people.
	PlainIdentities bool

	// FollowOnce follows a rename for the first file, in the order listed, that reaches it, and for no
	// other.
	FollowOnce bool
}

// Published is the method of the published truck factors of Avelino et al. and of the tool that
// computes them, flaws included.
func Published() Method { return Method{PlainIdentities: true, FollowOnce: true} }
