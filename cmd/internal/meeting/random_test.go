package meeting_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/cmd/internal/meeting"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
	"github.com/linewalk/linewalk/render"
)

// A maker makes drawings and meetings up.
type maker struct {
	*rand.Rand
	newline  string
	comments int
}

func (m *maker) one(of ...string) string { return of[m.IntN(len(of))] }

// end ends a line, now and then with a comment of which there is no other.
func (m *maker) end() string {
	if m.IntN(3) > 0 {
		return m.newline
	}
	m.comments++
	return fmt.Sprintf("%s#%d: [{ as it were%s", m.one(" ", "   "), m.comments, m.newline)
}

// fields are what may be stated of an arrow, and how.
func (m *maker) fields() []string {
	all := []string{
		"label: " + m.one("place order", `"a: b"`, "'it''s #1'", "é ü", "\"\\u202e\""), "kind: " + m.one("call", "query", "event"), "via: HTTPS", "tags: [pci, telemetry]",
		"if-down: " + m.one("breaks", "[degrades, breaks after 30m]", "{to: degrades}"), "owner: " + m.one("web", "nobody"), "review: todo",
		"monitors: " + m.one("none", "ups", "[ups, {signal: errors}]", "[{signal: latency, alert: none}]"), "experts: [ana]",
		"nobody-knows: [" + m.one("alert", "if-down, experts", "monitors") + "]", "reviewed: {on: " + m.one("2026-11-23", "2026-11-01", "2020-01-01") + ", by: ana}",
		"notes: [before]", "evidence: [c.yaml#x (high)]",
	}
	m.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:m.IntN(6)]
}

// arrow writes an arrow in one of the ways in which it can be.
func (m *maker) arrow(name string) string {
	fields := m.fields()
	if m.IntN(4) == 0 {
		name = `"` + name + `"`
	}
	head := "  " + name + ":"
	switch {
	case len(fields) == 0:
		return head + m.one("", " {}") + m.end()
	case m.IntN(2) == 0:
		return head + " {" + strings.Join(fields, m.one(", ", " , ")) + "}" + m.end()
	}
	text := head + m.end()
	for _, f := range fields {
		end := m.end()
		if strings.HasPrefix(f, "nobody-knows") {
			end = m.newline // a comment on what is taken away goes with it
		}
		text += "      " + f + end
	}
	return text
}

// drawing writes a drawing of a few arrows with all that belongs to it.
func (m *maker) drawing() string {
	m.newline = m.one("\n", "\n", "\r\n")
	text := m.one("", "\ufeff") + "linewalk: 1" + m.end() + "system: " + m.one("Shop", `"é: #"`) + m.end()
	sections := []string{
		"teams:" + m.end() + "  web: {people: [ana, li]}" + m.end() + "  core:" + m.end() + "    people:" + m.end() + "      - kim" + m.end(),
		"monitors:" + m.end() + "  ups:" + m.end() + "    signal: errors" + m.end() + "  lows: {signal: latency}" + m.end(),
		"journeys:" + m.end() + "  buy: {steps: [a -> b]}" + m.end(),
		"settings: {review-every: 90d}" + m.end(),
	}
	arrows := "arrows:" + m.end()
	for _, name := range []string{"a -> b", "b -> c", "b->c  (x)", "c -> d", "d  -> a"} {
		arrows += m.arrow(name)
	}
	sections = append(sections, arrows)
	m.Shuffle(len(sections), func(i, j int) { sections[i], sections[j] = sections[j], sections[i] })
	text += strings.Join(sections, m.one("", m.newline))
	if m.IntN(4) == 0 {
		text = strings.TrimRight(text, "\r\n")
	}
	return text
}

// line is something that somebody says.
func (m *maker) line() string {
	return m.one("y", "n", "n", "b", "d", "b 4h", "d, b 30m", "from: b", "k", "k", "", "s", "ss", "<", "u", ".", "1", "2", "e", "l", "errors checks", "ups", "-ups", "none", "o", "o page 5m",
		"web", "web chat", "core; kim", "ana", "ana, li", "zoe", "p", "t", "t zoe, ana", "note ask: \"kim\" #now", "x y z", "[", "{}", "\u202e", "#ops", "nobody", "?")
}

// entries are the texts of all that stands in the sections of a drawing, by section and name.
func entries(t *testing.T, text string) map[string]string {
	t.Helper()
	roots, found := yamlfile.Tree("", []byte(text))
	if len(found) > 0 {
		t.Fatalf("%v\n%s", found, text)
	}
	all := map[string]string{}
	for _, section := range roots[0].Pairs {
		if len(section.Value.Pairs) == 0 {
			all[section.Key.Value] = section.Value.Value
		}
		for _, p := range section.Value.Pairs {
			all[section.Key.Value+": "+p.Key.Value] = text[p.Key.Span.Start.Offset:max(p.Key.Span.End.Offset, p.Value.Span.End.Offset)]
		}
	}
	return all
}

var comment = regexp.MustCompile(`#\d+: \[\{ as it were`)

// TestRandomMeetings holds made-up meetings over made-up drawings. All that was not spoken of stays, byte for byte, and
// what was answered is there when the drawing is read again.
func TestRandomMeetings(t *testing.T) {
	decisions, undone := 0, 0
	for seed := range uint64(200) {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 5))}
		before := m.drawing()
		desk, err := newMemory(monday, []string{"x.yaml"}, map[string]string{"x.yaml": before})
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, before)
		}
		talk := meeting.Open(desk, meeting.Options{By: m.one("", "li")})
		var said []string
		for range 60 {
			if talk.Over() {
				break
			}
			line := m.line()
			said = append(said, line)
			if r := talk.Hear(line); strings.HasPrefix(r.Done, "taken back") {
				undone++
			}
		}
		after := desk.disk["x.yaml"]
		fail := func(format string, args ...any) {
			t.Helper()
			t.Fatalf("seed %d: %s\nsaid %q\nbefore\n%s\nafter\n%s", seed, fmt.Sprintf(format, args...), said, before, after)
		}
		for _, c := range comment.FindAllString(before, -1) {
			if !strings.Contains(after, c) {
				fail("the comment %s is gone", c)
			}
		}
		minutes := talk.Minutes()
		old, now := entries(t, before), entries(t, after)
		for name, text := range old {
			if spoken(minutes, name) {
				continue
			}
			if now[name] != text {
				fail("%s was %q, and is %q", name, text, now[name])
			}
		}
		if strings.HasPrefix(before, "\ufeff") != strings.HasPrefix(after, "\ufeff") || strings.HasSuffix(before, "\n") != strings.HasSuffix(after, "\n") {
			fail("the ends of the text")
		}
		for _, w := range minutes.Walked {
			decisions += len(w.Decisions)
			if why := lost(desk, w); why != "" {
				fail("%s: %s", w.Arrow, why)
			}
		}
	}
	t.Logf("%d decisions, %d taken back", decisions, undone)
	if decisions < 300 || undone < 50 {
		t.Error("too little was decided")
	}
}

// spoken tells whether something may be another after a meeting: an arrow of which something was said, or a monitor
// that got an alert.
func spoken(m render.Meeting, name string) bool {
	section, name, _ := strings.Cut(name, ": ")
	for _, w := range m.Walked {
		if section == "arrows" && normal(name) == w.Arrow {
			return true
		}
		if section == "monitors" && slices.ContainsFunc(w.Decisions, func(d render.Decision) bool { return d.Topic == model.TopicAlert && d.Of == name }) {
			return true
		}
	}
	return false
}

// normal is the name of an arrow with its blanks as they should be.
func normal(name string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(name, "->", " -> ")), " ")
}

// lost says what of the decisions on an arrow the drawing does not have.
func lost(desk *memory, w render.Walked) string {
	a := desk.report.System.Arrow(w.Arrow)
	if a == nil {
		return "it is gone"
	}
	for _, t := range w.Vain {
		if !slices.Contains(a.NobodyKnows.Value, t) {
			return "nobody knows " + t.String() + ", and that is not there"
		}
	}
	for _, d := range w.Decisions {
		if slices.Contains(a.NobodyKnows.Value, d.Topic) && !slices.Contains(w.Vain, d.Topic) {
			return d.Topic.String() + " is answered, and nobody knows"
		}
		if has := stated(a, d); has != d.After {
			return fmt.Sprintf("%s of %s should be %q, and is %q", d.Topic, d.Of, d.After, has)
		}
	}
	if len(w.Decisions)+len(w.Vain) > 0 && a.Reviewed.Value.On != monday && !stale(a) {
		return "it does not say that it was walked"
	}
	return ""
}

// stale tells whether an arrow was answered so long ago that it is only said to be walked when all is confirmed.
func stale(a *model.Arrow) bool { return a.Reviewed.Value.On.Year == 2020 }

// stated is what the drawing has in the place of a decision, in its words.
func stated(a *model.Arrow, d render.Decision) string {
	switch d.Topic {
	case model.TopicIfDown:
		return meeting.IfDownText(a)
	case model.TopicOwner:
		if !a.Owner.Given() {
			return d.Before // what follows from its ends was kept
		}
		return a.Owner.Value.Name
	case model.TopicExperts:
		if !a.Experts.Given() {
			return d.Before
		}
		names := make([]string, len(a.Experts.Value))
		for i, e := range a.Experts.Value {
			names[i] = e.Name
		}
		if len(names) == 0 {
			return "nobody"
		}
		return strings.Join(names, ", ")
	case 0:
		return map[model.Review]string{model.ReviewOK: "yes", model.ReviewNo: "no"}[a.Review.Value]
	}
	return d.After // monitors and alerts may be added to, and taken off again
}
