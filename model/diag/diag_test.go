package diag_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/diag"
)

func TestNear(t *testing.T) {
	known := []string{"payments", "orders", "Order", "db", "mq", "checkout", "checkouts", "checkin"}
	for _, tc := range []struct {
		name string
		want []string
	}{
		{"paymets", []string{"payments"}},
		{"ordrs", []string{"orders"}},
		{"ORDERS", []string{"orders", "Order"}},
		{"order", []string{"Order", "orders"}},
		{"bd", []string{"db"}},
		{"xx", nil},
		{"chekcout", []string{"checkout", "checkouts"}},
		{"payments", nil},
		{"", nil},
	} {
		if diff := cmp.Diff(tc.want, diag.Near(tc.name, known)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tc.name, diff)
		}
	}
}

func TestSort(t *testing.T) {
	at := func(file string, line, col int32, rule string) diag.Diagnostic {
		return diag.Diagnostic{Rule: rule, Span: diag.Span{File: file, Start: diag.Point{Line: line, Col: col}}}
	}
	ds := []diag.Diagnostic{
		at("other.yaml", 1, 1, "a"), at("teams.yaml", 1, 1, "a"), at("main.yaml", 10, 1, "a"),
		at("main.yaml", 2, 9, "a"), at("main.yaml", 2, 3, "b"), at("main.yaml", 2, 3, "a"),
	}
	diag.Sort(ds, []string{"main.yaml", "teams.yaml"})
	var got []string
	for _, d := range ds {
		got = append(got, d.Span.String()+" "+d.Rule)
	}
	want := []string{"main.yaml:2:3 a", "main.yaml:2:3 b", "main.yaml:2:9 a", "main.yaml:10:1 a", "teams.yaml:1:1 a", "other.yaml:1:1 a"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}
