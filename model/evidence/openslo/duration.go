package openslo

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model/promql"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// calendar are the units of the format that Prometheus has not. The format leaves open how long they
// are; they are taken for 30, 90 and 365 days.
var calendar = map[string]time.Duration{"M": 30 * day, "Q": 90 * day, "Y": 365 * day}

const day = 24 * time.Hour

var shorthand = regexp.MustCompile(`^(\d{1,4})([MQY])$`)

// parseDuration reads the shorthand for durations, 5m, 1h, 30d, 4w, 1M, 1Q, 1Y, and those of
// Prometheus besides.
func parseDuration(text string) (time.Duration, error) {
	if found := shorthand.FindStringSubmatch(text); found != nil {
		count, _ := strconv.Atoi(found[1])
		if count <= 250 {
			return time.Duration(count) * calendar[found[2]], nil
		}
	}
	return promql.Duration(text)
}

// readDuration reads a duration, and reports what is none. A bare number counts minutes.
func readDuration(f *slofile.File, n *yamlfile.Node) (time.Duration, bool) {
	text := slofile.Text(n)
	if strings.Trim(text, "0123456789") == "" && text != "" {
		text += "m"
	}
	d, err := parseDuration(text)
	if err != nil {
		f.Warn(n.Span, "%v", err)
	}
	return d, err == nil
}

// counted is a number of units, as v1alpha has it.
func counted(count, unit string) (time.Duration, error) {
	units := map[string]time.Duration{
		"second": time.Second, "minute": time.Minute, "hour": time.Hour, "day": day, "week": 7 * day,
		"month": calendar["M"], "quarter": calendar["Q"], "year": calendar["Y"],
	}
	is := units[strings.TrimSuffix(strings.ToLower(unit), "s")]
	n, err := strconv.Atoi(count)
	if err != nil || is == 0 || n <= 0 || time.Duration(n) > 250*calendar["Y"]/is {
		return 0, fmt.Errorf("%.20q %.20q is no stretch of time such as 30 Day", count, unit)
	}
	return time.Duration(n) * is, nil
}
