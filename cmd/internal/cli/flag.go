package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A date is the value of a flag that takes a day.
type date struct {
	model.Date
	given bool
}

// Set reads a day. Dates that the calendar does not have are refused.
func (d *date) Set(text string) error {
	day, err := model.ParseDate(text)
	if err != nil {
		return errors.New("a day is written as 2026-03-09, and must be in the calendar")
	}
	*d = date{day, true}
	return nil
}

func (d *date) String() string {
	if !d.given {
		return ""
	}
	return d.Date.String()
}

// Type names the value in the help.
func (*date) Type() string { return "DATE" }

// A choice is the value of a flag that takes one of a few words.
type choice struct {
	value   string
	allowed []string
	kind    string // names the value in the help
}

// Set takes one of the allowed words.
func (c *choice) Set(text string) error {
	if !slices.Contains(c.allowed, text) {
		return fmt.Errorf("must be %s%s", oneOf(c.allowed), meant(text, c.allowed))
	}
	c.value = text
	return nil
}

func (c *choice) String() string { return c.value }

// Type names the value in the help.
func (c *choice) Type() string { return c.kind }

// add gives c a flag that takes one of a few words, with their completion.
func (c *choice) add(to *cobra.Command, name, usage string) {
	to.Flags().Var(c, name, usage)
	complete(to, name, c.allowed)
}

// complete lets the shell complete the values of a flag.
func complete(c *cobra.Command, flag string, values []string) {
	err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag was not added before
	}
}

// levelNames are the levels as flags take them.
func levelNames() []string {
	var names []string
	for _, l := range diag.Levels() {
		names = append(names, l.String())
	}
	return names
}

func levelOf(name string) diag.Level {
	for _, l := range diag.Levels() {
		if l.String() == name {
			return l
		}
	}
	return 0
}

// A share is the value of a flag that takes a percentage.
type share struct {
	percent float64
	given   bool
}

// Set reads a percentage, with or without its sign. A fraction is refused: as a percentage it would
// ask for next to nothing.
func (s *share) Set(text string) error {
	n, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	if err != nil || !(n >= 0 && n <= 100) {
		return errors.New("must be a percentage such as 80%")
	}
	if n > 0 && n < 1 && !strings.HasSuffix(text, "%") {
		return fmt.Errorf("%s means %s%% here, did you mean %s%%?", text, text, strconv.FormatFloat(100*n, 'f', -1, 64))
	}
	*s = share{n, true}
	return nil
}

func (s *share) String() string {
	if !s.given {
		return ""
	}
	return strconv.FormatFloat(s.percent, 'f', -1, 64) + "%"
}

// Type names the value in the help.
func (*share) Type() string { return "PERCENT" }
