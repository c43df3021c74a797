package render

import (
	"io"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/compare"
)

// DiffJSON writes a comparison as one JSON document, described in JSONPage. Version is the tool's.
func DiffJSON(w io.Writer, c *compare.Comparison, version string) error {
	return encode(w, diffJSON{
		SchemaVersion: schemaVersion, Tool: toolJSON{"linewalk", version},
		Headline: DiffHeadline(c), Changed: !c.Empty(),
		Old: sideOf(c.Old), New: sideOf(c.New),
		Added: each(c.Added, diffArrowOf), Removed: each(c.Removed, diffArrowOf), Renamed: each(c.Renamed, renameOf),
		Cells: each(c.Cells, func(x compare.CellChange) cellChangeJSON {
			return cellChangeJSON{nameJSONOf(x.Arrow), analysis.CellNames()[x.Cell], x.Old.Value.String(), x.New.Value.String(), some(x.New.Reason), x.Direction().String()}
		}),
		Outcomes: each(c.Outcomes, func(x compare.OutcomeChange) outcomeChangeJSON {
			return outcomeChangeJSON{nameJSONOf(x.Arrow), x.Journey, outcomeJSONOf(x.Old), outcomeJSONOf(x.New), x.Direction().String()}
		}),
		Breaking: each(c.Breaking, func(x compare.JourneyBreaks) journeyBreaksJSON {
			return journeyBreaksJSON{x.Journey, each(x.More, compare.Name.String), each(x.Fewer, compare.Name.String)}
		}),
		Notices: each(c.Notices, func(x compare.NoticeChange) noticeChangeJSON {
			return noticeChangeJSON{nameJSONOf(x.Arrow), whenOf(x.Old), whenOf(x.New), x.Direction().String()}
		}),
		Owners: each(c.Owners, func(x compare.OwnerChange) ownerChangeJSON {
			return ownerChangeJSON{nameJSONOf(x.Arrow), diffOwnerJSON{x.Old.Owned, x.Old.Text}, diffOwnerJSON{x.New.Owned, x.New.Text}, x.Direction().String()}
		}),
		Guesses: each(c.Guesses, func(x compare.GuessChange) guessChangeJSON {
			return guessChangeJSON{nameJSONOf(x.Arrow), x.Guessed, x.Direction().String()}
		}),
		Journeys: each(c.Journeys, func(x compare.JourneyChange) journeyChangeJSON {
			return journeyChangeJSON{nameJSONOf(x.Journey), some(x.What), some(x.Old), some(x.New), x.Means.String()}
		}),
		Findings: findingsOf(c),
		Policy: each(c.Policy, func(x compare.PolicyChange) policyChangeJSON {
			return policyChangeJSON{x.What, nameJSONOf(x.About), some(x.Old), some(x.New), x.Means.String()}
		}),
	})
}

func sideOf(s compare.Side) sideJSON {
	return sideJSON{s.System, s.Arrows, shareOf(s.Coverage), shareOf(s.Vital), countsJSON{Errors: s.Counts.Errors, Warnings: s.Counts.Warnings, Notes: s.Counts.Notes}}
}

func nameJSONOf(n compare.Name) nameJSON { return nameJSON{some(n.Old), some(n.New)} }

func renameOf(n compare.Name) renameJSON { return renameJSON{n.Old, n.New} }

func diffArrowOf(a compare.Arrow) diffArrowJSON {
	cells := a.Cells.All()
	return diffArrowJSON{a.Name, cellValuesJSON{cells[0].Value.String(), cells[1].Value.String(), cells[2].Value.String(), cells[3].Value.String()}, a.Worst.String(), a.IfDown}
}

func outcomeJSONOf(o compare.Outcome) outcomeJSON {
	out := outcomeJSON{Verdict: o.Verdict.String(), Assumed: o.Assumed}
	if o.Verdict != 0 {
		degraded, broken := seconds(o.Degraded), seconds(o.Broken)
		out.Degraded, out.Broken = &degraded, &broken
	}
	return out
}

func whenOf(n compare.Notice) whenJSON { return whenJSON{n.When.String(), seconds(n.After)} }

func findingsOf(c *compare.Comparison) findingsJSON {
	f, old, new := c.Findings, c.Old.Repository, c.New.Repository
	return findingsJSON{
		New: diagnosticsOf(f.New, new), Raised: diagnosticsOf(f.Raised, new), Reinstated: diagnosticsOf(f.Reinstated, new),
		Gone: diagnosticsOf(f.Gone, old), Lowered: diagnosticsOf(f.Lowered, new), Accepted: diagnosticsOf(f.Accepted, new),
		Kept: len(f.Kept),
	}
}

// A diffJSON is the document of a comparison.
type diffJSON struct {
	SchemaVersion int                 `json:"schemaVersion" only:"1"`
	Tool          toolJSON            `json:"tool"`
	Headline      string              `json:"headline"`
	Changed       bool                `json:"changed"`
	Old           sideJSON            `json:"old"`
	New           sideJSON            `json:"new"`
	Added         []diffArrowJSON     `json:"added"`
	Removed       []diffArrowJSON     `json:"removed"`
	Renamed       []renameJSON        `json:"renamed"`
	Cells         []cellChangeJSON    `json:"cells"`
	Outcomes      []outcomeChangeJSON `json:"outcomes"`
	Breaking      []journeyBreaksJSON `json:"breaking"`
	Notices       []noticeChangeJSON  `json:"notices"`
	Owners        []ownerChangeJSON   `json:"owners"`
	Guesses       []guessChangeJSON   `json:"guesses"`
	Journeys      []journeyChangeJSON `json:"journeys"`
	Findings      findingsJSON        `json:"findings"`
	Policy        []policyChangeJSON  `json:"policy"`
}

type sideJSON struct {
	System   string     `json:"system"`
	Arrows   int        `json:"arrows"`
	Coverage shareJSON  `json:"coverage"`
	Vital    shareJSON  `json:"vital"`
	Counts   countsJSON `json:"counts"`
}

type nameJSON struct {
	Old *string `json:"old"`
	New *string `json:"new"`
}

type renameJSON struct {
	Old string `json:"old"`
	New string `json:"new"`
}

type cellValuesJSON struct {
	Monitor   string `json:"monitor" words:"cell"`
	Alert     string `json:"alert" words:"cell"`
	Owner     string `json:"owner" words:"cell"`
	BusFactor string `json:"busFactor" words:"cell"`
}

type diffArrowJSON struct {
	Name   string         `json:"name"`
	Cells  cellValuesJSON `json:"cells"`
	Worst  string         `json:"worst" words:"verdict"`
	IfDown string         `json:"ifDown"`
}

type cellChangeJSON struct {
	Arrow  nameJSON `json:"arrow"`
	Cell   string   `json:"cell" words:"cells"`
	Old    string   `json:"old" words:"cell"`
	New    string   `json:"new" words:"cell"`
	Reason *string  `json:"reason"`
	Means  string   `json:"means" words:"means"`
}

type outcomeJSON struct {
	Verdict  string   `json:"verdict" words:"verdict"`
	Degraded *seconds `json:"degraded"`
	Broken   *seconds `json:"broken"`
	Assumed  bool     `json:"assumed"`
}

type outcomeChangeJSON struct {
	Arrow   nameJSON    `json:"arrow"`
	Journey string      `json:"journey"`
	Old     outcomeJSON `json:"old"`
	New     outcomeJSON `json:"new"`
	Means   string      `json:"means" words:"means"`
}

type journeyBreaksJSON struct {
	Journey string   `json:"journey"`
	More    []string `json:"more"`
	Fewer   []string `json:"fewer"`
}

type whenJSON struct {
	When  string  `json:"when" words:"when"`
	After seconds `json:"after"`
}

type noticeChangeJSON struct {
	Arrow nameJSON `json:"arrow"`
	Old   whenJSON `json:"old"`
	New   whenJSON `json:"new"`
	Means string   `json:"means" words:"means"`
}

type diffOwnerJSON struct {
	Owned bool   `json:"owned"`
	Text  string `json:"text"`
}

type ownerChangeJSON struct {
	Arrow nameJSON      `json:"arrow"`
	Old   diffOwnerJSON `json:"old"`
	New   diffOwnerJSON `json:"new"`
	Means string        `json:"means" words:"means"`
}

type guessChangeJSON struct {
	Arrow   nameJSON `json:"arrow"`
	Guessed bool     `json:"guessed"`
	Means   string   `json:"means" words:"means"`
}

type journeyChangeJSON struct {
	Journey nameJSON `json:"journey"`
	What    *string  `json:"what"`
	Old     *string  `json:"old"`
	New     *string  `json:"new"`
	Means   string   `json:"means" words:"means"`
}

type findingsJSON struct {
	New        []diagnosticJSON `json:"new"`
	Raised     []diagnosticJSON `json:"raised"`
	Reinstated []diagnosticJSON `json:"reinstated"`
	Gone       []diagnosticJSON `json:"gone"`
	Lowered    []diagnosticJSON `json:"lowered"`
	Accepted   []diagnosticJSON `json:"accepted"`
	Kept       int              `json:"kept"`
}

type policyChangeJSON struct {
	What  string   `json:"what"`
	About nameJSON `json:"about"`
	Old   *string  `json:"old"`
	New   *string  `json:"new"`
	Means string   `json:"means" words:"means"`
}
