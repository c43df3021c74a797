package browser_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

const strange = `linewalk: 1
system: Strange
arrows:
  "上海 -> 東京 (注文)": {if-down: breaks}
  a/b -> c/d (x/y):
  100% -> 50%25:
  a&b -> c=d:
  "a&walk -> #1":
`

// An address that somebody sent opens the arrow, whatever is in its name.
func TestDeepLinks(t *testing.T) {
	t.Parallel()
	file := sketch(t, strange)
	tests := []struct{ fragment, arrow string }{
		{"#arrow=%E4%B8%8A%E6%B5%B7-%3E%E6%9D%B1%E4%BA%AC(%E6%B3%A8%E6%96%87)", "上海 -> 東京 (注文)"},
		{"#arrow=上海->東京(注文)", "上海 -> 東京 (注文)"},
		{"#arrow=a/b-%3Ec/d(x/y)", "a/b -> c/d (x/y)"},
		{"#arrow=100%25-%3E50%2525", "100% -> 50%25"},
		{"#arrow=a&b-%3Ec=d", "a&b -> c=d"},
		{"#arrow=a%26b-%3Ec=d", "a&b -> c=d"},
		{"#arrow=a&walk-%3E%231", "a&walk -> #1"},
	}
	b := open(t, file, "", window{still: true})
	chosen := `(document.querySelector('.card.chosen h3')?.textContent ?? '').replace(/^\s*\d+\s*/, '').trim()`
	for _, test := range tests {
		b.visit("about:blank")
		b.visit(address(file, test.fragment))
		b.until(chosen + ` !== ''`)
		b.want(chosen, test.arrow)
		b.until(`document.querySelectorAll('#pictures .arrow.struck').length === 1`)
		b.until(`(() => { const r = document.querySelector('.card.chosen').getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight; })()`)
		b.want(`String(document.getElementById('stage').open)`, "false")
	}
	b.visit("about:blank")
	b.visit(address(file, "#arrow=a%26b-%3Ec=d&walk"))
	b.until(`document.getElementById('stage').open`)
	b.until(question + `.includes('a&b -> c=d')`)
}

// The address of a state leads back to it, and so does the button that goes back.
func TestState(t *testing.T) {
	t.Parallel()
	file := sketch(t, row)
	b := open(t, file, "#owner=web&text=shop", window{still: true})
	b.until(shown + ` === '2 of 5 shown'`)
	b.want(`document.querySelector('#filters [name=owner]').value`, "web")
	b.click(`#arrows tr:not([hidden]) a`)
	b.until(`document.querySelector('.card.chosen') !== null`)
	first := b.text(fragment)
	b.until(`/^#arrow=.*&owner=web$/.test(decodeURIComponent(location.hash).replace('&text=shop', ''))`)
	b.do(chromedp.NavigateBack())
	b.until(`document.querySelector('.card.chosen') === null`)
	b.want(shown, "2 of 5 shown")
	b.do(chromedp.NavigateForward())
	b.until(`document.querySelector('.card.chosen') !== null`)
	b.want(fragment, first)
}
