package pyrra

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestReal says what is in each public file, counted by eye. None of them needs a diagnostic.
func TestReal(t *testing.T) {
	const week = 7 * 24 * time.Hour
	tests := []struct {
		file       string
		objectives int
		absent     int // alerts on absence; there are four on the burn rate for each objective
		target     float64
		window     time.Duration
	}{
		{"caddy-response-latency.yaml", 1, 2, 0.9, 4 * week},
		{"nginx.yaml", 2, 3, 0.999, 4 * week},
		{"parca-grpc-queryrange-errors.yaml", 1, 1, 0.99, 2 * week},
		{"prometheus-http.yaml", 1, 1, 0.99, week},
		{"prometheus-operator.yaml", 1, 1, 0.95, week},
		{"prometheus-probe-success.yaml", 1, 1, 0.99, week},
		{"pyrra-connect-errors.yaml", 1, 1, 0.99, 2 * week},
		{"pyrra-connect-latency.yaml", 1, 0, 0.99, 2 * week},
		{"pyrra-filesystem-errors.yaml", 1, 2, 0.99, week},
		{"pyrra-kubernetes-errors.yaml", 1, 1, 0.99, week},
		{"thanos-grpc.yaml", 1, 1, 0.995, week},
		{"thanos-http.yaml", 1, 1, 0.99, 4 * week},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "real", "monitoring", "pyrra", test.file))
			if err != nil {
				t.Skip("the real files are not beside the repository:", err)
			}
			e, found := Read(test.file, text)
			if len(found) > 0 || len(e.Files[0].Unread) > 0 {
				t.Error(found)
			}
			burn, absent := 0, 0
			for _, r := range e.Rules {
				switch r.Name {
				case "ErrorBudgetBurn":
					burn++
				case "SLOMetricAbsent":
					absent++
				}
				if r.Condition.Unreadable != "" {
					t.Errorf("%s is not understood: %s", r.Expr, r.Condition.Unreadable)
				}
			}
			if len(e.Objectives) != test.objectives || burn != 4*test.objectives || absent != test.absent {
				t.Fatalf("%d objectives, %d alerts on the burn rate, %d on absence; want %d, %d, %d",
					len(e.Objectives), burn, absent, test.objectives, 4*test.objectives, test.absent)
			}
			diff := e.Objectives[0].Target - test.target
			if diff > 1e-9 || diff < -1e-9 || e.Objectives[0].Window != test.window {
				t.Errorf("target %v over %v, want %v over %v", e.Objectives[0].Target, e.Objectives[0].Window, test.target, test.window)
			}
		})
	}
}
