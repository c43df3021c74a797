package suggest

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis/detection"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
)

const pair = `linewalk: 1
system: Pair
teams:
  web: {people: [ana, ben], on-call: 24x7}
  data: {people: [kim], on-call: none}
components:
  shop: {kind: service, owner: web}
  orders: {kind: service, owner: web}
  lake: {kind: service, owner: data}
arrows:
  shop -> orders: {if-down: breaks}
  lake -> orders: {if-down: breaks, owner: data}
journeys:
  buy: {steps: [shop -> orders], notice-within: 30m}
`

func namesOf(p *Plan) []string {
	var names []string
	for _, s := range p.Suggestions {
		names = append(names, s.Rule.Name)
	}
	return names
}

func TestChoice(t *testing.T) {
	r := report(drawn(t, pair), nil)
	for _, test := range []struct {
		choice Choice
		want   []string
	}{
		{Choice{Journey: "buy", Modes: []model.Mode{model.ModeDown}}, []string{"ShopOrdersFails"}},
		{Choice{Owner: "data", Modes: []model.Mode{model.ModeSlow, model.ModeWrong}}, []string{"LakeOrdersSlow", "LakeOrdersWrong"}},
		{Choice{Arrows: []string{"shop -> orders"}}, []string{"ShopOrdersFails", "ShopOrdersSlow", "ShopOrdersSilent", "ShopOrdersOverload"}},
		{Choice{Arrows: []string{"shop -> orders"}, Modes: []model.Mode{model.ModeExpired}}, nil},
	} {
		if diff := cmp.Diff(test.want, namesOf(New(r, nil, test.choice))); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", test.choice, diff)
		}
	}
}

// Names depend on the arrow and the mode alone, unless they clash.
func TestNames(t *testing.T) {
	s := drawn(t, "linewalk: 1\narrows:\n  a-b -> c:\n  a -> b-c:\n  ü -> 中:\n  a -> b (A B):\n")
	n := newNames(s)
	var got []string
	for _, a := range s.Arrows {
		got = append(got, n.of(a, model.ModeDown))
	}
	want := []string{"ABCFails", "ABCFails" + mark("a -> b-c down"), "Ü中Fails", "ABABFails"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestSplitName(t *testing.T) {
	name, labels := evidence.SplitName(`Down{severity="page", env=prod}`)
	want := []model.Label{{Name: "severity", Value: "page", Known: true}, {Name: "env", Value: "prod", Known: true}}
	if diff := cmp.Diff(want, labels); name != "Down" || diff != "" {
		t.Errorf("name %q, labels (-want +got):\n%s", name, diff)
	}
}

// An alert that sees a mode and reaches nobody is not joined by a second one.
func TestMute(t *testing.T) {
	drawing := strings.Replace(pair, "{if-down: breaks, owner: data}",
		"{if-down: breaks, owner: data, monitors: [{signal: errors, alert: {name: LakeErrors, tells: owner}}]}", 1)
	p := New(report(drawn(t, drawing), nil), nil, Choice{Owner: "data", Modes: []model.Mode{model.ModeDown}})
	if len(p.Suggestions) > 0 {
		t.Errorf("suggested: %v", namesOf(p))
	}
	if len(p.Mute) != 1 || !strings.Contains(p.Mute[0].text(), "LakeErrors would tell, and reaches nobody: data has nobody on call") {
		t.Errorf("mute: %+v", p.Mute)
	}
}

// What the drawing says already of a rule file that is given back without the monitors: the names stay,
// and nothing is defined twice.
func TestDefinedAlready(t *testing.T) {
	s := drawn(t, pair)
	first := New(report(s, nil), nil, Choice{})
	e := ruled(t, written(t, Prometheus, first))
	again := New(report(s, e), e, Choice{})
	if diff := cmp.Diff(written(t, Drawing, first), written(t, Drawing, again)); diff != "" {
		t.Errorf("monitors (-first +again):\n%s", diff)
	}
	if !again.Empty(Rules) {
		t.Error("rules are suggested that are there")
	}
	if text := written(t, Prometheus, again); !strings.Contains(text, "# ShopOrdersFails (shop -> orders) is defined already, at rules1.yaml:") {
		t.Errorf("it does not say what is there:\n%s", text)
	}
}

// The families are those of the table of signals, where it has the names; its sheets are the one place
// that says what is typical.
func TestFamiliesAreTypical(t *testing.T) {
	var names []string
	for _, s := range detection.Sheets() {
		for _, typical := range s.Typical {
			names = append(names, typical.Names...)
		}
	}
	for _, f := range families {
		for _, written := range f.fills {
			name, _, _ := strings.Cut(written, "{")
			base := strings.TrimSuffix(strings.TrimSuffix(name, "_bucket"), "_count")
			if !slices.ContainsFunc(names, func(n string) bool {
				n, _, _ = strings.Cut(n, "{")
				return strings.HasPrefix(base, strings.TrimSuffix(n, "*"))
			}) && !strings.HasPrefix(base, "http_server_") && !strings.HasPrefix(base, "grpc_client_") {
				t.Errorf("%s of %s is in no sheet", name, f.of)
			}
		}
	}
}

// What fills a role of a family does it for the reader of expressions, too.
func TestFamiliesFill(t *testing.T) {
	s := drawn(t, pair)
	for i := range families {
		f := &families[i]
		for r := range f.fills {
			if r == health || parts[r].trial == "" {
				continue
			}
			if source, _ := f.selector(r, s.Arrows[0]); !r.fills(source.String()) {
				t.Errorf("%s of %s does not fill role %q", source, f.of, roleNames[r])
			}
		}
	}
}

// Each placeholder does what it stands for, so that filling it in changes nothing else.
func TestPlaceholdersFill(t *testing.T) {
	for r, p := range parts {
		if p.trial != "" && !r.fills(placeholder+"a_b_"+p.suffix) {
			t.Errorf("%s does not fill role %q", placeholder+"a_b_"+p.suffix, roleNames[r])
		}
		if roleNames[r] == "" {
			t.Errorf("role %d has no name", r)
		}
	}
}

func TestQuotes(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{scalar("shop -> orders (a b)"), "shop -> orders (a b)"},
		{scalar("no"), `"no"`},
		{scalar("a, b"), `"a, b"`},
		{scalar("x -> *"), `"x -> *"`},
		{scalar("1.5"), `"1.5"`},
		{inert("a {{ b }}"), `a {{"{{"}} b }}`},
		{visible("a\nb\u202e\""), `a\nb\u202e"`},
		{identifier("Über shop-2"), "ber_shop_2"},
		{hyphened("OrderBookDbFails"), "order-book-db-fails"},
		{series([]string{"a", "b", "c"}), "a, b and c"},
	} {
		if test.got != test.want {
			t.Errorf("got %s, want %s", test.got, test.want)
		}
	}
}

// The same plan is written in the same bytes.
func TestDeterministic(t *testing.T) {
	drawing := kinds()
	first := written(t, Prometheus, New(report(drawn(t, drawing), nil), nil, Choice{}))
	if second := written(t, Prometheus, New(report(drawn(t, drawing), nil), nil, Choice{})); first != second {
		t.Error("two runs differ")
	}
}

// A name that would have the reader take one thing for another is not part of a placeholder.
func TestPlaceholderIsNotMisread(t *testing.T) {
	s := drawn(t, pair)
	b := &bench{arrow: s.Arrows[0], suggestion: &Suggestion{Monitor: &model.Monitor{Arrows: s.Arrows[:1]}, Answer: report(s, nil).Answers[0]}}
	for _, test := range []struct {
		subject string
		role    role
		want    string
	}{
		{"shop_payment", attempts, "REPLACE_shop_payment_requests_total"},
		{"database_errors", failures, "REPLACE_database_errors_total"},
		{"database_errors", attempts, `REPLACE_requests_total{of="shop -> orders"}`},
		{"", failures, `REPLACE_errors_total{of="shop -> orders"}`},
	} {
		if got := b.invented(test.subject)(test.role)[0].String(); got != test.want {
			t.Errorf("%s of %q: got %s, want %s", roleNames[test.role], test.subject, got, test.want)
		}
	}
}
