//go:build unix

package cli

import (
	"os/exec"
	"syscall"
)

// ownGroup gives the child a process group of its own, and has all of it killed.
func ownGroup(child *exec.Cmd) {
	child.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	child.Cancel = func() error { return syscall.Kill(-child.Process.Pid, syscall.SIGKILL) }
}
