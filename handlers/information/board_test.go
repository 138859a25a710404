package information

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/audit"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
	"linzhangbot/models/roster"
	"linzhangbot/models/sheet"
)

// boardsMet reports whether a town's signs meet their duty at a moment.
func (s *stage) boardsMet(org string, at time.Time) bool {
	s.T.Helper()
	met := false
	s.Tx(func(tx *db.Tx) error {
		facts, err := boardFacts(s.T.Context(), tx, at, at)
		for _, f := range facts {
			met = met || f.Org == org && f.What == information.FactBoard
		}
		return err
	})
	return met
}

// newChief lets a town's chief leave now and another one take over.
func (s *stage) newChief(org, name string) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) error {
		end := s.Now.UTC()
		if err := tx.DB().Model(&roster.Held{}).Where("person = ?", org+".chief").Update("until", end).Error; err != nil {
			return err
		}
		if err := tx.DB().Create(&roster.Person{ID: tx.NewID(), Code: org + ".chief2", Name: name}).Error; err != nil {
			return err
		}
		return tx.DB().Create(&roster.Held{ID: tx.NewID(), Person: org + ".chief2", Post: "town_chief", Role: models.RoleTownChief, Org: org,
			Kind: models.KindTown, Since: end}).Error
	})
}

// TestArticle7NoBoardIsNotEnough: a town owes signs; one that has none has not done what the article asks.
func TestArticle7NoBoardIsNotEnough(t *testing.T) {
	each(t, func(s *stage) {
		if s.boardsMet("dasi", s.Now) {
			t.Error("a town without a sign is in order")
		}
		s.Want(s.Say("dasi.liaison", "公示牌列表"), "board.list", "没有登记", exampleBoard)
		s.Want(s.Say("dasi.liaison", exampleBoard), "board.updated", "村口", "王林长")
		if !s.boardsMet("dasi", s.Now) {
			t.Error("a town with a sign is not in order")
		}
	})
}

// TestArticle7ChangeOfChief: a change of chief makes all signs stale, whatever they name, until each of them or all
// together are said to be new.
func TestArticle7ChangeOfChief(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.liaison", "我镇更新林长公示牌3块，照片见附件"), "board.updated", "3块")
		s.Want(s.Say("dasi.liaison", "更新公示牌 村口 大寺镇总林长 022-27390000"), "board.updated")
		s.At("2026-12-01 10:00")
		s.newChief("dasi", "大寺镇新任总林长")
		if s.boardsMet("dasi", s.Now) {
			t.Error("signs of the former chief still count")
		}
		if !s.boardsMet("dasi", s.Now.AddDate(0, 0, -1)) {
			t.Error("signs were in order while the chief was in office")
		}
		s.Now = s.Now.Add(24 * time.Hour)
		s.Want(s.Say("office.staff1", "大寺镇公示牌列表"), "board.list", "共3块，3块没有更新", "12月1日林长有变动")
		s.Want(s.Say("dasi.liaison", "更新公示牌 桥头 大寺镇新任总林长"), "board.updated", "还有2块没有更新", "村口")
		c := s.Want(s.Say("dasi.liaison", "更新公示牌3块"), "board.updated", "一并改为现任林长：村口")
		if strings.Contains(c.Plain(), "桥头") || !s.boardsMet("dasi", s.Now) {
			t.Errorf("all are said to be new:\n%s", c.Plain())
		}
		s.Want(s.Say("dasi.liaison", "公示牌列表"), "board.list", "共3块，都是现任林长", "村口（12月2日）林长：大寺镇新任总林长")
		s.Tx(func(tx *db.Tx) error {
			rows, err := information.Boards(tx, "dasi")
			for _, b := range rows {
				history, err := audit.Of(tx, "board", b.ID)
				if err != nil {
					return err
				}
				if want := map[string]int{"": 2, "村口": 2, "桥头": 1}[b.Place]; len(history) != want {
					t.Errorf("%q: %d changes on file, want %d", b.Place, len(history), want)
				}
			}
			return err
		})
	})
}

// TestArticle7ChangeIsToldTheNextWorkingDay: a town hears of it the next working morning, not on the 10th, once, and
// not when it was faster.
func TestArticle7ChangeIsToldTheNextWorkingDay(t *testing.T) {
	with := setup()
	with.Own = []string{"town.dasi", "town.jingwu", "town.zhongbei"}
	handlerstest.Each(t, with, func(stage0 *handlerstest.Stage) {
		s := &stage{stage0}
		told := func(chat string) int {
			n := 0
			s.Sweep(handlers.MorningReminder())
			for _, h := range s.Fresh("duty.reminder") {
				if h.Chat == chat && strings.Contains(h.Card.Plain(), "公示牌") {
					n++
				}
			}
			return n
		}
		s.Now = time.Date(2026, 11, 23, 8, 0, 0, 0, s.Now.Location())
		s.Sweep(handlers.MorningReminder())
		for _, town := range []string{"dasi", "jingwu", "zhongbei"} {
			s.Want(s.Say(town+".liaison", "更新公示牌3块"), "board.updated")
		}
		s.At("2026-11-27 16:00") // a Friday
		s.newChief("dasi", "大寺镇新任总林长")
		s.newChief("jingwu", "精武镇新任总林长")
		s.At("2026-11-28 09:03")
		if told("town.dasi") != 0 {
			t.Error("told on a Saturday")
		}
		s.At("2026-11-29 10:00")
		s.Want(s.Say("jingwu.liaison", "更新公示牌3块"), "board.updated")
		s.At("2026-11-30 09:03")
		s.Sweep(handlers.MorningReminder())
		seen := map[string]string{}
		for _, h := range s.Fresh("duty.reminder") {
			if strings.Contains(h.Card.Plain(), "公示牌") {
				seen[h.Chat] += h.Card.Plain()
			}
		}
		if !strings.Contains(seen["town.dasi"], "林长有变动") || seen["town.jingwu"]+seen["town.zhongbei"] != "" {
			t.Errorf("told: %v", seen)
		}
		s.At("2026-12-01 09:03")
		if told("town.dasi") != 0 {
			t.Error("told twice")
		}
		s.At("2026-12-10 09:03")
		if told("town.dasi") != 1 {
			t.Error("not told on the 10th")
		}
	})
}

// TestArticle7AllBoards: “更新公示牌12块” is one statement: all twelve show the present chief. Signs known one by one
// are among them; fewer, or further ones, are asked about.
func TestArticle7AllBoards(t *testing.T) {
	each(t, func(s *stage) {
		list := func(words ...string) {
			s.T.Helper()
			s.Want(s.Say("dasi.liaison", "公示牌列表"), "board.list", words...)
		}
		s.Want(s.Say("dasi.liaison", "更新公示牌 村口 王林长 27390000"), "board.updated")
		s.Want(s.Say("dasi.liaison", "更新公示牌12块"), "board.updated", "共12块，都写着现任林长")
		list("共12块，都是现任林长", "村口", "还有11块只报了数")
		s.Want(s.Say("dasi.liaison", "更新公示牌12块"), "board.updated", "12块")
		s.Want(s.Say("dasi.liaison", "更新公示牌 桥头 王林长 27390000"), "board.updated")
		list("共12块", "还有10块只报了数")
		s.Want(s.Say("dasi.liaison", "新增公示牌3块"), "ask.which", "共15块", "原有12块")
		s.Want(s.Say("dasi.liaison", "确认"), "board.updated", "共15块")
		s.Want(s.Say("dasi.liaison", "更新公示牌1块"), "refused.bad_input", "已逐块登记2块", "更新公示牌15块")
		s.Want(s.Say("dasi.liaison", "更新公示牌4块"), "ask.which", "原来登记15块", "一块一条")
		s.Want(s.Say("dasi.liaison", "取消"), "ask.cancelled")
		list("共15块")
		s.Want(s.Say("dasi.liaison", "更新公示牌，都换好了"), "board.updated", "15块")
	})
}

// TestArticle7Asked: what is not said is asked, and only towns put up signs.
func TestArticle7Asked(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Say("dasi.liaison", "更新公示牌")
		if c.Code == "ask.choose" {
			c = s.Press("dasi.liaison", c, c.Buttons[0].Label)
		}
		s.Want(c, "ask.which", "哪块公示牌", "更新公示牌12块")
		s.Want(s.Say("dasi.liaison", "青沟村口"), "board.updated", "青沟村口")
		s.Want(s.Say("office.staff1", "更新公示牌 村口 王林长 27390000"), "ask.which", "是哪个街镇的公示牌")
		s.Want(s.Say("office.staff1", "辛口镇"), "board.updated", "村口")
		s.Want(s.Say("office.staff1", "辛口镇公示牌列表"), "board.list", "辛口镇", "村口")
		s.Want(s.Say("shuiwu.liaison", exampleBoard), "refused.not_allowed", "不用登记公示牌")
	})
}

// TestArticle7Lists: the office sees which towns' signs are not up to date; phones are whole in private alone.
func TestArticle7Lists(t *testing.T) {
	each(t, func(s *stage) {
		s.Photo("dasi.liaison", "更新公示牌，位置：青沟村口，林长：大寺镇总林长，责任区域：青沟片林，任务目标：管护300亩，监督电话：02227390000")
		s.Want(s.Say("jingwu.liaison", "更新公示牌5块"), "board.updated")
		c := s.Want(s.Say("office.staff1", "公示牌列表"), "board.list", "2家已登记6块，9家还没有登记", "大寺镇：共1块，都是现任林长", "辛口镇：没有登记")
		if strings.Contains(c.Plain(), "27390000") {
			t.Error("a list of towns shows a telephone number")
		}
		s.Want(s.Say("office.staff1", "杨柳青镇公示牌列表"), "board.list", "没有登记")
		s.At("2026-12-01 10:00")
		s.newChief("jingwu", "精武镇新任总林长")
		for _, text := range []string{"哪些镇公示牌没更新", "哪些街镇的公示牌还没更新", "公示牌没更新的有哪些镇"} {
			c = s.Want(s.Say("office.staff1", text), "board.list", "没有更新到现任林长的：10家", "精武镇：共5块，5块没有更新，12月1日林长有变动")
			if strings.Contains(c.Plain(), "大寺镇") {
				t.Errorf("%s: a town in order is listed:\n%s", text, c.Plain())
			}
		}
		c = s.Want(s.Say("office.staff1", "大寺镇公示牌列表"), "board.list", "青沟村口", "责任区域：青沟片林", "任务目标：管护300亩",
			"监督电话：022********", "照片1张")
		if strings.Contains(c.Plain(), "27390000") {
			t.Errorf("a phone in a group:\n%s", c.Plain())
		}
		s.Want(s.Private("office.staff1", "大寺镇公示牌列表"), "board.list", "02227390000")
		s.Want(s.Say("dasi.liaison", "精武镇公示牌列表"), "refused.not_allowed")
	})
}

// TestArticle7Ledger reads the ledger as a spreadsheet does.
func TestArticle7Ledger(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Photo("dasi.liaison", "更新公示牌，位置：青沟村口，林长：大寺镇总林长，责任区域：青沟片林，任务目标：管护300亩，监督电话：02227390000"), "board.updated")
		s.Want(s.Say("dasi.liaison", "更新公示牌12块"), "board.updated")
		c := s.Want(s.Private("office.staff1", "导出公示牌台账"), "board.list")
		rows := cells(t, c, "公示牌台账")
		want := map[string]string{"单位": "大寺镇", "位置": "青沟村口", "块数": "1", "林长姓名": "大寺镇总林长", "责任区域": "青沟片林",
			"任务目标": "管护300亩", "监督电话": "02227390000", "照片": "1张", "更新日期": "2026-11-23", "与现任林长一致": "是"}
		found, towns := false, map[string]bool{}
		for _, row := range rows {
			towns[row.Cells["单位"]] = true
			if row.Cells["位置"] != "青沟村口" {
				continue
			}
			found = true
			for head, value := range want {
				if row.Cells[head] != value {
					t.Errorf("%s is %q, want %q", head, row.Cells[head], value)
				}
			}
		}
		if !found || len(rows) != 12 || len(towns) != 11 {
			t.Errorf("%d rows of %d towns: %v", len(rows), len(towns), rows)
		}
		for _, row := range cells(t, s.Say("office.staff1", "导出公示牌台账"), "公示牌台账") {
			if strings.Contains(row.Cells["监督电话"], "27390000") {
				t.Error("a phone in a group's file")
			}
		}
	})
}

// cells reads the workbook of a card.
func cells(t *testing.T, c bot.Card, name string) []sheet.Row {
	t.Helper()
	if c.File == nil || !strings.HasPrefix(c.File.Name, name) || !strings.HasSuffix(c.File.Name, ".xlsx") {
		t.Fatalf("no workbook %s: %+v\n%s", name, c.File, c.Plain())
	}
	all, err := sheet.Read(bytes.NewReader(c.File.Data), 1000, name)
	if err != nil {
		t.Fatal(err)
	}
	return all[name].Rows
}
