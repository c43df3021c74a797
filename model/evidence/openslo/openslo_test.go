package openslo

import (
	"fmt"
	"strings"
	"testing"
)

// TestMany has many objectives name many policies: the alerts are bounded, and what is missing is
// noted once, however many objectives miss it.
func TestMany(t *testing.T) {
	var text strings.Builder
	text.WriteString("apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: many}\nspec:\n  objectives:\n")
	for range 100 {
		text.WriteString("  - {target: 0.99}\n")
	}
	text.WriteString("  alertPolicies:\n  - alertPolicyRef: Missing\n")
	for i := range 100 {
		fmt.Fprintf(&text, "  - alertPolicyRef: Policy%d\n", i)
	}
	for i := range 100 {
		fmt.Fprintf(&text, "---\napiVersion: openslo/v1\nkind: AlertPolicy\nmetadata: {name: Policy%d}\nspec: {conditions: [{conditionRef: none}]}\n", i)
	}
	e, found := Read("many.yaml", []byte(text.String()))
	if len(e.Objectives) != 100 || len(e.Rules) != mostRules {
		t.Errorf("%d objectives, %d rules", len(e.Objectives), len(e.Rules))
	}
	unread := e.Files[0].Unread
	if len(unread) != 1 || len(unread[0].Mentions) != 1 || unread[0].Mentions[0] != "Missing" {
		t.Errorf("unread %v", unread)
	}
	said := 0
	for _, d := range found {
		if strings.HasPrefix(d.Message, "more than 5000 alerts") {
			said++
		}
	}
	if said == 0 || said > 2 {
		t.Errorf("the bound is reported %d times: %v", said, found)
	}
}
