package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// A Meeting is what came of a walk in which people were asked.
type Meeting struct {
	By     string           // who walked the arrows; may be empty
	Before *analysis.Report // the drawing as the meeting began
	After  *analysis.Report // and as it ended
	Walked []Walked         // the arrows of which something was said, in the order in which they came up
	Left   int              // how many arrows are still to be walked
	Files  []string         // that were changed
	Plan   advice.Plan      // what to do next
}

// A Walked arrow is what was said of it.
type Walked struct {
	Arrow     string
	Decisions []Decision
	Vain      []model.Topic // nobody knew
	Notes     []string
	Confirmed bool // all that the drawing says of it was said to be so still
}

// A Decision is an answer that was written into the drawing.
type Decision struct {
	Topic  model.Topic // 0 is whether the arrow is real
	Of     string      // of an alert the monitor
	Before string      // empty where nothing was stated
	After  string
}

// asked words the questions of a meeting for a table.
var asked = [...]string{
	0: "is it real", model.TopicIfDown: "what happens without it", model.TopicMonitors: "how would we know", model.TopicAlert: "who is told",
	model.TopicOwner: "who answers for it", model.TopicExperts: "who can mend it",
}

// Minutes writes the minutes of a meeting in Markdown: what was decided and what nobody knew, which gaps remain, and
// what to do next. Of a meeting in which nothing was said they only say so. Whatever comes from the drawing or from the people is inert in it, as in Markdown.
func Minutes(w io.Writer, m Meeting) error {
	var b strings.Builder
	b.WriteString("# Minutes: " + prose(brief(cmp.Or(m.After.System.Name.Value, "a drawing without a name"), longName)) + ", " + m.After.Today.String() + "\n\n")
	b.WriteString(prose(Sentence(m.summary())) + "\n")
	if len(m.Walked) > 0 {
		b.WriteString(m.decisions() + m.vain() + m.notes() + m.confirmed())
		b.WriteString(m.gaps() + m.owners() + m.steps() + m.files())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// summary says who walked how many arrows.
func (m Meeting) summary() string {
	text := Count(len(m.Walked), "arrow") + " walked"
	if m.By != "" {
		text += " by " + m.By
	}
	decisions := 0
	for _, x := range m.Walked {
		decisions += len(x.Decisions)
	}
	text += ", " + Count(decisions, "decision")
	if m.Left > 0 {
		return text + ", " + Count(m.Left, "arrow") + " left to walk"
	}
	return text + ", none left to walk"
}

func (m Meeting) decisions() string {
	rows := ""
	for _, x := range m.Walked {
		for _, d := range x.Decisions {
			question := asked[d.Topic]
			if d.Of != "" {
				question += " by " + d.Of
			}
			rows += row(code(brief(x.Arrow, longName)), prose(brief(question, longName)), orDash(d.Before), orDash(d.After))
		}
	}
	if rows == "" {
		return ""
	}
	return "\n## Decisions\n\n" + row("arrow", "question", "before", "now") + row(":--", ":--", ":--", ":--") + rows
}

// orDash is an answer in a table. Nothing stated is a dash.
func orDash(answer string) string {
	if answer == "" {
		return "-"
	}
	return code(brief(answer, longSentence))
}

func (m Meeting) vain() string {
	rows := ""
	for _, x := range m.Walked {
		words := make([]string, len(x.Vain))
		for i, t := range x.Vain {
			words[i] = InVain(t)
		}
		if len(words) > 0 {
			rows += "- " + code(brief(x.Arrow, longName)) + ": " + Series(words, "or") + "\n"
		}
	}
	return under("Nobody knows", rows)
}

func (m Meeting) notes() string {
	rows := ""
	for _, x := range m.Walked {
		for _, note := range x.Notes {
			rows += "- " + code(brief(x.Arrow, longName)) + ": " + prose(brief(note, longPaste)) + "\n"
		}
	}
	return under("Notes", rows)
}

func (m Meeting) confirmed() string {
	rows := ""
	for _, x := range m.Walked {
		if x.Confirmed {
			rows += "- " + code(brief(x.Arrow, longName)) + "\n"
		}
	}
	return under("Still so", rows)
}

// under puts a heading above rows, where there are any.
func under(heading, rows string) string {
	if rows == "" {
		return ""
	}
	return "\n## " + heading + "\n\n" + rows
}

// gaps counts what is covered, before and after.
func (m Meeting) gaps() string {
	before, after := CellCounts(m.Before.Answers), CellCounts(m.After.Answers)
	heads, rules := []string{""}, []string{":--"}
	var yes, no, unknown []string
	for i, name := range analysis.CellWords() {
		heads, rules = append(heads, name), append(rules, "--:")
		yes = append(yes, turned(before[i].Yes, after[i].Yes))
		no = append(no, turned(before[i].No, after[i].No))
		unknown = append(unknown, turned(before[i].Unknown, after[i].Unknown))
	}
	table := row(heads...) + row(rules...) +
		row(append([]string{"covered"}, yes...)...) + row(append([]string{"gap"}, no...)...) + row(append([]string{"unknown"}, unknown...)...)
	answered := func(r *analysis.Report) int { return len(r.Answers) - r.Headline.Assumed }
	text := fmt.Sprintf("what happens without it is answered for %d of %s", answered(m.After), Count(len(m.After.Answers), "arrow"))
	if n := answered(m.Before); n != answered(m.After) {
		text += fmt.Sprintf(", %d before", n)
	}
	return "\n## Gaps that remain\n\n" + table + "\n" + prose(Sentence(text)) + "\n"
}

// turned is "12 -> 15", or "12" where nothing changed.
func turned(before, after int) string {
	if before == after {
		return fmt.Sprint(after)
	}
	return fmt.Sprintf("%d -> %d", before, after)
}

// An account is what is open on the arrows of an owner.
type account struct {
	owner        string
	arrows, open int
	cells        [4]int // that are not covered
	first        string // the most harmful arrow with a gap
}

// owners says who has which gaps.
func (m Meeting) owners() string {
	var all []*account
	for _, x := range m.After.ByHarm {
		owner := "nobody"
		if x.Owner.Owned() {
			owner = x.Owner.Party.Name
		}
		i := slices.IndexFunc(all, func(a *account) bool { return a.owner == owner })
		if i < 0 {
			i, all = len(all), append(all, &account{owner: owner})
		}
		all[i].add(x)
	}
	slices.SortStableFunc(all, func(a, b *account) int { return cmp.Compare(b.open, a.open) })
	rows := ""
	for _, a := range all {
		if a.open == 0 {
			continue
		}
		cells := []string{code(brief(a.owner, longName)), fmt.Sprintf("%d of %d", a.open, a.arrows)}
		for _, n := range a.cells {
			cells = append(cells, fmt.Sprint(n))
		}
		rows += row(append(cells, code(brief(a.first, longName)))...)
	}
	if rows == "" {
		return ""
	}
	words := analysis.CellWords()
	heads := append([]string{"owner", "arrows with gaps"}, words[:]...)
	return "\n## Owners\n\n" + row(append(heads, "first")...) + row(":--", "--:", "--:", "--:", "--:", "--:", ":--") + rows
}

func (a *account) add(x *analysis.Answer) {
	a.arrows++
	open := false
	for i, cell := range x.Cells.All() {
		if cell.Value != people.Yes {
			a.cells[i]++
			open = true
		}
	}
	if open {
		a.open++
		a.first = cmp.Or(a.first, x.Arrow.Name())
	}
}

// steps says what to do next, and who might.
func (m Meeting) steps() string {
	rows := ""
	for _, step := range m.Plan.Steps {
		rows += "- " + prose(brief(Aim(step), longSentence)) + ": " + prose(brief(Gain(step), longSentence)) + "; " + charged(step) + "\n"
	}
	text := "\n## Next steps\n\n" + prose(AtStake(m.Plan)) + "\n"
	if rows != "" {
		text += "\n" + rows
	}
	return text
}

// charged says whose step it is.
func charged(step advice.Step) string {
	var owners []string
	for _, x := range step.Answers {
		if x.Owner.Owned() && !slices.Contains(owners, x.Owner.Party.Name) {
			owners = append(owners, x.Owner.Party.Name)
		}
	}
	if step.Journey != nil && step.Journey.Owner.Given() && !step.Journey.Owner.Value.Nobody {
		owners = append(owners, step.Journey.Owner.Value.Name)
	}
	if len(owners) == 0 {
		return "nobody owns it yet"
	}
	return "for " + code(brief(Series(owners, "and"), longName))
}

func (m Meeting) files() string {
	rows := ""
	for _, name := range m.Files {
		rows += "- " + code(brief(name, longName)) + "\n"
	}
	return under("Files changed", rows)
}
