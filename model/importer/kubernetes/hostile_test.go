package kubernetes_test

import (
	"fmt"
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

// TestLooks tells manifests from what looks like them.
func TestLooks(t *testing.T) {
	const pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
	for _, tc := range []struct {
		about, text string
		want        bool
	}{
		{"a pod", pod, true},
		{"of helm template", "---\r\n# Source: shop/templates/a.yaml\r\n" + strings.ReplaceAll(pod, "\n", "\r\n") + "---\r\n# Source: shop/templates/none.yaml\r\n", true},
		{"a list", "apiVersion: v1\nkind: List\nitems: []\n", true},
		{"JSON", `{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}}`, true},
		{"that says nothing of who uses whom", "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n", true},
		{"beside others", pod + "---\napiVersion: example.com/v1\nkind: Backup\n", true},
		{"only others", "apiVersion: example.com/v1\nkind: Backup\n", false},
		{"of another group", "apiVersion: example.com/v1\nkind: Service\n", false},
		{"a catalog", "apiVersion: backstage.io/v1alpha1\nkind: Component\n", false},
		{"a catalog beside", pod + "---\napiVersion: backstage.io/v1alpha1\nkind: Component\n", false},
		{"a compose file", "services: {a: {image: a}}\n", false},
		{"a template", "{{- if .Values.x }}\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n{{- end }}\n", true},
		{"a chart", "apiVersion: v2\nname: shop\nversion: 1.0.0\n", true},
		{"a kustomization", "resources: [../base]\npatches: [{path: a.yaml}]\n", true},
		{"resources of something else", "resources: [a]\nsteps: [b]\n", false},
		{"a template of another kind", "- hosts: all\n  {{ if x }}\n", false},
		{"values of Helm", pod + "---\nreplicas: 2\n", false},
		{"text", "hello", false},
		{"nothing", "", false},
	} {
		if got := kubernetes.Looks([]byte(tc.text)); got != tc.want {
			t.Errorf("%s: got %v", tc.about, got)
		}
	}
}

// TestBadInput varies what is wrong with a file. All of it is told with its place.
func TestBadInput(t *testing.T) {
	const pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{image: a}]}\n"
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i < 10; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 10), ","))
	}
	for _, tc := range []struct{ about, text, want string }{
		{"empty", "", "x.yaml:1:1: error: there is no Kubernetes object here that says what the system consists of"},
		{"a list", "- a\n", "x.yaml:1:1: error: there is no Kubernetes object here that says what the system consists of"},
		{"values", "replicas: 2\n", "x.yaml:1:1: note: apiVersion and kind are missing, so this is no Kubernetes object and left out"},
		{"a template", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n  {{- if .x }}\n", "x.yaml:5:3: error: this is a chart of Helm: render it first: helm template, and import what that prints"},
		{"a template that is YAML", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: '{{ .Release.Name }}-a'\n", "x.yaml:1:1: error: this is a chart of Helm: render it first: helm template, and import what that prints"},
		{"a chart", "apiVersion: v2\nname: shop\n", "x.yaml:1:1: error: this is a chart of Helm: render it first: helm template, and import what that prints"},
		{"UTF-16", "\xff\xfea\x00:\x00", "x.yaml:1:1: error: the file is UTF-16: save it as UTF-8"},
		{"kustomize", pod + "---\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamePrefix: a-\n", "x.yaml:8:1: note: what this changes is not read: import what kustomize build prints"},
		{"nothing but kustomize", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n", "x.yaml:1:1: error: this says how manifests are put together: import what kustomize build prints"},
		{"no name", "apiVersion: v1\nkind: Pod\nmetadata: {}\n", "x.yaml:1:1: error: this Pod has no name"},
		{"no name that can be", "apiVersion: v1\nkind: Pod\nmetadata: {name: 'a -> b'}\n", "x.yaml:3:18: error: a Pod is named with letters, digits, dots and dashes"},
		{"a key twice", "apiVersion: v1\nkind: Pod\nmetadata: {name: a, name: b}\nspec: {containers: []}\n", `x.yaml:3:21: note: key "name" is given twice`},
		{"twice", pod + "---\n" + pod, "x.yaml:8:18: note: this object is written before too: the last one counts"},
		{"other kinds", pod + "---\napiVersion: x.io/v1\nkind: Scaler\nmetadata: {name: a}\n---\napiVersion: x.io/v1\nkind: Scaler\nmetadata: {name: b}\n", `x.yaml:8:18: note: objects of kind "Scaler" are not read; there are 2`},
		{"a selector that fits nothing", pod + "---\napiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {app: s}}\n", "x.yaml:8:18: note: the selector of this Service fits no workload in these files"},
		{"a route to nowhere", pod + "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: w}\nspec: {defaultBackend: {service: {name: gone}}}\n", `x.yaml:9:24: note: this leads to "gone", which is in no file`},
		{"no YAML", "apiVersion: {a: \n", "x.yaml:1:13: error: "},
		{"an anchor that is not there", "apiVersion: *b\n", "x.yaml:1:13: error: "},
		{"a bomb", bomb, "x.yaml:"},
		{"too deep", "a: " + strings.Repeat("{a: ", 200) + strings.Repeat("}", 200) + "\n", "x.yaml:1:"},
		{"lists in lists", strings.Repeat("{apiVersion: v1, kind: List, items: [", 40) + strings.Repeat("]}", 40), "x.yaml:1:"},
		{"binary", "a: \x00\x01\n", "x.yaml:1:4: error: "},
		{"the wrong form everywhere", "apiVersion: [v1]\nkind: {a: b}\n---\napiVersion: v1\nkind: Pod\nmetadata: [a]\nspec: x\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: {a: b}, volumes: x, initContainers: [x, [y]]}}}\n", "x.yaml:4:1: error: this Pod has no name"},
		{"huge", pod + "#" + strings.Repeat("x", 10<<20), "x.yaml:1:1: error: the file is larger than 10 MB"},
	} {
		t.Run(tc.about, func(t *testing.T) {
			_, found := read(tc.text)
			if !slices.ContainsFunc(trial.Said(found), func(line string) bool { return strings.HasPrefix(line, tc.want) }) {
				t.Errorf("want %s, got %v", tc.want, trial.Said(found))
			}
		})
	}
}

// TestSaidOnce holds what is said of a file, and that it is no more.
func TestSaidOnce(t *testing.T) {
	const pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{image: a}]}\n"
	const template = "apiVersion: v1\nkind: Service\nmetadata:\n  {{- if .Values.x }}\n"
	for _, tc := range []struct {
		about string
		texts []string
		want  []string
	}{
		{"a file that was cut off behind a line end of Windows", []string{strings.ReplaceAll(pod, "\n", "\r\n") + "---\r"}, nil},
		{"no YAML", []string{"a: [\n"}, []string{"x.yaml:1:4: error: '[' is never closed"}},
		{"no YAML, beside a pod", []string{"a: [\n", pod}, []string{"x.yaml:1:4: error: '[' is never closed"}},
		{"UTF-16", []string{"\xfe\xff\x00a"}, []string{"x.yaml:1:1: error: the file is UTF-16: save it as UTF-8"}},
		{"a kustomization that changes something", []string{"resources: [../base]\nnamePrefix: a-\n"}, []string{"x.yaml:1:1: error: this says how manifests are put together: import what kustomize build prints"}},
		{"a chart beside what it made", []string{pod, template}, []string{"y.yaml:4:3: note: this is of a chart of Helm, and not read: render it first: helm template"}},
		{"a whole chart beside what it made", []string{pod, template, "apiVersion: v2\nname: shop\n"}, []string{"y.yaml:4:3: note: this and 1 more are of a chart of Helm, and not read: render it first: helm template"}},
		{"a chart alone", []string{template, "apiVersion: v2\nname: shop\n"}, []string{"x.yaml:4:3: error: this is a chart of Helm: render it first: helm template, and import what that prints"}},
		{"braces in a value", []string{pod + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: '{{ .Values.x }}'}\n"}, nil},
	} {
		_, found := read(tc.texts...)
		if diff := cmp.Diff(tc.want, trial.Said(found)); diff != "" {
			t.Errorf("%s: %s", tc.about, diff)
		}
	}
}

// TestNoMessageIsCut has long names in every message that holds one.
func TestNoMessageIsCut(t *testing.T) {
	long := strings.Repeat("long", 60)
	policy := func(label string) string {
		return "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: " + long + "}\nspec: {podSelector: {matchLabels: {" + long + ": " + label + "}}, ingress: []}\n"
	}
	pod := "---\napiVersion: v1\nkind: Pod\nmetadata: {name: " + long + ", labels: {" + long + ": " + long + "}}\nspec: {containers: [{image: a}]}\n"
	_, found := read(pod + policy(long+"x") + policy("other") + "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: w}\nspec: {defaultBackend: {service: {name: gone" + long + "}}}\n")
	if len(found) != 3 {
		t.Errorf("%d are said, want 3: %v", len(found), trial.Said(found))
	}
	for _, d := range found {
		if strings.HasSuffix(d.Message, "…") {
			t.Error(d.Message)
		}
	}
}

// TestMadeByOthers reads what kubectl get shows of makers who are in no file.
func TestMadeByOthers(t *testing.T) {
	one := func(kind, group, name, maker, of, spec string) string {
		return "---\napiVersion: " + group + "\nkind: " + kind + "\nmetadata: {name: " + name + ", labels: {app: " + of + "}, ownerReferences: [{kind: " + maker + "}]}\nspec: " + spec + "\n"
	}
	pod := func(name, maker, of string) string {
		return one("Pod", "v1", name, maker, of, "{containers: [{name: c, image: "+of+"}]}")
	}
	set := func(name, maker, of, replicas string) string {
		return one("ReplicaSet", "apps/v1", name, maker, of, "{replicas: "+replicas+", template: {metadata: {labels: {app: "+of+"}}, spec: {containers: [{name: c, image: x, env: [{name: API_URL, value: 'http://api:80'}]}]}}}")
	}
	for _, tc := range []struct {
		about, text string
		want        []string
	}{
		{"pods of a Deployment", pod("web-7f8b9c-abcde", "ReplicaSet, name: web-7f8b9c", "web") + pod("web-7f8b9c-fghij", "ReplicaSet, name: web-7f8b9c", "web"), []string{"web 2"}},
		{"pods of a StatefulSet", pod("db-0", "StatefulSet, name: db", "db") + pod("db-1", "StatefulSet, name: db", "db") + pod("db-2", "StatefulSet, name: db", "db"), []string{"db 3"}},
		{"the sets that a Deployment had", set("web-5d59d67564", "Deployment, name: web", "web", "0") + set("web-7f8b9c", "Deployment, name: web", "web", "2") + pod("web-7f8b9c-abcde", "ReplicaSet, name: web-7f8b9c", "web"), []string{"web 2"}},
		{"with the Deployment", app("web", "") + set("web-7f8b9c", "Deployment, name: web", "web", "2") + pod("web-7f8b9c-abcde", "ReplicaSet, name: web-7f8b9c", "web"), []string{"web 0"}},
		{"with the Deployment, without its set", app("web", "") + pod("web-7f8b9c-abcde", "ReplicaSet, name: web-7f8b9c", "web"), []string{"web 0"}},
		{"a job of a CronJob", one("Job", "batch/v1", "report-29312345", "CronJob, name: report", "report", "{template: {spec: {containers: [{image: x}]}}}"), []string{"report 0"}},
		{"of the machine", pod("etcd-host", "Node, name: host", "etcd"), nil},
		{"of a kind that is not known", pod("x-0", "Kafka, name: x", "x"), []string{"x-0 0"}},
	} {
		sketch, found := read(tc.text)
		var got []string
		for _, c := range sketch.Components {
			got = append(got, fmt.Sprintf("%s %d", c.Name, c.Replicas))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s%v", tc.about, diff, trial.Said(found))
		}
	}
	sketch, _ := read(set("web-7f8b9c", "Deployment, name: web", "web", "2") + pod("api-0", "StatefulSet, name: api", "api") + service("api"))
	if diff := cmp.Diff([]string{"web -> api x.yaml#ReplicaSet/web.containers.c.env.API_URL url (high)"}, arrows(sketch)); diff != "" {
		t.Error(diff)
	}
}

// TestServiceNames has a Deployment that is given the name of a Service and nothing else.
func TestServiceNames(t *testing.T) {
	sketch, _ := read(app("web", ", env: [{name: EMAIL_SERVICE, value: email}, {name: USER_SVC, value: user.people}, {name: DD_SERVICE, value: user}, {name: MODE, value: user}]") +
		app("email", "") + service("email") + app("user", "") + strings.Replace(service("user"), "name: user", "name: user, namespace: people", 1))
	want := []string{"web -> email x.yaml#Deployment/web.containers.main.env.EMAIL_SERVICE name-value (medium)", "web -> user x.yaml#Deployment/web.containers.main.env.USER_SVC name-value (medium)"}
	if diff := cmp.Diff(want, arrows(sketch)); diff != "" {
		t.Error(diff)
	}
	for _, a := range sketch.Arrows {
		if a.Question == "" {
			t.Errorf("%s is not asked about", a.Name())
		}
	}
}

// TestUnshown tells what is in no file.
func TestUnshown(t *testing.T) {
	sketch, _ := read(app("a", ", env: [{name: DB_URL, valueFrom: {secretKeyRef: {name: s, key: u}}}, {name: PASSWORD, valueFrom: {secretKeyRef: {name: s, key: p}}}]") +
		app("b", ", envFrom: [{secretRef: {name: s}}]") + app("c", ", envFrom: [{configMapRef: {name: s, optional: true}}]"))
	want := []string{
		"3 of 3 components have no evidence of an arrow: a, b, c. What is wired to them stands in no file that was read: import traces or network policies, or draw the arrows",
		"2 components take addresses from Secrets or ConfigMaps that are in no file: a (DB_URL), b (all of Secret s). Whom they reach is seen once those are imported too",
	}
	if diff := cmp.Diff(want, sketch.Unshown); diff != "" {
		t.Error(diff)
	}
}

// TestAbsent varies hosts that mean nobody here.
func TestAbsent(t *testing.T) {
	for _, tc := range []struct {
		host   string
		absent bool
	}{
		{"pay", true},
		{"pay.money.svc", true},
		{"pay.money.svc.cluster.local", true},
		{"a", false},
		{"a-headless", false},
		{"a.x.svc", false},
		{"localhost", false},
		{"127.0.0.1", false},
		{"api.example.com", false},
		{"kubernetes.default.svc", false},
	} {
		sketch, _ := read(app("a", ", env: [{name: X, value: 'http://"+tc.host+":80'}, {name: LEVEL, value: 'verbose:100'}]") + service("a") + strings.Replace(service("a"), "name: a", "name: a-headless", 1) + app("b", ""))
		got := slices.ContainsFunc(sketch.Unshown, func(u string) bool {
			return strings.Contains(u, "1 address leads to a host that no file here has, so it is no arrow: "+tc.host+" (a X)")
		})
		if got != tc.absent {
			t.Errorf("%s: %v", tc.host, sketch.Unshown)
		}
	}
}

// TestPoliciesAlone reads policies that are kept apart from what they are for.
func TestPoliciesAlone(t *testing.T) {
	sketch, found := read("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: n}\nspec: {podSelector: {matchLabels: {app: db, tier: back}}, ingress: [{from: [{podSelector: {matchLabels: {app: cart}}}]}]}\n")
	if got := arrows(sketch); len(got) != 1 || !strings.HasPrefix(got[0], "cart -> db ") {
		t.Errorf("%v, %v", got, trial.Said(found))
	}
}

// TestValuesStayInside has secrets in every place that takes a value, and in broken files.
func TestValuesStayInside(t *testing.T) {
	const secret = "hunter2"
	const encoded = "cG9zdGdyZXM6Ly91Omh1bnRlcjJAYi94" // postgres://u:hunter2@b/x
	for _, text := range []string{
		app("a", ", env: [{name: DB_URL, value: 'postgres://u:"+secret+"@b/x'}, {name: P, value: "+secret+"}], args: [--password, "+secret+", 'http://x:"+secret+"@b'], livenessProbe: {exec: {command: [x, '"+secret+"']}}") + app("b", "") + service("b"),
		app("a", ", envFrom: [{secretRef: {name: s}}, {configMapRef: {name: m}}]") + app("b", "") + service("b") +
			"---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {DB_URL: " + encoded + "}\nstringData: {P: " + secret + "}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {DB_URL: 'postgres://u:" + secret + "@b/x', x.conf: 'password = " + secret + "'}\n",
		"apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {P: \"" + secret + "}\n",
		"apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {P: *" + secret + "}\n",
		"apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {P: !" + secret + " y}\n",
		"apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  P: " + secret + ": y\n",
	} {
		sketch, found := read(text)
		if all := cmp.Diff(nil, sketch) + cmp.Diff(nil, found); strings.Contains(all, secret) || strings.Contains(all, encoded) {
			t.Errorf("%s\nlets its value out:\n%s", text, all)
		}
	}
}

// TestWorkIsBounded reads manifests in which everything has to do with everything.
func TestWorkIsBounded(t *testing.T) {
	for about, text := range hostile() {
		t.Run(about, func(t *testing.T) {
			sketch, found := read(text)
			if len(sketch.Components) == 0 || len(sketch.Arrows) > 100_000 || len(found) > 1000 {
				t.Errorf("%d components, %d arrows, %d diagnostics", len(sketch.Components), len(sketch.Arrows), len(found))
			}
		})
	}
}

// hostile are manifests that are made to take long.
func hostile() map[string]string {
	pods := func(n int, labels, container string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "---\n{apiVersion: v1, kind: Pod, metadata: {name: p%d, labels: {%s}}, spec: {containers: [{image: x%s}]}}\n", i, fmt.Sprintf(labels, i), container)
		}
		return b.String()
	}
	const policy = "---\n{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: n%%}, spec: {podSelector: {%s}, ingress: [{from: [{podSelector: {%s}}]}]}}\n"
	return map[string]string{
		"policies for all":              pods(1000, "all: x, app: a%d", "") + trial.Many(1000, "", fmt.Sprintf(policy, "matchLabels: {all: x}", "matchLabels: {all: x}")),
		"policies for all but one":      pods(1000, "all: x, app: a%d", "") + trial.Many(1000, "", fmt.Sprintf(policy, "matchExpressions: [{key: app, operator: NotIn, values: [a%]}]", "matchLabels: {app: a%}")),
		"policies for nobody":           pods(1000, "all: x, app: a%d", "") + trial.Many(3000, "", fmt.Sprintf(policy, "matchLabels: {app: b%}", "matchLabels: {app: c%}")),
		"services over all":             pods(1000, "all: x, app: a%d", "") + trial.Many(1000, "", "---\n{apiVersion: v1, kind: Service, metadata: {name: s%}, spec: {selector: {all: x}}}\n"),
		"a ConfigMap for all":           pods(1000, "app: a%d", ", envFrom: [{configMapRef: {name: m}}]") + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata:\n" + trial.Many(20_000, "", "  K%: p%\n"),
		"values that grow":              pods(300, "app: a%d", ", env: [{name: A, value: "+strings.Repeat("x", 1000)+"}, {name: B, value: "+strings.Repeat("$(A)", 100)+"}, {name: C, value: "+strings.Repeat("$(B)", 100)+"}]"),
		"a file that names many":        pods(2000, "app: a%d", "") + "---\n{apiVersion: v1, kind: Pod, metadata: {name: reader}, spec: {containers: [{image: x}], volumes: [{configMap: {name: m}}]}}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata:\n  x.yaml: |\n" + trial.Many(30_000, "", "    url: http://h%:80\n"),
		"many kinds":                    pods(1, "app: a%d", "") + trial.Many(5000, "", "---\n{apiVersion: x.io/v1, kind: K%, metadata: {name: a}}\n"),
		"one name in many namespaces":   trial.Many(3000, "", "---\n{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: n%}, spec: {containers: [{image: x, env: [{name: A_HOST, value: a.n1}]}]}}\n"),
		"ways to everything":            pods(500, "app: a%d", "") + trial.Many(200, "", "---\n{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: v%}, spec: {gateways: [g1, g2, g3, g4, g5, g6, g7, g8, g9, g%], hosts: [v%.x], http: [{route: ["+trial.Many(200, "", "{destination: {host: p%}},")+"]}]}}\n"),
		"many ways in":                  pods(2000, "app: a%d", "") + trial.Many(2000, "", "---\n{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: w%}, spec: {defaultBackend: {service: {name: p%}}}}\n"),
		"names of names":                pods(1, "app: a%d", "") + trial.Many(5000, "", "---\n{apiVersion: v1, kind: Service, metadata: {name: s%, namespace: d}, spec: {type: ExternalName, externalName: s%.d.svc.cluster.local}}\n"),
		"variables that say one thing":  pods(2, "app: a%d", "") + "---\n{apiVersion: v1, kind: Pod, metadata: {name: reader}, spec: {containers: [{image: x, env: [" + trial.Many(20_000, "", "{name: V%, value: 'http://p0'},") + "]}]}}\n",
		"a label with very many values": pods(2000, "app: a%d, b%[1]d: c", "") + trial.Many(300, "", fmt.Sprintf(policy, "matchLabels: {app: z%}", "matchLabels: {app: y%}")),
	}
}

// FuzzRead reads each text as two files, so that all in it is there twice.
func FuzzRead(f *testing.F) {
	twice := format
	twice.Read = func(files []importer.File) (*model.Sketch, []diag.Diagnostic) {
		return alone(append(files, importer.File{Name: "y.yaml", Text: files[0].Text}))
	}
	twice.Fuzz(f,
		app("a", ", env: [{name: B_HOST, value: b}]")+app("b", "")+service("b"),
		"apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{args: ['$(B_SERVICE_HOST)']}]}}]\n",
		"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {matchLabels: {app: a}}, egress: [{to: [{podSelector: {matchExpressions: [{key: a, operator: Exists}]}, namespaceSelector: {}}]}]}\n",
		"apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: p}\nspec: {gateways: [a/b], hosts: [x], http: [{route: [{destination: {host: a}}]}]}\n---\napiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: a}\nspec: {hosts: [x, '*']}\n",
		"apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: ExternalName, externalName: a.b.svc}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {x: eA==}\n",
	)
}

// BenchmarkRead reads 5,000 services that each use three others.
func BenchmarkRead(b *testing.B) {
	const n = 5000
	var text strings.Builder
	for i := range n {
		name := fmt.Sprintf("service-%d", i)
		text.WriteString(app(name, fmt.Sprintf(", env: [{name: NEXT_ADDR, value: 'service-%d:8080'}, {name: FAR_URL, value: 'http://service-%d.default:8080/api'}, {name: DB_URL, value: 'postgres://u:p@service-%d:5432/x'}]", (i+1)%n, (i*7+3)%n, (i*13+5)%n)))
		text.WriteString(service(name))
	}
	files := []importer.File{{Name: "all.yaml", Text: []byte(text.String())}}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if sketch, found := kubernetes.Read(files, nil); len(sketch.Components) != n {
			b.Fatal(len(sketch.Components), found)
		}
	}
}

// BenchmarkHostile reads what is made to take long.
func BenchmarkHostile(b *testing.B) { format.Benchmark(b, hostile()) }
