package screen

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/linewalk/linewalk/cmd/internal/meeting"
	"github.com/linewalk/linewalk/render"
)

// A block is some lines of the screen. Where there is no room for all, those of the greatest rank go first.
type block struct {
	lines []string
	rank  int
	low   bool // it stands at the bottom
}

// The ranks of blocks: the first are always shown.
const (
	rankTyped = iota
	rankAsk
	rankName
	rankReply
	rankChoices
	rankWay
	rankPresent
	rankBars
	rankEvidence
	rankKeys
	rankSpace
)

// narrowest and lowest are the smallest terminal that the screen is laid out for.
const (
	narrowest = 20
	lowest    = 4
)

// View lays the screen out.
func (s *screen) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	if s.width == 0 || s.m.Over() {
		return v
	}
	width, height := max(s.width, narrowest), max(s.height, lowest)
	blocks := s.fit(s.blocks(width), height)
	var lines, bottom []string
	cursor := 0
	for _, b := range blocks {
		switch {
		case b.low:
			bottom = append(bottom, b.lines...)
		default:
			lines = append(lines, b.lines...)
			if b.rank == rankTyped {
				cursor = len(lines) - 1
			}
		}
	}
	for len(lines)+len(bottom) < height {
		lines = append(lines, "")
	}
	v.SetContent(strings.Join(append(lines, bottom...), "\n"))
	_, x := s.prompt(width)
	v.Cursor = tea.NewCursor(x, cursor)
	return v
}

// fit leaves out what there is no room for.
func (s *screen) fit(blocks []block, height int) []block {
	for {
		all := 0
		for _, b := range blocks {
			all += len(b.lines)
		}
		if all <= height {
			return blocks
		}
		worst := 0
		for i, b := range blocks {
			if b.rank > blocks[worst].rank {
				worst = i
			}
		}
		// A block loses its last lines first, so that its beginning stays as long as it can.
		if over := all - height; len(blocks[worst].lines) > over {
			blocks[worst].lines = blocks[worst].lines[:len(blocks[worst].lines)-over]
			return blocks
		}
		blocks = slices.Delete(blocks, worst, worst+1)
	}
}

// blocks are all parts of the screen, from top to bottom.
func (s *screen) blocks(width int) []block {
	space := block{lines: []string{""}, rank: rankSpace}
	all := []block{{lines: s.head(width), rank: rankName}, space}
	q := s.m.Question()
	if x := s.m.Arrow(); x != nil && !q.Broken {
		all = append(all,
			block{lines: s.way(width), rank: rankWay},
			block{lines: s.present(width), rank: rankPresent},
			block{lines: s.evidence(width), rank: rankEvidence}, space)
	}
	all = append(all,
		block{lines: s.asking(q, width), rank: rankAsk},
		block{lines: s.choices(q, width), rank: rankChoices},
		block{lines: []string{s.typed(width)}, rank: rankTyped},
		block{lines: s.meant(q, width), rank: rankReply},
		block{lines: s.bars(width), rank: rankBars, low: true},
		block{lines: s.keys(q, width), rank: rankKeys, low: true})
	return slices.DeleteFunc(all, func(b block) bool { return len(b.lines) == 0 })
}

// inert is text of the drawing in one line, with nothing in it that acts on a terminal.
func inert(text string) string {
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(render.Visible(text))
}

// wrap breaks styled text into lines that fit. A blank may be left at the end of one that is full.
func wrap(text string, width int) []string {
	lines := strings.Split(lipgloss.Wrap(text, width, ""), "\n")
	for i, line := range lines {
		if lipgloss.Width(line) > width {
			lines[i] = lipgloss.NewStyle().MaxWidth(width).Render(line)
		}
	}
	return lines
}

// flow puts parts into lines, as many as fit into each.
func flow(parts []string, gap string, width int) []string {
	var lines []string
	now := ""
	for _, p := range parts {
		switch {
		case now == "":
			now = p
		case lipgloss.Width(now)+len(gap)+lipgloss.Width(p) <= width:
			now += gap + p
		default:
			lines = append(lines, wrap(now, width)...)
			now = p
		}
	}
	if now == "" {
		return lines
	}
	return append(lines, wrap(now, width)...)
}

// head names the arrow at hand, and how far the meeting has come.
func (s *screen) head(width int) []string {
	e := s.m.Extent()
	count := fmt.Sprintf("%d of %d", min(e.Walked+1, e.Walked+e.Left), e.Walked+e.Left)
	x := s.m.Arrow()
	if x == nil {
		return nil
	}
	name := s.ink.strong.Render(inert(x.Arrow.Name()))
	return flow([]string{s.ink.faint.Render(count), name, s.ink.faint.Render(inert(s.m.About()))}, "  ", width)
}

// way shows where the arrow at hand lies, and what becomes of the components there.
func (s *screen) way(width int) []string {
	w := s.m.Way()
	text := ""
	for i, stop := range w.Stops {
		if i == w.At {
			text += s.ink.strong.Render("[")
		}
		style := s.ink.state(stop.State)
		if i == w.At || i == w.At+1 {
			style = style.Bold(true)
		}
		text += style.Render(inert(stop.String()))
		if i == w.At+1 {
			text += s.ink.strong.Render("]")
		}
		if i+1 < len(w.Stops) {
			text += s.ink.faint.Render(stop.Line())
		}
	}
	return wrap(text, width)
}

// present says what happens by the answers so far.
func (s *screen) present(width int) []string {
	var lines []string
	for _, text := range s.m.Present() {
		lines = append(lines, wrap(inert(text), width)...)
	}
	return lines
}

// evidence shows where an imported arrow was read, and what that leaves open.
func (s *screen) evidence(width int) []string {
	var lines []string
	for _, place := range s.m.Evidence() {
		lines = append(lines, wrap(s.ink.faint.Render("evidence: "+inert(place)), width)...)
	}
	if doubt := s.m.Doubt(); doubt != "" {
		lines = append(wrap(s.ink.poor.Render(inert(doubt)), width), lines...)
	}
	return lines
}

// asking is the question and the present answer.
func (s *screen) asking(q meeting.Question, width int) []string {
	lines := wrap(s.ink.ask.Render(inert(q.Ask)), width)
	if q.Present != "" {
		now := "now: " + q.Present
		if q.Whence != "" {
			now += " (" + q.Whence + ")"
		}
		lines = append(lines, wrap(inert(now), width)...)
	}
	return lines
}

// typed is the line that is being typed.
func (s *screen) typed(width int) string {
	text, _ := s.prompt(width)
	return text
}

// prompt is the line that is being typed, as much of it as fits, and where the cursor stands in it.
func (s *screen) prompt(width int) (string, int) {
	before, after := string(s.line.runes[:s.line.at]), string(s.line.runes[s.line.at:])
	room := width - lipgloss.Width(mark) - 1
	for lipgloss.Width(before) > room {
		_, before, _ = cutRune(before)
	}
	for after != "" && lipgloss.Width(before+after) > room {
		runes := []rune(after)
		after = string(runes[:len(runes)-1])
	}
	return s.ink.key.Render(mark) + before + after, lipgloss.Width(mark) + lipgloss.Width(before)
}

// mark stands before what is typed.
const mark = "> "

func cutRune(text string) (first rune, rest string, found bool) {
	for i, r := range text {
		if i > 0 {
			return first, text[i:], true
		}
		first = r
	}
	return first, "", text != ""
}

// choices are the short answers.
func (s *screen) choices(q meeting.Question, width int) []string {
	var parts []string
	for _, c := range q.Choices {
		parts = append(parts, s.ink.key.Render(inert(c.Key))+" "+inert(c.Means))
	}
	return flow(parts, "   ", width)
}

// replied is what the meeting said last.
func (s *screen) replied(width int) []string {
	var lines []string
	add := func(style lipgloss.Style, texts ...string) {
		for _, text := range texts {
			lines = append(lines, wrap(style.Render(inert(text)), width)...)
		}
	}
	for _, text := range s.reply.Wrong {
		add(s.ink.bad, "! "+text)
	}
	add(lipgloss.NewStyle(), s.reply.Said...)
	if s.reply.Done != "" {
		add(s.ink.good, "= "+s.reply.Done)
	}
	return lines
}

// mostMeant is how many names are shown while one is being typed.
const mostMeant = 8

// meant are the names that may be meant by what is being typed; instead of what was said last.
func (s *screen) meant(q meeting.Question, width int) []string {
	names := s.line.meant(q.Names)
	if len(names) == 0 {
		return s.replied(width)
	}
	parts := make([]string, 0, mostMeant+1)
	for _, name := range names[:min(mostMeant, len(names))] {
		parts = append(parts, inert(name))
	}
	if rest := len(names) - mostMeant; rest > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", rest))
	}
	return wrap(s.ink.faint.Render("Tab: "+strings.Join(parts, ", ")), width)
}

// blocksInBar is how many blocks a bar has.
const blocksInBar = 8

// bars show how far the drawing is covered.
func (s *screen) bars(width int) []string {
	var parts []string
	for _, b := range s.m.Bars() {
		full := b.Yes * blocksInBar / max(1, b.Of)
		bar := s.ink.good.Render(strings.Repeat("█", full)) + s.ink.faint.Render(strings.Repeat("░", blocksInBar-full))
		parts = append(parts, fmt.Sprintf("%s %s %d of %d", b.Name, bar, b.Yes, b.Of))
	}
	return flow(parts, "   ", width)
}

// keys are what can be said at any time.
func (s *screen) keys(q meeting.Question, width int) []string {
	var parts []string
	if q.Empty != "" {
		parts = append(parts, s.ink.key.Render("Enter")+" "+q.Empty)
	}
	for _, c := range meeting.Commands() {
		before := strings.HasPrefix(c.Short, ".")
		switch {
		case q.Broken && c.Word != "quit", q.Ending && c.Word != "undo" && c.Word != "back", c.Word == q.Empty, before && q.Before == "":
			continue
		case c.Short == ".":
			c.Word = q.Before
		}
		parts = append(parts, strings.TrimRight(s.ink.key.Render(c.Short)+" "+inert(c.Word), " "))
	}
	return flow(parts, "   ", width)
}
