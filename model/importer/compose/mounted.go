package compose

import (
	"regexp"
	"strings"
)

// directive is a line of a configuration file that names an address: proxy_pass http://x; address: x;
// server x:80; url = x. The value stands behind a blank, a colon or an equals sign.
var directive = regexp.MustCompile(`^[\s\-]*["']?([A-Za-z][\w.\-]*)["']?(?:\s*[:=]\s*|\s+)["']?([A-Za-z0-9_][\w.\-]*)["']?[\s;,{]*(?:#.*)?$`)

// told finds what a configuration file mentions, whatever its format. Comments are left out.
func told(content string) []mention {
	var found []mention
	for line := range strings.SplitSeq(content, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if blank := strings.TrimSpace(line); blank == "" || blank[0] == '#' || blank[0] == ';' || strings.HasPrefix(blank, "//") || len(line) > 4000 {
			continue
		}
		if i := strings.Index(line, " #"); i >= 0 {
			line = line[:i]
		}
		found = append(found, addresses(line)...)
		if m := directive.FindStringSubmatch(line); m != nil && namesAddress(m[1]) {
			found = append(found, mention{host: m[2], reading: readFile})
		}
	}
	return found
}

// namesAddress is namesHost for the keys of files, which also pass on to somebody.
func namesAddress(key string) bool {
	switch key {
	case "proxy_pass", "fastcgi_pass", "uwsgi_pass", "grpc_pass", "reverse_proxy", "to":
		return true
	case "server_name":
		return false // what it is called, not whom it calls
	}
	return namesHost(key) && !namesBack(key)
}
