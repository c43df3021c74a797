package diagram

import (
	"math"
	"slices"
	"strconv"
)

// A canvas collects what is drawn as elements that tell by their classes what they stand for. What
// these look like is up to the style sheet, and whether they become SVG or pixels is up to the
// writer that walks through them (see markup and raster).
type canvas struct {
	root  element
	stack []*element // the groups that are open, the innermost last
}

// An element is a group, a shape or a text, in the words of SVG.
type element struct {
	form       form
	tag        string
	attributes []attribute
	words      string     // of a text
	line       *pen       // of a path
	inside     []*element // of a group
}

type form uint8

const (
	groupForm form = iota
	shapeForm
	wordsForm
)

// An attribute is a name and a value. Values are numbers and words of this package; the drawing's
// own words are only ever text between tags.
type attribute struct{ name, value string }

func at(name string, value float64) attribute { return attribute{name, num(value)} }

func class(names string) attribute { return attribute{"class", names} }

// open begins a group. All that is drawn until it is closed is in it.
func (c *canvas) open(tag string, attributes ...attribute) {
	e := &element{form: groupForm, tag: tag, attributes: attributes}
	c.add(e)
	c.stack = append(c.stack, e)
}

// close ends the innermost group, which has that tag.
func (c *canvas) close(tag string) {
	last := len(c.stack) - 1
	if last < 0 || c.stack[last].tag != tag {
		panic("close " + tag + ": it is not the innermost group")
	}
	c.stack = c.stack[:last]
}

func (c *canvas) add(e *element) {
	home := &c.root
	if last := len(c.stack) - 1; last >= 0 {
		home = c.stack[last]
	}
	home.inside = append(home.inside, e)
}

// shape draws an element that has nothing in it.
func (c *canvas) shape(tag string, attributes ...attribute) {
	c.add(&element{form: shapeForm, tag: tag, attributes: attributes})
}

// text draws an element that has only text in it.
func (c *canvas) text(tag, text string, attributes ...attribute) {
	c.add(&element{form: wordsForm, tag: tag, attributes: attributes, words: text})
}

// write puts a line of text so that its letters stand on y.
func (c *canvas) write(classes, text string, x, y float64) {
	c.text("text", text, class(classes), at("x", x), at("y", y))
}

func (c *canvas) rect(classes string, a area, radius float64) {
	attributes := []attribute{class(classes), at("x", a.left), at("y", a.top), at("width", a.right-a.left), at("height", a.bottom-a.top)}
	if radius > 0 {
		attributes = append(attributes, at("rx", radius))
	}
	c.shape("rect", attributes...)
}

func (c *canvas) circle(classes string, middle point, radius float64) {
	c.shape("circle", class(classes), at("cx", middle.x), at("cy", middle.y), at("r", radius))
}

func (c *canvas) path(classes string, p *pen) {
	c.add(&element{form: shapeForm, tag: "path", attributes: []attribute{class(classes), {"d", p.String()}}, line: p})
}

// value is that of an attribute, empty if the element does not have it.
func (e *element) value(name string) string {
	i := slices.IndexFunc(e.attributes, func(a attribute) bool { return a.name == name })
	if i < 0 {
		return ""
	}
	return e.attributes[i].value
}

// number is the value of an attribute as it stands in the SVG, so that both pictures agree. It is 0
// where there is none.
func (e *element) number(name string) float64 {
	n, err := strconv.ParseFloat(e.value(name), 64)
	if err != nil {
		return 0
	}
	return n
}

// num is a number to the hundredth, which is finer than any screen shows.
func num(f float64) string {
	hundredths := math.Round(f * 100)
	if hundredths == 0 {
		return "0" // not -0
	}
	return strconv.FormatFloat(hundredths/100, 'f', -1, 64)
}
