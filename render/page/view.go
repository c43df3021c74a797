package page

import (
	"html/template"
	"strconv"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// A view is what the templates print. They choose and compute nothing.
type view struct {
	Policy string
	Style  template.CSS
	Script template.JS
	Facts  template.JS
	Spread spread

	System      string
	Description string
	Today       string
	Summary     summary
	Hurts       []hurt
	Plan        plan
	Pictures    []picture
	Gallery     gallery
	Rows        []row
	Heat        heat
	Cards       []card
	CardsLeft   int
	Journeys    journeys
	Crew        crew
	FMEA        table
	Findings    findings
	Waivers     []waiver
	Waived      []finding
	Rules       rulebook
	Evidence    []evidenceFile
	Verified    share
	Version     string
	Inputs      []Input
	Timestamp   string
}

// A picture stands in the page as it was handed in.
type picture struct {
	ID                   anchor
	Name, Title, Caption string
	SVG                  template.HTML
}

// A spread counts the arrows of which the facts tell how far their failure reaches, and when, and the others.
type spread struct{ Told, Untold int }

// A gallery is what is to be said of all pictures.
type gallery struct {
	Colours string
	Apart   bool     // each arrow stands by itself in one of the pictures, if not in the first
	Undrawn int      // arrows that stand by themselves in none
	LeftOut []string // the first parts without a picture
	More    int      // those that are not named
}

// mostLeftOut is how many parts without a picture are named.
const mostLeftOut = 12

func galleryOf(o Options) gallery {
	named := o.LeftOut[:min(mostLeftOut, len(o.LeftOut))]
	return gallery{
		Colours: o.Colours, Apart: len(o.Pictures) > 1 && o.Undrawn == 0, Undrawn: o.Undrawn,
		LeftOut: named, More: len(o.LeftOut) - len(named),
	}
}

// An evidenceFile is a file that the drawing was held against.
type evidenceFile struct {
	Kind, Name string
	Unread     int // parts that could not be read
}

// A share is a part of a whole.
type share struct{ Part, Of int }

// Percent is the part in percent, rounded down so that 100% means all.
func (s share) Percent() string { return strconv.Itoa(100*s.Part/max(1, s.Of)) + "%" }

func viewOf(r *analysis.Report, o Options) (*view, error) {
	g := newRegister(r)
	facts, spreads, err := g.facts()
	if err != nil {
		return nil, err
	}
	rules, err := g.rulebook()
	if err != nil {
		return nil, err
	}
	style := embedded("page.css") + embedded("script.css") + o.PictureStyle
	script := embedded("page.js")
	verified, claimed := g.verified()
	return &view{
		Policy: policy(style, script), Style: template.CSS(style), Script: template.JS(script), Facts: facts, Spread: spread{spreads, len(g.arrows) - spreads},
		System: r.System.Name.Or("Drawing"), Description: r.System.Description.Value, Today: r.Today.String(),
		Summary: g.summary(), Hurts: g.hurts(), Plan: g.plan(o.Plan, o.Assumed), Pictures: each(o.Pictures, g.picture), Gallery: galleryOf(o),
		Rows: g.rows(), Heat: g.heat(), Cards: g.cards(), CardsLeft: max(0, len(g.arrows)-mostCards),
		Journeys: g.journeys(), Crew: g.crew(), FMEA: g.fmea(), Findings: g.findings(), Waivers: g.waivers(), Waived: g.waived(), Rules: rules,
		Evidence: each(r.Evidence, func(f model.EvidenceFile) evidenceFile { return evidenceFile{f.Kind.String(), f.Name, len(f.Unread)} }),
		Verified: share{verified, claimed}, Version: o.Version, Inputs: o.Inputs, Timestamp: o.Timestamp,
	}, nil
}

func (g *register) picture(p Picture) picture {
	return picture{
		ID: g.anchors.free("picture-" + solid(p.Name)), Name: p.Name, Title: p.Title, Caption: p.Caption, SVG: template.HTML(p.SVG),
	}
}

// waived lists the diagnostics that waivers accept.
func (g *register) waived() []finding {
	return each(g.report.Waived[:min(len(g.report.Waived), mostFindings)], func(w analysis.Waived) finding {
		return g.finding(&w.Diagnostic)
	})
}
