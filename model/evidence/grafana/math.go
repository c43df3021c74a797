package grafana

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A term is a node of a math expression of Grafana: an operator or function over others, the name of
// a step, or a number.
type term struct {
	op   string // an operator, a function, "$" for a step, "" for a number
	text string // the step or the number
	args []*term
}

// mathTokens matches the words of math expressions.
var mathTokens = regexp.MustCompile(`^(?:\s+|\$\{[^{}]*\}|\$[\pL\pN_]+|[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?|[a-z_]+|&&|\|\||==|!=|>=|<=|\*\*|[-+*/%<>!(),])`)

// levels are the operators with two sides, from the loosest to the tightest.
var levels = [...][]string{
	{"||"},
	{"&&"},
	{"==", "!=", ">", ">=", "<", "<="},
	{"+", "-"},
	{"*", "/", "%"},
	{"**"},
}

// maxDepth is how deep terms may stand in one another.
const maxDepth = 200

var errMath = errors.New("its math is broken")

// A mathParser stands before the next token of an expression.
type mathParser struct {
	tokens []string
	depth  int
}

func parseMath(text string) (*term, error) {
	p := &mathParser{}
	for text != "" {
		token := mathTokens.FindString(text)
		if token == "" {
			return nil, errMath
		}
		if text = text[len(token):]; strings.TrimSpace(token) != "" {
			p.tokens = append(p.tokens, token)
		}
	}
	t, err := p.binary(0)
	if err == nil && len(p.tokens) > 0 {
		return nil, errMath
	}
	return t, err
}

func (p *mathParser) peek() string {
	if len(p.tokens) == 0 {
		return ""
	}
	return p.tokens[0]
}

func (p *mathParser) next() string {
	token := p.peek()
	if token != "" {
		p.tokens = p.tokens[1:]
	}
	return token
}

func (p *mathParser) binary(level int) (*term, error) {
	if level == len(levels) {
		return p.unary()
	}
	left, err := p.binary(level + 1)
	for err == nil && slices.Contains(levels[level], p.peek()) {
		op := p.next()
		var right *term
		if right, err = p.binary(level + 1); err == nil {
			left = &term{op: op, args: []*term{left, right}}
		}
		if p.depth++; p.depth > maxDepth {
			return nil, errMath
		}
	}
	return left, err
}

func (p *mathParser) unary() (*term, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, errMath
	}
	token := p.next()
	switch {
	case token == "":
		return nil, errMath
	case token == "!" || token == "-":
		of, err := p.unary()
		return &term{op: token, args: []*term{of}}, err
	case token == "(":
		t, err := p.binary(0)
		if err == nil && p.next() != ")" {
			return nil, errMath
		}
		return t, err
	case token[0] == '$':
		return &term{op: "$", text: strings.Trim(token, "${}")}, nil
	case token[0] >= '0' && token[0] <= '9' || token[0] == '.':
		return &term{text: token}, nil
	case p.peek() == "(":
		return p.call(token)
	}
	return nil, errMath
}

func (p *mathParser) call(function string) (*term, error) {
	t := &term{op: function}
	for sep := p.next(); sep != ")"; sep = p.next() {
		if sep == "(" && p.peek() == ")" {
			p.next()
			break
		}
		if sep != "(" && sep != "," {
			return nil, errMath
		}
		arg, err := p.binary(0)
		if err != nil {
			return nil, err
		}
		t.args = append(t.args, arg)
	}
	return t, nil
}

// compares are the comparisons, each with the one that holds where it does not.
var compares = map[string]string{"==": "!=", "!=": "==", ">": "<=", ">=": "<", "<": ">=", "<=": ">"}

// calculates are the operators of arithmetic as PromQL writes them.
var calculates = map[string]string{"+": "+", "-": "-", "*": "*", "/": "/", "%": "%", "**": "^"}

// functions are those that PromQL has too.
var functions = map[string]string{"abs": "abs", "log": "ln", "round": "round", "ceil": "ceil", "floor": "floor"}

// mathFires writes a term so that it returns something where it is not 0.
func (c *chain) mathFires(t *term) (string, error) {
	switch t.op {
	case "$":
		return c.fires(t.text)
	case "&&", "||":
		return c.both(t, c.mathFires, map[string]string{"&&": "(%s) and (%s)", "||": "(%s) or (%s)"}[t.op])
	case "!":
		return c.mathFails(t.args[0])
	}
	if compares[t.op] != "" {
		if t.constant() {
			return "", errors.New("it compares constants")
		}
		return c.both(t, c.mathValue, "%s "+t.op+" %s")
	}
	if t.constant() {
		return "", errors.New("it is a constant")
	}
	value, err := c.mathValue(t)
	return value + " != 0", err
}

// mathFails writes a term so that it returns something where it is 0.
func (c *chain) mathFails(t *term) (string, error) {
	switch t.op {
	case "&&", "||":
		return c.both(t, c.mathFails, map[string]string{"&&": "(%s) or (%s)", "||": "(%s) and (%s)"}[t.op])
	case "!":
		return c.mathFires(t.args[0])
	}
	if opposite := compares[t.op]; opposite != "" {
		return c.mathFires(&term{op: opposite, args: t.args})
	}
	if t.constant() {
		return "", errors.New("it is a constant")
	}
	value, err := c.mathValue(t)
	return value + " == 0", err
}

// mathValue writes a term as a number, which is 1 or 0 for what holds or does not.
func (c *chain) mathValue(t *term) (string, error) {
	switch t.op {
	case "":
		return t.text, nil
	case "$":
		return c.value(t.text)
	case "&&":
		return c.both(t, c.mathValue, "((%s != bool 0) * (%s != bool 0))")
	case "||":
		return c.both(t, c.mathValue, "((%s != bool 0) + (%s != bool 0) > bool 0)")
	case "!":
		value, err := c.mathValue(t.args[0])
		return "(" + value + " == bool 0)", err
	}
	switch {
	case t.op == "-" && len(t.args) == 1:
		value, err := c.mathValue(t.args[0])
		return "(-" + value + ")", err
	case compares[t.op] != "":
		return c.both(t, c.mathValue, "(%s "+t.op+" bool %s)")
	case calculates[t.op] != "":
		return c.both(t, c.mathValue, "(%s "+escapePercent(calculates[t.op])+" %s)")
	case functions[t.op] != "" && len(t.args) == 1 && !t.constant():
		value, err := c.mathValue(t.args[0])
		return functions[t.op] + "(" + value + ")", err
	}
	return "", fmt.Errorf("its math uses %s", quote(t.op))
}

func escapePercent(op string) string { return strings.ReplaceAll(op, "%", "%%") }

// both writes the two sides of a term in some way and puts them into a form.
func (c *chain) both(t *term, write func(*term) (string, error), form string) (string, error) {
	left, err := write(t.args[0])
	if err != nil {
		return "", err
	}
	right, err := write(t.args[1])
	if err != nil {
		return "", err
	}
	written := fmt.Sprintf(form, left, right)
	if c.size += len(written); c.size > maxExpression {
		return "", errors.New("it is too long")
	}
	return written, nil
}

// constant tells whether a term names no step.
func (t *term) constant() bool {
	if t.op == "$" {
		return false
	}
	for _, arg := range t.args {
		if !arg.constant() {
			return false
		}
	}
	return true
}
