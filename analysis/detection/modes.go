package detection

import (
	"slices"
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/model"
)

// Modes lists the failure modes asked of an arrow, in the order of model.Modes: those of its kind,
// ends, traffic and protocol, as the arrow's own `modes` changes them.
func Modes(a *model.Arrow) []model.Mode {
	asked := a.Asked.Value
	found := make([]model.Mode, 0, model.ModeExpired+1)
	for m := model.ModeDown; m <= model.ModeExpired; m++ {
		switch {
		case asked.Only != nil:
			if slices.Contains(asked.Only, m) {
				found = append(found, m)
			}
		case slices.Contains(asked.Drop, m):
		case usually(a, m), slices.Contains(asked.Add, m):
			found = append(found, m)
		}
	}
	return found
}

// usually tells whether a mode is asked of an arrow that does not say anything about it.
func usually(a *model.Arrow, m model.Mode) bool {
	kind := a.Kind.Value
	switch m {
	case model.ModeSilent:
		return a.Traffic.Value.Pattern != model.Rare && !a.StandIn() // a fallback is silent when all is well
	case model.ModeSlow:
		return kind.Request()
	case model.ModeErrors:
		return kind.Request() || kind == model.Event || kind == model.Webhook || kind == model.Notification
	case model.ModeOverload:
		return kind.Request() || kind == model.Event
	case model.ModeLimited:
		return external(a) || kind == model.Query || kind == model.Notification
	case model.ModeStale:
		return !kind.Request() || a.To.Kind.Value == model.ComponentCache || readsReplica(a)
	case model.ModeRepeated:
		return kind == model.Event || kind == model.Webhook || kind == model.Batch
	case model.ModeWrong:
		// A trigger carries no data. All other arrows do: a call may write, and what it brings back
		// feeds From.
		return kind != model.Trigger
	case model.ModeExpired:
		return external(a) || kind == model.Resolve || a.Expires.Given() || encrypted(a.Via.Value)
	}
	return true
}

// askedOf says in words what usually decides.
var askedOf = [...]string{
	model.ModeDown:     "every arrow",
	model.ModeSilent:   "arrows whose traffic is not rare",
	model.ModeSlow:     "request kinds",
	model.ModeErrors:   "request kinds, event, webhook, notification",
	model.ModeOverload: "request kinds, event",
	model.ModeLimited:  "query, notification, and arrows from or to an external component",
	model.ModeStale:    "flow kinds, caches, and queries to what has several replicas",
	model.ModeRepeated: "event, webhook, batch",
	model.ModeWrong:    "every arrow but triggers, which carry no data",
	model.ModeExpired: "resolve, arrows from or to an external component, those whose `via` uses certificates (HTTPS, mTLS, " +
		"wss, amqps and the like), and those with `expires`",
}

func external(a *model.Arrow) bool {
	return a.From.Kind.Value == model.ComponentExternal || a.To.Kind.Value == model.ComponentExternal
}

// readsReplica tells whether a query may be answered by a copy that lags behind: there is more than
// one of what it asks.
func readsReplica(a *model.Arrow) bool {
	return a.Kind.Value == model.Query && a.To.ReplicaCount() > 1
}

// encrypted tells whether a protocol, as drawings name it, presents a certificate that ends at a
// date: "HTTPS", "gRPC (mTLS)", "SASL_SSL", "TLS1.3", but not "plain, no TLS".
func encrypted(via string) bool {
	words := strings.FieldsFunc(strings.ToLower(via), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for i, w := range words {
		if !presentsCertificate(w) {
			continue
		}
		if i == 0 || !slices.Contains([]string{"no", "non", "not", "without"}, words[i-1]) {
			return true
		}
	}
	return false
}

func presentsCertificate(word string) bool {
	switch strings.TrimRight(word, "0123456789v") {
	case "tls", "mtls", "ssl", "dtls", "starttls", "https", "grpcs", "wss", "amqps", "mqtts", "stomps", "ldaps", "ftps",
		"smtps", "imaps", "pops", "rediss", "sips", "coaps", "ircs", "quic", "doh":
		return true
	}
	return false
}
