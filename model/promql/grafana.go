package promql

import (
	"regexp"
	"strings"
)

// variable finds the variables of Grafana: $name, ${name}, ${name:format} and [[name]]. A number after the dollar is
// a group of label_replace().
var variable = regexp.MustCompile(`\$\{[A-Za-z_][A-Za-z0-9_.]*(?::[^}]*)?\}|\[\[[A-Za-z_][A-Za-z0-9_]*(?::[^\]]*)?\]\]|\$[A-Za-z_][A-Za-z0-9_]*`)

// Fill puts sample values in the place of the variables of a Grafana dashboard, so that the expression of a panel
// can be read: a duration inside [ ] and after "offset", text inside quotes, a label after "by", a number
// elsewhere. What a variable puts in the place of a metric's name becomes the name of the variable.
func Fill(expr string) string {
	var b strings.Builder
	end := 0
	for _, at := range variable.FindAllStringIndex(expr, -1) {
		b.WriteString(expr[end:at[0]])
		b.WriteString(fillOne(expr, at[0], at[1]))
		end = at[1]
	}
	b.WriteString(expr[end:])
	return b.String()
}

// fillOne gives the value of one variable by where it stands.
func fillOne(expr string, from, to int) string {
	name := strings.Trim(expr[from:to], "$[]{}")
	name, _, _ = strings.Cut(name, ":")
	name = strings.ReplaceAll(name, ".", "_")
	before := expr[:from]
	switch {
	case quoted(before):
		return "x"
	case strings.HasSuffix(name, "_ms"):
		return "300000"
	case strings.HasSuffix(name, "_s"):
		return "300"
	case strings.LastIndexByte(before, '[') > strings.LastIndexByte(before, ']'), strings.HasSuffix(strings.TrimSpace(before), "offset"):
		return "5m"
	case joined(before, expr[to:]):
		return name
	case strings.HasPrefix(name, "__"):
		return "300"
	case inLabels(before), endsName(expr[to:]):
		return name
	}
	return "1"
}

// quoted tells whether a text ends inside a string.
func quoted(before string) bool {
	var quote byte
	for i := 0; i < len(before); i++ {
		switch c := before[i]; {
		case quote != 0 && c == '\\' && quote != '`':
			i++
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\'' || c == '`'):
			quote = c
		}
	}
	return quote != 0
}

// joined tells whether a variable is a part of a longer name.
func joined(before, after string) bool {
	part := func(c byte) bool {
		return c == '_' || c == ':' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return before != "" && part(before[len(before)-1]) && strings.LastIndexByte(before, '[') <= strings.LastIndexByte(before, ']') ||
		after != "" && part(after[0])
}

// inLabels tells whether a text ends in a list of labels.
func inLabels(before string) bool {
	return labelList.MatchString(before)
}

var labelList = regexp.MustCompile(`(?i)(?:\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*|\{(?:[^{}"]|"[^"]*")*)$`)

// endsName tells whether what follows a variable shows that it is the name of a metric.
func endsName(after string) bool {
	after = strings.TrimSpace(after)
	return strings.HasPrefix(after, "{") || strings.HasPrefix(after, "[")
}
