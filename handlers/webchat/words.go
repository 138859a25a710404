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

var kinds = []heading{{"town", "街镇"}, {"unit", "协作单位"}, {"chief", "林长"}, {"office", "办公室"}}

// kindOf tells where a person belongs when the list does not say.
func kindOf(p Person) string {
	org, _, _ := strings.Cut(p.Code, ".")
	switch {
	case p.Kind != "":
		return p.Kind
	case org == "office", org == "chief":
		return org
	case strings.HasSuffix(p.Org, "镇"), strings.HasSuffix(p.Org, "街道"), strings.HasSuffix(p.Org, "乡"):
		return "town"
	}
	return "unit"
}

// chip is a suggested sentence. A complete one is sent by a tap, the others wait for the reader's own words.
type chip struct {
	Label string `json:"label"`
	Text  string `json:"text"`
	Fill  bool   `json:"fill,omitempty"` // goes into the input; {report} becomes the newest report's number there
}

// whole is a sentence that needs no more words.
func whole(text string) chip { return chip{Label: text, Text: text} }

// chips suggests what this person may want to say.
func (m *room) chips(code string) []chip {
	p := m.names[code]
	_, post, _ := strings.Cut(p.Code, ".")
	liaison := post == "liaison"
	report := chip{Label: "报送…", Text: "报送 " + p.Org + "开展护林防火巡查，出动12人，排查隐患3处", Fill: true}
	switch {
	case p.Kind == "office":
		return []chip{whole("谁还没报"), {Label: "采用…", Text: "采用 {report}", Fill: true}, whole("逾期问题"), whole("概况"), whole("本周会议"), whole("帮助")}
	case p.Kind == "chief":
		return []chip{whole("概况"), whole("进度"), whole("逾期问题"), whole("本周会议"), whole("我的待办"), whole("帮助")}
	case p.Kind == "town" && liaison:
		return []chip{report, whole("本月报了几条"), whole("我的待办"), whole("逾期问题"), whole("帮助")}
	case liaison:
		return []chip{report, whole("我的待办"), whole("本周会议"), whole("帮助")}
	}
	return []chip{whole("我的待办"), whole("概况"), whole("逾期问题"), whole("本周会议"), whole("帮助")}
}

// mark is one instant of the “拨钟” panel.
type mark struct {
	Label string `json:"label"`
	To    string `json:"to"`
	Past  bool   `json:"past,omitempty"`
}

// marks are the instants of a month at which something tends to happen.
func marks(now time.Time) []mark {
	at := func(year int, month time.Month, day, hour, minute int) time.Time {
		return time.Date(year, month, day, hour, minute, 0, 0, now.Location())
	}
	y, mo, d := now.Date()
	list := []struct {
		label string
		to    time.Time
	}{
		{"明天 9 点", at(y, mo, d+1, 9, 0)},
		{"本月 10 日 9:30", at(y, mo, 10, 9, 30)},
		{"本月 20 日 9:30", at(y, mo, 20, 9, 30)},
		{"月底 17 点", at(y, mo+1, 0, 17, 0)},
		{"下月 1 日 9:30", at(y, mo+1, 1, 9, 30)},
	}
	out := make([]mark, 0, len(list))
	for _, l := range list {
		out = append(out, mark{Label: l.label, To: l.to.Format(time.RFC3339), Past: !l.to.After(now)})
	}
	return out
}
