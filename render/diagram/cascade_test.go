package diagram

import (
	"image/color"
	"testing"
)

func TestSelectors(t *testing.T) {
	// A path is from the outside to the inside.
	path := []kin{{"svg", []string{"linewalk", "telling"}}, {"g", []string{"arrow", "fails"}}, {"path", []string{"line", "broken"}}}
	for text, want := range map[string]bool{
		".line":                        true,
		".line.broken":                 true,
		".line.degraded":               false,
		"path":                         true,
		"text":                         false,
		"path.line":                    true,
		"text.line":                    false,
		".fails .line":                 true,
		".linewalk .line":              true,
		".linewalk .fails .line":       true,
		".fails .linewalk .line":       false,
		".lit .line":                   false,
		".arrow":                       false, // the group is another element
		".arrow:not(.lit) .line":       true,
		".arrow:not(.fails) .line":     false,
		".line:not(.broken)":           false,
		".line:not(.degraded)":         true,
		".linewalk.telling path.line":  true,
		".linewalk.telling.x .line":    false,
		".line .line":                  false,
		"svg g path":                   true,
		".arrow.fails:not(.lit) .line": true,
	} {
		if got := selectors(text)[0].picks(path); got != want {
			t.Errorf("%s picks: %v, want %v", text, got, want)
		}
	}
	if n := len(selectors(".a,.b .c")); n != 2 {
		t.Errorf("%d alternatives of two", n)
	}
	order := []string{"text", "g.a", ".line.broken", ".a .b .c", ".a:not(.b) .c.d"}
	for i := 1; i < len(order); i++ {
		if selectors(order[i-1])[0].weight() >= selectors(order[i])[0].weight() {
			t.Errorf("%s is no lighter than %s", order[i-1], order[i])
		}
	}
}

// inkOf is that of an element with these tags and classes around it, "tag.class class" each.
func inkOf(dark bool, path ...attribute) ink {
	kind := newCascade(dark).top()
	for _, p := range path {
		kind = kind.of(&element{tag: p.name, attributes: []attribute{class(p.value)}})
	}
	return kind.ink
}

func TestInks(t *testing.T) {
	red, pink := color.NRGBA{0xb3, 0x26, 0x1e, 255}, color.NRGBA{0xff, 0xb4, 0xab, 255}
	white, none := color.NRGBA{255, 255, 255, 255}, color.NRGBA{}
	svg, arrow := attribute{"svg", "linewalk"}, attribute{"g", "arrow"}

	i := inkOf(false, svg, arrow, attribute{"path", "line broken flow"})
	if i.fill != none || i.stroke != red || i.width != 2.6 || len(i.dashes) != 2 || i.dashes[0] != 9 || i.dashes[1] != 4 {
		t.Errorf("a breaking flow: %+v", i)
	}
	if i = inkOf(true, svg, arrow, attribute{"path", "line broken"}); i.stroke != pink || i.dashes != nil {
		t.Errorf("a breaking request by night: %+v", i)
	}
	if i = inkOf(false, svg, arrow, attribute{"path", "tip broken fallback"}); i.fill != white || i.stroke != red || i.width != 1 || !i.roundJoins {
		t.Errorf("the tip of a breaking fallback: %+v", i)
	}
	if i = inkOf(false, svg, arrow, attribute{"text", "small halo"}); !i.under || i.stroke != white || i.width != 3 || i.size != 11 || i.bold || i.anchor != 0.5 {
		t.Errorf("the text of an arrow: %+v", i)
	}
	if i = inkOf(false, svg, attribute{"g", "boundary"}, attribute{"text", "boundary muted"}); i.size != 11 || !i.bold || i.anchor != 0 {
		t.Errorf("the title of a boundary: %+v", i)
	}
	if i = inkOf(false, svg, arrow, attribute{"path", "hit"}); i.fill != none || i.stroke != none {
		t.Errorf("the place to hit can be seen: %+v", i)
	}
	if i = inkOf(false, svg, arrow, attribute{"path", "hatch"}); i.stroke.A != 140 {
		t.Errorf("a hatch of 55 %% has alpha %d", i.stroke.A)
	}
	if i = inkOf(false, svg, attribute{"g", "arrow impaired"}, attribute{"path", "line harmless planned"}); i.dashes != nil || i.width != 3.2 {
		t.Errorf("an impaired planned arrow: %+v", i)
	}
	if i = inkOf(false, svg, attribute{"rect", "unheard-of"}); i.fill != (color.NRGBA{A: 255}) || i.stroke != none || i.opacity != 1 {
		t.Errorf("what no rule is for: %+v", i)
	}
}

func TestOpacityIsOfTheGroupAlone(t *testing.T) {
	telling, arrow := attribute{"svg", "linewalk telling"}, attribute{"g", "arrow"}
	if i := inkOf(false, telling, arrow); i.opacity != 0.25 {
		t.Errorf("what is not lit has opacity %v", i.opacity)
	}
	if i := inkOf(false, telling, arrow, attribute{"path", "line broken"}); i.opacity != 1 {
		t.Errorf("a line in it is dimmed a second time: %v", i.opacity)
	}
	for _, path := range [][]attribute{{telling, {"g", "arrow lit"}}, {{"svg", "linewalk"}, arrow}, {telling, {"g", "legend"}}, {telling, {"g", "boundary"}, {"text", "boundary"}}} {
		if i := inkOf(false, path...); i.opacity != 1 {
			t.Errorf("%v has opacity %v", path, i.opacity)
		}
	}
}
