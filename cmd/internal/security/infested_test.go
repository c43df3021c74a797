package security_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// infested is a drawing with hostile texts in every field that takes a text, and in every name as far as a
// name can hold them.
func infested(texts []string) string {
	var b strings.Builder
	line := func(format string, args ...any) {
		for i, a := range args {
			if text, ok := a.(string); ok {
				args[i] = strconv.Quote(text)
			}
		}
		fmt.Fprintf(&b, format+"\n", args...)
	}
	of := func(what string, n int) string { return what + " " + nameable(texts[n]) + " " + strconv.Itoa(n) }
	line("linewalk: 1\nsystem: %s\ndescription: %s\nteams:", texts[0], texts[len(texts)-1])
	for n, text := range texts {
		line("  %s: {people: [%s], on-call: 24x7, contact: %s}", of("team", n), of("person", n), text)
	}
	line("components:\n  hub: {kind: service, owner: %s}", of("team", 0))
	for n, text := range texts {
		line("  %s: {kind: service, label: %s, description: %s, owner: %s, in: %s, tags: [%s]}",
			of("box", n), text, text, of("team", n), of("place", n), of("tag", n))
	}
	line("arrows:")
	for n, text := range texts {
		line("  %s: {label: %s, via: %s, if-down: breaks, runbook: %s, owner: %s, monitors: [%s]}",
			"hub -> "+of("box", n), text, text, text, of("team", n), of("monitor", n))
		line("  %s: {if-down: degrades, happened: [{on: 2026-03-09, by: %s}]}", of("box", n)+" -> hub (back "+nameable(text)+")", of("person", n))
	}
	line("monitors:")
	for n, text := range texts {
		line("  %s: {signal: errors, query: %s, dashboard: %s, alert: {name: %s, after: 5m, tells: %s, how: page}}",
			of("monitor", n), text, text, of("Alert", n), of("team", n))
	}
	line("journeys:")
	for n, text := range texts {
		line("  %s: {description: %s, steps: [%s], worth: 10 USD/min, target: 99.9%%}", of("journey", n), text, "hub -> "+of("box", n))
	}
	line("waivers:")
	for n, text := range texts {
		line("  - {rule: call-without-timeout, arrow: %s, because: %s, until: 2027-01-05, by: %s}", "hub -> "+of("box", n), text, of("person", n))
	}
	return b.String()
}

// nameable is what of a text a name of any kind can hold.
func nameable(text string) string {
	var words strings.Builder
	for _, r := range text {
		switch {
		case strings.ContainsRune("()/?*{}[],|<>-=→", r) && r != '<' && r != '[' && r != '=', r < ' ', unicode.Is(unicode.Cc, r), r == '\u2028', r == '\u2029':
		default:
			words.WriteRune(r)
		}
	}
	name := []rune(strings.Join(strings.Fields(words.String()), " "))
	return string(name[:min(len(name), 100)])
}

// shown holds a row by texts that have to stay texts, whatever linewalk writes them to.
func shown(texts []string) func(*testing.T) {
	return func(t *testing.T) {
		s := newScene(t, infested(texts))
		s.write("old.yaml", "linewalk: 1\nsystem: Old\narrows: {hub -> other: {if-down: breaks}}\n")
		check := []string{"check", "--all", "--show", "note"}
		render := []string{"render", "--layout-timeout", "1m"}
		for _, f := range formats {
			switch f.by {
			case "check":
				check = append(check, "--format", f.name+"=o."+f.name)
			case "render":
				render = append(render, "-o", "o."+f.name)
			}
		}
		inspectText(t, s.run(check...).exits(1).stdout)
		s.run(render...).exits(0)
		for _, f := range formats {
			switch f.by {
			case "check", "render":
				f.inspect(t, s.read("o."+f.name))
			default:
				r := s.run(append(strings.Fields(f.by), "linewalk.yaml")...)
				inspectText(t, r.stderr)
				f.inspect(t, r.stdout)
			}
			if t.Failed() && os.Getenv("KEEP") != "" {
				t.Logf("%s", f.name)
				_ = os.CopyFS(filepath.Join(os.Getenv("KEEP"), filepath.Base(t.Name())), os.DirFS(s.folder))
			}
		}
		told := labels(t, s.read("o.json"))
		page := pageText(t, s.read("o.html"))
		for _, text := range texts {
			if !told[text] {
				t.Errorf("%.80q does not come back from JSON", text)
			}
			if want := onPage(text); !strings.Contains(page, want) {
				t.Errorf("%.80q is not on the page", want)
			}
		}
	}
}
