// Package codeowners reads who owns the files of a repository: CODEOWNERS as GitHub and GitLab take
// it. A line that is wrong costs that line and no other.
package codeowners

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// What a file may ask for.
const (
	mostRules     = 20_000
	mostFaults    = 100     // that are told one by one
	mostForGitHub = 3 << 20 // bytes of a file that GitHub reads
)

// Read reads a file of owners. The result holds one EvidenceFile. Which of the two dialects it is
// follows from its folder, else from what only GitLab has a meaning for. Lines that are wrong are
// Warnings and leave the other lines as they are.
func Read(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	r := &reader{name: name, file: model.EvidenceFile{Kind: model.EvidenceCodeowners, Name: name}}
	evidence := model.Evidence{}
	if utf16(text) {
		const why = "it is in UTF-16"
		r.note(r.start(), "this file cannot be read: %s", why)
		r.file.Unread = []model.Unread{{Span: r.start(), Why: why}}
	} else {
		evidence.Codeowners = []*model.Codeowners{r.read(string(text))}
	}
	evidence.Files = []model.EvidenceFile{r.file}
	diag.Sort(r.found, []string{name})
	return evidence, r.found
}

// utf16 tells by its mark whether a text is in UTF-16, in which no line can be read.
func utf16(text []byte) bool {
	return bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff"))
}

// A reader gathers what one file says.
type reader struct {
	name     string
	file     model.EvidenceFile
	owners   *model.Codeowners
	section  *model.CodeSection
	defaults []model.CodeOwner // of the heading that was met last
	rules    int
	full     bool // there are more rules than are read
	faults   int
	found    []diag.Diagnostic
}

func (r *reader) read(text string) *model.Codeowners {
	lines := linesOf(r.name, text)
	r.owners = &model.Codeowners{Name: r.name, Dialect: dialectOf(r.name, lines)}
	if r.owners.Dialect == model.GitHubDialect && len(text) > mostForGitHub {
		r.warn(r.start(), "GitHub reads no file of owners beyond 3 MB")
	}
	for _, l := range lines {
		r.line(l)
	}
	if r.faults > mostFaults {
		r.found = append(r.found, diag.Diagnostic{
			Rule: model.ReadEvidence, Level: diag.Warning, Span: r.start(),
			Message: fmt.Sprintf("%d more lines have faults like the first %d", r.faults-mostFaults, mostFaults),
		})
	}
	return r.owners
}

// dialectOf tells the dialect of a file by its folder, else by what its lines hold.
func dialectOf(name string, lines []line) model.CodeownersDialect {
	folders := "/" + name
	switch {
	case strings.Contains(folders, "/.gitlab/"):
		return model.GitLabDialect
	case strings.Contains(folders, "/.github/"):
		return model.GitHubDialect
	}
	for _, l := range lines {
		if l.onlyGitLab() {
			return model.GitLabDialect
		}
	}
	return model.GitHubDialect
}

// onlyGitLab tells whether a line has a meaning that GitHub does not know: a heading, an exclusion, a
// leading # that is escaped, a role, or a group within a group.
func (l line) onlyGitLab() bool {
	if len(l.words) == 0 {
		return false
	}
	first := l.words[0].text
	if heading.MatchString(l.text) || strings.HasPrefix(first, `\#`) || strings.HasPrefix(first, "!") {
		return true
	}
	for _, w := range l.words[1:] {
		if o, ok := ownerOf(w); ok && onlyOnGitLab(o) {
			return true
		}
	}
	return false
}

// onlyOnGitLab tells whether only GitLab knows owners of that form.
func onlyOnGitLab(o model.CodeOwner) bool {
	return o.Kind == model.CodeOwnerRole || strings.Count(o.Name, "/") > 1
}

// heading matches the first line of a section of GitLab: optional, name, approvals, default owners.
var heading = regexp.MustCompile(`^(\^)?\[([^\[\]]+)\](\[[^\[\]]*\])?(?:[ \t]+(.*))?$`)

func (r *reader) line(l line) {
	gitLab := r.owners.Dialect == model.GitLabDialect
	switch {
	case len(l.words) == 0:
	case !utf8.ValidString(l.text):
		r.warn(l.span(), "this line is not in UTF-8, and is left out")
	case l.controls():
		r.warn(l.span(), "this line has control characters, and is left out")
	case gitLab && heading.MatchString(l.text):
		r.heading(l)
	case gitLab && (strings.HasPrefix(l.text, "[") || strings.HasPrefix(l.text, "^[")) && !strings.Contains(l.text, "]"):
		r.warn(l.span(), "the name of a section is not closed with ]")
	case r.rules == mostRules:
		if !r.full {
			r.warn(l.span(), "more than %d rules: this one and what follows is left out", mostRules)
			r.full = true
		}
	case gitLab:
		r.entryOfGitLab(l)
	default:
		r.entryOfGitHub(l)
	}
}

// heading opens a section, or goes on with the one of the same name. One that requires approval does
// so wherever else it is optional.
func (r *reader) heading(l line) {
	m := heading.FindStringSubmatch(l.text)
	name := strings.TrimSpace(m[2])
	optional := m[1] != ""
	r.section = nil
	for _, s := range r.owners.Sections {
		if s.Name != "" && strings.EqualFold(s.Name, name) {
			r.section = s
			s.Optional = s.Optional && optional
		}
	}
	if r.section == nil {
		r.section = model.NewCodeSection(name, l.span())
		r.section.Optional = optional
		r.owners.Sections = append(r.owners.Sections, r.section)
	}
	if m[3] != "" {
		var n int
		if _, err := fmt.Sscanf(m[3], "[%d]", &n); err != nil || n < 1 || n > 1000 {
			r.warn(l.span(), "this is no number of approvals, so that 1 is required")
			n = 1
		}
		r.section.Approvals = n
	}
	behind := l.text[:len(l.text)-len(m[4])]
	r.defaults = r.ownersOf(l, len(behind))
}

// entryOfGitLab reads a rule. Words that are no owners are passed over, as GitLab does.
func (r *reader) entryOfGitLab(l line) {
	first := l.words[0]
	text, exclude := strings.CutPrefix(first.text, "!")
	pattern, err := model.GitLabPattern(text)
	if err == nil && text == "" {
		err = errors.New("nothing stands behind the exclamation mark")
	}
	if err != nil {
		r.warn(first.span, "this rule is left out: %s", err)
		return
	}
	entry := &model.CodeRule{Pattern: pattern, Span: first.span, Exclude: exclude}
	if !exclude {
		entry.Owners = r.ownersOf(l, first.end)
	}
	if !exclude && len(entry.Owners) == 0 {
		entry.Owners = r.defaults
	}
	r.add(entry)
}

// ownersOf reads the owners among the words of a line that begin at or behind an offset. A comment is
// no comment there: the owners in it count. Other words of it need not be told of.
func (r *reader) ownersOf(l line, from int) []model.CodeOwner {
	var owners []model.CodeOwner
	comment, strange := false, false
	for _, w := range l.words {
		if w.start < from {
			continue
		}
		comment = comment || strings.HasPrefix(w.text, "#")
		o, ok := ownerOf(w)
		switch {
		case ok:
			owners = append(owners, o)
		case !comment && !strange:
			strange = true
			r.warn(w.span, "this is no owner, and is passed over")
		}
	}
	return owners
}

// entryOfGitHub reads a rule. A word that is no owner makes GitHub skip the line.
func (r *reader) entryOfGitHub(l line) {
	first := l.words[0]
	switch {
	case strings.HasPrefix(first.text, "!"):
		r.warn(first.span, "GitHub skips this line: a rule cannot exclude")
		return
	case strings.HasPrefix(first.text, `\#`):
		r.warn(first.span, "GitHub skips this line: a # at the beginning cannot be escaped")
		return
	}
	pattern, err := model.GitHubPattern(first.text)
	if err != nil {
		r.warn(first.span, "GitHub skips this line: %s", err)
		return
	}
	entry := &model.CodeRule{Pattern: pattern, Span: first.span}
	for _, w := range l.words[1:] {
		if strings.HasPrefix(w.text, "#") {
			break
		}
		o, ok := ownerOf(w)
		if !ok || onlyOnGitLab(o) {
			r.warn(w.span, "GitHub skips this line: this is no owner")
			return
		}
		entry.Owners = append(entry.Owners, o)
	}
	r.add(entry)
}

// add puts a rule into the section that is open, or into the one without a name.
func (r *reader) add(entry *model.CodeRule) {
	if r.section == nil {
		r.section = model.NewCodeSection("", diag.Span{})
		r.owners.Sections = append(r.owners.Sections, r.section)
	}
	r.section.Add(entry)
	r.rules++
}

var (
	account = regexp.MustCompile(`^[\pL\pN](?:[\pL\pN._-]*[\pL\pN_])?$`)
	mailbox = regexp.MustCompile(`^[^@\s<>,;:]+@[\pL\pN](?:[\pL\pN.-]*[\pL\pN])?\.[\pL\pN-]+$`)
)

// ownerOf reads the name of an owner.
func ownerOf(w word) (model.CodeOwner, bool) {
	name, at := strings.CutPrefix(w.text, "@")
	o := model.CodeOwner{Name: name, Span: w.span}
	if !at {
		o.Kind = model.CodeOwnerMail
		return o, len(name) <= 320 && mailbox.MatchString(name)
	}
	if role, ok := strings.CutPrefix(name, "@"); ok {
		o.Name, o.Kind = role, model.CodeOwnerRole
		return o, account.MatchString(role)
	}
	if app, ok := strings.CutSuffix(name, "[bot]"); ok {
		o.Kind = model.CodeOwnerBot
		return o, account.MatchString(app)
	}
	parts := strings.Split(name, "/")
	for _, part := range parts {
		if !account.MatchString(part) || len(part) > 255 {
			return o, false
		}
	}
	if len(parts) > 1 {
		o.Kind = model.CodeOwnerTeam
	}
	return o, len(parts) <= 20
}

func (r *reader) start() diag.Span {
	at := diag.Point{Line: 1, Col: 1}
	return diag.Span{File: r.name, Start: at, End: at}
}

// warn tells of a fault. Of a file in which nothing is right the first faults are told.
func (r *reader) warn(at diag.Span, format string, args ...any) {
	if r.faults++; r.faults <= mostFaults {
		r.found = append(r.found, diag.Diagnostic{Rule: model.ReadEvidence, Level: diag.Warning, Span: at, Message: fmt.Sprintf(format, args...)})
	}
}

func (r *reader) note(at diag.Span, format string, args ...any) {
	r.found = append(r.found, diag.Diagnostic{Rule: model.ReadEvidence, Level: diag.Note, Span: at, Message: fmt.Sprintf(format, args...)})
}
