package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/diag"
)

func TestRemedy(t *testing.T) {
	finding := func(message, mend string) *diag.Diagnostic {
		return &diag.Diagnostic{Arrow: "a -> b", Message: "a -> b: " + message, Mend: mend}
	}
	got := remedyOf("a -> b", []*diag.Diagnostic{
		finding("nobody owns it", "owner: web"),
		finding("nobody is told", "monitors: [{signal: errors}]"),
		finding("no news here", ""),
		finding("nobody is told of slow", "a-b-slow: {signal: latency, watches: [a -> b]}"),
		finding("nobody is told again", "monitors: [{signal: latency}]"),
		finding("up has no alert", "alert: {name: Up}"),
		finding("alert Up tells nobody", "tells: web"),
		finding("no rule is named Upp", "name: Up"),
		finding("it breaks alone", "another way for a"),
		finding("it breaks alone", "another way for a"),
	})
	want := remedy{
		YAML: "arrows:\n  a -> b:\n    owner: web\n    monitors: [{signal: errors}]\nmonitors:\n  a-b-slow: {signal: latency, watches: [a -> b]}\n",
		Others: []other{
			{"Up has no alert.", mend{"alert: {name: Up}", true}},
			{"Alert Up tells nobody.", mend{"tells: web", true}},
			{"No rule is named Upp.", mend{"name: Up", true}},
			{"It breaks alone.", mend{"another way for a", false}},
		},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(other{})); diff != "" {
		t.Error(diff)
	}
	whole := remedyOf("a -> b", []*diag.Diagnostic{
		finding("bare", "a -> b: {owner: web}"), finding("nobody owns it", "owner: data"),
	})
	if want := "arrows:\n  a -> b: {owner: web}\n"; whole.YAML != want {
		t.Errorf("all that is stated of it:\n%s, want\n%s", whole.YAML, want)
	}
}
