package routing

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// maxNamed is how many values a condition names of one label.
const maxNamed = 8

// condition says in words when a function holds: first what every set of labels for which it may
// hold has in common, then what else it depends on.
func (t *Tree) condition(w *world, f ref) string {
	var parts, others []string
	common := always
	asked := w.asks(f, len(t.labels))
	needed := make([]bool, len(t.labels))
	for i, l := range t.labels {
		if !asked[i] {
			continue
		}
		d := w.domains[i]
		allowed := w.allows(f, i, len(d.choices))
		if needed[i] = slices.Contains(allowed, false); needed[i] {
			parts = append(parts, l.words(d, allowed))
			next := make([]ref, len(allowed))
			for v, a := range allowed {
				next[v] = when(a)
			}
			common = w.and(common, w.ask(i, next))
		}
	}
	if common != f {
		for i, l := range t.labels {
			if asked[i] && !needed[i] {
				others = append(others, l.name)
			}
		}
	}
	text := ""
	if len(parts) > 0 {
		text = "only if " + strings.Join(parts, ", and ")
	}
	reasons := append(dependence(others), w.doubts(f)...)
	if len(parts) > 0 && common != f && len(reasons) == 0 {
		reasons = []string{"on how these labels go together"}
	}
	if len(reasons) == 0 {
		return text
	}
	depends := "depending " + strings.Join(reasons, ", and ")
	if text == "" {
		return depends
	}
	return text + ", and " + depends
}

func dependence(names []string) []string {
	switch n := len(names); {
	case n == 0:
		return nil
	case n > maxNamed:
		return []string{fmt.Sprintf("on %s and %d more labels", strings.Join(names[:maxNamed], ", "), n-maxNamed)}
	}
	return []string{"on " + list(names, "and")}
}

// doubts are the reasons for which it is not known when a function holds.
func (w *world) doubts(f ref) []string {
	var all []string
	isLost := w.reaches(f)[lost]
	if isLost && w.unread {
		all = append(all, "on a matcher that cannot be read")
	}
	if isLost && w.full || w.partial {
		all = append(all, "on too many combinations of labels to go through")
	}
	return all
}

// words says that a label has one of the allowed values of its domain.
func (l *label) words(d domain, allowed []bool) string {
	var yes, no []string
	beyond := [2]int{} // values that stand for others, by whether they are allowed
	missing := [2]bool{}
	for v, class := range d.choices {
		side := 0
		if allowed[v] {
			side = 1
		}
		switch {
		case class == 0:
			missing[side] = true
		case !d.classes.lone[class]:
			beyond[side]++
		case side == 1:
			yes = append(yes, d.classes.values[class])
		default:
			no = append(no, d.classes.values[class])
		}
	}
	slices.Sort(yes)
	slices.Sort(no)
	switch {
	case beyond[1] == 0 && len(yes) == 0:
		return l.name + " is missing"
	case beyond[1] == 0 && missing[1]:
		return l.name + " = " + list(yes, "or") + " or is missing"
	case beyond[1] == 0:
		return l.name + " = " + list(yes, "or")
	case beyond[0] == 0 && len(no) == 0:
		return l.name + " is there"
	case beyond[0] == 0 && missing[0]:
		return l.name + " is there and is not " + list(no, "or")
	case beyond[0] == 0:
		return l.name + " is not " + list(no, "or")
	}
	for _, m := range l.matchers { // one of the patterns may say it
		if m.Regex != nil && d.agrees(allowed, m.Matches) {
			return fmt.Sprintf("%s %s %q", l.name, m.Op, m.Value)
		}
	}
	return l.name + " is such as " + list(d.pick(allowed), "or")
}

// agrees tells whether a matcher passes exactly the allowed values.
func (d domain) agrees(allowed []bool, matches func(string) bool) bool {
	for v, class := range d.choices {
		if matches(d.classes.values[class]) != allowed[v] {
			return false
		}
	}
	return true
}

// pick lists the allowed values.
func (d domain) pick(allowed []bool) []string {
	var values []string
	for v, class := range d.choices {
		if allowed[v] && class != 0 {
			values = append(values, d.classes.values[class])
		}
	}
	return values
}

// list joins texts as a sentence does. Those that would not read as one word are quoted.
func list(texts []string, last string) string {
	var shown []string
	for _, text := range texts[:min(len(texts), maxNamed)] {
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) || r == ',' }) {
			text = strconv.Quote(text)
		}
		shown = append(shown, text)
	}
	if more := len(texts) - len(shown); more > 0 {
		shown = append(shown, fmt.Sprintf("%d more", more))
	}
	if len(shown) == 1 {
		return shown[0]
	}
	n := len(shown) - 1
	return strings.Join(shown[:n], ", ") + " " + last + " " + shown[n]
}
