package supervision

import (
	"encoding/json"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	filed "linzhangbot/models/media"
	"linzhangbot/models/outbox"
	"linzhangbot/models/supervision"
)

// letters puts what the bot said about an issue into its dossier, word for word.
func letters(r *handlers.Request, b *supervision.Binder, x supervision.Issue, folder string) error {
	parcels, err := outbox.About(r.Tx, x.ID)
	if err != nil {
		return err
	}
	var out []string
	for _, p := range parcels {
		var c bot.Card
		if err := json.Unmarshal([]byte(p.Card), &c); err != nil {
			return fmt.Errorf("read notice for dossier: %w", err)
		}
		when := stampOf(r, p.At)
		if p.SentAt != nil {
			when = stampOf(r, *p.SentAt) + "送达"
		}
		out = append(out, when+" "+p.Chat+"\n"+masked(c.Plain()))
	}
	if len(out) > 0 {
		b.Add(folder+"往来通知.txt", strings.Join(out, "\n\n"))
	}
	return nil
}

// pictures puts the files that came with the steps into the dossier; what the platform did not give is named.
func pictures(r *handlers.Request, b *supervision.Binder, history []supervision.Step, folder string) error {
	seen := map[string]bool{}
	for _, s := range history {
		if s.Media == "" || seen[s.Platform+" "+s.Message] {
			continue
		}
		seen[s.Platform+" "+s.Message] = true
		if err := files(r, b, s.Platform, s.Message, folder+"照片/"); err != nil {
			return err
		}
	}
	return nil
}

func files(r *handlers.Request, b *supervision.Binder, platform, message, folder string) error {
	list, err := filed.Of(r.Tx, platform, message)
	if err != nil {
		return err
	}
	for _, f := range list {
		data, err := filed.Bytes(r.Tx, f.ID)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("%s%s %s", folder, f.At.In(r.Now.Location()).Format("20060102-1504"), strings.ReplaceAll(or(f.Name, f.Kind), "/", "_"))
		if data == nil {
			b.Add(name+"（未取到原件）.txt", "平台编号："+f.Ref)
			continue
		}
		b.AddBytes(name, data)
	}
	return nil
}
