package cli

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/reimport"
)

// mostNamed is how many names a line of the report of an import has.
const mostNamed = 8

// extent says how much there is in a sketch.
func extent(k *model.Sketch) string {
	return plural(len(k.Components), "component") + ", " + plural(len(k.Arrows), "arrow")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// names is the first of a list of names, and how many more there are.
func names(all []string) string {
	if len(all) <= mostNamed {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(all[:mostNamed], ", "), len(all)-mostNamed)
}

// tellSketch says how sure the arrows of a sketch are, what must be asked, and what no file shows.
func (s *session) tellSketch(k *model.Sketch) {
	if len(k.Arrows) > 0 {
		var parts []string
		for _, c := range model.Confidences() {
			sure, allowed := 0, 0
			for _, a := range k.Arrows {
				switch {
				case a.Confidence() != c:
				case a.Question == importer.AskUsed:
					allowed++
				default:
					sure++
				}
			}
			if sure > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", sure, sureness(c)))
			}
			if allowed > 0 {
				parts = append(parts, fmt.Sprintf("%d only allowed (a policy permits them)", allowed))
			}
		}
		s.say("how sure the arrows are: " + strings.Join(parts, "; "))
	}
	for _, q := range questions(k) {
		s.say(fmt.Sprintf("to ask, of %s: %s %s", plural(len(q.arrows), "arrow"), q.text, names(q.arrows)))
	}
	for _, text := range k.Unshown {
		s.say(text)
	}
}

// sureness words how often such arrows prove right.
func sureness(c model.Confidence) string {
	switch c {
	case model.High:
		return "high (an address says so)"
	case model.Claimed:
		return "stated (somebody drew them)"
	case model.Medium:
		return "medium (likely, ask)"
	case model.Low:
		return "low (a guess from names)"
	}
	return "lowest (only start order, seldom a call)"
}

// A question is what is asked of some arrows.
type question struct {
	text   string
	arrows []string
}

// questions gathers what must be asked, in the order in which it comes up.
func questions(k *model.Sketch) []question {
	var all []question
	at := map[string]int{}
	for _, a := range k.Arrows {
		if a.Question == "" {
			continue
		}
		i, asked := at[a.Question]
		if !asked {
			i = len(all)
			at[a.Question] = i
			all = append(all, question{text: a.Question})
		}
		all[i].arrows = append(all[i].arrows, a.Name())
	}
	return all
}

// tellMerge says what a merge did to a drawing, or would do.
func (s *session) tellMerge(k *importing, m *reimport.Merge, changed bool) {
	added := make([]string, len(m.Added))
	for i, a := range m.Added {
		added[i] = a.Name()
	}
	if !changed {
		s.say("no news: " + k.out + " is left as it is")
	}
	for _, part := range []struct {
		what string
		all  []string
	}{
		{"new components: ", m.Components},
		{"new besides: ", m.Parts},
		{"new arrows, to be reviewed: ", added},
		{"drawn already, and has evidence now: ", m.Adopted},
		{"evidence changed: ", m.Renewed},
		{"in no file any more and untouched, so removed: ", m.Removed},
		{"deleted by somebody, and stays away: ", m.Deleted},
		{"in no file any more, and kept because somebody reviewed, edited or uses it: ", m.Kept},
		{"components that are in no file any more: ", m.Vanished},
	} {
		if len(part.all) > 0 {
			s.say(part.what + names(part.all))
		}
	}
	for _, r := range m.Likely {
		s.say(fmt.Sprintf("%s may be %s under another name; if so, give %s aliases: [%s]", r.New, r.Old, r.Old, r.New))
	}
}
