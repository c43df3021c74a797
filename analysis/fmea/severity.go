package fmea

import (
	"math"
	"strconv"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// slowly is the time from which on a failure leaves somebody time to act before it hurts.
const slowly = time.Hour

// severity rates by the journey for which the mode is worst.
//
//	10, 9  it breaks, and has worth or a target; 9 if only after an hour or more
//	 8, 7  it breaks, and has neither; 7 if only after an hour or more
//	 6, 5  it is degraded; 6 if it has worth
//	 4, 3  it still works, and lost what would have saved it; 4 if it has worth or a target
//	 2, 1  no journey is touched; 2 if some component is
func (f failing) severity() Rating {
	if len(f.does.Journeys) == 0 {
		return f.unjourneyed()
	}
	worst := 0
	var of analysis.JourneyState
	for _, j := range f.does.Journeys {
		if grade := gradeOf(j); grade > worst {
			worst, of = grade, j
		}
	}
	if of.Verdict != propagation.Untouched {
		return Rating{worst, f.guessed(f.course(of) + "; " + stakes(of.Journey))}
	}
	if f.does.Hit > 0 {
		return Rating{2, f.guessed("no journey suffers, but " + f.components() + f.suffers())}
	}
	return Rating{1, f.guessed("no journey suffers, and no component")}
}

// gradeOf is the severity for one journey.
func gradeOf(j analysis.JourneyState) int {
	worth, target := j.Journey.Worth.Given(), j.Journey.Target.Given()
	switch j.Verdict {
	case propagation.Broken:
		return 8 + 2*one(worth || target) - one(j.Broken >= slowly)
	case propagation.Degraded:
		return 5 + one(worth)
	case propagation.Masked:
		return 3 + one(worth || target)
	}
	return 1
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// unjourneyed rates where no journey is drawn. Nobody then knows whom it hurts, so components, and the person at
// an end of the arrow, stand for journeys without worth.
func (f failing) unjourneyed() Rating {
	worst, what := f.stuck()
	components, elsewhere := f.does.Spread().Components, ""
	if with := goesOn[f.in.Mode]; len(components) == 0 && with != "" {
		components, elsewhere = f.IfDown.Spread().Components, " if the arrow is down, and here goes on with "+with
	}
	for _, s := range components {
		if grade := plainly(s.Down, s.Degraded); grade > worst {
			worst, what = grade, s.String()+elsewhere
		}
	}
	if worst == 1 {
		return Rating{worst, f.guessed("no component suffers, and no journey is drawn")}
	}
	return Rating{worst, f.guessed(what + "; no journey is drawn, so whom that hurts is not known")}
}

// goesOn has with what the dependent end goes on as if all were well, in the modes in which it may.
var goesOn = [...]string{model.ModeSilent: "nothing", model.ModeWrong: "false data", model.ModeExpired: ""}

// plainly is the severity of what is lost or impaired at some times, as of a journey without worth.
func plainly(lost, impaired time.Duration) int {
	switch {
	case lost != propagation.Never:
		return 8 - one(lost >= slowly)
	case impaired != propagation.Never:
		return 5
	}
	return 1
}

// stuck is what the arrow does to a person at one of its ends, who is no component that could suffer.
func (f failing) stuck() (grade int, what string) {
	grade = 1
	for _, e := range []model.End{model.From, model.To} {
		c, stages := f.Arrow.At(e), f.Arrow.Stages(e)
		if !c.IsPerson() || len(stages) == 0 {
			continue
		}
		lost, impaired := propagation.Never, stages[0].After
		if last := stages[len(stages)-1]; last.Effect == model.Breaks && !analysis.Partial(f.in.Mode) {
			lost = last.After
		}
		if here := plainly(lost, impaired); here > grade {
			grade, what = here, c.Name+" is served worse "+analysis.After(impaired)
			if lost != propagation.Never {
				what = f.feels(c, stages, 0)
			}
		}
	}
	return grade, what
}

// guessed adds to a reason what it rests on that nobody has stated.
func (f failing) guessed(why string) string {
	switch {
	case !f.Arrow.Answered():
		why += "; assumed: nothing is stated about what happens without the arrow"
	case f.Guessed:
		why += "; assumed in part: the failure reaches arrows about which nothing is stated"
	}
	if f.in.Mode == model.ModeSlow && f.Arrow.Request() && !f.Arrow.Timeout.Given() {
		why += "; assumed: no timeout is stated, so it is taken to fail at once"
	}
	return why
}

// stakes says what hangs on a journey.
func stakes(j *model.Journey) string {
	worth, target := "it is worth "+j.Worth.Value.String(), "a target of "+percent(j.Target.Value)
	switch {
	case j.Worth.Given() && j.Target.Given():
		return worth + " and has " + target
	case j.Worth.Given():
		return worth
	case j.Target.Given():
		return "it has " + target
	}
	return "it states no worth and no target"
}

// percent writes a share as drawings do: 99.95%.
func percent(share float64) string {
	return strconv.FormatFloat(math.Round(share*1e8)/1e6, 'f', -1, 64) + "%"
}
