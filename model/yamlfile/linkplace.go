package yamlfile

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// places finds where components live. Every prefix of a path is a place, inside the prefix before
// it, whether declared or not.
func (l *linker) places() {
	for _, f := range l.files {
		for _, d := range f.dwellings {
			at := make([]*model.Component, 0, len(d.paths))
			for _, path := range d.paths {
				if p := l.place(path); p != nil {
					at = append(at, p)
				}
			}
			d.component.In = model.Stated[[]*model.Component]{Value: at, Span: d.at}
		}
	}
	l.insideItself()
}

// place is the place at the end of a path, or nil if a part of it is something else.
func (l *linker) place(path mention) *model.Component {
	var inner *model.Component
	for i := 0; i <= len(path.name); i++ {
		if i < len(path.name) && path.name[i] != '/' {
			continue
		}
		p := l.prefix(mention{path.name[:i], path.span, path.file})
		if p == nil {
			return nil
		}
		if inner != nil && !p.In.Given() && !l.housed[p] {
			p.In = model.Stated[[]*model.Component]{Value: []*model.Component{inner}, Span: path.span}
		}
		inner = p
	}
	return inner
}

func (l *linker) prefix(m mention) *model.Component {
	p, there := l.components[m.name]
	kind := model.Stated[model.ComponentKind]{Value: model.ComponentPlace, Span: m.span}
	switch {
	case !there:
		p = &model.Component{Name: m.name, Span: m.span, Kind: kind}
		l.addComponent(p)
		l.known.components = append(l.known.components, m.name)
	case !p.Kind.Given():
		p.Kind = kind
	case p.Kind.Value != model.ComponentPlace:
		d := l.fail(ruleContradiction, m.span, "%s is a %s; components live in places only", diag.Shorten(m.name, 40), p.Kind.Value)
		d.Related = []diag.Related{{Span: p.Span, Message: "declared here"}}
		d.Mend = strings.ReplaceAll(p.Name, "/", "-") + " is free as the name of a place"
		return nil
	}
	return p
}

// insideItself reports places that lie within themselves, by whatever detour.
func (l *linker) insideItself() {
	const visiting, done = 1, 2
	state := map[*model.Component]int{}
	var visit func(c *model.Component)
	visit = func(c *model.Component) {
		state[c] = visiting
		for _, p := range c.In.Value {
			switch state[p] {
			case visiting:
				l.fail(ruleContradiction, c.In.Span, "%s lies within itself", diag.Shorten(c.Name, 60))
			case done:
			default:
				visit(p)
			}
		}
		state[c] = done
	}
	for _, c := range l.system.Components {
		if state[c] == 0 {
			visit(c)
		}
	}
}
