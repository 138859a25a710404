package profile

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"linzhangbot/models"
)

func xiqing(t *testing.T) *Profile {
	t.Helper()
	return load(t, "../../config/districts/xiqing.yaml").Latest()
}

func codes(orgs []Org) string {
	return strings.Join(keys(orgs, func(o Org) string { return o.Code + " " + o.Name }), ", ")
}

// TestXiqingOrganisations pins the codes that other programs hold on to.
func TestXiqingOrganisations(t *testing.T) {
	p, now := xiqing(t), time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	const towns = "yangliuqing 杨柳青镇, zhangjiawo 张家窝镇, xinkou 辛口镇, zhongbei 中北镇, jingwu 精武镇, dasi 大寺镇, wangwenzhuang 王稳庄镇, liqizhuang 李七庄街道, xiyingmen 西营门街道, jinmenhu 津门湖街道, chilongnan 赤龙南街道"
	const units = "zuzhibu 区委组织部, xuanchuanbu 区委宣传部, bianban 区委编办, fagaiwei 区发展改革委, gongan 公安西青分局, caizheng 区财政局, shengtai 区生态环境局, yunguan 区运管局, shuiwu 区水务局, chengguan 区城市管理委, yingji 区应急局, guizi 市规划资源局西青分局"
	if got := codes(p.OrgsOf(models.KindTown, now)); got != towns {
		t.Errorf("towns %s", got)
	}
	if got := codes(p.OrgsOf(models.KindUnit, now)); got != units {
		t.Errorf("units %s", got)
	}
	if got := codes(p.OrgsOf(models.KindOffice, now)); got != "office 区林长办公室" {
		t.Errorf("office %s", got)
	}
	if o, _ := p.Org("jingwu"); !slices.Equal(o.Former, []string{"南河镇"}) || o.National != "120111104" {
		t.Errorf("jingwu %+v", o)
	}
}

func TestXiqing协作第四条(t *testing.T) {
	p := xiqing(t)
	text := ""
	for _, r := range p.Regulations {
		if r.Key == "cooperation" {
			text = r.Articles["第四条"]
		}
	}
	for _, o := range p.OrgsOf(models.KindUnit, time.Now()) {
		if o.Responsibility == "" || !strings.Contains(text, o.Responsibility) || len(o.Topics) == 0 {
			t.Errorf("%s: %q is not the article's text", o.Name, o.Responsibility)
		}
	}
	for topic, unit := range map[string]string{"古树名木": "chengguan", "水土保持": "shuiwu", "生物多样性": "shengtai"} {
		if o, _ := p.Org(unit); !slices.Contains(o.Topics, topic) {
			t.Errorf("%s does not point at %s", topic, unit)
		}
	}
}

func TestXiqing协作第六条(t *testing.T) {
	p := xiqing(t)
	for _, key := range []string{"liaison", "member"} {
		if post, ok := p.Post(key); !ok || post.Exactly != 1 || post.Of != models.KindUnit {
			t.Errorf("%s: %+v", key, post)
		}
	}
	have := map[string]bool{}
	for _, x := range p.Sample.People {
		have[x.Code] = true
	}
	for _, o := range p.Orgs {
		want := map[models.OrgKind][]string{models.KindTown: {".chief", ".liaison"}, models.KindUnit: {".member", ".liaison"}, models.KindOffice: {".director", ".staff1", ".staff2"}}
		for _, suffix := range want[o.Kind] {
			if !have[o.Code+suffix] {
				t.Errorf("no sample person %s%s", o.Code, suffix)
			}
		}
	}
	linked := map[string]int{}
	for _, x := range p.Sample.People {
		for _, town := range x.Linked {
			linked[town]++
		}
	}
	if len(linked) != 11 || slices.Max(slices.Collect(maps.Values(linked))) != 1 {
		t.Errorf("every town has one chief: %v", linked)
	}
}

// TestXiqingDuties pins who owes what, how many, per which period, and when it is spoken of.
func TestXiqingDuties(t *testing.T) {
	p := xiqing(t)
	for id, want := range map[string]struct {
		article models.Article
		who     models.OrgKind
		what    string
		n       int
		every   models.Every
		steps   string
	}{
		"town-monthly-information":        {"信息制度 第九条", "town", "report", 2, models.Month, "d10 d20 last3 last2 last1 missed"},
		"office-quarterly-inspection":     {"督查制度 第六条", "office", "inspection.comprehensive", 1, models.Quarter, "third-month b15 b5 missed"},
		"office-yearly-plan":              {"督查制度 第七条", "office", "inspection.plan", 1, models.Year, "march b5 missed"},
		"district-yearly-general-meeting": {"会议制度 第三条", "office", "meeting.general", 1, models.Year, "october november december missed"},
		"unit-halfyear-summary":           {"协作会商制度 第十条", "unit", "summary", 1, models.Half, "b15 b5 last1 missed"},
		"town-yearly-selfcheck":           {"考核制度 第六条", "town", "selfcheck", 1, models.Year, "december b15 last3 last1 missed"},
		"town-board-current":              {"信息制度 第七条", "town", "board.current", 1, models.Month, "d10 changed"},
		"unit-one-liaison":                {"协作会商制度 第六条", "unit", "post.liaison", 1, models.Month, "d10"},
		"unit-one-member":                 {"协作会商制度 第六条", "unit", "post.member", 1, models.Month, "d10"},
	} {
		d := mustDuty(t, p, id)
		steps := strings.Join(keys(d.Steps, func(s Step) string { return s.Key }), " ")
		if d.Article != want.article || d.Who.Kind != want.who || d.What != want.what || d.AtLeast != want.n || d.Every != want.every || steps != want.steps {
			t.Errorf("%s: %+v", id, d)
		}
		if d.How == "" || d.Unit == "" {
			t.Errorf("%s does not say how", id)
		}
	}
	if len(p.Duties) != 9 {
		t.Errorf("%d duties", len(p.Duties))
	}
}

// TestXiqingArticles makes sure that whatever cites an article can quote it.
func TestXiqingArticles(t *testing.T) {
	want := map[string]int{"cooperation": 12, "meeting": 8, "information": 13, "supervision": 10, "assessment": 10}
	for _, r := range xiqing(t).Regulations {
		if len(r.Articles) != want[r.Key] {
			t.Errorf("%s has %d articles", r.Name, len(r.Articles))
		}
		for key, text := range r.Articles {
			if text == "" || strings.HasSuffix(text, "\n") {
				t.Errorf("%s %s: %q", r.Name, key, text)
			}
		}
	}
}

func TestXiqing信息第八条(t *testing.T) {
	p := xiqing(t)
	if got := keys(p.Categories, func(c Category) string { return c.Key }); !slices.Equal(got, []string{"decision", "promotion", "achievement", "emergency", "supervision", "innovation", "other"}) {
		t.Errorf("categories %v", got)
	}
	if len(p.Disclosure.Categories) != 5 || len(p.Disclosure.Channels) != 7 {
		t.Errorf("disclosure %+v", p.Disclosure)
	}
}

func TestXiqing督查第八条(t *testing.T) {
	p := xiqing(t)
	if got := keys(p.Issues.Ladder, func(x Rung) string { return x.Name }); !slices.Equal(got, []string{"函告", "通报", "约谈", "报请追责建议"}) {
		t.Errorf("ladder %v", got)
	}
	if got := p.Number("issue", 2026, 12); got != "督〔2026〕12号" {
		t.Errorf("issue number %s", got)
	}
	if got := p.Number("report", 2026, 3); got != "信〔2026〕3号" {
		t.Errorf("report number %s", got)
	}
}

func TestXiqing会议第三条(t *testing.T) {
	p := xiqing(t)
	if got := keys(p.Meetings, func(m MeetingType) string { return m.Name }); !slices.Equal(got, []string{"区总林长会议", "区级林长会议", "区林长办公室会议", "联席会议", "联络员会议", "专题会商"}) {
		t.Errorf("meetings %v", got)
	}
	m := p.Meetings[0]
	if m.Chair != "general_chief" || !m.All || !slices.Equal(m.Approve, []string{"general_chief", "deputy_chief"}) || m.Extra != "general_chief" {
		t.Errorf("general meeting %+v", m)
	}
}
