package security_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// cacheScene is a scene with a cache of its own, which is not compared.
func cacheScene(t *testing.T) (s *scene, cache string) {
	t.Helper()
	s, cache = newScene(t, quiet), t.TempDir()
	s.env = append(s.env, "XDG_CACHE_HOME="+cache)
	return s, cache
}

// draw is the picture of the drawing.
func (s *scene) draw(name string) (picture, said string) {
	s.Helper()
	r := s.run("render", "--layout-timeout", "2m", "-o", name, "linewalk.yaml").exits(0)
	return s.read(name), r.stderr
}

// openCache is a cache folder that everybody can write to: it is not used, and that is said once.
func openCache(t *testing.T) {
	s, cache := cacheScene(t)
	folder := filepath.Join(cache, "linewalk", "wasm")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	if _, said := s.draw("o.svg"); strings.Count(said, "cache folder") != 1 {
		t.Errorf("it is said %q", said)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("it is used: %v, %v", left, err)
	}
}

// damagedCache is a cache of which one byte is another: the picture is the same.
func damagedCache(t *testing.T) {
	s, cache := cacheScene(t)
	want, _ := s.draw("first.svg")
	damaged := 0
	err := filepath.WalkDir(cache, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == "stamp" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil || len(text) == 0 {
			return err
		}
		damaged++
		text[len(text)/2] ^= 1
		return os.WriteFile(path, text, 0o600)
	})
	if err != nil || damaged != 1 {
		t.Fatalf("%d files are damaged, %v", damaged, err)
	}
	if got, _ := s.draw("second.svg"); got != want {
		t.Error("the picture is another")
	}
}

// fillTogether has two that find the cache empty.
func fillTogether(t *testing.T) {
	_, cache := cacheScene(t)
	scenes := make([]*scene, 2)
	var together sync.WaitGroup
	for i := range scenes {
		scenes[i] = newScene(t, quiet)
		scenes[i].env = append(scenes[i].env, "XDG_CACHE_HOME="+cache)
		together.Go(func() { scenes[i].finish([]string{"render", "--layout-timeout", "2m", "-o", "o.svg", "linewalk.yaml"}) })
	}
	together.Wait()
	if scenes[0].read("o.svg") != scenes[1].read("o.svg") {
		t.Error("the pictures differ")
	}
}
