package trial

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// PublicFolder is where files of public projects lie, beside this repository, as seen from the package of a
// format. Where it is absent the test is skipped.
func PublicFolder(t testing.TB) string {
	t.Helper()
	folder := filepath.Join("..", "..", "..", "..", "shared", "real")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the files of public projects are not here, so nothing is compared with them: %v", err)
	}
	return folder
}

// Public is the text of a file of a public project. The name has "/".
func Public(t testing.TB, name string) []byte {
	t.Helper()
	return read(t, filepath.Join(PublicFolder(t), filepath.FromSlash(name)))
}

// Truth lists the lines of a file of arrows without its comments, sorted. The name is that below the folder of
// such files, without the ending. A line is "from -> to", and behind a tab what else is known.
func Truth(t testing.TB, name string) []string {
	t.Helper()
	var all []string
	for line := range strings.Lines(string(Public(t, "groundtruth/"+name+".arrows"))) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	slices.Sort(all)
	return all
}

// SameArrows compares arrows that were read with the true ones, each as often as it occurs, in any order.
func SameArrows(t testing.TB, truth, got []string) {
	t.Helper()
	truth, got = slices.Sorted(slices.Values(truth)), slices.Sorted(slices.Values(got))
	if diff := cmp.Diff(truth, got); diff != "" {
		t.Errorf("arrows (-true +read):\n%s", diff)
	}
	t.Logf("%d arrows read, %d are true", len(got), len(truth))
}
