package grafana

import (
	"errors"
	"strconv"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/promql"
)

// longest is how long a query may be, in bytes. It is what is left of promql's own limit by the
// expressions that a chain is written around it.
const longest = 32 << 10

// filled is a query of Grafana as PromQL, with sample values in the place of its variables.
func filled(query string) (string, error) {
	if len(query) > longest {
		return "", errors.New("it is too long")
	}
	expr := promql.Fill(query)
	return expr, promql.Check(expr)
}

// metrics lists the names that a query reads.
func metrics(query string) ([]string, error) {
	expr, err := filled(query)
	if err != nil {
		return nil, err
	}
	return promql.Names(expr)
}

// readCondition reads an expression that was written here. One that cannot be read says so itself.
func readCondition(expr string) model.Condition {
	condition, _ := promql.Read(expr)
	return condition
}

// quote shows a short piece of a file.
func quote(s string) string { return strconv.Quote(diag.Shorten(s, 28)) }
