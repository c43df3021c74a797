package cli

import (
	"bytes"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/rules"
)

func (s *session) rulesCommand() *cobra.Command {
	return &cobra.Command{
		GroupID: ownCommands,
		Use:     "rules",
		Short:   "List the rules with their levels",
		Long: `List the rules by group, each with the level it has unless the drawing sets
another, as in settings: {rules: {arrow-no-runbook: error}}.`,
		Example: "  linewalk rules",
		Args:    noArguments,
		RunE:    func(*cobra.Command, []string) error { return s.listRules() },
	}
}

func (s *session) listRules() error {
	var lines bytes.Buffer
	table := tabwriter.NewWriter(&lines, 0, 0, 2, ' ', 0)
	group := ""
	for _, r := range rules.All() {
		if r.Group != group {
			if group != "" {
				fmt.Fprintln(table, "\t\t")
			}
			group = r.Group
			fmt.Fprintf(table, "%s:\t\t\n", group)
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\n", r.ID, level(r), r.Title)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for line := range strings.Lines(lines.String()) {
		if err := s.print(strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return s.print("\nlinewalk explain RULE says more")
}

func level(r *analysis.Rule) string {
	if r.Off {
		return "off"
	}
	return r.Level.String()
}
