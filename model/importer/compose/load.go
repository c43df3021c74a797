package compose

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wiring"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// The bounds of files that name files.
const (
	deepest   = 16
	mostFiles = 1000
)

// A folder of compose files that were merged, before anything is made of them.
type project struct {
	name     string
	services []*service
	configs  map[string]mount
	index    map[string]int
}

func (p *project) add(s *service) {
	if i, there := p.index[s.id]; there {
		p.services[i] = s.over(p.services[i])
		return
	}
	p.index[s.id] = len(p.services)
	p.services = append(p.services, s)
}

func newProject() *project { return &project{configs: map[string]mount{}, index: map[string]int{}} }

// A sheet is one compose file, read and not yet merged.
type sheet struct {
	name     string
	root     *yamlfile.Node
	services *yamlfile.Node
	path     string // of the services: "services", or "" in files of the first version
}

// parse reads the text of a compose file, or hands back nil.
func (r *reader) parse(name string, content []byte) *sheet {
	documents, faults := yamlfile.Tree(name, content, "!reset", "!override")
	for _, f := range faults {
		r.Say(f.Level, f.Span, "%s", discreet(f))
	}
	switch {
	case len(documents) == 0 && len(faults) == 0:
		r.Say(diag.Error, importer.Top(name), "this file is empty")
		return nil
	case len(documents) == 0:
		return nil
	case documents[0].Kind != yamlfile.Mapping:
		r.Say(diag.Error, documents[0].Span, "a compose file is a mapping, not %s", documents[0].Kind)
		return nil
	case len(documents) > 1:
		r.Say(diag.Note, documents[1].Span, "only the first document of a file is read, as docker compose does")
	}
	return r.sheet(name, documents[0])
}

func (r *reader) sheet(name string, root *yamlfile.Node) *sheet {
	f := &sheet{name: name, root: root, services: root.Get("services"), path: "services"}
	switch {
	case f.services == nil && firstVersion(root):
		f.services, f.path = root, ""
		return f
	case f.services == nil && root.Get("include") == nil && !fragment(root):
		r.Say(diag.Error, importer.Top(name), "there are no services in this file, so it is no compose file")
	case f.services != nil && f.services.Kind != yamlfile.Mapping && !f.services.Null:
		r.Say(diag.Error, f.services.Span, "services is a mapping from names to services, not %s", f.services.Kind)
		f.services = nil
	}
	for _, p := range root.Pairs {
		r.known(p.Key, topKeys)
	}
	return f
}

// firstVersion tells whether the services stand at the top, as they did at first.
func firstVersion(root *yamlfile.Node) bool {
	for _, p := range root.Pairs {
		extends := p.Value.Get("extends")
		if p.Value.Get("image") != nil || p.Value.Get("build") != nil || extends != nil && extends.Get("service") != nil {
			return true
		}
	}
	return false
}

// fragment tells whether a file without services is one all the same: an override may hold only volumes.
func fragment(root *yamlfile.Node) bool {
	for _, p := range root.Pairs {
		if !slices.Contains(topKeys, p.Key.Value) {
			return false
		}
	}
	return len(root.Pairs) > 0
}

// open reads a compose file that another one names.
func (r *reader) open(name string, at diag.Span) *sheet {
	if f, read := r.sheets[name]; read {
		return f
	}
	if len(r.sheets) >= mostFiles {
		r.Say(diag.Error, at, "more than %d files are named", mostFiles)
		return nil
	}
	content, err := r.files.Read(name)
	if err != nil {
		r.Say(diag.Error, at, "%s", unread(err))
		r.sheets[name] = nil
		return nil
	}
	r.sheets[name] = r.parse(name, content)
	return r.sheets[name]
}

// unread words why a file that is named was not read.
func unread(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "the file named here is not there"
	}
	return "the file named here was not read: " + err.Error()
}

// merge lays a file over a project. Its paths are seen from the folder base.
func (r *reader) merge(p *project, f *sheet, base string, v variables, trail []string) {
	if r.merges++; f == nil || r.merges > mostFiles {
		return
	}
	r.includes(p, f, base, v, trail)
	if f.services != nil {
		for _, pair := range f.services.Pairs {
			if f.path == "" && pair.Value.Kind != yamlfile.Mapping {
				continue // the version of the first version
			}
			if !named(pair.Key.Value) {
				r.Say(diag.Error, pair.Key.Span, "a service is named with letters, digits, dots, dashes and underscores")
				continue
			}
			if s := r.resolve(f, pair, base, v, nil); s != nil {
				p.add(s)
			}
		}
	}
	if name := f.root.Get("name"); name != nil && f.path != "" && name.Kind == yamlfile.Scalar {
		if value, used := v.expand(name.Value, nil); !used {
			p.name = value
		}
	}
	if configs := f.root.Get("configs"); configs != nil && f.path != "" {
		b := block{reader: r, base: base, values: v}
		for _, pair := range configs.Pairs {
			at := wiring.Place{File: f.name, Path: "configs." + pair.Key.Value, Span: pair.Key.Span}
			file, inline := b.text(pair.Value.Get("file"), at), b.text(pair.Value.Get("content"), at)
			p.configs[pair.Key.Value] = mount{source: b.local(file.value), inline: inline.value, at: at}
		}
	}
}

// named tells whether a text can be the name of a service.
func named(id string) bool {
	for i := range len(id) {
		if c := id[i]; !isLetter(c) && !isDigit(c) && strings.IndexByte("._-", c) < 0 {
			return false
		}
	}
	return len(id) <= 255
}

// resolve reads a service and what it extends. The trail is the services that lead to it.
func (r *reader) resolve(f *sheet, pair yamlfile.Pair, base string, v variables, trail []string) *service {
	at := wiring.Place{File: f.name, Path: pair.Key.Value, Span: pair.Key.Span}
	if f.path != "" {
		at.Path = f.path + "." + at.Path
	}
	s := r.readService(pair, at, base, v)
	if s.extends == "" {
		return s
	}
	here := f.name + "#" + s.id
	if slices.Contains(trail, here) {
		r.Say(diag.Error, s.extendsAt.Span, "services extend each other in a circle")
		return s
	}
	trail = append(slices.Clone(trail), here)
	if len(trail) > deepest {
		r.Say(diag.Error, s.extendsAt.Span, "services extend each other more than %d deep", deepest)
		return s
	}
	from, folder := f, base
	if s.extendsFile != "" {
		name := block{base: base}.local(s.extendsFile)
		if name == "" {
			r.Say(diag.Error, s.extendsAt.Span, "a file to extend is named by a path in the project")
			return s
		}
		if from, folder = r.open(name, s.extendsAt.Span), path.Dir(name); from == nil {
			return s
		}
	}
	if from.services == nil {
		return s
	}
	parent, there := from.services.Pair(s.extends)
	if !there {
		r.Say(diag.Error, s.extendsAt.Span, "there is no service %s to extend", diag.Quote(s.extends))
		return s
	}
	return s.over(r.resolve(from, parent, folder, v, trail))
}

// includes reads the projects that a file includes.
func (r *reader) includes(p *project, f *sheet, base string, v variables, trail []string) {
	included := f.root.Get("include")
	if included == nil || f.path == "" {
		return
	}
	if slices.Contains(trail, f.name) || len(trail) > deepest {
		r.Say(diag.Error, included.Span, "files include each other in a circle, or more than %d deep", deepest)
		return
	}
	trail = append(slices.Clone(trail), f.name)
	b := block{reader: r, base: base, values: v}
	at := wiring.Place{File: f.name, Path: "include", Span: included.Span}
	for _, item := range list(included) {
		paths, folder, env := item, "", ""
		if item.Kind == yamlfile.Mapping {
			folder = b.local(b.text(item.Get("project_directory"), at).value)
			env = b.local(b.text(item.Get("env_file"), at).value)
			if paths = item.Get("path"); paths == nil {
				continue
			}
		}
		for _, t := range b.texts(paths, at) {
			name := b.local(t.value)
			if name == "" {
				r.Say(diag.Note, t.at.Span, "an include that is no path in the project is not read")
				continue
			}
			if folder == "" {
				folder = path.Dir(name)
			}
			if env == "" {
				env = path.Join(folder, ".env")
			}
			if sub := r.open(name, t.at.Span); sub != nil {
				r.merge(p, sub, folder, r.environment(env, v), trail)
			}
		}
	}
}

// environment reads a .env file, if it is there. What is known already wins.
func (r *reader) environment(name string, known variables) variables {
	content, err := r.files.Read(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return known
	case err != nil:
		r.Say(diag.Note, importer.Top(name), "not read: %s", err.Error())
		return known
	}
	return readVariables(string(content), known)
}
