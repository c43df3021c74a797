package slofile

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/promql"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// At is the value at a path of keys, or nil if there is none.
func At(n *yamlfile.Node, path ...string) *yamlfile.Node {
	for _, key := range path {
		if n == nil {
			return nil
		}
		n = n.Get(key)
	}
	if n == nil || n.Kind == yamlfile.Scalar && n.Null {
		return nil
	}
	return n
}

// Text is what a scalar says, without blanks around it; empty where there is no scalar.
func Text(n *yamlfile.Node) string {
	if n == nil || n.Kind != yamlfile.Scalar || n.Null {
		return ""
	}
	return strings.TrimSpace(n.Value)
}

// Items are the items of a list; none where there is no list.
func Items(n *yamlfile.Node) []*yamlfile.Node {
	if n == nil {
		return nil
	}
	return n.Items
}

// True tells whether a switch is on. It is as missing says where nothing else is said.
func True(n *yamlfile.Node, missing bool) bool {
	switch strings.ToLower(Text(n)) {
	case "true", "yes", "on":
		return true
	case "false", "no", "off":
		return false
	}
	return missing
}

// mostLabels are read of one mapping, so that hostile files cannot multiply them.
const mostLabels = 100

// Labels reads mappings of labels and puts them in the order of their names. Later mappings win.
func (f *File) Labels(mappings ...*yamlfile.Node) []model.Label {
	values := map[string]string{}
	for _, m := range mappings {
		if m == nil {
			continue
		}
		for i, p := range m.Pairs {
			if i == mostLabels {
				f.Warn(p.Key.Span, "more than %d labels: the others are left out", mostLabels)
				break
			}
			if p.Value.Kind == yamlfile.Scalar {
				values[p.Key.Value] = Text(p.Value)
			}
		}
	}
	labels := make([]model.Label, 0, len(values))
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if value := values[name]; value != "" {
			labels = append(labels, labelled(name, value))
		}
	}
	return labels
}

func labelled(name, value string) model.Label {
	return model.Label{Name: name, Value: value, Known: !Templated(value)}
}

// With is the labels and one more, in the order of their names. A label of the same name gives way,
// and one without a value is none.
func With(labels []model.Label, name, value string) []model.Label {
	rest := slices.DeleteFunc(slices.Clone(labels), func(l model.Label) bool { return l.Name == name })
	if value != "" {
		rest = append(rest, labelled(name, value))
	}
	slices.SortFunc(rest, func(a, b model.Label) int { return cmp.Compare(a.Name, b.Name) })
	return rest
}

// A Scale is what a target without a percent sign counts in.
type Scale float64

// The scales. The greatest target of each is the scale as a number.
const (
	Fractions Scale = 1
	Percents  Scale = 100
)

// Target reads a target, and hands it back in the scale. What is no target is reported.
func (f *File) Target(n *yamlfile.Node, scale Scale) (float64, bool) {
	written := Text(n)
	digits, percent := strings.CutSuffix(written, "%")
	target, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
	switch {
	case Templated(written):
		f.Unread(n.Span, "its target is filled in by another program")
		return 0, false
	case err != nil || math.IsNaN(target) || target <= 0 || target > 100:
		f.Warn(n.Span, "%q is no target: it is above 0 and at most %v", diag.Shorten(written, 40), float64(scale))
		return 0, false
	case scale == Fractions && (percent || target > 1):
		if !percent {
			f.Note(n.Span, "target %s is read as a percentage: a fraction is at most 1", written)
		}
		target /= 100
	case scale == Percents && !percent && target < 1:
		f.Note(n.Span, "target %s is %s %%, though it looks like a fraction", written, written)
	}
	return target, true
}

var durationUnits = [...]struct {
	name  string
	is    time.Duration
	exact bool // used in writing only where nothing smaller is left over
}{
	{"y", 365 * day, true},
	{"w", 7 * day, true},
	{"d", day, false},
	{"h", time.Hour, false},
	{"m", time.Minute, false},
	{"s", time.Second, false},
	{"ms", time.Millisecond, false},
}

const (
	day = 24 * time.Hour
)

// Duration reads a duration of Prometheus, and reports what is none.
func (f *File) Duration(n *yamlfile.Node) (time.Duration, bool) {
	d, err := promql.Duration(Text(n))
	switch {
	case err == nil:
		return d, true
	case Templated(Text(n)):
		f.Unread(n.Span, "its duration is filled in by another program")
	default:
		f.Warn(n.Span, "%v", err)
	}
	return 0, false
}

// Spell writes a duration as Prometheus does: 5m, 1h30m, 4w, 30d.
func Spell(d time.Duration) string {
	if d < time.Millisecond {
		return "0s"
	}
	var written strings.Builder
	for _, unit := range durationUnits {
		if unit.exact && d%unit.is != 0 || d < unit.is {
			continue
		}
		fmt.Fprintf(&written, "%d%s", d/unit.is, unit.name)
		d %= unit.is
	}
	return written.String()
}

// Condition is what an expression of PromQL looks at. It is unreadable where it is none.
func Condition(expr string) model.Condition {
	condition, err := promql.Read(expr)
	if err != nil {
		return model.Condition{Unreadable: noPromQL(err)}
	}
	return condition
}

// Metrics are the names of the metrics that an expression reads, or else why it cannot be read.
func Metrics(expr string) (names []string, why string) {
	names, err := promql.Names(expr)
	if err != nil {
		return nil, noPromQL(err)
	}
	return names, ""
}

func noPromQL(err error) string { return "it is no PromQL: " + err.Error() }

// Runbook is the address that annotations give for one.
func Runbook(annotations []model.Label) string {
	for _, name := range []string{"runbook_url", "runbook"} {
		for _, a := range annotations {
			if a.Name == name {
				return a.Value
			}
		}
	}
	return ""
}
