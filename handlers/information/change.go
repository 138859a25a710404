package information

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/information"
)

// move takes a report through one transition of the table, keeps it and its history.
func move(r *handlers.Request, x *information.Report, do information.Verb, note string, change func(*information.Report)) (information.Transition, error) {
	t, refusal := information.May(*x, do, by(r), r.Profile)
	if refusal != nil {
		return t, refusal
	}
	return t, store(r, x, t, string(do), note, change)
}

func store(r *handlers.Request, x *information.Report, t information.Transition, verb, note string, change func(*information.Report)) error {
	before := *x
	x.State = t.To
	if change != nil {
		change(x)
	}
	err := information.Save(r.Tx, x)
	if errors.Is(err, db.ErrChanged) {
		return models.Refuse(models.BadInput, x.Number+"刚刚有别人办过了。", "发“查看 "+x.Number+"”看看现在的情况。", t.Article(r.Profile))
	}
	if err != nil {
		return err
	}
	old := summary(before)
	if before.Body != x.Body {
		old["body"] = before.Body
	}
	return r.Audit("report", x.ID, x.Number, verb, old, summary(*x), note)
}

// withdraw takes back a report of the own organisation that has not been adopted.
func withdraw(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if refs := named(r); len(refs) > 1 && !r.Args.Confirmed {
		return several(r, refs, "撤回", "report.withdrawn", func(x *information.Report) error {
			_, err := takeBack(r, x, "")
			return err
		})
	}
	x, err := pick(r, refSlot(r))
	if err != nil {
		return bot.Card{}, err
	}
	if x.State == information.Withdrawn && (by(r).Office || by(r).Org == x.Org) {
		return card(r, x, "report.withdrawn", bot.ToneQuiet, x.Number+"已经撤回过了", ""), nil
	}
	if _, refusal := information.May(x, information.Withdraw, by(r), r.Profile); refusal != nil {
		return bot.Card{}, refusal
	}
	if r.Args.Expect == language.Confirm && !r.Args.Confirmed {
		return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "撤回" + x.Number + "，对吗？", Text: "《" + cut(x.Title, 60) + "》",
			Refs: refs(x)}, handlers.Slots{"ref": x.Number}), nil
	}
	return takeBack(r, &x, "")
}

func takeBack(r *handlers.Request, x *information.Report, note string) (bot.Card, error) {
	if _, err := move(r, x, information.Withdraw, note, nil); err != nil {
		return bot.Card{}, err
	}
	tally, err := standing(r, *x)
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, *x, "report.withdrawn", bot.ToneQuiet, "已撤回 "+x.Number, nextLine(tally, r.Now), tallyLines(tally, r.Now)...)
	calm(r, *x, c)
	return c, nil
}

// amend changes title, body or category. Each change is a new version; the former one stays in the history.
func amend(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if err := secrecy(r); err != nil {
		return bot.Card{}, err
	}
	x, err := pick(r, refSlot(r))
	if err != nil {
		return bot.Card{}, err
	}
	t, refusal := information.May(x, information.Amend, by(r), r.Profile)
	if refusal == nil {
		refusal = closed(r, x)
	}
	if refusal != nil {
		return bot.Card{}, refusal
	}
	change, ask := changeOf(r, x)
	if ask != nil {
		return r.Ask(*ask), nil
	}
	was := x
	if err := store(r, &x, t, string(information.Amend), "", change); err != nil {
		return bot.Card{}, err
	}
	return amended(r, was, x)
}

func amended(r *handlers.Request, was, x information.Report) (bot.Card, error) {
	told := ""
	switch {
	case x.Emergency && !was.Emergency:
		alarm(r, draft{org: orgOf(r.Profile, x.Org), said: x.At.In(r.Now.Location())}, x)
		told = alarmed([]information.Report{x})
	case was.Emergency && (!x.Emergency || x.Title != was.Title || x.Body != was.Body):
		news(r, was, x)
		told = "已将变化告知区林长办和区级以上林长"
	}
	tally, err := standing(r, x)
	if err != nil {
		return bot.Card{}, err
	}
	if !was.Counts() {
		for _, s := range tally {
			if s.State == duty.Met {
				r.Settled(s.Key())
			}
		}
	}
	return card(r, x, "report.amended", bot.ToneDone, "已修改 "+x.Number, "", "类别："+information.CategoryName(r.Profile, x.Category),
		told, strings.Join(tallyLines(tally, r.Now), "\n")), nil
}

// closed refuses a change after the period that the profile leaves open for changes.
func closed(r *handlers.Request, x information.Report) *models.Error {
	month, ok := models.ParsePeriod(x.Period, r.Now.Location())
	if r.Profile.Reports.EditUntil != "period" || !ok || r.Actor.IsOffice() {
		return nil
	}
	end := month.To
	if x.Late {
		end = end.AddDate(0, 0, max(0, r.Profile.Reports.LateDays))
	}
	if r.Now.Before(end) {
		return nil
	}
	return models.Refuse(models.BadInput, span(month, r.Now)+"已经过去，"+x.Number+"不能再改。", "需要的话，请重新报送一条，或联系区林长办。", r.Profile.Reports.Article)
}

// wish is what is to be changed; what is empty stays.
type wish struct{ title, body, category, media string }

// changeOf reads what is to be changed, or asks for it.
func changeOf(r *handlers.Request, x information.Report) (change func(*information.Report), ask *handlers.Question) {
	w := wishOf(r)
	category, known := information.CategoryOf(r.Profile, w.category)
	about := strings.Contains(r.Args.Text, "类")
	switch {
	case w.category != "" && !known, w == wish{} && about:
		return nil, &handlers.Question{Missing: "category", Text: "改成哪一类？", Choices: information.CategoryNames(r.Profile), Slots: handlers.Slots{"ref": x.Number}}
	case w == wish{}:
		return nil, &handlers.Question{Missing: "title", Text: x.Number + "的新标题是什么？", Slots: handlers.Slots{"ref": x.Number}}
	}
	return func(x *information.Report) {
		x.Title, x.Body, x.Media = or(cut(w.title, maxTitle), x.Title), or(w.body, x.Body), or(w.media, x.Media)
		if w.category != "" {
			x.Category, x.Emergency = category.Key, category.Emergency
		}
	}, nil
}

// bodyAfter finds the new words of 改内容 信3号 … and of 修改信3的内容为：….
var bodyAfter = regexp.MustCompile(`(?s)(?:改|修改|更正|把)\s*(?:信息?)?\s*(?:[〔\[【(（]\d{4}[〕\]】)）])?\s*\d{1,6}\s*(?:号|条)?的?(?:内容|正文)\s*(?:改|修改|更正)?(?:为|成)?\s*[：:，,]?\s*(.+)$|(?:改|修改|更正)(?:一下)?(?:内容|正文)[：:]?\s*(?:信息?)?\s*(?:[〔\[【(（]\d{4}[〕\]】)）])?\s*\d{0,6}\s*(?:号|条)?\s*[：:，,]?\s*(?:改成|改为)?\s*(.+)$`)

// wishOf reads the slots, and what the sentence says of category and body in its own words.
func wishOf(r *handlers.Request) wish {
	s := r.Args.Slots
	w := wish{title: withoutRef(tidy(s.Str("title"))), body: s.Str("body"), category: s.Str("category"), media: begin(r).media}
	if m := bodyAfter.FindStringSubmatch(r.Args.Text); m != nil && w.body == "" {
		w.title, w.body = "", strings.TrimSpace(m[1]+m[2])
	}
	if w.category == "" && strings.Contains(r.Args.Text, "类") {
		for _, name := range information.CategoryNames(r.Profile) {
			if strings.Contains(r.Args.Text, name) {
				w.title, w.category = "", name
			}
		}
	}
	return w
}

// withoutRef takes the number of the report itself off the front of the new title.
func withoutRef(title string) string {
	if refs := information.Refs(title); len(refs) > 0 && strings.HasPrefix(title, refs[0]) {
		title = strings.TrimLeft(strings.TrimPrefix(title, refs[0]), "号 ：:，,")
	}
	return title
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// standing is how the report's organisation stands now with its report duties in the report's month.
func standing(r *handlers.Request, x information.Report) ([]duty.Standing, error) {
	org := orgOf(r.Profile, x.Org)
	at := x.At.In(r.Now.Location())
	if month, ok := models.ParsePeriod(x.Period, r.Now.Location()); ok && x.Late {
		at = month.From
	}
	if len(information.Rules(r.Profile, org)) == 0 {
		return nil, nil
	}
	rows, err := information.Recent(r.Tx, x.Org, information.Since(r.Profile, org, at, minTime(at, r.Now)))
	if err != nil {
		return nil, err
	}
	return information.Tally(r.Profile, org, rows, at, r.Now, r.Days), nil
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func refs(x information.Report) map[string]string { return map[string]string{"report": x.Number} }

// card is the short answer about one report.
func card(r *handlers.Request, x information.Report, code string, tone bot.Tone, title, next string, more ...string) bot.Card {
	c := bot.Card{Code: code, Tone: tone, Title: title, Text: lines(append([]string{"《" + cut(x.Title, 60) + "》"}, more...)...), Next: next, Refs: refs(x),
		Article: string(articleOf(r.Profile, orgOf(r.Profile, x.Org)))}
	if rules := information.Rules(r.Profile, orgOf(r.Profile, x.Org)); len(rules) > 0 {
		c.Duty = rules[0].ID
	}
	return c
}
