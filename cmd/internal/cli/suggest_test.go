package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The loop on the examples, through the command: what is suggested loads without a word, and once it is
// given back every alert in it exists. Then nothing is left to suggest.
func TestSuggestLoop(t *testing.T) {
	for _, name := range []string{"marketecture", "boutique"} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			drawings := []string{filepath.Join("..", "..", "..", "examples", name, "linewalk.yaml")}
			var evidence []string
			for round := 1; ; round++ {
				if round > 4 {
					t.Fatal("there is always more to suggest")
				}
				rules, monitors := filepath.Join(folder, fmt.Sprintf("r%d.yaml", round)), filepath.Join(folder, fmt.Sprintf("m%d.yaml", round))
				_, said := suggested(t, "prometheus", rules, evidence, drawings)
				_, alsoSaid := suggested(t, "yaml", monitors, evidence, drawings)
				drawings, evidence = append(drawings, monitors), append(evidence, "--evidence", "prometheus-rules="+rules)
				exist(t, rules, evidence, drawings)
				if strings.Contains(said, "nothing to suggest") && strings.Contains(alsoSaid, "nothing to suggest") {
					return
				}
			}
		})
	}
}

func suggested(t *testing.T, format, file string, evidence, drawings []string) (out, said string) {
	t.Helper()
	return succeeds(t, append(append([]string{"suggest", "--format", format, "-o", file}, evidence...), drawings...))
}

func succeeds(t *testing.T, args []string) (out, said string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := Main(append(args, "--today", "2026-11-22"), strings.NewReader(""), &stdout, &stderr); code != clean {
		t.Fatalf("%v: exit code %d\n%s%s", args, code, stdout.String(), stderr.String())
	}
	return stdout.String(), stderr.String()
}

// exist looks whether a rule file is read without a diagnostic, and its alerts with it.
func exist(t *testing.T, rules string, evidence, drawings []string) {
	t.Helper()
	out, _ := succeeds(t, append(append([]string{"check", "--exit-zero", "--all", "--show", "note"}, evidence...), drawings...))
	text, err := os.ReadFile(rules)
	if err != nil {
		t.Fatal(err)
	}
	for l := range strings.SplitSeq(out, "\n") {
		if strings.Contains(l, rules) && strings.Contains(l, "[read-evidence]") && !strings.Contains(l, "no rules are in this file") {
			t.Error(l)
		}
	}
	for _, found := range regexp.MustCompile(`(?m)^ *- alert: (.*)$`).FindAllStringSubmatch(string(text), -1) {
		if strings.Contains(out, "alert "+found[1]+": no rule has that name") {
			t.Errorf("%s does not exist", found[1])
		}
	}
}
