package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

const (
	count    = `document.getElementById('walk-count').textContent`
	question = `document.getElementById('walk-question').textContent`
	answered = `!document.getElementById('walk-answer').hidden`
	now      = `document.getElementById('time-now').value`
	state    = `document.getElementById('walk-state').textContent`
	fragment = `decodeURIComponent(location.hash)`
)

// The whole walk needs nothing but the keyboard: every arrow is asked once, and answered only when
// somebody wants to know.
func TestWalkByKeyboard(t *testing.T) {
	t.Parallel()
	b := open(t, example(t, "boutique"), "", window{still: true})
	arrows := b.number(`JSON.parse(document.getElementById('facts').textContent).arrows.length`)
	b.press(".")
	b.until(`document.getElementById('stage').open`)
	asked := map[string]bool{}
	for n := 1; n <= arrows; n++ {
		b.want(count, fmt.Sprintf("%d / %d", n, arrows))
		asked[b.text(question)] = true
		if eval[bool](b, answered) {
			t.Fatalf("arrow %d is answered before anybody asked", n)
		}
		b.press(kb.Enter)
		b.until(answered)
		if story := b.text(`document.querySelector('#walk-card .story').textContent`); len(strings.Fields(story)) < 3 {
			t.Errorf("arrow %d has the story %q", n, story)
		}
		if lit := b.number(`document.querySelectorAll('#stage svg.telling .arrow.struck').length`); lit != 1 {
			t.Errorf("%d arrows are struck with arrow %d", lit, n)
		}
		b.press(".")
	}
	if len(asked) != arrows {
		t.Errorf("%d different questions were asked about %d arrows", len(asked), arrows)
	}
	b.want(count, fmt.Sprintf("%d / %d", arrows, arrows))
	b.press(",")
	b.want(count, fmt.Sprintf("%d / %d", arrows-1, arrows))
	b.press(kb.Escape)
	b.until(`!document.getElementById('stage').open`)
	b.until(`document.activeElement.closest('.card.chosen') !== null`)
	b.until(`document.querySelector('#pictures svg.linewalk') !== null`)
}

// Enter alone goes through the walk too: it answers, and then goes on.
func TestWalkByEnter(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{still: true})
	b.click("#bar .walk-start")
	b.until(`document.getElementById('stage').open`)
	for n := 1; n <= 5; n++ {
		b.want(count, fmt.Sprintf("%d / 5", n))
		b.press(kb.Enter)
		b.until(answered)
		if n < 5 {
			b.press(kb.Enter)
			b.until(`document.getElementById('walk-answer').hidden`)
		}
	}
}

// The slider tells what is down at each moment, and the picture shows the same.
func TestTime(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "#arrow=stock-%3Earchive&walk", window{still: true})
	b.until(`document.getElementById('stage').open`)
	b.press(kb.Enter)
	b.until(answered)
	b.want(now, "end")
	b.press(kb.Escape) // out of the walk and in again, to the same arrow
	b.press(".")
	b.press(kb.Enter)
	b.until(answered)
	eval[bool](b, `document.getElementById('time').focus() === undefined`)
	b.press(kb.Home)
	tests := []struct{ now, state, down string }{
		{"at once", "Journeysas everComponentsas everArrowsas ever", ""},
		{"after 2h", "", "stock 2h"},
		{"after 2h30m", "", "cart 2h30m shop 2h30m stock 2h"},
		{"end", "", "cart 2h30m shop 2h30m stock 2h"},
	}
	down := `[...document.querySelectorAll('#stage .component.down')].map((g) =>
		g.querySelector('.name').textContent + ' ' + g.querySelector('.when').textContent).sort().join(' ')`
	for i, test := range tests {
		if i > 0 {
			b.press(kb.ArrowRight)
		}
		b.want(now, test.now)
		b.want(`document.getElementById('time').getAttribute('aria-valuetext')`, test.now)
		b.want(down, test.down)
		if test.state != "" {
			b.want(state, test.state)
		}
	}
	b.click("#time-back")
	b.want(now, "after 2h30m")
	if got := b.text(state); !strings.Contains(got, "buy broken") || !strings.Contains(got, "cart down") {
		t.Errorf("the state is %q", got)
	}
}

// With motion, what fails lights up step by step; it ends in the same picture.
func TestSpreadIsAnimated(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "#arrow=stock-%3Earchive&walk", window{})
	b.until(`document.getElementById('stage').open`)
	eval[bool](b, `window.seen = [], new MutationObserver(() => seen.push(document.querySelectorAll('#stage .component.down').length)).observe(
		document.getElementById('walk-state'), {childList: true}), true`)
	b.press(kb.Enter)
	b.until(now + ` === 'end'`)
	if seen := eval[[]int](b, `seen`); len(seen) < 4 || seen[0] >= seen[len(seen)-1] {
		t.Errorf("the components that were down, step by step: %v", seen)
	}
}

func TestOrders(t *testing.T) {
	t.Parallel()
	b := open(t, sketch(t, row), "", window{still: true})
	b.press(".")
	b.until(`document.getElementById('stage').open`)
	b.choose("#walk-order", "unanswered")
	b.want(count, "1 / 1")
	b.until(question + `.includes('cart -> archive')`)
	b.choose("#walk-order", "journey buy")
	b.want(count, "1 / 2")
	b.until(question + `.includes('user -> shop')`)
	b.press(".")
	b.until(question + `.includes('shop -> cart')`)
	b.until(fragment + ` === '#arrow=shop->cart&walk&order=journey buy'`)
	b.click("#walk-tell")
	b.until(answered)
	b.press(",")
	b.until(answered)
}
