package detection

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model"
)

// width is how wide the page is, in characters.
const width = 100

// preface is what the page says before the table.
//
//go:embed preface.md
var preface string

// Page is the whole table as Markdown that reads well in a terminal too.
func Page() string {
	var p page
	p.text(preface)
	p.modes()
	p.signals()
	p.vantages()
	for _, s := range Sheets() {
		p.sheet(s)
	}
	p.journey()
	return p.String()
}

// A page is Markdown in the making.
type page struct{ strings.Builder }

func (p *page) text(s string) { p.WriteString(s) }

func (p *page) heading(s string) { p.text("\n## " + s + "\n\n") }

// paragraph writes words wrapped to the width.
func (p *page) paragraph(s string) { p.text(wrap(s, "", "") + "\n") }

// item writes an entry of a list, wrapped.
func (p *page) item(s string) { p.text(wrap(s, "- ", "  ") + "\n") }

// subitem writes an entry under an entry, wrapped.
func (p *page) subitem(s string) { p.text(wrap(s, "  - ", "    ") + "\n") }

func (p *page) modes() {
	p.heading("The failure modes")
	for _, m := range model.Modes() {
		p.item(fmt.Sprintf("**%s**: the arrow %s. Asked of %s.", m, m.Is(), askedOf[m]))
	}
}

func (p *page) signals() {
	p.heading("The signals")
	for _, s := range model.Signals() {
		p.item(fmt.Sprintf("`%s`: %s", s, s.Is()))
	}
}

// vantages prints DefaultVantage for arrows between parts of our own.
func (p *page) vantages() {
	p.heading("Where a monitor looks from that does not say so")
	columns := []struct {
		name  string
		arrow *model.Arrow
	}{
		{"request kinds", between(model.Call, model.ComponentService, model.ComponentService)},
		{"flow kinds", between(model.Stream, model.ComponentService, model.ComponentService)},
		{"into a queue", between(model.Event, model.ComponentService, model.ComponentQueue)},
		{"out of a queue", between(model.Event, model.ComponentQueue, model.ComponentService)},
		{"notification", between(model.Notification, model.ComponentService, model.ComponentService)},
	}
	var rows [][]string
	head, rule := []string{"signal"}, []string{"---"}
	for _, c := range columns {
		head, rule = append(head, c.name), append(rule, "---")
	}
	rows = append(rows, head, rule)
	for _, s := range model.Signals() {
		if s.OfBox() {
			continue
		}
		row := []string{s.String()}
		for _, c := range columns {
			row = append(row, DefaultVantage(c.arrow, s).String())
		}
		rows = append(rows, row)
	}
	p.table(rows)
	p.text("\n")
	p.paragraph("A person or an outside party is never the default: the other end is, and where that is outside too, `outside`. " +
		"A synthetic on an arrow from outside starts `outside`. Nothing of ours runs inside an outside party; at the end of a " +
		"person there are errors, latency and traffic as their pages report them (state `at: from`), and heartbeats that they acknowledge.")
}

// between is an arrow between two kinds of components, as an example.
func between(kind model.Kind, from, to model.ComponentKind) *model.Arrow {
	a := &model.Arrow{From: &model.Component{}, To: &model.Component{}}
	a.Kind.Value, a.From.Kind.Value, a.To.Kind.Value = kind, from, to
	return a
}

// table writes rows of cells, padded so that columns line up.
func (p *page) table(rows [][]string) {
	wide := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			wide[i] = max(wide[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		for i, cell := range row {
			fill := " "
			if cell == "---" {
				fill = "-"
			}
			p.text("| " + cell + strings.Repeat(fill, wide[i]-utf8.RuneCountInString(cell)) + " ")
		}
		p.text("|\n")
	}
}

func (p *page) sheet(s Sheet) {
	p.heading(s.Name)
	p.paragraph(sentence(s.Of))
	p.text("\n")
	for _, r := range s.Rows {
		p.item("**" + r.Mode.String() + "**: " + seen(r))
		for _, d := range r.Decoys {
			p.subitem("not " + d.String() + ": " + d.Why)
		}
	}
	if len(s.Min) > 0 {
		p.text("\n")
		p.paragraph("Smallest set: " + listed(s.Min, ", ") + ".")
	}
	if len(s.Typical) > 0 {
		p.text("\nTypical metrics:\n\n")
		for _, t := range s.Typical {
			p.item(typical(t))
		}
	}
	p.text("\n")
	p.paragraph("Sources: " + s.Sources + ".")
}

// seen lists what sees the mode of a row.
func seen(r Row) string {
	by := listed(r.By, "; ")
	if r.Also != "" {
		by += " (also: " + r.Also + ")"
	}
	return by
}

func listed(seers []Seer, separator string) string {
	var all []string
	for _, s := range seers {
		all = append(all, s.Long())
	}
	return strings.Join(all, separator)
}

// typical is "latency@from: `a`, `b` (source)".
func typical(t Typical) string {
	var figures, names []string
	for _, s := range t.Signals {
		figures = append(figures, figure(s, t.At))
	}
	for _, n := range t.Names {
		names = append(names, "`"+n+"`")
	}
	return fmt.Sprintf("%s: %s (%s)", strings.Join(figures, ", "), strings.Join(names, ", "), t.Source)
}

func (p *page) journey() {
	p.heading("journeys")
	p.paragraph("What a monitor that watches a journey sees when the journey suffers because an arrow fails. It shows that something is wrong, not where.")
	p.text("\n")
	for _, r := range Journey() {
		var all []string
		for _, m := range r.Yes {
			all = append(all, m.String())
		}
		for _, q := range r.Perhaps {
			all = append(all, q.Mode.String()+" ("+q.Why+")")
		}
		p.item("`" + r.Signal.String() + "`: " + strings.Join(all, ", "))
	}
}

// sentence makes a phrase into a sentence.
func sentence(phrase string) string { return strings.ToUpper(phrase[:1]) + phrase[1:] + "." }

// wrap breaks text at spaces to the width of the page. What is in backquotes is not broken.
func wrap(text, first, rest string) string {
	var out strings.Builder
	line := first
	empty := true
	for _, word := range words(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			out.WriteString(line + "\n")
			line, empty = rest, true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	return out.String() + line
}

// words splits at spaces outside of backquotes.
func words(text string) []string {
	quoted := false
	return strings.FieldsFunc(text, func(r rune) bool {
		if r == '`' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
}
