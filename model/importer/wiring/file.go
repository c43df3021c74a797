package wiring

import (
	"iter"
	"path"
	"regexp"
	"slices"
	"strings"
)

// directive is a line of a configuration file that names an address: proxy_pass http://x; address: x;
// server x:80; url = x. The value stands behind a blank, a colon or an equals sign.
var directive = regexp.MustCompile(`^[\s\-]*["']?([A-Za-z][\w.\-]*)["']?(?:\s*[:=]\s*|\s+)["']?([A-Za-z0-9_][\w.\-]*)["']?[\s;,{]*(?:#.*)?$`)

// longestLine bounds what is read of a line of a file. Configurations in JSON may stand in one.
const longestLine = 1 << 18

// told finds what a configuration file mentions, whatever its format. Comments are left out.
func told(content string) []mention {
	var found []mention
	for line := range lines(content) {
		found = append(found, addresses(line)...)
		if m := directive.FindStringSubmatch(line); m != nil && namesAddress(m[1]) {
			found = append(found, mention{host: m[2], reading: OwnFile})
		}
	}
	return found
}

// lines are those of a configuration file that say something, without the comments behind them.
func lines(content string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.SplitSeq(content, "\n") {
			line = strings.TrimSuffix(line, "\r")
			if blank := strings.TrimSpace(line); blank == "" || blank[0] == '#' || blank[0] == ';' || strings.HasPrefix(blank, "//") || len(line) > longestLine {
				continue
			}
			if i := strings.Index(line, " #"); i >= 0 {
				line = line[:i]
			}
			if !yield(line) {
				return
			}
		}
	}
}

// namesAddress is NamesHost for the keys of files, which also pass on to somebody.
func namesAddress(key string) bool {
	switch key {
	case "proxy_pass", "fastcgi_pass", "uwsgi_pass", "grpc_pass", "reverse_proxy", "to":
		return true
	case "server_name":
		return false // what it is called, not whom it calls
	}
	return NamesHost(key) && !namesBack(key)
}

// Tells tells by the name of a file that a part sees whether it may say whom that part calls.
func Tells(name string) bool {
	base := strings.ToLower(path.Base(name))
	for _, part := range strings.Split(strings.ToLower(path.Dir(name)), "/") {
		if slices.Contains([]string{"node_modules", "vendor", "dashboards", "secrets", "certs", "test", "tests"}, part) || len(part) > 2 && part[0] == '.' && part[1] != '.' {
			return false
		}
	}
	switch {
	case strings.HasPrefix(base, "compose.") || strings.HasPrefix(base, "docker-compose") || strings.HasPrefix(base, ".env"):
		return false
	case strings.Contains(base, "secret") || strings.Contains(base, "password"):
		return false
	case strings.HasPrefix(base, "package") || strings.Contains(base, "lock.") || strings.HasPrefix(base, "tsconfig") || strings.HasPrefix(base, "openapi") || strings.HasPrefix(base, "swagger"):
		return false
	}
	kinds := []string{
		".conf", ".cfg", ".cnf", ".config", ".ini", ".yaml", ".yml", ".json", ".toml", ".properties", ".template", ".tmpl", ".tpl", ".xml",
		".alloy", ".river", ".hcl", ".vcl", ".caddyfile", ".env", "",
	}
	return slices.Contains(kinds, path.Ext(base))
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
