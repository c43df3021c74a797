package kubernetes

import (
	"regexp"
	"slices"

	"github.com/linewalk/linewalk/model/yamlfile"
)

// makers are the kinds that make what kubectl get shows beside them.
var makers = []string{
	"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController", "Job", "CronJob", "DeploymentConfig", "Rollout", "Node", "Service", "Endpoints",
}

// maker is the reference to what made an object, nil if nothing did.
func (o *object) maker() *yamlfile.Node {
	all := items(o.root, "metadata", "ownerReferences")
	i := slices.IndexFunc(all, func(n *yamlfile.Node) bool { return slices.Contains(makers, value(n, "kind")) })
	if i < 0 {
		return nil
	}
	return all[i]
}

// A handle is by what an owner is found: its kind, its namespace and its name.
type handle struct{ kind, namespace, name string }

func (o *object) handle() handle { return handle{o.kind, o.namespace, o.name} }

// made is what the names of pods, of the sets of a Deployment and of the jobs of a CronJob have behind the name of
// their maker.
var made = regexp.MustCompile(`-[a-z0-9]{5,10}$`)

// An adoption takes in what was made by somebody who is not in the files.
type adoption struct {
	*reader
	known map[handle]bool      // what is in the files
	taken map[identity]*object // by the names of their makers
}

// adopt takes in what was made by somebody who is not in the files. Pods of one maker are one, and so are the
// sets that one Deployment had one after the other; the name is that of the maker, which stays.
func (r *reader) adopt() {
	a := adoption{r, map[handle]bool{}, map[identity]*object{}}
	for _, o := range r.objects {
		a.known[o.handle()] = true
	}
	for _, pods := range []bool{false, true} {
		for _, o := range r.made {
			if (o.kind == "Pod") != pods {
				continue
			}
			if name := a.orphan(o); name != "" {
				a.take(o, name)
			}
			a.known[o.handle()] = true
		}
	}
}

// orphan is the name of the first maker of what runs pods; empty if that is in the files, or is the cluster itself.
func (a adoption) orphan(o *object) string {
	by := handle{value(o.maker(), "kind"), o.namespace, value(o.maker(), "name")}
	first := by.name
	above := []handle{by}
	switch by.kind {
	case "Node", "Service", "Endpoints":
		return ""
	case "ReplicaSet":
		first = made.ReplaceAllString(by.name, "")
		above = append(above, handle{"Deployment", by.namespace, first}, handle{"Rollout", by.namespace, first})
	case "Job":
		first = made.ReplaceAllString(by.name, "")
		above = append(above, handle{"CronJob", by.namespace, first})
	}
	_, pod := o.template()
	if pod == nil || !legal(first) || slices.ContainsFunc(above, func(h handle) bool { return a.known[h] }) {
		return ""
	}
	return first
}

// take takes an object in under the name of its maker.
func (a adoption) take(o *object, name string) {
	one := *o
	one.name, one.replicas = name, 1
	if o.kind != "Pod" {
		one.replicas = whole(value(o.root, "spec", "replicas"))
	}
	was, again := a.taken[one.identity]
	switch {
	case !again:
		a.taken[one.identity] = &one
		a.put(&one)
	case o.kind == "Pod":
		was.replicas++
	case one.replicas > was.replicas: // what the Deployment runs now
		was.root, was.span, was.file, was.replicas = one.root, one.span, one.file, one.replicas
	}
}
