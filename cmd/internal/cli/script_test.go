package cli

import (
	"path/filepath"
	"testing"

	"github.com/linewalk/linewalk/cmd/internal/script"
)

func TestMain(m *testing.M) { script.Main(m, Main) }

// TestScript runs the scripts of testdata/script: one behaviour a file, named for it. UPDATE=1
// rewrites what they compare with.
func TestScript(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "script", "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	script.Run(t, files, false)
}
