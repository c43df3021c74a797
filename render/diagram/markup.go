package diagram

import (
	"bytes"
	"encoding/xml"
)

// markup writes what is on the canvas as SVG. Every text and every value of an attribute is escaped
// here, whether it comes from the drawing or not.
func (c *canvas) markup() []byte {
	var w markupWriter
	w.all(c.root.inside)
	return w.out.Bytes()
}

type markupWriter struct{ out bytes.Buffer }

func (w *markupWriter) all(elements []*element) {
	for _, e := range elements {
		w.element(e)
	}
}

func (w *markupWriter) element(e *element) {
	w.out.WriteString("<" + e.tag)
	for _, a := range e.attributes {
		w.out.WriteString(" " + a.name + `="`)
		w.escape(a.value)
		w.out.WriteByte('"')
	}
	switch e.form {
	case shapeForm:
		w.out.WriteString("/>\n")
		return
	case wordsForm:
		w.out.WriteByte('>')
		w.escape(e.words)
	case groupForm:
		w.out.WriteString(">\n")
		w.all(e.inside)
	}
	w.out.WriteString("</" + e.tag + ">\n")
}

func (w *markupWriter) escape(text string) {
	// Writing to memory cannot fail.
	_ = xml.EscapeText(&w.out, []byte(clean(text)))
}
