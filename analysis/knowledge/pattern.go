package knowledge

import (
	"slices"
	"sort"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Files are some files of a ledger, each once, in the order of their paths.
type Files []int32

// A Complaint is why a pattern selects nothing.
type Complaint struct {
	Pattern string
	Why     string // a phrase
}

// All are all files of the ledger.
func (l *Ledger) All() Files {
	all := make(Files, len(l.files))
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// Select selects files by patterns, relative to the top of the repository: a file, a folder with all
// below it, or a glob that matches either, where ** stands for any number of folders. The name of a
// folder may look like a glob and is still a name. Patterns that select nothing are complained of.
func (l *Ledger) Select(patterns []string) (Files, []Complaint) {
	var files Files
	var complaints []Complaint
	for _, pattern := range patterns {
		found, why := l.match(pattern)
		if len(found) == 0 && why == "" {
			why = "it matches no file of the repository"
		}
		if why != "" {
			complaints = append(complaints, Complaint{pattern, why})
		}
		files = append(files, found...)
	}
	slices.Sort(files)
	return slices.Compact(files), complaints
}

// Paths are the paths of files.
func (l *Ledger) Paths(files Files) []string {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = l.files[f].name
	}
	return paths
}

// match lists the files that one pattern selects, or says what is wrong with it.
func (l *Ledger) match(pattern string) (Files, string) {
	parts, why := split(pattern)
	if why != "" {
		return nil, why
	}
	plain := len(parts)
	if i := slices.IndexFunc(parts, func(part string) bool { return strings.ContainsAny(part, `*?[{\`) }); i >= 0 {
		plain = i
	}
	files := l.below(strings.Join(parts, "/"))
	if plain == len(parts) {
		return files, ""
	}
	glob := strings.Join(parts, "/") + "/**"
	switch {
	case alternatives(glob) > mostAlternatives:
		return files, "it has too many alternatives"
	case !doublestar.ValidatePattern(glob):
		if len(files) > 0 {
			return files, ""
		}
		return nil, "it is no valid pattern"
	}
	for _, i := range l.below(strings.Join(parts[:plain], "/")) {
		if doublestar.MatchUnvalidated(glob, l.files[i].name) {
			files = append(files, i)
		}
	}
	return files, ""
}

// split cuts a pattern into the names between its slashes, or says why it cannot be one.
func split(pattern string) (parts []string, why string) {
	const longest = 4096
	switch {
	case strings.ContainsRune(pattern, 0):
		return nil, "it contains a NUL"
	case len(pattern) > longest:
		return nil, "it is too long"
	case strings.HasPrefix(pattern, "/"):
		return nil, "it is absolute: write it relative to the repository"
	case strings.TrimSpace(pattern) == "":
		return nil, "it is empty"
	}
	for part := range strings.SplitSeq(pattern, "/") {
		switch part {
		case "", ".":
		case "..":
			return nil, "it leads out of a folder"
		default:
			parts = append(parts, part)
		}
	}
	return parts, ""
}

// mostAlternatives is how many patterns one may stand for.
const mostAlternatives = 1000

// alternatives is at least how many patterns a pattern with braces stands for.
func alternatives(pattern string) int {
	total := 1
	for _, group := range strings.Split(pattern, "{")[1:] {
		total *= 1 + strings.Count(group, ",")
		if total > mostAlternatives {
			break
		}
	}
	return total
}

// below lists the files of a folder, at any depth, or the one file of that name. The empty folder is
// the top.
func (l *Ledger) below(folder string) Files {
	if folder == "" {
		return l.All()
	}
	var files Files
	if i := l.from(folder); i < len(l.files) && l.files[i].name == folder {
		files = append(files, int32(i))
	}
	// The character after the slash is the first that no path below the folder begins with.
	for i := l.from(folder + "/"); i < l.from(folder+string(rune('/'+1))); i++ {
		files = append(files, int32(i))
	}
	return files
}

// from is the place of the first file whose path is not before the given one.
func (l *Ledger) from(path string) int {
	return sort.Search(len(l.files), func(i int) bool { return l.files[i].name >= path })
}
