package sloth

import (
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// defaultInterval is that of groups of rules which state none, as Sloth's do.
const defaultInterval = time.Minute

// plugins are what the plugins of an objective change in its rules.
type plugins struct {
	noAlerts bool // the plugin that makes the alerts is not among those that are left
	pending  bool // alerts wait for what the file says

	// How often the groups of rules are evaluated.
	indicator, metadata, alert model.Stated[time.Duration]
}

const (
	alertRules    = "sloth.dev/core/alert_rules/"
	ruleIntervals = "sloth.dev/contrib/rule_intervals/"
	alertFor      = "sloth.dev/contrib/alert_for/"
)

// harmless are the plugins that change nothing in alerts and what they read.
var harmless = []string{"sloth.dev/core/", "sloth.dev/contrib/info_labels/", "sloth.dev/contrib/validate_victoria_metrics/"}

// readPlugins reads the chains of plugins of the service and of the objective. A chain may drop those
// before it, Sloth's own ones too.
func readPlugins(f *slofile.File, o objective) plugins {
	var p plugins
	var chain []*yamlfile.Node
	for _, list := range []*yamlfile.Node{o.at(o.service.node, "slo_plugins"), slofile.At(o.node, "plugins")} {
		if slofile.True(slofile.At(list, "overridePrevious"), false) {
			chain, p.noAlerts = nil, true
		}
		chain = append(chain, slofile.Items(slofile.At(list, "chain"))...)
	}
	for _, plugin := range chain {
		p.add(f, o, plugin)
	}
	return p
}

func (p *plugins) add(f *slofile.File, o objective, plugin *yamlfile.Node) {
	id := slofile.Text(slofile.At(plugin, "id"))
	switch {
	case strings.HasPrefix(id, alertRules):
		p.noAlerts = false
	case strings.HasPrefix(id, ruleIntervals):
		p.setIntervals(f, slofile.At(plugin, "config", "interval"))
	case strings.HasPrefix(id, alertFor):
		p.pending = true
	case !slices.ContainsFunc(harmless, func(known string) bool { return strings.HasPrefix(id, known) }):
		f.Unread(plugin.Span, "the plugin "+id+" changes the rules in ways that are not known", alertNames(o)...)
	}
}

func (p *plugins) setIntervals(f *slofile.File, intervals *yamlfile.Node) {
	set := func(key string, groups ...*model.Stated[time.Duration]) {
		n := slofile.At(intervals, key)
		if n == nil {
			return
		}
		if every, ok := f.Duration(n); ok {
			for _, g := range groups {
				*g = model.Stated[time.Duration]{Value: every, Span: n.Span}
			}
		}
	}
	set("default", &p.indicator, &p.metadata, &p.alert)
	set("sliError", &p.indicator)
	set("metadata", &p.metadata)
	set("alert", &p.alert)
}
