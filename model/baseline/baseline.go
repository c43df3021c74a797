// Package baseline reads and writes baselines: the findings that were there when linewalk arrived and are
// not to fail a check. A baseline is a ratchet and meant to shrink.
//
// The format is JSON Lines: {"baseline":1}, then one finding a line, sorted, so that changes of two people
// merge. A finding is told by its key, which holds whatever line it stands on and however it is worded.
// The other fields say to people what the key is of, and are checked against it.
package baseline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// Rule is the ID of what is said about a baseline itself.
const Rule = "read-baseline"

// version is that of the format.
const version = 1

// A Baseline is a list of findings that are accepted.
type Baseline struct {
	Name    string // of the file, as the user typed it
	Entries []Entry
}

// An Entry is a finding that is accepted.
type Entry struct {
	Key     string `json:"key"`
	Rule    string `json:"rule"`
	File    string `json:"file"` // below the top of the repository, with "/"
	Arrow   string `json:"arrow"`
	Subject string `json:"subject"`

	line    int32 // in the file it was read from
	leaving bool  // nobody minds if it accepts nothing
}

// Of lists entries for findings. The baseline has no name.
func Of(ds []diag.Diagnostic, in diag.Repository) *Baseline {
	b := &Baseline{}
	for i, key := range diag.Keys(ds, in) {
		d := ds[i]
		b.Entries = append(b.Entries, Entry{Key: key, Rule: d.Rule, File: in.Path(d.Span.File), Arrow: d.Arrow, Subject: d.Subject})
	}
	return b
}

// Text is the file that Read reads.
func (b *Baseline) Text() ([]byte, error) {
	lines := make([]string, 0, len(b.Entries))
	for _, e := range b.Entries {
		line, err := encoded(e)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	head, err := encoded(header{version})
	return []byte(head + strings.Join(slices.Compact(lines), "")), err
}

func encoded(v any) (string, error) {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return text.String(), err
}

type header struct {
	Baseline int `json:"baseline"`
}

// mostComplaints is how many lines are complained of before the rest is left.
const mostComplaints = 20

// Read reads a baseline. Whatever is wrong with it is an error: a baseline that is read in part would
// accept less than it says, and one of another version something else.
func Read(name string, text []byte) (*Baseline, []diag.Diagnostic) {
	r := reader{baseline: &Baseline{Name: name}}
	lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n"), "\n")
	if complaint := head(lines[0]); complaint != "" {
		r.complain(1, complaint)
		return nil, r.found
	}
	for i, line := range lines[1:] {
		if len(r.found) == mostComplaints {
			break
		}
		r.entry(int32(i)+2, line)
	}
	r.verify()
	if len(r.found) > 0 {
		return nil, r.found
	}
	return r.baseline, nil
}

// head says what is wrong with the first line.
func head(line string) string {
	var h header
	switch {
	case decoded(line, &h) != nil || h.Baseline == 0:
		return fmt.Sprintf("this is no baseline: its first line is not {\"baseline\":%d}", version)
	case h.Baseline != version:
		return fmt.Sprintf("this baseline has version %d, and this linewalk reads version %d", h.Baseline, version)
	}
	return ""
}

type reader struct {
	baseline *Baseline
	found    []diag.Diagnostic
}

func (r *reader) complain(line int32, message string) {
	at := diag.Point{Line: line, Col: 1}
	r.found = append(r.found, diag.Diagnostic{
		Rule: Rule, Level: diag.Error, Span: diag.Span{File: r.baseline.Name, Start: at, End: at}, Message: message,
		Mend: "take the file as it was, or write it anew with --write-baseline",
	})
}

func (r *reader) entry(line int32, text string) {
	e := Entry{line: line}
	switch err := decoded(text, &e); {
	case err != nil:
		r.complain(line, "this line is no finding: "+err.Error())
	case e.Key == "" || e.Rule == "":
		r.complain(line, "this finding has no key or no rule")
	case strings.HasPrefix(e.Rule, "read-"):
		r.complain(line, "what cannot be read is never accepted, and "+diag.Quote(e.Rule)+" is about that")
	default:
		r.baseline.Entries = append(r.baseline.Entries, e)
	}
}

// decoded reads one JSON value that is the whole line and has no fields but those known.
func decoded(line string, into any) error {
	d := json.NewDecoder(strings.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		if errors.Is(err, io.EOF) {
			return errors.New("it is empty")
		}
		return errors.New("it is not the JSON that is expected")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows it")
	}
	return nil
}

// verify checks that each key belongs to the fields beside it, so that nobody accepts one finding in the
// words of another.
func (r *reader) verify() {
	groups := map[Entry][]Entry{}
	for _, e := range r.baseline.Entries {
		fields := Entry{Rule: e.Rule, File: e.File, Arrow: e.Arrow, Subject: e.Subject}
		groups[fields] = append(groups[fields], e)
	}
	var wrong []Entry
	for fields, group := range groups {
		keys := fields.keys(len(group))
		for _, e := range group {
			if !slices.Contains(keys, e.Key) {
				wrong = append(wrong, e)
			}
		}
	}
	slices.SortFunc(wrong, func(a, b Entry) int { return int(a.line - b.line) })
	for _, e := range wrong[:min(len(wrong), mostComplaints)] {
		r.complain(e.line, "the key is not that of the fields beside it")
	}
}

// fewEquals is how many keys of equal findings are tried at least: the first of them may have been mended
// and taken out.
const fewEquals = 16

// keys lists the keys that several findings of the same fields may have.
func (e Entry) keys(n int) []string {
	same := diag.Diagnostic{Rule: e.Rule, Arrow: e.Arrow, Subject: e.Subject, Span: diag.Span{File: e.File}}
	return diag.Keys(slices.Repeat([]diag.Diagnostic{same}, max(fewEquals, 2*n)), diag.Repository{})
}

// Split tells the findings that the baseline accepts from the others. Vanished says of each entry that
// accepts nothing that it is stale.
func (b *Baseline) Split(ds []diag.Diagnostic, in diag.Repository) (others, accepted, vanished []diag.Diagnostic) {
	unmet := make(map[string]bool, len(b.Entries))
	for _, e := range b.Entries {
		unmet[e.Key] = true
	}
	for i, key := range diag.Keys(ds, in) {
		if unmet[key] {
			delete(unmet, key)
			accepted = append(accepted, ds[i])
		} else {
			others = append(others, ds[i])
		}
	}
	for _, e := range b.Entries {
		if unmet[e.Key] && !e.leaving {
			delete(unmet, e.Key)
			vanished = append(vanished, b.stale(e))
		}
	}
	return others, accepted, vanished
}

func (b *Baseline) stale(e Entry) diag.Diagnostic {
	at := diag.Point{Line: e.line, Col: 1}
	message := fmt.Sprintf("%s is no longer found in %s", e.Rule, e.File)
	switch {
	case e.Arrow != "":
		message = fmt.Sprintf("%s: %s is in the baseline and no longer found", diag.Shorten(e.Arrow, 40), e.Rule)
	case e.Subject != "":
		message = fmt.Sprintf("%s: %s is in the baseline and no longer found", diag.Shorten(e.Subject, 40), e.Rule)
	}
	return diag.Diagnostic{
		Rule: Rule, Level: diag.Note, Span: diag.Span{File: b.Name, Start: at, End: at}, Message: message,
		Mend: "linewalk check --write-baseline " + b.Name,
	}
}

// Under is the baseline with the entries of another one, which governs. An entry that b itself no longer has
// still accepts, and is not missed where it accepts nothing.
func (b *Baseline) Under(governing *Baseline) *Baseline {
	own := make(map[string]Entry, len(b.Entries))
	for _, e := range b.Entries {
		own[e.Key] = e
	}
	under := &Baseline{Name: b.Name}
	for _, e := range governing.Entries {
		mine, there := own[e.Key]
		if !there {
			mine, mine.leaving = e, true
		}
		under.Entries = append(under.Entries, mine)
	}
	return under
}

// Beyond lists the entries of another baseline that this one has not.
func (b *Baseline) Beyond(other *Baseline) []Entry {
	known := make(map[string]bool, len(b.Entries))
	for _, e := range b.Entries {
		known[e.Key] = true
	}
	var beyond []Entry
	for _, e := range other.Entries {
		if !known[e.Key] {
			beyond = append(beyond, e)
		}
	}
	return beyond
}
