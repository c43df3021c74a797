package meeting_test

import (
	"testing"

	"github.com/linewalk/linewalk/cmd/internal/meeting"
)

func TestDoubt(t *testing.T) {
	for _, test := range []struct{ arrow, want string }{
		{"a -> b: {review: todo, evidence: [c.yaml#x depends-on (lowest)]}", "Only the order of starting is known: is there a call?"},
		{"a -> b: {review: todo, evidence: [c.yaml#x depends-on (lowest), c.yaml#y host (high)]}", ""},
		{"a -> b: {review: todo, evidence: [p.yaml allowed (high)]}", "It is allowed: is it used?"},
		{"a -> b: {review: todo, evidence: [c.yaml#x probe (medium)]}", "Only a health check, or a call too?"},
		{"a -> b: {review: todo, tags: [probe], evidence: [c.yaml#x url (high)]}", "Only a health check, or a call too?"},
		{"a -> b: {review: todo, evidence: [c.yaml name (low)]}", "A guess from the names: is it so?"},
		{"a -> b: {review: todo, evidence: [c.yaml shared (medium)]}", "Likely, and not certain."},
		{"a -> q (orders): {kind: event, review: todo, evidence: [c.yaml url (high)]}", "Does it run this way? If not, say n, and draw q -> a (orders) by hand."},
		{"a -> b: {review: todo, evidence: [a.mmd drawn (stated)]}", ""},
		{"a -> b: {review: todo}", ""},
		{"a -> b: {review: ok, evidence: [c.yaml name (low)]}", ""},
		{`a -> b: {review: todo, evidence: ["(low)", x]}`, ""},
	} {
		desk, err := newMemory(monday, []string{"x.yaml"}, map[string]string{
			"x.yaml": "linewalk: 1\ncomponents: {a: service, b: service, q: queue}\narrows:\n  " + test.arrow + "\n",
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := meeting.Open(desk, meeting.Options{}).Doubt(); got != test.want {
			t.Errorf("%s: %q, want %q", test.arrow, got, test.want)
		}
	}
}

func TestWay(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{
			"two on each side", "arrows: {a -> b: {if-down: breaks}, b -> c: {if-down: degrades}, c -> d: , d -> e: {if-down: nothing}, e -> f: {if-down: nothing}, f -> g: {if-down: nothing}}",
			"a (degraded) -> b (degraded) -> [c (down) -?> d] -> e -> f",
		},
		{"a circle", "arrows: {a -> b: , b -> a: {if-down: nothing}}", "[a (down) -?> b]"},
		{"itself", "arrows: {a -> a: }", "[a (down) -?> a (down)]"},
		{"when", "arrows: {a -> b: {if-down: breaks after 2h}, b -> c: {if-down: degrades after 1h, review: todo}}", "a (degraded after 3h) -> [b (degraded after 1h) -?> c]"},
		{"along the journey", "arrows: {x -> b: {if-down: breaks}, a -> b: {if-down: nothing}, b -> c: }\njourneys: {buy: {steps: [a -> b, b -> c]}}", "a -> [b (down) -?> c]"},
		{"without telemetry", "arrows: {b -> t: {tags: [telemetry]}, a -> b: {review: todo}, b -> d: {if-down: nothing}}", "[a (down) -?> b] -> d"},
	} {
		t.Run(test.name, func(t *testing.T) {
			desk, err := newMemory(monday, []string{"x.yaml"}, map[string]string{"x.yaml": "linewalk: 1\n" + test.text + "\n"})
			if err != nil {
				t.Fatal(err)
			}
			if got := meeting.Open(desk, meeting.Options{}).Way().String(); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}
