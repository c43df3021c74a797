package dot_test

import (
	"testing"

	"github.com/linewalk/linewalk/model/importer/dot"
	"github.com/linewalk/linewalk/model/importer/trial"
)

var format = trial.Format{Name: "x.dot", Looks: dot.Looks, Read: dot.Read, Also: trial.Mended}

func TestGolden(t *testing.T) { format.Goldens(t) }

// Whatever stands in a file, reading ends, and what comes of it can be drawn.
func FuzzRead(f *testing.F) { format.Fuzz(f) }
