// Package threagile reads models of Threagile (threagile.io, version 1.0.0 of its YAML and what it writes out
// as parsed-model.yaml) as a diagram: technical assets are the boxes, communication links the arrows, trust
// boundaries and shared runtimes the places. What the models say about risks and data is left alone, and so are
// owners, which are firms and roles there and seldom teams.
package threagile

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

var written = regexp.MustCompile(`^\s*\{\s*"(threagile_version|technical_assets)"\s*:`)

// Looks tells whether a text is a model, or a part of one that others include.
func Looks(text []byte) bool {
	if importer.IsJSON(text) {
		return written.Match(text)
	}
	return slices.ContainsFunc(importer.TopKeys(text), func(k importer.TopKey) bool {
		return k.Key == "threagile_version" || k.Key == "technical_assets"
	})
}

// Read reads the files of one model, in order: assets, boundaries and runtimes of the same title are the same,
// as they are where a model includes files. Files that are included and not handed in are not read.
func Read(named []importer.File) (*model.Sketch, []diag.Diagnostic) {
	r := &reader{files: named, assets: newShelf("technical asset"), boundaries: newShelf("trust boundary"), runtimes: newShelf("shared runtime")}
	for _, f := range named {
		r.file(f)
	}
	if len(r.assets.all) == 0 && len(named) > 0 && diag.Worst(r.All(named)) < diag.Error {
		r.Say(diag.Error, importer.Top(named[0].Name), "there are no technical_assets here, so this is no model of Threagile with anything to draw")
	}
	r.furnish()
	r.link()
	return r.sketch(), r.All(named)
}

// A reader gathers what the files of a model say.
type reader struct {
	importer.Remarks
	files []importer.File
	title string

	assets     *shelf
	boundaries *shelf
	runtimes   *shelf
	links      []link
	partial    bool // a file that is included was not handed in
	guesses    int  // how many unknown IDs were compared with those there are
}

// file reads the first document of a file, which is all that Threagile reads.
func (r *reader) file(f importer.File) {
	root := r.tree(f)
	if root == nil {
		return
	}
	if root.Kind != yamlfile.Mapping {
		r.Say(diag.Error, root.Span, "a model is an object, not %s", root.Kind)
		return
	}
	if r.title == "" {
		r.title = importer.Text(root, "title")
	}
	for _, included := range importer.Texts(root, "includes") {
		if name := path.Join(path.Dir(f.Name), included); !slices.ContainsFunc(r.files, func(f importer.File) bool { return f.Name == name }) {
			r.partial = true
			r.Add(diag.Diagnostic{
				Rule: importer.ReadImport, Level: diag.Note, Span: root.Get("includes").Span,
				Message: "this model includes " + diag.Quote(included) + ", which was not handed in",
				Mend:    "import that file too",
			})
		}
	}
	r.assets.put(r, root, "technical_assets")
	r.boundaries.put(r, root, "trust_boundaries")
	r.runtimes.put(r, root, "shared_runtimes")
}

func (r *reader) tree(f importer.File) *yamlfile.Node {
	var roots []*yamlfile.Node
	var found []diag.Diagnostic
	if importer.IsJSON(f.Text) {
		var root *yamlfile.Node
		if root, found = yamlfile.TreeJSON(f.Name, f.Text); root != nil {
			roots = append(roots, root)
		}
	} else {
		roots, found = yamlfile.Tree(f.Name, f.Text)
	}
	r.Hear(found)
	switch {
	case len(roots) == 0 && len(found) == 0:
		r.Say(diag.Error, importer.Top(f.Name), "this file is empty")
		return nil
	case len(roots) == 0:
		return nil
	case len(roots) > 1:
		r.Say(diag.Note, roots[1].Span, "Threagile reads the first document of a file only, and so does import")
	}
	return roots[0]
}

// isTrue tells whether a value is one that YAML takes for true.
func isTrue(text string) bool {
	return slices.Contains([]string{"true", "yes", "on", "y"}, strings.ToLower(text))
}
