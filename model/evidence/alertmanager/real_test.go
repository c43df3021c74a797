package alertmanager_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/linewalk/linewalk/model/evidence/alertmanager"
)

func TestPeek(t *testing.T) {
	for _, f := range os.Args[len(os.Args)-1:] { _ = f }
	fs, _ := filepath.Glob("/work/shared/real/monitoring/alertmanager-examples/testdata/*.yml")
	fs = append(fs, "/work/shared/real/monitoring/alertmanager-examples/simple.yml",
	"/work/shared/real/monitoring/prometheus-demo-site/alertmanager.yml",
	"/work/shared/real/sockshop/deploy/docker-compose/alertmanager.yml",
	"/work/shared/real/sockshop/deploy/kubernetes/manifests-alerting/alertmanager-configmap.yaml",
	"/work/shared/real/monitoring/openshift-cmo/assets_alertmanager_secret.yaml",
	"/work/shared/real/monitoring/kube-prometheus/alertmanager-secret.yaml",
	"/work/shared/real/monitoring/gitlab-runbooks/routing/alertmanager.rendered.yml",
	)
	for _, f := range fs {
		b, err := os.ReadFile(f)
		if err != nil { t.Fatal(err) }
		e, ds := alertmanager.Read(filepath.Base(f), b)
		fmt.Println("==", filepath.Base(f), len(e.Routings), e.Files[0].Unread)
		for _, r := range e.Routings {
			fmt.Println(r.Span, r.Root.Receiver != nil, len(r.Root.Routes), len(r.Inhibitions))
			for _, c := range r.Receivers { fmt.Print("  ", c.Name, c.Span, " "); for _, k := range c.Contacts { fmt.Print(k.Class, "/", k.Via, "/", k.Target, k.Span, "; ") }; fmt.Println() }
		}
		for _, d := range ds { fmt.Println("  !", d.Level, d.Span, d.Message) }
	}
}
