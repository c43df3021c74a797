package model

import "strings"

// A Sketch is what was read from somebody else's files about a system: a proposal for a drawing. All
// importers make one, whatever the format, and everything after them (a new drawing, a merge into an
// existing one, the report of what was found) sees only the Sketch.
//
// It names things as the files do, in the order of the files, and holds no value of any configuration:
// not of an environment variable, not of a URL. What is not known is left at its zero value.
type Sketch struct {
	System     string // empty where the files do not name it
	Components []SketchComponent
	Arrows     []SketchArrow // with the same ends and the same label there is one
	Teams      []SketchTeam
	Journeys   []SketchJourney
	Monitors   []SketchMonitor

	// Unshown says what no file shows, in sentences for the person who imports.
	Unshown []string
}

// A SketchComponent is a box.
type SketchComponent struct {
	Name     string // the ID in the file, never renamed
	Kind     ComponentKind
	Label    string
	Owner    string   // a team or person, by its name in the source
	In       []string // the places it lives in
	Aliases  []string // other names that the files give it
	Replicas int      // 0 if nothing is stated
	Tags     []string
	Open     bool // reached from outside the system, which says that somebody uses it
	Mute     bool // no file says that it uses or is used by anything
}

// A SketchArrow is an arrow that the files give reason to draw.
type SketchArrow struct {
	From, To  string // names of components
	Qualifier string // tells arrows between the same ends apart; empty where there is one
	Label     string
	Via       string // the protocol
	Kind      Kind
	Tags      []string

	// Evidence has the reasons, the best first. There is at least one.
	Evidence []SketchEvidence

	// Question is what a person should be asked about the arrow, empty if only whether it is real.
	Question string
}

// Name is how the arrow is named in a drawing.
func (a SketchArrow) Name() string {
	name := a.From + " -> " + a.To
	if a.Qualifier != "" {
		name += " (" + a.Qualifier + ")"
	}
	return name
}

// Confidence is that of the best reason.
func (a SketchArrow) Confidence() Confidence {
	best := Lowest
	for _, e := range a.Evidence {
		best = max(best, e.Confidence)
	}
	return best
}

// A SketchEvidence is a place in a file that gives reason to draw an arrow: the file and the path of
// keys in it, which stay when lines are added above. It has no value of what stands there.
type SketchEvidence struct {
	File       string // as seen from the folder of the files that were imported, with "/"
	Path       string // "services.checkout.environment.PAYMENT_ADDR"; empty if the file has no keys
	Reading    string // the manner of reading, such as "host-port"
	Confidence Confidence
}

// String is the line that a drawing has: "compose.yaml#services.cart.environment.DB_ADDR host-port (high)".
func (e SketchEvidence) String() string {
	place := e.File
	if e.Path != "" {
		place += "#" + e.Path
	}
	return place + " " + e.Reading + " (" + e.Confidence.String() + ")"
}

// ParseEvidence takes a line of evidence apart that String wrote. Lines that people wrote are none.
func ParseEvidence(line string) (SketchEvidence, bool) {
	words := strings.Fields(line)
	if len(words) < 3 {
		return SketchEvidence{}, false
	}
	n := len(words)
	for _, c := range Confidences() {
		if words[n-1] == "("+c.String()+")" {
			file, path, _ := strings.Cut(strings.Join(words[:n-2], " "), "#")
			return SketchEvidence{File: file, Path: path, Reading: words[n-2], Confidence: c}, true
		}
	}
	return SketchEvidence{}, false
}

// Confidence says how often evidence of its manner proved right on systems whose arrows are known.
type Confidence uint8

// The confidences. High was right in more than 95 of 100, Medium in about 9 of 10; Low is a guess; Lowest
// is what is seldom right and still worth a question. Claimed is what somebody drew: nobody has measured how
// often that is right.
const (
	Lowest Confidence = iota
	Low
	Medium
	Claimed
	High
)

// Confidences lists the confidences, the surest first.
func Confidences() []Confidence { return []Confidence{High, Claimed, Medium, Low, Lowest} }

func (c Confidence) String() string {
	return [...]string{"lowest", "low", "medium", "stated", "high"}[c]
}

// A SketchTeam is a team of the source with its people.
type SketchTeam struct {
	Name   string
	People []string
}

// A SketchJourney is a way through the system that the source describes.
type SketchJourney struct {
	Name  string
	Who   string
	Steps []string // names of arrows, in order
}

// A SketchMonitor is a check of which the source tells. It watches components, and never an arrow.
type SketchMonitor struct {
	Name    string
	Watches []string // names of components
}
