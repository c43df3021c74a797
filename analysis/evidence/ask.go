package evidence

import (
	"slices"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// near lists the rules nearest to a name: those that bear it, with labels other than asked for, then
// those with a name much like it, the nearest first.
func (j *Judge) near(name string) []*model.AlertRule {
	found := slices.Clone(j.rules[name])
	for _, n := range diag.Near(name, j.names) {
		found = append(found, j.rules[n][0])
	}
	return found
}

// Lacks lists the metrics that a condition reads and that nothing emits, in the order in which it
// reads them.
func (j *Judge) Lacks(c model.Condition) []string {
	var found []string
	for _, name := range c.Metrics {
		if j.Emits(name).Verdict == Refuted {
			found = append(found, name)
		}
	}
	return found
}

// Doubt is what is not known of a claim, whatever it is about, although files that could tell were
// read: whether there is a rule, and if there is, whether it reaches people.
func (c *Claim) Doubt() (Step, bool) {
	step := c.Exists
	if step.Verdict == Proven {
		step = c.Delivered
	}
	return step, step.Verdict == Unknown && !step.Unread
}

// strangers lists the receivers that belong to no team and no person of the drawing.
func (j *Judge) strangers(receivers []*model.Receiver) []*model.Receiver {
	var found []*model.Receiver
	for _, r := range receivers {
		if len(j.parties([]*model.Receiver{r})) == 0 {
			found = append(found, r)
		}
	}
	return found
}

// Query is what the evidence knows of the query of a monitor.
func (j *Judge) Query(m *model.Monitor) (model.Condition, bool) {
	c, known := j.evidence.Queries[m.Query.Value]
	return c, known && m.Query.Given() && c.Unreadable == ""
}

// Dashboards lists the dashboards that were read, and tells whether there are no others: nothing
// that may hold one is unreadable.
func (j *Judge) Dashboards() (found []*model.Dashboard, all bool) {
	for _, f := range j.evidence.Of(model.EvidenceGrafana) {
		if len(f.Unread) > 0 {
			return j.evidence.Dashboards, false
		}
	}
	return j.evidence.Dashboards, len(j.evidence.Dashboards) > 0
}
