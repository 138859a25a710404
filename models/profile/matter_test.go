package profile

import (
	"strings"
	"testing"

	"linzhangbot/models"
)

// TestXiqingMatters pins the articles that the bot cites.
func TestXiqingMatters(t *testing.T) {
	p := xiqing(t)
	for m, want := range map[Matter]models.Article{
		MatterDisclosure: "信息制度 第四条", MatterBoard: "信息制度 第七条", MatterQuota: "信息制度 第九条",
		MatterBulletin: "信息制度 第十条", MatterQuality: "信息制度 第十一条",
		MatterInspection: "督查制度 第六条", MatterRectification: "督查制度 第七条", MatterIssueList: "督查制度 第八条",
		MatterMeeting: "会议制度 第二条", MatterMeetingPlan: "会议制度 第三条、第四条、第五条",
		MatterPatrol: "协作会商制度 第五条", MatterMembers: "协作会商制度 第六条", MatterActivity: "协作会商制度 第八条",
		MatterShare: "协作会商制度 第九条", MatterSummary: "协作会商制度 第十条", MatterOrder: "督查制度 第四条（二）",
		"nothing": "",
	} {
		if got := p.Article(m); got != want {
			t.Errorf("%s: %q", m, got)
		}
	}
	if len(p.Articles) != len(matters) {
		t.Errorf("%d articles for %d matters", len(p.Articles), len(matters))
	}
	if got := (&Profile{}).Article(MatterOrder); got != "" {
		t.Errorf("a profile without articles cites %q", got)
	}
}

func TestWrongArticlesAndTerms(t *testing.T) {
	const head = `code: x
name: 甲县
zone: Asia/Shanghai
effective: 2026-01-01
orgs: [{code: office, name: 林长办, kind: office}]
hours: {morning: "09:03", until: "09:07", from: "08:30", to: "18:00"}
`
	const regulations = "regulations: [{key: a, name: 信息制度, articles: {第一条: 甲}}]\n"
	for _, c := range []struct{ text, want string }{
		{"articles: {order: 令规 第二条}\n", ""}, // a regulation nobody wrote down may be cited
		{regulations + "articles: {order: 信息制度 第一条（三）}\n", ""},
		{regulations + "articles: {order: 令规 第二条}\n", "没有 令规 这项制度"},
		{regulations + "articles: {order: 信息制度 第二条}\n", "信息制度 没有 第二条"},
		{regulations + "articles: {order: 信息制度 第一条、第二条}\n", "信息制度 没有 第二条"},
		{"articles: {order: 第二条}\n", "条款 第二条 应当写成"},
		{"articles: {orders: 令规 第二条}\n", "不认识 orders"},
		{"terms: {towns: 苏木}\n", ""},
		{"terms: {town: 苏木}\n", "不认识 town，"},
		{"terms: {towns: ' '}\n", "缺少 towns"},
	} {
		_, problems := Parse("x.yaml", []byte(head+c.text))
		told := strings.Join(keys(problems, Problem.String), "\n")
		if (c.want == "") != (told == "") || !strings.Contains(told, c.want) {
			t.Errorf("%q: want %q, told %q", c.text, c.want, told)
		}
	}
}
