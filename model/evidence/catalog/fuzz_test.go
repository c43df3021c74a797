package catalog_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/catalog"
)

func FuzzRead(f *testing.F) {
	for _, base := range testdata {
		written, err := os.ReadFile(filepath.Join("testdata", base))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(written)
	}
	f.Fuzz(func(t *testing.T, written []byte) {
		e, found := catalog.Read("f", written)
		if len(e.Files) != 1 {
			t.Errorf("%d files", len(e.Files))
		}
		found = append(found, catalog.Complete(&e)...)
		for _, d := range found {
			if d.Span.IsZero() || d.Level == diag.Error || !d.Reading() || d.Span.Start.Offset < 0 || int(d.Span.Start.Offset) > len(written) {
				t.Errorf("%+v", d)
			}
		}
		c := model.NewCatalog(e.Catalog)
		for _, entry := range e.Catalog {
			if entry.Name == "" || entry.Kind == "" || entry.Span.IsZero() {
				t.Errorf("%+v", entry)
			}
			c.PeopleOf(entry.Reference())
			if found := c.Match(entry.Name); len(found) == 0 && !entry.IsPeople() && entry.Kind != model.CatalogFolder {
				t.Errorf("%s does not match itself", entry)
			}
		}
	})
}
