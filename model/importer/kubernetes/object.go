package kubernetes

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wiring"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// An identity is what tells objects apart.
type identity struct{ group, kind, namespace, name string }

// An object is one Kubernetes object.
type object struct {
	identity // the group is that of apiVersion without the version, empty for the core
	file     string
	span     diag.Span
	root     *yamlfile.Node
	order    int // among all objects
	replicas int // of one that stands for several pods which another made
}

func newObject(file string, n *yamlfile.Node) *object {
	o := &object{file: file, span: n.Span, root: n}
	group, version, grouped := strings.Cut(value(n, "apiVersion"), "/")
	if grouped && version != "" {
		o.group = group
	}
	o.kind = value(n, "kind")
	o.namespace = value(n, "metadata", "namespace")
	if o.name = value(n, "metadata", "name"); o.name == "" {
		o.name = strings.TrimRight(value(n, "metadata", "generateName"), "-")
	}
	if at := dig(n, "metadata", "name"); at != nil {
		o.span = at.Span
	}
	if slices.Contains([]string{"extensions", "apps"}, o.group) && o.kind != "Ingress" && o.kind != "NetworkPolicy" {
		o.group = "apps" // where extensions had them once
	}
	return o
}

// at is the place of what stands under keys of an object.
func (o *object) at(keys ...string) wiring.Place {
	p := wiring.Place{File: o.file, Path: o.kind + "/" + o.name, Span: o.span}
	for _, key := range keys {
		p = p.Key(key)
	}
	return p
}

// groups are the groups of the kinds that are read.
var groups = map[string][]string{
	"Deployment": {"apps"}, "StatefulSet": {"apps"}, "DaemonSet": {"apps"}, "ReplicaSet": {"apps"},
	"Pod": {""}, "ReplicationController": {""}, "Job": {"batch"}, "CronJob": {"batch"},
	"Rollout": {"argoproj.io"}, "DeploymentConfig": {"apps.openshift.io", ""},
	"Service":   {"", "serving.knative.dev"},
	"ConfigMap": {""}, "Secret": {""}, "Namespace": {""},
	"NetworkPolicy": {"networking.k8s.io", "extensions"}, "CiliumNetworkPolicy": {"cilium.io"}, "AuthorizationPolicy": {"security.istio.io"},
	"Ingress": {"networking.k8s.io", "extensions"}, "Route": {"route.openshift.io"},
	"Gateway":   {"gateway.networking.k8s.io", "networking.istio.io"},
	"HTTPRoute": {"gateway.networking.k8s.io"}, "GRPCRoute": {"gateway.networking.k8s.io"}, "TCPRoute": {"gateway.networking.k8s.io"},
	"TLSRoute": {"gateway.networking.k8s.io"}, "UDPRoute": {"gateway.networking.k8s.io"},
	"VirtualService": {"networking.istio.io"}, "ServiceEntry": {"networking.istio.io"},
	"IngressRoute": {"traefik.io", "traefik.containo.us"}, "IngressRouteTCP": {"traefik.io", "traefik.containo.us"},
	"IngressRouteUDP": {"traefik.io", "traefik.containo.us"}, "HTTPProxy": {"projectcontour.io"}, "HorizontalPodAutoscaler": {"autoscaling"},
}

// read tells whether an object is of a kind that says something of the system.
func (o *object) read() bool {
	_, operated := o.operator()
	return operated || slices.Contains(groups[o.kind], o.group)
}

// silents are kinds that are known, and say nothing of who uses whom.
var silents = []string{
	"ServiceAccount", "Endpoints", "EndpointSlice", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding", "PersistentVolume", "PersistentVolumeClaim", "StorageClass",
	"CustomResourceDefinition", "PodDisruptionBudget", "LimitRange", "ResourceQuota", "PriorityClass", "ValidatingWebhookConfiguration",
	"MutatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "APIService", "Lease", "Event", "Node",
	"IngressClass", "GatewayClass", "PodSecurityPolicy", "SecurityContextConstraints", "RuntimeClass", "CSIDriver", "ControllerRevision", "PodTemplate",
	"ServiceMonitor", "PodMonitor", "Probe", "PrometheusRule", "Certificate", "Issuer", "ClusterIssuer",
	"DestinationRule", "PeerAuthentication", "RequestAuthentication", "EnvoyFilter", "Sidecar", "Telemetry", "WorkloadEntry", "WorkloadGroup",
	"Middleware", "MiddlewareTCP", "TLSOption", "TLSStore", "ServersTransport", "ReferenceGrant", "BackendTLSPolicy", "VerticalPodAutoscaler",
	"ImageStream", "BuildConfig", "Template",
}

func (o *object) silent() bool { return slices.Contains(silents, o.kind) }

// tests tells whether an object is there only while helm test runs.
func (o *object) tests() bool {
	hook := o.annotation("helm.sh/hook")
	return hook != "" && !slices.ContainsFunc(strings.Split(hook, ","), func(one string) bool { return !strings.HasPrefix(strings.TrimSpace(one), "test") })
}

// patches tells whether an object is a part of what another one has whole, as kustomize has it.
func (o *object) patches(was *object) bool {
	_, pod := o.template()
	_, whole := was.template()
	return pod != nil && imageOf(pod) == "" && imageOf(whole) != ""
}

func imageOf(pod *yamlfile.Node) string {
	for _, c := range items(pod, "containers") {
		if image := value(c, "image"); image != "" {
			return image
		}
	}
	return ""
}

func (o *object) annotation(key string) string { return value(o.root, "metadata", "annotations", key) }
func (o *object) label(key string) string      { return value(o.root, "metadata", "labels", key) }

// legal tells whether a text can be the name of an object.
func legal(name string) bool {
	for i := range len(name) {
		c := name[i]
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && strings.IndexByte("._-:", c) < 0 {
			return false
		}
	}
	return name != "" && len(name) <= 253
}

// dig is the value under keys of keys, or nil.
func dig(n *yamlfile.Node, keys ...string) *yamlfile.Node {
	for _, key := range keys {
		if n == nil {
			return nil
		}
		n = n.Get(key)
	}
	return n
}

// value is the text under keys of keys, trimmed; empty if there is none.
func value(n *yamlfile.Node, keys ...string) string { return importer.Scalar(dig(n, keys...)) }

// items is the list under keys of keys.
func items(n *yamlfile.Node, keys ...string) []*yamlfile.Node {
	if n = dig(n, keys...); n == nil {
		return nil
	}
	return n.Items
}

// pairs is the mapping under keys of keys.
func pairs(n *yamlfile.Node, keys ...string) []yamlfile.Pair {
	if n = dig(n, keys...); n == nil {
		return nil
	}
	return n.Pairs
}

// texts is the texts of a list, or the one text in its place.
func texts(n *yamlfile.Node) []string {
	if n == nil {
		return nil
	}
	if n.Kind == yamlfile.Scalar {
		return strings.Fields(n.Value)
	}
	var all []string
	for _, item := range n.Items {
		if item.Kind == yamlfile.Scalar && !item.Null {
			all = append(all, item.Value)
		}
	}
	return all
}

// A registry finds things by namespace and name. Manifests state the namespace on some objects and leave it
// open on others, to be given when they are applied: one that is left open may be any.
type registry[T any] struct {
	exact  map[[2]string]T
	spaces map[string][]string // by name
}

func (g *registry[T]) add(namespace, name string, v T) {
	if g.exact == nil {
		g.exact, g.spaces = map[[2]string]T{}, map[string][]string{}
	}
	key := [2]string{namespace, name}
	if _, known := g.exact[key]; !known {
		g.spaces[name] = append(g.spaces[name], namespace)
	}
	g.exact[key] = v
}

// has tells whether there is a thing of a name that states its namespace.
func (g *registry[T]) has(namespace, name string) bool {
	_, known := g.exact[[2]string{namespace, name}]
	return known
}

// find looks in a namespace, then among what has none. From an open namespace, the only one of a name is
// meant.
func (g *registry[T]) find(namespace, name string) (T, bool) {
	v, known := g.exact[[2]string{namespace, name}]
	if !known && namespace != "" {
		v, known = g.exact[[2]string{"", name}]
	}
	if spaces := g.spaces[name]; !known && namespace == "" && len(spaces) == 1 {
		return g.exact[[2]string{spaces[0], name}], true
	}
	return v, known
}
