package routing

import "github.com/linewalk/linewalk/model"

// Deliver lists the routes that deliver an alert with exactly these labels, in the order in which
// Alertmanager finds them: depth first, up to the first route that matches and does not continue. A
// route delivers itself where none of its own routes matches. A matcher that could not be read
// matches nothing.
func Deliver(r *model.Routing, labels map[string]string) []*model.Route {
	if r.Root == nil {
		return nil
	}
	return deliver(r.Root, labels)
}

func deliver(r *model.Route, labels map[string]string) []*model.Route {
	for _, m := range r.Matchers {
		if !m.Matches(labels[m.Name]) {
			return nil
		}
	}
	var found []*model.Route
	for _, child := range r.Routes {
		matched := deliver(child, labels)
		found = append(found, matched...)
		if len(matched) > 0 && !child.Continue {
			break
		}
	}
	if len(found) == 0 {
		return []*model.Route{r}
	}
	return found
}
