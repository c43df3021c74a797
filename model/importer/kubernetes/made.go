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

// adopt takes in what was made by somebody who is not in the files. Pods of one maker are one, and so are the
// sets that one Deployment had one after the other; the name is that of the maker, which stays.
func (r *reader) adopt() {
	known := map[handle]bool{}
	for _, o := range r.objects {
		known[o.handle()] = true
	}
	counted := map[identity]*object{}
	for _, pods := range []bool{false, true} {
		for _, o := range r.made {
			if (o.kind == "Pod") == pods {
				r.adoptOne(o, known, counted)
			}
		}
	}
}

// adoptOne takes in an object, unless its maker is known, or what made that.
func (r *reader) adoptOne(o *object, known map[handle]bool, counted map[identity]*object) {
	_, runs := o.template()
	by := handle{value(o.maker(), "kind"), o.namespace, value(o.maker(), "name")}
	above := by
	if first := map[string]string{"ReplicaSet": "Deployment", "Job": "CronJob"}[by.kind]; first != "" {
		above.kind, above.name = first, made.ReplaceAllString(by.name, "")
	}
	if runs == nil || known[by] || known[above] || known[handle{"Rollout", above.namespace, above.name}] || slices.Contains([]string{"Node", "Service", "Endpoints"}, by.kind) {
		known[o.handle()] = true
		return
	}
	known[o.handle()] = true
	if !legal(above.name) {
		return
	}
	replicas := 1
	if o.kind != "Pod" {
		replicas = whole(value(o.root, "spec", "replicas"))
	}
	id := o.identity
	id.name = above.name
	was, again := counted[id]
	switch {
	case !again:
		one := *o
		one.identity, one.replicas = id, replicas
		counted[id] = &one
		r.put(&one)
	case o.kind == "Pod":
		was.replicas += replicas
	case replicas > was.replicas: // what the Deployment runs now
		was.root, was.span, was.file, was.replicas = o.root, o.span, o.file, replicas
	}
}
