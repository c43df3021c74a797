package detection

import "github.com/linewalk/linewalk/model"

// SeesJourney tells what a monitor that watches a journey sees when the journey suffers because an
// arrow fails in the given mode. It shows that something is wrong, not where.
func SeesJourney(s model.Signal, mode model.Mode) Look {
	for _, r := range journey {
		if r.Signal != s {
			continue
		}
		for _, m := range r.Yes {
			if m == mode {
				return Look{Sees: Yes}
			}
		}
		for _, p := range r.Perhaps {
			if p.Mode == mode {
				return Look{Sees: Unknown, Why: p.Why}
			}
		}
	}
	return Look{Why: s.String() + " of a journey does not show " + mode.String()}
}

// A JourneyRow says what a signal of a whole journey sees.
type JourneyRow struct {
	Signal  model.Signal
	Yes     []model.Mode
	Perhaps []Perhaps
}

// Perhaps is a mode that is seen under a condition which no drawing states.
type Perhaps struct {
	Mode model.Mode
	Why  string
}

// Journey lists what is seen at a journey. Signals that are not in it see nothing there.
func Journey() []JourneyRow { return journey }
