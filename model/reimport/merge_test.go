package reimport_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer/trial"
	"github.com/linewalk/linewalk/model/reimport"
	"github.com/linewalk/linewalk/model/yamlfile"
)

const origin = "test ."

// sketch makes a Sketch of arrows such as "a -> b", each with a line of evidence.
func sketch(arrows ...string) *model.Sketch {
	k := &model.Sketch{System: "Shop"}
	seen := map[string]bool{}
	for _, name := range arrows {
		name, key, given := strings.Cut(name, " @")
		if !given {
			key = strings.ReplaceAll(name, " -> ", ".")
		}
		from, to, _ := strings.Cut(name, " -> ")
		for _, c := range []string{from, to} {
			if !seen[c] {
				seen[c] = true
				k.Components = append(k.Components, model.SketchComponent{Name: c})
			}
		}
		k.Arrows = append(k.Arrows, model.SketchArrow{From: from, To: to, Evidence: []model.SketchEvidence{
			{File: "files.yaml", Path: key, Reading: "url", Confidence: model.High},
		}})
	}
	return k
}

// merge imports a sketch into a drawing, and hands back what the drawing and the lock say then.
func merge(t *testing.T, text string, l *reimport.Lock, k *model.Sketch) (string, *reimport.Merge) {
	t.Helper()
	return mergeFrom(t, text, l, k, origin)
}

// mergeFrom is merge for an origin of its own.
func mergeFrom(t *testing.T, text string, l *reimport.Lock, k *model.Sketch, from string) (string, *reimport.Merge) {
	t.Helper()
	d := reimport.Drawing{System: trial.Parse(t, text), Texts: map[string]string{"shop.yaml": text}, Into: "shop.yaml"}
	m := reimport.Plan(l, d, k, from, true)
	var edits []yamlfile.Edit
	for _, e := range m.Edits {
		edits = append(edits, e.Edits...)
	}
	now, found := yamlfile.Apply("shop.yaml", []byte(text), edits)
	if found != nil {
		t.Fatalf("%v\n%s", found, text)
	}
	read, err := reimport.ReadLock(m.Lock.Text())
	if err != nil {
		t.Fatal(err)
	}
	m.Lock = read
	return string(now), m
}

func TestNewDrawingReadsBack(t *testing.T) {
	k := sketch("shop -> db", "shop -> no", "1 -> 2")
	k.Components[0].Aliases = []string{"a, b", "#"}
	k.Arrows[0].Qualifier, k.Arrows[0].Tags, k.Arrows[0].Kind = "a: b #c", []string{"x"}, model.Query
	k.Teams = []model.SketchTeam{{Name: "web", People: []string{"mia"}}}
	k.Components[0].Owner = "web"
	k.Journeys = []model.SketchJourney{{Name: "buy", Who: "shop", Steps: []string{k.Arrows[1].Name()}}}
	text := reimport.Draw(k, "a\nb", "x")
	s := trial.Parse(t, text)
	if s.Name.Value != "Shop" || len(s.Components) != len(k.Components) || len(s.Arrows) != 3 || len(s.Journeys) != 1 || s.Component("shop").Owner.Value.Name != "web" {
		t.Errorf("not what was drawn:\n%s", text)
	}
	for i, a := range s.Arrows {
		if a.Name() != k.Arrows[i].Name() || a.Review.Value != model.ReviewTodo || len(a.Evidence.Value) != 1 {
			t.Errorf("arrow %d is %s %v", i, a.Name(), a.Evidence.Value)
		}
	}
	again, m := merge(t, text, reimport.NewLock(k, origin), k)
	if again != text || string(m.Lock.Text()) != string(reimport.NewLock(k, origin).Text()) {
		t.Error("an import without news changes something")
	}
}

// TestThreeWays has a line for each row of the table at Plan. The lock knows a -> b unless it is empty.
func TestThreeWays(t *testing.T) {
	const head = "linewalk: 1\ncomponents: {a: service, b: service, c: service}\narrows:\n"
	const ours = "  a -> b: {review: todo, evidence: [files.yaml#a.b url (high)]}\n"
	const c = "  a -> c:\n"
	for _, tc := range []struct {
		about string
		base  bool
		mine  string
		theirs,
		want string
	}{
		{"new", false, c, "a -> b", c + "  a -> b: {review: todo, evidence: [files.yaml#a.b url (high)]}\n"},
		{"drawn by a person", false, c + "  a -> b: {if-down: breaks}\n", "a -> b", c + "  a -> b: {if-down: breaks, evidence: [files.yaml#a.b url (high)]}\n"},
		{"drawn bare", false, c + "  a->b:  # mine\n", "a -> b", "*"},
		{"drawn under a name", false, c + "  a -> b (x):\n", "a -> b", "="},
		{"said to be wrong", false, c + "  a -> b: {review: no}\n", "a -> b", "="},
		{"no news", true, c + ours, "a -> b", "="},
		{"other evidence", true, c + ours, "a -> b @new.b", c + "  a -> b: {review: todo, evidence: [files.yaml#new.b url (high)]}\n"},
		{
			"other evidence beside a person's", true, c + "  a -> b: {review: ok, evidence: [ana, files.yaml#a.b url (high)]}\n", "a -> b @new.b",
			c + "  a -> b: {review: ok, evidence: [ana, files.yaml#new.b url (high)]}\n",
		},
		{"evidence that a person took out", true, c + "  a -> b: {review: ok}\n", "a -> b", "="},
		{
			"other evidence beside a comment", true, c + "  a -> b:\n    evidence:\n      - files.yaml#a.b url (high) # mine\n", "a -> b @new.b",
			c + "  a -> b:\n    evidence:\n      - files.yaml#a.b url (high) # mine\n      - files.yaml#new.b url (high)\n",
		},
		{"deleted", true, c, "a -> b", "="},
		{"vanished and untouched", true, c + ours, "a -> c", c},
		{"vanished and reviewed", true, c + "  a -> b: {review: ok, evidence: [files.yaml#a.b url (high)]}\n", "a -> c", "="},
		{"vanished and edited", true, c + "  a -> b: {review: todo, if-down: breaks, evidence: [files.yaml#a.b url (high)]}\n", "a -> c", "="},
		{"vanished and commented", true, c + "  a -> b: {review: todo, evidence: [files.yaml#a.b url (high)]} # why?\n", "a -> c", "="},
		{"vanished and commented above", true, c + "  # why?\n" + ours, "a -> c", "="},
		{"vanished and part of a journey", true, c + ours + "journeys: {x: {steps: [a -> b]}}\n", "a -> c", "="},
	} {
		t.Run(tc.about, func(t *testing.T) {
			l := reimport.NewLock(sketch("a -> c"), origin)
			if tc.base {
				l = reimport.NewLock(sketch("a -> b", "a -> c"), origin)
			}
			before := head + strings.Replace(tc.mine, c, "  a -> c: {evidence: [files.yaml#a.c url (high)]}\n", 1)
			k := sketch(tc.theirs, "a -> c")
			if tc.theirs == "a -> c" {
				k = sketch("a -> c")
			}
			got, m := merge(t, before, l, k)
			want := head + strings.Replace(tc.want, c, "  a -> c: {evidence: [files.yaml#a.c url (high)]}\n", 1)
			switch tc.want {
			case "=":
				want = before
			case "*":
				want = strings.Replace(before, "a->b:  # mine\n", "a->b: {evidence: [files.yaml#a.b url (high)]}  # mine\n", 1)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			again, second := merge(t, got, m.Lock, k)
			if again != got || string(second.Lock.Text()) != string(m.Lock.Text()) {
				t.Errorf("a second import without news changes something:\n%s", cmp.Diff(got, again)+cmp.Diff(m.Lock, second.Lock))
			}
		})
	}
}

func TestDeletedStaysDeleted(t *testing.T) {
	k := sketch("a -> b", "a -> c")
	text, l := reimport.Draw(k, "f", "x"), reimport.NewLock(k, origin)
	now, found := yamlfile.Apply("shop.yaml", []byte(text), []yamlfile.Edit{yamlfile.Remove(yamlfile.At("arrows", "a -> b")), yamlfile.Remove(yamlfile.At("components", "b"))})
	if found != nil {
		t.Fatal(found)
	}
	text = string(now)
	for i, theirs := range []*model.Sketch{k, sketch("a -> c"), k, sketch("a -> b", "a -> c", "c -> b")} {
		got, m := merge(t, text, l, theirs)
		if got != text {
			t.Fatalf("import %d brings back what was deleted:\n%s", i, cmp.Diff(text, got))
		}
		l = m.Lock
	}
}

func TestAnotherNameIsSuggested(t *testing.T) {
	k := sketch("a -> b", "a -> c")
	text, l := reimport.Draw(k, "f", "x"), reimport.NewLock(k, origin)
	text = strings.Replace(text, "review: todo", "review: ok", 1)
	_, m := merge(t, text, l, sketch("a -> bee @a.b", "a -> c"))
	if diff := cmp.Diff([]reimport.Renaming{{Old: "b", New: "bee"}}, m.Likely); diff != "" {
		t.Error(diff)
	}
	text = strings.Replace(text, "  b: service", "  b: {kind: service, aliases: [bee]}", 1)
	got, m := merge(t, text, l, sketch("a -> bee @a.b", "a -> c"))
	if got != text || len(m.Kept)+len(m.Added)+len(m.Likely) > 0 {
		t.Errorf("an alias is not taken for the component: %v", m)
	}
}

func TestOriginsAreApart(t *testing.T) {
	k := sketch("a -> b")
	text, l := reimport.Draw(k, "f", "x"), reimport.NewLock(k, "other ..")
	got, m := merge(t, text, l, sketch("c -> d"))
	if !strings.Contains(got, "a -> b") || len(m.Removed)+len(m.Kept)+len(m.Vanished) > 0 {
		t.Errorf("an import from elsewhere takes away what it never drew:\n%s", got)
	}
}

func TestReadLockRefuses(t *testing.T) {
	for _, text := range []string{"", "{}", `{"lock":2}`, "{\"lock\":1}\n{\"arow\":1}\n", "{\"lock\":1}\n{\"origin\":\"x\"}\n", "{\"lock\":1}\n<<<<<<< ours\n"} {
		if _, err := reimport.ReadLock([]byte(text)); err == nil {
			t.Errorf("%q is taken for a lock", text)
		}
	}
}

// TestPeopleAreNeverTouched lets people edit a drawing between imports that change at random, and holds
// that every line that a person wrote is there after each, in order, and that nothing changes without news.
func TestPeopleAreNeverTouched(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 7))
		k := random(r)
		text, l := reimport.Draw(k, "f", "x"), reimport.NewLock(k, origin)
		deleted := map[string]bool{}
		for step := range 6 {
			text = edited(t, r, text, step, deleted)
			theirs := byPeople(text)
			k = random(r)
			got, m := merge(t, text, l, k)
			if kept := byPeople(got); !slices.Equal(theirs, kept) {
				t.Fatalf("seed %d, step %d: an import touches what a person wrote:\n%s\n%s", seed, step, cmp.Diff(theirs, kept), cmp.Diff(text, got))
			}
			s := trial.Parse(t, got)
			for name := range deleted {
				if s.Arrow(name) != nil {
					t.Fatalf("seed %d, step %d: %s was deleted and is back", seed, step, name)
				}
			}
			again, second := merge(t, got, m.Lock, k)
			if again != got || string(second.Lock.Text()) != string(m.Lock.Text()) {
				t.Fatalf("seed %d, step %d: an import without news changes something:\n%s", seed, step, cmp.Diff(got, again))
			}
			text, l = got, m.Lock
		}
	}
}

func random(r *rand.Rand) *model.Sketch {
	var arrows []string
	for _, from := range "abcde" {
		for _, to := range "abcde" {
			if from != to && r.IntN(3) == 0 && (from != 'a' || to != 'b') {
				arrows = append(arrows, fmt.Sprintf("%c -> %c @%c.%d", from, to, from, r.IntN(3)))
			}
		}
	}
	return sketch(append(arrows, "a -> b")...)
}

// edited does what people do to a drawing. What they write is marked.
func edited(t *testing.T, r *rand.Rand, text string, step int, deleted map[string]bool) string {
	t.Helper()
	s := trial.Parse(t, text)
	for range 3 {
		a := s.Arrows[r.IntN(len(s.Arrows))]
		at := yamlfile.At("arrows", a.Name())
		var edits []yamlfile.Edit
		switch mark := fmt.Sprintf("person-%d-%d", step, r.IntN(1000)); r.IntN(7) {
		case 0:
			edits = append(edits, yamlfile.Set(at.Key("label"), yamlfile.Text(mark)))
		case 1:
			edits = append(edits, yamlfile.Append(at.Key("evidence"), yamlfile.Text(mark)))
		case 2:
			edits = append(edits, yamlfile.Set(at.Key("review"), yamlfile.Literal([]string{"ok", "no"}[r.IntN(2)])), yamlfile.Set(at.Key("runbook"), yamlfile.Text(mark)))
		case 3:
			if len(s.Arrows) > 2 {
				edits = append(edits, yamlfile.Remove(at))
				deleted[a.Name()] = true
			}
		case 4:
			text = strings.Replace(text, "\n  "+a.Name()+":", "\n  # "+mark+"\n  "+a.Name()+":", 1)
		case 5:
			text = strings.Replace(text, " url (high)\n", " url (high) # "+mark+"\n", 1)
		case 6:
			text = strings.TrimRight(text, "\n") + "\n# " + mark + "\n"
		}
		now, found := yamlfile.Apply("shop.yaml", []byte(text), edits)
		if found == nil {
			text = string(now)
		} else if deleted[a.Name()] {
			delete(deleted, a.Name())
		}
		s = trial.Parse(t, text)
	}
	return text
}

// byPeople lists the marks of people in a drawing, in order.
func byPeople(text string) []string {
	var all []string
	for word := range strings.FieldsFuncSeq(text, func(c rune) bool { return strings.ContainsRune(" \n[],", c) }) {
		if strings.HasPrefix(word, "person-") {
			all = append(all, word)
		}
	}
	return all
}

// TestPartsMerge imports teams, monitors and journeys: each is added once, what a person has stays, and what
// a person deleted stays away.
func TestPartsMerge(t *testing.T) {
	k := sketch("shop -> db", "app -> shop")
	k.Components[1].Kind = model.ComponentDatabase
	text := reimport.Draw(k, "files.yaml", "x")
	lock := reimport.NewLock(k, origin)

	k.Components = append(k.Components, model.SketchComponent{Name: "zone", Kind: model.ComponentPlace},
		model.SketchComponent{Name: "mail", Owner: "web", In: []string{"zone", "db"}})
	k.Teams = []model.SketchTeam{{Name: "web", People: []string{"mia"}}, {Name: "ops"}}
	k.Monitors = []model.SketchMonitor{{Name: "shop-health", Watches: []string{"shop", "gone"}}, {Name: "gone-health", Watches: []string{"gone"}}}
	k.Journeys = []model.SketchJourney{{Name: "buy", Who: "nobody", Steps: []string{"app -> shop"}}, {Name: "sell", Steps: []string{"shop -> gone"}}}
	now, m := merge(t, text, lock, k)
	want := []string{"team web", "team ops", "monitor shop-health", "journey buy"}
	if diff := cmp.Diff(want, m.Parts); diff != "" {
		t.Errorf("added (-want +got):\n%s", diff)
	}
	s := trial.Parse(t, now)
	mail := s.Component("mail")
	if mail.Owner.Value.Name != "web" || len(mail.In.Value) != 1 || mail.In.Value[0].Name != "zone" {
		t.Errorf("mail: owner %v in %v", mail.Owner.Value, mail.In.Value)
	}
	if len(s.Monitors) != 1 || len(s.Journeys) != 1 || s.Journeys[0].Who.Given() {
		t.Errorf("%d monitors, %d journeys\n%s", len(s.Monitors), len(s.Journeys), now)
	}

	again, m := merge(t, now, m.Lock, k)
	if again != now || len(m.Parts) > 0 {
		t.Errorf("an import without news changes the drawing: %v\n%s", m.Parts, again)
	}

	without, found := yamlfile.Apply("shop.yaml", []byte(now), []yamlfile.Edit{yamlfile.Remove(yamlfile.At("journeys", "buy"))})
	if found != nil {
		t.Fatal(found)
	}
	kept, m := merge(t, string(without), m.Lock, k)
	if kept != string(without) || len(m.Parts) > 0 {
		t.Errorf("what a person deleted came back: %v", m.Parts)
	}
}

// TestParallelArrowsComeAndGo draws a second arrow between the same ends into the source, and takes it out
// again: the first one keeps its name and what a person wrote about it.
func TestParallelArrowsComeAndGo(t *testing.T) {
	arrow := func(qualifier, label string) model.SketchArrow {
		return model.SketchArrow{From: "shop", To: "db", Qualifier: qualifier, Label: label, Evidence: []model.SketchEvidence{{File: "a.mmd", Reading: "drawn", Confidence: model.Claimed}}}
	}
	boxes := sketch("shop -> db").Components
	one := &model.Sketch{Components: boxes, Arrows: []model.SketchArrow{arrow("", "reads")}}
	two := &model.Sketch{Components: boxes, Arrows: []model.SketchArrow{arrow("reads", ""), arrow("writes", "")}}
	three := &model.Sketch{Components: boxes, Arrows: []model.SketchArrow{arrow("reads", ""), arrow("writes", ""), arrow("drops", "")}}

	text := strings.Replace(reimport.Draw(one, "a.mmd", "x"), "review: todo", "review: ok\n    if-down: breaks", 1)
	lock := reimport.NewLock(one, origin)
	for _, step := range []struct {
		k    *model.Sketch
		want string
	}{
		{two, "shop -> db, shop -> db (writes)"},
		{two, "shop -> db, shop -> db (writes)"},
		{three, "shop -> db, shop -> db (writes), shop -> db (drops)"},
		{one, "shop -> db"},
	} {
		now, m := merge(t, text, lock, step.k)
		var names []string
		for _, a := range trial.Parse(t, now).Arrows {
			names = append(names, a.Name())
		}
		if got := strings.Join(names, ", "); got != step.want {
			t.Fatalf("%s, want %s\n%s", got, step.want, now)
		}
		if !strings.Contains(now, "    label: reads\n    review: ok\n    if-down: breaks\n") {
			t.Errorf("what a person wrote is gone:\n%s", now)
		}
		text, lock = now, m.Lock
	}
}
