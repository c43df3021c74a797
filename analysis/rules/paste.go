package rules

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/detection"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// plain matches text that YAML reads as itself, inside braces too.
var plain = regexp.MustCompile(`^[\pL_][\pL\pN_./-]*( -> [\pL_][\pL\pN_./-]*( \([\pL\pN_./ -]*\))?)?$`)

// pasted writes a name so that it can be pasted into a drawing.
func pasted(name string) string {
	switch strings.ToLower(name) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		return strconv.Quote(name)
	}
	if plain.MatchString(name) {
		return name
	}
	return strconv.Quote(name)
}

// naming writes a name into text to paste, or says in words what to do where there is no name.
func naming(format, name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return fmt.Sprintf(format, pasted(name))
}

// pastedList writes a list of names.
func pastedList(names []string) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = pasted(n)
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// watching names the monitor that sees best that an arrow is in a mode. The end it must look from is
// named where it would look from another.
func watching(a *model.Arrow, mode model.Mode) string {
	best, _ := detection.Best(a, mode) // there is one for every mode of every arrow
	text := "signal: " + best.Signal.String()
	if best.At != 0 && best.At != detection.DefaultVantage(a, best.Signal) {
		text += ", at: " + best.At.String()
	}
	if best.Signal == model.SignalSynthetic {
		text += ", every: 1m"
	}
	return text
}

// monitorFor is the monitor to write under an arrow that has none: one that sees the first mode that
// is asked of it, which is down unless the drawing drops that.
func monitorFor(x *analysis.Answer) string {
	mode := model.ModeDown
	if len(x.Modes) > 0 {
		mode = x.Modes[0].Mode
	}
	return fmt.Sprintf("monitors: [{%s, %s}]", watching(x.Arrow, mode), alertFor(x, arrowAlert(x.Arrow)))
}

// monitorOfMode is a monitor to add under monitors, for a mode of an arrow that has some already.
func monitorOfMode(x *analysis.Answer, m analysis.ModeAnswer) string {
	a, mode := x.Arrow, m.Mode.String()
	how := model.Ticket
	if m.Worst == propagation.Broken {
		how = model.Page
	}
	name := fileName(a.From.Name + "-" + a.To.Name + "-" + a.Qualifier + "-" + mode)
	return fmt.Sprintf("%s: {%s, watches: [%s], %s}", pasted(name), watching(a, m.Mode), pasted(a.Name()),
		alertOf(x, camel(a.From.Name, a.To.Name, a.Qualifier, mode), how))
}

// alertFor is the alert to write under a monitor that has none. It fires soon enough for every
// promise of the journeys that break.
func alertFor(x *analysis.Answer, name string) string { return alertOf(x, name, model.Page) }

func alertOf(x *analysis.Answer, name string, how model.How) string {
	after := 5 * time.Minute
	for _, j := range brokenJourneys(x) {
		after = min(after, j.NoticeWithin.Or(after))
	}
	return fmt.Sprintf("alert: {name: %s, after: %s, tells: %s, how: %s}", pasted(name), model.FormatDuration(after), pasted(cmp.Or(teller(x), toFillIn)), how)
}

// teller is whom an alert on the arrow should tell: its owner, or the end that feels the failure,
// or the other one; nothing where the drawing does not say.
func teller(x *analysis.Answer) string {
	if x.Owner.Owned() {
		return x.Owner.Party.Name
	}
	for _, c := range []*model.Component{x.Arrow.DependentComponent(), x.Arrow.ProviderComponent()} {
		if named(c.Owner.Value) {
			return c.Owner.Value.Name
		}
	}
	return ""
}

// toFillIn stands in text to paste for a team that the drawing does not name.
const toFillIn = "TEAM"

// named tells whether the party is somebody.
func named(p model.Party) bool { return p.Name != "" && !p.Nobody && !p.Owner }

// camel writes words as one, in the manner of alert names: checkout, order-book gives
// CheckoutOrderBook.
func camel(words ...string) string {
	var b strings.Builder
	for _, w := range words {
		up := true
		for _, r := range w {
			switch {
			case !unicode.IsLetter(r) && !unicode.IsDigit(r):
				up = true
			case up:
				b.WriteRune(unicode.ToUpper(r))
				up = false
			default:
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// arrowAlert is a name for an alert on the arrow.
func arrowAlert(a *model.Arrow) string { return camel(a.From.Name, a.To.Name, a.Qualifier) + "Fails" }

// monitorAlert is a name for an alert on the monitor: orders-up gives OrdersDown.
func monitorAlert(x *analysis.Answer, m *model.Monitor) string {
	if m.Name == "" {
		return arrowAlert(x.Arrow)
	}
	if what, ok := strings.CutSuffix(m.Name, "-up"); ok {
		return camel(what) + "Down"
	}
	return camel(m.Name) + "Bad"
}

// fileName keeps the letters and digits of a name, the rest as single hyphens.
func fileName(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), "-")
}
