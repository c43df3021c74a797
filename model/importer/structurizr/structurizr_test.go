package structurizr_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/structurizr"
	"github.com/linewalk/linewalk/model/importer/trial"
)

var format = trial.Format{Name: "w.json", Looks: structurizr.Looks, Read: structurizr.Read}

// TestDrawing compares what is drawn of a small workspace with the golden; UPDATE=1 writes it.
func TestDrawing(t *testing.T) {
	got := format.Shown(t, "shop.json")
	trial.Golden(t, "shop.golden.yaml", got)
	if strings.Contains(got, "hunter2") {
		t.Error("a URL is copied")
	}
}

// TestElements varies what the model holds, and compares the components.
func TestElements(t *testing.T) {
	for _, c := range []struct {
		about, model string
		want         []string
	}{
		{"a person", `"people": [{"id": "1", "name": "Ana"}]`, []string{"Ana person"}},
		{"an external person", `"people": [{"id": "1", "name": "Ana", "location": "External"}]`, []string{"Ana person"}},
		{"an external system", `"softwareSystems": [{"id": "1", "name": "Stripe", "location": "External"}]`, []string{"Stripe external"}},
		{"by its tag", `"softwareSystems": [{"id": "1", "name": "Stripe", "tags": "Element,Software System,External System"}]`, []string{"Stripe external"}},
		{
			"an enterprise", `"enterprise": {"name": "Bank"}, "softwareSystems": [{"id": "1", "name": "A", "location": "Internal"}, {"id": "2", "name": "B", "location": "External"}]`,
			[]string{"Bank place", "A service in Bank", "B external"},
		},
		{
			"a system that holds others", `"softwareSystems": [{"id": "1", "name": "A", "tags": "External", "containers": [{"id": "2", "name": "B", "components": [{"id": "3", "name": "C"}]}]}]`,
			[]string{"A place #External", "A/B place in A", "A/B/C service in A/B"},
		},
		{
			"an element of the author's own", `"customElements": [{"id": "1", "name": "Meter", "metadata": "Device"}, {"id": "2", "name": "Thing"}]`,
			[]string{"Meter device", "Thing service"},
		},
		{
			"groups without a separator", `"softwareSystems": [{"id": "1", "name": "A", "group": "X/Y"}, {"id": "2", "name": "B", "group": "X/Y"}]`,
			[]string{"X-Y place", "A service in X-Y", "B service in X-Y"},
		},
		{
			"nested groups", `"properties": {"structurizr.groupSeparator": "/"}, "softwareSystems": [{"id": "1", "name": "A", "group": "X/Y", "containers": [{"id": "2", "name": "B", "group": "Z"}]}]`,
			[]string{"X place", "X/Y place in X", "A place in X/Y", "A/Z place in A", "A/B service in A/Z"},
		},
		{
			"a group and a system of one name", `"softwareSystems": [{"id": "1", "name": "X", "group": "X"}]`,
			[]string{"X service in X [Group]", "X [Group] place"},
		},
		{
			"a person and a system of one name", `"people": [{"id": "1", "name": "X"}], "softwareSystems": [{"id": "2", "name": "X", "containers": [{"id": "3", "name": "Y"}]}]`,
			[]string{"X person", "X [Software System] place", "X/Y service in X [Software System]"},
		},
		{"an owner", `"softwareSystems": [{"id": "1", "name": "A", "properties": {"Owning Team": "Blue"}}]`, []string{"A service by Blue"}},
		{"an owner by perspective", `"softwareSystems": [{"id": "1", "name": "A", "perspectives": [{"name": "Security", "value": "high"}, {"name": "Owner", "value": "Blue"}]}]`, []string{"A service by Blue"}},
		{
			"an owner of all inside", `"softwareSystems": [{"id": "1", "name": "A", "properties": {"team": "Blue"}, "containers": [{"id": "2", "name": "B"}, {"id": "3", "name": "C", "properties": {"team": "Red"}}]}]`,
			[]string{"A place by Blue", "A/B service in A by Blue", "A/C service in A by Red"},
		},
		{"an owner that is none", `"softwareSystems": [{"id": "1", "name": "A", "properties": {"owner": "TBD", "team": "https://teams.example/blue"}}]`, []string{"A service"}},
		{"no name", `"softwareSystems": [{"id": "7"}]`, []string{"software system 7 service"}},
		{"in one environment", `"softwareSystems": [{"id": "1", "name": "A"}], "deploymentNodes": [{"id": "2", "name": "n", "instances": 2, "children": [{"id": "3", "name": "m", "instances": "3..N", "softwareSystemInstances": [{"id": "4", "softwareSystemId": "1"}]}]}]`, []string{"A service x6"}},
		{"in production", `"softwareSystems": [{"id": "1", "name": "A"}], "deploymentNodes": [{"id": "2", "name": "n", "environment": "Pre-Production", "instances": 5, "softwareSystemInstances": [{"softwareSystemId": "1"}]}, {"id": "3", "name": "n", "environment": "PROD eu", "instances": 2, "softwareSystemInstances": [{"softwareSystemId": "1"}]}, {"id": "4", "name": "n", "environment": "prod-us", "instances": 2, "softwareSystemInstances": [{"softwareSystemId": "1"}]}]`, []string{"A service x4"}},
		{"in no production", `"softwareSystems": [{"id": "1", "name": "A"}], "deploymentNodes": [{"id": "2", "name": "n", "environment": "Dev", "instances": 5, "softwareSystemInstances": [{"softwareSystemId": "1"}]}, {"id": "3", "name": "n", "environment": "Test"}]`, []string{"A service"}},
	} {
		t.Run(c.about, func(t *testing.T) {
			sketch, _ := format.Text(`{"model": {` + c.model + `}}`)
			var got []string
			for _, c := range sketch.Components {
				line := c.Name + " " + c.Kind.String()
				if len(c.In) > 0 {
					line += " in " + strings.Join(c.In, ", ")
				}
				if c.Owner != "" {
					line += " by " + c.Owner
				}
				if c.Replicas > 0 {
					line += fmt.Sprintf(" x%d", c.Replicas)
				}
				for _, tag := range c.Tags {
					line += " #" + tag
				}
				got = append(got, line)
			}
			slices.Sort(got)
			slices.Sort(c.want)
			if diff := gocmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			trial.Drawing(t, sketch)
		})
	}
}

// TestRelationships varies what hangs on a system A, beside a database B and a queue Q.
func TestRelationships(t *testing.T) {
	const model = `{"model": {"softwareSystems": [{"id": "1", "name": "A", "relationships": [%s]}, {"id": "2", "name": "B", "tags": "Database"}, {"id": "3", "name": "Q", "tags": "Queue"}]}}`
	for _, c := range []struct{ about, says, want string }{
		{"a call", `{"id": "9", "sourceId": "1", "destinationId": "2"}`, "A -> B query"},
		{"without the source", `{"id": "9", "destinationId": "2"}`, "A -> B query"},
		{"a copy", `{"id": "9", "sourceId": "1", "destinationId": "2", "linkedRelationshipId": "8"}`, ""},
		{"to itself", `{"id": "9", "sourceId": "1", "destinationId": "1"}`, ""},
		{"to nowhere", `{"id": "9", "sourceId": "1", "destinationId": "7"}`, ""},
		{"asynchronous by a tag", `{"id": "9", "destinationId": "2", "tags": "Relationship,Asynchronous"}`, "A -> B event"},
		{"to a queue", `{"id": "9", "destinationId": "3", "description": "sends"}`, "A -> Q event"},
		{"the same twice", `{"id": "8", "destinationId": "2", "description": "x"}, {"id": "9", "destinationId": "2", "description": "x"}`, "A -> B query"},
		{"two", `{"id": "8", "destinationId": "2", "description": "x"}, {"id": "9", "destinationId": "2", "description": "y"}`, "A -> B (x) query, A -> B (y) query"},
		{"two without words", `{"id": "8", "destinationId": "2", "technology": "SQL"}, {"id": "9", "destinationId": "2", "technology": "CQL"}`, "A -> B (SQL) query, A -> B (CQL) query"},
		{"retired", `{"id": "9", "destinationId": "3", "tags": "Relationship,Deprecated"}`, "A -> Q event it is marked as on its way out: is it still used?"},
		{"planned", `{"id": "9", "destinationId": "3", "properties": {"status": "planned"}}`, "A -> Q event it is marked as planned: is it built?"},
	} {
		t.Run(c.about, func(t *testing.T) {
			sketch, _ := format.Text(fmt.Sprintf(model, c.says))
			var got []string
			for _, a := range sketch.Arrows {
				got = append(got, strings.TrimSpace(a.Name()+" "+a.Kind.String()+" "+a.Question))
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestViews(t *testing.T) {
	const model = `{"model": {"people": [{"id": "1", "name": "P", "relationships": [{"id": "11", "destinationId": "3", "description": "uses"}, {"id": "12", "destinationId": "2", "linkedRelationshipId": "11"}]}],
"softwareSystems": [{"id": "2", "name": "A", "containers": [{"id": "3", "name": "B", "relationships": [{"id": "13", "destinationId": "4"}]}]}, {"id": "4", "name": "C"}]}, "views": {"dynamicViews": [{%s}]}}`
	for _, c := range []struct{ about, view, want string }{
		{"in order", `"key": "v", "relationships": [{"id": "13", "order": "10"}, {"id": "11", "order": "9"}]`, "v by P: [P -> A/B A/B -> C]"},
		{"in parallel", `"key": "v", "relationships": [{"id": "13", "order": "1.2"}, {"id": "11", "order": "1.1"}]`, "v by P: [P -> A/B A/B -> C]"},
		{"a copy stands for what it is a copy of", `"key": "v", "relationships": [{"id": "12", "order": "1"}]`, "v by P: [P -> A/B]"},
		{"an answer", `"key": "v", "relationships": [{"id": "13", "order": "1"}, {"id": "11", "order": "2", "response": true}]`, "v by : [A/B -> C]"},
		{"nothing of the model", `"key": "v", "relationships": [{"id": "99", "order": "1"}]`, ""},
		{"a title", `"key": "v", "title": "The way", "relationships": [{"id": "13"}]`, "The way by : [A/B -> C]"},
		{"a key that nobody chose", `"key": "A-Dynamic-001", "description": "How it goes", "relationships": [{"id": "13"}]`, "How it goes by : [A/B -> C]"},
	} {
		t.Run(c.about, func(t *testing.T) {
			sketch, _ := format.Text(fmt.Sprintf(model, c.view))
			got := ""
			for _, j := range sketch.Journeys {
				got += fmt.Sprintf("%s by %s: %v", j.Name, j.Who, j.Steps)
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestSeveralFiles reads two workspaces of one landscape.
func TestSeveralFiles(t *testing.T) {
	sketch, found := structurizr.Read([]importer.File{
		{Name: "a.json", Text: []byte(`{"model": {"softwareSystems": [{"id": "1", "name": "A", "relationships": [{"id": "5", "destinationId": "2", "description": "asks"}]}, {"id": "2", "name": "B"}]}}`)},
		{Name: "b.json", Text: []byte(`{"model": {"softwareSystems": [{"id": "1", "name": "B", "properties": {"owner": "Blue"}, "containers": [{"id": "2", "name": "C"}]}]}}`)},
	})
	if len(found) > 0 || len(sketch.Components) != 3 || sketch.Components[1].Owner != "Blue" || len(sketch.Arrows) != 1 {
		t.Errorf("%v %+v", found, sketch)
	}
}

// TestBadInput varies what is wrong with a file. All of it is told with its place.
func TestBadInput(t *testing.T) {
	for _, c := range []struct {
		about, text string
		want        []string
	}{
		{"empty", "", []string{"w.json:1:1: error: "}},
		{"no JSON", "{]", []string{"w.json:1:2: error: "}},
		{"a list", "[]", []string{"w.json:1:1: error: this is no workspace of Structurizr: it has no model"}},
		{"something else", `{"services": {}}`, []string{"w.json:1:1: error: this is no workspace of Structurizr: it has no model"}},
		{"the DSL", "/* ours */\nworkspace \"Shop\" {\n model {", []string{"w.json:1:1: error: this is a workspace in Structurizr's DSL, and only its JSON is read"}},
		{"encrypted", `{"id": 1, "name": "Shop", "encryptionStrategy": {"type": "aes"}, "ciphertext": "8a"}`, []string{"w.json:1:1: error: the workspace is encrypted, so there is nothing to read"}},
		{"cut off", `{"model": {"people": [{"id": "1"`, []string{"w.json:1:23: warning: ", "w.json:1:33: error: "}},
		{
			"the wrong kinds", `{"model": {"people": {}, "softwareSystems": ["a", {"id": "1", "name": "A", "containers": 1, "relationships": [2]}]}, "views": {"dynamicViews": "x"}}`,
			[]string{
				"w.json:1:22: error: people is a list of objects, not a mapping",
				"w.json:1:46: error: softwareSystems is a list of objects, and this is text",
				"w.json:1:90: error: containers is a list of objects, not text",
				"w.json:1:111: error: relationships is a list of objects, and this is text",
				"w.json:1:144: error: dynamicViews is a list of objects, not text",
			},
		},
		{
			"IDs", `{"model": {"people": [{"id": "1", "name": "A"}, {"id": "1", "name": "B", "relationships": [{"destinationId": "4"}, {"destinationId": "1"}]}]}}`,
			[]string{
				`w.json:1:49: warning: two elements have the ID "1"; arrows go to the first`,
				`w.json:1:92: warning: an arrow ends at the ID "4", which nothing has, so it is left out`,
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
		`{"model": {"people": []}}`:                                        true,
		"\ufeff {\"name\": \"x\", \"model\": {\"softwareSystems\": [{}]}}": true,
		`{"model": {}, "views": {}, "documentation": {}}`:                  true,
		`{"ciphertext": "x", "encryptionStrategy": {}}`:                    true,
		"workspace {\n":                         true,
		"// ours\nworkspace extends x.json {\n": true,
		"workspace: {a: b}\n":                   false,
		`{"model": "x"}`:                        false,
		`{"nodes": [], "relationships": []}`:    false,
		`{"elements": {}, "relations": {}, "_stage": "computed", "model": {}}`: false,
		"services: {model: {}}":  false,
		"linewalk: 1\n":          false,
		"flowchart LR\n a --> b": false,
		"digraph {a -> b}":       false,
		"":                       false,
	} {
		if structurizr.Looks([]byte(text)) != want {
			t.Errorf("%q: want %v", text, want)
		}
	}
}

// TestHostile reads files that are large in one way each. Each is drawn, or refused with a place.
func TestHostile(t *testing.T) {
	long := strings.Repeat("long ", 1<<21)
	deep := strings.Repeat(`{"name": "n", "children": [`, 40)
	format.Withstands(t, map[string]string{
		"a long name":       `{"model": {"people": [{"id": "1", "name": "` + long + `"}]}}`,
		"a long tag":        `{"model": {"people": [{"id": "1", "name": "P", "tags": "` + long + `,` + strings.Repeat("x,", 100_000) + `"}]}}`,
		"a long label":      `{"model": {"people": [{"id": "1", "name": "P", "relationships": [{"destinationId": "2", "description": "` + long + `"}]}, {"id": "2", "name": "Q"}]}}`,
		"deep nodes":        `{"model": {"deploymentNodes": [` + deep + strings.Repeat(`{"id": "1", "name": "x"},`, 300_000) + `{}` + strings.Repeat("]}", 40) + `]}}`,
		"far too deep":      strings.Repeat(`{"model": [`, 100_000),
		"many instances":    `{"model": {"deploymentNodes": [` + strings.Repeat(`{"instances": "999999999", "children": [`, 40) + strings.Repeat("]}", 40) + `]}}`,
		"a circle of links": `{"model": {"people": [{"id": "1", "name": "P", "relationships": [{"id": "a", "destinationId": "1", "linkedRelationshipId": "b"}, {"id": "b", "destinationId": "1", "linkedRelationshipId": "a"}]}]}, "views": {"dynamicViews": [{"relationships": [{"id": "a"}]}]}}`,
		"groups":            `{"model": {"properties": {"structurizr.groupSeparator": "/"}, "people": [{"id": "1", "name": "P", "group": "` + strings.Repeat("g/", 100_000) + `"}]}}`,
		"many tags":         `{"model": {"people": [{"id": "1", "name": "P", "tags": "` + trial.Many(1_000_000, ",", "t%") + `"}]}}`,
		"odd names":         `{"model": {"people": [{"id": "1", "name": "a -> b (c)\u0000\u001b[31m", "relationships": [{"destinationId": "2", "description": "<script>: # -> (x)"}]}, {"id": "2", "name": "/"}, {"id": "3", "name": "a/"}]}}`,
	})
}

func FuzzRead(f *testing.F) {
	format.Fuzz(f,
		`{"model": {"people": [{"id": "1", "name": "P", "relationships": [{"id": "5", "destinationId": "1"}]}]}}`,
		`{"model": {"enterprise": {"name": "/"}, "softwareSystems": [{"id": 1, "name": "a/b", "location": "Internal", "containers": [{"name": "", "group": "//"}]}]}}`,
		`{"model": {"deploymentNodes": [{"id": "1", "relationships": [{"destinationId": "2"}], "infrastructureNodes": [{"id": "2"}]}]}, "views": {"dynamicViews": [{"relationships": [{"id": ""}]}]}}`,
		"workspace {", `{"ciphertext": 1}`,
	)
}

// BenchmarkRead reads 5,000 containers, each with three relationships and an instance.
func BenchmarkRead(b *testing.B) {
	const n = 5000
	var text, nodes strings.Builder
	text.WriteString(`{"model": {"softwareSystems": [{"id": "s", "name": "System", "containers": [`)
	for i := range n {
		if i > 0 {
			text.WriteString(",")
			nodes.WriteString(",")
		}
		fmt.Fprintf(&text, `{"id": "%d", "name": "Service %d", "technology": "Go", "tags": "Element,Container,Microservice", "relationships": [`, i, i)
		for k, to := range []int{(i + 1) % n, (i*7 + 3) % n, (i*13 + 5) % n} {
			if k > 0 {
				text.WriteString(",")
			}
			fmt.Fprintf(&text, `{"id": "r%d-%d", "sourceId": "%d", "destinationId": "%d", "description": "Asks", "technology": "JSON/HTTPS"}`, i, k, i, to)
		}
		text.WriteString("]}")
		fmt.Fprintf(&nodes, `{"id": "n%d", "name": "Node %d", "environment": "Live", "containerInstances": [{"id": "i%d", "containerId": "%d", "environment": "Live"}]}`, i, i, i, i)
	}
	text.WriteString(`]}], "deploymentNodes": [` + nodes.String() + `]}}`)
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if sketch, _ := format.Text(text.String()); len(sketch.Components) != n+1 {
			b.Fatal(len(sketch.Components))
		}
	}
}

// TestDeployed draws arrows between what is deployed, in production and elsewhere, and checks of one name.
func TestDeployed(t *testing.T) {
	sketch, found := format.Text(`{"model": {"softwareSystems": [{"id": "1", "name": "A"}, {"id": "2", "name": "B"}], "deploymentNodes": [
{"id": "3", "name": "Cloud", "environment": "Live", "infrastructureNodes": [{"id": "4", "name": "Balancer", "relationships": [{"destinationId": "5", "description": "forwards"}]}],
 "softwareSystemInstances": [{"id": "5", "softwareSystemId": "1", "healthChecks": [{"name": "up", "url": "https://x.example"}, {"name": "up"}, {}]}, {"id": "6", "softwareSystemId": "2", "healthChecks": [{"name": "up"}]}]},
{"id": "7", "name": "Lab", "environment": "Test", "infrastructureNodes": [{"id": "8", "name": "Mock", "instances": "3"}],
 "softwareSystemInstances": [{"id": "9", "softwareSystemId": "1", "relationships": [{"destinationId": "8", "description": "asks"}], "healthChecks": [{"name": "in the lab"}]}]}]}}`)
	if len(found) > 0 {
		t.Error(found)
	}
	var got []string
	for _, a := range sketch.Arrows {
		got = append(got, strings.TrimSpace(a.Name()+" "+a.Question))
	}
	for _, m := range sketch.Monitors {
		got = append(got, m.Name+": "+strings.Join(m.Watches, ", "))
	}
	for _, c := range sketch.Components {
		if len(c.Tags) > 0 {
			got = append(got, c.Name+" "+strings.Join(c.Tags, ", "))
		}
	}
	want := []string{
		"Cloud/Balancer -> A", "A -> Lab/Mock it is drawn for another environment than production: is it part of the system?",
		"up of A: A", "health: A", "up of B: B", "Lab/Mock Test",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
