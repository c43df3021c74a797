package threagile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/threagile"
	"github.com/linewalk/linewalk/model/importer/trial"
)

var format = trial.Format{Name: "m.yaml", Looks: threagile.Looks, Read: threagile.Read}

// TestGolden draws a model of two files, and says what it says about it.
func TestGolden(t *testing.T) {
	trial.Golden(t, "shop.golden.yaml", format.Shown(t, "shop.yaml", "shop-more.yaml"))
}

// TestKindOfComponent varies what a model says of an asset.
func TestKindOfComponent(t *testing.T) {
	for says, want := range map[string]model.ComponentKind{
		"type: process":   model.ComponentService,
		"type: datastore": model.ComponentDatabase,
		"type: datastore, technology: file-server":                          model.ComponentStorage,
		"type: external-entity":                                             model.ComponentExternal,
		"type: external-entity, technology: iot-device":                     model.ComponentDevice,
		"type: external-entity, used_as_client_by_human: true":              model.ComponentPerson,
		"type: process, used_as_client_by_human: true":                      model.ComponentFrontend,
		"type: process, technology: database, used_as_client_by_human: yes": model.ComponentDatabase,
		"type: process, technologies: [library, message-queue]":             model.ComponentQueue,
		"type: process, technology: Reverse-Proxy":                          model.ComponentGateway,
		"type: process, technology: scheduler":                              model.ComponentJob,
		"type: process, machine: serverless":                                model.ComponentFunction,
		"type: process, technology: redis":                                  model.ComponentCache,
		"type: process, technology: plc":                                    model.ComponentDevice,
		"type: telepathy, technology: telepathy":                            model.ComponentService,
		"title: Written by Threagile":                                       model.ComponentExternal,
		"technology: []":                                                    model.ComponentService,
	} {
		sketch, found := format.Text("technical_assets: {A: {id: a, " + says + "}}")
		if len(found) > 0 || len(sketch.Components) != 1 || sketch.Components[0].Kind != want {
			t.Errorf("%s: %v, %v, want %s", says, sketch.Components, found, want)
		}
	}
}

// TestKindOfArrow varies what a link says, and what it leads to.
func TestKindOfArrow(t *testing.T) {
	for _, tc := range []struct {
		says, to string
		want     model.Kind
		asks     bool
	}{
		{"protocol: https", "type: process", model.Call, false},
		{"protocol: wormhole", "type: process", model.Call, false},
		{"", "type: process", model.Call, false},
		{"protocol: https", "type: datastore", model.Query, false},
		{"protocol: JDBC-Encrypted", "type: process", model.Query, false},
		{"protocol: nfs", "type: process", model.Query, false},
		{"protocol: mqtt", "type: process", model.Event, true},
		{"protocol: jms, data_assets_sent: [x]", "type: process", model.Event, false},
		{"protocol: jms, data_assets_sent: [], data_assets_received: [x]", "type: process", model.Call, true},
		{"protocol: jms, data_assets_sent: [x], data_assets_received: [y]", "type: process", model.Event, true},
		{"protocol: binary", "technology: message-queue", model.Event, true},
		{"protocol: smtp", "technology: mail-server", model.Notification, false},
		{"protocol: https", "type: external-entity, used_as_client_by_human: true", model.Notification, false},
		{"protocol: sftp, data_assets_sent: [x]", "type: process", model.Batch, false},
		{"protocol: sftp", "type: process", model.Call, false},
		{"protocol: container-spawning", "type: process", model.Trigger, false},
		{"protocol: https", "technology: vault", model.Resolve, false},
		{"protocol: https, data_assets_sent: [x]", "technology: monitoring", model.Stream, false},
		{"protocol: https, data_assets_received: [x]", "technology: monitoring", model.Call, false},
	} {
		sketch, found := format.Text("technical_assets:\n  A: {id: a, type: process, communication_links: {L: {target: b, " + tc.says + "}}}\n  B: {id: b, " + tc.to + "}\n")
		if len(found) > 0 || len(sketch.Arrows) != 1 {
			t.Fatalf("%s: %v %v", tc.says, sketch.Arrows, found)
		}
		if a := sketch.Arrows[0]; a.Kind != tc.want || a.Question != "" != tc.asks {
			t.Errorf("%s to %s: got %s, asking %q, want %s", tc.says, tc.to, a.Kind, a.Question, tc.want)
		}
	}
}

// TestArrows varies how links are written.
func TestArrows(t *testing.T) {
	const two = "technical_assets:\n  B: {id: b, type: process}\n  A: {id: a, type: process, communication_links: "
	for _, tc := range []struct{ about, text, want string }{
		{"two of them", two + "{x: {target: b}, y: {target: b}}}", "a -> b (x); a -> b (y)"},
		{"to itself", two + "{x: {target: a}}}", "a -> a"},
		{"as Threagile writes it", two + "[{title: x, target_id: b}, {title: y, target_id: a}]}", "a -> b; a -> a"},
		{"none", two + "}", ""},
		{"a title for an ID", two + "{x: {target: B}}}", "a -> b"},
		{"an asset that is not there", two + "{x: {target: d}}}", "a -> d"},
		{"a title with an arrow and parentheses", two + "{'p -> q (r)': {target: b}, y: {target: b}}}", "a -> b (p -> q [r]); a -> b (y)"},
		{"merged assets", "technical_assets:\n  A: &a {id: a, type: process, communication_links: {x: {target: b}}}\n  B: {<<: *a, id: b}\n", "a -> b; b -> b"},
		{"JSON", `{"technical_assets": {"A": {"id": "a", "communication_links": {"x": {"target": "b"}}}, "B": {"id": "b"}}}`, "a -> b"},
		{"Windows, a mark and tabs behind values", "\ufefftechnical_assets:\r\n  A:\t\r\n    id: a\t\r\n    communication_links:\r\n      x:\r\n        target: a\r\n", "a -> a"},
	} {
		sketch, _ := format.Text(tc.text)
		if got := strings.Join(trial.Arrows(sketch), "; "); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.about, got, tc.want)
		}
	}
}

// TestFaults are told with their places, all in one run.
func TestFaults(t *testing.T) {
	for _, tc := range []struct{ about, text, want string }{
		{"nothing", "", "m.yaml:1:1: error: this file is empty\n"},
		{"no model", "a: b", "m.yaml:1:1: error: there are no technical_assets here, so this is no model of Threagile with anything to draw\n"},
		{"a list", "- technical_assets", "m.yaml:1:1: error: a model is an object, not a list\n"},
		{"no object", "technical_assets: [a]", "m.yaml:1:19: error: technical_assets is an object, not a list\n"},
		{"an asset of nothing", "technical_assets:\n  A:\n  B: b\n  C: {id: c}\n", "m.yaml:2:5: error: a technical asset is an object, not nothing\nm.yaml:3:6: error: a technical asset is an object, not text\n"},
		{
			"no ID and one twice", "technical_assets:\n  Some  Thing: {}\n  A: {id: a}\n  B: {id: a}\n",
			"m.yaml:2:3: warning: this technical asset has no id, and goes by its title\n  mend: add id: some-thing\n" +
				"m.yaml:4:3: error: the id \"a\" is that of another technical asset\n  mend: give each an id of its own, or import models of different systems one by one\n",
		},
		{
			"targets", "technical_assets:\n  Alpha: {id: alpha, communication_links: {x: {}, y: {target: alhpa}, z: {target: Alpha}, w: 1}}\n",
			"m.yaml:2:47: error: \"x\" has no target\n  mend: add target: and the id of the asset that is spoken to\n" +
				"m.yaml:2:63: error: no technical asset has the id \"alhpa\"\n  mend: did you mean alpha?\n" +
				"m.yaml:2:83: warning: no technical asset has the id \"Alpha\"\n  mend: write its id, alpha: this is its title\n" +
				"m.yaml:2:94: error: \"w\" has no target\n  mend: add target: and the id of the asset that is spoken to\n",
		},
		{
			"a target in a file that is not here", "includes: [x.yaml]\ntechnical_assets:\n  A: {id: a, communication_links: {x: {target: b}}}\n",
			"m.yaml:1:11: note: this model includes \"x.yaml\", which was not handed in\n  mend: import that file too\n" +
				"m.yaml:3:48: warning: no technical asset has the id \"b\"\n  mend: import the included files too\n",
		},
		{
			"boundaries", "technical_assets: {A: {id: a}}\ntrust_boundaries:\n  X: {id: x, technical_assets_inside: [a, b], trust_boundaries_nested: [y]}\n  Z: {id: z, technical_assets_inside: [a]}\n",
			"m.yaml:3:43: error: no technical asset has the id \"b\"\n  mend: did you mean a?\n" +
				"m.yaml:3:73: error: no trust boundary has the id \"y\"\n  mend: did you mean x or z?\n" +
				"m.yaml:4:40: warning: \"a\" lies in \"x\" already, and stays there\n",
		},
		{"a second document", "technical_assets: {A: {id: a}}\n---\nb: c\n", "m.yaml:3:1: note: Threagile reads the first document of a file only, and so does import\n"},
	} {
		sketch, found := format.Text(tc.text)
		sketch.Unshown = nil
		if diff := cmp.Diff(tc.want, trial.Told(sketch, found)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.about, diff)
		}
	}
}

// TestSyntax tells what is no YAML where it is.
func TestSyntax(t *testing.T) {
	_, found := format.Text("technical_assets:\n  A: {id: a\n  B: [\n")
	if len(found) == 0 || diag.Worst(found) != diag.Error {
		t.Fatal(found)
	}
	for _, d := range found {
		if d.Rule != importer.ReadImport || d.Span.Start.Line == 0 {
			t.Errorf("%+v", d)
		}
	}
}

func TestLooks(t *testing.T) {
	for text, want := range map[string]bool{
		"threagile_version: 1.0.0\ntitle: x\n":                                    true,
		"# a part\n\ntechnical_assets:\n  A:\n":                                   true,
		`{"threagile_version": "1.0.0"}`:                                          true,
		"apiVersion: v1\nkind: ConfigMap\ndata:\n  x: |\n    technical_assets:\n": false,
		"services:\n  a: {}\n":                                                    false,
		"linewalk: 1\narrows: {}\n":                                               false,
		"text\n```yaml\ntechnical_assets:\n```\n":                                 false,
		`{"nodes": [], "note": "technical_assets"}`:                               false,
		"digraph { a -> b }":                                                      false,
		"":                                                                        false,
	} {
		if got := threagile.Looks([]byte(text)); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}
