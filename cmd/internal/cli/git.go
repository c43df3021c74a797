package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/git"
)

// gitPatience is how long one run of git may take. Histories of the largest public repositories are
// read within it.
const gitPatience = 5 * time.Minute

// A repository is a folder whose history is evidence.
type repository struct {
	name   string // as it is printed
	folder string // where it is
	span   diag.Span
}

// addRepository lists the folder that a value in the drawing at from names.
func (l *evidenceList) addRepository(from place, value model.Stated[string]) {
	rel := path.Join(path.Dir(from.rel), value.Value)
	if !filepath.IsLocal(filepath.FromSlash(rel)) {
		l.complain(model.EvidenceGit, value.Span, outward("a path must not lead out of the repository, or of this folder where there is none"))
		return
	}
	at := from.beside(rel)
	info, err := at.root.Stat(rel)
	switch {
	case err != nil:
		l.complain(model.EvidenceGit, value.Span, unreadable(at, err))
	case !info.IsDir():
		l.complain(model.EvidenceGit, value.Span, errors.New(at.name+" is no folder"))
	default:
		l.repositories = append(l.repositories, repository{at.name, at.real, value.Span})
	}
}

// histories reads what git records of the repositories. What stands in the way of one is told where
// the drawing names it.
func (s *session) histories(l *evidenceList) ([]*model.History, error) {
	var all []*model.History
	for _, r := range l.repositories {
		done := s.progress("reading the history of " + r.name)
		h, found, err := r.history(s.ctx)
		done()
		if err != nil {
			return nil, err
		}
		if h.Obstacle.Blocks() {
			found = []diag.Diagnostic{{
				Rule: ruleEvidence, Level: diag.Warning, Span: r.span, Mend: h.Obstacle.Mend,
				Message: "the history of " + r.name + " tells nothing: " + h.Obstacle.Why,
			}}
		}
		l.found = append(l.found, found...)
		all = append(all, h)
	}
	return all, nil
}

// history is what git records of a repository up to its current commit, as far as it can be used. The
// error is that of the world: git was stopped, or its output could not be read.
func (r repository) history(ctx context.Context) (*model.History, []diag.Diagnostic, error) {
	probe := git.Probe{Folder: r.name}
	h, found, err := r.ask(ctx, &probe)
	if err != nil {
		return nil, nil, err
	}
	if o := probe.Obstacle(); o.Blocks() {
		h, found = &model.History{Name: r.name, Obstacle: o}, nil
	}
	return h, found, nil
}

// ask runs git step by step for as long as nothing stands in the way.
func (r repository) ask(ctx context.Context, p *git.Probe) (*model.History, []diag.Diagnostic, error) {
	var h *model.History
	var found []diag.Diagnostic
	arguments := func(args []string, err error) []string {
		if err != nil {
			panic(err) // the folder is a path of this machine, and the revision a word
		}
		return args
	}
	const head = "HEAD"
	p.Place = runGit(ctx, arguments(git.PlaceArguments(r.folder)), nil)
	if p.Obstacle().Blocks() {
		return nil, nil, nil
	}
	p.Promisor = runGit(ctx, arguments(git.PromisorArguments(r.folder)), nil)
	p.Head = runGit(ctx, arguments(git.HeadArguments(r.folder, head)), nil)
	if p.Obstacle().Blocks() {
		return nil, nil, nil
	}
	var wrong error
	p.Log = runGit(ctx, arguments(git.LogArguments(r.folder, p.Commit(), git.Options{Coauthors: true})), func(out io.Reader) {
		var said []diag.Diagnostic
		h, said, wrong = git.ReadLog(r.name, out)
		found = append(found, said...)
	})
	if p.Obstacle().Blocks() || wrong != nil {
		return nil, nil, wrong
	}
	p.Files = runGit(ctx, arguments(git.FilesArguments(r.folder, p.Commit())), func(out io.Reader) {
		var said []diag.Diagnostic
		said, wrong = git.ReadFiles(h, out)
		found = append(found, said...)
	})
	h.Head, h.Prefix = p.Commit(), p.Prefix()
	return h, found, wrong
}

// runGit runs git. What it prints goes to read or, where that is nil, into the result.
func runGit(ctx context.Context, arguments []string, read func(io.Reader)) git.Ran {
	ctx, cancel := context.WithTimeout(ctx, gitPatience)
	defer cancel()
	command := exec.CommandContext(ctx, "git", arguments...)
	command.Env = git.Environment(os.Environ())
	var printed bytes.Buffer
	complaint := &head{most: 4 << 10}
	command.Stderr = complaint
	if read == nil {
		command.Stdout = &printed
		return ran(command.Run(), printed.String(), complaint)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return ran(err, "", complaint)
	}
	if err := command.Start(); err != nil {
		return ran(err, "", complaint)
	}
	read(out)
	_, _ = io.Copy(io.Discard, out) // a reader that gave up must not keep git waiting
	return ran(command.Wait(), "", complaint)
}

func ran(err error, out string, complaint *head) git.Ran {
	r := git.Ran{Done: true, Out: out, Err: complaint.String()}
	var failed *exec.ExitError
	switch {
	case err == nil:
	case errors.Is(err, exec.ErrNotFound):
		r.Missing = true
	case errors.As(err, &failed):
		r.Exit = failed.ExitCode()
	default:
		r.Exit, r.Err = -1, err.Error()
	}
	return r
}

// A head keeps the beginning of what is written to it.
type head struct {
	bytes.Buffer
	most int
}

func (h *head) Write(p []byte) (int, error) {
	if room := h.most - h.Len(); room > 0 {
		h.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}
