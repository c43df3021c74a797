package cli

import (
	"cmp"
	"runtime"
	"runtime/debug"

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

// version is what the build knows of itself.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{GoVersion: runtime.Version()}
	}
	return describe(info)
}

// describe tells the version of the module, the commit it was built from, and Go's.
func describe(info *debug.BuildInfo) string {
	number, commit, changed := cmp.Or(info.Main.Version, "(devel)"), "", ""
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision":
			commit = setting.Value[:min(12, len(setting.Value))] + " "
		case setting.Key == "vcs.modified" && setting.Value == "true":
			changed = "with changes "
		}
	}
	return number + " " + commit + changed + info.GoVersion + " " + runtime.GOOS + "/" + runtime.GOARCH
}
