package overview_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/overview"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

func report(t *testing.T, text string) *analysis.Report {
	t.Helper()
	s, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("shop.yaml", []byte("linewalk: 1\n"+text), yamlfile.Options{})})
	for _, d := range found {
		if d.Level == diag.Error {
			t.Fatalf("%s: %s", d.Span, d.Message)
		}
	}
	return analysis.Run(s, nil, analysis.Options{Today: model.Date{Year: 2026, Month: 11, Day: 22}})
}

// outline writes an overview in lines: how it is grouped, the groups, the bundles.
func outline(o *overview.Overview) string {
	lines := []string{"by " + o.By.String()}
	for _, g := range o.Groups {
		var names []string
		for _, c := range g.Components {
			names = append(names, c.Name)
		}
		lines = append(lines, fmt.Sprintf("%s: %s; %d inside", g.Name, strings.Join(names, " "), len(g.Inside)))
	}
	for _, b := range o.Bundles {
		lines = append(lines, fmt.Sprintf("%s => %s: %d", b.From.Name, b.To.Name, len(b.Answers)))
	}
	return strings.Join(lines, "\n")
}

func TestGrouping(t *testing.T) {
	const arrows = `
arrows: {user -> web: , web -> cart: , web -> pay: , pay -> bank: , cart -> db: , pay -> db: , bank -> pay: }
`
	for _, tc := range []struct{ name, components, want string }{
		{
			"by the deepest boundary that tells parts apart",
			"components: {user: person, bank: external, web: {in: eu/a}, cart: {in: eu/a}, pay: {in: eu/b}, db: {in: us}, eu: place}",
			`by boundary
people: user; 0 inside
outside parties: bank; 0 inside
eu/a: web cart; 1 inside
eu/b: pay; 0 inside
us: db; 0 inside
eu/b => outside parties: 1
eu/b => us: 1
outside parties => eu/b: 1
eu/a => us: 1
eu/a => eu/b: 1
people => eu/a: 1`,
		},
		{
			"by owner where there are no boundaries",
			"teams: {front: {people: [a]}, money: {people: [b]}}\ncomponents: {user: person, bank: {kind: external, owner: money}, web: {owner: front}, cart: {owner: front}, pay: {owner: money}, db: {}}",
			`by owner
people: user; 0 inside
money: bank pay; 2 inside
front: web cart; 1 inside
without owner: db; 0 inside
money => without owner: 1
front => without owner: 1
front => money: 1
people => front: 1`,
		},
		{
			"what is in several places is in what they have in common",
			"components: {user: person, bank: external, web: {in: [eu/a, eu/b]}, cart: {in: [eu/a, us]}, pay: {in: eu/b}, db: {in: us}}",
			`by boundary
people: user; 0 inside
outside parties: bank; 0 inside
eu: web; 0 inside
in no boundary: cart; 0 inside
eu/b: pay; 0 inside
us: db; 0 inside
eu/b => outside parties: 1
eu/b => us: 1
outside parties => eu/b: 1
in no boundary => us: 1
eu => in no boundary: 1
eu => eu/b: 1
people => eu: 1`,
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := report(t, tc.components+arrows)
			if diff := cmp.Diff(tc.want, outline(overview.New(r, r.ByHarm))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// stars is a drawing of n stars of eight components in a ring, without boundaries or owners.
func stars(n int) string {
	var b strings.Builder
	b.WriteString("arrows:\n")
	for i := range n {
		for k := range 8 {
			fmt.Fprintf(&b, "  hub%d -> leaf%d-%d:\n", i, i, k)
		}
		fmt.Fprintf(&b, "  hub%d -> hub%d:\n", i, (i+1)%n)
	}
	return b.String()
}

func TestNeighbourhoodsGatherAroundTheBusiest(t *testing.T) {
	r := report(t, stars(5))
	o := overview.New(r, r.ByHarm)
	if o.By != overview.Neighbourhood {
		t.Fatalf("grouped by %s", o.By)
	}
	for i, hub := range []string{"hub0", "hub1", "hub2", "hub3", "hub4"} {
		j := slices.IndexFunc(o.Groups, func(g *overview.Group) bool { return g.Name == "around "+hub })
		if j < 0 || len(o.Groups[j].Components) < 2 {
			t.Errorf("group %d of %s is not there:\n%s", i, hub, outline(o))
		}
	}
}

// TestNothingIsLost counts what is in an overview of drawings of many shapes.
func TestNothingIsLost(t *testing.T) {
	var owners, regions strings.Builder
	owners.WriteString("components:\n")
	regions.WriteString("components:\n")
	for i := range 60 {
		for _, name := range []string{fmt.Sprintf("hub%d", i), fmt.Sprintf("leaf%d-0", i)} {
			fmt.Fprintf(&regions, "  %s: {in: region%d/zone}\n", name, i)
		}
		for k := 1; k < 8; k++ {
			fmt.Fprintf(&regions, "  leaf%d-%d: {in: region%d}\n", i, k, i%7)
		}
	}
	for name, text := range map[string]string{
		"stars": stars(60), "many regions": regions.String() + stars(60), "one star": stars(1),
		"one arrow": "arrows: {a -> b: }\n",
	} {
		t.Run(name, func(t *testing.T) {
			r := report(t, text)
			o := overview.New(r, r.ByHarm)
			if len(o.Groups) > 24 {
				t.Errorf("%d groups are too many to be read", len(o.Groups))
			}
			arrows, components := map[*analysis.Answer]int{}, map[*model.Component]int{}
			for _, g := range o.Groups {
				for _, c := range g.Components {
					components[c]++
				}
				for _, x := range g.Inside {
					arrows[x]++
				}
			}
			for _, b := range o.Bundles {
				if b.From == b.To {
					t.Errorf("a bundle leads from %s to itself", b.From.Name)
				}
				for _, x := range b.Answers {
					arrows[x]++
				}
			}
			for _, x := range r.Answers {
				for _, c := range []*model.Component{x.Arrow.From, x.Arrow.To} {
					if components[c] != 1 {
						t.Errorf("%s is in %d groups", c, components[c])
					}
				}
				if arrows[x] != 1 {
					t.Errorf("%s is drawn %d times", x.Arrow, arrows[x])
				}
			}
		})
	}
}
