package diagram

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
)

// A canvas collects SVG. Every text and every value of an attribute is escaped here, whether it
// comes from the drawing or not.
type canvas struct{ out bytes.Buffer }

// An attribute is a name and a value. Values are numbers and words of this package; the drawing's
// own words are only ever text between tags.
type attribute struct{ name, value string }

func at(name string, value float64) attribute { return attribute{name, num(value)} }

func class(names string) attribute { return attribute{"class", names} }

func (c *canvas) open(tag string, attributes ...attribute) {
	c.tag(tag, attributes)
	c.out.WriteString(">\n")
}

func (c *canvas) close(tag string) { c.out.WriteString("</" + tag + ">\n") }

// shape writes an element that has nothing in it.
func (c *canvas) shape(tag string, attributes ...attribute) {
	c.tag(tag, attributes)
	c.out.WriteString("/>\n")
}

// text writes an element that has only text in it.
func (c *canvas) text(tag, text string, attributes ...attribute) {
	c.tag(tag, attributes)
	c.out.WriteByte('>')
	c.escape(text)
	c.close(tag)
}

func (c *canvas) tag(tag string, attributes []attribute) {
	c.out.WriteString("<" + tag)
	for _, a := range attributes {
		c.out.WriteString(" " + a.name + `="`)
		c.escape(a.value)
		c.out.WriteByte('"')
	}
}

func (c *canvas) escape(text string) {
	// Writing to memory cannot fail.
	_ = xml.EscapeText(&c.out, []byte(clean(text)))
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

func (c *canvas) path(classes string, p *pen) {
	c.shape("path", class(classes), attribute{"d", p.String()})
}

// A pen makes the path of a line.
type pen struct{ out bytes.Buffer }

func (p *pen) step(letter byte, points ...point) *pen {
	p.out.WriteByte(letter)
	for i, q := range points {
		if i > 0 {
			p.out.WriteByte(' ')
		}
		p.out.WriteString(num(q.x) + "," + num(q.y))
	}
	return p
}

func (p *pen) move(to point) *pen { return p.step('M', to) }

func (p *pen) line(to ...point) *pen { return p.step('L', to...) }

func (p *pen) curve(points ...point) *pen { return p.step('C', points...) }

// arc draws the part of an upright ellipse that leads clockwise from where the pen is.
func (p *pen) arc(rx, ry float64, clockwise bool, to point) *pen {
	sweep := " 0 0 0 "
	if clockwise {
		sweep = " 0 0 1 "
	}
	p.out.WriteString("A" + num(rx) + "," + num(ry) + sweep + num(to.x) + "," + num(to.y))
	return p
}

func (p *pen) close() *pen {
	p.out.WriteByte('Z')
	return p
}

func (p *pen) String() string { return p.out.String() }

// num is a number to the hundredth, which is finer than any screen shows.
func num(f float64) string {
	hundredths := math.Round(f * 100)
	if hundredths == 0 {
		return "0" // not -0
	}
	return strconv.FormatFloat(hundredths/100, 'f', -1, 64)
}
