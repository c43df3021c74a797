package cli

import (
	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/model/schema"
)

func (s *session) schemaCommand() *cobra.Command {
	return &cobra.Command{
		GroupID: ownCommands,
		Use:     "schema",
		Short:   "Print the JSON Schema of drawings, for editors",
		Long: `Print the JSON Schema (draft-07) of drawings. An editor finds it by the first
line of the drawing:

  # yaml-language-server: $schema=./linewalk.schema.json`,
		Example: "  linewalk schema > linewalk.schema.json",
		Args:    noArguments,
		RunE:    func(*cobra.Command, []string) error { return s.print(string(schema.JSON())) },
	}
}
