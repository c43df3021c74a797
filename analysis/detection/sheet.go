// Package detection holds the signal table: which signals see an arrow fail in which failure mode,
// measured from where, and which only look as if they did. It decides which modes are asked of an
// arrow, where a monitor looks from that does not say so, and whether a monitor sees a mode. It
// judges one monitor and one mode at a time: how soon a monitor tells, and whom, is not its matter.
package detection

import (
	"strings"

	"github.com/linewalk/linewalk/model"
)

// A Sheet is the part of the table about one sort of arrow.
type Sheet struct {
	Name    string // "call to an outside party"
	Of      string // what such an arrow is, where the name does not say it
	Rows    []Row
	Min     []Seer // a smallest set that sees every mode asked of such an arrow but expired and wrong
	Typical []Typical
	Sources string
}

// A Row says what sees one failure mode.
type Row struct {
	Mode   model.Mode
	By     []Seer  // the best first
	Also   string  // sights that are no signal of a monitor on the arrow itself, or come too late
	Decoys []Decoy // what looks like cover for the mode and is not
}

// A Seer is a signal that sees a mode from some vantage.
type Seer struct {
	Signal model.Signal
	At     model.Vantage // 0: wherever it is measured
	If     Condition
	Note   string // what to heed: "by endpoint", "= 0"
}

// String is "errors@from", or "reconcile" where the vantage does not matter.
func (s Seer) String() string { return figure(s.Signal, s.At) }

// Long is the seer with its note and condition: "traffic@to = 0 if traffic is continuous".
func (s Seer) Long() string {
	return strings.Join(nonEmpty(s.String(), s.Note, s.If.String()), " ")
}

// A Decoy looks like cover for a mode and is not.
type Decoy struct {
	Signal model.Signal  // 0 if it is a particular figure and not a whole signal
	At     model.Vantage // 0: wherever it is measured
	What   string        // what the particular figure is called
	Why    string        // a phrase
}

// String is "errors@to", or what the figure is called.
func (d Decoy) String() string {
	if d.What != "" {
		return d.What
	}
	return figure(d.Signal, d.At)
}

// figure writes a signal and where it is measured.
func figure(s model.Signal, at model.Vantage) string {
	if at == 0 {
		return s.String()
	}
	return s.String() + "@" + at.String()
}

// A Condition restricts a seer to some arrows.
type Condition uint8

// The conditions. The zero Condition is none.
const (
	Steady       Condition = iota + 1 // traffic is continuous or comes every so often: silence is then a fault
	Continuous                        // traffic never pauses: a gap is then a fault
	Busy                              // traffic never pauses: what waits is then soon more than usual
	ReadsContent                      // the monitor looks at what comes back; no drawing states that
)

var conditions = [...]string{
	Steady:       "if traffic is steady",
	Continuous:   "if traffic is continuous",
	Busy:         "if traffic is continuous",
	ReadsContent: "if it reads the content",
}

func (c Condition) String() string { return conditions[c] }

// Typical names metrics that commonly carry a signal on such arrows.
type Typical struct {
	Signals []model.Signal
	At      model.Vantage
	Names   []string // globs and {a,b} as the sources write them
	Source  string
}

// row finds the row of a mode.
func (s *Sheet) row(mode model.Mode) *Row {
	for i := range s.Rows {
		if s.Rows[i].Mode == mode {
			return &s.Rows[i]
		}
	}
	return nil
}

func nonEmpty(parts ...string) []string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return kept
}
