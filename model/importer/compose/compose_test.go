package compose_test

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/compose"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// A shelf hands out files that a test made up.
type shelf map[string]string

func (s shelf) Read(name string) ([]byte, error) {
	text, there := s[name]
	if !there {
		return nil, fs.ErrNotExist
	}
	return []byte(text), nil
}

func (s shelf) List(folder string) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if strings.HasPrefix(name, path.Clean(folder)+"/") {
			names = append(names, name)
		}
	}
	return names
}

// services reads a compose file whose services are given, with what lies around it.
func services(t *testing.T, text string, around shelf, more ...string) (*model.Sketch, []diag.Diagnostic) {
	t.Helper()
	files := []importer.File{{Name: "compose.yaml", Text: []byte("services:\n" + text)}}
	for i, m := range more {
		files = append(files, importer.File{Name: string(rune('a'+i)) + ".yaml", Text: []byte(m)})
	}
	return compose.Read(files, around)
}

// found lists the arrows of a sketch with their first evidence.
func found(k *model.Sketch) []string {
	var all []string
	for _, a := range k.Arrows {
		all = append(all, a.Name()+" "+a.Evidence[0].String())
	}
	return all
}

// TestEvidence varies what service a says of b, and how it was read.
func TestEvidence(t *testing.T) {
	const file = "a -> b compose.yaml#services.a."
	for _, tc := range []struct{ about, says, want string }{
		{"a URL", "environment: {X: http://b/x}", file + "environment.X url (high)"},
		{"a list", "environment: [X=http://b:8080]", file + "environment.X url (high)"},
		{"a URL with a password", "environment: {X: 'postgres://u:p@s/s:w@b:5432/x?a=c@d'}", file + "environment.X url (high)"},
		{"several hosts", "environment: {X: 'mongodb://u:p@c:1,b:2/x'}", file + "environment.X url (high)"},
		{"several URLs", "environment: {X: 'http://c:80,http://b:80'}", file + "environment.X url (high)"},
		{"JDBC", "environment: {X: 'jdbc:postgresql://b:5432/x'}", file + "environment.X url (high)"},
		{"host and port", "environment: {X: 'b:80'}", file + "environment.X host-port (high)"},
		{"a list of them", "environment: {X: 'c:9092,b:9092'}", file + "environment.X host-port (high)"},
		{"MySQL as Go writes it", "environment: {X: 'u:p@tcp(b:3306)/x'}", file + "environment.X host-port (high)"},
		{"Oracle", "environment: {X: 'jdbc:oracle:thin:@b:1521/x'}", file + "environment.X host-port (high)"},
		{"an image is no address", "environment: {X_IMAGE: 'b:8080'}", ""},
		{"nor is a version", "environment: {X: 'b:7'}", ""},
		{"a provider of images has one", "environment: {IMAGE_PROVIDER_HOST: b}", file + "environment.IMAGE_PROVIDER_HOST host (high)"},
		{"so has a service for users", "environment: {USERSERVICE_API_ADDR: 'b:80'}", file + "environment.USERSERVICE_API_ADDR host-port (high)"},
		{"a connection string", "environment: {X: 'Server=b;User Id=sa;Password=b'}", file + "environment.X dsn (high)"},
		{"another one", "environment: {X: 'Data Source=tcp:b,1433;Initial Catalog=x'}", file + "environment.X dsn (high)"},
		{"libpq", "environment: {X: 'host=b port=5432 user=b'}", file + "environment.X dsn (high)"},
		{"an option of Java", "environment: {JAVA_OPTS: '-Xmx1g -Ddb.host=b'}", file + "environment.JAVA_OPTS dsn (high)"},
		{"a bare host", "environment: {DB_HOST: b}", file + "environment.DB_HOST host (high)"},
		{"without a word border", "environment: {PGHOST: b}", file + "environment.PGHOST host (high)"},
		{"in camel case", "environment: {eventBusConnection: b}", file + "environment.eventBusConnection host (high)"},
		{"in any case", "environment: {DB_HOST: B}", file + "environment.DB_HOST host (high)"},
		{"a bare word elsewhere", "environment: {DB_USER: b, MODE: b}", ""},
		{"its own name", "environment: {SERVER_NAME: b}", ""},
		{"origins", "environment: {CORS_ALLOWED_ORIGINS: http://b}", ""},
		{"a call-back", "environment: {CallBackUrl: http://b, REDIRECT_URI: http://b}", ""},
		{"its clients", "environment: {MvcClient: http://b}", ""},
		{"a client has an address", "environment: {B_CLIENT_ADDR: http://b}", file + "environment.B_CLIENT_ADDR url (high)"},
		{"where users are sent, or not", "environment: {FRONTEND_URL: http://b}", file + "environment.FRONTEND_URL site-url (medium)"},
		{"health", "environment: {X: http://b/hc}", file + "environment.X probe (medium)"},
		{"health by its name", "environment: {PaymentUrlHC: http://b/x}", file + "environment.PaymentUrlHC probe (medium)"},
		{"bare, from .env", "environment: [B_ADDR]", file + "environment.B_ADDR host-port (high)"},
		{"put in", "environment: ['X=${B_ADDR}']", file + "environment.X host-port (high)"},
		{"a default", "environment: ['X=${NONE:-http://b}']", file + "environment.X url (high)"},
		{"a default in a default", "environment: ['X=${NONE:-${NEITHER-http://b}}']", file + "environment.X url (high)"},
		{"instead", "environment: ['X=${B_ADDR:+http://b}']", file + "environment.X url (high)"},
		{"not put in", "environment: ['X=$${B_ADDR}']", ""},
		{"an option", "command: --rpc-host=b:90", file + "command flag (high)"},
		{"an option and its value", "command: [run, --db-host, b]", file + "command flag (high)"},
		{"a URL in a command", "entrypoint: [run, 'http://b']", file + "entrypoint flag (high)"},
		{"waiting only", "command: ./wait-for-it.sh b:5432 -- run", file + "command depends-on (medium)"},
		{"its environment in a file", "env_file: x.env", "a -> b x.env#B_URL url (high)"},
		{"as a mapping", "env_file: [{path: x.env, required: false}]", "a -> b x.env#B_URL url (high)"},
		{"nginx", "volumes: ['./nginx.conf:/etc/nginx.conf:ro']", "a -> b nginx.conf own-file (high)"},
		{"a folder", "volumes: [{type: bind, source: ./conf, target: /etc/x}]", "a -> b conf/envoy.yaml own-file (high)"},
		{"a folder with source code", "volumes: ['./code:/app']", ""},
		{"a config", "configs: [c]", "a -> b c.conf own-file (high)"},
		{"a config written here", "configs: [{source: inline}]", "a -> b compose.yaml#configs.inline own-file (high)"},
		{"a variable in a file", "environment: {UP: b}\n    volumes: ['./var.tmpl:/x']", "a -> b var.tmpl own-file (high)"},
		{"only order", "depends_on: [b]", file + "depends_on.b depends-on (medium)"},
		{"order with a condition", "depends_on: {b: {condition: service_healthy}}", file + "depends_on.b depends-on (medium)"},
		{"a job that is done", "depends_on: {b: {condition: service_completed_successfully}}", file + "depends_on.b start-order (lowest)"},
		{"order beside other evidence", "environment: {C: http://c}\n    depends_on: [b]", file + "depends_on.b start-order (lowest)"},
		{"order beside telemetry", "environment: {C: http://jaeger}\n    depends_on: [b]", file + "depends_on.b depends-on (medium)"},
		{"a link", "links: [b]", file + "links.b link (medium)"},
		{"another name in a link", "links: ['b:other']\n    environment: {X: http://other}", file + "environment.X url (high)"},
		{"a host name", "environment: {X: http://bee}", file + "environment.X url (high)"},
		{"a container", "environment: {X: http://b-1}", file + "environment.X url (high)"},
		{"an alias in a network", "environment: {X: http://b.internal}", file + "environment.X url (high)"},
		{"the machine", "environment: {X: 'http://host.docker.internal:5101'}", ""},
		{"in the query of another", "environment: {X: 'http://c/?u=http://b:80&v=http://b'}", ""},
		{"behind the query of another", "environment: {X: 'http://c/?u=x,http://b'}", file + "environment.X url (high)"},
		{"JSON", `environment: {X: '{"mq": {"host": "b", "port": 1}}'}`, file + "environment.X host (high)"},
		{"a list in JSON", `environment: {X: '{"hosts": ["c", "b"], "x": 1}'}`, file + "environment.X host (high)"},
		{"a word in JSON", `environment: {X: '{"mode": "b", "allowedOrigins": {"host": "c"}, "server_name": "b"}'}`, ""},
		{"a flow in a file", "volumes: ['./flow.yaml:/x']", "a -> b flow.yaml own-file (high)"},
		{"JSON in one line", "volumes: ['./line.json:/x']", "a -> b line.json own-file (high)"},
		{"pgbouncer", "volumes: ['./pgbouncer.ini:/x']", "a -> b pgbouncer.ini own-file (high)"},
		{"its network", "network_mode: service:b", file + "network_mode network (medium)"},
		{"that of a container", "network_mode: 'container:b-1'", file + "network_mode network (medium)"},
		{"that of the host", "network_mode: host", ""},
		{"only its name", "environment: {B_SERVICE: b}", file + "environment.B_SERVICE name-value (medium)"},
		{"its own name for telemetry", "environment: {OTEL_SERVICE: b, DD_SERVICE: b, SERVICE: b}", ""},
		{"somebody else", "environment: {X: http://example.com/b}", ""},
		{"the names of a swarm", "environment: {DB_HOST: tasks.b}", file + "environment.DB_HOST host (high)"},
	} {
		t.Run(tc.about, func(t *testing.T) {
			sketch, diagnostics := services(t, `  a:
    image: a
    `+tc.says+`
  b: {image: b, hostname: bee, container_name: b-1, networks: {back: {aliases: [b.internal]}}}
  c: {image: c}
  jaeger: {image: jaegertracing/jaeger}
configs: {c: {file: ./c.conf}, inline: {content: "server b:80;"}}
`, shelf{
				".env":            "# our own\nexport B_ADDR=b:80 # here\n",
				"x.env":           "B_URL=\"http://b\"\n",
				"nginx.conf":      "# http://c\nserver { location / { proxy_pass http://b; } }\n",
				"conf/envoy.yaml": "clusters:\n- hosts:\n  - socket_address:\n      address: b\n      port_value: 80\n",
				"flow.yaml":       "clusters: [{endpoint: {address: {socket_address: {address: b, port_value: 80}}}}]\n",
				"line.json":       strings.Repeat(" ", 5000) + `{"clusters":[{"address":{"address":"b","port_value":80}}]}`,
				"pgbouncer.ini":   "[databases]\nx = host=b port=5432\n",
				"code/go.mod":     "module x\n", "code/x.yaml": "url: http://b\n",
				"c.conf":   "upstream x {\n  server b;\n}\n",
				"var.tmpl": "endpoint: ${env:UP}:80\n",
			})
			got := ""
			for _, line := range found(sketch) {
				if strings.HasPrefix(line, "a -> b ") {
					got = line
				}
			}
			if got != tc.want {
				t.Errorf("got  %s\nwant %s\n%v", got, tc.want, diagnostics)
			}
		})
	}
}

// TestKinds varies what b is, which says what the arrow from a carries.
func TestKinds(t *testing.T) {
	for _, tc := range []struct {
		image, key, want string
		tags             []string
	}{
		{"example/b:2", "B_ADDR", "a -> b call", nil},
		{"postgres:17", "B_ADDR", "a -> b query", nil},
		{"bitnami/redis-cluster@sha256:00", "B_ADDR", "a -> b query", nil},
		{"shop/redis-worker", "B_ADDR", "a -> b call", nil},
		{"hashicorp/consul", "B_ADDR", "a -> b resolve", nil},
		{"rabbitmq:4", "B_ADDR", "a -> b event", nil},
		{"rabbitmq:4", "B_CONSUMER_ADDR", "b -> a event", nil},
		{"rabbitmq:4", "B_PRODUCER_ADDR", "a -> b event", nil},
		{"otel/opentelemetry-collector-contrib", "B_ADDR", "a -> b stream", []string{"telemetry"}},
		{"grafana/grafana", "B_ADDR", "a -> b call", []string{"telemetry"}},
	} {
		sketch, _ := services(t, "  a: {image: a, environment: {"+tc.key+": 'b:80'}}\n  b: {image: '"+tc.image+"'}\n", nil)
		if len(sketch.Arrows) != 1 {
			t.Fatalf("%s: %v", tc.image, sketch.Arrows)
		}
		a := sketch.Arrows[0]
		if got := a.Name() + " " + a.Kind.String(); got != tc.want || !slices.Equal(a.Tags, tc.tags) {
			t.Errorf("%s as %s: got %s %v, want %s %v", tc.image, tc.key, got, a.Tags, tc.want, tc.tags)
		}
	}
}

// TestNetworks has services live in the network of another, by whose name they are reached.
func TestNetworks(t *testing.T) {
	sketch, _ := services(t, `  web: {image: web, environment: {APP_ADDR: 'vpn:80'}}
  vpn: {image: vpn, depends_on: [app]}
  app: {image: app, network_mode: 'service:vpn', environment: {DB_HOST: db}, depends_on: [vpn]}
  db: {image: postgres}
`, nil)
	want := []string{
		"web -> vpn compose.yaml#services.web.environment.APP_ADDR host-port (high)",
		"web -> app compose.yaml#services.web.environment.APP_ADDR network-name (medium)",
		"vpn -> app compose.yaml#services.vpn.depends_on.app depends-on (medium)",
		"app -> vpn compose.yaml#services.app.network_mode network (medium)",
		"app -> db compose.yaml#services.app.environment.DB_HOST host (high)",
	}
	if diff := cmp.Diff(want, found(sketch)); diff != "" {
		t.Error(diff)
	}
	for _, a := range sketch.Arrows {
		if asked := a.Question != ""; asked != (a.Name() == "web -> app" || a.Name() == "app -> vpn") {
			t.Errorf("%s: asked %q", a.Name(), a.Question)
		}
	}
	many := "  web: {image: web, environment: {APP_ADDR: 'vpn:80'}}\n  vpn: {image: vpn}\n"
	for _, name := range []string{"a", "b", "c"} {
		many += "  " + name + ": {image: x, network_mode: 'service:vpn'}\n"
	}
	if sketch, _ = services(t, many, nil); len(sketch.Arrows) != 4 {
		t.Errorf("whom a name means that four share is not known: %v", found(sketch))
	}
	sketch, _ = services(t, "  a: {image: a, network_mode: 'service:b'}\n  b: {image: b}\n", nil, "services: {a: {network_mode: !reset null}}")
	if len(sketch.Arrows) > 0 {
		t.Error(found(sketch))
	}
}

// TestStrays has addresses that lead to nobody.
func TestStrays(t *testing.T) {
	sketch, _ := services(t, `  api: {image: api, environment: {REDIS_URL: 'redis://u:hunter2@cache:6379/0?x=hunter2', SELF_URL: 'http://api', DB_HOST: db}}
  pay: {image: pay, environment: {STRIPE_URL: 'https://api.stripe.com/v1/hunter2', BACK_URL: 'http://${GONE}:80', X: 'http://host.docker.internal:5101'}}
  db: {image: postgres}
`, nil)
	want := []string{
		"1 of 3 components has no evidence of an arrow: pay. What is wired to it stands in no file that was read: import traces or network policies, or draw the arrows",
		"2 addresses lead to hosts that no file here has, so they are no arrows: cache (api REDIS_URL), api.stripe.com (pay STRIPE_URL)",
		"1 variable has no value, as no .env gives one: GONE. Addresses that would stand there are not seen",
	}
	if diff := cmp.Diff(want, sketch.Unshown); diff != "" {
		t.Error(diff)
	}
}

// TestOrderStatedAgain has a file say again, and otherwise, what a service is started after.
func TestOrderStatedAgain(t *testing.T) {
	sketch, _ := services(t, "  a: {image: a, depends_on: [b]}\n  b: {image: b}\n", nil, "services: {a: {depends_on: {b: {condition: service_completed_successfully}}}}")
	if got := found(sketch); len(got) != 1 || !strings.HasSuffix(got[0], "start-order (lowest)") || sketch.Arrows[0].Confidence() != model.Lowest {
		t.Error(got)
	}
}

// TestFirstVersion reads services at the top of a file, as they stood at first, that extend others.
func TestFirstVersion(t *testing.T) {
	sketch, diagnostics := compose.Read([]importer.File{{Name: "compose.yaml", Text: []byte("web:\n  extends: {file: common.yml, service: base}\n  links: [db]\ndb:\n  extends: {file: common.yml, service: base}\n")}}, shelf{"common.yml": "base: {image: x}\n"})
	if got := found(sketch); len(got) != 1 || !strings.HasPrefix(got[0], "web -> db ") {
		t.Errorf("%v, %v", got, diagnostics)
	}
}

// TestNoMessageIsCut has long names where a message holds one.
func TestNoMessageIsCut(t *testing.T) {
	long := strings.Repeat("long", 60)
	_, diagnostics := services(t, "  a: {image: a, "+long+": 1, extends: "+long+"}\n", nil)
	if len(diagnostics) != 2 {
		t.Errorf("want two: %v", diagnostics)
	}
	for _, d := range diagnostics {
		if strings.HasSuffix(d.Message, "…") {
			t.Error(d.Message)
		}
	}
}

func TestSharedEnvironmentIsAsked(t *testing.T) {
	const common = "x-common: &common {environment: {DB_HOST: db}}\n"
	sketch, _ := services(t, "  a: {<<: *common}\n  b: {<<: *common}\n  c: {<<: *common}\n  db: {image: postgres}\n", nil)
	if len(sketch.Arrows) != 0 {
		t.Fatal("the anchor is not there, and arrows are")
	}
	sketch, _ = compose.Read([]importer.File{{Name: "compose.yaml", Text: []byte(common +
		"services:\n  a: {<<: *common}\n  b: {<<: *common}\n  c: {<<: *common}\n  db: {image: postgres}\n")}}, shelf{})
	for _, a := range sketch.Arrows {
		if got := a.Evidence[0].String(); !strings.HasSuffix(got, "environment.DB_HOST shared-env (medium)") {
			t.Errorf("%s: %s", a.Name(), got)
		}
	}
	if len(sketch.Arrows) != 3 {
		t.Errorf("%d arrows, want 3", len(sketch.Arrows))
	}
}

// TestFileOfAllSettings gives the same file of settings to stores and to who uses them.
func TestFileOfAllSettings(t *testing.T) {
	around := shelf{"all.env": "DB_HOST=db\nMQ_URL=amqp://mq\n"}
	sketch, _ := services(t, "  app: {image: app, env_file: all.env}\n  db: {image: postgres, env_file: all.env}\n  mq: {image: rabbitmq, env_file: all.env}\n", around)
	var got []string
	for _, a := range sketch.Arrows {
		got = append(got, a.Name())
	}
	if diff := cmp.Diff([]string{"app -> db", "app -> mq"}, got); diff != "" {
		t.Error(diff)
	}
	sketch, _ = services(t, "  db: {image: postgres}\n  copy: {image: postgres, env_file: all.env}\n", around)
	if len(sketch.Arrows) != 1 {
		t.Errorf("a store that has a file of its own uses whom it names: %v", found(sketch))
	}
}

func TestFileThatEverybodySeesSaysNothing(t *testing.T) {
	text := ""
	for _, name := range []string{"a", "b", "c"} {
		text += "  " + name + ": {image: x, volumes: ['./all.json:/all.json']}\n"
	}
	sketch, _ := services(t, text+"  db: {image: postgres}\n", shelf{"all.json": `{"dbAddress": "db:5432"}`})
	if len(sketch.Arrows) != 0 {
		t.Error(found(sketch))
	}
	if len(sketch.Unshown) != 1 || !strings.HasPrefix(sketch.Unshown[0], "4 of 4 components have no evidence of an arrow: a, b, c, db.") {
		t.Error(sketch.Unshown)
	}
}

// TestLayers lays files over each other.
func TestLayers(t *testing.T) {
	const base = "  a: {image: a, environment: {X: http://x, Y: http://y}, depends_on: [z]}\n  x: {image: x}\n  y: {image: y}\n  z: {image: z}\n"
	ends := func(k *model.Sketch) []string {
		var all []string
		for _, a := range k.Arrows {
			all = append(all, a.Name())
		}
		return all
	}
	for _, tc := range []struct {
		about, over string
		around      shelf
		want        []string
	}{
		{"nothing", "services: {a: {}}", nil, []string{"a -> x", "a -> y", "a -> z"}},
		{"one variable", "services: {a: {environment: [X=http://z]}}", nil, []string{"a -> y", "a -> z"}},
		{"reset", "services: {a: {environment: !reset {}}}", nil, []string{"a -> z"}},
		{"one reset", "services: {a: {environment: {X: !reset null}}}", nil, []string{"a -> y", "a -> z"}},
		{"override", "services: {a: {environment: !override {X: http://z}}}", nil, []string{"a -> z"}},
		{"order reset", "services: {a: {depends_on: !reset []}}", nil, []string{"a -> x", "a -> y"}},
		{"another service", "services: {w: {image: w, extends: {file: sub/common.yml, service: base}}}", shelf{
			"sub/common.yml": "services: {base: {environment: {Z: http://z}, env_file: its.env}}", "sub/its.env": "X_URL=http://x",
		}, []string{"a -> x", "a -> y", "w -> x", "w -> z", "a -> z"}},
		{"included", "include: [sub/compose.yaml]\nservices: {a: {}}", shelf{
			"sub/compose.yaml": "services: {w: {image: w, environment: ['X=${TO}']}}", "sub/.env": "TO=http://x",
		}, []string{"a -> x", "a -> y", "w -> x", "a -> z"}},
	} {
		t.Run(tc.about, func(t *testing.T) {
			sketch, diagnostics := services(t, base, tc.around, tc.over)
			if diff := cmp.Diff(tc.want, ends(sketch)); diff != "" {
				t.Errorf("%s\n%v", diff, diagnostics)
			}
		})
	}
	sketch, _ := services(t, base, shelf{"sub/common.yml": "services: {base: {environment: {Z: http://z}}}"}, "services: {w: {extends: {file: sub/common.yml, service: base}}}")
	if got := found(sketch); !slices.Contains(got, "w -> z sub/common.yml#services.base.environment.Z url (high)") {
		t.Errorf("what is taken from another file has its place there: %v", got)
	}
}

func TestComponents(t *testing.T) {
	sketch, diagnostics := services(t, `  shop:
    image: shop
    hostname: shopping
    container_name: ${NAME}
    deploy: {replicas: 3}
    ports: ["80:80"]
    profiles: [debug]
  db: {image: "postgres:17", ports: ["5432"], sclae: 2}
  x y: {image: odd}
`, shelf{".env": "NAME=hidden\n"})
	want := []model.SketchComponent{
		{Name: "shop", Kind: model.ComponentService, Aliases: []string{"shopping"}, Replicas: 3, Tags: []string{"debug"}, Open: true, Mute: true},
		{Name: "db", Kind: model.ComponentDatabase, Mute: true},
	}
	if diff := cmp.Diff(want, sketch.Components); diff != "" {
		t.Error(diff)
	}
	var said []string
	for _, d := range diagnostics {
		said = append(said, d.Span.String()+": "+d.Level.String()+": "+d.Message)
	}
	if diff := cmp.Diff([]string{
		`compose.yaml:9:47: note: compose has no key "sclae" here (did you mean scale?), so it is not read`,
		"compose.yaml:10:3: error: a service is named with letters, digits, dots, dashes and underscores",
	}, said); diff != "" {
		t.Error(diff)
	}
}

// TestBadInput varies what is wrong with a file. All of it is told with its place.
func TestBadInput(t *testing.T) {
	deep := strings.Repeat("{a: ", 200) + strings.Repeat("}", 200)
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i < 10; i++ {
		n := string(rune('0' + i))
		p := string(rune('0' + i - 1))
		bomb += "a" + n + ": &a" + n + " [" + strings.TrimSuffix(strings.Repeat("*a"+p+",", 10), ",") + "]\n"
	}
	for _, tc := range []struct{ about, text, want string }{
		{"empty", "", "compose.yaml:1:1"},
		{"a list", "- a\n", "compose.yaml:1:1"},
		{"text", "hello", "compose.yaml:1:1"},
		{"no services", "title: x\n", "compose.yaml:1:1"},
		{"services of the wrong kind", "services: [a]\n", "compose.yaml:1:11"},
		{"a service of the wrong kind", "services: {a: [b]}\n", "compose.yaml:1:15"},
		{"a key twice", "services: {a: {}, a: {}}\n", "compose.yaml:1:19"},
		{"no YAML", "services: {a: \n", "compose.yaml:1:11"},
		{"an anchor that is not there", "services: {a: *b}\n", "compose.yaml:1:15"},
		{"an anchor in itself", "services: &a {a: *a}\n", "compose.yaml:1:18"},
		{"a bomb", bomb + "services: {}\n", "compose.yaml:"},
		{"too deep", "services: " + deep + "\n", "compose.yaml:1:"},
		{"binary", "services: \x00\x01\n", "compose.yaml:1:"},
		{"an unknown tag", "services: {a: !secret {}}\n", "compose.yaml:1:15"},
		{"itself", "services: {a: {extends: a}}\n", "compose.yaml:1:25"},
		{"a circle of files", "services: {a: {extends: {file: other.yaml, service: a}}}\n", "compose.yaml:1:25"},
		{"a service that is not there", "services: {a: {extends: b}}\n", "compose.yaml:1:25"},
		{"a file that is not there", "services: {a: {extends: {file: x.yaml, service: b}}}\n", "compose.yaml:1:25"},
		{"includes in a circle", "include: [loop.yaml]\n", "loop.yaml:1:10"},
		{"UTF-16", "\xff\xfea\x00:\x00", "compose.yaml:1:1: the file is UTF-16: save it as UTF-8"},
		{"huge", "services: {}\n#" + strings.Repeat("x", 10<<20), "compose.yaml:1:1"},
	} {
		t.Run(tc.about, func(t *testing.T) {
			_, diagnostics := compose.Read([]importer.File{{Name: "compose.yaml", Text: []byte(tc.text)}}, shelf{
				"other.yaml": "services: {a: {extends: {file: compose.yaml, service: a}}}\n", "loop.yaml": "include: [loop.yaml]\n",
				"compose.yaml": tc.text,
			})
			i := slices.IndexFunc(diagnostics, func(d diag.Diagnostic) bool { return d.Level == diag.Error })
			if i < 0 || !strings.HasPrefix(diagnostics[i].Span.String()+": "+diagnostics[i].Message, tc.want) {
				t.Errorf("want an error at %s, got %v", tc.want, diagnostics)
			}
		})
	}
}

// TestUnfoldingIsBounded reads files that name each other without end, and variables that grow.
func TestUnfoldingIsBounded(t *testing.T) {
	around := shelf{}
	env := "A0=" + strings.Repeat("x", 1000) + "\n"
	for i := range 30 {
		n, next := string(rune('A'+i)), string(rune('B'+i))
		around[n+".yaml"] = "include: [" + strings.TrimSuffix(strings.Repeat(next+".yaml, ", 5), ", ") + "]\nservices: {" + "s: {image: x}}\n"
		env += n + "=${" + next + "}${" + next + "}\n" + "V" + next + "=$V" + n + "$V" + n + "\n"
	}
	around[".env"] = env + "VA=" + strings.Repeat("x", 60000)
	sketch, _ := services(t, "  a: {image: $VZ, environment: {X: '"+strings.Repeat("$VZ", 5000)+strings.Repeat("${A:-", 5000)+"'}}\ninclude: [A.yaml]\n", around)
	if len(sketch.Components) == 0 {
		t.Error("nothing was read")
	}
}

// TestValuesStayInside has secrets in every place that takes a value, and in broken files.
func TestValuesStayInside(t *testing.T) {
	const secret = "hunter2"
	for _, text := range []string{
		"services:\n  a: {image: '" + secret + "', command: --password " + secret + " --db-host b, environment: {DB_URL: 'postgres://u:" + secret + "@b/x', P: " + secret + ", '" + "K': " + secret + "}}\n  b: {image: b}\n",
		"services:\n  a: {environment: {A_URL: 'postgres://" + secret + ":5432/x@c/x', B_URL: 'postgres://" + secret + "/y:z@c', C_ADDR: '" + secret + ":80/x@c', D_URL: 'http://" + secret + ":" + secret + "@c/" + secret + "?" + secret + "=http://" + secret + "'}}\n",
		"services:\n  a: {environment: {CONN: 'Server=c;Database=x;Password=" + secret + "', CONNECTION: \"Server=c;Database=x;Password='x;Server=" + secret + "'\", KEY_HOST: " + secret + ", MAIL_ADDRESS: " + secret + "}}\n",
		"services:\n  a: {container_name: '${P}', hostname: '${P}', networks: {n: {aliases: ['${P}']}}, scale: '${P}', profiles: [x], env_file: '${P}', environment: ['X=${P}']}\n",
		"services:\n  a: {environment: {X: \"" + secret + "}}\n",
		"services:\n  a: {environment: {X: *" + secret + "}}\n",
		"services:\n  a:\n    environment:\n      X: " + secret + ": y\n",
		"services:\n  a: {environment: {X: !" + secret + " y}}\n",
		"services:\n  a: {environment: [@" + secret + "]}\n",
		"name: '${P}'\nservices:\n  a: {extends: {file: '${P}', service: '${P}'}, depends_on: ['${P}'], links: ['${P}:x']}\n  b: {image: b}\n",
	} {
		sketch, diagnostics := compose.Read([]importer.File{{Name: "compose.yaml", Text: []byte(text)}}, shelf{".env": "P=" + secret + "\n"})
		if all := cmp.Diff(nil, sketch) + cmp.Diff(nil, diagnostics); strings.Contains(all, secret) {
			t.Errorf("%s\nlets its value out:\n%s", text, all)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"services: {a: {environment: {B: 'http://b:80'}}, b: {image: redis}}",
		"x: &x {environment: [A=$B]}\nservices: {a: {<<: *x, extends: b}, b: {command: [--host=a]}}",
		"include: [{path: compose.yaml}]\nservices: {a: {env_file: .env, volumes: ['./x:/x'], configs: [c]}}\nconfigs: {c: {content: 'proxy_pass http://a'}}",
		"services: {'': {}, '-': {}, '.': {image: ':@/'}}",
		"a: {image: b}\nb: {build: .}",
	} {
		f.Add(seed, "A=${B:-x}\nB=\"a\n")
	}
	f.Fuzz(func(t *testing.T, text, env string) {
		around := shelf{".env": env, "compose.yaml": text, "x": text}
		format := trial.Format{Name: "compose.yaml", Looks: compose.Looks, Also: trial.Apart}
		format.Read = func(files []importer.File) (*model.Sketch, []diag.Diagnostic) { return compose.Read(files, around) }
		format.Sound(t, []byte(text))
	})
}
