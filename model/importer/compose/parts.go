package compose

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer/wiring"
)

// remedy is what shows what compose files do not.
const remedy = "import traces or network policies, or draw the arrows"

// A projection makes the parts of a system of the services of a project.
type projection struct {
	*reader
	project  *project
	values   variables
	services []*service

	names   map[string][]int // whom a host name means, in small letters
	folders map[string][]string
	texts   map[string]string
}

// system is what a project says of the system that it starts.
func (r *reader) system(p *project, v variables) *wiring.System {
	j := &projection{
		reader: r, project: p, values: v, services: p.services,
		names: map[string][]int{}, folders: map[string][]string{}, texts: map[string]string{},
	}
	j.nameAll()
	s := &wiring.System{Name: p.name, Directory: j, Remedy: remedy}
	for _, one := range j.services {
		s.Parts = append(s.Parts, j.part(one))
	}
	s.Claims = slices.Concat(j.linked(), j.joined(), j.routed(s.Parts))
	return s
}

// nameAll notes by which names services find each other. An ID is never given up to an alias.
func (j *projection) nameAll() {
	for i, s := range j.services {
		j.names[strings.ToLower(s.id)] = []int{i}
	}
	taken := make(map[string]bool, len(j.names))
	for name := range j.names {
		taken[name] = true
	}
	for i, s := range j.services {
		for _, t := range s.otherNames() {
			name := strings.ToLower(t.value)
			if name != "" && !taken[name] && !slices.Contains(j.names[name], i) {
				j.names[name] = append(j.names[name], i)
			}
		}
	}
}

func (s *service) otherNames() []text {
	return slices.Concat([]text{s.hostname, s.container}, s.aliases)
}

// Whom lists the services that a host names for service i: by its links, else by their names.
func (j *projection) Whom(i int, host string) []int {
	found := j.called(i, host)
	if slices.Contains(found, i) {
		return nil
	}
	return found
}

// Knows tells whether a host names a service for service i, or i itself.
func (j *projection) Knows(i int, host string) bool {
	return len(j.called(i, host)) > 0
}

// called lists the services that a host names for service i, which may be among them.
func (j *projection) called(i int, host string) []int {
	host = strings.ToLower(strings.TrimPrefix(strings.TrimSuffix(host, "."), "tasks."))
	for _, l := range j.services[i].links {
		if to, alias, aliased := strings.Cut(l.value, ":"); aliased && strings.EqualFold(alias, host) {
			return j.names[strings.ToLower(to)]
		}
	}
	return j.names[host]
}

// part is what a service is, and what it is given.
func (j *projection) part(s *service) wiring.Part {
	s.environment = j.wholeEnvironment(s)
	at := wiring.Place{File: s.span.File, Path: "services." + s.id}
	p := wiring.Part{Component: s.component(), Image: s.image.value, At: at, Files: j.files(s)}
	for _, e := range s.environment {
		one := wiring.Setting{Name: e.name, Value: e.value, At: e.at}
		switch {
		case e.bare:
			one.Taken = wiring.Chosen
		case e.filed:
			one.Taken = wiring.Filed
		}
		p.Settings = append(p.Settings, one)
	}
	p.Commands = slices.Concat(commands(s.command), commands(s.entrypoint))
	p.Checks = commands(s.health)
	for _, n := range s.needs {
		for _, to := range j.names[strings.ToLower(n.service)] {
			p.Needs = append(p.Needs, wiring.Need{To: to, Done: n.done, At: n.at})
		}
	}
	return p
}

func (s *service) component() model.SketchComponent {
	c := model.SketchComponent{Name: s.id, Open: s.published, Tags: s.profiles}
	if s.replicas > 1 {
		c.Replicas = s.replicas
	}
	for _, t := range s.otherNames() {
		if t.literal && t.value != s.id && !slices.Contains(c.Aliases, t.value) {
			c.Aliases = append(c.Aliases, t.value)
		}
	}
	return c
}

// commands is the command line that texts make, or none.
func commands(words []text) []wiring.Command {
	if len(words) == 0 {
		return nil
	}
	c := wiring.Command{At: words[0].at}
	for _, w := range words {
		c.Words = append(c.Words, w.value)
	}
	return []wiring.Command{c}
}

// wholeEnvironment is the environment of a service with the files it is read from.
func (j *projection) wholeEnvironment(s *service) []setting {
	var fromFiles []setting
	for _, f := range s.envFiles {
		if f.source == "" {
			continue
		}
		content, err := j.reader.files.Read(f.source)
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				j.Say(diag.Note, f.at.Span, "%s", unread(err))
			} else {
				j.Say(diag.Note, f.at.Span, "the env_file named here is not there, so what it says is not known")
			}
			continue
		}
		for _, a := range assignments(string(content), j.values) {
			fromFiles = overlay(fromFiles, []setting{{name: a.name, filed: true, text: text{value: a.value, at: wiring.Place{File: f.source, Path: a.name}}}})
		}
	}
	if len(fromFiles) == 0 {
		return s.environment
	}
	return overlay(fromFiles, s.environment)
}

// files is what a service sees of the files of the project, with its own variables put in.
func (j *projection) files(s *service) []wiring.File {
	own := variables{}
	for _, e := range s.environment {
		own[e.name] = e.value
	}
	var all []wiring.File
	for _, m := range j.mounted(s) {
		f := wiring.File{ID: m.source + m.inline, At: wiring.Place{File: m.source}}
		if m.inline != "" {
			f.At = m.at
		}
		f.Text = func() string {
			if m.inline != "" {
				return own.expandLoosely(m.inline)
			}
			return own.expandLoosely(j.content(m))
		}
		all = append(all, f)
	}
	return all
}

// mounted lists the files of the project that a service gets to see.
func (j *projection) mounted(s *service) []mount {
	var all []mount
	for _, m := range s.volumes {
		names, listed := j.folders[m.source]
		if !listed {
			names = j.reader.files.List(m.source)
			if isSource(names, m.source) || m.source == "." {
				names = nil
			}
			j.folders[m.source] = names
		}
		if len(names) == 0 && j.folders[m.source] == nil && wiring.Tells(m.source) {
			all = append(all, m)
		}
		for _, name := range names {
			if wiring.Tells(strings.TrimPrefix(strings.TrimPrefix(name, m.source), "/")) {
				all = append(all, mount{source: name, at: m.at})
			}
		}
	}
	for _, c := range s.configs {
		if m, there := j.project.configs[c.target]; there {
			all = append(all, m)
		}
	}
	return all
}

// isSource tells whether a folder that is mounted is the source code of a program.
func isSource(names []string, folder string) bool {
	for _, mark := range []string{
		"package.json", "go.mod", "pom.xml", "build.gradle", "requirements.txt", "pyproject.toml", "Cargo.toml", "composer.json", "Gemfile",
		"Dockerfile", "manage.py", "compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml",
	} {
		if slices.Contains(names, path.Join(folder, mark)) {
			return true
		}
	}
	return false
}

// content is the text of a file that services see, empty if it is not there or no text. Such files are
// missing as a rule where only the compose files are at hand.
func (j *projection) content(m mount) string {
	if known, read := j.texts[m.source]; read {
		return known
	}
	content, err := j.reader.files.Read(m.source)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && path.Ext(m.source) != "" {
		j.Say(diag.Note, m.at.Span, "%s", unread(err))
	}
	if err != nil || len(content) > longestFile || slices.Contains(content, 0) {
		content = nil
	}
	j.texts[m.source] = string(content)
	return j.texts[m.source]
}

// linked reads the links of services.
func (j *projection) linked() []wiring.Claim {
	var all []wiring.Claim
	for i, s := range j.services {
		for _, l := range s.links {
			to, _, _ := strings.Cut(l.value, ":")
			for _, n := range j.names[strings.ToLower(to)] {
				at := l.at
				at.Path += "." + j.services[n].id
				all = append(all, wiring.Claim{From: i, To: n, Reading: wiring.Link, At: at})
			}
		}
	}
	return all
}

// joined reads which services have no network of their own and live in that of another, by whose name they are
// reached then.
func (j *projection) joined() []wiring.Claim {
	var all []wiring.Claim
	for i, s := range j.services {
		kind, of, found := strings.Cut(s.network.value, ":")
		if !found || kind != "service" && kind != "container" {
			continue
		}
		for _, n := range j.names[strings.ToLower(of)] {
			all = append(all, wiring.Claim{From: i, To: n, Reading: wiring.Network, At: s.network.at})
		}
	}
	return all
}

// routed reads who is to be reached through a proxy that goes by the labels of others.
func (j *projection) routed(parts []wiring.Part) []wiring.Claim {
	var all []wiring.Claim
	for i, s := range j.services {
		for _, e := range slices.Concat(s.labels, s.environment) {
			name := labelled(e)
			if name == "" {
				continue
			}
			for from := range parts {
				if parts[from].IsProxy(name) {
					all = append(all, wiring.Claim{From: from, To: i, Reading: wiring.RouteLabel, At: e.at})
				}
			}
		}
	}
	return all
}

// labelled is the proxy that reads a label or a variable of others, empty if none does.
func labelled(e setting) string {
	switch {
	case strings.HasPrefix(e.name, "traefik.http.") || strings.HasPrefix(e.name, "traefik.tcp.") || e.name == "traefik.enable" && e.value == "true" || strings.HasPrefix(e.name, "traefik.frontend"):
		return "traefik"
	case e.name == "VIRTUAL_HOST":
		return "nginx-proxy"
	case e.name == "caddy":
		return "caddy-docker-proxy"
	}
	return ""
}
