package kubernetes

import (
	"slices"
	"strings"
)

// nameAll gives every component a name of its own. Equal names in several namespaces have the namespace
// behind them, as the cluster's names of hosts do; what else is equal has its kind.
func nameAll(all []*box) {
	first, several := map[string]string{}, map[string]bool{}
	for _, b := range all {
		b.name = b.title()
		space, known := first[b.name]
		several[b.name] = several[b.name] || known && space != b.namespace
		first[b.name] = b.namespace
	}
	taken := map[string]bool{}
	for _, b := range all {
		if several[b.name] && b.namespace != "" {
			b.name += "." + b.namespace
		}
		if taken[b.name] {
			b.name += "-" + strings.ToLower(b.objects()[0].kind)
		}
		for taken[b.name] {
			b.name += "-2"
		}
		taken[b.name] = true
	}
}

// aliases are the other names that the manifests give a component. The one that it shares with another, and for
// which it has a longer one, is none.
func (b *box) aliases() []string {
	var all []string
	title := b.title()
	add := func(name string) {
		if name != b.name && name != title && name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	for _, s := range b.services {
		add(s.name)
	}
	for _, w := range b.workloads {
		add(w.name)
	}
	if b.entry != nil && b.entry.kind == "ServiceEntry" {
		for _, host := range entryHosts(b.entry) {
			if !strings.HasPrefix(host, "*") {
				add(host)
			}
		}
	}
	for _, called := range b.called {
		add(called)
	}
	return all
}

// callings are the labels by which meshes and telemetry call what a pod runs.
var callings = []string{"service.istio.io/canonical-name", "app.kubernetes.io/name", "app"}

// calls lists what telemetry calls a workload by labels of its pods: those that meshes go by, and the one that a
// container is told to tell of itself under. What stands in no label is a value, and stays where it is.
func (w *workload) calls() []string {
	keys := callings
	running, _ := w.containers()
	for _, c := range running {
		for _, n := range items(c.Node, "env") {
			if key := labelOf(n.Get("valueFrom")); key != "" && value(n, "name") == "OTEL_SERVICE_NAME" {
				keys = append(slices.Clone(keys), key)
			}
		}
	}
	var all []string
	for _, key := range keys {
		if v := w.labels[key]; legal(v) && !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}

// callAll notes what the labels of pods call each component, where that tells it apart from all others.
func callAll(all []*box) {
	users, taken := map[string]int{}, map[string]bool{}
	called := make([][]string, len(all))
	for i, b := range all {
		taken[b.name], taken[b.title()] = true, true
		for _, o := range b.objects() {
			taken[o.name] = true
		}
		for _, w := range b.workloads {
			for _, v := range w.calls() {
				if !slices.Contains(called[i], v) {
					called[i] = append(called[i], v)
					users[v]++
				}
			}
		}
	}
	for i, b := range all {
		for _, v := range called[i] {
			if users[v] == 1 && !taken[v] {
				b.called = append(b.called, v)
			}
		}
	}
}

// entryHosts lists the hosts that a ServiceEntry makes known, in small letters.
func entryHosts(o *object) []string {
	var all []string
	for _, host := range texts(dig(o.root, "spec", "hosts")) {
		all = append(all, strings.ToLower(strings.TrimSpace(host)))
	}
	return all
}
