package diagram

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// A Colouring is the question that the colour of an arrow answers. How thick it is tells its harm in any
// case.
type Colouring uint8

// The questions.
const (
	ByHarm      Colouring = iota // what does it do to journeys?
	ByCoverage                   // how many of its four cells are there?
	ByNotice                     // when is somebody told?
	ByOwner                      // whose is it?
	ByWorth                      // what is lost while it doesn't work?
	ByBusFactor                  // how few people can mend it?
)

var colourings = [...]string{"harm", "coverage", "notice", "owner", "worth", "busfactor"}

func (c Colouring) String() string { return colourings[c] }

// Tells is what the colour of an arrow says of it, a phrase.
func (c Colouring) Tells() string {
	return [...]string{
		"what it does to journeys", "how many of its four cells are there", "when somebody is told", "who owns it",
		"what is lost a minute without it", "how few people can mend it",
	}[c]
}

// Colourings lists all questions, the usual one first.
func Colourings() []Colouring {
	return []Colouring{ByHarm, ByCoverage, ByNotice, ByOwner, ByWorth, ByBusFactor}
}

// A tone is a colour with its meaning. An arrow of a tone carries its tag too, so that the picture can be
// read without colours.
type tone struct {
	class string // of the style sheet; empty for the colour of harm
	tag   string
	means string // in the legend
	rank  int    // of the tones of a bundle's arrows the lowest is shown
}

// A palette finds the tone of an arrow.
type palette struct {
	by     Colouring
	owners []string // in the order of the drawing
	wanted int      // the bus factor asked for

	most          float64 // that is lost a minute without one arrow
	degradedShare float64
}

func newPalette(by Colouring, r *analysis.Report) *palette {
	p := &palette{by: by, wanted: r.System.Settings.WantedBusFactor(), degradedShare: r.System.Settings.DegradedShare()}
	for _, x := range r.Answers {
		if name := x.Owner.Party.Name; x.Owner.Owned() && !slices.Contains(p.owners, name) {
			p.owners = append(p.owners, name)
		}
		p.most = max(p.most, analysis.Total(p.stake(x)))
	}
	return p
}

// tone is that of a bundle of arrows, of which there may be only one.
func (p *palette) tone(answers []*analysis.Answer) tone {
	worst := p.of(answers[0])
	for _, x := range answers[1:] {
		t := p.of(x)
		switch {
		case p.by == ByOwner && t != worst && worst.class != "tone-plain":
			return tone{"tone-plain", "", "several owners", 0}
		case p.by != ByOwner && t.rank < worst.rank:
			worst = t
		}
	}
	return worst
}

func (p *palette) of(x *analysis.Answer) tone {
	switch p.by {
	case ByCoverage:
		return covered(x)
	case ByNotice:
		return noticed(x)
	case ByOwner:
		return p.owned(x)
	case ByWorth:
		return p.worthTone(x)
	case ByBusFactor:
		return p.cover(x)
	}
	return tone{}
}

func covered(x *analysis.Answer) tone {
	yes, unknown := 0, 0
	for _, cell := range x.Cells.All() {
		switch cell.Value {
		case people.Yes:
			yes++
		case people.Unknown:
			unknown++
		}
	}
	tag := fmt.Sprintf("%d of 4", yes)
	switch {
	case yes == 4:
		return tone{"tone-good", tag, "all four cells", 3}
	case yes+unknown == 4:
		return tone{"tone-unknown", tag, "some not known", 2}
	case yes == 0:
		return tone{"tone-bad", tag, "no cell", 0}
	}
	return tone{"tone-poor", tag, "some cells", 1}
}

func noticed(x *analysis.Answer) tone {
	switch n := x.Notice; n.When {
	case analysis.InTime:
		return tone{"tone-good", "told " + analysis.After(n.After), "told in time", 2}
	case analysis.Late:
		return tone{"tone-poor", "told " + analysis.After(n.After), "told too late", 1}
	}
	return tone{"tone-bad", "nobody told", "nobody is told", 0}
}

// ownerTones is how many owners have a colour of their own. Beyond that colours repeat, dashed.
const ownerTones = 8

func (p *palette) owned(x *analysis.Answer) tone {
	if !x.Owner.Owned() {
		means := "nobody's"
		if x.Owner.How == model.OwnedBetween {
			means = "between two owners"
		}
		return tone{"tone-bad", means, means, 0}
	}
	name := x.Owner.Party.Name
	i := slices.Index(p.owners, name)
	class := fmt.Sprintf("tone-owner-%d", i%ownerTones+1)
	if i >= ownerTones {
		class += " tone-again"
	}
	return tone{class, initials(name), name + " (" + initials(name) + ")", 1}
}

// initials are up to three letters that stand for a name: the first of each word.
func initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var out strings.Builder
	for _, w := range words[:min(3, len(words))] {
		runes := []rune(w)
		if len(words) == 1 {
			return string(unicode.ToUpper(runes[0])) + string(runes[1:min(2, len(runes))])
		}
		out.WriteRune(unicode.ToUpper(runes[0]))
	}
	return out.String()
}

// worthTone tells arrows apart by what is lost a minute without them. Currencies compare by their sum, for
// want of rates.
func (p *palette) worthTone(x *analysis.Answer) tone {
	const much = 0.5
	stake := p.stake(x)
	sum := analysis.Total(stake)
	switch {
	case sum == 0:
		return tone{"tone-plain", "", "nothing of stated worth", 2}
	case sum >= much*p.most:
		return tone{"tone-bad", rates(stake), "at least half as much as the worst", 0}
	}
	return tone{"tone-poor", rates(stake), "less than half of the worst", 1}
}

func (p *palette) stake(x *analysis.Answer) []analysis.Loss { return x.IfDown.Stake(p.degradedShare) }

// rates is "1200 USD/min, 3 EUR/min".
func rates(losses []analysis.Loss) string {
	parts := make([]string, len(losses))
	for i, l := range losses {
		parts[i] = model.Money{Amount: math.Round(l.Amount*100) / 100, Currency: l.Currency, Per: time.Minute}.String()
	}
	return strings.Join(parts, ", ")
}

func (p *palette) cover(x *analysis.Answer) tone {
	n := x.Mending
	switch n.Enough(p.wanted) {
	case people.Yes:
		return tone{"tone-good", fmt.Sprintf("%d or more", n.Low), fmt.Sprintf("bus factor %d or more", p.wanted), 3}
	case people.Unknown:
		return tone{"tone-unknown", "?", "bus factor not known", 2}
	}
	if n.High == 0 {
		return tone{"tone-bad", "0", "nobody is told and can mend it", 0}
	}
	return tone{"tone-poor", fmt.Sprint(n.High), "too few people", 1}
}
