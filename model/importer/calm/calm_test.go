package calm_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/calm"
	"github.com/linewalk/linewalk/model/importer/trial"
)

var format = trial.Format{Name: "a.json", Looks: calm.Looks, Read: calm.Read}

// TestDrawing compares what is drawn of a small architecture with the golden; UPDATE=1 writes it.
func TestDrawing(t *testing.T) {
	got := format.Shown(t, "shop.json")
	trial.Golden(t, "shop.golden.yaml", got)
	if strings.Contains(got, "hunter2") || strings.Contains(got, "10.0.0.1") || strings.Contains(got, "https:") {
		t.Error("an address is copied")
	}
}

// TestNodes varies what a node says, and compares what is drawn.
func TestNodes(t *testing.T) {
	for _, c := range []struct{ about, node, want string }{
		{"an actor", `"node-type": "actor"`, "person"},
		{"a database", `"node-type": "database"`, "database"},
		{"LDAP", `"node-type": "ldap"`, "database"},
		{"a web client", `"node-type": "webclient"`, "frontend"},
		{"a file", `"node-type": "data-asset"`, "storage"},
		{"somebody else's", `"node-type": "ecosystem"`, "external"},
		{"somebody else's by metadata", `"node-type": "system", "customMetadata": {"c4-scope": "external"}`, "external"},
		{"a system", `"node-type": "system"`, "service"},
		{"a network", `"node-type": "network"`, "place"},
		{"an old network", `"node-type": "internal-network"`, "place"},
		{"a network that is a gateway", `"node-type": "network", "name": "API Gateway"`, "gateway"},
		{"a service that is a queue", `"node-type": "service", "name": "Message Broker"`, "queue"},
		{"a word of one's own", `"node-type": "aws:sqs"`, "queue"},
		{"another one", `"node-type": "k8s:namespace"`, "service"},
		{"an owner", `"node-type": "service", "owner": "blue"`, "service by blue"},
		{"in metadata", `"node-type": "service", "metadata": {"owning-team": "blue"}`, "service by blue"},
		{"in a list of metadata", `"node-type": "service", "metadata": [{"x": "y"}, {"team": ["blue", "red"]}]`, "service by blue"},
		{"as an object", `"node-type": "service", "metadata": {"ownership": {"team": "blue", "email": "x@y.example"}}`, "service by blue"},
		{"as a key and a value", `"node-type": "service", "metadata": [{"key": "owner", "value": "blue"}]`, "service by blue"},
		{"how many", `"node-type": "service", "metadata": {"replicas": 2}`, "service x2"},
		{"nobody", `"node-type": "service", "metadata": {"owner": "n/a"}`, "service"},
		{"of the first draft", `"uniqueId": "old", "node-type": "service"`, "service"},
	} {
		t.Run(c.about, func(t *testing.T) {
			if !strings.Contains(c.node, "uniqueId") {
				c.node = `"unique-id": "n", ` + c.node
			}
			sketch, found := format.Text(`{"nodes": [{` + c.node + `}]}`)
			if len(found) > 0 || len(sketch.Components) != 1 {
				t.Fatalf("%v %v", found, sketch.Components)
			}
			got := sketch.Components[0].Kind.String()
			if owner := sketch.Components[0].Owner; owner != "" {
				got += " by " + owner
			}
			if n := sketch.Components[0].Replicas; n > 0 {
				got += fmt.Sprintf(" x%d", n)
			}
			if got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// TestRelationships varies how nodes a, b, c and d are related in all releases and drafts.
func TestRelationships(t *testing.T) {
	for _, c := range []struct{ about, says, want string }{
		{"connects", `"unique-id": "r", "relationship-type": {"connects": {"source": {"node": "a"}, "destination": {"node": "b", "interfaces": ["x"]}}}`, "a -> b @r"},
		{"with plain ends", `"unique-id": "r", "relationship-type": {"connects": {"source": "a", "destination": "b"}}`, "a -> b @r"},
		{"interacts", `"unique-id": "r", "relationship-type": {"interacts": {"actor": "a", "nodes": ["b", "c"]}}`, "a -> b @r, a -> c @r"},
		{"the type as a text", `"unique-id": "r", "relationship-type": "connects", "connects": {"source": {"node": "a"}, "destination": {"node": "b"}}`, "a -> b @r"},
		{"the type left out", `"unique-id": "r", "connects": {"source": {"node": "a"}, "destination": {"node": "b"}}`, "a -> b @r"},
		{"parties", `"uniqueId": "r", "relationship-type": "connects", "parties": {"source": "a", "destination": "b"}`, "a -> b @r"},
		{"parties that interact", `"uniqueId": "r", "relationship-type": "interacts", "parties": {"actor": "a", "nodes": ["b"]}`, "a -> b @r"},
		{"no ID", `"relationship-type": {"connects": {"source": {"node": "a"}, "destination": {"node": "b"}}}`, "a -> b @a.b"},
		{"deployed in", `"unique-id": "r", "relationship-type": {"deployed-in": {"container": "a", "nodes": ["b", "c"]}}`, "b in a, c in a"},
		{"composed of", `"unique-id": "r", "relationship-type": {"composed-of": {"container": "a", "nodes": ["b"]}}`, "b in a"},
		{"parties deployed in", `"uniqueId": "r", "relationship-type": "deployed-in", "parties": {"container": "a", "nodes": ["b"]}`, "b in a"},
		{"in itself", `"unique-id": "r", "relationship-type": {"composed-of": {"container": "a", "nodes": ["a", "b"]}}`, "b in a"},
		{
			"part of one thing and deployed in another", `"relationship-type": {"composed-of": {"container": "a", "nodes": ["b"]}}}, {"relationship-type": {"deployed-in": {"container": "c", "nodes": ["b"]}}`,
			"b in c",
		},
		{
			"spread", `"relationship-type": {"deployed-in": {"container": "c", "nodes": ["b"]}}}, {"relationship-type": {"deployed-in": {"container": "d", "nodes": ["b"]}}`,
			"b in c and d",
		},
		{
			"in what lies in another", `"relationship-type": {"deployed-in": {"container": "d", "nodes": ["b", "c"]}}}, {"relationship-type": {"deployed-in": {"container": "c", "nodes": ["b"]}}`,
			"b in c, c in d",
		},
		{
			"in a circle", `"relationship-type": {"deployed-in": {"container": "d", "nodes": ["c"]}}}, {"relationship-type": {"deployed-in": {"container": "c", "nodes": ["d"]}}`,
			"c in d",
		},
		{"to itself", `"unique-id": "r", "relationship-type": {"connects": {"source": {"node": "a"}, "destination": {"node": "a"}}}`, ""},
		{"options", `"unique-id": "r", "relationship-type": {"options": [{"description": "x", "nodes": ["a"], "relationships": ["r"]}]}`, ""},
		{"older options", `"unique-id": "r", "options": [{"description": "x"}]`, ""},
		{
			"parallel", `"unique-id": "r-1", "protocol": "HTTPS", "relationship-type": {"connects": {"source": "a", "destination": "b"}}}, {"unique-id": "r-2", "protocol": "HTTPS", "relationship-type": {"connects": {"source": "a", "destination": "b"}}`,
			"a -> b (r-1) @r-1, a -> b (r-2) @r-2",
		},
		{"to nowhere", `"unique-id": "r", "relationship-type": {"connects": {"source": "a", "destination": "bb"}}`, "a -> bb @r"},
	} {
		t.Run(c.about, func(t *testing.T) {
			nodes := ""
			for _, id := range []string{"a", "b", "c", "d"} {
				nodes += `{"unique-id": "` + id + `", "node-type": "service", "name": "` + strings.ToUpper(id) + `"},`
			}
			sketch, found := format.Text(`{"nodes": [` + strings.TrimSuffix(nodes, ",") + `], "relationships": [{` + c.says + `}]}`)
			if diag.Worst(found) == diag.Error {
				t.Error(found)
			}
			var got []string
			for _, a := range sketch.Arrows {
				got = append(got, a.Name()+" @"+strings.TrimPrefix(a.Evidence[0].Path, "relationships."))
			}
			for _, c := range sketch.Components {
				if len(c.In) > 0 {
					got = append(got, c.Name+" in "+strings.Join(c.In, " and "))
				}
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			trial.Drawing(t, sketch)
		})
	}
}

// TestOwnersOfParts gives the parts of a thing its owner, and not what is only deployed in it.
func TestOwnersOfParts(t *testing.T) {
	sketch, _ := format.Text(`{"nodes": [{"unique-id": "s", "node-type": "system", "owner": "blue"}, {"unique-id": "c", "node-type": "network", "owner": "ops"}, {"unique-id": "a", "node-type": "service"},
{"unique-id": "b", "node-type": "service"}], "relationships": [{"relationship-type": {"composed-of": {"container": "s", "nodes": ["a"]}}}, {"relationship-type": {"deployed-in": {"container": "c", "nodes": ["a", "b"]}}}]}`)
	var got []string
	for _, c := range sketch.Components {
		got = append(got, c.Name+":"+c.Owner)
	}
	if want := []string{"s:blue", "c:ops", "a:blue", "b:"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestDetails reads an architecture and that of the details of one of its nodes.
func TestDetails(t *testing.T) {
	whole := `{"nodes": [{"unique-id": "shop", "node-type": "system", "details": {"detailed-architecture": "https://x.example/shop.json"}}, {"unique-id": "user", "node-type": "actor"}]}`
	inner := `{"nodes": [{"unique-id": "web", "node-type": "webclient"}, {"unique-id": "user", "node-type": "actor"}], "relationships": [{"unique-id": "r", "relationship-type": {"interacts": {"actor": "user", "nodes": ["web"]}}}]}`
	sketch, found := calm.Read([]importer.File{{Name: "all.json", Text: []byte(whole)}, {Name: "parts/shop.json", Text: []byte(inner)}})
	if len(found) > 0 || len(sketch.Components) != 3 || !slices.Equal(sketch.Components[2].In, []string{"shop"}) || len(sketch.Components[1].In) > 0 {
		t.Errorf("%v %+v", found, sketch.Components)
	}
	if _, found = format.Text(whole); len(found) != 1 || found[0].Level != diag.Note {
		t.Errorf("the file is not there: %v", found)
	}
}

func TestFlows(t *testing.T) {
	const text = `{"nodes": [{"unique-id": "p", "node-type": "actor"}, {"unique-id": "a", "node-type": "service"}, {"unique-id": "b", "node-type": "service"}],
"relationships": [{"unique-id": "p-a", "relationship-type": {"interacts": {"actor": "p", "nodes": ["a"]}}}, {"unique-id": "a-b", "relationship-type": {"connects": {"source": {"node": "a"}, "destination": {"node": "b"}}}}],
"flows": [%s]}`
	for _, c := range []struct{ about, flow, want, says string }{
		{"in order", `{"unique-id": "f", "name": "F", "transitions": [{"relationship-unique-id": "a-b", "sequence-number": 10}, {"relationship-unique-id": "p-a", "sequence-number": 9}]}`, "F by p: [p -> a a -> b]", ""},
		{"an answer", `{"unique-id": "f", "name": "F", "transitions": [{"relationship-unique-id": "a-b", "sequence-number": 1}, {"relationship-unique-id": "a-b", "sequence-number": 2, "direction": "destination-to-source"}]}`, "F by : [a -> b]", ""},
		{"only back", `{"unique-id": "f", "name": "F", "transitions": [{"relationship-unique-id": "p-a", "sequence-number": 2, "direction": "destination-to-source"}]}`, "F by : [p -> a]", ""},
		{"no name", `{"unique-id": "f", "transitions": [{"relationship-unique-id": "a-b", "sequence-number": 1}]}`, "f by : [a -> b]", ""},
		{"no arrow", `{"unique-id": "f", "name": "F", "transitions": [{"relationship-unique-id": "x", "sequence-number": 1}]}`, "", `the flow "F" goes along "x", which is no arrow, so that step is left out`},
		{"a URL", `"https://x.example/f.json", "https://x.example/g.json"`, "", "flows that stand in files of their own are not read"},
	} {
		t.Run(c.about, func(t *testing.T) {
			sketch, found := format.Text(fmt.Sprintf(text, c.flow))
			got := ""
			for _, j := range sketch.Journeys {
				got += fmt.Sprintf("%s by %s: %v", j.Name, j.Who, j.Steps)
			}
			said := ""
			for _, d := range found {
				said += d.Message
			}
			if got != c.want || said != c.says {
				t.Errorf("%q and %q, want %q and %q", got, said, c.want, c.says)
			}
		})
	}
}

// TestBadInput varies what is wrong with a file. All of it is told with its place.
func TestBadInput(t *testing.T) {
	for _, c := range []struct {
		about, text string
		want        []string
	}{
		{"empty", "", []string{"a.json:1:1: error: "}},
		{"no JSON", "{]", []string{"a.json:1:2: error: "}},
		{"a list", "[]", []string{"a.json:1:1: error: this is no CALM architecture: it has neither nodes nor relationships"}},
		{"a pattern", `{"$schema": "https://calm.finos.org/release/1.2/meta/calm.json", "properties": {"nodes": {"prefixItems": []}}}`, []string{"a.json:1:1: error: this is a CALM pattern"}},
		{"a decorator", `{"unique-id": "d", "type": "x", "target": [], "applies-to": [], "data": {}}`, []string{"a.json:1:1: note: this is a CALM decorator"}},
		{"a timeline", `{"moments": [{"unique-id": "m"}]}`, []string{"a.json:1:1: error: this is a CALM timeline"}},
		{"cut off", `{"nodes": [{"unique-id": "a"`, []string{"a.json:1:29: error: "}},
		{
			"the wrong kinds", `{"nodes": ["a", {"unique-id": "a"}], "relationships": {}, "flows": {}}`,
			[]string{"a.json:1:12: error: nodes is a list of objects, and this is text", "a.json:1:55: error: relationships is a list of objects, not a mapping", "a.json:1:68: error: flows is a list, not a mapping"},
		},
		{
			"nodes", `{"nodes": [{"unique-id": "a"}, {"unique-id": "a"}, {"name": "b"}, {}]}`,
			[]string{
				`a.json:1:32: warning: two nodes have the unique-id "a", so they are drawn as one`, "a.json:1:52: warning: a node has no unique-id, so it goes by its name", "a.json:1:67: error: a node has no unique-id",
			},
		},
		{
			"relationships", `{"nodes": [{"unique-id": "shop"}], "relationships": [{"unique-id": "r", "relationship-type": {"connects": {"source": {"node": "shp"}}}}, {"unique-id": "s", "relationship-type": {"likes": {}}},
{"relationship-type": {"connects": {"source": {}, "destination": {"node": "shop"}}}}, {"relationship-type": {"deployed-in": {"nodes": ["shop"]}}}]}`,
			[]string{
				"a.json:1:107: error: a relationship has no destination", `a.json:1:118: warning: there is no node "shp"; did you mean "shop"?`, `a.json:1:138: warning: a relationship is of no type that is known here, so it is left out: "s"`,
				"a.json:2:47: error: source names no node", "a.json:2:125: error: a relationship has no container",
			},
		},
	} {
		t.Run(c.about, func(t *testing.T) {
			_, found := format.Text(c.text)
			trial.Begins(t, c.want, found)
		})
	}
}

func TestLooks(t *testing.T) {
	for text, want := range map[string]bool{
		`{"nodes": [{"unique-id": "a", "node-type": "service"}]}`:                             true,
		"\ufeff\n {\"nodes\": [{\"uniqueId\": \"a\", \"node-type\": \"service\"}]}":           true,
		`{"relationships": [{"unique-id": "a", "relationship-type": {"connects": {}}}]}`:      true,
		`{"$schema": "https://calm.finos.org/x", "properties": {"nodes": {}}}`:                true,
		`{"unique-id": "d", "target": [], "applies-to": []}`:                                  true,
		`{"nodes": [{"id": "a"}], "edges": []}`:                                               false,
		`{"nodes": [{"id": "a", "kind": "unique-id"}]}`:                                       false,
		`{"$schema": "https://json-schema.org/x", "properties": {"nodes": {"unique-id": 1}}}`: false,
		`{"model": {"people": []}}`:                                                           false,
		`{"elements": {}, "relations": {}}`:                                                   false,
		"nodes: [{unique-id: a, node-type: b}]":                                               false,
		"linewalk: 1\n":                                                                       false,
		"":                                                                                    false,
	} {
		if calm.Looks([]byte(text)) != want {
			t.Errorf("%q: want %v", text, want)
		}
	}
}

// TestHostile reads files that are large in one way each. Each is drawn, or refused with a place.
func TestHostile(t *testing.T) {
	long := strings.Repeat("long ", 1<<21)
	const two = `{"unique-id": "a", "node-type": "service"}, {"unique-id": "b", "node-type": "service"}`
	const ab = `"relationship-type": {"connects": {"source": "a", "destination": "b"}}`
	format.Withstands(t, map[string]string{
		"a long name":          `{"nodes": [{"unique-id": "` + long + `", "node-type": "service"}]}`,
		"a long label":         `{"nodes": [` + two + `], "relationships": [{"unique-id": "r", "description": "` + long + `", ` + ab + `}]}`,
		"far too deep":         strings.Repeat(`{"nodes": [`, 100_000),
		"many to many":         `{"relationships": [{"unique-id": "r", "relationship-type": {"interacts": {"actor": [` + trial.Many(100_000, ",", `"a%"`) + `], "nodes": [` + trial.Many(100_000, ",", `"b%"`) + `]}}}]}`,
		"nodes that are not":   `{"nodes": [` + trial.Many(5000, ",", `{"unique-id": "node-%"}`) + `], "relationships": [` + trial.Many(5000, ",", `{"relationship-type": {"connects": {"source": "x%", "destination": "y"}}}`) + `]}`,
		"many places":          `{"nodes": [` + two + `], "relationships": [` + trial.Many(20_000, ",", `{"relationship-type": {"deployed-in": {"container": "p%", "nodes": ["a", "b"]}}}`) + `]}`,
		"a chain of places":    `{"nodes": [` + trial.Many(20_000, ",", `{"unique-id": "%"}`) + `], "relationships": [` + trial.Many(19_000, ",", `{"relationship-type": {"deployed-in": {"container": "%", "nodes": ["1%"]}}}`) + `]}`,
		"parallel arrows":      `{"nodes": [` + two + `], "relationships": [` + trial.Many(10_000, ",", `{"unique-id": "r%", "description": "`+strings.Repeat("x", 130)+`%", `+ab+`}`) + `]}`,
		"flows of one name":    `{"nodes": [` + two + `], "relationships": [{"unique-id": "r", ` + ab + `}], "flows": [` + trial.Many(20_000, ",", `{"name": "f", "transitions": [{"relationship-unique-id": "r", "sequence-number": %}]}`) + `]}`,
		"flows of many":        `{"relationships": [{"unique-id": "r", "relationship-type": {"interacts": {"actor": "a", "nodes": [` + trial.Many(1000, ",", `"b%"`) + `]}}}], "flows": [` + trial.Many(5000, ",", `{"name": "f%", "transitions": [{"relationship-unique-id": "r"}]}`) + `]}`,
		"odd names":            `{"nodes": [{"unique-id": "a -> b (c)\u0000\u001b[31m", "node-type": "service", "name": "<script>"}, {"unique-id": "/"}, {"unique-id": "x: {"}], "relationships": [{"unique-id": "# ->", "relationship-type": {"connects": {"source": "/", "destination": "x: {"}}}]}`,
		"details of one thing": `{"nodes": [` + trial.Many(20_000, ",", `{"unique-id": "n%", "details": {"detailed-architecture": "a.json"}}`) + `]}`,
	})
}

func FuzzRead(f *testing.F) {
	format.Fuzz(f,
		`{"nodes": [{"uniqueId": "a"}], "relationships": [{"uniqueId": "r", "relationship-type": "connects", "parties": {"source": "a", "destination": "b"}}]}`,
		`{"relationships": [{"relationship-type": {"deployed-in": {"container": "a", "nodes": ["b"]}}}, {"relationship-type": {"composed-of": {"container": "b", "nodes": ["a"]}}}]}`,
		`{"nodes": [], "flows": ["x", {"transitions": [{"sequence-number": -1}]}]}`,
		`{"moments": []}`, `{"properties": {"nodes": {}}}`,
	)
}

// BenchmarkRead reads 5,000 services, each with three relationships, and a flow through all.
func BenchmarkRead(b *testing.B) {
	const n = 5000
	var nodes, relationships, transitions []string
	for i := range n {
		nodes = append(nodes, fmt.Sprintf(`{"unique-id": "service-%d", "node-type": "service", "name": "Service %d", "description": "It does something", "interfaces": [{"unique-id": "port-%d", "port": 443}]}`, i, i, i))
		for k, to := range []int{(i + 1) % n, (i*7 + 3) % n, (i*13 + 5) % n} {
			relationships = append(relationships, fmt.Sprintf(`{"unique-id": "r-%d-%d", "description": "Asks", "protocol": "HTTPS", "relationship-type": {"connects": {"source": {"node": "service-%d"}, "destination": {"node": "service-%d"}}}}`, i, k, i, to))
		}
		transitions = append(transitions, fmt.Sprintf(`{"relationship-unique-id": "r-%d-0", "sequence-number": %d, "description": "asks"}`, i, n-i))
	}
	text := `{"nodes": [` + strings.Join(nodes, ",") + `], "relationships": [` + strings.Join(relationships, ",") + `], "flows": [{"unique-id": "f", "name": "F", "transitions": [` + strings.Join(transitions, ",") + `]}]}`
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if sketch, _ := format.Text(text); len(sketch.Components) != n {
			b.Fatal(len(sketch.Components))
		}
	}
}
