package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/model/schema"
	"github.com/linewalk/linewalk/render"
)

// What linewalk schema has a schema of.
const (
	drawingSchema = "drawing"
	jsonSchema    = "json"
)

func (s *session) schemaCommand() *cobra.Command {
	known := []string{drawingSchema, jsonSchema}
	return &cobra.Command{
		GroupID: ownCommands,
		Use:     "schema [drawing|json]",
		Short:   "Print the JSON Schema of drawings, or of the JSON that linewalk writes",
		Long: `Print the JSON Schema of drawings (draft-07), for editors, or of the documents
that --format json writes (draft 2020-12), for programs that read them. An
editor finds the first by the first line of the drawing:

  # yaml-language-server: $schema=./linewalk.schema.json`,
		Example: `  linewalk schema > linewalk.schema.json
  linewalk schema json > documents.schema.json`,
		Args:      atMostOne,
		ValidArgs: known,
		RunE: func(_ *cobra.Command, args []string) error {
			name := drawingSchema
			if len(args) > 0 {
				name = args[0]
			}
			switch name {
			case drawingSchema:
				return s.print(string(schema.JSON()))
			case jsonSchema:
				text, err := render.JSONSchema()
				if err != nil {
					return err
				}
				return s.print(string(text))
			}
			return fmt.Errorf("no schema of %q: it is of %s%s", name, oneOf(known), meant(name, known))
		},
	}
}
