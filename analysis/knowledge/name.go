package knowledge

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// key is a name or an address in the form in which equal ones are the same: upper case, without
// accents.
func key(text string) string {
	if isPlain(text) {
		return strings.ToUpper(strings.TrimSpace(text))
	}
	text = norm.NFD.String(text)
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.M, r):
			return -1
		case r == 'ł':
			return 'l'
		case r == 'Ł':
			return 'L'
		}
		return r
	}, text)
	return strings.ToUpper(strings.TrimSpace(text))
}

func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// namesNobody tells whether a name in the form of key is one that machines come with, or that people
// hide behind: two who bear it are not one for that.
func namesNobody(name string) bool {
	return slices.Contains([]string{
		"", "UNKNOWN", "ROOT", "ADMIN", "ADMINISTRATOR", "UBUNTU", "DEBIAN", "CENTOS", "FEDORA", "EC2-USER", "VAGRANT", "PI",
		"USER", "USERNAME", "USER NAME", "USER.NAME", "GUEST", "TEST", "TESTER", "TEST USER", "DEFAULT", "LOCALHOST", "LOCAL", "HOME", "NAME", "YOUR NAME",
		"YOURNAME", "FIRST LAST", "FIRSTNAME LASTNAME", "NO NAME", "NONAME", "NO AUTHOR", "(NO AUTHOR)", "NONE", "NULL", "NIL", "UNDEFINED", "NOBODY",
		"SOMEBODY", "SOMEONE", "ANONYMOUS", "ANON", "ME", "MYSELF", "SELF", "DEV", "DEVELOPER", "DEVELOPERS", "DEVOPS", "TEAM", "ENGINEERING",
		"GIT", "GITHUB", "GITLAB", "CI", "BUILD", "BUILDER", "DEPLOY", "DEPLOYER", "RELEASE", "JENKINS", "RUNNER", "SYSTEM", "SERVICE", "SERVER", "DOCKER", "NODE", "APP",
		"WWW-DATA", "WWW", "WEBMASTER", "POSTMASTER", "INFO", "MAIL", "CONTACT", "OFFICE", "HELLO", "SUPPORT", "NOREPLY", "NO-REPLY", "SVN", "CVS",
		"MACBOOK", "MACBOOK PRO", "APPLE", "OWNER", "WORK", "DESKTOP", "LAPTOP", "PC", "STUDENT", "X", "-", ".", "?",
	}, name)
}

// reachesNobody tells whether an address in the form of key belongs to no one person: a name that
// machines come with, at a machine of its own or at a host that stands for any.
func reachesNobody(email string) bool {
	local, host, _ := strings.Cut(email, "@")
	if local == "" {
		return true
	}
	if slices.Contains([]string{"EXAMPLE.COM", "EXAMPLE.ORG", "EXAMPLE.NET"}, host) {
		return namesNobody(local) || local == "YOU" || local == "YOUR.EMAIL" || local == "YOUREMAIL"
	}
	return !strings.Contains(host, ".") && namesNobody(local)
}
