package yamlfile_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// rules are the IDs the tests know.
var rules = []string{"arrow-no-alert", "arrow-no-runbook", "arrow-mode-unseen", "arrow-no-owner"}

func read(name, text string) (*model.System, []diag.Diagnostic) {
	return yamlfile.Merge([]*yamlfile.File{yamlfile.Parse(name, []byte(text), yamlfile.Options{Rules: rules})})
}

func line(d diag.Diagnostic) string {
	return fmt.Sprintf("%d:%d: %s: %s [%s]", d.Span.Start.Line, d.Span.Start.Col, d.Level, d.Message, d.Rule)
}

func lines(ds []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		b.WriteString(line(d) + "\n")
	}
	return b.String()
}

func TestWorkedCases(t *testing.T) {
	const cases = "../../../shared/real/golden/meaning/*.yaml"
	if files, _ := filepath.Glob(cases); len(files) == 0 {
		t.Skip("the worked cases of the meaning of failure are not here")
	}
	each(t, cases, func(t *testing.T, file, text string) {
		_, found := read(filepath.Base(file), text)
		refused := strings.HasPrefix(filepath.Base(file), "refused-")
		if got := diag.Worst(found) == diag.Error; got != refused {
			t.Errorf("refused: %v, want %v\n%s", got, refused, lines(found))
		}
	})
}

// whole is everything a diagnostic says, on one line.
func whole(d diag.Diagnostic) string {
	text := fmt.Sprintf("%d:%d: %s", d.Span.Start.Line, d.Span.Start.Col, d.Message)
	for _, r := range d.Related {
		text += fmt.Sprintf("; %d:%d %s", r.Span.Start.Line, r.Span.Start.Col, r.Message)
	}
	if d.Mend != "" {
		text += "; mend: " + d.Mend
	}
	return text
}
