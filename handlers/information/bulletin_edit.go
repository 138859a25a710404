package information

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// editBulletin lets the office put a draft in order (第十条 整理、编辑): an item dropped, moved or worded anew, the order,
// the title. What was reviewed is changed only after it was sent back.
func editBulletin(_ context.Context, r *handlers.Request) (bot.Card, error) {
	b, kind, err := paper(r, information.Drafted, information.SentBack)
	if err != nil {
		return bot.Card{}, err
	}
	if !b.Editable() {
		return bot.Card{}, notEditable(r, kind, b)
	}
	fit, dropped, err := information.Items(r.Tx, b)
	if err != nil {
		return bot.Card{}, err
	}
	e := editOf(r.Args.Text, inFull(r, fit))
	items, done, refusal := e.apply(fit)
	if refusal != "" {
		return bot.Card{}, models.Refuse(models.BadInput, refusal, howToEdit(r, kind, b), kind.Article)
	}
	before := bulletinSummary(b, fit)
	if err := e.write(r, &b, items); err != nil {
		return bot.Card{}, err
	}
	fit, _, err = information.Items(r.Tx, b)
	if err != nil {
		return bot.Card{}, err
	}
	r.Settled(b.ID)
	if err := r.Audit("bulletin", b.ID, b.Number, "amended", before, bulletinSummary(b, fit), done); err != nil {
		return bot.Card{}, err
	}
	c := draftCard(r, kind, b, fit, "bulletin.amended", called(kind, b)+"："+done)
	c.Text = handlers.Lines(c.Text, droppedLine(dropped))
	if b.State == information.Drafted {
		askReview(r, kind, b, fit)
	}
	return forReader(r, c), nil
}

// inFull lists the numbers of reports in the sentence as those items bear them which they mean: 信2 is 信〔2026〕2号.
func inFull(r *handlers.Request, items []information.Report) []string {
	out := mentioned(r)
	for i, typed := range out {
		n, _ := naming.Find(r.Profile, kind, typed)
		for _, x := range items {
			if slices.Contains(n.Candidates(r.Profile, r.Now.Year()), x.Number) {
				out[i] = x.Number
			}
		}
	}
	return out
}

// write keeps an edit of a bulletin that has these items afterwards.
func (e edit) write(r *handlers.Request, b *information.Bulletin, items []information.Report) error {
	if err := information.Arrange(r.Tx, *b, items); err != nil {
		return err
	}
	if e.item > 0 {
		x := items[e.item-1]
		if err := information.Reword(r.Tx, *b, x, handlers.Cut(e.itemTitle, maxTitle), e.itemBody); err != nil {
			return err
		}
	}
	if e.title != "" {
		b.Title = handlers.Cut(e.title, maxTitle)
	}
	err := information.SaveBulletin(r.Tx, b)
	if errors.Is(err, db.ErrChanged) {
		return models.Refuse(models.BadInput, b.Number+"刚刚有别人改过了。", "发“看简报”看看现在的情况。", articleBulletin)
	}
	return err
}

// apply makes the order that an edit leaves, and says what was done; refusal says why it cannot be done.
func (e edit) apply(items []information.Report) (out []information.Report, done, refusal string) {
	n, out := len(items), slices.Clone(items)
	for _, number := range e.reports {
		at := slices.IndexFunc(items, func(x information.Report) bool { return x.Number == number })
		if at < 0 {
			return nil, "", "这一期里没有" + number + "。"
		}
		e.drop = append(e.drop, at+1)
	}
	for _, i := range slices.Concat(e.drop, e.order, []int{max(1, e.from), max(1, e.item), max(1, e.swap)}) {
		if i < 1 || i > n {
			return nil, "", fmt.Sprintf("这一期只有%d条，没有第%d条。", n, i)
		}
	}
	switch {
	case len(e.drop) > 0:
		return e.dropped(items)
	case len(e.order) > 0:
		return ordered(items, e.order)
	case e.swap > 0:
		out[e.from-1], out[e.swap-1] = out[e.swap-1], out[e.from-1]
		return out, fmt.Sprintf("第%d条和第%d条已对调", e.from, e.swap), ""
	case e.from > 0:
		to := min(max(1, e.to), n)
		x := out[e.from-1]
		out = slices.Insert(slices.Delete(out, e.from-1, e.from), to-1, x)
		return out, fmt.Sprintf("第%d条已移到第%d条", e.from, to), ""
	case e.item > 0 && e.itemTitle+e.itemBody != "":
		return out, fmt.Sprintf("第%d条已改", e.item), ""
	case e.title != "":
		return out, "标题已改为《" + handlers.Cut(e.title, 40) + "》", ""
	}
	return nil, "", "没有看懂怎么改，没有改。"
}

func (e edit) dropped(items []information.Report) (out []information.Report, done, refusal string) {
	for i, x := range items {
		if !slices.Contains(e.drop, i+1) {
			out = append(out, x)
		}
	}
	if len(out) == 0 {
		return nil, "", "一期至少要有一条，没有删。"
	}
	return out, fmt.Sprintf("已拿掉%d条，还有%d条", len(items)-len(out), len(out)), ""
}

// ordered takes a full order: every item once.
func ordered(items []information.Report, order []int) (out []information.Report, done, refusal string) {
	if len(slices.Compact(slices.Sorted(slices.Values(order)))) != len(items) || len(order) != len(items) {
		return nil, "", fmt.Sprintf("这一期有%d条，顺序里每条要写一次。", len(items))
	}
	for _, i := range order {
		out = append(out, items[i-1])
	}
	return out, "顺序已调整", ""
}

// howToEdit says in working words what may be changed.
func howToEdit(r *handlers.Request, kind profile.Bulletin, b information.Bulletin) string {
	name := spoken(r, kind, b)
	return "可以说“" + name + " 删掉第2条”“" + name + " 第2条移到第1条”“" + name + " 第1条标题改为新标题”。"
}

func notEditable(r *handlers.Request, kind profile.Bulletin, b information.Bulletin) *models.Error {
	next := "请" + postTitle(r.Profile, kind.Signer) + "先发“退回" + spoken(r, kind, b) + "”，退回后再改。"
	if b.State == information.Issued {
		next = "有更正的，请在下一期说明。"
	}
	return models.Refuse(models.BadInput, called(kind, b)+b.State.Name()+"，不能再改。", next, kind.Article)
}
