package yamlfile

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// guessing reads a scalar and, where it is not written as it should be, tells how the same is
// written here, if that can be told.
func guessing[T any](written string, read func(string) (T, error), guess func(string) string) (T, error) {
	value, err := read(written)
	if err == nil {
		return value, nil
	}
	meant := guess(written)
	if _, wrong := read(meant); wrong != nil || meant == written {
		return value, err
	}
	return value, misspelled(meant, "%s is written %s", diag.Quote(written), meant)
}

// otherUnits are what people write for the units of durations, without the s of the plural.
var otherUnits = map[string]string{
	"millisecond": "ms", "msec": "ms", "milli": "ms",
	"sec": "s", "second": "s",
	"min": "m", "minute": "m",
	"hr": "h", "hour": "h",
	"day": "d", "week": "w", "wk": "w",
}

var countAndUnit = regexp.MustCompile(`(\d*\.?\d+)([a-z]+)`)

// guessDuration turns 30 seconds, 2min and 2,5s into durations.
func guessDuration(written string) string {
	text := strings.ToLower(strings.ReplaceAll(strings.Join(strings.Fields(written), ""), ",", "."))
	return countAndUnit.ReplaceAllStringFunc(text, func(part string) string {
		m := countAndUnit.FindStringSubmatch(part)
		count, unit := m[1], m[2]
		if strings.HasPrefix(count, ".") {
			count = "0" + count
		}
		if _, known := unitOf(unit); !known {
			unit = cmp.Or(otherUnits[strings.TrimSuffix(unit, "s")], unit)
		}
		return count + unit
	})
}

// guessDate turns 22.11.2026, 2026/11/22, 2026-1-2 and points in time into days. Of 03/04/2026
// nobody can tell which is the month.
func guessDate(written string) string {
	written, _, _ = strings.Cut(written, "T")
	parts := strings.FieldsFunc(written, func(r rune) bool { return strings.ContainsRune("./- ", r) })
	if len(parts) < 3 || slices.ContainsFunc(parts[:3], func(p string) bool { return !numeric(p) }) {
		return ""
	}
	year, month, of := parts[0], parts[1], parts[2]
	if len(year) != 4 {
		year, of = of, year
		if strings.Contains(written, "/") {
			if month, of = of, month; len(of) < 2 || of <= "12" {
				return ""
			}
		}
	}
	return fmt.Sprintf("%s-%02s-%02s", year, month, of)
}

// guessPercent turns 0.999, 99,9% and 5 percent into percentages. A bare number up to 1 is a share.
func guessPercent(written string) string {
	text := strings.ReplaceAll(written, ",", ".")
	for _, word := range []string{"percent", "pct"} {
		text = strings.Replace(text, word, "%", 1)
	}
	value, bare := decimal(text)
	switch {
	case !bare:
		return text
	case value > 0 && value < 1:
		if moved, err := strconv.ParseFloat(text+"e2", 64); err == nil {
			return strconv.FormatFloat(moved, 'f', -1, 64) + "%"
		}
	}
	return ""
}

// currencies are the signs that people write for the commonest currencies.
var currencies = []struct{ sign, code string }{{"US$", "USD"}, {"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}}

var (
	thousands   = regexp.MustCompile(`(\d)[,_' ](\d{3})\b`)
	wordsOfCash = regexp.MustCompile(`^(?:([A-Z]{3})\s*)?(\d+(?:\.\d+)?)(K?)\s*([A-Z]{3})?$`)
)

// guessMoney turns $5/min, 1,200 usd per minute and 1.2k EUR/h into money.
func guessMoney(written string) string {
	text := strings.Replace(written, " per ", "/", 1)
	what, per, timed := strings.Cut(text, "/")
	for _, c := range currencies {
		if before, after, found := strings.Cut(what, c.sign); found {
			what = before + after + " " + c.code
			break
		}
	}
	what = thousands.ReplaceAllString(thousands.ReplaceAllString(what, "$1$2"), "$1$2")
	m := wordsOfCash.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(what)))
	if m == nil || !timed {
		return ""
	}
	count := m[2]
	if m[3] != "" {
		if moved, err := strconv.ParseFloat(count+"e3", 64); err == nil {
			count = strconv.FormatFloat(moved, 'f', -1, 64)
		}
	}
	per = strings.TrimSpace(per)
	if len(per) > 1 {
		per = strings.TrimSuffix(per, "s")
	}
	return count + " " + cmp.Or(m[1], m[4], "USD") + "/" + per
}

// synonyms are words of other drawings, with what comes nearest to them here. The first that fits
// the place is meant.
var synonyms = map[string][]string{
	"microservice": {"service"}, "app": {"service"}, "application": {"service"}, "api": {"service", "call"}, "server": {"service"}, "backend": {"service"},
	"ui": {"frontend"}, "web": {"frontend"}, "spa": {"frontend"}, "mobile": {"frontend"}, "client": {"frontend"},
	"lambda": {"function"}, "cron": {"job", "trigger"}, "cronjob": {"job", "trigger"}, "worker": {"job"}, "task": {"job"}, "scheduler": {"job"},
	"db": {"database", "query"}, "sql": {"database", "query"}, "postgres": {"database"}, "postgresql": {"database"}, "mysql": {"database"}, "datastore": {"database"},
	"redis": {"cache", "query"}, "memcached": {"cache"}, "kafka": {"queue", "event"}, "topic": {"queue", "event"}, "broker": {"queue"}, "bus": {"queue"}, "rabbitmq": {"queue"},
	"bucket": {"storage"}, "s3": {"storage"}, "disk": {"storage"}, "volume": {"storage"}, "filesystem": {"storage"},
	"proxy": {"gateway"}, "loadbalancer": {"gateway"}, "load-balancer": {"gateway"}, "lb": {"gateway"}, "ingress": {"gateway"},
	"saas": {"external"}, "third-party": {"external"}, "vendor": {"external"}, "partner": {"external"},
	"user": {"person"}, "actor": {"person"}, "customer": {"person"}, "human": {"person"}, "region": {"place"}, "zone": {"place"}, "datacenter": {"place"},
	"http": {"call"}, "https": {"call"}, "grpc": {"call"}, "rest": {"call"}, "rpc": {"call"}, "graphql": {"call"}, "sync": {"call"}, "request": {"call"},
	"read": {"query"}, "write": {"query"}, "dns": {"resolve"}, "async": {"event"}, "message": {"event"}, "publish": {"event"}, "subscribe": {"event"},
	"etl": {"batch"}, "file": {"batch"}, "backup": {"batch"}, "replica": {"replication"}, "callback": {"webhook"}, "cdc": {"stream"}, "websocket": {"stream"},
	"email": {"mail", "notification"}, "sms": {"page", "notification"}, "pager": {"page"}, "pagerduty": {"page"}, "opsgenie": {"page"}, "phone": {"page", "manual"},
	"slack": {"chat"}, "teams": {"chat"}, "jira": {"ticket"}, "issue": {"ticket"},
	"fails": {"breaks"}, "fail": {"breaks"}, "down": {"breaks"}, "broken": {"breaks"}, "stops": {"breaks"}, "dies": {"breaks"}, "fatal": {"breaks"},
	"degraded": {"degrades"}, "slow": {"degrades"}, "slows": {"degrades"}, "partial": {"degrades"}, "none": {"nothing"}, "ignored": {"nothing"}, "ok": {"nothing"},
	"warn": {"warning"}, "err": {"error"}, "info": {"note"}, "notice": {"note"}, "false": {"off"}, "no": {"off"}, "disabled": {"off"},
	"cpu": {"saturation"}, "memory": {"saturation"}, "throughput": {"traffic"}, "rps": {"traffic"}, "rate": {"traffic"}, "duration": {"latency"}, "response-time": {"latency"}, "probe": {"synthetic"}, "ping": {"synthetic"},
}

// meant lists the words out of a few that were probably meant: those spelled alike, else a synonym.
func meant(written string, words []string) []string {
	if near := diag.Near(written, words); len(near) > 0 {
		return near
	}
	for _, s := range synonyms[strings.ToLower(written)] {
		if slices.Contains(words, s) {
			return []string{s}
		}
	}
	return nil
}
