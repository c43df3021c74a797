package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/model"
)

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
	kind, err := evidenceKind(name)
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
		for _, name := range evidenceKindNames() {
			kinds = append(kinds, name+"=")
		}
		return kinds, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the flag was not added before
	}
}

// evidenceKindNames names the kinds of evidence.
func evidenceKindNames() []string {
	var names []string
	for _, kind := range model.EvidenceKinds() {
		names = append(names, kind.String())
	}
	return names
}

func evidenceKind(name string) (model.EvidenceKind, error) {
	for _, kind := range model.EvidenceKinds() {
		if kind.String() == name {
			return kind, nil
		}
	}
	return 0, fmt.Errorf("KIND= must be %s%s", oneOf(evidenceKindNames()), meant(name, evidenceKindNames()))
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
	if a.kind == model.EvidenceGit {
		r, err := a.repository()
		l.ask(r)
		return err
	}
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
		if err := l.add(argumentFile(a.kind, name)); err != nil {
			return err
		}
	}
	return nil
}

// repository is the folder that the argument names for its history.
func (a evidenceArgument) repository() (repository, error) {
	full, err := filepath.Abs(a.path)
	return newRepository(filepath.ToSlash(a.path), realPath(full)), err
}

// argumentFile is a file that the command line names.
func argumentFile(kind model.EvidenceKind, name string) evidenceFile {
	full, err := filepath.Abs(name)
	if err != nil {
		full = name // a folder that is not there any more has no files either
	}
	return evidenceFile{
		kind: kind, name: filepath.ToSlash(name), real: realPath(full),
		text: func() ([]byte, error) { return argumentText(name) },
	}
}
