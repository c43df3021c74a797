package compose_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// TestSecondReader reads every set of compose files with the library of docker compose too. It knows no
// arrows, but it knows services, environments and the order of starting: each service is a component and each
// component a service; every value in which a host and port or a URL of another service stands has its arrow;
// and every arrow that is said to be read from the environment has the name of its provider in that value.
func TestSecondReader(t *testing.T) {
	compared := 0
	for folder, files := range composeSets(t) {
		at := filepath.Join(trial.PublicFolder(t), filepath.FromSlash(folder))
		project := loadWithCompose(t, at, files)
		if project == nil {
			continue
		}
		compared++
		sketch, _ := disk{folder: at}.read(t, files...)
		compareServices(t, folder, sketch, project)
		compareEnvironments(t, folder, sketch, project)
		compareOrder(t, folder, sketch, project)
	}
	t.Logf("%d sets compared", compared)
	if compared < 35 {
		t.Errorf("only %d sets of files were compared", compared)
	}
}

// loadWithCompose is nil where the library refuses the files, as it does without what .env would say.
func loadWithCompose(t *testing.T, folder string, files []string) *types.Project {
	t.Helper()
	var paths []string
	for _, f := range files {
		paths = append(paths, filepath.Join(folder, filepath.FromSlash(f)))
	}
	options := []cli.ProjectOptionsFn{cli.WithName("x"), cli.WithProfiles([]string{"*"}), cli.WithResolvedPaths(false)}
	if _, err := os.Stat(filepath.Join(folder, ".env")); err == nil {
		options = append(options, cli.WithEnvFiles(filepath.Join(folder, ".env")), cli.WithDotEnv)
	}
	o, err := cli.NewProjectOptions(paths, options...)
	if err != nil {
		t.Fatal(err)
	}
	project, err := o.LoadProject(context.Background())
	if err != nil {
		t.Logf("%s: the library does not read it: %v", folder, err)
		return nil
	}
	return project
}

func compareServices(t *testing.T, folder string, k *model.Sketch, p *types.Project) {
	t.Helper()
	var ours []string
	for _, c := range k.Components {
		ours = append(ours, c.Name)
	}
	theirs := p.ServiceNames()
	slices.Sort(ours)
	slices.Sort(theirs)
	if !slices.Equal(ours, theirs) {
		t.Errorf("%s: components %v, services %v", folder, ours, theirs)
	}
}

func compareEnvironments(t *testing.T, folder string, k *model.Sketch, p *types.Project) {
	t.Helper()
	for _, a := range k.Arrows {
		for _, e := range a.Evidence {
			_, key, inEnvironment := strings.Cut(e.Path, ".environment.")
			from := p.Services[a.From]
			if a.Kind == model.Event && from.Environment[key] == nil {
				from = p.Services[a.To] // the one that receives opens the connection
			}
			if !inEnvironment || from.Environment[key] == nil {
				continue
			}
			if value := *from.Environment[key]; !mentions(value, p, a.To) && !mentions(value, p, a.From) {
				t.Errorf("%s: %s is read from %s, which names neither end", folder, a.Name(), e.Path)
			}
		}
	}
	for name, s := range p.Services {
		for key, value := range s.Environment {
			if value == nil || regexp.MustCompile(`(?i)callback|redirect|origin|cors|allow|advertise|listen|image|client`).MatchString(key) {
				continue
			}
			for to := range p.Services {
				addressed := regexp.MustCompile(`(^|://|@|[=,; ])` + regexp.QuoteMeta(to) + `:\d{2,5}($|[/,;? ])`)
				if to != name && addressed.MatchString(*value) && !joined(k, name, to) {
					t.Errorf("%s: %s of %s addresses %s, and there is no arrow", folder, key, name, to)
				}
			}
		}
	}
}

// mentions tells whether a value has a name of a service in it.
func mentions(value string, p *types.Project, service string) bool {
	s := p.Services[service]
	names := []string{service, s.Hostname, s.ContainerName}
	for _, n := range s.Networks {
		if n != nil {
			names = append(names, n.Aliases...)
		}
	}
	return slices.ContainsFunc(names, func(name string) bool {
		return name != "" && strings.Contains(strings.ToLower(value), strings.ToLower(name))
	})
}

func joined(k *model.Sketch, one, other string) bool {
	return slices.ContainsFunc(k.Arrows, func(a model.SketchArrow) bool {
		return a.From == one && a.To == other || a.From == other && a.To == one
	})
}

// compareOrder looks for every depends_on among the arrows: as a likely one, or as a question.
func compareOrder(t *testing.T, folder string, k *model.Sketch, p *types.Project) {
	t.Helper()
	var missing []string
	for name, s := range p.Services {
		for to := range s.DependsOn {
			if to != name && !joined(k, name, to) {
				missing = append(missing, fmt.Sprintf("%s -> %s", name, to))
			}
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Errorf("%s: depends_on without an arrow: %s", folder, strings.Join(missing, ", "))
	}
}
