package wiring

import (
	"regexp"
	"slices"
	"strings"
)

// A mention is an address in a text.
type mention struct {
	host    string
	reading Reading
	probe   bool   // what it stands under asks only whether it is well
	behind  string // the start of what follows it, which may ask that too
	unclear bool   // it may be none: part of a user's name or password, a bucket, a folder
}

var (
	hostPort  = regexp.MustCompile(`[A-Za-z0-9_][A-Za-z0-9_.-]*:[0-9]{2,5}`)
	keyedHost = regexp.MustCompile(`(?i)(data source|network address|[a-z][\w.-]*)\s*=\s*(?:tcp:|np:|"|')?([a-z0-9_][a-z0-9_.-]*)`)
	paired    = regexp.MustCompile(`[{,]\s*["']?([A-Za-z][\w.-]*)["']?\s*:\s*(?:["']?([A-Za-z0-9_][\w.-]*)["']?\s*[,}\]]?|\[([^\[\]{}]*)\])`)
	forwarded = regexp.MustCompile(`[?&#][^\s"'<>|\\,;]*?=[A-Za-z][A-Za-z0-9+.-]*://[^\s&"'<>|\\,;]*`)
	health    = regexp.MustCompile(`(?i)/(hc|health|healthz|health-?check|livez?|liveness|readyz?|readiness|ping|status|heartbeat)([/?]|$)`)
)

// lowestPort keeps the versions of images (redis:7, postgres:16) from being ports.
const lowestPort = 21

// addresses finds what a text mentions as a URL, as host:port, as the host of a connection string or as that of
// an object written in one line. What a URL hands on in its query is a value of whoever it leads to.
func addresses(value string) []mention {
	if strings.Contains(value, "://") {
		value = forwarded.ReplaceAllString(value, "")
	}
	found := urls(value)
	if strings.Contains(value, ":") {
		found = append(found, hostPorts(value)...)
	}
	if strings.Contains(value, "=") {
		found = append(found, keyed(value)...)
	}
	if strings.Contains(value, "{") {
		found = append(found, inObjects(value)...)
	}
	return found
}

// inObjects finds the hosts under keys of objects that stand in one line, as JSON or as YAML between braces.
func inObjects(value string) []mention {
	var found []mention
	for start := 0; ; {
		m := paired.FindStringSubmatchIndex(value[start:])
		if m == nil {
			return found
		}
		text := func(n int) string {
			if m[2*n] < 0 {
				return ""
			}
			return value[start+m[2*n] : start+m[2*n+1]]
		}
		if key := text(1); NamesHost(key) && !namesBack(key) {
			for _, one := range append(barely(text(2)), barely(text(3))...) {
				found = append(found, mention{host: one.host, reading: Host, unclear: true})
			}
		}
		start += m[3] // what follows the key may be an object of its own
	}
}

// hostPorts finds every host:port.
func hostPorts(value string) []mention {
	var found []mention
	lastAt := strings.LastIndexByte(value, '@')
	for _, at := range hostPort.FindAllStringIndex(value, -1) {
		if at[0] > 0 && !strings.ContainsRune(" \t\n,;=|@\"'([{/>", rune(value[at[0]-1])) ||
			at[1] < len(value) && !strings.ContainsRune(" \t\r\n,;/|\"')]}?&<\\", rune(value[at[1]])) {
			continue
		}
		host, port, _ := strings.Cut(value[at[0]:at[1]], ":")
		if number(port) >= lowestPort {
			found = append(found, mention{host: host, reading: HostPort, behind: value[at[1]:min(len(value), at[1]+longestPath)], unclear: lastAt > at[1]})
		}
	}
	return found
}

// keyed finds the hosts of connection strings: Server=x; host=x.
func keyed(value string) []mention {
	var found []mention
	for start := 0; ; {
		m := keyedHost.FindStringSubmatchIndex(value[start:])
		if m == nil {
			return found
		}
		name, host := strings.ToLower(value[start+m[2]:start+m[3]]), value[start+m[4]:start+m[5]]
		if name != "data source" && name != "network address" && !NamesHost(name) {
			start += m[4] // the value may be a name itself, as in x = host=y
			continue
		}
		found = append(found, mention{host: host, reading: DSN})
		start += m[5]
	}
}

func number(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

// longestPath bounds what is read of the path behind a host.
const longestPath = 200

// probes tells whether a mention asks only whether somebody is well, by the path behind it if not by its name.
func (m mention) probes() bool {
	path, _, _ := strings.Cut(m.behind, " ")
	return m.probe || strings.HasPrefix(path, "/") && health.MatchString(path)
}

// hostless are schemes of URLs that have something else where others have a host.
var hostless = []string{
	"file", "sqlite", "sqlite3", "unix", "classpath", "mem", "memory", "embedded", "s3", "s3a", "s3n", "gs", "gcs", "az", "azblob", "abfs", "abfss", "wasb", "wasbs",
	"data", "urn", "npipe", "fd", "oci", "docker", "arn", "projects", "dns",
}

// urls finds the hosts of URLs, several in one authority included.
func urls(value string) []mention {
	var found []mention
	for {
		i := strings.Index(value, "://")
		if i < 0 {
			return found
		}
		scheme := value[len(beforeScheme(value[:i])):i]
		value = value[i+len("://"):]
		this := value
		if next := strings.Index(this, "://"); next >= 0 {
			this = beforeScheme(this[:next])
		}
		if end := strings.IndexAny(this, " \t\r\n\"'`<>|\\"); end >= 0 {
			this = this[:end]
		}
		if scheme == "" {
			continue
		}
		of := authority(this)
		for n := range of {
			of[n].unclear = of[n].unclear || slices.Contains(hostless, strings.ToLower(scheme))
		}
		found = append(found, of...)
	}
}

// beforeScheme is text without the scheme of a URL at its end.
func beforeScheme(text string) string {
	return strings.TrimRightFunc(text, func(r rune) bool {
		return r < 0x80 && (isLetter(byte(r)) || isDigit(byte(r)) || strings.ContainsRune("+-.", r))
	})
}

// authority lists the hosts at the start of what follows "://". A password may hold a slash, which ends
// the authority otherwise.
func authority(rest string) []mention {
	query, _, _ := strings.Cut(rest, "?")
	slash := strings.IndexByte(query, '/')
	at := strings.LastIndexByte(query, '@')
	if at >= 0 && (slash < 0 || at < slash || strings.Contains(query[:slash], ":") && !hostPort.MatchString(query[:slash])) {
		rest = rest[at+1:]
	}
	end := strings.IndexAny(rest, "/?#;)]}")
	if end < 0 {
		end = len(rest)
	}
	var found []mention
	for host := range strings.SplitSeq(rest[:end], ",") {
		host = host[strings.LastIndexByte(host, '@')+1:]
		host, _, _ = strings.Cut(host, ":")
		host = strings.TrimPrefix(host, "(")
		if host != "" {
			found = append(found, mention{host: host, reading: URL, behind: rest[end:min(len(rest), end+longestPath)], unclear: strings.Contains(rest[end:], "@")})
		}
	}
	return found
}

// barely lists the parts of a value that may be a host and nothing else.
func barely(value string) []mention {
	if len(value) > 1000 || strings.Contains(value, "://") {
		return nil
	}
	var found []mention
	for part := range strings.FieldsFuncSeq(value, func(r rune) bool { return strings.ContainsRune(",; |\t\n[]\"'", r) }) {
		part, _, _ = strings.Cut(part, "/")
		if part != "" && !strings.ContainsAny(part, "=:@$") {
			found = append(found, mention{host: part, reading: Host})
		}
	}
	return found
}

// flags finds what the words of a command mention: addresses, and hosts behind an option that names one.
func flags(command []string) []mention {
	var parts []string
	for _, word := range command {
		parts = append(parts, strings.Fields(word)...)
	}
	var found []mention
	for i, part := range parts {
		for _, m := range addresses(part) {
			m.reading = Flag
			found = append(found, m)
		}
		if i > 0 && strings.HasPrefix(parts[i-1], "-") && len(strings.TrimLeft(parts[i-1], "-")) > 1 && NamesHost(parts[i-1]) {
			for _, m := range barely(part) {
				m.reading = Flag
				found = append(found, m)
			}
		}
	}
	return found
}

// An option is one of a command, with its value.
type option struct{ name, value string }

// named is the form of the name of an option.
var named = regexp.MustCompile(`^--?[A-Za-z][\w.-]*$`)

// options lists those of a command that name a host: --db-host=x, --db-host x.
func options(command []string) []option {
	var all []option
	before := ""
	for _, word := range command {
		for part := range strings.FieldsSeq(word) {
			name, value, given := strings.Cut(part, "=")
			if !given {
				name, value = before, part
			}
			if before = part; named.MatchString(name) && NamesHost(name) && !strings.HasPrefix(value, "-") {
				all = append(all, option{name, value})
			}
		}
	}
	return all
}

// mentions lists the addresses that an option holds.
func (o option) mentions() []mention { return append(addresses(o.value), barely(o.value)...) }

// waits tells whether a command waits for somebody before it starts, which is an order and no use.
func waits(command []string) bool {
	return slices.ContainsFunc(command, func(word string) bool { return waiting.MatchString(word) })
}

var (
	waiting = regexp.MustCompile(`wait-for|wait_for|waitfor|dockerize|\buntil\s|\bwhile\s+!|\bpg_isready\b`)

	// asked is a program that asks a host whether it is there, the options of it, and the host.
	asked = regexp.MustCompile(`\b(?:nc|ncat|netcat|telnet|nslookup|getent\s+hosts|ping)\s+(?:-[A-Za-z]+[0-9]*\s+(?:[0-9]+\s+)?)*([A-Za-z0-9_][\w.-]*)`)

	// askedBy is a host behind the option that names one.
	askedBy = regexp.MustCompile(`\s(?:-h|--?host)[\s=]+["']?([A-Za-z0-9_][\w.-]*)`)
)

// awaited finds whom a command waits for.
func awaited(command []string) []mention {
	found := flags(command)
	line := strings.Join(command, " ")
	for _, pattern := range []*regexp.Regexp{asked, askedBy} {
		for _, m := range pattern.FindAllStringSubmatch(line, -1) {
			found = append(found, mention{host: m[1], reading: Flag})
		}
	}
	return found
}
