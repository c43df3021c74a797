package promql

import (
	"testing"
	"time"
)

func TestParseDuration(t *testing.T) {
	const day = 24 * time.Hour
	for text, want := range map[string]time.Duration{
		"0": 0, "0s": 0, "90s": 90 * time.Second, "1h30m": 90 * time.Minute, "1d": day, "2w": 14 * day, "1y": 365 * day,
		"1y2w3d4h5m6s7ms": 365*day + 17*day + 4*time.Hour + 5*time.Minute + 6*time.Second + 7*time.Millisecond,
		"292y":            292 * 365 * day, "100ms": 100 * time.Millisecond, "007m": 7 * time.Minute,
	} {
		if got, err := Duration(text); err != nil || got != want {
			t.Errorf("%q is %s, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "5", "-1m", "1.5h", "1m1h", "1m1m", "1M", "1 m", "m", "1mm", " 1m", "1h30", "293y", "99999999999999999999s", "9223372036854775807ms", "1µs"} {
		if got, err := Duration(text); err == nil {
			t.Errorf("%q is %s, and should be refused", text, got)
		}
	}
}
