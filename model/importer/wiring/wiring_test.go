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

// TestStrays varies what a is given that leads to nobody. There is b beside it.
func TestStrays(t *testing.T) {
	for _, tc := range []struct{ name, value, want string }{
		{"CACHE_URL", "redis://cache:6379", "cache (a CACHE_URL)"},
		{"CACHE_URL", "redis://user:pass@cache", "cache (a CACHE_URL)"},
		{"CACHE_URL", "redis://user:pa?ss@cache", ""}, // which may be the user's name
		{"CACHE_URL", "redis://user:80/pa@cache", ""}, // nor is this clear
		{"X", "http://pay.money.svc.cluster.local/x", "pay.money.svc.cluster.local (a X)"},
		{"X", "https://api.stripe.com", ""}, // nothing says that it is called
		{"STRIPE_URL", "https://api.stripe.com", "api.stripe.com (a STRIPE_URL)"},
		{"PAY_ADDR", "pay:80", "pay (a PAY_ADDR)"},
		{"BROKERS", "k1:9092,k2:9092", "k1 (a BROKERS), k2 (a BROKERS)"},
		{"LEVEL", "verbose:100", ""},
		{"DB_HOST", "db", "db (a DB_HOST)"},
		{"SMTP_HOST", "mail.corp.internal", "mail.corp.internal (a SMTP_HOST)"},
		{"DB_HOST", "db;rm", ""},
		{"HOST", "shop", ""},
		{"WALLET_ADDRESS", "0xc0ffee", ""},
		{"TOKEN_HOST", "c0ffee", ""},
		{"VIRTUAL_HOST", "shop.example.org", ""},
		{"PUBLIC_URL", "https://shop.de", ""},
		{"DOCS_URL", "https://shop.de/docs", ""},
		{"X_URL", "http://b/x", ""},
		{"X_URL", "http://a:80", ""},
		{"X_URL", "http://localhost:80", ""},
		{"X_URL", "http://10.0.0.1:80", ""},
		{"X_URL", "http://[::1]:80", ""},
		{"X_URL", "http://host.docker.internal", ""},
		{"X_URL", "http://${HOST}:80", ""},
		{"X_URL", "http://api-${STAGE}:80", ""},
		{"X_URL", "http://{{ host }}", ""},
		{"X_URL", "http://HOST:80", ""},
		{"X_URL", "http://your-host:80", ""},
		{"X_URL", "https://example.com", ""},
		{"X_URL", "https://api.example.org/x", ""},
		{"X_URL", "http://b/?to=http://gone:80", ""},
		{"CONN", "Server=sql;Database=x;User Id=u;Password=p", "sql (a CONN)"},
		{"CALLBACK_URL", "http://gone", ""},
		{"A_URL", "https://a.shop.de", ""}, // by its own name
		{"A_HOST", "a.shop.de", ""},
		{"URL", "https://shop.de", ""},
		{"SERVER_URL", "https://shop.de", ""},
		{"AUTH_SERVER_URL", "https://auth.shop.de", "auth.shop.de (a AUTH_SERVER_URL)"},
		{"SLACK_WEBHOOK_URL", "https://hooks.slack.com/x", "hooks.slack.com (a SLACK_WEBHOOK_URL)"},
		{"DATABASE_URL", "sqlite://data/x.db", ""},
		{"BUCKET_URL", "s3://bucket/x", ""},
		{"DATABASE_URL", "file:///data", ""},
		{"JAVA_OPTS", "-Dspring.server=prod", ""},
	} {
		k := sketch(parts(func(p *wiring.Part) {
			p.Settings = []wiring.Setting{{Name: tc.name, Value: tc.value, At: wiring.Place{File: "f"}}}
		}, "a", "b"))
		got := ""
		for _, u := range k.Unshown {
			if _, list, told := strings.Cut(u, " no arrow: "); told {
				got = list
			}
			if _, list, told := strings.Cut(u, " no arrows: "); told {
				got = list
			}
		}
		if got != tc.want {
			t.Errorf("%s=%s: got %q, want %q", tc.name, tc.value, got, tc.want)
		}
	}
}

// TestStraysOfCommandsAndFiles has a name hosts that are not there in other ways.
func TestStraysOfCommandsAndFiles(t *testing.T) {
	at := wiring.Place{File: "f"}
	text := "upstream pool { server b; }\nproxy_pass http://pool;\nproxy_pass http://gone;\nproxy_pass http://gone;\nurl: https://news.org\nnote: http://odd\n"
	k := sketch(parts(func(p *wiring.Part) {
		p.Commands = []wiring.Command{{Words: []string{"run", "--db-host=db", "--api-url", "http://u:p@api/x", "--level", "http://x", "https://get.it"}, At: at}}
		p.Files = []wiring.File{{ID: "1", At: wiring.Place{File: "conf/nginx.conf"}, Text: func() string { return text }}}
	}, "a", "b"))
	want := "3 addresses lead to hosts that no file here has, so they are no arrows: db (a --db-host), api (a --api-url), gone (a nginx.conf)"
	if !slices.Contains(k.Unshown, want) {
		t.Errorf("%q", k.Unshown)
	}
}

// TestStraysAreBounded has many parts name many hosts.
func TestStraysAreBounded(t *testing.T) {
	all := parts(nil, "a", "b", "c")
	for i := range all {
		for n := range 50 {
			name := fmt.Sprintf("H%d_%s_URL", n, strings.Repeat("X", 100))
			all[i].Settings = append(all[i].Settings, wiring.Setting{Name: name, Value: fmt.Sprintf("http://h%d", n), At: wiring.Place{File: "f"}})
		}
	}
	k := sketch(all)
	last := k.Unshown[len(k.Unshown)-1]
	if !strings.HasPrefix(last, "150 addresses lead to hosts that no file here has, so they are no arrows: h0 (a H0_XXX") || !strings.HasSuffix(last, " and 42 more") || len(last) > 1000 {
		t.Error(last)
	}
}

// TestMonitors proposes one for what another one asks whether it is well.
func TestMonitors(t *testing.T) {
	at := wiring.Place{File: "f"}
	all := parts(func(p *wiring.Part) {
		p.Settings = []wiring.Setting{
			{Name: "PaymentUrlHC", Value: "http://pay/hc", At: at},
			{Name: "HealthChecks__0__Uri", Value: "http://cart", At: at},
			{Name: "CART_URL", Value: "http://cart", At: at},
			{Name: "TAX_URL", Value: "http://tax", At: at},
		}
	}, "status", "pay", "cart", "tax", "prometheus")
	all[1].Checks = []wiring.Command{{Words: []string{"curl", "http://localhost/health", "http://pay/health"}, At: at}}
	all[4].Settings = []wiring.Setting{{Name: "X", Value: "http://tax/status", At: at}}
	want := []model.SketchMonitor{{Name: "pay-health", Watches: []string{"pay"}}, {Name: "cart-health", Watches: []string{"cart"}}}
	if diff := cmp.Diff(want, sketch(all).Monitors); diff != "" {
		t.Error(diff)
	}
}

// TestSites varies the names under which a is given the address of b.
func TestSites(t *testing.T) {
	const asks = "site-url (medium): is it called, or are users sent there?"
	for _, tc := range []struct{ from, name, to, want string }{
		{"a", "FRONTEND_URL", "b", asks},
		{"a", "APP_BASE_URI", "b", asks},
		{"a", "PublicBaseUrl", "b", asks},
		{"a", "SITEURL", "b", asks},
		{"a", "ROOT_URL", "b", asks},
		{"a", "API_URL", "b", "url (high)"},
		{"a", "FRONTEND_ADDR", "b", "url (high)"},
		{"frontend", "API_BASE_URL", "b", "url (high)"},
		{"webmvc", "API_BASE_URL", "b", "url (high)"},
		{"webhooks", "API_BASE_URL", "b", asks},
		{"edge-proxy", "WEB_URL", "b", "url (high)"},
		{"a", "NEXT_PUBLIC_API_URL", "b", "url (high)"},
		{"a", "REACT_APP_API_URL", "b", "url (high)"},
		{"a", "MONGO_CLIENT_URL", "mongodb", "url (high)"},
		{"a", "EUREKA_CLIENT_SERVICE_URL", "eureka", "url (high)"},
		{"a", "PUBLIC_HEALTH_URL", "b", "probe (medium): only a health check, or a call too?"},
	} {
		k := sketch(parts(func(p *wiring.Part) {
			p.Settings = []wiring.Setting{{Name: tc.name, Value: "http://" + tc.to, At: wiring.Place{File: "f"}}}
		}, tc.from, tc.to))
		_, got, _ := strings.Cut(strings.Join(found(k), "\n"), " f ")
		if got != tc.want {
			t.Errorf("%s of %s: got %q, want %q", tc.name, tc.from, got, tc.want)
		}
	}
}

// TestKinds varies names and images of what may be a store.
func TestKinds(t *testing.T) {
	for _, tc := range []struct {
		name, image string
		want        model.ComponentKind
	}{
		{"meta", "supabase/postgres-meta:v1", model.ComponentService},
		{"x", "confluentinc/cp-kafka-rest", model.ComponentService},
		{"x", "redis-gateway", model.ComponentService},
		{"x", "mysql-proxy", model.ComponentService},
		{"x", "prom/mysqld-exporter", model.ComponentService},
		{"postgres-exporter", "x", model.ComponentService},
		{"postgres-proxy", "", model.ComponentService},
		{"kafka-init", "confluentinc/cp-kafka", model.ComponentService},
		{"mongo-setup", "mongo:7", model.ComponentService},
		{"x", "postgres:17", model.ComponentDatabase},
		{"x", "supabase/postgres", model.ComponentDatabase},
		{"x", "bitnami/kafka", model.ComponentQueue},
		{"x", "jwilder/nginx-proxy", model.ComponentGateway},
		{"orders-db", "", model.ComponentDatabase},
	} {
		all := parts(func(p *wiring.Part) { p.Image = tc.image }, tc.name)
		if got := sketch(all).Components[0].Kind; got != tc.want {
			t.Errorf("%s of %s: got %s, want %s", tc.name, tc.image, got, tc.want)
		}
	}
}

// TestOrderOfStores varies who is started after b, and nothing else is known.
func TestOrderOfStores(t *testing.T) {
	for _, tc := range []struct{ from, want string }{
		{"a", "depends-on (medium)"},
		{"db", "start-order (lowest): start order or a call?"},
		{"redis", "start-order (lowest): start order or a call?"},
		{"kafka", "start-order (lowest): start order or a call?"},
		{"minio", "start-order (lowest): start order or a call?"},
	} {
		k := sketch(parts(func(p *wiring.Part) { p.Needs = []wiring.Need{{To: 1, At: wiring.Place{File: "f"}}} }, tc.from, "b"))
		if got := strings.Join(found(k), "\n"); !strings.HasSuffix(got, " f "+tc.want) {
			t.Errorf("%s: got %q, want %q", tc.from, got, tc.want)
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
