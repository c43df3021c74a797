package model_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

func reference(kind, name string) model.CatalogReference {
	return model.CatalogReference{Kind: kind, Namespace: "default", Name: name}
}

func entry(kind, name string, aliases ...string) *model.CatalogEntry {
	return &model.CatalogEntry{Kind: kind, Namespace: "default", Name: name, Aliases: aliases}
}

func members(references ...model.CatalogReference) model.Stated[[]model.CatalogReference] {
	return model.Stated[[]model.CatalogReference]{Value: references, Span: diag.Span{File: "f", Start: diag.Point{Line: 1, Col: 1}}}
}

// TestPeopleOf asks who is in groups that lie in one another, two of them in a circle.
func TestPeopleOf(t *testing.T) {
	all, web, ops, silent, empty := entry("group", "all"), entry("group", "Web"), entry("group", "ops"), entry("group", "silent"), entry("group", "empty")
	all.Children = []model.CatalogReference{reference("group", "web"), reference("group", "gone")}
	web.Members = members(reference("user", "mia"), reference("user", "Tom"))
	ops.Parents = []model.CatalogReference{reference("group", "ALL")}
	ops.Children = []model.CatalogReference{reference("group", "all")}
	empty.Members = members()
	raj := entry("user", "raj")
	raj.MemberOf = []model.CatalogReference{reference("group", "ops")}
	tom := entry("user", "tom")
	tom.MemberOf = []model.CatalogReference{reference("group", "web")}
	c := model.NewCatalog([]*model.CatalogEntry{all, web, ops, silent, empty, raj, tom})
	for _, test := range []struct {
		of    model.CatalogReference
		want  string
		known bool
	}{
		{reference("group", "web"), "mia Tom", true},
		{reference("group", "ops"), "raj mia Tom", true},
		{reference("group", "All"), "mia Tom raj", true},
		{reference("group", "silent"), "", false},
		{reference("group", "empty"), "", true},
		{reference("group", "nowhere"), "", false},
		{reference("user", "li"), "li", true},
	} {
		m := c.PeopleOf(test.of)
		var names []string
		for _, r := range m.People {
			names = append(names, r.Name)
		}
		if got := strings.Join(names, " "); got != test.want || m.Known != test.known {
			t.Errorf("%s: %q, known %t", test.of, got, m.Known)
		}
	}
}

func TestMatch(t *testing.T) {
	c := model.NewCatalog([]*model.CatalogEntry{
		entry("component", "checkout"), entry("component", "Checkout"), entry("resource", "orders-db", "orders"),
		entry("component", "cert-manager-component"), entry("group", "payments"), entry("system", "payments-service"),
		entry("component", "service"), entry("folder", "web"),
	})
	for _, test := range []struct {
		names []string
		want  string
	}{
		{[]string{"checkout"}, "[component:default/checkout]"},
		{[]string{"CHECKOUT"}, "[component:default/checkout component:default/Checkout]"},
		{[]string{"orders"}, "[resource:default/orders-db]"},
		{[]string{"warehouse", "orders-db"}, "[resource:default/orders-db]"},
		{[]string{"cert_manager"}, "[component:default/cert-manager-component]"},
		{[]string{"Payments"}, "[system:default/payments-service]"},
		{[]string{"web"}, "[]"},
		{[]string{"svc"}, "[]"},
		{[]string{"---"}, "[]"},
		{nil, "[]"},
	} {
		if got := fmt.Sprint(c.Match(test.names...)); got != test.want {
			t.Errorf("%q: %s, want %s", test.names, got, test.want)
		}
	}
}

func TestFoldersOf(t *testing.T) {
	var entries []*model.CatalogEntry
	for _, name := range []string{".", "services", "services/pay", "services/pay/db"} {
		entries = append(entries, &model.CatalogEntry{Kind: model.CatalogFolder, Name: name, Alone: name == "services/pay"})
	}
	c := model.NewCatalog(entries)
	for path, want := range map[string]string{
		"services/pay/db/schema.sql": "[folder:services/pay/db folder:services/pay]",
		"services/pay":               "[folder:services/pay]",
		"services/shop/main.go":      "[folder:services folder:.]",
		"/docs/":                     "[folder:.]",
		"":                           "[folder:.]",
	} {
		if got := fmt.Sprint(c.FoldersOf(path)); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
