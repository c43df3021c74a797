package render

import (
	"encoding/xml"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// An xmlNode is an element of any document.
type xmlNode struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []xmlNode  `xml:",any"`
	Text     string     `xml:",chardata"`
}

// attr is the value of an attribute, or empty.
func (n xmlNode) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// find lists the elements of a name at any depth.
func (n xmlNode) find(name string) []xmlNode {
	var found []xmlNode
	if n.XMLName.Local == name {
		found = append(found, n)
	}
	for _, c := range n.Children {
		found = append(found, c.find(name)...)
	}
	return found
}

func parseXML(t *testing.T, text string) xmlNode {
	t.Helper()
	var n xmlNode
	if err := xml.Unmarshal([]byte(text), &n); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return n
}

// An xsd is as much of an XML Schema as is needed to hold the documents of linewalk against one: elements
// at the top, sequences and choices of references to them, and attributes of a few types.
type xsd map[string]xmlNode

func readXSD(t *testing.T, path string) xsd {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	elements := xsd{}
	for _, e := range parseXML(t, string(text)).Children {
		elements[e.attr("name")] = e
	}
	return elements
}

// problems lists what is against the schema in an element and all below it.
func (x xsd) problems(n xmlNode) []string {
	name := n.XMLName.Local
	e, known := x[name]
	if !known {
		return []string{"no element is called " + name}
	}
	found := x.attributes(n, e)
	shape, order := "", ""
	for _, c := range e.find("complexType") {
		for _, part := range c.Children {
			shape += particle(part)
		}
	}
	for _, c := range n.Children {
		order += c.XMLName.Local + " "
		found = append(found, x.problems(c)...)
	}
	if !regexp.MustCompile("^" + shape + "$").MatchString(order) {
		found = append(found, fmt.Sprintf("%s consists of %q, and not of %s", name, order, shape))
	}
	mixed := e.attr("type") == "xs:string" || len(e.Children) > 0 && e.Children[0].attr("mixed") == "true"
	if !mixed && strings.TrimSpace(n.Text) != "" {
		found = append(found, name+" holds text")
	}
	return found
}

// particle is a pattern of the names of the children that a part of the schema allows.
func particle(part xmlNode) string {
	var inner []string
	for _, c := range part.Children {
		inner = append(inner, particle(c))
	}
	pattern := ""
	switch part.XMLName.Local {
	case "element":
		pattern = "(" + part.attr("ref") + " )"
	case "sequence":
		pattern = "(" + strings.Join(inner, "") + ")"
	case "choice":
		pattern = "(" + strings.Join(inner, "|") + ")"
	default:
		return ""
	}
	return pattern + map[string]string{"": "", "0": "?", "unbounded": "+", "0unbounded": "*"}[part.attr("minOccurs")+part.attr("maxOccurs")]
}

var xsdTypes = map[string]*regexp.Regexp{
	"xs:string":             regexp.MustCompile(`(?s)^.*$`),
	"xs:nonNegativeInteger": regexp.MustCompile(`^[0-9]+$`),
	"xs:positiveInteger":    regexp.MustCompile(`^0*[1-9][0-9]*$`),
	"xs:decimal":            regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`),
}

func (x xsd) attributes(n, e xmlNode) []string {
	var found []string
	declared := map[string]bool{}
	for _, a := range e.find("attribute") {
		name := a.attr("name")
		declared[name] = true
		given := false
		for _, have := range n.Attrs {
			given = given || have.Name.Local == name
		}
		switch {
		case !given && a.attr("use") == "required":
			found = append(found, n.XMLName.Local+" lacks "+name)
		case given && !xsdTypes[a.attr("type")].MatchString(n.attr(name)):
			found = append(found, fmt.Sprintf("%s is no %s: %q", name, a.attr("type"), n.attr(name)))
		}
	}
	for _, a := range n.Attrs {
		if !declared[a.Name.Local] {
			found = append(found, n.XMLName.Local+" has no attribute "+a.Name.Local)
		}
	}
	return found
}
