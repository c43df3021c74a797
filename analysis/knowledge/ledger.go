package knowledge

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// A Ledger says of every file of a repository who changed it how. It is made once of a history, and
// asked about any number of sets of files. It may be asked by several at a time.
type Ledger struct {
	Roster   *Roster
	Obstacle model.Obstacle // why nothing is known, if so

	history *model.History
	records *records
	files   []file          // sorted by path
	same    []ContributorID // for each contributor who it is taken for; nil where everyone is himself
}

// A file is what the history says of one file, over all names that it had.
type file struct {
	path    model.PathID
	name    string
	tallies []tally // of people, in their order

	bots     int // changes by bots
	assisted int // changes by people of whom a bot was a co-author
	edit     int // the latest commit by a person, as an index in the history; below 0 if there is none
}

// A tally is what one contributor did to a file.
type tally struct {
	who     ContributorID
	added   bool
	changes int // modifications and renames
}

// count is how much of the file is the contributor's by the way of counting of the truck factor.
func (t tally) count() int {
	if t.added {
		return t.changes + 1
	}
	return t.changes
}

// New makes the ledger of a history; people are those of the drawing.
func New(h *model.History, people []*model.Person, m Method) *Ledger {
	l := &Ledger{history: h, Obstacle: h.Obstacle}
	if l.Obstacle.Blocks() {
		// What was read before the obstacle showed is not to be used.
		l.history = &model.History{Name: h.Name, Obstacle: h.Obstacle}
	}
	l.Roster = Identify(l.history, people, m)
	l.records = index(l.history)
	l.read(m)
	return l
}

// read makes the files, in the order listed.
func (l *Ledger) read(m Method) {
	w := l.records.walker()
	if m.FollowOnce {
		w.followed = make([]bool, len(l.records.all))
	}
	place := make([]int, len(l.Roster.Contributors)) // in the tallies of the file at hand, plus 1
	for _, path := range l.history.Files {
		f := file{path: path, name: l.history.Paths[path], edit: -1}
		if !w.walk(path, func(r record) { l.enter(&f, r, place) }) {
			l.Obstacle = model.Obstacle{
				Why:  "its renames are too entangled to be followed",
				Mend: "name fewer files, or a later commit",
			}
			l.files = nil
			return
		}
		for _, t := range f.tallies {
			place[t.who] = 0
		}
		slices.SortFunc(f.tallies, func(a, b tally) int { return int(a.who - b.who) })
		l.files = append(l.files, f)
	}
	slices.SortFunc(l.files, func(a, b file) int { return strings.Compare(a.name, b.name) })
}

// enter counts a record.
func (l *Ledger) enter(f *file, r record, place []int) {
	c := &l.history.Commits[r.commit]
	who := l.Roster.Of(c.Author)
	if who.Bot {
		f.bots++
		return
	}
	if slices.ContainsFunc(c.Coauthors, func(a model.AuthorID) bool { return l.Roster.Of(a).Bot }) {
		f.assisted++
	}
	if f.edit < 0 || int(r.commit) < f.edit {
		f.edit = int(r.commit)
	}
	if place[who.ID] == 0 {
		f.tallies = append(f.tallies, tally{who: who.ID})
		place[who.ID] = len(f.tallies)
	}
	t := &f.tallies[place[who.ID]-1]
	if r.kind == model.ChangeAdd {
		t.added = true
	} else {
		t.changes++
	}
}

// tallies are those of a file, with the contributors together that are taken for one.
func (l *Ledger) tallies(f *file) []tally {
	if l.same == nil {
		return f.tallies
	}
	var merged []tally
	for _, t := range f.tallies {
		t.who = l.same[t.who]
		i := slices.IndexFunc(merged, func(m tally) bool { return m.who == t.who })
		if i < 0 {
			merged = append(merged, t)
			continue
		}
		merged[i].added = merged[i].added || t.added
		merged[i].changes += t.changes
	}
	slices.SortFunc(merged, func(a, b tally) int { return int(a.who - b.who) })
	return merged
}

func (l *Ledger) contributor(id ContributorID) *Contributor { return &l.Roster.Contributors[id] }
