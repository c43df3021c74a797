package cli

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/linewalk/linewalk/model/diag"
)

func (s *session) helpCommand() *cobra.Command {
	return &cobra.Command{
		GroupID: ownCommands,
		Use:     "help [COMMAND]",
		Short:   "Say how a command is used",
		Example: "  linewalk help check",
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(c.Root(), strings.Join(args, " "))
			}
			return found.Help()
		},
	}
}

func (s *session) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		GroupID: ownCommands,
		Use:     "completion SHELL",
		Short:   "Print what makes a shell complete linewalk's commands",
		Long: `Print a script for bash, zsh, fish or powershell. With it the shell completes
commands, flags and their values, names in the drawing included.`,
		Example: `  source <(linewalk completion bash)
  linewalk completion zsh > "${fpath[1]}/_linewalk"
  linewalk completion fish > ~/.config/fish/completions/linewalk.fish`,
		ValidArgs: shells,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("say for which shell: %s", oneOf(shells))
			}
			switch root := c.Root(); args[0] {
			case "bash":
				return root.GenBashCompletionV2(s.stdout, true)
			case "zsh":
				return root.GenZshCompletion(s.stdout)
			case "fish":
				return root.GenFishCompletion(s.stdout, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(s.stdout)
			}
			return fmt.Errorf("no completion for %q: a shell is %s%s", args[0], oneOf(shells), meant(args[0], shells))
		},
	}
}

// noArguments refuses any argument.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no argument, and %q is one", c.CommandPath(), args[0])
	}
	return nil
}

// atMostOne refuses a second argument.
func atMostOne(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%s takes one name, not %d", c.CommandPath(), len(args))
	}
	return nil
}

// unknownCommand says what the user may have meant.
func unknownCommand(root *cobra.Command, name string) error {
	var known []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			known = append(known, c.Name())
		}
	}
	mend := "; linewalk --help lists the commands"
	if _, err := os.Stat(name); err == nil {
		mend = "; did you mean linewalk check " + name + "?"
	}
	return fmt.Errorf("unknown command %q%s", name, orElse(meant(name, known), mend))
}

// explainFlag words the errors of the flag parser, with what the user may have meant.
func explainFlag(c *cobra.Command, err error) error {
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return unknownFlag(c, unknown)
	}
	if bad, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		why := bad.Unwrap()
		if _, ok := errors.AsType[*strconv.NumError](why); ok {
			why = errors.New("must be a whole number")
		}
		return fmt.Errorf("--%s %s: %w", bad.GetFlag().Name, bad.GetValue(), why)
	}
	return err
}

func unknownFlag(c *cobra.Command, unknown *pflag.NotExistError) error {
	var known []string
	add := func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, "--"+f.Name)
		}
	}
	c.Flags().VisitAll(add)
	c.InheritedFlags().VisitAll(add)
	name := "--" + unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		name = "-" + unknown.GetSpecifiedName()
	}
	return fmt.Errorf("unknown flag %s%s", name, orElse(meant(name, known), "; "+c.CommandPath()+" --help lists the flags"))
}

// meant is the end of a message: what the user may have meant by name, if anything.
func meant(name string, known []string) string {
	near := diag.Near(name, known)
	if len(near) == 0 {
		return ""
	}
	for i, n := range near {
		near[i] = strconv.Quote(n)
	}
	return ", did you mean " + strings.Join(near, " or ") + "?"
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func oneOf(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
