package sloth

import (
	"regexp"
	"time"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// An indicator gives the error ratio of an objective over a window.
type indicator struct {
	unknown string   // why the ratio is not known; a phrase
	query   string   // with the placeholder for the window
	metrics []string // that it reads
}

var placeholder = regexp.MustCompile(`\{\{-?\s*\.window\s*-?\}\}`)

func readIndicator(f *slofile.File, o objective) indicator {
	sli := slofile.At(o.node, "sli")
	raw := o.at(sli, "raw", "error_ratio_query")
	bad, total := o.at(sli, "events", "error_query"), o.at(sli, "events", "total_query")
	plugin := slofile.At(sli, "plugin")
	at := slofile.At(o.node, "name").Span
	switch {
	case raw != nil:
		return queried(f, o, raw.Span, "("+slofile.Text(raw)+")", raw)
	case bad != nil && total != nil:
		return queried(f, o, bad.Span, "("+slofile.Text(bad)+") / ("+slofile.Text(total)+")", bad, total)
	case plugin != nil:
		why := "its indicator is made by the plugin " + slofile.Text(slofile.At(plugin, "id"))
		f.Unclear(plugin.Span, why)
		return indicator{unknown: why}
	}
	f.Warn(at, "objective %s has no indicator: Sloth refuses the file", o.name())
	return indicator{unknown: "its indicator is missing"}
}

// queried is the indicator of a query that is made of the given texts.
func queried(f *slofile.File, o objective, at diag.Span, query string, texts ...*yamlfile.Node) indicator {
	for _, text := range texts {
		if !placeholder.MatchString(slofile.Text(text)) {
			f.Warn(text.Span, "the query lacks {{.window}}: Sloth refuses the file")
		}
	}
	i := indicator{query: query}
	if slofile.Templated(placeholder.ReplaceAllString(query, "")) {
		i.unknown = "its query is filled in by another program"
	} else {
		i.metrics, i.unknown = slofile.Metrics(i.over(windows()[0]))
	}
	if i.unknown != "" {
		f.Unclear(at, i.unknown)
	}
	return i
}

// over is the error ratio over a window.
func (i indicator) over(window time.Duration) string {
	return placeholder.ReplaceAllString(i.query, slofile.Spell(window))
}
