package meeting

import (
	"context"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// attendKind makes deadlines of what attendees owe: an answer to the notice, and to come. It is said some days before,
// as the meeting's type says; what is said an hour before is a message of its own.
var attendKind = handlers.DeadlineKind{Kind: meeting.KindAttend, Title: "参加会议", Near: codeReminder, Late: codeReminder,
	Ref: "meeting", List: attendances, Press: answerButtons}

// approveKind makes deadlines of the words that approvers owe on plans and minutes.
var approveKind = handlers.DeadlineKind{Kind: meeting.KindApprove, Title: "等您审定", Near: codeOwed, Late: codeOwed,
	Ref: "meeting", List: approvals, Press: approveButtons}

// attendances lists who is to come to the meetings that were noticed.
func attendances(_ context.Context, tx *db.Tx, p *profile.Profile, org string) ([]duty.Deadline, error) {
	rows, err := meeting.Find(tx, meeting.Filter{States: []meeting.State{meeting.Noticed}})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	byID, ids := map[string]meeting.Meeting{}, []string{}
	for _, m := range rows {
		byID[m.ID], ids = m, append(ids, m.ID)
	}
	list, err := meeting.Attendees(tx, ids...)
	var out []duty.Deadline
	for _, a := range list {
		if a.Owes() && (org == "" || a.Org == org) {
			out = append(out, attendance(p, byID[a.Meeting], a))
		}
	}
	return out, err
}

// attendance words what an attendee owes: when and where, for it is read on the day before.
func attendance(p *profile.Profile, m meeting.Meeting, a meeting.Attendee) duty.Deadline {
	d := meeting.Attendance(m, a, m.TypeIn(p), p.Location())
	d.Version, d.Title = version(m.Version), naming.Clock(m.Start, d.Opened)+" "+m.Place+" "+m.Title
	d.Agreed = a.Answer != meeting.NoReply
	switch {
	case a.Chair:
		d.Title += "，请您主持"
	case a.Answer == meeting.NoReply:
		d.Title += "，还没有答复"
		d.How = "请" + a.Name + "答复：参加发“参加 " + m.Number + "”，不能参加发“请假 " + m.Number + "”。"
	default:
		d.Title += "，已答复" + replied(a)
		d.How = "不能参加了，发“请假 " + m.Number + "”。"
	}
	return d
}

func answerButtons(d duty.Deadline) []bot.Button {
	if d.Agreed {
		return buttons(d.Ref+" "+d.Version, "请假", "由人代")
	}
	return buttons(d.Ref+" "+d.Version, "参加", "请假", "由人代")
}

func approveButtons(d duty.Deadline) []bot.Button {
	return buttons(d.Ref+" "+d.Version, "同意", "退回")
}

// approvals lists the words that are asked for, one for each person who may say it.
func approvals(_ context.Context, tx *db.Tx, p *profile.Profile, org string) ([]duty.Deadline, error) {
	rows, err := meeting.WantedOf(tx, p, "")
	if err != nil {
		return nil, err
	}
	var out []duty.Deadline
	for _, x := range rows {
		list, err := owedWords(tx, p, x)
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			same := func(o duty.Deadline) bool { return o.Key() == d.Key() }
			if (org == "" || d.Org == org) && !slices.ContainsFunc(out, same) {
				out = append(out, d)
			}
		}
	}
	return out, nil
}

// owedWords are what those owe who held the post when its word was asked for; a successor is asked anew.
func owedWords(tx *db.Tx, p *profile.Profile, x meeting.Wanting) ([]duty.Deadline, error) {
	held, err := roster.Holders(tx, roster.Query{Post: x.Word.Post}, x.Since())
	var out []duty.Deadline
	for _, h := range held {
		if !x.Matter.May(x.Word.Post, h) {
			continue
		}
		d := x.Owed(x.Meeting.TypeIn(p), h.Person, roster.Title(p, h.Post, h.Org), p.Location())
		d.Org, d.Title = h.Org, "审定"+draftTitle(x)+"（"+naming.Day(d.Opened, d.Opened)+"报来）"
		d.Version = versionOf(x.Matter)
		d.How = "同意发“同意 " + d.Ref + " " + d.Version + "”，退回发“退回 " + d.Ref + " " + d.Version + " 理由”。"
		out = append(out, d)
	}
	return out, err
}

// draftTitle names what is approved: 联席会议方案第2稿.
func draftTitle(x meeting.Wanting) string {
	what := "方案"
	if x.Matter.Kind == meeting.OfMinutes {
		what = "纪要"
	}
	return x.Meeting.Title + what + "第" + x.Matter.Version + "稿"
}
