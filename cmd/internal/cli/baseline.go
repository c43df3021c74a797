package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/baseline"
	"github.com/linewalk/linewalk/model/diag"
)

// A ratchet says which findings are accepted because they were there before, and what becomes of the list.
type ratchet struct {
	file   string // to read
	write  string // to write; then it is read too, if it is there
	accept bool   // new ones are added
	strict bool   // entries that accept nothing are errors
}

func (k *ratchet) add(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&k.file, "baseline", "", "accept the findings that `FILE` lists")
	flags.StringVar(&k.write, "write-baseline", "", "write the findings to `FILE`, and accept them; it never grows")
	flags.BoolVar(&k.accept, "accept-new", false, "let --write-baseline add findings to a baseline that is there")
	flags.BoolVar(&k.strict, "strict-baseline", false, "make it an error if the baseline lists what is no longer found")
}

// contradiction tells which of the flags do not go together.
func (k *ratchet) contradiction(since bool) error {
	switch {
	case k.write != "" && since:
		return errors.New("--write-baseline lists all findings, and --since only some: give one of them")
	case k.write != "" && k.file != "" && filepath.Clean(k.write) != filepath.Clean(k.file):
		return errors.New("--baseline and --write-baseline name two files: the one that is written is read too")
	case k.accept && k.write == "":
		return errors.New("--accept-new says how --write-baseline does its work, and that is not given")
	case k.strict && k.write == "" && k.file == "":
		return errors.New("--strict-baseline needs --baseline")
	}
	return nil
}

// name is the file of the baseline; empty if there is none.
func (k *ratchet) name() string {
	if k.write != "" {
		return k.write
	}
	return k.file
}

// staleness is the level of what is said of entries that accept nothing.
func (k *ratchet) staleness() diag.Level {
	if k.strict {
		return diag.Error
	}
	return diag.Note
}

// read reads the baseline. There is none if none is asked for, or if it is only to be written and not there
// yet. What is wrong inside the file is told by diagnostics.
func (k *ratchet) read() (*baseline.Baseline, []diag.Diagnostic, error) {
	name := k.name()
	if name == "" {
		return nil, nil, nil
	}
	text, err := argumentText(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && k.write != "":
		return nil, nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, fmt.Errorf("no such file: %s; linewalk check --write-baseline %s writes it", name, name)
	case err != nil:
		return nil, nil, err
	case len(text) > largestFile:
		return nil, nil, fmt.Errorf("%s is larger than 10 MB, and no baseline", name)
	}
	b, found := baseline.Read(filepath.ToSlash(name), text)
	return b, found, nil
}

// guard adds the file of the baseline to the outputs of a run if it is written, else to its inputs.
func (k *ratchet) guard(to []destination, inputs []string) ([]destination, []string) {
	switch {
	case k.write != "":
		return append([]destination{{format: "baseline", file: k.write}}, to...), inputs
	case k.file != "":
		full, err := filepath.Abs(k.file)
		if err == nil {
			return to, append([]string{realPath(full)}, inputs...)
		}
	}
	return to, inputs
}

// renew writes the findings of a report to the baseline, unless it would grow and nobody said that it may.
// It returns the baseline that is in force then.
func (s *session) renew(k *ratchet, old *baseline.Baseline, r *analysis.Report) (*baseline.Baseline, error) {
	now := r.Baseline()
	now.Name = filepath.ToSlash(k.write)
	if old != nil && !k.accept {
		if more := old.Beyond(now); len(more) > 0 {
			return old, verdict(fmt.Sprintf("%s is not written, as it would grow by %s: mend them, or add --accept-new",
				k.write, entries(more)))
		}
	}
	text, err := now.Text()
	if err != nil {
		return old, err
	}
	return now, s.outbox.write(k.write, text)
}

// entries counts entries and names the first ones.
func entries(all []baseline.Entry) string {
	const few = 3
	var names []string
	for _, e := range all[:min(few, len(all))] {
		names = append(names, e.Rule+" "+diag.Quote(cmp.Or(e.Arrow, e.Subject, e.File)))
	}
	text := fmt.Sprintf("%d (%s", len(all), strings.Join(names, ", "))
	if left := len(all) - len(names); left > 0 {
		text += fmt.Sprintf(" and %d more", left)
	}
	return text + ")"
}
