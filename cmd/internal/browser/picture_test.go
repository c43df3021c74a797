package browser_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

const (
	lit    = `[...document.querySelectorAll('#pictures .lit .name')].map((e) => e.textContent).sort().join(' ')`
	beside = `(document.getElementById('beside').hidden ? '' : document.querySelector('#beside h3').textContent)`
	stops  = `[...document.querySelectorAll('#pictures svg.linewalk [tabindex="0"]')].map((g) => g.dataset.arrow).join(' ')`
	atStop = `(document.activeElement.dataset.arrow ?? '')`
	box    = `document.querySelector('#pictures svg.linewalk').getAttribute('viewBox')`
)

func TestPointing(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{})
	b.hover(b.arrow("stock -> archive") + " .number")
	b.until(beside + ` !== ''`)
	b.want(lit, "archive cart shop stock")
	b.until(`document.querySelector('#pictures svg.linewalk').classList.contains('telling')`)
	b.hover("#bar")
	b.until(beside + ` === ''`)
	b.want(lit, "")

	b.click(b.arrow("stock -> archive") + " .number")
	b.until(fragment + ` === '#arrow=stock->archive'`)
	b.hover("#bar")
	b.want(lit, "archive cart shop stock")
	b.press(kb.Escape)
	b.want(lit, "")
	b.want(beside, "")
	b.until(`location.hash === ''`)

	b.hover(`#pictures .component[id$="c2"]`)
	b.want(lit, "archive cart shop stock")
	b.click(`#pictures .component[id$="c2"]`)
	b.want(`[...document.querySelectorAll('#beside li')].length + beside.querySelector('h3').textContent`, "3cart")
	b.click("#beside-close")
	b.hover("#bar")
	b.until(lit + ` === ''`)

	b.click(`#arrows tr[data-arrow="2"] td:last-child`)
	b.until(`document.getElementById('beside').classList.contains('pinned')`)
}

// A row of a table lights its arrow in the picture too.
func TestRowLights(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{})
	b.hover(`#arrows tr[data-arrow="1"] td:last-child`)
	b.until(`document.querySelectorAll('#pictures .arrow.struck[data-arrow="1"]').length === 1`)
}

// The picture is one stop of the Tab key, and its arrows are reached with the arrow keys.
func TestRoving(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{})
	b.want(stops, "1")
	eval[bool](b, `document.querySelector('#pictures [tabindex="0"]').focus() === undefined`)
	b.press(kb.End)
	b.want(atStop, "5")
	b.want(stops, "5")
	b.press(kb.Home)
	b.want(atStop, "1")
	before := b.text(atStop)
	b.press(kb.ArrowRight)
	if after := b.text(atStop); after == before || after == "" {
		t.Errorf("the right key went from arrow %s to %q", before, after)
	}
	shared := eval[bool](b, `(() => {
		const ends = (g) => [g.dataset.from, g.dataset.to];
		const first = document.querySelector('#pictures .arrow[data-arrow="1"]');
		return ends(document.activeElement).some((end) => ends(first).includes(end));
	})()`)
	if !shared {
		t.Error("the right key left the line")
	}
	b.press(kb.ArrowLeft)
	b.want(atStop, before)
	b.until(beside + ` !== ''`)
	b.press(kb.Enter)
	b.until(`document.activeElement.closest('.card')?.dataset.arrow === '1'`)
}

func TestZoom(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{})
	whole := b.text(box)
	b.click("#zoom-in")
	larger := b.text(box)
	if larger == whole {
		t.Error("the picture is no larger")
	}
	x, y := b.middle("#pictures svg.linewalk")
	b.drag(x, y, x-60, y)
	if moved := b.text(box); moved == larger {
		t.Error("the picture did not follow the pointer")
	}
	b.want(`location.hash`, "")
	b.click("#zoom-fit")
	b.want(box, whole)
	b.press("+")
	b.want(box, larger)
	b.press("-")
	b.want(box, whole)
	b.press("+0")
	b.want(box, whole)
	b.wheel(x, y, -200)
	b.until(box + ` !== '` + whole + `'`)
}
