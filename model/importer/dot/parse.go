package dot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/graph/formats/dot"
	"gonum.org/v1/gonum/graph/formats/dot/ast"

	"github.com/linewalk/linewalk/model/diag"
)

// mostRead bounds how much gonum's parser reads in all attempts at one file, in tokens: it stops at the first
// fault, so that a file with several is read several times.
const mostRead = 4 * mostTokens

// spelling is how the signs and keywords are written.
var spelling = map[kind]string{
	directed: "->", undirected: "--", strictWord: "strict", graphWord: "graph", digraphWord: "digraph",
	subgraphWord: "subgraph", nodeWord: "node", edgeWord: "edge",
}

// parse is the graphs of a file. A statement that cannot be read is reported and left out.
//
// The parser is handed one token a line, and in place of each name its number among the tokens. So its
// faults have places, its tree refers to places, and nothing that a stranger wrote reaches it.
func (p *plainer) parse(tokens []token) []*ast.Graph {
	lines := make([]int, len(tokens)) // the token of each line
	for i := range lines {
		lines[i] = i
	}
	end := len(tokens) // ends the statement before one that is left out
	tokens = append(tokens, token{kind: ';'})
	for read := len(lines); len(lines) > 0; read += len(lines) {
		file, line, err := parseLines(tokens, lines)
		if err == nil {
			return file.Graphs
		}
		p.unexpected(tokens, lines, line)
		from, to := statement(tokens, lines, line)
		if from == to || read > mostRead || p.faults > mostFaults {
			return nil
		}
		kept := lines[:from:from]
		if from > 0 && tokens[lines[from-1]].kind != ';' && tokens[lines[from-1]].kind != '{' && !outside(tokens, lines, from) {
			kept = append(kept, end)
		}
		lines = append(kept, lines[to:]...)
	}
	return nil
}

// parseLines reads tokens. Where they cannot be read, it tells the line at which that shows; behind the last
// one if the end of the file comes too early.
func parseLines(tokens []token, lines []int) (file *ast.File, line int, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			file, line, err = nil, 0, fmt.Errorf("the parser gives up: %v", fault)
		}
	}()
	var text strings.Builder
	for _, i := range lines {
		switch k := tokens[i].kind; {
		case k == name:
			text.WriteString(strconv.Itoa(i))
		case spelling[k] != "":
			text.WriteString(spelling[k])
		default:
			text.WriteByte(byte(k))
		}
		text.WriteByte('\n')
	}
	file, err = dot.ParseString(text.String())
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), ":")
		line, _ = strconv.Atoi(first)
		line = min(max(line-1, 0), len(lines))
	}
	return file, line, err
}

// unexpected reports the token in a line.
func (p *plainer) unexpected(tokens []token, lines []int, line int) {
	if line >= len(lines) {
		p.fail(tokens[lines[len(lines)-1]], "the file ends too early", "close the graph with }")
		return
	}
	t := tokens[lines[line]]
	var before token
	if line > 0 {
		before = tokens[lines[line-1]]
	}
	switch {
	case before.kind == directed || before.kind == undirected:
		p.fail(before, "this arrow leads nowhere", "write a name behind it")
	case t.kind == directed || t.kind == undirected:
		p.fail(t, "this arrow starts nowhere", "write a name before it")
	case outside(tokens, lines, line):
		p.fail(t, diag.Quote(t.spelled())+" stands in no graph", "start with digraph { and end with }")
	case (before.kind == nodeWord || before.kind == edgeWord || before.kind == graphWord) && t.kind != '{':
		p.fail(before, spelling[before.kind]+" is a word of Graphviz, so nothing can have it for a name", "write \""+spelling[before.kind]+"\"")
	default:
		p.fail(t, diag.Quote(t.spelled())+" is not expected here", "quote names that are no plain words")
	}
}

// outside tells whether a line stands in no graph. All braces have partners.
func outside(tokens []token, lines []int, line int) bool {
	depth := 0
	for _, i := range lines[:line] {
		switch tokens[i].kind {
		case '{':
			depth++
		case '}':
			depth--
		}
	}
	return depth == 0
}

// spelled is the token as it may stand in a file.
func (t token) spelled() string {
	switch {
	case t.kind == name:
		return t.text.text
	case spelling[t.kind] != "":
		return spelling[t.kind]
	}
	return string(rune(t.kind))
}

// statement is the stretch of lines around one that make up its statement. A brace is never part of it.
func statement(tokens []token, lines []int, line int) (from, to int) {
	line = min(line, len(lines)-1)
	ends := func(i int) bool {
		k := tokens[lines[i]].kind
		return k == ';' || k == '{' || k == '}'
	}
	from, to = line, line
	for from > 0 && !ends(from-1) && tokens[lines[from-1]].line == tokens[lines[line]].line {
		from--
	}
	for to < len(lines) && !ends(to) && tokens[lines[to]].line == tokens[lines[line]].line {
		to++
	}
	if outside(tokens, lines, line) {
		for to = line + 1; to < len(lines) && !slices.Contains([]kind{strictWord, graphWord, digraphWord}, tokens[lines[to]].kind); to++ {
		}
	}
	for from > 0 && within(tokens, lines, from) {
		from--
	}
	for to < len(lines) && within(tokens, lines, to) {
		to++
	}
	if to < len(lines) && tokens[lines[to]].kind == ';' {
		to++
	}
	return from, to
}

// within tells whether a line stands between square brackets or just before the closing one.
func within(tokens []token, lines []int, line int) bool {
	for ; line < len(lines); line++ {
		switch tokens[lines[line]].kind {
		case ']':
			return true
		case '[', '{', '}', ';', directed, undirected:
			return false
		}
	}
	return false
}
