// Package wasmcache keeps the machine code of go-graphviz in a folder that only the user can write.
//
// go-graphviz compiles its WebAssembly while the program starts and keeps the result in the temporary
// folder, in a place that everybody on the machine can make first. It maps and runs what it finds there,
// and panics on what it cannot read. This package therefore points the temporary folder at a part of the
// user's own cache before go-graphviz looks, and removes files that are not as a good start left them.
// Where no folder is fit for it, go-graphviz compiles in memory: slower, and just as safe.
//
// Nothing can call it early enough, so it acts while its own variable is initialised. Go initialises a
// package as soon as all that it imports is ready; this one imports only what package os needs itself,
// and so has acted long before the packages that go-graphviz needs are ready. A test holds both.
package wasmcache

import (
	"os"
	"sync"
)

// begun is the work that has to be done before main, and what it found.
var begun = begin()

// settled makes the second and every later Settle harmless.
var settled sync.Once

// A start is what one process found in the cache as it began, and what it has to put back.
type start struct {
	temporary []variable // the temporary folder as the user set it
	folder    string     // the cache folder; empty where none is fit for use
	note      string     // why a folder that is there is not used; else empty
}

// Settle ends what the start of the program began: the temporary folder is the user's again, and the
// files in the cache are known to be good, because go-graphviz has just read or written them. It belongs
// at the top of every main function, those of tests included. The note is a sentence for the user about
// a cache folder that is not safe to use; it is empty where there is nothing to say.
func Settle() (note string) {
	settled.Do(func() {
		for _, v := range begun.temporary {
			v.restore()
		}
		if begun.folder != "" {
			remember(begun.folder)
		}
	})
	return begun.note
}

// begin moves the temporary folder to the cache, or to nowhere.
func begin() start {
	var s start
	s.folder, s.note = open()
	place := s.folder
	if place == "" {
		place = nowhere()
	}
	// Windows reads the last two, all others the first.
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		s.temporary = append(s.temporary, lookUp(name))
		_ = os.Setenv(name, place)
	}
	return s
}

// nowhere is a path at which no folder can be made, because what is above it is a file.
func nowhere() string {
	program, err := os.Executable()
	if err != nil {
		program = os.DevNull
	}
	return join(program, "none")
}

// A variable is one of the environment, as it was.
type variable struct {
	name, value string
	set         bool
}

func lookUp(name string) variable {
	value, set := os.LookupEnv(name)
	return variable{name, value, set}
}

func (v variable) restore() {
	if v.set {
		_ = os.Setenv(v.name, v.value)
	} else {
		_ = os.Unsetenv(v.name)
	}
}
