package structurizr

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// journey reads a dynamic view: what happens in order. Its answers go back along arrows that are there already.
func (w *workspace) journey(view *yamlfile.Node) {
	steps := slices.DeleteFunc(w.Objects(view, "relationships"), func(n *yamlfile.Node) bool { return importer.Text(n, "response") == "true" })
	slices.SortStableFunc(steps, func(a, b *yamlfile.Node) int { return byOrder(importer.Text(a, "order"), importer.Text(b, "order")) })
	j := importer.Journey{Name: viewName(view)}
	missing := 0
	for _, step := range steps {
		if line, known := w.lines[w.original(importer.Text(step, "id"))]; known {
			j.Steps = append(j.Steps, line)
		} else {
			missing++
		}
	}
	if missing > 0 {
		w.Say(diag.Note, view.Span, "%d of %d steps of the view %s are no arrows of the model, so they are left out", missing, len(steps), diag.Quote(j.Name))
	}
	j.Who = w.who(j.Steps)
	w.Journey(j)
}

// original is the relationship of which another is a copy, or that itself.
func (w *workspace) original(id string) string {
	for range mostCopies {
		of, copied := w.copies[id]
		if !copied {
			break
		}
		id = of
	}
	return id
}

// mostCopies bounds how often a copy is a copy of a copy.
const mostCopies = 10

// who is the person who starts first.
func (w *workspace) who(steps []int) string {
	for _, step := range steps {
		if from := w.people[step]; from != "" {
			return from
		}
	}
	return ""
}

// byOrder compares orders such as "2", "10" and "2.1", part by part.
func byOrder(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		x, _ := strconv.Atoi(as[i])
		y, _ := strconv.Atoi(bs[i])
		if c := cmp.Or(cmp.Compare(x, y), strings.Compare(as[i], bs[i])); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(as), len(bs))
}

// numbered is how Structurizr names views that nobody named.
var numbered = regexp.MustCompile(`(?i)^(.+-)?dynamic-[0-9a-f]+$`)

// viewName is the title of a view, else its key if somebody chose one, else its description.
func viewName(view *yamlfile.Node) string {
	title, key, description := importer.Text(view, "title"), importer.Text(view, "key"), importer.Text(view, "description")
	if numbered.MatchString(key) {
		return cmp.Or(title, description, key)
	}
	return cmp.Or(title, key, description)
}
