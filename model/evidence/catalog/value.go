package catalog

import (
	"net/url"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// text is the text of a scalar without the blanks around it; empty for anything else.
func text(n *yamlfile.Node) string {
	if n == nil || n.Kind != yamlfile.Scalar || n.Null {
		return ""
	}
	return strings.TrimSpace(n.Value)
}

// at is the value at a path of keys, or nil.
func at(n *yamlfile.Node, path ...string) *yamlfile.Node {
	for _, key := range path {
		if n == nil {
			return nil
		}
		n = n.Get(key)
	}
	return n
}

// items lists what a list holds, or a lone value; nothing where there is none. Empty values are left
// out: lists of real catalogs have some.
func items(n *yamlfile.Node) []*yamlfile.Node {
	if n == nil || n.Null {
		return nil
	}
	if n.Kind != yamlfile.Sequence {
		return []*yamlfile.Node{n}
	}
	var filled []*yamlfile.Node
	for _, item := range n.Items {
		if !item.Null {
			filled = append(filled, item)
		}
	}
	return filled
}

// pairs lists the pairs of a mapping; nothing where there is none.
func pairs(n *yamlfile.Node) []yamlfile.Pair {
	if n == nil {
		return nil
	}
	return n.Pairs
}

func isList(n *yamlfile.Node, key string) bool {
	value := n.Get(key)
	return value != nil && value.Kind == yamlfile.Sequence
}

// contact is somewhere to turn to. Of a URL no more than the host is kept.
func contact(via string, n *yamlfile.Node, address string) model.Contact {
	c := model.NewContact(via, []string{address}, nil)
	c.Span = n.Span
	return c
}

// pager is the mark of a service that calls somebody. Its value may be a key, and is kept nowhere.
func pager(via string, n *yamlfile.Node, value string) model.Contact {
	c := model.NewContact(via, []string{""}, []string{value})
	if strings.Contains(value, "://") {
		c.Target = model.NewContact(via, []string{value}, nil).Target
	}
	c.Span = n.Span
	return c
}

// shown is an address without the parts in which secrets are kept: user, query and fragment. What is
// no URL is a path, or text, and is left as it is.
func shown(address string) string {
	if !strings.Contains(address, "://") {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	u.User, u.RawQuery, u.Fragment, u.ForceQuery, u.RawFragment = nil, "", "", false, ""
	return u.String()
}

// runbook is an address of a runbook, if there is one.
func runbook(n *yamlfile.Node) (model.Stated[string], bool) {
	address := shown(text(n))
	if address == "" {
		return model.Stated[string]{}, false
	}
	return model.Stated[string]{Value: address, Span: n.Span}, true
}

// isRunbook tells whether words say that something is a runbook.
func isRunbook(words ...string) bool {
	for _, w := range words {
		w = strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(w))
		if strings.Contains(w, "runbook") || strings.Contains(w, "playbook") {
			return true
		}
	}
	return false
}

// codePlace is where the code at an address lies: the repository, and the folder in it that the
// addresses of GitHub and GitLab have behind "tree/" or "blob/" and a branch.
func codePlace(n *yamlfile.Node, address string) (model.CodePlace, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return model.CodePlace{}, false
	}
	repository, folder := strings.Trim(u.Path, "/"), ""
	for _, mark := range [...]string{"/-/tree/", "/-/blob/", "/tree/", "/blob/", "/src/"} {
		if top, rest, ok := strings.Cut(repository, mark); ok {
			_, folder, _ = strings.Cut(rest, "/")
			repository = top
			break
		}
	}
	place := model.CodePlace{Repository: strings.ToLower(u.Host) + "/" + strings.TrimSuffix(repository, ".git"), Span: n.Span}
	if folder != "" {
		place.Paths = []string{folder}
	}
	return place, true
}
