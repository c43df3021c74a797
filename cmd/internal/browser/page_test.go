package browser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// hostile has in every field that takes a text what a stranger would try there.
func hostile() string {
	texts := []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `]]>`, `-->`, `<!--`, `&#x3c;`, `}</style>`, `</script>`,
		"\u2028", `<<b>x</b>>`, `\N \G \E`, `a' onmouseover='alert(1)`, `{{.}}`, `${alert(1)}`, `</title>`, `</textarea>`,
		`graph`, `node`, `%1`, `__proto__`, `constructor`, `<svg onload=alert(1)>`, `arrow=1`, `facts`,
	}
	links := []string{
		`javascript:alert(1)`, `JaVaScRiPt:alert(1)`, "java\tscript:alert(1)", ` javascript:alert(1)`, "\x01javascript:alert(1)",
		`data:text/html,<script>alert(1)</script>`, `vbscript:x`, `file:///etc/passwd`, `//evil.example/x`,
	}
	var b strings.Builder
	// As YAML reads JSON, and Go's quoting of these texts is that of JSON but for \x.
	quote := func(text string) string {
		return strings.NewReplacer("\\x01", "\\u0001").Replace(strconv.Quote(text))
	}
	name := func(n int) string {
		clean := strings.NewReplacer("(", "", ")", "", "->", "", ":", "", ">>", ">", "\u2028", "_").Replace(texts[n%len(texts)])
		return strings.TrimSpace(fmt.Sprintf("%s %d", clean, n))
	}
	fmt.Fprintf(&b, "linewalk: 1\nsystem: %s\ndescription: %s\nteams:\n", quote(texts[0]), quote(texts[6]))
	for n := range texts {
		fmt.Fprintf(&b, "  %s: {people: [%s], on-call: 24x7, contact: %s}\n", quote("team "+name(n)), quote("person "+name(n)), quote(links[n%len(links)]))
	}
	b.WriteString("components:\n")
	for n, text := range texts {
		fmt.Fprintf(&b, "  %s: {kind: service, label: %s, description: %s, owner: %s, in: %s}\n", quote(name(n)), quote(text), quote(text), quote("team "+name(n)), quote("place "+strings.ReplaceAll(name(n%3), "/", "")))
	}
	b.WriteString("arrows:\n")
	for n, text := range texts {
		next := (n + 1) % len(texts)
		fmt.Fprintf(&b, "  %s: {label: %s, via: %s, if-down: breaks after %dm, runbook: %s, monitors: [{signal: errors, at: from, query: %s, dashboard: %s, alert: {name: %s, after: 5m, tells: owner, how: page}}]}\n",
			quote(name(n)+" -> "+name(next)), quote(text), quote(text), n, quote(links[n%len(links)]), quote("up "+text), quote(links[n%len(links)]), quote("alert "+name(n)))
	}
	fmt.Fprintf(&b, "journeys:\n  %s: {who: %s, steps: [%s], worth: 10 USD/min}\n", quote(texts[1]), quote(name(0)), quote(name(0)+" -> "+name(1)))
	return b.String()
}

// Whatever is in a drawing is text on the page, also where the script puts it. That nothing ran and
// nothing was asked for is what every tab checks.
func TestHostile(t *testing.T) {
	t.Parallel()
	file := sketch(t, hostile())
	b := open(t, file, "", window{still: true})
	if made := b.number(`document.querySelectorAll('img, iframe, object, embed, base, form[action], [onerror], [onload], [onmouseover], [style]').length`); made != 0 {
		t.Errorf("%d elements or attributes that no report has", made)
	}
	b.want(`[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href')).filter((href) => !/^(#|https?:|mailto:)/.test(href)).join(' ')`, "")
	arrows := b.number(`JSON.parse(document.getElementById('facts').textContent).arrows.length`)
	b.want(`new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size + ''`, strconv.Itoa(b.number(`document.querySelectorAll('[id]').length`)))
	b.press(".")
	b.until(`document.getElementById('stage').open`)
	for range arrows {
		b.press(kb.Enter)
		b.until(answered)
		b.press(".")
	}
	b.press(kb.Escape)
	b.until(`!document.getElementById('stage').open`)
	for _, name := range []string{"owner", "journey", "rule"} {
		for _, value := range eval[[]string](b, `[...document.querySelector('#filters [name=`+name+`]').options].map((o) => o.value)`) {
			b.choose("#filters [name="+name+"]", value)
			b.until(`!` + shown + `.startsWith('0 ')`)
		}
		b.choose("#filters [name="+name+"]", "")
	}
	for i, id := range eval[[]string](b, `[...document.querySelectorAll('.card[id]')].map((card) => '#' + encodeURIComponent(card.id))`) {
		if i%4 > 0 {
			continue
		}
		b.visit("about:blank")
		b.visit(address(file, id))
		b.until(fmt.Sprintf(`document.querySelector('.card.chosen')?.id === decodeURIComponent(%q)`, id[1:]))
	}
	b.hover("#pictures .component")
	b.until(beside + ` !== ''`)
}

// Without a script everything is there to be read, and nothing that only a script could do.
func TestWithoutScript(t *testing.T) {
	t.Parallel()
	file := sketch(t, row)
	b := open(t, file, "#arrow=stock-%3Earchive", window{noScript: true})
	text, err := chromedp.Run(b.ctx, chromedp.Text(chromedp.CSS("body")))
	b.check(err)
	for _, want := range []string{"user -> shop", "shop -> cart", "cart -> stock", "stock -> archive", "cart -> archive", "CartGone"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not to be read", want)
		}
	}
	for _, button := range []string{"Start the walk", "Theme", "Zoom", "Show all"} {
		if strings.Contains(text, button) {
			t.Errorf("%q is shown, and does nothing", button)
		}
	}
}

// A page of thousands of arrows still answers to the pointer, the filters and the walk.
func TestLarge(t *testing.T) {
	t.Parallel()
	for _, arrows := range []int{300, 3000} {
		t.Run(strconv.Itoa(arrows), func(t *testing.T) {
			b := open(t, sketch(t, city(arrows)), "", window{still: true})
			b.want(shown, fmt.Sprintf("%d of %[1]d shown", arrows))
			b.press("/service-1 ")
			b.until(`!` + shown + `.startsWith('` + strconv.Itoa(arrows) + ` ')`)
			b.click("#filters-clear")
			b.press(kb.Escape)
			b.press("....")
			b.want(count, fmt.Sprintf("4 / %d", arrows))
			b.press(kb.Enter)
			b.until(answered)
		})
	}
}

// A bundle of an overview leads to its arrows.
func TestOverview(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, city(600)), "", window{still: true})
	bundled := len(strings.Fields(b.text(`document.querySelector('#pictures .bundle').dataset.arrows`)))
	b.hover("#pictures .bundle .number")
	b.until(beside + ` !== ''`)
	b.until(`document.querySelectorAll('#pictures .bundle.lit').length === 1`)
	b.click("#pictures .bundle .number")
	if eval[bool](b, `document.getElementById('picture-choice').value === '0'`) {
		b.want(shown, fmt.Sprintf("%d of 600 shown", bundled))
	}
	b.choose("#picture-choice", "1")
	b.until(`!document.querySelectorAll('.picture')[1].classList.contains('aside')`)
	b.until(`location.hash.includes('picture=')`)
}

// A drawing of one bare arrow has no journeys, no owners and nothing to filter by; the page still works.
func TestSmall(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, "linewalk: 1\nsystem: Small\narrows:\n  a -> b:\n"), "", window{still: true})
	b.want(shown, "1 of 1 shown")
	b.press("..")
	b.press(kb.Enter)
	b.until(answered)
	b.want(count, "1 / 1")
}

// A browser that remembers nothing is no reason to fail.
func TestWithoutStorage(t *testing.T) {
	t.Parallel()
	b := newTab(t, window{})
	b.beforehand(`Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})`)
	b.visit(address(sketch(t, row), ""))
	b.click("#theme")
	b.want(`document.getElementById('theme').textContent`, "Theme: light")
	if said := b.said(); len(said) > 0 {
		t.Error(said)
	}
}

// TestAccess asks axe-core, whose file the environment names, for faults that keep people out.
func TestAccess(t *testing.T) {
	t.Parallel()
	name := os.Getenv("LINEWALK_AXE")
	if name == "" {
		t.Skip("LINEWALK_AXE does not name the file axe.min.js")
	}
	axe, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	file := example(t, "boutique")
	for _, w := range []window{{still: true}, {dark: true, still: true}, {width: phone.width, height: phone.height, still: true}} {
		t.Run(fmt.Sprintf("%d-%s", w.width, choose(w.dark, "dark", "light")), func(t *testing.T) {
			b := open(t, file, "", w)
			eval[bool](b, string(axe)+"; true")
			b.accessible("body")
			b.press("f")
			b.accessible("#bar")
			b.press(kb.Escape + "?")
			b.accessible("#help")
			b.press(kb.Escape + ".")
			b.until(`document.getElementById('stage').open`)
			b.press(kb.Enter)
			b.until(answered)
			b.accessible("#stage")
		})
	}
}

// accessible lists the serious and critical violations of a part of the page.
func (b *tab) accessible(part string) {
	b.Helper()
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](fmt.Sprintf(`axe.run(%q, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(({violations}) => violations
		.filter((v) => v.impact === 'serious' || v.impact === 'critical')
		.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + n.failureSummary).join('; ')))`, part), chromedp.EvalAwaitPromise))
	b.check(err)
	for _, violation := range found {
		b.Errorf("%s: %s", part, violation)
	}
}

// TestShots writes pictures of the pages for people to look at, into the folder that the environment names.
func TestShots(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("LINEWALK_SHOTS")
	if folder == "" {
		t.Skip("LINEWALK_SHOTS does not name a folder")
	}
	files := map[string]string{
		"boutique": example(t, "boutique"), "marketecture": example(t, "marketecture"), "60": sketch(t, city(60)), "300": sketch(t, city(300)), "hostile": sketch(t, hostile()),
	}
	for name, file := range files {
		for _, w := range []window{{still: true}, {dark: true, still: true}, {width: phone.width, height: phone.height, still: true}} {
			b := open(t, file, "", w)
			shot := func(part string, action chromedp.Action[[]byte]) {
				png, err := chromedp.Run(b.ctx, action)
				b.check(err)
				to := filepath.Join(folder, fmt.Sprintf("%s-%d-%s-%s.png", name, w.width, choose(w.dark, "dark", "light"), part))
				b.check(os.WriteFile(to, png, 0o600))
			}
			shot("top", chromedp.CaptureScreenshot())
			for _, section := range []string{"worst", "pictures", "arrows-section", "heat-section", "cards", "journeys-section", "people-section", "findings-section"} {
				eval[bool](b, `document.getElementById('`+section+`').scrollIntoView({behavior: 'instant'}) === undefined`)
				shot(section, chromedp.CaptureScreenshot())
			}
			b.click("#pictures .number")
			shot("pinned", chromedp.CaptureScreenshot())
			b.press(kb.Escape + "f")
			shot("filters", chromedp.CaptureScreenshot())
			b.press(kb.Escape + ".")
			b.until(`document.getElementById('stage').open`)
			shot("asked", chromedp.CaptureScreenshot())
			b.press(kb.Enter)
			b.until(answered)
			shot("told", chromedp.CaptureScreenshot())
		}
	}
}
