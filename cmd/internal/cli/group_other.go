//go:build !unix

package cli

import "os/exec"

// ownGroup does nothing where there are no process groups: the child itself is killed.
func ownGroup(*exec.Cmd) {}
