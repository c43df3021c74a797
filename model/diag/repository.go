package diag

import (
	"path"
	"strings"
)

// A Repository tells where files lie in it, so that what is said to other programs does not depend on
// the folder that linewalk runs in. Its paths are absolute, with "/". The zero Repository leaves names
// as they are, but for detours in them.
type Repository struct {
	Top  string // the folder of the repository
	Here string // the folder that relative names begin in, at or below Top
}

// Path is where a file lies, relative to the top of the repository and with "/". That of a file
// outside of it begins with ".." or is absolute. No name has no path.
func (r Repository) Path(file string) string {
	if file == "" {
		return ""
	}
	full := file
	if !absolute(file) {
		full = path.Join(r.Here, file)
	}
	full = path.Clean(full)
	if inside, ok := strings.CutPrefix(full, strings.TrimSuffix(r.Top, "/")+"/"); ok && r.Top != "" {
		return inside
	}
	if absolute(file) || r.Top == "" {
		return full
	}
	return climb(r.Top, full)
}

// climb is the way from a folder to a file that is not below it.
func climb(folder, file string) string {
	up := ""
	for folder != "/" && folder != "." && !strings.HasPrefix(file, strings.TrimSuffix(folder, "/")+"/") {
		folder, up = path.Dir(folder), up+"../"
	}
	return up + strings.TrimPrefix(strings.TrimPrefix(file, strings.TrimSuffix(folder, "/")), "/")
}

// absolute tells whether the name begins at the root of a file system, be it one with drives.
func absolute(file string) bool {
	return strings.HasPrefix(file, "/") || len(file) > 2 && file[1] == ':' && file[2] == '/'
}
