package git

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// ReadLog reads the log that git prints with LogArguments, with or without co-authors. Name is how
// the repository is printed; diagnostics count the lines of the log.
//
// What cannot be read of it costs one line, or one commit where it is the line of that. The error is
// that of r. Where git itself ends with a failure, the history is not to be used, however good it
// looks: the log of a partial clone breaks off in its midst.
func ReadLog(name string, r io.Reader) (*model.History, []diag.Diagnostic, error) {
	l := newLog(&model.History{Name: name})
	from := newLines(r)
	for {
		line, err := from.next()
		switch {
		case errors.Is(err, io.EOF):
			l.endCommit()
			return l.history, l.diagnostics(), nil
		case err != nil:
			return nil, l.diagnostics(), err
		case from.cut:
			l.warn(from.number, "the line is too long and is left out")
			l.lost = l.lost || line[0] == '@'
		case from.noBreak:
			l.warn(from.number, "the log ends in the middle of a line")
		case len(line) > 0:
			if complaint := l.line(line); complaint != "" {
				l.warn(from.number, complaint)
			}
		}
	}
}

// ReadFiles reads the list of files that git prints with FilesArguments into the history that the log
// of the same commit gave. The error is that of r.
func ReadFiles(h *model.History, r io.Reader) ([]diag.Diagnostic, error) {
	l := newLog(h)
	from := newLines(r)
	listed := map[model.PathID]bool{}
	for {
		line, err := from.next()
		switch {
		case errors.Is(err, io.EOF):
			return l.diagnostics(), nil
		case err != nil:
			return l.diagnostics(), err
		case from.cut:
			l.warn(from.number, "the path is too long and is left out")
		case len(line) > 0:
			id, ok := l.path(line)
			if !ok {
				l.warn(from.number, "the quoted path cannot be read")
				continue
			}
			if !listed[id] {
				listed[id] = true
				h.Files = append(h.Files, id)
			}
		}
	}
}

// A log is a history while it is read.
type log struct {
	report
	history *model.History
	authors map[string]model.AuthorID // by address, a tab and name, as printed
	paths   map[string]model.PathID

	open    bool // changes belong to the last commit
	lost    bool // changes belong to a commit that cannot be read
	changes []model.Change
	buffer  []byte
}

func newLog(h *model.History) *log {
	l := &log{
		report: report{name: h.Name}, history: h,
		authors: map[string]model.AuthorID{}, paths: make(map[string]model.PathID, len(h.Paths)),
	}
	for i, path := range h.Paths {
		l.paths[path] = model.PathID(i)
	}
	return l
}

// line takes in a line that is not empty, and says what is wrong with it.
func (l *log) line(line []byte) string {
	if line[0] == '@' {
		l.endCommit()
		l.open = l.commit(line[1:])
		l.lost = !l.open
		if l.lost {
			return "the line of the commit cannot be read: its changes are left out"
		}
		return ""
	}
	kind, rest, _ := bytes.Cut(line, []byte{'\t'})
	change, counts, complaint := l.change(string(kind), rest)
	switch {
	case complaint != "":
		return complaint
	case !counts || l.lost:
		return ""
	case !l.open:
		return "a change stands before the first commit"
	}
	l.changes = append(l.changes, change)
	return ""
}

// endCommit gives the commit that was open its changes.
func (l *log) endCommit() {
	if l.open && len(l.changes) > 0 {
		l.history.Commits[len(l.history.Commits)-1].Changes = slices.Clone(l.changes)
	}
	l.open, l.changes = false, l.changes[:0]
}

// commit reads the line of a commit after its first character: its ID, when it was written, when it
// was committed, the author's address and name, and the co-authors after unit separators.
func (l *log) commit(line []byte) bool {
	fields := bytes.SplitN(line, []byte{'\t'}, 4)
	if len(fields) < 4 || !isID(fields[0]) || bytes.IndexByte(fields[3], '\t') < 0 {
		return false
	}
	authored, err1 := strconv.ParseInt(string(fields[1]), 10, 64)
	committed, err2 := strconv.ParseInt(string(fields[2]), 10, 64)
	if err1 != nil || err2 != nil {
		return false
	}
	if len(l.history.Commits) == 0 && !l.lost {
		l.history.Head = string(fields[0])
	}
	author, others, _ := bytes.Cut(fields[3], []byte{0x1f})
	l.history.Commits = append(l.history.Commits, model.Commit{
		Author: l.author(author), Authored: authored, Committed: committed, Coauthors: l.coauthors(others),
	})
	return true
}

// isID tells whether the text is the ID of a commit, of either length that git has.
func isID(text []byte) bool {
	return (len(text) == 40 || len(text) == 64) && !bytes.ContainsFunc(text, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'f')
	})
}

// author is the author of an address, a tab and a name.
func (l *log) author(printed []byte) model.AuthorID {
	if id, known := l.authors[string(printed)]; known {
		return id
	}
	email, name, _ := bytes.Cut(printed, []byte{'\t'})
	id := model.AuthorID(len(l.history.Authors))
	l.history.Authors = append(l.history.Authors, model.Author{Name: readable(name), Email: readable(email)})
	l.authors[string(printed)] = id
	return id
}

// coauthors lists the authors of texts such as "Ana Silva <ana@shop.example>", each once.
func (l *log) coauthors(texts []byte) []model.AuthorID {
	var ids []model.AuthorID
	for text := range bytes.SplitSeq(texts, []byte{0x1f}) {
		name, email, addressed := bytes.Cut(text, []byte{'<'})
		if addressed {
			email, _, _ = bytes.Cut(email, []byte{'>'})
		}
		name, email = bytes.TrimSpace(name), bytes.TrimSpace(email)
		if len(name)+len(email) == 0 {
			continue
		}
		if id := l.author(bytes.Join([][]byte{email, name}, []byte{'\t'})); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// readable is a name or an address as text. What is not UTF-8, though git was asked for it, is most
// likely Latin-1, which git itself assumes for mails.
func readable(text []byte) string {
	if utf8.Valid(text) {
		return strings.TrimSpace(printable(string(text)))
	}
	runes := make([]rune, len(text))
	for i, b := range text {
		runes[i] = rune(b)
	}
	return strings.TrimSpace(printable(string(runes)))
}

// change reads a change of the kind that git prints. It does not count where it says nothing about who
// knows the file.
func (l *log) change(kind string, paths []byte) (c model.Change, counts bool, complaint string) {
	letter, score := kind[:min(1, len(kind))], kind[min(1, len(kind)):]
	switch {
	case letter == "A" && score == "":
		c.Kind = model.ChangeAdd
	case letter == "M" && isScore(score, true):
		c.Kind = model.ChangeModify
	case letter == "R" && isScore(score, false):
		return l.rename(score, paths)
	case letter != "" && strings.Contains("CDTUXB", letter) && isScore(score, true):
		return c, false, ""
	default:
		return c, false, "the line is neither a commit nor a change"
	}
	var ok bool
	if c.Path, ok = l.path(paths); !ok {
		return c, false, unreadablePath
	}
	return c, true, ""
}

const unreadablePath = "the path of the change cannot be read"

func (l *log) rename(score string, paths []byte) (c model.Change, counts bool, complaint string) {
	similarity, _ := strconv.Atoi(score) // isScore has seen to it
	from, to, two := bytes.Cut(paths, []byte{'\t'})
	if !two {
		return c, false, unreadablePath
	}
	old, ok1 := l.path(from)
	path, ok2 := l.path(to)
	if !ok1 || !ok2 {
		return c, false, unreadablePath
	}
	return model.Change{Kind: model.ChangeRename, Similarity: uint8(min(similarity, 100)), Path: path, From: old}, true, ""
}

// isScore tells whether the text is a similarity as git prints it: up to three digits.
func isScore(text string, optional bool) bool {
	return len(text) <= 3 && (optional || text != "") && !strings.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
}

// path is the path that git prints, quoted or not.
func (l *log) path(printed []byte) (model.PathID, bool) {
	if bytes.IndexByte(printed, '\t') >= 0 {
		return 0, false
	}
	path, ok := unquote(printed, l.buffer)
	if !ok {
		return 0, false
	}
	if printed[0] == '"' {
		l.buffer = path
	}
	if id, known := l.paths[string(path)]; known {
		return id, true
	}
	id := model.PathID(len(l.history.Paths))
	name := string(path)
	l.history.Paths = append(l.history.Paths, name)
	l.paths[name] = id
	return id, true
}
