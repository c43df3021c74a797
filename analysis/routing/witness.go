package routing

import (
	"cmp"
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSteps is how many steps of machines witnesses makes before it gives up.
const maxSteps = 100_000

// witnesses finds a string for each way in which some regular expressions can match or not, among
// the strings that are not in the sorted list besides. It goes through the states of all
// expressions at once, the shortest strings first, with one rune for each set of runes that no
// expression tells apart. The result is incomplete, and complete is false, where there are too many
// states.
func witnesses(machines []*machine, besides []string) (found []string, complete bool) {
	alphabet := segments(machines)
	start := walk{sets: make([][]uint32, len(machines)), open: true, last: -1}
	for i, m := range machines {
		start.sets[i] = []uint32{uint32(m.prog.Start)}
	}
	seen := map[string]bool{start.key(): true}
	ways := map[string]bool{}
	queue := []walk{start}
	steps := 0
	for ; len(queue) > 0; queue = queue[1:] {
		w := queue[0]
		if _, known := slices.BinarySearch(besides, w.text); !known && w.text != "" {
			if way := w.way(machines); !ways[way] {
				ways[way] = true
				found = append(found, w.text)
			}
		}
		for _, r := range w.runes(alphabet, besides) {
			if steps += len(machines); steps > maxSteps {
				return found, false
			}
			next := w.step(machines, r, besides)
			if key := next.key(); !seen[key] {
				seen[key] = true
				queue = append(queue, next)
			}
		}
	}
	return found, true
}

// A machine is a regular expression that must match the whole of a string.
type machine struct{ prog *syntax.Prog }

// newMachine compiles the text of an expression, its anchors included.
func newMachine(expr string) (*machine, error) {
	parsed, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil, err
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return nil, err
	}
	return &machine{prog}, nil
}

// closure lists the instructions that are reached without a rune, under what holds between two runes.
func (m *machine) closure(set []uint32, holds syntax.EmptyOp) []uint32 {
	var reached []uint32
	seen := map[uint32]bool{}
	pending := slices.Clone(set)
	for len(pending) > 0 {
		pc := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch inst := &m.prog.Inst[pc]; inst.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			pending = append(pending, inst.Out, inst.Arg)
		case syntax.InstCapture, syntax.InstNop:
			pending = append(pending, inst.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(inst.Arg)&^holds == 0 {
				pending = append(pending, inst.Out)
			}
		case syntax.InstFail:
		default:
			reached = append(reached, pc)
		}
	}
	return reached
}

// A walk is a string and where it has led all machines.
type walk struct {
	text string
	sets [][]uint32 // by machine: instructions, sorted, before what follows without a rune
	open bool       // the text is a beginning of one of the strings to be left out
	last rune       // the last of the text, -1 before the first
}

func (w walk) step(machines []*machine, r rune, besides []string) walk {
	next := walk{text: w.text + string(r), sets: make([][]uint32, len(machines)), last: r}
	for i, m := range machines {
		for _, pc := range m.closure(w.sets[i], syntax.EmptyOpContext(w.last, r)) {
			if inst := &m.prog.Inst[pc]; inst.Op != syntax.InstMatch && inst.MatchRune(r) {
				next.sets[i] = append(next.sets[i], inst.Out)
			}
		}
		slices.Sort(next.sets[i])
		next.sets[i] = slices.Compact(next.sets[i])
	}
	if w.open {
		at, _ := slices.BinarySearch(besides, next.text)
		next.open = at < len(besides) && strings.HasPrefix(besides[at], next.text)
	}
	return next
}

// way says which machines match the text.
func (w walk) way(machines []*machine) string {
	way := make([]byte, len(machines))
	for i, m := range machines {
		for _, pc := range m.closure(w.sets[i], syntax.EmptyOpContext(w.last, -1)) {
			if m.prog.Inst[pc].Op == syntax.InstMatch {
				way[i] = 1
			}
		}
	}
	return string(way)
}

// key is the same for walks that cannot be told apart by what follows.
func (w walk) key() string {
	var key []byte
	switch {
	case w.last < 0:
		key = append(key, 'b')
	case w.last == '\n':
		key = append(key, 'n')
	case syntax.IsWordChar(w.last):
		key = append(key, 'w')
	default:
		key = append(key, 'o')
	}
	for _, set := range w.sets {
		key = binary.AppendUvarint(key, uint64(len(set)))
		for _, pc := range set {
			key = binary.AppendUvarint(key, uint64(pc))
		}
	}
	if w.open {
		key = append(append(key, '='), w.text...)
	}
	return string(key)
}

// runes lists the runes to go on with: one of each segment and, while the text is the beginning of
// strings to be left out, also those that go on with them.
func (w walk) runes(alphabet []segment, besides []string) []rune {
	var on []rune
	if w.open {
		at, _ := slices.BinarySearch(besides, w.text)
		for ; at < len(besides) && strings.HasPrefix(besides[at], w.text); at++ {
			if rest := besides[at][len(w.text):]; rest != "" {
				r, _ := utf8.DecodeRuneInString(rest)
				on = append(on, r)
			}
		}
	}
	runes := on
	for _, s := range alphabet {
		if r, ok := s.besides(on); ok {
			runes = append(runes, r)
		}
	}
	slices.Sort(runes)
	return slices.Compact(runes)
}

// A segment is a stretch of runes, both ends included.
type segment struct{ low, high rune }

// besides is a rune of the segment that is not in a list: a letter that reads well if there is one.
func (s segment) besides(list []rune) (rune, bool) {
	fits := func(r rune) bool { return r >= s.low && r <= s.high && !slices.Contains(list, r) }
	for _, r := range "xyzabcdefghijklmnopqrstuvwXYZ0123456789-_" {
		if fits(r) {
			return r, true
		}
	}
	for r := s.low; r <= s.high; r++ {
		if fits(r) && utf8.ValidRune(r) {
			return r, true
		}
	}
	return 0, false
}

// segments divides all runes into stretches that no instruction of the machines tells apart.
func segments(machines []*machine) []segment {
	starts := []rune{0, '\n', '\n' + 1, '0', '9' + 1, 'A', 'Z' + 1, '_', '_' + 1, 'a', 'z' + 1} // lines and words have ends
	for _, m := range machines {
		for i := range m.prog.Inst {
			inst := &m.prog.Inst[i]
			switch inst.Op {
			case syntax.InstRune, syntax.InstRune1:
			default:
				continue
			}
			if len(inst.Rune) == 1 { // a lone rune, which may stand for both its cases
				first := inst.Rune[0]
				starts = append(starts, first, first+1)
				for r := unicode.SimpleFold(first); r != first; r = unicode.SimpleFold(r) {
					starts = append(starts, r, r+1)
				}
				continue
			}
			for j := 0; j+1 < len(inst.Rune); j += 2 {
				starts = append(starts, inst.Rune[j], inst.Rune[j+1]+1)
			}
		}
	}
	slices.SortFunc(starts, cmp.Compare[rune])
	starts = slices.Compact(starts)
	var all []segment
	for i, low := range starts {
		high := rune(unicode.MaxRune)
		if i+1 < len(starts) {
			high = starts[i+1] - 1
		}
		if low <= unicode.MaxRune {
			all = append(all, segment{low, high})
		}
	}
	return all
}
