package plain_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/cmd/internal/meeting"
	"github.com/linewalk/linewalk/cmd/internal/meeting/plain"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A still is a desk on which nothing is written.
type still struct{ report *analysis.Report }

func (d still) Report() *analysis.Report         { return d.report }
func (still) Look() (bool, error)                { return false, nil }
func (still) TakeBack([]meeting.Rewritten) error { return nil }
func (still) Make([]meeting.Change) ([]meeting.Rewritten, error) {
	return nil, errors.New("the disk is full")
}

// opened is a meeting over two arrows.
func opened() *meeting.Meeting {
	system, _ := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("x.yaml", []byte("linewalk: 1\narrows:\n  a -> b:\n  b -> c:\n"), yamlfile.Options{})})
	return meeting.Open(still{analysis.Run(system, nil, analysis.Options{})}, meeting.Options{})
}

// TestEnds ends a meeting in each of the ways in which it can.
func TestEnds(t *testing.T) {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	waiting, _ := io.Pipe()
	for _, test := range []struct {
		name string
		ctx  context.Context
		in   io.Reader
		want string // of the error
	}{
		{"nothing more comes in", context.Background(), strings.NewReader("s\ns"), ""},
		{"somebody quits", context.Background(), strings.NewReader("s\nq\n" + strings.Repeat("s\n", 1000)), ""},
		{"interrupted while it waits", ended, waiting, ""},
		{"a line without end", context.Background(), strings.NewReader(strings.Repeat("x", 1<<20)), bufio.ErrTooLong.Error()},
		{"a broken pipe", context.Background(), io.MultiReader(strings.NewReader("s\n"), broken{}), "broken"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			err := plain.Run(test.ctx, opened(), test.in, &out, plain.Options{})
			if err == nil && test.want != "" || err != nil && (test.want == "" || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("it ended with %v", err)
			}
		})
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error)  { return 0, errors.New("broken") }
func (broken) Write([]byte) (int, error) { return 0, errors.New("broken") }

// TestNobodyListens ends the meeting where the questions cannot be written.
func TestNobodyListens(t *testing.T) {
	if err := plain.Run(context.Background(), opened(), strings.NewReader("s\n"), broken{}, plain.Options{}); err == nil {
		t.Error("it goes on")
	}
}

// TestFullDisk says why an answer was not written, and asks again.
func TestFullDisk(t *testing.T) {
	var out strings.Builder
	if err := plain.Run(context.Background(), opened(), strings.NewReader("b\n"), &out, plain.Options{Echo: true}); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.Contains(got, "> b\n  ! the disk is full\n") || strings.Count(got, "without it?") != 2 {
		t.Error(got)
	}
}
