// Package browser_test opens reports in a real browser and does what people do there: they walk with the
// keyboard, filter, sort, zoom, print, and open links that others sent. Every page that it opens is also
// watched: whatever it says on the console, asks of the network or shows as a dialog fails the test.
package browser_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/cmd/internal/cli"
	"github.com/linewalk/linewalk/cmd/internal/wasmcache"
)

// patience is how long a page may take for one thing that it should do at once.
const patience = 10 * time.Second

// A chrome is the browser that all tests share: its start takes longer than most of them. Its error says
// why there is none.
type chrome struct {
	ctx  context.Context
	quit context.CancelFunc
	err  error
}

var shared chrome

func TestMain(m *testing.M) {
	wasmcache.Settle()
	if len(os.Args) > 1 && os.Args[1] == "layout-child" {
		os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	shared = start()
	code := m.Run()
	shared.quit()
	os.Exit(code)
}

func start() chrome {
	if os.Getenv("UPDATE") != "" {
		return chrome{quit: func() {}, err: errors.New("there is nothing to update")}
	}
	path, err := program("chromium", "chromium-browser", "google-chrome")
	if err != nil {
		return chrome{quit: func() {}, err: err}
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU)
	ctx, quit := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ = chromedp.NewContext(ctx)
	return chrome{ctx, quit, chromedp.Do(ctx)}
}

func program(names ...string) (string, error) {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("none of %s is installed", strings.Join(names, ", "))
}

// A tab is a page in the browser, as one test uses it.
type tab struct {
	*testing.T
	ctx context.Context

	lock   sync.Mutex
	faults []string // what the page did that no report may do
}

// A window is how a page is looked at. The zero window is one of 1280 x 900 pixels in the light theme.
type window struct {
	width, height int64
	dark, still   bool
	noScript      bool
}

// phone is a window of the smallest size that the page has to fit.
var phone = window{width: 390, height: 844}

// open opens a file, with a fragment behind its name or none.
func open(t *testing.T, file, fragment string, w window) *tab {
	t.Helper()
	b := newTab(t, w)
	b.visit(address(file, fragment))
	t.Cleanup(func() {
		if diff := cmp.Diff([]string(nil), b.said()); diff != "" {
			t.Errorf("the page was not quiet (+ what it did):\n%s", diff)
		}
	})
	return b
}

func address(file, fragment string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String() + fragment
}

func newTab(t *testing.T, w window) *tab {
	t.Helper()
	if shared.err != nil {
		t.Skipf("no browser to open the page with: %v", shared.err)
	}
	ctx, stop := chromedp.NewContext(shared.ctx, chromedp.WithNewBrowserContext()) // what one test stores is no other's
	t.Cleanup(stop)
	b := &tab{T: t, ctx: ctx}
	b.check(chromedp.Do(ctx))
	b.check(chromedp.Listen(ctx, b.hears))
	// Tests share the browser, and each of their tabs takes itself for the one in front.
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.beforehand(`addEventListener('securitypolicyviolation', (e) => console.error('against the policy: ' + e.violatedDirective))`)
	b.resize(w)
	if w.noScript {
		call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	}
	return b
}

// beforehand runs a script in each page before the page's own.
func (b *tab) beforehand(script string) {
	b.Helper()
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// resize looks at the page through another window.
func (b *tab) resize(w window) {
	b.Helper()
	if w.width == 0 {
		w.width, w.height = 1280, 900
	}
	b.do(chromedp.EmulateViewport(w.width, w.height))
	features := []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: choose(w.dark, "dark", "light")},
		{Name: "prefers-reduced-motion", Value: choose(w.still, "reduce", "no-preference")},
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
}

func choose(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// hears notes what a report must not do.
func (b *tab) hears(event any) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		fault = "console: " + string(e.Type)
		for _, arg := range e.Args {
			fault += " " + string(arg.Value) + arg.Description
		}
	case *runtime.EventExceptionThrown:
		fault = "exception: " + e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			fault += " " + x.Description
		}
	case *log.EventEntryAdded:
		fault = "log: " + e.Entry.Text
	case *network.EventRequestWillBeSent:
		if e.Type == network.ResourceTypeDocument && strings.HasPrefix(e.Request.URL, "file:") {
			return
		}
		fault = "request: " + e.Request.URL
	case *page.EventJavascriptDialogOpening:
		fault = "dialog: " + e.Message
	default:
		return
	}
	b.lock.Lock()
	defer b.lock.Unlock()
	b.faults = append(b.faults, fault)
}

func (b *tab) said() []string {
	b.lock.Lock()
	defer b.lock.Unlock()
	return b.faults
}

func (b *tab) check(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, stop := context.WithTimeout(b.ctx, 3*patience)
	defer stop()
	b.check(chromedp.Do(ctx, steps...))
}

func (b *tab) visit(address string) {
	b.Helper()
	b.do(chromedp.Navigate(address))
}

// until waits for an expression to become true. While a page gives way to the next, there is nobody to ask.
func (b *tab) until(expression string) {
	b.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		is, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](expression))
		if is {
			return
		}
		if time.Now().After(deadline) {
			b.Fatalf("this did not become true: %s (%v)", expression, err)
		}
	}
}

// press presses keys one after another: kb.Enter, "n", "..". As on a real keyboard a key types its
// character only if nobody on the page keeps it from doing so.
func (b *tab) press(keys string) {
	b.Helper()
	for _, r := range keys {
		down, text := kb.Encode(r)[0], ""
		for _, event := range kb.Encode(r) {
			text += event.Text
		}
		up := *down
		down.Text, down.UnmodifiedText = text, text
		up.Type = kb.KeyUp
		call(b, input.DispatchKeyEvent, *down)
		call(b, input.DispatchKeyEvent, up)
	}
}

// click clicks on the middle of the first element that a selector picks.
func (b *tab) click(selector string) {
	b.Helper()
	x, y := b.middle(selector)
	b.do(chromedp.MouseClickXY(x, y))
}

func (b *tab) hover(selector string) {
	b.Helper()
	x, y := b.middle(selector)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
}

// middle brings an element into sight and says where it is in the window.
func (b *tab) middle(selector string) (x, y float64) {
	b.Helper()
	at := eval[[]float64](b, fmt.Sprintf(`(() => {
		const e = document.querySelector(%q);
		if (!e) return [];
		const seen = (r) => r.top >= 80 && r.bottom <= innerHeight;
		if (!seen(e.getBoundingClientRect())) e.scrollIntoView({block: 'center', behavior: 'instant'});
		const r = e.getBoundingClientRect();
		return r.width > 0 ? [r.left + r.width / 2, r.top + r.height / 2] : [];
	})()`, selector))
	if len(at) != 2 {
		b.Fatalf("nothing is seen of %s", selector)
	}
	return at[0], at[1]
}

// arrow is the selector of an arrow in the shown picture.
func (b *tab) arrow(name string) string {
	b.Helper()
	number := b.number(fmt.Sprintf(`JSON.parse(document.getElementById('facts').textContent).arrows.find((arrow) => arrow.name === %q).number`, name))
	return fmt.Sprintf(`#pictures .picture:not(.aside) g.arrow[data-arrow="%d"]`, number)
}

// choose picks an option of a select, as a person would.
func (b *tab) choose(selector, value string) {
	b.Helper()
	if !eval[bool](b, fmt.Sprintf(`(() => {
		const select = document.querySelector(%q);
		select.value = %q;
		for (const name of ['input', 'change']) select.dispatchEvent(new Event(name, {bubbles: true}));
		return select.value === %[2]q;
	})()`, selector, value)) {
		b.Fatalf("%s does not offer %q", selector, value)
	}
}

func eval[T any](b *tab, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s\n%v", expression, err)
	}
	return value
}

// number and text evaluate an expression.
func (b *tab) number(expression string) int {
	b.Helper()
	return eval[int](b, expression)
}

func (b *tab) text(expression string) string {
	b.Helper()
	return eval[string](b, expression)
}

// want compares a text of the page.
func (b *tab) want(expression, want string) {
	b.Helper()
	if got := b.text(expression); got != want {
		b.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// A page that does everything that is forbidden is found out: else quiet pages prove nothing.
func TestWatching(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "loud.html")
	loud := `<!doctype html><title>x</title>
<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'; style-src 'none'; img-src *">
<img src="http://127.0.0.1:9/x.png" style="color:red"><script>console.log("said"); undefined.x</script>
<script>addEventListener("load", () => setTimeout(() => alert("asked")))</script>`
	if err := os.WriteFile(file, []byte(loud), 0o600); err != nil {
		t.Fatal(err)
	}
	b := newTab(t, window{})
	b.visit(address(file, ""))
	for _, want := range []string{"console: log", "exception: Uncaught TypeError", "request: http://127.0.0.1:9/x.png", "against the policy: style-src", "dialog: asked"} {
		deadline := time.Now().Add(patience)
		for !strings.Contains(strings.Join(b.said(), "\n"), want) {
			if time.Now().After(deadline) {
				t.Fatalf("%q was not noticed among:\n%s", want, strings.Join(b.said(), "\n"))
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
}

// call sends a command to the tab.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	b.check(err)
	return result
}

// drag presses the left button at one place and releases it at another.
func (b *tab) drag(x, y, toX, toY float64) {
	b.Helper()
	b.do(chromedp.DragAndDropXY(x, y, toX, toY, 5))
}

// wheel turns the wheel with the control key held.
func (b *tab) wheel(x, y, by float64) {
	b.Helper()
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, x, y, chromedp.ButtonModifiers(chromedp.ModifierCtrl), func(e *input.DispatchMouseEventParams) {
		e.DeltaX, e.DeltaY = 0.001, by // the library leaves out what is 0, and the browser misses it
	}))
}
