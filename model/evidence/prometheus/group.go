package prometheus

import (
	"strconv"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/promql"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A group is what the rules of a group have in common.
type group struct {
	is     *model.RuleGroup
	every  model.Stated[time.Duration]
	offset time.Duration
	limit  int
	labels []model.Label
}

// groups reads a list of groups. One that is broken costs no other one.
func (r *rules) groups(p passage, list *yamlfile.Node) {
	r.seen = true
	for _, n := range r.items(p, list, "groups") {
		if !r.isMapping(p, n, "a group") {
			continue
		}
		g := r.group(p, n)
		if list := n.Get("rules"); list != nil {
			r.rulesOf(p, list, g)
		}
	}
}

func (r *rules) group(p passage, n *yamlfile.Node) group {
	is := &model.RuleGroup{Span: p.span(n.Span)}
	if name, ok := r.scalar(p, n.Get("name"), "the name of a group"); ok {
		is.Name, is.Span = name, p.span(n.Get("name").Span)
	}
	g := group{is: is}
	g.every, _ = r.duration(p, n, "interval")
	if g.every.Given() && g.every.Value == 0 { // Prometheus takes 0 for nothing
		g.every = model.Stated[time.Duration]{}
	}
	offset, _ := r.duration(p, n, "query_offset")
	g.offset = offset.Value
	g.limit = r.limit(p, n)
	g.labels = r.labels(p, n.Get("labels"), "labels")
	return g
}

func (r *rules) limit(p passage, n *yamlfile.Node) int {
	text, given := r.scalar(p, n.Get("limit"), "limit")
	if !given {
		return 0
	}
	limit, err := strconv.Atoi(text)
	switch {
	case err == nil:
		return max(limit, 0)
	case !plain(text):
		r.unread(p.span(n.Get("limit").Span), "limit is a template")
	default:
		r.warn(p.span(n.Get("limit").Span), "limit must be a whole number, not %s", diag.Quote(text))
	}
	return 0
}

// duration reads the duration of a key. It tells whether there is one that could not be read.
func (r *reader) duration(p passage, n *yamlfile.Node, key string) (d model.Stated[time.Duration], unread bool) {
	value := n.Get(key)
	if value == nil || value.Null || value.Kind == yamlfile.Scalar && value.Value == "" {
		return d, false
	}
	text, ok := r.scalar(p, value, key)
	if !ok {
		return d, true
	}
	length, err := promql.Duration(text)
	switch at := p.span(value.Span); {
	case err == nil:
		return model.Stated[time.Duration]{Value: length, Span: at}, false
	case !plain(text):
		r.unread(at, key+" is a template")
	default:
		r.warn(at, "%s: %s", key, err)
	}
	return d, true
}
