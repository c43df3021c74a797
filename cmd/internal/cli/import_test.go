package cli

import (
	"bufio"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// publicProjects is where files of public projects lie, beside this repository.
var publicProjects = filepath.Join("..", "..", "..", "..", "shared", "real")

// TestImportKeepsSecrets imports all sets of compose files and all manifests that there are, and looks for what
// their .env files and the environment in them hold: passwords, keys and tokens must be in no output, no drawing
// and no lock.
func TestImportKeepsSecrets(t *testing.T) {
	if _, err := os.Stat(publicProjects); err != nil {
		t.Skipf("the files of public projects are not here, so none is imported: %v", err)
	}
	sets := [][]string{
		{"oteldemo/compose.yaml", "oteldemo/compose.full.yaml", "oteldemo/compose.observability.yaml", "oteldemo/compose.agent.yaml"},
		{"eshoponcontainers/src/docker-compose.yml", "eshoponcontainers/src/docker-compose.override.yml"},
		{"sockshop/deploy/docker-compose/docker-compose.yml", "sockshop/deploy/docker-compose/docker-compose.monitoring.yml"},
		{"dsb-hotel/docker-compose.yml"},
	}
	folders, err := filepath.Glob(filepath.Join(publicProjects, "awesome-compose", "*", "compose.y*ml"))
	if err != nil || len(folders) == 0 {
		t.Fatal("no sets of awesome-compose", err)
	}
	for _, f := range folders {
		rel, err := filepath.Rel(publicProjects, f)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, []string{rel})
	}
	for _, folder := range []string{"boa", "boutique", "sockshop/deploy/kubernetes", "bookinfo"} {
		sets = append(sets, []string{folder})
	}
	looked := 0
	for _, set := range sets {
		format := "compose"
		var files, secrets []string
		for _, name := range set {
			files = append(files, filepath.Join(publicProjects, filepath.FromSlash(name)))
			if info, err := os.Stat(files[len(files)-1]); err == nil && info.IsDir() {
				format = "kubernetes"
				secrets = append(secrets, secretsBelow(t, files[len(files)-1])...)
				continue
			}
			secrets = append(secrets, secretsIn(t, files[len(files)-1])...)
		}
		secrets = append(secrets, secretsIn(t, filepath.Join(filepath.Dir(files[0]), ".env"))...)
		looked += len(secrets)
		out := filepath.Join(t.TempDir(), "drawing.yaml")
		var all bytes.Buffer
		for _, more := range [][]string{{"--dry-run"}, {}, {"--check"}} {
			args := append(append([]string{"import", format}, files...), append([]string{"-o", out}, more...)...)
			if code := Main(args, strings.NewReader(""), &all, &all); code != clean {
				t.Errorf("%s %v: exit code %d\n%s", set[0], more, code, all.String())
			}
		}
		for _, written := range []string{out, strings.TrimSuffix(out, ".yaml") + ".lock"} {
			text, err := os.ReadFile(written)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
		for _, secret := range secrets {
			if !strings.Contains(set[0], secret) && strings.Contains(all.String(), secret) { // some are the name of the system
				t.Errorf("%s: a value that is secret stands in the output, %d characters long", set[0], len(secret))
			}
		}
	}
	if looked < 20 {
		t.Errorf("only %d secrets were looked for", looked)
	}
}

// secretsBelow is secretsIn for all manifests below a folder.
func secretsBelow(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".yaml") {
			all = append(all, secretsIn(t, name)...)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// secretsIn lists the values of a file whose names say that they are secret.
func secretsIn(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	var all []string
	before := "" // the name on the line above, as in a list of names and values
	for lines := bufio.NewScanner(f); lines.Scan(); {
		key, value, found := strings.Cut(strings.TrimLeft(lines.Text(), " -#\""), "=")
		if !found {
			key, value, found = strings.Cut(key, ": ")
		}
		value, _, _ = strings.Cut(strings.Trim(value, "\"' "), " ")
		if strings.TrimSpace(key) == "value" {
			key = before
		}
		before = value
		upper := strings.ToUpper(key)
		named := strings.Contains(upper, "PASSWORD") || strings.Contains(upper, "SECRET") || strings.Contains(upper, "TOKEN") || strings.Contains(upper, "API_KEY")
		if found && named && len(value) > 5 && !strings.ContainsAny(value, "$/<") {
			all = append(all, value)
		}
	}
	return all
}

// TestImportNamesUTF16 hands over a file as some editors and shells of Windows write it.
func TestImportNamesUTF16(t *testing.T) {
	name := filepath.Join(t.TempDir(), "wide.mmd")
	if err := os.WriteFile(name, []byte("\xff\xfeg\x00r\x00a\x00p\x00h\x00"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"auto", "compose", "kubernetes", "mermaid", "dot", "calm"} {
		var said bytes.Buffer
		code := Main([]string{"import", format, name, "-o", filepath.Join(t.TempDir(), "x.yaml")}, strings.NewReader(""), &said, &said)
		if code != 2 || !strings.Contains(said.String(), "UTF-16") || !strings.Contains(said.String(), "save it as UTF-8") {
			t.Errorf("%s: exit code %d\n%s", format, code, said.String())
		}
	}
}

// TestImportIsBounded hands over a folder of files that are each small enough, and together are not.
func TestImportIsBounded(t *testing.T) {
	folder := t.TempDir()
	first := filepath.Join(folder, "0.yaml")
	if err := os.WriteFile(first, bytes.Repeat([]byte("# nothing\n"), largestFile/10), 0o666); err != nil {
		t.Fatal(err)
	}
	for i := range 11 {
		if err := os.Link(first, filepath.Join(folder, strconv.Itoa(i+1)+".yaml")); err != nil {
			t.Skipf("no second name for a file: %v", err)
		}
	}
	var said bytes.Buffer
	code := Main([]string{"import", "kubernetes", folder, "-o", filepath.Join(t.TempDir(), "x.yaml")}, strings.NewReader(""), &said, &said)
	if code != 2 || !strings.Contains(said.String(), "larger than 100 MB together") {
		t.Errorf("exit code %d\n%s", code, said.String())
	}
}
