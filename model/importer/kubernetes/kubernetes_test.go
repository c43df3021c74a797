package kubernetes_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/kubernetes"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// read reads manifests, each a file: x.yaml, y.yaml and so on.
func read(texts ...string) (*model.Sketch, []diag.Diagnostic) {
	var files []importer.File
	for i, text := range texts {
		files = append(files, importer.File{Name: string(rune('x'+i)) + ".yaml", Text: []byte(text)})
	}
	return kubernetes.Read(files, nil)
}

// arrows lists the arrows of a sketch with their first evidence.
func arrows(k *model.Sketch) []string {
	var all []string
	for _, a := range k.Arrows {
		all = append(all, a.Name()+" "+a.Evidence[0].String())
	}
	return all
}

// app is a Deployment of one container, whose fields are given in the flow style.
func app(name, fields string) string {
	return `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ` + name + `}
spec:
  template:
    metadata: {labels: {app: ` + name + `}}
    spec: {containers: [{name: main, image: ` + name + fields + `}]}
`
}

// service is a Service that leads to the pods of a Deployment of the same name.
func service(name string) string {
	return "---\napiVersion: v1\nkind: Service\nmetadata: {name: " + name + "}\nspec: {selector: {app: " + name + "}}\n"
}

// TestEvidence varies what Deployment a is given, and how that was read. Beside it there are Services b and c
// and what stands in the text around.
func TestEvidence(t *testing.T) {
	const around = `
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  B_URL: http://b:80
  TO: b
---
apiVersion: v1
kind: Secret
metadata: {name: hidden}
data: {uri: cG9zdGdyZXM6Ly91OnBAYi94}
stringData: {url: "http://u:p@b"}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "postgres:17"}]}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, selector: {app: db}}
`
	const container = "x.yaml#Deployment/a.containers.main."
	for _, tc := range []struct{ about, says, want string }{
		{"a value", "env: [{name: X, value: 'http://b/x'}]", "a -> b " + container + "env.X url (high)"},
		{"a host and a port", "env: [{name: X, value: 'b:80'}]", "a -> b " + container + "env.X host-port (high)"},
		{"a bare host", "env: [{name: B_HOST, value: b}]", "a -> b " + container + "env.B_HOST host (high)"},
		{"with blanks around", "env: [{name: ' B_HOST ', value: ' b '}]", "a -> b " + container + "env.B_HOST host (high)"},
		{"in a namespace", "env: [{name: X, value: 'http://b.default'}]", "a -> b " + container + "env.X url (high)"},
		{"in full", "env: [{name: X, value: 'http://b.default.svc.cluster.local:80'}]", "a -> b " + container + "env.X url (high)"},
		{"in another cluster domain", "env: [{name: X, value: 'http://b.default.svc.corp.internal.'}]", "a -> b " + container + "env.X url (high)"},
		{"a domain is no namespace", "env: [{name: X, value: 'http://b.com'}]", ""},
		{"nor are three", "env: [{name: X, value: 'http://api.b.com'}]", ""},
		{"a pod of a StatefulSet", "env: [{name: X, value: 'postgres://db-0.db/x'}]", "a -> db " + container + "env.X url (high)"},
		{"in full", "env: [{name: X, value: 'postgres://u:p@db-0.db.default.svc.cluster.local,db-1.db/x'}]", "a -> db " + container + "env.X url (high)"},
		{"itself", "env: [{name: X, value: 'http://a.default'}]", ""},
		{"from a ConfigMap by name", "env: [{name: X, valueFrom: {configMapKeyRef: {name: settings, key: B_URL}}}]", "a -> b " + container + "env.X url (high)"},
		{"the name says what it is", "env: [{name: X_HOST, valueFrom: {configMapKeyRef: {name: settings, key: TO}}}]", "a -> b " + container + "env.X_HOST host (high)"},
		{"from a Secret", "env: [{name: X, valueFrom: {secretKeyRef: {name: hidden, key: uri}}}]", "a -> b " + container + "env.X url (high)"},
		{"from one in plain text", "env: [{name: X, valueFrom: {secretKeyRef: {name: hidden, key: url}}}]", "a -> b " + container + "env.X url (high)"},
		{"all of a ConfigMap", "envFrom: [{configMapRef: {name: settings}}]", "a -> b x.yaml#ConfigMap/settings.data.B_URL url (high)"},
		{"all of a Secret", "envFrom: [{secretRef: {name: hidden}}]", "a -> b x.yaml#Secret/hidden.data.uri url (high)"},
		{"overridden", "envFrom: [{configMapRef: {name: settings}}], env: [{name: B_URL, value: 'http://c'}]", "a -> c " + container + "env.B_URL url (high)"},
		{"a variable in another", "env: [{name: TO, value: b}, {name: X, value: 'http://$(TO):80'}]", "a -> b " + container + "env.X url (high)"},
		{"its own namespace", "env: [{name: NS, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}, {name: X, value: 'http://b.$(NS).svc'}]", "a -> b " + container + "env.X url (high)"},
		{"escaped", "env: [{name: TO, value: b}, {name: X, value: 'http://$$(TO):80'}]", ""},
		{"escaped in a command", "args: ['http://$$(B_SERVICE_HOST)']", ""},
		{"what the cluster gives", "env: [{name: X, value: '$(B_SERVICE_HOST):80'}]", "a -> b " + container + "env.X host-port (high)"},
		{"in a shell", "command: [sh, -c, 'run --to http://${B_SERVICE_HOST}']", "a -> b " + container + "command flag (high)"},
		{"as a port", "args: [--backend=$(B_PORT)]", "a -> b " + container + "args flag (high)"},
		{"an option", "args: ['--db-host=b']", "a -> b " + container + "args flag (high)"},
		{"an option with a port", "args: ['--rpc=b:80']", "a -> b " + container + "args flag (high)"},
		{"an option and its value", "args: [--db-host, b]", "a -> b " + container + "args flag (high)"},
		{"a probe of another", "livenessProbe: {httpGet: {host: b, port: 80}}", "a -> b " + container + "livenessProbe probe (medium)"},
		{"a command as a probe", "readinessProbe: {exec: {command: [curl, 'http://b/x']}}", "a -> b " + container + "readinessProbe probe (medium)"},
		{"a probe of itself", "livenessProbe: {httpGet: {path: /b, port: 80}}", ""},
		{"an image", "env: [{name: X_IMAGE, value: 'b:8080'}]", ""},
		{"origins", "env: [{name: ALLOWED_ORIGINS, value: 'http://b'}]", ""},
	} {
		t.Run(tc.about, func(t *testing.T) {
			sketch, found := read(app("a", ", "+tc.says) + app("b", "") + service("b") + app("c", "") + service("c") + around)
			got := strings.Join(arrows(sketch), "\n")
			if got != tc.want {
				t.Errorf("got  %s\nwant %s\n%v", got, tc.want, trial.Said(found))
			}
		})
	}
}

// TestPods varies what the pod of a has beside its container.
func TestPods(t *testing.T) {
	const before = "x.yaml#Deployment/a.initContainers."
	for _, tc := range []struct{ about, pod, want string }{
		{"a file", "volumes: [{name: v, configMap: {name: files}}]", "a -> b x.yaml#ConfigMap/files.data.app.yaml own-file (high)"},
		{"one file of several", "volumes: [{name: v, configMap: {name: files, items: [{key: other.yaml, path: app.yaml}]}}]", "a -> c x.yaml#ConfigMap/files.data.other.yaml own-file (high)"},
		{"projected", "volumes: [{name: v, projected: {sources: [{configMap: {name: files}}]}}]", "a -> b x.yaml#ConfigMap/files.data.app.yaml own-file (high)"},
		{"of a Secret", "volumes: [{name: v, secret: {secretName: files}}]", "a -> b x.yaml#Secret/files.stringData.app.yaml own-file (high)"},
		{"waiting", "initContainers: [{name: i, image: busybox, command: [sh, -c, 'until nc -z b 5432; do sleep 1; done']}]", "a -> b " + before + "i.command depends-on (medium)"},
		{"waiting otherwise", "initContainers: [{name: i, image: busybox, command: [sh, -c, 'while ! nslookup b; do sleep 1; done']}]", "a -> b " + before + "i.command depends-on (medium)"},
		{"told whom to wait for", "initContainers: [{name: i, image: groundnuty/k8s-wait-for, args: [service, b]}]", "a -> b " + before + "i.args depends-on (medium)"},
		{"a migration before", "initContainers: [{name: i, image: m, env: [{name: DB_URL, value: 'postgres://b/x'}]}]", "a -> b " + before + "i.env.DB_URL url (high)"},
		{"a sidecar", "initContainers: [{name: i, image: m, restartPolicy: Always, args: ['http://b']}]", "a -> b " + before + "i.args flag (high)"},
	} {
		t.Run(tc.about, func(t *testing.T) {
			text := "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {metadata: {labels: {app: a}}, spec: {containers: [{name: main, image: a}], " + tc.pod + "}}}\n"
			for _, kind := range []string{"ConfigMap\ndata", "Secret\nstringData"} {
				text += "---\napiVersion: v1\nmetadata: {name: files}\nkind: " + kind + ": {app.yaml: 'backend: {url: \"http://b:80\"}', other.yaml: 'url: http://c'}\n"
			}
			sketch, found := read(text + app("b", "") + service("b") + app("c", "") + service("c"))
			got := ""
			if len(sketch.Arrows) > 0 {
				got = arrows(sketch)[0]
			}
			if got != tc.want {
				t.Errorf("got  %s\nwant %s\n%v", got, tc.want, trial.Said(found))
			}
		})
	}
}

// A shelf hands out files that a test made up.
type shelf map[string]string

func (s shelf) Read(name string) ([]byte, error) {
	if text, there := s[name]; there {
		return []byte(text), nil
	}
	return nil, fs.ErrNotExist
}

func (shelf) List(string) []string { return nil }

// TestKustomize has a client of what a kustomization beside it makes.
func TestKustomize(t *testing.T) {
	around := shelf{
		"k8s/kustomization.yaml": "resources: [./a.yaml]\nconfigMapGenerator:\n- {name: literal, literals: ['B_URL=http://b']}\n- {name: file, files: [conf/app.yaml, named.yaml=conf/app.yaml]}\nsecretGenerator:\n- {name: env, envs: [b.env]}\n",
		"k8s/conf/app.yaml":      "backend:\n  url: http://b\n", "k8s/b.env": "# http://c\nB_URL=http://b\n",
	}
	for _, tc := range []struct{ about, pod, want string }{
		{"a literal", "containers: [{name: c, image: a, envFrom: [{configMapRef: {name: literal}}]}]", "a -> b k8s/kustomization.yaml#configMapGenerator.literal.literals.B_URL url (high)"},
		{"a file", "containers: [{image: a}], volumes: [{configMap: {name: file}}]", "a -> b k8s/conf/app.yaml own-file (high)"},
		{"variables", "containers: [{name: c, image: a, envFrom: [{secretRef: {name: env}}]}]", "a -> b k8s/b.env#B_URL url (high)"},
		{"one variable", "containers: [{name: c, image: a, env: [{name: X, valueFrom: {secretKeyRef: {name: env, key: B_URL}}}]}]", "a -> b k8s/a.yaml#Pod/a.containers.c.env.X url (high)"},
		{"what is not made", "containers: [{name: c, image: a, envFrom: [{configMapRef: {name: other}}]}]", ""},
		{"what it printed itself", "containers: [{name: built, image: a, envFrom: [{configMapRef: {name: literal}}]}]", ""},
	} {
		text := "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {" + tc.pod + "}\n" + app("b", "") + service("b") + app("c", "") + service("c")
		name := "k8s/a.yaml"
		if strings.Contains(text, "built") {
			name = "k8s/all.yaml"
		}
		sketch, found := kubernetes.Read([]importer.File{{Name: name, Text: []byte(text)}}, around)
		if got := strings.Join(arrows(sketch), "\n"); got != tc.want {
			t.Errorf("%s: got %s, want %s\n%v", tc.about, got, tc.want, trial.Said(found))
		}
	}
}

// TestSharing has several take in one ConfigMap, whole or value by value.
func TestSharing(t *testing.T) {
	const config = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: all}\ndata: {DB_HOST: db}\n"
	whole := ", envFrom: [{configMapRef: {name: all}}]"
	byName := ", env: [{name: DB_HOST, valueFrom: {configMapKeyRef: {name: all, key: DB_HOST}}}]"
	for _, tc := range []struct {
		about, a, b, reading, question string
	}{
		{"one takes all", whole, "", "host (high)", ""},
		{"two take all", whole, whole, "shared-env (medium)", "several are given the same setting: does this one use it?"},
		{"two ask for it", byName, byName, "host (high)", ""},
	} {
		sketch, _ := read(app("a", tc.a) + app("b", tc.b) + app("db", "") + service("db") + config)
		if len(sketch.Arrows) == 0 || !strings.HasSuffix(sketch.Arrows[0].Evidence[0].String(), tc.reading) || sketch.Arrows[0].Question != tc.question {
			t.Errorf("%s: %+v, want %s and %q", tc.about, sketch.Arrows, tc.reading, tc.question)
		}
	}
}

// TestVersionsShareNothing has three versions of one component take in what nobody else does.
func TestVersionsShareNothing(t *testing.T) {
	text := app("db", "") + service("db") + service("r") + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: all}\ndata: {DB_HOST: db, x.conf: 'url = http://db'}\n"
	for _, v := range []string{"v1", "v2", "v3"} {
		text += "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: r-" + v + "}\nspec: {template: {metadata: {labels: {app: r}}, spec: {containers: [{name: c, image: r, envFrom: [{configMapRef: {name: all}}]}], volumes: [{configMap: {name: all}}]}}}\n"
	}
	sketch, _ := read(text)
	if len(sketch.Arrows) != 1 || slices.ContainsFunc(sketch.Arrows[0].Evidence, func(e model.SketchEvidence) bool { return e.Confidence != model.High }) {
		t.Errorf("%+v", sketch.Arrows)
	}
}

// component is a component in one line: what the tests of components compare.
func component(c model.SketchComponent) string {
	line := c.Name + " " + c.Kind.String()
	for _, alias := range c.Aliases {
		line += " =" + alias
	}
	for _, place := range c.In {
		line += " in:" + place
	}
	if c.Owner != "" {
		line += " by:" + c.Owner
	}
	if c.Replicas > 0 {
		line += " x" + strings.Repeat("I", c.Replicas)
	}
	if c.Open {
		line += " open"
	}
	return line
}

func TestComponents(t *testing.T) {
	labelled := func(kind, name, labels, more string) string {
		return "---\napiVersion: apps/v1\nkind: " + kind + "\nmetadata: {name: " + name + "}\nspec: {" + more + "template: {metadata: {labels: {" + labels + "}}, spec: {containers: [{name: c, image: " + name + "}]}}}\n"
	}
	to := func(name, selector, more string) string {
		return "---\napiVersion: v1\nkind: Service\nmetadata: {name: " + name + "}\nspec: {selector: {" + selector + "}" + more + "}\n"
	}
	for _, tc := range []struct {
		about, text string
		want        []string
	}{
		{"a workload alone", labelled("Deployment", "worker", "app: worker", "replicas: 3, "), []string{"worker service xIII"}},
		{"labels call it otherwise", labelled("Deployment", "r-worker", "app.kubernetes.io/name: shop, app: worker", "") + labelled("Deployment", "r-api", "app.kubernetes.io/name: shop, app.kubernetes.io/component: server", ""), []string{"r-worker service =worker", "r-api service"}},
		{"it tells of itself under a label", "apiVersion: v1\nkind: Pod\nmetadata: {name: r-api, labels: {role: api}}\nspec: {containers: [{image: x, env: [{name: OTEL_SERVICE_NAME, valueFrom: {fieldRef: {fieldPath: \"metadata.labels['role']\"}}}]}]}\n", []string{"r-api service =api"}},
		{"a service names it", labelled("Deployment", "shop-deployment", "app: shop", "") + to("shop", "app: shop", ""), []string{"shop service =shop-deployment"}},
		{"several services", labelled("StatefulSet", "pg", "app: pg", "") + to("pg-headless", "app: pg", ", clusterIP: None") + to("pg", "app: pg", "") + to("pg-metrics", "app: pg", ""), []string{"pg service =pg-headless =pg-metrics"}},
		{"versions", labelled("Deployment", "r-v1", "app: r, v: one", "") + labelled("Deployment", "r-v2", "app: r, v: two", "") + to("r", "app: r", "") + to("r-v1", "app: r, v: one", "") + to("r-v2", "app: r, v: two", ""), []string{"r service =r-v1 =r-v2"}},
		{"two programs of one release", labelled("Deployment", "web", "release: r, app: web", "") + labelled("Deployment", "api", "release: r, app: api", "") + to("web", "release: r, app: web", "") + to("api", "release: r, app: api", "") + to("everything", "release: r", ""), []string{"web service", "api service"}},
		{"a release whose selector is too wide", labelled("Deployment", "web", "release: r", "") + labelled("Deployment", "postgres", "release: r, app: pg", "") + to("web-svc", "release: r", "") + to("pg", "release: r, app: pg", ""), []string{"web-svc service =web", "pg database =postgres"}},
		{"a job with the labels of what it prepares", labelled("Deployment", "web", "app: web", "") + "---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: migrate}\nspec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{image: web}]}}}\n" + to("web", "app: web", ""), []string{"web service", "migrate job"}},
		{"a job that comes back", "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: report}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{image: r}]}}}}}\n", []string{"report job"}},
		{"the same name for two things", labelled("Deployment", "report", "app: report", "") + "---\napiVersion: batch/v1\nkind: CronJob\nmetadata: {name: report}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{image: r}]}}}}}\n", []string{"report service", "report-cronjob job"}},
		{"open", labelled("Deployment", "a", "app: a", "") + to("a", "app: a", ", type: LoadBalancer"), []string{"a service open"}},
		{"outside", "apiVersion: v1\nkind: Service\nmetadata: {name: mail}\nspec: {type: ExternalName, externalName: smtp.example.com}\n", []string{"mail external"}},
		{"another name for what is inside", labelled("Deployment", "a", "app: a", "") + to("a", "app: a", "") + "---\napiVersion: v1\nkind: Service\nmetadata: {name: old}\nspec: {type: ExternalName, externalName: a.default.svc.cluster.local}\n", []string{"a service"}},
		{"without a selector", "apiVersion: v1\nkind: Service\nmetadata: {name: legacy}\nspec: {ports: [{port: 80}]}\n---\napiVersion: v1\nkind: Endpoints\nmetadata: {name: legacy}\nsubsets: [{addresses: [{ip: 10.0.0.1}]}]\n", []string{"legacy external"}},
		{"the API of the cluster", labelled("Deployment", "a", "app: a", "") + "---\napiVersion: v1\nkind: Service\nmetadata: {name: kubernetes, namespace: default}\nspec: {}\n", []string{"a service"}},
		{"scaled", labelled("Deployment", "a", "app: a", "") + "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {minReplicas: 2, maxReplicas: 9, scaleTargetRef: {kind: Deployment, name: a}}\n", []string{"a service xII"}},
		{"an owner", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, annotations: {example.com/owner: team-a@example.com}, labels: {team: b}}\nspec: {template: {spec: {containers: [{image: a}]}}}\n", []string{"a service by:team-a"}},
		{"an owner on the pod", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {metadata: {labels: {team: b}}, spec: {containers: [{image: a}]}}}\n", []string{"a service by:b"}},
		{"two namespaces", "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: one}\nspec: {containers: [{image: a}]}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: two}\nspec: {containers: [{image: a}]}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b, namespace: two}\nspec: {containers: [{image: redis}]}\n", []string{"a.one service in:one", "a.two service in:two", "b cache in:two"}},
		{"a sidecar first", "apiVersion: v1\nkind: Pod\nmetadata: {name: store}\nspec: {containers: [{name: istio-proxy, image: istio/proxyv2}, {name: x, image: 'mysql:8'}]}\n", []string{"store database"}},
		{"of kubectl get", "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a-1, ownerReferences: [{kind: ReplicaSet, name: a}]}\n  spec: {containers: [{image: a}]}\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: a}\n  spec: {template: {spec: {containers: [{image: a}]}}}\n", []string{"a service"}},
		{"a test of Helm", labelled("Deployment", "a", "app: a", "") + "---\napiVersion: v1\nkind: Pod\nmetadata: {name: test-connection, annotations: {helm.sh/hook: test}}\nspec: {containers: [{image: busybox, args: ['a:80']}]}\n", []string{"a service"}},
		{"a patch of kustomize", labelled("Deployment", "a", "app: a", "replicas: 2, ") + "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 5, template: {spec: {containers: [{name: c, env: [{name: X, value: y}]}]}}}\n", []string{"a service xII"}},
		{"others", "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{image: a}]}}}\n---\napiVersion: apps.openshift.io/v1\nkind: DeploymentConfig\nmetadata: {name: b}\nspec: {template: {spec: {containers: [{image: b}]}}}\n---\napiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: c}\nspec: {template: {spec: {containers: [{image: c}]}}}\n---\napiVersion: extensions/v1beta1\nkind: DaemonSet\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{image: d}]}}}\n", []string{"a service", "b service", "c service", "d service"}},
	} {
		t.Run(tc.about, func(t *testing.T) {
			sketch, found := read(tc.text)
			var got []string
			for _, c := range sketch.Components {
				got = append(got, component(c))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n%v", diff, trial.Said(found))
			}
		})
	}
}

// TestNamespaces has equal names in two namespaces find whom they mean.
func TestNamespaces(t *testing.T) {
	text := ""
	for _, space := range []string{"one", "two"} {
		text += "---\napiVersion: v1\nkind: Pod\nmetadata: {name: db, namespace: " + space + ", labels: {app: db}}\nspec: {containers: [{image: postgres}]}\n" +
			"---\napiVersion: v1\nkind: Service\nmetadata: {name: db, namespace: " + space + "}\nspec: {selector: {app: db}}\n"
	}
	for i, host := range []string{"db", "db.two", "db.two.svc", "db.three"} {
		text += "---\napiVersion: v1\nkind: Pod\nmetadata: {name: app-" + string(rune('a'+i)) + ", namespace: one}\nspec: {containers: [{name: c, image: x, env: [{name: DB_HOST, value: " + host + "}]}]}\n"
	}
	sketch, _ := read(text)
	want := []string{"app-a -> db.one", "app-b -> db.two", "app-c -> db.two"}
	var got []string
	for _, a := range sketch.Arrows {
		got = append(got, a.Name())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if sketch.System != "" {
		t.Errorf("two namespaces have no one name, and the system is called %s", sketch.System)
	}
}

// TestPolicyForGroups has a policy that lets many reach many.
func TestPolicyForGroups(t *testing.T) {
	text := "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {matchLabels: {tier: back}}, ingress: [{from: [{podSelector: {matchLabels: {tier: front}}}]}]}\n"
	for i := range 5 {
		for _, tier := range []string{"front", "back"} {
			text += fmt.Sprintf("---\napiVersion: v1\nkind: Pod\nmetadata: {name: %s-%c, labels: {tier: %s}}\nspec: {containers: [{image: x}]}\n", tier, 'a'+i, tier)
		}
	}
	sketch, found := read(text)
	want := []string{"x.yaml:4:68: note: this allows 25 arrows at once, which says of none that it is used: left out"}
	if diff := cmp.Diff(want, trial.Said(found)); diff != "" || len(sketch.Arrows) > 0 {
		t.Errorf("%v\n%s", arrows(sketch), diff)
	}
}

// TestPodsBehindOneService has two StatefulSets behind one service without an address of its own, as charts of
// stores with replicas do.
func TestPodsBehindOneService(t *testing.T) {
	text := "apiVersion: v1\nkind: Service\nmetadata: {name: redis-headless}\nspec: {clusterIP: None, selector: {app: redis}}\n"
	for role, env := range map[string]string{"master": "", "replicas": ", env: [{name: REDIS_MASTER_HOST, value: redis-master-0.redis-headless.default.svc.cluster.local}]"} {
		text += "---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: redis-" + role + "}\nspec: {template: {metadata: {labels: {app: redis, role: " + role + "}}, spec: {containers: [{name: redis, image: redis" + env + "}]}}}\n" +
			"---\napiVersion: v1\nkind: Service\nmetadata: {name: redis-" + role + "}\nspec: {selector: {app: redis, role: " + role + "}}\n"
	}
	sketch, _ := read(text)
	if got := arrows(sketch); len(got) != 1 || !strings.HasPrefix(got[0], "redis-replicas -> redis-master ") {
		t.Error(got)
	}
}

// TestOperators has clients of what an operator runs.
func TestOperators(t *testing.T) {
	const made = "---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: orders}\n---\napiVersion: kafka.strimzi.io/v1\nkind: Kafka\nmetadata: {name: bus}\n"
	for _, tc := range []struct{ about, says, want string }{
		{"a host", "env: [{name: X, value: 'postgres://orders-rw:5432/x'}]", "a -> orders query"},
		{"a broker", "env: [{name: X, value: 'bus-kafka-bootstrap.default.svc:9092'}]", "a -> bus event"},
		{"a Secret that it makes", "env: [{name: DB_URL, valueFrom: {secretKeyRef: {name: orders-app, key: uri}}}]", "a -> orders query"},
		{"all of it", "envFrom: [{secretRef: {name: orders-app}}]", "a -> orders query"},
		{"another Secret", "envFrom: [{secretRef: {name: others-app}}]", ""},
	} {
		sketch, found := read(app("a", ", "+tc.says) + made)
		got := ""
		for _, a := range sketch.Arrows {
			got += a.Name() + " " + a.Kind.String()
		}
		if got != tc.want {
			t.Errorf("%s: got %q, want %q\n%v", tc.about, got, tc.want, trial.Said(found))
		}
	}
}

// TestOpenNamespaces has a service that leaves its namespace open beside pods that state theirs.
func TestOpenNamespaces(t *testing.T) {
	pod := func(name, namespace string) string {
		return "---\napiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", labels: {app: a}" + namespace + "}\nspec: {containers: [{image: x}]}\n"
	}
	for _, tc := range []struct {
		about, text string
		want        []string
	}{
		{"one namespace", pod("p", ", namespace: one") + service("a"), []string{"a service =p"}},
		{"like itself", pod("p", ", namespace: one") + pod("q", "") + service("a"), []string{"p service", "a service =q"}},
		{"two namespaces", pod("p", ", namespace: one") + pod("q", ", namespace: two") + service("a"), []string{"p service in:one", "q service in:two", "a service"}},
	} {
		sketch, _ := read(tc.text)
		var got []string
		for _, c := range sketch.Components {
			got = append(got, component(c))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", tc.about, diff)
		}
	}
}

// TestRoutes varies the way in.
func TestRoutes(t *testing.T) {
	const shop = "http: {paths: [{path: /, backend: {service: {name: shop, port: {number: 80}}}}]}"
	for _, tc := range []struct {
		about, text string
		want        []string
		open        []string
	}{
		{"an Ingress", "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: way}\nspec: {rules: [{" + shop + "}]}\n", nil, []string{"shop"}},
		{"an old Ingress", "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: way}\nspec: {backend: {serviceName: shop}}\n", nil, []string{"shop"}},
		{"an Ingress with its controller", "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: way}\nspec: {rules: [{" + shop + "}]}\n" + strings.Replace(app("edge", ""), "image: edge", "image: registry.k8s.io/ingress-nginx/controller:v1", 1), []string{"edge -> shop x.yaml#Ingress/way.spec.rules.http.paths.backend route (high)"}, []string{"shop"}},
		{"Gateway API", "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: way}\nspec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{name: shop}, {name: x, kind: Bucket}]}]}\n---\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: edge}\nspec: {}\n", []string{"edge -> shop x.yaml#HTTPRoute/way.spec.rules.backendRefs route (high)"}, []string{"edge"}},
		{"a backend in another namespace", "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: way}\nspec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{name: shop}, {namespace: gone}, {name: shop, namespace: other}]}]}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: shop, namespace: other}\nspec: {selector: {app: none}}\n", []string{"edge -> shop.other x.yaml#HTTPRoute/way.spec.rules.backendRefs route (high)", "edge -> shop x.yaml#HTTPRoute/way.spec.rules.backendRefs route (high)"}, []string{"edge"}},
		{"a gateway of others", "apiVersion: gateway.networking.k8s.io/v1\nkind: GRPCRoute\nmetadata: {name: way}\nspec: {parentRefs: [{name: edge, namespace: infra}], rules: [{backendRefs: [{name: shop}]}]}\n", []string{"edge -> shop x.yaml#GRPCRoute/way.spec.rules.backendRefs route (high)"}, []string{"edge"}},
		{"Istio", "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: way}\nspec: {gateways: [edge, mesh], hosts: ['*'], http: [{route: [{destination: {host: shop}}]}]}\n---\napiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: edge}\nspec: {selector: {istio: ingressgateway}}\n", []string{"edge -> shop x.yaml#VirtualService/way.spec.http.route.destination route (high)"}, []string{"edge"}},
		{"Istio with its gateway's pods", "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: way}\nspec: {gateways: [mesh/edge], hosts: ['*'], tcp: [{route: [{destination: {host: shop.default.svc.cluster.local}}]}]}\n---\napiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: edge, namespace: mesh}\nspec: {selector: {app: envoy}}\n" + strings.Replace(app("envoy", ""), "metadata: {name: envoy}", "metadata: {name: envoy, namespace: gates}", 1), []string{"envoy -> shop x.yaml#VirtualService/way.spec.tcp.route.destination route (high)"}, []string{"envoy"}},
		{"only the mesh", "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: way}\nspec: {hosts: [shop.global], http: [{route: [{destination: {host: shop}}]}]}\n" + app("a", ", env: [{name: X, value: 'http://shop.global'}]"), []string{"a -> shop x.yaml#Deployment/a.containers.main.env.X url (high)"}, nil},
		{"Traefik", "apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: {name: way}\nspec: {routes: [{kind: Rule, services: [{name: shop, port: 80}]}]}\n" + app("traefik", ""), []string{"traefik -> shop x.yaml#IngressRoute/way.spec.routes.services route (high)"}, []string{"shop"}},
		{"Contour", "apiVersion: projectcontour.io/v1\nkind: HTTPProxy\nmetadata: {name: way}\nspec: {routes: [{services: [{name: shop, port: 80}]}]}\n", nil, []string{"shop"}},
		{"OpenShift", "apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: {name: way}\nspec: {to: {kind: Service, name: shop}}\n", nil, []string{"shop"}},
		{"what lies outside", "apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: stripe}\nspec: {hosts: ['*.stripe.com']}\n" + app("a", ", env: [{name: X, value: 'https://api.stripe.com/v1'}]"), []string{"a -> stripe x.yaml#Deployment/a.containers.main.env.X url (high)"}, nil},
	} {
		t.Run(tc.about, func(t *testing.T) {
			sketch, found := read(tc.text + app("shop", "") + service("shop"))
			var open []string
			for _, c := range sketch.Components {
				if c.Open {
					open = append(open, c.Name)
				}
			}
			if diff := cmp.Diff(tc.want, arrows(sketch)) + cmp.Diff(tc.open, open); diff != "" {
				t.Errorf("%s\n%v", diff, trial.Said(found))
			}
		})
	}
}

// TestPolicies varies what a policy for shop allows. There are shop, cart and pay, the latter in namespace money
// and with an account of its own.
func TestPolicies(t *testing.T) {
	const money = "---\napiVersion: v1\nkind: Pod\nmetadata: {name: pay, namespace: money, labels: {app: pay}}\nspec: {serviceAccountName: payer, containers: [{image: pay}]}\n"
	network := func(spec string) string {
		return "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: default}\nspec: {" + spec + "}\n"
	}
	for _, tc := range []struct {
		about, text string
		want        []string
		says        string
	}{
		{"in", network("podSelector: {matchLabels: {app: shop}}, ingress: [{from: [{podSelector: {matchLabels: {app: cart}}}]}]"), []string{"cart -> shop x.yaml#NetworkPolicy/p.spec.ingress allowed (high)"}, ""},
		{"out", network("podSelector: {matchLabels: {app: shop}}, egress: [{to: [{podSelector: {matchLabels: {app: cart}}}]}]"), []string{"shop -> cart x.yaml#NetworkPolicy/p.spec.egress allowed (high)"}, ""},
		{"by expressions", network("podSelector: {matchExpressions: [{key: app, operator: In, values: [shop]}]}, ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [shop, pay]}]}}]}]"), []string{"cart -> shop x.yaml#NetworkPolicy/p.spec.ingress allowed (high)"}, ""},
		{"by what a label is not", network("podSelector: {matchLabels: {app: shop}}, ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [x]}]}}]}]"), []string{"cart -> shop x.yaml#NetworkPolicy/p.spec.ingress allowed (high)"}, ""},
		{"by labels that are there and not there", network("podSelector: {matchLabels: {app: shop}}, ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: Exists}, {key: tier, operator: DoesNotExist}]}}, {podSelector: {matchExpressions: [{key: app, operator: Gt}]}}]}]"), []string{"cart -> shop x.yaml#NetworkPolicy/p.spec.ingress allowed (high)"}, "x.yaml:4:185: note: no workload in these files is what this selects, in NetworkPolicy p"},
		{"from a namespace", network("podSelector: {matchLabels: {app: shop}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: money}}, podSelector: {matchLabels: {app: pay}}}]}]"), []string{"pay -> shop x.yaml#NetworkPolicy/p.spec.ingress allowed (high)"}, ""},
		{"from all of a namespace", network("podSelector: {matchLabels: {app: shop}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: money}}}]}]"), nil, ""},
		{"from everybody", network("podSelector: {matchLabels: {app: shop}}, ingress: [{}]"), nil, ""},
		{"from addresses", network("podSelector: {matchLabels: {app: shop}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]"), nil, ""},
		{"nobody", network("podSelector: {}"), nil, ""},
		{"a name that is none", network("podSelector: {matchLabels: {app: shops}}, ingress: [{from: [{podSelector: {matchLabels: {app: cart}}}]}]"), nil, `x.yaml:4:21: warning: no workload is labelled so; did you mean "app: shop"?`},
		{"labels of two", network("podSelector: {matchLabels: {app: shop, kubernetes.io/tier: a}}, egress: [{to: [{podSelector: {matchLabels: {app: pay, purse: big}}}]}]") + "---\napiVersion: v1\nkind: Pod\nmetadata: {name: odd, namespace: default, labels: {kubernetes.io/tier: a}}\nspec: {containers: [{image: x}]}\n", nil, "x.yaml:4:21: warning: no workload has all that this selects, though some have each of it\n" + `x.yaml:4:101: warning: no workload is labelled "purse: big", so this selects nothing`},
		{"a peer that is none", network("podSelector: {matchLabels: {app: shop}}, ingress: [{from: [{podSelector: {matchLabels: {app: prometheus}}}]}]"), nil, `x.yaml:4:81: warning: no workload is labelled "app: prometheus", so this selects nothing`},
		{"a namespace of which nothing is known", network("podSelector: {matchLabels: {app: shop}}, egress: [{to: [{namespaceSelector: {matchLabels: {name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]}]"), nil, ""},
		{"Cilium", "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: p}\nspec: {endpointSelector: {matchLabels: {app: shop}}, ingress: [{fromEndpoints: [{matchLabels: {'k8s:app': pay, 'k8s:io.kubernetes.pod.namespace': money}}]}]}\n", []string{"pay -> shop x.yaml#CiliumNetworkPolicy/p.spec.ingress allowed (high)"}, ""},
		{"an account", "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: p}\nspec: {selector: {matchLabels: {app: shop}}, rules: [{from: [{source: {principals: [cluster.local/ns/money/sa/payer]}}]}]}\n", []string{"pay -> shop x.yaml#AuthorizationPolicy/p.spec.rules allowed (high)"}, ""},
		{"an account that is denied", "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: p}\nspec: {action: DENY, selector: {matchLabels: {app: shop}}, rules: [{from: [{source: {principals: [cluster.local/ns/money/sa/payer]}}]}]}\n", nil, ""},
	} {
		t.Run(tc.about, func(t *testing.T) {
			sketch, found := read(tc.text + strings.Replace(app("shop", ""), "metadata: {name: shop}", "metadata: {name: shop, namespace: default}", 1) + strings.Replace(app("cart", ""), "metadata: {name: cart}", "metadata: {name: cart, namespace: default}", 1) + money)
			if diff := cmp.Diff(tc.want, arrows(sketch)) + cmp.Diff(tc.says, strings.Join(trial.Said(found), "\n")); diff != "" {
				t.Error(diff)
			}
			for _, a := range sketch.Arrows {
				if a.Question != importer.AskUsed {
					t.Errorf("%s: asked %q", a.Name(), a.Question)
				}
			}
			if len(sketch.Arrows) > 0 && !slices.ContainsFunc(sketch.Unshown, func(u string) bool { return strings.HasPrefix(u, "1 arrow is only allowed") }) {
				t.Error(sketch.Unshown)
			}
		})
	}
}
