package wecom

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"linzhangbot/bot/wire"
)

// settings is the section of one WeCom corp. Name, kind and district belong to the house and are taken as they are.
type settings struct {
	Name     string            `yaml:"name" json:"name"`
	Kind     string            `yaml:"kind" json:"kind"`
	District string            `yaml:"district" json:"district"`
	CorpID   string            `yaml:"corp_id" json:"corp_id"`
	App      *appSettings      `yaml:"app" json:"app"`
	Robot    *robotSettings    `yaml:"robot" json:"robot"`
	Webhooks map[string]string `yaml:"webhooks" json:"webhooks"`       // name → key of a group robot, push only
	Groups   map[string]string `yaml:"groups" json:"groups"`           // robot chatid → name of the webhook in the same group
	WSBase   string            `yaml:"ws_base" json:"ws_base"`         // address of the long connection, default the public one
	APIBase  string            `yaml:"api_base" json:"api_base"`       // default the public service
	Media    []string          `yaml:"media_hosts" json:"media_hosts"` // hosts (and their subdomains) that pictures may come from
	CardURL  string            `yaml:"card_url" json:"card_url"`       // where a tap on a finished card leads
	MaxAge   string            `yaml:"max_age" json:"max_age"`         // how far a callback's stamp may be off, default 24h
}

type appSettings struct {
	AgentID int    `yaml:"agent_id" json:"agent_id"`
	Secret  string `yaml:"secret" json:"secret"`
	Token   string `yaml:"token" json:"token"`
	AESKey  string `yaml:"aes_key" json:"aes_key"`

	Calendar   bool   `yaml:"calendar" json:"calendar"`       // meetings become 日程 of those who attend
	CalendarID string `yaml:"calendar_id" json:"calendar_id"` // the app's own calendar, in which a lost answer can be looked up
}

type robotSettings struct {
	ID     string `yaml:"id" json:"id"`
	Name   string `yaml:"name" json:"name"`
	Token  string `yaml:"token" json:"token"`
	AESKey string `yaml:"aes_key" json:"aes_key"`
	Mode   string `yaml:"mode" json:"mode"`
	Secret string `yaml:"secret" json:"secret"`
}

const (
	pathApp   = "app"
	pathRobot = "robot"

	publicAPI  = "https://qyapi.weixin.qq.com"
	publicCard = "https://work.weixin.qq.com"

	// replayWindow bounds how long a captured callback stays usable at all; within it the inbox drops repeats.
	replayWindow = 24 * time.Hour
)

// publicMedia are the hosts the public service serves pictures and files from.
var publicMedia = []string{"weixin.qq.com", "qpic.cn", "myqcloud.com"}

// prepare checks the settings, all of them, and fills in what was left out.
func (p *Platform) prepare() error {
	return errors.Join(p.prepareApp(), p.prepareRobot(), p.preparePush(), p.prepareHosts(), p.prepareAge())
}

// need refuses a value that was left out.
func need(name string, given bool) error {
	if given {
		return nil
	}
	return fmt.Errorf("缺少 %s", name)
}

func (p *Platform) prepareApp() error {
	a := p.set.App
	if a == nil {
		return nil
	}
	var calendar error
	if a.CalendarID != "" && !a.Calendar {
		calendar = errors.New("app.calendar_id: 没有写 app.calendar: true")
	}
	ch, err := newChannel(a.Token, a.AESKey, p.set.CorpID)
	if err != nil {
		err = fmt.Errorf("app.%w", err)
	}
	p.channels[pathApp] = ch
	// An empty corp id would switch the receiver check off.
	return errors.Join(need("corp_id", p.set.CorpID != ""), need("app.agent_id", a.AgentID > 0),
		need("app.secret", a.Secret != ""), calendar, err)
}

func (p *Platform) prepareRobot() error {
	r := p.set.Robot
	if r == nil {
		return nil
	}
	switch r.Mode {
	case "", "callback":
	case "connection":
		return p.prepareLine()
	default:
		return fmt.Errorf("robot.mode: 应当是 callback 或 connection，不是 %q", r.Mode)
	}
	ch, err := newChannel(r.Token, r.AESKey, "")
	if err != nil {
		err = fmt.Errorf("robot.%w", err)
	}
	p.channels[pathRobot] = ch
	// The ciphertext names no receiver, so the id inside the message is all there is to check.
	return errors.Join(need("robot.id", r.ID != ""), err)
}

func (p *Platform) prepareLine() error {
	if p.set.Robot.ID == "" || p.set.Robot.Secret == "" {
		return errors.New("robot.mode: 长连接要填 robot.id 和 robot.secret")
	}
	p.set.WSBase = cmp.Or(p.set.WSBase, publicLine)
	if u, err := url.Parse(p.set.WSBase); err != nil || u.Host == "" || u.Scheme != "wss" && u.Scheme != "ws" {
		return errors.New("ws_base: 应当是 wss:// 开头的网址")
	}
	p.line = newLine(p.set.WSBase, *p.set.Robot, p.deps.HTTP)
	return nil
}

func (p *Platform) preparePush() error {
	var bad []error
	for name, key := range p.set.Webhooks {
		bad = append(bad, need("webhooks."+name, name != "" && key != ""))
	}
	for chat, name := range p.set.Groups {
		if p.set.Webhooks[name] == "" {
			bad = append(bad, fmt.Errorf("groups.%s: webhooks 里没有 %q", chat, name))
		}
	}
	if p.set.App == nil && p.set.Robot == nil && len(p.set.Webhooks) == 0 {
		bad = append(bad, errors.New("app、robot、webhooks 至少要配一样"))
	}
	return errors.Join(bad...)
}

func (p *Platform) prepareHosts() error {
	p.set.APIBase = strings.TrimRight(cmp.Or(p.set.APIBase, publicAPI), "/")
	p.set.CardURL = cmp.Or(p.set.CardURL, publicCard)
	if p.set.Media == nil {
		p.set.Media = publicMedia
	}
	base, err := webAddress(p.set.APIBase)
	if err != nil {
		return fmt.Errorf("api_base: %w", err)
	}
	if _, err := webAddress(p.set.CardURL); err != nil {
		return fmt.Errorf("card_url: %w", err)
	}
	p.api = &api{base: base, http: wire.Client(p.deps.HTTP)}
	p.api.token = wire.NewToken(p.tokenKey(), p.deps, p.askToken)
	return nil
}

func webAddress(s string) (*url.URL, error) {
	u, ok := wire.WebURL(s)
	if !ok || u.User != nil {
		return nil, errors.New("应当是网址，如 https://qyapi.weixin.qq.com")
	}
	return u, nil
}

func (p *Platform) prepareAge() error {
	if p.set.MaxAge == "" {
		return nil
	}
	age, err := time.ParseDuration(p.set.MaxAge)
	if err != nil || age < time.Minute || age > replayWindow {
		return errors.New("max_age: 应当在 1m 到 24h 之间")
	}
	p.window = age
	return nil
}
