package security_test

import "strings"

// The texts that a stranger writes into names, labels, descriptions, reasons and addresses, by what they
// try to reach.
var (
	scripts = []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onfocus='alert(1)' autofocus='`, `<svg/onload=alert(1)>`,
	}
	sections = []string{
		`]]>`, `-->`, `&`, `&#x3c;b&#x3e;`, `}</style><style>*{display:none}`, `<!--`, `<![CDATA[ <?xml ?> <!DOCTYPE x>`, `</title></textarea></noscript>`,
	}
	scriptEnds      = []string{`</script>`, "a\u2028b\u2029c", `</script><!--<script>`, `\u003c/script>`}
	attributes      = []string{`x" onclick="alert(1)" style="x`, `red;background:url(//evil.example)`, `Arial" fill="red`}
	graphvizLabels  = []string{`<<b>x</b>>`, `\N \G \E`, `\T \H \L C:\New \`, `{a|b}`}
	scriptAddresses = []string{`javascript:alert(1)`, `JaVaScRiPt:alert(1)`, "java\tscript:alert(1)", ` javascript:alert(1)`}
	otherAddresses  = []string{"\x01javascript:alert(1)", `data:text/html,<script>alert(1)</script>`, `vbscript:x`, `file:///etc/passwd`, `//evil.example/x`, `https:\\evil.example`}
	oddNames        = []string{`a->b`, `graph`, `node`, `%1`, `n0`, `__proto__`, `constructor`, `arrow=1`, `end`}
	foreign         = []string{`<foreignObject><body onload=alert(1)/></foreignObject>`, `<a href="javascript:alert(1)">x</a>`, `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;`}
	smuggled        = []string{`n0 [image="/etc/passwd", stylesheet="http://evil"]; }`, `x", image="/etc/passwd`, `x" shapefile="/etc/passwd`}
	commands        = []string{"a\n::error file=x::evil", `::stop-commands::x`, `::add-mask::a`, ` ::set-output name=x::y`, "a\r\n::debug::x"}
	bracketCommands = []string{`##[error]x`, `x ##[add-mask]y`, `###[group]x`, `"##[error]" 'x'`}
	markdownTexts   = []string{
		`a | b`, "```", "`x", `</details>`, `@team`, `#1`, `![](http://evil.example/x.png)`, `<b>x</b>`, `[x](http://evil.example)`, `http://evil.example`, `- [ ] x`, "# head", `$x$`,
	}
	sarifLinks   = []string{`[click](1)`, `[x](http://evil.example)`, `\[x](1)`}
	unholdable   = []string{"a\x00b\x08c", "a\x0bb\x1bc", "a\ufffeb\uffffc"}
	formulas     = []string{`=1+1`, `+1`, `-1`, `@SUM(A1)`, "\t=1", "\r=1", ` =cmd|' /C calc'!A0`, "\u00a0=1", `"=1`}
	mermaidWords = []string{`x"]; end`, `end`, `A --> B`, `%%{init: {}}%%`, `click A "javascript:alert(1)"`, `!include /etc/passwd`, `up{job="x"} or vector(1)`, `{{ .Labels }}`}

	sequences     = []string{"\x1b]8;;http://evil\a", "\x1b[31mred", "\x1b[2J"}
	controls      = []string{"a\u009b31mb", "a\rb", "a\bb", "a\x7fb", "a\u0085b"}
	bidirectional = []string{"a\u202eb\u202c", "a\u2066b\u2069", "a\u200bb", "a\u00adb", "\ufeffa"}
)

// everything is all of them, as far as a drawing of some size holds them.
var everything = func() []string {
	var all []string
	for _, texts := range [][]string{
		scripts, sections, scriptEnds, attributes, graphvizLabels, scriptAddresses, otherAddresses, foreign, smuggled, commands,
		bracketCommands, markdownTexts, sarifLinks, unholdable, formulas, mermaidWords, sequences, controls, bidirectional,
	} {
		all = append(all, texts[:2]...)
	}
	return append(all, strings.Repeat("long ", 1000), strings.Repeat("x", 10_000), "支払い照合サービス🚒")
}()
