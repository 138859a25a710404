package ear_test

import (
	"testing"

	"linzhangbot/handlers/ear/frame"
)

// suggested are texts of buttons and of help, with the commands they stand for.
var suggested = map[string]string{
	"公示牌列表": "board.list", "更新公示牌 元宝岛 张三 电话022": "board.update", "编11月简报": "bulletin.compile",
	"印发简报 第3期": "bulletin.issue", "印发专报 2026年第3期": "bulletin.issue", "审核简报 第3期": "bulletin.review",
	"看简报 第3期": "bulletin.show", "签发简报 第3期": "bulletin.sign", "信息公开台账": "disclosure.list",
	"登记公开 林长名单 微信公众号 审查人张科长": "disclosure.register", "收到提醒": "duty.ack", "为什么催我": "duty.explain",
	"我的待办": "duty.mine", "谁还没报": "duty.missing", "延后提醒 2天": "duty.snooze", "延后提醒": "duty.snooze",
	"本群设为 大寺镇": "group.bind", "帮助": "help", "同意绑定 7": "member.approve", "不同意绑定 7": "member.refuse",
	"绑定 大寺镇 联络员 姓名": "member.bind", "绑定 123456": "member.bind", "绑定": "member.bind",
	"发绑定码 大寺镇联络员": "member.code", "解绑 大寺镇联络员": "member.unbind", "职责 水务局": "org.duties",
	"交接 大寺镇联络员 给 李四": "post.handover", "本月报了几条": "quota.query", "采用 信3号": "report.adopt",
	"采用 信〔2026〕3号": "report.adopt", "改标题 信3号 新的标题": "report.edit", "改内容 信3号 新的内容": "report.edit",
	"信息列表": "report.list", "合并 信3号 到 信5号": "report.merge", "退回 信3号 缺少数字": "report.return",
	"查看 信3号": "report.show", "报送 杨柳青镇开展春季巡林": "report.submit", "撤回 信3号": "report.withdraw",
	"谁是水务局联络员": "roster.list", "概况": "status.query", "张家窝镇怎么样": "status.query", "函告 督〔2026〕2号": "issue.escalate",
	"延期": "issue.extend", "取消": "cancel", "确认": "confirm", "仍要报送": "report.force", "销号 督〔2026〕2号": "issue.close",
	"问题清单": "issue.list", "待办": "duty.mine", "进度": "status.query", "逾期问题": "issue.list", "本周会议": "meeting.list",
	"会3号谁没回复": "meeting.answers", "会3号还有谁没答复": "meeting.answers", "议2号 已完成，已印发细则": "resolution.update",
	"议2号 转问题": "resolution.toissue", "重发 1": "delivery.resend", "重发 第1条": "delivery.resend",
	"重发 2条": "delivery.resend", "免打扰 3天": "duty.snooze", "报送信息：大寺镇开展巡林": "report.submit",
}

// A button is the text of its command, and every usage line shown to people is a promise: both must be understood.
func TestWhatTheBotSuggestsIsUnderstood(t *testing.T) {
	e, _ := sample(t)
	for text, intent := range suggested {
		m := e.Understand(text, frame.Scene{Now: now, ToBot: true, Role: "office", Unit: "区林长办"})
		if m.Intent != intent || m.Expect == frame.Choose {
			t.Errorf("%q = %s %s, want %s", text, m.Intent, m.Expect, intent)
		}
	}
}
