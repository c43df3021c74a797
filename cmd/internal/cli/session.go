package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/model"
)

// A session is one run of linewalk: its streams, what all commands have in common, and the files it
// is writing.
type session struct {
	stdin    io.Reader
	stdout   *bufio.Writer
	terminal io.Writer // what stdout writes to
	stderr   io.Writer
	outbox   outbox

	today     date
	ctx       context.Context // ends when the user interrupts
	color     bool
	noColor   bool
	stdinName string
	stdinRead bool
	stdinText []byte // once it is read
	evidence  evidenceArguments
	noWaivers bool
	trees     grove
	unhurried atomic.Bool // interrupted, the command ends by itself, with what it has
}

// newSession is a run that has read nothing yet.
func newSession(stdin io.Reader, stdout, stderr io.Writer) *session {
	return &session{stdin: stdin, stdout: bufio.NewWriterSize(stdout, 64<<10), terminal: stdout, stderr: stderr, trees: grove{}}
}

// run does what args ask for.
func (s *session) run(ctx context.Context, args []string) error {
	s.ctx = ctx
	defer s.trees.close()
	root := s.newCommand()
	root.SetArgs(args)
	root.SetIn(s.stdin)
	root.SetOut(s.stdout)
	root.SetErr(s.stderr)
	return root.ExecuteContext(ctx)
}

// The groups of commands in the help.
const (
	drawingCommands = "drawing"
	ownCommands     = "own"
)

// newCommand is the tree of commands.
func (s *session) newCommand() *cobra.Command {
	root := &cobra.Command{
		Use:     "linewalk",
		Version: version(),
		Short:   "Walk every arrow of a system: what would happen if it didn't work?",
		Long: `linewalk reads a drawing of a system, boxes and arrows in YAML, walks every
arrow and asks: what happens if it doesn't work, how would we know, who is told,
and who can mend it?

FILE is a drawing, a folder with one in it, a pattern, or - for the standard
input; several are merged. Without FILE it is linewalk.yaml, else
architecture.yaml, in this folder or the nearest above.`,
		Example: `  linewalk init                      write a first drawing
  linewalk check                     what is missing, for people and for CI
  linewalk walk --top 3              the three worst arrows, as a story
  linewalk whatif --fail 'a -> b'    any failure you can think of`,
		SilenceUsage: true, SilenceErrors: true, DisableFlagsInUseLine: true,
		Args:              cobra.ArbitraryArgs,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		PersistentPreRunE: func(*cobra.Command, []string) error { return s.contradiction() },
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return c.Help()
		},
	}
	root.SetVersionTemplate("linewalk {{.Version}}\n")
	root.SetFlagErrorFunc(explainFlag)
	flags := root.PersistentFlags()
	flags.Var(&s.today, "today", "the day to judge dates by, as 2026-03-09 (default: the clock)")
	flags.BoolVar(&s.color, "color", false, "colour the output, whatever it goes to")
	flags.BoolVar(&s.noColor, "no-color", false, "never colour the output")
	root.AddGroup(
		&cobra.Group{ID: drawingCommands, Title: "About a drawing:"},
		&cobra.Group{ID: ownCommands, Title: "About linewalk:"},
	)
	root.SetHelpCommand(s.helpCommand())
	root.AddCommand(
		s.initCommand(), s.walkCommand(), s.checkCommand(), s.diffCommand(), s.whatIfCommand(), s.peopleCommand(), s.nextCommand(),
		s.suggestCommand(), s.renderCommand(), s.waiveCommand(), s.importCommand(),
		s.explainCommand(), s.rulesCommand(), s.schemaCommand(), s.completionCommand(), s.versionCommand(),
		s.layoutCommand(), s.manCommand(),
	)
	return root
}

// drawingCommand gives a command the form that all commands about a drawing share.
func (s *session) drawingCommand(c *cobra.Command) *cobra.Command {
	c.GroupID = drawingCommands
	c.Use += " [FILE...]"
	c.DisableFlagsInUseLine = true
	c.Flags().StringVar(&s.stdinName, "stdin-name", "", "the `NAME` of the drawing that - stands for")
	s.evidence.add(c)
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
	}
	return c
}

func (s *session) contradiction() error {
	if s.color && s.noColor {
		return errors.New("--color and --no-color contradict each other")
	}
	return nil
}

// colored tells whether to colour what goes to w: --color and --no-color decide, then NO_COLOR,
// FORCE_COLOR and CLICOLOR_FORCE, then whether it is a terminal that can.
func (s *session) colored(w io.Writer) bool {
	switch {
	case s.color:
		return true
	case s.noColor, os.Getenv("NO_COLOR") != "":
		return false
	case forced("FORCE_COLOR"), forced("CLICOLOR_FORCE"):
		return true
	}
	return isTerminal(w) && os.Getenv("TERM") != "dumb"
}

func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && isatty.IsTerminal(file.Fd())
}

func forced(variable string) bool {
	value := os.Getenv(variable)
	return value != "" && value != "0" && value != "false"
}

// patience is how long work may take before the user is told what it is.
const patience = 500 * time.Millisecond

// progress tells somebody at a terminal what takes so long, unless done is called before.
func (s *session) progress(text string) (done func()) {
	if !isTerminal(s.stderr) {
		return func() {}
	}
	notice := time.AfterFunc(patience, func() { s.say(text + " ...") })
	return func() { notice.Stop() }
}

// day is the day to judge by. The clock is read here and nowhere else.
func (s *session) day() model.Date {
	if s.today.given {
		return s.today.Date
	}
	return model.DateOf(time.Now())
}
