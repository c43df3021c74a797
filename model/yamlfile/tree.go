package yamlfile

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/linewalk/linewalk/model/diag"
)

// What a file may ask for. The aliases of a few hundred bytes can stand for more nodes than there
// is memory, so visits are counted with all aliases written out.
const (
	maxBytes  = 10 << 20
	maxDepth  = 100
	maxVisits = 1_000_000
)

// Tree reads the documents of a YAML file of any format, each as the Node at its root. Documents
// that hold nothing are left out. Where the diagnostics hold an error of syntax, what could be read
// before it is handed back too. The tags are those that the format has of its own, such as !reset.
func Tree(name string, text []byte, tags ...string) ([]*Node, []diag.Diagnostic) {
	f := &faults{}
	var roots []*Node
	for _, d := range readTree(f, newSource(name, string(text)), tags...) {
		if !d.Null {
			roots = append(roots, d)
		}
	}
	return roots, sorted(f.found, []string{name})
}

func sorted(found []*diag.Diagnostic, files []string) []diag.Diagnostic {
	all := make([]diag.Diagnostic, len(found))
	for i, d := range found {
		all[i] = *d
	}
	diag.Sort(all, files)
	return all
}

// readTree hands back the roots of all documents, empty ones too.
func readTree(f *faults, src *source, tags ...string) []*Node {
	s := scan(src)
	if len(s.refused) > 0 {
		f.found = append(f.found, s.refused...)
		return nil
	}
	documents, failure := decode(src.text)
	if failure != "" {
		f.found = append(f.found, s.explain(failure)...)
	}
	return assemble(&builder{faults: f, src: src, brackets: s.brackets, tags: tags}, documents)
}

func assemble(b *builder, documents []*yaml.Node) []*Node {
	var roots []*Node
	for _, d := range documents {
		roots = append(roots, b.build(d, 0, -1))
	}
	return roots
}

// decode has yaml.v3 read all documents. The failure is its text, which has a line at best. The
// library panics on some broken inputs, which is one more way of saying that they are broken.
func decode(text string) (documents []*yaml.Node, failure string) {
	defer func() {
		if p := recover(); p != nil {
			failure = fmt.Sprint(p)
		}
	}()
	decoder := yaml.NewDecoder(strings.NewReader(text))
	for {
		document := &yaml.Node{}
		switch err := decoder.Decode(document); {
		case errors.Is(err, io.EOF):
			return documents, ""
		case err != nil:
			return documents, strings.TrimPrefix(err.Error(), "yaml: ")
		}
		if len(document.Content) == 1 {
			documents = append(documents, document.Content[0])
		}
	}
}

// A builder turns nodes of yaml.v3 into Nodes. It goes through them in the order of the text.
type builder struct {
	*faults
	src      *source
	brackets map[int]int // from each opening bracket to its closing one
	tags     []string    // those that the format has of its own

	anchored map[*yaml.Node]*Node // complete
	open     map[*yaml.Node]bool  // anchored, and being built
	visits   int
	stopped  bool // a limit was passed and reported

	written *marks // if set, aliases and merge keys are left as they are written, and noted here

	spare []Node // made together, because a file has many and all are dropped at once
}

func (b *builder) newNode() *Node {
	if len(b.spare) == 0 {
		b.spare = make([]Node, min(max(16, b.visits), 256))
	}
	n := &b.spare[0]
	b.spare = b.spare[1:]
	n.size = 1
	return n
}

// build turns n into a Node. The floor is the column of the collection it stands in, counted from
// 0, beyond which a block scalar is indented.
func (b *builder) build(n *yaml.Node, depth, floor int) *Node {
	if n.Kind == yaml.AliasNode {
		return b.alias(n)
	}
	if n.Anchor != "" {
		if b.open == nil {
			b.open, b.anchored = map[*yaml.Node]bool{}, map[*yaml.Node]*Node{}
		}
		b.open[n] = true
	}
	built := b.fresh(n, depth, floor)
	if n.Anchor != "" {
		delete(b.open, n)
		b.anchored[n] = built
		b.written.anchor(built)
	}
	return built
}

func (b *builder) fresh(n *yaml.Node, depth, floor int) *Node {
	start := b.src.offset(n.Line, n.Column)
	tagged := b.tag(n, start)
	start = b.content(n, start)
	built := b.newNode()
	if slices.Contains(b.tags, n.Tag) {
		built.Tag = n.Tag
	}
	b.visits++
	if depth > maxDepth {
		built.Null, built.Span = true, b.src.span(start, start)
		b.stop(built.Span, "more than %d levels of nesting", maxDepth)
		return built
	}
	switch n.Kind {
	case yaml.MappingNode:
		built.Kind = Mapping
		b.collect(built, n, start, func() { b.mapping(built, n, depth) })
	case yaml.SequenceNode:
		built.Kind = Sequence
		b.collect(built, n, start, func() {
			built.Items = make([]*Node, 0, len(n.Content))
			for _, item := range n.Content {
				child := b.build(item, depth+1, dash(n, item))
				built.Items = append(built.Items, child)
				built.size += child.size
			}
		})
	default:
		b.scalar(built, n, start, floor)
		if tagged && built.Value == "" {
			built.Value, built.Null, built.Style = n.Tag, false, Block // the tag was meant as text
		}
	}
	return built
}

// content is where the value itself starts, behind its anchor and tag. No value starts as they do.
func (b *builder) content(n *yaml.Node, start int) int {
	missing := n.Kind == yaml.ScalarNode && n.Value == "" && n.Style&^yaml.TaggedStyle == 0
	if missing || start >= len(b.src.text) || b.src.text[start] != '&' && b.src.text[start] != '!' {
		return start
	}
	return b.src.skipProperties(start)
}

// dash is the column of the dashes of a list, counted from 0. An anchored list starts at its
// anchor, and only its items tell.
func dash(list, item *yaml.Node) int {
	if list.Anchor == "" && list.Style&yaml.TaggedStyle == 0 {
		return list.Column - 1
	}
	return max(item.Column-3, 0)
}

// collect gives a collection its Span. The children are built between its start and its end, so
// that places are asked for in the order of the text.
func (b *builder) collect(built *Node, n *yaml.Node, start int, children func()) {
	built.Span = b.src.span(start, start)
	children()
	bracketed := n.Style&yaml.FlowStyle != 0 && start < len(b.src.text) && (b.src.text[start] == '[' || b.src.text[start] == '{')
	if !bracketed { // a lone pair inside a list in brackets has none either
		built.Span.End = b.lastEnd(built)
		return
	}
	built.Style = Flow
	end, known := b.brackets[start]
	if !known {
		end = scanFlow(b.src, start)
	}
	built.Span.End = b.src.point(end)
}

// lastEnd is where the last child of a block collection ends.
func (b *builder) lastEnd(n *Node) diag.Point {
	end := n.Span.End
	later := func(p diag.Point) {
		if p.Offset > end.Offset {
			end = p
		}
	}
	if i := len(n.Items); i > 0 {
		later(n.Items[i-1].Span.End)
	}
	if i := len(n.Pairs); i > 0 {
		later(n.Pairs[i-1].Key.Span.End)
		later(n.Pairs[i-1].Value.Span.End)
	}
	if i := len(n.again); i > 0 {
		later(n.again[i-1].pair.Value.Span.End)
	}
	return end
}

func (b *builder) scalar(built *Node, n *yaml.Node, start, floor int) {
	built.Value = n.Value
	end := start
	switch {
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		built.Style = Quoted
		end, _ = quotedEnd(b.src.text, start)
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		built.Style = Block
		end = blockEnd(b.src.text, start, floor)
	default:
		built.Null = n.ShortTag() == "!!null"
		end = plainEnd(b.src.text, start, n.Value)
	}
	built.Span = b.src.span(start, end)
}

// tag refuses tags that YAML itself does not have; its own are let pass, and say nothing: the text
// of a scalar is read the way its place in the format wants it.
func (b *builder) tag(n *yaml.Node, start int) (refused bool) {
	if n.Style&yaml.TaggedStyle == 0 || strings.HasPrefix(n.ShortTag(), "!!") || slices.Contains(b.tags, n.Tag) {
		return false
	}
	b.fail(ruleSyntax, b.src.span(start, min(start+len(n.Tag), len(b.src.text))), "unknown tag %s", diag.Quote(n.Tag)).Mend = "leave the tag out, or quote a value that starts with !"
	return true
}

func (b *builder) mapping(built *Node, n *yaml.Node, depth int) {
	built.Pairs = make([]Pair, 0, len(n.Content)/2)
	keys := newKeys(len(n.Content) / 2)
	var merged []*Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		floor := n.Content[i].Column - 1
		key := b.build(n.Content[i], depth+1, floor)
		value := b.build(n.Content[i+1], depth+1, floor)
		built.size += key.size + value.size
		if value.Span.Start.Offset < key.Span.End.Offset && value.Null { // yaml.v3 misplaces what is missing behind "? key"
			value.Span = diag.Span{File: key.Span.File, Start: key.Span.End, End: key.Span.End}
		}
		isMerge := n.Content[i].Tag == "!!merge" && b.written == nil
		if !isMerge && !b.named(key) {
			continue
		}
		var brought []*Node
		if isMerge {
			if brought = b.merged(value); brought == nil {
				continue // nothing comes in
			}
		}
		pair := Pair{key, value}
		if first := keys.add(built.Pairs, key.Value); first != nil {
			d := b.fail(ruleDuplicate, key.Span, "key %s is given twice", diag.Quote(key.Value))
			d.Related = []diag.Related{{Span: first.Span, Message: "first here"}}
			built.again = append(built.again, repeat{pair, first.Span, d})
			continue
		}
		merged = append(merged, brought...)
		built.Pairs = append(built.Pairs, pair)
	}
	if len(merged) > 0 {
		b.merge(built, merged)
	}
}

// named tells whether a key can be a name, and says why where it cannot.
func (b *builder) named(key *Node) bool {
	switch {
	case key.Kind != Scalar:
		b.fail(ruleSyntax, key.Span, "a key must be text, not %s", key.Kind).Mend = "quote it if it is a name"
	case key.Null:
		b.fail(ruleSyntax, key.Span, "a key is missing before the colon")
	case key.Value == "":
		b.fail(ruleSyntax, key.Span, "a key is empty")
	default:
		return true
	}
	return false
}

// merged lists the mappings that a merge key brings in.
func (b *builder) merged(value *Node) []*Node {
	items := []*Node{value}
	if value.Kind == Sequence {
		items = value.Items
	}
	var mappings []*Node
	for _, m := range items {
		if m.Kind == Mapping {
			mappings = append(mappings, m)
		} else if !b.stopped {
			b.fail(ruleSyntax, m.Span, "<< takes in a mapping or a list of mappings, not %s", m.Kind)
		}
	}
	return mappings
}

// merge puts the pairs of the mappings in the place of the merge key. What the mapping says itself
// wins, then the mapping named first.
func (b *builder) merge(built *Node, mappings []*Node) {
	own := built.Pairs
	built.Pairs = make([]Pair, 0, len(own))
	keys := map[string]bool{}
	for _, p := range own {
		keys[p.Key.Value] = true
	}
	for _, p := range own {
		if p.Key.Value != "<<" || p.Key.Style != Plain {
			built.Pairs = append(built.Pairs, p)
			continue
		}
		for _, m := range mappings {
			for _, in := range m.Pairs {
				if b.visits += in.Value.size; b.visits > maxVisits {
					b.stop(p.Key.Span, "merged keys stand for more than %d nodes", maxVisits)
					return
				}
				if !keys[in.Key.Value] {
					keys[in.Key.Value] = true
					built.Pairs = append(built.Pairs, in)
					built.size += in.Value.size + 1
				}
			}
		}
	}
}

func (b *builder) alias(n *yaml.Node) *Node {
	start := b.src.offset(n.Line, n.Column)
	at := b.src.span(start, start+1+len(n.Value))
	if b.written != nil {
		return b.written.asAlias(&Node{Style: Block, Value: "*" + n.Value, Span: at, size: 1})
	}
	if b.open[n.Alias] {
		b.fail(ruleLimit, at, "*%s stands inside what &%s names, so it has no end", diag.Shorten(n.Value, 30), diag.Shorten(n.Value, 30))
		b.stopped = true
		return &Node{Null: true, Span: at, size: 1}
	}
	target := b.anchored[n.Alias]
	if target == nil {
		return &Node{Null: true, Span: at, size: 1}
	}
	if b.visits += target.size; b.visits > maxVisits {
		b.stop(at, "with *%s the aliases stand for more than %d nodes", diag.Shorten(n.Value, 30), maxVisits)
		return &Node{Null: true, Span: at, size: 1}
	}
	copied := *target
	copied.Span = at
	if copied.Style == Plain {
		copied.Style = Block // its text does not stand here
	}
	return &copied
}

func (b *builder) stop(at diag.Span, format string, args ...any) {
	if !b.stopped {
		b.fail(ruleLimit, at, format, args...)
	}
	b.stopped = true
}

// keys finds keys that a mapping has already. Small mappings are searched, large ones indexed, so
// that the whole is linear and small mappings cost no memory.
type keys struct {
	index map[string]int
}

func newKeys(n int) *keys {
	k := &keys{}
	if n > fewKeys {
		k.index = make(map[string]int, n)
	}
	return k
}

// fewKeys are found faster by looking at all of them.
const fewKeys = 12

// add notes a key that is about to follow pairs, or hands back the Node that has it already.
func (k *keys) add(pairs []Pair, key string) *Node {
	if k.index == nil && len(pairs) <= fewKeys {
		for _, p := range pairs {
			if p.Key.Value == key {
				return p.Key
			}
		}
		return nil
	}
	if k.index == nil {
		k.index = make(map[string]int, 2*len(pairs))
		for i, p := range pairs {
			k.index[p.Key.Value] = i
		}
	}
	if i, ok := k.index[key]; ok {
		return pairs[i].Key
	}
	k.index[key] = len(pairs)
	return nil
}

// plainEnd is where a plain scalar with the given value ends. Over several lines, a line break and
// the blanks around it are one space of the value, and each further break is a break of it.
func plainEnd(text string, start int, value string) int {
	if strings.HasPrefix(text[start:], value) && !strings.Contains(value, "\n") {
		return start + len(value)
	}
	i := start
	for v := 0; v < len(value) && i < len(text); {
		if !isBlank(text[i]) {
			i++
			v++
			continue
		}
		run := i
		for i < len(text) && isBlank(text[i]) {
			i++
		}
		switch {
		case !strings.ContainsAny(text[run:i], "\r\n"):
			v += i - run
		case value[v] == ' ':
			v++
		default:
			for v < len(value) && value[v] == '\n' {
				v++
			}
		}
	}
	return i
}

// quotedEnd is where a quoted scalar ends, and whether it does.
func quotedEnd(text string, start int) (int, bool) {
	q := text[start]
	for i := start + 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && q == '"':
			i++
		case text[i] != q:
		case q == '\'' && i+1 < len(text) && text[i+1] == q:
			i++
		default:
			return i + 1, true
		}
	}
	return len(text), false
}

// blockEnd is where a literal or folded scalar ends: with the last line that is not blank among
// those indented beyond the floor.
func blockEnd(text string, start, floor int) int {
	line := func(i int) int {
		if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
			return i + n + 1
		}
		return len(text)
	}
	header := line(start)
	end := start + len(strings.TrimRight(text[start:header], " \t\r\n"))
	for i := header; i < len(text); {
		next := line(i)
		content := strings.TrimRight(text[i:next], " \t\r\n")
		if content != "" {
			if len(content)-len(strings.TrimLeft(content, " ")) <= floor {
				break
			}
			end = i + len(content)
		}
		i = next
	}
	return end
}
