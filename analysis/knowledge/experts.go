package knowledge

import (
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/model"
)

// Silence is how many days without a commit make somebody's knowledge stale.
const Silence = 547

// fewFiles is below how many files degrees of authorship say too little, so that shares are taken.
const fewFiles = 3

// Experts are the people whom the history shows to know a set of files.
type Experts struct {
	Unknown model.Obstacle // why nobody can be named, which does not mean that nobody knows

	Files     int      // selected
	Untouched int      // of them, those that no person is on record for
	ByShares  bool     // the files, or those with an author, are so few that shares are taken instead of degrees of authorship
	People    []Expert // the one with most files or changes first; leavers are not among them
	Left      []Expert // who would be, but has left

	TruckFactor TruckFactor // of the files

	Changes      int // all that are on record
	Unattributed int // by bots: nobody's knowledge
	Assisted     int // by people together with a bot

	Sole     *Contributor // who alone has ever changed the files; nil where several have
	LastEdit model.Date   // the day of the latest change by a person
	LastBy   *Contributor // who made it; nil where nobody did

	Weaknesses []string // what the figure does not see, as phrases
}

// An Expert is a person who knows some files.
type Expert struct {
	*Contributor
	Files   int        // of which the person is an author; of shares, that there are
	Changes int        // to them
	Primary bool       // an author of enough files, or with at least an equal share
	Stale   bool       // without a commit for more than Silence days: counts only if stated too
	Last    model.Date // the day of the latest commit, to any file
}

// Experts are those of a set of files as of a day: the people of the pruned truck factor, or for fewer
// than three files those who share them, without bots and leavers. A history that is not to be used,
// no files, and files that no person is on record for are unknown, which is not the same as nobody.
func (l *Ledger) Experts(files Files, today model.Date) Experts {
	e := Experts{Files: len(files), Unknown: l.Obstacle}
	if e.Unknown.Blocks() {
		return e
	}
	l.tally(&e, files)
	switch {
	case len(files) == 0:
		e.Unknown = model.Obstacle{Why: "no file matches", Mend: "name files or folders of the repository under `code`"}
		return e
	case e.Changes == 0:
		e.Unknown = model.Obstacle{Why: "the history has no record of the files", Mend: "see that they are committed"}
		return e
	case e.Changes == e.Unattributed:
		e.Unknown = model.Obstacle{Why: "only bots have changed the files", Mend: "state who knows them under `experts`"}
		return e
	}
	e.TruckFactor = l.TruckFactor(files)
	e.ByShares = len(files) < fewFiles || e.TruckFactor.Pruned == 0
	e.LastEdit, e.LastBy = l.edit(files)
	for _, one := range l.candidates(files, &e) {
		one.Last, _ = one.Contributor.Last()
		one.Stale = today.Since(one.Last) > Silence
		if one.Person != nil && one.Person.Gone(today) {
			e.Left = append(e.Left, one)
		} else {
			e.People = append(e.People, one)
		}
	}
	e.Weaknesses = l.weaknesses(&e, files)
	return e
}

// tally counts the changes of the files.
func (l *Ledger) tally(e *Experts, files Files) {
	var sole ContributorID
	several := false
	for _, i := range files {
		f := &l.files[i]
		tallies := l.tallies(f)
		if len(tallies) == 0 {
			e.Untouched++
		}
		for _, t := range tallies {
			e.Changes += t.count()
			switch {
			case e.Sole == nil:
				sole, e.Sole = t.who, l.contributor(t.who)
			case sole != t.who:
				several = true
			}
		}
		e.Changes += f.bots
		e.Unattributed += f.bots
		e.Assisted += f.assisted
	}
	if several {
		e.Sole = nil
	}
}

// candidates are the experts, leavers and the stale included.
func (l *Ledger) candidates(files Files, e *Experts) []Expert {
	var found []Expert
	if !e.ByShares {
		for _, a := range e.TruckFactor.People() {
			found = append(found, Expert{Contributor: a.Contributor, Files: a.Files, Changes: a.Changes, Primary: true})
		}
		return found
	}
	for _, s := range l.Sharing(files, AllChanges) {
		if s.Holds {
			found = append(found, Expert{Contributor: s.Contributor, Files: l.changed(files, s.ID), Changes: s.Changes, Primary: s.Primary})
		}
	}
	return found
}

// changed counts the files that somebody changed.
func (l *Ledger) changed(files Files, who ContributorID) int {
	n := 0
	for _, i := range files {
		if slices.ContainsFunc(l.tallies(&l.files[i]), func(t tally) bool { return t.who == who }) {
			n++
		}
	}
	return n
}

// weaknesses says what of the known flaws of such figures the files show.
func (l *Ledger) weaknesses(e *Experts, files Files) []string {
	var said []string
	say := func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) }
	switch {
	case !e.ByShares:
		say("measured on %d files, each of which weighs the same", len(files))
	case len(files) == 1:
		say("measured on 1 file, by the changes to it")
	default:
		say("measured on %d files, by the changes to them", len(files))
	}
	if stale := len(slices.DeleteFunc(slices.Clone(e.People), func(x Expert) bool { return !x.Stale })); stale > 0 {
		say("%d of %s made no commit for %d days", stale, persons(len(e.People)), Silence)
	}
	if e.Unattributed > 0 {
		say("%d of %s by bots: nobody's knowledge", e.Unattributed, theyAre(e.Changes, "change"))
	}
	if e.Assisted > 0 {
		say("%d of %s written together with a machine", e.Assisted, theyAre(e.Changes, "change"))
	}
	if young := l.changedOnce(files); young > 0 && !e.ByShares {
		say("%d of %s changed once only, which makes an author", young, theyAre(len(files), "file"))
	}
	if e.Untouched > 0 {
		say("%d of %s by no person on record", e.Untouched, theyAre(len(files), "file"))
	}
	if l.history.Approximate {
		say("renames are known only where the content stayed the same: approximate")
	}
	return said
}

// changedOnce counts the files with a single change on record by a person.
func (l *Ledger) changedOnce(files Files) int {
	n := 0
	for _, i := range files {
		if t := l.tallies(&l.files[i]); len(t) == 1 && t[0].count() == 1 {
			n++
		}
	}
	return n
}

func persons(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

func theyAre(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return fmt.Sprintf("%d %ss are", n, noun)
}

// An Agreement compares the experts whom the drawing states with those measured. Those who are stale
// count as measured only if they are stated too.
type Agreement struct {
	Both     []*model.Person // in the order of the statement
	Stated   []*model.Person // only
	Measured []Expert        // only; some may be nobody in the drawing
}

// Against compares with the people stated, of whom leavers are to be left out before.
func (e Experts) Against(stated []*model.Person) Agreement {
	var a Agreement
	for _, p := range stated {
		if slices.ContainsFunc(e.People, func(x Expert) bool { return x.Person == p }) {
			a.Both = append(a.Both, p)
		} else {
			a.Stated = append(a.Stated, p)
		}
	}
	for _, x := range e.People {
		if !x.Stale && (x.Person == nil || !slices.Contains(stated, x.Person)) {
			a.Measured = append(a.Measured, x)
		}
	}
	return a
}

// Recall is the share of those measured who are stated. It is false where nobody is measured.
func (a Agreement) Recall() (float64, bool) { return share(len(a.Both), len(a.Measured)) }

// Precision is the share of those stated who are measured. It is false where nobody is stated.
func (a Agreement) Precision() (float64, bool) { return share(len(a.Both), len(a.Stated)) }

func share(both, only int) (float64, bool) {
	if both+only == 0 {
		return 0, false
	}
	return float64(both) / float64(both+only), true
}
