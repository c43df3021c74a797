package render

// documentJSON is the document that JSON writes. The order of fields here is their order there.
type documentJSON struct {
	SchemaVersion int              `json:"schemaVersion" only:"1"`
	Tool          toolJSON         `json:"tool"`
	Read          bool             `json:"read" only:"true"`
	System        string           `json:"system"`
	Description   *string          `json:"description"`
	Files         []string         `json:"files"`
	Evidence      []evidenceJSON   `json:"evidence"`
	Learned       []learnedJSON    `json:"learned"`
	Today         string           `json:"today"`
	Headline      headlineJSON     `json:"headline"`
	Counts        countsJSON       `json:"counts"`
	Coverage      coverageJSON     `json:"coverage"`
	Arrows        []arrowJSON      `json:"arrows"`
	Journeys      []journeyJSON    `json:"journeys"`
	NeverUp       []string         `json:"neverUp"`
	Deadlocks     [][]string       `json:"deadlocks"`
	Diagnostics   []diagnosticJSON `json:"diagnostics"`
	Waived        []waivedJSON     `json:"waived"`
	Baselined     []diagnosticJSON `json:"baselined"`
	Since         *sinceJSON       `json:"since"`
	Policy        *policyJSON      `json:"policy"`
	Rules         []ruleJSON       `json:"rules"`
	Changed       []changedJSON    `json:"changed"`
}

// unreadJSON is the document of a drawing that could not be read.
type unreadJSON struct {
	SchemaVersion int              `json:"schemaVersion" only:"1"`
	Tool          toolJSON         `json:"tool"`
	Read          bool             `json:"read" only:"false"`
	Counts        countsJSON       `json:"counts"`
	Diagnostics   []diagnosticJSON `json:"diagnostics"`
}

// whatIfJSON is the document that WhatIfJSON writes.
type whatIfJSON struct {
	SchemaVersion int         `json:"schemaVersion" only:"1"`
	Tool          toolJSON    `json:"tool"`
	System        string      `json:"system"`
	Failed        []string    `json:"failed"`
	Mode          string      `json:"mode" words:"asked"`
	IfDown        ifDownJSON  `json:"ifDown"`
	Notice        noticeJSON  `json:"notice"`
	Watches       []watchJSON `json:"watches"`
	Cost          []lossJSON  `json:"cost"`
	Assumed       []string    `json:"assumed"`
}

type toolJSON struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type headlineJSON struct {
	Text      string     `json:"text"`
	Arrows    int        `json:"arrows"`
	Breaking  int        `json:"breaking"`
	Todo      int        `json:"todo"`
	Unnoticed int        `json:"unnoticed"`
	Sole      []soleJSON `json:"sole"`
	Assumed   int        `json:"assumed"`
}

type soleJSON struct {
	Person string `json:"person"`
	Arrows int    `json:"arrows"`
}

type countsJSON struct {
	Errors         int `json:"errors"`
	Warnings       int `json:"warnings"`
	Notes          int `json:"notes"`
	Waived         int `json:"waived"`
	Baselined      int `json:"baselined"`
	Vanished       int `json:"baselineVanished"`
	WaiversExpired int `json:"waiversExpired"`
	WaiversEndSoon int `json:"waiversEndSoon"`
	WaiversAside   int `json:"waiversSetAside"`
}

type coverageJSON struct {
	All   shareJSON      `json:"all"`
	Vital shareJSON      `json:"vital"`
	Cells cellCountsJSON `json:"cells"`
}

type shareJSON struct {
	Arrows  int     `json:"arrows"`
	Covered int     `json:"covered"`
	Asked   int     `json:"asked"`
	Share   float64 `json:"share"`
}

type cellCountsJSON struct {
	Monitor   triJSON `json:"monitor"`
	Alert     triJSON `json:"alert"`
	Owner     triJSON `json:"owner"`
	BusFactor triJSON `json:"busFactor"`
}

type triJSON struct {
	Yes     int `json:"yes"`
	No      int `json:"no"`
	Unknown int `json:"unknown"`
}

type arrowJSON struct {
	Name      string        `json:"name"`
	From      string        `json:"from"`
	To        string        `json:"to"`
	Qualifier *string       `json:"qualifier"`
	Kind      string        `json:"kind" words:"kind"`
	Label     *string       `json:"label"`
	File      string        `json:"file"`
	Line      int32         `json:"line"`
	Column    int32         `json:"column"`
	Status    string        `json:"status" words:"status"`
	Rank      int           `json:"rank"`
	Answered  bool          `json:"answered"`
	Bare      bool          `json:"bare"`
	Cells     cellsJSON     `json:"cells"`
	IfDown    ifDownJSON    `json:"ifDown"`
	Notice    noticeJSON    `json:"notice"`
	Modes     []modeJSON    `json:"modes"`
	Proof     *proofJSON    `json:"proof"`
	Watches   []watchJSON   `json:"watches"`
	Owner     *string       `json:"owner"`
	Ownership ownershipJSON `json:"ownership"`
	People    peopleJSON    `json:"people"`
	AtNight   clauseJSON    `json:"atNight"`
	Cost      []lossJSON    `json:"cost"`
	Yearly    []lossJSON    `json:"yearly"`
	Assumed   []string      `json:"assumed"`
	Reviewed  *reviewedJSON `json:"reviewed"`
	InVain    []string      `json:"nobodyKnows" words:"topic"`
	Notes     []string      `json:"notes"`
}

// reviewedJSON says when somebody walked the arrow.
type reviewedJSON struct {
	On string  `json:"on"`
	By *string `json:"by"`
}

type cellsJSON struct {
	Monitor   cellJSON `json:"monitor"`
	Alert     cellJSON `json:"alert"`
	Owner     cellJSON `json:"owner"`
	BusFactor cellJSON `json:"busFactor"`
}

type cellJSON struct {
	Value  string `json:"value" words:"cell"`
	Reason string `json:"reason"`
}

type ifDownJSON struct {
	Line       string               `json:"line"`
	Worst      string               `json:"worst" words:"verdict"`
	Journeys   []fateJSON           `json:"journeys"`
	Components []componentStateJSON `json:"components"`
	Arrows     []arrowStateJSON     `json:"arrows"`
}

type fateJSON struct {
	Name          string  `json:"name"`
	Verdict       string  `json:"verdict" words:"verdict"`
	DegradedAfter seconds `json:"degradedAfter"`
	BrokenAfter   seconds `json:"brokenAfter"`
}

type componentStateJSON struct {
	Name          string  `json:"name"`
	State         string  `json:"state" words:"component"`
	DegradedAfter seconds `json:"degradedAfter"`
	DownAfter     seconds `json:"downAfter"`
}

type arrowStateJSON struct {
	Name          string  `json:"name"`
	State         string  `json:"state" words:"arrow"`
	ImpairedAfter seconds `json:"impairedAfter"`
	FailsAfter    seconds `json:"failsAfter"`
}

type noticeJSON struct {
	When         string        `json:"when" words:"when"`
	Where        string        `json:"where" words:"where"`
	After        seconds       `json:"after"`
	Alert        *string       `json:"alert"`
	Monitor      *string       `json:"monitor"`
	Delay        *delayJSON    `json:"delay"`
	UsersAfter   seconds       `json:"usersAfter"`
	ClaimedAfter seconds       `json:"claimedAfter"`
	Incident     *incidentJSON `json:"incident"`
}

type incidentJSON struct {
	On           string   `json:"on"`
	NoticedAfter *seconds `json:"noticedAfter"`
	By           *string  `json:"by"`
}

type watchJSON struct {
	Monitor string  `json:"monitor"`
	Where   string  `json:"where" words:"where"`
	Onset   seconds `json:"onset"`
	Blind   *string `json:"blind"`
}

type ownershipJSON struct {
	How  string  `json:"how" words:"owned"`
	From *string `json:"from"`
	To   *string `json:"to"`
}

type peopleJSON struct {
	Told clauseJSON `json:"told"`
	Mend clauseJSON `json:"mend"`
	Low  int        `json:"low"`
	High *int       `json:"high"`
	Cut  []string   `json:"cut"`
}

type clauseJSON struct {
	People   []string `json:"people"`
	Complete bool     `json:"complete"`
	Why      *string  `json:"why"`
}

type lossJSON struct {
	Amount   float64 `json:"amount"`
	Currency string  `json:"currency"`
}

type journeyJSON struct {
	Name         string     `json:"name"`
	File         string     `json:"file"`
	Line         int32      `json:"line"`
	Column       int32      `json:"column"`
	Who          *string    `json:"who"`
	Owner        *string    `json:"owner"`
	Worth        *worthJSON `json:"worth"`
	Target       *float64   `json:"target"`
	Tier         *int       `json:"tier"`
	NoticeWithin *seconds   `json:"noticeWithin"`
	Breaks       []string   `json:"breaks"`
	Degrades     []string   `json:"degrades"`
	Value        []string   `json:"value"`
	Synthetic    []string   `json:"synthetic"`
}

type worthJSON struct {
	Amount   float64 `json:"amount"`
	Currency string  `json:"currency"`
	Per      seconds `json:"per"`
}

// placeJSON is a span. It is embedded, so that its fields stand among those of what has a place.
type placeJSON struct {
	File      string `json:"file"`
	Line      int32  `json:"line"`
	Column    int32  `json:"column"`
	EndLine   int32  `json:"endLine"`
	EndColumn int32  `json:"endColumn"`
}

type diagnosticJSON struct {
	Key   string `json:"key"`
	Rule  string `json:"rule"`
	Level string `json:"level" words:"level"`
	placeJSON
	Message string        `json:"message"`
	Arrow   *string       `json:"arrow"`
	Subject *string       `json:"subject"`
	Gap     string        `json:"gap" words:"gap"`
	IfDown  *string       `json:"ifDown"`
	Mend    *string       `json:"mend"`
	Waive   *string       `json:"waive"`
	Related []relatedJSON `json:"related"`
}

type relatedJSON struct {
	placeJSON
	Message string `json:"message"`
}

type waivedJSON struct {
	Diagnostic diagnosticJSON `json:"diagnostic"`
	Because    string         `json:"because"`
	Until      string         `json:"until"`
	By         *string        `json:"by"`
	File       string         `json:"file"`
	Line       int32          `json:"line"`
	Column     int32          `json:"column"`
}

type ruleJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Group string `json:"group"`
	Level string `json:"level" words:"level"`
	Off   bool   `json:"off"`
}

type changedJSON struct {
	Rule   string `json:"rule"`
	Level  string `json:"level" words:"setting"`
	File   string `json:"file"`
	Line   int32  `json:"line"`
	Column int32  `json:"column"`
}
