package backstage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/backstage"
	"github.com/linewalk/linewalk/model/importer/trial"
)

var format = trial.Format{Name: "c.yaml", Looks: backstage.Looks, Read: backstage.Read}

// TestGolden draws a catalog of two files, and says what it says about it.
func TestGolden(t *testing.T) {
	trial.Golden(t, "shop.golden.yaml", format.Shown(t, "catalog-info.yaml", "orders.yaml"))
}

// catalog reads entities, each given as "kind name: spec"; a namespace may stand before the name.
func catalog(t *testing.T, entities ...string) (*model.Sketch, []diag.Diagnostic) {
	t.Helper()
	var text strings.Builder
	for _, e := range entities {
		head, spec, _ := strings.Cut(e, ": ")
		kind, name, _ := strings.Cut(head, " ")
		namespace, name, found := strings.Cut(name, "/")
		if !found {
			namespace, name = "default", namespace
		}
		fmt.Fprintf(&text, "---\napiVersion: backstage.io/v1alpha1\nkind: %s\nmetadata: {name: %s, namespace: %s}\nspec: {%s}\n", kind, name, namespace, spec)
	}
	return format.Text(text.String())
}

// TestArrows varies what entities say of each other.
func TestArrows(t *testing.T) {
	for _, tc := range []struct {
		about    string
		entities []string
		want     string
	}{
		{"a component needs another", []string{"Component a: dependsOn: [b]", "Component b: "}, "a -> b"},
		{"one alone, not in a list", []string{"Component a: dependsOn: b", "Component b: "}, "a -> b"},
		{"a resource", []string{"Component a: dependsOn: ['resource:b']", "Resource b: "}, "a -> b"},
		{"another case", []string{"Component a: dependsOn: ['Resource:DEFAULT/B']", "Resource b: "}, "a -> b"},
		{"a system", []string{"Component a: dependsOn: ['system:b']", "System b: "}, "a -> b"},
		{"said by the other end", []string{"Component a: ", "Component b: dependencyOf: [a]"}, "a -> b"},
		{"said by both ends", []string{"Component a: dependsOn: [b]", "Component b: dependencyOf: [a]"}, "a -> b"},
		{"said twice", []string{"Component a: dependsOn: [b, 'component:b', default/b]", "Component b: "}, "a -> b"},
		{"of both directions", []string{"Component a: dependsOn: [b]", "Component b: dependsOn: [a]"}, "a -> b; b -> a"},
		{"an API", []string{"Component a: consumesApis: [x]", "Component b: providesApis: [x]", "API x: type: grpc"}, "a -> b"},
		{"an API that no entity describes", []string{"Component a: consumesApis: [x]", "Component b: providesApis: [x]"}, "a -> b"},
		{"an API that nobody provides", []string{"Component a: consumesApis: [x]", "API x: type: openapi"}, "a -> x"},
		{"an API that is nowhere", []string{"Component a: consumesApis: [x]"}, "a -> x"},
		{"two APIs of one provider", []string{"Component a: consumesApis: [x, y]", "Component b: providesApis: [x, y]"}, "a -> b (x); a -> b (y)"},
		{"an API besides a need", []string{"Component a: dependsOn: [b], consumesApis: [x]", "Component b: providesApis: [x]"}, "a -> b; a -> b (x)"},
		{"two providers", []string{"Component a: consumesApis: [x]", "Component b: providesApis: [x]", "Component c: providesApis: [x]"}, "a -> b; a -> c"},
		{"its own API", []string{"Component a: providesApis: [x], consumesApis: [x]"}, ""},
		{"an API as a need", []string{"Component a: dependsOn: ['api:x']", "Component b: providesApis: [x]"}, "a -> b"},
		{"a component taken for an API", []string{"Component a: consumesApis: ['component:b']", "Component b: "}, "a -> b"},
		{"another namespace", []string{"Component a: dependsOn: [far/b]", "Component far/b: "}, "a -> b"},
		{"the namespace of the entity", []string{"Component far/a: dependsOn: [b]", "Component far/b: ", "Component b: "}, "a -> component:far/b"},
		{"a wrong kind", []string{"Component a: dependsOn: ['resource:b']", "Component b: "}, "a -> b"},
		{"a wrong namespace", []string{"Component a: dependsOn: [far/b]", "Component b: "}, "a -> b"},
		{"a wrong kind that may be two things", []string{"Component a: dependsOn: ['system:b']", "Component b: ", "Resource b: "}, "a -> system:b"},
		{"a wrong kind with a system of that name", []string{"Component a: dependsOn: ['resource:b']", "Component b: ", "System b: "}, "a -> b"},
		{"a component provided for an API", []string{"Component a: dependsOn: [b]", "Component b: ", "Component c: providesApis: ['component:b']"}, "a -> b"},
		{"nothing", []string{"Component a: dependsOn: [], consumesApis: ", "Component b: dependsOn"}, ""},
	} {
		sketch, _ := catalog(t, tc.entities...)
		if got := strings.Join(trial.Arrows(sketch), "; "); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.about, got, tc.want)
		}
	}
}

// TestArrowDetails varies what tells the kind of an arrow, what it is carried by, and what is asked.
func TestArrowDetails(t *testing.T) {
	for _, tc := range []struct{ about, says, provider, api, want string }{
		{"a database", "dependsOn: ['resource:b']", "Resource b: type: database", "", "query"},
		{"a database by its name", "dependsOn: ['resource:b-db']", "Resource b-db: type: infrastructure", "", "query"},
		{"a bucket", "dependsOn: ['resource:b']", "Resource b: type: s3-bucket", "", "query"},
		{"a cache", "dependsOn: ['resource:b']", "Resource b: type: redis", "", "query"},
		{"a topic", "dependsOn: ['resource:b']", "Resource b: type: kafka-topic", "", "event " + importer.AskSide},
		{"a vault", "dependsOn: ['resource:b']", "Resource b: type: vault", "", "resolve"},
		{"a cluster", "dependsOn: ['resource:b']", "Resource b: type: kubernetes-cluster", "", "call"},
		{"a component", "dependsOn: [b]", "Component b: type: service", "", "call"},
		{"HTTP", "consumesApis: [x]", "Component b: providesApis: [x]", "API x: type: openapi", "call HTTP"},
		{"gRPC", "consumesApis: [x]", "Component b: providesApis: [x]", "API x: type: gRPC", "call gRPC"},
		{"a protocol of their own", "consumesApis: [x]", "Component b: providesApis: [x]", "API x: type: carrier-pigeon", "call"},
		{"events", "consumesApis: [x]", "Component b: providesApis: [x]", "API x: type: asyncapi", "call the API is of events, which run from the provider to the consumer: should it be turned?"},
		{"a guess", "dependsOn: ['resource:b']", "Component b: type: service", "", "call the catalog has nothing of that kind and name: is the one of that name meant?"},
	} {
		entities := []string{"Component a: " + tc.says, tc.provider}
		if tc.api != "" {
			entities = append(entities, tc.api)
		}
		sketch, _ := catalog(t, entities...)
		if len(sketch.Arrows) != 1 {
			t.Fatalf("%s: %v", tc.about, sketch.Arrows)
		}
		a := sketch.Arrows[0]
		if got := strings.Join(strings.Fields(a.Kind.String()+" "+a.Via+" "+a.Question), " "); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.about, got, tc.want)
		}
	}
}

// boxes lists the components of a sketch with what is special about each.
func boxes(k *model.Sketch) string {
	var all []string
	for _, c := range k.Components {
		text := c.Name
		if c.Kind != model.ComponentService {
			text += " " + c.Kind.String()
		}
		if c.Owner != "" {
			text += " of " + c.Owner
		}
		if len(c.In) > 0 {
			text += " in " + strings.Join(c.In, "+")
		}
		if len(c.Tags) > 0 {
			text += " #" + strings.Join(c.Tags, "#")
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}

// TestComponents varies what entities there are and what they say of themselves.
func TestComponents(t *testing.T) {
	for _, tc := range []struct {
		about    string
		entities []string
		want     string
	}{
		{"types", []string{"Component a: type: website", "Component b: type: Mobile-App", "Component c: type: gitops", "Component d: type: cronjob", "Component e: type: lambda"}, "a frontend; b frontend; c; d job; e function"},
		{"stages", []string{"Component a: lifecycle: deprecated", "Component b: lifecycle: Experimental", "Component c: lifecycle: production", "Component d: lifecycle: '${{ values.x }}'"}, "a #deprecated; b #experimental; c; d"},
		{"what does not run", []string{"Component a: type: library", "Component b: type: library", "Component c: dependsOn: [b]"}, "b #library; c"},
		{"an API is no component", []string{"Component a: providesApis: [x]", "API x: type: grpc"}, "a"},
		{"a system is a place", []string{"Component a: system: s", "System s: domain: d", "Domain d: subdomainOf: e", "Domain e: ", "Domain f: "}, "a in s; s place in d; d place in e; e place"},
		{"a system that nothing describes", []string{"Component a: system: s"}, "a in s; s place"},
		{"a system in another namespace", []string{"Component a: system: s", "System far/s: domain: d"}, "a in s; s place in d; d place"},
		{"a system that is the end of an arrow", []string{"Component a: system: s", "Component b: dependsOn: ['system:s']", "System s: domain: d", "Domain d: "}, "a in d; b; s in d; d place"},
		{"parts", []string{"Component a: subcomponentOf: b", "Component b: system: s"}, "a in b; b place in s; s place"},
		{"parts of an end", []string{"Component a: subcomponentOf: b", "Component b: system: s", "Component c: dependsOn: [b]"}, "a in s; b in s; c; s place"},
		{"parts of each other", []string{"Component a: subcomponentOf: b", "Component b: subcomponentOf: a"}, "a place in b; b place"},
		{"a system of itself", []string{"Component a: system: s", "System s: domain: d", "Domain d: subdomainOf: d"}, "a in s; s place in d; d place"},
		{"one name, two kinds", []string{"Component a: ", "Resource a: "}, "component:a; resource:a"},
		{"one name, two namespaces", []string{"Component a: ", "Component far/a: ", "Component b: "}, "component:default/a; component:far/a; b"},
		{"a place gives way", []string{"Component a: system: a", "System a: "}, "a in system:a; system:a place"},
		{"an API and a component of one name", []string{"Component a: providesApis: [a]", "API a: ", "Component b: consumesApis: [a]"}, "a; b"},
		{"twice", []string{"Component a: type: website", "Component a: 'system': s"}, "a frontend in s; s place"},
		{"mere names", []string{"Component a: dependsOn: ['resource:b-db', 'c']"}, "a; b-db database; c"},
		{"owners", []string{"Component a: owner: web", "Component b: owner: 'user:mia'", "Component c: owner: unknown", "Component d: owner: tom", "User tom: ", "Group far/ops: ", "Component e: owner: ops"}, "a of web; b of mia; c; d of tom; e of ops"},
	} {
		sketch, _ := catalog(t, tc.entities...)
		if got := boxes(sketch); got != tc.want {
			t.Errorf("%s:\n got %s\nwant %s", tc.about, got, tc.want)
		}
	}
}

// TestTeams varies what groups and users say.
func TestTeams(t *testing.T) {
	for _, tc := range []struct {
		about    string
		entities []string
		want     string
	}{
		{"said by either", []string{"Group web: members: [mia, 'user:default/tom']", "User raj: memberOf: [web]", "User mia: memberOf: ['group:web']"}, "web: mia tom raj"},
		{"groups within", []string{"Component a: owner: all", "Group all: children: [web]", "Group web: members: [mia]", "Group ops: parent: all", "User raj: memberOf: [ops]"}, "all: mia raj; web: mia; ops: raj"},
		{"groups in each other", []string{"Group a: 'parent': b, members: [mia]", "Group b: parent: a"}, "a: mia; b: mia"},
		{"nobody is in it, and it owns nothing", []string{"Group web: "}, ""},
		{"nobody is in it, and it owns something", []string{"Component a: owner: web", "Group web: "}, "web:"},
		{"an owner that nothing describes", []string{"Component a: owner: web"}, "web:"},
		{"a user who owns", []string{"Component a: owner: 'user:mia'", "User mia: "}, "mia: mia"},
		{"a user of a team who owns", []string{"Component a: owner: 'user:mia'", "User mia: memberOf: [web]", "Group web: "}, "web: mia"},
		{"two of one name", []string{"Component a: owner: web", "Component b: owner: far/web", "Group web: members: [mia]", "Group far/web: members: [tom]"}, "group:default/web: mia; group:far/web: tom"},
	} {
		sketch, _ := catalog(t, tc.entities...)
		var all []string
		for _, team := range sketch.Teams {
			all = append(all, strings.Join(append([]string{team.Name + ":"}, team.People...), " "))
		}
		if got := strings.Join(all, "; "); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.about, got, tc.want)
		}
	}
}

// TestFaults are told with their places, all in one run, and the rest is read.
func TestFaults(t *testing.T) {
	const head = "apiVersion: backstage.io/v1alpha1\n"
	for _, tc := range []struct{ about, text, want, boxes string }{
		{"nothing", "", "c.yaml:1:1: note: nothing of a catalog is in this file\n", ""},
		{"something else", "a: b\n", "c.yaml:1:1: note: this cannot be read: it is no entity of a catalog of Backstage\n", ""},
		{
			"a broken document between others", head + "kind: Component\nmetadata: {name: a}\n---\n" + head + "kind: [\n---\n" + head + "kind: Component\nmetadata: {name: b}\n",
			"c.yaml:6:7: error: '[' is never closed\n", "a; b",
		},
		{"no name", head + "kind: Component\nmetadata: {title: a}\n", "c.yaml:1:1: warning: this component has no name, and is left out\n", ""},
		{
			"a kind of somebody's own", head + "kind: Spaceship\nmetadata: {name: a}\n",
			"c.yaml:2:7: note: this cannot be read: it is of the unknown kind \"Spaceship\"\n", "",
		},
		{"a template", "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: {name: a}\n", "c.yaml:1:1: note: this cannot be read: it is no entity of a catalog of Backstage\n", ""},
		{
			"references", head + "kind: Component\nmetadata: {name: a}\nspec: {dependsOn: [a/b/c, {$text: x}, 'component:', a:b:c], owner: {$text: x}}\n",
			"c.yaml:4:20: warning: \"a/b/c\" is no reference: write kind:namespace/name\n" +
				"c.yaml:4:27: warning: a reference in dependsOn is text, not a mapping\n" +
				"c.yaml:4:39: warning: \"component:\" is no reference: write kind:namespace/name\n" +
				"c.yaml:4:53: warning: \"a:b:c\" is no reference: write kind:namespace/name\n" +
				"c.yaml:4:68: warning: a reference in owner is text, not a mapping\n", "a",
		},
		{
			"one name twice", head + "kind: Component\nmetadata: {name: a}\n---\n" + head + "kind: Component\nmetadata: {name: A}\n",
			"c.yaml:7:18: note: component:default/a stands here once more: all that is said of it is taken together\n  mend: keep one of them, or give them different names\n", "a",
		},
		{
			"a location", head + "kind: Location\nmetadata: {name: a}\nspec: {target: ./c.yaml, targets: [./x/*.yaml, 'https://u:p@example.org/?token=t', ./*.yaml]}\n",
			"c.yaml:4:36: note: the target \"./x/*.yaml\" was not handed in\n  mend: import that file too\n" +
				"c.yaml:4:48: note: this target lies elsewhere, and is not fetched\n  mend: fetch it, and import the file too\n", "",
		},
		{
			"what the catalog answers", `{"items": [{"apiVersion": "backstage.io/v1beta1", "kind": "Component", "metadata": {"name": "a"}, "relations": [{"type": "dependsOn", "targetRef": "component:default/b"}]}]}`,
			"", "a",
		},
		{"a list of entities", `[{"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "a"}}]`, "", "a"},
	} {
		sketch, found := format.Text(tc.text)
		sketch.Unshown = nil
		if diff := cmp.Diff(tc.want, trial.Told(sketch, found)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.about, diff)
		}
		if got := boxes(sketch); got != tc.boxes {
			t.Errorf("%s: got %q, want %q", tc.about, got, tc.boxes)
		}
	}
}

func TestLooks(t *testing.T) {
	for text, want := range map[string]bool{
		"apiVersion: backstage.io/v1alpha1\nkind: Component\n":                                                  true,
		"# a comment\n---\nmetadata:\n  name: x\nkind: System\napiVersion: \"backstage.io/v1beta1\" # here\n":   true,
		"apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\n---\napiVersion: backstage.io/v1alpha1\n": true,
		`[{"kind": "Component", "apiVersion": "backstage.io/v1alpha1"}]`:                                        true,
		"apiVersion: v1\nkind: Service\nmetadata:\n  annotations: {backstage.io/kubernetes-id: x}\n":            false,
		"apiVersion: v1\nkind: ConfigMap\ndata:\n  x: |\n    apiVersion: backstage.io/v1alpha1\n":               false,
		"apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\n":                                         false,
		"services:\n  a: {}\n": false,
		"linewalk: 1\n":        false,
		"# A page\n\nSome text.\n\n```yaml\napiVersion: backstage.io/v1alpha1\n```\n": false,
		`{"nodes": [{"unique-id": "apiVersion: backstage.io/v1alpha1"}]}`:             false,
		"digraph { a -> b }":        false,
		"flowchart LR\n  a --> b\n": false,
		"":                          false,
	} {
		if got := backstage.Looks([]byte(text)); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}
