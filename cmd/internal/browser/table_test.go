package browser_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

const (
	shown    = `document.getElementById('shown').value`
	rowsSeen = `[...document.querySelectorAll('#arrows tbody tr')].filter((row) => !row.hidden).map((row) => row.dataset.arrow).join(' ')`
	cardSeen = `[...document.querySelectorAll('.card[data-arrow]')].filter((card) => !card.hidden).map((card) => card.dataset.arrow).join(' ')`
	onPaper  = `[...document.querySelectorAll('#pictures .arrow:not(.aside)')].map((g) => g.dataset.arrow).sort().join(' ')`
)

// Everything on the page obeys the filters, and the address remembers them.
func TestFilters(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{still: true})
	b.want(shown, "5 of 5 shown")
	b.press("/")
	b.press("archive")
	b.until(shown + ` === '2 of 5 shown'`)
	for _, place := range []string{rowsSeen, cardSeen, onPaper} {
		b.want(place+`.split(' ').length + ''`, "2")
	}
	b.until(`location.hash === '#text=archive'`)
	b.press(kb.Escape)
	b.press(".")
	b.want(count, "1 / 2")
	b.press(kb.Escape)
	b.until(`!document.getElementById('stage').open`)
	b.click("#filters-clear")
	b.want(shown, "5 of 5 shown")
	b.press(kb.Escape)

	b.press("f")
	b.until(`document.activeElement.name === 'owner'`)
	tests := []struct{ name, value, want string }{
		{"owner", "web", "3 of 5 shown"},
		{"owner", "nobody", "2 of 5 shown"},
		{"journey", "buy", "5 of 5 shown"},
		{"cell", "monitor", "4 of 5 shown"},
		{"notice", "never", ""},
		{"level", "error", ""},
		{"rule", "arrow-bare", "1 of 5 shown"},
	}
	for _, test := range tests {
		b.choose("#filters [name="+test.name+"]", test.value)
		if test.want != "" {
			b.want(shown, test.want)
		}
		if got := b.text(shown); got[0] == '0' {
			t.Errorf("%s=%s leaves nothing", test.name, test.value)
		}
		b.click("#filters-clear")
		b.want(shown, "5 of 5 shown")
	}
}

func TestFindingsObeyTheRule(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "#rule=arrow-bare&owner=", window{})
	b.choose("#filters [name=rule]", "arrow-bare")
	b.want(`[...new Set([...document.querySelectorAll('#findings [data-rule]')].filter((row) => !row.hidden).map((row) => row.dataset.rule))].join(' ')`, "arrow-bare")
}

func TestFindingsByKeyboard(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{})
	b.press("n")
	first := `document.activeElement === document.querySelectorAll('#findings [data-rule]')[0]`
	b.until(first)
	b.press("n")
	b.until(`document.activeElement === document.querySelectorAll('#findings [data-rule]')[1]`)
	b.press("p")
	b.until(first)
	b.press("p")
	b.until(`document.activeElement === [...document.querySelectorAll('#findings [data-rule]')].at(-1)`)
}

// A head sorts up, down, and back to the order of the page.
func TestSorting(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{})
	order := `[...document.querySelectorAll('#arrows tbody tr')].map((row) => row.dataset.arrow).join(' ')`
	original := b.text(order)
	head := `#arrows thead th:first-child`
	b.until(`document.querySelectorAll('#arrows thead .sort').length > 1`)
	tests := []struct{ sort, order string }{
		{"ascending", "1 2 3 4 5"},
		{"descending", "5 4 3 2 1"},
		{"", original},
	}
	for _, test := range tests {
		b.click(head + " .sort")
		b.want(`document.querySelector('`+head+`').getAttribute('aria-sort') ?? ''`, test.sort)
		b.want(order, test.order)
	}
}

func TestKeysCanBeTurnedOff(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{})
	b.press("?")
	b.until(`document.getElementById('help').open`)
	b.click("#letters")
	b.press(kb.Escape)
	b.until(`!document.getElementById('help').open`)
	b.press(".")
	b.want(`String(document.getElementById('stage').open)`, "false")
	b.click("#help-open")
	b.click("#letters")
	b.click("#help-close")
	b.press(".")
	b.until(`document.getElementById('stage').open`)
}

func TestTheme(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{})
	ground := `getComputedStyle(document.documentElement).backgroundColor`
	light := b.text(ground)
	b.click("#theme")
	b.want(`document.getElementById('theme').textContent`, "Theme: light")
	b.want(ground, light)
	b.click("#theme")
	b.want(`document.documentElement.dataset.theme`, "dark")
	if b.text(ground) == light {
		t.Error("the dark theme has the ground of the light one")
	}
	b.visit(b.text(`location.href`))
	b.want(`document.documentElement.dataset.theme`, "dark")
	b.click("#theme")
	b.want(`String(document.documentElement.dataset.theme)`, "undefined")
}

func TestCopying(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{})
	b.until(`document.querySelectorAll('.card pre.yaml').length === document.querySelectorAll('.card button.copy').length`)
	for details := `.card details:not([open]):has(button.copy) > summary`; b.number(`document.querySelectorAll('`+details+`').length`) > 0; {
		b.click(details)
	}
	b.click(".card button.copy")
	b.until(`/^(Copied|Selected)/.test(document.querySelector('.card button.copy').textContent)`)
}
