package promql

import (
	"fmt"
	"testing"

	"github.com/prometheus/prometheus/promql/parser"
)

// TestOutcomes goes through what matchers take of the attempts.
func TestOutcomes(t *testing.T) {
	word := map[kind]string{kindAttempts: "all", kindErrors: "failed", kindSuccesses: "good", kindRefused: "refused", kindUnknown: "?"}
	for matcher, want := range map[string]string{
		// HTTP.
		`code="500"`: "failed", `code=~"5.."`: "failed", `code=~"5.*"`: "failed", `code=~"5xx"`: "failed", `code="5XX"`: "failed", `status=~"50[0-4]"`: "failed",
		`status=~"[45].."`: "failed", `status=~"4..|5.."`: "failed", `status=~"^(4|5).*$"`: "failed", `status="404"`: "failed", `status="499"`: "failed",
		`status!~"2.."`: "failed", `status!~"[1-4].."`: "failed", `status!~"(2|3|4).."`: "failed", `status!="200"`: "failed",
		`status=~"2.."`: "good", `status!~"5.."`: "good", `status!~"[45].."`: "good", `status=~"[123].."`: "good", `http_status_code!="500"`: "good",
		`status!~"4.."`: "all", `status!="404"`: "all", `status=~".+"`: "all", `status!=""`: "all", `status=~"[^2].."`: "?",
		`status="429"`: "refused", `envoy_response_code_class="5"`: "failed", `envoy_response_code_class="2"`: "good",

		// gRPC, by name and by number, and DNS.
		`grpc_code!="OK"`: "failed", `grpc_code!~"OK|NotFound|Canceled"`: "failed", `grpc_code!~"^(OK|NotFound|AlreadyExists|Canceled|Unauthenticated)$"`: "failed",
		`grpc_code=~"Unknown|Internal|Unavailable|ResourceExhausted"`: "failed", `grpc_code="ResourceExhausted"`: "refused", `grpc_code="OK"`: "good",
		`grpc_status="UNAVAILABLE"`: "failed", `grpc_status_code!="0"`: "failed", `grpc_status_code="14"`: "failed", `grpc_code!~"Internal|Unavailable"`: "good",
		`rcode="SERVFAIL"`: "failed", `rcode!="NOERROR"`: "failed", `exit_code!="0"`: "failed",

		// Words.
		`status="ko"`: "failed", `status="KO"`: "failed", `result=~"fail|error"`: "failed", `result="err"`: "failed", `result!="success"`: "failed", `outcome="SERVER_ERROR"`: "failed",
		`outcome="CLIENT_ERROR"`: "failed", `classification="failure"`: "failed", `classification="success"`: "good", `status_code="STATUS_CODE_ERROR"`: "failed",
		`state="Succeeded"`: "good", `result=~"(?i).*fail.*"`: "failed", `result="throttled"`: "refused", `result="odd"`: "?", `result=~"odd|error"`: "failed", `level="error"`: "failed",
		`level=~"ERROR|FATAL"`: "failed", `level="info"`: "good", `status="card_rejected"`: "failed",

		// Labels that hold a fault, or that all went well.
		`error_type!=""`: "failed", `error_type=""`: "good", `error_type="timeout"`: "failed", `error="true"`: "failed", `error="false"`: "good", `error!="true"`: "good", `error!="false"`: "failed",
		`error=~".+"`: "failed", `error=~"true|1"`: "failed", `error!~"true"`: "?", `error=~".*"`: "all", `error!="timeout"`: "?", `failed="1"`: "failed", `exception!="None"`: "failed", `exception="None"`: "good",
		`success="false"`: "failed", `success="true"`: "good", `success!="true"`: "failed", `success="0"`: "failed", `success="ok"`: "good", `ok="no"`: "failed",

		// Labels that say nothing of outcomes.
		`zone="5xx"`: "all", `country_code="US"`: "all", `job="error"`: "all",
	} {
		e, err := parse(fmt.Sprintf("x_requests_total{%s}", matcher))
		if err != nil {
			t.Fatal(err)
		}
		if got := word[understand(e.(*parser.VectorSelector)).kind]; got != want {
			t.Errorf("%s: %s, want %s", matcher, got, want)
		}
	}
}

// TestPartsOfUnknownNames takes a metric that nothing is known of for attempts where a quotient sets a part of it that
// its labels tell of against the whole.
func TestPartsOfUnknownNames(t *testing.T) {
	for _, ratio := range []string{
		`sum(rate(apisix_http_status{code=~"5.."}[5m])) / sum(rate(apisix_http_status[5m])) > 0.05`,
		`sum(rate(response_total{classification="failure"}[5m])) / sum(rate(response_total[5m])) > 0.05`,
		`1 - sum(rate(response_total{classification="success"}[5m])) / sum(rate(response_total[5m])) > 0.05`,
		`sum(rate(logback_events_total{level="error"}[5m])) / sum(rate(logback_events_total[5m])) > 0.05`,
	} {
		read, err := Read(ratio)
		if err != nil {
			t.Fatal(err)
		}
		if got := sightText(read.Sights[0]); got != "15s -0 +1" {
			t.Errorf("%s: %s", ratio, got)
		}
	}
}
