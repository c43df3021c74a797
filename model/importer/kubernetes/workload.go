package kubernetes

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer/wiring"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A workload is an object that runs pods.
type workload struct {
	*object
	pod      *yamlfile.Node // its spec
	labels   map[string]string
	account  string // the service account
	replicas int    // 0 if nothing is stated
}

// template is where an object describes its pods, and the description itself; nil if it has none.
func (o *object) template() (metadata, pod *yamlfile.Node) {
	var from *yamlfile.Node
	switch o.kind {
	case "Pod":
		from = o.root
	case "CronJob":
		from = dig(o.root, "spec", "jobTemplate", "spec", "template")
	case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "Rollout", "DeploymentConfig":
		from = dig(o.root, "spec", "template")
	case "Service":
		if o.group == "serving.knative.dev" {
			from = dig(o.root, "spec", "template")
		}
	}
	return dig(from, "metadata"), dig(from, "spec")
}

// newWorkload reads what runs pods, or hands back nil.
func newWorkload(o *object) *workload {
	metadata, pod := o.template()
	if pod == nil {
		return nil
	}
	w := &workload{object: o, pod: pod, labels: labelsOf(metadata, "labels")}
	if w.account = value(pod, "serviceAccountName"); w.account == "" {
		w.account = value(pod, "serviceAccount")
	}
	w.replicas = max(o.replicas, whole(value(o.root, "spec", "replicas")))
	return w
}

// whole is a number of replicas, 0 if it is none.
func whole(text string) int {
	if n, err := strconv.Atoi(text); err == nil && n > 0 && n < 1<<20 {
		return n
	}
	return 0
}

// job tells whether the pods of a workload are meant to end.
func (w *workload) job() bool { return w.kind == "Job" || w.kind == "CronJob" }

// A container is one of a pod.
type container struct {
	*yamlfile.Node
	at wiring.Place
}

// containers lists those that run, and those that run before them. One of the latter that is always
// restarted runs beside the others.
func (w *workload) containers() (running, before []container) {
	for _, n := range items(w.pod, "containers") {
		running = append(running, container{n, w.at("containers", value(n, "name"))})
	}
	for _, n := range items(w.pod, "initContainers") {
		c := container{n, w.at("initContainers", value(n, "name"))}
		if value(n, "restartPolicy") == "Always" {
			running = append(running, c)
		} else {
			before = append(before, c)
		}
	}
	return running, before
}

// under is the place of what stands under keys of a container.
func (c container) under(at diag.Span, keys ...string) wiring.Place {
	p := c.at
	for _, key := range keys {
		p = p.Key(key)
	}
	p.Span = at
	return p
}

// helpers are words of images and containers that go along with the one that a pod is for.
var helpers = []string{
	"istio-proxy", "proxyv2", "istio", "linkerd-proxy", "linkerd", "envoy", "cloudsql-proxy", "cloud-sql-proxy", "gce-proxy", "sql-proxy", "otel", "otelcol",
	"opentelemetry", "collector", "fluent-bit", "fluentbit", "fluentd", "filebeat", "promtail", "vector", "vault-agent", "vault", "daprd", "dapr", "exporter",
	"metrics", "statsd", "config-reloader", "configmap-reload", "reloader", "k8s-sidecar", "sidecar", "oauth2-proxy", "pgbouncer", "jaeger-agent", "datadog",
	"git-sync", "consul", "kube-rbac-proxy", "nginx", "proxy", "logger", "log", "tailer", "busybox",
}

// helps tells whether a container goes along with another one, by its name or its image.
func helps(c *yamlfile.Node) bool {
	image := value(c, "image")
	image = image[strings.LastIndexByte(image, '/')+1:]
	image, _, _ = strings.Cut(image, "@")
	image, _, _ = strings.Cut(image, ":")
	for _, name := range []string{value(c, "name"), image} {
		whole := "-" + strings.ToLower(strings.NewReplacer("_", "-", ".", "-").Replace(name)) + "-"
		if slices.ContainsFunc(helpers, func(h string) bool { return strings.Contains(whole, "-"+h+"-") }) {
			return true
		}
	}
	return false
}

// image is that of the container which a pod is for: the one called like the workload, else the first that
// is no helper of another, else the first.
func (w *workload) image() string {
	running := items(w.pod, "containers")
	if len(running) == 0 {
		return ""
	}
	for _, c := range running {
		if name := value(c, "name"); name == w.name {
			return value(c, "image")
		}
	}
	for _, c := range running {
		if !helps(c) {
			return value(c, "image")
		}
	}
	return value(running[0], "image")
}

// variant is what the name of a workload has behind it where several versions of one thing run.
var variant = regexp.MustCompile(`[-.](v[0-9][a-z0-9.]*|[0-9]+([.-][0-9]+)*|canary|stable|blue|green|preview|primary|baseline|experiment)$`)

// family is the name of a workload without its version.
func (w *workload) family() string { return variant.ReplaceAllString(w.name, "") }
