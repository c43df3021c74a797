package yamlfile_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A tree is what a made-up drawing says, whatever the style it is written in.
type tree struct {
	kind byte // s for a scalar, m for a mapping, l for a list, 0 for nothing
	text string
	keys []string
	kids []*tree
}

func word(text string) *tree       { return &tree{kind: 's', text: text} }
func list(items ...*tree) *tree    { return &tree{kind: 'l', kids: items} }
func (t *tree) get(k string) *tree { return t.kids[slices.Index(t.keys, k)] }
func (t *tree) put(k string, v *tree) *tree {
	if i := slices.Index(t.keys, k); i >= 0 {
		t.kids[i] = v
	} else {
		t.keys, t.kids = append(t.keys, k), append(t.kids, v)
	}
	return t
}

// drop takes a key away. A mapping without any is written as nothing.
func (t *tree) drop(i int) {
	t.kids = slices.Delete(t.kids, i, i+1)
	if t.kind == 'm' {
		t.keys = slices.Delete(t.keys, i, i+1)
	}
}

// canon writes the tree in the one style that has no secrets: as JSON.
func (t *tree) canon() string {
	switch t.kind {
	case 0:
		return "null"
	case 's':
		text, _ := json.Marshal(t.text)
		return string(text)
	}
	parts := make([]string, len(t.kids))
	for i, kid := range t.kids {
		parts[i] = kid.canon()
		if t.kind == 'm' {
			key, _ := json.Marshal(t.keys[i])
			parts[i] = string(key) + ": " + parts[i]
		}
	}
	if t.kind == 'm' {
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// value is the tree as what an edit writes.
func (t *tree) value() yamlfile.Value {
	switch t.kind {
	case 0:
		return yamlfile.Bare()
	case 's':
		return yamlfile.Text(t.text)
	case 'm':
		entries := make([]yamlfile.Entry, len(t.kids))
		for i, kid := range t.kids {
			entries[i] = yamlfile.Entry{Key: t.keys[i], Value: kid.value()}
		}
		return yamlfile.Map(entries...)
	}
	items := make([]yamlfile.Value, len(t.kids))
	for i, kid := range t.kids {
		items[i] = kid.value()
	}
	return yamlfile.List(items...)
}

// A maker makes drawings up.
type maker struct {
	*rand.Rand
	newline string
	step    int
	count   int // of comments
}

func (m *maker) coin(n int) bool { return m.IntN(n) == 0 }

func (m *maker) one(of ...string) string { return of[m.IntN(len(of))] }

func (m *maker) phrase() string {
	return m.one("plain", "two words", "no", "a: b", "#tag", "x #y", "é ü", "12", "1e3", "it's", `say "x"`, `back\slash`, "a, b", "[x]", "{y}", "*all", "&here", "- dash",
		"? what", "why?", "colon:", "~", "null", "2026-01-31", "12:30", "%x", "@y", "`z`", "|", ">", "!t", "tab\there", "line\nbreak", "a -> b", "\u202e", "http://x/?q=[1]", "trailing ", " leading", "...", "---", "=", "<<")
}

// field makes a field of an arrow up.
func (m *maker) field() (string, *tree) {
	switch m.IntN(7) {
	case 0:
		return "label", word(m.phrase())
	case 1:
		return "via", word(m.phrase())
	case 2:
		return "timeout", word(m.one("2s", "150ms", "none"))
	case 3:
		tags := list(word("a"))
		for m.coin(2) {
			tags.kids = append(tags.kids, word("t"+m.phrase()))
		}
		return "tags", tags
	case 4:
		return "reviewed", (&tree{kind: 'm'}).put("on", word("2026-10-01"))
	case 5:
		f := (&tree{kind: 'm'}).put("signal", word("errors"))
		if m.coin(2) {
			f.put("query", word("x"+m.phrase()))
		}
		return "monitors", list(f)
	}
	return "if-down", word(m.one("breaks", "degrades", "nothing"))
}

func (m *maker) arrow() *tree {
	if m.coin(4) {
		return &tree{}
	}
	a := &tree{kind: 'm'}
	for range m.IntN(4) {
		a.put(m.field())
	}
	return a
}

func (m *maker) drawing() *tree {
	t := (&tree{kind: 'm'}).put("linewalk", word("1"))
	if m.coin(2) {
		t.put("system", word("S"+m.phrase()))
	}
	if m.coin(2) {
		c := &tree{kind: 'm'}
		for _, name := range []string{"a", "b", "c", "d", "no", "é"} {
			c.put(name, []*tree{{}, word("service"), (&tree{kind: 'm'}).put("kind", word("queue"))}[m.IntN(3)])
		}
		t.put("components", c)
	}
	arrows := &tree{kind: 'm'}
	for _, name := range []string{"a -> b", "b -> c (x)", "c -> no", "é -> a"} {
		if len(arrows.kids) == 0 || m.coin(2) {
			arrows.put(name, m.arrow())
		}
	}
	t.put("arrows", arrows)
	if m.coin(2) {
		waivers := list()
		for range 1 + m.IntN(2) {
			waivers.kids = append(waivers.kids, m.waiver())
		}
		t.put("waivers", waivers)
	}
	return t
}

func (m *maker) waiver() *tree {
	return (&tree{kind: 'm'}).put("rule", word("arrow-no-alert")).put("arrow", word("a -> b")).put("because", word("it "+m.phrase())).put("until", word("2027-03-31"))
}

// scalar writes text in one of the ways in which it can be written.
func (m *maker) scalar(text string, inFlow bool) string {
	quoted, _ := json.Marshal(text)
	if m.coin(4) || inFlow && strings.HasSuffix(text, ":") {
		return string(quoted)
	}
	if m.coin(4) && !strings.ContainsAny(text, "\n\t\u202e") {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	holder := "k: " + text + "\n"
	if inFlow {
		holder = "{k: " + text + ", l: m}\n"
	}
	roots, found := yamlfile.Tree("", []byte(holder))
	if len(found) > 0 || len(roots) != 1 || len(roots[0].Pairs) == 0 || roots[0].Pairs[0].Value.Null || roots[0].Pairs[0].Value.Value != text {
		return string(quoted)
	}
	return text
}

// comment is a comment that says where it belongs, or none.
func (m *maker) comment(owner string) string {
	if !m.coin(4) {
		return ""
	}
	m.count++
	return fmt.Sprintf("#%d about %s, as it were: [{", m.count, owner)
}

func (m *maker) end(owner string) string {
	if c := m.comment(owner); c != "" {
		return m.one(" ", "   ", "\t") + c + m.newline
	}
	return m.one("", "", " ") + m.newline
}

// above is what stands above an entry.
func (m *maker) above(owner string, indent int) string {
	text := ""
	if m.coin(6) {
		text += m.newline
	}
	if c := m.comment(owner); c != "" {
		text += strings.Repeat(" ", indent) + c + m.newline
	}
	return text
}

// flow writes a tree in brackets, now and then over several lines with comments.
func (m *maker) flow(t *tree, owner string, indent int) string {
	switch t.kind {
	case 0:
		return ""
	case 's':
		return m.scalar(t.text, true)
	}
	var b strings.Builder
	broken := m.coin(5)
	gap := func(owner string) {
		if broken {
			b.WriteString(m.end(owner) + strings.Repeat(" ", indent+2+m.step))
		}
	}
	pad := m.one("", " ")
	b.WriteString(map[byte]string{'m': "{", 'l': "["}[t.kind])
	if !broken {
		b.WriteString(pad)
	}
	for i, kid := range t.kids {
		gap(owner)
		if t.kind == 'm' {
			b.WriteString(m.scalar(t.keys[i], true) + ": ")
			owner = t.keys[i]
		}
		b.WriteString(m.flow(kid, owner, indent+2+m.step))
		if i+1 < len(t.kids) || kid.kind != 0 && m.coin(5) {
			b.WriteString(m.one("", " ") + ",")
			if !broken {
				b.WriteString(m.one("", " "))
				if kid.kind == 0 || i+1 < len(t.kids) {
					b.WriteString(" ")
				}
			}
		}
	}
	gap(owner)
	if !broken {
		b.WriteString(pad)
	}
	b.WriteString(map[byte]string{'m': "}", 'l': "]"}[t.kind])
	return b.String()
}

// pairs writes a mapping over several lines.
func (m *maker) pairs(t *tree, indent int, first bool) string {
	var b strings.Builder
	for i, kid := range t.kids {
		key := t.keys[i]
		if !first {
			b.WriteString(m.above(key, indent) + strings.Repeat(" ", indent))
		}
		first = false
		b.WriteString(m.scalar(key, false) + ":")
		m.behind(&b, kid, key, indent)
	}
	return b.String()
}

// behind writes what stands behind a colon.
func (m *maker) behind(b *strings.Builder, t *tree, owner string, indent int) {
	block := len(t.kids) > 0 && !m.coin(3)
	switch {
	case t.kind == 0:
		b.WriteString(m.end(owner))
	case t.kind == 's' && m.coin(6) && !strings.ContainsAny(t.text, "\n\t\u202e") && strings.TrimSpace(t.text) == t.text:
		b.WriteString(" |-" + m.newline + strings.Repeat(" ", indent+m.step) + t.text + m.newline)
	case t.kind == 's':
		b.WriteString(" " + m.scalar(t.text, false) + m.end(owner))
	case !block:
		b.WriteString(" " + m.flow(t, owner, indent) + m.end(owner))
	case t.kind == 'm':
		b.WriteString(m.end(owner) + m.pairs(t, indent+m.step, false))
	default:
		b.WriteString(m.end(owner) + m.items(t, owner, indent+m.IntN(2)*m.step))
	}
}

func (m *maker) items(t *tree, owner string, indent int) string {
	var b strings.Builder
	for _, kid := range t.kids {
		b.WriteString(m.above(owner, indent) + strings.Repeat(" ", indent) + "-")
		switch {
		case kid.kind == 'm' && len(kid.kids) > 0 && m.coin(2):
			b.WriteString(" " + m.pairs(kid, indent+2, true))
		case kid.kind == 's':
			b.WriteString(" " + m.scalar(kid.text, false) + m.end(owner))
		default:
			b.WriteString(" " + m.flow(kid, owner, indent) + m.end(owner))
		}
	}
	return b.String()
}

// write writes the drawing.
func (m *maker) write(t *tree) string {
	m.newline, m.step = m.one("\n", "\n", "\r\n"), 1+m.IntN(4)
	text := m.one("", "", "\ufeff")
	if m.coin(3) {
		text += "# the head" + m.newline
	}
	if m.coin(10) {
		text += m.flow(t, "all", 0)
	} else {
		text += m.pairs(t, 0, false)
	}
	if m.coin(3) {
		text = strings.TrimRight(text, "\r\n")
	}
	return text
}

// A change is an edit with what it may touch of the text.
type change struct {
	edit yamlfile.Edit
	may  []string // besides what stands in the way: whose comments may go
	only bool     // nothing is taken away
}

// alter makes an edit up and makes it in the tree.
func (m *maker) alter(t *tree) change {
	arrows := t.get("arrows")
	i := m.IntN(len(arrows.kids))
	name, a := arrows.keys[i], arrows.kids[i]
	loose := strings.ReplaceAll(name, " -> ", m.one("->", " -> ", "  ->  "))
	switch m.IntN(7) {
	case 0, 1:
		key, v := m.field()
		fresh := !slices.Contains(a.keys, key)
		a.kind = 'm'
		a.put(key, v)
		return change{yamlfile.Set(yamlfile.At("arrows", loose, key), v.value()), []string{key}, fresh}
	case 2:
		v := m.arrow()
		after := ""
		e := yamlfile.Add(yamlfile.At("arrows"), yamlfile.Entry{Key: "b -> é", Value: v.value()})
		if m.coin(2) {
			after = name
			e = e.After(loose)
			arrows.keys, arrows.kids = slices.Insert(arrows.keys, i+1, "b -> é"), slices.Insert(arrows.kids, i+1, v)
		} else {
			arrows.put("b -> é", v)
		}
		return change{e, []string{after}, true}
	case 3:
		v := m.waiver()
		if i := slices.Index(t.keys, "waivers"); i < 0 {
			t.put("waivers", list())
		}
		t.get("waivers").kids = append(t.get("waivers").kids, v)
		return change{yamlfile.Append(yamlfile.At("waivers"), v.value()), nil, true}
	case 4:
		if !slices.Contains(a.keys, "tags") {
			a.kind = 'm'
			a.put("tags", list())
		}
		v := word("t" + m.phrase())
		a.get("tags").kids = append(a.get("tags").kids, v)
		return change{yamlfile.Append(yamlfile.At("arrows", loose, "tags"), v.value()), nil, true}
	case 5:
		if len(a.kids) == 0 && i == 0 {
			break // a waiver is about it
		}
		if len(a.kids) == 0 {
			arrows.drop(i)
			return change{yamlfile.Remove(yamlfile.At("arrows", loose)), []string{name}, false}
		}
		k := m.IntN(len(a.kids))
		key := a.keys[k]
		a.drop(k)
		return change{yamlfile.Remove(yamlfile.At("arrows", loose, key)), append([]string{key}, "on", "signal", "query"), false}
	}
	if i := slices.Index(t.keys, "components"); i >= 0 {
		c := t.kids[i]
		k := m.IntN(len(c.kids))
		short := c.kids[k].kind == 's'
		if short {
			c.kids[k] = (&tree{kind: 'm'}).put("kind", c.kids[k])
		}
		c.kids[k].kind = 'm'
		c.kids[k].put("label", word("x"))
		return change{yamlfile.Set(yamlfile.At("components", c.keys[k], "label"), yamlfile.Text("x")), []string{"label"}, !short}
	}
	t.put("description", word("all"))
	return change{yamlfile.Set(yamlfile.At("description"), yamlfile.Text("all")), []string{"description"}, true}
}

var (
	placeInDump = regexp.MustCompile(` @\d+:\d+-\d+:\d+`)
	comments    = regexp.MustCompile(`#\d+ about ([^,]*), as it were: \[\{`)
)

// said is what a drawing says, without the places where it says it.
func said(t *testing.T, text string) string {
	t.Helper()
	system, found := read("x.yaml", text)
	if diag.Worst(found) == diag.Error {
		t.Fatalf("made up a bad drawing:\n%s\n%s", text, lines(found))
	}
	return placeInDump.ReplaceAllString(dump(system), "")
}

// TestEditRandomDrawings makes edits in made-up drawings of many styles, full of comments, and wants
// every other byte to stay, and the drawing to say what it said with just that change.
func TestEditRandomDrawings(t *testing.T) {
	refused := map[string]int{}
	const rounds = 1000
	for seed := range uint64(rounds) {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 7))}
		drawn := m.drawing()
		before := m.write(drawn)
		said(t, before)
		c := m.alter(drawn)
		after, found := yamlfile.Apply("x.yaml", []byte(before), []yamlfile.Edit{c.edit})
		if after == nil {
			refused[found[0].Message]++
			continue
		}
		if diff := cmp.Diff(said(t, drawn.canon()), said(t, string(after))); diff != "" {
			t.Fatalf("seed %d: says something else:\n%s\nbefore\n%s\nafter\n%s", seed, diff, before, after)
		}
		if why := disturbed(before, string(after), c); why != "" {
			t.Fatalf("seed %d: %s\nbefore\n%s\nafter\n%s", seed, why, before, after)
		}
	}
	total := 0
	for _, n := range refused {
		total += n
	}
	t.Logf("%d of %d refused: %v", total, rounds, refused)
	if total > rounds/20 {
		t.Errorf("too many are refused")
	}
}

// disturbed says what an edit touched that it need not have.
func disturbed(before, after string, c change) string {
	if c.only && !subsequence(before, after, 3) {
		return "something is gone, though something was only added"
	}
	kept := map[string]bool{}
	for _, comment := range comments.FindAllString(after, -1) {
		kept[comment] = true
	}
	for _, comment := range comments.FindAllStringSubmatch(before, -1) {
		if !kept[comment[0]] && !slices.Contains(c.may, comment[1]) {
			return "the comment is gone: " + comment[0]
		}
	}
	if strings.HasSuffix(before, "\n") != strings.HasSuffix(after, "\n") {
		return "the end of the text is another"
	}
	if strings.HasPrefix(before, "\ufeff") != strings.HasPrefix(after, "\ufeff") {
		return "the byte order mark"
	}
	if crlf := strings.Count(before, "\r\n"); crlf > 0 && strings.Count(after, "\n") != strings.Count(after, "\r\n") {
		return "line breaks are mixed"
	}
	return ""
}

// subsequence tells whether another text is this one with at most so many stretches put in.
func subsequence(text, other string, stretches int) bool {
	n := 0
	for n < len(text) && n < len(other) && text[n] == other[n] {
		n++
	}
	text, other = text[n:], other[n:]
	if strings.HasSuffix(other, text) && stretches > 0 {
		return true
	}
	for put := 1; stretches > 1 && put <= len(other)-len(text); put++ {
		if text[0] == other[put] && subsequence(text, other[put:], stretches-1) {
			return true
		}
	}
	return text == "" && other == ""
}

// TestEditsTogether wants edits that are made in one go to leave the text that they leave one by one.
func TestEditsTogether(t *testing.T) {
	whole := 0
	for seed := range uint64(400) {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 11))}
		drawn := m.drawing()
		before := m.write(drawn)
		var edits []yamlfile.Edit
		text := []byte(before)
		for range 4 {
			e := m.alter(drawn).edit
			edits = append(edits, e)
			if text != nil {
				text, _ = yamlfile.Apply("x.yaml", text, []yamlfile.Edit{e})
			}
		}
		together, found := yamlfile.Apply("x.yaml", []byte(before), edits)
		if diff := cmp.Diff(string(text), string(together)); diff != "" {
			t.Fatalf("seed %d: %v\n%s\nbefore\n%s", seed, diff, told(found), before)
		}
		if text != nil {
			whole++
		}
	}
	if whole < 100 {
		t.Errorf("only %d of the drawings took all edits", whole)
	}
}

// TestEditAndBack wants what was added and taken away again to leave no trace.
func TestEditAndBack(t *testing.T) {
	tried := 0
	for seed := range uint64(600) {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 13))}
		drawn := m.drawing()
		arrows := drawn.get("arrows")
		i := m.IntN(len(arrows.kids))
		if len(arrows.kids[i].kids) == 0 {
			continue
		}
		before := m.write(drawn)
		at := yamlfile.At("arrows", arrows.keys[i], "runbook")
		after, found := yamlfile.Apply("x.yaml", []byte(before), []yamlfile.Edit{yamlfile.Set(at, yamlfile.Text("wiki "+m.phrase()))})
		if found != nil {
			t.Fatalf("seed %d: %s\n%s", seed, told(found), before)
		}
		back, found := yamlfile.Apply("x.yaml", after, []yamlfile.Edit{yamlfile.Remove(at)})
		if diff := cmp.Diff(before, string(back)); diff != "" {
			t.Fatalf("seed %d: %s%s\nbefore\n%s\nafter\n%s", seed, diff, told(found), before, after)
		}
		tried++
	}
	t.Log(tried)
}
