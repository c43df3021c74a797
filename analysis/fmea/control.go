package fmea

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// controls lists what the drawing states that lessens a failure of the arrow. It is the same in every
// mode; where a mode passes a control by, the local effect says so.
func (f failing) controls() string {
	a := f.Arrow
	var all []string
	if t := a.Timeout; t.Given() {
		text := "timeout " + model.FormatDuration(t.Value.After)
		if t.Value.None {
			text = "no timeout, on purpose"
		}
		all = append(all, text)
	}
	if n := a.Retries; n.Given() {
		all = append(all, count(n.Value, "retry", "retries"))
	}
	for i, ref := range a.Fallbacks.Value {
		text := "fallback " + ref.Arrow.Name()
		if i == 0 && a.Exercised.Given() {
			text += " (last tried " + a.Exercised.Value.String() + ")"
		}
		all = append(all, text)
	}
	if a.Pool.Given() {
		all = append(all, fmt.Sprintf("pool %s, %d needed", a.Pool.Value, a.Needs.Or(1)))
	}
	if stages := a.Stages(a.Dependent()); a.Answered() && len(stages) > 0 && stages[0].After > 0 {
		all = append(all, "buffer of "+model.FormatDuration(stages[0].After))
	}
	if c := a.ProviderComponent(); c.ReplicaCount() > 1 {
		all = append(all, fmt.Sprintf("%d replicas of %s, %d needed", c.ReplicaCount(), c.Name, c.NeededReplicas()))
	}
	if a.Runbook.Given() {
		all = append(all, "runbook "+a.Runbook.Value)
	}
	if len(all) == 0 {
		return "none stated"
	}
	return strings.Join(all, "; ")
}
