package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/grafana"
	"github.com/linewalk/linewalk/model/evidence/prometheus"
)

// ruleEvidence is what diagnostics about naming and reading files of evidence are called.
const ruleEvidence = "read-evidence"

// A room reads the files of one kind of evidence. The name is how the file is printed.
type room func(name string, text []byte) (model.Evidence, []diag.Diagnostic)

// rooms are the readers of evidence. Kinds that are not among them are not read yet.
func rooms() map[model.EvidenceKind]room {
	return map[model.EvidenceKind]room{
		model.EvidencePrometheusRules:   prometheus.Read,
		model.EvidencePrometheusMetrics: prometheus.ReadMetrics,
		model.EvidencePrometheusTests:   prometheus.ReadTests,
		model.EvidencePrometheusConfig:  prometheus.ReadConfig,
		model.EvidenceGrafana:           grafana.Read,
	}
}

// completeEvidence works out what no file tells alone, once all are read.
func completeEvidence(e *model.Evidence) []diag.Diagnostic {
	found := grafana.Complete(e)
	prometheus.Complete(e)
	return append(found, grafana.Check(e)...)
}

// An evidenceFile is a file to read as some kind of evidence.
type evidenceFile struct {
	kind model.EvidenceKind
	name string                 // as it is printed
	real string                 // where it really is; empty for the standard input
	text func() ([]byte, error) // up to one byte more than the largest file
	span diag.Span              // of the value in the drawing that names it; of none if the command line does
}

// readEvidence reads the files that the drawing and the command line name as evidence. What is wrong
// with those of the drawing is told by diagnostics; those of the command line are the user's own, and
// one that cannot be read is an error.
func (s *session) readEvidence(d *drawing) error {
	if d.system == nil || len(d.system.Evidence) == 0 && len(s.evidence) == 0 {
		return nil
	}
	list := newEvidenceList(rooms())
	defer list.close()
	if err := list.addDrawn(d); err != nil {
		return err
	}
	if err := s.addArguments(list); err != nil {
		return err
	}
	done := s.progress(fmt.Sprintf("reading %d evidence files", len(list.files)))
	outcomes := list.read()
	done()
	return d.testify(list, outcomes)
}

// testify takes over what the files of evidence say.
func (d *drawing) testify(list *evidenceList, outcomes []evidenceOutcome) error {
	names := slices.Clone(d.files)
	var said model.Evidence
	var wrong []error
	for i, file := range list.files {
		names = append(names, file.name)
		if file.real != "" {
			d.inputs = append(d.inputs, file.real)
		}
		o := outcomes[i]
		_, broke := errors.AsType[bug](o.err)
		switch {
		case o.err == nil:
			said.Add(o.evidence)
			list.found = append(list.found, o.found...)
		case file.span.IsZero() || broke:
			wrong = append(wrong, o.err)
		default:
			list.complain(file.kind, file.span, o.err)
		}
	}
	if len(said.Files) > 0 {
		list.found = append(list.found, completeEvidence(&said)...)
		d.evidence = &said
	}
	d.reading = append(d.reading, list.found...)
	diag.Sort(d.reading, names)
	return errors.Join(wrong...)
}

// An evidenceFileID tells files of evidence apart. One file may be read as two kinds.
type evidenceFileID struct {
	kind model.EvidenceKind
	real string
}

// An evidenceList gathers the files to read, each once a kind, in the order in which they are named.
type evidenceList struct {
	rooms map[model.EvidenceKind]room
	files []evidenceFile
	found []diag.Diagnostic

	known    map[evidenceFileID]bool
	roots    map[string]*os.Root // what reading is confined to, by folder
	deferred []model.EvidenceKind
	full     bool // the limit of files was met, and said so
}

func newEvidenceList(rooms map[model.EvidenceKind]room) *evidenceList {
	return &evidenceList{rooms: rooms, known: map[evidenceFileID]bool{}, roots: map[string]*os.Root{}}
}

func (l *evidenceList) close() {
	for _, root := range l.roots {
		_ = root.Close()
	}
}

// addDrawn lists the files that the drawing names. What no drawing says is not followed.
func (l *evidenceList) addDrawn(d *drawing) error {
	places := make(map[string]place, len(d.places))
	for _, p := range d.places {
		places[p.name] = p
	}
	for _, source := range d.system.Evidence {
		at, drawn := places[source.Span.File]
		switch {
		case !drawn:
		case l.rooms[source.Kind] == nil:
			l.putOff(source)
		default:
			from, err := l.reopened(at)
			if err != nil {
				return err
			}
			for _, value := range source.Paths {
				l.addNamed(source.Kind, from, value)
			}
		}
	}
	return nil
}

// reopened is a place in a root that is open for as long as the list is.
func (l *evidenceList) reopened(at place) (place, error) {
	top := at.root.Name()
	if l.roots[top] == nil {
		root, err := os.OpenRoot(top)
		if err != nil {
			return place{}, fmt.Errorf("read folder %s: %w", top, cause(err))
		}
		l.roots[top] = root
	}
	at.root = l.roots[top]
	return at, nil
}

// putOff says once of a kind that it is not read yet.
func (l *evidenceList) putOff(source model.EvidenceSource) {
	if slices.Contains(l.deferred, source.Kind) {
		return
	}
	l.deferred = append(l.deferred, source.Kind)
	l.found = append(l.found, diag.Diagnostic{
		Rule: ruleEvidence, Level: diag.Note, Span: source.Span,
		Message: fmt.Sprintf("evidence of kind %s is not read yet", source.Kind),
	})
}

// addNamed lists the files that one value in the drawing at from names.
func (l *evidenceList) addNamed(kind model.EvidenceKind, from place, value model.Stated[string]) {
	rels, err := named(from, value.Value)
	if err != nil {
		l.complain(kind, value.Span, err)
		return
	}
	for _, rel := range rels {
		at := from.beside(rel)
		file := evidenceFile{
			kind: kind, name: at.name, real: at.real, span: value.Span,
			text: func() ([]byte, error) { return contents(at) },
		}
		if err := l.add(file); err != nil {
			l.overflow(kind, value.Span, err)
			return
		}
	}
}

// add lists a file unless it is listed already, or the list is full.
func (l *evidenceList) add(file evidenceFile) error {
	id := evidenceFileID{file.kind, file.real}
	switch {
	case l.known[id]:
		return nil
	case len(l.files) >= mostFiles:
		return fmt.Errorf("at most %d files of evidence are read, and this brings more", mostFiles)
	}
	l.known[id] = true
	l.files = append(l.files, file)
	return nil
}

// overflow says once that there are too many files: every later value would say so again.
func (l *evidenceList) overflow(kind model.EvidenceKind, span diag.Span, err error) {
	if !l.full {
		l.full = true
		l.complain(kind, span, err)
	}
}

func (l *evidenceList) complain(kind model.EvidenceKind, span diag.Span, err error) {
	d := diag.Diagnostic{Rule: ruleEvidence, Level: diag.Error, Span: span, Message: err.Error()}
	if _, ok := errors.AsType[outward](err); ok {
		d.Mend = fmt.Sprintf("--evidence %s=PATH, for files of another repository", kind)
	}
	l.found = append(l.found, d)
}

// An evidenceOutcome is what reading one file gave.
type evidenceOutcome struct {
	evidence model.Evidence
	found    []diag.Diagnostic
	err      error
}

// read reads the files, several at a time. The outcomes are in the order of the files.
func (l *evidenceList) read() []evidenceOutcome {
	outcomes := make([]evidenceOutcome, len(l.files))
	var reading sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, file := range l.files {
		free <- struct{}{}
		reading.Go(func() {
			o := &outcomes[i]
			o.err = guard(func() (err error) {
				o.evidence, o.found, err = file.read(l.rooms[file.kind])
				return err
			})
			<-free
		})
	}
	reading.Wait()
	return outcomes
}

// read reads the file with the reader of its kind.
func (f evidenceFile) read(by room) (model.Evidence, []diag.Diagnostic, error) {
	text, err := f.text()
	if err != nil {
		return model.Evidence{}, nil, err
	}
	if len(text) > largestFile {
		evidence, found := f.tooLarge()
		return evidence, found, nil
	}
	evidence, found := by(f.name, text)
	return evidence, found, nil
}

// tooLarge is what is known of a file that is too large to be read: that it is there.
func (f evidenceFile) tooLarge() (model.Evidence, []diag.Diagnostic) {
	start := diag.Point{Line: 1, Col: 1}
	span := diag.Span{File: f.name, Start: start, End: start}
	evidence := model.Evidence{Files: []model.EvidenceFile{{
		Kind: f.kind, Name: f.name, Unread: []model.Unread{{Span: span, Why: "it is larger than 10 MB"}},
	}}}
	return evidence, []diag.Diagnostic{{
		Rule: ruleEvidence, Level: diag.Warning, Span: span, Message: "the file is larger than 10 MB, and is not read",
	}}
}

// evidenceArguments is the value of the flag --evidence: files by their kind.
type evidenceArguments []evidenceArgument

// An evidenceArgument is a path or a pattern, relative to this folder, or the standard input.
type evidenceArgument struct {
	kind model.EvidenceKind
	path string
}

// Set adds the files that a text such as alertmanager=ops/alertmanager.yaml names.
func (a *evidenceArguments) Set(text string) error {
	name, path, _ := strings.Cut(text, "=")
	kind, err := readableKind(name)
	switch {
	case err != nil:
		return err
	case path == "":
		return fmt.Errorf("needs a path, as in %s=PATH", kind)
	}
	*a = append(*a, evidenceArgument{kind, path})
	return nil
}

func (a *evidenceArguments) String() string { return "" }

// Type names the value in the help.
func (*evidenceArguments) Type() string { return "KIND=PATH" }

// add gives a command the flag, with the completion of kinds. What follows the kind is a file, which
// shells complete by themselves.
func (a *evidenceArguments) add(c *cobra.Command) {
	c.Flags().Var(a, "evidence", "evidence besides that of the drawing, such as prometheus-rules='../ops/*.yaml'; may be repeated")
	err := c.RegisterFlagCompletionFunc("evidence", func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		if strings.Contains(begun, "=") {
			return nil, cobra.ShellCompDirectiveDefault
		}
		var kinds []string
		for _, name := range readableKinds() {
			kinds = append(kinds, name+"=")
		}
		return kinds, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the flag was not added before
	}
}

// readableKinds names the kinds of evidence that have a reader.
func readableKinds() []string {
	var names []string
	readers := rooms()
	for _, kind := range model.EvidenceKinds() {
		if readers[kind] != nil {
			names = append(names, kind.String())
		}
	}
	return names
}

func readableKind(name string) (model.EvidenceKind, error) {
	known := readableKinds()
	for _, kind := range model.EvidenceKinds() {
		switch {
		case kind.String() != name:
		case slices.Contains(known, name):
			return kind, nil
		default:
			return 0, fmt.Errorf("evidence of kind %s is not read yet", name)
		}
	}
	return 0, fmt.Errorf("KIND= must be %s%s", oneOf(known), meant(name, known))
}

// addArguments lists the files that the command line names.
func (s *session) addArguments(l *evidenceList) error {
	var wrong []error
	for _, a := range s.evidence {
		if err := s.addArgument(l, a); err != nil {
			wrong = append(wrong, fmt.Errorf("--evidence %s=%s: %w", a.kind, a.path, err))
		}
	}
	return errors.Join(wrong...)
}

func (s *session) addArgument(l *evidenceList, a evidenceArgument) error {
	if a.path == "-" {
		text, err := s.readStdin()
		if err != nil {
			return err
		}
		return l.add(evidenceFile{kind: a.kind, name: standardInput, text: func() ([]byte, error) { return text, nil }})
	}
	names, err := findFiles(a.path)
	if err != nil {
		return err
	}
	for _, name := range names {
		full, err := filepath.Abs(name)
		if err != nil {
			return err
		}
		file := evidenceFile{kind: a.kind, name: filepath.ToSlash(name), real: realPath(full)}
		file.text = func() ([]byte, error) { return argumentText(name) }
		if err := l.add(file); err != nil {
			return err
		}
	}
	return nil
}
