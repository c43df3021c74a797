package importer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
)

// leaf is a drawing: boxes such as "A[Web]" and arrows such as "A -> B".
func leaf(parts ...string) importer.Leaf {
	var l importer.Leaf
	for _, part := range parts {
		if from, to, isArrow := strings.Cut(part, " -> "); isArrow {
			l.Lines = append(l.Lines, importer.Line{From: from, To: to, Evidence: model.SketchEvidence{File: "x", Reading: "drawn", Confidence: model.Claimed}})
			continue
		}
		id, label, _ := strings.Cut(strings.TrimSuffix(part, "]"), "[")
		l.Boxes = append(l.Boxes, importer.Box{SketchComponent: model.SketchComponent{Name: id, Label: label}, Words: label})
	}
	return l
}

// drawnNames is what is drawn, sorted: each component with its label, and each arrow.
func drawnNames(k *model.Sketch) string {
	var all []string
	for _, c := range k.Components {
		name := c.Name
		if c.Label != "" {
			name += "=" + c.Label
		}
		all = append(all, strings.Join(append([]string{name}, c.Aliases...), "+"))
	}
	for _, a := range k.Arrows {
		all = append(all, a.Name())
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// The same ID is the same component until its labels contradict each other. Then all go by their labels, and
// none has the ID, whatever the order of the drawings is.
func TestAlbumNames(t *testing.T) {
	for _, c := range []struct {
		name   string
		leaves []importer.Leaf
		want   string
		notes  int
	}{
		{"one meaning", []importer.Leaf{leaf("A"), leaf("A[Client]"), leaf("A"), leaf("A[client]")}, "A=Client", 0},
		{"the same but for looks", []importer.Leaf{leaf("user[Customer]"), leaf("user[\U0001F464 Customer]"), leaf("user[ customer!]")}, "user=Customer", 0},
		{"two meanings", []importer.Leaf{leaf("A[Web]", "B[DB]", "A -> B"), leaf("A[Build]", "B[Publish]", "A -> B")}, "Build, Build -> Publish, DB, Publish, Web, Web -> DB", 1 + 1},
		{"one of two ends", []importer.Leaf{leaf("A[Web]", "B", "A -> B"), leaf("A[Build]", "B", "A -> B")}, "B, Build, Build -> B, Web, Web -> B", 1},
		{"no label among two", []importer.Leaf{leaf("A[Web]"), leaf("A[Build]"), leaf("A", "C", "A -> C")}, "A, A -> C, Build, C, Web", 2},
		{"one label under two IDs", []importer.Leaf{leaf("A[Web]", "B[Build]"), leaf("A[Build]", "B[Web]")}, "Build, Web", 2},
		{"one label twice in a drawing", []importer.Leaf{leaf("A[DB]", "B[DB]"), leaf("A[x1]", "B[x2]")}, "DB, DB 2=DB, x1, x2", 2},
		{"a label that is an ID elsewhere", []importer.Leaf{leaf("A[Web]"), leaf("A[Build]"), leaf("Web")}, "Build, Web", 1},
		{"a label that is an ID beside it", []importer.Leaf{leaf("A[Web]", "Web"), leaf("A[Build]")}, "Build, Web, Web 2=Web", 1},
		{"a label that is an ID of something else", []importer.Leaf{leaf("A[Web]"), leaf("A[Build]"), leaf("Web[Portal]")}, "Build, Web 2=Web, Web=Portal", 1},
		{"numbered labels", []importer.Leaf{leaf("A[DB]", "B[DB]", "C[DB 2]"), leaf("A[x]", "B[y]", "C[z]")}, "DB, DB 2, DB 3=DB, x, y, z", 3},
	} {
		for turn := range 2 {
			if turn == 1 {
				slices.Reverse(c.leaves)
			}
			var a importer.Album
			for _, l := range c.leaves {
				a.Leaf(l)
			}
			var r importer.Remarks
			sketch := a.Sketch(&r)
			got := drawnNames(sketch)
			if diff := cmp.Diff(c.want, got); diff != "" && (turn == 0 || c.notes > 0) {
				t.Errorf("%s, turn %d (-want +got):\n%s", c.name, turn, diff)
			}
			if said := r.All(nil); len(said) != c.notes {
				t.Errorf("%s: %d notes, want %d: %v", c.name, len(said), c.notes, said)
			}
		}
	}
}

// What a box is may be said behind the arrow to it, by its shape or in words.
func TestAlbumKinds(t *testing.T) {
	l := leaf("shop", "db", "bus", "mail", "web", "jobs[RabbitMQ]", "user", "cart", "S2", "S3", "user-db")
	l.Boxes[2].Kind = model.ComponentQueue
	l.Boxes = append(l.Boxes, importer.Box{SketchComponent: model.SketchComponent{Name: "cart", Kind: model.ComponentStorage}})
	l.Lines = []importer.Line{
		{From: "shop", To: "db", Question: importer.AskBack},
		{From: "shop", To: "bus"},
		{From: "shop", To: "mail", Label: "SMTP"},
		{From: "shop", To: "web", Label: "sends SMTP no more"},
		{From: "shop", To: "cart"},
		{From: "shop", To: "jobs"},
		{From: "jobs", To: "mail"},
		{From: "web", To: "bus", Label: "publishes orders"},
		{From: "user", To: "user-db"},
	}
	var a importer.Album
	a.Leaf(l)
	sketch := a.Sketch(&importer.Remarks{})
	var got []string
	for _, arrow := range sketch.Arrows {
		got = append(got, strings.TrimSpace(arrow.Name()+": "+arrow.Kind.String()+" "+arrow.Question))
	}
	want := []string{
		"shop -> db: query " + importer.AskBack,
		"shop -> bus: event " + importer.AskSide,
		"shop -> mail: notification",
		"shop -> web: call",
		"shop -> cart: query",
		"shop -> jobs: event",
		"jobs -> mail: event",
		"web -> bus: event",
		"user -> user-db: query",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, c := range sketch.Components {
		if wanted := map[string]model.ComponentKind{"db": model.ComponentDatabase, "jobs": model.ComponentQueue, "cart": model.ComponentStorage, "user-db": model.ComponentDatabase, "bus": model.ComponentQueue}[c.Name]; c.Kind != wanted {
			t.Errorf("%s is a %s, want %s", c.Name, c.Kind, wanted)
		}
	}
}
