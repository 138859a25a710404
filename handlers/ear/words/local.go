package words

import (
	"regexp"
	"slices"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
)

// office is what every district calls its office for short.
const office = "林长办"

// local is what the readers look for in the words of one district: what its towns are called altogether, its office and
// its chiefs.
type local struct {
	office    string         // short for the office of the chiefs: 区林长办
	everybody []string       // all organisations at once
	targeted  []string       // all towns at once
	charged   []string       // stand directly before the organisation that is charged with something
	foundBy   []string       // begin a report of a problem and name where it comes from
	linked    []string       // the towns that a chief looks after
	counted   *regexp.Regexp // all towns by their number: 11个街镇
	role      *regexp.Regexp // what people are
	meta      *regexp.Regexp // begins a clause about a problem that does not say what is the matter
}

func newLocal(say func(string) string) local {
	all := func(list ...string) []string {
		for i := range list {
			list[i] = say(list[i])
		}
		return list
	}
	expr := func(s string) *regexp.Regexp { return regexp.MustCompile(say(s)) }
	return local{
		office: say(models.TheOffice),
		everybody: all("全区", "各"+models.Towns, "各镇街", "各镇", "各街道", "各单位", "所有"+models.Towns, "所有镇", "全部"+models.Towns,
			"哪些"+models.Towns, "哪些镇", "哪几个镇", "哪几个"+models.Towns,
			"哪个镇", "哪个"+models.Towns, "哪些街道", "哪些单位", "谁家", "各家", "哪家"),
		targeted: all("各"+models.Towns, "各镇街", "全区"+models.Towns, "所有"+models.Towns),
		charged:  all("责任单位", "整改单位", "责任"+models.Towns, "由", "交办", "给", "请", "对", "责成", "要求", "转", "交"),
		foundBy: all("群众反映", "群众举报", "群众投诉", "市民反映", "市民举报", "居民反映", "有群众反映", "媒体曝光", "媒体反映", "暗访发现", "明察暗访发现", "督查发现",
			"检查发现", "巡林发现", "巡查发现", "现场发现", "发现", "12345反映", "12345工单", "热线反映", "接群众举报", "接群众反映", "上级通报", "领导批示",
			models.DistrictChief+"批示",
			"会议议定", "会议议定事项", "12345", "12345热线", "工单", "热线", "反映", "举报", "投诉", "群众", "市民", "居民", "市级通报", "督查通报", "市林长办"),
		linked:  all("我联系", "对口联系", "联系"+models.Towns),
		counted: expr(`([0-9]{1,3})个?(?:` + models.Towns + `|镇街|乡镇|街道)`),
		role: expr(`区总林长|副总林长|` + models.TownChief + `|镇级总林长|总林长|` + models.DistrictChief +
			`|协作成员|联络员|信息员|护林员|工作人员|负责人|林长|干事`),
		meta: expr(`^(?:责任单位|责任部门|责任` + models.Towns + `|责任人|整改单位|牵头单位|联系人|联系电话|电话|来源|附照片|照片|见附件|附件|处置后|整改后|完成后|并|图片|` +
			`由.{2,12}(?:负责|牵头|整改|办理|处理))`),
	}
}

// say puts the district's words in the place of the terms of a text.
func (v Vocabulary) say(text string) string {
	if v.Words == nil {
		return text
	}
	return v.Words(text)
}

// localised is a frame in the district's words.
func (v Vocabulary) localised(f frame.Frame) frame.Frame {
	f.Deeds = v.say(f.Deeds)
	f.Veto = slices.Clone(f.Veto)
	for i := range f.Veto {
		f.Veto[i] = v.say(f.Veto[i])
	}
	f.Phrases = slices.Clone(f.Phrases)
	for i := range f.Phrases {
		p := &f.Phrases[i]
		p.Pattern, p.Doubt = v.say(p.Pattern), v.say(p.Doubt)
	}
	f.Slots = slices.Clone(f.Slots)
	for i := range f.Slots {
		s := &f.Slots[i]
		s.Arg, s.Ask = v.say(s.Arg), v.say(s.Ask)
	}
	f.Asks = slices.Clone(f.Asks)
	for i := range f.Asks {
		f.Asks[i].Why = v.say(f.Asks[i].Why)
	}
	return f
}
