package kubernetes

import (
	"path"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wiring"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Bounds of what is asked for around the files: in so many folders a kustomization, and so many bytes of what
// those name.
const (
	mostFolders = 200
	mostFetched = 16 << 20
)

// kustomizations are the names under which kustomize looks for its file.
var kustomizations = []string{"kustomization.yaml", "kustomization.yml", "Kustomization"}

// changing are the keys of a kustomization that change what the manifests say, or add to them in ways that only
// kustomize itself can.
var changing = []string{
	"namePrefix", "nameSuffix", "patches", "patchesStrategicMerge", "patchesJson6902", "components", "replacements", "vars", "helmCharts", "transformers",
	"generators",
}

// isKustomization tells whether an object is one that kustomize goes by. It may leave out what it is.
func (o *object) isKustomization() bool {
	return strings.HasPrefix(o.group, "kustomize.config.k8s.io") || o.kind == "" && slices.Contains(kustomizations, path.Base(o.file)) || isKustomizing(o.root)
}

// isKustomizing tells by its keys whether a document is a kustomization that does not say so.
func isKustomizing(n *yamlfile.Node) bool {
	listed := false
	for _, p := range n.Pairs {
		key := p.Key.Value
		listed = listed || (key == "resources" || key == "bases" || key == "components") && p.Value.Kind == yamlfile.Sequence
		if !slices.Contains(kustomizing, key) && !slices.Contains(changing, key) {
			return false
		}
	}
	return listed
}

// kustomizing are the keys of a kustomization beside those in changing.
var kustomizing = []string{
	"resources", "bases", "crds", "namespace", "commonLabels", "commonAnnotations", "labels", "images", "replicas", "configMapGenerator",
	"secretGenerator", "generatorOptions", "configurations", "openapi", "buildMetadata", "sortOptions", "metadata", "helmGlobals",
}

// kustomize reads the ConfigMaps and Secrets that kustomize would make for the manifests of a folder: those
// of the kustomizations that are named, and of those that list files which are.
func (r *reader) kustomize(named []importer.File, files importer.Files) {
	seen := map[string]bool{}
	for _, k := range r.kustomized {
		seen[path.Dir(k.file)] = true
	}
	for _, f := range named {
		folder := path.Dir(f.Name)
		if files == nil || seen[folder] || len(seen) >= mostFolders {
			continue
		}
		seen[folder] = true
		if k := kustomization(folder, files); k != nil && lists(k, named) {
			r.kustomized = append(r.kustomized, k)
		}
	}
	for _, k := range r.kustomized {
		r.generate(k, files)
	}
}

// kustomization reads the file that kustomize goes by in a folder, or hands back nil.
func kustomization(folder string, files importer.Files) *object {
	for _, base := range kustomizations {
		name := path.Join(folder, base)
		text, err := files.Read(name)
		if err != nil {
			continue
		}
		if documents, _ := yamlfile.Tree(name, text); len(documents) > 0 {
			return newObject(name, documents[0])
		}
	}
	return nil
}

// lists tells whether a kustomization is about some of these files. What it printed itself may lie beside it.
func lists(k *object, named []importer.File) bool {
	about := map[string]bool{}
	for _, resource := range texts(dig(k.root, "resources")) {
		about[path.Join(path.Dir(k.file), resource)] = true
	}
	return slices.ContainsFunc(named, func(f importer.File) bool { return about[path.Clean(f.Name)] })
}

// generate makes what one kustomization asks for.
func (r *reader) generate(k *object, files importer.Files) {
	if i := slices.IndexFunc(k.root.Pairs, func(p yamlfile.Pair) bool { return slices.Contains(changing, p.Key.Value) }); i >= 0 {
		r.Say(diag.Note, k.root.Pairs[i].Key.Span, "what this changes is not read: import what kustomize build prints")
	}
	for _, made := range []struct{ key, kind string }{{"configMapGenerator", "ConfigMap"}, {"secretGenerator", "Secret"}} {
		for _, n := range items(k.root, made.key) {
			o := &object{identity: identity{"", made.kind, value(n, "namespace"), value(n, "name")}, file: k.file, span: n.Span, root: &yamlfile.Node{}}
			if o.namespace == "" {
				o.namespace = value(k.root, "namespace")
			}
			if _, there := r.index[o.identity]; there || !legal(o.name) {
				continue
			}
			g := generator{reader: r, files: files, folder: path.Dir(k.file), at: wiring.Place{File: k.file, Path: made.key + "." + o.name, Span: n.Span}}
			r.generated = append(r.generated, g.config(o, n))
		}
	}
}

// A generator makes one config of what stands in a kustomization and in files beside it.
type generator struct {
	*reader
	files  importer.Files
	folder string
	at     wiring.Place
}

func (g generator) config(o *object, n *yamlfile.Node) *config {
	c := &config{object: o, index: map[string]int{}}
	for _, literal := range texts(n.Get("literals")) {
		if key, v, found := strings.Cut(literal, "="); found {
			c.put(entry{key, strings.Trim(v, `"'`), g.at.Key("literals").Key(key)})
		}
	}
	for _, named := range texts(n.Get("files")) {
		key, name, found := strings.Cut(named, "=")
		if !found {
			key, name = path.Base(named), named
		}
		if text, at := g.read(name); text != "" {
			c.put(entry{key, text, at})
		}
	}
	for _, name := range append(texts(n.Get("envs")), texts(n.Get("env"))...) {
		text, at := g.read(name)
		for line := range strings.Lines(text) {
			if key, v, found := strings.Cut(strings.TrimSpace(line), "="); found && !strings.HasPrefix(key, "#") {
				place := at
				place.Path = key
				c.put(entry{key, v, place})
			}
		}
	}
	return c
}

// read is the text of a file that a generator names, empty if it is not there or too long.
func (g generator) read(name string) (string, wiring.Place) {
	if g.files == nil || g.fetched > mostFetched {
		return "", wiring.Place{}
	}
	name = path.Join(g.folder, name)
	text, err := g.files.Read(name)
	g.fetched += len(text) + 1<<10 // an empty file costs something too
	if err != nil || len(text) > longestFile || slices.Contains(text, 0) {
		return "", wiring.Place{}
	}
	return string(text), wiring.Place{File: name, Span: g.at.Span}
}
