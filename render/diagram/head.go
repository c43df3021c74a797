package diagram

import (
	"fmt"

	"github.com/linewalk/linewalk/analysis"
)

// A head is what stands above the picture.
type head struct {
	title, about string // for those who cannot see it
	titleLines   []string
	small        []string
}

func pageHead(r *analysis.Report, s *scene, o Options, width float64) head {
	line := o.Headline
	h := head{title: r.System.Name.Or("system"), about: line}
	if o.Title != "" {
		h.title += ": " + o.Title
	}
	if r.System.Description.Given() {
		h.about += "\n" + r.System.Description.Value
	}
	h.titleLines = titleFont.lines(h.title, width, 2)
	h.small = lineFont.lines(line, width, 3)
	if s.missing != "" {
		h.small = append(h.small, smallFont.lines(s.missing, width, 2)...)
	}
	if retired := len(r.System.Arrows) - len(r.Answers); retired > 0 && o.only == nil {
		h.small = append(h.small, fmt.Sprintf("%d retired, not drawn", retired))
	}
	return h
}

func (h head) height() float64 { return 26*float64(len(h.titleLines)) + 18*float64(len(h.small)) + 18 }

func (c *canvas) head(h head) {
	y := margin
	for _, line := range h.titleLines {
		c.write("title", line, margin, y+17)
		y += 26
	}
	for _, line := range h.small {
		c.write("muted", line, margin, y+13)
		y += 18
	}
}
