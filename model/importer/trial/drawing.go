package trial

import (
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/reimport"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Parse is the system in a drawing. A drawing that is refused fails the test at once.
func Parse(t testing.TB, drawing string) *model.System {
	t.Helper()
	s, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("shop.yaml", []byte(drawing), yamlfile.Options{})})
	if diag.Worst(found) == diag.Error {
		t.Fatalf("the drawing cannot be read: %.2000v\n%.5000s", found, drawing)
	}
	return s
}

// Drawing draws a sketch and reads the drawing back.
func Drawing(t testing.TB, k *model.Sketch) *model.System {
	t.Helper()
	return Parse(t, reimport.Draw(k, "a file", "Shop"))
}

// Arrows lists the names of the arrows of a sketch, in its order.
func Arrows(k *model.Sketch) []string {
	all := []string{}
	for _, a := range k.Arrows {
		all = append(all, a.Name())
	}
	return all
}
