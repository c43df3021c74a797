package cli

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestExitCode(t *testing.T) {
	tests := []struct {
		err  error
		want int
	}{
		{nil, clean},
		{verdict(""), judged},
		{verdict("coverage is 10.0%, below the 80% asked for"), judged},
		{refusal{}, unusable},
		{errors.New("no such file: x.yaml"), unusable},
		{unwritten{"x.json", errors.New("no space left on device")}, failed},
		{errors.Join(verdict(""), unwritten{"the standard output", errors.New("no space left on device")}), failed},
		{guard(func() error { panic("an impossible state") }), failed},
	}
	for _, test := range tests {
		if got := exitCode(test.err); got != test.want {
			t.Errorf("exitCode(%v) = %d, want %d", test.err, got, test.want)
		}
	}
}

func TestPanicIsTold(t *testing.T) {
	var stdout, stderr strings.Builder
	s := newSession(strings.NewReader(""), &stdout, &stderr)
	fmt.Fprint(s.stdout, "half a report")
	code := s.conclude(guard(func() error {
		var none []int
		_ = none[len(none)]
		return nil
	}))
	if code != failed {
		t.Errorf("exit code %d, want %d", code, failed)
	}
	if stdout.Len() > 0 {
		t.Errorf("half a report was written: %q", stdout.String())
	}
	for _, part := range []string{"linewalk: this is a bug in linewalk, not in your drawing: ", "index out of range", "issues", "main_test.go"} {
		if !strings.Contains(stderr.String(), part) {
			t.Errorf("%q is missing in:\n%s", part, stderr.String())
		}
	}
}

func TestMessagesCannotActOnTheTerminal(t *testing.T) {
	var stderr strings.Builder
	s := newSession(nil, &strings.Builder{}, &stderr)
	s.say("no such file: \x1b]8;;http://evil\a\u202e.yaml")
	if got, want := stderr.String(), "linewalk: no such file: �]8;;http://evil��.yaml\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
