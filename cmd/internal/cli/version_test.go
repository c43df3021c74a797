package cli

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestDescribe(t *testing.T) {
	system := " " + runtime.GOOS + "/" + runtime.GOARCH
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef0123456789abcdef01234567"}
	tests := []struct {
		name string
		info debug.BuildInfo
		want string
	}{
		{"nothing known", debug.BuildInfo{GoVersion: "go1.26.7"}, "(devel) go1.26.7"},
		{"installed from the proxy", debug.BuildInfo{
			GoVersion: "go1.26.7", Main: debug.Module{Version: "v1.2.3"},
		}, "v1.2.3 go1.26.7"},
		{"built in a clone", debug.BuildInfo{
			GoVersion: "go1.26.7", Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{revision, {Key: "vcs.modified", Value: "false"}},
		}, "v1.2.3 0123456789ab go1.26.7"},
		{"built in a clone with changes", debug.BuildInfo{
			GoVersion: "go1.26.7", Main: debug.Module{Version: "(devel)"}, Settings: []debug.BuildSetting{revision, {Key: "vcs.modified", Value: "true"}},
		}, "(devel) 0123456789ab with changes go1.26.7"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := describe(&test.info); got != test.want+system {
				t.Errorf("got  %q\nwant %q", got, test.want+system)
			}
		})
	}
}
