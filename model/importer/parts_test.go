package importer_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
)

func TestAskParts(t *testing.T) {
	var d importer.Diagram
	for id, in := range map[string]string{"shop": "", "shop.web": "shop", "shop.web.page": "shop.web", "bank": "", "bank.api": "bank", "user": ""} {
		c := model.SketchComponent{Name: id}
		if in != "" {
			c.In = []string{in}
		}
		d.Component(c)
	}
	line := func(from, to, question string) {
		d.Arrow(importer.Line{From: from, To: to, Question: question, Evidence: drawn(from + to)})
	}
	line("user", "shop", "")
	line("user", "shop.web.page", "")
	line("shop", "bank", "")
	line("shop.web", "bank.api", "asked already")
	line("bank", "user", "")
	line("shop.web.page", "bank.api", "")
	line("shop.web", "shop", "")
	var got []string
	for _, a := range d.Sketch().Arrows {
		got = append(got, a.Name()+": "+a.Question)
	}
	before := []string{"user -> shop: ", "user -> shop.web.page: ", "shop -> bank: ", "shop.web -> bank.api: asked already", "bank -> user: ", "shop.web.page -> bank.api: ", "shop.web -> shop: "}
	if diff := cmp.Diff(before, got); diff != "" {
		t.Error(diff)
	}
	d.AskParts()
	got = nil
	for _, a := range d.Sketch().Arrows {
		got = append(got, a.Name()+": "+a.Question)
	}
	want := []string{
		"user -> shop: " + importer.AskSummary, "user -> shop.web.page: ", "shop -> bank: " + importer.AskSummary, "shop.web -> bank.api: asked already",
		"bank -> user: " + importer.AskPart, "shop.web.page -> bank.api: ", "shop.web -> shop: " + importer.AskPart,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
