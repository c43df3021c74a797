package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/git"
)

// The bounds of asking git: how long it may take to tell of one repository, and how many are asked.
const (
	gitPatience      = 30 * time.Second
	mostRepositories = 20
)

// A repository is a folder whose history is evidence. Its history is that of the repository it lies in,
// told by a .git, and never that of files in it which look like another one: those may be anybody's.
type repository struct {
	name   string // as it is printed
	folder string // where it is
	top    string // of the repository around it; empty if there is none
	head   string // the revision up to which its history counts
	span   diag.Span
}

func newRepository(name, folder string) repository {
	r := repository{name: name, folder: folder, head: "HEAD"}
	if top := repositoryAbove(folder); isRepository(top) {
		r.top = top
	}
	return r
}

// ask lists a repository, each once.
func (l *evidenceList) ask(r repository) {
	switch {
	case slices.ContainsFunc(l.repositories, func(known repository) bool { return known.folder == r.folder }):
	case len(l.repositories) == mostRepositories:
		l.overflow(model.EvidenceGit, r.span, fmt.Errorf("at most %d repositories are asked, and this brings more", mostRepositories))
	default:
		l.repositories = append(l.repositories, r)
	}
}

// addRepository lists the folder that a value in the drawing at from names.
func (l *evidenceList) addRepository(from place, value model.Stated[string]) {
	rel := path.Join(path.Dir(from.rel), value.Value)
	if !filepath.IsLocal(filepath.FromSlash(rel)) {
		l.complain(model.EvidenceGit, value.Span, outward("a path must not lead out of the repository, or of this folder where there is none"))
		return
	}
	at := from.beside(rel)
	info, err := fs.Stat(at.tree.files(), rel)
	switch {
	case err != nil:
		l.complain(model.EvidenceGit, value.Span, unreadable(at, err))
	case !info.IsDir():
		l.complain(model.EvidenceGit, value.Span, errors.New(at.name+" is no folder"))
	default:
		r := at.tree.history(at.name, rel)
		r.span = value.Span
		l.ask(r)
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
				Rule: model.ReadEvidence, Level: diag.Warning, Span: r.span, Mend: h.Obstacle.Mend,
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
	if r.top == "" {
		none := model.Obstacle{Why: r.name + " is in no git repository", Mend: "name a folder of the repository that holds the code"}
		return &model.History{Name: r.name, Obstacle: none}, nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, gitPatience)
	defer cancel()
	probe := git.Probe{Folder: r.name}
	h, found, err := r.ask(ctx, &probe)
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		slow := model.Obstacle{Why: "git took longer than " + model.FormatDuration(gitPatience), Mend: "run git gc there, or leave git out of evidence"}
		return &model.History{Name: r.name, Obstacle: slow}, nil, nil
	}
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
	// Only where git finds a repository by itself does it ask whose it is.
	if p.Place = r.discover(ctx, arguments(git.PlaceArguments(r.top))); p.Obstacle().Blocks() {
		return nil, nil, nil
	}
	p.Place = r.run(ctx, arguments(git.PlaceArguments(r.folder)), nil)
	if p.Obstacle().Blocks() {
		return nil, nil, nil
	}
	p.Promisor = r.run(ctx, arguments(git.PromisorArguments(r.folder)), nil)
	p.Head = r.run(ctx, arguments(git.HeadArguments(r.folder, r.head)), nil)
	if p.Obstacle().Blocks() {
		return nil, nil, nil
	}
	var wrong error
	p.Log = r.run(ctx, arguments(git.LogArguments(r.folder, p.Commit(), git.Options{Coauthors: true})), func(out io.Reader) {
		var said []diag.Diagnostic
		h, said, wrong = git.ReadLog(r.name, out)
		found = append(found, said...)
	})
	if p.Obstacle().Blocks() || wrong != nil {
		return nil, nil, wrong
	}
	p.Files = r.run(ctx, arguments(git.FilesArguments(r.folder, p.Commit())), func(out io.Reader) {
		var said []diag.Diagnostic
		said, wrong = git.ReadFiles(h, out)
		found = append(found, said...)
	})
	h.Head, h.Prefix = p.Commit(), p.Prefix()
	return h, found, wrong
}

// discover runs git such that it finds the repository itself, at its top.
func (r repository) discover(ctx context.Context, arguments []string) git.Ran {
	command := gitCommand(ctx, arguments)
	command.Env = append(git.Environment(os.Environ()), "GIT_CEILING_DIRECTORIES="+filepath.Dir(r.top))
	return capture(command, nil)
}

// run runs git on the repository. What it prints goes to read or, where that is nil, into the result.
func (r repository) run(ctx context.Context, arguments []string, read func(io.Reader)) git.Ran {
	return capture(r.command(ctx, arguments), read)
}

// command is git on the repository, which it is told and does not look for.
func (r repository) command(ctx context.Context, arguments []string) *exec.Cmd {
	command := gitCommand(ctx, arguments)
	command.Env = append(git.Environment(os.Environ()), "GIT_DIR="+filepath.Join(r.top, ".git"), "GIT_WORK_TREE="+r.top)
	return command
}

// gitCommand is git, which is ended together with all that it has started: what that goes on with would
// hold the streams open.
func gitCommand(ctx context.Context, arguments []string) *exec.Cmd {
	command := exec.CommandContext(ctx, "git", arguments...)
	command.WaitDelay = time.Second
	ownGroup(command)
	return command
}

func capture(command *exec.Cmd, read func(io.Reader)) git.Ran {
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
