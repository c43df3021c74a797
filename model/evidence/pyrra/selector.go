package pyrra

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// A selector selects series of one metric: name{label="value", ...}. Pyrra takes nothing else, and
// puts the parts together anew.
type selector struct {
	name     string
	text     string // all of it
	matchers []matcher
}

// A matcher is one of the comparisons of a selector. Its value is without quotes.
type matcher struct {
	name  string
	op    model.MatchOp
	value string
}

// String is how Prometheus writes the matcher.
func (m matcher) String() string { return m.name + m.op.String() + strconv.Quote(m.value) }

// regex tells whether the value is a pattern.
func (m matcher) regex() bool { return m.op == model.MatchRegexp || m.op == model.MatchNotRegexp }

var (
	metricName  = regexp.MustCompile(`^[\pL_:][\pL\d_:]*`)
	comparison  = regexp.MustCompile(`^([\pL_][\pL\d_]*)\s*(=~|!~|!=|=)\s*`)
	comparisons = map[string]model.MatchOp{
		"=": model.MatchEqual, "!=": model.MatchNotEqual, "=~": model.MatchRegexp, "!~": model.MatchNotRegexp,
	}
)

// parseSelector reads a selector, and tells whether the text is one.
func parseSelector(text string) (selector, bool) {
	s := selector{text: strings.TrimSpace(text)}
	s.name = metricName.FindString(s.text)
	rest := strings.TrimSpace(s.text[len(s.name):])
	if rest == "" {
		return s, s.name != ""
	}
	rest, opened := strings.CutPrefix(rest, "{")
	rest, closed := strings.CutSuffix(rest, "}")
	if !opened || !closed {
		return selector{}, false
	}
	for rest = strings.TrimSpace(rest); rest != ""; {
		m, after, ok := cutMatcher(rest)
		if !ok {
			return selector{}, false
		}
		if m.name == "__name__" && m.op == model.MatchEqual && s.name == "" {
			s.name = m.value
		} else {
			s.matchers = append(s.matchers, m)
		}
		rest = after
	}
	return s, s.name != ""
}

// cutMatcher reads the first matcher of a list, and hands back what follows its comma.
func cutMatcher(list string) (m matcher, rest string, ok bool) {
	found := comparison.FindStringSubmatch(list)
	if found == nil {
		return matcher{}, "", false
	}
	quoted := quotedPrefix(list[len(found[0]):])
	value, ok := unquote(quoted)
	if !ok {
		return matcher{}, "", false
	}
	rest = strings.TrimSpace(list[len(found[0])+len(quoted):])
	rest, comma := strings.CutPrefix(rest, ",")
	if rest != "" && !comma {
		return matcher{}, "", false
	}
	return matcher{found[1], comparisons[found[2]], value}, strings.TrimSpace(rest), true
}

// quotedPrefix is the quoted text at the start, or nothing.
func quotedPrefix(text string) string {
	if text == "" || !strings.ContainsRune("\"'`", rune(text[0])) {
		return ""
	}
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && text[0] != '`':
			i++
		case text[i] == text[0]:
			return text[:i+1]
		}
	}
	return ""
}

// unquote reads a string of PromQL, which is one of Go except that ' quotes text as well.
func unquote(quoted string) (string, bool) {
	if strings.HasPrefix(quoted, "'") {
		inner := strings.ReplaceAll(quoted[1:len(quoted)-1], `\'`, "'")
		quoted = `"` + strings.ReplaceAll(strings.ReplaceAll(inner, `\"`, `"`), `"`, `\"`) + `"`
	}
	value, err := strconv.Unquote(quoted)
	return value, err == nil
}
