package yamlfile

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

var effects = []model.Effect{model.Nothing, model.Degrades, model.Breaks}

const stagePattern = `nothing|(degrades|breaks)(\s+after\s+` + durationPattern + `)?`

// stage is an effect and how long after the failure it sets in.
func stage() shape[model.Stage] {
	s := parsed("an effect such as breaks after 4h", stagePattern, parseStage).ref("effect")
	return as(s, func(_ *reader, n *Node, v model.Stage) (model.Stage, bool) {
		v.Span = n.Span
		return v, true
	})
}

// parseStage reads "breaks" and "breaks after 4h".
func parseStage(written string) (model.Stage, error) {
	words := strings.Fields(written)
	switch {
	case len(words) == 0:
		return model.Stage{}, misspelled("nothing, degrades or breaks", "an effect is empty")
	case strings.Contains(written, ","):
		return model.Stage{}, misspelled("["+written+"]", "several effects stand in [ ]")
	}
	effect, ok := effectOf(words[0])
	switch {
	case !ok:
		return model.Stage{}, unknownEffect(words[0])
	case len(words) == 1:
		return model.Stage{Effect: effect}, nil
	case words[1] != "after" || len(words) == 2:
		return model.Stage{}, misspelled(words[0]+" after "+delayMeant(words[1:]), "%s is no effect", diag.Quote(written))
	}
	after, err := parseDuration(strings.Join(words[2:], ""))
	if wrong, ok := err.(misspelling); ok {
		if validDuration(wrong.mend) {
			err = misspelling{wrong.message, words[0] + " after " + wrong.mend}
		}
	}
	return model.Stage{Effect: effect, After: after}, err
}

// delayMeant is the duration in words that should have said "after" and a duration.
func delayMeant(words []string) string {
	text := strings.Join(words, "")
	if n := strings.IndexAny(text, "0123456789"); n >= 0 {
		if text = guessDuration(text[n:]); validDuration(text) {
			return text
		}
	}
	return "30m"
}

func validDuration(written string) bool {
	_, err := readDuration(written)
	return err == nil
}

func effectOf(word string) (model.Effect, bool) {
	for _, e := range effects {
		if e.String() == word {
			return e, true
		}
	}
	return 0, false
}

func unknownEffect(word string) error {
	names := []string{"nothing", "degrades", "breaks"}
	return misspelled(oneOf(names)+", with `after DURATION`", "unknown effect %s%s", diag.Quote(word), didYouMean(meant(word, names)))
}

// ifDown is what the ends of an arrow do without it.
func ifDown() shape[model.IfDown] {
	stages := as(oneOrMany(stage()), func(r *reader, n *Node, v []model.Stage) ([]model.Stage, bool) {
		if n.Kind == Sequence && len(n.Items) == 0 {
			r.fail(ruleBadValue, n.Span, "no effect is listed").Mend = "if-down: nothing"
			return nil, false
		}
		return v, true
	})
	short := as(stages, func(_ *reader, _ *Node, v []model.Stage) (model.IfDown, bool) {
		return model.IfDown{Ends: [2][]model.Stage{model.From: v, model.To: v}}, true
	})
	type ends struct{ from, to model.Stated[[]model.Stage] }
	both := record[ends]{noun: "if-down", home: "if-down", fields: []field[ends]{
		stated("from", "What the end the arrow starts at does without it.", stages, func(e *ends) *model.Stated[[]model.Stage] { return &e.from }),
		stated("to", "What the end the arrow ends at does without it.", stages, func(e *ends) *model.Stated[[]model.Stage] { return &e.to }),
	}}
	long := as(both.shape(), func(r *reader, n *Node, v *ends) (model.IfDown, bool) {
		if !v.from.Given() && !v.to.Given() {
			if len(n.Pairs) == 0 {
				r.fail(ruleBadValue, n.Span, "no effect is given").Mend = "if-down: nothing"
			}
			return model.IfDown{}, false
		}
		return model.IfDown{Ends: [2][]model.Stage{model.From: v.from.Value, model.To: v.to.Value}, ByEnd: true}, true
	})
	return orMapping(short, long)
}
