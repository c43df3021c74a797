package kubernetes

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/importer/wiring"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A config is a ConfigMap or a Secret.
type config struct {
	*object
	entries []entry
	index   map[string]int // by key
}

// An entry is a value of a config under its key.
type entry struct {
	key, value string
	at         wiring.Place
}

func newConfig(o *object) *config {
	c := &config{object: o, index: map[string]int{}}
	for _, p := range pairs(o.root, "data") {
		text := p.Value.Value
		if o.kind == "Secret" {
			plain, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
			if err != nil || slices.Contains(plain, 0) {
				continue
			}
			text = string(plain)
		}
		c.add("data", p, text)
	}
	if o.kind == "Secret" {
		for _, p := range pairs(o.root, "stringData") {
			c.add("stringData", p, p.Value.Value)
		}
	}
	return c
}

// add takes in a value of a section, if it is text.
func (c *config) add(section string, p yamlfile.Pair, text string) {
	if p.Value.Kind != yamlfile.Scalar {
		return
	}
	e := entry{p.Key.Value, text, c.at(section, p.Key.Value)}
	e.at.Span = p.Key.Span
	c.put(e)
}

// put takes an entry in, in the place of one of the same key.
func (c *config) put(e entry) {
	if i, again := c.index[e.key]; again {
		c.entries[i] = e
		return
	}
	c.index[e.key] = len(c.entries)
	c.entries = append(c.entries, e)
}

// entry finds the value of a key.
func (c *config) entry(key string) (entry, bool) {
	if i, there := c.index[key]; there {
		return c.entries[i], true
	}
	return entry{}, false
}
