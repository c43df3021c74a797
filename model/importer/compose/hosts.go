package compose

import (
	"regexp"
	"strings"
)

// A mention is an address in a text.
type mention struct {
	host    string
	reading string
	probe   bool // the path behind it asks only whether it is well
}

// The manners of reading, as evidence names them.
const (
	readURL      = "url"
	readHostPort = "host-port"
	readDSN      = "dsn"
	readHost     = "host"
	readFlag     = "flag"
	readFile     = "own-file"
	readRoute    = "route-label"
	readLink     = "link"
	readProbe    = "probe"
	readShared   = "shared-env"
	readStart    = "depends-on"
	readName     = "name"
	readOrder    = "start-order"
)

var (
	hostPort  = regexp.MustCompile(`[A-Za-z0-9_][A-Za-z0-9_.-]*:[0-9]{2,5}`)
	keyedHost = regexp.MustCompile(`(?i)(data source|network address|[a-z][\w.-]*)\s*=\s*(?:tcp:|np:|"|')?([a-z0-9_][a-z0-9_.-]*)`)
	health    = regexp.MustCompile(`(?i)/(hc|health|healthz|health-?check|livez?|liveness|readyz?|readiness|ping|status|heartbeat)([/?]|$)`)
)

// lowestPort keeps the versions of images (redis:7, postgres:16) from being ports.
const lowestPort = 21

// addresses finds what a text mentions as a URL, as host:port, or as the host of a connection string.
func addresses(value string) []mention {
	found := urls(value)
	for _, at := range hostPort.FindAllStringIndex(value, -1) {
		if at[0] > 0 && !strings.ContainsRune(" \t\n,;=|@\"'([{/>", rune(value[at[0]-1])) ||
			at[1] < len(value) && !strings.ContainsRune(" \t\r\n,;/|\"')]}?&<\\", rune(value[at[1]])) {
			continue
		}
		host, port, _ := strings.Cut(value[at[0]:at[1]], ":")
		if number(port) >= lowestPort {
			found = append(found, mention{host: host, reading: readHostPort, probe: probing(value[at[1]:])})
		}
	}
	for _, m := range keyedHost.FindAllStringSubmatch(value, -1) {
		if name := strings.ToLower(m[1]); name == "data source" || name == "network address" || namesHost(name) {
			found = append(found, mention{host: m[2], reading: readDSN})
		}
	}
	return found
}

func number(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

// probing tells whether the path at the start of a text asks only whether somebody is well.
func probing(rest string) bool {
	path, _, _ := strings.Cut(rest, " ")
	return strings.HasPrefix(path, "/") && health.MatchString(path)
}

// urls finds the hosts of URLs, several in one authority included.
func urls(value string) []mention {
	var found []mention
	for {
		i := strings.Index(value, "://")
		if i < 0 {
			return found
		}
		named := len(beforeScheme(value[:i])) < i
		value = value[i+len("://"):]
		this := value
		if next := strings.Index(this, "://"); next >= 0 {
			this = beforeScheme(this[:next])
		}
		if end := strings.IndexAny(this, " \t\r\n\"'`<>|\\"); end >= 0 {
			this = this[:end]
		}
		if named {
			found = append(found, authority(this)...)
		}
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
			found = append(found, mention{host: host, reading: readURL, probe: probing(rest[end:])})
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
			found = append(found, mention{host: part, reading: readHost})
		}
	}
	return found
}

// flags finds what the words of a command mention: addresses, and hosts behind an option that names one.
func flags(command []text) []mention {
	var parts []string
	for _, t := range command {
		parts = append(parts, strings.Fields(t.value)...)
	}
	var found []mention
	for i, part := range parts {
		for _, m := range addresses(part) {
			m.reading = readFlag
			found = append(found, m)
		}
		if i > 0 && strings.HasPrefix(parts[i-1], "-") && len(strings.TrimLeft(parts[i-1], "-")) > 1 && namesHost(parts[i-1]) {
			for _, m := range barely(part) {
				m.reading = readFlag
				found = append(found, m)
			}
		}
	}
	return found
}

// waits tells whether a command waits for somebody before it starts, which is an order and no use.
func waits(command []text) bool {
	for _, t := range command {
		for _, word := range []string{"wait-for", "wait_for", "waitfor", "dockerize"} {
			if strings.Contains(t.value, word) {
				return true
			}
		}
	}
	return false
}
