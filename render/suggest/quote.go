package suggest

import (
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/analysis/paste"
)

// scalar writes text as one value of YAML.
func scalar(text string) string { return paste.Name(strings.ToValidUTF8(text, "\uFFFD")) }

// quoted writes text in double quotes. The escapes of Go are also those of YAML and of PromQL.
func quoted(text string) string { return paste.Quoted(strings.ToValidUTF8(text, "\uFFFD")) }

// visible writes what would break a line, or act on a terminal, as an escape.
func visible(text string) string {
	inside := quoted(text)
	return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(inside[1 : len(inside)-1])
}

// inert keeps Prometheus from taking text for a template, in annotations and in values of labels.
func inert(text string) string { return strings.ReplaceAll(text, "{{", `{{"{{"}}`) }

// snake is text as the words of the name of a metric: ASCII letters and digits between single
// underscores.
func snake(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), "_")
}

// identifier is text as a part of a name that is made up.
func identifier(text string) string { return shortened(snake(text), 40) }

// slug is text as a part of the name of a file or an object: ASCII letters, digits and hyphens.
func slug(text string) string {
	return strings.ReplaceAll(identifier(text), "_", "-")
}

// shortened keeps names of any length from filling the page. Text is cut between characters.
func shortened(text string, most int) string {
	for i := range text {
		if i >= most {
			return text[:i]
		}
	}
	return text
}

// A scribe writes lines.
type scribe struct{ strings.Builder }

func (w *scribe) line(text string) {
	w.WriteString(strings.TrimRight(text, " "))
	w.WriteByte('\n')
}

// widest is how long the lines of comments get, in bytes.
const widest = 110

// comment writes text as comments, wrapped between words.
func (w *scribe) comment(indent, text string) {
	for _, l := range wrapped(visible(text), widest-len(indent)-2) {
		w.line(indent + "# " + l)
	}
}

// item writes text as an item of a list in comments.
func (w *scribe) item(indent, text string) {
	lead := "# - "
	for _, l := range wrapped(visible(text), widest-len(indent)-4) {
		w.line(indent + lead + l)
		lead = "#   "
	}
}

func wrapped(text string, width int) []string {
	var lines []string
	var l string
	for _, word := range strings.Fields(text) {
		if l != "" && len(l)+1+len(word) > width {
			lines = append(lines, l)
			l = ""
		}
		l = strings.TrimLeft(l+" "+word, " ")
	}
	return append(lines, l)
}
