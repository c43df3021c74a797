//go:build linux

package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// corner is a drawing of two arrows.
const corner = `linewalk: 1
system: Corner
arrows:
  shop -> orders: {if-down: breaks}
  orders -> db: {if-down: breaks}
`

// TestC06Container runs linewalk as a container does: alone on a root folder that nobody can write to,
// as a user whom the machine does not know, without HOME or any other variable, in a process tree of its
// own. With and without a folder for its cache it judges and draws the same, and complains about nothing.
func TestC06Container(t *testing.T) {
	box := newContainer(t)
	judged := box.run(t, "", "check", "--exit-zero", "--today", "2026-03-09", "/linewalk.yaml")
	if !strings.Contains(judged, "shop -> orders") {
		t.Errorf("check says nothing of the arrow:\n%s", judged)
	}
	bare := box.draw(t, "")
	if !strings.Contains(bare, "<svg") || !strings.Contains(bare, "orders") {
		t.Errorf("there is no picture:\n%.300s", bare)
	}
	for _, cache := range []string{"/locked", "/volume", "/volume"} { // the last is filled by then
		if box.draw(t, cache) != bare {
			t.Errorf("with the cache in %s the picture is another", cache)
		}
	}
	if _, err := os.Stat(filepath.Join(box.root, "volume", "linewalk", "wasm", "stamp")); err != nil {
		t.Errorf("nothing was kept in the cache: %v", err)
	}
}

// A container is a root folder with the program, a drawing, and a volume that can be written to.
type container struct{ root, program string }

// newContainer needs root, and a system that lets it make namespaces.
func newContainer(t *testing.T) container {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can change the root folder")
	}
	if out, err := exec.Command("unshare", "--mount", "--pid", "--fork", "--net", "true").CombinedOutput(); err != nil {
		t.Skipf("namespaces cannot be made here: %v %s", err, out)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	box := container{t.TempDir(), program}
	for _, folder := range []string{"proc", "volume", "locked"} {
		if err := os.Mkdir(filepath.Join(box.root, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Join(box.root, "volume"), 0o777|os.ModeSticky); err != nil { // as a tmpfs is mounted
		t.Fatal(err)
	}
	box.write(t, "linewalk.yaml", corner)
	box.write(t, "linewalk", "")
	for _, library := range libraries(program) {
		text, err := os.ReadFile(library)
		if err != nil {
			t.Fatal(err)
		}
		box.write(t, library, string(text))
	}
	return box
}

func (c container) write(t *testing.T, name, text string) {
	t.Helper()
	full := filepath.Join(c.root, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}

// libraries are the files that a test program is linked with. What is released is linked with none.
func libraries(program string) []string {
	out, err := exec.Command("ldd", program).Output()
	if err != nil {
		return nil
	}
	var files []string
	for field := range strings.FieldsSeq(string(out)) {
		if filepath.IsAbs(field) {
			files = append(files, field)
		}
	}
	return files
}

// enter makes the root folder read-only but for the volume, mounts /proc, which every container has, and
// becomes a user without a name. There is no network.
const enter = `
root=$1 program=$2 cache=$3
shift 3
mount --make-rprivate /
mount --bind "$root" "$root"
mount --bind "$root/volume" "$root/volume"
mount --bind "$program" "$root/linewalk"
mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
if touch "$root/probe" 2>/dev/null; then
	echo 'the root folder can be written to' >&2
	exit 70
fi
chroot=$(command -v chroot)
exec env -i ${cache:+"XDG_CACHE_HOME=$cache"} "$chroot" --userspec=65532:65532 "$root" /linewalk "$@"
`

// run returns what linewalk prints, and fails if it has anything to complain about.
func (c container) run(t *testing.T, cache string, args ...string) string {
	t.Helper()
	command := exec.Command("unshare", append([]string{
		"--mount", "--pid", "--fork", "--net", "sh", "-e", "-c", enter, "enter", c.root, c.program, cache,
	}, args...)...)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); err != nil || stderr.Len() > 0 {
		t.Fatalf("linewalk %s: %v\n%s%s", strings.Join(args, " "), err, stderr.String(), stdout.String())
	}
	return stdout.String()
}

// draw returns a picture of the drawing.
func (c container) draw(t *testing.T, cache string) string {
	t.Helper()
	c.run(t, cache, "render", "--layout-timeout", "1m", "-o", "/volume/out/picture.svg", "/linewalk.yaml")
	picture, err := os.ReadFile(filepath.Join(c.root, "volume", "out", "picture.svg"))
	if err != nil {
		t.Fatal(err)
	}
	return string(picture)
}
