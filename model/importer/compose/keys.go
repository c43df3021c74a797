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
		near = " (did you mean " + meant[0] + "?)"
	}
	r.Say(diag.Note, key.Span, "compose has no key %s here%s, so it is not read", diag.Quote(key.Value), near)
}
