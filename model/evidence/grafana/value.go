package grafana

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model/yamlfile"
)

// text is what a scalar says; empty if n is missing, null or no scalar.
func text(n *yamlfile.Node) string {
	if n == nil || n.Null || n.Kind != yamlfile.Scalar {
		return ""
	}
	return n.Value
}

func has(n *yamlfile.Node, key string) bool {
	_, ok := n.Pair(key)
	return ok
}

// find is the value of the first of several spellings of a key.
func find(n *yamlfile.Node, keys ...string) *yamlfile.Node {
	if n == nil {
		return nil
	}
	for _, key := range keys {
		if value := n.Get(key); value != nil {
			return value
		}
	}
	return nil
}

// deep follows keys inwards.
func deep(n *yamlfile.Node, keys ...string) *yamlfile.Node {
	for _, key := range keys {
		if n == nil {
			return nil
		}
		n = n.Get(key)
	}
	return n
}

func items(n *yamlfile.Node) []*yamlfile.Node {
	if n == nil {
		return nil
	}
	return n.Items
}

// each calls f with the mappings of a list.
func each(n *yamlfile.Node, f func(*yamlfile.Node)) {
	for _, item := range items(n) {
		if item.Kind == yamlfile.Mapping {
			f(item)
		}
	}
}

// texts lists the scalars of a list, or the lone scalar in its place.
func texts(n *yamlfile.Node) []string {
	var all []string
	if single := text(n); single != "" {
		return []string{single}
	}
	for _, item := range items(n) {
		if t := text(item); t != "" {
			all = append(all, t)
		}
	}
	return all
}

func yes(n *yamlfile.Node) bool { return text(n) == "true" }

func number(n *yamlfile.Node) (float64, bool) {
	f, err := strconv.ParseFloat(text(n), 64)
	return f, err == nil
}

// templated tells whether a value is made up elsewhere: from the environment when Grafana starts,
// or from the labels when the alert fires.
func templated(value string) bool { return valueMark.MatchString(value) }

var valueMark = regexp.MustCompile(`\{\{|(^|[^$])\$(\{|[A-Za-z_])|<%`)

// durationMark matches the parts of a duration. Prometheus writes 1h30m, Go 1h30m0s.
var durationMark = regexp.MustCompile(`^(?:[0-9]+(?:\.[0-9]+)?(?:ms|y|w|d|h|m|s))+$`)

var durationPart = regexp.MustCompile(`([0-9]+(?:\.[0-9]+)?)(ms|y|w|d|h|m|s)`)

var units = map[string]time.Duration{
	"ms": time.Millisecond, "s": time.Second, "m": time.Minute, "h": time.Hour,
	"d": 24 * time.Hour, "w": 7 * 24 * time.Hour, "y": 365 * 24 * time.Hour,
}

// maxDuration keeps sums of durations in range.
const maxDuration = 100 * 365 * 24 * time.Hour

// duration reads 5m, 1h30m, 1d and bare numbers, which are seconds.
func duration(value string) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		return limited(seconds * float64(time.Second))
	}
	if !durationMark.MatchString(value) {
		return 0, false
	}
	sum := 0.0
	for _, m := range durationPart.FindAllStringSubmatch(value, -1) {
		n, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			return 0, false
		}
		sum += n * float64(units[m[2]])
	}
	return limited(sum)
}

func limited(nanoseconds float64) (time.Duration, bool) {
	if !(nanoseconds >= 0 && nanoseconds <= float64(maxDuration)) {
		return 0, false
	}
	return time.Duration(nanoseconds), true
}
