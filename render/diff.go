package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/linewalk/linewalk/analysis/compare"
)

// DiffOptions say how a comparison is written.
type DiffOptions struct {
	All     bool // every line, however many there are
	Color   bool // write SGR sequences
	Actions bool // break what a runner of GitHub Actions takes for commands
}

// fewChanges is how many changes of one kind are listed before the rest is counted.
const fewChanges = 20

// DiffText writes what changed for people: the headline, then what got worse, what is judged more
// leniently, what got better, and what merely changed.
func DiffText(w io.Writer, c *compare.Comparison, o DiffOptions) error {
	s := &sheet{colour: o.Color, actions: o.Actions}
	s.paragraph(strong, "", DiffHeadline(c))
	for _, p := range diffParts(c) {
		lines, left := p.listed(o.All)
		if len(lines) == 0 {
			continue
		}
		s.end()
		s.add(p.style, p.title+":")
		s.end()
		for _, line := range lines {
			s.add(p.style, "  "+p.sign+" ")
			s.add(plain, line)
			s.end()
		}
		if left > 0 {
			s.add(faint, fmt.Sprintf("    and %d more (--all)", left))
			s.end()
		}
	}
	if n := len(c.Findings.Kept); n > 0 {
		s.end()
		s.say(stillThere(n))
	}
	return s.writeTo(w)
}

func stillThere(n int) string {
	return fmt.Sprintf("%s %s there before and still %s", Count(n, "finding"), agree(n, "was", "were"), agree(n, "is", "are"))
}

// DiffMarkdown writes what changed for pull requests, in the order of DiffText. Whatever comes from the
// drawings is inert in it.
func DiffMarkdown(w io.Writer, c *compare.Comparison, o DiffOptions) error {
	var b strings.Builder
	b.WriteString("**" + prose(DiffHeadline(c)) + ".**\n")
	for _, p := range diffParts(c) {
		lines, left := p.listed(o.All)
		if len(lines) == 0 {
			continue
		}
		b.WriteString("\n### " + partHeading(p) + "\n\n")
		for _, line := range lines {
			b.WriteString("- " + prose(brief(line, longSentence)) + "\n")
		}
		if left > 0 {
			fmt.Fprintf(&b, "- and %d more\n", left)
		}
	}
	if n := len(c.Findings.Kept); n > 0 {
		b.WriteString("\n" + prose(Sentence(stillThere(n))) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// DiffHeadline is what changed in a line: "2 arrows added, 1 removed; coverage 61% -> 57%; buy now breaks
// through 1 more arrow".
func DiffHeadline(c *compare.Comparison) string {
	if c.Empty() {
		return "nothing changed; coverage " + c.New.Coverage.Percent()
	}
	var parts []string
	if text := arrowCounts(c); text != "" {
		parts = append(parts, text)
	}
	parts = append(parts, coverageFromTo(c.Old.Coverage, c.New.Coverage))
	parts = append(parts, breakCounts(c)...)
	if text := findingCounts(c.Findings); text != "" {
		parts = append(parts, text)
	}
	if n := len(eases(c)); n > 0 {
		parts = append(parts, Count(n, "rule")+" of judging eased")
	}
	return strings.Join(parts, "; ")
}

// arrowCounts is "2 arrows added, 1 removed, 1 renamed".
func arrowCounts(c *compare.Comparison) string {
	var parts []string
	for _, x := range []struct {
		n    int
		verb string
	}{{len(c.Added), "added"}, {len(c.Removed), "removed"}, {len(c.Renamed), "renamed"}} {
		switch {
		case x.n > 0 && len(parts) == 0:
			parts = append(parts, Count(x.n, "arrow")+" "+x.verb)
		case x.n > 0:
			parts = append(parts, fmt.Sprintf("%d %s", x.n, x.verb))
		}
	}
	return strings.Join(parts, ", ")
}

// fewJourneys is how many journeys a headline names.
const fewJourneys = 2

// breakCounts says of the first journeys through how many arrows more, or fewer, they break alone.
func breakCounts(c *compare.Comparison) []string {
	var parts []string
	for i, b := range c.Breaking {
		if i == fewJourneys {
			n := len(c.Breaking) - i
			parts = append(parts, fmt.Sprintf("%s more %s otherwise", Count(n, "journey"), agree(n, "breaks", "break")))
			break
		}
		switch {
		case len(b.Fewer) == 0:
			parts = append(parts, fmt.Sprintf("%s now breaks through %d more %s", b.Journey, len(b.More), agree(len(b.More), "arrow", "arrows")))
		case len(b.More) == 0:
			parts = append(parts, fmt.Sprintf("%s breaks through %d fewer %s", b.Journey, len(b.Fewer), agree(len(b.Fewer), "arrow", "arrows")))
		default:
			parts = append(parts, fmt.Sprintf("%s now breaks through %d other %s, and no longer through %d",
				b.Journey, len(b.More), agree(len(b.More), "arrow", "arrows"), len(b.Fewer)))
		}
	}
	return parts
}

// findingCounts is "3 new findings, 1 resolved". What is worse at a higher level, or no longer accepted,
// counts as new.
func findingCounts(f compare.Findings) string {
	var parts []string
	if n := len(f.Worse()); n > 0 {
		parts = append(parts, fmt.Sprintf("%d new %s", n, agree(n, "finding", "findings")))
	}
	if n := len(f.Gone); n > 0 {
		parts = append(parts, fmt.Sprintf("%d resolved", n))
	}
	if n := len(f.Accepted); n > 0 {
		parts = append(parts, fmt.Sprintf("%d accepted", n))
	}
	return strings.Join(parts, ", ")
}
