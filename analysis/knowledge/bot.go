package knowledge

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// isBot tells whether an author is a program. Parts of a name tell nothing: Abbott and Chabot are
// people, and so is whoever is called Claude without the address of the machine.
func isBot(a model.Author) bool {
	names := []string{key(a.Name)}
	local, host, _ := strings.Cut(key(a.Email), "@")
	if login, ok := login(a.Email); ok {
		names = append(names, key(login))
	}
	return slices.ContainsFunc(names, isBotName) || strings.HasSuffix(local, "[BOT]") || slices.Contains(botAddresses(), local+"@"+host)
}

func isBotName(name string) bool {
	return strings.HasSuffix(name, "[BOT]") || strings.HasSuffix(name, "-BOT") || slices.Contains(botNames(), name)
}

// login is the GitHub login in an address that GitHub hands out to those who hide their own.
func login(email string) (string, bool) {
	local, host, _ := strings.Cut(strings.TrimSpace(email), "@")
	if !strings.EqualFold(host, "users.noreply.github.com") {
		return "", false
	}
	if _, name, numbered := strings.Cut(local, "+"); numbered {
		return name, name != ""
	}
	return local, local != ""
}

// botNames are names and logins of programs that end in nothing telling.
func botNames() []string {
	return []string{
		"ACTIONS-USER", "GITHUB ACTIONS", "GITHUB ACTION", "GITHUB-ACTIONS", "GITHUB ACTIONS BOT", "WEB-FLOW",
		"DEPENDABOT", "DEPENDABOT PREVIEW", "DEPENDABOT-PREVIEW", "RENOVATE", "RENOVATE BOT", "WHITESOURCE RENOVATE", "MEND RENOVATE",
		"GREENKEEPER", "SNYK BOT", "SNYK", "DEPFU", "PYUP.IO BOT", "PYUPBOT", "SCALA STEWARD", "STEWARD", "IMGBOT", "IMGBOTAPP",
		"ALLCONTRIBUTORS", "STYLECI BOT", "STYLECIBOT", "CODEFACTOR", "CODEFACTOR.IO", "STICKLER-CI", "RESTYLED.IO", "PRE-COMMIT-CI",
		"K8S CI ROBOT", "K8S-CI-ROBOT", "KUBERNETES PROW ROBOT", "KUBERNETES PUBLISHER", "K8S-PUBLISH-ROBOT", "OPENSHIFT MERGE ROBOT", "OPENSHIFT-MERGE-ROBOT",
		"BORS", "HOMU", "MERGIFY", "KODIAKHQ", "COPYBARA-SERVICE", "COPYBARA", "JENKINS CI", "GITLAB CI", "GITLAB BOT", "TRAVIS CI", "TRAVIS-CI",
		"CIRCLECI", "CIRCLE CI", "HOSTED WEBLATE", "WEBLATE", "CROWDIN BOT", "TRANSIFEX", "READ THE DOCS", "SEMANTIC RELEASE",
		"COPILOT", "GITHUB COPILOT", "COPILOT-SWE-AGENT", "COPILOT AUTOFIX", "CLAUDE CODE", "CURSOR AGENT", "CURSORAGENT", "DEVIN AI",
		"GOOGLE-LABS-JULES", "OPENHANDS", "CODEIUM", "CODERABBITAI", "CODERABBIT", "SWEEP AI", "GEMINI CODE ASSIST", "GEMINI-CLI", "OPENAI CODEX", "CHATGPT", "CHATGPT-CODEX-CONNECTOR",
	}
}

// botAddresses are addresses of programs whose names vary, or are those of people too.
func botAddresses() []string {
	return []string{
		"NOREPLY@ANTHROPIC.COM", "CLAUDE@ANTHROPIC.COM", "NOREPLY@OPENAI.COM", "CODEX@OPENAI.COM", "CHATGPT@OPENAI.COM", "COPILOT@GITHUB.COM", "NOREPLY@AIDER.CHAT", "AIDER@AIDER.CHAT",
		"CURSORAGENT@CURSOR.COM", "AGENT@CURSOR.COM", "OPENHANDS@ALL-HANDS.DEV", "GEMINI@GOOGLE.COM", "GEMINI-CODE-ASSIST@GOOGLE.COM", "NOREPLY@GOOGLE.COM",
		"DEVIN@COGNITION.AI", "AMP@AMPCODE.COM", "AGENT@WARP.DEV", "NOREPLY@WARP.DEV", "NOREPLY@OPENCODE.AI", "BOT@RENOVATEAPP.COM", "SUPPORT@DEPENDABOT.COM",
		"SUPPORT@GREENKEEPER.IO", "BOT@SNYK.IO", "SNYK-BOT@SNYK.IO", "ACTION@GITHUB.COM", "ACTIONS@GITHUB.COM", "NOREPLY@GITHUB.COM", "BUILDS@TRAVIS-CI.ORG", "BUILDS@TRAVIS-CI.COM",
		"HOSTED@WEBLATE.ORG", "BOT@PYUP.IO", "SUPPORT@DEPFU.COM", "SUPPORT@CODEFACTOR.IO", "BOT@STYLE.CI",
	}
}
