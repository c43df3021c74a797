// Linewalk walks every arrow of a system's drawing and asks what would happen if it didn't work.
package main

import (
	"os"

	"github.com/linewalk/linewalk/cmd/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
