package information

import (
	"cmp"
	"context"
	"errors"
	"regexp"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
)

// move takes a report through one transition of the table, keeps it and its history.
func move(r *handlers.Request, x *information.Report, do information.Verb, note string,
	change func(*information.Report)) (information.Transition, error) {
	t, refusal := information.May(*x, do, by(r, *x), r.Profile)
	if refusal != nil {
		return t, refusal
	}
	return t, store(r, x, t, string(do), note, change)
}

func store(r *handlers.Request, x *information.Report, t information.Transition, verb, note string,
	change func(*information.Report)) error {
	before := *x
	x.State = t.To
	if x.State == information.Returned {
		at := r.Now.UTC()
		x.Turned = &at
	}
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
	if before.State == information.Submitted && x.State != information.Submitted {
		r.Settled(waitKey(*x)) // it no longer waits for the office
	}
	old, now := summary(before), summary(*x)
	if before.Body != x.Body {
		old["body"], now["body"] = before.Body, x.Body
	}
	return r.Audit(kind, x.ID, x.Number, verb, old, now, note)
}

// summary is what the history keeps of a report at each change; its body stays in the record and in the change that
// replaced it.
func summary(x information.Report) map[string]any {
	return map[string]any{"title": x.Title, "category": x.Category, "period": x.Period, "state": x.State, "late": x.Late,
		"version": x.Version, "files": len(x.Enclosures())}
}

// withdraw takes back a report of the own organisation that has not been adopted.
func withdraw(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if refs := named(r); len(refs) > 1 && !r.Args.Confirmed {
		return several(r, refs, "撤回", "report.withdrawn", func(x *information.Report) error {
			_, err := takeBack(r, x, by(r, *x), "已撤回 ", "", "")
			return err
		})
	}
	x, err := pick(r, refSlot(r))
	if err != nil {
		return bot.Card{}, err
	}
	if x.State == information.Withdrawn && (r.Actor.IsOffice() || r.Actor.Owns(x.Org)) {
		return card(r, x, "report.withdrawn", bot.ToneQuiet, x.Number+"已经撤回过了", ""), nil
	}
	_, refusal := information.May(x, information.Withdraw, by(r, x), r.Profile)
	if refusal == nil && r.Args.Expect == frame.Confirm && !r.Args.Confirmed {
		return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "撤回" + x.Number + "，对吗？", Text: titled(x.Title, 60),
			Refs: refs(x)}, handlers.Slots{"ref": x.Number}), nil
	}
	return takeBack(r, &x, by(r, x), "已撤回 ", "", "")
}

// takeBack withdraws a report in somebody's name. Whoever was alarmed by it hears so.
func takeBack(
	r *handlers.Request, x *information.Report, who information.By, head, tail, note string,
) (bot.Card, error) {
	t, refusal := information.May(*x, information.Withdraw, who, r.Profile)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	if err := store(r, x, t, string(information.Withdraw), note, nil); err != nil {
		return bot.Card{}, err
	}
	tally, err := standing(r, *x)
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, *x, "report.withdrawn", bot.ToneQuiet, head+x.Number+tail, nextLine(r, tally),
		append([]string{whose(r, x.Org)}, tallyLines(tally, r.Now)...)...)
	cancelAlarm(r, *x, c)
	return c, nil
}

// amend changes title, body or category, or adds pictures. Each change is a new version; the former one stays in the
// history. What was returned counts again.
func amend(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, err := pick(r, refSlot(r))
	if err != nil {
		return bot.Card{}, err
	}
	t, refusal := information.May(x, information.Amend, by(r, x), r.Profile)
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
	err = store(r, &x, t, string(information.Amend), "", func(x *information.Report) {
		change(x)
		if was.State == information.Returned {
			x.PutRight(r.Now)
		}
	})
	if err != nil {
		return bot.Card{}, err
	}
	return amended(r, was, x)
}

// amended answers a change, and tells whoever must hear of it.
func amended(r *handlers.Request, was, x information.Report) (bot.Card, error) {
	tally, err := standing(r, x)
	if err != nil {
		return bot.Card{}, err
	}
	for _, s := range tally {
		if s.State == duty.Met && !was.Counts() {
			r.Settled(s.Key())
		}
	}
	next := ""
	if !was.Counts() {
		next = nextLine(r, tally)
	}
	c := card(r, x, "report.amended", bot.ToneDone, "已修改 "+x.Number, next,
		whose(r, x.Org), "类别："+information.CategoryName(r.Profile, x.Category), photoLine(was, x),
		alarmAgain(r, was, x), again(r, was, x), handlers.Lines(tallyLines(tally, r.Now)...))
	tellChanged(r, was, x)
	return c, nil
}

// alarmAgain tells whoever must hear of an emergency what has changed about it.
func alarmAgain(r *handlers.Request, was, x information.Report) string {
	switch {
	case x.Emergency && !was.Emergency:
		alarm(r, x)
		return "已立即告知" + alarmed
	case was.Emergency && (!x.Emergency || x.Title != was.Title || x.Body != was.Body):
		updateAlarm(r, was, x)
		return "已将变化告知" + alarmed
	}
	return ""
}

// again says that what was returned counts once more, and for which month.
func again(r *handlers.Request, was, x information.Report) string {
	switch {
	case was.State != information.Returned:
		return ""
	case x.Late:
		return "重新计数：补报，计入" + span(x.Month(r.Now.Location()), r.Now)
	}
	return "重新计数，等" + models.TheOffice + "再看"
}

// closed refuses a change after the period that the profile leaves open for changes.
func closed(r *handlers.Request, x information.Report) *models.Error {
	if r.Actor.IsOffice() || !x.Closed(r.Profile, r.Now) {
		return nil
	}
	month := span(x.Month(r.Now.Location()), r.Now)
	if x.State == information.Returned {
		return bad(r, month+"的补报已经截止，"+x.Number+"不能再改。", newReport(r))
	}
	return bad(r, month+"已经过去，"+x.Number+"不能再改。", "请联系"+models.TheOffice+"改；"+newReport(r))
}

// wish is what is to be changed; what is empty stays.
type wish struct {
	title, body, category string
	media                 []information.Enclosure
}

func (w wish) empty() bool { return w.title+w.body+w.category == "" && len(w.media) == 0 }

// changeOf reads what is to be changed, or asks for it.
func changeOf(r *handlers.Request, x information.Report) (change func(*information.Report), ask *handlers.Question) {
	w := wishOf(r)
	category, known := information.CategoryOf(r.Profile, w.category)
	nothing, ref := w.empty(), handlers.Slots{"ref": x.Number}
	switch {
	case w.category != "" && !known, nothing && strings.Contains(r.Args.Text, "类"):
		return nil, &handlers.Question{Missing: "category", Text: "改成哪一类？", Choices: information.CategoryNames(r.Profile),
			Slots: ref}
	case nothing && photoAsked.MatchString(r.Args.Text):
		return nil, &handlers.Question{Missing: handlers.SlotFile, Text: "请把" + x.Number + "的照片发来，私聊我发也可以。", Slots: ref}
	case nothing:
		return nil, &handlers.Question{Missing: "title", Text: x.Number + "的新标题是什么？", Slots: ref}
	}
	return func(x *information.Report) {
		x.Title, x.Body = cmp.Or(handlers.Cut(w.title, maxTitle), x.Title), cmp.Or(w.body, x.Body)
		x.Enclose(w.media...)
		if w.category != "" {
			x.Category, x.Emergency = category.Key, category.Emergency
		}
	}, nil
}

// onlyPhoto is a sentence that brings pictures and no new words: 补照片 信3.
var onlyPhoto = regexp.MustCompile(`^[^，,。]*(?:补|加|补充|补发)个?(?:几张)?(?:照片|图片?|附件)[^，,。]*$`)

// photoAsked finds that a picture is to be added, not words.
var photoAsked = regexp.MustCompile(`照片|补图|图片|附件`)

// bodyAfter finds the new words of 改内容 信3号 … and of 修改信3的内容为：….
var bodyAfter = regexp.MustCompile(`(?s)(?:改|修改|更正|把)\s*(?:信息?)?\s*` + inYear + `?\s*\d{1,6}\s*(?:号|条)?的?(?:内容|正文)` +
	`\s*(?:改|修改|更正)?(?:为|成)?\s*[：:，,]?\s*(.+)$|(?:改|修改|更正)(?:一下)?(?:内容|正文)[：:]?\s*(?:信息?)?\s*` + inYear +
	`?\s*\d{0,6}\s*(?:号|条)?\s*[：:，,]?\s*(?:改成|改为)?\s*(.+)$`)

// wishOf reads the slots, and what the sentence says of category and body in its own words.
func wishOf(r *handlers.Request) wish {
	s := r.Args.Slots
	w := wish{title: tidy(s.Str("title")), body: s.Str("body"), category: s.Str("category"), media: enclosed(r)}
	if n, ok := naming.Find(r.Profile, kind, w.title); ok && n.At == 0 { // the number of the report itself
		w.title = strings.TrimLeft(w.title[n.End:], "号 ：:，,")
	}
	if m := bodyAfter.FindStringSubmatch(r.Args.Text); m != nil && w.body == "" {
		w.title, w.body = "", strings.TrimSpace(m[1]+m[2])
	}
	if len(w.media) > 0 && onlyPhoto.MatchString(chinese.Normalize(r.Args.Text)) {
		w.title, w.body = "", ""
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

// standing is how the report's organisation stands now with its report duties in the report's month.
func standing(r *handlers.Request, x information.Report) ([]duty.Standing, error) {
	at := x.At.In(r.Now.Location())
	if x.Late {
		at = monthOf(r, x)
	}
	rows, err := information.Recent(r.Tx, x.Org, information.Since(r.Laws(), x.Org, at, at, r.Days))
	if err != nil {
		return nil, err
	}
	return information.Tally(r.Laws(), x.Org, rows, at, r.Now, r.Days), nil
}
