package kubernetes

import (
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// nameLabels are the labels that name what a pod runs, the surest first.
var nameLabels = []string{"app.kubernetes.io/name", "app", "name", "k8s-app", "app.kubernetes.io/component", "component", "service", "io.kompose.service", "run"}

// selected makes workloads of what policies select, where nothing else says what there is: policies are often
// kept apart from what they are for.
func (c *cluster) selected() []*workload {
	var all []*workload
	known := map[string]bool{}
	add := func(o *object, n *yamlfile.Node) {
		s, _ := ciliate(readSelector(n))
		name, labels := s.named()
		if key := o.namespace + "/" + name; legal(name) && !known[key] {
			known[key] = true
			all = append(all, &workload{
				object: &object{identity: identity{"", "Pod", o.namespace, name}, file: o.file, span: n.Span, root: &yamlfile.Node{}, order: o.order},
				labels: labels,
			})
		}
	}
	for _, o := range c.policies {
		f := formOf(o)
		add(o, dig(o.root, "spec", f.chosen))
		for _, w := range f.ways {
			for _, rule := range items(o.root, "spec", w.direction) {
				for _, n := range items(rule, w.side) {
					if n.Get("namespaceSelector") != nil {
						continue
					}
					if o.kind == "NetworkPolicy" {
						n = n.Get("podSelector")
					}
					add(o, n)
				}
			}
		}
	}
	if len(all) > 0 {
		c.Say(diag.Note, all[0].span, "no workload is in these files, so components are taken from the labels that policies select")
	}
	return all
}

// named is the name of what a selector chooses by the labels that name things, empty if it has none of them,
// and all labels that it asks for.
func (s selector) named() (name string, labels map[string]string) {
	labels = map[string]string{}
	for _, l := range s.labels {
		labels[l.key] = l.value
	}
	for _, key := range nameLabels {
		if v := labels[key]; v != "" {
			return v, labels
		}
	}
	return "", labels
}
