package suggest

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/burnrate"
)

// An Objective is one that is missing for a journey with a target.
type Objective struct {
	Journey *model.Journey
	Name    string
	Told    model.Party

	first    *model.Arrow // its first step, whose attempts are those of the journey
	failures source
	attempts source
}

// objectives are those of the journeys that the chosen arrows hurt, and that have a target and no
// objective.
func (p *planner) objectives(chosen []*analysis.Answer) []*Objective {
	var all []*Objective
	names := map[string]bool{}
	for _, j := range p.plan.System.Journeys {
		hurt := slices.ContainsFunc(chosen, func(x *analysis.Answer) bool { return hurts(x, j.Name) })
		if !hurt || !j.Target.Given() || len(j.Steps.Value) == 0 || p.choice.Journey != "" && j.Name != p.choice.Journey {
			continue
		}
		name := cmp.Or(slug(j.Name), "journey-"+mark(j.Name))
		if names[name] {
			name += "-" + mark(j.Name)
		}
		names[name] = true
		if !slices.ContainsFunc(p.evidence.Objectives, func(o *model.Objective) bool { return o.Name == name || o.Name == j.Name }) {
			all = append(all, p.objective(j, name))
		}
	}
	return all
}

func (p *planner) objective(j *model.Journey, name string) *Objective {
	o := &Objective{Journey: j, Name: name, first: j.Steps.Value[0].Arrow, Told: j.Owner.Value}
	if o.Told.Name == "" || o.Told.Nobody {
		o.Told = model.Party{Name: fillIn}
		if x := p.report.Answer(o.first); x != nil {
			o.Told = p.teller(x)
		}
	}
	at := model.AtFrom
	if o.first.From.IsOutside() {
		at = model.AtTo
	}
	b := &bench{
		suggestion: &Suggestion{Monitor: &model.Monitor{Arrows: []*model.Arrow{o.first}}, Answer: &analysis.Answer{Arrow: o.first}},
		arrow:      o.first, signal: model.SignalErrors, at: at,
	}
	for _, from := range p.shelves(b) {
		_, used, ok := b.compose(of("%[1]s %[2]s", failures, attempts), from)
		if ok && len(used) == 2 && failures.fills(used[0].String()) {
			o.failures, o.attempts = used[0], used[1]
			break
		}
	}
	return o
}

// The alerts on how fast the error budget is spent (SRE Workbook, chapter 5, for a period of 30
// days): what is spent within the window.
var burns = []struct {
	percent  float64
	window   time.Duration
	severity string
}{
	{2, time.Hour, "page"},
	{5, 6 * time.Hour, "page"},
	{10, 3 * 24 * time.Hour, "ticket"},
}

const period = 30 * 24 * time.Hour

// OpenSLO writes the objectives of a plan as documents of OpenSLO v1.
func OpenSLO(out io.Writer, p *Plan) error {
	var w scribe
	w.comment("", "Objectives that are missing in "+p.System.Name.Or("the drawing")+", suggested by linewalk.")
	if len(p.Objectives) == 0 {
		w.comment("", "None is.")
	}
	for _, o := range p.Objectives {
		w.objective(o)
	}
	_, err := io.WriteString(out, w.String())
	return err
}

func (w *scribe) objective(o *Objective) {
	w.line("---")
	w.comment("", "Journey "+o.Journey.Name+": attempts are counted at its first step, "+o.first.Name()+".")
	for _, said := range origins([]source{o.failures, o.attempts}) {
		w.item("", said)
	}
	w.line("apiVersion: openslo/v1")
	w.line("kind: SLO")
	w.line("metadata:")
	w.line("  name: " + scalar(o.Name))
	w.line("  displayName: " + quoted(o.Journey.Name))
	w.line("spec:")
	w.line("  description: " + quoted(cmp.Or(o.Journey.Description.Value, "Journey "+o.Journey.Name+".")))
	w.line("  service: " + scalar(o.Name))
	w.line("  indicator:")
	w.line("    metadata:")
	w.line("      name: " + scalar(o.Name+"-errors"))
	w.line("    spec:")
	w.line("      ratioMetric:")
	w.line("        counter: true")
	w.metric("bad", o.failures)
	w.metric("total", o.attempts)
	w.line("  timeWindow:")
	w.line("    - duration: 30d")
	w.line("      isRolling: true")
	w.line("  budgetingMethod: Occurrences")
	w.line("  objectives:")
	w.line("    - displayName: " + quoted(o.Journey.Name+" works"))
	w.line("      target: " + strconv.FormatFloat(o.Journey.Target.Value, 'f', -1, 64))
	w.line("  alertPolicies:")
	for _, b := range burns {
		w.policy(o, b.percent, b.window, b.severity)
	}
}

func (w *scribe) metric(key string, s source) {
	w.line("        " + key + ":")
	w.line("          metricSource:")
	w.line("            type: Prometheus")
	w.line("            spec:")
	w.line("              query: " + expression("sum("+s.String()+")"))
}

func (w *scribe) policy(o *Objective, percent float64, window time.Duration, severity string) {
	name := paste.Camel(o.Name) + "Burns" + strconv.FormatFloat(percent, 'f', -1, 64) + "PercentIn" + model.FormatDuration(window)
	factor := burnrate.Spending(percent, period, window, window).Factor
	w.line("    - kind: AlertPolicy")
	w.line("      metadata:")
	w.line("        name: " + name)
	w.line("      spec:")
	w.line("        description: " + quoted(fmt.Sprintf("%v%% of the month's failures happen within %s.", percent, model.FormatDuration(window))))
	w.line("        alertWhenBreaching: true")
	w.line("        conditions:")
	w.line("          - kind: AlertCondition")
	w.line("            metadata:")
	w.line("              name: " + slug(o.Name+" "+model.FormatDuration(window)))
	w.line("            spec:")
	w.line("              severity: " + severity)
	w.line("              condition:")
	w.line("                kind: burnrate")
	w.line("                op: gt")
	w.line("                threshold: " + burnrate.Number(factor))
	w.line("                lookbackWindow: " + model.FormatDuration(window))
	w.line("                alertAfter: 2m")
	w.line("        notificationTargets:")
	w.line("          - kind: AlertNotificationTarget")
	w.line("            metadata:")
	w.line("              name: " + scalar(o.Told.Name))
	w.line("            spec:")
	w.line("              target: " + scalar(o.contact()))
}

// contact is how the team is told, as the drawing says.
func (o *Objective) contact() string {
	if team := o.Told.Team; team != nil && team.Contact.Given() {
		return team.Contact.Value
	}
	return placeholder + "target"
}
