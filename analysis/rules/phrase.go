package rules

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// listed joins names: "a", "a and b", "a, b and c", "a, b and 2 more".
func listed[T fmt.Stringer](things []T) string {
	names := make([]string, len(things))
	for i, t := range things {
		names[i] = t.String()
	}
	switch n := len(names); {
	case n == 0:
		return ""
	case n == 1:
		return names[0]
	case n <= 3:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	default:
		return fmt.Sprintf("%s, %s and %d more", names[0], names[1], n-2)
	}
}

// breaks says which journeys break without the arrow: "journey buy breaks", "journeys buy and
// refund break". It is empty where none does.
func breaks(x *analysis.Answer) string {
	broken := brokenJourneys(x)
	switch len(broken) {
	case 0:
		return ""
	case 1:
		return "journey " + broken[0].Name + " breaks"
	}
	return "journeys " + listed(broken) + " break"
}

func brokenJourneys(x *analysis.Answer) []*model.Journey {
	var broken []*model.Journey
	for _, j := range x.IfDown.Broken() {
		broken = append(broken, j.Journey)
	}
	return broken
}

// days writes a number of days: "1 day", "180 days".
func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// quoted writes a name in quotes, as messages show a name that means nothing.
func quoted(name string) string { return strconv.Quote(name) }

// longest is how many characters a message may have.
const longest = 100

// because ends a message with the reason where there is room for it. Otherwise the reason stands at
// the place that it speaks of.
func because(d diag.Diagnostic, why string, at diag.Span) diag.Diagnostic {
	if full := d.Message + ": " + why; utf8.RuneCountInString(full) <= longest {
		d.Message = full
		return d
	}
	d.Related = append([]diag.Related{{Span: at, Message: why}}, d.Related...)
	return d
}
