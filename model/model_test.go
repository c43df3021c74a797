package model_test

import (
	"testing"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

func stated[T any](v T) model.Stated[T] {
	return model.Stated[T]{Value: v, Span: diag.Span{File: "x", Start: diag.Point{Line: 1, Col: 1}}}
}

func TestFormatDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                       "0s",
		150 * time.Millisecond:  "150ms",
		4500 * time.Millisecond: "4.5s",
		2 * time.Second:         "2s",
		90 * time.Second:        "1m30s",
		45 * time.Minute:        "45m",
		90 * time.Minute:        "1h30m",
		4 * time.Hour:           "4h",
		24 * time.Hour:          "24h",
		26 * time.Hour:          "26h",
		48 * time.Hour:          "2d",
		180 * 24 * time.Hour:    "180d",
		time.Hour + time.Second: "1h0m1s",
		-5 * time.Minute:        "-5m",
	} {
		if got := model.FormatDuration(d); got != want {
			t.Errorf("%d: got %s, want %s", d, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	for _, bad := range []string{"2027-02-30", "2026-3-9", "22.11.2026", ""} {
		if d, err := model.ParseDate(bad); err == nil {
			t.Errorf("%q is read as %s", bad, d)
		}
	}
	d, err := model.ParseDate("2028-02-28")
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Plus(2).String(); got != "2028-03-01" {
		t.Errorf("two days after %s is %s", d, got)
	}
	if got := d.Plus(90).Since(d); got != 90 {
		t.Errorf("90 days later is %d days later", got)
	}
	away := model.Period{First: d, Last: d.Plus(1)}
	if !away.Holds(d) || !away.Holds(d.Plus(1)) || away.Holds(d.Plus(2)) || away.Holds(d.Plus(-1)) {
		t.Error("both ends of a period belong to it, and nothing beyond")
	}
}

func TestLongestGap(t *testing.T) {
	days := func(on ...time.Weekday) (d [7]bool) {
		for _, day := range on {
			d[day] = true
		}
		return d
	}
	office := model.Window{
		Days: days(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday), From: 9 * 60, To: 18 * 60,
	}
	for _, tc := range []struct {
		name    string
		windows []model.Window
		want    time.Duration
	}{
		{"always", nil, 0},
		{"office hours leave the weekend", []model.Window{office}, 63 * time.Hour},
		{"a Saturday shift cuts it", []model.Window{office, {Days: days(time.Saturday), From: 10 * 60, To: 14 * 60}}, 43 * time.Hour},
		{"nights wrap into the next day", []model.Window{{Days: days(0, 1, 2, 3, 4, 5, 6), From: 20 * 60, To: 8 * 60}}, 12 * time.Hour},
		{"a whole day", []model.Window{{Days: days(0, 1, 2, 3, 4, 5, 6), From: 0, To: 24 * 60}}, 0},
		{"one day", []model.Window{{Days: days(time.Sunday), From: 0, To: 24 * 60}}, 6 * 24 * time.Hour},
	} {
		if got := (model.Hours{Windows: tc.windows}).LongestGap(); got != tc.want {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}

// TestStages reads if-down for each end, with what the kind and the map form decide (M4, M8, M10).
func TestStages(t *testing.T) {
	breaks := []model.Stage{{Effect: model.Breaks}}
	nothing := []model.Stage{{Effect: model.Nothing}}
	late := []model.Stage{{Effect: model.Nothing}, {Effect: model.Breaks, After: time.Hour}}
	for _, tc := range []struct {
		name      string
		kind      model.Kind
		ifDown    model.Stated[model.IfDown]
		from, to  int
		dependent model.End
	}{
		{"a request breaks From unless stated", model.Call, model.Stated[model.IfDown]{}, 1, 0, model.From},
		{"a flow breaks To unless stated", model.Event, model.Stated[model.IfDown]{}, 0, 1, model.To},
		{"one effect is the dependent end's", model.Batch, stated(model.IfDown{Ends: [2][]model.Stage{nil, breaks}}), 0, 1, model.To},
		{"nothing is felt nowhere", model.Call, stated(model.IfDown{Ends: [2][]model.Stage{nothing, nil}}), 0, 0, model.From},
		{"nothing, then something", model.Call, stated(model.IfDown{Ends: [2][]model.Stage{late, nil}}), 1, 0, model.From},
		{"a map that hurts the other end only", model.Event, stated(model.IfDown{ByEnd: true, Ends: [2][]model.Stage{breaks, nil}}), 1, 0, model.From},
		{"a map that hurts both", model.Call, stated(model.IfDown{ByEnd: true, Ends: [2][]model.Stage{breaks, breaks}}), 1, 1, model.From},
		{"a map that names nothing", model.Event, stated(model.IfDown{ByEnd: true, Ends: [2][]model.Stage{nothing, nil}}), 0, 0, model.To},
	} {
		a := &model.Arrow{Kind: stated(tc.kind), IfDown: tc.ifDown}
		if from, to := len(a.Stages(model.From)), len(a.Stages(model.To)); from != tc.from || to != tc.to {
			t.Errorf("%s: %d and %d stages, want %d and %d", tc.name, from, to, tc.from, tc.to)
		}
		if got := a.Dependent(); got != tc.dependent {
			t.Errorf("%s: %s depends, want %s", tc.name, got, tc.dependent)
		}
	}
}

func TestOwnerOf(t *testing.T) {
	none := model.Stated[model.Party]{}
	web, pay := stated(model.Party{Name: "web"}), stated(model.Party{Name: "pay"})
	nobody := stated(model.Party{Name: "nobody", Nobody: true})
	for _, tc := range []struct {
		name            string
		arrow, from, to model.Stated[model.Party]
		toKind          model.ComponentKind
		setting         model.ArrowOwner
		how             model.OwnershipHow
		owner           string
	}{
		{"its own", web, pay, pay, model.ComponentService, model.OwnerEndsAgree, model.OwnedOutright, "web"},
		{"known to be nobody's", nobody, pay, pay, model.ComponentService, model.OwnerEndsAgree, model.OwnedKnownNone, "nobody"},
		{"the ends agree", none, pay, pay, model.ComponentService, model.OwnerEndsAgree, model.OwnedByEnds, "pay"},
		{"between two", none, web, pay, model.ComponentService, model.OwnerEndsAgree, model.OwnedBetween, ""},
		{"an outside party needs no owner", none, web, none, model.ComponentExternal, model.OwnerEndsAgree, model.OwnedByEnds, "web"},
		{"a box without owner leaves it open", none, web, none, model.ComponentService, model.OwnerEndsAgree, model.OwnedByNobody, ""},
		{"the dependent end", none, web, pay, model.ComponentService, model.OwnerDependent, model.OwnedByEnd, "web"},
		{"the provider", none, web, pay, model.ComponentService, model.OwnerProvider, model.OwnedByEnd, "pay"},
		{"a provider that has none", none, web, none, model.ComponentService, model.OwnerProvider, model.OwnedByNobody, ""},
		{"a box known to be nobody's", none, web, nobody, model.ComponentService, model.OwnerEndsAgree, model.OwnedKnownNone, ""},
	} {
		s := &model.System{Settings: model.Settings{ArrowOwner: stated(tc.setting)}}
		a := &model.Arrow{
			Owner: tc.arrow, From: &model.Component{Owner: tc.from},
			To: &model.Component{Owner: tc.to, Kind: stated(tc.toKind)},
		}
		if o := s.OwnerOf(a); o.How != tc.how || o.Party.Name != tc.owner {
			t.Errorf("%s: %d %q, want %d %q", tc.name, o.How, o.Party.Name, tc.how, tc.owner)
		}
	}
}

// TestSettle decides which arrows are only fallbacks (M17).
func TestSettle(t *testing.T) {
	a, b, c := &model.Component{ID: 0, Name: "a"}, &model.Component{ID: 1, Name: "b"}, &model.Component{ID: 2, Name: "c"}
	for _, tc := range []struct {
		name    string
		change  func(primary, second *model.Arrow)
		standIn bool
		wrong   int
	}{
		{"named, and nothing stated", func(_, _ *model.Arrow) {}, true, 0},
		{"named, with an effect of its own", func(_, s *model.Arrow) { s.IfDown = stated(model.IfDown{}) }, false, 0},
		{"named, in a pool", func(_, s *model.Arrow) { s.Pool = stated("p") }, false, 0},
		{"named, and says it is more", func(_, s *model.Arrow) { s.FallbackOnly = stated(false) }, false, 0},
		{"says so and is named by nobody", func(p, s *model.Arrow) {
			p.Fallbacks = model.Stated[[]model.ArrowRef]{}
			s.FallbackOnly = stated(true)
		}, true, 1},
		{"says so, with an effect of its own", func(_, s *model.Arrow) {
			s.FallbackOnly, s.IfDown = stated(true), stated(model.IfDown{})
		}, true, 1},
		{"named by an arrow that is retired", func(p, _ *model.Arrow) { p.Status = stated(model.Retired) }, false, 0},
	} {
		second := &model.Arrow{ID: 1, From: a, To: c}
		primary := &model.Arrow{ID: 0, From: a, To: b, Fallbacks: stated([]model.ArrowRef{{Arrow: second}})}
		tc.change(primary, second)
		found := (&model.System{Arrows: []*model.Arrow{primary, second}, Components: []*model.Component{a, b, c}}).Settle()
		if second.StandIn() != tc.standIn || len(found) != tc.wrong {
			t.Errorf("%s: only a fallback %t with %d contradictions, want %t with %d", tc.name, second.StandIn(), len(found), tc.standIn, tc.wrong)
		}
	}
}

func TestTitles(t *testing.T) {
	component := func(name, label string) *model.Component {
		c := &model.Component{Name: name}
		if label != "" {
			c.Label = stated(label)
		}
		return c
	}
	for _, c := range []struct{ from, fromLabel, to, toLabel, want string }{
		{"shop", "", "orders", "", ""},
		{"shop", "Web shop", "orders", "Orders (SQL)", ""},
		{"A", "Web app", "B", "", "Web app -> B"},
		{"shop", "", "q1", "Receipts", "shop -> Receipts"},
		{"order-service", "Order Service", "x", "X", ""},
	} {
		a := &model.Arrow{From: component(c.from, c.fromLabel), To: component(c.to, c.toLabel)}
		if got := a.Titles(); got != c.want {
			t.Errorf("%s -> %s: got %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestParseEvidence(t *testing.T) {
	for _, e := range []model.SketchEvidence{
		{File: "compose.yaml", Path: "services.a.environment.B_URL", Reading: "url", Confidence: model.High},
		{File: "docs/my page.md", Path: "the-shop", Reading: "drawn", Confidence: model.Claimed},
		{File: "a.dot", Reading: "drawn", Confidence: model.Lowest},
	} {
		if got, read := model.ParseEvidence(e.String()); !read || got != e {
			t.Errorf("%s: got %+v, %v", e, got, read)
		}
	}
	for _, line := range []string{"", "said ana on Monday", "host (high)", "a.yaml#b host (sure)"} {
		if e, read := model.ParseEvidence(line); read {
			t.Errorf("%q is no evidence of an import, and is read as %+v", line, e)
		}
	}
}
