package suggest

import (
	"fmt"
	"hash/fnv"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
)

// names gives alerts names that no other alert has. A name depends on the arrow and the mode alone
// unless another one has it, so that it stays the same when the drawing grows.
type names struct{ taken map[string]bool }

func newNames(s *model.System) *names {
	n := &names{map[string]bool{}}
	for _, m := range s.Monitors {
		for _, alert := range m.Alerts.Value {
			name, _ := evidence.SplitName(alert.Name.Value)
			n.taken[name] = true
		}
	}
	return n
}

// longest is how long a name may be, in bytes. A drawing refuses names of more than 200 characters, and
// that of the monitor has a hyphen for every capital.
const longest = 90

func (n *names) of(a *model.Arrow, mode model.Mode) string {
	name := paste.AlertName(a, mode)
	if len(name) > longest || n.taken[name] {
		name = shortened(name, longest) + mark(a.Name()+" "+mode.String())
	}
	n.taken[name] = true
	return name
}

// mark tells names apart that differ only in what an identifier cannot hold.
func mark(name string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	return fmt.Sprintf("%08x", h.Sum32())
}
