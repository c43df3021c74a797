package wiring

import (
	"slices"
	"strings"
)

// words splits a name such as DB_HOST, dbHost or db-host into its words, in capitals.
func words(name string) []string {
	var all []string
	start := 0
	flush := func(end int) {
		if end > start {
			all = append(all, strings.ToUpper(name[start:end]))
		}
		start = end
	}
	for i := range len(name) {
		c := name[i]
		switch {
		case !isLetter(c) && !isDigit(c):
			flush(i)
			start = i + 1
		case i > start && isUpper(c) && (!isUpper(name[i-1]) || i+1 < len(name) && isLower(name[i+1])):
			flush(i)
		}
	}
	flush(len(name))
	return all
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

// hostWords end the words of names whose value is an address.
var hostWords = []string{
	"HOST", "HOSTS", "HOSTNAME", "ADDR", "ADDRS", "ADDRESS", "ADDRESSES", "URL", "URLS", "URI", "URIS", "ENDPOINT", "ENDPOINTS",
	"SEED", "SEEDS", "BROKER", "BROKERS", "CONNECTION", "CONNECT", "SERVER", "SERVERS", "DSN", "UPSTREAM", "UPSTREAMS", "TARGET",
	"TARGETS", "NODES", "PEERS", "POINTS", "BOOTSTRAP", "PROXY",
}

// otherWords are words of names whose value is no address, unless another word says that it is one.
var otherWords = []string{"IMAGE", "TAG", "VERSION", "USER", "USERNAME", "PASSWORD", "PASS", "SECRET", "TOKEN", "KEY", "TITLE", "DESCRIPTION"}

// NamesHost tells whether the value of a name is an address.
func NamesHost(name string) bool {
	all := words(name)
	if n := len(all); n > 1 && all[n-1] == "NAME" && all[n-2] == "SERVER" {
		return false // by which a server is called, not which one to call
	}
	return slices.ContainsFunc(all, func(word string) bool {
		return slices.ContainsFunc(hostWords, func(h string) bool { return strings.HasSuffix(word, h) })
	})
}

// namesOther tells whether the value of a name is something that only looks like an address.
func namesOther(name string) bool {
	return !NamesHost(name) && slices.ContainsFunc(words(name), func(w string) bool { return slices.Contains(otherWords, w) })
}

// namesBack tells whether the value of a name is where others come from, or where users are sent: the
// addresses under which a component is known, and those of its clients.
func namesBack(name string) bool {
	all := words(name)
	back := []string{
		"CALLBACK", "CALLBACKS", "REDIRECT", "REDIRECTS", "REDIRECTION", "ORIGIN", "ORIGINS", "CORS", "ALLOWED", "ALLOW", "TRUSTED",
		"ADVERTISED", "ADVERTISE", "LISTENER", "LISTENERS", "LISTEN", "REFERER", "WHITELIST", "ALLOWLIST", "LOGOUT", "AUDIENCE", "BIND",
	}
	for i, w := range all {
		if slices.Contains(back, w) {
			return true
		}
		if last := i == len(all)-1; (w == "CLIENT" || w == "CLIENTS") && last && len(all) > 1 {
			return true
		}
		if w == "NO" && i+1 < len(all) && all[i+1] == "PROXY" || w == "CALL" && i+1 < len(all) && all[i+1] == "BACK" {
			return true
		}
	}
	return false
}

// namesProbe tells whether the value of a name is asked only whether it is well.
func namesProbe(name string) bool {
	return slices.ContainsFunc(words(name), func(w string) bool {
		return slices.Contains([]string{"HC", "HEALTH", "HEALTHCHECK", "HEALTHCHECKS", "HEALTHZ", "LIVENESS", "READINESS", "PROBE"}, w)
	})
}

// siteWords are words of names whose value is an address of the system as users see it.
var siteWords = []string{"FRONTEND", "CLIENT", "SITE", "PUBLIC", "EXTERNAL", "ROOT", "WEB", "APP", "BASE", "WEBAPP", "WEBSITE", "STOREFRONT", "PORTAL", "ABSOLUTE"}

// exposing are the starts of names by which build tools tell settings for the browser from others.
var exposing = []string{"REACT_APP_", "VUE_APP_", "NEXT_PUBLIC_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "STORYBOOK_PUBLIC_"}

// namesSite tells whether the value of a name is where users are sent as often as whom to call.
func namesSite(name string) bool {
	for _, start := range exposing {
		name = strings.TrimPrefix(name, start)
	}
	site, url := false, false
	for _, w := range words(name) {
		stem := w
		for _, end := range []string{"URL", "URI", "URLS", "URIS", "ORIGIN", "ORIGINS"} {
			if rest, found := strings.CutSuffix(w, end); found {
				stem, url = rest, true
			}
		}
		site = site || slices.Contains(siteWords, stem)
	}
	return site && url
}

// namesService tells whether the value of a name is the name of a service: EMAIL_SERVICE, USER_SVC. By SERVICE
// alone, and by the names that telemetry has for it, a component is told its own.
func namesService(name string) bool {
	all := words(name)
	n := len(all) - 1
	own := []string{"DD", "DATADOG", "OTEL", "APM", "K", "APP", "RELIC", "LOG", "TRACING", "JAEGER", "SENTRY", "THIS", "MY", "SELF"}
	return n > 0 && slices.Contains([]string{"SERVICE", "SVC", "BACKEND", "API"}, all[n]) && !slices.Contains(own, all[n-1])
}
