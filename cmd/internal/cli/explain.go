package cli

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/render"
)

// overview is what linewalk explain says without a rule.
//
//go:embed overview.md
var overview string

// jsonTopic is what linewalk explain calls the description of the JSON documents.
const jsonTopic = "json"

func (s *session) explainCommand() *cobra.Command {
	return &cobra.Command{
		GroupID: ownCommands,
		Use:     "explain [RULE|json]",
		Short:   "Explain a rule, the JSON document, or how to read what linewalk says",
		Example: `  linewalk explain
  linewalk explain arrow-no-alert
  linewalk explain json`,
		Args: atMostOne,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return append(askedRules(), jsonTopic), cobra.ShellCompDirectiveNoFileComp
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
	case known:
		return s.print(rule.Page)
	case strings.HasPrefix(id, "read-"):
		return fmt.Errorf("%s is no rule: it is about the file itself; linewalk explain says more", id)
	case slices.Contains(rules.Reserved(), id):
		return fmt.Errorf("rule %s is reserved for a later version and judges nothing yet", id)
	}
	return fmt.Errorf("unknown rule %q%s", id, orElse(meant(id, rules.IDs()), "; linewalk rules lists them"))
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
