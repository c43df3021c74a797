package wiring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wiring"
)

// A crowd is a directory in which every part is found by its name.
type crowd []wiring.Part

func (c crowd) Whom(i int, host string) []int {
	to := slices.IndexFunc(c, func(p wiring.Part) bool { return p.Component.Name == host })
	if to < 0 || to == i {
		return nil
	}
	return []int{to}
}

func (c crowd) Knows(_ int, host string) bool {
	return slices.ContainsFunc(c, func(p wiring.Part) bool { return p.Component.Name == host })
}

// parts are parts with these names, of which the first has what more gives it.
func parts(more func(*wiring.Part), names ...string) []wiring.Part {
	all := make([]wiring.Part, len(names))
	for i, name := range names {
		all[i] = wiring.Part{Component: model.SketchComponent{Name: name}, At: wiring.Place{File: "f", Path: name}}
	}
	if more != nil {
		more(&all[0])
	}
	return all
}

func sketch(all []wiring.Part, claims ...wiring.Claim) *model.Sketch {
	return (&wiring.System{Parts: all, Claims: claims, Directory: crowd(all), Remedy: "draw them"}).Sketch()
}

// found lists the arrows of a sketch with their kind, first evidence and question.
func found(k *model.Sketch) []string {
	var all []string
	for _, a := range k.Arrows {
		all = append(all, strings.TrimSuffix(fmt.Sprintf("%s %s %s: %s", a.Name(), a.Kind, a.Evidence[0], a.Question), ": "))
	}
	return all
}

// TestCommands varies what a is started with. There are b and db beside it.
func TestCommands(t *testing.T) {
	const waits, runs = "depends-on (medium)", "flag (high)"
	for _, tc := range []struct{ words, want string }{
		{"run http://b", "a -> b call f " + runs},
		{"run --api b:80", "a -> b call f " + runs},
		{"run --db-host db", "a -> db query f " + runs},
		{"run --name b", ""},
		{"./wait-for-it.sh b:80 -- run", "a -> b call f " + waits},
		{"until nc -z -v -w30 b 9092; do sleep 2; done", "a -> b call f " + waits},
		{"until nc -w 2 b 9092; do sleep 2; done", "a -> b call f " + waits},
		{"while ! nslookup b; do sleep 2; done", "a -> b call f " + waits},
		{"until getent hosts b; do sleep 2; done", "a -> b call f " + waits},
		{"until pg_isready -U b -h db -p 5432; do sleep 2; done", "a -> db query f " + waits},
		{"until mysqladmin ping --host=db; do sleep 2; done", "a -> db query f " + waits},
		{"until curl -s http://b/ready; do sleep 2; done", "a -> b call f " + waits},
	} {
		k := sketch(parts(func(p *wiring.Part) {
			p.Commands = []wiring.Command{{Words: []string{"sh", "-c", tc.words}, At: wiring.Place{File: "f"}}}
		}, "a", "b", "db"))
		if got := strings.Join(found(k), "\n"); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.words, got, tc.want)
		}
	}
}

// TestSides varies by which words it is known what a part does at a queue.
func TestSides(t *testing.T) {
	for _, tc := range []struct{ name, setting, want string }{
		{"a", "BROKER_URL", "a -> mq event f url (high): sends or receives?"},
		{"a", "BROKER_CONSUMER_URL", "mq -> a event f url (high)"},
		{"a", "BROKER_PRODUCER_URL", "a -> mq event f url (high)"},
		{"order-consumer", "BROKER_URL", "mq -> order-consumer event f url (high)"},
		{"order-consumer", "BROKER_PRODUCER_URL", "order-consumer -> mq event f url (high)"},
		{"order-publisher", "BROKER_URL", "order-publisher -> mq event f url (high)"},
	} {
		k := sketch(parts(func(p *wiring.Part) {
			p.Settings = []wiring.Setting{{Name: tc.setting, Value: "amqp://mq", At: wiring.Place{File: "f"}}}
		}, tc.name, "mq"))
		if diff := cmp.Diff([]string{tc.want}, found(k)); diff != "" {
			t.Error(diff)
		}
	}
}

// TestTaken has one to three parts take in the same setting in each way.
func TestTaken(t *testing.T) {
	const asks = "f DB_HOST shared-env (medium): several are given the same setting: does this one use it?"
	for _, tc := range []struct {
		taken   wiring.Taken
		sharing int
		want    string
	}{
		{wiring.Written, 1, "f DB_HOST host (high)"},
		{wiring.Written, 2, "f DB_HOST host (high)"},
		{wiring.Written, 3, asks},
		{wiring.Chosen, 3, "f DB_HOST host (high)"},
		{wiring.Wholesale, 1, "f DB_HOST host (high)"},
		{wiring.Wholesale, 2, asks},
	} {
		all := parts(nil, "a", "b", "c", "db")
		for i := range tc.sharing {
			all[i].Settings = []wiring.Setting{{Name: "DB_HOST", Value: "db", At: wiring.Place{File: "f", Path: "DB_HOST"}, Taken: tc.taken}}
		}
		got := found(sketch(all))
		want := strings.Replace("a -> db query "+tc.want, "f DB_HOST", "f#DB_HOST", 1)
		if len(got) != tc.sharing || got[0] != want {
			t.Errorf("%d that share: got %q, want %q", tc.sharing, got, want)
		}
	}
}

// TestClaims varies what a format says itself, beside what is found.
func TestClaims(t *testing.T) {
	at := wiring.Place{File: "f", Path: "claim"}
	calls := func(p *wiring.Part) {
		p.Settings = []wiring.Setting{{Name: "X", Value: "http://b", At: wiring.Place{File: "f", Path: "X"}}}
	}
	for _, tc := range []struct {
		about   string
		more    func(*wiring.Part)
		reading wiring.Reading
		want    string
	}{
		{"a route", nil, wiring.Route, "a -> b call f#claim route (high)"},
		{"a permission", nil, wiring.Allowed, "a -> b call f#claim allowed (high): " + importer.AskUsed},
		{"a permission that is used", calls, wiring.Allowed, "a -> b call f#X url (high)"},
		{"labels of what is called anyway", calls, wiring.RouteLabel, "a -> b call f#X url (high)"},
	} {
		k := sketch(parts(tc.more, "a", "b"), wiring.Claim{From: 0, To: 1, Reading: tc.reading, At: at}, wiring.Claim{From: 1, To: 1, Reading: tc.reading, At: at})
		if diff := cmp.Diff([]string{tc.want}, found(k)); diff != "" {
			t.Errorf("%s: %s", tc.about, diff)
		}
		if permitted := len(k.Unshown) > 0; permitted != strings.Contains(tc.want, importer.AskUsed) {
			t.Errorf("%s: %v", tc.about, k.Unshown)
		}
	}
}

// TestOrderBesidePermission holds that an arrow which a policy allows is none of order alone.
func TestOrderBesidePermission(t *testing.T) {
	k := sketch(parts(func(p *wiring.Part) {
		p.Needs = []wiring.Need{{To: 1, At: wiring.Place{File: "f"}}}
		p.Settings = []wiring.Setting{{Name: "X", Value: "http://c", At: wiring.Place{File: "f"}}}
	}, "a", "b", "c"), wiring.Claim{From: 0, To: 1, Reading: wiring.Allowed, At: wiring.Place{File: "f"}})
	want := []string{"a -> b call f allowed (high): " + importer.AskUsed, "a -> c call f url (high)"}
	if diff := cmp.Diff(want, found(k)); diff != "" {
		t.Error(diff)
	}
}

// TestNames guesses by names only within a place.
func TestNames(t *testing.T) {
	all := parts(nil, "orders", "orders-db", "orders.other", "orders-db.other")
	all[2].Component.In, all[3].Component.In = []string{"other"}, []string{"other"}
	all[2].Component.Name, all[3].Component.Name = "orders", "orders-db"
	k := sketch(all)
	if len(k.Arrows) != 2 || k.Arrows[0].Question != "a guess from the names: is it so?" {
		t.Errorf("%+v", k.Arrows)
	}
}

func TestTeams(t *testing.T) {
	all := parts(nil, "a", "b", "c")
	all[0].Component.Owner, all[2].Component.Owner = "web", "web"
	if diff := cmp.Diff([]model.SketchTeam{{Name: "web"}}, sketch(all).Teams); diff != "" {
		t.Error(diff)
	}
}

// TestEvidenceIsBounded has one part name another in very many settings.
func TestEvidenceIsBounded(t *testing.T) {
	k := sketch(parts(func(p *wiring.Part) {
		for i := range 10_000 {
			name := fmt.Sprintf("X_%d_HEALTH", i)
			p.Settings = append(p.Settings, wiring.Setting{Name: name, Value: "http://b", At: wiring.Place{File: "f", Path: name}})
		}
		p.Settings = append(p.Settings, wiring.Setting{Name: "X", Value: "http://b", At: wiring.Place{File: "f", Path: "X"}})
	}, "a", "b"))
	if n := len(k.Arrows[0].Evidence); n > 100 || k.Arrows[0].Evidence[0].String() != "f#X url (high)" {
		t.Errorf("%d reasons, the first is %s", n, k.Arrows[0].Evidence[0])
	}
}
