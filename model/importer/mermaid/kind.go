package mermaid

import (
	"slices"
	"strings"
)

// The words that a flowchart starts with, and the directions behind them.
var (
	flowcharts = []string{"graph", "flowchart", "flowchart-elk", "swimlane-beta"}
	directions = []string{"LR", "RL", "TB", "BT", "TD", "BR", "<", ">", "^", "v"}
)

// otherDiagrams are the words that diagrams of other types start with.
var otherDiagrams = []string{
	"architecture", "architecture-beta", "block", "block-beta", "C4Component", "C4Container", "C4Context",
	"C4Deployment", "C4Dynamic", "classDiagram", "classDiagram-v2", "cynefin-beta", "erDiagram", "eventmodeling",
	"gantt", "gitGraph", "info", "ishikawa", "ishikawa-beta", "journey", "kanban", "mindmap", "packet", "packet-beta", "pie",
	"quadrantChart", "radar", "radar-beta", "requirement", "requirementDiagram", "sankey", "sankey-beta",
	"sequenceDiagram", "stateDiagram", "stateDiagram-v2", "swimlane", "timeline", "treemap", "treemap-beta",
	"treeView-beta", "venn-beta", "wardley-beta", "xychart", "xychart-beta", "zenuml",
}

// kind is the word that tells the type of the diagram; empty if there is none that Mermaid has. A flowchart
// and a graph of Graphviz start alike, but only the latter has a brace behind its name.
func (d *draft) kind() string {
	at := d.start()
	end := d.wordEnd(at)
	word := string(d.text[at:end])
	line, _ := d.line(end)
	header, _, _ := strings.Cut(string(line), ";")
	rest := strings.Fields(header)
	switch lower := strings.ToLower(word); {
	case slices.Contains(flowcharts, lower):
		if len(rest) == 0 && d.at(d.skip(end, " \t\n")) != '{' || len(rest) > 0 && d.directionAt(d.skip(end, " \t")) > 0 {
			return lower
		}
	case slices.Contains(otherDiagrams, word):
		if strings.ToLower(word) != word || len(rest) == 0 || strings.HasSuffix(word, "-beta") || word == "pie" && (rest[0] == "title" || rest[0] == "showData") {
			return word
		}
	}
	return ""
}

// directionAt is how long the direction at an offset is, 0 if there is none. Mermaid wants it in capitals.
func (d *draft) directionAt(at int) int {
	for _, direction := range directions {
		end := at + len(direction)
		if end > len(d.text) || !strings.EqualFold(string(d.text[at:end]), direction) {
			continue
		}
		if next := d.at(end); next == 0 || strings.IndexByte(" \t\n;", next) >= 0 && d.at(d.skip(end, " \t\n")) != '{' {
			return len(direction)
		}
	}
	return 0
}
