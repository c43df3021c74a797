package alertmanager

import (
	"strings"

	"github.com/linewalk/linewalk/model/yamlfile"
)

// maxDepth is how deep configurations are looked for, texts inside texts included.
const maxDepth = 12

// search looks for configurations in a value: itself, those inside it, and texts that hold a file.
func (s sheet) search(n *yamlfile.Node, depth int) {
	if depth > maxDepth {
		return
	}
	switch n.Kind {
	case yamlfile.Scalar:
		s.searchText(n, depth)
	case yamlfile.Sequence:
		for _, item := range n.Items {
			s.search(item, depth+1)
		}
	case yamlfile.Mapping:
		s.searchMapping(n, depth)
	}
	if depth == 0 && n.Kind == yamlfile.Scalar && !mentionsRouting(n.Value) {
		s.warn(n, "a configuration of Alertmanager is a mapping with route and receivers, not text")
	}
}

func (s sheet) searchMapping(n *yamlfile.Node, depth int) {
	switch kind, _ := s.scalar(n.Get("kind")); kind {
	case "AlertmanagerConfig", "VMAlertmanagerConfig":
		s.object(n)
		return
	case "Secret":
		s.secret(n, depth)
		return
	}
	if prefix, ok := prefixOf(n, depth == 0); ok {
		s.configuration(n, prefix)
		return
	}
	for _, p := range n.Pairs {
		s.search(p.Value, depth+1)
	}
}

// prefixOf is what stands before the names of the keys of a configuration, such as "alertmanager" in
// alertmanager_route. A document may lack its route, or its receivers.
func prefixOf(n *yamlfile.Node, document bool) (string, bool) {
	for _, p := range n.Pairs {
		prefix, isRoute := strings.CutSuffix(fold(p.Key.Value), "route")
		if isRoute && (get(n, prefix+"receivers") != nil || document && prefix == "" && p.Value.Kind == yamlfile.Mapping && get(p.Value, "receiver") != nil) {
			return prefix, true
		}
	}
	if document {
		if receivers := get(n, "receivers"); receivers != nil && receivers.Kind == yamlfile.Sequence {
			return "", true
		}
	}
	return "", false
}

// get is the value of a key in any of its spellings: group_wait, groupWait.
func get(n *yamlfile.Node, key string) *yamlfile.Node {
	if n == nil {
		return nil
	}
	for _, p := range n.Pairs {
		if fold(p.Key.Value) == key {
			return p.Value
		}
	}
	return nil
}

// fold makes all spellings of a key one.
func fold(key string) string { return strings.ToLower(strings.ReplaceAll(key, "_", "")) }
