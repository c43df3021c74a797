package browser_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/cmd/internal/cli"
)

// report writes the report of a drawing as the program does, and gives the name of its file.
func report(t *testing.T, drawing string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "report.html")
	var said strings.Builder
	if code := cli.Main([]string{"render", "-o", out, drawing}, strings.NewReader(""), io.Discard, &said); code != 0 {
		t.Fatalf("exit code %d\n%s", code, said.String())
	}
	return out
}

func example(t *testing.T, name string) string {
	t.Helper()
	return report(t, filepath.Join("..", "..", "..", "examples", name, "linewalk.yaml"))
}

// sketch is the report of a drawing that is made up here.
func sketch(t *testing.T, drawing string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "linewalk.yaml")
	if err := os.WriteFile(file, []byte(drawing), 0o600); err != nil {
		t.Fatal(err)
	}
	return report(t, file)
}

// city is a drawing of so many arrows: tiers of services, each of which calls some of the next tier, with
// owners, monitors, buffers and a journey.
func city(arrows int) string {
	const tiers = 8
	streets := arrows/(tiers-1) + 1
	service := func(street, tier int) string { return fmt.Sprintf("service-%d", street%streets*tiers+tier) }
	effects := []string{"breaks", "degrades", "nothing", "breaks after 30m", "[degrades, breaks after 2h]"}
	var b strings.Builder
	b.WriteString("linewalk: 1\nsystem: City\nteams:\n")
	for team := range 5 {
		fmt.Fprintf(&b, "  team-%d: {people: [p%[1]d, q%[1]d], on-call: 24x7}\n", team)
	}
	b.WriteString("components:\n  user: person\n")
	for n := range streets * tiers {
		fmt.Fprintf(&b, "  service-%d: {kind: service, owner: team-%d, in: zone-%d}\n", n, n%5, n%3)
	}
	b.WriteString("arrows:\n  user -> service-0: {if-down: breaks}\n")
	for n := range arrows - 1 {
		street, tier, turn := n/(tiers-1), n%(tiers-1), n%3%2
		fmt.Fprintf(&b, "  %s -> %s: {timeout: 1s", service(street, tier), service(street+turn, tier+1))
		if n%7 != 0 {
			b.WriteString(", if-down: " + effects[n%len(effects)])
		}
		if n%2 == 0 {
			fmt.Fprintf(&b, ", monitors: [{signal: errors, at: from, alert: {name: Alert%d, after: 5m, tells: team-%d, how: page}}]", n, n%5)
		}
		b.WriteString("}\n")
	}
	b.WriteString("journeys:\n  travel: {who: user, steps: [user -> service-0], worth: 100 USD/min, notice-within: 10m}\n")
	return b.String()
}

// row is a drawing of arrows one behind the other, which fail one after the other.
const row = `linewalk: 1
system: Row
teams:
  web: {people: [ana, li], on-call: 24x7}
components: {user: person, shop: {kind: service, owner: web}, cart: {kind: service, owner: web}, stock: service, archive: {kind: database, owner: web}}
arrows:
  user -> shop: {if-down: breaks}
  shop -> cart: {if-down: breaks, monitors: [{signal: errors, at: from, alert: {name: CartGone, after: 5m, tells: owner, how: page}}]}
  cart -> stock: {if-down: [degrades, breaks after 30m]}
  stock -> archive: {kind: query, if-down: breaks after 2h}
  cart -> archive:
journeys:
  buy: {who: user, steps: [user -> shop, shop -> cart], worth: 10 USD/min, notice-within: 10m}
`
