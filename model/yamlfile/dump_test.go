package yamlfile_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

var update = flag.Bool("update", false, "write the expected outputs")

// golden compares with a file, or writes it.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got)\n%s", file, d)
	}
}

// TestGoodDrawings wants drawings that say nothing wrong to be read in silence, and shows what was
// read: each stated value with its place.
func TestGoodDrawings(t *testing.T) {
	each(t, "testdata/ok/*.yaml", func(t *testing.T, file, text string) {
		system, found := read(filepath.Base(file), text)
		if len(found) > 0 {
			t.Errorf("not silent:\n%s", lines(found))
		}
		golden(t, strings.TrimSuffix(file, ".yaml")+".model", dump(system))
	})
}

// dump writes all that is stated in a system, a value a line, with its place.
func dump(s *model.System) string {
	var b strings.Builder
	dumper{&b}.value("", reflect.ValueOf(*s))
	return b.String()
}

type dumper struct{ *strings.Builder }

func (d dumper) line(path, value string) { fmt.Fprintf(d, "%s: %s\n", path, value) }

// value writes v. What has a name stands for itself where it is listed, and by its name elsewhere.
func (d dumper) value(path string, v reflect.Value) {
	switch x := v.Interface().(type) {
	case diag.Span:
		return
	case time.Duration:
		d.line(path, model.FormatDuration(x))
		return
	case model.Date, model.Period:
		d.line(path, fmt.Sprint(x))
		return
	case model.Party:
		d.line(path, party(x))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.structure(path, v)
	case reflect.Slice, reflect.Array:
		if v.Len() == 0 && v.Kind() == reflect.Slice {
			d.line(path, "none")
		}
		for i := range v.Len() {
			d.value(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	case reflect.Pointer:
		d.pointer(path, v)
	default:
		d.line(path, fmt.Sprint(v.Interface()))
	}
}

func (d dumper) structure(path string, v reflect.Value) {
	if span := v.FieldByName("Span"); span.IsValid() && v.NumField() == 2 && v.Type().Field(0).Name == "Value" {
		if at := span.Interface().(diag.Span); !at.IsZero() {
			d.value(fmt.Sprintf("%s @%d:%d-%d:%d", path, at.Start.Line, at.Start.Col, at.End.Line, at.End.Col), v.Field(0))
		}
		return
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		field := v.Field(i)
		if !f.IsExported() || f.Name == "ID" || field.IsZero() || f.Type == reflect.TypeFor[model.Stated[string]]() && field.Field(1).IsZero() {
			continue
		}
		d.value(strings.TrimPrefix(path+"."+f.Name, "."), field)
	}
}

func (d dumper) pointer(path string, v reflect.Value) {
	listed := strings.Count(path, ".") == 0 || strings.Contains(path, "Alerts")
	if _, isMonitor := v.Interface().(*model.Monitor); !listed || isMonitor && path != "Monitors"+path[strings.LastIndex(path, "["):] {
		d.line(path, fmt.Sprint(v.Interface()))
		return
	}
	d.value(path, v.Elem())
}

func party(p model.Party) string {
	is := "unknown"
	switch {
	case p.Team != nil:
		is = "team"
	case p.Person != nil:
		is = "person"
	case p.Channel:
		is = "channel"
	case p.Owner:
		is = "owner of the arrow"
	case p.Nobody:
		is = "nobody"
	}
	return p.Name + " (" + is + ")"
}

// TestGoodDrawingsAreWhole wants each field of the model to be stated by one of the drawings.
func TestGoodDrawingsAreWhole(t *testing.T) {
	stated := map[string]bool{}
	for _, file := range []string{"testdata/ok/full.yaml", "testdata/ok/rest.yaml"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		system, _ := read(file, string(text))
		fieldsOf(reflect.ValueOf(*system), stated, map[any]bool{})
	}
	for field, given := range stated {
		if !given {
			t.Errorf("no drawing states %s", field)
		}
	}
}

func fieldsOf(v reflect.Value, stated map[string]bool, seen map[any]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Interface()] {
			seen[v.Interface()] = true
			fieldsOf(v.Elem(), stated, seen)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fieldsOf(v.Index(i), stated, seen)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			if strings.HasPrefix(f.Type.Name(), "Stated[") {
				name := v.Type().Name() + "." + f.Name
				stated[name] = stated[name] || !v.Field(i).Field(1).IsZero()
			}
			fieldsOf(v.Field(i), stated, seen)
		}
	}
}
