package alertmanager

import (
	"slices"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// versions are those of AlertmanagerConfig whose spelling is known.
var versions = []string{"monitoring.coreos.com/v1alpha1", "monitoring.coreos.com/v1beta1", "operator.victoriametrics.com/v1beta1"}

// object reads an AlertmanagerConfig. An operator hangs its route under a root that tells nobody, for
// the alerts of its namespace alone, and lets them go on to the objects of others; so do its
// inhibitions. An object that states no namespace gets one when it is applied, which is not known.
func (s sheet) object(n *yamlfile.Node) {
	if version, _ := s.scalar(n.Get("apiVersion")); !slices.Contains(versions, version) {
		s.say(diag.Note, s.start(n), "version %s of this object is not known, and read as v1beta1", diag.Quote(version))
	}
	spec := n.Get("spec")
	if text, ok := s.scalar(spec); ok && isTemplate(text) {
		s.unread(s.at(spec), "the object is a template")
		return
	}
	if spec == nil || spec.Kind != yamlfile.Mapping {
		s.say(diag.Warning, s.start(n), "this object has no spec")
		return
	}
	c := s.parts(spec, "")
	nobody := &model.Receiver{Name: "null", Span: s.start(n)}
	root := defaults()
	root.Span, root.Receiver = s.start(n), nobody
	c.routing.Span, c.routing.Root = s.start(n), &root
	own := c.namespace(n)
	if route := get(spec, "route"); route != nil && route.Kind == yamlfile.Mapping {
		c.routing.Span = s.at(route)
		r := c.route(route, root)
		r.Matchers, r.Continue = append(r.Matchers, own...), true
		root.Routes = []*model.Route{r}
	}
	for _, i := range c.routing.Inhibitions {
		i.Source, i.Target = append(i.Source, own...), append(i.Target, own...)
		if len(own) > 0 && !slices.Contains(i.Equal, "namespace") {
			i.Equal = append(i.Equal, "namespace")
		}
	}
	s.reader.routings = append(s.reader.routings, c.routing)
}

// namespace is the matcher that an operator adds.
func (c *configuration) namespace(n *yamlfile.Node) []model.Matcher {
	at := get(get(n, "metadata"), "namespace")
	name, ok := c.scalar(at)
	if !ok {
		return nil
	}
	return []model.Matcher{c.matcher(at, "namespace", model.MatchEqual, name)}
}
