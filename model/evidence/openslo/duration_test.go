package openslo

import (
	"testing"
	"time"
)

func TestParseDuration(t *testing.T) {
	tests := []struct {
		written string
		want    time.Duration // below 0 where it is none
	}{
		{"5m", 5 * time.Minute},
		{"12h", 12 * time.Hour},
		{"4w", 28 * day},
		{"1M", 30 * day},
		{"1Q", 90 * day},
		{"1Y", 365 * day},
		{"1h30m", 90 * time.Minute},
		{"999Y", -1},
		{"1X", -1},
		{"", -1},
	}
	for _, test := range tests {
		if got, err := parseDuration(test.written); (err != nil) != (test.want < 0) || err == nil && got != test.want {
			t.Errorf("%q is %s, %v; want %s", test.written, got, err, test.want)
		}
	}
}

func TestCounted(t *testing.T) {
	tests := []struct {
		count, unit string
		want        time.Duration // 0 where it is none
	}{
		{"30", "Day", 30 * day},
		{"4", "weeks", 28 * day},
		{"1", "Quarter", 90 * day},
		{"0", "Day", 0},
		{"-1", "Day", 0},
		{"many", "Day", 0},
		{"1", "Fortnight", 0},
		{"9223372036854775807", "Year", 0},
	}
	for _, test := range tests {
		if got, err := counted(test.count, test.unit); got != test.want || (err != nil) != (test.want == 0) {
			t.Errorf("%s %s is %s, %v; want %s", test.count, test.unit, got, err, test.want)
		}
	}
}
