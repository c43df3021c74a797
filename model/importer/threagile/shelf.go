package threagile

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A thing is an asset, a boundary or a runtime.
type thing struct {
	id    string
	title string
	span  diag.Span
	parts []*yamlfile.Node // what the files say of it, an object each

	name string // in the diagram
	home *thing // the boundary or runtime it lies in
	tags []string

	kinded bool // the kind of the asset was found
	found  model.ComponentKind
}

// text is the first text that the parts have under a key.
func (t *thing) text(key string) string {
	for _, part := range t.parts {
		if text := importer.Text(part, key); text != "" {
			return text
		}
	}
	return ""
}

// is tells whether a part says that something is true.
func (t *thing) is(key string) bool { return isTrue(t.text(key)) }

// items lists the texts in the lists that the parts have under a key, with their places.
func (t *thing) items(key string) []*yamlfile.Node {
	var all []*yamlfile.Node
	for _, part := range t.parts {
		if list := part.Get(key); list != nil {
			for _, item := range append([]*yamlfile.Node{list}, list.Items...) {
				if importer.Scalar(item) != "" {
					all = append(all, item)
				}
			}
		}
	}
	return all
}

// A shelf holds all things of a sort.
type shelf struct {
	sort  string // what they are called in messages
	all   []*thing
	id    map[string]*thing
	title map[string]*thing
}

func newShelf(sort string) *shelf {
	return &shelf{sort: sort, id: map[string]*thing{}, title: map[string]*thing{}}
}

// put takes in what stands under a key of a model: an object for each title. In what Threagile writes itself
// the keys are IDs, and the titles stand within.
func (s *shelf) put(r *reader, root *yamlfile.Node, key string) {
	for _, p := range r.Members(root, key) {
		if p.Value.Kind != yamlfile.Mapping {
			r.Say(diag.Error, p.Value.Span, "a %s is an object, not %s", s.sort, nothing(p.Value))
			continue
		}
		title := p.Key.Value
		if own := importer.Text(p.Value, "title"); own != "" {
			title = own
		}
		if known := s.title[title]; known != nil {
			known.parts = append(known.parts, p.Value)
			continue
		}
		t := &thing{id: importer.Text(p.Value, "id"), title: title, span: p.Key.Span, parts: []*yamlfile.Node{p.Value}}
		if t.id == "" {
			t.id = title
			r.Add(diag.Diagnostic{
				Rule: importer.ReadImport, Level: diag.Warning, Span: p.Key.Span,
				Message: "this " + s.sort + " has no id, and goes by its title", Mend: "add id: " + slug(title),
			})
		}
		if first := s.id[t.id]; first != nil {
			r.Add(diag.Diagnostic{
				Rule: importer.ReadImport, Level: diag.Error, Span: p.Key.Span,
				Message: "the id " + diag.Quote(t.id) + " is that of another " + s.sort,
				Related: []diag.Related{{Span: first.span, Message: "first here"}},
				Mend:    "give each an id of its own, or import models of different systems one by one",
			})
			continue
		}
		s.id[t.id], s.title[title] = t, t
		s.all = append(s.all, t)
	}
}

func nothing(n *yamlfile.Node) string {
	if n.Null {
		return "nothing"
	}
	return n.Kind.String()
}

// slug is an ID that Threagile takes.
func slug(title string) string {
	fields := strings.FieldsFunc(strings.ToLower(diag.Shorten(title, 40)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(fields, "-")
}

// mostGuesses is how many unknown IDs are compared with those there are.
const mostGuesses = 20

// find is the thing that a node means by its ID, or by its title, which is a slip. What is unknown is told
// with what may have been meant. It is an error, unless it may stand in a file that was not handed in.
func (s *shelf) find(r *reader, n *yamlfile.Node) *thing {
	id := importer.Scalar(n)
	if t := s.id[id]; t != nil {
		return t
	}
	d := diag.Diagnostic{Rule: importer.ReadImport, Level: diag.Error, Span: n.Span, Message: "no " + s.sort + " has the id " + diag.Quote(id)}
	t := s.title[id]
	switch {
	case t != nil:
		d.Level, d.Mend = diag.Warning, "write its id, "+diag.Shorten(t.id, 60)+": this is its title"
	case r.partial:
		d.Level, d.Mend = diag.Warning, "import the included files too"
	case r.guesses < mostGuesses:
		r.guesses++
		if near := diag.Near(diag.Shorten(id, 100), s.ids()); len(near) > 0 {
			d.Mend = "did you mean " + strings.Join(near, " or ") + "?"
		}
	}
	r.Add(d)
	return t
}

// ids lists the IDs there are, those of a length that can be compared.
func (s *shelf) ids() []string {
	const most, longest = 10_000, 100
	var all []string
	for _, t := range s.all[:min(len(s.all), most)] {
		if len(t.id) <= longest {
			all = append(all, t.id)
		}
	}
	return all
}
