package feishu

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

const (
	modeCallback   = "callback"
	modeConnection = "connection"
	pathEvent      = "event"
	pathCard       = "card"
	defaultBase    = "https://open.feishu.cn"
	defaultFresh   = 24 * time.Hour
)

// Settings is this platform's section of the settings file; name, kind and district are the house's to read.
type Settings struct {
	AppID             string `yaml:"app_id" json:"app_id"`
	AppSecret         string `yaml:"app_secret" json:"app_secret"`
	VerificationToken string `yaml:"verification_token" json:"verification_token"`
	EncryptKey        string `yaml:"encrypt_key" json:"encrypt_key"`
	Mode              string `yaml:"mode" json:"mode"`               // callback (default) or connection
	APIBase           string `yaml:"api_base" json:"api_base"`       // any host: private deployments have their own
	TenantKey         string `yaml:"tenant_key" json:"tenant_key"`   // optional; then other tenants' events are refused
	BotOpenID         string `yaml:"bot_open_id" json:"bot_open_id"` // optional; else asked once
	BotName           string `yaml:"bot_name" json:"bot_name"`       // optional; the second way to know a mention
	CalendarID        string `yaml:"calendar_id" json:"calendar_id"` // optional; then meetings are entered there
	Freshness         string `yaml:"freshness" json:"freshness"`     // how old a callback's stamp may be; 24h
}

// complete fills in what may be left out and collects the mistakes. Without an Encrypt Key Feishu signs nothing,
// and anyone could speak in anyone's name: so it is required wherever callbacks come in.
func (s *Settings) complete(canConnect bool) (time.Duration, error) {
	var wrong []error
	need := func(name, value string) {
		if strings.TrimSpace(value) == "" {
			wrong = append(wrong, fmt.Errorf("缺少 %s", name))
		}
	}
	need("app_id", s.AppID)
	need("app_secret", s.AppSecret)
	switch s.Mode {
	case "", modeCallback:
		s.Mode = modeCallback
		need("verification_token", s.VerificationToken)
		need("encrypt_key", s.EncryptKey)
	case modeConnection:
		if !canConnect {
			wrong = append(wrong, errors.New("mode: 本程序不含长连接，请用 callback"))
		}
	default:
		wrong = append(wrong, fmt.Errorf("mode: 应当是 callback 或 connection，不是 %q", s.Mode))
	}
	if s.APIBase == "" {
		s.APIBase = defaultBase
	}
	s.APIBase = strings.TrimRight(s.APIBase, "/")
	if !webAddress(s.APIBase) {
		wrong = append(wrong, errors.New("api_base: 应当是网址，如 https://open.feishu.cn"))
	}
	fresh, err := s.window()
	return fresh, errors.Join(append(wrong, err)...)
}

// window is how old a stamp may be. Feishu repeats a delivery for seven hours and does not say whether it signs
// anew each time, so the default is a day; the durable inbox is the real guard against replays.
func (s *Settings) window() (time.Duration, error) {
	if s.Freshness == "" {
		return defaultFresh, nil
	}
	d, err := time.ParseDuration(s.Freshness)
	if err != nil || d <= 0 {
		return 0, errors.New("freshness: 应当是时长，如 24h")
	}
	return d, nil
}
