package meeting

import (
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// tree is the file of a drawing as nodes; nil where it cannot be read.
func (m *Meeting) tree(file string) *yamlfile.Node {
	roots, _ := yamlfile.Tree(file, []byte(m.report.Sources[file]))
	if len(roots) == 0 {
		return nil
	}
	return roots[0]
}

// entry is what the drawing says of an arrow, byte for byte, its name included.
func (m *Meeting) entry(a *model.Arrow) string {
	root := m.tree(a.Span.File)
	if root == nil {
		return ""
	}
	arrows := root.Get("arrows")
	if arrows == nil {
		return ""
	}
	text := m.report.Sources[a.Span.File]
	for _, p := range arrows.Pairs {
		if p.Key.Span == a.Span {
			end := max(p.Key.Span.End.Offset, p.Value.Span.End.Offset)
			return text[p.Key.Span.Start.Offset:min(int(end), len(text))]
		}
	}
	return ""
}

// find is the path to what stands at a place of a drawing, and whether anything does.
func (m *Meeting) find(at diag.Span) (yamlfile.Path, bool) {
	root := m.tree(at.File)
	if root == nil {
		return nil, false
	}
	return below(root, nil, at)
}

func below(n *yamlfile.Node, here yamlfile.Path, at diag.Span) (yamlfile.Path, bool) {
	for _, p := range n.Pairs {
		path := here.Key(p.Key.Value)
		if p.Key.Span == at || p.Value.Span == at && p.Value.Kind == yamlfile.Mapping {
			return path, true
		}
		if found, there := below(p.Value, path, at); there {
			return found, true
		}
	}
	for i, item := range n.Items {
		path := here.Item(i)
		if item.Span == at {
			return path, true
		}
		if found, there := below(item, path, at); there {
			return found, true
		}
	}
	return nil, false
}
