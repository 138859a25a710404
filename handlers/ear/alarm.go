package ear

import (
	"regexp"
	"strings"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/speech"
	"linzhangbot/models/profile"
)

// An emergency is looked for before anything else is weighed: whoever writes that it burns is never told that he was
// not understood, and no word of talk takes it back.

// alarms are what is cried besides the words of the district's emergency categories.
var alarms = regexp.MustCompile(`着(?:了|起)?(?:大)?火|火势|起火|失火|冒(?:浓)?烟|请求(?:支援|增援|救援)|求(?:支援|增援|救援)` +
	`|(?:砸|烧|压|摔|咬|撞|打|炸)(?:伤|死)|(?:受伤|死亡|遇难|被困|失联)[0-9一二两三四五六七八九十]+人|[0-9一二两三四五六七八九十]+人(?:受伤|死亡|遇难|被困|失联|伤亡)` +
	`|大(?:量|批|面积|片)[^，。]{0,6}死亡|(?:候鸟|鸟类|野鸟)[^，。]{0,4}(?:大量|批量|成片)死|(?:暴发|爆发)[^，。]{0,8}(?:疫|虫|蛾|病)` +
	`|(?:发生|突发|出现)[^，。]{0,6}(?:火灾|山火|险情|疫情|坍塌|倒塌)|^【?(?:紧急|突发)(?:情况|事件|险情)(?:报告)?[】：:！!，,]|(?:正在|有人(?:在)?)(?:盗伐|偷伐|砍树|` +
	`放火|毁林)`)

// mild words stand where it is spoken of: drills, lessons, figures, what was long ago.
var mild = regexp.MustCompile(`演练|演习|培训|讲座|宣传|宣讲|预案|知识|模拟|学习|去年|前年|上年|往年|历年|上(?:个)?月|累计|统计|以来|全年|汇总|台账` +
	`|未发生|没有发生|没发生|未出现|没有出现|零火|0起|零起|无火|防范|预防|严防|杜绝|如果|一旦|万一|假如|扣|考核|简报|专报|专题|教训|案例|案件|复盘|总结|经验|隐患|险情等级|火险等级` +
	`|会议|方案|通知|方法|措施|能力|怎么|如何|是不是|吗|听说|据说|网上|新闻|别的区|外区|外地|电影`)

// drill says that it is none, whatever else is said.
var drill = regexp.MustCompile(`演练|演习|模拟|拉练|桌面推演|培训|知识竞赛`)

// over says that it is past: still an emergency to be reported, and nothing to be doubted.
var over = regexp.MustCompile(`扑灭|处置|扑救|救援|出动|发现|已控制|控制住|赶到|赶赴|到场`)

// emergency is what the district calls one.
type emergency struct {
	key   string
	words []string
}

func emergencyOf(p *profile.Profile) emergency {
	var out emergency
	for _, c := range p.Categories {
		if !c.Emergency {
			continue
		}
		if out.key == "" {
			out.key = c.Key
		}
		out.words = append(out.words, c.Words...)
	}
	return out
}

func (e emergency) cried(text string) bool {
	if e.key == "" {
		return false
	}
	for _, w := range e.words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return alarms.MatchString(text)
}

// alarm takes a cry for what it is. ok is false where there is none, or where another command is plainly ordered.
func (h *hearing) alarm(all []reading) (m frame.Meaning, ok bool) {
	e, core := h.e, h.core
	intent := e.submits
	if intent == "" || !e.emergency.cried(core) || h.plainly(all) && all[0].intent != intent {
		return m, false
	}
	m, ok = h.Read(intent)
	if !ok || m.Expect == frame.Refuse {
		return m, ok
	}
	spoken := drill.MatchString(core) || mild.MatchString(core) && !over.MatchString(core)
	kind, _ := speech.Of(core, 0, 0)
	switch {
	case !kind.MayWrite() && kind != speech.Partly && m.Slots["title"] != nil: // 听说…, 先别报…: one question
	case !spoken && m.Slots["title"] != nil:
		if m.Slots["category"] == nil {
			m.Slots["category"] = e.emergency.key
		}
		m.Expect, m.Why, m.Missing = frame.OK, "", ""
		return m, true
	case spoken && h.plainly(all), m.Slots["title"] == nil && m.Slots["items"] != nil:
		return m, false
	case spoken && len(all) > 0 && (!e.writes(all[0].intent) || all[0].score < e.floor(all[0].intent)):
		return m, false // a question, or mere talk
	}
	m.Candidates = []frame.Candidate{{Intent: intent, Slots: m.Slots}}
	m.Expect, m.Why = frame.Choose, "是正在发生的突发情况吗？"
	return m, true
}

// plainly reports whether the likeliest reading is ordered by its own words.
func (h *hearing) plainly(all []reading) bool {
	if len(all) == 0 || all[0].level < frame.Wholly || all[0].score < ownScore {
		return false
	}
	return !h.e.writes(all[0].intent) || h.order() >= ownOrder
}
