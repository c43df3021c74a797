//go:build unix

package cli

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// chain is a drawing of so many bare arrows.
func chain(arrows int) string {
	var b strings.Builder
	b.WriteString("linewalk: 1\nsystem: Chain   # of many\narrows:\n")
	for i := range arrows {
		fmt.Fprintf(&b, "  c%d -> c%d:  # the %d.\n", i, i+1, i)
	}
	return b.String()
}

// TestKilledMeeting kills meetings at any moment, while answers stream in. Each time the drawing is whole, and every
// answer that was confirmed is in it.
func TestKilledMeeting(t *testing.T) {
	folder := t.TempDir()
	drawing := filepath.Join(folder, "linewalk.yaml")
	confirmed, cut := 0, 0
	dice := rand.New(rand.NewPCG(1, 2))
	for range 16 {
		if err := os.WriteFile(drawing, []byte(chain(30)), 0o666); err != nil {
			t.Fatal(err)
		}
		heard := killed(t, folder, drawing, time.Duration(dice.IntN(160))*time.Millisecond)
		text, err := os.ReadFile(drawing)
		if err != nil {
			t.Fatal(err)
		}
		system, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("linewalk.yaml", text, yamlfile.Options{})})
		if diag.Worst(found) == diag.Error || len(system.Arrows) != 30 || strings.Count(string(text), "  # the ") != 30 {
			t.Fatalf("not whole: %v\n%s", found, text)
		}
		for _, answer := range heard {
			if !strings.Contains(string(text), "if-down: "+answer+"\n") {
				t.Fatalf("%q was confirmed, and is not in\n%s", answer, text)
			}
		}
		confirmed += len(heard)
		if len(heard) < 30 {
			cut++
		}
	}
	t.Logf("%d answers confirmed, %d meetings cut short", confirmed, cut)
	if confirmed == 0 || cut == 0 {
		t.Errorf("%d answers were confirmed, and %d meetings cut short: nothing is tested", confirmed, cut)
	}
}

// killed holds a meeting that is killed some time after its first answer, and hands back what it confirmed.
func killed(t *testing.T, folder, drawing string, after time.Duration) []string {
	t.Helper()
	run := command(folder, "walk", "--ask", "--by", "", drawing)
	stdin, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := run.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		for i := range 30 {
			if _, err := fmt.Fprintf(stdin, "d %dm\nss\n", i+1); err != nil {
				return
			}
		}
	}()
	var heard []string
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		answer, is := strings.CutPrefix(lines.Text(), "  = ")
		if !is {
			continue
		}
		if len(heard) == 0 {
			time.AfterFunc(after, func() { _ = run.Process.Kill() })
		}
		heard = append(heard, answer)
	}
	_ = run.Wait() // it was killed
	return heard
}

// TestMeetingBesideAnEditor has somebody edit the drawing all the time while a meeting writes into it. Nothing of
// either is lost.
func TestMeetingBesideAnEditor(t *testing.T) {
	folder := t.TempDir()
	drawing := filepath.Join(folder, "linewalk.yaml")
	if err := os.WriteFile(drawing, []byte(chain(12)), 0o666); err != nil {
		t.Fatal(err)
	}
	run := command(folder, "walk", "--ask", "--by", "", drawing)
	stdin, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var talk bytes.Buffer
	run.Stderr = &talk
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	edits := 0
	for i := range 12 {
		if _, err := fmt.Fprintf(stdin, "d %dm\n", i+1); err != nil {
			t.Fatal(err)
		}
		waitFor(t, func() bool { return contains(t, drawing, fmt.Sprintf("if-down: degrades after %dm\n", i+1)) })
		edits++
		edited(t, drawing, fmt.Sprintf("# edit %d\n", edits))
		if _, err := fmt.Fprintln(stdin, "ss"); err != nil {
			t.Fatal(err)
		}
	}
	if err := stdin.Close(); err != nil {
		t.Fatal(err)
	}
	if err := run.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, &talk)
	}
	text, err := os.ReadFile(drawing)
	if err != nil {
		t.Fatal(err)
	}
	for i := range edits {
		if !strings.Contains(string(text), fmt.Sprintf("# edit %d\n", i+1)) {
			t.Errorf("edit %d is lost", i+1)
		}
	}
	if n := strings.Count(string(text), "if-down: degrades after "); n != 12 {
		t.Errorf("%d answers are there", n)
	}
	if !strings.Contains(talk.String(), "changed by somebody else") {
		t.Errorf("nothing is said of it:\n%s", &talk)
	}
}

// edited adds text to a file as editors do, by putting a new file in its place.
func edited(t *testing.T, name, text string) {
	t.Helper()
	was, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name+"~", append(was, text...), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(name+"~", name); err != nil {
		t.Fatal(err)
	}
}

func contains(t *testing.T, name, text string) bool {
	t.Helper()
	now, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(now), text)
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for begun := time.Now(); !done(); time.Sleep(2 * time.Millisecond) {
		if time.Since(begun) > 30*time.Second {
			t.Fatal("it does not come to that")
		}
	}
}

// TestInterruptedMeeting interrupts a meeting in lines: it ends with its minutes, as if somebody had quit.
func TestInterruptedMeeting(t *testing.T) {
	folder := t.TempDir()
	drawing := filepath.Join(folder, "linewalk.yaml")
	if err := os.WriteFile(drawing, []byte(chain(3)), 0o666); err != nil {
		t.Fatal(err)
	}
	run := command(folder, "walk", "--ask", "--by", "", drawing)
	stdin, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stdout bytes.Buffer
	run.Stdout = &stdout
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintln(stdin, "b"); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return contains(t, drawing, "if-down: breaks") })
	if err := run.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if err := run.Wait(); err != nil {
		t.Errorf("it ended with %v, want exit code 0", err)
	}
	if !strings.Contains(stdout.String(), "1 arrow walked, 1 decision, 3 arrows left to walk.") {
		t.Errorf("the minutes are\n%s", &stdout)
	}
}

// A window is a terminal of its own in which linewalk runs.
type window struct {
	t    *testing.T
	run  *exec.Cmd
	tty  *os.File
	mu   sync.Mutex
	text bytes.Buffer // all that was written to it
	gone chan struct{}
}

// open runs linewalk in a new terminal. Its standard output goes to out, if that is not nil.
func openWindow(t *testing.T, out *os.File, env []string, args ...string) *window {
	t.Helper()
	w := &window{t: t, run: command(t.TempDir(), args...), gone: make(chan struct{})}
	w.run.Env = append(append(w.run.Env, "TERM=xterm-256color", "NO_COLOR="), env...)
	if out != nil {
		w.run.Stdout = out
	}
	tty, err := pty.StartWithSize(w.run, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	w.tty = tty
	go func() {
		defer close(w.gone)
		chunk := make([]byte, 4096)
		for {
			n, err := tty.Read(chunk)
			w.mu.Lock()
			w.text.Write(chunk[:n])
			w.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		_ = w.run.Process.Kill()
		_ = tty.Close()
	})
	return w
}

// written is all that was written to the terminal so far.
func (w *window) written() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

// types types keys.
func (w *window) types(keys string) {
	w.t.Helper()
	if _, err := io.WriteString(w.tty, keys); err != nil {
		w.t.Fatal(err)
	}
}

// shows waits until some text was written since an earlier length of what was.
func (w *window) shows(text string) {
	w.t.Helper()
	for begun := time.Now(); !strings.Contains(w.written(), text); time.Sleep(2 * time.Millisecond) {
		if time.Since(begun) > 20*time.Second {
			w.t.Fatalf("it does not show %q:\n%q", text, w.written())
		}
	}
}

// ends waits until the program has ended, and wants exit code 0.
func (w *window) ends() {
	w.t.Helper()
	if err := w.run.Wait(); err != nil {
		w.t.Errorf("it ended with %v\n%q", err, w.written())
	}
	<-w.gone
}

// TestMeetingInATerminal answers in a terminal: keys are seen one by one, the file is written at once, the screen is
// left as it was, and the minutes go to where the standard output goes.
func TestMeetingInATerminal(t *testing.T) {
	folder := t.TempDir()
	drawing := filepath.Join(folder, "linewalk.yaml")
	text := "linewalk: 1\nsystem: Shop\nteams:\n  web: {people: [ana, ben]}\narrows:\n  customer -> shop: {review: todo, evidence: [\"c.yaml#x (high)\"]}\n  shop -> stock:\n"
	if err := os.WriteFile(drawing, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(filepath.Join(folder, "minutes.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	w := openWindow(t, out, nil, "walk", "--ask", "--by", "ana", "--today", "2026-11-23", drawing)
	w.shows("Is it real?")
	w.types("y") // no Enter
	w.shows("What happens to")
	waitFor(t, func() bool { return contains(t, drawing, "review: ok") })
	w.types("x\x7fb 4h\r")
	w.shows("How would we know")
	waitFor(t, func() bool { return contains(t, drawing, "if-down: breaks after 4h") })
	w.types("err\t checks\r")
	w.shows("Who is told")
	waitFor(t, func() bool { return contains(t, drawing, "checks: {signal: errors}") })
	if err := pty.Setsize(w.tty, &pty.Winsize{Rows: 12, Cols: 40}); err != nil {
		t.Fatal(err)
	}
	w.types("we\t page 5m\r")
	w.shows("Who answers")
	w.types("u\r")
	w.shows("taken back")
	waitFor(t, func() bool { return !contains(t, drawing, "alert:") })
	if !coloured.MatchString(w.written()) {
		t.Error("no colours")
	}
	w.types("\x03")
	w.ends()
	end := w.written()
	if i, j := strings.LastIndex(end, "\x1b[?1049h"), strings.LastIndex(end, "\x1b[?1049l"); i < 0 || j < i {
		t.Errorf("the screen is not left: %q", end[max(0, len(end)-300):])
	}
	if strings.LastIndex(end, "\x1b[?25h") < strings.LastIndex(end, "\x1b[?25l") {
		t.Error("the cursor stays hidden")
	}
	minutes, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(minutes), "# Minutes: Shop, 2026-11-23\n\n1 arrow walked by ana, 3 decisions") {
		t.Errorf("the minutes are\n%s", minutes)
	}
}

// coloured finds sequences that set a colour.
var coloured = regexp.MustCompile(`\x1b\[([0-9;]*;)?(3[0-8]|4[0-8]|9[0-7]|10[0-7])(;[0-9;]*)?m`)

// TestTerminalThatCanDoLittle speaks in lines where the terminal cannot do more, or where that is asked for, and without
// colours where nobody wants them.
func TestTerminalThatCanDoLittle(t *testing.T) {
	for _, test := range []struct {
		name  string
		env   []string
		args  []string
		plain bool
	}{
		{"dumb", []string{"TERM=dumb"}, nil, true},
		{"asked", nil, []string{"--plain"}, true},
		{"no colour", []string{"NO_COLOR=1"}, nil, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			drawing := filepath.Join(t.TempDir(), "linewalk.yaml")
			if err := os.WriteFile(drawing, []byte(chain(2)), 0o666); err != nil {
				t.Fatal(err)
			}
			w := openWindow(t, nil, test.env, append([]string{"walk", "--ask", "--by", "", drawing}, test.args...)...)
			w.shows("What happens to")
			w.types("\x04")
			w.ends()
			if full := strings.Contains(w.written(), "\x1b[?1049h"); full == test.plain {
				t.Errorf("whole screen: %t", full)
			}
			if coloured.MatchString(w.written()) {
				t.Errorf("colours: %q", w.written())
			}
		})
	}
}
