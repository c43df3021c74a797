package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/alertmanager"
	"github.com/linewalk/linewalk/model/evidence/catalog"
	"github.com/linewalk/linewalk/model/evidence/codeowners"
	"github.com/linewalk/linewalk/model/evidence/grafana"
	"github.com/linewalk/linewalk/model/evidence/openslo"
	"github.com/linewalk/linewalk/model/evidence/prometheus"
	"github.com/linewalk/linewalk/model/evidence/pyrra"
	"github.com/linewalk/linewalk/model/evidence/sloth"
	"github.com/linewalk/linewalk/model/promql"
)

// A room reads the files of one kind of evidence: each alone or, where files of that kind refer to
// each other, all together. Names are how files are printed.
type room struct {
	alone    func(name string, text []byte) (model.Evidence, []diag.Diagnostic)
	together func(files []evidenceText) (model.Evidence, []diag.Diagnostic)
}

// rooms are the readers of evidence that is in files; git is asked itself.
func rooms() map[model.EvidenceKind]room {
	return map[model.EvidenceKind]room{
		model.EvidencePrometheusRules:   {alone: prometheus.Read},
		model.EvidencePrometheusMetrics: {alone: prometheus.ReadMetrics},
		model.EvidencePrometheusTests:   {alone: prometheus.ReadTests},
		model.EvidencePrometheusConfig:  {alone: prometheus.ReadConfig},
		model.EvidenceAlertmanager:      {alone: alertmanager.Read},
		model.EvidenceOpenSLO:           {together: readOpenSLO},
		model.EvidenceSloth:             {alone: sloth.Read},
		model.EvidencePyrra:             {alone: pyrra.Read},
		model.EvidenceGrafana:           {alone: grafana.Read},
		model.EvidenceCodeowners:        {alone: codeowners.Read},
		model.EvidenceCatalog:           {alone: catalog.Read},
	}
}

func readOpenSLO(texts []evidenceText) (model.Evidence, []diag.Diagnostic) {
	files := make([]openslo.File, len(texts))
	for i, t := range texts {
		files[i] = openslo.File(t)
	}
	return openslo.ReadAll(files)
}

// readQueries reads the queries that the drawing's monitors ask of Prometheus or of whatever is not
// said. What is in another language stays unread.
func readQueries(s *model.System) map[string]model.Condition {
	read := map[string]model.Condition{}
	for _, m := range s.Monitors {
		if !m.Query.Given() || m.Source.Given() && !strings.EqualFold(m.Source.Value, "prometheus") {
			continue
		}
		if c, err := promql.Read(m.Query.Value); err == nil {
			read[m.Query.Value] = c
		}
	}
	return read
}

// completeEvidence works out what no file tells alone, once all are read.
func completeEvidence(e *model.Evidence) []diag.Diagnostic {
	found := append(grafana.Complete(e), catalog.Complete(e)...)
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
	at   place                  // of a file that a drawing names

	aside bool // nothing in it counts; it is only read for what might rest on it
}

func (f evidenceFile) id() evidenceFileID { return evidenceFileID{f.kind, f.real} }

// readEvidence reads the files that the drawing and the command line name as evidence. What is wrong
// with those of the drawing is told by diagnostics; those of the command line are the user's own, and
// one that cannot be read is an error.
func (s *session) readEvidence(d *drawing) error {
	return s.gather(d, func(l *evidenceList) error {
		l.addDrawn(d)
		return s.addArguments(l)
	})
}

// gather reads the evidence for a drawing, which is what addAll lists.
func (s *session) gather(d *drawing, addAll func(*evidenceList) error) error {
	if d.system == nil {
		return nil
	}
	list := newEvidenceList(rooms())
	if err := addAll(list); err != nil {
		return err
	}
	if list.empty() {
		return nil
	}
	done := s.progress(fmt.Sprintf("reading %d evidence files", len(list.files)))
	outcomes := list.read()
	done()
	histories, err := s.histories(list)
	if err != nil {
		return err
	}
	return d.testify(list, outcomes, histories)
}

// testify takes over what the files of evidence say.
func (d *drawing) testify(list *evidenceList, outcomes []evidenceOutcome, histories []*model.History) error {
	names := slices.Clone(d.files)
	for _, file := range list.files {
		names = append(names, file.name)
		if file.real != "" {
			d.inputs = append(d.inputs, file.real)
		}
	}
	said := model.Evidence{Histories: histories}
	var wrong []error
	for _, o := range outcomes {
		said.Add(o.evidence)
		list.found = append(list.found, o.found...)
		wrong = append(wrong, o.broken)
		for _, u := range o.unread {
			if u.file.span.IsZero() {
				wrong = append(wrong, u.err)
			} else {
				list.complain(u.file.kind, u.file.span, u.err)
			}
		}
	}
	if len(said.Files)+len(histories) > 0 {
		list.found = append(list.found, completeEvidence(&said)...)
		said.Queries = readQueries(d.system)
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

	repositories []repository

	known map[evidenceFileID]bool
	full  bool // the limit of files was met, and said so
}

func newEvidenceList(rooms map[model.EvidenceKind]room) *evidenceList {
	return &evidenceList{rooms: rooms, known: map[evidenceFileID]bool{}}
}

// empty tells that there is nothing to read and nothing to say.
func (l *evidenceList) empty() bool { return len(l.files)+len(l.repositories)+len(l.found) == 0 }

// addDrawn lists the files that the drawing names. What no drawing says is not followed.
func (l *evidenceList) addDrawn(d *drawing) {
	places := make(map[string]place, len(d.places))
	for _, p := range d.places {
		places[p.name] = p
	}
	for _, source := range d.system.Evidence {
		from, drawn := places[source.Span.File]
		if !drawn {
			continue
		}
		for _, value := range source.Paths {
			if source.Kind == model.EvidenceGit {
				l.addRepository(from, value)
			} else {
				l.addNamed(source.Kind, from, value)
			}
		}
	}
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
		if slices.Contains(strings.Split(rel, "/"), ".git") {
			l.complain(kind, value.Span, errors.New("what is in .git is no evidence"))
			continue
		}
		// Asked here, so that each value is told of, where several name one file that is not there.
		if _, err := fs.Stat(at.tree.files(), at.rel); err != nil {
			l.complain(kind, value.Span, unreadable(at, err))
			continue
		}
		file := evidenceFile{
			kind: kind, name: at.name, real: at.real, span: value.Span, at: at,
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
	switch {
	case l.known[file.id()]:
		return nil
	case len(l.files) >= mostFiles:
		return fmt.Errorf("at most %d files of evidence are read, and this brings more", mostFiles)
	}
	l.known[file.id()] = true
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
	d := diag.Diagnostic{Rule: model.ReadEvidence, Level: diag.Error, Span: span, Message: err.Error()}
	if _, ok := errors.AsType[outward](err); ok {
		d.Mend = fmt.Sprintf("--evidence %s=PATH, for files of another repository", kind)
	}
	l.found = append(l.found, d)
}

// An evidenceText is what is in a file of evidence.
type evidenceText struct {
	Name string
	Text []byte
}

// An evidenceOutcome is what reading some files gave.
type evidenceOutcome struct {
	evidence model.Evidence
	found    []diag.Diagnostic
	unread   []unreadEvidence
	broken   error // linewalk's own fault
}

// An unreadEvidence is a file that could not be read, and why.
type unreadEvidence struct {
	file evidenceFile
	err  error
}

func (o *evidenceOutcome) add(evidence model.Evidence, found []diag.Diagnostic) {
	o.evidence.Add(evidence)
	o.found = append(o.found, found...)
}

// mostEvidence is how many bytes of evidence are read together.
const mostEvidence = 100 << 20

// read reads the files, several at a time. The outcomes are in the order of the files.
func (l *evidenceList) read() []evidenceOutcome {
	batches := l.batches()
	outcomes := make([]evidenceOutcome, len(batches))
	var budget atomic.Int64
	budget.Store(mostEvidence)
	var reading sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, files := range batches {
		free <- struct{}{}
		reading.Go(func() {
			o := &outcomes[i]
			o.broken = guard(func() error {
				o.read(files, l.rooms[files[0].kind], &budget)
				if files[0].aside {
					o.setAside(files[0])
				}
				return nil
			})
			<-free
		})
	}
	reading.Wait()
	return outcomes
}

// batches groups the files by what a room reads at once.
func (l *evidenceList) batches() [][]evidenceFile {
	var batches [][]evidenceFile
	begun := map[model.EvidenceKind]int{}
	for _, file := range l.files {
		i, more := begun[file.kind]
		if more && !file.aside {
			batches[i] = append(batches[i], file)
			continue
		}
		if l.rooms[file.kind].together != nil && !file.aside {
			begun[file.kind] = len(batches)
		}
		batches = append(batches, []evidenceFile{file})
	}
	return batches
}

// read reads files of one kind.
func (o *evidenceOutcome) read(files []evidenceFile, by room, budget *atomic.Int64) {
	var texts []evidenceText
	for _, f := range files {
		text, err := f.text()
		switch {
		case err == nil && budget.Add(-int64(len(text))) < 0:
			o.unread = append(o.unread, unreadEvidence{f, errors.New("more than 100 MB of evidence are not read")})
		case err != nil:
			o.unread = append(o.unread, unreadEvidence{f, err})
		case len(text) > largestFile:
			o.add(f.tooLarge())
		case by.together == nil:
			o.add(by.alone(f.name, text))
		default:
			texts = append(texts, evidenceText{f.name, text})
		}
	}
	if len(texts) > 0 {
		o.add(by.together(texts))
	}
}

// setAside keeps of what a file says only what it speaks of.
func (o *evidenceOutcome) setAside(f evidenceFile) {
	a := model.Aside{File: f.name}
	for _, rule := range o.evidence.Rules {
		a.Alerts = append(a.Alerts, rule.Name)
	}
	for _, metric := range o.evidence.Metrics {
		a.Metrics = append(a.Metrics, metric.Name)
	}
	o.evidence, o.found = model.Evidence{Aside: []model.Aside{a}}, nil
}

// tooLarge is what is known of a file that is too large to be read: that it is there.
func (f evidenceFile) tooLarge() (model.Evidence, []diag.Diagnostic) {
	start := diag.Point{Line: 1, Col: 1}
	span := diag.Span{File: f.name, Start: start, End: start}
	evidence := model.Evidence{Files: []model.EvidenceFile{{
		Kind: f.kind, Name: f.name, Unread: []model.Unread{{Span: span, Why: "it is larger than 10 MB"}},
	}}}
	return evidence, []diag.Diagnostic{{
		Rule: model.ReadEvidence, Level: diag.Warning, Span: span, Message: "the file is larger than 10 MB, and is not read",
	}}
}
