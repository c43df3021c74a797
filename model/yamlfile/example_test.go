package yamlfile_test

import (
	"fmt"

	"github.com/linewalk/linewalk/model/yamlfile"
)

// An edit writes in the style of what stands around it, and every other byte stays.
func ExampleApply() {
	text := `linewalk: 1
arrows:
  shop -> checkout: {if-down: breaks}   # the till
  shop->mailer:
    if-down: degrades
    # see the wiki
`
	after, found := yamlfile.Apply("linewalk.yaml", []byte(text), []yamlfile.Edit{
		yamlfile.Set(yamlfile.At("arrows", "shop -> checkout", "owner"), yamlfile.Text("payments")),
		yamlfile.Append(yamlfile.At("arrows", "shop -> mailer", "experts"), yamlfile.Text("ana")),
		yamlfile.Add(yamlfile.At("arrows"), yamlfile.Entry{Key: "shop -> search", Value: yamlfile.Bare()}).After("shop -> checkout"),
		yamlfile.Append(yamlfile.At("waivers"), yamlfile.Map(
			yamlfile.Entry{Key: "rule", Value: yamlfile.Literal("arrow-no-alert")},
			yamlfile.Entry{Key: "arrow", Value: yamlfile.Text("shop -> mailer")},
			yamlfile.Entry{Key: "because", Value: yamlfile.Text("no")},
			yamlfile.Entry{Key: "until", Value: yamlfile.Literal("2027-03-31")},
		)),
	})
	fmt.Print(string(after), len(found))
	// Output:
	// linewalk: 1
	// arrows:
	//   shop -> checkout: {if-down: breaks, owner: payments}   # the till
	//   shop -> search:
	//   shop->mailer:
	//     if-down: degrades
	//     # see the wiki
	//     experts: [ana]
	// waivers:
	//   - {rule: arrow-no-alert, arrow: shop -> mailer, because: "no", until: 2027-03-31}
	// 0
}
