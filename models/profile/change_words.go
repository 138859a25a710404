package profile

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"linzhangbot/models"
)

// labels are what the parts of a profile are called when somebody is told what a version changes, by their path, else
// by their last key.
var labels = map[string]string{ //nolint:gosec // words, no secret
	"name": "名称", "short": "简称", "bot_names": "机器人的叫法", "regulations": "制度", "orgs": "组织", "ambiguous": "有歧义的叫法",
	"posts": "职务", "duties": "义务", "categories": "信息类别", "disclosure": "信息公开", "boards": "公示牌", "reports": "信息报送",
	"bulletins": "简报", "secrecy": "涉密", "issues": "问题", "inspections": "督查类型", "meetings": "会议类型",
	"activities": "联合活动", "cooperation": "协作", "assessment": "考核方案", "numbering": "编号", "hours": "时间",
	"budget": "提醒次数", "digests": "定期通报", "retention": "保留", "open": "留白的字眼", "articles": "依据", "terms": "叫法",
	"at_least": "至少", "at_most": "至多", "every": "周期", "due": "到期日", "who": "承担的单位", "what": "数的事", "unit": "量词",
	"season": "适用月份", "steps": "提醒", "waive": "免办", "how": "办法", "how_late": "补办办法", "set_by": "设定人",
	"article": "依据", "title": "名称", "sum": "计数方法", "points": "分值", "from": "开始日期", "to": "结束日期", "successor": "承接单位",
	"watch": "常态", "full": "全称", "kind": "类别", "class": "分类", "aliases": "叫法", "former": "旧称", "slips": "误写",
	"parent": "上级", "responsibility": "职责", "topics": "事项", "role": "权限", "of": "所在组织", "exactly": "人数",
	"words": "字眼", "emergency": "突发", "default": "默认", "when": "时间", "if": "条件", "in": "发到", "text": "附言",
	"repeat": "重复", "per_month": "每月最多几天", "snooze_days": "最多延后几天", "snoozes": "可延后几次",
	"queue_every": "林长办待办隔几天再提", "missed_worth": "没有完成的通知几个工作日内可补发",
	"overdue_first": "逾期先连提几天", "overdue_every": "逾期以后隔几天", "default_days": "默认整改天数", "extensions": "可延期几次",
	"ladder": "措施", "sources": "来源", "overdue": "逾期几个工作日", "returned": "退回几次", "late_days": "可补报天数",
	"title_max": "标题字数", "body_max": "正文字数", "audience": "发给", "weekday": "星期几", "within": "几天内", "morning": "早上提醒",
	"until": "提醒截止", "hours.from": "上班", "hours.to": "下班", "people": "示例人员", "sample.groups": "示例群",
	"groups": "指标类", "indicators": "指标", "weight": "分值",
	"total": "总分", "pass": "合格线", "grades": "等次", "fields": "内容", "channels": "渠道", "marks": "字样", "allowed": "可用字样",
	"chair": "主持", "drafts": "拟定", "approve": "审定", "attend": "参加", "agenda": "议题", "lasts": "时长", "remind": "会前提醒",
	"levels": "采用级别", "by": "计分办法", "duty": "对应义务", "fact": "对应事项", "goal": "目标值", "per": "每件分值", "cap": "上限",
	"standard": "评分标准", "method": "方法", "bonus": "加分项", "veto": "一票否决", "value": "定为",
}

// labelOf is what a part of a profile is called; what has no word keeps its key.
func labelOf(path string) string {
	if word, ok := labels[path]; ok {
		return word
	}
	key := path[strings.LastIndexByte(path, '.')+1:]
	if word, ok := labels[key]; ok {
		return word
	}
	return key
}

func spaced(name string) string {
	if name == "" {
		return ""
	}
	return name + " "
}

func amountOf(n int, unit string) string {
	if n == 0 {
		return "不限"
	}
	return fmt.Sprintf("%d%s", n, unit)
}

// short reports whether a value of the type can be said in a few words.
func short(t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[Due](), reflect.TypeFor[When](), reflect.TypeFor[Who](), reflect.TypeFor[*Season](), dateType:
		return true
	}
	switch t.Kind() {
	case reflect.Struct, reflect.Pointer:
		return false
	case reflect.Slice:
		return t.Elem().Kind() != reflect.Struct
	}
	return true
}

// most is how many characters of a text are shown.
const most = 20

// number says a value; of a number of the budget that is 0 it says what that means.
func (d *difference) number(path string, v reflect.Value) string {
	usual, ok := silent[path]
	switch {
	case v.Kind() != reflect.Int || v.Int() != 0:
	case slices.Contains(unlimited, path):
		return amountOf(0, "")
	case ok:
		return fmt.Sprint(usual)
	}
	return d.words(v)
}

// words says a value.
func (d *difference) words(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case models.Every:
		return everyWords[x]
	case Due:
		return dueWords(x)
	case When:
		return whenWords(x)
	case Who:
		return d.who(x)
	case *Season:
		if x == nil {
			return "全年"
		}
		return fmt.Sprintf("%d月至%d月", x.From, x.To)
	case Date:
		if x.IsZero() {
			return "无"
		}
		return x.String()
	}
	switch v.Kind() {
	case reflect.Bool:
		return map[bool]string{true: "是", false: "否"}[v.Bool()]
	case reflect.Slice:
		var list []string
		for i := range v.Len() {
			list = append(list, fmt.Sprint(v.Index(i).Interface()))
		}
		return cut(strings.Join(list, "、"))
	}
	return cut(fmt.Sprint(v.Interface()))
}

func cut(text string) string {
	r := []rune(strings.Join(strings.Fields(text), " "))
	switch {
	case len(r) == 0:
		return "无"
	case len(r) > most:
		return string(r[:most]) + "…"
	}
	return string(r)
}

var everyWords = map[models.Every]string{models.Workday: "每个工作日", models.Week: "每周", models.Month: "每月",
	models.TwoMonths: "每两个月", models.Quarter: "每季度", models.Half: "每半年", models.Year: "每年", "": "无"}

func dueWords(u Due) string {
	month := ""
	switch {
	case u.After > 0:
		month = fmt.Sprintf("期后第%d个月", u.After)
	case u.Month > 0:
		month = fmt.Sprintf("第%d个月", u.Month)
	}
	day := "期末"
	switch {
	case u.Third != "":
		day = u.Third
	case u.WorkingDay > 0:
		day = fmt.Sprintf("第%d个工作日", u.WorkingDay)
	case u.WorkingDay < 0:
		day = "最后一个工作日"
	case u.Day > 0:
		day = fmt.Sprintf("%d日", u.Day)
	case u.Day < 0 || month != "":
		day = "月底"
	}
	if u.Opens > 0 {
		day = fmt.Sprintf("%d日至", u.Opens) + day
	}
	return month + day + u.At
}

func whenWords(w When) string {
	switch {
	case w.Day > 0:
		return fmt.Sprintf("%d日", w.Day)
	case w.FirstOf > 0:
		return fmt.Sprintf("第%d个月一日", w.FirstOf)
	case w.LastWorking > 0:
		return fmt.Sprintf("倒数第%d个工作日", w.LastWorking)
	case w.Before > 0:
		return fmt.Sprintf("到期前%d天", w.Before)
	case w.After > 0:
		return fmt.Sprintf("到期后第%d个工作日", w.After)
	case w.Month > 0:
		return fmt.Sprintf("%d月一日", w.Month)
	}
	return "到期当天"
}

// who says whom a selection speaks of, by the names of the later version.
func (d *difference) who(w Who) string {
	var out []string
	if x, ok := d.after.Post(w.Post); ok {
		out = append(out, "每位"+x.Title)
	}
	if term, ok := map[models.OrgKind]string{models.KindTown: models.Towns, models.KindUnit: models.Units}[w.Kind]; ok {
		out = append(out, "各"+d.after.Words(term))
	} else if w.Kind != "" {
		out = append(out, string(w.Kind)+"类")
	}
	if w.Class != "" {
		out = append(out, w.Class+"类")
	}
	for _, code := range w.Orgs {
		out = append(out, d.after.OrgName(code))
	}
	for _, code := range w.Except {
		out = append(out, "除"+d.after.OrgName(code))
	}
	return strings.Join(out, "、")
}
