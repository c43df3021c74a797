package promql

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
)

// vectors opens a file of published vectors next to the repository.
func vectors(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "real", "monitoring", "vectors", name))
	if err != nil {
		t.Skipf("the vectors are not here: %v", err)
	}
	return text
}

type nameVector struct {
	Set, Kind, Expr string
	Metrics         []string
	OnEmpty         string `json:"on_empty"`
}

func nameVectors(t testing.TB) []nameVector {
	var all []nameVector
	lines := bufio.NewScanner(strings.NewReader(string(vectors(t, "metric-names.jsonl"))))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v nameVector
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}

// TestNamesVectors compares the metric names of all real expressions, and what they give on an empty database.
func TestNamesVectors(t *testing.T) {
	for _, v := range nameVectors(t) {
		e, err := parse(v.Expr)
		if err != nil {
			t.Errorf("%s: %v", v.Expr, err)
			continue
		}
		got, _ := names(e)
		if diff := cmp.Diff(asSet(v.Metrics), asSet(got)); diff != "" {
			t.Errorf("%s: names (-want +got):\n%s", v.Expr, diff)
		}
		x := newExpression(e, Context{})
		empty := "silent"
		switch {
		case e.Type() == "scalar":
			empty = "scalar"
		case x.absence():
			empty = "returns"
		}
		if empty != v.OnEmpty {
			t.Errorf("%s: on an empty database %s, want %s", v.Expr, empty, v.OnEmpty)
		}
	}
}

func asSet(names []string) map[string]bool {
	set := map[string]bool{}
	for _, n := range names {
		set[n] = true
	}
	return set
}

var circumstanceOf = map[string]model.Circumstance{
	"errors": model.AttemptsFail, "traffic-stops": model.TrafficStops, "target-gone": model.TargetGone,
	"target-removed": model.TargetRemoved, "push-gone": model.PushEnds, "counter-born": model.CounterBorn,
	"job-stops": model.AgeGrows, "lag-grows": model.AgeGrows,
}

// TestBlindnessVectors compares what fires when with what Prometheus' engine does.
func TestBlindnessVectors(t *testing.T) {
	var all []struct {
		Name, Expr string
		Fires      map[string]string
		Well       bool `json:"fires_when_all_is_well"`
	}
	if err := json.Unmarshal(vectors(t, "blindness.json"), &all); err != nil {
		t.Fatal(err)
	}
	word := map[model.Fires]string{
		model.FiresUnknown: "unknown", model.FiresNever: "never", model.FiresYes: "yes", model.FiresResolves: "then resolves itself", model.FiresAlways: "always",
	}
	for _, v := range all {
		c, err := Read(v.Expr)
		if err != nil {
			t.Fatal(err)
		}
		well := false
		for name, want := range v.Fires {
			got := c.Sights[circumstanceOf[name]]
			well = well || got.Fires == model.FiresAlways
			if word[got.Fires] != want {
				t.Errorf("%s: %s: %s: %+v, want %s", v.Name, v.Expr, name, got, want)
			}
			if (got.Fires == model.FiresNever) != (got.Why != "") {
				t.Errorf("%s: %s: %+v: a reason goes with what does not fire", v.Name, name, got)
			}
		}
		if well != v.Well {
			t.Errorf("%s: fires when all is well: %t, want %t", v.Name, well, v.Well)
		}
	}
}

type detection struct {
	Name, Failure, Expr string
	For                 string
	Keep                string  `json:"keep_firing_for"`
	Scrape              float64 `json:"scrape_s"`
	Evaluate            float64 `json:"eval_s"`
	Offset              float64 `json:"query_offset_s"`
	Share               float64
	Lasts               float64 `json:"lasts_s"`
	FlapOn              float64 `json:"flap_on_s"`
	FlapOff             float64 `json:"flap_off_s"`
	Recorded            []struct {
		Record, Expr string
		Interval     float64 `json:"interval_s"`
	} `json:"recorded_by_another_group"`
	Window    any       `json:"t_window_s"`
	NotBefore any       `json:"fires_not_before_s"`
	NotAfter  any       `json:"fires_not_after_s"`
	Clears    []float64 `json:"clears_between_s"`
}

// scene is the failure of a vector, with the usual figures that the vectors were made with.
func (d detection) scene(t *testing.T) scene {
	share := d.Share
	if share == 0 {
		share = 1
	}
	usual := map[string]float64{"oldest_message_age_seconds": 2, "age of job_last_success_timestamp_seconds": 0}
	if strings.Contains(d.Expr, "< 50") {
		usual["sum of attempts: req_total"] = 100
	}
	failure, known := circumstanceOf[d.Failure]
	if d.Failure == "single-error-born" {
		failure, known, share = model.CounterBorn, true, 0
	}
	if !known {
		t.Fatalf("%s: a failure that nobody knows: %s", d.Name, d.Failure)
	}
	s := sceneOf(failure)
	s.failing, s.usual = jump(0, share), usual
	switch {
	case d.Lasts > 0:
		s.failing = line{points: []point{{0, 0}, {0, share}, {d.Lasts, share}, {d.Lasts, 0}}}
	case d.FlapOn > 0:
		s.failing = line{}
		for at := 0.0; at < 3600; at += d.FlapOn + d.FlapOff {
			s.failing.points = append(s.failing.points, point{at, 0}, point{at, share}, point{at + d.FlapOn, share}, point{at + d.FlapOn, 0})
		}
	}
	return s
}

// TestDetectionVectors compares when alerts fire, and clear, with the bounds that Prometheus' engine was observed
// to keep.
func TestDetectionVectors(t *testing.T) {
	var all []detection
	if err := json.Unmarshal(vectors(t, "detection.json"), &all); err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		t.Run(d.Name, func(t *testing.T) {
			c := Context{Recordings: map[string]string{}}
			waits := 0.0
			for _, r := range d.Recorded {
				c.Recordings[r.Record] = r.Expr
				waits += r.Interval
			}
			e, err := parse(d.Expr)
			if err != nil {
				t.Fatal(err)
			}
			x := newExpression(e, c)
			in := x.during(d.scene(t))
			holds := in.eval(e, no).present()
			pending := duration(t, d.For)
			start, end, fires := firstAsLongAs(holds, pending)
			_, _, pair := x.windows()
			if pair > 0 && pair <= d.Scrape {
				fires = false
			}
			if d.Window == "never" {
				if fires {
					t.Fatalf("fires from %+v to %+v, want never", start, end)
				}
				return
			}
			if !fires {
				t.Fatalf("never fires (%+v), want after %v s", holds, d.Window)
			}
			held := math.Ceil(pending/d.Evaluate) * d.Evaluate
			from := start.at - float64(start.slack.early)*d.Scrape + d.Offset + held
			to := start.at + float64(start.slack.late)*d.Scrape + d.Offset + waits + d.Evaluate + held
			near(t, "window", start.at, d.Window.(float64))
			near(t, "not before", from, d.NotBefore.(float64))
			near(t, "not after", to, d.NotAfter.(float64))
			if d.Clears == nil {
				return
			}
			keep := math.Ceil(duration(t, d.Keep)/d.Evaluate) * d.Evaluate
			near(t, "clears from", end.at-float64(end.slack.early)*d.Scrape+keep, d.Clears[0])
			near(t, "clears to", end.at+float64(end.slack.late)*d.Scrape+d.Evaluate+keep, d.Clears[1])
		})
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-3 {
		t.Errorf("%s: %v s, want %v s", what, got, want)
	}
}

func duration(t *testing.T, text string) float64 {
	t.Helper()
	if text == "" {
		return 0
	}
	e, err := parse("x[" + text + "]")
	if err != nil {
		t.Fatal(err)
	}
	_, longest, _ := newExpression(e, Context{}).windows()
	return longest
}

// firstAsLongAs finds the first time that the claim holds for longer than an alert waits.
func firstAsLongAs(w when, waits float64) (start, end edge, ok bool) {
	for i, e := range w.edges {
		if e.to != yes {
			continue
		}
		end = edge{at: math.Inf(1)}
		if i+1 < len(w.edges) {
			end = w.edges[i+1]
		}
		if end.at-e.at > waits {
			return e, end, true
		}
	}
	return edge{}, edge{}, false
}
