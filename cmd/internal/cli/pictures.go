package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/render"
	"github.com/linewalk/linewalk/render/diagram"
	"github.com/linewalk/linewalk/render/page"
)

// The bounds of the pictures of the parts of a large drawing.
const (
	mostParts   = 24
	mostAtOnce  = 4
	partTimeout = 2 * time.Second
)

// svg draws the picture.
func (s *session) svg(ctx context.Context, w io.Writer, o *output) error {
	defer s.progress(fmt.Sprintf("laying out %d arrows", len(o.report.Answers)))()
	note, err := diagram.SVG(ctx, w, o.report, o.picture(), layouter(o.timeout))
	s.tell(note)
	return err
}

// png draws the picture in pixels.
func (s *session) png(ctx context.Context, w io.Writer, o *output) error {
	defer s.progress(fmt.Sprintf("drawing %d arrows", len(o.report.Answers)))()
	notes, err := diagram.PNG(ctx, w, o.report, o.picture(), diagram.Pixels{}, layouter(o.timeout))
	s.tell(notes...)
	return err
}

// tell says why a picture is not what was hoped for.
func (s *session) tell(notes ...diagram.Note) {
	for _, n := range notes {
		if n.Message != "" {
			s.say(n.Message + "; " + n.Mend)
		}
	}
}

// html writes the page.
func (s *session) html(ctx context.Context, w io.Writer, o *output) error {
	pictures, album, err := s.pictures(ctx, o)
	if err != nil {
		return err
	}
	assumed := advice.Usual()
	options := page.Options{
		Pictures: pictures, PictureStyle: diagram.PageStyle(), Undrawn: album.Unseen, Version: version(),
		Inputs: o.drawing.hashes(), Plan: advice.Next(o.report, 10, assumed), Assumed: assumed,
	}
	for _, v := range album.Left {
		options.LeftOut = append(options.LeftOut, v.Title)
	}
	if by := o.picture().ColourBy; by != diagram.ByHarm {
		options.Colours = by.Tells()
	}
	written := &counted{Writer: w}
	err = page.Write(written, o.report, options)
	if written.n > page.Large {
		s.say(fmt.Sprintf("the page has %d MB, and is slow to open; render the included files one by one", written.n>>20))
	}
	return err
}

// pictures draws the whole, or the whole from afar and its parts, as many as there is room for.
func (s *session) pictures(ctx context.Context, o *output) ([]page.Picture, diagram.Album, error) {
	if len(o.report.Answers) == 0 {
		return nil, diagram.Album{}, nil
	}
	defer s.progress(fmt.Sprintf("laying out %d arrows", len(o.report.Answers)))()
	album := diagram.Parts(o.report, mostParts)
	views := slices.Concat([]diagram.View{{Name: "whole", Title: "the whole drawing"}}, album.Views)
	link := page.Links(o.report)
	pictures, notes, errs := make([]page.Picture, len(views)), make([]diagram.Note, len(views)), make([]error, len(views))
	inParallel(len(views), min(mostAtOnce, runtime.NumCPU()), func(i int) {
		limit := o.timeout
		if i > 0 {
			limit = min(limit, partTimeout)
		}
		options := o.picture()
		options.View, options.Page = views[i], &diagram.Page{Prefix: "p" + strconv.Itoa(i) + "-", Link: link}
		var svg bytes.Buffer
		notes[i], errs[i] = diagram.SVG(ctx, &svg, o.report, options, layouter(limit))
		pictures[i] = page.Picture{Name: views[i].Name, Title: strings.TrimSuffix(sentence(views[i].Title), "."), Caption: sentence(notes[i].Message), SVG: svg.Bytes()}
	})
	for _, err := range errs {
		if err != nil {
			return nil, album, err
		}
	}
	if len(album.Views) == 0 {
		s.tell(notes[0])
	}
	return pictures, album, nil
}

func sentence(message string) string {
	if message == "" {
		return ""
	}
	return render.Sentence(message)
}

// inParallel calls do with all numbers below n, at most so many at a time.
func inParallel(n, atOnce int, do func(int)) {
	var group sync.WaitGroup
	places := make(chan struct{}, atOnce)
	for i := range n {
		places <- struct{}{}
		group.Go(func() {
			defer func() { <-places }()
			do(i)
		})
	}
	group.Wait()
}

// hashes names the files that are drawings, with their SHA-256.
func (d *drawing) hashes() []page.Input {
	var all []page.Input
	for _, name := range d.files {
		if text, ok := d.sources[name]; ok {
			sum := sha256.Sum256([]byte(text))
			all = append(all, page.Input{Name: name, SHA256: hex.EncodeToString(sum[:])})
		}
	}
	return all
}

// A counted writer knows how much went through it.
type counted struct {
	io.Writer
	n int
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.n += n
	return n, err
}
