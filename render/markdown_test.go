package render

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	goldtext "github.com/yuin/goldmark/text"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

func markdownOf(t testing.TB, r *analysis.Report, o MarkdownOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := Markdown(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMarkdown(t *testing.T) {
	golden(t, "report.md", markdownOf(t, sample(), MarkdownOptions{}))
}

// poison is a short text with something for every dialect of Markdown and for Mermaid.
const poison = "@team #1 `x` |<b>[y](http://e.example)</details>\n/close \"end\" %%{init}%%; $z$ :ok: \u202e"

// poisoned is the sample with a text in every place that takes one.
func poisoned(text string) *analysis.Report {
	r := sample()
	s := r.System
	s.Name = stated(text, "Corner Shop")
	bad := model.Party{Name: text}
	place := &model.Component{ID: 9, Name: "in " + strings.ReplaceAll(text, "/", ""), Kind: stated(model.ComponentPlace, "shop:"), Label: stated(text, "shop:")}
	names := map[string]*model.Arrow{}
	for _, x := range r.Answers {
		names[x.Arrow.Name()] = x.Arrow
	}
	for i, c := range s.Components {
		c.Name = fmt.Sprint(i, text)
		c.Label, c.In = stated(text, "shop:"), stated([]*model.Component{place}, "shop:")
	}
	s.Components = append(s.Components, place)
	for _, x := range r.Answers {
		x.Arrow.Qualifier, x.Arrow.Label, x.IfDown.Line = text, stated(text, "shop:"), text
		x.Owner = model.Ownership{Party: bad, How: model.OwnedOutright}
	}
	r.Answers[0].Owner = model.Ownership{From: bad, To: bad, How: model.OwnedBetween}
	for _, j := range s.Journeys {
		j.Name = text
		j.Worth = stated(model.Money{Amount: 1, Currency: text}, "1200 USD/min")
	}
	r.Headline.Sole[0].Person.Name = text
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		if a := names[d.Arrow]; a != nil {
			d.Arrow = a.Name()
		}
		d.Span.File, d.Message, d.Subject, d.Mend, d.Rule = text, text, text, "a: "+text+"\n"+text, text
	}
	for _, w := range s.Waivers {
		w.Because, w.Rule, w.By = stated(text, "drill"), stated(text, "drill"), stated(bad, "drill")
	}
	return r
}

func TestHostileMarkdown(t *testing.T) {
	golden(t, "hostile.md", markdownOf(t, poisoned(poison), MarkdownOptions{}))
}

// own are the elements and attributes that the writer itself uses.
var own = strings.Fields("h1 h2 p strong code pre table thead tbody tr th td br ul li details summary hr")

// whole checks that a document has nothing but what the writer puts there.
func whole(t testing.TB, document string) {
	t.Helper()
	got := readMarkdown(t, document)
	for _, e := range got.elements {
		if !slices.Contains(own, e) {
			t.Errorf("an element %s", e)
		}
	}
	for _, a := range got.attached {
		if !strings.HasPrefix(a, "th align=") && !strings.HasPrefix(a, "td align=") && a != "code class=language-mermaid" {
			t.Errorf("an attribute %s", a)
		}
	}
	bare := strings.NewReplacer(" -> ", " ", "->", "", "|", "\n", "[", "\n", "# findings", "", "#", "").Replace(got.bare)
	if live.MatchString(bare) {
		t.Errorf("%q is not in code", live.FindString(bare))
	}
	for line := range strings.Lines(document) {
		if strings.HasPrefix(strings.TrimLeft(line, " "), "/") {
			t.Errorf("a quick action: %s", line)
		}
		if rest := strings.TrimLeft(line, " "); strings.HasPrefix(rest, "<") && !slices.Contains([]string{"<details>\n", "</details>\n"}, line) && !strings.HasPrefix(line, "<summary>") {
			t.Errorf("HTML: %s", line)
		}
	}
	kinds(t, document)
}

// kinds checks the syntax tree: no hyperlinks and images at all, and no HTML but line breaks and the
// blocks that fold.
func kinds(t testing.TB, document string) {
	t.Helper()
	source := []byte(document)
	tree := parser().Parser().Parse(goldtext.NewReader(source))
	err := ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch x := n.(type) {
		case *ast.Link, *ast.Image, *ast.AutoLink, *ast.Blockquote:
			t.Errorf("a %s", n.Kind())
		case *ast.RawHTML:
			if html := string(x.Segments.Value(source)); html != "<br>" {
				t.Errorf("HTML %s", html)
			}
		case *ast.FencedCodeBlock:
			if string(x.Language(source)) != "mermaid" {
				t.Errorf("a block of %s", x.Language(source))
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestMarkdownIsInert(t *testing.T) {
	whole(t, markdownOf(t, sample(), MarkdownOptions{}))
	for _, s := range append(infestations, poison) {
		whole(t, markdownOf(t, poisoned(s), MarkdownOptions{Show: diag.Note}))
		if t.Failed() {
			t.Fatalf("with %q", s)
		}
	}
}

// Names are shown as they are, wherever they stand.
func TestMarkdownShowsNames(t *testing.T) {
	got := readMarkdown(t, markdownOf(t, poisoned(poison), MarkdownOptions{})).text
	shown := visible(poison)
	if n := strings.Count(got, shown); n < 30 {
		t.Errorf("the text is shown %d times as it is", n)
	}
}

// crowdOfArrows is a report of n arrows between components with long names.
func crowdOfArrows(n int, name string) *analysis.Report {
	s := &model.System{Name: stated(name, "Corner Shop")}
	r := &analysis.Report{System: s, Headline: analysis.Headline{Arrows: n}, Coverage: analysis.Coverage{Arrows: n, Asked: 4 * n}}
	for i := range n/2 + 2 {
		s.Components = append(s.Components, &model.Component{ID: model.ComponentID(i), Name: fmt.Sprint("c", i, name)})
	}
	j := &model.Journey{Name: "buy" + name}
	for i := range n {
		a := &model.Arrow{ID: model.ArrowID(i), From: s.Components[i/2], To: s.Components[(i*7+1)%len(s.Components)], Qualifier: fmt.Sprint(i)}
		s.Arrows = append(s.Arrows, a)
		x := &analysis.Answer{Arrow: a, Cells: analysis.Cells{Alert: analysis.Cell{Value: people.No}}}
		x.IfDown = analysis.NewConsequence([]analysis.JourneyState{{Journey: j, Verdict: propagation.Broken}}, analysis.Spread{})
		x.IfDown.Line = strings.Repeat(name, 10)
		r.Answers = append(r.Answers, x)
		r.Diagnostics = append(r.Diagnostics, diag.Diagnostic{Rule: "arrow-no-alert", Level: diag.Warning, Arrow: a.Name(), Message: a.Name() + ": nobody is told", Mend: "a: " + strings.Repeat(name, 40)})
	}
	r.ByHarm = slices.Clone(r.Answers)
	slices.Reverse(r.ByHarm)
	r.Journeys = []*analysis.JourneyAnswer{{Journey: j, Breaks: r.Answers}}
	return r
}

func TestMarkdownIsBounded(t *testing.T) {
	const comment = 65_536
	for _, n := range []int{0, 1, 9, 39, 41, 300, 1000} {
		for _, name := range []string{"", "long name ", strings.Repeat("|[", 100), strings.Repeat("@|", 100), strings.Repeat("支", 100), strings.Repeat("`", 150)} {
			got := markdownOf(t, crowdOfArrows(n, name), MarkdownOptions{MaxBytes: comment})
			if len(got) > comment {
				t.Errorf("%d arrows with %.9q: %d bytes", n, name, len(got))
			}
			whole(t, got)
			if n > 0 && (!strings.Contains(got, "\n## What hurts most\n") || !strings.Contains(got, "```mermaid") && !strings.Contains(got, "Left out, as there is no room: 1 picture.") || strings.Count(got, "<details>") != strings.Count(got, "</details>")) {
				t.Errorf("%d arrows with %.9q: a part is missing:\n%.2000s", n, name, got)
			}
			if n >= 300 && !strings.Contains(got, "Left out, as there is no room: ") {
				t.Errorf("%d arrows with %.9q: does not say what is left out", n, name)
			}
			if !strings.HasSuffix(got, "Written by linewalk.\n") {
				t.Errorf("%d arrows with %.9q: no footer", n, name)
			}
		}
	}
}

// However little room there is, what hurts most is there, every row is whole, and what is left out is
// counted.
func TestMarkdownKeepsWhatHurtsMost(t *testing.T) {
	r := crowdOfArrows(100, "x")
	all := markdownOf(t, r, MarkdownOptions{})
	before, worst, _ := strings.Cut(all, "\n## What hurts most\n")
	worst, _, _ = strings.Cut(worst, "\n## The picture\n")
	for most := 1; most < len(all)+500; most += 997 {
		got := markdownOf(t, r, MarkdownOptions{MaxBytes: most})
		if !strings.HasPrefix(got, before+"\n## What hurts most\n"+worst) {
			t.Fatalf("in %d bytes: what hurts most is not whole", most)
		}
		for line := range strings.Lines(got) {
			if !strings.HasPrefix(line, "\n") && !strings.Contains(line, "Left out") && !strings.Contains(all, line) && strings.HasPrefix(line, "| ") {
				t.Fatalf("in %d bytes: a row is cut: %s", most, line)
			}
		}
		if least := len(before) + len(worst) + 800; most > least && len(got) > most {
			t.Errorf("%d bytes instead of %d", len(got), most)
		}
	}
	if strings.Contains(all, "Left out") {
		t.Error("without a limit something is left out")
	}
}

func TestMarkdownIsTheSameEachTime(t *testing.T) {
	first := markdownOf(t, crowdOfArrows(200, "x"), MarkdownOptions{MaxBytes: 30_000})
	for range 5 {
		if markdownOf(t, crowdOfArrows(200, "x"), MarkdownOptions{MaxBytes: 30_000}) != first {
			t.Fatal("another text")
		}
	}
}

func BenchmarkMarkdown(b *testing.B) {
	r := crowdOfArrows(3000, "x")
	for b.Loop() {
		if err := Markdown(io.Discard, r, MarkdownOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range infestations {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if beyondXML(s) {
			t.Skip()
		}
		whole(t, markdownOf(t, poisoned(s), MarkdownOptions{}))
	})
}
