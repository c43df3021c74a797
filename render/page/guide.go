package page

import (
	"cmp"
	"html/template"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/render"
)

// A guide is what a rule looks for, why, and what it found.
type guide struct {
	ID      string
	Anchor  anchor
	Title   string
	Set     string // what the drawing does to it; empty where it does nothing
	Off     bool
	Found   int
	Levels  string // how many findings of each level there are
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
	found, waived := map[string][]diag.Diagnostic{}, map[string]int{}
	for _, d := range g.report.Diagnostics {
		found[d.Rule] = append(found[d.Rule], d)
	}
	for _, w := range g.report.Waived {
		waived[w.Diagnostic.Rule]++
	}
	var book rulebook
	for _, rule := range g.report.Rules {
		one, err := g.guide(rule)
		if err != nil {
			return book, err
		}
		one.Found, one.Waived = len(found[rule.ID]), waived[rule.ID]
		one.Levels = levelsFound(diag.Count(found[rule.ID]))
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
	out := guide{ID: rule.ID, Anchor: g.rules[rule.ID], Title: rule.Title, Off: off}
	switch {
	case off && !rule.Off:
		out.Set = "turned off by the drawing"
	case !off && rule.Off:
		out.Set = "turned on by the drawing"
	case !off && level != rule.Level:
		out.Set = "set to " + level.String() + " by the drawing, else " + rule.Level.String()
	}
	var err error
	out.Help, err = g.help(rule.Page)
	return out, err
}

// levelsFound counts findings, leaving out the levels of which there is none: "3 errors, 13 warnings".
func levelsFound(c diag.Counts) string {
	var parts []string
	for _, of := range []struct {
		n    int
		noun string
	}{{c.Errors, "error"}, {c.Warnings, "warning"}, {c.Notes, "note"}} {
		if of.n > 0 {
			parts = append(parts, render.Count(of.n, of.noun))
		}
	}
	return strings.Join(parts, ", ")
}
