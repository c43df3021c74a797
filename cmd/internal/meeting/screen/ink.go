package screen

import (
	"charm.land/lipgloss/v2"

	"github.com/linewalk/linewalk/cmd/internal/meeting"
)

// An ink writes text in the styles of the screen. No colour says what no word says.
type ink struct {
	strong, faint, key, good, bad, poor, ask lipgloss.Style
}

// newInk is the ink of a terminal that shows colours, or of one that does not.
func newInk(color bool) ink {
	plain := lipgloss.NewStyle()
	i := ink{strong: plain.Bold(true), faint: plain, key: plain.Bold(true), good: plain, bad: plain.Bold(true), poor: plain, ask: plain.Bold(true)}
	if !color {
		return i
	}
	i.faint = plain.Faint(true)
	i.key = i.key.Foreground(lipgloss.Cyan)
	i.ask = i.ask.Foreground(lipgloss.Cyan)
	i.good, i.bad, i.poor = plain.Foreground(lipgloss.Green), plain.Foreground(lipgloss.Red), plain.Foreground(lipgloss.Yellow)
	return i
}

// state is the style of a component in a state.
func (i ink) state(s meeting.State) lipgloss.Style {
	switch s {
	case meeting.Down:
		return i.bad
	case meeting.Degraded:
		return i.poor
	}
	return i.good
}
