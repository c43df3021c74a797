package dot

import (
	"slices"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// A plainer brings the tokens of a file into a form that gonum's parser takes: brackets in pairs, no ports,
// no lists of names, no attributes of groups, and nothing between statements that means nothing. What is
// wrong with brackets and signs is found on the way.
type plainer struct {
	lines   *importer.Lines
	remarks *importer.Remarks
	faults  int

	out    []token
	chains []bool // by depth of braces: the statement at hand draws arrows
	kind   kind   // of the graph
	arrows int
}

func (p *plainer) fail(t token, message, mend string) {
	p.faults++
	if p.faults <= mostFaults {
		p.remarks.Add(fault(p.lines.Span(int(t.from), int(t.to)), message, mend))
	}
}

// balance gives every bracket its partner. It is nothing if braces are nested too deep to be read.
func (p *plainer) balance(tokens []token) []token {
	all := make([]token, 0, len(tokens))
	var braces []token
	var list *token // the square bracket that is open
	for i, t := range tokens {
		switch t.kind {
		case '{', '}', '[', directed, undirected:
			if list != nil {
				p.fail(*list, "this bracket is never closed", "close it with ]")
				all = closeList(all)
				list = nil
			}
		}
		switch t.kind {
		case '{':
			if braces = append(braces, t); len(braces) > deepest {
				p.fail(t, "braces are nested more than 100 deep", "nest them less")
				return nil
			}
		case '}':
			if len(braces) == 0 {
				p.fail(t, "this brace closes nothing", "remove it")
				continue
			}
			braces = braces[:len(braces)-1]
		case '[':
			list = &tokens[i]
		case ']':
			if list == nil {
				p.fail(t, "this bracket closes nothing", "remove it")
				continue
			}
			list = nil
		}
		all = append(all, t)
	}
	end := token{}
	if len(all) > 0 {
		last := all[len(all)-1]
		end = token{from: last.to, to: last.to, line: last.line}
	}
	if list != nil {
		p.fail(*list, "this bracket is never closed", "close it with ]")
		end.kind = ']'
		all = append(all, end)
	}
	for i := len(braces) - 1; i >= 0; i-- {
		p.fail(braces[i], "this brace is never closed", "close it with }")
		end.kind = '}'
		all = append(all, end)
	}
	return all
}

// closeList closes a list of attributes before the name with which a statement starts.
func closeList(tokens []token) []token {
	at := len(tokens)
	for at > 1 && (tokens[at-1].kind == name && tokens[at-2].kind != '=' || tokens[at-1].kind == subgraphWord) {
		at--
	}
	closing := token{kind: ']'}
	if at > 0 {
		before := tokens[at-1]
		closing.from, closing.to, closing.line = before.to, before.to, before.line
	}
	return slices.Insert(tokens, at, closing)
}

// plain is the tokens as gonum takes them.
func (p *plainer) plain(tokens []token) []token {
	p.out = make([]token, 0, len(tokens))
	p.chains = []bool{false}
	for i := 0; i < len(tokens); {
		i = p.next(tokens, i)
		if p.arrows > mostArrows {
			p.fail(tokens[min(i, len(tokens)-1)], "there are more than 100,000 arrows", "split the drawing")
			return nil
		}
	}
	return p.out
}

// next takes over what starts with a token, and tells where the next starts.
func (p *plainer) next(tokens []token, i int) int {
	t := tokens[i]
	switch t.kind {
	case name:
		if len(p.chains) > 1 {
			return p.names(tokens, i)
		}
	case '[':
		return p.attributes(tokens, i)
	case '{':
		if before := p.before(); before != subgraphWord && before != name {
			p.begin()
		}
		p.chains = append(p.chains, false)
	case '}':
		p.chains = p.chains[:max(1, len(p.chains)-1)]
	case ';':
		p.begin()
		if before := p.before(); before == ';' || before == '{' || len(p.chains) == 1 {
			return i + 1
		}
	case directed, undirected:
		p.arrows++
		p.chains[len(p.chains)-1] = true
		t = p.line(t)
	case graphWord, digraphWord:
		if len(p.chains) == 1 {
			p.kind = t.kind
		}
		p.begin()
	case strictWord, subgraphWord, nodeWord, edgeWord:
		p.begin()
	case ',', ':', '+':
		p.fail(t, string(rune(t.kind))+" is not expected here", "remove it, or quote the name that it belongs to")
		return i + 1
	}
	p.out = append(p.out, t)
	return i + 1
}

// before is the kind of the token before the next one, 0 if there is none.
func (p *plainer) before() kind {
	if len(p.out) == 0 {
		return 0
	}
	return p.out[len(p.out)-1].kind
}

// begin starts a statement, unless an arrow leads to what follows, or it is the name of a group.
func (p *plainer) begin() {
	if before := p.before(); before != directed && before != undirected && before != subgraphWord {
		p.chains[len(p.chains)-1] = false
	}
}

// line is the sign of an arrow that fits the graph.
func (p *plainer) line(t token) token {
	switch {
	case p.kind == graphWord && t.kind == directed:
		p.fail(t, "an arrow with a direction stands in a graph without any", "write digraph in place of graph, or -- in place of ->")
		t.kind = undirected
	case p.kind == digraphWord && t.kind == undirected:
		p.fail(t, "an arrow without a direction stands in a digraph", "write -> in place of --")
		t.kind = directed
	}
	return t
}

// names takes over a, b:port, c. Before or behind an arrow they are a group, else a statement each.
func (p *plainer) names(tokens []token, i int) int {
	p.begin()
	if i+1 < len(tokens) && tokens[i+1].kind == '=' {
		p.out = append(p.out, tokens[i], tokens[i+1])
		if i+2 < len(tokens) && tokens[i+2].kind == name {
			p.out = append(p.out, tokens[i+2])
			return i + 3
		}
		return i + 2
	}
	all := []token{tokens[i]}
	i = ports(tokens, i+1)
	for i+1 < len(tokens) && tokens[i].kind == ',' && tokens[i+1].kind == name {
		all = append(all, tokens[i+1])
		i = ports(tokens, i+2)
	}
	before, behind := p.before(), kind(0)
	if i < len(tokens) {
		behind = tokens[i].kind
	}
	switch {
	case len(all) == 1:
		p.out = append(p.out, all[0])
	case before == directed || before == undirected || behind == directed || behind == undirected:
		p.out = append(p.out, token{kind: '{', from: all[0].from, to: all[0].from, line: all[0].line})
		p.out = append(p.out, all...)
		p.out = append(p.out, token{kind: '}', from: all[0].to, to: all[0].to, line: all[0].line})
	default:
		return p.each(tokens, i, all)
	}
	return i
}

// ports is where the next token stands that is no part of a port such as :left:nw.
func ports(tokens []token, i int) int {
	for n := 0; n < 2 && i+1 < len(tokens) && tokens[i].kind == ':' && tokens[i+1].kind == name; n++ {
		i += 2
	}
	return i
}

// each gives every one of several names the attributes that follow.
func (p *plainer) each(tokens []token, i int, names []token) int {
	end := i
	for end < len(tokens) && tokens[end].kind == '[' {
		for end < len(tokens) && tokens[end].kind != ']' {
			end++
		}
		end++
	}
	if len(names)*(end-i) > mostTokens/4 {
		p.fail(names[0], "too many names share too many attributes", "split the statement")
		names = nil
	}
	for _, n := range names {
		p.out = append(p.out, n)
		for at := i; at < end; {
			at = p.attributes(tokens, at)
		}
	}
	return end
}

// attributes takes over a list in square brackets. A group has none of its own.
func (p *plainer) attributes(tokens []token, i int) int {
	skipped := p.before() == '}' && !p.chains[len(p.chains)-1]
	var list []token
	open := tokens[i]
	for i++; i < len(tokens) && tokens[i].kind != ']'; i++ {
		t := tokens[i]
		if t.kind == ',' || t.kind == ';' {
			continue
		}
		if i+2 < len(tokens) && t.kind == name && tokens[i+1].kind == '=' && tokens[i+2].kind == name {
			list = append(list, t, tokens[i+1], tokens[i+2])
			i += 2
			continue
		}
		p.noAttribute(tokens, i)
	}
	if !skipped {
		p.out = append(append(append(p.out, open), list...), token{kind: ']', from: open.to, to: open.to, line: open.line})
	}
	return i + 1
}

// noAttribute reports what stands in a list of attributes and is none.
func (p *plainer) noAttribute(tokens []token, i int) {
	t := tokens[i]
	switch {
	case t.kind == name && tokens[i+1].kind != '=':
		p.fail(t, "this attribute has no value", "write "+diag.Shorten(t.text.text, 40)+"=true, or quote the value before it")
	case t.kind == '=' && i > 0 && tokens[i-1].kind == name:
		p.fail(t, "the value is missing", `write a value behind it, such as ""`)
	case t.kind != '=' && t.kind != name:
		p.fail(t, "this is no attribute", "quote values that are no plain words")
	}
}
