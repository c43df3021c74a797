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

// boundMemory ends this process where it asks for more data than mostMemory.
func boundMemory() {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_DATA, &limit) != nil {
		return
	}
	limit.Cur = min(limit.Cur, mostMemory)
	// Where this cannot be had, time bounds the memory too.
	_ = syscall.Setrlimit(syscall.RLIMIT_DATA, &limit)
}
