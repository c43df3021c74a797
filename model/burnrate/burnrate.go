// Package burnrate knows alerts on how fast the error budget of an objective is spent, as chapter 5
// of the SRE Workbook has them: the burn rate is how many times faster than allowed errors come, a
// long window says that it matters, and a short one that it still goes on. The package composes
// expressions of PromQL as text and reads none.
package burnrate

import (
	"strconv"
	"strings"
	"time"
)

// A Pair is the two windows of an alert, and the burn rate that must be exceeded in both.
type Pair struct {
	Short, Long time.Duration
	Factor      float64
}

// Spending is the pair that holds once a percentage of the error budget for the whole period is
// spent within the long window.
func Spending(percent float64, period, long, short time.Duration) Pair {
	return Pair{Short: short, Long: long, Factor: percent * period.Hours() / 100 / long.Hours()}
}

// Above writes that something of a window is above a burn rate.
type Above func(window time.Duration, factor float64) string

// Expr is the expression that holds where both windows are above the factor.
func (p Pair) Expr(above Above) string {
	return above(p.Short, p.Factor) + " and " + above(p.Long, p.Factor)
}

// Any is the expression that holds where one of the pairs does.
func Any(pairs []Pair, above Above) string {
	alternatives := make([]string, len(pairs))
	for i, p := range pairs {
		alternatives[i] = "(" + p.Expr(above) + ")"
	}
	return strings.Join(alternatives, " or ")
}

// Of has the error ratio of a window, which is an expression, exceed that share of the events that
// is the error budget, times the burn rate.
func Of(ratio func(window time.Duration) string, budget string) Above {
	return func(window time.Duration, factor float64) string {
		return "(" + ratio(window) + ") > (" + Number(factor) + " * " + budget + ")"
	}
}

// Number writes a number in as few digits as tell it from all others, which is how programs in Go
// write it into templates.
func Number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
