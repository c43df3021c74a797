package wasmcache

import "os"

// room is how much must fit into the folder before go-graphviz is let write there: it panics on a full
// disk. The compiled code takes less than half of it.
const room = 16 << 20

// open returns the cache folder, made where it was missing and holding nothing but files that a good
// start left there. It returns no folder where that cannot be had, and a note where the reason is one
// that the user should know.
func open() (folder, note string) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", ""
	}
	above := join(cache, "linewalk")
	folder = join(above, "wasm")
	for _, f := range []string{cache, above, folder} {
		// What is there already, and what cannot be made, shows below.
		_ = os.Mkdir(f, 0o700)
	}
	info, err := os.Lstat(folder)
	switch {
	case err != nil:
		return "", ""
	case !info.IsDir():
		return "", unused(folder, "is not a folder")
	case !own(info):
		return "", unused(folder, "belongs to another user")
	case !closed(info):
		return "", unused(folder, "is open to other users")
	case !sheltered(above):
		return "", unused(folder, "lies in a folder that other users can change")
	}
	found, err := list(folder)
	if err != nil {
		return "", unused(folder, "holds what cannot be trusted or read")
	}
	for _, f := range append(found.folders, folder) {
		if !takes(f, 0) {
			return "", ""
		}
	}
	if !found.asStamped() && (found.clear() != nil || !takes(folder, room)) {
		return "", ""
	}
	return folder, ""
}

// unused words the note about a folder.
func unused(folder, why string) string {
	return "cache folder " + folder + " " + why + ", so it is not used; every command starts slower"
}

// takes reports whether a file of size bytes can be made in folder.
func takes(folder string, size int) bool {
	f, err := os.CreateTemp(folder, "probe-*"+unfinished)
	if err != nil {
		return false
	}
	defer os.Remove(f.Name())
	_, err = f.Write(make([]byte, size))
	return f.Close() == nil && err == nil
}

func join(folder, name string) string {
	return folder + string(os.PathSeparator) + name
}
