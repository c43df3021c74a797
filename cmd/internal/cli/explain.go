package cli

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis/detection"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/render"
)

// overview is what linewalk explain says without a rule.
//
//go:embed overview.md
var overview string

// What linewalk explain explains besides rules.
const (
	jsonTopic  = "json"  // the JSON documents
	modesTopic = "modes" // the failure modes, and what sees them
)

func (s *session) explainCommand() *cobra.Command {
	return &cobra.Command{
		GroupID: ownCommands,
		Use:     "explain [RULE|modes|json]",
		Short:   "Explain a rule, the failure modes, or how to read what it says",
		Example: `  linewalk explain
  linewalk explain arrow-no-alert
  linewalk explain modes
  linewalk explain json`,
		Args: atMostOne,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return append(askedRules(), modesTopic, jsonTopic), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return s.print(overview)
			}
			return s.explain(args[0])
		},
	}
}

func (s *session) explain(id string) error {
	rule, known := rules.Find(id)
	switch {
	case id == jsonTopic:
		return s.print(render.JSONPage)
	case id == modesTopic:
		return s.print(detection.Page())
	case known:
		return s.print(rule.Page)
	case strings.HasPrefix(id, "read-"):
		return fmt.Errorf("%s is no rule: it is about the file itself; linewalk explain says more", id)
	case slices.Contains(rules.Reserved(), id):
		return fmt.Errorf("rule %s is reserved for a later version and judges nothing yet", id)
	}
	return fmt.Errorf("unknown rule %q%s", id, orElse(meant(id, append(rules.IDs(), modesTopic, jsonTopic)), "; linewalk rules lists them"))
}

// print writes text to the standard output, with a line break at its end.
func (s *session) print(text string) error {
	_, err := io.WriteString(s.stdout, strings.TrimRight(text, "\n")+"\n")
	return err
}

func askedRules() []string {
	var ids []string
	for _, r := range rules.All() {
		ids = append(ids, r.ID)
	}
	return ids
}
