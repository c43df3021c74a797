package detection

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// stated is a value as if a drawing said so.
func stated[T any](v T) model.Stated[T] {
	return model.Stated[T]{Value: v, Span: diag.Span{File: "drawing.yaml", Start: diag.Point{Line: 1, Col: 1}}}
}

// arrow is one between components of the given kinds.
func arrow(kind model.Kind, from, to model.ComponentKind) *model.Arrow {
	return &model.Arrow{
		Kind: stated(kind),
		From: &model.Component{Name: "a", Kind: stated(from)},
		To:   &model.Component{Name: "b", Kind: stated(to)},
	}
}

// monitor measures a signal; at 0 it does not say from where.
func monitor(s model.Signal, at model.Vantage) *model.Monitor {
	m := &model.Monitor{Signal: stated(s)}
	if at != 0 {
		m.At = stated(at)
	}
	return m
}

const (
	service  = model.ComponentService
	database = model.ComponentDatabase
	cache    = model.ComponentCache
	queue    = model.ComponentQueue
	person   = model.ComponentPerson
	vendor   = model.ComponentExternal
)

// samples is an arrow for each sheet of a kind, with steady traffic.
var samples = []struct {
	sheet string
	arrow *model.Arrow
}{
	{"call", arrow(model.Call, service, service)},
	{"call to an outside party", arrow(model.Call, service, vendor)},
	{"call from a person or an outside party", arrow(model.Call, person, service)},
	{"query", replicated(arrow(model.Query, service, database))},
	{"query to a cache", arrow(model.Query, service, cache)},
	{"resolve", arrow(model.Resolve, service, service)},
	{"event into a queue", arrow(model.Event, service, queue)},
	{"event out of a queue", arrow(model.Event, queue, service)},
	{"event with no queue drawn", arrow(model.Event, service, service)},
	{"stream", arrow(model.Stream, service, service)},
	{"batch", arrow(model.Batch, service, service)},
	{"trigger", arrow(model.Trigger, service, service)},
	{"replication", arrow(model.Replication, database, database)},
	{"webhook in", arrow(model.Webhook, vendor, service)},
	{"webhook out", arrow(model.Webhook, service, vendor)},
	{"webhook between own parts", arrow(model.Webhook, service, service)},
	{"notification", arrow(model.Notification, service, vendor)},
	{"manual", arrow(model.Manual, service, service)},
}

func replicated(a *model.Arrow) *model.Arrow {
	a.To.Replicas = stated(2)
	return a
}

func TestSheetFor(t *testing.T) {
	for _, c := range samples {
		if got := SheetFor(c.arrow).Name; got != c.sheet {
			t.Errorf("%s %s -> %s: %q, want %q", c.arrow.Kind.Value, c.arrow.From.Kind.Value, c.arrow.To.Kind.Value, got, c.sheet)
		}
	}
	for _, s := range Sheets() {
		if s.Sources == "" || s.Of == "" {
			t.Errorf("%s: no sources, or it does not say what it is about", s.Name)
		}
	}
}

// Each line is a cell of the reference: what the arrow is, the mode, and what sees it.
func TestSee(t *testing.T) {
	call := arrow(model.Call, service, service)
	toStripe := arrow(model.Call, service, vendor)
	shopper := arrow(model.Call, person, service)
	partner := arrow(model.Call, vendor, service)
	ask := replicated(arrow(model.Query, service, database))
	ofCache := arrow(model.Query, service, cache)
	name := arrow(model.Resolve, service, service)
	in := arrow(model.Event, service, queue)
	out := arrow(model.Event, queue, service)
	quiet := arrow(model.Event, queue, service)
	quiet.Traffic = stated(model.Traffic{Pattern: model.Bursty})
	straight := arrow(model.Event, service, service)
	feed := arrow(model.Stream, service, service)
	load := arrow(model.Batch, service, service)
	start := arrow(model.Trigger, service, service)
	copied := arrow(model.Replication, database, database)
	hookIn := arrow(model.Webhook, vendor, service)
	hookOut := arrow(model.Webhook, service, vendor)
	mail := arrow(model.Notification, service, vendor)
	carry := arrow(model.Manual, person, service)

	for _, c := range []struct {
		arrow  *model.Arrow
		mode   model.Mode
		figure string // signal, or signal@vantage
		want   string // yes, unknown, or no and why
	}{
		{call, model.ModeDown, "errors@from", "yes"},
		{call, model.ModeDown, "errors", "yes"},
		{call, model.ModeDown, "synthetic@from", "yes"},
		{call, model.ModeDown, "synthetic", "yes"},
		{call, model.ModeDown, "traffic@to", "yes"},
		{call, model.ModeDown, "latency", "yes"},
		{call, model.ModeDown, "value", "unknown: it sees that only if users get less without this arrow"},
		{call, model.ModeDown, "errors@to", "no: calls that never arrive are no errors there"},
		{call, model.ModeDown, "synthetic@outside", "no: a probe from elsewhere vouches for To, not for the way from this From"},
		{call, model.ModeDown, "traffic@from", "no: measured at From it does not show; measured at To it would"},
		{call, model.ModeDown, "up", "no: it speaks of the health of a box, and both boxes can be well while the arrow is dead"},
		{call, model.ModeDown, "cause@to", "no: it speaks of the health of a box, and both boxes can be well while the arrow is dead"},
		{call, model.ModeDown, "expiry", "no: it tells of a date, and of nothing else"},
		{call, model.ModeSilent, "traffic", "yes"},
		{call, model.ModeSilent, "traffic@to", "yes"},
		{call, model.ModeSilent, "value", "yes"},
		{call, model.ModeSilent, "absence", "no: a counter that stands still is still there"},
		{call, model.ModeSilent, "errors@from", "no: a ratio of errors is silent when nothing flows (0/0)"},
		{call, model.ModeSlow, "latency@from", "yes"},
		{call, model.ModeSlow, "saturation@from", "yes"},
		{call, model.ModeSlow, "latency@to", "no: waits before To are not in it"},
		{call, model.ModeSlow, "saturation", "no: measured at To it does not show; measured at From it would"},
		{call, model.ModeErrors, "errors@to", "yes"},
		{call, model.ModeOverload, "saturation", "yes"},
		{call, model.ModeOverload, "latency", "no: latency does not show that"},
		{call, model.ModeWrong, "integrity", "yes"},
		{call, model.ModeWrong, "synthetic", "unknown: it sees that only if it reads the content, which nothing states"},
		{call, model.ModeExpired, "expiry", "yes"},
		{call, model.ModeExpired, "errors", "no: when it shows, it is over already"},

		{toStripe, model.ModeDown, "errors@to", "no: nobody can measure inside b, an outside party"},
		{toStripe, model.ModeDown, "errors", "yes"},
		{toStripe, model.ModeLimited, "errors@from", "yes"},
		{toStripe, model.ModeLimited, "saturation", "yes"},
		{toStripe, model.ModeExpired, "errors@from", "no: when it shows, it is over already"},

		{shopper, model.ModeDown, "synthetic", "yes"},
		{shopper, model.ModeDown, "synthetic@from", "yes"},
		{shopper, model.ModeDown, "synthetic@to", "no: a probe from inside does not come the way users come"},
		{shopper, model.ModeDown, "value", "yes"},
		{shopper, model.ModeDown, "errors@from", "yes"},
		{shopper, model.ModeDown, "errors", "no: calls that never arrive are no errors there"},
		{shopper, model.ModeDown, "traffic", "no: nobody at To can tell people who cannot come from people who do not want to"},
		{shopper, model.ModeSilent, "traffic@to", "yes"},
		{shopper, model.ModeSilent, "synthetic", "no: the way is free, nobody comes"},
		{shopper, model.ModeSlow, "latency@from", "yes"},
		{shopper, model.ModeSlow, "latency", "no: waits before To are not in it"},
		{shopper, model.ModeErrors, "errors", "yes"},
		{shopper, model.ModeOverload, "saturation@from", "no: at the end of a there is nothing but what their pages report"},
		{partner, model.ModeDown, "errors@from", "no: nobody can measure inside a, an outside party"},
		{partner, model.ModeLimited, "errors", "yes"},

		{ask, model.ModeDown, "synthetic@outside", "no: \"database up\", seen from the host of an exporter, is another way in"},
		{ask, model.ModeSilent, "traffic@from", "yes"},
		{ask, model.ModeSlow, "saturation@from", "yes"},
		{ask, model.ModeLimited, "saturation", "yes"},
		{ask, model.ModeStale, "lag-age", "yes"},
		{ask, model.ModeWrong, "freshness", "yes"},
		{ofCache, model.ModeDown, "errors", "yes"},
		{ofCache, model.ModeStale, "freshness", "yes"},
		{ofCache, model.ModeStale, "reconcile", "yes"},
		{ofCache, model.ModeStale, "lag-age", "no: lag-age does not show that"},
		{name, model.ModeSilent, "freshness", "yes"},
		{name, model.ModeSilent, "traffic@to", "no: all readers together hide the one that stopped"},
		{name, model.ModeExpired, "expiry", "yes"},

		{in, model.ModeDown, "errors@from", "yes"},
		{in, model.ModeDown, "errors", "no: calls that never arrive are no errors there"},
		{in, model.ModeDown, "lag-depth", "no: a queue into which nothing comes has no lag"},
		{in, model.ModeSilent, "traffic", "yes"},
		{in, model.ModeSilent, "dead-letter", "no: what was never sent is not set aside"},
		{in, model.ModeOverload, "lag-depth", "no: alone it does not tell too much coming from too little going"},
		{in, model.ModeStale, "lag-age@from", "yes"},
		{in, model.ModeStale, "lag-age@to", "no: the lag of consumers begins at the broker"},
		{in, model.ModeRepeated, "duplicates", "yes"},
		{out, model.ModeDown, "state", "yes"},
		{out, model.ModeDown, "lag-age", "yes"},
		{out, model.ModeDown, "errors", "no: no consumer, no errors"},
		{out, model.ModeSilent, "heartbeat", "yes"},
		{out, model.ModeSilent, "lag-age", "no: 0 is also what a break upstream gives"},
		{out, model.ModeOverload, "lag-depth", "yes"},
		{out, model.ModeStale, "lag-depth", "yes"},
		{quiet, model.ModeStale, "lag-depth", "no: on a quiet queue one old message is a depth of 1"},
		{quiet, model.ModeStale, "lag-age", "yes"},
		{out, model.ModeDown, "synthetic", "unknown: it sees that only if the test waits for what comes out at To"},
		{out, model.ModeDown, "synthetic@to", "no: synthetic does not show that"},
		{out, model.ModeWrong, "dead-letter", "yes"},
		{out, model.ModeErrors, "errors", "yes"},
		{straight, model.ModeDown, "errors@from", "yes"},
		{straight, model.ModeDown, "state", "yes"},
		{straight, model.ModeDown, "errors@to", "no: no consumer, no errors"},
		{straight, model.ModeStale, "lag-age", "yes"},
		{straight, model.ModeStale, "lag-depth", "yes"},

		{feed, model.ModeSilent, "heartbeat", "yes"},
		{feed, model.ModeSilent, "lag-age", "no: the last one sent minus the last one read is 0"},
		{feed, model.ModeStale, "lag-depth", "no: nobody counts it once the reader is gone"},
		{load, model.ModeDown, "freshness", "yes"},
		{load, model.ModeDown, "errors", "no: a job that never starts never fails"},
		{load, model.ModeSilent, "traffic", "yes"},
		{load, model.ModeRepeated, "duplicates", "yes"},
		{load, model.ModeWrong, "integrity", "yes"},
		{start, model.ModeDown, "heartbeat", "yes"},
		{start, model.ModeSilent, "errors", "no: a job that never starts never fails"},
		{copied, model.ModeDown, "state", "yes"},
		{copied, model.ModeDown, "lag-age", "no: the gauge of a reader that stopped stands still"},
		{copied, model.ModeSilent, "lag-age", "no: \"seconds behind\" is 0 when idle, and nothing when stopped"},
		{copied, model.ModeStale, "lag-age", "yes"},
		{copied, model.ModeStale, "lag-depth", "no: an idle primary leaves no bytes behind, however old the copy"},

		{hookIn, model.ModeDown, "absence", "yes"},
		{hookIn, model.ModeDown, "errors", "no: a ratio of errors is silent when nothing flows (0/0)"},
		{hookIn, model.ModeLimited, "reconcile", "yes"},
		{hookIn, model.ModeStale, "lag-age", "yes"},
		{hookOut, model.ModeDown, "errors", "yes"},
		{hookOut, model.ModeSilent, "errors", "no: what was never attempted did not fail"},
		{hookOut, model.ModeRepeated, "duplicates", "yes"},
		{mail, model.ModeDown, "lag-age", "yes"},
		{mail, model.ModeSilent, "errors", "no: what was never sent did not fail"},
		{mail, model.ModeStale, "lag-depth", "no: a short queue says nothing of the carrier behind it"},
		{carry, model.ModeStale, "freshness", "yes"},
		{carry, model.ModeDown, "heartbeat", "yes"},
		{carry, model.ModeWrong, "reconcile", "yes"},
	} {
		got := See(c.arrow, parseMonitor(t, c.figure), c.mode)
		text := got.Sees.String()
		if got.Sees != Yes {
			text += ": " + got.Why
		}
		if text != c.want {
			t.Errorf("%s, %s by %s:\n got %s\nwant %s", SheetFor(c.arrow).Name, c.mode, c.figure, text, c.want)
		}
	}
}

// parseMonitor makes a monitor of "errors@from" or "errors".
func parseMonitor(t *testing.T, figure string) *model.Monitor {
	t.Helper()
	name, where, _ := strings.Cut(figure, "@")
	m := &model.Monitor{}
	for _, s := range model.Signals() {
		if s.String() == name {
			m.Signal = stated(s)
		}
	}
	for _, v := range model.Vantages() {
		if v.String() == where {
			m.At = stated(v)
		}
	}
	if !m.Signal.Given() || where != "" && !m.At.Given() {
		t.Fatalf("no such figure: %q", figure)
	}
	return m
}

func TestSeeWithoutSignal(t *testing.T) {
	got := See(arrow(model.Call, service, service), &model.Monitor{}, model.ModeDown)
	if got.Sees != Unknown || got.Why != "it does not say what it measures" {
		t.Errorf("got %+v", got)
	}
}

// TestIdleFallback asks of an arrow over which nothing flows until it is needed: only what sends
// something itself sees it.
func TestIdleFallback(t *testing.T) {
	main := arrow(model.Call, service, service)
	a := arrow(model.Call, service, model.ComponentExternal)
	main.Fallbacks = stated([]model.ArrowRef{{Arrow: a}})
	s := &model.System{Arrows: []*model.Arrow{main, a}}
	s.Settle()
	for signal, want := range map[model.Signal]Sees{
		model.SignalErrors: No, model.SignalLatency: No, model.SignalTraffic: No, model.SignalSynthetic: Yes,
	} {
		if got := See(a, monitor(signal, 0), model.ModeDown); got.Sees != want {
			t.Errorf("%s sees it: %s (%s), want %s", signal, got.Sees, got.Why, want)
		}
	}
	if best, found := Best(a, model.ModeDown); !found || best.Signal != model.SignalSynthetic {
		t.Errorf("to add: %s", best)
	}
	if slices.Contains(Modes(a), model.ModeSilent) {
		t.Error("a fallback is silent when all is well")
	}
}

func TestSilenceIsNotAlwaysAFault(t *testing.T) {
	for _, c := range []struct {
		traffic       model.Traffic
		traffic0, gap string
	}{
		{model.Traffic{Pattern: model.Continuous}, "yes: ", "yes: "},
		{model.Traffic{Pattern: model.Bursty}, "no: where traffic is bursty, silence is no fault", "no: where traffic is bursty, silence is no fault"},
		{model.Traffic{Pattern: model.Rare}, "no: where traffic is rare, silence is no fault", "no: where traffic is rare, silence is no fault"},
		{model.Traffic{Pattern: model.Periodic, Every: time.Hour}, "yes: ", "no: it is silent between the periods when all is well"},
	} {
		a := arrow(model.Call, service, service)
		a.Traffic = stated(c.traffic)
		hook := arrow(model.Webhook, model.ComponentExternal, service)
		hook.Traffic = stated(c.traffic)
		for _, one := range []struct {
			on   *model.Arrow
			s    model.Signal
			want string
		}{{a, model.SignalTraffic, c.traffic0}, {hook, model.SignalAbsence, c.gap}} {
			got := See(one.on, monitor(one.s, 0), model.ModeSilent)
			if text := got.Sees.String() + ": " + got.Why; text != one.want {
				t.Errorf("traffic %s, %s: got %q, want %q", c.traffic.Pattern, one.s, text, one.want)
			}
		}
		if got := See(a, monitor(model.SignalSynthetic, 0), model.ModeSilent); got.Sees != Yes {
			t.Errorf("traffic %s: a synthetic does not see silence: %s", c.traffic.Pattern, got.Why)
		}
	}
}

func TestModes(t *testing.T) {
	with := func(a *model.Arrow, change func(*model.Arrow)) *model.Arrow {
		change(a)
		return a
	}
	via := func(text string) func(*model.Arrow) {
		return func(a *model.Arrow) { a.Via = stated(text) }
	}
	asks := func(asked model.Asked) func(*model.Arrow) {
		return func(a *model.Arrow) { a.Asked = stated(asked) }
	}
	for _, c := range []struct {
		arrow *model.Arrow
		want  string
	}{
		{arrow(model.Call, service, service), "down silent slow errors overload wrong"},
		{with(arrow(model.Call, service, service), via("HTTPS")), "down silent slow errors overload wrong expired"},
		{with(arrow(model.Call, service, service), func(a *model.Arrow) { a.Expires = stated(model.Date{Year: 2027, Month: 1, Day: 31}) }), "down silent slow errors overload wrong expired"},
		{with(arrow(model.Call, service, service), func(a *model.Arrow) { a.Traffic = stated(model.Traffic{Pattern: model.Rare}) }), "down slow errors overload wrong"},
		{arrow(model.Call, service, vendor), "down silent slow errors overload limited wrong expired"},
		{arrow(model.Call, person, service), "down silent slow errors overload wrong"},
		{arrow(model.Query, service, database), "down silent slow errors overload limited wrong"},
		{replicated(arrow(model.Query, service, database)), "down silent slow errors overload limited stale wrong"},
		{arrow(model.Query, service, cache), "down silent slow errors overload limited stale wrong"},
		{arrow(model.Resolve, service, service), "down silent slow errors overload wrong expired"},
		{arrow(model.Resolve, service, vendor), "down silent slow errors overload limited wrong expired"},
		{arrow(model.Event, service, queue), "down silent errors overload stale repeated wrong"},
		{arrow(model.Stream, service, service), "down silent stale wrong"},
		{arrow(model.Batch, service, service), "down silent stale repeated wrong"},
		{arrow(model.Trigger, service, service), "down silent stale"},
		{arrow(model.Replication, database, database), "down silent stale wrong"},
		{arrow(model.Webhook, vendor, service), "down silent errors limited stale repeated wrong expired"},
		{arrow(model.Notification, service, person), "down silent errors limited stale wrong"},
		{arrow(model.Manual, person, person), "down silent stale wrong"},
		{with(arrow(model.Stream, service, service), asks(model.Asked{Add: []model.Mode{model.ModeExpired, model.ModeSlow}, Drop: []model.Mode{model.ModeWrong}})), "down silent slow stale expired"},
		{with(arrow(model.Stream, service, service), asks(model.Asked{Only: []model.Mode{model.ModeWrong, model.ModeDown}})), "down wrong"},
		{with(arrow(model.Stream, service, service), asks(model.Asked{Only: []model.Mode{}})), ""},
	} {
		var got []string
		for _, m := range Modes(c.arrow) {
			got = append(got, m.String())
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s %s -> %s: got %q, want %q", c.arrow.Kind.Value, c.arrow.From.Kind.Value, c.arrow.To.Kind.Value, text, c.want)
		}
	}
}

func TestEncrypted(t *testing.T) {
	for via, want := range map[string]bool{
		"": false, "HTTP": false, "HTTPS": true, "https/json": true, "gRPC": false, "gRPC (mTLS)": true, "grpcs": true,
		"TLS1.3": true, "SASL_SSL": true, "tcp + TLSv1.2": true, "wss": true, "amqps": true, "plain, no TLS": false,
		"without tls": false, "non-TLS": false, "title": false, "rediss": true, "redis": false, "HTTPS (not tls 1.0)": true, "🙂": false,
	} {
		if got := encrypted(via); got != want {
			t.Errorf("%q: %v", via, got)
		}
	}
}

func TestDefaultVantage(t *testing.T) {
	for _, c := range []struct {
		arrow *model.Arrow
		want  string
	}{
		{arrow(model.Call, service, service), "errors from, traffic from, saturation to, lag-age to, heartbeat to, synthetic from, expiry outside"},
		{arrow(model.Call, service, vendor), "errors from, traffic from, saturation from, lag-age from, heartbeat from, synthetic from, expiry outside"},
		{arrow(model.Call, person, service), "errors to, traffic to, saturation to, lag-age to, heartbeat to, synthetic outside, expiry outside"},
		{arrow(model.Call, person, vendor), "errors outside, traffic outside, saturation outside, lag-age outside, heartbeat outside, synthetic outside, expiry outside"},
		{arrow(model.Event, service, service), "errors to, traffic to, saturation to, lag-age to, heartbeat to, synthetic from, expiry outside"},
		{arrow(model.Event, service, queue), "errors to, traffic to, saturation to, lag-age to, heartbeat to, synthetic from, expiry outside"},
		{arrow(model.Event, queue, service), "errors to, traffic to, saturation to, lag-age from, heartbeat to, synthetic from, expiry outside"},
		{arrow(model.Webhook, vendor, service), "errors to, traffic to, saturation to, lag-age to, heartbeat to, synthetic outside, expiry outside"},
		{arrow(model.Webhook, service, vendor), "errors from, traffic from, saturation from, lag-age from, heartbeat from, synthetic from, expiry outside"},
		{arrow(model.Notification, service, service), "errors from, traffic from, saturation from, lag-age from, heartbeat to, synthetic from, expiry outside"},
	} {
		var got []string
		for _, s := range []model.Signal{
			model.SignalErrors, model.SignalTraffic, model.SignalSaturation, model.SignalLagAge,
			model.SignalHeartbeat, model.SignalSynthetic, model.SignalExpiry,
		} {
			got = append(got, fmt.Sprintf("%s %s", s, DefaultVantage(c.arrow, s)))
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s %s -> %s:\n got %s\nwant %s", c.arrow.Kind.Value, c.arrow.From.Kind.Value, c.arrow.To.Kind.Value, text, c.want)
		}
	}
}

// every calls f with an arrow of each kind between each two kinds of components, with each traffic,
// with and without certificates, as its kind asks and asked for all modes.
func every(f func(a *model.Arrow)) {
	for _, kind := range model.Kinds() {
		for _, from := range model.ComponentKinds() {
			for _, to := range model.ComponentKinds() {
				for _, pattern := range []model.Pattern{model.Continuous, model.Bursty, model.Rare, model.Periodic} {
					for _, via := range []string{"", "https"} {
						a := arrow(kind, from, to)
						a.Traffic = stated(model.Traffic{Pattern: pattern, Every: time.Hour})
						a.Via = stated(via)
						f(a)
						b := arrow(kind, from, to)
						b.Traffic = a.Traffic
						b.Asked = stated(model.Asked{Add: model.Modes()})
						f(b)
					}
				}
			}
		}
	}
}

func describe(a *model.Arrow) string {
	return fmt.Sprintf("%s %s -> %s, traffic %s", a.Kind.Value, a.From.Kind.Value, a.To.Kind.Value, a.Traffic.Value.Pattern)
}

func TestEveryModeCanBeSeen(t *testing.T) {
	missing := 0
	every(func(a *model.Arrow) {
		for _, mode := range Modes(a) {
			if missing > 40 {
				return
			}
			if sheet := SheetFor(a); sheet.row(mode) == nil {
				t.Errorf("%s: no row for %s", describe(a), mode)
			}
			best, ok := Best(a, mode)
			if !ok {
				missing++
				t.Errorf("%s: nothing sees %s", describe(a), mode)
				continue
			}
			if got := See(a, monitor(best.Signal, best.At), mode); got.Sees != Yes {
				t.Errorf("%s: %s, the best for %s, does not see it: %s", describe(a), best, mode, got.Why)
			}
			if len(Circumstances(a, best.Signal, mode)) == 0 {
				t.Errorf("%s: %s is to see %s in no circumstance", describe(a), best, mode)
			}
		}
	})
}

func TestMinimalSeesAll(t *testing.T) {
	every(func(a *model.Arrow) {
		set := Minimal(a)
		for _, mode := range Modes(a) {
			if mode == model.ModeExpired || mode == model.ModeWrong {
				continue
			}
			if !slices.ContainsFunc(set, func(s Seer) bool { return See(a, monitor(s.Signal, s.At), mode).Sees == Yes }) {
				t.Errorf("%s: none of %v sees %s", describe(a), set, mode)
			}
		}
	})
}

func TestMinimal(t *testing.T) {
	bursty := arrow(model.Call, service, service)
	bursty.Traffic = stated(model.Traffic{Pattern: model.Bursty})
	rare := arrow(model.Call, service, service)
	rare.Traffic = stated(model.Traffic{Pattern: model.Rare})
	fewer := arrow(model.Call, service, service)
	fewer.Asked = stated(model.Asked{Only: []model.Mode{model.ModeDown, model.ModeExpired}})
	for _, c := range []struct {
		arrow *model.Arrow
		want  string
	}{
		{arrow(model.Call, service, service), "[errors@from latency@from traffic@from saturation@to]"},
		{bursty, "[errors@from latency@from saturation@to synthetic@from]"},
		{rare, "[errors@from latency@from saturation@to]"},
		{fewer, "[errors@from latency@from]"},
		{arrow(model.Call, person, service), "[synthetic@outside traffic@to errors@to saturation@to]"},
		{arrow(model.Call, person, vendor), "[synthetic@outside value reconcile]"},
		{arrow(model.Query, service, database), "[errors@from latency@from traffic@from saturation@to]"},
		{arrow(model.Query, service, vendor), "[errors@from latency@from traffic@from]"},
		{arrow(model.Batch, service, vendor), "[heartbeat reconcile errors@from duplicates@from]"},
		{arrow(model.Manual, service, person), "[heartbeat]"},
	} {
		if got := fmt.Sprint(Minimal(c.arrow)); got != c.want {
			t.Errorf("%s: got %s, want %s", describe(c.arrow), got, c.want)
		}
	}
}

// The smallest sets of the table hold as they stand for the plain arrow of each sheet.
func TestSmallestSets(t *testing.T) {
	for _, c := range samples {
		set := SheetFor(c.arrow).Min
		for _, mode := range Modes(c.arrow) {
			if mode == model.ModeExpired || mode == model.ModeWrong {
				continue
			}
			if !slices.ContainsFunc(set, func(s Seer) bool { return See(c.arrow, monitor(s.Signal, s.At), mode).Sees == Yes }) {
				t.Errorf("%s: none of %v sees %s", c.sheet, set, mode)
			}
		}
		if got := Minimal(c.arrow); !slices.EqualFunc(got, set, Seer.same) {
			t.Errorf("%s: Minimal is %v, and the sheet has %v", c.sheet, got, set)
		}
	}
}

func TestDecoysAreRefused(t *testing.T) {
	every(func(a *model.Arrow) {
		for _, row := range SheetFor(a).Rows {
			for _, d := range row.Decoys {
				if d.Why == "" {
					t.Errorf("%s, %s: %s has no reason", SheetFor(a).Name, row.Mode, d)
				}
				if d.Signal == 0 {
					continue
				}
				for _, at := range model.Vantages() {
					if d.At != 0 && d.At != at {
						continue
					}
					if got := See(a, monitor(d.Signal, at), row.Mode); got.Sees != No || got.Why == "" {
						t.Errorf("%s: %s is no cover for %s, and is taken for it (%s)", describe(a), d, row.Mode, got.Sees)
					}
				}
			}
		}
	})
}

func TestDefaultVantageIsMeasurable(t *testing.T) {
	every(func(a *model.Arrow) {
		for _, s := range model.Signals() {
			at := DefaultVantage(a, s)
			if at == 0 || at == model.AtFrom && a.From.IsOutside() || at == model.AtTo && a.To.IsOutside() {
				t.Errorf("%s: %s is measured at %q", describe(a), s, at)
			}
		}
	})
}

func TestBoxesAndDatesSeeNoArrow(t *testing.T) {
	every(func(a *model.Arrow) {
		for _, mode := range model.Modes() {
			for _, s := range []model.Signal{model.SignalUp, model.SignalCause, model.SignalExpiry} {
				for _, at := range []model.Vantage{0, model.AtFrom, model.AtTo, model.AtOutside} {
					got := See(a, monitor(s, at), mode)
					if (got.Sees == Yes) && !(s == model.SignalExpiry && mode == model.ModeExpired) {
						t.Errorf("%s: %s sees %s", describe(a), s, mode)
					}
					if got.Sees != Yes && got.Why == "" {
						t.Errorf("%s: %s does not see %s, and does not say why", describe(a), s, mode)
					}
				}
			}
		}
	})
}

func TestSeesJourney(t *testing.T) {
	for _, c := range []struct {
		signal      model.Signal
		yes, unsure string
	}{
		{model.SignalValue, "down silent errors overload limited wrong expired", "slow"},
		{model.SignalSynthetic, "down slow errors overload limited expired", "silent stale repeated wrong"},
		{model.SignalErrors, "down errors overload limited expired", "slow"},
		{model.SignalExpiry, "expired", ""},
		{model.SignalUp, "", ""},
		{model.SignalCause, "", ""},
	} {
		var yes, unsure []string
		for _, mode := range model.Modes() {
			switch got := SeesJourney(c.signal, mode); {
			case got.Sees == Yes:
				yes = append(yes, mode.String())
			case got.Why == "":
				t.Errorf("%s, %s: no reason", c.signal, mode)
			case got.Sees == Unknown:
				unsure = append(unsure, mode.String())
			}
		}
		if strings.Join(yes, " ") != c.yes || strings.Join(unsure, " ") != c.unsure {
			t.Errorf("%s: yes %v, unsure %v", c.signal, yes, unsure)
		}
	}
}

func TestCircumstances(t *testing.T) {
	call, hook := arrow(model.Call, service, service), arrow(model.Webhook, vendor, service)
	for _, c := range []struct {
		arrow  *model.Arrow
		signal model.Signal
		mode   model.Mode
		want   []model.Circumstance
	}{
		{call, model.SignalErrors, model.ModeDown, of(model.AttemptsFail)},
		{call, model.SignalErrors, model.ModeErrors, of(model.AttemptsFail, model.EventsCounted)},
		{call, model.SignalTraffic, model.ModeSilent, of(model.TrafficStops)},
		{call, model.SignalTraffic, model.ModeOverload, of(model.TrafficSurges, model.EventsCounted)},
		{call, model.SignalLatency, model.ModeSlow, of(model.AttemptsSlow)},
		{call, model.SignalSaturation, model.ModeOverload, of(model.BoundReached, model.TrafficSurges)},
		{call, model.SignalSynthetic, model.ModeDown, of(model.ProbeFails, model.AttemptsFail)},
		{call, model.SignalAbsence, model.ModeSilent, of(model.TargetGone, model.TargetRemoved, model.PushEnds)},
		{hook, model.SignalAbsence, model.ModeSilent, of(model.TrafficStops, model.PushEnds)},
		{hook, model.SignalLagAge, model.ModeStale, of(model.AgeGrows)},
		{call, model.SignalExpiry, model.ModeExpired, of(model.DateNears)},
		{call, model.SignalUp, model.ModeDown, nil},
	} {
		if got := Circumstances(c.arrow, c.signal, c.mode); !slices.Equal(got, c.want) {
			t.Errorf("%s, %s: got %v, want %v", c.signal, c.mode, got, c.want)
		}
	}
}

func BenchmarkSee(b *testing.B) {
	a := arrow(model.Call, service, vendor)
	m := monitor(model.SignalErrors, 0)
	for b.Loop() {
		for _, mode := range model.Modes() {
			See(a, m, mode)
		}
	}
}
