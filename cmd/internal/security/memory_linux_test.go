package security_test

import (
	"os"
	"syscall"
)

// residentSet is the most memory that a process held, in kB.
func residentSet(p *os.ProcessState) int64 {
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok {
		return usage.Maxrss
	}
	return 0
}
