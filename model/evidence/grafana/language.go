package grafana

import (
	"strconv"

	"github.com/linewalk/linewalk/model"
)

func metrics(expr string) ([]string, error) { return nil, nil }

func readCondition(expr string) model.Condition { return model.Condition{} }

// quote shows a short piece of a file.
func quote(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		s = string(runes[:39]) + "…"
	}
	return strconv.Quote(s)
}
