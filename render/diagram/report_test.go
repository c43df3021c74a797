package diagram

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// somewhere makes a value a stated one.
var somewhere = diag.Span{File: "drawing", Start: diag.Point{Line: 1, Col: 1}}

func stated[T any](value T) model.Stated[T] { return model.Stated[T]{Value: value, Span: somewhere} }

// A sketch makes reports without a reader and without an analysis.
type sketch struct {
	t      testing.TB
	system *model.System
	report *analysis.Report
}

func newSketch(t testing.TB, name string) *sketch {
	s := &model.System{Name: stated(name)}
	return &sketch{t: t, system: s, report: &analysis.Report{System: s}}
}

// component is the component of that name. It is made, with all places around it, if need be.
func (k *sketch) component(name string) *model.Component {
	if c := k.system.Component(name); c != nil {
		return c
	}
	c := &model.Component{ID: model.ComponentID(len(k.system.Components)), Name: name, Span: somewhere}
	k.system.Components = append(k.system.Components, c)
	return c
}

func (k *sketch) place(name string) *model.Component {
	var around []*model.Component
	if i := strings.LastIndexByte(name, '/'); i > 0 {
		around = append(around, k.place(name[:i]))
	}
	c := k.component(name)
	c.Kind = stated(model.ComponentPlace)
	c.In.Value = around
	return c
}

// box declares a component: "orders database payments aws/eu,aws/us"; owner and places may be
// missing or "-".
func (k *sketch) box(line string) {
	k.t.Helper()
	f := append(strings.Fields(line), "-", "-", "-")
	c := k.component(f[0])
	c.Declared = true
	for _, kind := range model.ComponentKinds() {
		if kind.String() == f[1] {
			c.Kind = stated(kind)
		}
	}
	if f[2] != "-" {
		c.Owner = stated(model.Party{Name: f[2]})
	}
	if f[3] != "-" {
		var places []*model.Component
		for name := range strings.SplitSeq(f[3], ",") {
			places = append(places, k.place(name))
		}
		c.In = stated(places)
	}
}

// arrow draws "shop -> orders query broken ynu? label of it": kind, verdict, and the four cells.
// The rest is the label.
func (k *sketch) arrow(line string) *model.Arrow {
	k.t.Helper()
	f := strings.Fields(line)
	a := &model.Arrow{ID: model.ArrowID(len(k.system.Arrows)), From: k.component(f[0]), To: k.component(f[2]), Span: somewhere}
	for _, kind := range model.Kinds() {
		if kind.String() == f[3] {
			a.Kind = stated(kind)
		}
	}
	if a.Kind.Value.String() != f[3] {
		k.t.Fatalf("no kind %q", f[3])
	}
	a.IfDown = stated(model.IfDown{})
	if label := strings.Join(f[6:], " "); label != "" {
		a.Label = stated(label)
	}
	k.system.Arrows = append(k.system.Arrows, a)
	answer := &analysis.Answer{Arrow: a, IfDown: analysis.NewConsequence(nil, analysis.Spread{})}
	for v := propagation.Untouched; v <= propagation.Broken; v++ {
		if v.String() == f[4] {
			answer.IfDown.Worst = v
		}
	}
	cells := []*analysis.Cell{&answer.Cells.Monitor, &answer.Cells.Alert, &answer.Cells.Owner, &answer.Cells.BusFactor}
	for i, letter := range f[5] {
		switch letter {
		case 'y':
			*cells[i] = analysis.Cell{Value: people.Yes, Reason: "stated"}
		case 'n':
			*cells[i] = analysis.Cell{Value: people.No, Reason: "nothing is stated"}
		default:
			*cells[i] = analysis.Cell{Value: people.Unknown, Reason: "cannot be told"}
		}
	}
	k.report.Answers = append(k.report.Answers, answer)
	return a
}

// done is the report, its arrows numbered by verdict alone.
func (k *sketch) done() *analysis.Report {
	k.report.ByHarm = nil
	for v := propagation.Broken; ; v-- {
		for _, a := range k.report.Answers {
			if a.IfDown.Worst == v {
				k.report.ByHarm = append(k.report.ByHarm, a)
			}
		}
		if v == propagation.Untouched {
			return k.report
		}
	}
}

func sketched(t testing.TB, name, boxes, arrows string) *analysis.Report {
	t.Helper()
	k := newSketch(t, name)
	for _, line := range lines(boxes) {
		k.box(line)
	}
	for _, line := range lines(arrows) {
		k.arrow(line)
	}
	return k.done()
}

func lines(text string) []string {
	var all []string
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// cornerShop has twelve arrows and something of every kind of line.
func cornerShop(t testing.TB) *analysis.Report {
	t.Helper()
	r := sketched(t, "Corner Shop", `
		customer person
		shop frontend web aws/eu-west-1
		checkout service payments aws/eu-west-1
		orders database payments aws/eu-west-1
		sessions cache web aws/eu-west-1
		mailer queue web aws/eu-west-1
		sender function web aws
		nightly-export job payments aws
		archive storage payments aws
		stripe external payments
		adyen external payments
		ledger service finance
	`, `
		customer -> shop call broken yyyy
		shop -> checkout call broken yyyn place order
		shop -> sessions query degraded ynyy
		checkout -> stripe call degraded y?yn authorise and capture the payment
		checkout -> adyen call masked nnyn
		checkout -> orders query broken ynyy
		checkout -> mailer event untouched nnnn receipts
		mailer -> sender event untouched nnnn receipts
		sender -> customer notification degraded nn?n mail
		orders -> nightly-export batch untouched yyyy
		nightly-export -> archive batch untouched nnyn
		nightly-export -> ledger batch untouched nn?n daily bookings
	`)
	arrows := r.System.Arrows
	arrows[4].FallbackOnly = stated(true)
	arrows[11].Status = stated(model.Planned)
	arrows[9].IfDown = model.Stated[model.IfDown]{}
	arrows[3].Fallbacks = stated([]model.ArrowRef{{Arrow: arrows[4]}})
	r.System.Settle()
	return r
}

// platform has sixty arrows between 38 boxes.
func platform(t testing.TB) *analysis.Report {
	t.Helper()
	k := newSketch(t, "A platform of sixty arrows")
	for _, line := range lines(`
		buyer person
		seller person
		web frontend storefront cloud/eu
		app device storefront
		edge gateway platform cloud/eu
		identity service platform cloud/eu
		users database platform cloud/eu
		catalogue service storefront cloud/eu
		products database storefront cloud/eu
		search service storefront cloud/eu
		index storage storefront cloud/eu
		basket service checkout cloud/eu
		basket-cache cache checkout cloud/eu
		checkout service checkout cloud/eu
		orders database checkout cloud/eu
		payments service payments cloud/eu/pci
		vault storage payments cloud/eu/pci
		stripe external payments
		adyen external payments
		fraud function payments cloud/eu/pci
		bus queue platform cloud/eu
		shipping service logistics cloud/us
		labels storage logistics cloud/us
		carrier external logistics
		warehouse external logistics
		mail function storefront cloud/eu
		mail-provider external storefront
		invoices job finance cloud/eu
		ledger database finance cloud/eu
		bank external finance
		exports job data cloud/us
		lake storage data cloud/us
		reports frontend data cloud/us
		analyst person
		flags external platform
		prometheus service platform cloud/us
		pager external platform
		engineer person
	`) {
		k.box(line)
	}
	verdicts := []string{"broken", "degraded", "untouched", "masked", "untouched"}
	cells := []string{"yyyy", "ynyy", "yyyn", "nnnn", "y?y?", "nnyn", "yyny"}
	for i, line := range lines(`
		buyer -> web call|buyer -> app call|seller -> web call|web -> edge call browse|app -> edge call browse|edge -> identity call sign in
		identity -> users query|edge -> catalogue call|catalogue -> products query|edge -> search call find products|search -> index query
		products -> index replication change feed|edge -> basket call|basket -> basket-cache query|edge -> checkout call place order
		checkout -> basket call|checkout -> orders query|checkout -> payments call authorise the payment|payments -> vault resolve card token
		payments -> stripe call|payments -> adyen call|stripe -> payments webhook settled|payments -> fraud call score
		checkout -> bus event order placed|bus -> shipping event order placed|bus -> mail event order placed|bus -> invoices event order placed
		shipping -> labels query|shipping -> carrier call book|carrier -> shipping webhook tracking|shipping -> warehouse batch pick list
		warehouse -> shipping batch stock levels|shipping -> bus event shipped|mail -> mail-provider call|mail-provider -> buyer notification
		invoices -> ledger query|ledger -> bank batch payouts|bank -> ledger batch statements|orders -> exports batch|users -> exports batch
		exports -> lake batch|lake -> reports query|analyst -> reports call|catalogue -> flags resolve|checkout -> flags resolve|edge -> flags resolve
		web -> flags resolve|edge -> prometheus stream metrics|checkout -> prometheus stream metrics|payments -> prometheus stream metrics
		bus -> prometheus stream metrics|prometheus -> pager notification|pager -> engineer notification|engineer -> edge manual restart
		seller -> app call|app -> catalogue call|catalogue -> bus event product changed|bus -> search event product changed
		search -> catalogue call|payments -> ledger event bookings
	`) {
		for j, arrow := range strings.Split(line, "|") {
			f := strings.Fields(arrow)
			n := i*7 + j*3
			k.arrow(fmt.Sprintf("%s %s %s %s", strings.Join(f[:4], " "), verdicts[n%5], cells[n%7], strings.Join(f[4:], " ")))
		}
	}
	return k.done()
}
