// Package wiring finds out from the configuration of a system's parts which of them uses which. A format
// (docker compose, Kubernetes manifests) says what stands where: settings, commands, files that a part
// sees, what it waits for. This package knows what that means: which texts are addresses, what software is
// known by its name, how far each manner of reading is to be trusted, and what a person should be asked.
//
// Of the values it is given, none leaves it: evidence names the file and the path of keys.
package wiring

import (
	"math"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A System is what a format says of a system.
type System struct {
	Name      string
	Parts     []Part
	Claims    []Claim
	Directory Directory
	Remedy    string // what would show what these files do not, as the last part of a sentence
}

// A Directory knows whom a host name means.
type Directory interface {
	// Whom lists the parts that a host means when a part names it. A part that names itself means nobody.
	Whom(part int, host string) []int

	// Knows tells whether the files have a host that a part names, be it the name of that part itself.
	Knows(part int, host string) bool
}

// A Place is where something stands: the file, the path of keys in it, which is empty in a file without
// keys, and the lines, which evidence has not, as they change when others are added above.
type Place struct {
	File string
	Path string
	Span diag.Span
}

// Key is the place of the value of a key in the mapping at p.
func (p Place) Key(name string) Place {
	p.Path += "." + name
	return p
}

// A Part is a component as a format describes it. Of its Component, Kind is found out where it is
// ComponentService, and Mute always.
type Part struct {
	Component model.SketchComponent
	Image     string
	At        Place

	Settings []Setting
	Commands []Command
	Checks   []Command // which tell whether it is well
	Files    []File    // that it sees
	Needs    []Need    // what it is started after
}

// A Setting is a value under a name, such as a variable of the environment.
type Setting struct {
	Name  string
	Value string
	At    Place

	Taken Taken
}

// Taken says how a part comes by a setting. One that it takes in with others may be meant for somebody else
// who takes it in too.
type Taken uint8

// The ways to come by a setting: it is written for this part, or for several by way of an anchor or the like;
// this part asks for it by its name; it comes with all that a source holds; it comes with a file of settings.
const (
	Written Taken = iota
	Chosen
	Wholesale
	Filed
)

// mostTaking is how many parts may take a setting in before it stops saying which of them uses what it names.
func (t Taken) mostTaking() int {
	switch t {
	case Chosen:
		return math.MaxInt
	case Wholesale:
		return 1
	}
	return mostSharing
}

// written is where a setting stands. It is the same for all parts that take it in from there.
type written struct {
	file, name string
	span       diag.Span
}

func (s Setting) written() written { return written{s.At.File, s.Name, s.At.Span} }

// A Command is the words of a command line.
type Command struct {
	Words []string
	At    Place
}

// A File is a text that a part sees. The same ID means the same text.
type File struct {
	ID   string
	At   Place
	Text func() string // asked for only where the text counts
}

// A Need is a part that another one is started after.
type Need struct {
	To   int
	Done bool // after it has ended, so that it is a job that prepares something
	At   Place
}

// A Claim is that one part uses, or may use, another, where the format itself says so.
type Claim struct {
	From, To int
	Reading  Reading
	At       Place
}
