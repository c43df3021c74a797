package render

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// mostAnnotations is how many annotations of each level GitHub shows of one step.
const mostAnnotations = 10

// GitHub writes the diagnostics in force as commands to a runner of GitHub Actions, which annotates
// the lines of a pull request with them: of each level as many as GitHub shows, most harmful first,
// and one notice of how many more there are. The headline and the counts follow for the log.
func GitHub(w io.Writer, r *analysis.Report) error {
	g := gitHub{in: r.Repository}
	for _, level := range slices.Backward(diag.Levels()) {
		g.annotate(level, mostHarmful(r, level))
	}
	g.more("linewalk check --show note --all lists every one")
	g.say(Headline(r))
	if r.Policy != nil {
		for _, line := range policyLines(r.Policy, true) {
			g.say(line)
		}
	}
	g.say(countLine(r))
	return g.writeTo(w)
}

// ReadingGitHub writes the commands for a drawing that could not be read.
func ReadingGitHub(w io.Writer, ds []diag.Diagnostic, in diag.Repository) error {
	g := gitHub{in: in}
	for _, level := range slices.Backward(diag.Levels()) {
		g.annotate(level, slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool { return d.Level != level }))
	}
	g.more("linewalk check --all lists every one")
	g.say(tally(ds))
	return g.writeTo(w)
}

// mostHarmful lists the diagnostics of a level, those of the most harmful arrow first.
func mostHarmful(r *analysis.Report, level diag.Level) []diag.Diagnostic {
	var ds []diag.Diagnostic
	for _, group := range grouped(r, level) {
		for _, d := range group {
			if d.Level == level {
				ds = append(ds, *d)
			}
		}
	}
	return ds
}

// A gitHub is a log with commands in the making. Notices wait until it is known whether room for one
// more is needed.
type gitHub struct {
	in    diag.Repository
	lines []string
	notes []diag.Diagnostic
	left  diag.Counts
}

// annotate adds as many of the diagnostics of a level as GitHub shows, and counts the others.
func (g *gitHub) annotate(level diag.Level, ds []diag.Diagnostic) {
	if level == diag.Note {
		g.notes = ds
		return
	}
	shown := min(len(ds), mostAnnotations)
	for _, d := range ds[:shown] {
		g.lines = append(g.lines, annotation(d, g.in))
	}
	if level == diag.Error {
		g.left.Errors = len(ds) - shown
	} else {
		g.left.Warnings = len(ds) - shown
	}
}

// more adds the notices and, if anything is left out, a last one that says how much and where to see
// it. That one takes the room of a notice.
func (g *gitHub) more(where string) {
	shown := len(g.notes)
	if shown > mostAnnotations || g.left != (diag.Counts{}) {
		shown = min(shown, mostAnnotations-1)
	}
	for _, d := range g.notes[:shown] {
		g.lines = append(g.lines, annotation(d, g.in))
	}
	g.left.Notes = len(g.notes) - shown
	if total := g.left.Errors + g.left.Warnings + g.left.Notes; total > 0 {
		text := fmt.Sprintf("%s are not shown here: %s", leftOut(g.left), where)
		g.lines = append(g.lines, command("notice", []property{{"title", fmt.Sprintf("linewalk: %d more", total)}}, text))
	}
}

// leftOut is "2 errors, 1 note".
func leftOut(c diag.Counts) string {
	var parts []string
	for _, p := range []struct {
		n    int
		noun string
	}{{c.Errors, "error"}, {c.Warnings, "warning"}, {c.Notes, "note"}} {
		if p.n > 0 {
			parts = append(parts, Count(p.n, p.noun))
		}
	}
	return strings.Join(parts, ", ")
}

// say adds a line for people, in which nothing is a command.
func (g *gitHub) say(text string) { g.lines = append(g.lines, Inert(visible(text))) }

func (g *gitHub) writeTo(w io.Writer) error {
	_, err := io.WriteString(w, strings.Join(g.lines, "\n")+"\n")
	return err
}

// annotation is the command that annotates the place of a diagnostic. Without a line GitHub shows it
// with the run and not among the files. A column means nothing to GitHub in a span of several lines.
func annotation(d diag.Diagnostic, in diag.Repository) string {
	var at []property
	if d.Span.File != "" {
		at = append(at, property{"file", inertLines(in.Path(d.Span.File))})
	}
	if line := d.Span.Start.Line; line > 0 {
		end := max(line, d.Span.End.Line)
		at = append(at, property{"line", number(line)}, property{"endLine", number(end)})
		if d.Span.Start.Col > 0 && end == line {
			at = append(at, property{"col", number(d.Span.Start.Col)})
		}
	}
	at = append(at, property{"title", inertLines("linewalk: " + d.Rule)})
	return command(gitHubLevel(d.Level), at, inertLines(paragraphs(d)))
}

func number(n int32) string { return strconv.Itoa(int(n)) }

func gitHubLevel(l diag.Level) string {
	if l == diag.Note {
		return "notice"
	}
	return l.String()
}

// inertLines makes every line of a text visible, and breaks what the runner would take for a
// command when it prints the text to the log.
func inertLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = Inert(visible(line))
	}
	return strings.Join(lines, "\n")
}

// A property is a name and what it is set to. The name is linewalk's own.
type property struct{ name, value string }

// command is a line that a runner of GitHub Actions acts on. It is one line whatever it is made of,
// and what the runner reads from it is what was given.
func command(name string, properties []property, message string) string {
	var b strings.Builder
	b.WriteString("::" + name)
	for i, p := range properties {
		b.WriteByte(" ,"[min(i, 1)])
		b.WriteString(p.name + "=" + propertyEscapes.Replace(p.value))
	}
	b.WriteString("::" + messageEscapes.Replace(message))
	return b.String()
}

// What the runner decodes in a message, and in the value of a property.
var (
	messageEscapes  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
