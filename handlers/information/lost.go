package information

import (
	"context"
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/db"
	"linzhangbot/models/inbox"
	"linzhangbot/models/information"
	filed "linzhangbot/models/media"
	"linzhangbot/models/roster"
)

// lately is how far back files are looked at that could not be fetched: a notice is queued once, however often.
const lately = 24 * time.Hour

// tellLost tells senders at once which picture of their report could not be fetched, and what to do.
func tellLost(ctx context.Context, w *handlers.Work) error {
	lost, err := filed.LostSince(w.DB.Read(ctx, db.Everyone), w.Now.Add(-lately))
	if err != nil {
		return err
	}
	for _, f := range lost {
		if _, fetches := w.Platforms[f.Platform].(bot.Fetcher); !fetches {
			continue // nobody could: a console has names of files, no files
		}
		if err := w.DB.Tx(ctx, f.District, func(tx *db.Tx) error { return sayLost(w, tx, f) }); err != nil {
			return err
		}
	}
	return nil
}

// sayLost tells of one file, for every report that it came with.
func sayLost(w *handlers.Work, tx *db.Tx, f filed.File) error {
	rows, err := information.Find(tx, information.Filter{Platform: f.Platform, Enclosing: f.Message})
	if err != nil {
		return err
	}
	for _, x := range rows {
		if x.State == information.Withdrawn || !slices.ContainsFunc(x.Enclosures(), holds(f)) {
			continue
		}
		to, err := senderOf(tx, f, x)
		if err != nil {
			return err
		}
		n := handlers.Notice{Key: "report.photo_lost/" + f.ID + "/" + x.ID, Subject: []string{x.ID}, To: to,
			Urgent: true, Card: lostCard(f, x)}
		if err := w.Say(tx, n); err != nil {
			return err
		}
	}
	return nil
}

func lostCard(f filed.File, x information.Report) bot.Card {
	what, one := "附件", "1份附件"
	if f.Kind == "image" {
		what, one = "照片", "1张照片"
	}
	return bot.Card{Code: "report.photo_lost", Tone: bot.ToneNear, Refs: refs(x),
		Title: x.Number + "有" + one + "没有取到",
		Text:  titled(x.Title, 60) + "\n信息本身已经收到，照常计数。",
		Next:  "请私聊我发“补照片 " + x.Number + "”，再把" + what + "发来。"}
}

// senderOf is whoever sent a file, in private; where that is not known any more, the people of the organisation.
func senderOf(tx *db.Tx, f filed.File, x information.Report) (handlers.Audience, error) {
	key := inbox.Key{Platform: f.Platform, Message: f.Message}
	seen, err := inbox.Seen(tx, []inbox.Key{key})
	if account := seen[key].Account; account != "" {
		return handlers.Audience{Account: roster.AccountKey{Platform: f.Platform, Account: account}}, err
	}
	return handlers.Audience{Org: x.Org}, err
}
