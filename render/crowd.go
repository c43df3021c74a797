package render

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// A rule that has spoken more often than crowded at one level is shown in full for the most harmful
// arrow only. The others are listed beneath it, in at most alsoLines lines.
const (
	crowded   = 3
	alsoLines = 4
)

// A crowd is what one rule says at one level.
type crowd struct {
	rule  string
	level diag.Level
}

func crowdOf(d *diag.Diagnostic) crowd { return crowd{d.Rule, d.Level} }

// crowds knows the members of every crowd that is too large to be shown in full, most harmful
// first.
type crowds map[crowd][]*diag.Diagnostic

// crowdsOf finds the crowds among the groups. There are none if all is to be shown.
func crowdsOf(groups [][]*diag.Diagnostic, all bool) crowds {
	cs := crowds{}
	if all {
		return cs
	}
	for _, g := range groups {
		for _, d := range g {
			cs[crowdOf(d)] = append(cs[crowdOf(d)], d)
		}
	}
	for c, members := range cs {
		if len(members) <= crowded {
			delete(cs, c)
		}
	}
	return cs
}

// isFollower tells whether d is only listed beneath the first of its crowd.
func (cs crowds) isFollower(d *diag.Diagnostic) bool {
	members := cs[crowdOf(d)]
	return len(members) > 0 && !same(members[0], d)
}

func same(a, b *diag.Diagnostic) bool {
	return a.Span == b.Span && a.Message == b.Message && a.Arrow == b.Arrow && a.Subject == b.Subject
}

// also lists the followers of d's crowd, a line each element and the first of them a head, and
// counts those for which there is no room.
func (cs crowds) also(d *diag.Diagnostic) (lines []string, left int) {
	members := cs[crowdOf(d)]
	if len(members) == 0 {
		return nil, 0
	}
	rest := members[1:]
	room := alsoLines
	choirs := choirsOf(rest)
	lines = []string{alsoHead(d, rest, choirs)}
	for _, c := range choirs {
		if room == 0 {
			left += len(c.voices)
			continue
		}
		head := c.said + ":"
		switch {
		case len(choirs) == 1 && c.said == said(d):
			head = ""
		case c.said == said(d):
			head = "the same:"
		}
		voiced, unheard := c.lines(d.Span.File, head, room)
		lines = append(lines, voiced...)
		room -= len(voiced)
		left += unheard
	}
	if left > 0 {
		lines = append(lines, fmt.Sprintf("... and %d more", left))
	}
	return lines, left
}

func alsoHead(d *diag.Diagnostic, rest []*diag.Diagnostic, choirs []choir) string {
	head := fmt.Sprintf("%d more", len(rest))
	if d.Arrow != "" {
		head = Count(len(rest), "more arrow") + ", worst first"
	}
	if len(choirs) == 1 && choirs[0].said == said(d) {
		head = "the same of " + head
	}
	return head + ":"
}

// A choir says the same words of several things.
type choir struct {
	said   string
	voices []*diag.Diagnostic
}

// choirsOf gathers diagnostics by what they say, in the order in which it is first said.
func choirsOf(ds []*diag.Diagnostic) []choir {
	var choirs []choir
	at := map[string]int{}
	for _, d := range ds {
		words := said(d)
		i, known := at[words]
		if !known {
			i = len(choirs)
			at[words] = i
			choirs = append(choirs, choir{said: words})
		}
		choirs[i].voices = append(choirs[i].voices, d)
	}
	return choirs
}

// said is the message without the name of what it speaks of.
func said(d *diag.Diagnostic) string {
	if d.Arrow != "" {
		return strings.TrimPrefix(d.Message, d.Arrow+": ")
	}
	before, after, found := strings.Cut(d.Message, d.Subject)
	if d.Subject == "" || !found {
		return d.Message
	}
	return before + "..." + after
}

// lines names the things in at most room lines behind the head. One thing alone, or the first where
// there is no room for others, is named with its whole message.
func (c choir) lines(file, head string, room int) (lines []string, left int) {
	if head != "" && (len(c.voices) == 1 || room == 1) {
		d := c.voices[0]
		return []string{place(file, d) + " " + d.Message}, len(c.voices) - 1
	}
	items := make([]string, len(c.voices))
	for i, d := range c.voices {
		items[i] = place(file, d) + " " + cmp.Or(d.Arrow, d.Subject, d.Message)
	}
	return flow(head, items, screen-8, room)
}

// place is ":line" in the file of the diagnostic that is shown in full, and "file:line" elsewhere.
func place(file string, d *diag.Diagnostic) string {
	if d.Span.File == file {
		return fmt.Sprintf(":%d", d.Span.Start.Line)
	}
	return fmt.Sprintf("%s:%d", d.Span.File, d.Span.Start.Line)
}

// flow joins items with commas behind the head into lines of at most width cells, up to most lines,
// and counts the items that are left.
func flow(head string, items []string, width, most int) (lines []string, left int) {
	line := head
	for i, item := range items {
		if i < len(items)-1 {
			item += ","
		}
		switch {
		case line == "":
			line = item
		case cells(line)+1+cells(item) <= width:
			line += " " + item
		case len(lines) == most-1:
			return append(lines, line), len(items) - i
		default:
			lines = append(lines, line)
			line = item
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines, 0
}
