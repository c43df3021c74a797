package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
)

// A ContributorID is the index of a contributor in Roster.Contributors.
type ContributorID int32

// A Contributor is one person, or one program, behind the authors of a history.
type Contributor struct {
	ID     ContributorID
	Name   string        // the one on most commits, of those the most recent; of a stated person the one in the drawing
	Person *model.Person // whom the drawing names so; nil if nobody
	Bot    bool          // a program

	Names, Emails []string // that commits carry, those of most commits first
	Commits       int      // as their author
	last          int64
}

// Last is the day of the latest commit that the contributor wrote or helped to write. It is false where
// there is none.
func (c *Contributor) Last() (model.Date, bool) {
	return dateOf(c.last), c.last != never
}

// never is when something happened that did not.
const never = -1 << 62

// A Roster says who is who in a history. People of the drawing come first, in its order, even those
// who never committed; the others follow in the order in which the history names them.
type Roster struct {
	Contributors []Contributor
	of           []ContributorID // by model.AuthorID
}

// Of is who an author is.
func (r *Roster) Of(a model.AuthorID) *Contributor { return &r.Contributors[r.of[a]] }

// Person is the contributor whom the drawing names as p, or nil.
func (r *Roster) Person(p *model.Person) *Contributor {
	for i := range r.Contributors {
		if r.Contributors[i].Person == p {
			return &r.Contributors[i]
		}
	}
	return nil
}

// Identify finds out who the authors of a history are:
//
//  1. An address or a GitHub login that the drawing states for a person is that person.
//  2. Bots are told by their names and addresses and are nobody else.
//  3. Authors of equal addresses are one; the name stands in for an address that is missing.
//  4. Authors of equal names are one, and so are an author and a person of the drawing with that full
//     name, unless the drawing states that they are two.
//
// Equal means equal but for case and accents. Names and addresses that belong to nobody in particular
// join nothing. Of a plain method rules 3 and 4 hold alone, and for any name.
func Identify(h *model.History, people []*model.Person, m Method) *Roster {
	j := newJoiner(h, people, m)
	for i := range h.Authors {
		j.place(model.AuthorID(i))
	}
	j.joinNames()
	return j.roster()
}

// A joiner joins authors. A node is what stands for one contributor until it is joined to another.
type joiner struct {
	history *model.History
	method  Method
	people  []*model.Person
	emails  map[string]int // the node of the person whom the drawing gives an address, by its key
	logins  map[string]int // the same by GitHub login

	up    []int           // of each node: one that it is joined to, or itself
	owner []*model.Person // of each node that is joined to no other: who it is, if stated
	bot   []bool
	nodes map[string]int // by what makes authors equal
	of    []int          // the node of each author
}

func newJoiner(h *model.History, people []*model.Person, m Method) *joiner {
	j := &joiner{history: h, method: m, nodes: map[string]int{}, emails: map[string]int{}, logins: map[string]int{}}
	if m.PlainIdentities {
		return j
	}
	j.people = people
	for _, p := range people {
		node := j.add()
		j.owner[node] = p
		for _, email := range p.Emails.Value {
			keep(j.emails, key(email), node)
		}
		keep(j.logins, key(strings.TrimPrefix(strings.TrimSpace(p.GitHub.Value), "@")), node)
	}
	return j
}

// keep notes the first node for a text that is not empty.
func keep(nodes map[string]int, text string, node int) {
	if _, taken := nodes[text]; !taken && text != "" {
		nodes[text] = node
	}
}

func (j *joiner) add() int {
	node := len(j.up)
	j.up, j.owner, j.bot = append(j.up, node), append(j.owner, nil), append(j.bot, false)
	return node
}

// node is the one node of all that is equal by the given text.
func (j *joiner) node(equal string) int {
	node, known := j.nodes[equal]
	if !known {
		node = j.add()
		j.nodes[equal] = node
	}
	return node
}

// place gives an author a node by all but the name.
func (j *joiner) place(id model.AuthorID) {
	a := j.history.Authors[id]
	email, name := key(a.Email), key(a.Name)
	node := -1
	if !j.method.PlainIdentities {
		node = j.stated(a)
		switch {
		case node >= 0:
		case isBot(a):
			node = j.node("bot " + cmp.Or(name, email))
			j.bot[node] = true
		default:
			if at, hidden := login(a.Email); hidden {
				email = key(at) + "@USERS.NOREPLY.GITHUB.COM"
			}
			if reachesNobody(email) {
				email = ""
			}
			if namesNobody(name) {
				name = ""
			}
		}
	}
	switch equal := cmp.Or(email, name); {
	case node >= 0:
	case equal == "":
		node = j.add()
	default:
		node = j.node("who " + equal)
	}
	j.of = append(j.of, node)
}

// stated is the node of the person whom the drawing gives the address of an author, or below 0.
func (j *joiner) stated(a model.Author) int {
	if node, found := j.emails[key(a.Email)]; found {
		return node
	}
	if at, hidden := login(a.Email); hidden {
		if node, found := j.logins[key(at)]; found {
			return node
		}
	}
	return -1
}

func (j *joiner) root(node int) int {
	for j.up[node] != node {
		j.up[node] = j.up[j.up[node]]
		node = j.up[node]
	}
	return node
}

// join makes two nodes one, unless the drawing states that they are two people.
func (j *joiner) join(a, b int) {
	a, b = j.root(a), j.root(b)
	if a == b || j.owner[a] != nil && j.owner[b] != nil {
		return
	}
	if j.owner[a] == nil && (j.owner[b] != nil || b < a) {
		a, b = b, a
	}
	j.up[b] = a
}

// joinNames joins all that bear one name. A name that two people of the drawing bear tells nothing.
func (j *joiner) joinNames() {
	bearers := map[string][]int{}
	var names []string
	bear := func(name string, node int) {
		if name == "" || !j.method.PlainIdentities && namesNobody(name) {
			return
		}
		if bearers[name] == nil {
			names = append(names, name)
		}
		bearers[name] = append(bearers[name], node)
	}
	for i, p := range j.people {
		bear(key(p.FullName.Value), i)
	}
	for id, node := range j.of {
		if !j.bot[node] {
			bear(key(j.history.Authors[id].Name), node)
		}
	}
	for _, name := range names {
		nodes := bearers[name]
		if j.owners(nodes) > 1 {
			continue
		}
		for _, node := range nodes[1:] {
			j.join(nodes[0], node)
		}
	}
}

// owners counts the people of the drawing that some nodes are.
func (j *joiner) owners(nodes []int) int {
	var found []*model.Person
	for _, node := range nodes {
		if p := j.owner[j.root(node)]; p != nil && !slices.Contains(found, p) {
			found = append(found, p)
		}
	}
	return len(found)
}

// roster makes contributors of what is joined.
func (j *joiner) roster() *Roster {
	r := &Roster{of: make([]ContributorID, len(j.of))}
	ids := map[int]ContributorID{}
	enlist := func(root int) ContributorID {
		id, known := ids[root]
		if !known {
			id = ContributorID(len(r.Contributors))
			ids[root] = id
			r.Contributors = append(r.Contributors, Contributor{ID: id, Person: j.owner[root], Bot: j.bot[root], last: never})
		}
		return id
	}
	for i := range j.people {
		enlist(j.root(i))
	}
	for id, node := range j.of {
		r.of[id] = enlist(j.root(node))
	}
	r.count(j.history)
	return r
}

// count fills in what the commits say of the contributors.
func (r *Roster) count(h *model.History) {
	commits := make([]int, len(h.Authors))
	for _, c := range h.Commits {
		commits[c.Author]++
		who := r.Of(c.Author)
		who.Commits++
		// A clock that is ahead must not make anybody look active.
		at := min(c.Authored, c.Committed)
		who.last = max(who.last, at)
		for _, other := range c.Coauthors {
			helper := r.Of(other)
			helper.last = max(helper.last, at)
		}
	}
	names, emails := make([]usage, len(r.Contributors)), make([]usage, len(r.Contributors))
	for i, a := range h.Authors {
		id := r.of[i]
		names[id].add(a.Name, commits[i])
		emails[id].add(a.Email, commits[i])
	}
	for i := range r.Contributors {
		c := &r.Contributors[i]
		c.Names, c.Emails = names[i].texts(), emails[i].texts()
		switch {
		case c.Person != nil:
			c.Name = c.Person.Name
		case len(c.Names) > 0:
			c.Name = c.Names[0]
		case len(c.Emails) > 0:
			c.Name = c.Emails[0]
		}
	}
}

// A usage counts the commits that carry a text. Texts come in the order in which the history first has
// them, which is the most recent first.
type usage []use

type use struct {
	text    string
	commits int
}

func (u *usage) add(text string, commits int) {
	i := slices.IndexFunc(*u, func(one use) bool { return one.text == text })
	switch {
	case text == "":
	case i < 0:
		*u = append(*u, use{text, commits})
	default:
		(*u)[i].commits += commits
	}
}

func (u usage) texts() []string {
	slices.SortStableFunc(u, func(a, b use) int { return cmp.Compare(b.commits, a.commits) })
	var texts []string
	for _, one := range u {
		texts = append(texts, one.text)
	}
	return texts
}

// dateOf is the day of a time in seconds since 1970.
func dateOf(seconds int64) model.Date { return model.DateOf(time.Unix(seconds, 0)) }
