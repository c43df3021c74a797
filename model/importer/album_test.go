package importer_test

import (
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
)

// The same ID is the same component until its labels contradict each other.
func TestAlbumNames(t *testing.T) {
	var a importer.Album
	taken := func(id string) bool { return id == "Taken" }
	for _, c := range []struct{ id, label, name, other string }{
		{"A", "", "A", ""},
		{"A", "Client", "A", ""},
		{"A", "", "A", ""},
		{"A", "client", "A", ""},
		{"A", "Start", "Start", "Client"},
		{"A", "Start", "Start", "Client"},
		{"B", "Start", "B", ""},
		{"B", "Taken", "Taken 2", "Start"},
	} {
		if name, other := a.Name(c.id, c.label, taken); name != c.name || other != c.other {
			t.Errorf("%s showing %q is %q besides %q, want %q besides %q", c.id, c.label, name, other, c.name, c.other)
		}
	}
}

// What a box is may be said behind the arrow to it.
func TestAlbumKinds(t *testing.T) {
	var a importer.Album
	none := func(string) bool { return false }
	for _, c := range []model.SketchComponent{
		{Name: "shop"}, {Name: "db"}, {Name: "bus", Kind: model.ComponentQueue}, {Name: "db", Kind: model.ComponentDatabase},
	} {
		a.Name(c.Name, "", none)
		a.Component(c)
	}
	for _, l := range []importer.Line{
		{From: "shop", To: "db", Question: importer.AskBack},
		{From: "shop", To: "bus"},
		{From: "shop", To: "mail", Label: "SMTP"},
		{From: "shop", To: "web", Label: "sends SMTP no more"},
	} {
		a.Arrow(l)
	}
	sketch := a.Sketch()
	want := []model.Kind{model.Query, model.Event, model.Notification, model.Call}
	for i, arrow := range sketch.Arrows {
		if arrow.Kind != want[i] {
			t.Errorf("%s is a %s, want %s", arrow.Name(), arrow.Kind, want[i])
		}
	}
	if got := sketch.Arrows[0].Question; got != importer.AskBack {
		t.Errorf("the question is %q", got)
	}
}
