package cli

import (
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

func (s *session) versionCommand() *cobra.Command {
	return &cobra.Command{
		GroupID: ownCommands,
		Use:     "version",
		Short:   "Print the version of linewalk",
		Example: "  linewalk version",
		Args:    noArguments,
		RunE:    func(*cobra.Command, []string) error { return s.print("linewalk " + version()) },
	}
}

// version is what the build knows of itself: the version of the module, or the commit it was built
// from, and Go's.
func version() string {
	number, commit, changed := "(devel)", "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" {
			number = info.Main.Version
		}
		for _, setting := range info.Settings {
			switch {
			case setting.Key == "vcs.revision":
				commit = setting.Value[:min(12, len(setting.Value))] + " "
			case setting.Key == "vcs.modified" && setting.Value == "true":
				changed = "with changes "
			}
		}
	}
	return strings.Join([]string{number, " ", commit, changed, runtime.Version(), " ", runtime.GOOS, "/", runtime.GOARCH}, "")
}
