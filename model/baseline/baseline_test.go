package baseline_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/baseline"
	"github.com/linewalk/linewalk/model/diag"
)

func finding(rule, file, arrow, subject string) diag.Diagnostic {
	return diag.Diagnostic{Rule: rule, Arrow: arrow, Subject: subject, Span: diag.Span{File: file, Start: diag.Point{Line: 3, Col: 5}}}
}

var (
	alert  = finding("arrow-no-alert", "shop.yaml", "checkout -> orders", "")
	slow   = finding("arrow-mode-unseen", "shop.yaml", "checkout -> orders", "slow")
	gap    = finding("on-call-gap", "shop.yaml", "", "web")
	nobody = finding("no-dead-mans-switch", "shop.yaml", "", "")
)

const text = `{"baseline":1}
{"key":"602d4504658e27268fa7f32290cca9d1","rule":"arrow-mode-unseen","file":"shop.yaml","arrow":"checkout -> orders","subject":"slow"}
{"key":"a5b7d628755c650961e56db485aa4564","rule":"arrow-no-alert","file":"shop.yaml","arrow":"checkout -> orders","subject":""}
`

func TestText(t *testing.T) {
	got, err := baseline.Of([]diag.Diagnostic{alert, slow}, diag.Repository{}).Text()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRead(t *testing.T) {
	lines := strings.SplitAfter(text, "\n")
	for _, tc := range []struct{ name, text, want string }{
		{"as written", text, ""},
		{"another order", lines[0] + lines[2] + lines[1], ""},
		{"lines of Windows", strings.ReplaceAll(text, "\n", "\r\n"), ""},
		{"no findings", lines[0], ""},
		{"a line twice, after a merge", text + lines[1], ""},
		{"nothing", "", "b:1:1: this is no baseline: its first line is not {\"baseline\":1}"},
		{"no head", lines[1], "b:1:1: this is no baseline: its first line is not {\"baseline\":1}"},
		{"another version", "{\"baseline\":2}\n", "b:1:1: this baseline has version 2, and this linewalk reads version 1"},
		{"a conflict", lines[0] + "<<<<<<< HEAD\n" + lines[1], "b:2:1: this line is no finding: it is not the JSON that is expected"},
		{"a blank line", lines[0] + "\n" + lines[1], "b:2:1: this line is no finding: it is empty"},
		{"two on a line", lines[0] + strings.TrimSpace(lines[1]) + " " + lines[2], "b:2:1: this line is no finding: something follows it"},
		{"another field", lines[0] + `{"key":"a","rule":"b","line":3}` + "\n", "b:2:1: this line is no finding: it is not the JSON that is expected"},
		{"no rule", lines[0] + `{"key":"a"}` + "\n", "b:2:1: this finding has no key or no rule"},
		{"the key of another", strings.Replace(text, "slow", "down", 1), "b:2:1: the key is not that of the fields beside it"},
		{"an error of reading", lines[0] + `{"key":"a","rule":"read-syntax"}` + "\n", "b:2:1: what cannot be read is never accepted, and \"read-syntax\" is about that"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b, found := baseline.Read("b", []byte(tc.text))
			var got []string
			for _, d := range found {
				got = append(got, d.Span.String()+": "+d.Message)
				if d.Level != diag.Error {
					t.Errorf("%s is no error", d.Message)
				}
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if (b == nil) != (tc.want != "") {
				t.Errorf("the baseline is %v", b)
			}
		})
	}
}

func TestSplit(t *testing.T) {
	b := read(t, []diag.Diagnostic{alert, gap, nobody})
	moved := alert
	moved.Span.Start.Line, moved.Message = 90, "worded anew"
	others, accepted, vanished := b.Split([]diag.Diagnostic{slow, moved, nobody}, diag.Repository{})
	if len(others) != 1 || others[0].Rule != slow.Rule || len(accepted) != 2 {
		t.Errorf("others %v, accepted %v", others, accepted)
	}
	if len(vanished) != 1 || vanished[0].Message != "web: on-call-gap is in the baseline and no longer found" || vanished[0].Level != diag.Note {
		t.Errorf("vanished %v", vanished)
	}
}

// TestSplitEquals accepts as many equal findings as there were, and no more.
func TestSplitEquals(t *testing.T) {
	b := read(t, []diag.Diagnostic{nobody, nobody})
	others, accepted, _ := b.Split([]diag.Diagnostic{nobody, nobody, nobody}, diag.Repository{})
	if len(others) != 1 || len(accepted) != 2 {
		t.Errorf("others %v, accepted %v", others, accepted)
	}
	_, accepted, vanished := b.Split([]diag.Diagnostic{nobody}, diag.Repository{})
	if len(accepted) != 1 || len(vanished) != 1 {
		t.Errorf("accepted %v, vanished %v", accepted, vanished)
	}
}

func TestBeyond(t *testing.T) {
	b, more := read(t, []diag.Diagnostic{alert}), read(t, []diag.Diagnostic{alert, slow})
	if got := b.Beyond(more); len(got) != 1 || got[0].Rule != slow.Rule {
		t.Errorf("beyond %v", got)
	}
	if got := more.Beyond(b); len(got) != 0 {
		t.Errorf("less is more: %v", got)
	}
}

// read writes a baseline of the findings and reads it.
func read(t *testing.T, ds []diag.Diagnostic) *baseline.Baseline {
	t.Helper()
	text, err := baseline.Of(ds, diag.Repository{}).Text()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(strings.TrimSuffix(string(text), "\n"), "\n")
	if !slices.IsSorted(lines) {
		t.Errorf("not sorted:\n%s", text)
	}
	b, found := baseline.Read("b", text)
	if len(found) > 0 {
		t.Fatal(found)
	}
	return b
}

// FuzzRead reads any text, and writes what it could read such that it reads the same again.
func FuzzRead(f *testing.F) {
	f.Add(text)
	f.Add("{\"baseline\":1}\n{}")
	f.Fuzz(func(t *testing.T, text string) {
		b, found := baseline.Read("b", []byte(text))
		if (b == nil) != (len(found) > 0) {
			t.Fatalf("%v, %v", b, found)
		}
		if b == nil {
			return
		}
		again, err := b.Text()
		if err != nil {
			t.Fatal(err)
		}
		if c, found := baseline.Read("b", again); c == nil || len(c.Beyond(b))+len(b.Beyond(c)) > 0 {
			t.Fatalf("%q reads as %v, %v", again, c, found)
		}
	})
}
