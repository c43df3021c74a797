package prometheus

import (
	"regexp"
	"strings"
)

// A language is something a rule file may be written in that only another program understands. The
// mark is looked for in text that could not be read otherwise, as many of them are harmless where it
// can: annotations of alerts are templates too.
type language struct {
	is   string // a phrase
	mark *regexp.Regexp
}

// templates are the languages that whole files are written in. The more telling ones come first.
var templates = []language{
	{"it is an ERB template", regexp.MustCompile(`<%`)},
	{"it is a Jinja template", regexp.MustCompile(`\{%|\{#|\{\{-?\s*\w[\w.\[\]'"]*\s*\|\s*(?:default|to_yaml|to_json|join|list|map|int)\b`)},
	{"it is a Helm template", regexp.MustCompile("\\{\\{-?\\s*(?:`|[^}]*(?:\\.Values\\b|\\.Release\\b|\\.Chart\\b|\\.Files\\b|\\.Capabilities\\b|\\.Template\\b|\\b(?:include|define|nindent|indent|toYaml|tpl|fromYaml)\\b))")},
	{"it is a Go template", regexp.MustCompile(`(?m)^\s*(?:-\s+)?\{\{-?\s*(?:if|range|with|end|else|block|template|/\*)|^\s*(?:-\s+)?[\w"']+:\s*\{\{`)},
	{"it is in the rule language of Prometheus 1", regexp.MustCompile(`(?m)^\s*ALERT\s+\w+\s*(?:$|IF\b)`)},
	{"it is jsonnet", regexp.MustCompile(`(?m)^\s*local\s+\w+\s*=|^\s*\w+(?:\(\w*\))?::\s|\+::?\s*\{|\bimport\s+'`)},
	{"it is HTML", regexp.MustCompile(`(?i)^\s*<(?:!doctype|html)`)},
}

// placeholders are the marks of what is filled in before Prometheus sees it, inside of a value.
var placeholders = []language{
	{"it is an ERB template", regexp.MustCompile(`<%`)},
	{"it is a template", regexp.MustCompile(`\{\{|\{%`)},
	{"it holds variables that are filled in elsewhere", regexp.MustCompile(`\$\{|\$\(|\$\w|@@\w+@@`)},
}

// queryLanguages are those that rule files of other systems have in the place of PromQL.
var queryLanguages = []language{
	{"it is LogQL", regexp.MustCompile("\\}\\s*(?:\\|[=~>]|!=\\s*[\"`]|!~\\s*[\"`]|\\|\\s*(?:json|logfmt|pattern|regexp|unpack|unwrap|line_format|label_format|decolorize)\\b)")},
	{"it is MetricsQL", regexp.MustCompile(`(?i)\b(?:` + strings.Join(metricsQLFunctions, "|") + `)\s*\(|\bWITH\s*\(|\bkeep_metric_names\b|\bdefault\s+[\w(.-]|\bif(?:not)?\s*\(|\[\d*\.?\d*i\]`)},
}

// metricsQLFunctions are functions that MetricsQL has and PromQL has not
// (docs.victoriametrics.com/metricsql, functions).
var metricsQLFunctions = []string{
	"absent_over_time_silent", "aggr_over_time", "alias", "any", "ascent_over_time", "bitmap_and", "bitmap_or", "bitmap_xor",
	"bottomk_avg", "bottomk_last", "bottomk_max", "bottomk_median", "bottomk_min", "buckets_limit", "changes_prometheus",
	"count_eq_over_time", "count_gt_over_time", "count_le_over_time", "count_ne_over_time", "count_values_over_time",
	"decreases_over_time", "default_rollup", "delta_prometheus", "deriv_fast", "descent_over_time", "distinct",
	"distinct_over_time", "drop_common_labels", "drop_empty_series", "duration_over_time", "end", "first_over_time", "geomean",
	"geomean_over_time", "histogram", "histogram_over_time", "histogram_share", "hoeffding_bound_lower",
	"hoeffding_bound_upper", "ideriv", "increase_prometheus", "increase_pure", "increases_over_time", "integrate",
	"interpolate", "iqr_over_time", "keep_last_value", "keep_next_value", "label_copy", "label_del", "label_graphite_group",
	"label_keep", "label_lowercase", "label_map", "label_match", "label_mismatch", "label_move", "label_set",
	"label_transform", "label_uppercase", "label_value", "labels_equal", "lag", "lifetime", "limit_offset", "limitk",
	"mad", "median", "median_over_time", "mode", "mode_over_time", "now", "outliers_iqr", "outliers_mad", "outliersk",
	"prometheus_buckets", "quantiles", "quantiles_over_time", "rand", "rand_exponential", "rand_normal", "range_avg",
	"range_first", "range_last", "range_linear_regression", "range_mad", "range_max", "range_median", "range_min",
	"range_normalize", "range_over_time", "range_quantile", "range_stddev", "range_stdvar", "range_sum", "range_trim_outliers",
	"range_trim_spikes", "range_trim_zscore", "range_zscore", "rate_over_sum", "rate_prometheus", "remove_resets", "rollup",
	"rollup_candlestick", "rollup_delta", "rollup_deriv", "rollup_increase", "rollup_rate", "rollup_scrape_interval", "ru",
	"running_avg", "running_max", "running_min", "running_sum", "scrape_interval", "share", "share_eq_over_time",
	"share_gt_over_time", "share_le_over_time", "smooth_exponential", "sort_by_label_numeric", "start", "step",
	"stale_samples_over_time", "sum2", "sum2_over_time", "sum_eq_over_time", "sum_gt_over_time", "sum_le_over_time",
	"tfirst_over_time", "timestamp_with_name", "timezone_offset", "tlast_change_over_time", "tlast_over_time",
	"tmax_over_time", "tmin_over_time", "topk_avg", "topk_last", "topk_max", "topk_median", "topk_min", "ttf", "union",
	"vmrange", "zscore", "zscore_over_time",
}

// spoken is the first of the languages whose mark the text bears, as a phrase; empty if it bears none.
func spoken(languages []language, text string) string {
	for _, l := range languages {
		if l.mark.MatchString(text) {
			return l.is
		}
	}
	return ""
}

// A mention is the name of an alert in text that is not understood: "alert: Name" of YAML and its
// templates, JSON and jsonnet, and "ALERT Name" of Prometheus 1.
var mention = regexp.MustCompile(`(?m)(?:^|[{,])[ \t]*(?:-[ \t]+)*(?:["']?alert["']?[ \t]*:[ \t]*|ALERT[ \t]+)["']?([\pL_][^\s"'#,{}<]*)`)

// mentions lists the alerts that the text names, each once. A name that a template completes is none.
func mentions(text string) []string {
	var names []string
	seen := map[string]bool{}
	for _, m := range mention.FindAllStringSubmatchIndex(text, -1) {
		name, rest := text[m[2]:m[3]], text[m[3]:]
		if completed := strings.HasPrefix(rest, "{") || strings.HasPrefix(rest, "<%"); !completed && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// plain tells whether a text means itself, and is not filled in by another program.
func plain(text string) bool { return spoken(placeholders, text) == "" }
