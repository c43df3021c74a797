package catalog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// most is how many of the things that are wrong with a whole catalog are told one by one.
const most = 100

// Complete works out what no file tells alone, once all are read: which names in OWNERS are aliases.
// It tells of references to what no file has, of groups that lie within themselves, and of entries of
// one name that name different owners.
func Complete(e *model.Evidence) []diag.Diagnostic {
	resolveAliases(e.Catalog)
	c := model.NewCatalog(e.Catalog)
	return slices.Concat(dangling(c), cycles(c), contradictions(c))
}

// resolveAliases tells teams from people among the approvers and reviewers of folders.
func resolveAliases(entries []*model.CatalogEntry) {
	teams := map[string]bool{}
	for _, e := range entries {
		if e.Format == model.KubernetesOwners && e.Kind == model.CatalogGroup {
			teams[strings.ToLower(e.Name)] = true
		}
	}
	for _, e := range entries {
		for _, list := range [...][]model.CatalogReference{e.Owners, e.Reviewers} {
			for i := range list {
				switch ref := &list[i]; {
				case e.Kind != model.CatalogFolder:
				case teams[strings.ToLower(ref.Name)]:
					ref.Kind = model.CatalogGroup
				default:
					ref.Kind = model.CatalogUser
				}
			}
		}
	}
}

// A lack is references that mean the same and lead nowhere, or to something of a wrong kind.
type lack struct {
	kind  lackKind
	first model.CatalogReference
	count int
	meant []*model.CatalogEntry // what has the name, and another kind or namespace that the field takes
}

type lackKind uint8

const (
	lackWhole lackKind = iota // no file has anything of the kind
	lackOne
	lackFit // it is there, and the field takes no such thing
)

// dangling tells once each of what is referred to and not there. Of a kind of which no file has any,
// it tells once altogether: such files may be kept elsewhere.
func dangling(c *model.Catalog) []diag.Diagnostic {
	kinds, names := map[string]bool{}, map[string][]*model.CatalogEntry{}
	for _, e := range c.Entries {
		kinds[e.Kind] = true
		if low := strings.ToLower(e.Name); len(names[low]) < mostAlike {
			names[low] = append(names[low], e)
		}
	}
	var lacks []*lack
	type lackID struct {
		kind lackKind
		key  string
	}
	known := map[lackID]*lack{}
	lacking := func(kind lackKind, key string, r model.CatalogReference, meant []*model.CatalogEntry) {
		id := lackID{kind, key}
		if known[id] == nil {
			known[id] = &lack{kind: kind, first: r, meant: meant}
			lacks = append(lacks, known[id])
		}
		known[id].count++
	}
	for _, e := range c.Entries {
		for _, r := range references(e) {
			there := c.Find(r) != nil
			if there && fits(e, r.Field, r.Kind) {
				continue
			}
			var meant []*model.CatalogEntry
			for _, other := range names[strings.ToLower(r.Name)] {
				if fits(e, r.Field, other.Kind) && len(meant) < 3 {
					meant = append(meant, other)
				}
			}
			switch key := strings.ToLower(r.String()); {
			case there:
				lacking(lackFit, r.Field+" "+key, r, nil)
			case len(meant) == 0 && !kinds[r.Kind]:
				lacking(lackWhole, r.Kind, r, nil)
			default:
				lacking(lackOne, key, r, meant)
			}
		}
	}
	var found []diag.Diagnostic
	for i, l := range lacks {
		if i == most {
			found = append(found, diagnostic(diag.Note, l.first.Span, "%d more references lead nowhere", len(lacks)-most))
			break
		}
		found = append(found, l.told(c))
	}
	return found
}

// references lists what of an entry can be looked up in files. Teams of Datadog and logins of
// Kubernetes are kept elsewhere.
func references(e *model.CatalogEntry) []model.CatalogReference {
	switch e.Format {
	case model.KubernetesOwners:
		return nil
	case model.Datadog:
		return e.Others
	case model.GitLabServices:
		return slices.Concat(e.Owners, e.Others)
	}
	return slices.Concat(e.Owners, e.Members.Value, e.MemberOf, e.Parents, e.Children, e.Others)
}

// fits tells whether a field takes references to a kind.
func fits(e *model.CatalogEntry, field, kind string) bool {
	i := slices.IndexFunc(relations, func(by relation) bool { return by.field == field })
	if e.Format != model.Backstage || i < 0 {
		return true
	}
	return kind == relations[i].kind || slices.Contains(relations[i].allowed, kind)
}

func (l *lack) told(c *model.Catalog) diag.Diagnostic {
	more := ""
	switch {
	case l.count == 2:
		more = " (and 1 more reference)"
	case l.count > 2:
		more = fmt.Sprintf(" (and %d more references)", l.count-1)
	}
	r, name := l.first, short(l.first.String())
	switch l.kind {
	case lackFit:
		return diagnostic(diag.Note, r.Span, "%s takes no %s: %s%s", r.Field, r.Kind, name, more)
	case lackWhole:
		return diagnostic(diag.Note, r.Span, "no %s is in the files of the catalog: %s is a mere name%s", short(r.Kind), name, more)
	}
	d := diagnostic(diag.Note, r.Span, "%s is not in the files of the catalog%s", name, more)
	if guesses := l.guesses(c); len(guesses) > 0 {
		d.Mend = "write " + strings.Join(guesses, " or ")
	}
	return d
}

// guesses are what may have been meant: what has the name, else what of the kind has a name like it.
func (l *lack) guesses(c *model.Catalog) []string {
	meant := l.meant
	if len(meant) == 0 && len(l.first.Name) < longestName {
		var candidates []string
		named := map[string]*model.CatalogEntry{}
		for _, e := range c.Entries {
			if e.Kind == l.first.Kind && named[e.Name] == nil && len(e.Name) < longestName && len(candidates) < mostCandidates {
				named[e.Name] = e
				candidates = append(candidates, e.Name)
			}
		}
		for _, name := range diag.Near(l.first.Name, candidates) {
			meant = append(meant, named[name])
		}
	}
	var guesses []string
	for _, e := range meant {
		guesses = append(guesses, e.String())
	}
	return guesses
}

// What is looked through for a name like one that is not there.
const (
	longestName    = 100
	mostCandidates = 10_000
	mostAlike      = 100 // entries of the very same name
)

// short is a name that may be long.
func short(name string) string {
	const longest = 40
	if runes := []rune(name); len(runes) > longest {
		return string(runes[:longest]) + "..."
	}
	return name
}

// cycles tells of groups that lie within themselves, once each way round. The groups are walked
// depth first; a group that is met again while it is being walked closes a circle.
func cycles(c *model.Catalog) []diag.Diagnostic {
	type step struct {
		group *model.CatalogEntry
		left  []*model.CatalogEntry
	}
	var found []diag.Diagnostic
	walked, open := map[*model.CatalogEntry]bool{}, map[*model.CatalogEntry]bool{}
	for _, start := range c.Entries {
		if start.Kind != model.CatalogGroup || walked[start] {
			continue
		}
		walked[start], open[start] = true, true
		for path := []step{{start, c.Nested(start)}}; len(path) > 0; {
			top := &path[len(path)-1]
			if len(top.left) == 0 {
				delete(open, top.group)
				path = path[:len(path)-1]
				continue
			}
			child := top.left[0]
			top.left = top.left[1:]
			switch {
			case open[child]:
				if len(found) >= most {
					continue
				}
				var names []string
				from := slices.IndexFunc(path, func(s step) bool { return s.group == child })
				for _, s := range path[from:] {
					names = append(names, short(s.group.Name))
				}
				found = append(found, circle(top.group, child, names))
			case !walked[child]:
				walked[child], open[child] = true, true
				path = append(path, step{child, c.Nested(child)})
			}
		}
	}
	return found
}

// circle tells of groups that lie within each other, at the reference that closes the circle.
func circle(group, child *model.CatalogEntry, names []string) diag.Diagnostic {
	at := child.Span
	for _, r := range child.Parents {
		if strings.EqualFold(r.String(), group.String()) {
			at = r.Span
		}
	}
	for _, r := range group.Children {
		if strings.EqualFold(r.String(), child.String()) {
			at = r.Span
		}
	}
	if len(names) > 5 {
		names = append(names[:5], "...")
	}
	return diagnostic(diag.Warning, at, "group %s lies within itself: %s", short(child.Name), strings.Join(append(names, short(child.Name)), ", "))
}

// contradictions tells of entries of one name that name different owners.
func contradictions(c *model.Catalog) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, e := range c.Entries {
		first := c.Find(e.Reference())
		if first == e || e.Format == model.KubernetesOwners || owners(e) == owners(first) || len(found) == most {
			continue
		}
		d := diagnostic(diag.Note, e.Span, "another %s has other owners", short(e.String()))
		d.Related = []diag.Related{{Span: first.Span, Message: "first here"}}
		found = append(found, d)
	}
	return found
}

// owners are the owners of an entry in an order that does not matter.
func owners(e *model.CatalogEntry) string {
	var names []string
	for _, r := range e.Owners {
		names = append(names, strings.ToLower(r.String()))
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}
