package compose

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// topKeys are the keys of a compose file.
var topKeys = []string{"version", "name", "include", "services", "networks", "volumes", "configs", "secrets", "models"}

// serviceKeys are the keys of a service, those of older versions included.
var serviceKeys = []string{
	"annotations", "attach", "blkio_config", "build", "cap_add", "cap_drop", "cgroup", "cgroup_parent", "command", "configs",
	"container_name", "cpu_count", "cpu_percent", "cpu_period", "cpu_quota", "cpu_rt_period", "cpu_rt_runtime", "cpu_shares",
	"cpus", "cpuset", "credential_spec", "depends_on", "deploy", "develop", "device_cgroup_rules", "devices", "dns", "dns_opt",
	"dns_search", "dockerfile", "domainname", "driver_opts", "entrypoint", "env_file", "environment", "expose", "extends", "external_links",
	"extra_hosts", "gpus", "group_add", "healthcheck", "hostname", "image", "init", "ipc", "isolation", "label_file", "labels",
	"links", "log_driver", "log_opt", "logging", "mac_address", "mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit",
	"models", "network_mode", "networks", "net", "oom_kill_disable", "oom_score_adj", "pid", "pids_limit", "platform", "ports",
	"post_start", "pre_stop", "privileged", "profiles", "provider", "pull_policy", "read_only", "restart", "runtime", "scale",
	"secrets", "security_opt", "shm_size", "stdin_open", "stop_grace_period", "stop_signal", "storage_opt", "sysctls", "tmpfs",
	"tty", "ulimits", "use_api_socket", "user", "userns_mode", "uts", "volume_driver", "volumes", "volumes_from", "working_dir",
}

// known says that a key is none that compose has. Keys that start with x- are anybody's.
func (r *reader) known(key *yamlfile.Node, keys []string) {
	if slices.Contains(keys, key.Value) || strings.HasPrefix(key.Value, "x-") {
		return
	}
	near := ""
	if meant := diag.Near(key.Value, keys); len(meant) > 0 {
		near = "; did you mean " + meant[0] + "?"
	}
	r.say(diag.Note, key.Span, "compose has no key %s here, so it is not read%s", diag.Quote(key.Value), near)
}

// words splits a name such as DB_HOST, dbHost or db-host into its words, in capitals.
func words(name string) []string {
	var all []string
	start := 0
	flush := func(end int) {
		if end > start {
			all = append(all, strings.ToUpper(name[start:end]))
		}
		start = end
	}
	for i := range len(name) {
		c := name[i]
		switch {
		case !isLetter(c) && !isDigit(c):
			flush(i)
			start = i + 1
		case i > start && isUpper(c) && (!isUpper(name[i-1]) || i+1 < len(name) && isLower(name[i+1])):
			flush(i)
		}
	}
	flush(len(name))
	return all
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

// hostWords end the words of names whose value is an address.
var hostWords = []string{
	"HOST", "HOSTS", "HOSTNAME", "ADDR", "ADDRS", "ADDRESS", "ADDRESSES", "URL", "URLS", "URI", "URIS", "ENDPOINT", "ENDPOINTS",
	"SEED", "SEEDS", "BROKER", "BROKERS", "CONNECTION", "CONNECT", "SERVER", "SERVERS", "DSN", "UPSTREAM", "UPSTREAMS", "TARGET",
	"TARGETS", "NODES", "PEERS", "POINTS", "BOOTSTRAP", "PROXY",
}

// otherWords are words of names whose value is no address, unless another word says that it is one.
var otherWords = []string{"IMAGE", "TAG", "VERSION", "USER", "USERNAME", "PASSWORD", "PASS", "SECRET", "TOKEN", "KEY", "TITLE", "DESCRIPTION"}

// namesHost tells whether the value of a name is an address.
func namesHost(name string) bool {
	all := words(name)
	if n := len(all); n > 1 && all[n-1] == "NAME" && all[n-2] == "SERVER" {
		return false // by which a server is called, not which one to call
	}
	return slices.ContainsFunc(all, func(word string) bool {
		return slices.ContainsFunc(hostWords, func(h string) bool { return strings.HasSuffix(word, h) })
	})
}

// namesOther tells whether the value of a name is something that only looks like an address.
func namesOther(name string) bool {
	return !namesHost(name) && slices.ContainsFunc(words(name), func(w string) bool { return slices.Contains(otherWords, w) })
}

// namesBack tells whether the value of a name is where others come from, or where users are sent: the
// addresses under which a component is known, and those of its clients.
func namesBack(name string) bool {
	all := words(name)
	back := []string{
		"CALLBACK", "CALLBACKS", "REDIRECT", "REDIRECTS", "REDIRECTION", "ORIGIN", "ORIGINS", "CORS", "ALLOWED", "ALLOW", "TRUSTED",
		"ADVERTISED", "ADVERTISE", "LISTENER", "LISTENERS", "LISTEN", "REFERER", "WHITELIST", "ALLOWLIST", "LOGOUT", "AUDIENCE", "BIND",
	}
	for i, w := range all {
		if slices.Contains(back, w) {
			return true
		}
		if last := i == len(all)-1; (w == "CLIENT" || w == "CLIENTS") && last && len(all) > 1 {
			return true
		}
		if w == "NO" && i+1 < len(all) && all[i+1] == "PROXY" || w == "CALL" && i+1 < len(all) && all[i+1] == "BACK" {
			return true
		}
	}
	return false
}

// namesProbe tells whether the value of a name is asked only whether it is well.
func namesProbe(name string) bool {
	return slices.ContainsFunc(words(name), func(w string) bool {
		return slices.Contains([]string{"HC", "HEALTH", "HEALTHCHECK", "HEALTHCHECKS", "HEALTHZ", "LIVENESS", "READINESS", "PROBE"}, w)
	})
}

// A side is what a component does at a queue.
type side uint8

const (
	eitherSide side = iota
	sends
	receives
)

// namesSide tells from a name what a component does at a queue.
func namesSide(name string) side {
	found := eitherSide
	for _, w := range words(name) {
		was := found
		switch w {
		case "CONSUMER", "CONSUMERS", "CONSUME", "SUBSCRIBER", "SUBSCRIBE", "SUBSCRIPTION", "LISTENER", "RECEIVER":
			found = receives
		case "PRODUCER", "PRODUCERS", "PRODUCE", "PUBLISHER", "PUBLISH", "SENDER", "EMITTER":
			found = sends
		}
		if was != eitherSide && was != found {
			return eitherSide
		}
	}
	return found
}
