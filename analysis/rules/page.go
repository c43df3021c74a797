package rules

import (
	"embed"
	"fmt"
)

//go:embed *.md
var pages embed.FS

// page is the Markdown page of a rule. A rule without its page is a mistake of ours that every
// test meets.
func page(id string) string {
	text, err := pages.ReadFile(id + ".md")
	if err != nil {
		panic(fmt.Sprintf("rule %s has no page: %v", id, err))
	}
	return string(text)
}
