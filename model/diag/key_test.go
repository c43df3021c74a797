package diag_test

import (
	"slices"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
)

func spoken(rule, file, subject string) diag.Diagnostic {
	return diag.Diagnostic{Rule: rule, Subject: subject, Arrow: "checkout -> orders", Span: diag.Span{File: file}}
}

// TestKey has two published vectors. Baselines and code scanners hold on to these keys.
func TestKey(t *testing.T) {
	for _, tc := range []struct{ rule, subject, want string }{
		{"arrow-no-alert", "", "a5b7d628755c650961e56db485aa4564"},
		{"arrow-mode-unseen", "slow", "602d4504658e27268fa7f32290cca9d1"},
	} {
		d := spoken(tc.rule, "shop.yaml", tc.subject)
		if got := d.Key(diag.Repository{}); got != tc.want {
			t.Errorf("%s %s: got %s, want %s", tc.rule, tc.subject, got, tc.want)
		}
		moved := d
		moved.Span.Start.Line, moved.Message, moved.Level = 7, "worded anew", diag.Error
		if moved.Key(diag.Repository{}) != tc.want {
			t.Errorf("%s: the key changes with the line, the wording or the level", tc.rule)
		}
	}
}

// TestKeyIsOfTheRepository runs as if in different folders: the same file has the same key.
func TestKeyIsOfTheRepository(t *testing.T) {
	want := spoken("arrow-no-alert", "services/shop.yaml", "").Key(diag.Repository{})
	for _, tc := range []struct {
		file string
		in   diag.Repository
	}{
		{"./services/shop.yaml", diag.Repository{}},
		{"services/shop.yaml", diag.Repository{Top: "/src/mine", Here: "/src/mine"}},
		{"shop.yaml", diag.Repository{Top: "/src/mine", Here: "/src/mine/services"}},
		{"../shop.yaml", diag.Repository{Top: "/elsewhere", Here: "/elsewhere/services/docs"}},
		{"/src/mine/services/shop.yaml", diag.Repository{Top: "/src/mine", Here: "/src/mine/docs"}},
	} {
		if got := spoken("arrow-no-alert", tc.file, "").Key(tc.in); got != want {
			t.Errorf("%s in %+v has another key", tc.file, tc.in)
		}
	}
}

// TestKeysOfEquals tells diagnostics apart that say the same, by their order alone.
func TestKeysOfEquals(t *testing.T) {
	one, other := spoken("arrow-no-alert", "shop.yaml", ""), spoken("arrow-bare", "shop.yaml", "")
	keys := diag.Keys([]diag.Diagnostic{one, other, one, one}, diag.Repository{})
	if keys[0] != one.Key(diag.Repository{}) || keys[1] != other.Key(diag.Repository{}) {
		t.Error("the first of equals has another key than it would have alone")
	}
	if distinct := slices.Compact(slices.Sorted(slices.Values(keys))); len(distinct) != 4 {
		t.Errorf("some keys are equal: %v", keys)
	}
	moved := one
	moved.Span.Start.Line = 99
	again := diag.Keys([]diag.Diagnostic{moved, moved, other, moved}, diag.Repository{})
	if again[0] != keys[0] || again[1] != keys[2] || again[3] != keys[3] {
		t.Error("the keys of equals change with their lines, or with what stands between them")
	}
}

// TestKeyFieldsStayApart has two diagnostics whose fields are the same when a line feed in one of them
// is taken for the end of it.
func TestKeyFieldsStayApart(t *testing.T) {
	a := diag.Diagnostic{Rule: "r", Arrow: "a\nb", Subject: "c"}
	b := diag.Diagnostic{Rule: "r", Arrow: "a", Subject: "b\nc"}
	if a.Key(diag.Repository{}) == b.Key(diag.Repository{}) {
		t.Error("a line feed in a name makes two keys equal")
	}
	numbered := diag.Diagnostic{Rule: "r", Arrow: "a", Subject: "x\n2"}
	keys := diag.Keys([]diag.Diagnostic{{Rule: "r", Arrow: "a", Subject: "x"}, {Rule: "r", Arrow: "a", Subject: "x"}, numbered}, diag.Repository{})
	if keys[1] == keys[2] {
		t.Error("a subject can look like the number of an equal one")
	}
}

func TestPathInRepository(t *testing.T) {
	mine := diag.Repository{Top: "/src/mine", Here: "/src/mine/a"}
	for _, tc := range []struct {
		in         diag.Repository
		file, want string
	}{
		{mine, "x.yaml", "a/x.yaml"},
		{mine, "../x.yaml", "x.yaml"},
		{mine, "/src/mine/b/../x.yaml", "x.yaml"},
		{mine, "../../other/x.yaml", "../other/x.yaml"},
		{mine, "../../mine-too/x.yaml", "../mine-too/x.yaml"},
		{mine, "../../../x.yaml", "../../x.yaml"},
		{mine, "/etc/x.yaml", "/etc/x.yaml"},
		{mine, "C:/x/../y.yaml", "C:/y.yaml"},
		{mine, "", ""},
		{mine, "<stdin>", "a/<stdin>"},
		{diag.Repository{Top: "C:/src", Here: "C:/src/a"}, "x.yaml", "a/x.yaml"},
		{diag.Repository{Top: "/", Here: "/a"}, "x.yaml", "a/x.yaml"},
		{diag.Repository{}, "../x.yaml", "../x.yaml"},
		{diag.Repository{}, "./a//x.yaml", "a/x.yaml"},
		{diag.Repository{}, "/etc/x.yaml", "/etc/x.yaml"},
	} {
		if got := tc.in.Path(tc.file); got != tc.want {
			t.Errorf("%q in %+v: got %s, want %s", tc.file, tc.in, got, tc.want)
		}
	}
}
