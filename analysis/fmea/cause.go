package fmea

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// A cause is what typically brings arrows of some kinds into a mode.
type cause struct {
	mode  model.Mode
	kinds []model.Kind // none: those of which no other cause of the mode speaks
	text  string
}

// An endCause is what typically brings arrows into a mode that have an end of some kind.
type endCause struct {
	mode model.Mode
	end  model.ComponentKind
	text string
}

// causes is by mode and kind of arrow. Of each mode the last one is for all other kinds. The failure categories
// are those of SEEMS (AWS resilience analysis framework, 2023), the guide words those of HAZOP (IEC 61882); the
// wording is practice.
var causes = []cause{
	{model.ModeDown, kinds(model.Query), "restart or failover, connections used up, network or DNS in between"},
	{model.ModeDown, kinds(model.Resolve), "resolver or token service gone, record removed, network in between"},
	{model.ModeDown, kinds(model.Event), "broker or topic gone, client locked out, network in between"},
	{model.ModeDown, kinds(model.Stream), "connection cut and not taken up again, sender restarted"},
	{model.ModeDown, kinds(model.Batch), "job crashed or was not run, share or credential gone, disk full"},
	{model.ModeDown, kinds(model.Trigger), "scheduler down, job renamed or removed, right to start it lost"},
	{model.ModeDown, kinds(model.Replication), "link cut, log removed before it was read, replica being rebuilt"},
	{model.ModeDown, kinds(model.Webhook), "address changed, firewall or signature refuses, sender has given up"},
	{model.ModeDown, kinds(model.Notification), "provider gone, sender blocked, no address left"},
	{model.ModeDown, kinds(model.Manual), "person away, or did not know that it was due"},
	{model.ModeDown, nil, "crash or bad deploy, network, DNS or firewall in between, zone lost"},

	{model.ModeSilent, kinds(model.Event, model.Stream), "producer switched off, subscription or route removed, flag turned off"},
	{model.ModeSilent, kinds(model.Batch, model.Trigger), "schedule removed or paused, wrong time zone, earlier run still holds the lock"},
	{model.ModeSilent, kinds(model.Replication), "replication paused and not resumed, table left out of it"},
	{model.ModeSilent, kinds(model.Webhook), "subscription at the sender removed, sender has given up for good"},
	{model.ModeSilent, kinds(model.Notification), "nothing triggers it any more, template or rule turned off"},
	{model.ModeSilent, kinds(model.Manual), "forgotten, or everybody thought somebody else does it"},
	{model.ModeSilent, nil, "flag or route turned off, button or caller removed"},

	{model.ModeSlow, kinds(model.Query), "missing index, lock, large scan, connections used up"},
	{model.ModeSlow, kinds(model.Resolve), "resolver overloaded, cache of answers cold"},
	{model.ModeSlow, nil, "saturation, lock, far region, slow provider behind it"},

	{model.ModeErrors, kinds(model.Query), "deadlock, one bad replica, query that a new schema refuses"},
	{model.ModeErrors, kinds(model.Event), "message that no consumer can read, new schema, one bad consumer"},
	{model.ModeErrors, kinds(model.Webhook), "payload that the receiver refuses, one bad endpoint"},
	{model.ModeErrors, kinds(model.Notification), "bounces, addresses that are gone, content refused as spam"},
	{model.ModeErrors, nil, "bad deploy, one bad replica, input that nobody expected"},

	{model.ModeOverload, kinds(model.Event), "surge, replay of a backlog, consumers too few"},
	{model.ModeOverload, kinds(model.Query), "surge, cache in front of it cold, one expensive query many times"},
	{model.ModeOverload, nil, "surge, retries that multiply, cold cache, one client out of hand"},

	{model.ModeLimited, kinds(model.Query), "pool of connections used up, disk or quota full"},
	{model.ModeLimited, kinds(model.Notification), "sending quota used up, credit spent, reputation lost"},
	{model.ModeLimited, nil, "plan or credit used up, one client that takes all"},

	{model.ModeStale, kinds(model.Query), "replica that lags, cache that is not renewed"},
	{model.ModeStale, kinds(model.Event), "consumer stuck or too slow, backlog, partition without a consumer"},
	{model.ModeStale, kinds(model.Stream), "consumer too slow, feed stands still and stays connected"},
	{model.ModeStale, kinds(model.Batch), "run missed or too long, old file read again"},
	{model.ModeStale, kinds(model.Trigger), "started late, queue of runs"},
	{model.ModeStale, kinds(model.Replication), "long transaction, slow disk of the replica, link too narrow"},
	{model.ModeStale, kinds(model.Webhook, model.Notification), "deliveries queue up, retries with long pauses"},
	{model.ModeStale, kinds(model.Manual), "done later than it is needed"},
	{model.ModeStale, nil, "cache that is not renewed, lag of a copy"},

	{model.ModeRepeated, kinds(model.Event), "redelivery after a missed acknowledgement, rebalance, replay"},
	{model.ModeRepeated, kinds(model.Webhook), "sender repeats after a timeout, deliveries overtake each other"},
	{model.ModeRepeated, kinds(model.Batch), "run started twice, repeated by hand after it was half done"},
	{model.ModeRepeated, nil, "retry after the acknowledgement was lost, failover in the middle"},

	{model.ModeWrong, kinds(model.Query), "migration half done, wrong tenant or database, lost update"},
	{model.ModeWrong, kinds(model.Resolve), "record or flag points to the wrong place, value of another environment"},
	{model.ModeWrong, kinds(model.Event, model.Stream), "schema changed on one side, field with a new meaning, wrong topic"},
	{model.ModeWrong, kinds(model.Batch, model.Replication), "half a file taken for whole, column moved, filter or time zone wrong"},
	{model.ModeWrong, kinds(model.Webhook), "forged or test event, contract changed by the sender"},
	{model.ModeWrong, kinds(model.Notification), "wrong recipient or template, placeholder not filled"},
	{model.ModeWrong, kinds(model.Manual), "typing error, wrong version of the sheet"},
	{model.ModeWrong, nil, "contract changed on one side, wrong environment, bug that still answers 200"},

	{model.ModeExpired, kinds(model.Resolve), "domain, token or signing key not renewed"},
	{model.ModeExpired, nil, "certificate, token or key not renewed"},
}

// endCauses is by mode and kind of an end.
var endCauses = []endCause{
	{model.ModeDown, model.ComponentExternal, "outage or maintenance of the outside party"},
	{model.ModeDown, model.ComponentDatabase, "database failing over or out of disk"},
	{model.ModeDown, model.ComponentCache, "cache restarted or evicted"},
	{model.ModeDown, model.ComponentQueue, "broker without a leader or out of disk"},
	{model.ModeDown, model.ComponentStorage, "storage unreachable or full"},
	{model.ModeDown, model.ComponentGateway, "gateway misconfigured"},
	{model.ModeDown, model.ComponentFunction, "function that does not start"},
	{model.ModeDown, model.ComponentDevice, "device off, out of reach or out of power"},
	{model.ModeDown, model.ComponentPerson, "network or browser of the user"},
	{model.ModeDown, model.ComponentPlace, "zone or region lost"},

	{model.ModeSilent, model.ComponentPerson, "users cannot find or reach the door: DNS, search, app store"},
	{model.ModeSilent, model.ComponentDevice, "device asleep or out of reach"},
	{model.ModeSilent, model.ComponentJob, "job not scheduled"},

	{model.ModeSlow, model.ComponentExternal, "outside party under load"},
	{model.ModeSlow, model.ComponentDevice, "weak radio link"},
	{model.ModeSlow, model.ComponentFunction, "cold start of the function"},
	{model.ModeSlow, model.ComponentPerson, "heavy page, weak network of the user"},

	{model.ModeErrors, model.ComponentExternal, "outside party refuses or changes what it accepts"},
	{model.ModeOverload, model.ComponentPerson, "campaign, bots, everybody at once"},
	{model.ModeOverload, model.ComponentCache, "keys evicted, one hot key"},
	{model.ModeOverload, model.ComponentFunction, "concurrency limit of the function"},
	{model.ModeLimited, model.ComponentExternal, "quota or rate limit of the outside party"},
	{model.ModeLimited, model.ComponentStorage, "bucket or disk full"},
	{model.ModeStale, model.ComponentCache, "entries that outlive what they copy"},
	{model.ModeWrong, model.ComponentExternal, "interface changed without notice"},
	{model.ModeWrong, model.ComponentCache, "entry under the wrong key"},
	{model.ModeExpired, model.ComponentExternal, "contract ended, or the outside party changes its keys"},
	{model.ModeExpired, model.ComponentPerson, "certificate or domain of the door"},
	{model.ModeExpired, model.ComponentGateway, "certificate at the gateway"},
}

func kinds(of ...model.Kind) []model.Kind { return of }

// cause says what typically brings the arrow into the mode: what its ends are prone to, what its kind
// is, and the date at which it ends, where that is stated.
func (f failing) cause() string {
	a := f.Arrow
	var all []string
	if f.in.Mode == model.ModeExpired && a.Expires.Given() {
		all = append(all, f.ends())
	}
	for _, c := range []*model.Component{a.From, a.To} {
		if c.IsPerson() && c == a.To {
			continue // what is said of persons is about those who ask
		}
		for _, e := range endCauses {
			if e.mode == f.in.Mode && e.end == c.Kind.Value && !slices.Contains(all, e.text) {
				all = append(all, e.text)
			}
		}
	}
	for _, c := range causes {
		if c.mode == f.in.Mode && (c.kinds == nil || slices.Contains(c.kinds, a.Kind.Value)) {
			all = append(all, c.text)
			break
		}
	}
	return strings.Join(all, "; ")
}

// ends says when what is dated on the arrow ends.
func (f failing) ends() string {
	on := f.Arrow.Expires.Value
	switch left := on.Since(f.report.Today); {
	case left < 0:
		return "it ended on " + on.String()
	case left == 0:
		return "it ends today, " + on.String()
	default:
		return "it ends on " + on.String() + ", in " + count(left, "day", "days")
	}
}
