package slofile

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A format is what a document may be.
type format struct {
	what       string // a phrase
	kind       model.EvidenceKind
	objectives bool // it holds objectives, even if no program reads them here
	versions   []string
	shape      func(document *yamlfile.Node) bool
}

func (f format) is(kind model.EvidenceKind) bool { return f.kind != 0 && f.kind == kind }

// says names the format, and the kind of evidence to read it as.
func (f format) says() string {
	switch {
	case f.kind != 0:
		return f.what + ", to be read as " + f.kind.String()
	case f.objectives:
		return f.what + ", which is not read"
	}
	return f.what
}

// formats are told by the beginning of the API version or by the shape.
var formats = []format{
	{what: "OpenSLO", kind: model.EvidenceOpenSLO, objectives: true, versions: []string{"openslo/", "openslo.com/"}},
	{what: "an objective of Pyrra", kind: model.EvidencePyrra, objectives: true, versions: []string{"pyrra.dev/"}},
	{
		what: "an objective of Sloth", kind: model.EvidenceSloth, objectives: true, versions: []string{"sloth.slok.dev/"},
		shape: func(d *yamlfile.Node) bool {
			return At(d, "slos") != nil && At(d, "service") != nil || strings.HasPrefix(Text(At(d, "version")), "prometheus/")
		},
	},
	{what: "an objective of slo-generator", objectives: true, versions: []string{"sre.google.com/"}},
	{
		what: "a configuration of slo-generator", objectives: true,
		shape: func(d *yamlfile.Node) bool {
			return At(d, "backends") != nil && (At(d, "exporters") != nil || At(d, "error_budget_policies") != nil)
		},
	},
	{what: "an objective of Nobl9", objectives: true, versions: []string{"n9/"}},
	{
		what: "rules of Prometheus", kind: model.EvidencePrometheusRules,
		shape: func(d *yamlfile.Node) bool {
			return Text(At(d, "kind")) == "PrometheusRule" || At(d, "groups") != nil && At(d, "groups").Kind == yamlfile.Sequence
		},
	},
}

func formatOf(document *yamlfile.Node) format {
	version := Text(At(document, "apiVersion"))
	for _, f := range formats {
		for _, v := range f.versions {
			if strings.HasPrefix(version, v) {
				return f
			}
		}
		if f.shape != nil && f.shape(document) {
			return f
		}
	}
	if kind := Text(At(document, "kind")); kind != "" && len(kind) < 40 {
		return format{what: "a document of kind " + kind}
	}
	return format{what: "something else"}
}
