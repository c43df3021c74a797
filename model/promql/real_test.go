package promql

import (
	"testing"

	"github.com/linewalk/linewalk/model"
)

// TestReal reads all real alerts. What somebody wrote to be told of a failure does not fire all the time, but for
// the heartbeat among them, and how much of it is understood is logged.
func TestReal(t *testing.T) {
	var unknown [model.Circumstances]int
	alerts, measured := 0, 0
	for _, v := range nameVectors(t) {
		if v.Kind != "alert" {
			continue
		}
		alerts++
		c, err := Read(v.Expr)
		if err != nil {
			t.Errorf("%s: %v", v.Expr, err)
			continue
		}
		if len(c.Measures) > 0 {
			measured++
		}
		for i, s := range c.Sights {
			if s.Fires == model.FiresAlways && v.Expr != "vector(1)" {
				t.Errorf("%s: fires all the time", v.Expr)
			}
			if s.Fires == model.FiresUnknown {
				unknown[i]++
			}
		}
		for _, gone := range []model.Circumstance{model.TargetGone, model.TargetRemoved, model.PushEnds} {
			if fires := c.Sights[gone].Fires; v.OnEmpty == "returns" && gone == model.TargetRemoved && fires == model.FiresNever {
				t.Errorf("%s: returns something on an empty database, and does not fire when the target is removed", v.Expr)
			}
		}
	}
	t.Logf("%d alerts, %d with a signal; unknown by circumstance: %v", alerts, measured, unknown)
}
