package cli

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/model/schema"
	"github.com/linewalk/linewalk/render"
)

// firstDrawing is what linewalk init writes.
//
//go:embed first.yaml
var firstDrawing []byte

// schemaFile is the name under which the first drawing looks for its schema.
const schemaFile = "linewalk.schema.json"

// schemaLine tells editors where it is.
const schemaLine = "# yaml-language-server: $schema=./" + schemaFile + "\n"

// firstWalk is how many arrows the first walk of an imported drawing tells of.
const firstWalk = 3

func (s *session) initCommand() *cobra.Command {
	var from []string
	c := &cobra.Command{
		GroupID: drawingCommands,
		Use:     "init [FILE]",
		Short:   "Write a small commented drawing to start from",
		Long: `Write a small commented drawing, linewalk.yaml unless FILE says otherwise, and
beside it the schema that lets editors complete and check it. Nothing that
exists is written over.

With --from, the drawing is of files you have, of any format that import reads,
and the worst of its arrows are walked at once.`,
		Example: `  linewalk init && linewalk check
  linewalk init --from compose.yaml
  linewalk init --from compose.yaml --from compose.override.yaml shop.yaml
  linewalk init --from deploy/`,
		Args: atMostOne,
		RunE: func(_ *cobra.Command, args []string) error {
			name := defaultNames()[0]
			if len(args) > 0 {
				name = args[0]
			}
			if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%s is there already, and is left as it is", name)
			}
			if len(from) > 0 {
				return s.initFrom(name, from)
			}
			return s.init(name)
		},
	}
	c.Flags().StringArrayVar(&from, "from", nil, "draw `FILE` or folder, a compose file or another that import reads; may be repeated")
	return c
}

func (s *session) init(name string) error {
	if err := s.outbox.write(name, firstDrawing); err != nil {
		return err
	}
	beside, err := s.schemaBeside(name)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.stdout, "wrote %s%s\nnext: draw your own boxes and arrows in %s, then run linewalk check\n", name, beside, name)
	return nil
}

// schemaBeside writes the schema into the folder of a drawing, unless one is there. It hands back what to say
// of that.
func (s *session) schemaBeside(name string) (string, error) {
	beside := filepath.Join(filepath.Dir(name), schemaFile)
	if _, err := os.Lstat(beside); !errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return " and " + beside, s.outbox.write(beside, schema.JSON())
}

// initFrom imports files into a new drawing, and walks the worst of its arrows.
func (s *session) initFrom(name string, files []string) error {
	if err := s.importFiles(&importing{out: name, head: schemaLine}, append([]string{auto}, files...)); err != nil {
		return err
	}
	if _, err := s.schemaBeside(name); err != nil {
		return err
	}
	worst := walk{formats: &destinations{allowed: []string{"text"}}, Selection: render.Selection{Top: firstWalk}}
	return s.walk(&worst, []string{name})
}
