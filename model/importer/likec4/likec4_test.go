package likec4_test

import (
	"fmt"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/likec4"
	"github.com/linewalk/linewalk/model/importer/trial"
)

var format = trial.Format{Name: "m.json", Looks: likec4.Looks, Read: likec4.Read}

// TestDrawing compares what is drawn of a small model with the golden; UPDATE=1 writes it.
func TestDrawing(t *testing.T) {
	got := format.Shown(t, "shop.json")
	trial.Golden(t, "shop.golden.yaml", got)
	if strings.Contains(got, "hunter2") {
		t.Error("a URL is copied")
	}
}

// components lists what is drawn in one line each.
func components(k *model.Sketch) []string {
	var all []string
	for _, c := range k.Components {
		line := c.Name + " " + c.Kind.String()
		if len(c.In) > 0 {
			line += " in " + strings.Join(c.In, ", ")
		}
		if c.Owner != "" {
			line += " by " + c.Owner
		}
		all = append(all, line)
	}
	return all
}

func arrows(k *model.Sketch) []string {
	var all []string
	for _, a := range k.Arrows {
		all = append(all, strings.TrimSpace(a.Name()+" "+a.Kind.String()+" "+a.Question))
	}
	return all
}

// TestElements varies what the elements say.
func TestElements(t *testing.T) {
	for _, c := range []struct{ about, elements, want string }{
		{"a person by its shape", `"a": {"kind": "customer", "style": {"shape": "person"}}`, "a person"},
		{"a person by the shape of its kind", `"a": {"kind": "k"}`, "a person"},
		{"a shape of an older export", `"a": {"kind": "x", "shape": "queue"}`, "a queue"},
		{"storage", `"a": {"kind": "x", "style": {"shape": "storage"}}`, "a database"},
		{"storage of a technology", `"a": {"kind": "x", "technology": "AWS S3", "style": {"shape": "storage"}}`, "a storage"},
		{"the technology of its kind", `"a": {"kind": "t"}`, "a cache"},
		{"an icon", `"a": {"kind": "x", "style": {"icon": "aws:lambda"}}`, "a function"},
		{"an icon of one's own", `"a": {"kind": "x", "style": {"icon": "https://x.example/kafka.svg"}}`, "a service"},
		{"a kind that says it", `"a": {"kind": "kafkaTopic"}`, "a queue"},
		{"a tag that says it", `"a": {"kind": "x", "tags": ["#external"]}`, "a external"},
		{"nothing", `"a": {"kind": "x", "title": null, "technology": null, "tags": null, "links": null}`, "a service"},
		{"nested", `"a": {"metadata": {"owner": "blue"}}, "a.b": {}, "a.b.c": {"metadata": {"team": "red"}}`, "a place by blue, a.b place in a by blue, a.b.c service in a.b by red"},
		{"without the element between", `"a": {}, "a.b.c": {}`, "a place, a.b.c service in a"},
		{"an owner that is none", `"a": {"metadata": {"owner": ["tbd", "https://x.example"]}}`, "a service"},
	} {
		t.Run(c.about, func(t *testing.T) {
			sketch, found := format.Text(`{"specification": {"elements": {"k": {"style": {"shape": "person"}}, "t": {"technology": "Redis"}}}, "elements": {` + c.elements + `}, "relations": {}, "views": {}}`)
			if got := strings.Join(components(sketch), ", "); got != c.want || len(found) > 0 {
				t.Errorf("%q %v, want %q", got, found, c.want)
			}
			trial.Drawing(t, sketch)
		})
	}
}

// TestRelations varies how a is related to b, in c, and to a queue q.
func TestRelations(t *testing.T) {
	const model = `{"specification": {"relationships": {"async": {}, "jdbc": {"technology": "JDBC"}}}, "elements": {"a": {}, "c": {}, "c.b": {}, "q": {"kind": "queue"}}, "relations": {%s}, "views": {}}`
	for _, c := range []struct{ about, says, want string }{
		{"one", `"x": {"source": {"model": "a"}, "target": {"model": "c.b"}, "title": "uses"}`, "a -> c.b call"},
		{"with plain ends", `"x": {"source": "a", "target": "c.b", "title": "uses"}`, "a -> c.b call"},
		{"to what holds others", `"x": {"source": {"model": "a"}, "target": {"model": "c"}}`, "a -> c call " + importer.AskPart},
		{"and into it", `"x": {"source": {"model": "a"}, "target": {"model": "c"}}, "y": {"source": {"model": "a"}, "target": {"model": "c.b"}}`, "a -> c call " + importer.AskSummary + ", a -> c.b call"},
		{"of a kind", `"x": {"source": {"model": "a"}, "target": {"model": "c.b"}, "kind": "async"}`, "a -> c.b event"},
		{"of a kind with a technology", `"x": {"source": {"model": "a"}, "target": {"model": "c.b"}, "kind": "jdbc"}`, "a -> c.b query"},
		{"to a queue", `"x": {"source": {"model": "a"}, "target": {"model": "q"}}`, "a -> q event"},
		{"two", `"x": {"source": {"model": "a"}, "target": {"model": "c.b"}, "title": "reads"}, "y": {"source": {"model": "a"}, "target": {"model": "c.b"}, "title": "writes"}`, "a -> c.b (reads) call, a -> c.b (writes) call"},
		{"two of two kinds", `"x": {"source": {"model": "a"}, "target": {"model": "c.b"}, "kind": "async"}, "y": {"source": {"model": "a"}, "target": {"model": "c.b"}, "kind": "jdbc"}`, "a -> c.b (async) event, a -> c.b (JDBC) query"},
		{"the same twice", `"x": {"source": {"model": "a"}, "target": {"model": "c.b"}, "title": "reads"}, "y": {"source": {"model": "a"}, "target": {"model": "c.b"}, "title": "reads"}`, "a -> c.b call"},
		{"to itself", `"x": {"source": {"model": "a"}, "target": {"model": "a"}}`, ""},
		{"to another project", `"x": {"source": {"model": "a"}, "target": {"project": "cloud", "model": "s3"}}`, "a -> cloud/s3 call"},
		{"to nowhere", `"x": {"source": {"model": "a"}, "target": {"model": "z"}}`, "a -> z call"},
		{"retired", `"x": {"source": {"model": "a"}, "target": {"model": "c.b"}, "metadata": {"status": "deprecated"}}`, "a -> c.b call it is marked as on its way out: is it still used?"},
	} {
		t.Run(c.about, func(t *testing.T) {
			sketch, found := format.Text(fmt.Sprintf(model, c.says))
			if got := strings.Join(arrows(sketch), ", "); got != c.want || diag.Worst(found) == diag.Error {
				t.Errorf("%q %v, want %q", got, found, c.want)
			}
			trial.Drawing(t, sketch)
		})
	}
}

// TestDynamicViews varies what a view says of p -> a.x, a.x -> b (one), a.x -> b (two) and b -> c.
func TestDynamicViews(t *testing.T) {
	const model = `{"elements": {"p": {"kind": "actor"}, "a": {}, "a.x": {}, "b": {}, "c": {}}, "relations": {"r1": {"source": {"model": "p"}, "target": {"model": "a.x"}}, "r2": {"source": {"model": "a.x"}, "target": {"model": "b"}, "title": "one"},
"r3": {"source": {"model": "a.x"}, "target": {"model": "b"}, "title": "two"}, "r4": {"source": {"model": "b"}, "target": {"model": "c"}}}, "views": {"v": {"_type": "dynamic", "id": "v", %s}}}`
	const edges = `"edges": [{"id": "step-01", "source": "p", "target": "a.x", "relations": ["r1"]}, {"id": "step-02", "source": "a.x", "target": "b", "relations": ["r3"]}, {"id": "step-03", "source": "b", "target": "c", "relations": ["r4"]}]`
	for _, c := range []struct{ about, view, want, says string }{
		{"a flow", edges + `, "flow": ["step-01", "step-02", "step-03"]`, "p -> a.x, a.x -> b (two), b -> c by p", ""},
		{"no flow", edges, "p -> a.x, a.x -> b (two), b -> c by p", ""},
		{"no flow and out of order", `"edges": [{"id": "step-10", "source": "b", "target": "c"}, {"id": "step-9", "source": "p", "target": "a.x"}]`, "p -> a.x, b -> c by p", ""},
		{"a flow of an object", edges + `, "flow": {"actors": [], "steps": ["step-03"]}`, "b -> c", ""},
		{"parts", edges + `, "flow": [{"_type": "seq", "flow": ["step-01", {"_type": "loop", "flow": [{"_type": "try", "flow": [{"_type": "try-block", "flow": ["step-02"]}, {"_type": "try-catch", "flow": ["step-03"]}]}]}]}]`, "p -> a.x, a.x -> b (two) by p", `steps of the view "v" left out: 1 only sometimes taken`},
		{"a choice", edges + `, "flow": ["step-01", {"_type": "alt", "flow": [{"_type": "alt-when", "flow": ["step-02"]}, {"_type": "alt-else", "flow": ["step-03"]}]}]`, "p -> a.x by p", `steps of the view "v" left out: 1 only sometimes taken`},
		{"steps that stand in the flow", `"edges": [], "flow": [{"source": {"model": "p"}, "target": {"model": "a.x"}}, {"source": "b", "target": "c"}]`, "p -> a.x, b -> c by p", ""},
		{"steps of a model that was only parsed", `"steps": [{"source": "p", "target": "a.x"}, {"__parallel": [{"source": "a.x", "target": "b", "title": "one"}, {"__series": [{"source": "b", "target": "c"}]}]}]`, "p -> a.x, a.x -> b (one), b -> c by p", ""},
		{"an answer", `"edges": [{"id": "step-01", "source": "b", "target": "c"}, {"id": "step-02", "source": "c", "target": "b", "dir": "back"}]`, "b -> c", ""},
		{"a step of what is inside", `"edges": [{"id": "step-01", "source": "p", "target": "a", "relations": ["r1"]}]`, "p -> a.x by p", ""},
		{"one of several", `"edges": [{"id": "step-01", "source": "a.x", "target": "b", "relations": ["r2", "r3"]}]`, "", `steps of the view "v" left out: 1 along one of several relations, which it does not name`},
		{"one of several by its words", `"edges": [{"id": "step-01", "source": "a.x", "target": "b", "label": "two", "relations": ["r2", "r3"]}]`, "a.x -> b (two)", ""},
		{"none of the model", `"edges": [{"id": "step-01", "source": "p", "target": "c"}]`, "", `steps of the view "v" left out: 1 along no relation of the model`},
		{"nodes under another ID", `"nodes": [{"id": "n1", "modelRef": "b"}, {"id": "n2", "modelRef": "c"}], "edges": [{"id": "step-01", "source": "n1", "target": "n2"}]`, "b -> c", ""},
	} {
		t.Run(c.about, func(t *testing.T) {
			sketch, found := format.Text(fmt.Sprintf(model, c.view))
			got := ""
			for _, j := range sketch.Journeys {
				got = strings.Join(j.Steps, ", ")
				if j.Who != "" {
					got += " by " + j.Who
				}
			}
			said := ""
			for _, d := range found {
				said += d.Message
			}
			if got != c.want || said != c.says {
				t.Errorf("%q and %q, want %q and %q", got, said, c.want, c.says)
			}
			trial.Drawing(t, sketch)
		})
	}
}

// TestProjects reads two projects, of which one refers to the other, in one file and in two.
func TestProjects(t *testing.T) {
	const shop = `{"projectId": "shop", "project": {"id": "shop", "title": "Shop"}, "elements": {"web": {}}, "relations": {"r": {"source": {"model": "web"}, "target": {"project": "cloud", "model": "db"}}}, "views": {}, "imports": {"cloud": [{"id": "db", "kind": "database", "title": "Data"}]}}`
	const cloud = `{"projectId": "cloud", "project": {"id": "cloud"}, "elements": {"db": {"kind": "database", "metadata": {"owner": "ops"}}}, "relations": {}, "views": []}`
	file := func(text string) importer.File { return importer.File{Name: "m.json", Text: []byte(text)} }
	for about, c := range map[string]struct {
		files []importer.File
		want  []string
	}{
		"a list":   {[]importer.File{file("[" + shop + "," + cloud + "]")}, []string{"shop place", "shop/web service in shop", "cloud place", "cloud/db database in cloud by ops"}},
		"files":    {[]importer.File{file(shop), file(cloud)}, []string{"shop place", "shop/web service in shop", "cloud place", "cloud/db database in cloud by ops"}},
		"only one": {[]importer.File{file(shop)}, []string{"web service", "cloud/db database in cloud", "cloud place"}},
	} {
		t.Run(about, func(t *testing.T) {
			sketch, found := likec4.Read(c.files)
			if diff := gocmp.Diff(c.want, components(sketch)); diff != "" || len(found) > 0 || len(sketch.Arrows) != 1 {
				t.Errorf("%v %v\n%s", found, arrows(sketch), diff)
			}
			trial.Drawing(t, sketch)
		})
	}
}

// TestBadInput varies what is wrong with a file. All of it is told with its place.
func TestBadInput(t *testing.T) {
	for _, c := range []struct {
		about, text string
		want        []string
	}{
		{"empty", "", []string{"m.json:1:1: error: "}},
		{"no JSON", "{]", []string{"m.json:1:2: error: "}},
		{"a list", "[]", []string{"m.json:1:1: error: this is no export of LikeC4: it has no elements and relations"}},
		{"something else", `{"elements": "x", "relations": {}}`, []string{"m.json:1:1: error: this is no export of LikeC4: it has no elements and relations"}},
		{"the source", "// ours\nspecification {\n  element a\n}", []string{"m.json:1:1: error: this is the source of a LikeC4 model, and only its export as JSON is read"}},
		{"cut off", `{"elements": {"a": {}}, "relations": {"r": `, []string{"m.json:1:44: error: "}},
		{
			"the wrong kinds", `{"elements": {"a": 1, "b": {}}, "relations": {"r": "x", "s": {"target": {}}, "t": {"source": {}, "target": {"model": "b"}}}, "views": 7}`,
			[]string{
				"m.json:1:20: error: elements holds objects, and this is text", "m.json:1:52: error: relations holds objects, and this is text", "m.json:1:62: error: a relation has no source",
				"m.json:1:73: error: the target of a relation names no element", "m.json:1:94: error: the source of a relation names no element", "m.json:1:135: error: views is an object, not text",
			},
		},
		{"an end that is not there", `{"elements": {"a": {}}, "relations": {"r": {"source": {"model": "a"}, "target": {"model": "b"}}}}`, []string{`m.json:1:81: warning: there is no element "b"`}},
	} {
		t.Run(c.about, func(t *testing.T) {
			_, found := format.Text(c.text)
			trial.Begins(t, c.want, found)
		})
	}
}

func TestLooks(t *testing.T) {
	for text, want := range map[string]bool{
		`{"elements": {}, "relations": {}, "views": {}}`:                 true,
		"\ufeff\n[{\"elements\": {}, \"relations\": {}, \"views\": []}]": true,
		"specification {\n":                                 true,
		"import { a } from 'b'\nmodel {\n":                  true,
		`{"elements": {"nodes": [], "edges": []}}`:          false,
		`{"elements": 1, "relations": {}, "views": {}}`:     false,
		`{"model": {"people": []}, "views": {}}`:            false,
		`{"nodes": [{"unique-id": "a", "node-type": "b"}]}`: false,
		"elements: {}\nrelations: {}\nviews: {}\n":          false,
		"workspace {\n model {\n":                           false,
		"model: {x: y}\n":                                   false,
		"linewalk: 1\n":                                     false,
		"":                                                  false,
	} {
		if likec4.Looks([]byte(text)) != want {
			t.Errorf("%q: want %v", text, want)
		}
	}
}

// TestHostile reads files that are large in one way each. Each is drawn, or refused with a place.
func TestHostile(t *testing.T) {
	long := strings.Repeat("long ", 1<<20)
	const rest = `, "relations": {}, "views": {}}`
	format.Withstands(t, map[string]string{
		"a long name":     `{"elements": {"` + long + `": {"title": "` + long + `"}}` + rest,
		"long deep names": `{"elements": {` + trial.Many(1000, ",", `"`+strings.Repeat("a.", 2500)+`%": {}`) + `}` + rest,
		"a long label":    `{"elements": {"a": {}, "b": {}}, "relations": {"r": {"source": "a", "target": "b", "title": "` + long + `"}}, "views": {}}`,
		"many tags":       `{"elements": {"a": {"tags": [` + trial.Many(300_000, ",", `"t%"`) + `]}}` + rest,
		"far too deep":    strings.Repeat(`{"elements": [`, 100_000),
		"parallel arrows": `{"elements": {"a": {}, "b": {}}, "relations": {` + trial.Many(20_000, ",", `"r%": {"source": "a", "target": "b", "title": "t%"}`) + `}, "views": {"v": {"_type": "dynamic", "edges": [` + trial.Many(300, ",", `{"id": "%", "source": "a", "target": "b"}`) + `]}}}`,
		"many steps":      `{"elements": {"a": {}, "b": {}}, "relations": {"r": {"source": "a", "target": "b"}}, "views": {"v": {"_type": "dynamic", "edges": [{"id": "s", "source": "a", "target": "b"}], "flow": [` + trial.Many(300_000, ",", `"s"`) + `]}}}`,
		"many relations":  `{"elements": {"a": {}, "b": {}, "c": {}}, "relations": {` + trial.Many(2_000, ",", `"r%": {"source": "a", "target": "b", "title": "t%"}`) + `}, "views": {"v": {"_type": "dynamic", "edges": [` + trial.Many(100, ",", `{"id": "%", "source": "c", "target": "b", "relations": [`+trial.Many(2000, ",", `"r1"`)+`]}`) + `]}}}`,
		"odd names":       `{"elements": {"a -> b (c)\u0000\u001b[31m": {}, "": {}, ".": {}, "..": {}, "/": {}, "x: {": {}}, "relations": {"r": {"source": "/", "target": "x: {", "title": "<script>: # ->"}}, "views": {}}`,
	})
}

func FuzzRead(f *testing.F) {
	format.Fuzz(f,
		`[{"elements": [{"id": "a"}], "relations": [{"id": "r", "source": "a", "target": {"project": "p", "model": "b"}}], "views": [{"__": "dynamic", "steps": [{"__parallel": [{"source": "a", "target": "b"}]}]}]}]`,
		`{"elements": {"a.b": {"kind": "k"}, "a": {}}, "relations": {"r": {"source": {"model": "a"}, "target": {"model": "a.b"}}}, "imports": {"p": [{"id": "x"}]}}`,
		"model {",
	)
}

// BenchmarkRead reads 5,000 elements, each with three relations, and a view along some.
func BenchmarkRead(b *testing.B) {
	const n = 5000
	var elements, relations, edges []string
	for i := range n {
		elements = append(elements, fmt.Sprintf(`"system.service%d": {"id": "system.service%d", "kind": "service", "title": "Service %d", "technology": "Go", "style": {"shape": "rectangle"}}`, i, i, i))
		for k, to := range []int{(i + 1) % n, (i*7 + 3) % n, (i*13 + 5) % n} {
			relations = append(relations, fmt.Sprintf(`"r%d-%d": {"id": "r%d-%d", "source": {"model": "system.service%d"}, "target": {"model": "system.service%d"}, "title": "asks", "technology": "HTTPS"}`, i, k, i, k, i, to))
		}
		edges = append(edges, fmt.Sprintf(`{"id": "step-%d", "source": "system.service%d", "target": "system.service%d", "relations": ["r%d-0"]}`, i, i, (i+1)%n, i))
	}
	text := `{"elements": {"system": {"kind": "system"},` + strings.Join(elements, ",") + `}, "relations": {` + strings.Join(relations, ",") + `}, "views": {"v": {"_type": "dynamic", "nodes": [], "edges": [` + strings.Join(edges, ",") + `]}}}`
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if sketch, _ := format.Text(text); len(sketch.Components) != n+1 {
			b.Fatal(len(sketch.Components))
		}
	}
}
