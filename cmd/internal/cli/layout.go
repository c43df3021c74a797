package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/render/diagram"
)

// layoutChild is the hidden command that computes one layout. Graphviz heeds no deadline, and one
// layout can spoil the next, so each has a process of its own that can be killed.
const layoutChild = "layout-child"

// The bounds of a layout: what goes in, what comes out on either stream, how long a child lives whose parent is
// not there any more to kill it, and its memory, of which less than half is reserved as it starts.
const (
	largestGraph     = 2 << 20
	largestLayout    = 64 << 20
	largestComplaint = 64 << 10
	longestLife      = 10 * time.Minute
	mostMemory       = 4 << 30
)

func (s *session) layoutCommand() *cobra.Command {
	return &cobra.Command{
		Use: layoutChild, Hidden: true, Args: noArguments,
		Short: "Compute the layout of a graph from the standard input",
		RunE:  func(c *cobra.Command, _ []string) error { return s.layOut(c.Context()) },
	}
}

func (s *session) layOut(ctx context.Context) error {
	boundMemory()
	dot, err := io.ReadAll(io.LimitReader(s.stdin, largestGraph+1))
	if err != nil {
		return fmt.Errorf("read graph: %w", err)
	}
	if len(dot) > largestGraph {
		return errors.New("the graph is too large")
	}
	ctx, cancel := context.WithTimeout(ctx, longestLife)
	defer cancel()
	type result struct {
		layout []byte
		err    error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		r.err = guard(func() (err error) {
			r.layout, err = diagram.Layout(ctx, dot)
			return err
		})
		done <- r
	}()
	select {
	case r := <-done:
		if r.err == nil {
			_, r.err = s.stdout.Write(r.layout)
		}
		return r.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// layouter lays the graphs of one picture out in child processes, one after the other, all within the limit.
// Each has three fifths of what is left, so that there is time for a simpler one where it takes too long.
func layouter(limit time.Duration) diagram.Layouter {
	var begun time.Time
	return func(ctx context.Context, dot []byte) ([]byte, error) {
		if len(dot) > largestGraph {
			return nil, errors.New("the graph is too large")
		}
		if begun.IsZero() {
			begun = time.Now()
		}
		share := max(1, (limit-time.Since(begun))*3/5)
		within, cancel := context.WithTimeout(ctx, share)
		defer cancel()
		layout, err := askChild(within, dot)
		if within.Err() != nil && ctx.Err() == nil {
			return nil, &overtime{share}
		}
		return layout, err
	}
}

// An overtime is the error of a layout that took too long.
type overtime struct{ limit time.Duration }

func (o *overtime) Error() string {
	if o.limit >= time.Millisecond {
		return fmt.Sprintf("it took more than %v", o.limit.Round(time.Millisecond))
	}
	return "it took more than " + o.limit.String()
}

func (*overtime) Unwrap() error { return context.DeadlineExceeded }

// askChild runs this very program on the graph. The child works in an empty folder, if one can be
// made; Graphviz itself sees no files in any case. Of the environment the child sees only what says
// where the compiled layout code is kept.
func askChild(ctx context.Context, dot []byte) ([]byte, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "linewalk-")
	if err == nil {
		defer os.RemoveAll(folder)
	}
	answer := &bounded{room: largestLayout}
	child := exec.CommandContext(ctx, program, layoutChild)
	child.Dir, child.Env = folder, childEnvironment()
	complaint := &bounded{room: largestComplaint}
	child.Stdin, child.Stdout, child.Stderr = bytes.NewReader(dot), answer, complaint
	child.WaitDelay = time.Second
	ownGroup(child)
	if err := child.Run(); err != nil {
		return nil, said(complaint.text.String(), err)
	}
	return answer.text.Bytes(), nil
}

// said is the reason that the child gives for its failure, else err.
func said(complaint string, err error) error {
	first, _, _ := strings.Cut(strings.TrimPrefix(complaint, programName+": "), "\n")
	if first == "" {
		return err
	}
	return errors.New(first)
}

// childEnvironment keeps the variables from which the cache folder follows.
func childEnvironment() []string {
	var kept []string
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "TMPDIR", "TMP", "TEMP", "LocalAppData", "USERPROFILE", "SystemRoot"} {
		if value, set := os.LookupEnv(name); set {
			kept = append(kept, name+"="+value)
		}
	}
	return kept
}

// A bounded buffer refuses more than it has room for.
type bounded struct {
	text bytes.Buffer
	room int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.text.Len()+len(p) > b.room {
		return 0, errors.New("too much output")
	}
	return b.text.Write(p)
}
