// Package yamlfile reads drawings: YAML files in the format of linewalk. It takes a name and bytes
// and never touches a file. Every value it hands on knows its place, every problem of all files is
// reported in one run, and nothing is ignored in silence.
//
// Reading has two steps. Parse reads one file by tables that say which keys there are and what they
// hold; the JSON Schema is made from the same tables. Merge takes all files together, finds what
// each name stands for, and gives arrows what the defaults say of them.
package yamlfile

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// Options are what reading needs to know besides the text.
type Options struct {
	// Rules are the IDs that waivers and settings may name. Without any, all names are let pass.
	Rules []string
}

// A File is one file of a drawing, read but not yet connected with the others.
type File struct {
	Name     string
	Includes []model.Stated[string] // files or globs named by the file, as written
	Drawing  bool                   // it looks like a drawing, so that lines of it may be shown

	faults faults
	rules  []string
	broken bool            // nothing of it could be read, so that names may be missing
	lost   map[string]bool // nouns of which some could not be read, so that their names may be missing
	boxed  bool            // it has a components section, so that names must be declared

	system, description model.Stated[string]
	telemetry           model.Stated[model.Volume]
	settings            model.Stated[*model.Settings]

	people     []*model.Person
	teams      []*model.Team
	members    []membership
	components []*model.Component
	dwellings  []dwelling
	presets    []*preset
	arrows     []drawnArrow
	monitors   []*model.Monitor
	inline     []*model.Monitor // written inside arrows and defaults
	watches    []watch
	journeys   []*model.Journey
	features   []*model.Feature
	waivers    []*model.Waiver
	evidence   []model.EvidenceSource

	// What is to be done when all names are known. Whoever is named as knowing something becomes a
	// person, whether or not the drawing says more; that comes first, since owners can be such people.
	staffing, links []func(*linker)
}

// version is the version of the format this package reads.
const version = "1"

const smallest = "linewalk: 1\narrows:\n  browser -> shop:"

// drawing is the format: all sections, in the order of the design.
var drawing = record[File]{noun: "a drawing", home: "the top level", fields: []field[File]{
	{
		name: "linewalk", doc: "The version of the format: 1.",
		read:   func(*reader, *File, *Node) {}, // read before everything else
		schema: func(*book) schema { return schema{"enum": []any{1, version}} }, required: true, promised: true, optional: true,
	},
	stated("system", "What the drawing describes.", some(), func(f *File) *model.Stated[string] { return &f.system }),
	stated("description", "What the system is there for.", text(), func(f *File) *model.Stated[string] { return &f.description }),
	kept("include", "Further files of the drawing, or globs; they are merged.", oneOrMany(statedPath()),
		func(_ *reader, f *File, paths []model.Stated[string], _ *Node) { f.Includes = paths }).mayBe(),
	people.field("people", "What needs to be known about persons."),
	teams.field("teams", "Who answers for things, and is woken."),
	components.field("components", "Boxes: all that arrows start and end at."),
	kept("defaults", "What holds for many arrows, said once; for each field the first match wins.", defaults(),
		func(_ *reader, f *File, v []*preset, _ *Node) { f.presets = v }).mayBe(),
	arrows.field("arrows", "Arrows, each drawn as from -> to."),
	monitors.field("monitors", "What measures, and whom it tells."),
	journeys.field("journeys", "What users do and get value from."),
	features.field("features", "What is being built, and whether users receive it."),
	inFile("telemetry", "What monitoring may cost.", telemetry),
	kept("waivers", "Findings that are accepted, with a reason and an end.", waivers(),
		func(_ *reader, f *File, v []*model.Waiver, _ *Node) { f.waivers = v }).mayBe(),
	inFile("evidence", "Files that claims are checked against.", evidence),
	{
		name: "settings", doc: "Choices of the drawing; those of included files are set aside.", optional: true, schema: settings.schema,
		read: func(r *reader, into *File, n *Node) {
			s := &model.Settings{}
			if settings.fill(r, s, n) {
				into.settings = model.Stated[*model.Settings]{Value: s, Span: n.Span}
			}
		},
	},
}}

// inFile is a field whose keys are read into the file itself.
func inFile(name, doc string, form record[File]) field[File] {
	return field[File]{
		name: name, doc: doc, optional: true, schema: form.schema,
		read: func(r *reader, into *File, n *Node) { form.fill(r, into, n) },
	}
}

// Parse reads the text of one file. It never fails: what is wrong is told by Merge.
func Parse(name string, text []byte, o Options) *File {
	f := &File{Name: name, rules: o.Rules}
	src := newSource(name, string(text))
	f.Drawing = looksLikeDrawing(src)
	roots := readTree(&f.faults, src)
	r := &reader{faults: &f.faults, file: f, src: src, book: homes()}
	f.broken = diag.Worst(sorted(f.faults.found, nil)) == diag.Error && len(roots) == 0
	r.documents(roots)
	if !f.Drawing {
		f.discreet()
	}
	return f
}

// homes makes the schema when it is first asked for, to tell where a key belongs.
func homes() func() *book {
	var b *book
	return func() *book {
		if b == nil {
			b = newBook()
			drawing.schema(b)
		}
		return b
	}
}

// documents reads the first document and refuses others.
func (r *reader) documents(roots []*Node) {
	var full []*Node
	for _, n := range roots {
		if !n.Null {
			full = append(full, n)
		}
	}
	if len(full) == 0 {
		if !r.file.broken {
			r.fail(ruleEmpty, r.src.span(0, 0), "empty drawing").Mend = smallest
			r.file.Drawing = true
		}
		return
	}
	if len(full) > 1 {
		at := full[1].Span
		r.fail(ruleSyntax, diag.Span{File: at.File, Start: at.Start, End: at.Start}, "a second document in one file").Mend = "remove the line ---, or put it into a file of its own"
	}
	root := full[0]
	if root.Kind != Mapping {
		r.notADrawing(root)
		return
	}
	for _, p := range root.Pairs {
		r.file.Drawing = r.file.Drawing || slices.Contains(telling, p.Key.Value)
	}
	if r.versioned(root) {
		boxes := root.Get("components")
		r.file.boxed = boxes != nil && !boxes.Null
		r.root = root
		for _, f := range drawing.fields {
			if f.gathers {
				r.sections = append(r.sections, f)
			}
		}
		drawing.fill(r, r.file, root)
		r.sectionsAgain(root)
	}
}

// sectionsAgain reads sections that stand in the file once more. That is a mistake, and reported, but
// what is in them is no other mistake.
func (r *reader) sectionsAgain(root *Node) {
	for _, again := range root.again {
		for _, f := range r.sections {
			if f.name == again.pair.Key.Value && !again.pair.Value.Null {
				f.read(r, r.file, again.pair.Value)
			}
		}
	}
}

// loses notes that things of a noun could not be read.
func (f *File) loses(noun string) {
	if f.lost == nil {
		f.lost = map[string]bool{}
	}
	f.lost[noun] = true
}

func (r *reader) notADrawing(root *Node) {
	d := r.fail(ruleBadValue, diag.Span{File: root.Span.File, Start: root.Span.Start, End: root.Span.Start}, "a drawing is a mapping of sections, not %s", root.Kind)
	d.Mend = smallest
	r.file.broken = true
}

// versioned tells whether the file is of a version that can be read. A file that does not say so is
// read all the same, so that everything else that is wrong is told too.
func (r *reader) versioned(root *Node) bool {
	const mend = "linewalk: " + version
	p, there := root.Pair("linewalk")
	switch {
	case !there && len(r.guess(root)) > 0: // a misspelled key is reported as such
	case !there:
		r.fail(ruleVersion, r.src.span(0, 0), "the version of the format is missing; write linewalk: %s first", version).Mend = mend
	case p.Value.Null:
		r.fail(ruleVersion, p.Key.Span, "the version of the format is missing").Mend = mend
	case p.Value.Kind != Scalar || p.Value.Value != version:
		r.fail(ruleVersion, p.Value.Span, "version %s is unknown; this linewalk reads version %s", diag.Quote(p.Value.Value), version).Mend = mend
		r.file.broken = true
		return false
	case root.Pairs[0].Key.Value != "linewalk":
		r.fail(ruleVersion, r.src.span(0, 0), "the first line must say linewalk: %s", version).Mend = "move it to the top"
	}
	return true
}

// guess lists keys that were probably meant to give the version.
func (r *reader) guess(root *Node) []string {
	var keys []string
	for _, p := range root.Pairs {
		keys = append(keys, p.Key.Value)
	}
	return diag.Near("linewalk", keys)
}

// looksLikeDrawing tells whether some line starts as only drawings do. The lines of a file that
// was included by mistake, or on purpose by somebody else, are nobody's business.
func looksLikeDrawing(src *source) bool {
	for _, start := range src.lines {
		key, _, found := strings.Cut(src.text[start:min(start+20, len(src.text))], ":")
		if found && slices.Contains(telling, key) {
			return true
		}
	}
	return false
}

// telling are the keys that only drawings have.
var telling = []string{"linewalk", "arrows", "components", "journeys", "monitors"}

// discreet leaves one diagnostic, of which nothing can be learned about what is in the file.
func (f *File) discreet() {
	for _, d := range f.faults.found {
		if d.Rule == ruleLimit || f.broken && (d.Rule == ruleSyntax || d.Rule == ruleEmpty) {
			if strings.ContainsAny(d.Message, `"*`) {
				d.Message = "this is not YAML as linewalk reads it"
			}
			d.Mend, d.Related = "", nil
			f.faults.found = []*diag.Diagnostic{d}
			return
		}
	}
	f.faults.found = nil
	at := diag.Span{File: f.Name, Start: diag.Point{Line: 1, Col: 1}, End: diag.Point{Line: 1, Col: 1}}
	f.faults.fail(ruleVersion, at, "this is not a drawing").Mend = smallest
}
