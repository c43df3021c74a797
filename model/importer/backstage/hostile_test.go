package backstage_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/backstage"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// TestNames draws names that are awkward in a drawing.
func TestNames(t *testing.T) {
	type object map[string]any
	for _, name := range []string{
		"<b>x</b>", "a -> b", "a -> b (c)", "(", ")", "x y", "x #y", "- x", "null", "'", "\"", "\x1b]8;;evil\a", "\u202ex",
		strings.Repeat("long ", 20_000), "\u00e9", "\x00", "[x", "*x", "&x", "!x", "%", "@", "`", "x\ny", "\ufffd",
	} {
		entity := func(kind, name string, spec object) object {
			return object{"apiVersion": "backstage.io/v1alpha1", "kind": kind, "metadata": object{"name": name, "title": name}, "spec": spec}
		}
		text, err := json.Marshal([]object{
			entity("Component", name, object{"type": name, "lifecycle": name, "owner": name, "system": name, "consumesApis": []string{name}, "dependsOn": []string{"resource:" + name}}),
			entity("Component", "b", object{"providesApis": []string{name}}),
			entity("Group", name, object{"members": []string{name}}),
			entity("Domain", name, object{}),
		})
		if err != nil {
			t.Fatal(err)
		}
		sketch, found := format.Text(string(text))
		if diag.Worst(found) == diag.Error || len(sketch.Components) < 3 {
			t.Errorf("%.40q: %d components, %v", name, len(sketch.Components), found)
		}
		trial.Drawing(t, sketch)
	}
}

// TestHuge reads catalogs that are large in every way there is. The test would not end in time if any of them
// took more than its size allows.
func TestHuge(t *testing.T) {
	const size = 1 << 20
	const head = "---\napiVersion: backstage.io/v1alpha1\nkind: "
	const component = head + "Component\nmetadata: {name: a}\nspec: "
	format.Withstands(t, map[string]string{
		"one name":           head + "Component\nmetadata: {name: " + strings.Repeat("x", size) + "}\n",
		"one list":           component + "{dependsOn: [" + trial.Many(size/8, "", "b%, ") + "]}\n",
		"one pair":           component + "{dependsOn: [" + strings.Repeat("a, ", size/3) + "]}\n",
		"deep":               component + strings.Repeat("[", size),
		"deep JSON":          strings.Repeat(`{"items":[`, size/10),
		"one name, many":     trial.Many(size/130, "", head+"Component\nmetadata: {name: a, namespace: n%}\nspec: {dependsOn: ['resource:m%/a', 'system:m%/a']}\n"),
		"APIs of all":        trial.Many(2000, "", head+"Component\nmetadata: {name: a%}\nspec: {providesApis: [x], consumesApis: [x]}\n"),
		"systems in systems": component + "{system: s0}\n" + trial.Many(size/90, "", head+"Domain\nmetadata: {name: s%}\nspec: {subdomainOf: s%0}\n"),
		"parts of ends":      trial.Many(size/100, "", head+"Component\nmetadata: {name: a%}\nspec: {subcomponentOf: a%0, dependsOn: [a%0]}\n"),
		"groups in groups":   trial.Many(size/200, "", head+"Group\nmetadata: {name: g%}\nspec: {members: [m%], children: [g%0, g%1, g%2, g0, g1, g2]}\n"+head+"Component\nmetadata: {name: c%}\nspec: {owner: g%}\n"),
		"users of a group":   head + "Group\nmetadata: {name: g}\nspec: {}\n" + trial.Many(size/90, "", head+"User\nmetadata: {name: u%}\nspec: {memberOf: [g]}\n"),
		"locations":          head + "Location\nmetadata: {name: l}\nspec: {targets: [" + trial.Many(size/15, "", "./a%*.yaml, ") + "]}\n",
		"broken":             trial.Many(3000, "", head+"Component\nmetadata: {name: a%}\nspec: [\n"),
	})
}

func FuzzRead(f *testing.F) {
	format.Fuzz(f, `{"items": [{"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "a"}, "spec": {"dependsOn": ["b"]}}]}`)
}

// BenchmarkRead reads 5,000 components that each depend on another, consume its API and have an owner.
func BenchmarkRead(b *testing.B) {
	const n = 5000
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: service-%d\n  description: one of many\n  annotations:\n    github.com/project-slug: shop/service-%d\nspec:\n  type: service\n  lifecycle: production\n  owner: team-%d\n  system: system-%d\n  providesApis: [api-%d]\n  consumesApis: [api-%d]\n  dependsOn: ['component:service-%d']\n",
			i, i, i%100, i%300, i, (i*7+3)%n, (i*13+5)%n)
	}
	files := []importer.File{{Name: "c.yaml", Text: []byte(text.String())}}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if sketch, _ := backstage.Read(files); len(sketch.Components) != n+300 {
			b.Fatal(len(sketch.Components))
		}
	}
}
