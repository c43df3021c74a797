package yamlfile

import (
	"strings"

	"github.com/linewalk/linewalk/model"
)

const (
	arrowNoun     = "arrow"
	componentNoun = "component"
)

// An arrowName is the name of an arrow taken apart: "from -> to (qualifier)".
type arrowName struct {
	from, to, qualifier string
	fromAt, toAt        int // where the ends start in the text, in bytes
}

func (a arrowName) String() string { return model.ArrowName(a.from, a.to, a.qualifier) }

// lookalikes are written by people who mean an arrow. Longer ones come first.
var lookalikes = []string{"--->", "-->", "==>", "=>", "\u2192", "\u27f6", "\u21d2", "- >", "\u2014>", "\u2013>"}

// parseArrowName takes the name of an arrow apart. Blanks around the arrow and the parentheses do
// not matter. A name that only lacks the right arrow is handed back together with the error.
func parseArrowName(written string) (arrowName, error) {
	if a, ok := otherArrow(written); ok {
		name, err := parseArrowName(a)
		if err != nil {
			return arrowName{}, err
		}
		name.fromAt, name.toAt = -1, -1
		return name, misspelled(name.String(), "arrows are drawn with ->, did you mean %s?", quote(name.String()))
	}
	from, rest, found := strings.Cut(written, "->")
	if !found {
		return arrowName{}, misspelled("from -> to", "%s is no arrow", quote(written))
	}
	a := arrowName{from: strings.TrimSpace(from)}
	a.fromAt = strings.Index(written, a.from)
	to, qualifier, labelled := strings.Cut(rest, "(")
	a.to = strings.TrimSpace(to)
	a.toAt = len(from) + 2 + strings.Index(rest, a.to)
	if labelled {
		inside, after, closed := strings.Cut(qualifier, ")")
		a.qualifier = strings.Join(strings.Fields(inside), " ")
		switch {
		case !closed || strings.TrimSpace(after) != "" || strings.Contains(inside, "("):
			return arrowName{}, misspelled("from -> to (label)", "the label of %s is not in one pair of ( )", quote(written))
		case a.qualifier == "":
			return arrowName{}, misspelled(a.String(), "the label of %s is empty", quote(written))
		}
	}
	return a, a.check(written)
}

func (a arrowName) check(written string) error {
	switch {
	case a.from == "" || a.to == "":
		return misspelled("from -> to", "the arrow %s lacks an end", quote(written))
	case strings.Contains(a.to, "->"):
		return misspelled("draw two arrows", "%s has more than two ends", quote(written))
	case strings.HasSuffix(a.from, "<"):
		end := strings.TrimSpace(strings.TrimSuffix(a.from, "<"))
		return misspelled("draw two arrows: "+end+" -> "+a.to+" and "+a.to+" -> "+end, "an arrow has one direction")
	}
	for _, end := range []string{a.from, a.to} {
		if err := checkName(componentNoun, end); err != nil {
			return err
		}
	}
	return nil
}

// otherArrow is the text with a right arrow in the place of one that only looks like it.
func otherArrow(written string) (string, bool) {
	for _, other := range lookalikes {
		if before, after, found := strings.Cut(written, other); found && !strings.Contains(before, "->") {
			return strings.TrimRight(before, " -") + " -> " + strings.TrimLeft(after, " "), true
		}
	}
	return "", false
}
