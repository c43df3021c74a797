package wiring

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// Strays are addresses that lead to nobody who is in the files.
type strays struct {
	hosts []strayHost
	index map[string]int
	count int
}

// A strayHost is one of their hosts, and where it is named first.
type strayHost struct {
	name, first string
	count       int
}

// add notes that a host is named by a part under a name.
func (s *strays) add(host, part, name string) {
	s.count++
	i, known := s.index[host]
	if !known {
		if s.index == nil {
			s.index = map[string]int{}
		}
		i = len(s.hosts)
		s.index[host] = i
		s.hosts = append(s.hosts, strayHost{name: host, first: part + " " + diag.Shorten(name, longestShown)})
	}
	s.hosts[i].count++
}

// How much of the strays is told.
const (
	mostStrays   = 8
	longestShown = 60
)

// sentence tells of the strays; it is empty where there are none.
func (s *strays) sentence() string {
	if s.count == 0 {
		return ""
	}
	var all []string
	for _, h := range s.hosts {
		at := h.first
		if h.count > 1 {
			at += fmt.Sprintf(" and %d more", h.count-1)
		}
		all = append(all, diag.Shorten(h.name, longestShown)+" ("+at+")")
	}
	what := fmt.Sprintf("%d addresses lead to hosts that no file here has, so they are no arrows", s.count)
	switch {
	case s.count == 1:
		what = "1 address leads to a host that no file here has, so it is no arrow"
	case len(s.hosts) == 1:
		what = fmt.Sprintf("%d addresses lead to a host that no file here has, so they are no arrows", s.count)
	}
	return what + ": " + importer.ShortList(all, mostStrays)
}

// stray notes the hosts that part i is given under a name, and that lead to nobody. Only what surely is the host of
// somebody to call counts.
func (d *derivation) stray(i int, name, value string, found []mention) {
	if len(found) == 0 || namesSite(name) || namesReading(name) {
		return
	}
	sure := surely(name, value, d.namesSelf(i, name))
	told := map[string]bool{}
	for _, m := range found {
		small := strings.ToLower(m.host)
		if m.unclear || told[small] {
			continue
		}
		told[small] = true
		if host := callable(m.host); host != "" && sure(m.reading, host) {
			d.noteStray(i, host, name)
		}
	}
}

func (d *derivation) noteStray(i int, host, name string) {
	if host != strings.ToLower(d.Parts[i].Component.Name) && !d.Directory.Knows(i, host) && len(d.Directory.Whom(i, host)) == 0 {
		d.strays.add(host, d.Parts[i].Component.Name, name)
	}
}

// surely tells which hosts in a value under a name are sure to be of somebody to call, by how they were read. A name
// that speaks of the component itself has where that is reached from outside.
func surely(name, value string, self bool) func(r Reading, host string) bool {
	named := NamesHost(name)
	list := named && !strings.Contains(value, "{") && !strings.Contains(value, "://")
	connection := connects.MatchString(value) && !strings.ContainsAny(value, `'"@`)
	alone := !self && namesOneHost(name) && hostChars.MatchString(value)
	return func(r Reading, host string) bool {
		switch r {
		case URL:
			return named && !self || inner(host)
		case HostPort:
			return list && (!self || inner(host))
		case DSN:
			return connection
		case Host:
			return alone
		}
		return false
	}
}

// connects is what a connection string has beside the host.
var connects = regexp.MustCompile(`(?i)(;|\s)\s*(database|initial catalog|dbname|port|user id|user|uid)\s*=`)

// namesOneHost tells whether the value of a name is one host and nothing else: an address may be that of a wallet.
func namesOneHost(name string) bool {
	all := words(name)
	secret := slices.ContainsFunc(all, func(w string) bool {
		return slices.Contains([]string{"PASSWORD", "PASS", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "CREDENTIALS"}, w)
	})
	return !secret && len(all) > 0 && slices.Contains([]string{"HOST", "HOSTS", "HOSTNAME"}, all[len(all)-1])
}

// selfWords are words of names whose value has to do with the component itself.
var selfWords = []string{
	"VIRTUAL", "LETSENCRYPT", "SERVER", "LISTEN", "BIND", "LOCAL", "MY", "SELF", "OWN", "THIS", "NODE", "POD", "HTTP", "HTTPS", "DEV", "VITE", "SERVICE", "CONTAINER",
	"DOMAIN", "TRAEFIK", "INGRESS", "DOCKER", "COMPUTER", "MACHINE", "SWAGGER", "DEFAULT", "WEBHOOK", "NEXTAUTH", "INSTANCE", "DASHBOARD", "KC", "APPLICATION",
	"EDITOR", "CANONICAL", "FQDN", "NAME", "PORT", "FULL",
}

// namesSelf tells whether a name of part i speaks of that part itself: all of its words say nothing else, or stand
// in the name or the image of the part too.
func (d *derivation) namesSelf(i int, name string) bool {
	called := strings.ToUpper(d.Parts[i].Component.Name + " " + imageName(d.Parts[i].Image))
	return !slices.ContainsFunc(words(name), func(w string) bool {
		return !NamesHost(w) && !slices.Contains(selfWords, w) && !slices.Contains(siteWords, w) && !strings.Contains(called, w)
	})
}

// namesReading tells whether the value of a name is a page for people to read, or the name of a vocabulary.
func namesReading(name string) bool {
	return slices.ContainsFunc(words(name), func(w string) bool {
		return slices.Contains([]string{
			"DOCS", "DOC", "DOCUMENTATION", "HELP", "SUPPORT", "LOGO", "ICON", "IMAGE", "IMG", "AVATAR", "TERMS", "PRIVACY", "LEGAL", "LINK", "LINKS", "NAMESPACE", "SCHEMA",
			"DOWNLOAD", "REPO", "REPOSITORY", "GIT", "HOMEPAGE", "HOME", "CONTACT", "LICENSE", "BADGE", "EXAMPLE",
		}, w)
	})
}

var (
	hostChars = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$`)
	numeric   = regexp.MustCompile(`(^|\.)[0-9]+$`)

	// blanks are what people write where a host is to be put in.
	blanks = regexp.MustCompile(`(?i)^(your|my|some|change|replace|insert|todo|xxx?|foo|bar)([_.-]|me|this|$)|^(host|hostname|domain|server|none|null|nil|true|false|yes|no|on|off|enabled|disabled|default|auto|example|undefined|unix|file|http|https)$`)
)

// callable is the host of somebody to call, in small letters, or empty if a text is none or means nobody: this
// machine, a number, a place for a host to be put in, a name kept for documentation (RFC 2606), the API of the
// cluster.
func callable(host string) string {
	if len(host) > 253 || !hostChars.MatchString(host) || numeric.MatchString(host) || strings.Contains(host, "..") || blanks.MatchString(host) {
		return ""
	}
	small := strings.ToLower(host)
	if small != host && host == strings.ToUpper(host) {
		return "" // a variable that is put in elsewhere
	}
	labels := strings.Split(small, ".")
	last := len(labels) - 1
	switch {
	case slices.Contains([]string{"localhost", "localdomain", "example", "test", "invalid"}, labels[last]), strings.HasPrefix(small, "ip6-"),
		last > 0 && labels[last-1] == "example" && slices.Contains([]string{"com", "net", "org", "edu"}, labels[last]),
		last > 0 && labels[last] == "internal" && slices.Contains([]string{"docker", "containers", "minikube"}, labels[last-1]),
		strings.HasPrefix(small, "docker.for."), small == "host-gateway", small == "kubernetes", strings.HasPrefix(small, "kubernetes.default"),
		slices.Contains([]string{"docs", "doc", "wiki", "schemas", "json-schema"}, labels[0]), strings.HasSuffix(small, "w3.org"):
		return ""
	}
	return small
}

// inner tells whether a host is one of the network of a system by its form: it has no domain, or that of the
// services of a cluster.
func inner(host string) bool {
	labels := strings.Split(host, ".")
	return len(labels) == 1 || slices.Index(labels, "svc") > 0
}

// keyOf is what a line of a configuration file starts with: the name of a directive, or a key.
var keyOf = regexp.MustCompile(`^[\s\-]*["']?([A-Za-z][\w.\-]*)["']?(?:\s*[:=]|\s)`)

// section is the name that a configuration file gives to something of its own, to be passed on to.
var section = regexp.MustCompile(`(?m)^\s*(?:upstream|backend|cluster|listen|map)\s+["']?([\w.-]+)`)

// strayInFile notes the hosts that lead to nobody in a file that part i sees: those of its own network, under a key
// that is of an address.
func (d *derivation) strayInFile(i int, f File, text string) {
	name := f.At.Path
	if name == "" {
		name = path.Base(f.At.File)
	}
	own := map[string]bool{}
	for _, m := range section.FindAllStringSubmatch(text, -1) {
		own[strings.ToLower(m[1])] = true
	}
	for line := range lines(text) {
		key := keyOf.FindStringSubmatch(line)
		if key == nil || !namesAddress(key[1]) || namesSite(key[1]) || strings.ContainsAny(line, "@$") {
			continue
		}
		for _, m := range addresses(line) {
			host := callable(m.host)
			if sure := m.reading == URL || m.reading == HostPort; sure && host != "" && inner(host) && !own[host] {
				own[host] = true // said once for a file
				d.noteStray(i, host, name)
			}
		}
	}
}
