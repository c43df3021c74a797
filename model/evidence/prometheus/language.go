package prometheus

import (
	"regexp"
	"strings"
)

// A language is something a rule file may be written in that only another program understands. The
// mark is looked for in text that could not be read otherwise, as many of them are harmless where it
// can: annotations of alerts are templates too.
type language struct {
	is   string // a phrase
	sign string // without which there is no mark; found sooner
	mark *regexp.Regexp
}

// templates are the languages that whole files are written in. The more telling ones come first.
var templates = []language{
	{"it is an ERB template", "<%", regexp.MustCompile(`<%`)},
	{"it is a Jinja template", "{", regexp.MustCompile(`\{%|\{#|\{\{-?\s*\w[\w.\[\]'"]*\s*\|\s*(?:default|to_yaml|to_json|join|list|map|int)\b`)},
	{"it is a Helm template", "{{", regexp.MustCompile("\\{\\{-?\\s*(?:`|[^}]*(?:\\.Values\\b|\\.Release\\b|\\.Chart\\b|\\.Files\\b|\\.Capabilities\\b|\\.Template\\b|\\b(?:include|define|nindent|indent|toYaml|tpl|fromYaml)\\b))")},
	{"it is a Go template", "{{", regexp.MustCompile(`(?m)^\s*(?:-\s+)?\{\{-?\s*(?:if|range|with|end|else|block|template|/\*)|^\s*(?:-\s+)?[\w"']+:\s*\{\{-?\s*[^$\s-]`)},
	{"it is in the rule language of Prometheus 1", "ALERT", regexp.MustCompile(`(?m)^\s*ALERT\s+\w+\s*(?:$|IF\b)`)},
	{"it is jsonnet", "local ", regexp.MustCompile(`(?m)^\s*local\s+\w+\s*=`)},
	{"it is jsonnet", "+:", regexp.MustCompile(`\+::?\s*\{`)},
	{"it is HTML", "<", regexp.MustCompile(`(?i)^\s*<(?:!doctype|html)`)},
}

// placeholders are the marks of what is filled in before Prometheus sees it, inside of a value. A
// figure behind the dollar is a group of label_replace().
var placeholders = []language{
	{"it is an ERB template", "<%", regexp.MustCompile(`<%`)},
	{"it is a template", "{", regexp.MustCompile(`\{\{|\{%`)},
	{"it holds variables that are filled in elsewhere", "", regexp.MustCompile(`\$\{?[A-Za-z_]|\$\(|@@\w+@@`)},
}

// logQL has filters behind its braces where PromQL has a range or nothing.
var logQL = regexp.MustCompile("\\}\\s*(?:\\|[=~>]|!=\\s*[\"`]|!~\\s*[\"`]|\\|\\s*(?:json|logfmt|pattern|regexp|unpack|unwrap|line_format|label_format|decolorize)\\b)")

// spoken is the first of the languages whose mark the text bears, as a phrase, and where that mark is;
// empty if it bears none.
func spoken(languages []language, text string) (is string, at int) {
	for _, l := range languages {
		if !strings.Contains(text, l.sign) {
			continue
		}
		if m := l.mark.FindStringIndex(text); m != nil {
			return l.is, m[0] + blanks(text[m[0]:m[1]])
		}
	}
	return "", 0
}

// A mention is the name of an alert in text that is not understood: "alert: Name" of YAML and its
// templates, JSON and jsonnet, and "ALERT Name" of Prometheus 1.
var mention = regexp.MustCompile(`(?m)(?:^|[{,])[ \t]*(?:-[ \t]+)*(?:["']?alert["']?[ \t]*:[ \t]*|ALERT[ \t]+)["']?([\pL_][^\s"'#,{}<]*)`)

// mentions lists the alerts that the text names, each once. A name that a template completes is none.
func mentions(text string) []string {
	var names []string
	seen := map[string]bool{}
	for _, m := range mention.FindAllStringSubmatchIndex(text, -1) {
		name, rest := text[m[2]:m[3]], text[m[3]:]
		if completed := strings.HasPrefix(rest, "{") || strings.HasPrefix(rest, "<%"); !completed && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// plain tells whether a text means itself, and is not filled in by another program.
func plain(text string) bool {
	is, _ := spoken(placeholders, text)
	return is == ""
}
