package model

import (
	"time"

	"github.com/linewalk/linewalk/model/diag"
)

// A System is what one drawing describes: one file, or several merged. All lists are in the order
// of the files and of the text; places that no file declares follow the declared components in the
// order of first mention.
type System struct {
	Name        Stated[string]
	Description Stated[string]
	Files       []string // in the order read

	People     []*Person
	Teams      []*Team
	Components []*Component
	Arrows     []*Arrow
	Monitors   []*Monitor
	Journeys   []*Journey
	Features   []*Feature
	Waivers    []*Waiver
	Evidence   []EvidenceSource
	Telemetry  Stated[Volume] // the budget
	Settings   Settings
}

// Component is the component of that name, or nil. Linear in their number.
func (s *System) Component(name string) *Component {
	for _, c := range s.Components {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Arrow is the arrow of that normalised name, or nil. Linear in their number.
func (s *System) Arrow(name string) *Arrow {
	for _, a := range s.Arrows {
		if a.Name() == name {
			return a
		}
	}
	return nil
}

// A Waiver is an accepted diagnostic with a reason and an end date. Exactly one of Arrow, Journey
// and Component says what it is about.
type Waiver struct {
	Rule      Stated[string]
	Arrow     Stated[*Arrow]
	Journey   Stated[*Journey]
	Component Stated[*Component]
	Because   Stated[string]
	Until     Stated[Date]
	By        Stated[Party]
	Span      diag.Span
}

// An EvidenceSource is a kind of evidence and the files it is read from.
type EvidenceSource struct {
	Kind  EvidenceKind
	Span  diag.Span
	Paths []Stated[string]
}

// An EvidenceKind is a kind of file that claims are checked against.
type EvidenceKind uint8

// The kinds of evidence.
const (
	EvidencePrometheusRules EvidenceKind = iota + 1
	EvidencePrometheusMetrics
	EvidencePrometheusTests
	EvidencePrometheusConfig
	EvidenceAlertmanager
	EvidenceOpenSLO
	EvidenceSloth
	EvidencePyrra
	EvidenceGrafana
	EvidenceCodeowners
	EvidenceCatalog
	EvidenceGit
)

var evidenceKinds = [...]string{
	EvidencePrometheusRules: "prometheus-rules", EvidencePrometheusMetrics: "prometheus-metrics",
	EvidencePrometheusTests: "prometheus-tests", EvidencePrometheusConfig: "prometheus-config", EvidenceAlertmanager: "alertmanager", EvidenceOpenSLO: "openslo",
	EvidenceSloth: "sloth", EvidencePyrra: "pyrra", EvidenceGrafana: "grafana", EvidenceCodeowners: "codeowners",
	EvidenceCatalog: "catalog", EvidenceGit: "git",
}

// EvidenceKinds lists the kinds of evidence.
func EvidenceKinds() []EvidenceKind {
	all := make([]EvidenceKind, 0, len(evidenceKinds)-1)
	for k := EvidencePrometheusRules; int(k) < len(evidenceKinds); k++ {
		all = append(all, k)
	}
	return all
}

func (k EvidenceKind) String() string { return evidenceKinds[k] }

// Settings are the choices of a drawing. The methods give the value in force.
type Settings struct {
	BusFactor        Stated[int]
	FailOn           Stated[diag.Level]
	ArrowOwner       Stated[ArrowOwner]
	UsersTellUsAfter Stated[time.Duration]
	DegradedCosts    Stated[float64]
	ReviewEvery      Stated[time.Duration]
	FlagMaxAge       Stated[time.Duration]
	WaiverMax        Stated[time.Duration] // how far ahead a waiver may end; without it there is no bound
	OurMetrics       Stated[[]string]      // patterns of names of metrics all of which the evidence lists
	Rules            []RuleSetting         // in the order written
}

// A RuleSetting sets the level of the rules whose ID matches.
type RuleSetting struct {
	Rule  string // an ID, or a glob such as arrow-*
	Level diag.Level
	Off   bool
	Span  diag.Span
}

// ArrowOwner says who owns an arrow that names no owner.
type ArrowOwner uint8

// The ways to find an owner.
const (
	OwnerEndsAgree ArrowOwner = iota
	OwnerDependent
	OwnerProvider
)

// ArrowOwners lists the ways to find an owner.
func ArrowOwners() []ArrowOwner { return []ArrowOwner{OwnerEndsAgree, OwnerDependent, OwnerProvider} }

func (o ArrowOwner) String() string { return [...]string{"ends-agree", "dependent", "provider"}[o] }

// WantedBusFactor is how many people at least should be able to go: 2 unless stated.
func (s Settings) WantedBusFactor() int { return s.BusFactor.Or(2) }

// FailsOn is the level from which on check fails: warning unless stated.
func (s Settings) FailsOn() diag.Level { return s.FailOn.Or(diag.Warning) }

// UsersTell is how long users take to tell us: an hour unless stated.
func (s Settings) UsersTell() time.Duration { return s.UsersTellUsAfter.Or(time.Hour) }

// DegradedShare is the share of a journey's worth that is lost while it is degraded: a quarter
// unless stated.
func (s Settings) DegradedShare() float64 { return s.DegradedCosts.Or(0.25) }

// ReviewAge is how old an answer may become: 180 days unless stated.
func (s Settings) ReviewAge() time.Duration { return s.ReviewEvery.Or(180 * 24 * time.Hour) }

// FlagAge is how old a flag may become: 180 days unless stated.
func (s Settings) FlagAge() time.Duration { return s.FlagMaxAge.Or(180 * 24 * time.Hour) }
