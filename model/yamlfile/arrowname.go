package yamlfile

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
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
var lookalikes = []string{"--->", "-->", "==>", "=>", "~>", ">>", "\u2192", "\u27f6", "\u21d2", "- >", "\u2014>", "\u2013>"}

// looser lookalikes are read as arrows only where there is nothing else that could be one.
var looser = []string{" > ", " - ", " to ", " \u2013 ", " \u2014 "}

// parseArrowName takes the name of an arrow apart. Blanks around the arrow and the parentheses do
// not matter. A name that only lacks the right arrow is handed back together with the error.
func parseArrowName(written string) (arrowName, error) {
	if a, ok := otherArrow(written); ok {
		name, err := parseArrowName(a)
		if err != nil {
			return arrowName{}, err
		}
		return name.inferred("arrows are drawn with ->, did you mean %s?")
	}
	from, rest, found := strings.Cut(written, "->")
	if !found {
		return looseArrowName(written)
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
			return arrowName{}, misspelled("from -> to (label)", "the label of %s is not in one pair of ( )", diag.Quote(written))
		case a.qualifier == "":
			return arrowName{}, misspelled(a.String(), "the label of %s is empty", diag.Quote(written))
		}
	}
	return a, a.check(written)
}

// looseArrowName takes text apart that has nothing like an arrow in it.
func looseArrowName(written string) (arrowName, error) {
	if to, from, found := strings.Cut(written, "<-"); found && !strings.ContainsAny(from, "<>") {
		to, from = strings.TrimRight(to, " -"), strings.TrimLeft(from, "- ")
		if name, err := parseArrowName(from + " -> " + to); err == nil {
			return name.inferred("arrows are drawn forwards, did you mean %s?")
		}
	}
	for _, other := range looser {
		if strings.Count(written, other) == 1 {
			if name, err := parseArrowName(strings.Replace(written, other, " -> ", 1)); err == nil {
				return name.inferred("arrows are drawn with ->, did you mean %s?")
			}
		}
	}
	return arrowName{}, misspelled("from -> to", "%s is no arrow", diag.Quote(written))
}

// inferred hands the name back with the error that it was not written so. Its ends have no place.
func (a arrowName) inferred(message string) (arrowName, error) {
	a.fromAt, a.toAt = -1, -1
	return a, misspelled(a.String(), message, diag.Quote(a.String()))
}

func (a arrowName) check(written string) error {
	switch {
	case a.from == "" || a.to == "":
		return misspelled("from -> to", "the arrow %s lacks an end", diag.Quote(written))
	case strings.Contains(a.to, "->") && strings.Contains(a.to, ","):
		return misspelled("["+diag.Shorten(written, 80)+"]", "several arrows stand in [ ]")
	case strings.Contains(a.to, "->"):
		return misspelled("draw two arrows", "%s has more than two ends", diag.Quote(written))
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
