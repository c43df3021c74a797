package cli

import (
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// pages are the manual pages of all commands, by their names.
func pages() map[string]string {
	found := map[string]string{}
	for _, c := range documented(newSession(nil, io.Discard, io.Discard).newCommand()) {
		found[manualName(c)] = manual(c, "2026-03-09")
	}
	return found
}

func TestManualHasEveryCommandAndFlag(t *testing.T) {
	found := pages()
	root := newSession(nil, io.Discard, io.Discard).newCommand()
	for _, c := range root.Commands() {
		page := found[manualName(c)]
		if c.Hidden {
			if page != "" || strings.Contains(found["linewalk"], "\n"+bold(c.Name())+"\n") {
				t.Errorf("%s is hidden, and has a page", c.Name())
			}
			continue
		}
		if !strings.Contains(found["linewalk"], "\n"+bold(c.Name())+"\n"+literal(strings.Fields(c.Short)[0])) {
			t.Errorf("the page of linewalk lacks %s", c.Name())
		}
		if !strings.Contains(found["linewalk"], bold(manualName(c))+"(1)") {
			t.Errorf("the page of linewalk does not lead to %s", manualName(c))
		}
		for _, flags := range []*pflag.FlagSet{c.NonInheritedFlags(), c.InheritedFlags()} {
			flags.VisitAll(func(f *pflag.Flag) {
				if lacks := !strings.Contains(page, ".TP\n"+bold("--"+f.Name)); f.Shorthand == "" && lacks != f.Hidden {
					t.Errorf("%s: flag --%s: hidden %v, lacking %v", manualName(c), f.Name, f.Hidden, lacks)
				}
			})
		}
		if !strings.Contains(page, ".SH EXAMPLES\n") {
			t.Errorf("%s has no example", manualName(c))
		}
	}
}

// A manual is read by mandoc and by groff, where they are, and neither complains.
func TestManualIsRead(t *testing.T) {
	readers := [][]string{
		{"mandoc", "-T", "lint"},
		{"groff", "-man", "-K", "utf8", "-ww", "-T", "utf8", "-Z"},
	}
	for _, reader := range readers {
		if _, err := exec.LookPath(reader[0]); err != nil {
			t.Logf("%s is not installed, so it reads nothing here", reader[0])
			continue
		}
		for name, page := range pages() {
			if said := complaints(t, reader, page); said != "" {
				t.Errorf("%s about %s:\n%s", reader[0], name, said)
			}
		}
		broken := strings.Replace(pages()["linewalk"], ".SH NAME", ".XX NAME", 1)
		if complaints(t, reader, broken) == "" {
			t.Errorf("%s says nothing about a request that does not exist", reader[0])
		}
	}
}

// complaints is what a reader of manual pages says against a page. mandoc prints it, and groff, which
// prints the page, says it beside.
func complaints(t *testing.T, reader []string, page string) string {
	t.Helper()
	var stdout, stderr strings.Builder
	command := exec.Command(reader[0], reader[1:]...)
	command.Stdin, command.Stdout, command.Stderr = strings.NewReader(page), &stdout, &stderr
	err := command.Run()
	if reader[0] == "mandoc" {
		return stdout.String() + stderr.String()
	}
	if err != nil {
		return err.Error() + "\n" + stderr.String()
	}
	return stderr.String()
}

// What a reader shows is what was written, whatever roff would make of it.
func TestManualShowsEveryCharacter(t *testing.T) {
	if _, err := exec.LookPath("mandoc"); err != nil {
		t.Skip("mandoc is not installed")
	}
	hostile := ".so /etc/passwd\n'br\n\\fBbold\\n(.x a-b 'q' `g` ^ ~ \"d\" \u2192 \u00fc"
	c := &cobra.Command{Use: "linewalk", Short: "Try", Example: hostile, Long: "Go\n\n" + strings.ReplaceAll(hostile, "\n", "\n ")}
	shown, err := showing(manual(c, "2026-03-09"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(hostile, "\n") {
		if got := strings.Count(shown, line+"\n"); got != 2 {
			t.Errorf("%q is shown %d times, not twice, in:\n%s", line, got, shown)
		}
	}
}

// showing is a page as mandoc shows it, without bold.
func showing(page string) (string, error) {
	command := exec.Command("mandoc", "-T", "utf8", "-O", "width=200")
	command.Stdin = strings.NewReader(page)
	out, err := command.Output()
	var plain strings.Builder
	runes := []rune(string(out))
	for i := 0; i < len(runes); i++ {
		if i+1 < len(runes) && runes[i+1] == '\b' {
			i++
			continue
		}
		plain.WriteRune(runes[i])
	}
	return plain.String(), err
}
