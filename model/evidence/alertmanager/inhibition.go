package alertmanager

import (
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

var inhibitionKeys = []string{
	"name", "sourcematch", "sourcematchre", "sourcematchers", "targetmatch", "targetmatchre", "targetmatchers", "equal",
}

func (c *configuration) readInhibitions(n *yamlfile.Node) {
	for _, item := range c.items(n, "inhibitions") {
		c.unknownKeys(item, "an inhibition", inhibitionKeys)
		c.routing.Inhibitions = append(c.routing.Inhibitions, &model.Inhibition{
			Span:   c.at(item),
			Source: c.matchers(item, "source"),
			Target: c.matchers(item, "target"),
			Equal:  c.labels(get(item, "equal")),
		})
	}
}

// labels reads a list of names of labels.
func (c *configuration) labels(n *yamlfile.Node) []string {
	var names []string
	for _, item := range c.texts(n) {
		if name, ok := c.scalar(item); ok {
			names = append(names, name)
		} else {
			c.warn(item, "a label must be a name, not %s", item.Kind)
		}
	}
	return names
}
