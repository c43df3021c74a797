package cli

import "syscall"

// boundMemory ends this process where it asks for more than mostMemory. The limit is that of addresses, as the
// runtime reserves them before it uses them, and the kernel counts them then.
func boundMemory() {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_AS, &limit) != nil {
		return
	}
	limit.Cur = min(limit.Cur, mostMemory)
	// Where this cannot be had, time bounds the memory too.
	_ = syscall.Setrlimit(syscall.RLIMIT_AS, &limit)
}
