package render

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/analysis/compare"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/fmea"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// JSONSchema is the JSON Schema (draft 2020-12) of every JSON document described in JSONPage. It is made
// from the very types that are written, so it allows their fields and no others.
//
// Two tags of a field say what its Go type does not: words names the words that a text is one of, or each
// text of a list, and only is the one value, in JSON, that the field has.
func JSONSchema() ([]byte, error) {
	b := schemaBuilder{words: vocabulary(), defs: map[string]*schemaJSON{}}
	whole := &schemaJSON{
		Dialect: "https://json-schema.org/draft/2020-12/schema",
		Title:   "The JSON documents of linewalk",
		Comment: "linewalk explain json says what each field holds",
	}
	for _, document := range []struct {
		title string
		value any
	}{
		{"The report: check, walk", documentJSON{}},
		{"A drawing that could not be read", unreadJSON{}},
		{"The answer to a question: whatif", whatIfJSON{}},
		{"What to do next: next", nextJSON{}},
		{"The people: people", peopleDocumentJSON{}},
		{"What changed: diff", diffJSON{}},
	} {
		of := reflect.TypeOf(document.value)
		whole.OneOf = append(whole.OneOf, b.schemaOf(of))
		b.defs[defName(of)].Title = document.title
	}
	whole.Defs = b.defs
	return encoded("", whole)
}

// schemaJSON is a JSON Schema, with the keywords that are used here.
type schemaJSON struct {
	Dialect    string                 `json:"$schema,omitempty"`
	Title      string                 `json:"title,omitempty"`
	Comment    string                 `json:"$comment,omitempty"`
	Ref        string                 `json:"$ref,omitempty"`
	OneOf      []*schemaJSON          `json:"oneOf,omitempty"`
	Type       []string               `json:"type,omitempty"`
	Const      json.RawMessage        `json:"const,omitempty"`
	Enum       []string               `json:"enum,omitempty"`
	Items      *schemaJSON            `json:"items,omitempty"`
	Properties map[string]*schemaJSON `json:"properties,omitempty"`
	Required   []string               `json:"required,omitempty"`
	More       *bool                  `json:"additionalProperties,omitempty"`
	Defs       map[string]*schemaJSON `json:"$defs,omitempty"`
}

// A schemaBuilder collects the schemas of structs as it meets them.
type schemaBuilder struct {
	words map[string][]string
	defs  map[string]*schemaJSON
}

// schemaOf is the schema of a Go type as encoding/json writes it.
func (b *schemaBuilder) schemaOf(of reflect.Type) *schemaJSON {
	if of == reflect.TypeFor[seconds]() {
		return typed("number", "null")
	}
	switch of.Kind() {
	case reflect.String:
		return typed("string")
	case reflect.Bool:
		return typed("boolean")
	case reflect.Int, reflect.Int32:
		return typed("integer")
	case reflect.Float64:
		return typed("number")
	case reflect.Pointer:
		return nullable(b.schemaOf(of.Elem()))
	case reflect.Slice:
		list := typed("array")
		list.Items = b.schemaOf(of.Elem())
		return list
	case reflect.Struct:
		return b.refTo(of)
	}
	panic(fmt.Sprintf("no JSON Schema of a %s", of))
}

// refTo points at the schema of a struct, and makes it at the first time.
func (b *schemaBuilder) refTo(of reflect.Type) *schemaJSON {
	name := defName(of)
	if b.defs[name] == nil {
		s := typed("object")
		s.More, s.Properties = new(bool), map[string]*schemaJSON{}
		b.defs[name] = s
		b.addFields(s, of)
	}
	return &schemaJSON{Ref: "#/$defs/" + name}
}

// addFields takes in the fields of a struct, those of embedded ones among them.
func (b *schemaBuilder) addFields(s *schemaJSON, of reflect.Type) {
	for i := range of.NumField() {
		f := of.Field(i)
		if f.Anonymous {
			b.addFields(s, f.Type)
			continue
		}
		name := f.Tag.Get("json")
		s.Required = append(s.Required, name)
		s.Properties[name] = b.ofField(f)
	}
}

func (b *schemaBuilder) ofField(f reflect.StructField) *schemaJSON {
	s := b.schemaOf(f.Type)
	if only, ok := f.Tag.Lookup("only"); ok {
		s.Const = json.RawMessage(only)
	}
	if name, ok := f.Tag.Lookup("words"); ok {
		one := s
		if s.Items != nil {
			one = s.Items // each item of a list is one of the words
		}
		if one.Enum = b.words[name]; one.Enum == nil {
			panic(fmt.Sprintf("no words are called %s", name))
		}
	}
	return s
}

func typed(types ...string) *schemaJSON { return &schemaJSON{Type: types} }

// nullable is the schema of what may be null too.
func nullable(s *schemaJSON) *schemaJSON {
	switch {
	case s.Ref != "":
		return &schemaJSON{OneOf: []*schemaJSON{s, typed("null")}}
	case !slices.Contains(s.Type, "null"):
		s.Type = append(s.Type, "null")
	}
	return s
}

// defName is the name of a struct in the schema: what its type is called without the ending.
func defName(of reflect.Type) string { return strings.TrimSuffix(of.Name(), "JSON") }

// vocabulary has the words of each enumeration that stands in a document, by the name in the tags.
func vocabulary() map[string][]string {
	levels, cells := spelled(diag.Levels()...), analysis.CellNames()
	return map[string][]string{
		"level":     levels,
		"setting":   append([]string{settingOff}, levels...),
		"gap":       spelled(diag.GapDrawing, diag.GapSystem, diag.GapNone),
		"kind":      spelled(model.Kinds()...),
		"mode":      spelled(model.Modes()...),
		"asked":     spelled(propagation.Down, propagation.Slow),
		"status":    spelled(model.Live, model.Planned),
		"topic":     spelled(model.Topics()...),
		"cell":      spelled(people.Yes, people.No, people.Unknown),
		"cells":     cells[:],
		"verdict":   spelled(propagation.Broken, propagation.Degraded, propagation.Masked, propagation.Untouched),
		"component": {stateDown, stateDegraded},
		"arrow":     {stateFails, stateImpaired},
		"when":      spelled(analysis.InTime, analysis.Late, analysis.Never),
		"where":     spelled(analysis.AtArrow, analysis.AtComponent, analysis.AtJourney, analysis.OnDashboard, analysis.Nowhere),
		"owned":     ownershipHows[:],
		"priority":  spelled(fmea.High, fmea.Medium, fmea.Low),
		"step":      spelled(evidence.Stated, evidence.Exists, evidence.Effective, evidence.Delivered, evidence.Exercised),
		"proof":     spelled(evidence.Proven, evidence.Refuted, evidence.Unknown),
		"add":       spelled(advice.AddMonitor, advice.AddAlert, advice.MendAlert, advice.AddJourneyTest, advice.AddOwner, advice.AddExpert, advice.AddRunbook),
		"means":     spelled(compare.Worse, compare.Neutral, compare.Better),
	}
}

func spelled[T fmt.Stringer](values ...T) []string { return each(values, T.String) }
