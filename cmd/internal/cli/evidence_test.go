package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// witness is a room that says nothing but which file it was given, and what is in it.
func witness(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	if string(text) == "panic" {
		panic("a room that cannot go on")
	}
	start := diag.Point{Line: 1, Col: 1}
	return model.Evidence{Files: []model.EvidenceFile{{Name: name}}, Rules: []*model.AlertRule{{Name: string(text)}}},
		[]diag.Diagnostic{{Rule: model.ReadEvidence, Level: diag.Note, Span: diag.Span{File: name, Start: start}, Message: "seen"}}
}

// jury hears all files at once, and names in each how many there are.
func jury(files []evidenceText) (model.Evidence, []diag.Diagnostic) {
	var all model.Evidence
	for _, f := range files {
		said, _ := witness(f.Name, fmt.Appendf(nil, "%s of %d", f.Text, len(files)))
		all.Add(said)
	}
	return all, nil
}

func witnesses() map[model.EvidenceKind]room {
	return map[model.EvidenceKind]room{
		model.EvidencePrometheusRules: {alone: witness}, model.EvidenceAlertmanager: {alone: witness},
		model.EvidenceOpenSLO: {together: jury},
	}
}

// written makes files in a new folder, which becomes the current one.
func written(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// testimony reads the evidence for drawings with rooms that witness.
func testimony(t *testing.T, arguments []string, drawings ...string) (*drawing, error) {
	t.Helper()
	s := newSession(strings.NewReader("from the standard input"), &strings.Builder{}, &strings.Builder{})
	for _, a := range arguments {
		kind, path, _ := strings.Cut(a, "=")
		n := slices.IndexFunc(model.EvidenceKinds(), func(k model.EvidenceKind) bool { return k.String() == kind })
		s.evidence = append(s.evidence, evidenceArgument{model.EvidenceKinds()[n], path})
	}
	d, err := s.load(drawings)
	if err != nil {
		t.Fatal(err)
	}
	list := newEvidenceList(witnesses())
	list.addDrawn(d)
	if err := s.addArguments(list); err != nil {
		return d, err
	}
	return d, d.testify(list, list.read(), nil)
}

// Files that refer to each other are read together, wherever they are named.
func TestEvidenceTogether(t *testing.T) {
	written(t, map[string]string{
		"linewalk.yaml": "linewalk: 1\narrows: {a -> b:}\nevidence: {openslo: [a, gone, b], alertmanager: c}\n",
		"a":             "a", "b": "b", "c": "c", "d": "d",
	})
	d, err := testimony(t, []string{"openslo=d"}, "linewalk.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a: a of 3", "b: b of 3", "d: d of 3", "c: c"}
	if diff := cmp.Diff(want, read(d)); diff != "" {
		t.Errorf("files read (-want +got):\n%s", diff)
	}
	if d.usable() {
		t.Error("a file that is not there is not told of")
	}
}

func read(d *drawing) []string {
	var names []string
	for i, f := range d.evidence.Files {
		names = append(names, f.Name+": "+d.evidence.Rules[i].Name)
	}
	return names
}

func told(d *drawing) []string {
	var lines []string
	for _, found := range d.reading {
		lines = append(lines, fmt.Sprintf("%s: %s: %s", found.Span, found.Level, found.Message))
	}
	return lines
}

// The files come in the order in which they are named, those of a pattern sorted, each once a kind.
func TestEvidenceOrder(t *testing.T) {
	const arrow = "arrows: {a -> b: {if-down: breaks}}\n"
	written(t, map[string]string{
		"x/linewalk.yaml": "linewalk: 1\ninclude: [sub/part.yaml]\n" + arrow +
			"evidence: {prometheus-rules: [r/z.yaml, r/*.yaml, ./r/../r/a.yaml], alertmanager: r/a.yaml}\n",
		"x/sub/part.yaml": "linewalk: 1\nevidence: {prometheus-rules: [../r/b.yaml, own.yaml]}\n",
		"x/sub/own.yaml":  "own",
		"x/r/a.yaml":      "a", "x/r/b.yaml": "b", "x/r/z.yaml": "z",
		"y/out.yaml": "out", "y/in.yaml": "in",
	})
	d, err := testimony(t, []string{"prometheus-rules=y/*.yaml", "prometheus-rules=x/r/a.yaml", "alertmanager=-"}, "x")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"x/r/z.yaml: z", "x/r/a.yaml: a", "x/r/b.yaml: b", "x/r/a.yaml: a", "x/sub/own.yaml: own",
		"y/in.yaml: in", "y/out.yaml: out", "<stdin>: from the standard input",
	}
	if diff := cmp.Diff(want, read(d)); diff != "" {
		t.Errorf("files read (-want +got):\n%s", diff)
	}
	wantTold := []string{
		"x/r/z.yaml:1:1: note: seen", "x/r/a.yaml:1:1: note: seen", "x/r/a.yaml:1:1: note: seen", "x/r/b.yaml:1:1: note: seen",
		"x/sub/own.yaml:1:1: note: seen", "y/in.yaml:1:1: note: seen", "y/out.yaml:1:1: note: seen", "<stdin>:1:1: note: seen",
	}
	if diff := cmp.Diff(wantTold, told(d)); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
	for _, name := range []string{"x/r/z.yaml", "x/sub/own.yaml", "y/in.yaml"} {
		if !slices.ContainsFunc(d.inputs, func(in string) bool { return sameFile(in, name) }) {
			t.Errorf("%s is not among the inputs: %q", name, d.inputs)
		}
	}
	for name := range d.sources {
		if !strings.HasSuffix(name, "linewalk.yaml") && !strings.HasSuffix(name, "part.yaml") {
			t.Errorf("lines of %s could be shown", name)
		}
	}
}

// What the files say reaches the analysis, and without any file it is given nothing.
func TestEvidenceReachesAnalysis(t *testing.T) {
	written(t, map[string]string{
		"linewalk.yaml": "linewalk: 1\narrows: {a -> b:}\nevidence: {prometheus-rules: r.yaml, alertmanager: am.yaml}\n",
		"bare.yaml":     "linewalk: 1\narrows: {a -> b:}\nevidence: {codeowners: []}\n",
		"r.yaml":        "groups: [{name: g, rules: [{alert: OrdersFail, expr: 'rate(orders_failed_total[5m]) > 0'}]}]\n",
		"am.yaml":       "route: {receiver: web}\nreceivers: [{name: web}]\n",
	})
	s := newSession(strings.NewReader(""), &strings.Builder{}, &strings.Builder{})
	d, err := s.read([]string{"linewalk.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	said := s.options(d).Evidence
	if len(said.Files) != 2 || len(said.Rules) != 1 || said.Rules[0].Name != "OrdersFail" || len(said.Routings) != 1 {
		t.Errorf("the analysis is given %+v", said)
	}
	if len(s.options(d).Reading) != 0 {
		t.Errorf("said while reading: %v", told(d))
	}
	if d, err = s.read([]string{"bare.yaml"}); err != nil || s.options(d).Evidence != nil {
		t.Errorf("without a file the analysis is given %+v, and the error is %v", s.options(d).Evidence, err)
	}
}

// Files beyond the limit are refused where the drawing names them, once.
func TestEvidenceLimit(t *testing.T) {
	files := map[string]string{"linewalk.yaml": `linewalk: 1
arrows: {a -> b: {if-down: breaks}}
evidence: {prometheus-rules: ["r/0*", "r/1*", "r/2*"], alertmanager: "r/1*"}
`}
	for i := range 900 {
		files[fmt.Sprintf("r/%d%03d", i/400, i)] = ""
	}
	written(t, files)
	d, err := testimony(t, nil, "linewalk.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if got := len(d.evidence.Files); got != mostFiles {
		t.Errorf("%d files read, want %d", got, mostFiles)
	}
	want := []string{
		"linewalk.yaml:3:70: error: at most 1000 files of evidence are read, and this brings more",
	}
	if diff := cmp.Diff(want, told(d)[:1]); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
	if _, err := testimony(t, []string{"alertmanager=r/1*"}, "linewalk.yaml"); err == nil {
		t.Error("the command line names more files than are read, and nothing is said")
	}
}

// A file that is too large is there, but nothing of it is known.
func TestEvidenceTooLarge(t *testing.T) {
	written(t, map[string]string{"big": strings.Repeat("#", largestFile+2), "linewalk.yaml": "linewalk: 1\narrows: {a -> b:}\nevidence: {alertmanager: big}\n"})
	d, err := testimony(t, nil, "linewalk.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"big:1:1: warning: the file is larger than 10 MB, and is not read"}
	if diff := cmp.Diff(want, told(d)); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
	if len(d.evidence.Files) != 1 || len(d.evidence.Files[0].Unread) != 1 {
		t.Errorf("the file is not known as unread: %+v", d.evidence.Files)
	}
}

// Many files below the bound of one are together too much.
func TestEvidenceTooMuch(t *testing.T) {
	var o evidenceOutcome
	var budget atomic.Int64
	budget.Store(10)
	file := func(name, text string) evidenceFile {
		return evidenceFile{kind: model.EvidenceCodeowners, name: name, text: func() ([]byte, error) { return []byte(text), nil }}
	}
	o.read([]evidenceFile{file("a", "* @ana\n"), file("b", "* @bo\n")}, rooms()[model.EvidenceCodeowners], &budget)
	if len(o.evidence.Files) != 1 || o.evidence.Files[0].Name != "a" {
		t.Errorf("read is %+v", o.evidence.Files)
	}
	if len(o.unread) != 1 || o.unread[0].file.name != "b" {
		t.Errorf("unread is %+v", o.unread)
	}
}

// A panic in a room is a bug of linewalk, although it happens beside the main course.
func TestEvidencePanics(t *testing.T) {
	written(t, map[string]string{"r": "panic", "linewalk.yaml": "linewalk: 1\narrows: {a -> b:}\nevidence: {alertmanager: r}\n"})
	_, err := testimony(t, nil, "linewalk.yaml")
	if got := exitCode(err); got != failed {
		t.Errorf("exit code %d for %v, want %d", got, err, failed)
	}
}

// No text of evidence stops a run, and of every file it is known that it was read.
func TestRoomsRefuseNothing(t *testing.T) {
	texts := []string{
		"", "\x00", "\xff\xfe", "a: [", "{{ if .Values.x }}\na: 1\n{{ end }}", "- 1\n- 2\n", "x", "kind: Unheard\napiVersion: of/v9\n",
		"groups: 7\n", "route: []\n", "spec: {groups: [{rules: [{alert: 1}]}]}\n", "---\n---\n", `{"panels": 3}`, strings.Repeat("[", 300),
	}
	for _, kind := range model.EvidenceKinds() {
		by, ok := rooms()[kind]
		if !ok {
			continue
		}
		for _, text := range texts {
			var o evidenceOutcome
			var budget atomic.Int64
			budget.Store(mostEvidence)
			o.read([]evidenceFile{{kind: kind, name: "x/file", text: func() ([]byte, error) { return []byte(text), nil }}}, by, &budget)
			evidence, found := o.evidence, o.found
			if len(evidence.Files) != 1 || evidence.Files[0].Kind != kind || evidence.Files[0].Name != "x/file" {
				t.Errorf("%s of %.20q: files are %+v", kind, text, evidence.Files)
			}
			for _, d := range found {
				if d.Level >= diag.Error || d.Level == 0 || d.Rule != model.ReadEvidence || d.Span.File != "x/file" || d.Span.IsZero() {
					t.Errorf("%s of %.20q: %s: %s: %s [%s]", kind, text, d.Span, d.Level, d.Message, d.Rule)
				}
			}
		}
	}
}
