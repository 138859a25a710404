package supervision

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	filed "linzhangbot/models/media"
	"linzhangbot/models/outbox"
	"linzhangbot/models/supervision"
)

// dossier gives everything of an issue or an inspection as one archive (第七条（三）).
func dossier(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if number := inspectionIn(r, r.Args.Text); number != "" {
		i, err := inspectionOf(r, number, articleRectification)
		if err != nil {
			return bot.Card{}, err
		}
		return bound(r, i.Number, "inspection", func(b *binder) error { return b.inspection(i) })
	}
	x, ok, err := pick(r)
	if err != nil {
		return bot.Card{}, err
	}
	if !ok {
		return r.Ask(handlers.Question{Missing: "issue", Text: "归档哪一件？请发编号。"}), nil
	}
	return bound(r, x.Number, "issue", func(b *binder) error { return b.issue(x, "") })
}

// binder puts records into a dossier, in the district's words.
type binder struct {
	*supervision.Binder
	r *handlers.Request
}

// add puts a text in.
func (b *binder) add(name string, paragraphs ...string) {
	b.Add(name, b.r.Profile.Words(strings.Join(paragraphs, "\n\n")))
}

// moment is a moment as it stands in a dossier.
func (b *binder) moment(t time.Time) string {
	return t.In(b.r.Now.Location()).Format("2006-01-02 15:04")
}

// bound is the dossier of a record, with what fill puts in.
func bound(r *handlers.Request, number, kind string, fill func(*binder) error) (bot.Card, error) {
	b := &binder{supervision.NewBinder(number), r}
	if err := fill(b); err != nil {
		return bot.Card{}, err
	}
	var out bytes.Buffer
	n, err := b.Write(&out, r.Now)
	return bot.Card{Code: "dossier.ready", Tone: bot.ToneDone, Title: number + "卷宗", Article: string(articleRectification),
		Text: fmt.Sprintf("共%d份材料，含目录和校验码。", n), Refs: map[string]string{kind: number},
		File: &bot.File{Name: number + "卷宗.zip", Type: "application/zip", Data: out.Bytes()}}, err
}

// issue puts an issue in: its facts, history, papers, correspondence and pictures.
func (b *binder) issue(x supervision.Issue, folder string) error {
	history, err := supervision.History(b.r.Tx, x.ID)
	if err != nil {
		return err
	}
	b.add(folder+"问题登记.txt", sheet(facts(b.r, x), x.Number, x.Title, "状态："+x.State.Name()))
	b.add(folder+"办理经过.txt", b.course(history))
	papers, err := supervision.Papers(b.r.Tx, x.ID)
	if err != nil {
		return err
	}
	for i, p := range papers {
		b.add(fmt.Sprintf("%s文书/%02d %s.txt", folder, i+1, p.Title), p.Body)
	}
	if err := b.letters(x, folder); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, s := range history {
		if key := s.Platform + " " + s.Message; s.Media != "" && !seen[key] {
			seen[key] = true
			if err := b.files(s.Platform, s.Message, folder+"照片/"); err != nil {
				return err
			}
		}
	}
	return nil
}

// sheet writes fields under some lines.
func sheet(list []bot.Field, lines ...string) string {
	for _, f := range list {
		lines = append(lines, f.Name+"："+f.Value)
	}
	return handlers.Lines(lines...)
}

func (b *binder) course(history []supervision.Change) string {
	var out []string
	for _, s := range history {
		line := fmt.Sprintf("%s %s（%s）%s：%s→%s %s", b.moment(s.At), s.Name, b.r.Profile.OrgName(s.Org), s.Verb.Name(),
			s.From.Name(), s.To.Name(), s.Note)
		out = append(out, strings.TrimSuffix(line, " "))
	}
	return strings.Join(out, "\n")
}

// inspection puts in the plan, the visits and every issue that came of them.
func (b *binder) inspection(i supervision.Inspection) error {
	visits, err := supervision.VisitsOf(b.r.Tx, i.ID)
	if err != nil {
		return err
	}
	b.add("督查方案.txt", sheet(planFields(b.r, i), i.Number, i.Title))
	var seen []string
	for _, v := range visits {
		day := v.Day + " " + b.r.Profile.OrgName(v.Org) + " " + v.Mode.Name() + " " + foundWords(v.Found)
		seen = append(seen, handlers.Lines(day, v.Findings))
		if err := b.files(i.Platform, v.Message, "照片/"); err != nil {
			return err
		}
	}
	b.add("督查记录.txt", seen...)
	rows, err := supervision.Find(b.r.Tx, supervision.Filter{Inspection: i.Number})
	if err != nil {
		return err
	}
	for _, x := range rows {
		if err := b.issue(x, x.Number+"/"); err != nil {
			return err
		}
	}
	return nil
}

// letters puts in what the bot said about an issue, word for word.
func (b *binder) letters(x supervision.Issue, folder string) error {
	parcels, err := outbox.About(b.r.Tx, x.ID)
	if err != nil {
		return err
	}
	var out []string
	for _, p := range parcels {
		var c bot.Card
		if err := json.Unmarshal([]byte(p.Card), &c); err != nil {
			return fmt.Errorf("read notice for dossier: %w", err)
		}
		when := b.moment(p.At)
		if p.SentAt != nil {
			when = b.moment(*p.SentAt) + "送达"
		}
		out = append(out, when+" "+p.Chat+"\n"+masked(c.Plain()))
	}
	if len(out) > 0 {
		b.add(folder+"往来通知.txt", out...)
	}
	return nil
}

// files puts in the files that came with a message; what the platform did not give is named.
func (b *binder) files(platform, message, folder string) error {
	list, err := filed.Of(b.r.Tx, platform, message)
	if err != nil {
		return err
	}
	for _, f := range list {
		data, err := filed.Bytes(b.r.Tx, f.ID)
		if err != nil {
			return err
		}
		called := strings.ReplaceAll(cmp.Or(f.Name, f.Kind), "/", "_")
		name := folder + f.At.In(b.r.Now.Location()).Format("20060102-1504") + " " + called
		if data == nil {
			b.add(name+"（未取到原件）.txt", "平台编号："+f.Ref)
			continue
		}
		b.AddBytes(name, data)
	}
	return nil
}
