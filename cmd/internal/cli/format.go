package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/render"
)

// A destination is one output that the user asks for: a format, and the file it goes to, or the
// standard output.
type destination struct{ format, file string }

// destinations is the value of the flag --format: a list, of which one at most goes to the standard
// output.
type destinations struct {
	allowed []string
	chosen  []destination
}

// newDestinations takes the allowed formats. The first is what goes to the standard output if the
// user chooses nothing.
func newDestinations(c *cobra.Command, allowed ...string) *destinations {
	d := &destinations{allowed: allowed}
	c.Flags().Var(d, "format", oneOf(allowed)+", each with =FILE; a list, or repeated (default "+allowed[0]+")")
	complete(c, "format", allowed)
	return d
}

// Set adds the destinations of a list.
func (d *destinations) Set(text string) error {
	for item := range strings.SplitSeq(text, ",") {
		format, file, toFile := strings.Cut(item, "=")
		switch {
		case !slices.Contains(d.allowed, format):
			return fmt.Errorf("a format is %s%s", oneOf(d.allowed), meant(format, d.allowed))
		case toFile && file == "":
			return fmt.Errorf("%s= needs the name of a file", format)
		}
		d.chosen = append(d.chosen, destination{format, file})
	}
	return nil
}

func (d *destinations) String() string { return "" }

// Type names the value in the help.
func (*destinations) Type() string { return "FORMAT" }

// all lists what to write, files first: what is in a file is whole even if nobody reads the
// standard output to its end.
func (d *destinations) all() ([]destination, error) {
	if len(d.chosen) == 0 {
		return []destination{{format: d.allowed[0]}}, nil
	}
	var files, streams []destination
	for _, c := range d.chosen {
		if c.file == "" {
			streams = append(streams, c)
		} else {
			files = append(files, c)
		}
	}
	if len(streams) > 1 {
		return nil, fmt.Errorf("%s and %s cannot both go to the standard output: give one of them =FILE", streams[0].format, streams[1].format)
	}
	return append(files, streams...), nil
}

// deliver writes to each destination with the writer of its format.
func (s *session) deliver(to []destination, writers map[string]writer) error {
	for _, d := range to {
		if err := s.deliverOne(d, writers[d.format]); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) deliverOne(d destination, write writer) error {
	if d.file == "" {
		return write(s.standardSink())
	}
	var text bytes.Buffer
	to, put := newSink(&text, s.color), s.outbox.write
	if isStepSummary(d.file) {
		to.room, put = render.SummaryBytes, s.outbox.add
	}
	if err := write(to); err != nil {
		return err
	}
	return put(d.file, text.Bytes())
}

// isStepSummary tells whether a file is the step summary of the runner of GitHub Actions that linewalk runs
// in. Others write there too.
func isStepSummary(name string) bool {
	summary := os.Getenv("GITHUB_STEP_SUMMARY")
	if summary == "" {
		return false
	}
	full, err := filepath.Abs(name)
	return err == nil && full == filepath.Clean(summary) || sameFile(name, summary)
}

// refusesFiles tells why the files of some destinations may not be written.
func (s *session) refusesFiles(to []destination, inputs []string) error {
	var names []string
	for _, d := range to {
		if d.file != "" {
			names = append(names, d.file)
		}
	}
	return s.outbox.refuses(names, inputs)
}
