package importer

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Text is the text under a key of an object, empty if there is none or it is something else.
func Text(n *yamlfile.Node, key string) string {
	return Scalar(n.Get(key))
}

// Scalar is the text of a node, empty if there is none or it is something else.
func Scalar(n *yamlfile.Node) string {
	if n == nil || n.Kind != yamlfile.Scalar || n.Null {
		return ""
	}
	return strings.TrimSpace(n.Value)
}

// Texts is the list of texts under a key, or the one that stands there alone.
func Texts(n *yamlfile.Node, key string) []string {
	at := n.Get(key)
	if at == nil {
		return nil
	}
	var all []string
	for _, item := range append([]*yamlfile.Node{at}, at.Items...) {
		if text := Scalar(item); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// Objects lists the objects in the list under a key. What is something else there is reported.
func (r *Remarks) Objects(n *yamlfile.Node, key string) []*yamlfile.Node {
	at := n.Get(key)
	switch {
	case at == nil || at.Null:
		return nil
	case at.Kind != yamlfile.Sequence:
		r.Say(diag.Error, at.Span, "%s is a list of objects, not %s", key, at.Kind)
		return nil
	}
	all := make([]*yamlfile.Node, 0, len(at.Items))
	wrong := 0
	for _, item := range at.Items {
		if item.Kind == yamlfile.Mapping {
			all = append(all, item)
			continue
		}
		if wrong++; wrong <= mostWrong {
			r.Say(diag.Error, item.Span, "%s is a list of objects, and this is %s", key, item.Kind)
		}
	}
	if wrong > mostWrong {
		r.Say(diag.Error, at.Span, "%s is a list of objects, and %d more are something else", key, wrong-mostWrong)
	}
	return all
}

// mostWrong is how many wrong things in one list are reported one by one.
const mostWrong = 20

// Members lists the pairs of the object under a key. What is something else there is reported.
func (r *Remarks) Members(n *yamlfile.Node, key string) []yamlfile.Pair {
	at := n.Get(key)
	switch {
	case at == nil || at.Null:
		return nil
	case at.Kind != yamlfile.Mapping:
		r.Say(diag.Error, at.Span, "%s is an object, not %s", key, at.Kind)
		return nil
	}
	return at.Pairs
}

// longestPart is how much of a name stands in the path of evidence, in characters.
const longestPart = 250

// Drawn is the evidence of what a diagram draws, at a path of keys and names in a file.
func Drawn(file string, path ...string) model.SketchEvidence {
	parts := make([]string, len(path))
	for i, part := range path {
		parts[i] = diag.Shorten(oneLine(part), longestPart)
	}
	return model.SketchEvidence{File: file, Path: strings.Join(parts, "."), Reading: "drawn", Confidence: model.Claimed}
}
