package propagation

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// golden is where the drawings with known answers lie, beside the repository.
const golden = "../../../shared/real/golden"

// A workedCase is a question of a worked drawing and the answer expected, as its file has them.
type workedCase struct {
	Fail       []string
	Mode       string
	Refused    bool
	Components states
	Journeys   verdicts
	Arrows     states
	Assumed    []string
}

// states are the times of components or arrows, by their names and those of the levels.
type states map[string]map[string]float64

// verdicts are the same of journeys, with the verdict itself.
type verdicts map[string]map[string]any

// TestWorkedCases asks every question of the worked drawings. Which of them are refused is for the
// reader to know, and for who asks.
func TestWorkedCases(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(golden, "meaning", "*.yaml"))
	if len(files) == 0 {
		t.Skip("the worked cases of the meaning of failure are not here")
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		if strings.HasPrefix(name, "refused-") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			var want struct {
				Cases     []workedCase
				ColdStart struct {
					NeverUp   []string `json:"never_up"`
					Deadlocks [][]string
				} `json:"cold_start"`
			}
			decode(t, strings.TrimSuffix(file, ".yaml")+".expected.json", &want)
			s := read(t, file)
			n := New(s)
			for _, c := range want.Cases {
				if !c.Refused {
					c.check(t, s, n)
				}
			}
			neverUp, deadlocks := coldStartNames(s, n)
			if diff := cmp.Diff(want.ColdStart.NeverUp, neverUp, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("never up (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(want.ColdStart.Deadlocks, deadlocks, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("deadlocks (-want +got)\n%s", diff)
			}
		})
	}
}

func decode(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, file string) *model.System {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, filepath.Base(file), text)
}

func parse(t *testing.T, name string, text []byte) *model.System {
	t.Helper()
	s, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse(name, text, yamlfile.Options{})})
	if diag.Worst(found) == diag.Error {
		t.Fatal(found)
	}
	return s
}

// questionOf names arrows and components.
func questionOf(t *testing.T, s *model.System, names []string) Question {
	t.Helper()
	var q Question
	for _, name := range names {
		if a := s.Arrow(name); a != nil {
			q.Arrows = append(q.Arrows, a.ID)
		} else if c := s.Component(name); c != nil {
			q.Components = append(q.Components, c.ID)
		} else {
			t.Fatalf("there is no %s", name)
		}
	}
	return q
}

func (c workedCase) check(t *testing.T, s *model.System, n *Network) {
	t.Helper()
	q := questionOf(t, s, c.Fail)
	if c.Mode == "slow" {
		q.Mode = Slow
	}
	o := n.Ask(q)
	compare := func(what string, want, got any) {
		t.Helper()
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("fail %v %s: %s (-want +got)\n%s", c.Fail, c.Mode, what, diff)
		}
	}
	components := states{}
	for _, x := range o.Components {
		components[s.Components[x.Component].Name] = seconds("degraded", x.Degraded, "down", x.Down)
	}
	compare("components", c.Components, components)
	journeys := verdicts{}
	for _, x := range o.Journeys {
		journey := map[string]any{"verdict": x.Verdict.String()}
		for level, at := range seconds("degraded", x.Degraded, "broken", x.Broken) {
			journey[level] = at
		}
		journeys[s.Journeys[x.Journey].Name] = journey
	}
	compare("journeys", c.Journeys, journeys)
	if c.Arrows != nil {
		arrows := states{}
		for _, x := range o.Arrows {
			arrows[s.Arrows[x.Arrow].Name()] = seconds("impaired", x.Impaired, "fails", x.Fails)
		}
		compare("arrows", c.Arrows, arrows)
	}
	compare("a timeout is assumed", len(c.Assumed) > 0, len(o.TimeoutAssumed) > 0)
}

// seconds has the two times that are not Never, by the names of their levels.
func seconds(lesser string, one time.Duration, greater string, other time.Duration) map[string]float64 {
	m := map[string]float64{}
	if one != Never {
		m[lesser] = one.Seconds()
	}
	if other != Never {
		m[greater] = other.Seconds()
	}
	return m
}

func coldStartNames(s *model.System, n *Network) (neverUp []string, deadlocks [][]string) {
	names := func(ids []model.ComponentID) (list []string) {
		for _, id := range ids {
			list = append(list, s.Components[id].Name)
		}
		return list
	}
	never, cycles := n.ColdStart()
	for _, cycle := range cycles {
		deadlocks = append(deadlocks, names(cycle))
	}
	return names(never), deadlocks
}
