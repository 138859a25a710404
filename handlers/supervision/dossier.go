package supervision

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/supervision"
)

func dossierCommands() []handlers.Command {
	return []handlers.Command{{Name: "dossier", Title: "立卷归档", Usage: "归档 督〔2026〕12号", Allow: office, Article: articleDuty, Deny: "卷宗由区林长办公室调取。",
		OwnQuestions: true, Run: dossier, Codes: []string{"dossier.ready"}}}
}

// dossier gives everything of an issue or an inspection as one archive (第七条（三）).
func dossier(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if number := numberForm(r.Profile, "inspection").FindString(r.Args.Text); number != "" {
		i, ok, err := supervision.InspectionByNumber(r.Tx, viewer(r), number)
		if err != nil {
			return bot.Card{}, err
		}
		if !ok {
			return bot.Card{}, models.Refuse(models.NotFound, "没有找到"+number+"。", "发“督查情况”看编号。", articleDuty)
		}
		return inspectionDossier(r, i)
	}
	x, ok, err := pick(r)
	if err != nil {
		return bot.Card{}, err
	}
	if !ok {
		return r.Ask(handlers.Question{Missing: "issue", Text: "归档哪一件？请发编号。"}), nil
	}
	b := supervision.NewBinder(x.Number)
	if err := bindIssue(r, b, x, ""); err != nil {
		return bot.Card{}, err
	}
	return bound(r, b, x.Number, "issue")
}

func bound(r *handlers.Request, b *supervision.Binder, number, ref string) (bot.Card, error) {
	var out bytes.Buffer
	n, err := b.Write(&out, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "dossier.ready", Tone: bot.ToneDone, Title: number + "卷宗", Text: fmt.Sprintf("共%d份材料，含目录和校验码。", n), Article: string(articleDuty),
		Refs: map[string]string{ref: number}, File: &bot.File{Name: number + "卷宗.zip", Type: "application/zip", Data: out.Bytes()}}, nil
}

// bindIssue puts an issue into a dossier: its facts, history, papers, correspondence and pictures.
func bindIssue(r *handlers.Request, b *supervision.Binder, x supervision.Issue, folder string) error {
	history, err := supervision.History(r.Tx, x.ID)
	if err != nil {
		return err
	}
	var text []string
	for _, f := range facts(r, x) {
		text = append(text, f.Name+"："+f.Value)
	}
	b.Add(folder+"问题登记.txt", lines(append([]string{x.Number, x.Title, "状态：" + x.State.Name()}, text...)...))
	b.Add(folder+"办理经过.txt", longCourse(r, history))
	papers, err := supervision.Papers(r.Tx, x.ID)
	if err != nil {
		return err
	}
	for i, p := range papers {
		b.Add(fmt.Sprintf("%s文书/%02d %s.txt", folder, i+1, p.Title), p.Body)
	}
	if err := letters(r, b, x, folder); err != nil {
		return err
	}
	return pictures(r, b, history, folder)
}

func longCourse(r *handlers.Request, history []supervision.Step) string {
	var out []string
	for _, s := range history {
		line := fmt.Sprintf("%s %s（%s）%s：%s→%s", s.At.In(r.Now.Location()).Format("2006-01-02 15:04"), s.Name, r.Profile.OrgName(s.Org), s.Verb.Name(), s.From.Name(), s.To.Name())
		out = append(out, strings.TrimSuffix(line+" "+s.Note, " "))
	}
	return strings.Join(out, "\n")
}

// inspectionDossier binds the plan, the visits and every issue that came of them.
func inspectionDossier(r *handlers.Request, i supervision.Inspection) (bot.Card, error) {
	visits, err := supervision.VisitsOf(r.Tx, i.ID)
	if err != nil {
		return bot.Card{}, err
	}
	b := supervision.NewBinder(i.Number)
	var text []string
	for _, f := range planFields(r, i) {
		text = append(text, f.Name+"："+f.Value)
	}
	b.Add("督查方案.txt", lines(append([]string{i.Number, i.Title}, text...)...))
	var seen []string
	for _, v := range visits {
		seen = append(seen, lines(v.Day+" "+r.Profile.OrgName(v.Org)+" "+v.Mode.Name()+" "+foundWords(v.Found), v.Findings))
		if err := files(r, b, i.Platform, v.Message, "照片/"); err != nil {
			return bot.Card{}, err
		}
	}
	b.Add("督查记录.txt", strings.Join(seen, "\n\n"))
	rows, err := supervision.Find(r.Tx, supervision.Filter{Inspection: i.Number})
	if err != nil {
		return bot.Card{}, err
	}
	for _, x := range rows {
		if err := bindIssue(r, b, x, x.Number+"/"); err != nil {
			return bot.Card{}, err
		}
	}
	return bound(r, b, i.Number, "inspection")
}

// stampOf is a moment as it stands in a dossier.
func stampOf(r *handlers.Request, t time.Time) string {
	return t.In(r.Now.Location()).Format("2006-01-02 15:04")
}
