package yamlfile

import (
	"github.com/linewalk/linewalk/model/diag"
)

// A Node is a value in a YAML file together with its place. Aliases and merge keys are resolved:
// an alias is the value it stands for, at the place of the alias.
type Node struct {
	Kind  NodeKind
	Style Style
	Null  bool   // a plain scalar that is empty, ~ or null
	Value string // the text of a scalar, whatever type YAML sees in it
	Span  diag.Span
	Tag   string  // one of those that the format has of its own; empty as a rule
	Pairs []Pair  // of a mapping, in the order of the file
	Items []*Node // of a sequence

	again []repeat // keys that stand in the mapping once more
	size  int      // how many nodes are visited by a walk over it
}

// A NodeKind says what a Node is.
type NodeKind uint8

// The kinds of nodes.
const (
	Scalar NodeKind = iota
	Mapping
	Sequence
)

func (k NodeKind) String() string { return [...]string{"text", "a mapping", "a list"}[k] }

// A Style says how a Node is written.
type Style uint8

// The styles. Collections are Plain when written in block form, Flow in brackets.
const (
	Plain Style = iota
	Quoted
	Block
	Flow
)

// A Pair is a key of a mapping and its value. Each key stands in Pairs once.
type Pair struct {
	Key   *Node // always a scalar
	Value *Node
}

// Pair finds a key of a mapping.
func (n *Node) Pair(key string) (Pair, bool) {
	for _, p := range n.Pairs {
		if p.Key.Value == key {
			return p, true
		}
	}
	return Pair{}, false
}

// Get is the value of a key, or nil if n is no mapping or has no such key.
func (n *Node) Get(key string) *Node {
	p, _ := n.Pair(key)
	return p.Value
}

// literal tells whether the text of a scalar stands in the file exactly as in Value, so that a
// stretch of the one is a stretch of the other.
func (n *Node) literal() bool {
	return n.Style == Plain && n.Span.Start.Line == n.Span.End.Line && int(n.Span.End.Offset-n.Span.Start.Offset) == len(n.Value)
}

// A repeat is a key that the mapping has already.
type repeat struct {
	pair  Pair
	first diag.Span
	said  *diag.Diagnostic
}
