package render

import (
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// PeopleOptions say how the people of a drawing are told of.
type PeopleOptions struct {
	Name func(*model.Person) string // how a person is called; nil is by name
	All  bool                       // list all, however long it gets

	Color   bool // write SGR sequences
	Actions bool // break what a runner of GitHub Actions takes for commands
}

// People writes what hangs on each person and, where the absence has anybody in it, what becomes
// worse without them.
func People(w io.Writer, r *analysis.Report, c analysis.Crowd, gone analysis.Absence, o PeopleOptions) error {
	s := &crowdSheet{sheet: &sheet{colour: o.Color, actions: o.Actions}, options: o, report: r}
	s.opening(c)
	s.standings(c)
	s.apart(c)
	s.histories(c.Histories)
	if len(gone.Gone) > 0 {
		s.absence("without "+s.series(gone.Gone, "and"), gone)
	}
	if len(c.Away) > 0 {
		s.absence(s.series(c.Away, "and")+" "+agree(len(c.Away), "is", "are")+" away on "+r.Today.String(), r.Without(c.Away))
	}
	return s.writeTo(w)
}

// A crowdSheet is a sheet on which people may bear other names than their own.
type crowdSheet struct {
	*sheet
	options PeopleOptions
	report  *analysis.Report
}

func (s *crowdSheet) names(all []*model.Person) []string {
	names := make([]string, len(all))
	for i, p := range all {
		if names[i] = p.Name; s.options.Name != nil {
			names[i] = s.options.Name(p)
		}
	}
	return names
}

func (s *crowdSheet) series(all []*model.Person, word string) string {
	return series(s.names(all), word)
}

// opening is the drawing as a whole.
func (s *crowdSheet) opening(c analysis.Crowd) {
	n := len(c.Standings)
	text := fmt.Sprintf("%d %s told of %s or could mend them", n, agree(n, "person is", "people are"), count(len(c.Entries), "arrow"))
	if c.Unknown > 0 {
		text += fmt.Sprintf("; of %d of the arrows not everybody is known", c.Unknown)
	}
	s.paragraph(strong, "", sentence(text))
	if c.Truck.Of > 0 {
		s.paragraph(plain, "", sentence(s.truck(c.Truck)))
	}
	if often, known := howOften(c); known {
		s.paragraph(plain, "", sentence(fmt.Sprintf("about %s an arrow that somebody can mend fails while nobody of them is there, if each person is away %.0f%% of the time", often, 100*advice.Usual().Absent)))
	}
}

// truck tells the truck factor.
func (s *crowdSheet) truck(t people.Truck) string {
	text := "the truck factor of the drawing is "
	if !t.Exact {
		text += "at most "
	}
	text += strconv.Itoa(len(t.People))
	if len(t.People) == 0 {
		return text + fmt.Sprintf(": nobody is told of %d of the %s of which everybody is known, or nobody can mend them", t.Breaks, count(t.Of, "arrow"))
	}
	return text + fmt.Sprintf(": without %s nobody can mend %d of the %s of which everybody is known", s.series(t.People, "and"), t.Breaks, count(t.Of, "arrow"))
}

// howOften is how often an arrow fails while nobody is there who can mend it, over those of which
// everybody is known and somebody could be there.
func howOften(c analysis.Crowd) (string, bool) {
	as := advice.Usual()
	sum := 0.0
	for _, e := range c.Entries {
		if !e.Need.Told.Complete || !e.Need.Mend.Complete || e.Need.Low == 0 {
			continue
		}
		times := as.PerYear
		if e.Arrow.Fails.Given() {
			times = e.Arrow.Fails.Value.Rate.PerYear()
		}
		sum += times * people.Absent(as.Absent, e.Need.Told, e.Need.Mend)
	}
	switch {
	case sum == 0:
		return "", false
	case sum >= 1:
		return count(int(math.Round(sum)), "time") + " a year", true
	}
	return "once in " + count(int(math.Round(1/sum)), "year"), true
}

// standings is the table of the people.
func (s *crowdSheet) standings(c analysis.Crowd) {
	if len(c.Standings) == 0 {
		return
	}
	width := len("person")
	for _, p := range c.Standings {
		width = max(width, cells(s.names([]*model.Person{p.Person})[0]))
	}
	s.end()
	s.add(blue, "  "+pad("person", width)+"  alone on  in all  told of  knows")
	s.end()
	shown := c.Standings
	if !s.options.All {
		shown = shown[:min(len(shown), 20)]
	}
	for _, p := range shown {
		name := s.names([]*model.Person{p.Person})[0]
		st := plain
		if len(p.Sole) > 0 {
			st = red
		}
		s.add(st, "  "+pad(name, width))
		s.say(fmt.Sprintf("  %8d  %6d  %7d  %5d", len(p.Sole), len(p.Load), len(p.Told), len(p.Knows)))
	}
	if rest := len(c.Standings) - len(shown); rest > 0 {
		s.say("  and " + fmt.Sprint(rest) + " more; --all lists them")
	}
	for _, p := range shown {
		if len(p.Sole) > 0 {
			s.end()
			name := s.names([]*model.Person{p.Person})[0]
			s.paragraph(strong, "", "Only "+name+" can be told of and mend "+count(len(p.Sole), "arrow")+":")
			s.list(named(p.Sole))
		}
	}
}

// list writes names as a paragraph, the first few unless all are asked for.
func (s *crowdSheet) list(names []string) {
	const few = 12
	if rest := len(names) - few; rest > 0 && !s.options.All {
		names = append(names[:few:few], fmt.Sprintf("and %d more", rest))
	}
	s.items("  ", names)
}

// apart finds the arrows whose people do not meet: those told know nothing of it, or nobody knows
// both ends.
func apart(c analysis.Crowd) (strangers, divided []people.Entry) {
	for _, e := range c.Entries {
		if e.Sets.Strangers() {
			strangers = append(strangers, e)
		}
		both := e.Sets.Spanners()
		if both.Complete && len(both.People) == 0 && !e.Arrow.From.IsOutside() && !e.Arrow.To.IsOutside() {
			divided = append(divided, e)
		}
	}
	return strangers, divided
}

// apart tells of arrows whose people do not meet.
func (s *crowdSheet) apart(c analysis.Crowd) {
	strangers, divided := apart(c)
	if len(strangers) > 0 {
		s.end()
		s.paragraph(strong, "", "Whoever is told knows nothing of "+count(len(strangers), "arrow")+":")
		s.list(each(strangers, func(e people.Entry) string {
			return fmt.Sprintf("%s (told: %s; knows it: %s)", e.Arrow, s.series(e.Sets.Told.People, "and"), s.series(e.Sets.Experts(), "and"))
		}))
	}
	if len(divided) > 0 {
		s.end()
		s.paragraph(strong, "", "Nobody knows both ends of "+count(len(divided), "arrow")+":")
		s.list(each(divided, entryName))
	}
}

// histories tells what git says of the repositories as a whole.
func (s *crowdSheet) histories(all []analysis.Measurement) {
	for _, m := range all {
		s.end()
		if m.Unknown.Blocks() {
			s.paragraph(strong, "", sentence("git tells nothing of "+m.Name+": "+m.Unknown.Why))
			continue
		}
		t := m.TruckFactor
		if !t.Known() {
			s.paragraph(strong, "", sentence("git tells nothing of "+m.Name+": nobody is on record for any file"))
			continue
		}
		s.paragraph(strong, "", sentence(fmt.Sprintf("git, %s: truck factor %d (unpruned %d, which leaves %.1f%% of %s with an author)",
			m.Name, t.Pruned, t.Unpruned, 100*t.Coverage(), count(t.Files, "file"))))
		s.paragraph(plain, "  ", sentence("whose absence that would be: "+s.authors(t.People())))
		s.paragraph(plain, "  ", sentence(s.faded(m.Decayed)))
		for _, d := range m.Doubts[:min(len(m.Doubts), 5)] {
			s.paragraph(plain, "  ", sentence(fmt.Sprintf("%s and %s may be one person (%s): then it would be %d (unpruned %d)", s.contributor(d.A), s.contributor(d.B), d.Why, d.Pruned, d.Unpruned)))
		}
		if rest := len(m.Doubts) - 5; rest > 0 {
			s.say(fmt.Sprintf("  and %d more pairs who may be one person", rest))
		}
	}
}

// contributor is how somebody on record is called.
func (s *crowdSheet) contributor(c *knowledge.Contributor) string {
	p := c.Person
	if p == nil {
		p = &model.Person{Name: c.Name}
	}
	return s.names([]*model.Person{p})[0]
}

func (s *crowdSheet) authors(all []knowledge.Authorship) string {
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = fmt.Sprintf("%s (%s)", s.contributor(a.Contributor), count(a.Files, "file"))
	}
	return series(names, "and")
}

// faded tells the figure of fading knowledge with what it was made by.
func (s *crowdSheet) faded(d knowledge.Decayed) string {
	by := fmt.Sprintf("as knowledge fades (changes of %d days, a weight of 1/e after %.0f, renames from %d%% alike)", d.Decay.Window, d.Decay.Days, d.Decay.Similarity)
	if d.Unknown != "" {
		return by + " nothing can be said: " + d.Unknown
	}
	return fmt.Sprintf("%s the bus factor is %d of %s that changed, and %d did not", by, d.BusFactor, count(d.Files, "file"), d.Old)
}

// absence writes what becomes worse without some people.
func (s *crowdSheet) absence(title string, a analysis.Absence) {
	s.end()
	s.paragraph(strong, "", sentence(title))
	if len(a.Broken)+len(a.Low) == 0 {
		s.say("  Nothing becomes worse, as far as is known.")
		return
	}
	if len(a.Broken) > 0 {
		s.paragraph(red, "  ", "nobody is left who is told of and can mend "+count(len(a.Broken), "arrow")+":")
		s.lacks(a.Broken)
	}
	if len(a.Low) > 0 {
		s.paragraph(yellow, "  ", "too few are left for "+count(len(a.Low), "arrow")+":")
		s.lacks(a.Low)
	}
}

func (s *crowdSheet) lacks(all []analysis.Lack) {
	const few = 12
	shown := all
	if !s.options.All {
		shown = all[:min(few, len(all))]
	}
	for _, l := range shown {
		s.paragraph(plain, "    ", l.Answer.Arrow.Name()+": "+s.left(l.Left))
	}
	if rest := len(all) - len(shown); rest > 0 {
		s.say(fmt.Sprintf("    and %d more; --all lists them", rest))
	}
}

// left tells who is left of an arrow's people.
func (s *crowdSheet) left(n people.Need) string {
	who := func(c people.Clause, nobody string) string {
		switch {
		case len(c.People) > 0 && c.Complete:
			return s.series(c.People, "and")
		case len(c.People) > 0:
			return s.series(c.People, "and") + " and perhaps others"
		case c.Complete:
			return nobody
		}
		return "not known"
	}
	return "told: " + who(n.Told, "nobody") + "; can mend it: " + who(n.Mend, "nobody")
}

type peopleDocumentJSON struct {
	SchemaVersion int              `json:"schemaVersion"`
	Tool          toolJSON         `json:"tool"`
	System        string           `json:"system"`
	Today         string           `json:"today"`
	Truck         truckJSON        `json:"truck"`
	Unknown       int              `json:"unknown"`
	Standings     []standingJSON   `json:"standings"`
	Strangers     []string         `json:"strangers"`
	Divided       []string         `json:"divided"`
	Away          []string         `json:"away"`
	Repositories  []repositoryJSON `json:"repositories"`
	Without       *withoutJSON     `json:"without"`
}

type repositoryJSON struct {
	Name     string      `json:"name"`
	Unknown  *string     `json:"unknown"`
	Files    int         `json:"files"`
	Unpruned int         `json:"unpruned"`
	Pruned   int         `json:"pruned"`
	Coverage float64     `json:"coverage"`
	People   []string    `json:"people"`
	Decayed  *int        `json:"decayed"`
	Doubts   []doubtJSON `json:"doubts"`
}

type doubtJSON struct {
	A        string `json:"a"`
	B        string `json:"b"`
	Why      string `json:"why"`
	Unpruned int    `json:"unpruned"`
	Pruned   int    `json:"pruned"`
}

func (s *crowdSheet) repository(m analysis.Measurement) repositoryJSON {
	t := m.TruckFactor
	out := repositoryJSON{
		Name: m.Name, Unknown: some(m.Unknown.Why), Files: t.Files, Unpruned: t.Unpruned, Pruned: t.Pruned,
		Coverage: math.Round(t.Coverage()*10000) / 10000,
		People:   each(t.People(), func(a knowledge.Authorship) string { return s.contributor(a.Contributor) }),
		Doubts: each(m.Doubts, func(d knowledge.Supposition) doubtJSON {
			return doubtJSON{s.contributor(d.A), s.contributor(d.B), d.Why, d.Unpruned, d.Pruned}
		}),
	}
	if m.Decayed.Unknown == "" && !m.Unknown.Blocks() {
		out.Decayed = &m.Decayed.BusFactor
	}
	return out
}

type truckJSON struct {
	Factor int      `json:"factor"`
	People []string `json:"people"`
	Breaks int      `json:"breaks"`
	Of     int      `json:"of"`
	Exact  bool     `json:"exact"`
}

type standingJSON struct {
	Person string   `json:"person"`
	Sole   []string `json:"sole"`
	Load   []string `json:"load"`
	Told   []string `json:"told"`
	Knows  []string `json:"knows"`
}

type withoutJSON struct {
	Gone   []string   `json:"gone"`
	Broken []lackJSON `json:"broken"`
	Low    []lackJSON `json:"low"`
}

type lackJSON struct {
	Arrow string     `json:"arrow"`
	Told  clauseJSON `json:"told"`
	Mend  clauseJSON `json:"mend"`
}

// PeopleJSON writes the same as People in the shapes of JSON.
func PeopleJSON(w io.Writer, r *analysis.Report, c analysis.Crowd, gone analysis.Absence, o PeopleOptions, version string) error {
	s := &crowdSheet{options: o, report: r}
	strangers, divided := apart(c)
	out := peopleDocumentJSON{
		SchemaVersion: schemaVersion, Tool: toolJSON{"linewalk", version}, System: r.System.Name.Value, Today: r.Today.String(),
		Truck:   truckJSON{len(c.Truck.People), s.names(c.Truck.People), c.Truck.Breaks, c.Truck.Of, c.Truck.Exact},
		Unknown: c.Unknown, Away: s.names(c.Away), Repositories: each(c.Histories, s.repository),
		Strangers: each(strangers, entryName), Divided: each(divided, entryName),
		Standings: each(c.Standings, func(p people.Standing) standingJSON {
			return standingJSON{s.names([]*model.Person{p.Person})[0], each(p.Sole, arrowName), each(p.Load, arrowName), each(p.Told, arrowName), each(p.Knows, arrowName)}
		}),
	}
	if len(gone.Gone) > 0 {
		out.Without = &withoutJSON{s.names(gone.Gone), each(gone.Broken, s.lack), each(gone.Low, s.lack)}
	}
	return encode(w, out)
}

func (s *crowdSheet) lack(l analysis.Lack) lackJSON {
	clause := func(c people.Clause) clauseJSON { return clauseJSON{s.names(c.People), c.Complete, some(c.Why)} }
	return lackJSON{l.Answer.Arrow.Name(), clause(l.Left.Told), clause(l.Left.Mend)}
}

func arrowName(a *model.Arrow) string { return a.Name() }
func entryName(e people.Entry) string { return e.Arrow.Name() }
