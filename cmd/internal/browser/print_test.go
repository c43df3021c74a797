package browser_test

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/chromedp/chromedp"
)

var sheet = regexp.MustCompile(`/Type\s*/Page\b`)

// On paper everything is open and light, and afterwards the page is as it was.
func TestPrint(t *testing.T) {
	t.Parallel()
	b := open(t, example(t, "boutique"), "", window{dark: true})
	b.click("#zoom-in")
	folded := b.number(`document.querySelectorAll('details:not([open])').length`)
	if folded == 0 {
		t.Fatal("nothing is folded, so that this test shows nothing")
	}
	eval[bool](b, `addEventListener('beforeprint', () => { window.paper = {
		folded: document.querySelectorAll('details:not([open])').length,
		theme: document.documentElement.dataset.theme,
		zoomed: document.querySelectorAll('svg.zoomed').length,
	}; }), true`)
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF())
	b.check(err)
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Errorf("the print starts with %q", pdf[:min(8, len(pdf))])
	}
	b.want(`JSON.stringify(window.paper)`, `{"folded":0,"theme":"light","zoomed":0}`)
	b.until(`document.querySelectorAll('details:not([open])').length > 0 && document.documentElement.dataset.theme === undefined`)
	if after := b.number(`document.querySelectorAll('details:not([open])').length`); after != folded {
		t.Errorf("%d of %d are folded after printing", after, folded)
	}
	b.until(`document.querySelectorAll('svg.zoomed').length === 1`)
	t.Logf("%d pages", len(sheet.FindAll(pdf, -1)))
}

// What is filtered out is not printed, nor is what only works on a screen.
func TestPrintObeysFilters(t *testing.T) {
	t.Parallel()
	file := sketch(t, row)
	whole := open(t, file, "", window{})
	part := open(t, file, "#text=archive", window{})
	part.until(shown + ` === '2 of 5 shown'`)
	a, err := chromedp.Run(whole.ctx, chromedp.PrintToPDF())
	whole.check(err)
	z, err := chromedp.Run(part.ctx, chromedp.PrintToPDF())
	part.check(err)
	if len(z) >= len(a) {
		t.Errorf("a part takes %d bytes on paper, and the whole %d", len(z), len(a))
	}
}
