package config

import (
	"fmt"
	"os"
	"time"

	"linzhangbot/models/strict"
)

// Prefix begins the name of every environment variable that overrides a setting.
const Prefix = "LINZHANGBOT"

// Problem is one mistake in the settings, with its file and line.
type Problem = strict.Problem

// Settings are everything a deployment decides.
type Settings struct {
	Listen         string    `yaml:"listen"`          // 0.0.0.0:8080
	AdminListen    string    `yaml:"admin_listen"`    // metrics and profiles; keep it inside
	PublicURL      string    `yaml:"public_url"`      // https://bot.example.gov.cn, for links in cards
	TrustedProxies []string  `yaml:"trusted_proxies"` // addresses whose X-Forwarded-For is believed
	Data           string    `yaml:"data"`            // folder for papers and pictures
	Calendar       string    `yaml:"calendar"`        // file or folder with further years of holidays
	LogLevel       string    `yaml:"log_level"`       // debug, info, warn, error
	Shutdown       Duration  `yaml:"shutdown"`        // how long running work may finish when the program is stopped
	Database       Database  `yaml:"database"`
	Redis          Redis     `yaml:"redis"`
	Districts      []string  `yaml:"districts"` // names that come with the program, or files
	Platforms      []Section `yaml:"-"`

	// Sections are the platforms as written; Load turns them into Platforms.
	Sections []strict.Node `yaml:"platforms"`
}

// Database says where the records live.
type Database struct {
	Driver string `yaml:"driver"` // mysql or sqlite
	DSN    Secret `yaml:"dsn"`
}

// Redis says where the forgetful memory lives. Without addresses it is kept in the process.
type Redis struct {
	Addrs    []string `yaml:"addrs"` // one address, a cluster's, or the sentinels'
	Username string   `yaml:"username"`
	Password Secret   `yaml:"password"`
	Master   string   `yaml:"master"` // the sentinels' name of the master; empty: no sentinels
	DB       int      `yaml:"db"`
}

// Load reads a settings file and the environment. All mistakes are returned at once. With any, the settings are only
// good for finding more of them (in the sections of the platforms); they are nil when the file cannot be read at all.
func Load(path string) (*Settings, []Problem) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, []Problem{{File: path, Text: "配置文件读不到，请检查路径和权限"}}
	}
	return Parse(path, data, os.LookupEnv)
}

// Parse reads settings from a text, with the environment that lookup gives.
func Parse(name string, data []byte, lookup strict.Lookup) (*Settings, []Problem) {
	docs, problems := strict.Documents(name, data)
	if len(problems) > 0 {
		return nil, problems
	}
	if len(docs) > 1 {
		problems = append(problems, Problem{File: name, Line: docs[1].Line(), Text: "配置文件只能有一份，不能用 --- 分段"})
	}
	s := defaults()
	lines := strict.Lines{}
	if len(docs) > 0 {
		var more strict.Problems
		lines, more = docs[0].Decode(s)
		problems = append(problems, more...)
	}
	c := &checker{file: name, lines: lines, problems: problems, lookup: lookup}
	c.sections(s)
	c.problems = append(c.problems, strict.Environ(s, Prefix, lookup)...)
	c.settings(s)
	strict.Sort(c.problems)
	return s, c.problems
}

func defaults() *Settings {
	return &Settings{
		Listen:      "0.0.0.0:8080",
		AdminListen: "127.0.0.1:9090",
		Data:        "data",
		LogLevel:    "info",
		Shutdown:    Duration(20 * time.Second),
	}
}

// Section is what one platform wants. Only its name, kind and district are read here; the platform reads the rest.
type Section struct {
	Name     string `yaml:"name"`     // xiqing-wecom: also the path of its hook
	Kind     string `yaml:"kind"`     // wecom, feishu
	District string `yaml:"district"` // code of the district it serves

	node   strict.Node
	lookup strict.Lookup
}

// Where is the file and line the section begins at.
func (s Section) Where() string { return fmt.Sprintf("%s:%d", s.node.File(), s.node.Line()) }

// Decode reads the rest of the section strictly into the struct that into points at, then the environment:
// LINZHANGBOT_PLATFORMS_XIQING_WECOM_APP_SECRET is app.secret of the section named xiqing-wecom. The error lists
// every mistake with its file and line.
func (s Section) Decode(into any) error {
	_, problems := s.node.Decode(into, "name", "kind", "district")
	prefix := Prefix + "_PLATFORMS_" + strict.EnvName(s.Name)
	problems = append(problems, strict.Environ(into, prefix, s.lookup)...)
	return problems.Err()
}
