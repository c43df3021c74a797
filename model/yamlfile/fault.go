package yamlfile

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// The IDs of what can be wrong with a file.
const (
	ruleSyntax         = "read-syntax"
	ruleEmpty          = "read-empty"
	ruleVersion        = "read-version"
	ruleLimit          = "read-limit"
	ruleUnknownKey     = "read-unknown-key"
	ruleUnknownName    = "read-unknown-name"
	ruleDuplicate      = "read-duplicate"
	ruleBadValue       = "read-bad-value"
	ruleInclude        = "read-include"
	ruleContradiction  = "read-contradiction"
	ruleSetAside       = "read-set-aside"
	ruleSelfArrow      = "read-self-arrow"
	ruleRenamed        = "read-renamed"
	ruleSuspiciousName = "read-suspicious-name"
	ruleEdit           = "read-edit"
)

// faults collects what is wrong. What it hands back is to be completed by the caller.
type faults struct{ found []*diag.Diagnostic }

const longestMessage = 100

func (f *faults) say(level diag.Level, rule string, at diag.Span, format string, args ...any) *diag.Diagnostic {
	d := &diag.Diagnostic{Rule: rule, Level: level, Span: at, Message: diag.Shorten(fmt.Sprintf(format, args...), longestMessage)}
	f.found = append(f.found, d)
	return d
}

func (f *faults) fail(rule string, at diag.Span, format string, args ...any) *diag.Diagnostic {
	return f.say(diag.Error, rule, at, format, args...)
}

func (f *faults) warn(rule string, at diag.Span, format string, args ...any) *diag.Diagnostic {
	return f.say(diag.Warning, rule, at, format, args...)
}

func (f *faults) note(rule string, at diag.Span, format string, args ...any) *diag.Diagnostic {
	return f.say(diag.Note, rule, at, format, args...)
}

// didYouMean continues a message with the names that may have been meant.
func didYouMean(near []string) string {
	if len(near) == 0 {
		return ""
	}
	quoted := make([]string, len(near))
	for i, name := range near {
		quoted[i] = diag.Quote(name)
	}
	return ", did you mean " + strings.Join(quoted, " or ") + "?"
}

// oneOf lists the allowed values where there are few enough to read.
func oneOf(names []string) string {
	switch n := len(names); {
	case n == 0 || n > 12:
		return ""
	case n == 1:
		return names[0]
	}
	return "one of " + strings.Join(names, ", ")
}
