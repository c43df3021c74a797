package promql

import (
	"regexp"
	"strings"
)

// foreign names the language of a text that is no PromQL, as a phrase: a template, or MetricsQL. It is empty where
// neither shows.
func foreign(text string) string {
	if why := templated(text); why != "" {
		return why
	}
	if metricsQL.MatchString(text) {
		return "it is MetricsQL"
	}
	return ""
}

// templated names the template language that a text is written in, as a phrase.
func templated(text string) string {
	for _, t := range []struct{ sign, why string }{
		{"<%", "it is an ERB template"},
		{"{{", "it is a template with {{ }}"},
		{"{%", "it is a template with {% %}"},
		{"${", "it is a template with ${ }"},
		{"[[", "it is a template with [[ ]]"},
		{"$__", "it has a variable of Grafana"},
	} {
		if strings.Contains(text, t.sign) {
			return t.why
		}
	}
	return ""
}

// metricsQL finds what VictoriaMetrics' language has and PromQL does not: WITH templates, keep_metric_names,
// its own functions, and windows counted in steps (docs.victoriametrics.com/metricsql). A rate without a window is
// allowed there, too, but is a slip as often, so that it alone tells nothing.
var metricsQL = regexp.MustCompile(`(?i)^\s*with\s*\(|\bkeep_metric_names\b|\b(rollup|rollup_rate|rollup_increase|rollup_candlestick|default_rollup|range_[a-z_]+|running_[a-z_]+|increase_pure|` +
	`increase_prometheus|rate_prometheus|delta_prometheus|aggr_over_time|zscore_over_time|share_gt_over_time|share_le_over_time|share_eq_over_time|count_gt_over_time|count_le_over_time|` +
	`count_eq_over_time|count_ne_over_time|sum2_over_time|tlast_over_time|tfirst_over_time|lag|lifetime|scrape_interval|label_set|label_del|label_keep|label_copy|label_move|label_map|` +
	`label_transform|label_value|alias|histogram_share|prometheus_buckets|buckets_limit|any|median|mode|outliers_iqr|outliersk|topk_(?:max|min|avg|median|last)|bottomk_(?:max|min|avg|median|last)|` +
	`union|remove_resets|interpolate|keep_last_value|keep_next_value|sort_by_label_numeric|ascent_over_time|descent_over_time|hoeffding_bound_upper|stale_samples_over_time)\s*\(|` +
	`\)\s*(?:default|if|ifnot)\s|\bdefault\s+[0-9]|\[[0-9.]+i\]`)
