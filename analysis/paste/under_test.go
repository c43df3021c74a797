package paste_test

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// arrowsOf reads a drawing that begins with its version, and names its arrows and what they say of
// their owners.
func arrowsOf(t *testing.T, text string) (keys map[string]diag.Span, owners map[string]string) {
	t.Helper()
	system, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("x.yaml", []byte(text), yamlfile.Options{})})
	if diag.Worst(found) == diag.Error {
		t.Fatalf("it does not read: %v\n%s", found, text)
	}
	keys, owners = map[string]diag.Span{}, map[string]string{}
	for _, a := range system.Arrows {
		keys[a.Name()], owners[a.Name()] = a.Span, a.Owner.Value.Name
	}
	return keys, owners
}

// TestUnder writes an owner under the first arrow, in every way that an arrow can stand in a drawing.
// What is read then is the same, and the owner.
func TestUnder(t *testing.T) {
	for name, c := range map[string]struct{ before, after string }{
		"braces":          {"  a -> b: {if-down: breaks}\n", "  a -> b: {owner: web, if-down: breaks}\n"},
		"empty braces":    {"  a -> b: {}\n", "  a -> b: {owner: web}\n"},
		"blank braces":    {"  a -> b: { \n   }\n", "  a -> b: {owner: web \n   }\n"},
		"open braces":     {"  a -> b: {\n    if-down: breaks }\n", "  a -> b: {owner: web, \n    if-down: breaks }\n"},
		"nothing":         {"  a -> b:\n  b -> c:\n", "  a -> b: {owner: web}\n  b -> c:\n"},
		"nothing, end":    {"  a -> b:", "  a -> b: {owner: web}"},
		"nothing, note":   {"  a -> b: # later\n  b -> c:\n", "  a -> b: {owner: web} # later\n  b -> c:\n"},
		"nothing, next":   {"  a -> b:\nteams:\n  web: {people: [ana]}\n", "  a -> b: {owner: web}\nteams:\n  web: {people: [ana]}\n"},
		"lines":           {"  a -> b:\n    if-down: breaks\n", "  a -> b:\n    owner: web\n    if-down: breaks\n"},
		"lines, notes":    {"  a -> b:   # first\n\n# and\n      # more\n      if-down: breaks\n", "  a -> b:   # first\n\n# and\n      # more\n      owner: web\n      if-down: breaks\n"},
		"other ends":      {"  a -> b:\r\n    if-down: breaks\r\n", "  a -> b:\r\n    owner: web\r\n    if-down: breaks\r\n"},
		"quoted":          {"  \"a -> b\" : {if-down: breaks}\n", "  \"a -> b\" : {owner: web, if-down: breaks}\n"},
		"wide":            {"  é漢 -> b: {if-down: breaks}\n", "  é漢 -> b: {owner: web, if-down: breaks}\n"},
		"several a line":  {" {a -> b: {if-down: breaks}, b -> c: {}}\n", " {a -> b: {owner: web, if-down: breaks}, b -> c: {}}\n"},
		"nothing, braced": {" {\n  a -> b:\n }\n", " {\n  a -> b: {owner: web}\n }\n"},
	} {
		for _, mark := range []string{"", "\ufeff"} {
			head := mark + "linewalk: 1\narrows:"
			if !strings.HasPrefix(c.before, " {") {
				head += "\n"
			}
			before := head + c.before
			keys, owners := arrowsOf(t, before)
			for arrow, key := range keys {
				if strings.HasPrefix(arrow, "b ") {
					continue
				}
				fix := paste.Under(before, key, "owner: web")
				if fix == nil {
					t.Errorf("%s: no place", name)
					continue
				}
				after := before[:fix.At.Offset] + fix.Text + before[fix.At.Offset:]
				if after != head+c.after {
					t.Errorf("%s: got\n%s", name, after)
				}
				if got := offsetOf(before, fix.At); got != int(fix.At.Offset) {
					t.Errorf("%s: line %d, column %d is not at %d, but at %d", name, fix.At.Line, fix.At.Col, fix.At.Offset, got)
				}
				_, then := arrowsOf(t, after)
				if len(then) != len(owners) || then[arrow] != "web" {
					t.Errorf("%s: read as %v", name, then)
				}
			}
		}
	}
}

// offsetOf is where a line and column are.
func offsetOf(text string, at diag.Point) int {
	lines := strings.SplitAfter(text, "\n")
	offset := len(strings.Join(lines[:at.Line-1], ""))
	line := lines[at.Line-1]
	if rest, marked := strings.CutPrefix(line, "\ufeff"); marked && at.Line == 1 {
		offset, line = offset+3, rest
	}
	return offset + len(string([]rune(line)[:at.Col-1]))
}

// TestUnderIsNotCertain has values beside which nothing can be written.
func TestUnderIsNotCertain(t *testing.T) {
	for _, text := range []string{"a: *b", "a: &x {c: d}", "a: !t {c: d}", "a: text", "a", "? a\n: b", "a:\n  - b", "a:\n  text", "{a:, b: c}", "a:#x"} {
		at := int32(strings.IndexByte(text, 'a'))
		key := diag.Span{Start: diag.Point{Line: 1, Col: at + 1, Offset: at}, End: diag.Point{Line: 1, Col: at + 2, Offset: at + 1}}
		if fix := paste.Under(text, key, "owner: web"); fix != nil {
			t.Errorf("%q: got %+v", text, fix)
		}
	}
	if paste.Under("a", diag.Span{End: diag.Point{Offset: 9}}, "x: y") != nil {
		t.Error("a place outside of the text")
	}
}

// FuzzUnder writes an owner under every arrow of a drawing that has none: what is read then differs in
// that alone.
func FuzzUnder(f *testing.F) {
	for _, seed := range []string{
		"  a -> b: {if-down: breaks}\n  c -> d:\n  d -> e: # x\n    if-down: breaks\n", "  {a -> b: {}, b -> c: }\n", "  a -> b:\n    <<: {if-down: breaks}\n",
		"  a -> b: &x {if-down: breaks}\n  b -> c: *x\n", "  a -> b: { # x\n  }\n", "  ? a -> b\n  : {}\n", "  a -> b:\n\n\n  # x\n", "  'a -> b': {\n}\n", "  a -> b:\r\n    kind: call\r\n",
	} {
		f.Add(seed)
	}
	read := func(text string) (*model.System, bool) {
		system, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("x.yaml", []byte(text), yamlfile.Options{})})
		return system, diag.Worst(found) < diag.Error
	}
	f.Fuzz(func(t *testing.T, arrows string) {
		text := "linewalk: 1\narrows:\n" + arrows
		system, ok := read(text)
		if !ok {
			return
		}
		for i, a := range system.Arrows {
			fix := paste.Under(text, a.Span, "owner: web")
			if a.Owner.Given() || fix == nil {
				continue
			}
			after := text[:fix.At.Offset] + fix.Text + text[fix.At.Offset:]
			then, ok := read(after)
			if !ok || len(then.Arrows) != len(system.Arrows) {
				t.Fatalf("it does not read:\n%s", after)
			}
			for j, b := range then.Arrows {
				if want := j == i; b.Name() != system.Arrows[j].Name() || (b.Owner.Value.Name == "web") != (want || system.Arrows[j].Owner.Value.Name == "web") {
					t.Fatalf("%s under %s gives %s the owner %q:\n%s", fix.Text, a.Name(), b.Name(), b.Owner.Value.Name, after)
				}
			}
		}
	})
}
