package model

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// Codeowners says by path who approves changes to the files of a repository. That is a right: it says
// nothing about who knows them.
type Codeowners struct {
	Name     string // of the file
	Dialect  CodeownersDialect
	Sections []*CodeSection // in the order of the text; rules outside of any are in one without a name
}

// A CodeownersDialect is whose rules a file follows.
type CodeownersDialect uint8

// The dialects.
const (
	GitHubDialect CodeownersDialect = iota
	GitLabDialect
)

func (d CodeownersDialect) String() string { return [...]string{"GitHub", "GitLab"}[d] }

// A CodeSection is a list of rules of which the last that matches counts. GitHub knows one; of
// GitLab's, each speaks for itself.
type CodeSection struct {
	Name      string
	Span      diag.Span // zero if nothing states the section
	Optional  bool      // nobody has to approve
	Approvals int       // how many have to
	Rules     []*CodeRule

	byHead map[string][]*CodeRule // rules that start at the root with a name
	byName map[string][]*CodeRule // rules that may start anywhere with a name
	others []*CodeRule
	except []*CodeRule // exclusions
}

// A CodeRule says who owns some paths. One without owners says that nobody does, on purpose.
type CodeRule struct {
	Pattern PathPattern
	Span    diag.Span // of the pattern
	Order   int       // in its section, from 0
	Owners  []CodeOwner
	Exclude bool // the section is not about these paths, whatever its other rules say
}

// A CodeOwner is whoever a rule names.
type CodeOwner struct {
	Name string // without its @
	Kind CodeOwnerKind
	Span diag.Span
}

func (o CodeOwner) String() string { return [...]string{"@", "@", "", "@@", "@"}[o.Kind] + o.Name }

// A CodeOwnerKind says what the form of a name tells of an owner.
type CodeOwnerKind uint8

// The kinds of owners of code.
const (
	CodeOwnerUser CodeOwnerKind = iota // @name; on GitLab it may be a group as well
	CodeOwnerTeam                      // @organisation/team, @group/sub/team
	CodeOwnerMail
	CodeOwnerRole // @@maintainer
	CodeOwnerBot  // @app[bot]
)

func (k CodeOwnerKind) String() string {
	return [...]string{"user", "team", "mail", "role", "bot"}[k]
}

// NewCodeSection is a section with its rules, ready to be asked.
func NewCodeSection(name string, span diag.Span) *CodeSection {
	return &CodeSection{Name: name, Span: span, Approvals: 1, byHead: map[string][]*CodeRule{}, byName: map[string][]*CodeRule{}}
}

// Add appends a rule and gives it its Order.
func (s *CodeSection) Add(r *CodeRule) {
	r.Order = len(s.Rules)
	s.Rules = append(s.Rules, r)
	steps := r.Pattern.steps
	switch {
	case r.Exclude:
		s.except = append(s.except, r)
	case len(steps) > 0 && steps[0].literal != "":
		s.byHead[steps[0].literal] = append(s.byHead[steps[0].literal], r)
	case len(steps) > 1 && steps[0].deep && steps[1].literal != "":
		s.byName[steps[1].literal] = append(s.byName[steps[1].literal], r)
	default:
		s.others = append(s.others, r)
	}
}

// inForce is the rule that counts for a path, or nil if none matches.
func (s *CodeSection) inForce(names []string) *CodeRule {
	for _, r := range s.except {
		if r.Pattern.matches(names) {
			return r
		}
	}
	best := lastMatch(s.byHead[names[0]], nil, names)
	best = lastMatch(s.others, best, names)
	for _, name := range names {
		best = lastMatch(s.byName[name], best, names)
	}
	return best
}

// lastMatch is the last of the rules that matches and comes after best; else best.
func lastMatch(rules []*CodeRule, best *CodeRule, names []string) *CodeRule {
	for _, r := range slices.Backward(rules) {
		if best != nil && r.Order <= best.Order {
			break
		}
		if r.Pattern.matches(names) {
			return r
		}
	}
	return best
}

// A PathOwners says who owns the files that an entry of `code:` stands for.
type PathOwners struct {
	How    PathOwning
	Owners []CodeOwner // of all parts that are certain, each once
	Parts  []OwnedPart // that differ in their rules
}

// An OwnedPart is files for which the same rules count.
type OwnedPart struct {
	Rules   []*CodeRule // one of each section that has one; empty if no rule matches
	Owners  []CodeOwner // of all of them, each once
	Files   int         // how many; 0 where the files are not known
	Perhaps bool        // a pattern could match files there, if there are such files
}

// PathOwning is what rules say of the files of an entry.
type PathOwning uint8

// The ways in which files are owned.
const (
	PathNoRule  PathOwning = iota // no rule matches any of them
	PathNobody                    // rules say that nobody owns them
	PathAgreed                    // all have the same owners
	PathDiffers                   // some have other owners than others, or none
	PathNoFile                    // the entry stands for no file at all
)

func (h PathOwning) String() string {
	return [...]string{"no rule", "nobody", "agreed", "differs", "no file"}[h]
}

// OwnersOf says who owns what an entry of `code:` stands for: a file, a folder and all below it, or a
// glob of them, from the root of the repository. With the files of the repository the answer is
// exact. Without them (nil) it is that for any file that could be there. Rules that name something
// inside are taken to name something that exists; others that could match there, and begin as the
// entry does or at the root with a wildcard, are Perhaps.
func (c *Codeowners) OwnersOf(entry string, files []string) PathOwners {
	entries := codeEntries(entry)
	parts := &partition{owners: c, index: map[string]int{}}
	if files != nil {
		for _, file := range files {
			names := strings.Split(file, "/")
			if slices.ContainsFunc(entries, func(e codeEntry) bool { return e.matches(names) }) {
				parts.add(names, 1)
			}
		}
		return parts.result()
	}
	for i := range entries {
		e := &entries[i]
		e.file = e.file && !c.speaksBelow(*e)
		for _, names := range e.samples() {
			parts.add(names, 0)
		}
	}
	for _, e := range entries {
		parts.addInside(e)
	}
	return parts.result()
}

// speaksBelow tells whether a rule is about what is below an entry, which is a folder then whatever
// its name looks like.
func (c *Codeowners) speaksBelow(e codeEntry) bool {
	return slices.ContainsFunc(c.Sections, func(s *CodeSection) bool {
		return slices.ContainsFunc(s.near(e), func(r *CodeRule) bool {
			rest, under := r.Pattern.behind(e)
			return under && len(rest) > 0 && !(len(rest) == 1 && rest[0].deep)
		})
	})
}

// near lists the rules that say something of an entry in particular: all but those that may start
// anywhere, with another name than it does.
func (s *CodeSection) near(e codeEntry) []*CodeRule {
	head := e.steps[0].literal
	if head == "" {
		return s.Rules
	}
	rules := slices.Concat(s.except, s.byHead[head], s.byName[head])
	for _, r := range s.others {
		if !r.Pattern.steps[0].deep {
			rules = append(rules, r)
		}
	}
	return rules
}

// A partition gathers the parts of an entry.
type partition struct {
	owners *Codeowners
	parts  []OwnedPart
	index  map[string]int // of parts by their rules
	least  []int          // of each section: the least Order of its rules in force, -1 if there is none somewhere
}

// add puts a path into the part in which it belongs.
func (p *partition) add(names []string, files int) {
	var rules []*CodeRule
	for i, s := range p.owners.Sections {
		r := s.inForce(names)
		order := -1
		if r != nil {
			rules, order = append(rules, r), r.Order
		}
		if len(p.least) == i {
			p.least = append(p.least, order)
		}
		p.least[i] = min(p.least[i], order)
	}
	p.part(rules, false).Files += files
}

// part is the part of some rules; a new one if there is none.
func (p *partition) part(rules []*CodeRule, perhaps bool) *OwnedPart {
	var key strings.Builder
	for _, r := range rules {
		key.WriteString(r.Span.String() + "\n")
	}
	i, known := p.index[key.String()]
	if !known {
		i = len(p.parts)
		p.index[key.String()] = i
		p.parts = append(p.parts, OwnedPart{Rules: rules, Owners: ownersOf(rules), Perhaps: perhaps})
	}
	return &p.parts[i]
}

// addInside adds the rules that do not count everywhere in an entry but could count somewhere in it:
// those behind the ones that do.
func (p *partition) addInside(e codeEntry) {
	base := p.parts[0].Rules
	for i, s := range p.owners.Sections {
		if slices.ContainsFunc(base, func(r *CodeRule) bool { return r.Exclude && slices.Contains(s.except, r) }) {
			continue
		}
		for _, r := range s.near(e) {
			if !r.Exclude && r.Order <= p.least[i] || slices.Contains(base, r) || !r.Pattern.overlaps(e.PathPattern) {
				continue
			}
			var rules []*CodeRule
			for _, other := range base {
				if !slices.Contains(s.Rules, other) {
					rules = append(rules, other)
				}
			}
			rest, under := r.Pattern.behind(e)
			p.part(append(rules, r), !under || len(rest) == 0 || rest[0].literal == "")
		}
	}
}

func (p *partition) result() PathOwners {
	result := PathOwners{Parts: p.parts}
	var owners ownerSet
	var ruled, owned, all int
	for _, part := range p.parts {
		if part.Perhaps {
			continue
		}
		all++
		if len(part.Rules) > 0 {
			ruled++
		}
		if len(part.Owners) > 0 {
			owned++
		}
		owners.add(part.Owners)
	}
	result.Owners = owners.list
	same := !slices.ContainsFunc(p.parts, func(part OwnedPart) bool {
		return !part.Perhaps && len(part.Owners) != len(result.Owners)
	})
	switch {
	case all == 0:
		result.How = PathNoFile
	case ruled == 0:
		result.How = PathNoRule
	case owned == 0 && ruled == all:
		result.How = PathNobody
	case owned == all && same:
		result.How = PathAgreed
	default:
		result.How = PathDiffers
	}
	return result
}

func ownersOf(rules []*CodeRule) []CodeOwner {
	var owners ownerSet
	for _, r := range rules {
		owners.add(r.Owners)
	}
	return owners.list
}

// An ownerSet has each owner once, in the order in which they came.
type ownerSet struct {
	list  []CodeOwner
	known map[string]bool
}

func (s *ownerSet) add(owners []CodeOwner) {
	if s.known == nil {
		s.known = map[string]bool{}
	}
	for _, o := range owners {
		if key := strings.ToLower(o.String()); !s.known[key] {
			s.known[key] = true
			s.list = append(s.list, o)
		}
	}
}

// A codeEntry is an entry of `code:`, or one of the alternatives in its braces: whatever it matches
// and, unless it is taken for a file, all below that.
type codeEntry struct {
	PathPattern
	file bool
}

// codeEntries reads an entry of `code:`. There is none where it leads out of the repository or is no
// path.
func codeEntries(text string) []codeEntry {
	var entries []codeEntry
	for _, text := range alternatives(strings.TrimSpace(text)) {
		e := codeEntry{PathPattern: PathPattern{Text: text}}
		for name := range strings.SplitSeq(text, "/") {
			switch name {
			case "", ".":
				continue
			case "..":
				if len(e.steps) == 0 {
					return nil
				}
				e.steps = e.steps[:len(e.steps)-1]
				continue
			}
			step, err := newPathStep(name, true)
			if err != nil {
				step = pathStep{literal: name} // a name may have brackets in it
			}
			e.steps = append(e.steps, step)
		}
		if n := len(e.steps); n > 0 && !e.steps[n-1].deep {
			e.file = looksLikeFile(e.steps[n-1].sample())
		}
		e.steps = append(e.steps, deepStep)
		entries = append(entries, e)
	}
	return entries
}

// mostAlternatives is how many paths one entry with braces may stand for.
const mostAlternatives = 64

// alternatives writes out the braces of an entry, the innermost first. There is none where the entry
// is too long or stands for too many.
func alternatives(entry string) []string {
	done, open := []string{}, []string{entry}
	for len(open) > 0 {
		text := open[0]
		open = open[1:]
		end := strings.IndexByte(text, '}')
		start := strings.LastIndexByte(text[:max(end, 0)], '{')
		if len(text) > mostPattern || len(open)+len(done) > mostAlternatives {
			return nil
		}
		if start < 0 {
			done = append(done, text)
			continue
		}
		for alternative := range strings.SplitSeq(text[start+1:end], ",") {
			open = append(open, text[:start]+alternative+text[end+1:])
		}
	}
	return done
}

// strange is a name that no rule was written for: only wildcards match it.
const strange = "\U000F0000\U000F0001\U000F0002\U000F0003\U000F0004\U000F0005\U000F0006"

// samples are paths that stand for all those of an entry: what matches them matches whatever is
// there. An entry that is a file stands for itself, others for what is below them, at several depths.
func (e codeEntry) samples() [][]string {
	steps := e.steps[:len(e.steps)-1]
	below := []int{1, 2}
	if e.file {
		below = []int{0}
	}
	between := []int{0}
	if slices.ContainsFunc(steps, func(s pathStep) bool { return s.deep }) {
		between = []int{0, 1, 2}
	}
	var samples [][]string
	for _, within := range between {
		for _, behind := range below {
			var names []string
			for _, step := range steps {
				if step.deep {
					names = append(names, slices.Repeat([]string{strange}, within)...)
				} else {
					names = append(names, step.sample())
				}
			}
			samples = append(samples, append(names, slices.Repeat([]string{strange}, behind)...))
		}
	}
	return samples
}

func (s pathStep) sample() string {
	if s.glyphs == nil {
		return s.literal
	}
	var name strings.Builder
	for _, g := range s.glyphs {
		switch {
		case g.kind == glyphRune:
			name.WriteRune(g.is)
		case g.kind == glyphMany:
			name.WriteString(strange)
		case g.kind == glyphClass && !g.negated:
			name.WriteRune(g.ranges[0].from)
		default:
			name.WriteRune([]rune(strange)[0])
		}
	}
	return name.String()
}

// looksLikeFile tells whether a name ends as those of files do: with a dot and a few letters.
func looksLikeFile(name string) bool {
	dot := strings.LastIndexByte(name, '.')
	ending := name[dot+1:]
	isLetter := func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
	other := func(r rune) bool { return !isLetter(r) && (r < '0' || r > '9') }
	return dot > 0 && len(ending) > 0 && len(ending) <= 10 && isLetter(rune(ending[0])) && !strings.ContainsFunc(ending, other)
}

// behind is what of a pattern comes behind the names of an entry, and whether it begins with them all.
// An entry with wildcards has no names to begin with.
func (p PathPattern) behind(e codeEntry) ([]pathStep, bool) {
	steps, names := p.steps, e.steps[:len(e.steps)-1]
	if len(steps) > 0 && steps[0].deep && len(names) > 0 {
		steps = steps[1:]
	}
	if len(steps) < len(names) {
		return nil, false
	}
	for i, step := range names {
		if step.literal == "" || steps[i].literal != step.literal {
			return nil, false
		}
	}
	return steps[len(names):], true
}
