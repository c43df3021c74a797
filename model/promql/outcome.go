package promql

import (
	"regexp"
	"slices"
	"strings"

	"github.com/prometheus/prometheus/model/labels"
)

// An outcome is how attempts ended.
type outcome uint8

const (
	wentWell outcome = iota
	failed
	faulted // by the one who asked
	limited
	outcomes = iota
)

// A vocabulary is the values that a label bears in one instrumentation, by what they say of attempts.
type vocabulary [outcomes][]string

// The vocabularies of public instrumentations: HTTP status codes (RFC 9110) and their classes, gRPC status codes by
// name (as Go and as the specification write them) and by number, DNS response codes (RFC 1035), exit codes, levels of
// logs, and words for outcomes (Micrometer, Linkerd, Gatling, OpenTelemetry).
var (
	httpCodes = vocabulary{
		wentWell: {"200", "201", "202", "204", "301", "302", "304"}, failed: {"500", "501", "502", "503", "504"},
		faulted: {"400", "401", "403", "404", "409", "422"}, limited: {"429"},
	}
	httpClasses = vocabulary{wentWell: {"2xx", "3xx"}, failed: {"5xx"}, faulted: {"4xx"}}
	httpDigits  = vocabulary{wentWell: {"2", "3"}, failed: {"5"}, faulted: {"4"}}
	grpcNames   = vocabulary{
		wentWell: {"OK"}, failed: {"Unknown", "Internal", "Unavailable", "DeadlineExceeded", "DataLoss", "Aborted", "Unimplemented"},
		faulted: {"Canceled", "InvalidArgument", "NotFound", "AlreadyExists", "PermissionDenied", "FailedPrecondition", "OutOfRange", "Unauthenticated"},
		limited: {"ResourceExhausted"},
	}
	grpcConstants = vocabulary{
		wentWell: {"OK"}, failed: {"UNKNOWN", "INTERNAL", "UNAVAILABLE", "DEADLINE_EXCEEDED", "DATA_LOSS", "ABORTED", "UNIMPLEMENTED"},
		faulted: {"CANCELLED", "INVALID_ARGUMENT", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "FAILED_PRECONDITION", "OUT_OF_RANGE", "UNAUTHENTICATED"},
		limited: {"RESOURCE_EXHAUSTED"},
	}
	grpcNumbers = vocabulary{
		wentWell: {"0"}, failed: {"2", "4", "10", "12", "13", "14", "15"}, faulted: {"1", "3", "5", "6", "7", "9", "11", "16"}, limited: {"8"},
	}
	exitCodes = vocabulary{wentWell: {"0"}, failed: {"1"}}
	dnsCodes  = vocabulary{wentWell: {"NOERROR"}, failed: {"SERVFAIL", "REFUSED"}, faulted: {"NXDOMAIN"}}
	logLevels = vocabulary{wentWell: {"info", "debug"}, failed: {"error", "fatal", "critical"}, faulted: {"warn", "warning"}}
	spoken    = vocabulary{
		wentWell: {"success", "succeeded", "successful", "ok", "completed", "passed"},
		failed:   {"failure", "failed", "fail", "error", "err", "server_error", "internal_error", "ko", "timeout", "aborted", "crashed", "lost", "rejected", "unavailable"},
		faulted:  {"client_error", "cancelled", "canceled"},
		limited:  {"throttled", "rate_limited", "ratelimited", "too_many_requests"},
	}

	general = slices.Concat([]vocabulary{httpCodes, grpcNames, grpcConstants}, cased(httpClasses), cased(spoken))
	ofClass = append(cased(httpClasses), httpDigits)
	ofGRPC  = append(slices.Clone(general), grpcNumbers)
	ofDNS   = append(slices.Clone(general), dnsCodes)
	ofOther = append(slices.Clone(general), exitCodes)
	ofLogs  = cased(logLevels)
)

// cased is a vocabulary in small letters, in capitals, and with one capital.
func cased(v vocabulary) []vocabulary {
	all := []vocabulary{v, {}, {}}
	for o, words := range v {
		for _, w := range words {
			all[1][o] = append(all[1][o], strings.ToUpper(w))
			all[2][o] = append(all[2][o], strings.ToUpper(w[:1])+w[1:])
		}
	}
	return all
}

// vocabulariesOf gives what a label may say of outcomes, as public instrumentations name such labels (Prometheus
// client libraries, Istio, Linkerd, gRPC middleware, Envoy, HAProxy and OpenTelemetry), or nil.
func vocabulariesOf(label string) []vocabulary {
	switch {
	case label == "level", label == "severity", strings.HasSuffix(label, "log_level"), label == "loglevel":
		return ofLogs
	case strings.HasSuffix(label, "code_class"), label == "status_class":
		return ofClass
	case strings.HasSuffix(label, "rcode"):
		return ofDNS
	case slices.ContainsFunc([]string{"country", "currency", "language", "postal", "zip", "area", "region"}, func(s string) bool { return strings.HasPrefix(label, s) }):
		return nil
	case strings.HasSuffix(label, "code"), strings.HasSuffix(label, "status"):
		if strings.Contains(label, "grpc") {
			return ofGRPC
		}
		return ofOther
	case slices.Contains([]string{"result", "outcome", "state", "response", "classification", "conclusion", "verdict"}, label):
		return ofOther
	}
	return nil
}

// Labels that hold, or name, a fault, and such as hold that all went well.
var (
	faultLabels = []string{"error", "errors", "is_error", "errored", "failed", "failure", "fault", "exception", "error_type", "error_code", "error_kind", "error_reason"}
	goodLabels  = []string{"success", "successful", "succeeded", "ok", "is_success"}
	falsehoods  = []string{"false", "0", "no", "none", "None", "null", "nil"}
	truths      = []string{"true", "1", "yes"}
)

// leaves tells whether a matcher says what it leaves out, rather than what it takes.
func leaves(l *labels.Matcher) bool {
	return l.Type == labels.MatchNotEqual || l.Type == labels.MatchNotRegexp
}

// A part is what a selector takes of the attempts.
type part struct {
	outcomes [outcomes]bool
	unclear  bool // it takes a part, and which is not known
	guessed  bool // it is known by words only that no public instrumentation uses
}

// all tells whether the part is no part but everything, as far as outcomes go.
func (p part) all() bool { return !p.unclear && p.outcomes[wentWell] && p.outcomes[failed] }

var everything = part{outcomes: [outcomes]bool{true, true, true, true}}

func only(o outcome) part {
	var p part
	p.outcomes[o] = true
	return p
}

// taken gives what a matcher takes of the attempts.
func taken(l *labels.Matcher) part {
	name := strings.ToLower(l.Name)
	if slices.Contains(faultLabels, name) {
		return byFault(l)
	}
	if slices.Contains(goodLabels, name) {
		if p, ok := byTruth(l); ok {
			return p
		}
		return byWords(l, ofOther)
	}
	if v := vocabulariesOf(name); v != nil && l.Value != "" {
		return byWords(l, v)
	}
	return everything
}

// byFault reads a label that names a fault, or says whether there is one. Without a fault it is false or missing.
func byFault(l *labels.Matcher) part {
	switch l.Type {
	case labels.MatchEqual:
		if l.Value == "" || slices.Contains(falsehoods, l.Value) {
			return only(wentWell)
		}
		return only(failed)
	case labels.MatchNotEqual:
		switch {
		case l.Value == "" || slices.Contains(falsehoods, l.Value):
			return only(failed)
		case slices.Contains(truths, l.Value):
			return only(wentWell)
		}
		return part{unclear: true}
	}
	missing, holds := l.Matches(""), slices.ContainsFunc(truths, l.Matches)
	switch {
	case missing && holds && len(l.SetMatches()) > 0:
		return part{unclear: true}
	case missing && holds:
		return everything
	case missing, !holds && slices.ContainsFunc(falsehoods, l.Matches):
		return only(wentWell)
	}
	return only(failed)
}

// byTruth reads a label that says whether all went well. What leaves out one word for it leaves out all.
func byTruth(l *labels.Matcher) (part, bool) {
	takes := func(words []string) bool {
		if leaves(l) {
			return !slices.ContainsFunc(words, func(w string) bool { return !l.Matches(w) })
		}
		return slices.ContainsFunc(words, l.Matches)
	}
	well, ill := takes(truths), takes(falsehoods)
	switch {
	case well && !ill:
		return only(wentWell), true
	case ill && !well:
		return only(failed), true
	}
	return part{}, false
}

// byWords reads a label that says how an attempt ended. Only a vocabulary that the matcher divides tells anything of
// it. A matcher that leaves out one word for an outcome means to leave out all of them.
func byWords(l *labels.Matcher, all []vocabulary) part {
	leaves := leaves(l)
	var marked [outcomes]bool // those that it names
	divides, halved := false, false
	for _, v := range all {
		var let [outcomes]int
		through, words := 0, 0
		for o := range v {
			for _, w := range v[o] {
				if l.Matches(w) {
					let[o]++
				}
			}
			through, words = through+let[o], words+len(v[o])
		}
		if through == 0 || through == words {
			continue
		}
		divides = true
		for o := range v {
			marked[o] = marked[o] || leaves && let[o] < len(v[o]) || !leaves && let[o] > 0
		}
		halved = halved || let[wentWell] > 0 && let[wentWell] < len(v[wentWell])
	}
	switch {
	case !divides:
		return byText(l, leaves)
	case !leaves && halved && marked[failed]:
		return part{unclear: true}
	}
	return part{outcomes: marked}.unless(leaves)
}

// unless is the part, or what it leaves.
func (p part) unless(leaves bool) part {
	for o, marked := range p.outcomes {
		p.outcomes[o] = marked != leaves
	}
	return p
}

// What values say that are in no vocabulary.
var (
	failedValue  = regexp.MustCompile(`(?i)^5[0-9x][0-9x]|(^|[^0-9a-z])5(\.|x|\\d|\[)|fail|error|internal|unavailable|servfail|deadline|abort|timeout|reject|lost|exception|undeliver|bounce|dead`)
	faultedValue = regexp.MustCompile(`^4[0-9x][0-9x]|(^|[^0-9a-z])4(\.|x|\\d|\[)`)
	goodValue    = regexp.MustCompile(`(?i)^[123][0-9x][0-9x]|(^|[^0-9a-z])[123](\.|x|\\d|\[)|^ok$|success|succeeded|completed|noerror`)
)

// byText reads a matcher of other values than those of the vocabularies: each value that it lists, or its pattern.
func byText(l *labels.Matcher, leaves bool) part {
	if !leaves && l.Matches("200") && l.Matches("500") || leaves && l.Value == "" {
		return everything
	}
	values := l.SetMatches()
	if len(values) == 0 {
		values = []string{l.Value}
	}
	p := part{guessed: true}
	for _, v := range values {
		switch {
		case goodValue.MatchString(v) && !failedValue.MatchString(v), strings.EqualFold(v, "noerror"):
			p.outcomes[wentWell] = true
		case failedValue.MatchString(v):
			p.outcomes[failed] = true
		case faultedValue.MatchString(v):
			p.outcomes[faulted] = true
		default:
			p.unclear = true
		}
	}
	return p.unless(leaves)
}
