package model

// A Mode is a failure mode: the manner in which an arrow does not work. The modes are the guide
// words of HAZOP (IEC 61882) applied to a flow of data.
type Mode uint8

// The failure modes.
const (
	ModeDown Mode = iota
	ModeSilent
	ModeSlow
	ModeErrors
	ModeOverload
	ModeLimited
	ModeStale
	ModeRepeated
	ModeWrong
	ModeExpired
)

var modes = [...]struct{ name, is string }{
	ModeDown:     {"down", "carries nothing: refused, unreachable, gone"},
	ModeSilent:   {"silent", "carries nothing and nothing fails: nobody calls, nothing is sent"},
	ModeSlow:     {"slow", "answers later than anyone waits"},
	ModeErrors:   {"errors", "fails for a part of what it carries"},
	ModeOverload: {"overload", "is asked for too much: surge, retry storm, replay of a backlog"},
	ModeLimited:  {"limited", "is allowed too little: quota, pool, rate limit, disk"},
	ModeStale:    {"stale", "delivers old data: lag, stuck consumer, missed run"},
	ModeRepeated: {"repeated", "delivers twice, or in the wrong order"},
	ModeWrong:    {"wrong", "delivers something complete but false: schema drift, wrong target"},
	ModeExpired:  {"expired", "dies at a date: certificate, credential, token, contract"},
}

// Modes lists all modes in the order of the design.
func Modes() []Mode {
	all := make([]Mode, len(modes))
	for i := range all {
		all[i] = Mode(i)
	}
	return all
}

func (m Mode) String() string { return modes[m].name }

// Is says in a few words what an arrow in that mode does.
func (m Mode) Is() string { return modes[m].is }

// Asked says which modes are asked of an arrow: only those listed, or those that its kind has with
// some added and some dropped.
type Asked struct {
	Only      []Mode // nil unless they are listed
	Add, Drop []Mode
}
