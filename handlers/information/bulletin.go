package information

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// compile drafts a bulletin of the adopted items of a period, or a 专报 of one item (第十条). A draft of the same
// kind and period that nobody has reviewed yet takes what has been adopted since.
func compile(_ context.Context, r *handlers.Request) (bot.Card, error) {
	single := singleRef(r)
	kind, ok := information.KindOf(r.Profile, r.Args.Slots.Str("kind"), single != "")
	if !ok {
		return bot.Card{}, models.Refuse(models.BadInput, "没有这种简报。", "可以编简报，也可以编专报。", articleBulletin)
	}
	if single != "" {
		return compileOne(r, kind, single)
	}
	p := asked(r)
	items, err := information.Ready(r.Tx, kind.Key, p)
	if err != nil {
		return bot.Card{}, err
	}
	open, err := information.Bulletins(r.Tx, information.BulletinFilter{Kind: kind.Key, Period: p.Key, State: information.Drafted})
	if err != nil {
		return bot.Card{}, err
	}
	if len(open) > 0 {
		return extend(r, kind, open[0], items)
	}
	return draftBulletin(r, kind, p.Key, p.Title()+kind.Name, items)
}

// singleRef is the one item a 专报 is to be made of, if the sentence names one.
func singleRef(r *handlers.Request) string {
	if ref := refSlot(r); ref != "" {
		return ref
	}
	if items := r.Args.Slots.List("items"); len(items) == 1 {
		return items[0]
	}
	return ""
}

func compileOne(r *handlers.Request, kind profile.Bulletin, ref string) (bot.Card, error) {
	x, err := pick(r, ref)
	if err != nil {
		return bot.Card{}, err
	}
	if x.State == information.Submitted {
		if _, err := adopted(r, &x); err != nil {
			return bot.Card{}, err
		}
	}
	if x.State != information.Adopted || x.Recalled {
		return bot.Card{}, models.Refuse(models.BadInput, x.Number+stateOf(x)+"，不能编入"+kind.Name+"。", "请换一条已采用的信息。", kind.Article)
	}
	ready, err := information.Ready(r.Tx, kind.Key, models.PeriodOf(models.Month, monthOf(r, x)))
	if err != nil {
		return bot.Card{}, err
	}
	for _, one := range ready {
		if one.ID == x.ID {
			return draftBulletin(r, kind, "", x.Title, []information.Report{x})
		}
	}
	return bot.Card{}, models.Refuse(models.BadInput, x.Number+"已经编过"+kind.Name+"。", "发“看"+kind.Name+"”可以查看。", kind.Article)
}

func draftBulletin(r *handlers.Request, kind profile.Bulletin, period, title string, items []information.Report) (bot.Card, error) {
	if len(items) == 0 {
		return bot.Card{}, models.Refuse(models.BadInput, "没有可编的信息：还没有新采用的。", "先采用信息，再编"+kind.Name+"。", kind.Article)
	}
	number, n, err := r.Number(kind.Key)
	if err != nil {
		return bot.Card{}, err
	}
	b := information.Bulletin{Kind: kind.Key, Number: number, Year: r.Now.Year(), N: n, Period: period, Title: cut(title, maxTitle), DraftedBy: r.Actor.Person, At: r.Now}
	if err := information.Draft(r.Tx, &b, items); err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("bulletin", b.ID, b.Number, "drafted", nil, map[string]any{"items": len(items), "title": b.Title}, ""); err != nil {
		return bot.Card{}, err
	}
	return drafted(r, kind, b, items), nil
}

func extend(r *handlers.Request, kind profile.Bulletin, b information.Bulletin, fresh []information.Report) (bot.Card, error) {
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
	c := drafted(r, kind, b, append(fit, fresh...))
	c.Text = lines(c.Text, droppedLine(dropped))
	return c, nil
}

// drafted shows the draft, and asks the reviewer for his word.
func drafted(r *handlers.Request, kind profile.Bulletin, b information.Bulletin, items []information.Report) bot.Card {
	c := paperCard(kind, b, "bulletin.drafted", bot.ToneNotice, kind.Name+b.Number+"已拟稿")
	c.Text = contents(r, items)
	c.Next = "请" + postTitle(r.Profile, kind.Reviewer) + "审核，" + postTitle(r.Profile, kind.Signer) + "签发。"
	c.Buttons = []bot.Button{{Label: "审核", Command: "审核" + shortKind(kind) + " " + b.Number}, {Label: "签发", Command: "签发" + shortKind(kind) + " " + b.Number, Primary: true}}
	if !r.Actor.Has(models.RoleDirector) && kind.Reviewer != "" {
		r.Say(handlers.Notice{Key: "bulletin.drafted/" + b.ID + "/" + strconv.Itoa(len(items)), Subject: []string{b.ID}, To: handlers.Audience{Post: kind.Reviewer}, Card: c})
	}
	return c
}

func shortKind(kind profile.Bulletin) string {
	if strings.HasSuffix(kind.Name, "专报") {
		return "专报"
	}
	return "简报"
}

func postTitle(p *profile.Profile, key string) string {
	if post, ok := p.Post(key); ok {
		return post.Title
	}
	return "区林长办公室"
}

func paperCard(kind profile.Bulletin, b information.Bulletin, code string, tone bot.Tone, title string) bot.Card {
	return bot.Card{Code: code, Tone: tone, Title: title, Article: string(kind.Article), Refs: map[string]string{"bulletin": b.Number}}
}

// contents is the list of a bulletin's items.
func contents(r *handlers.Request, items []information.Report) string {
	var out []string
	for i, x := range items[:min(len(items), longest)] {
		out = append(out, fmt.Sprintf("%d. %s（%s）", i+1, cut(x.Title, 40), r.Profile.OrgName(x.Org)))
	}
	if len(items) > longest {
		out = append(out, fmt.Sprintf("……共%d条", len(items)))
	}
	return strings.Join(out, "\n")
}

func droppedLine(dropped []information.Report) string {
	if len(dropped) == 0 {
		return ""
	}
	var out []string
	for _, x := range dropped {
		out = append(out, x.Number)
	}
	return "已撤回或退回，不再编入：" + strings.Join(out, "、")
}

// paper finds the bulletin a request speaks about: by its number (3, 第3期, 2026年第3期), else the newest at a stage.
func paper(r *handlers.Request, stages ...information.Stage) (information.Bulletin, profile.Bulletin, error) {
	kind, _ := information.KindOf(r.Profile, r.Args.Slots.Str("kind"), strings.Contains(r.Args.Text, "专报"))
	f := information.BulletinFilter{Kind: kind.Key}
	if f.Year, f.N = issueNumber(or(refSlot(r), r.Args.Text)); f.N > 0 && f.Year == 0 {
		f.Year = r.Now.Year()
	}
	rows, err := information.Bulletins(r.Tx, f)
	if err != nil {
		return information.Bulletin{}, kind, err
	}
	for _, b := range rows {
		if f.N > 0 || len(stages) == 0 {
			return b, kind, nil
		}
		for _, s := range stages {
			if b.State == s {
				return b, kind, nil
			}
		}
	}
	return information.Bulletin{}, kind, models.Refuse(models.NotFound, "没有找到这期"+kind.Name+"。", elsewhere(kind, rows, f), kind.Article)
}

// elsewhere is where to look for a bulletin that was not found: never at what was just asked for.
func elsewhere(kind profile.Bulletin, rows []information.Bulletin, f information.BulletinFilter) string {
	if f.N > 0 {
		return "发“看" + shortKind(kind) + "”看最近一期，核对期号。"
	}
	if len(rows) > 0 {
		return "最近一期是" + rows[0].Number + "，" + rows[0].State.Name() + "。"
	}
	return "还没有编过，区林长办发“编" + shortKind(kind) + "”即可拟稿。"
}

// issueNumber reads 2026年第3期, 第三期, 3.
func issueNumber(s string) (year, n int) {
	s = strings.TrimSpace(chinese.Normalize(s))
	if before, after, ok := strings.Cut(s, "年"); ok {
		if y, err := strconv.Atoi(lastRunes(before, 4)); err == nil && y > 1900 {
			year, s = y, after
		}
	}
	if _, after, ok := strings.Cut(s, "第"); ok {
		s = after
	}
	s, _, _ = strings.Cut(s, "期")
	n, _ = chinese.Number(strings.TrimSpace(s)) // none: the newest
	if n > 100000 {
		n = 0
	}
	return year, n
}

func lastRunes(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}
