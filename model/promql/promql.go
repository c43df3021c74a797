// Package promql reads PromQL: which metrics an expression looks at, what they measure and from which end, which
// labels its result has, and, above all, in which circumstances it comes true, and how soon.
//
// The last is an abstract interpretation. What a metric is follows from its name, its matchers and its use; in each
// circumstance that gives its samples over time, as sums of figures that nobody states (the usual rate of attempts)
// times lines in the time since the failure. Every function, operator and aggregation is then applied to those. Where
// the figures that nobody states decide, the answer is that it is not known; and that a condition does not come true is
// certain only where the shape of its expression says so, and not where the names of its metrics alone do.
//
// It knows promql/parser, and nothing else here does.
package promql

import (
	"errors"
	"fmt"
	"time"

	"github.com/prometheus/prometheus/promql/parser"

	"github.com/linewalk/linewalk/model"
)

// A Context is what is known around an expression.
type Context struct {
	// Recordings are the expressions of recording rules by the names of the metrics they record. A metric
	// among them is looked through: what becomes of it is what becomes of its expression.
	Recordings map[string]string
}

// A SyntaxError says that a text is no PromQL. Offset counts bytes from its start.
type SyntaxError struct {
	Offset  int
	Message string

	// Foreign is what else the text is, as a phrase: "it is MetricsQL". It is empty where nothing shows
	// another language or a template, so that the text is broken.
	Foreign string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("at offset %d: %s", e.Offset, e.Message) }

// longest is how long an expression may be, in bytes.
const longest = 64 << 10

// parse parses an expression. The error is a *SyntaxError.
func parse(text string) (parser.Expr, error) {
	if len(text) > longest {
		return nil, &SyntaxError{Message: "it is too long"}
	}
	if deep(text) {
		return nil, &SyntaxError{Message: "its parentheses are too deep"}
	}
	e, err := parser.NewParser(parser.Options{EnableExperimentalFunctions: true}).ParseExpr(text)
	if err == nil {
		return e, nil
	}
	refused := &SyntaxError{Message: err.Error(), Foreign: foreign(text)}
	var all parser.ParseErrors
	if errors.As(err, &all) && len(all) > 0 {
		refused.Offset, refused.Message = int(all[0].PositionRange.Start), all[0].Err.Error()
	}
	return nil, refused
}

// deep tells whether a text nests so deep that walking it might exhaust the stack.
func deep(text string) bool {
	const most = 500
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '(':
			if depth++; depth > most {
				return true
			}
		case ')':
			depth--
		}
	}
	return false
}

// Check tells whether a text is PromQL. The error is a *SyntaxError.
func Check(expr string) error {
	_, err := parse(expr)
	return err
}

// Names lists the metrics that an expression reads, each once, in the order of the text. The error is a
// *SyntaxError.
func Names(expr string) ([]string, error) {
	e, err := parse(expr)
	if err != nil {
		return nil, err
	}
	all, _ := names(e)
	return all, nil
}

// Read reads the expression of an alert. The error is a *SyntaxError; the condition then says why it cannot be read.
func Read(expr string) (model.Condition, error) { return ReadWith(expr, Context{}) }

// ReadWith reads the expression of an alert among recording rules.
func ReadWith(expr string, c Context) (model.Condition, error) {
	e, err := parse(expr)
	if err != nil {
		return model.Condition{Unreadable: unreadable(err)}, err
	}
	x := newExpression(e, c)
	var read model.Condition
	read.Metrics, read.Pattern = names(e)
	shortest, longest, pair := x.windows()
	read.Window, read.Longest, read.Pair = seconds(shortest), seconds(longest), seconds(pair)
	read.Labels, read.Possible, read.Open = labelsOf(e).result()
	read.Sights, read.Fault = x.judge()
	read.Measures = x.measures(read.Sights)
	read.At = x.vantage()
	return read, nil
}

// unreadable says why a text could not be read.
func unreadable(err error) string {
	var refused *SyntaxError
	if errors.As(err, &refused) && refused.Foreign != "" {
		return refused.Foreign
	}
	return "it is no PromQL"
}

// seconds is a duration of so many seconds, to the millisecond.
func seconds(s float64) time.Duration {
	return time.Duration(s * float64(time.Second)).Round(time.Millisecond)
}
