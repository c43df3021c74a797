package diagram

import (
	"bytes"
	"context"
	"fmt"
	"testing/fstest"

	"github.com/goccy/go-graphviz"
)

// Layout is the Layouter that runs Graphviz in this process. It does not heed ctx, and a process
// can have only one at a time, so it is meant for a child process that does nothing else and can
// be killed. Graphviz sees an empty file system.
func Layout(ctx context.Context, dot []byte) (json []byte, err error) {
	graphviz.SetFileSystem(fstest.MapFS{})
	g, err := graphviz.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("start graphviz: %w", err)
	}
	graph, err := graphviz.ParseBytes(dot)
	if err != nil {
		return nil, fmt.Errorf("parse graph: %w", err)
	}
	var out bytes.Buffer
	if err := g.Render(ctx, graph, "json0", &out); err != nil {
		return nil, fmt.Errorf("lay out graph: %w", err)
	}
	return out.Bytes(), nil
}
