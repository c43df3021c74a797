package reimport

import (
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Draw writes a new drawing of a Sketch, with comments where import cannot know. The source says in the
// first line what it was imported from. A Sketch without a name goes by the name given here.
func Draw(k *model.Sketch, source, name string) string {
	var b strings.Builder
	if k.System != "" {
		name = k.System
	}
	b.WriteString("# Drawn by linewalk import from " + oneLine(source) + ". Import again when it changes: what you write stays.\n")
	b.WriteString("linewalk: 1\n")
	b.WriteString(yamlfile.Print(yamlfile.Entry{Key: "system", Value: yamlfile.Text(name)}, 0, 0))
	drawTeams(&b, k.Teams)
	drawComponents(&b, k.Components)
	drawArrows(&b, k.Arrows)
	drawMonitors(&b, k.Monitors)
	drawJourneys(&b, k)
	return b.String()
}

// oneLine keeps a name from leaving its comment.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return '?'
		}
		return r
	}, text)
}

func drawTeams(b *strings.Builder, teams []model.SketchTeam) {
	if len(teams) == 0 {
		return
	}
	b.WriteString("\nteams:\n")
	for _, t := range teams {
		b.WriteString(yamlfile.Print(teamEntry(t), 2, 0))
	}
}

// teamEntry is a team. Of one without people only the name is known, not that there is nobody in it.
func teamEntry(t model.SketchTeam) yamlfile.Entry {
	if len(t.People) == 0 {
		return yamlfile.Entry{Key: t.Name, Value: yamlfile.Bare()}
	}
	return yamlfile.Entry{Key: t.Name, Value: yamlfile.Map(yamlfile.Entry{Key: "people", Value: yamlfile.Texts(t.People...)})}
}

func drawComponents(b *strings.Builder, components []model.SketchComponent) {
	if len(components) == 0 {
		return
	}
	b.WriteByte('\n')
	if !slices.ContainsFunc(components, func(c model.SketchComponent) bool { return c.Owner != "" }) {
		b.WriteString("# Who answers for each is not in the files: add owner: TEAM.\n")
	}
	if open := openNames(components); open != "" {
		b.WriteString("# Reached from outside: " + open + ".\n# Draw who uses them: a component of kind person, and arrows from it.\n")
	}
	b.WriteString("components:\n")
	for _, c := range components {
		b.WriteString(yamlfile.Print(componentEntry(c), 2, 0))
	}
}

// openNames lists what is reached from outside.
func openNames(components []model.SketchComponent) string {
	const most = 8
	var names []string
	for _, c := range components {
		if c.Open {
			names = append(names, c.Name)
		}
	}
	if n := len(names) - most; n > 0 {
		names = append(names[:most], "and "+strconv.Itoa(n)+" more")
	}
	return strings.Join(names, ", ")
}

func componentEntry(c model.SketchComponent) yamlfile.Entry {
	fields := []yamlfile.Entry{{Key: "kind", Value: yamlfile.Literal(c.Kind.String())}}
	add := func(key string, v yamlfile.Value) { fields = append(fields, yamlfile.Entry{Key: key, Value: v}) }
	if c.Label != "" {
		add("label", yamlfile.Text(c.Label))
	}
	if c.Owner != "" {
		add("owner", yamlfile.Text(c.Owner))
	}
	if len(c.In) > 0 {
		add("in", yamlfile.Texts(c.In...))
	}
	if c.Replicas > 1 {
		add("replicas", yamlfile.Literal(strconv.Itoa(c.Replicas)))
	}
	if len(c.Aliases) > 0 {
		add("aliases", yamlfile.Texts(c.Aliases...))
	}
	if len(c.Tags) > 0 {
		add("tags", yamlfile.Texts(c.Tags...))
	}
	value := yamlfile.Map(fields...)
	if len(fields) == 1 {
		value = yamlfile.Literal(c.Kind.String())
	}
	return yamlfile.Entry{Key: c.Name, Value: value}
}

func drawArrows(b *strings.Builder, arrows []model.SketchArrow) {
	if len(arrows) == 0 {
		b.WriteString("\n# No file shows an arrow. Draw each as from -> to.\narrows: {}\n")
		return
	}
	b.WriteString(`
# Each arrow has the place it was read from. Somebody who knows says review: ok, or no where it is wrong; what
# happens without it (if-down: nothing, degrades or breaks) is in no file, and is the question of the walk.
arrows:
`)
	for i, a := range arrows {
		if a.Confidence() == model.Lowest && (i == 0 || arrows[i-1].Confidence() > model.Lowest) {
			b.WriteString("\n  # From here on only the order of starting is known, which is seldom a call: ok or no?\n\n")
		}
		e := arrowEntry(a)
		b.WriteString(yamlfile.Print(yamlfile.Entry{Key: e.Key, Value: yamlfile.Map(arrowFields(a)...)}, 2, 1))
		b.WriteString(yamlfile.Print(evidenceField(a), 4, 1))
	}
}

func arrowEntry(a model.SketchArrow) yamlfile.Entry {
	return yamlfile.Entry{Key: a.Name(), Value: yamlfile.Map(append(arrowFields(a), evidenceField(a))...)}
}

func arrowFields(a model.SketchArrow) []yamlfile.Entry {
	var fields []yamlfile.Entry
	if a.Kind != model.Call {
		fields = append(fields, yamlfile.Entry{Key: "kind", Value: yamlfile.Literal(a.Kind.String())})
	}
	if a.Label != "" {
		fields = append(fields, yamlfile.Entry{Key: "label", Value: yamlfile.Text(a.Label)})
	}
	if a.Via != "" {
		fields = append(fields, yamlfile.Entry{Key: "via", Value: yamlfile.Text(a.Via)})
	}
	if len(a.Tags) > 0 {
		fields = append(fields, yamlfile.Entry{Key: "tags", Value: yamlfile.Texts(a.Tags...)})
	}
	return append(fields, yamlfile.Entry{Key: "review", Value: yamlfile.Literal(model.ReviewTodo.String())})
}

func evidenceField(a model.SketchArrow) yamlfile.Entry {
	return yamlfile.Entry{Key: "evidence", Value: yamlfile.Texts(evidenceLines(a)...)}
}

func evidenceLines(a model.SketchArrow) []string {
	lines := make([]string, len(a.Evidence))
	for i, e := range a.Evidence {
		lines[i] = e.String()
	}
	return lines
}

func drawMonitors(b *strings.Builder, monitors []model.SketchMonitor) {
	if len(monitors) == 0 {
		return
	}
	b.WriteString("\n# Checks of which the files tell. Each watches a box; a line between two boxes needs a monitor of its own.\nmonitors:\n")
	for _, m := range monitors {
		b.WriteString(yamlfile.Print(monitorEntry(m), 2, 0))
	}
}

func monitorEntry(m model.SketchMonitor) yamlfile.Entry {
	return yamlfile.Entry{Key: m.Name, Value: yamlfile.Map(
		yamlfile.Entry{Key: "signal", Value: yamlfile.Literal(model.SignalUp.String())},
		yamlfile.Entry{Key: "watches", Value: yamlfile.Texts(m.Watches...)},
	)}
}

func drawJourneys(b *strings.Builder, k *model.Sketch) {
	if len(k.Journeys) == 0 {
		b.WriteString("\n# What users do, and get value from, is not in the files:\n# journeys:\n#   buy: {steps: [" + firstArrow(k) + "]}\n")
		return
	}
	b.WriteString("\njourneys:\n")
	for _, j := range k.Journeys {
		b.WriteString(yamlfile.Print(journeyEntry(j), 2, 1))
	}
}

func journeyEntry(j model.SketchJourney) yamlfile.Entry {
	var fields []yamlfile.Entry
	if j.Who != "" {
		fields = append(fields, yamlfile.Entry{Key: "who", Value: yamlfile.Text(j.Who)})
	}
	fields = append(fields, yamlfile.Entry{Key: "steps", Value: yamlfile.Texts(j.Steps...)})
	return yamlfile.Entry{Key: j.Name, Value: yamlfile.Map(fields...)}
}

func firstArrow(k *model.Sketch) string {
	if len(k.Arrows) == 0 {
		return "from -> to"
	}
	return oneLine(k.Arrows[0].Name())
}

// NewLock is what the lock remembers of a drawing that is new.
func NewLock(k *model.Sketch, origin string) *Lock {
	l := &Lock{}
	for _, c := range k.Components {
		l.Entries = append(l.Entries, Entry{Origin: origin, Component: c.Name, Label: c.Label})
	}
	for _, a := range k.Arrows {
		l.Entries = append(l.Entries, entryOf(origin, a))
	}
	for _, p := range partsOf(k) {
		l.Entries = append(l.Entries, Entry{Origin: origin, Section: p.section, Name: p.name})
	}
	return l
}
