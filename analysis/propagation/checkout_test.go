package propagation

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checkout is the golden journey. Each replica of web stands in a rack of its own, so that failing
// the rack is failing the replica.
const checkout = `
linewalk: 1
system: Checkout
components:
  shopper: person
  cdn: external
  web: {kind: service, in: [replica 1, replica 2, replica 3], replicas: 3, needs: 2}
  api: service
  auth: service
  dns: external
  db: database
  dbro: database
  recs: service
  psp1: external
  psp2: external
arrows:
  cdn -> web: {if-down: breaks}
  web -> api: {if-down: breaks}
  api -> auth: {if-down: breaks}
  api -> dns: {kind: resolve, if-down: breaks}
  auth -> dns: {kind: resolve, if-down: breaks}
  api -> db: {kind: query, if-down: breaks, fallback: api -> dbro, on-fallback: degrades}
  api -> dbro: {kind: query, fallback-only: true}
  api -> recs: {if-down: degrades}
  api -> psp1: {if-down: breaks, pool: pay}
  api -> psp2: {if-down: breaks, pool: pay}
journeys:
  checkout: {who: shopper, steps: [cdn -> web]}
`

// TestCheckout compares single failures, pairs and the minimal cut sets up to order 2, which are
// all there are, to an oracle that counted all 2^15 states.
func TestCheckout(t *testing.T) {
	if _, err := os.Stat(golden); err != nil {
		t.Skip("the golden journey is not here")
	}
	var want struct {
		SingleFailures map[string]struct {
			Outcome string
			Masked  bool
		} `json:"single_failures"`
		Pairs     map[string]int `json:"pairs_of_failures"`
		Broken    [][]string     `json:"minimal_cut_sets_broken"`
		AnyDegree [][]string     `json:"minimal_cut_sets_degraded_or_broken"`
	}
	decode(t, filepath.Join(golden, "checkout.json"), &want)
	s := parse(t, "checkout.yaml", []byte(checkout))
	n := New(s)
	verdict := func(names ...string) Verdict {
		for i, name := range names {
			names[i] = strings.TrimPrefix(name, "web ")
			if strings.HasPrefix(name, "web -> ") {
				names[i] = name
			}
		}
		o := n.Ask(questionOf(t, s, names))
		if len(o.Journeys) == 0 {
			return Untouched
		}
		return o.Journeys[0].Verdict
	}
	outcome := func(v Verdict) string {
		if v < Degraded {
			return "works"
		}
		return v.String()
	}

	var causes []string
	for cause, single := range want.SingleFailures {
		causes = append(causes, cause)
		v := verdict(cause)
		if outcome(v) != single.Outcome || (v == Masked) != single.Masked {
			t.Errorf("%s: %s, want %+v", cause, v, single)
		}
	}
	slices.Sort(causes)
	pairs := map[string]int{}
	cuts := map[Verdict][][]string{}
	for level := Degraded; level <= Broken; level++ {
		for i, one := range causes {
			if verdict(one) >= level {
				cuts[level] = append(cuts[level], []string{one})
			}
			for _, other := range causes[i+1:] {
				v := verdict(one, other)
				if level == Broken {
					pairs[outcome(v)]++
				}
				if v >= level && verdict(one) < level && verdict(other) < level {
					cuts[level] = append(cuts[level], []string{one, other})
				}
			}
		}
	}
	if diff := cmp.Diff(want.Pairs, pairs); diff != "" {
		t.Errorf("pairs (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(sortedSets(want.Broken), sortedSets(cuts[Broken])); diff != "" {
		t.Errorf("cut sets, broken (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(sortedSets(want.AnyDegree), sortedSets(cuts[Degraded])); diff != "" {
		t.Errorf("cut sets, degraded or broken (-want +got)\n%s", diff)
	}
}

func sortedSets(sets [][]string) [][]string {
	for _, set := range sets {
		slices.Sort(set)
	}
	slices.SortFunc(sets, slices.Compare)
	return sets
}
