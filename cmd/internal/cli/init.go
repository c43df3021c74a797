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
)

// firstDrawing is what linewalk init writes.
//
//go:embed first.yaml
var firstDrawing []byte

// schemaFile is the name under which the first drawing looks for its schema.
const schemaFile = "linewalk.schema.json"

func (s *session) initCommand() *cobra.Command {
	return &cobra.Command{
		GroupID: drawingCommands,
		Use:     "init [FILE]",
		Short:   "Write a small commented drawing to start from",
		Long: `Write a small commented drawing, linewalk.yaml unless FILE says otherwise, and
beside it the schema that lets editors complete and check it. Nothing that
exists is written over.`,
		Example: "  linewalk init && linewalk check",
		Args:    atMostOne,
		RunE: func(_ *cobra.Command, args []string) error {
			name := defaultNames()[0]
			if len(args) > 0 {
				name = args[0]
			}
			return s.init(name)
		},
	}
}

func (s *session) init(name string) error {
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already, and is left as it is", name)
	}
	if err := s.outbox.write(name, firstDrawing); err != nil {
		return err
	}
	beside := filepath.Join(filepath.Dir(name), schemaFile)
	wrote := name
	if _, err := os.Lstat(beside); errors.Is(err, fs.ErrNotExist) {
		if err := s.outbox.write(beside, schema.JSON()); err != nil {
			return err
		}
		wrote += " and " + beside
	}
	fmt.Fprintf(s.stdout, "wrote %s\nnext: draw your own boxes and arrows in %s, then run linewalk check\n", wrote, name)
	return nil
}
