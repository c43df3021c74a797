package page

import (
	"cmp"
	"html/template"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// A guide is what a rule looks for, why, and what it found.
type guide struct {
	ID      string
	Anchor  anchor
	Title   string
	Level   string // in this run, or "off"
	Set     string // what the drawing does to it; empty where it does nothing
	Off     bool
	Found   int
	Waived  int
	Help    template.HTML
	Printed bool // it found something
}

// A chapter is the rules of one group.
type chapter struct {
	Title  string
	Guides []guide
	Found  int
}

// A rulebook is all the rules that ran, in chapters, in their order.
type rulebook struct {
	Chapters []chapter
	Ran, Off int
	Silent   int // rules that ran and found nothing
	Others   []tally
}

func (g *register) rulebook() (rulebook, error) {
	all := make([]*diag.Diagnostic, len(g.report.Diagnostics))
	for i := range g.report.Diagnostics {
		all[i] = &g.report.Diagnostics[i]
	}
	found, waived := timesOf(all), map[string]int{}
	for _, w := range g.report.Waived {
		waived[w.Diagnostic.Rule]++
	}
	var book rulebook
	for _, rule := range g.report.Rules {
		one, err := g.guide(rule)
		if err != nil {
			return book, err
		}
		one.Found, one.Waived = found[rule.ID], waived[rule.ID]
		book.add(cmp.Or(rule.Group, "others"), one)
	}
	return book, nil
}

func (b *rulebook) add(group string, one guide) {
	switch {
	case one.Off:
		b.Off++
	case one.Found == 0:
		b.Silent++
		b.Ran++
	default:
		b.Ran++
	}
	for i := range b.Chapters {
		if c := &b.Chapters[i]; c.Title == group {
			c.Guides = append(c.Guides, one)
			c.Found += one.Found
			return
		}
	}
	b.Chapters = append(b.Chapters, chapter{Title: group, Guides: []guide{one}, Found: one.Found})
}

func (g *register) guide(rule *analysis.Rule) (guide, error) {
	level, off := g.report.Level(rule)
	out := guide{ID: rule.ID, Anchor: g.rules[rule.ID], Title: rule.Title, Level: level.String(), Off: off}
	switch {
	case off && !rule.Off:
		out.Set = "turned off by the drawing"
	case !off && rule.Off:
		out.Set = "turned on by the drawing"
	case !off && level != rule.Level:
		out.Set = "set by the drawing, else " + rule.Level.String()
	}
	if off {
		out.Level = "off"
	}
	var err error
	out.Help, err = g.help(rule.Page)
	return out, err
}
