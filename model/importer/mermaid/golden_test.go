package mermaid_test

import (
	"testing"

	"github.com/linewalk/linewalk/model/importer/mermaid"
	"github.com/linewalk/linewalk/model/importer/trial"
)

var format = trial.Format{Name: "x.mmd", Looks: mermaid.Looks, Read: mermaid.Read, Also: trial.Mended}

func TestGolden(t *testing.T) { format.Goldens(t) }

// Whatever stands in a file, reading ends, and what comes of it can be drawn.
func FuzzRead(f *testing.F) { format.Fuzz(f) }
