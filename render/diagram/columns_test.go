package diagram

import (
	"math"
	"testing"
)

func TestHeightOfARoute(t *testing.T) {
	r := route{points: []point{{0, 10}}}
	r.level(20)
	r.swing(30, point{40, 50})
	for x, want := range map[float64]float64{0: 10, 10: 10, 30: 30, 40: 50, 1000: 50} {
		if got := r.height(x); math.Abs(got-want) > 3 {
			t.Errorf("at %v it is %v high, want %v", x, got, want)
		}
	}
}
