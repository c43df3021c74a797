//go:build unix

package wasmcache

import (
	"os"
	"path"
	"syscall"
)

// own reports whether the file belongs to the user who runs the program.
func own(info os.FileInfo) bool { return owner(info) == os.Geteuid() }

// closed reports whether nobody else may read or write the file.
func closed(info os.FileInfo) bool { return info.Mode().Perm()&0o077 == 0 }

// guarded reports whether nobody else may write the file.
func guarded(info os.FileInfo) bool { return info.Mode().Perm()&0o022 == 0 }

// sheltered reports whether nobody else can put another folder in the place of this one: it and all
// above it belong to the user or to root, and are not writable by all, unless sticky as /tmp is. A group
// that may write there is taken for the user's own, as many systems set it up.
func sheltered(folder string) bool {
	for {
		info, err := os.Stat(folder)
		if err != nil || !own(info) && owner(info) != 0 {
			return false
		}
		if info.Mode()&0o002 != 0 && info.Mode()&os.ModeSticky == 0 {
			return false
		}
		above := path.Dir(folder)
		if above == folder {
			return true
		}
		folder = above
	}
}

// owner is the user a file belongs to, or -1.
func owner(info os.FileInfo) int {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return -1
	}
	return int(stat.Uid)
}
