package security_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// annotationProperties has a file name with what ends a property.
func annotationProperties(t *testing.T) {
	s := newScene(t, "")
	s.write("a,b:c%d.yaml", quiet)
	s.run("check", "--format", "github", "./a,b:c%d.yaml").exits(1).says("file=a%2Cb%3Ac%25d.yaml,line=")
}

// sarifBrackets has names that would be hyperlinks in a message.
func sarifBrackets(t *testing.T) {
	r := newScene(t, head+"arrows: {\"a [click](1) -> [x](http:evil)\": }").run("check", "--format", "sarif", "linewalk.yaml")
	var log struct {
		Runs []struct {
			Results []struct{ Message struct{ Text string } }
		}
	}
	if err := json.Unmarshal([]byte(r.stdout), &log); err != nil {
		t.Fatalf("%v: %s%s", err, r.stderr, r.stdout)
	}
	told := fmt.Sprint(log)
	if !strings.Contains(told, `\[click\]`) || regexp.MustCompile(`(^|[^\\])\[click`).MatchString(told) {
		t.Errorf("the brackets are not escaped: %s", told)
	}
}

// paths are those of files with characters that addresses encode, and that of a file above.
func paths(t *testing.T) {
	s := newScene(t, "")
	s.write(".git/HEAD", "ref: refs/heads/main\n")
	s.write("é #%/a b.yaml", quiet)
	s.run("check", "--format", "sarif", "é #%/a b.yaml").exits(1).says(`"uri": "%C3%A9%20%23%25/a%20b.yaml"`)
	s.run("check", "--format", "gitlab", "é #%/a b.yaml").exits(1).says(`"path": "é #%/a b.yaml"`)
	s.folder = filepath.Join(s.folder, "é #%")
	s.env = append(s.env, "PWD="+s.folder)
	if err := os.WriteFile(filepath.Join(s.folder, "..", "x.yaml"), []byte(quiet), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"gitlab", "sarif"} {
		if r := s.run("check", "--format", format, "../x.yaml").exits(1); strings.Contains(r.stdout, "../") {
			t.Errorf("%s leads upwards: %s", format, short(r.stdout))
		}
	}
}

// shout is a drawing of an arrow with a label that a terminal would obey.
func shout(label string) string {
	return head + `arrows: {a -> b: {if-down: breaks, label: "` + label + `"}}`
}

// visibleEscapes shows what a terminal would obey.
func visibleEscapes(t *testing.T) {
	newScene(t, shout(`evil \e]8;;http://evil\a`)).run("walk", "linewalk.yaml").exits(0).says(`evil \x1b]8;;http://evil\x07`)
}

// visibleControls shows them in messages and in the lines of the file that are quoted with them.
func visibleControls(t *testing.T) {
	newScene(t, shout(`a\u009bb\rc\bd\x7f`)).run("walk", "linewalk.yaml").exits(0).says(`a\x9bb\x0dc\x08d\x7f`)
	for _, raw := range []string{"\x1b", "\u009b", "\b", "\x7f"} {
		r := newScene(t, head+"system: shop "+raw+"\narrows: {a -> b: }\n").run("check", "linewalk.yaml")
		inspectText(t, r.stdout)
		r.exits(2).says("[read-syntax]", fmt.Sprintf(`shop \x%02x`, []rune(raw)[0]))
	}
}

// unseen are names with characters that are not seen.
var unseen = []read{
	{head + "arrows: {\"a\\u202eb -> c\": }", `2:10: the name "a\u202eb" holds a character that is not seen`},
	{head + "teams: {we\u00adb: {people: [ana]}}\narrows: {a -> b: }", `2:9: the name "we\u00adb" holds a character that is not seen`},
}

// lookAlikes are names that look alike and are not the same.
var lookAlikes = []read{
	{head + "components: {app: service, \u0430pp: queue}", "2:28: component \"\u0430pp\" looks like another of that name; 2:14 this one"},
	{head + "arrows: {a -> \u0445x: , a -> xx: }", "2:26: component \"xx\" looks like another of that name; 2:15 this one"},
	{head + "components: {caf\u00e9: service, cafe\u0301: queue}", "2:29: component \"cafe\u0301\" looks like another of that name; 2:14 this one"},
	{head + "components: {\u2615: service, caf\u00e9: service}", ""},
	{head + "components: {a: service}\njourneys: {\u043f\u043e\u043a\u0443\u043f\u043a\u0430: {}}", ""},
}
