package kubernetes

import (
	"slices"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// misfit says that a selector fits nobody. What it may fit in namespaces that are in no file is not known.
func (c *cluster) misfit(o *object, n *yamlfile.Node, s selector, in scope) {
	if c.misfits++; c.misfits > mostMisfits {
		c.Say(diag.Warning, importer.Top(o.file), "there are more selectors that select nothing than are told")
		return
	}
	if n == nil || !slices.ContainsFunc(c.workloads, func(w *workload) bool { return in.holds(w.namespace) }) {
		return
	}
	if len(s.labels) == 0 {
		c.Say(diag.Note, n.Span, "no workload in these files is what this selects, in %s %s", o.kind, o.name)
		return
	}
	i := slices.IndexFunc(s.labels, func(l label) bool { return len(c.by[l]) == 0 })
	if i < 0 {
		c.Say(diag.Warning, n.Span, "no workload has all that this selects, though some have each of it")
		return
	}
	wanted := s.labels[i]
	if near := diag.Near(wanted.value, c.valuesOf(wanted.key)); len(near) > 0 {
		c.Say(diag.Warning, n.Span, "no workload is labelled so; did you mean %s?", diag.Quote(wanted.key+": "+near[0]))
		return
	}
	c.Say(diag.Warning, n.Span, "no workload is labelled %s, so this selects nothing", diag.Quote(wanted.key+": "+wanted.value))
}

// Bounds of telling of selectors that select nothing: of so many, and of what was meant among so many values.
const (
	mostMisfits = 200
	mostValues  = 500
)

// valuesOf lists the values that pods have for a label.
func (c *cluster) valuesOf(key string) []string {
	var all []string
	seen := map[string]bool{}
	for _, w := range c.workloads {
		if v, there := w.labels[key]; there && !seen[v] && len(all) < mostValues {
			seen[v] = true
			all = append(all, v)
		}
	}
	return all
}
