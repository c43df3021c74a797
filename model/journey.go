package model

import (
	"time"

	"github.com/linewalk/linewalk/model/diag"
)

// A JourneyID is the index of a journey in System.Journeys.
type JourneyID int32

// A Journey is what a user does and gets value from.
type Journey struct {
	ID   JourneyID
	Name string
	Span diag.Span

	Description  Stated[string]
	Who          Stated[*Component]
	Owner        Stated[Party]
	Steps        Stated[[]ArrowRef] // it cannot do without these
	Optional     Stated[[]ArrowRef] // without these it is only degraded
	Worth        Stated[Money]
	Target       Stated[float64] // as a fraction
	Tier         Stated[int]
	NoticeWithin Stated[time.Duration]
}

func (j *Journey) String() string { return j.Name }

// Matters tells whether something is at stake: worth, a target, or the first tier.
func (j *Journey) Matters() bool {
	return j.Worth.Given() || j.Target.Given() || j.Tier.Given() && j.Tier.Value == 1
}

// A Feature is something that is built so that users get value.
type Feature struct {
	Name string
	Span diag.Span

	Description  Stated[string]
	Journey      Stated[*Journey]
	ProductOwner Stated[Party]
	Stage        Stated[FeatureStage]
	Released     Stated[Date]
	FirstUsed    Stated[Date]
	Works        Stated[*Monitor] // how would we know that it works in production?
	Impact       Stated[Impact]
	Usage        Stated[Usage]
	Flag         Stated[Flag]
	Rollout      Stated[Rollout]
	Experiment   Stated[Experiment]
	Domain       Stated[Domain]
}

func (f *Feature) String() string { return f.Name }

// A FeatureStage is how far a feature has come.
type FeatureStage uint8

// The stages. A feature is done when the first customer used it.
const (
	StageIdea FeatureStage = iota + 1
	StageBuilding
	StageReleased
	StageUsed
	StageRetired
)

// FeatureStages lists the stages in order.
func FeatureStages() []FeatureStage {
	return []FeatureStage{StageIdea, StageBuilding, StageReleased, StageUsed, StageRetired}
}

func (s FeatureStage) String() string {
	return [...]string{"", "idea", "building", "released", "used", "retired"}[s]
}

// Impact is the change hoped for, and when somebody looks whether it came.
type Impact struct {
	Monitor Stated[*Monitor]
	Expect  Stated[string]
	Review  Stated[Date]
	Outcome Stated[string]
}

// Usage says where it is written how often the feature is used, and how often is expected.
type Usage struct {
	Evidence Stated[string]
	Expect   Stated[Rhythm]
}

// A Rhythm is how often something is expected.
type Rhythm uint8

// The rhythms.
const (
	Daily Rhythm = iota + 1
	Weekly
	Monthly
	Quarterly
	Yearly
)

// Rhythms lists the rhythms.
func Rhythms() []Rhythm { return []Rhythm{Daily, Weekly, Monthly, Quarterly, Yearly} }

func (r Rhythm) String() string {
	return [...]string{"", "daily", "weekly", "monthly", "quarterly", "yearly"}[r]
}

// A Flag switches a feature.
type Flag struct {
	Name    Stated[string]
	Created Stated[Date]
}

// A Rollout is the way of a feature to all users.
type Rollout struct {
	Steps   Stated[[]string]
	Guard   Stated[*Monitor]
	Compare Stated[string]
}

// An Experiment compares two ways. Shares are fractions; Lift is relative to Baseline.
type Experiment struct {
	Baseline Stated[float64]
	Lift     Stated[float64]
	Users    Stated[Rate]
	Power    Stated[float64]
	Alpha    Stated[float64]
}

// A Domain is the Cynefin domain of a feature: what kind of response fits.
type Domain uint8

// The domains.
const (
	DomainClear Domain = iota + 1
	DomainComplicated
	DomainComplex
	DomainChaotic
)

// Domains lists the domains.
func Domains() []Domain {
	return []Domain{DomainClear, DomainComplicated, DomainComplex, DomainChaotic}
}

func (d Domain) String() string {
	return [...]string{"", "clear", "complicated", "complex", "chaotic"}[d]
}
