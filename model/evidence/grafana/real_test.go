package grafana_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/linewalk/linewalk/model/evidence/grafana"
)

func TestDump(t *testing.T) {
	for _, pattern := range []string{"oteldemo/src/grafana/provisioning/*/*", "oteldemo/src/grafana/provisioning/dashboards/demo/*", "sockshop/deploy/docker-compose/grafana/*", "sockshop/deploy/kubernetes/manifests-monitoring/2*"} {
		names, _ := filepath.Glob("../../../../shared/real/" + pattern)
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				continue
			}
			e, ds := grafana.Read(filepath.Base(name), b)
			fmt.Println("==", filepath.Base(name), e.Files)
			for _, d := range ds {
				fmt.Println("  ", d.Span, d.Level, d.Message)
			}
			for _, d := range e.Dashboards {
				fmt.Println("  D", d.Span, d.UID, d.Title, len(d.Panels))
				for _, p := range d.Panels {
					fmt.Println("     ", p.Span, p.ID, p.Title, p.Metrics)
				}
			}
			for _, r := range e.Rules {
				fmt.Println("  R", r.Span, r.Name, r.For, r.KeepFiring, r.Every.Value, r.Offset, r.Labels, r.Runbook, r.Receiver, r.Panel, r.Off, "\n     ", r.Expr)
				for i, s := range r.Condition.Sights {
					fmt.Print("  ", i, s)
				}
				fmt.Println("\n   U:", r.Condition.Unreadable, "F:", r.Condition.Fault)
			}
			for _, r := range e.Routings {
				fmt.Printf("  T %v %+v\n", r.Span, r.Root)
				for _, r := range r.Receivers {
					fmt.Printf("   %+v\n", *r)
				}
			}
		}
	}
}
