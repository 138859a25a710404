package main

import (
	"slices"
	"strings"
	"testing"
)

// order is a sentence about a record by its number, and what it may do.
type order struct {
	who, text string
	ref       string // the record that is changed or shown; empty: none may be
	table     string // of that record, where it is changed
	says      string // what the answer says
	yet       string // what is still wrong with it
}

// In November, with one open record of every kind, all with the number 1.
var byNumber = []order{
	{who: "shuiwu.liaison", text: "签收 享〔2026〕1号", ref: "享〔2026〕1号", table: "cooperation_receipts"},
	{who: "shuiwu.liaison", text: "签收 享1号", ref: "享〔2026〕1号", table: "cooperation_receipts"},
	{who: "shuiwu.liaison", text: "签收 令1号", ref: "2026年第1号总林长令", table: "cooperation_receipts"},
	{who: "shuiwu.liaison", text: "签收 督1号", ref: "督〔2026〕1号", table: "issues"},
	{who: "shuiwu.liaison", text: "签收 1号", ref: "督〔2026〕1号", table: "issues"},
	{who: "shuiwu.liaison", text: "议1号 已完成 📷", ref: "议〔2026〕1号", table: "resolutions"},
	{who: "shuiwu.liaison", text: "督1号 已完成 📷", ref: "督〔2026〕1号", table: "issues"},
	{who: "shuiwu.liaison", text: "1号 已整改 📷", ref: "督〔2026〕1号", table: "issues"},
	{who: "shuiwu.liaison", text: "令1号第1项 已完成 📷", ref: "2026年第1号总林长令", table: "order_items"},
	{who: "shuiwu.liaison", text: "议1号 申请延期到12月20日，因为连续降雨", ref: "议〔2026〕1号", table: "resolutions"},
	{who: "shuiwu.liaison", text: "参加 会2号", ref: "会〔2026〕2号", table: "meeting_attendees"},
	{who: "shuiwu.liaison", text: "参加 协1号", ref: "协〔2026〕1号", table: "activity_invitees"},
	{who: "office.staff1", text: "取消 协1号", ref: "协〔2026〕1号", table: "activities"},
	{who: "office.staff1", text: "取消 会2号", ref: "会〔2026〕2号", table: "meetings"},
	{who: "office.staff1", text: "采用 信1号", ref: "信〔2026〕1号", table: "reports"},
	{who: "office.staff1", text: "采用 1号", ref: "信〔2026〕1号", table: "reports"},
	{who: "office.staff1", text: "督1号 函告", ref: "督〔2026〕1号"},
	{who: "office.staff1", text: "巡1号 立项 大寺镇", ref: "巡〔2026〕1号", table: "patrols"},
	{who: "office.staff1", text: "归档 督查〔2026〕1号", ref: "督查〔2026〕1号"},
	{who: "office.staff1", text: "归档 督查1号", ref: "督查〔2026〕1号"},
	{who: "office.staff1", text: "归档 督1号", ref: "督〔2026〕1号"},
	{who: "office.staff1", text: "督2026-1号", ref: "督〔2026〕1号"},
	{who: "office.staff1", text: "1号", ref: "督〔2026〕1号"},

	{who: "office.staff1", text: "议〔2026〕1号 退回 照片不清", says: "议〔2026〕1号未开始，不能退回"},
	{who: "office.staff1", text: "退回 会1号 时间冲突", says: "会〔2026〕1号已出纪要，不能退回"},
	{who: "office.staff1", text: "报审 会1号", says: "会〔2026〕1号已出纪要"},
	{who: "office.staff1", text: "报审 议1号", says: "核实 议"},
	{who: "office.staff1", text: "议1号 函告", says: "核实"},
	{who: "office.staff1", text: "函告 议〔2026〕1号", says: "核实 议"},
	{who: "office.staff1", text: "督2026-9号", says: "没有找到问题“督〔2026〕9号”"},
	{who: "office.staff1", text: "督〔2026〕9号 销号", says: "没有找到问题“督〔2026〕9号”"},
	{who: "shuiwu.liaison", text: "督〔2027〕1号 已整改 📷", says: "没有找到问题“督〔2027〕1号”"},
	{who: "office.staff1", text: "销号 信1号", says: "采用 信"},
	{who: "office.staff1", text: "采用 督1号", says: "销号"},
	{who: "office.staff1", text: "撤销 议1号 重复", says: "核实 议"},
	{who: "office.staff1", text: "撤销 享1号 重复", says: "签收共享 享"},
	{who: "office.staff1", text: "核实 督1号", says: "已整改"},
	{who: "office.staff1", text: "督1号 转问题", says: "已整改"},
	{who: "office.staff1", text: "备案 督1号 已备案", says: "已整改"},
	{who: "office.staff1", text: "归档 会1号", says: "纪要 会", yet: "it is asked which one, as if none had been named"},
	{who: "shuiwu.liaison", text: "参加 督1号", says: "已整改"},
	{who: "shuiwu.liaison", text: "会1号 已整改 📷", says: "议定事项"},
	{who: "shuiwu.liaison", text: "享1号 申请延期到12月20日，因为连续降雨", says: "签收共享 享"},
	{who: "shuiwu.liaison", text: "简1号 已整改 📷", yet: "the issue of this number is reported done"},
	{who: "shuiwu.liaison", text: "专1号 已完成 📷", yet: "the issue of this number is reported done"},
	{who: "dasi.liaison", text: "撤回 督1号", says: "督〔2026〕1号的上一步不是您办的"},
	{who: "dasi.liaison", text: "撤回 议1号", says: "议〔2026〕1号不是本单位牵头"},
}

// notYet is what is wrong with numbers of the modules that keep to this year.
const notYet = "last year's is not looked for"

// In January after, with only last year's open.
var lastYears = []order{
	{who: "shuiwu.liaison", text: "签收 1号", ref: "督〔2026〕1号", table: "issues"},
	{who: "shuiwu.liaison", text: "签收 督1号", ref: "督〔2026〕1号", table: "issues"},
	{who: "shuiwu.liaison", text: "1号已整改 📷", ref: "督〔2026〕1号", table: "issues"},
	{who: "office.staff1", text: "1号", ref: "督〔2026〕1号"},
	{who: "office.staff1", text: "采用 1号", ref: "信〔2026〕1号", table: "reports"},
	{who: "office.staff1", text: "督1号 函告", ref: "督〔2026〕1号"},
	{who: "shuiwu.liaison", text: "议1号已完成", ref: "议〔2026〕1号", table: "resolutions"},
	{who: "shuiwu.liaison", text: "签收 享〔2026〕1号", ref: "享〔2026〕1号", table: "cooperation_receipts"},
	{who: "shuiwu.liaison", text: "签收 享1号", ref: "享〔2026〕1号", table: "cooperation_receipts", yet: notYet},
	{who: "shuiwu.liaison", text: "签收 令1号", ref: "2026年第1号总林长令", table: "cooperation_receipts", yet: notYet},
	{who: "shuiwu.liaison", text: "令1号第1项 已完成", ref: "2026年第1号总林长令", table: "order_items", yet: notYet},
	{who: "office.staff1", text: "巡1号 立项 大寺镇", ref: "巡〔2026〕1号", table: "patrols", yet: notYet},
	{who: "office.staff1", text: "督〔2027〕1号", says: "没有找到问题“督〔2027〕1号”"},
}

// A number of one kind acts on the record that it names, or on none, and then the answer says what may be said of it.
func TestNumbersNameTheirOwnRecord(t *testing.T) {
	for now, list := range map[string][]order{"2026-11-23 10:00": byNumber, "2027-01-06 10:00": lastYears} {
		t.Run(now[:7], func(t *testing.T) {
			w := newWorld(t, "ones.jsonl", now)
			for _, x := range list {
				switch wrong := w.obeys(x); {
				case wrong != "" && x.yet == "":
					t.Errorf("%s of %s: %s", x.text, x.who, wrong)
				case wrong == "" && x.yet != "":
					t.Errorf("%s of %s is right now: take its mark away", x.text, x.who)
				}
			}
		})
	}
}

// beside are tables that are written along with any record.
var beside = strings.Fields("audit counters outbox media calendar_entries issue_steps issue_papers")

// obeys gives an order and says what is wrong with what became of it.
func (w *world) obeys(x order) string {
	w.t.Helper()
	w.restore()
	w.hold()
	u := utterance{chat: "main", from: x.who}
	if u.text = strings.TrimSuffix(x.text, " 📷"); u.text != x.text {
		u.photo = "after.jpg"
	}
	card := w.say(u)
	if card == nil {
		return "no answer"
	}
	records := slices.DeleteFunc(w.touched(), func(table string) bool { return slices.Contains(beside, table) })
	about := strings.Join(w.column("SELECT DISTINCT ref FROM audit WHERE rowid > ?", w.audited), " ")
	switch {
	case x.table == "" && len(records) > 0, x.table != "" && !slices.Contains(records, x.table):
		return "wrote " + strings.Join(records, " ") + ": " + card.Plain()
	case x.table != "" && !strings.Contains(about, x.ref):
		return "wrote about " + about
	case x.table == "" && about != "":
		return "wrote about " + about
	case x.table == "" && !strings.Contains(card.Plain(), x.ref), !strings.Contains(card.Plain(), x.says):
		return "answered " + card.Plain()
	}
	return ""
}
