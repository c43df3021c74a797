package routing

import (
	"regexp/syntax"
	"unicode"
)

// maxLanguage is how many strings of an expression are written out.
const maxLanguage = 32

// language lists the strings that an expression matches, where they are few, such as gprd|ops. It
// may list some that the expression does not match because of what it wants between two runes.
func language(expr string) ([]string, bool) {
	parsed, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil, false
	}
	return languageOf(parsed)
}

func languageOf(e *syntax.Regexp) ([]string, bool) {
	switch e.Op {
	case syntax.OpNoMatch:
		return nil, true
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}, true
	case syntax.OpLiteral:
		return []string{string(e.Rune)}, e.Flags&syntax.FoldCase == 0
	case syntax.OpCharClass:
		return members(e.Rune)
	case syntax.OpCapture:
		return languageOf(e.Sub[0])
	case syntax.OpQuest:
		some, ok := languageOf(e.Sub[0])
		return append([]string{""}, some...), ok
	case syntax.OpAlternate:
		var all []string
		for _, sub := range e.Sub {
			some, ok := languageOf(sub)
			if all = append(all, some...); !ok || len(all) > maxLanguage {
				return nil, false
			}
		}
		return all, true
	case syntax.OpConcat:
		return sequence(e.Sub)
	}
	return nil, false
}

func sequence(parts []*syntax.Regexp) ([]string, bool) {
	all := []string{""}
	for _, part := range parts {
		some, ok := languageOf(part)
		if !ok || len(all)*len(some) > maxLanguage {
			return nil, false
		}
		var longer []string
		for _, before := range all {
			for _, after := range some {
				longer = append(longer, before+after)
			}
		}
		all = longer
	}
	return all, true
}

// members lists the runes of a class, given as pairs of ends.
func members(class []rune) ([]string, bool) {
	var all []string
	for i := 0; i+1 < len(class); i += 2 {
		for r := class[i]; r <= class[i+1]; r++ {
			if all = append(all, string(r)); len(all) > maxLanguage || r == unicode.MaxRune {
				return nil, false
			}
		}
	}
	return all, true
}
