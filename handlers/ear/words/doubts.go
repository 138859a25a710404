package words

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// doubts are the reasons to ask, confirm or refuse that grammars name.
var doubts = map[string]func(*reading) bool{
	"liaison": func(r *reading) bool { return r.s.Role == "liaison" },
	"last":    func(r *reading) bool { return r.slots["ref"] == "last" },
	"late": func(r *reading) bool {
		p, _ := r.slots["period"].(string)
		return p != "" && p != r.s.Now.Format("2006-01")
	},
	"early": func(r *reading) bool {
		p, _ := r.slots["period"].(string)
		return p > r.s.Now.Format("2006-01")
	},
	"everyone": func(r *reading) bool { return r.slots["unit"] == "*" },
	"vague":    func(r *reading) bool { return r.vague },
	"no issue": func(r *reading) bool { return r.slots["issue"] == nil },
	"careful":  carefulStep,
	"half": func(r *reading) bool {
		return r.said("半年") && !r.said("上半年", "下半年") && r.s.Now.Month() > 6
	},
	"not own": notOwn,
	"no meeting": func(r *reading) bool {
		return r.slots["type"] == nil && r.slots["start"] == nil && r.slots["date"] == nil && !r.names("meeting")
	},
	"no period":    func(r *reading) bool { return r.slots["period"] == nil },
	"no contents":  noContents,
	"no plan":      func(r *reading) bool { return r.lacks("from", "period", "targets", "content", "organiser") },
	"no ref":       func(r *reading) bool { return r.slots["ref"] == nil },
	"no words":     func(r *reading) bool { return r.slots["title"] == nil && r.slots["body"] == nil },
	"no seat":      func(r *reading) bool { return r.slots["unit"] == nil && r.slots["code"] == nil },
	"no name":      func(r *reading) bool { return r.slots["name"] == nil && r.slots["code"] == nil },
	"no score":     func(r *reading) bool { return r.slots["delta"] == nil && r.slots["score"] == nil },
	"no indicator": func(r *reading) bool { return r.slots["indicator"] == nil },
	"border":       func(r *reading) bool { return r.slots["units"] != nil && r.said(borders...) },
	"nothing enclosed": func(r *reading) bool {
		return r.s.Media == 0 && r.slots["attachments"] == nil && utf8.RuneCountInString(r.a.text) <= bareHead
	},
	"always": func(*reading) bool { return true },
}

// bareHead is how long a sentence is, in characters, that is nothing but the head of a document: 报送自查报告.
const bareHead = 6

// carefulStep: the rung of the ladder is taken by somebody else than the office.
func carefulStep(r *reading) bool {
	t, ok := r.a.first(classStep)
	return ok && t.careful
}

// notOwn: a liaison speaks for another organisation.
func notOwn(r *reading) bool {
	u, _ := r.slots["unit"].(string)
	if r.s.Role != "liaison" || r.s.Unit == "" || u == "" || u == "*" {
		return false
	}
	return u != r.s.Unit && !strings.HasPrefix(r.s.Unit, u)
}

// noContents: nothing says what goes into a bulletin, no month, no report and no matter: 编简报.
func noContents(r *reading) bool {
	unsaid := r.lacks("period", "items", "kind", "topic", "ref") && !r.names("report")
	return unsaid && utf8.RuneCountInString(r.a.text) <= bareHead
}

// borders are where two organisations meet, so that it is not said whose the place is: 辛口和张家窝中间那片林地.
var borders = []string{"交界", "中间", "之间", "接壤", "相邻", "毗邻", "搭界", "边界", "界上", "挨着", "接边", "交汇"}

// lacks reports whether none of the slots was filled.
func (r *reading) lacks(slots ...string) bool {
	return !slices.ContainsFunc(slots, func(s string) bool { return r.slots[s] != nil })
}

// names reports whether the sentence names a record of a kind by its number.
func (r *reading) names(kind string) bool {
	return slices.ContainsFunc(r.a.tags, func(t tag) bool { return t.kind == kind })
}
