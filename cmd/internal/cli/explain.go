package cli

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis/rules"
)

// overview is what linewalk explain says without a rule.
//
//go:embed overview.md
var overview string

func (s *session) explainCommand() *cobra.Command {
	return &cobra.Command{
		GroupID: ownCommands,
		Use:     "explain [RULE]",
		Short:   "Explain a rule, or how to read what linewalk says",
		Example: "  linewalk explain arrow-no-alert",
		Args:    atMostOne,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return askedRules(), cobra.ShellCompDirectiveNoFileComp
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
	case known:
		return s.print(rule.Page)
	case strings.HasPrefix(id, "read-"):
		return fmt.Errorf("%s is no rule: it is about the file itself, always an error of reading; linewalk explain says more", id)
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
