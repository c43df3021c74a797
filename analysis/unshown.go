package analysis

import (
	"net/url"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// An Unshown is a monitor that is on none of the dashboards that were read.
type Unshown struct {
	Monitor *model.Monitor

	// Dashboard is the UID of the dashboard that the drawing names and that is none of them. It is
	// empty where the drawing names none; then no panel shows a metric of the monitor's query.
	Dashboard string
}

// unshown lists the monitors that are on no dashboard. It is empty where no dashboards were read, or
// something that may hold one cannot be read.
func (f *facts) unshown() []Unshown {
	dashboards, all := f.judge.Dashboards()
	if !all {
		return nil
	}
	uids, metrics := map[string]bool{}, map[string]bool{}
	for _, d := range dashboards {
		uids[d.UID] = true
		for _, p := range d.Panels {
			for _, name := range p.Metrics {
				metrics[name] = true
			}
		}
	}
	var found []Unshown
	for _, m := range f.system.Monitors {
		if m.Dashboard.Given() {
			if uid := dashboardUID(m.Dashboard.Value); uid != "" && !uids[uid] {
				found = append(found, Unshown{m, uid})
			}
			continue
		}
		query, known := f.judge.Query(m)
		if known && !query.Pattern && len(query.Metrics) > 0 && !slices.ContainsFunc(query.Metrics, func(name string) bool { return metrics[name] }) {
			found = append(found, Unshown{Monitor: m})
		}
	}
	return found
}

// dashboardUID is the UID in the address of a dashboard of Grafana, such as
// https://grafana.shop.example/d/orders/orders-a-minute, or empty.
func dashboardUID(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	parts := strings.Split(u.Path, "/")
	for i, part := range parts[:len(parts)-1] {
		if part == "d" || part == "d-solo" {
			return parts[i+1]
		}
	}
	return ""
}
