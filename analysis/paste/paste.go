// Package paste writes what an arrow lacks as lines of a drawing, ready to be pasted into it.
package paste

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
	"github.com/linewalk/linewalk/model"
)

// plain matches text that YAML reads as itself, inside braces too.
var plain = regexp.MustCompile(`^[\pL_][\pL\pN_./-]*( -> [\pL_][\pL\pN_./-]*( \([\pL\pN_./ -]*\))?)?$`)

// Name writes a name so that it can be pasted into a drawing.
func Name(name string) string {
	switch strings.ToLower(name) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		return strconv.Quote(name)
	}
	switch {
	case isWord(name), plain.MatchString(name):
		return name
	case strings.Contains(name, "##["):
		return Quoted(name)
	case strings.Contains(name, `"`) && !strings.ContainsFunc(name, func(r rune) bool { return r == '\'' || !unicode.IsPrint(r) }):
		return "'" + name + "'"
	}
	return Quoted(name)
}

// Quoted writes text in double quotes, as YAML, Go and PromQL read them. What a runner of GitHub Actions
// takes for the start of a command is broken by an escape.
func Quoted(text string) string {
	return strings.ReplaceAll(strconv.Quote(text), "##[", `\x23#[`)
}

// isWord tells, sooner than plain does, whether a text is one plain word, as most names are.
func isWord(text string) bool {
	for i, r := range text {
		letter := r == '_' || r|0x20 >= 'a' && r|0x20 <= 'z'
		if !letter && (i == 0 || (r < '0' || r > '9') && r != '-' && r != '.' && r != '/') {
			return false
		}
	}
	return text != ""
}

// List writes a list of names.
func List(names []string) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = Name(n)
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// Watching says what to measure to see an arrow in a mode: the signal, and the vantage where it is
// not the one that the signal has by itself.
func Watching(a *model.Arrow, mode model.Mode) string {
	seer, found := detection.Best(a, mode)
	if !found {
		return "signal: synthetic"
	}
	text := "signal: " + seer.Signal.String()
	if seer.At != 0 && seer.At != detection.DefaultVantage(a, seer.Signal) {
		text += ", at: " + seer.At.String()
	}
	if seer.Signal == model.SignalSynthetic {
		text += ", every: 1m"
	}
	return text
}

// Monitor is the monitor to write under an arrow of which nobody is told that it is in a mode.
func Monitor(x *analysis.Answer, mode model.Mode) string {
	return fmt.Sprintf("{%s, %s}", Watching(x.Arrow, mode), Alert(x, AlertName(x.Arrow, mode)))
}

// Alert is the alert to write under a monitor that has none. It fires soon enough for every promise
// of the journeys that break.
func Alert(x *analysis.Answer, name string) string {
	return fmt.Sprintf("alert: {name: %s, after: %s, tells: %s, how: page}",
		Name(name), model.FormatDuration(Soon(x)), Name(cmp.Or(Teller(x), ToFillIn)))
}

// Soon is how long an alert on the arrow may take: five minutes, or less where a journey that breaks
// promises more.
func Soon(x *analysis.Answer) time.Duration {
	after := 5 * time.Minute
	for _, j := range x.IfDown.Broken() {
		after = min(after, j.Journey.NoticeWithin.Or(after))
	}
	return after
}

// ToFillIn stands for a team that the drawing does not name.
const ToFillIn = "TEAM"

// Teller is whom an alert on the arrow should tell: its owner, or the end that feels the failure,
// or the other one; nothing where the drawing does not say.
func Teller(x *analysis.Answer) string {
	if x.Owner.Owned() {
		return x.Owner.Party.Name
	}
	for _, c := range []*model.Component{x.Arrow.DependentComponent(), x.Arrow.ProviderComponent()} {
		if p := c.Owner.Value; p.Name != "" && !p.Nobody && !p.Owner {
			return p.Name
		}
	}
	return ""
}

// AlertName is a name for an alert on an arrow in a mode: CheckoutStripeFails, CheckoutStripeSlow.
func AlertName(a *model.Arrow, mode model.Mode) string {
	state := "Fails"
	if mode != model.ModeDown {
		state = Camel(mode.String())
	}
	return Camel(a.From.Name, a.To.Name, a.Qualifier) + state
}

// Camel writes words as one, in the manner of alert names: checkout, order-book gives
// CheckoutOrderBook.
func Camel(words ...string) string {
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

// FileName keeps the letters and digits of a name, the rest as single hyphens.
func FileName(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), "-")
}
