// Command draw prints one small picture by go-graphviz, and then where temporary files go.
package main

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"os"

	"github.com/goccy/go-graphviz"
)

func main() {
	if note := settle(); note != "" {
		fmt.Fprintln(os.Stderr, "note:", note)
	}
	if err := draw(context.Background()); err != nil {
		log.Fatal(err)
	}
	fmt.Println("temporary files go to", os.TempDir())
}

func draw(ctx context.Context) error {
	engine, err := graphviz.New(ctx)
	if err != nil {
		return err
	}
	defer engine.Close()
	graph, err := graphviz.ParseBytes([]byte("digraph { browser -> shop }"))
	if err != nil {
		return err
	}
	var picture bytes.Buffer
	if err := engine.Render(ctx, graph, graphviz.SVG, &picture); err != nil {
		return err
	}
	_, err = picture.WriteTo(os.Stdout)
	return err
}
