package webchat

import (
	"strings"
	"time"
)

// heading is one group of the person picker.
type heading struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
}

// kinds are the groups of the picker.
func (m *room) kinds() []heading {
	return []heading{{"town", m.Towns}, {"unit", m.Units}, {"chief", "林长"}, {"office", "办公室"}}
}

// bot is the name by which people call the bot.
func (m *room) bot() string {
	if names := m.console.Bots(); len(names) > 0 {
		return names[0]
	}
	return "林长助手"
}

// chip is a suggested sentence. A complete one is sent by a tap, the others wait for the reader's own words.
type chip struct {
	Label string `json:"label"`
	Text  string `json:"text"`
	Fill  bool   `json:"fill,omitempty"` // goes into the input; {report} becomes the newest report's number there
}

// chips suggests what this person may want to say.
func (m *room) chips(code string) []chip {
	p := m.names[code]
	out := []chip{}
	add := func(sentences ...string) []chip {
		for _, s := range sentences {
			out = append(out, chip{Label: s, Text: s}) // it needs no more words
		}
		return out
	}
	liaison := strings.HasSuffix(p.Code, ".liaison")
	if liaison && p.Kind != "office" && p.Kind != "chief" {
		out = append(out, chip{Label: "报送…", Text: "报送 " + p.Org + "开展护林防火巡查，出动12人，排查隐患3处", Fill: true})
	}
	switch {
	case p.Kind == "office":
		add("谁还没报")
		out = append(out, chip{Label: "采用…", Text: "采用 {report}", Fill: true})
		return add("逾期问题", "概况", "本周会议", "帮助")
	case p.Kind == "chief":
		return add("概况", "进度", "逾期问题", "本周会议", "我的待办", "帮助")
	case p.Kind == "town" && liaison:
		return add("本月报了几条", "我的待办", "逾期问题", "帮助")
	case liaison:
		return add("我的待办", "本周会议", "帮助")
	}
	return add("我的待办", "概况", "逾期问题", "本周会议", "帮助")
}

// mark is one instant of the “拨钟” panel.
type mark struct {
	Label string `json:"label"`
	To    string `json:"to"`
	Past  bool   `json:"past,omitempty"`
}

// marks are the instants of a month at which something tends to happen.
func marks(now time.Time) []mark {
	y, mo, d := now.Date()
	at := func(label string, month time.Month, day, hour, minute int) mark {
		to := time.Date(y, month, day, hour, minute, 0, 0, now.Location())
		return mark{Label: label, To: to.Format(time.RFC3339), Past: !to.After(now)}
	}
	return []mark{
		at("明天 9 点", mo, d+1, 9, 0),
		at("本月 10 日 9:30", mo, 10, 9, 30),
		at("本月 20 日 9:30", mo, 20, 9, 30),
		at("月底 17 点", mo+1, 0, 17, 0),
		at("下月 1 日 9:30", mo+1, 1, 9, 30),
	}
}
