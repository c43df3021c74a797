package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/model"
)

// manCommand is hidden because who packs linewalk calls it, and nobody else.
func (s *session) manCommand() *cobra.Command {
	return &cobra.Command{
		Use: "man DIR", Hidden: true, DisableFlagsInUseLine: true,
		Short: "Write the manual pages into a folder",
		Long: `Write a manual page for each command into a folder. The pages bear the day that
--today says, else the one of SOURCE_DATE_EPOCH, else none, so that the same
sources make the same pages.`,
		Example: "  linewalk man out/man",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("say into which folder the manual pages go")
			}
			return s.writeManuals(c.Root(), args[0])
		},
	}
}

func (s *session) writeManuals(root *cobra.Command, folder string) error {
	day, err := s.editionDay()
	if err != nil {
		return err
	}
	for _, c := range documented(root) {
		name := filepath.Join(folder, manualName(c)+".1")
		if err := s.outbox.write(name, []byte(manual(c, day))); err != nil {
			return err
		}
	}
	return nil
}

// editionDay is the day that the manual pages bear. The clock is not asked, because what is packed
// must not depend on the day of packing.
func (s *session) editionDay() (string, error) {
	if s.today.given {
		return s.today.String(), nil
	}
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		return "", nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return "", fmt.Errorf("SOURCE_DATE_EPOCH must be a number of seconds, and is %q", epoch)
	}
	return model.DateOf(time.Unix(seconds, 0).UTC()).String(), nil
}

// documented lists a command and all below it that are not hidden.
func documented(c *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			list = append(list, documented(sub)...)
		}
	}
	return list
}

// manualName is what man is asked for: linewalk-check for linewalk check.
func manualName(c *cobra.Command) string {
	return strings.ReplaceAll(c.CommandPath(), " ", "-")
}

// manual is the manual page of a command, in the man macros of roff.
func manual(c *cobra.Command, day string) string {
	c.InitDefaultHelpFlag()
	p := &roff{}
	p.line(".TH %s 1 %s %s", strings.ToUpper(literal(manualName(c))), quoted(day), programName)
	p.section("NAME")
	p.line("%s \\-", literal(manualName(c)))
	p.fill(lowerFirst(c.Short))
	p.section("SYNOPSIS")
	p.line("%s", synopsis(c))
	p.section("DESCRIPTION")
	p.text(cmp.Or(c.Long, c.Short+"."))
	if c.HasAvailableSubCommands() {
		p.section("COMMANDS")
		for _, sub := range documented(c)[1:] {
			p.item(bold(strings.TrimPrefix(sub.CommandPath(), c.CommandPath()+" ")), sub.Short+".")
		}
	}
	p.section("OPTIONS")
	p.options(c.LocalFlags())
	if c.HasAvailableInheritedFlags() {
		p.options(c.InheritedFlags())
	}
	p.section("EXIT STATUS")
	for _, status := range exitStatuses() {
		p.item(bold(strconv.Itoa(status.code)), status.means)
	}
	if !c.HasParent() {
		p.surroundings()
	}
	if c.Example != "" {
		p.section("EXAMPLES")
		p.verbatim(c.Example)
	}
	p.section("SEE ALSO")
	p.line("%s", strings.Join(related(c), ",\n"))
	return p.String()
}

// synopsis is the line of usage, with the program and the command in bold.
func synopsis(c *cobra.Command) string {
	_, arguments, _ := strings.Cut(c.Use, " ")
	if c.HasAvailableSubCommands() {
		arguments = "COMMAND"
	}
	return strings.TrimRight(bold(c.CommandPath())+" [\\fIOPTION\\fR...] "+literal(arguments), " ")
}

type exitStatus struct {
	code  int
	means string
}

func exitStatuses() []exitStatus {
	return []exitStatus{
		{clean, "Nothing was found at or above the level that fails."},
		{judged, "Something was found, or coverage is below what was asked for."},
		{unusable, "The drawing or the command line is wrong."},
		{failed, "linewalk itself failed, or could not write."},
	}
}

// surroundings says which variables and files all commands heed.
func (p *roff) surroundings() {
	p.section("ENVIRONMENT")
	p.item(bold("NO_COLOR"), "No colour, unless --color is given.")
	p.item(bold("FORCE_COLOR")+", "+bold("CLICOLOR_FORCE"), "Colour, unless --no-color is given.")
	p.item(bold("XDG_CACHE_HOME"), "Where the compiled layout code is kept, in linewalk/wasm; on macOS and Windows it "+
		"is the cache folder of the user. Where nothing can be kept, every start takes longer.")
	p.section("FILES")
	p.item(bold("linewalk.yaml")+", "+bold("architecture.yaml"), "The drawing, if none is named: in this folder or the "+
		"nearest above, within the repository.")
}

// related names the pages next to that of a command: those below and above it.
func related(c *cobra.Command) []string {
	var pages []string
	if c.HasParent() {
		pages = append(pages, bold(manualName(c.Parent()))+"(1)")
	}
	for _, sub := range documented(c)[1:] {
		pages = append(pages, bold(manualName(sub))+"(1)")
	}
	return pages
}
