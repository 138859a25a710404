package information

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// compile drafts a bulletin of the adopted items of a period, or a 专报 of one item (第十条). A draft of the same
// kind and period that nobody has reviewed yet takes what has been adopted since.
func compile(_ context.Context, r *handlers.Request) (bot.Card, error) {
	single := refSlot(r)
	if items := r.Args.Slots.List("items"); single == "" && len(items) == 1 {
		single = items[0]
	}
	kind, ok := information.KindOf(r.Profile, r.Args.Slots.Str("kind"), single != "")
	if !ok {
		return bot.Card{}, models.Refuse(models.BadInput, "没有这种简报。", "可以编简报，也可以编专报。", articleBulletin)
	}
	if single != "" {
		return compileOne(r, kind, single)
	}
	p := asked(r, models.Month)
	items, err := information.Ready(r.Tx, kind.Key, p)
	if err != nil {
		return bot.Card{}, err
	}
	known, err := information.Bulletins(r.Tx, information.BulletinFilter{Kind: kind.Key, Period: p.Key})
	if err != nil {
		return bot.Card{}, err
	}
	if i := slices.IndexFunc(known, information.Bulletin.Editable); i >= 0 {
		return extend(r, kind, known[i], items)
	}
	return draftBulletin(r, kind, p.Key, p.Title()+kind.Name, items)
}

func compileOne(r *handlers.Request, kind profile.Bulletin, ref string) (bot.Card, error) {
	x, err := pick(r, ref)
	if err == nil && x.State == information.Submitted {
		_, err = adopted(r, &x)
	}
	if err != nil {
		return bot.Card{}, err
	}
	if x.State != information.Adopted || x.Recalled {
		return bot.Card{}, models.Refuse(models.BadInput, x.Number+stateOf(x)+"，不能编入"+kind.Name+"。", "请换一条已采用的信息。",
			kind.Article)
	}
	ready, err := information.Ready(r.Tx, kind.Key, models.PeriodOf(models.Month, monthOf(r, x)))
	if err != nil {
		return bot.Card{}, err
	}
	if !slices.ContainsFunc(ready, func(one information.Report) bool { return one.ID == x.ID }) {
		return bot.Card{}, models.Refuse(models.BadInput, x.Number+"已经编过"+kind.Name+"。", "发“看"+kind.Name+"”可以查看。",
			kind.Article)
	}
	return draftBulletin(r, kind, "", x.Title, []information.Report{x})
}

func draftBulletin(
	r *handlers.Request, kind profile.Bulletin, period, title string, items []information.Report,
) (bot.Card, error) {
	if len(items) == 0 {
		return bot.Card{}, models.Refuse(models.BadInput, "没有可编的信息：还没有新采用的。", "先采用信息，再编"+kind.Name+"。", kind.Article)
	}
	number, n, err := r.Number(kind.Key)
	if err != nil {
		return bot.Card{}, err
	}
	b := information.Bulletin{Kind: kind.Key, Number: number, Year: r.Now.Year(), N: n, Period: period,
		Title: handlers.Cut(title, maxTitle), DraftedBy: r.Actor.Person, At: r.Now}
	if err := information.Draft(r.Tx, &b, items); err != nil {
		return bot.Card{}, err
	}
	err = r.Audit("bulletin", b.ID, b.Number, "drafted", nil, map[string]any{"items": len(items), "title": b.Title}, "")
	return drafted(r, kind, b, items), err
}

func extend(
	r *handlers.Request, kind profile.Bulletin, b information.Bulletin, fresh []information.Report,
) (bot.Card, error) {
	fit, dropped, err := information.Items(r.Tx, b)
	if err != nil {
		return bot.Card{}, err
	}
	if err := information.Drop(r.Tx, b, dropped); err != nil {
		return bot.Card{}, err
	}
	if err := information.AddItems(r.Tx, b, len(fit)+len(dropped), fresh); err != nil {
		return bot.Card{}, err
	}
	all := append(slices.Clone(fit), fresh...)
	if len(fresh)+len(dropped) > 0 {
		if err := information.SaveBulletin(r.Tx, &b); err != nil {
			return bot.Card{}, err
		}
		before, after := bulletinSummary(b, append(fit, dropped...)), bulletinSummary(b, all)
		if err := r.Audit("bulletin", b.ID, b.Number, "amended", before, after, ""); err != nil {
			return bot.Card{}, err
		}
	}
	c := drafted(r, kind, b, all)
	c.Text = handlers.Lines(c.Text, droppedLine(dropped))
	return c, nil
}

// drafted shows the draft, and asks the reviewer for his word.
func drafted(r *handlers.Request, kind profile.Bulletin, b information.Bulletin, items []information.Report) bot.Card {
	if b.State == information.Drafted {
		askReview(r, kind, b, items)
	}
	return forReader(r, draftCard(r, kind, b, items, "bulletin.drafted", called(kind, b)+b.State.Name()))
}

// forReader leaves the buttons of the reviewer to the reviewer, where nobody else reads the answer.
func forReader(r *handlers.Request, c bot.Card) bot.Card {
	if r.Event.Chat.Kind == bot.Private && !r.Actor.Has(models.RoleDirector) {
		c.Buttons = nil
	}
	return c
}

// draftCard shows a draft with what may be done to it now.
func draftCard(r *handlers.Request, kind profile.Bulletin, b information.Bulletin, items []information.Report,
	code bot.Code, title string) bot.Card {
	c := paperCard(kind, b, code, bot.ToneNotice, title)
	c.Text = contents(r, items)
	if b.State == information.SentBack {
		c.Next, c.Buttons = "改好后发“送审"+spoken(r, kind, b)+"”。", paperButtons(r, kind, b, "送审")
		return c
	}
	c.Next = "请" + postTitle(r.Profile, kind.Reviewer) + "审核，" + postTitle(r.Profile, kind.Signer) + "签发。"
	if kind.Reviewer == kind.Signer {
		c.Next = "请" + postTitle(r.Profile, kind.Signer) + "审核签发。"
	}
	c.Next += "要改发“" + spoken(r, kind, b) + exampleEdit(items) + "”。"
	c.Buttons = paperButtons(r, kind, b, "退回", "审核", "签发")
	return c
}

// exampleEdit is a change that this draft allows.
func exampleEdit(items []information.Report) string {
	if len(items) > 1 {
		return " 第2条移到第1条"
	}
	return " 第1条标题改为新标题"
}

// askReview shows the reviewer this version of a draft; the versions before it that have not left are taken back.
func askReview(r *handlers.Request, kind profile.Bulletin, b information.Bulletin, items []information.Report) {
	if r.Actor.Has(models.RoleDirector) || kind.Reviewer == "" {
		return
	}
	c := draftCard(r, kind, b, items, "bulletin.drafted", called(kind, b)+b.State.Name())
	sayPaper(r, b, c, version(b), handlers.Audience{Post: kind.Reviewer})
}

// version tells the versions of a bulletin apart.
func version(b information.Bulletin) string { return strconv.Itoa(b.Version) }

// sayPaper tells others about a bulletin, once for each variant of a card.
func sayPaper(r *handlers.Request, b information.Bulletin, c bot.Card, variant string, to handlers.Audience) {
	r.Say(handlers.Notice{Key: string(c.Code) + "/" + b.ID + "/" + variant, Subject: []string{b.ID}, To: to, Card: c})
}

// paperButtons are what may be done to a bulletin; the last one is the main one.
func paperButtons(r *handlers.Request, kind profile.Bulletin, b information.Bulletin, verbs ...string) []bot.Button {
	var out []bot.Button
	for i, do := range verbs {
		out = append(out, bot.Button{Label: do, Command: do + spoken(r, kind, b), Primary: i == len(verbs)-1})
	}
	return out
}

func postTitle(p *profile.Profile, key string) string {
	if post, ok := p.Post(key); ok {
		return post.Title
	}
	return models.TheOfficeFull
}

func paperCard(kind profile.Bulletin, b information.Bulletin, code bot.Code, tone bot.Tone, title string) bot.Card {
	return bot.Card{Code: code, Tone: tone, Title: title, Article: string(kind.Article),
		Refs: map[string]string{"bulletin": b.Number}}
}

// contents is the list of a bulletin's items.
func contents(r *handlers.Request, items []information.Report) string {
	i := 0
	text, more := handlers.List(items, func(x information.Report) string {
		i++
		return fmt.Sprintf("%d. %s（%s）", i, handlers.Cut(x.Title, 40), r.Profile.OrgName(x.Org))
	})
	if more > 0 {
		text += fmt.Sprintf("\n……共%d条", len(items))
	}
	return text
}

func droppedLine(dropped []information.Report) string {
	out := models.Each(dropped, func(x information.Report) string { return x.Number })
	if len(out) == 0 {
		return ""
	}
	return "已撤回或退回，不再编入：" + strings.Join(out, "、")
}

// paper finds the bulletin a request speaks about: by its number (3, 第3期, 2026年第3期), else the newest at a stage.
func paper(r *handlers.Request, stages ...information.Stage) (information.Bulletin, profile.Bulletin, error) {
	kind, _ := information.KindOf(r.Profile, r.Args.Slots.Str("kind"), strings.Contains(r.Args.Text, "专报"))
	f := issueNumber(r, kind)
	rows, err := information.Bulletins(r.Tx, f)
	if err != nil {
		return information.Bulletin{}, kind, err
	}
	for _, b := range rows {
		if f.N > 0 || len(stages) == 0 || slices.Contains(stages, b.State) {
			return b, kind, nil
		}
	}
	if f.N > 0 {
		rows, err = information.Bulletins(r.Tx, information.BulletinFilter{Kind: kind.Key})
	}
	return information.Bulletin{}, kind, cmp.Or(err, noPaper(kind, rows, f.N > 0))
}

// noPaper says where to look for a bulletin that was not found: never at what was just asked for.
func noPaper(kind profile.Bulletin, rows []information.Bulletin, numbered bool) error {
	next := "还没有编过；先采用信息，" + models.TheOffice + "再发“编本月" + shortKind(kind) + "”。"
	switch {
	case numbered && len(rows) > 0:
		next = "发“看" + shortKind(kind) + "”看最近一期，核对期号。"
	case len(rows) > 0:
		next = "最近一期是" + called(kind, rows[0]) + "，" + rows[0].State.Name() + "。"
	}
	return models.Refuse(models.NotFound, "没有找到这期"+kind.Name+"。", next, kind.Article)
}

// issueNumber reads which issue is meant; none: the newest.
func issueNumber(r *handlers.Request, kind profile.Bulletin) information.BulletinFilter {
	f := information.BulletinFilter{Kind: kind.Key}
	n, _ := naming.ParseNumber(r.Profile, kind.Key, cmp.Or(refSlot(r), r.Args.Text))
	if n.N > 0 {
		f.Year, f.N = cmp.Or(n.Year, r.Now.Year()), n.N
	}
	return f
}

// bulletinSummary is what the history keeps of a bulletin at each change.
func bulletinSummary(b information.Bulletin, items []information.Report) map[string]any {
	return map[string]any{"title": b.Title, "state": b.State, "reason": b.Reason,
		"items": models.Each(items, func(x information.Report) string { return x.Number + " " + x.Title })}
}
