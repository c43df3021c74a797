package alertmanager

import (
	"encoding/base64"
	"regexp"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// The keys without which a text is no configuration.
var (
	routeKey     = regexp.MustCompile(`(?:^|[\s{,])["']?\w*[rR]oute["']?\s*:`)
	receiversKey = regexp.MustCompile(`(?:^|[\s{,])["']?\w*[rR]eceivers["']?\s*:`)
)

// mentionsRouting tells whether a text may be a configuration.
func mentionsRouting(text string) bool {
	return routeKey.MatchString(text) && receiversKey.MatchString(text)
}

// searchText looks for configurations in a text that stands in a value.
func (s sheet) searchText(n *yamlfile.Node, depth int) {
	if n.Null || !mentionsRouting(n.Value) {
		return
	}
	if block, ok := s.block(n); ok {
		s.searchSheet(block, n, depth)
		return
	}
	s.searchSheet(s.opaque(n, n.Value), n, depth)
}

func (s sheet) searchSheet(inner sheet, n *yamlfile.Node, depth int) {
	for _, document := range inner.documents(n.Span.File) {
		if document.Kind != yamlfile.Scalar { // text again is prose
			inner.search(document, depth+1)
		}
	}
}

// block is a literal text as it stands in the sheet, its indentation included, which YAML allows. So
// its places are those of the file, some lines and bytes later.
func (s sheet) block(n *yamlfile.Node) (sheet, bool) {
	start, end := int(n.Span.Start.Offset), int(n.Span.End.Offset)
	if start >= end || end > len(s.text) || s.text[start] != '|' {
		return sheet{}, false
	}
	header := strings.IndexByte(s.text[start:end], '\n') + 1
	if header == 0 || strings.ContainsAny(s.text[start:start+header], "123456789") {
		return sheet{}, false
	}
	lines, bytes := n.Span.Start.Line, n.Span.Start.Offset+int32(header)
	later := func(p diag.Point) diag.Point {
		return diag.Point{Line: p.Line + lines, Col: p.Col, Offset: p.Offset + bytes}
	}
	return sheet{
		reader: s.reader, text: s.text[start+header : end],
		place: func(inner diag.Span) diag.Span {
			inner.Start, inner.End = later(inner.Start), later(inner.End)
			return s.place(inner)
		},
	}, true
}

// opaque is a text whose places cannot be told from the value it stands in.
func (s sheet) opaque(n *yamlfile.Node, text string) sheet {
	return sheet{reader: s.reader, text: text, place: func(diag.Span) diag.Span { return s.at(n) }}
}

// secret looks into the texts of a Secret of Kubernetes.
func (s sheet) secret(n *yamlfile.Node, depth int) {
	if plain := n.Get("stringData"); plain != nil {
		s.search(plain, depth+1)
	}
	data := n.Get("data")
	if data == nil {
		return
	}
	for _, p := range data.Pairs {
		coded, _ := s.scalar(p.Value)
		if isTemplate(coded) {
			s.unread(s.at(p.Value), "the data of the Secret are a template")
			continue
		}
		text, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(coded), ""))
		switch {
		case err != nil:
			s.warn(p.Value, "the data of the Secret under %s are no base64", diag.Quote(p.Key.Value))
		case strings.HasPrefix(string(text), "\x1f\x8b"):
			s.unread(s.at(p.Value), "the data of the Secret are compressed")
		case mentionsRouting(string(text)):
			s.searchSheet(s.opaque(p.Value, string(text)), p.Value, depth)
		}
	}
}
