//go:build !linux

package cli

// boundMemory does nothing where no limit is known to hold.
func boundMemory() {}
