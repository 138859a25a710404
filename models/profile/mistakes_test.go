package profile

import (
	"os"
	"strings"
	"testing"

	"linzhangbot/models/strict"
)

// wrongs is a profile with a mistake in nearly every line; the comment of a line is what must be told about it.
const wrongs = `code: x # nothing
name: 甲县
zone: Asia/Nowhere # 时区 Asia/Nowhere 不存在
effective: 2026-02-30 # 2026-02-30 不是日期
effectiv: 2026-01-01 # 不认识的项 effectiv（是不是 effective？）
name: 乙县 # name 重复，第 2 行已经写过
ambiguous: [没有] # 没有组织叫 没有
regulations:
  - {key: a, name: 信息制度, articles: {第一条: 甲}}
orgs:
  - {code: office, name: 林长办, kind: office}
  - {code: a, name: 甲镇, kind: town, aliases: [分局]}
  - {code: b, name: 乙镇, kind: town, aliases: [分局]} # 分局 同时指向 甲镇 和 乙镇
  - {code: b, name: 丙镇, kind: town} # 组织代号 b 重复
  - {code: C, name: 丁镇, kind: town} # 组织代号 C 只能用小写字母
  - {code: d, kind: town} # 缺少 name
  - {code: e, name: 戊镇, kind: town, from: 2026-05-01, to: 2026-04-01} # 结束日期 2026-04-01 应当晚于开始日期
  - {code: h, name: 庚镇, kind: town, successor: a} # 没有写撤销日期 to，不需要承接单位
  - {code: i, name: 辛镇, kind: town, to: 2026-04-01, successor: i} # 不能由自己承接
  - {code: j, name: 壬镇, kind: town, to: 2026-05-01, successor: i} # 承接单位 辛镇 不存在
  - {code: k, name: 癸镇, kind: town, to: 2026-05-01, successor: none} # 没有代号为 none 的组织
  - {code: f, name: 己镇, kind: town, parent: nobody, built_up: maybe} # built_up 应当是true 或 false；没有代号为 nobody 的组织
posts:
  - {key: liaison, title: 联络员, role: boss} # 不认识 boss
  - {key: member, title: 成员, role: member, of: unit} # 没有 unit 这一类组织
  - {key: clerk, title: 干事, role: office, of: office}
sample:
  people:
    - {code: a.clerk, name: 甲, org: a, post: clerk} # 干事 应当属于 office 类的组织
    - {code: b.clerk, name: 乙, org: zz, post: none} # 没有代号为 none 的职务；没有代号为 zz 的组织
  groups:
    - {chat: main, purpose: town} # 不认识 town
duties:
  - {id: one, title: 甲, what: report, at_least: 1, every: month, who: {kind: town}} # 缺少 article
  - {id: one, title: 乙, article: 信息制度 第九条, what: report, at_least: 0, every: month, who: {kind: town}} # 义务代号 one 重复；信息制度 没有 第九条；at_least 至少是 1
  - {id: two, title: 丙, article: 某制度 第九条, what: report, at_least: 1, every: fortnight, who: {kind: farm}} # 不认识 fortnight；没有 farm 这一类组织
  - id: three
    title: 丁
    article: 信息制度 第一条
    what: report
    at_least: two # at_least 应当是整数；at_least 至少是 1
    every: week
    who: {} # 没有写明由谁承担
    due: {end: true, day: 40} # 到期日只能用；40 应当在 -1 到 31 之间
    season: {from: 0, to: 13} # season 的 from 和 to
    steps:
      - {key: a, when: {}} # 要写一种，且只写一种
      - {key: a, when: {day: 3, before: 2}} # 要写一种，且只写一种；提醒代号 a 重复
      - {key: b, when: {after: 1}, to: "post:ghost"} # 没有代号为 ghost 的职务
      - {key: c, when: {after: 1}, to: everybody, in: street, if: always, repeat: hourly} # 不认识 everybody；不认识 street；不认识 always；不认识 hourly
    waive: [{org: zz}] # 没有代号为 zz 的组织；缺少 reason
categories: # 应当有且只有一个类别写 default: true
  - {key: a, name: 甲}
bulletins:
  - {key: a, name: 简报, reviewer: ghost, signer: clerk, report: [{name: 甲}]} # 没有代号为 ghost 的职务；post 和 kind 要写一个，且只写一个
issues:
  ladder: [{key: a, name: 函告, by: ghost, overdue: -1}] # 没有代号为 ghost 的职务；-1 应当在 0 到 9999 之间
meetings:
  - {key: a, name: 会, chair: ghost, remind: [0]} # 没有代号为 ghost 的职务；0 应当在 1 到 86400 之间
assessment:
  who: {kind: town}
  total: 100 # 各指标分值合计 30，与总分 100 不一致
  groups:
    - name: 甲
      indicators: [{key: a, name: 甲, weight: 30, by: duty, duty: ghost}] # 没有代号为 ghost 的义务
numbering:
  report: 信{n}号 # 要有 {year} 和 {n}
hours: {morning: 9点, until: "09:07", from: "18:00", to: "08:30"} # 时刻 9点、09:07；时刻 18:00 应当早于 08:30
budget: {per_day: -1} # -1 应当在 0 到 999 之间
retention: {heard_days: -2} # -2 应当在 -1 到 3650 之间
digests:
  - {key: a, when: hourly, audience: street, title: 甲} # 不认识 hourly；不认识 street
  - {key: a, when: weekly, audience: "post:ghost"} # 定期通报代号 a 重复；缺少 title；0 应当在 1 到 7 之间；没有代号为 ghost 的职务
  - {key: b, when: daily, weekday: 1, audience: main, title: 乙, within: 99} # 只有每周的通报才写 weekday；在主群只作每月通报；99 应当在 0 到 31 之间
open: [{word: 定期}] # 缺少 value；缺少 set_by
`

func TestEveryMistakeHasItsLine(t *testing.T) {
	set, problems := Parse("x.yaml", []byte(wrongs))
	if set != nil {
		t.Error("a faulty profile is handed out")
	}
	left := map[int][]string{}
	for _, p := range problems {
		left[p.Line] = append(left[p.Line], p.Text)
	}
	for i, text := range strings.Split(wrongs, "\n") {
		_, want, ok := strings.Cut(text, " # ")
		if !ok || want == "nothing" {
			continue
		}
		for _, w := range strings.Split(want, "；") {
			if !take(left, i+1, w) {
				t.Errorf("line %d does not tell %q", i+1, w)
			}
		}
	}
	for line, texts := range left {
		for _, text := range texts {
			// a wrong date leaves the profile without one: told again at the same line
			if !strings.HasPrefix(text, "缺少 effective") {
				t.Errorf("line %d tells too much: %s", line, text)
			}
		}
	}
}

// take removes the problem of a line that holds the words, if there is one.
func take(left map[int][]string, line int, words string) bool {
	for i, text := range left[line] {
		if strings.Contains(text, words) {
			left[line] = append(left[line][:i:i], left[line][i+1:]...)
			return true
		}
	}
	return false
}

func TestFaultyVersions(t *testing.T) {
	data, err := os.ReadFile("testdata/quotas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Count(string(data), "\n")
	for text, want := range map[string]string{
		"---\neffective: 2026-08-01\n":                                                                                                    "应当晚于上一版本",
		"---\neffective: 2027-01-01\ncode: other\n":                                                                                       "新版本不能更改 code",
		"---\neffective: 2027-01-01\norgs: [{code: o, name: x, kind: office}]":                                                            "没有 first",
		"---\neffective: 2027-01-01\nposts: []\nbulletins: [{key: a, name: b, reviewer: director, signer: director}]":                     "没有代号为 director 的职务",
		"---\neffective: 2027-01-01\nduties: []\n":                                                                                        "漏掉了 short-first（短信息）、short-second（短信息）、long-first",
		"---\neffective: 2027-01-01\nchange: {duties: {nobody: {at_least: 3}}}\n":                                                         "duties 里没有代号为 nobody 的一项",
		"---\neffective: 2027-01-01\nchange: {duties: {weekly: {at_leats: 3}}}\n":                                                         "不认识的项 at_leats（是不是 at_least？）",
		"---\neffective: 2027-01-01\nchange: {dutys: {weekly: {at_least: 3}}}\n":                                                          "不认识的项 dutys",
		"---\neffective: 2027-01-01\nchange: {duties: {weekly: {at_least: many}}}\n":                                                      "at_least 应当是整数",
		"---\neffective: 2027-01-01\nchange: {duties: {weekly: {at_least: 0}}}\n":                                                         "at_least 至少是 1",
		"---\neffective: 2027-01-01\nchange: {duties: {weekly: {every: workday, due: {day: 3}}}}\n":                                       "每个工作日的义务当天到期",
		"---\neffective: 2027-01-01\nchange: {duties: {weekly: {every: workday, due: {end: true}, steps: [{key: a, when: {day: 3}}]}}}\n": "提醒只能写",
		"---\neffective: 2027-01-01\nchange: {duties: {points: {points: {city: 3}}}}\n":                                                   "没有代号为 city 的采用级别",
		"---\neffective: 2027-01-01\nchange: {duties: {weekly: {points: {district: 1}}}}\n":                                               "就要写 sum",
		"---\neffective: 2027-01-01\nchange: {orgs: {east: {successor: west}}}\n":                                                         "没有写撤销日期 to，不需要承接单位",
		"---\neffective: 2027-01-01\nchange: {duties: []}\n":                                                                              "要按代号写",
		"---\neffective: 2027-01-01\ndrop: {duties: [nobody]}\n":                                                                          "duties 里没有这一项",
		"---\neffective: 2027-01-01\ndrop: {hours: [morning]}\n":                                                                          "hours 没有代号",
		"---\neffective: 2027-01-01\nadd: {duties: [{id: weekly, title: 重复}]}\n":                                                          "义务代号 weekly 重复",
		"---\neffective: 2027-01-01\nhours: {morning: \"09:10\", until: \"09:20\", from: \"08:30\"}\n":                                    "hours 整项重写，漏掉了 to",
	} {
		_, problems := Parse("x.yaml", append(data[:len(data):len(data)], text...))
		if len(problems) == 0 {
			t.Errorf("%q is accepted", text)
		}
		found := false
		for _, p := range problems {
			found = found || strings.Contains(p.Text, want) || strings.Contains(p.Text, "class 为 first") && want == "没有 first"
			if p.Line <= lines {
				t.Errorf("%q: told at a line of an earlier version: %s", text, p)
			}
		}
		if !found {
			t.Errorf("%q: got %v", text, problems)
		}
	}
	for _, text := range []string{"", "# nothing\n", "- a\n", "orgs: {\n"} {
		if _, problems := Parse("x.yaml", []byte(text)); len(problems) == 0 || problems[0].Line != 1 {
			t.Errorf("%q: %v", text, strict.Problems(problems))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, file := range []string{"testdata/quotas.yaml", "testdata/patrols.yaml", "testdata/fixed-days.yaml"} {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(wrongs))
	f.Add([]byte(wrongs + three))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, problems := Parse("fuzz.yaml", data)
		if (set == nil) != (len(problems) > 0) {
			t.Fatalf("set %v, problems %v", set, problems)
		}
		for _, p := range problems {
			if p.Line < 1 || p.Text == "" {
				t.Fatalf("a problem without line or text: %+v", p)
			}
		}
	})
}
