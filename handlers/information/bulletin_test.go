package information

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/models/audit"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
	"linzhangbot/models/roster"
)

// order says something in the name of a command; where the ear offers it among others, it is tapped.
func (s *stage) order(who, text, title string) bot.Card {
	s.T.Helper()
	c := s.Say(who, text)
	for _, label := range c.Labels() {
		if c.Code == "ask.choose" && strings.HasPrefix(label, title) {
			return s.Press(who, c, label)
		}
	}
	return c
}

// draft drafts a bulletin of three towns' reports.
func (s *stage) draft() bot.Card {
	s.T.Helper()
	s.filedAndAdopted("yangliuqing", "zhangjiawo", "xinkou")
	return s.Want(s.Say("office.staff1", "出个11月份简报"), "bulletin.drafted", "1. 杨柳青镇", "2. 张家窝镇", "3. 辛口镇")
}

// TestArticle10Edit: the office puts a draft in order: items dropped, moved, worded anew; the town's report stays.
func TestArticle10Edit(t *testing.T) {
	each(t, func(s *stage) {
		s.draft()
		edit := func(text string, words ...string) bot.Card {
			s.T.Helper()
			return s.Want(s.order("office.staff1", text, "改简报"), "bulletin.amended", words...)
		}
		edit("简报第1期 第3条移到第1条", "第3条已移到第1条", "1. 辛口镇", "2. 杨柳青镇", "3. 张家窝镇")
		edit("简报第1期 第1条和第2条对调", "1. 杨柳青镇", "2. 辛口镇")
		edit("简报第1期顺序 3 1 2", "1. 张家窝镇", "2. 杨柳青镇", "3. 辛口镇")
		c := edit("简报第1期 删掉第2条", "已拿掉1条，还有2条", "1. 张家窝镇", "2. 辛口镇")
		if strings.Contains(c.Text, "杨柳青") {
			t.Errorf("dropped:\n%s", c.Plain())
		}
		edit("简报第1期 第1条标题改为张家窝镇造林五百亩", "1. 张家窝镇造林五百亩（张家窝镇）")
		edit("简报第1期 第1条正文改为出动30人")
		s.Want(s.Say("office.staff1", "看简报 第1期"), "bulletin.shown", "张家窝镇造林五百亩", "出动30人")
		if x := s.report("信〔2026〕2号"); x.Title != "张家窝镇组织秋季造林" {
			t.Errorf("the report became %s", x.Title)
		}
		s.Want(s.order("office.staff1", "简报第1期 删掉第5条", "改简报"), "refused.bad_input", "只有2条")
		s.Want(s.order("office.staff1", "简报第1期 删掉第1、2条", "改简报"), "refused.bad_input", "至少要有一条")
		edit("简报第1期去掉信2", "还有1条", "1. 辛口镇")
		s.Want(s.Say("office.director", "签发简报 第1期"), "bulletin.signed")
		s.Want(s.Say("office.staff1", "出个11月份简报"), "bulletin.drafted", "第2期", "杨柳青镇", "张家窝镇组织秋季造林")
	})
}

// TestArticle10EditIsKept: every change of a draft is on file with before and after, and the reviewer sees the newest.
func TestArticle10EditIsKept(t *testing.T) {
	each(t, func(s *stage) {
		s.draft()
		s.Want(s.order("office.staff1", "简报第1期 删掉第2条", "改简报"), "bulletin.amended")
		list := s.Notices("bulletin.drafted")
		if n := len(list); n != 2 || strings.Contains(list[n-1].Card.Text, "张家窝镇") || list[n-1].Chat != "office.director" {
			t.Errorf("the reviewer was shown %d drafts: %+v", n, list)
		}
		s.Tx(func(tx *db.Tx) error {
			b, err := information.Bulletins(tx, information.BulletinFilter{})
			if err != nil {
				return err
			}
			rows, err := audit.Of(tx, "bulletin", b[0].ID)
			last := rows[len(rows)-1]
			if last.Verb != "amended" || !strings.Contains(last.Before, "张家窝镇") || strings.Contains(last.After, "张家窝镇") {
				t.Errorf("history %+v", last)
			}
			return err
		})
		s.Want(s.Say("office.director", "签发简报 第1期"), "bulletin.signed")
		s.Want(s.order("office.staff1", "简报第1期 删掉第1条", "改简报"), "refused.bad_input", "已签发，不能再改", "先发“退回简报第1期”")
		s.Want(s.order("dasi.liaison", "简报第1期 删掉第1条", "改简报"), "refused.not_allowed")
	})
}

// TestArticle10SentBack: whoever reviews or signs sends a draft back with a reason; the office hears it, changes the
// draft and submits it again, and whatever was said before is void.
func TestArticle10SentBack(t *testing.T) {
	each(t, func(s *stage) {
		s.draft()
		s.Want(s.Say("office.staff1", "退回简报第1期 第2条没有数字"), "refused.not_allowed", "要由区林长办公室主任退回")
		s.Want(s.Say("office.director", "签发简报 第1期"), "bulletin.signed", "签发：区林长办公室主任")
		s.Fresh()
		s.Want(s.Say("office.director", "退回简报第1期 第2条没有数字"), "bulletin.returned", "理由：第2条没有数字", "送审简报第1期")
		if n := s.One("bulletin.returned"); n.Chat != "office" || !strings.Contains(n.Card.Plain(), "第2条没有数字") {
			t.Errorf("told %s:\n%s", n.Chat, n.Card.Plain())
		}
		s.Want(s.Say("office.staff1", "印发简报 第1期"), "refused.bad_input", "已退回修改，还不能印发", "先发“送审简报第1期”")
		s.Want(s.Say("office.director", "签发简报 第1期"), "refused.bad_input", "还不能签发")
		s.Want(s.Say("office.director", "看简报 第1期"), "bulletin.shown", "退回理由：第2条没有数字")
		s.Want(s.order("office.staff1", "简报第1期 删掉第2条", "改简报"), "bulletin.amended", "送审简报第1期")
		s.Want(s.order("office.staff1", "送审简报第1期", "送审"), "bulletin.drafted", "简报2026年第1期已送审")
		if n := s.One("bulletin.drafted"); n.Chat != "office.director" {
			t.Errorf("asked %s", n.Chat)
		}
		c := s.Want(s.Say("office.director", "签发简报 第1期"), "bulletin.signed")
		s.Want(s.Press("office.staff1", c, "印发"), "bulletin.issued")
		s.Want(s.Say("office.director", "退回简报第1期 内容太少"), "refused.bad_input", "已印发，不能退回")
	})
}

// TestArticle10ReasonIsAsked: a button sends back without a reason; it is asked for.
func TestArticle10ReasonIsAsked(t *testing.T) {
	each(t, func(s *stage) {
		s.draft()
		s.Want(s.order("office.director", "退回简报第1期", "退回简报"), "ask.which", "理由")
		s.Want(s.Say("office.director", "第2条没有数字"), "bulletin.returned", "理由：第2条没有数字")
	})
}

// TestArticle10NotYet: what comes too early is refused and says what comes first; saying that works.
func TestArticle10NotYet(t *testing.T) {
	each(t, func(s *stage) {
		s.draft()
		c := s.Want(s.Say("office.staff1", "印发简报 第1期"), "refused.bad_input", "已拟稿，还不能印发")
		s.Want(s.Say("office.director", quoted(t, c.Next)), "bulletin.signed")
		c = s.Want(s.Say("office.staff1", "简报第1期发给了谁"), "refused.bad_input", "还没有印发")
		s.Want(s.Say("office.staff1", quoted(t, c.Next)), "bulletin.issued")
	})
}

// TestArticle10Recipients: who was given an issue, side by side, by name, and whom it did not reach.
func TestArticle10Recipients(t *testing.T) {
	each(t, func(s *stage) {
		s.draft()
		s.Tx(func(tx *db.Tx) error { _, err := roster.Unbind(tx, "chief.b"); return err })
		s.Want(s.Say("office.director", "签发简报 第1期"), "bulletin.signed")
		s.Want(s.Say("office.staff1", "印发简报 第1期"), "bulletin.issued", "签发：区林长办公室主任 11月23日", "印发：")
		s.Want(s.Say("office.staff1", "简报第1期发给了谁"), "bulletin.recipients", "报：区总林长、", "（没有送到）", "送：区委组织部、", "发：",
			"大寺镇总林长", "1人没有送到", "签发：区林长办公室主任")
		s.Want(s.Say("dasi.liaison", "简报第1期发给了谁"), "refused.not_allowed")
	})
}

// TestArticle10KindSaidOnce: titles and numbers tell the kinds apart, and none is said twice.
func TestArticle10KindSaidOnce(t *testing.T) {
	each(t, func(s *stage) {
		s.draft()
		cards := []bot.Card{s.Want(s.Say("office.staff1", "把信1编成专报"), "bulletin.drafted", "2026年专报第1期已拟稿"),
			s.Want(s.Say("office.director", "签发专报 第1期"), "bulletin.signed", "2026年专报第1期已签发"),
			s.Want(s.Say("office.staff1", "印发专报 第1期"), "bulletin.issued", "2026年专报第1期已印发"),
			s.Want(s.Say("office.staff1", "看专报 第1期"), "bulletin.shown", "西青区林长制工作专报 2026年第1期")}
		for _, n := range s.Notices("bulletin.issued", "bulletin.drafted", "bulletin.signed") {
			cards = append(cards, n.Card)
		}
		for _, c := range cards {
			if strings.Count(c.Title, "专报") > 1 || strings.Count(c.Title, "简报") > 1 {
				t.Errorf("said twice: %s", c.Title)
			}
			for _, b := range c.Buttons {
				if strings.Count(b.Command, "专报") > 1 {
					t.Errorf("said twice: %s", b.Command)
				}
			}
		}
		s.Want(s.Say("office.staff1", "看简报 第1期"), "bulletin.shown", "西青区林长制工作简报 2026年第1期 已拟稿")
	})
}

// TestEditOf: what people say of a draft's items.
func TestEditOf(t *testing.T) {
	for text, want := range map[string]edit{
		"简报2026年第3期 删掉第2条":       {drop: []int{2}},
		"简报第3期第2、4条去掉":           {drop: []int{2, 4}},
		"把第3期简报第二条拿掉，第5条也删了":     {drop: []int{2, 5}},
		"简报第3期 第3条移到第1条":         {from: 3, to: 1},
		"简报第3期 第3条放到最前面":         {from: 3, to: 1},
		"简报第3期 第1条挪到最后":          {from: 1, to: 1000},
		"简报第3期 第3条移到第1条后面":       {from: 3, to: 2},
		"2026年专报第2期 第1条和第2条对调":   {from: 1, swap: 2},
		"简报第3期 顺序改成 3 1 2":       {order: []int{3, 1, 2}},
		"简报第3期 标题改为秋冬季造林专刊":      {title: "秋冬季造林专刊"},
		"简报第3期 第2条标题改为大寺镇防火":     {item: 2, itemTitle: "大寺镇防火"},
		"简报第3期 第2条改成大寺镇防火":       {item: 2, itemTitle: "大寺镇防火"},
		"简报第3期 第2条正文改为：删掉枯枝30立方": {item: 2, itemBody: "删掉枯枝30立方"},
		"简报第3期 好好改改":             {},
	} {
		got := editOf(text, nil)
		same := slices.Equal(got.drop, want.drop) && slices.Equal(got.order, want.order)
		if !same || got.from != want.from || got.to != want.to || got.swap != want.swap || got.title != want.title ||
			got.item != want.item || got.itemTitle != want.itemTitle || got.itemBody != want.itemBody {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

// quoted is what a card tells people to say.
func quoted(t *testing.T, next string) string {
	t.Helper()
	_, rest, ok := strings.Cut(next, "“")
	said, _, closed := strings.Cut(rest, "”")
	if !ok || !closed {
		t.Fatalf("nothing to say in %s", next)
	}
	return said
}

// TestArticle10InstructionsWork: what the cards of a draft tell people to say is done when it is said.
func TestArticle10InstructionsWork(t *testing.T) {
	each(t, func(s *stage) {
		say := func(who, title string, c bot.Card, code string) bot.Card {
			s.T.Helper()
			return s.Want(s.order(who, quoted(t, c.Next), title), code)
		}
		c := say("office.staff1", "改简报", s.draft(), "bulletin.amended")
		s.Want(s.Say("office.director", "签发简报 第1期"), "bulletin.signed")
		c = s.Want(s.order("office.staff1", quoted(t, c.Next), "改简报"), "refused.bad_input", "不能再改")
		say("office.director", "退回简报", c, "ask.which")
		c = s.Want(s.Say("office.director", "第1条太旧"), "bulletin.returned")
		say("office.staff1", "送审简报", c, "bulletin.drafted")
		c = say("office.director", "签发简报", s.Say("office.staff1", "印发简报第1期"), "bulletin.signed")
		c = s.Want(s.Press("office.staff1", c, "印发"), "bulletin.issued")
		say("office.staff1", "简报发给了谁", c, "bulletin.recipients")
		c = s.Want(s.Say("office.staff1", "把信1编成专报"), "bulletin.drafted", "第1条标题改为新标题")
		say("office.staff1", "改简报", c, "bulletin.amended")
	})
}
