package supervision

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/supervision"
)

// TestSupervisionArticle6QuarterOfInspections plans, logs, files and asks for coverage.
func TestSupervisionArticle6QuarterOfInspections(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("office.staff1", "督查计划 年度安排，已申请备案"), "inspection.planned", "2026年度督查工作安排", "已申请备案")
		s.Want(s.Say("office.staff1", "年度督查安排已备案"), "inspection.filed", "已备案")
		s.Want(s.Say("office.staff1", "四季度督查计划：11月23日至25日，督查杨柳青、辛口、张家窝，内容防火和公示牌，方式实地"), "inspection.planned", "督查〔2026〕2号", "11月23日至11月25日",
			"防火和公示牌", "杨柳青镇、辛口镇、张家窝镇")
		s.Want(s.Say("office.staff1", "今天督查辛口镇，未发现问题"), "inspection.logged", "督查〔2026〕2号", "未发现问题")
		s.Want(s.Say("office.staff1", "今天督查辛口镇，未发现问题"), models.BadInput, "登记过")
		s.Want(s.Say("office.staff1", "登记督查 专项督查 大寺镇 发现问题2处"), "inspection.logged", "督查〔2026〕3号", "发现问题2个")
		s.Want(s.Say("office.staff1", "挂问题：大寺镇防火通道堵塞，12月5日前整改到位"), "issue.raised", "督查发现 督查〔2026〕3号")
		s.Want(s.Say("chief.c", "本季度督查搞了几次"), "inspection.list", "综合督查1次、专项督查1次", "中北镇")
		c := s.Want(s.Say("dasi.liaison", "督查情况"), "inspection.list", "督查〔2026〕3号")
		if strings.Contains(c.Plain(), "辛口") {
			t.Errorf("a town sees another's inspection: %s", c.Plain())
		}
		s.Want(s.Say("dasi.liaison", "登记督查 辛口镇 未发现问题"), models.NotAllowed)
		st, err := s.Deployment.Standings(context.Background(), s.DB.Read(context.Background(), "xiqing"), s.Profile(), s.Profile().Duties, s.Now)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range st {
			if x.Rule.ID == "office-quarterly-inspection" && x.Period.Key == "2026Q4" && x.Have != 1 || x.Rule.ID == "office-yearly-plan" && x.Have != 1 {
				t.Errorf("%s %s: %d", x.Rule.ID, x.Period.Key, x.Have)
			}
		}
	})
}

// TestMustShow7SealedInspectionStaysSealed walks all roles, commands and exports before the start: nobody outside the
// team learns of it, nor of its number.
func TestMustShow7SealedInspectionStaysSealed(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Private("office.staff1", "督查计划：12月14日至16日，督查王稳庄、辛口，内容湿地围垦，四不两直，成员：office.staff2"), "inspection.planned", "王稳庄镇", "四不两直")
		c := s.Want(s.Say("office.director", "督查计划：12月17日督查西营门，内容湿地围垦，四不两直"), "inspection.planned", "保密")
		checkSealed(t, "reply in the group", c)
		for _, person := range s.Profile().Sample.People {
			team := map[string]bool{"office.staff1": true, "office.staff2": true, "office.director": true}[person.Code]
			for _, text := range append(s.usages(), "督查情况", "本季度督查搞了几次", "2026年督查情况", "哪些街镇没督查", "今年督查搞了几次", "王稳庄镇怎么样", "概况", "我的待办", "帮助", "问题清单", "全部问题导出来",
				"归档 督查〔2026〕1号", "督查记录", "谁还没报", "辛口镇督查情况", "为什么催我", "导出 问题清单") {
				if team {
					continue
				}
				checkSealed(t, person.Code+" "+text, s.Private(person.Code, text))
			}
		}
		s.Want(s.Private("office.staff2", "督查情况"), "inspection.list", "保密", "王稳庄镇")
		s.Sweep()
		for _, n := range s.Fresh() {
			if n.Chat != "office.staff1" && n.Chat != "office.staff2" && n.Chat != "office.director" {
				checkSealed(t, "notice in "+n.Chat, n.Card)
			}
		}
		tx := s.DB.Read(context.Background(), "xiqing")
		rows, err := records(context.Background(), tx)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range rows {
			if x.Type == "inspection" {
				t.Errorf("record: %+v", x)
			}
		}
		for _, src := range supervision.Sources() {
			if facts, err := src.Facts(context.Background(), tx, s.Now.AddDate(-1, 0, 0), s.Now.AddDate(1, 0, 0)); err != nil || len(facts) != 0 && strings.HasPrefix(src.What[0], "inspection.") {
				t.Errorf("facts %v: %v %v", src.What, facts, err)
			}
		}
		s.At("2026-12-14 09:00")
		s.Want(s.Private("office.director", "督查情况"), "inspection.list", "王稳庄镇")
		s.Want(s.Say("office.staff2", "今天督查王稳庄镇，未发现问题"), "inspection.logged", "督查〔2026〕1号")
	})
}

// usages are the example sentences of every command: each is tried by everybody.
func (s *stage) usages() []string {
	var out []string
	for _, m := range setup().Modules {
		for _, c := range m.Commands {
			out = append(out, s.Profile().Words(c.Usage))
		}
	}
	return out
}

func checkSealed(t *testing.T, what string, c bot.Card) {
	t.Helper()
	text := c.Plain() + fmt.Sprint(c.Refs) + fmt.Sprint(c.Buttons)
	if c.File != nil {
		text += string(c.File.Data)
	}
	for _, w := range []string{"12-14", "12月14日", "12-17", "12月17日", "湿地围垦", "督查〔2026〕1号 ", "（保密）"} {
		if strings.Contains(text, w) {
			t.Errorf("%s tells %q: %s", what, w, text)
		}
	}
}

// TestSupervisionArticle7Dossier opens the archives and checks the sums.
func TestSupervisionArticle7Dossier(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", "今天督查中北镇，发现问题1处")
		s.Say("office.staff1", "给中北镇发整改建议书 万卉路林地堆放建筑垃圾 时限十二月五号")
		s.Photo("zhongbei.liaison", "问题1已整改，已清运")
		s.Say("office.staff2", "销号1")
		files := unzip(t, s.Want(s.Say("office.staff1", "归档 督〔2026〕1号"), "dossier.ready"))
		for _, want := range []string{"目录.txt", "问题登记.txt", "办理经过.txt", "往来通知.txt", "校验码.txt", "文书/01 整改建议书.txt"} {
			if files[want] == "" {
				t.Errorf("%s is missing in %v", want, keys(files))
			}
		}
		for _, w := range []string{"立项", "报告整改", "销号", "林长办工作人员二"} {
			if !strings.Contains(files["办理经过.txt"], w) {
				t.Errorf("history misses %s: %s", w, files["办理经过.txt"])
			}
		}
		if !strings.Contains(strings.Join(keys(files), " "), "照片/") || !strings.Contains(files["文书/01 整改建议书.txt"], "西青林长办〔2026〕1号") {
			t.Errorf("pictures or paper: %v", files)
		}
		files = unzip(t, s.Want(s.Say("office.staff1", "归档 督查〔2026〕1号"), "dossier.ready"))
		if files["督查记录.txt"] == "" || files["督〔2026〕1号/办理经过.txt"] == "" {
			t.Errorf("inspection's dossier: %v", keys(files))
		}
		s.Want(s.Say("zhongbei.liaison", "归档 督〔2026〕1号"), models.NotAllowed)
	})
}

func unzip(t *testing.T, c bot.Card) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(c.File.Data), int64(len(c.File.Data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(data)
	}
	for _, line := range strings.Split(strings.TrimSpace(out["校验码.txt"]), "\n") {
		sum, name, _ := strings.Cut(line, "  ")
		if have := sha256.Sum256([]byte(out[name])); hex.EncodeToString(have[:]) != sum {
			t.Errorf("checksum of %s", name)
		}
	}
	return out
}

func keys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

// TestLedgerExport opens the workbook that “逾期的导出来” gives.
func TestLedgerExport(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Say("office.staff1", "挂问题：大寺镇=HYPERLINK公示牌破损，12月20日前整改到位")
		s.At("2026-12-08 10:00")
		c := s.Want(s.Say("office.staff1", "逾期未整改的问题导出来"), "issue.list", "1件")
		f, err := excelize.OpenReader(bytes.NewReader(c.File.Data))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows("问题清单")
		if err != nil || len(rows) != 2 || len(rows[0]) != 17 || rows[1][0] != "督〔2026〕1号" || rows[1][5] != "中北镇" || rows[1][8] != "2026-12-05" {
			t.Errorf("rows %v, %v", rows, err)
		}
		s.Want(s.Say("zhongbei.liaison", "问题清单"), "issue.list", "督〔2026〕1号", "已逾期2个工作日")
		if c := s.Say("zhongbei.liaison", "全部问题导出来"); bytes.Contains(c.File.Data, []byte("大寺")) || strings.Contains(c.Plain(), "2件") {
			t.Errorf("a town exports another's issues: %s", c.Plain())
		}
		s.Want(s.Say("zhongbei.liaison", "大寺镇有哪些问题"), models.NotAllowed)
		s.Want(s.Say("chief.c", "大寺镇有哪些问题"), "issue.list", "督〔2026〕2号")
	})
}
