package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A NearMiss is two contributors who may be one person, and are counted as two. That makes figures
// look safer than they are.
type NearMiss struct {
	A, B *Contributor
	Why  string // a phrase: what they share
}

// mostNear is how many near-misses are listed at most.
const mostNear = 1000

// NearMisses lists people who share the local part of an address, or a surname and an initial, in the
// order of the roster. Bots, and names that belong to nobody in particular, are left out, and so are
// pairs whom the drawing states to be two.
func (r *Roster) NearMisses() []NearMiss {
	groups := map[string][]ContributorID{}
	for i := range r.Contributors {
		for _, trait := range traits(&r.Contributors[i]) {
			groups[trait] = append(groups[trait], ContributorID(i))
		}
	}
	var misses []NearMiss
	seen := map[[2]ContributorID]bool{}
	for i := range r.Contributors {
		a := &r.Contributors[i]
		for _, trait := range traits(a) {
			for _, id := range groups[trait] {
				pair, b := [2]ContributorID{a.ID, id}, &r.Contributors[id]
				if id <= a.ID || seen[pair] || a.Person != nil && b.Person != nil {
					continue
				}
				if len(misses) == mostNear {
					return misses
				}
				seen[pair] = true
				misses = append(misses, NearMiss{a, b, trait})
			}
		}
	}
	slices.SortStableFunc(misses, func(a, b NearMiss) int {
		return cmp.Or(cmp.Compare(a.A.ID, b.A.ID), cmp.Compare(a.B.ID, b.B.ID))
	})
	return misses
}

// traits are what makes somebody look like another, as phrases, each once.
func traits(c *Contributor) []string {
	if c.Bot {
		return nil
	}
	var found []string
	note := func(trait string) {
		if !slices.Contains(found, trait) {
			found = append(found, trait)
		}
	}
	const shortest = 3 // of a local part, below which many have it
	local := func(text string) {
		if text = key(text); len(text) >= shortest && !namesNobody(text) {
			note("both go by " + strings.ToLower(text))
		}
	}
	emails, names := c.Emails, c.Names
	if c.Person != nil {
		emails, names = slices.Concat(emails, c.Person.Emails.Value), append(slices.Clip(names), c.Person.FullName.Value)
		local(c.Person.Name)
		local(strings.TrimPrefix(c.Person.GitHub.Value, "@"))
	}
	for _, email := range emails {
		part, _, _ := strings.Cut(email, "@")
		if at, hidden := login(email); hidden {
			part = at
		}
		local(part)
	}
	for _, name := range names {
		if surname, initial, ok := surname(name); ok {
			note("both are called " + initial + ". " + surname)
		}
	}
	return found
}

// surname is the last name of a name of several, and the initial of its first.
func surname(name string) (last, initial string, ok bool) {
	name = key(name)
	if back, front, turned := strings.Cut(name, ","); turned {
		name = strings.TrimSpace(front) + " " + strings.TrimSpace(back)
	}
	words := strings.Fields(name)
	if len(words) < 2 {
		return "", "", false
	}
	last = words[len(words)-1]
	first, size := utf8.DecodeRuneInString(words[0])
	if utf8.RuneCountInString(last) < 2 || first == utf8.RuneError && size < 2 {
		return "", "", false
	}
	return titled(last), string(first), true
}

// titled writes a word in capitals as a name.
func titled(word string) string {
	_, size := utf8.DecodeRuneInString(word)
	return word[:size] + strings.ToLower(word[size:])
}

// If is the ledger as it would be if the pairs were one person each.
func (l *Ledger) If(misses ...NearMiss) *Ledger {
	as := *l
	as.same = make([]ContributorID, len(l.Roster.Contributors))
	for i := range as.same {
		as.same[i] = ContributorID(i)
		if l.same != nil {
			as.same[i] = l.same[i]
		}
	}
	for _, miss := range misses {
		a, b := as.same[miss.A.ID], as.same[miss.B.ID]
		for i := range as.same {
			if as.same[i] == max(a, b) {
				as.same[i] = min(a, b)
			}
		}
	}
	return &as
}

// A Supposition is what the truck factor of some files would be if a near-miss were one person.
type Supposition struct {
	NearMiss
	Unpruned, Pruned int
}

// Review lists the near-misses that matter to a set of files, with what the truck factor would become:
// those of two authors of the files one of whom is among those removed. All is what it would become
// if all of them were one person each.
func (l *Ledger) Review(files Files) (each []Supposition, all TruckFactor) {
	t := l.TruckFactor(files)
	authors, removed := map[ContributorID]bool{}, map[ContributorID]bool{}
	for i, a := range t.Authors {
		authors[a.ID], removed[a.ID] = true, i < t.Unpruned
	}
	var misses []NearMiss
	for _, miss := range l.Roster.NearMisses() {
		a, b := miss.A.ID, miss.B.ID
		if authors[a] && authors[b] && (removed[a] || removed[b]) {
			misses = append(misses, miss)
			would := l.If(miss).TruckFactor(files)
			each = append(each, Supposition{miss, would.Unpruned, would.Pruned})
		}
	}
	return each, l.If(misses...).TruckFactor(files)
}
