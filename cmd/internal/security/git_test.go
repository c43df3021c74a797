package security_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// known is a drawing of which git tells who knows the code.
const known = `linewalk: 1
evidence: {git: .}
components: {shop: service, pay: {kind: service, code: [services/pay]}}
arrows: {shop -> pay: {if-down: breaks}}
`

// git runs git in the scene, as somebody with the given name.
func (s *scene) git(name string, args ...string) {
	s.Helper()
	command := exec.Command("git", append([]string{"-c", "user.name=" + name, "-c", "user.email=" + name + "@shop.io", "-c", "init.defaultBranch=main"}, args...)...)
	command.Dir, command.Env = s.folder, append(s.env, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_DATE=2026-10-01T12:00:00Z", "GIT_COMMITTER_DATE=2026-10-01T12:00:00Z")
	if out, err := command.CombinedOutput(); err != nil {
		s.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// namesInGit are those of authors and files with what a terminal or a runner obeys. They count as they are,
// and are shown as text.
func namesInGit(t *testing.T) {
	s := newScene(t, known)
	s.write("services/pay/a\tb\n::error::x\x1b[31m.go", "package pay\n")
	s.write("services/pay/##[error].go", "package pay\n")
	s.git("Bo\x1b]8;;http://evil\a\tBerg \u202e##[error]x", "init", "-q")
	s.git("Bo", "add", ".")
	s.git("Bo\x1b]8;;http://evil\a\tBerg \u202e##[error]x", "commit", "-q", "-m", "first")
	people := s.run("people", "linewalk.yaml").exits(0).says("Berg")
	inspectText(t, people.stdout+people.stderr)
	json := s.run("people", "--format", "json", "linewalk.yaml").exits(0).says("Berg")
	inspectJSON(t, json.stdout)
	s.git("Bo", "mv", "linewalk.yaml", "services/pay/shop\t##[x].yaml")
	since := s.run("check", "--since", "HEAD", "services/pay/shop\t##[x].yaml")
	inspectText(t, since.stdout+since.stderr)
	if since.code > 1 {
		t.Errorf("exit code %d\n%s", since.code, since.stderr)
	}
}

// hangingGit is a git that never answers: it is given up, and so are the processes that it started.
func hangingGit(t *testing.T) {
	if _, err := exec.LookPath("sleep"); err != nil {
		t.Skip("there is no sleep")
	}
	s := newScene(t, known)
	s.git("Bo", "init", "-q")
	s.git("Bo", "add", ".")
	s.git("Bo", "commit", "-q", "-m", "first")
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "git"), []byte("#!/bin/sh\nsleep 1000\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	s.env = append(s.env, "PATH="+folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	s.run("check", "linewalk.yaml").exits(1).says("git took longer than 30s")
	s.run("check", "--since", "HEAD", "linewalk.yaml").exits(2).says("git took longer than 30s")
	s.alone()
}
