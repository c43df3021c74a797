package security_test

import (
	"runtime"
	"testing"
)

// devices never end, and are no drawings.
func devices(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the devices of Linux")
	}
	s := newScene(t, quiet)
	s.run("check", "/dev/zero").exits(2)
	s.run("check", "--evidence", "prometheus-rules=/dev/zero", "linewalk.yaml").exits(1).says("larger than 10 MB, and is not read [read-evidence]")
	s.run("check", "--baseline", "/dev/zero", "linewalk.yaml").exits(2)
}
