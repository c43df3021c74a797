package render

import "testing"

func TestHyperlink(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"https://grafana.example/d/1?a=b&c=d#e", "https://grafana.example/d/1?a=b&c=d#e"},
		{"http://example.org", "http://example.org"},
		{"HTTPS://Example.org/A", "https://Example.org/A"},
		{"  https://example.org/x \n", "https://example.org/x"},
		{"\x00\x01https://example.org/", "https://example.org/"},
		{"mailto:ana@example.org", "mailto:ana@example.org"},
		{`https://example.org/?a="><b>&c='d'`, "https://example.org/?a=%22%3E%3Cb%3E&c='d'"},
		{"https://example.org/bücher", "https://example.org/b%C3%BCcher"},
		{"https://example.org/\"><script>", "https://example.org/%22%3E%3Cscript%3E"},

		{"", ""},
		{"docs/runbooks/orders.md", ""},
		{"/runbook", ""},
		{"//evil.example/x", ""},
		{"https:", ""},
		{"https:evil.example", ""},
		{"https:///x", ""},
		{`https:\\evil.example`, ""},
		{`https://good.example\@evil.example`, ""},
		{"mailto:", ""},
		{"javascript:alert(1)", ""},
		{"JaVaScRiPt:alert(1)", ""},
		{" javascript:alert(1)", ""},
		{"java\tscript:alert(1)", ""},
		{"java\nscript:alert(1)", ""},
		{"\x01javascript:alert(1)", ""},
		{"https://example.org/a b", ""},
		{"https://example.org/\u202egpj.exe", ""},
		{"data:text/html,<script>alert(1)</script>", ""},
		{"vbscript:x", ""},
		{"file:///etc/passwd", ""},
		{"blob:https://example.org/x", ""},
		{"ftp://example.org/", ""},
		{"#payments", ""},
		{"%6aavascript:alert(1)", ""},
		{"https://[::1", ""},
		{"http://a\xffb/", ""},
	} {
		got, ok := Hyperlink(tc.text)
		if ok != (tc.want != "") || ok && got != tc.want {
			t.Errorf("%q leads to %q, %v; want %q", tc.text, got, ok, tc.want)
		}
	}
}

// FuzzHyperlink looks at every link as a browser would: after dropping what it drops, it begins with
// one of the schemes that a link may have.
func FuzzHyperlink(f *testing.F) {
	for _, seed := range []string{"https://x", "java\tscript:x", "\x01data:x", "mailto:a@b", "//x", "http://a@b:1/%2f?#", "HTTP://x", "http://x/?\"<", "https://x\u2028y"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		address, ok := Hyperlink(text)
		if !ok {
			return
		}
		for _, c := range []byte(address) {
			if c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' || c == '\\' {
				t.Fatalf("%q became %q", text, address)
			}
		}
		for _, scheme := range []string{"https://", "http://", "mailto:"} {
			if len(address) > len(scheme) && address[:len(scheme)] == scheme {
				return
			}
		}
		t.Fatalf("%q became %q", text, address)
	})
}
