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
	for _, p := range s.apart(c) {
		s.enumeration(p)
	}
	for _, p := range s.histories(c.Histories) {
		s.measurement(p)
	}
	if len(gone.Gone) > 0 {
		s.absence(s.without("without "+s.series(gone.Gone, "and"), gone))
	}
	if len(c.Away) > 0 {
		s.absence(s.away(c))
	}
	return s.writeTo(w)
}

// TellPeople is what People writes without anybody's absence being asked for, but for the table of
// the people: what is to be said of all of them in sentences, and passages whose labels are
// sentences too.
func TellPeople(r *analysis.Report, c analysis.Crowd) (all []string, told []Passage) {
	s := &crowdSheet{report: r}
	told = append(s.soles(c.Standings), append(s.apart(c), s.histories(c.Histories)...)...)
	if len(c.Away) > 0 {
		told = append(told, s.away(c)...)
	}
	return s.overall(c), told
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
	return Series(s.names(all), word)
}

// overall tells of the drawing as a whole, in sentences.
func (s *crowdSheet) overall(c analysis.Crowd) []string {
	n := len(c.Standings)
	text := fmt.Sprintf("%d %s told of %s or could mend them", n, agree(n, "person is", "people are"), Count(len(c.Entries), "arrow"))
	if c.Unknown > 0 {
		text += fmt.Sprintf("; of %d of the arrows not everybody is known", c.Unknown)
	}
	told := []string{Sentence(text)}
	if c.Truck.Of > 0 {
		told = append(told, Sentence(s.truck(c.Truck)))
	}
	if often, known := howOften(c); known {
		told = append(told, Sentence(fmt.Sprintf("about %s an arrow that somebody can mend fails while nobody of them is there, if each person is away %.0f%% of the time", often, 100*advice.Usual().Absent)))
	}
	return told
}

// opening writes of the drawing as a whole.
func (s *crowdSheet) opening(c analysis.Crowd) {
	look := strong
	for _, text := range s.overall(c) {
		s.paragraph(look, "", text)
		look = plain
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
		return text + fmt.Sprintf(": nobody is told of %d of the %s of which everybody is known, or nobody can mend them", t.Breaks, Count(t.Of, "arrow"))
	}
	return text + fmt.Sprintf(": without %s nobody can mend %d of the %s of which everybody is known", s.series(t.People, "and"), t.Breaks, Count(t.Of, "arrow"))
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
		return Count(int(math.Round(sum)), "time") + " a year", true
	}
	return "once in " + Count(int(math.Round(1/sum)), "year"), true
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
	for _, p := range s.soles(shown) {
		s.enumeration(p)
	}
}

// soles lists for each person the arrows that nobody else can mend.
func (s *crowdSheet) soles(standings []people.Standing) []Passage {
	var told []Passage
	for _, p := range standings {
		if len(p.Sole) > 0 {
			name := s.names([]*model.Person{p.Person})[0]
			told = append(told, Passage{
				Label:  "Only " + name + " can be told of and mend " + Count(len(p.Sole), "arrow") + ":",
				Points: each(p.Sole, func(a *model.Arrow) Point { return Point{About: a.Name()} }),
			})
		}
	}
	return told
}

// fewArrows is how many arrows are listed of each kind unless all are asked for.
const fewArrows = 12

// enumeration writes a passage with its points in one paragraph.
func (s *crowdSheet) enumeration(p Passage) {
	s.end()
	s.paragraph(strong, "", p.Label)
	names := each(p.Points, func(x Point) string {
		if x.Text == "" {
			return x.About
		}
		return x.About + " (" + x.Text + ")"
	})
	if rest := len(names) - fewArrows; rest > 0 && !s.options.All {
		names = append(names[:fewArrows:fewArrows], fmt.Sprintf("and %d more", rest))
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
func (s *crowdSheet) apart(c analysis.Crowd) []Passage {
	var told []Passage
	strangers, divided := apart(c)
	if len(strangers) > 0 {
		told = append(told, Passage{
			Label: "Whoever is told knows nothing of " + Count(len(strangers), "arrow") + ":",
			Points: each(strangers, func(e people.Entry) Point {
				return Point{e.Arrow.Name(), fmt.Sprintf("told: %s; knows it: %s", s.series(e.Sets.Told.People, "and"), s.series(e.Sets.Experts(), "and"))}
			}),
		})
	}
	if len(divided) > 0 {
		told = append(told, Passage{
			Label:  "Nobody knows both ends of " + Count(len(divided), "arrow") + ":",
			Points: each(divided, func(e people.Entry) Point { return Point{About: entryName(e)} }),
		})
	}
	return told
}

// histories tells what git says of the repositories as a whole, one passage each.
func (s *crowdSheet) histories(all []analysis.Measurement) []Passage {
	return each(all, func(m analysis.Measurement) Passage {
		t := m.TruckFactor
		switch {
		case m.Unknown.Blocks():
			return Passage{Label: Sentence("git tells nothing of " + m.Name + ": " + m.Unknown.Why)}
		case !t.Known():
			return Passage{Label: Sentence("git tells nothing of " + m.Name + ": nobody is on record for any file")}
		}
		p := Passage{
			Label: Sentence(fmt.Sprintf("git, %s: truck factor %d (unpruned %d, which leaves %.1f%% of %s with an author)",
				m.Name, t.Pruned, t.Unpruned, 100*t.Coverage(), Count(t.Files, "file"))),
			Points: []Point{{Text: Sentence("whose absence that would be: " + s.authors(t.People()))}, {Text: Sentence(s.faded(m.Decayed))}},
		}
		for _, d := range m.Doubts[:min(len(m.Doubts), 5)] {
			p.Points = append(p.Points, Point{Text: Sentence(fmt.Sprintf("%s and %s may be one person (%s): then it would be %d (unpruned %d)", s.contributor(d.A), s.contributor(d.B), d.Why, d.Pruned, d.Unpruned))})
		}
		if rest := len(m.Doubts) - 5; rest > 0 {
			p.Points = append(p.Points, Point{Text: fmt.Sprintf("and %d more pairs who may be one person", rest)})
		}
		return p
	})
}

// measurement writes what git says of one repository.
func (s *crowdSheet) measurement(p Passage) {
	s.end()
	s.paragraph(strong, "", p.Label)
	for _, x := range p.Points {
		s.paragraph(plain, "  ", x.Text)
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
		names[i] = fmt.Sprintf("%s (%s)", s.contributor(a.Contributor), Count(a.Files, "file"))
	}
	return Series(names, "and")
}

// faded tells the figure of fading knowledge with what it was made by.
func (s *crowdSheet) faded(d knowledge.Decayed) string {
	by := fmt.Sprintf("as knowledge fades (changes of %d days, a weight of 1/e after %.0f, renames from %d%% alike)", d.Decay.Window, d.Decay.Days, d.Decay.Similarity)
	if d.Unknown != "" {
		return by + " nothing can be said: " + d.Unknown
	}
	return fmt.Sprintf("%s the bus factor is %d of %s that changed, and %d did not", by, d.BusFactor, Count(d.Files, "file"), d.Old)
}

// away tells what is worse while those are away who are.
func (s *crowdSheet) away(c analysis.Crowd) []Passage {
	return s.without(s.series(c.Away, "and")+" "+agree(len(c.Away), "is", "are")+" away on "+s.report.Today.String(), s.report.Without(c.Away))
}

// without tells what becomes worse without some people: a passage that says without whom, and one
// each for the arrows that nobody can mend any more, and too few.
func (s *crowdSheet) without(title string, a analysis.Absence) []Passage {
	first := Passage{Label: Sentence(title)}
	if len(a.Broken)+len(a.Low) == 0 {
		first.Text = "Nothing becomes worse, as far as is known."
		return []Passage{first}
	}
	told := []Passage{first}
	lacking := func(label string, grave bool, lacks []analysis.Lack) {
		if len(lacks) > 0 {
			told = append(told, Passage{
				Label: label + Count(len(lacks), "arrow") + ":", Grave: grave,
				Points: each(lacks, func(l analysis.Lack) Point { return Point{l.Answer.Arrow.Name(), s.left(l.Left)} }),
			})
		}
	}
	lacking("nobody is left who is told of and can mend ", true, a.Broken)
	lacking("too few are left for ", false, a.Low)
	return told
}

// absence writes what becomes worse without some people.
func (s *crowdSheet) absence(told []Passage) {
	s.end()
	s.paragraph(strong, "", told[0].Label)
	if told[0].Text != "" {
		s.say("  " + told[0].Text)
	}
	for _, p := range told[1:] {
		look := yellow
		if p.Grave {
			look = red
		}
		s.paragraph(look, "  ", p.Label)
		s.lacks(p.Points)
	}
}

func (s *crowdSheet) lacks(all []Point) {
	shown := all
	if !s.options.All {
		shown = all[:min(fewArrows, len(all))]
	}
	for _, x := range shown {
		s.paragraph(plain, "    ", x.About+": "+x.Text)
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
	SchemaVersion int              `json:"schemaVersion" only:"1"`
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
