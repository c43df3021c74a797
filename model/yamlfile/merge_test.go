package yamlfile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// merge reads files called 1.yaml, 2.yaml and so on.
func merge(texts ...string) (*model.System, []diag.Diagnostic) {
	var files []*yamlfile.File
	for i, text := range texts {
		files = append(files, yamlfile.Parse(fmt.Sprintf("%d.yaml", i+1), []byte("linewalk: 1\n"+text), yamlfile.Options{Rules: rules}))
	}
	return yamlfile.Merge(files)
}

// places writes diagnostics with the file they are in.
func places(ds []diag.Diagnostic) []string {
	var all []string
	for _, d := range ds {
		text := d.Span.String() + ": " + d.Level.String() + ": " + d.Message
		for _, r := range d.Related {
			text += "; " + r.Span.String() + " " + r.Message
		}
		all = append(all, text)
	}
	return all
}

func TestSeveralFiles(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		want  []string
	}{
		{"names are found in any file", []string{
			"components: {a: service}\narrows: {a -> b: {monitors: [m], owner: t}}",
			"components: {b: service}\nteams: {t: {people: [ana]}}",
			"monitors: {m: }\njourneys: {j: {steps: [a -> b]}}",
		}, nil},
		{"one name, one place", []string{
			"components: {a: service}\nteams: {t: }\nmonitors: {m: }\njourneys: {j: }\nfeatures: {f: }\npeople: {p: }\ntelemetry: {budget: 1GB/day}\narrows: {a -> a: {}}",
			"components: {a: service}\nteams: {t: }\nmonitors: {m: }\njourneys: {j: }\nfeatures: {f: }\npeople: {p: }\ntelemetry: {budget: 1GB/day}\narrows: {a -> a: {}}",
		}, []string{
			"1.yaml:9:10: note: a -> a starts and ends at a",
			`2.yaml:2:14: error: component "a" is declared twice; 1.yaml:2:14 first here`,
			`2.yaml:3:9: error: team "t" is declared twice; 1.yaml:3:9 first here`,
			`2.yaml:4:12: error: monitor "m" is declared twice; 1.yaml:4:12 first here`,
			`2.yaml:5:12: error: journey "j" is declared twice; 1.yaml:5:12 first here`,
			`2.yaml:6:12: error: feature "f" is declared twice; 1.yaml:6:12 first here`,
			`2.yaml:7:10: error: person "p" is declared twice; 1.yaml:7:10 first here`,
			"2.yaml:8:21: error: the telemetry budget is given twice; 1.yaml:8:21 first here",
			"2.yaml:9:10: error: arrow a -> a is drawn twice; 1.yaml:9:10 first here",
		}},
		{"included files do not govern", []string{
			"system: One",
			"system: Two\ndescription: x\nsettings: {bus-factor: 9}",
		}, []string{
			"2.yaml:2:9: note: system is set aside: that of 1.yaml counts",
			"2.yaml:3:14: note: description is set aside: that of 1.yaml counts",
			"2.yaml:4:11: note: settings is set aside: that of 1.yaml counts",
		}},
		{"a file that cannot be read hides no names", []string{
			"components: {a: service}\narrows: {a -> b: }",
			"components: {b: service",
		}, []string{`2.yaml:2:13: error: '{' is never closed`}},
		{"undeclared names only where nothing is declared", []string{
			"components: {a: service}",
			"arrows: {x -> y: }",
			"components: {z: service}\narrows: {a -> q: }",
		}, []string{`3.yaml:3:15: error: component "q" is not declared, did you mean "a" or "z" or "x"?; 1.yaml:2:14 declared here; 3.yaml:2:14 declared here; 2.yaml:2:10 declared here`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, found := merge(test.files...)
			if got := places(found); !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

func TestElsewhere(t *testing.T) {
	away := "components: {ledger: {elsewhere: true}, a: service}\narrows: {a -> ledger: }"
	real := "components: {ledger: {kind: database, in: eu}}"
	for _, files := range [][]string{{away, real}, {real, away}} {
		system, found := merge(files...)
		if len(found) > 0 {
			t.Fatal(places(found))
		}
		c := system.Component("ledger")
		if c.Elsewhere || c.Kind.Value != model.ComponentDatabase || len(c.In.Value) != 1 {
			t.Errorf("the real one does not win: %+v", c)
		}
		if system.Arrows[0].To != c || system.Components[c.ID] != c {
			t.Error("the arrow ends elsewhere")
		}
	}
	system, _ := merge(away, away[:strings.Index(away, "\n")])
	if c := system.Component("ledger"); !c.Elsewhere || len(system.Components) != 2 {
		t.Errorf("%+v", c)
	}
}

func TestMainFileCounts(t *testing.T) {
	system, _ := merge("settings: {bus-factor: 3}", "settings: {bus-factor: 9}\nsystem: Two")
	if system.Name.Value != "1" || system.Name.Given() || system.Settings.WantedBusFactor() != 3 {
		t.Errorf("%+v %d", system.Name, system.Settings.WantedBusFactor())
	}
	if system, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("a/b.yaml", []byte("x: ["), yamlfile.Options{})}); system != nil || len(found) == 0 {
		t.Error("a system of nothing")
	}
	if system, _ := yamlfile.Merge(nil); system != nil {
		t.Error("a system of no file")
	}
}

func TestIncludes(t *testing.T) {
	f := yamlfile.Parse("x.yaml", []byte("linewalk: 1\ninclude: [teams.yaml, services/*/linewalk.yaml]"), yamlfile.Options{})
	if len(f.Includes) != 2 || f.Includes[1].Value != "services/*/linewalk.yaml" || f.Includes[1].Span.String() != "x.yaml:2:23" {
		t.Errorf("%+v", f.Includes)
	}
	if one := yamlfile.Parse("x.yaml", []byte("linewalk: 1\ninclude: teams.yaml"), yamlfile.Options{}); len(one.Includes) != 1 || !one.Drawing {
		t.Errorf("%+v", one)
	}
}

// TestDefaults asks what a field of an arrow is worth after all defaults.
func TestDefaults(t *testing.T) {
	const base = `
teams: {ops: {people: [ana]}}
arrows:
  a -> b: {kind: query, tags: [slow], owner: ops}
  a -> c: {timeout: 1s, fallback: a -> d}
  a -> d:
  a -> e: {fallback: a -> f, if-down: breaks}
  a -> f: {fallback-only: true}
  a -> g: {pool: p}
monitors: {m: {alert: none}}
defaults:
`
	tests := []struct {
		defaults string
		arrow    string
		is       func(*model.Arrow) string
		want     string
	}{
		{`[{match: "* -> b", timeout: 2s}]`, "a -> b", timeoutOf, "2s"},
		{`[{match: "*->b", timeout: 2s}]`, "a -> b", timeoutOf, "2s"},
		{`[{match: "* -> b", timeout: 2s}]`, "a -> d", timeoutOf, "none"},
		{`[{match: "a -> *", timeout: 2s}]`, "a -> c", timeoutOf, "1s"},
		{`[{kind: query, timeout: 2s}, {tag: slow, timeout: 3s, retries: 4}]`, "a -> b", timeoutOf, "2s"},
		{`[{kind: query, timeout: 2s}, {tag: slow, timeout: 3s, retries: 4}]`, "a -> b", func(a *model.Arrow) string { return fmt.Sprint(a.Retries.Value) }, "4"},
		{`[{kind: call, tag: slow, timeout: 2s}, {kind: query, tag: slow, owner: ops, timeout: 3s}]`, "a -> b", timeoutOf, "3s"},
		{`[{kind: call, if-down: degrades}]`, "a -> c", effectOf, "degrades"},
		{`[{kind: call, if-down: degrades}]`, "a -> d", effectOf, "none"},
		{`[{kind: call, if-down: degrades}]`, "a -> e", effectOf, "breaks"},
		{`[{kind: call, if-down: degrades}]`, "a -> f", effectOf, "none"},
		{`[{match: a -> b, fallback: a -> g}, {match: a -> *, if-down: degrades}]`, "a -> g", effectOf, "degrades"},
		{`[{match: a -> b, fallback: a -> d}, {match: a -> *, if-down: degrades}]`, "a -> d", effectOf, "none"},
		{`[{match: a -> *, pool: q}]`, "a -> g", poolOf, "p"},
		{`[{match: a -> *, pool: q}]`, "a -> e", poolOf, ""},
		{`[{match: a -> *, pool: q, needs: 1}]`, "a -> b", poolOf, "q"},
		{`[{match: a -> *, on-fallback: nothing}]`, "a -> b", func(a *model.Arrow) string { return fmt.Sprint(a.OnFallback.Given()) }, "false"},
		{`[{match: a -> *, on-fallback: nothing}]`, "a -> e", func(a *model.Arrow) string { return fmt.Sprint(a.OnFallback.Given()) }, "true"},
		{`[{match: a -> *, monitors: [m, {signal: traffic}]}]`, "a -> d", func(a *model.Arrow) string { return fmt.Sprint(a.Monitors.Value) }, "[m traffic monitor]"},
		{`[{match: a -> *, timeout: 2s}]`, "a -> d", func(a *model.Arrow) string { return fmt.Sprint(a.Bare) }, "true"},
		{`[{match: a -> *, monitors: none}]`, "a -> d", func(a *model.Arrow) string { return fmt.Sprint(a.Bare) }, "false"},
		{`[{match: a -> b, label: x}]`, "a -> d", func(a *model.Arrow) string { return fmt.Sprint(a.Bare) }, "true"},
	}
	for _, test := range tests {
		t.Run(test.defaults+" "+test.arrow, func(t *testing.T) {
			system, found := merge(base + "  " + test.defaults)
			if diag.Worst(found) == diag.Error {
				t.Fatal(places(found))
			}
			if got := test.is(system.Arrow(test.arrow)); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

func timeoutOf(a *model.Arrow) string {
	if !a.Timeout.Given() {
		return "none"
	}
	return a.Timeout.Value.After.String()
}

func effectOf(a *model.Arrow) string {
	if !a.IfDown.Given() {
		return "none"
	}
	return a.IfDown.Value.Ends[a.Kind.Value.Dependent()][0].Effect.String()
}

func poolOf(a *model.Arrow) string { return a.Pool.Value }

// TestSharedMonitor wants a monitor that a default writes out to be one monitor of many arrows.
func TestSharedMonitor(t *testing.T) {
	system, found := merge("arrows: {a -> b: , a -> c: {kind: query}, b -> c: }\ndefaults: [{kind: call, monitors: {signal: errors}}]")
	if len(found) > 0 || len(system.Monitors) != 1 || fmt.Sprint(system.Monitors[0].Arrows) != "[a -> b b -> c]" {
		t.Errorf("%v %v", places(found), system.Monitors)
	}
}

func TestWatches(t *testing.T) {
	const base = `
teams: {ops: {people: [ana]}}
arrows:
  a -> b: {kind: query, tags: [slow]}
  b -> c:
  b -> c (x): {owner: ops, monitors: m}
journeys: {buy: {steps: [a -> b]}, c: }
monitors:
  m: {watches: `
	for watches, want := range map[string]string{
		`a->b`:                  "[a -> b b -> c (x)] [] []",
		`[b, buy]`:              "[b -> c (x)] [b] [buy]",
		`c`:                     "[b -> c (x)] [] [c]",
		`"* -> c"`:              "[b -> c b -> c (x)] [] []",
		`b -> *`:                "[b -> c b -> c (x)] [] []",
		`{kind: query}`:         "[a -> b b -> c (x)] [] []",
		`[{tag: slow}, a -> b]`: "[a -> b b -> c (x)] [] []",
		`{owner: ops}`:          "[b -> c (x)] [] []",
		`{match: "a*"}`:         "[a -> b b -> c (x)] [] []",
		`[buy, buy, b, b]`:      "[b -> c (x)] [b] [buy]",
	} {
		t.Run(watches, func(t *testing.T) {
			system, found := merge(base + watches + "}")
			if diag.Worst(found) == diag.Error {
				t.Fatal(places(found))
			}
			m := system.Monitors[0]
			if got := fmt.Sprint(m.Arrows, m.Components, m.Journeys); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}

func TestParties(t *testing.T) {
	system, found := merge(`
teams: {ops: {people: [ana]}}
components:
  a: {kind: service, owner: ops, experts: [zoe, ops, "#chat"]}
  b: {kind: service, owner: zoe}
  c: {kind: service, owner: typo}
  d: {kind: service, owner: nobody}
  e: {kind: service, owner: owner}
  f: {kind: service, owner: ops@shop.example}
  g: {kind: service, owner: https://chat.example/ops}
`)
	want := "[ops/team zoe/person typo/unknown nobody/nobody owner/unknown ops@shop.example/channel https://chat.example/ops/channel]"
	var got []string
	for _, c := range system.Components {
		p := c.Owner.Value
		got = append(got, p.Name+"/"+strings.TrimSuffix(party(p)[len(p.Name)+2:], ")"))
	}
	if fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	if got := fmt.Sprint(places(found)); got != `[1.yaml:5:44: note: "zoe" is declared nowhere and taken to be a person]` {
		t.Error(got)
	}
	if _, found := merge("arrows: {a -> b: {experts: [zoe]}}"); len(found) > 0 {
		t.Errorf("a drawing without people says %v", places(found))
	}
}

// TestOrder wants everything in the order of the files, whatever order the names were resolved in.
func TestOrder(t *testing.T) {
	system, _ := merge(
		"components: {c: {kind: service, in: p/q}, d: job}\narrows: {c -> d: {experts: [bob]}}\nmonitors: {m: }\npeople: {ana: }",
		"journeys: {j: {who: z}}\narrows: {x -> y: {monitors: {signal: errors}}}\nteams: {t: {people: [eve]}}\nmonitors: {n: }",
	)
	if got, want := fmt.Sprint(system.People, system.Components, system.Arrows, system.Monitors), "[bob ana eve] [c d z x y p p/q] [c -> d x -> y] [m errors monitor n]"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for i, c := range system.Components {
		if int(c.ID) != i {
			t.Errorf("%s has number %d, want %d", c, c.ID, i)
		}
	}
}
