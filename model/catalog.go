package model

import (
	"slices"
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/model/diag"
)

// A CatalogEntry is something that a catalog lists: a component, a team, a person, a folder with
// owners. What it says is a claim of another file, to be held against the drawing.
type CatalogEntry struct {
	Format    CatalogFormat
	Kind      string // in lower case: component, resource, service, group, user, ...
	Namespace string // empty where the format has none
	Name      string
	Span      diag.Span // of its name
	Aliases   []string  // other names it goes by

	Owners    []CatalogReference
	Reviewers []CatalogReference // of a folder: they may approve too, but not alone
	Contacts  []Contact
	OnCall    []Contact // somebody is called; nobody says who
	Runbooks  []Stated[string]
	Code      []CodePlace
	Others    []CatalogReference // systems, dependencies and the like
	Alone     bool               // of a folder: the owners of folders above it do not count

	// Of groups and users.
	Members  Stated[[]CatalogReference]
	MemberOf []CatalogReference
	Parents  []CatalogReference
	Children []CatalogReference
	Emails   []string
	GitHub   string
}

func (e *CatalogEntry) String() string { return e.Reference().String() }

// Reference is how others refer to an entry.
func (e *CatalogEntry) Reference() CatalogReference {
	return CatalogReference{Kind: e.Kind, Namespace: e.Namespace, Name: e.Name, Span: e.Span}
}

// IsPeople tells whether an entry is a team or a person, and not something that can fail.
func (e *CatalogEntry) IsPeople() bool { return e.Kind == CatalogGroup || e.Kind == CatalogUser }

// The kinds of entries that mean the same in all formats.
const (
	CatalogGroup  = "group"
	CatalogUser   = "user"
	CatalogFolder = "folder" // of Kubernetes' OWNERS
)

// A CatalogFormat is a format of catalogs.
type CatalogFormat uint8

// The formats.
const (
	Backstage CatalogFormat = iota
	Datadog
	KubernetesOwners
	GitLabServices
)

func (f CatalogFormat) String() string {
	return [...]string{"Backstage", "Datadog", "OWNERS", "GitLab"}[f]
}

// A CatalogReference names an entry. Case does not matter.
type CatalogReference struct {
	Field     string // that holds it, as it is written
	Kind      string // in lower case; empty where only the name is known
	Namespace string
	Name      string
	Span      diag.Span
}

func (r CatalogReference) String() string {
	text := r.Name
	if r.Namespace != "" {
		text = r.Namespace + "/" + text
	}
	if r.Kind != "" {
		text = r.Kind + ":" + text
	}
	return text
}

// key is equal for references to the same entry.
func (r CatalogReference) key() string { return strings.ToLower(r.String()) }

// A CodePlace is where code lies.
type CodePlace struct {
	Repository string   // host and path; empty for the repository of the catalog itself
	Paths      []string // in it; empty for all of it
	Span       diag.Span
}

// A Catalog is all entries of all files, ready to be asked.
type Catalog struct {
	Entries []*CatalogEntry
	byKey   map[string]*CatalogEntry   // by key: the first of that name
	joined  map[string][]*CatalogEntry // by the key of a group: the users that say to be in it
	nested  map[string][]*CatalogEntry // by the key of a group: the groups that name it their parent
	names   [3]map[string][]int        // by name, alias and plain name: the places in Entries of what is no people
}

// NewCatalog puts entries in order of their names.
func NewCatalog(entries []*CatalogEntry) *Catalog {
	c := &Catalog{
		Entries: entries, byKey: map[string]*CatalogEntry{},
		joined: map[string][]*CatalogEntry{}, nested: map[string][]*CatalogEntry{},
		names: [3]map[string][]int{{}, {}, {}},
	}
	for i, e := range entries {
		if !e.IsPeople() && e.Kind != CatalogFolder {
			c.name(i, e)
		}
		if key := e.Reference().key(); c.byKey[key] == nil {
			c.byKey[key] = e
		}
	}
	for _, e := range entries {
		for _, r := range e.MemberOf {
			c.joined[r.key()] = append(c.joined[r.key()], e)
		}
		for _, r := range e.Parents {
			c.nested[r.key()] = append(c.nested[r.key()], e)
		}
	}
	return c
}

// name makes an entry known by its names.
func (c *Catalog) name(i int, e *CatalogEntry) {
	add := func(names map[string][]int, name string) {
		if at := names[name]; len(at) == 0 || at[len(at)-1] != i {
			names[name] = append(at, i)
		}
	}
	add(c.names[0], e.Name)
	add(c.names[2], plainName(e.Name))
	for _, alias := range e.Aliases {
		add(c.names[1], alias)
		add(c.names[2], plainName(alias))
	}
}

// Find is the first entry that a reference means, or nil.
func (c *Catalog) Find(r CatalogReference) *CatalogEntry { return c.byKey[r.key()] }

// Nested lists the groups directly within a group, by what either says, each once.
func (c *Catalog) Nested(group *CatalogEntry) []*CatalogEntry {
	var nested []*CatalogEntry
	seen := map[*CatalogEntry]bool{nil: true}
	add := func(child *CatalogEntry) {
		if !seen[child] {
			seen[child] = true
			nested = append(nested, child)
		}
	}
	for _, r := range group.Children {
		add(c.Find(r))
	}
	for _, child := range c.nested[group.Reference().key()] {
		add(child)
	}
	return nested
}

// A Membership is who is in a group, as far as that is stated.
type Membership struct {
	People []CatalogReference // each once: those of the group first, then those of the groups within
	Known  bool               // somebody says who is in it, even if that is nobody
}

// PeopleOf says who is in a group or in a group within it, however they are nested. Of a reference to
// a user it is that user.
func (c *Catalog) PeopleOf(r CatalogReference) Membership {
	if r.Kind == CatalogUser {
		return Membership{People: []CatalogReference{r}, Known: true}
	}
	var m Membership
	group := c.Find(r)
	if group == nil {
		return m
	}
	known := map[string]bool{}
	add := func(r CatalogReference) {
		if !known[r.key()] {
			known[r.key()] = true
			m.People = append(m.People, r)
		}
	}
	seen := map[*CatalogEntry]bool{group: true}
	for open := []*CatalogEntry{group}; len(open) > 0; open = open[1:] {
		for _, member := range open[0].Members.Value {
			add(member)
		}
		for _, user := range c.joined[open[0].Reference().key()] {
			add(user.Reference())
		}
		m.Known = m.Known || open[0].Members.Given()
		for _, child := range c.Nested(open[0]) {
			if !seen[child] {
				seen[child] = true
				open = append(open, child)
			}
		}
	}
	m.Known = m.Known || len(m.People) > 0
	return m
}

// Match lists the entries that a component of some name and aliases may be: those of that very name;
// if there are none, those with such an alias; else those whose names differ only in case, marks
// between words, and words such as "service" at the end. Teams, people and folders are none.
func (c *Catalog) Match(names ...string) []*CatalogEntry {
	for tier, known := range c.names {
		var places []int
		for _, name := range names {
			if tier == 2 {
				name = plainName(name)
			}
			if name != "" {
				places = append(places, known[name]...)
			}
		}
		slices.Sort(places)
		var found []*CatalogEntry
		for _, i := range slices.Compact(places) {
			found = append(found, c.Entries[i])
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// FoldersOf lists the folders with owners whose owners count for a path: the innermost first, and those
// above it until one says that it stands alone. Paths are as the folders have them.
func (c *Catalog) FoldersOf(path string) []*CatalogEntry {
	var folders []*CatalogEntry
	for path = strings.Trim(path, "/"); ; {
		e := c.Find(CatalogReference{Kind: CatalogFolder, Name: path})
		if e != nil {
			folders = append(folders, e)
		}
		if e != nil && e.Alone || path == "." {
			return folders
		}
		path = path[:max(strings.LastIndexByte(path, '/'), 0)]
		if path == "" {
			path = "."
		}
	}
}

// plainName is a name in lower case, without marks and without a word at its end that only says that
// it is something that runs.
func plainName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if last := len(words) - 1; last > 0 && slices.Contains([]string{"service", "svc", "component", "app"}, words[last]) {
		words = words[:last]
	}
	return strings.Join(words, "")
}
