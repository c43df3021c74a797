// Package cli is linewalk's command line, one file a command. It alone touches files, the clock, the
// environment and other processes, and only its Main knows exit codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/linewalk/linewalk/cmd/internal/wasmcache"
	"github.com/linewalk/linewalk/render"
)

// The exit codes of linewalk.
const (
	clean    = iota // nothing at or above the threshold
	judged          // diagnostics at or above it, or coverage below what is asked
	unusable        // the drawing or the command line is wrong
	failed          // linewalk itself failed, or could not write
)

// programName begins every message to the user.
const programName = "linewalk"

// grace is how long an interrupted run may take to end the processes it started.
const grace = 500 * time.Millisecond

// Main runs linewalk and returns its exit code. The report alone goes to stdout, everything else
// to stderr.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s := newSession(stdin, stdout, stderr)
	if note := wasmcache.Settle(); note != "" {
		s.say(note)
	}
	collectLate()
	done := make(chan error, 1)
	go func() { done <- guard(func() error { return s.run(ctx, args) }) }()
	select {
	case err := <-done:
		return s.conclude(err)
	case <-ctx.Done():
	}
	if s.unhurried.Load() {
		stop() // whoever interrupts again means it
		return s.conclude(<-done)
	}
	s.outbox.abandon()
	select {
	case <-done:
	case <-time.After(grace):
	}
	return failed
}

// guard turns a panic of f into an error. Left alone, a panic would end the program with the code
// that means that the drawing is wrong.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = bug{p, debug.Stack()}
		}
	}()
	return f()
}

// conclude writes what is left to write, says what went wrong, and picks the exit code.
func (s *session) conclude(err error) int {
	var b bug
	if !errors.As(err, &b) {
		if flush := s.stdout.Flush(); flush != nil {
			if errors.Is(err, flush) {
				err = nil // a command that met the same error says it with less
			}
			err = errors.Join(err, unwritten{"the standard output", flush})
		}
	}
	code := exitCode(err)
	if err != nil && !errors.Is(err, syscall.EPIPE) {
		s.say(err.Error())
	}
	return code
}

func exitCode(err error) int {
	var b bug
	var u unwritten
	var v verdict
	switch {
	case err == nil:
		return clean
	case errors.As(err, &b), errors.As(err, &u):
		return failed
	case errors.As(err, &v):
		return judged
	}
	return unusable
}

// A verdict ends a check that found something. It says what the report does not: nothing, where
// the diagnostics speak for themselves.
type verdict string

func (v verdict) Error() string { return string(v) }

// A refusal ends a run over a drawing that the reader could not use. Its diagnostics have been
// printed, so it says no more.
type refusal struct{}

func (refusal) Error() string { return "" }

// An unwritten output is the world's fault, not that of the drawing.
type unwritten struct {
	name string
	err  error
}

func (u unwritten) Error() string { return "write " + u.name + ": " + cause(u.err).Error() }
func (u unwritten) Unwrap() error { return u.err }

// A bug is a panic that was caught.
type bug struct {
	value any
	stack []byte
}

func (b bug) Error() string {
	return fmt.Sprintf("this is a bug in linewalk, not in your drawing: %v\n"+
		"please report it with the lines below at https://github.com/linewalk/linewalk/issues\n\n%s\n%s",
		b.value, version(), b.stack)
}

// say tells the user something that is not part of the report, a line each with the program's name
// before the first.
func (s *session) say(text string) {
	if text = strings.TrimRight(text, "\n"); text != "" {
		fmt.Fprintf(s.stderr, "%s: %s\n", programName, strings.ReplaceAll(harmless(text), "\n", "\n  "))
	}
}

// harmless is visible text in which a runner of GitHub Actions finds no command.
func harmless(text string) string {
	lines := strings.Split(visible(text), "\n")
	for i, line := range lines {
		lines[i] = render.Inert(line)
	}
	return strings.Join(lines, "\n")
}

// visible replaces what a terminal would act on instead of showing it.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
