package examples_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown is a block of a README that begins with a command and goes on with all that it prints.
var shown = regexp.MustCompile("(?s)```text\n\\$ go run ./cmd/linewalk ([^\n]+)\n(.*?)```")

// word is a word of a command, in quotes or without.
var word = regexp.MustCompile(`'[^']*'|[^ ]+`)

// TestReadmes runs the commands that the READMEs show together with what they print.
func TestReadmes(t *testing.T) {
	program := build(t)
	readmes, err := filepath.Glob("*/README.md")
	readmes = append(readmes, "../README.md")
	if err != nil || len(readmes) == 0 {
		t.Fatalf("no READMEs found: %v", err)
	}
	commands := 0
	for _, name := range readmes {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		now := shown.ReplaceAllStringFunc(string(text), func(block string) string {
			commands++
			command := shown.FindStringSubmatch(block)[1]
			return "```text\n$ go run ./cmd/linewalk " + command + "\n" + string(run(t, program, 0, words(command)...)) + "```"
		})
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(name, []byte(now), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(string(text), now); diff != "" {
			t.Errorf("%s is out of date (-file +now):\n%s", name, diff)
		}
	}
	if commands == 0 {
		t.Error("no README shows a command and what it prints")
	}
}

// words are the words of a command as a shell takes them.
func words(command string) []string {
	all := word.FindAllString(command, -1)
	for i := range all {
		all[i] = strings.Trim(all[i], "'")
	}
	return all
}
