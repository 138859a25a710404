package postal

import (
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

// Undelivered tells the office at once of urgent parcels that could not be delivered: once an hour and platform, never
// about a message that was itself such a notice. All others wait for the office's message of the morning.
func (r *Router) Undelivered(d *handlers.Deployment, now func() time.Time) func(tx *db.Tx, p outbox.Parcel) error {
	return func(tx *db.Tx, p outbox.Parcel) error {
		t := now()
		prof, ok := d.Profile(tx.District(), t)
		if !ok || bot.Code(p.Code) == bot.CodeUndelivered || p.Kind == "reply" || !p.Urgent {
			return nil
		}
		local := t.In(prof.Location())
		return r.Post(handlers.Mail{Tx: tx, Profile: prof, Now: local, Notices: []handlers.Notice{{
			Key: "dead " + p.Platform + " " + local.Format("2006-01-02 15"), To: handlers.Audience{Office: true},
			Card: bot.Card{Code: bot.CodeUndelivered, Tone: bot.ToneLate, Title: "有通知没有送达，请人工转达",
				Text: "渠道：" + p.Platform + "\n原因：" + troubleWords(p), Next: "发“未送达”看清单，可重发。"}}}})
	}
}

func troubleWords(p outbox.Parcel) string {
	if p.State == outbox.Unknown {
		return "对方没有回音，不确定是否收到"
	}
	return "平台拒收或多次未成功"
}
