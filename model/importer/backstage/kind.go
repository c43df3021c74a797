package backstage

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer/wording"
)

// sites are the types of components that people look at, as the documentation of Backstage and public
// catalogs have them.
var sites = []string{"website", "frontend", "webapp", "web-app", "web", "ui", "mobile-app", "app"}

// still are types of components that do not run.
var still = []string{"library", "lib", "package", "sdk", "documentation", "docs", "template", "schema"}

func (t *thing) kindWord() string { return strings.ToLower(t.text("spec", "type")) }

// runs tells whether the thing is something that can be up or down, as far as its type says.
func (t *thing) runs() bool { return !slices.Contains(still, t.kindWord()) }

// boxKind is what a thing is as a component, by its type, and of a resource by its name too.
func (t *thing) boxKind() model.ComponentKind {
	switch {
	case isPeople(t.ref.Kind):
		return model.ComponentPerson
	case t.ref.Kind == resource:
		return wording.Box{Class: t.kindWord(), Name: t.ref.Name}.Kind()
	case t.ref.Kind != component || t.kindWord() == "":
		return model.ComponentService
	case slices.Contains(sites, t.kindWord()):
		return model.ComponentFrontend
	}
	return wording.Box{Class: t.kindWord()}.Kind()
}

// settle finds out once what a thing is, and of what kind the arrows to it are.
func (t *thing) settle() {
	t.kind = t.boxKind()
	t.need, _ = wording.Link{To: t.kind, ToWhom: t.kindWord()}.Kind()
}

// tags is the stage of its life, unless that is the usual one, and the type of what does not run.
func (t *thing) tags() []string {
	const longest = 30
	var tags []string
	if !t.runs() {
		tags = append(tags, t.kindWord())
	}
	stage := strings.Join(strings.Fields(strings.ToLower(t.text("spec", "lifecycle"))), "-")
	if stage != "" && len(stage) <= longest && !slices.Contains([]string{"production", "prod", "live", "ga", "active"}, stage) {
		tags = append(tags, stage)
	}
	return tags
}

// component is the thing as a diagram has it.
func (t *thing) component() model.SketchComponent {
	c := model.SketchComponent{
		Name: t.name, Kind: t.kind, Label: t.text("metadata", "title"), Tags: t.tags(),
		Aliases: append([]string{t.ref.String()}, t.aliases...), Mute: !t.end && !t.holds,
	}
	if t.home != nil {
		c.In = []string{t.home.name}
	}
	return c
}
