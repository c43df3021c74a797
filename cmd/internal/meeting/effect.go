package meeting

import (
	"errors"
	"strings"

	"github.com/linewalk/linewalk/model/yamlfile"
)

// effectLetters are the short words for effects.
var effectLetters = map[string]string{"n": "nothing", "d": "degrades", "b": "breaks"}

// looksLikeEffect tells whether an answer says what happens, rather than yes or no.
func looksLikeEffect(line string) bool {
	first := strings.ToLower(strings.TrimLeft(line, "[{ "))
	if first == "" {
		return false
	}
	for _, word := range []string{"nothing", "degrades", "breaks", "from:", "to:"} {
		if strings.HasPrefix(first, word) {
			return true
		}
	}
	word, _, _ := strings.Cut(strings.ReplaceAll(first, ",", " "), " ")
	return word == "d" || word == "b" || len(word) > 1 && strings.ContainsRune("db", rune(word[0])) && strings.ContainsRune("0123456789", rune(word[1]))
}

// readEffect turns what somebody says happens without an arrow into what a drawing would say: "b 4h" is "breaks
// after 4h", "d, b 30m" a list of stages, "from: b, to: d" a mapping. Whether that makes sense is for the reader
// of drawings to say.
func readEffect(line string) (yamlfile.Value, string, error) {
	text := strings.TrimSpace(line)
	if strings.HasPrefix(strings.ToLower(text), "from:") || strings.HasPrefix(strings.ToLower(text), "to:") {
		text = "{" + text + "}"
	}
	if strings.Contains(text, ",") && !strings.HasPrefix(text, "[") && !strings.HasPrefix(text, "{") {
		text = "[" + text + "]"
	}
	roots, found := yamlfile.Tree("", []byte("{answer: "+text+"\n}"))
	if len(found) > 0 || len(roots) != 1 || len(roots[0].Pairs) != 1 || roots[0].Pairs[0].Value.Null {
		return yamlfile.Value{}, "", errors.New("say n, d or b, with a time if it takes one: b 4h")
	}
	n := roots[0].Pairs[0].Value
	return effectValue(n), effectText(n), nil
}

func effectValue(n *yamlfile.Node) yamlfile.Value {
	switch n.Kind {
	case yamlfile.Mapping:
		var entries []yamlfile.Entry
		for _, p := range n.Pairs {
			entries = append(entries, yamlfile.Entry{Key: strings.ToLower(p.Key.Value), Value: effectValue(p.Value)})
		}
		return yamlfile.Map(entries...)
	case yamlfile.Sequence:
		var all []yamlfile.Value
		for _, item := range n.Items {
			all = append(all, effectValue(item))
		}
		return yamlfile.List(all...)
	}
	return yamlfile.Literal(spellEffect(n.Value))
}

func effectText(n *yamlfile.Node) string {
	var parts []string
	switch n.Kind {
	case yamlfile.Mapping:
		for _, p := range n.Pairs {
			parts = append(parts, strings.ToLower(p.Key.Value)+": "+effectText(p.Value))
		}
		return strings.Join(parts, ", ")
	case yamlfile.Sequence:
		for _, item := range n.Items {
			parts = append(parts, effectText(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return spellEffect(n.Value)
}

// spellEffect spells an effect out: "b 4h", "b4h" and "breaks 4h" are "breaks after 4h".
func spellEffect(text string) string {
	words := strings.Fields(text)
	if len(words) == 0 {
		return text
	}
	first := strings.ToLower(words[0])
	if i := strings.IndexAny(first, "0123456789"); i > 0 && effectLetters[first[:i]] != "" {
		words = append([]string{first[:i], first[i:]}, words[1:]...)
		first = words[0]
	}
	if long := effectLetters[first]; long != "" {
		first = long
	}
	words[0] = first
	if len(words) > 1 && words[1] != "after" {
		words = append([]string{words[0], "after"}, words[1:]...)
	}
	return strings.Join(words, " ")
}
