package dot

import (
	"slices"
	"strings"
)

// An attributes is what is stated about something, by the names of attributes.
type attributes map[string]value

// A scope is a graph or a group in it. What is stated for all boxes or arrows holds for those that come
// after, in the scope and in those within.
type scope struct {
	id      string
	outer   *scope // nil for the graph
	order   int    // when it was first opened
	own     attributes
	boxes   attributes // defaults, as are the next
	arrows  attributes
	groups  attributes
	members []*box // mentioned here, and not in a scope within
	inner   []*scope
	byID    map[string]*scope
	at      int32 // where it starts, in the file
	frame   *scope
	judged  bool // the frame is known
}

// A box is a node of Graphviz.
type box struct {
	id      string
	stated  attributes
	in      []*scope // where it is mentioned
	at      int32
	shown   bool // an arrow that is seen starts or ends here
	counted int  // the last time it was gone through as a member
}

// looksFor are the attributes that matter.
var looksFor = map[string]bool{
	"label": true, "xlabel": true, "shape": true, "style": true, "dir": true, "arrowhead": true, "arrowtail": true,
	"lhead": true, "ltail": true, "key": true, "compound": true, "cluster": true,
}

func (a *attributes) set(key string, v value) {
	if !looksFor[key] {
		return
	}
	if *a == nil {
		*a = attributes{}
	}
	(*a)[key] = v
}

// over is what a scope states for all of a sort, with what is stated further in laid over it.
func (s *scope) over(of func(*scope) attributes) attributes {
	if s == nil {
		return attributes{}
	}
	all := s.outer.over(of)
	for key, v := range of(s) {
		all[key] = v
	}
	return all
}

func boxDefaults(s *scope) attributes   { return s.boxes }
func arrowDefaults(s *scope) attributes { return s.arrows }
func groupDefaults(s *scope) attributes { return s.groups }

// isCluster tells whether the group is drawn as a frame.
func (s *scope) isCluster() bool {
	if s.outer == nil || s.id == "" {
		return false
	}
	if strings.HasPrefix(s.id, "cluster") {
		return true
	}
	stated, found := s.own["cluster"]
	if !found {
		stated = s.outer.over(groupDefaults)["cluster"]
	}
	return strings.EqualFold(stated.text, "true") || stated.text == "1" || strings.EqualFold(stated.text, "yes")
}

// cluster is the innermost frame around what is in the scope, nil if there is none. It is asked for when all
// statements are known.
func (s *scope) cluster() *scope {
	if s == nil {
		return nil
	}
	if !s.judged {
		s.judged = true
		if s.isCluster() {
			s.frame = s
		} else {
			s.frame = s.outer.cluster()
		}
	}
	return s.frame
}

// home is the frame that a box stands in, nil if it stands in none: of those in which it is mentioned, the one
// that was opened first, and of those within that again.
func (b *box) home() *scope {
	var home *scope
	for _, s := range b.in {
		if c := s.cluster(); c != nil && (home == nil || c.goesBefore(home)) {
			home = c
		}
	}
	return home
}

// goesBefore tells whether a frame is the home of a box that is mentioned both in it and in another.
func (s *scope) goesBefore(other *scope) bool {
	one, two := s.around(), other.around()
	for i := range min(len(one), len(two)) {
		if one[i] != two[i] {
			return one[i].order < two[i].order
		}
	}
	return len(one) > len(two)
}

// around lists the frames around what is in a scope, the outermost first.
func (s *scope) around() []*scope {
	var all []*scope
	for c := s.cluster(); c != nil; c = c.outer.cluster() {
		all = append(all, c)
	}
	slices.Reverse(all)
	return all
}
