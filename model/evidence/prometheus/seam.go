package prometheus

import (
	"errors"

	"github.com/linewalk/linewalk/model"
	"github.com/prometheus/prometheus/promql/parser"
)

type syntaxError struct {
	Offset  int
	Message string
}

func (e *syntaxError) Error() string { return e.Message }

func readPromQL(text string) (model.Condition, error) {
	expr, err := parser.NewParser(parser.Options{}).ParseExpr(text)
	if err != nil {
		var errs parser.ParseErrors
		if errors.As(err, &errs) {
			return model.Condition{}, &syntaxError{int(errs[0].PositionRange.Start), errs[0].Err.Error()}
		}
		return model.Condition{}, err
	}
	var c model.Condition
	parser.Inspect(expr, func(n parser.Node, _ []parser.Node) error {
		if v, ok := n.(*parser.VectorSelector); ok && v.Name != "" {
			c.Metrics = append(c.Metrics, v.Name)
		}
		return nil
	})
	return c, nil
}
