package supervision

import (
	"errors"
	"fmt"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// by is the sender as the state table knows him.
func by(r *handlers.Request) supervision.By {
	return supervision.By{Person: r.Actor.Person, Org: r.Actor.Org.Code, Office: r.Actor.IsOffice()}
}

// pick finds the issue a request speaks about: by the number said, by a quoted card. ok is false when none is named.
func pick(r *handlers.Request) (x supervision.Issue, ok bool, err error) {
	said := r.Args.Slots.Str("issue")
	if said == "" {
		said = quoted(r)
	}
	ref, ok := supervision.ParseRef(said)
	if !ok {
		return x, false, nil
	}
	x, found, err := supervision.ByRef(r.Tx, ref, r.Now.Year())
	if err != nil {
		return x, false, err
	}
	if !found {
		return x, false, models.Refuse(models.NotFound, "没有找到问题“"+cut(said, 30)+"”。", "发“问题清单”看编号。", r.Profile.Issues.Article)
	}
	return x, true, nil
}

// quoted is the number on a quoted card.
func quoted(r *handlers.Request) string {
	if m := issueNumber(r.Profile).FindString(r.Event.Quote); m != "" {
		return m
	}
	return ""
}

// need finds the issue or asks which one, offering those that the verb could be about.
func need(r *handlers.Request, do supervision.Verb) (x supervision.Issue, ask *bot.Card, err error) {
	x, ok, err := pick(r)
	if err != nil || ok {
		return x, nil, err
	}
	candidates, err := candidates(r, do)
	if err != nil {
		return x, nil, err
	}
	if len(candidates) == 0 {
		return x, nil, models.Refuse(models.NotFound, "现在没有可以"+do.Name()+"的问题。", "发“问题清单”看编号。", r.Profile.Issues.Article)
	}
	card := whichOne(r, do, candidates)
	return x, &card, nil
}

// candidates are the issues of the sender that a verb could be about.
func candidates(r *handlers.Request, do supervision.Verb) ([]supervision.Issue, error) {
	f := supervision.Filter{Limit: 50}
	for _, t := range supervision.Transitions {
		if t.Do == do && !slices.Contains(f.States, t.From) {
			f.States = append(f.States, t.From)
		}
	}
	if !r.Actor.IsOffice() {
		if r.Actor.Org.Code == "" {
			return nil, nil
		}
		f.Orgs = []string{r.Actor.Org.Code}
	}
	return supervision.Find(r.Tx, f)
}

// offered is how many issues a question offers to tap.
const offered = 6

func whichOne(r *handlers.Request, do supervision.Verb, list []supervision.Issue) bot.Card {
	keep := handlers.Slots{"said": said(r), "media": media(r), "carrier": carrier(r)}
	if len(list) == 1 {
		x := list[0]
		c := r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "是说" + x.Number + "吗？", Text: cut(x.Title, 60), Article: string(r.Profile.Issues.Article)},
			keep.With(handlers.Slots{"issue": x.Number, "picked": true}))
		return c
	}
	q := handlers.Question{Missing: "issue", Text: fmt.Sprintf("是哪一件？可以%s的有%d件。", do.Name(), len(list)), Slots: keep}
	text := ""
	for _, x := range list[:min(offered, len(list))] {
		q.Choices = append(q.Choices, x.Number)
		text = lines(text, x.Number+" "+cut(x.Title, 24))
	}
	c := r.Ask(q)
	c.Text = text
	return c
}

// said is the sentence that began the dialogue.
func said(r *handlers.Request) string { return or(r.Args.Slots.Str("said"), r.Args.Text) }

// media are the attachments of this message, or those of the one that began the dialogue.
func media(r *handlers.Request) string {
	return or(mediaText(r.Event.Media), r.Args.Slots.Str("media"))
}

// carrier is the message that the attachments came with: this one, or the one that began the dialogue.
func carrier(r *handlers.Request) string {
	if len(r.Event.Media) == 0 && r.Args.Slots.Str("media") != "" {
		return or(r.Args.Slots.Str("carrier"), r.Event.ID)
	}
	return r.Event.ID
}

// move does what the table allows and keeps the step; otherwise it says why not, and who was faster.
func move(r *handlers.Request, x *supervision.Issue, do supervision.Verb, note string, change func(*supervision.Issue)) (supervision.Transition, error) {
	t, refusal := supervision.May(*x, do, by(r), r.Profile)
	if refusal != nil {
		return t, withWho(r, *x, refusal)
	}
	return t, store(r, x, t, note, change)
}

// store writes a transition and lets reminders of the former state go.
func store(r *handlers.Request, x *supervision.Issue, t supervision.Transition, note string, change func(*supervision.Issue)) error {
	was := *x
	x.State = t.To
	if change != nil {
		change(x)
	}
	if err := keep(r, &was, x, t.Do, note); err != nil {
		return err
	}
	return r.Audit("issue", x.ID, x.Number, string(t.Do), was, *x, note)
}

func keep(r *handlers.Request, was, is *supervision.Issue, do supervision.Verb, note string) error {
	err := supervision.Change(r.Tx, was, is, step(r, do, note))
	if errors.Is(err, db.ErrChanged) {
		return withWho(r, *was, models.Refuse(models.BadInput, was.Number+"刚刚有人办理过了，您的操作没有生效。", "发“"+was.Number+"”看现在的情况。", r.Profile.Issues.Article))
	}
	if err != nil {
		return err
	}
	r.Settled(deadline(r.Profile, *was).Key(), "propose/"+was.ID)
	return nil
}

func step(r *handlers.Request, do supervision.Verb, note string) supervision.Step {
	return supervision.Step{Verb: do, Person: r.Actor.Person, Name: r.Actor.Called(), Org: r.Actor.Org.Code, Platform: r.Event.Platform, Message: carrier(r),
		Note: note, Media: media(r), At: r.Now}
}

// withWho adds to a refusal who did what last, when the issue is not in the state that the sender thought.
func withWho(r *handlers.Request, x supervision.Issue, refusal *models.Error) error {
	if refusal.Code != models.BadInput {
		return refusal
	}
	last, err := supervision.Last(r.Tx, x.ID)
	if err != nil {
		return err
	}
	refusal.Message += fmt.Sprintf("（%s%s已%s）", last.Name, last.At.In(r.Now.Location()).Format("1月2日15:04"), last.Verb.Name())
	return refusal
}

// seen refuses to show an issue to organisations it does not concern.
func seen(r *handlers.Request, x supervision.Issue) *models.Error {
	if wide(r) || x.Concerns(r.Actor.Org.Code) {
		return nil
	}
	return models.Refuse(models.NotAllowed, "只能看本单位的问题。", "发“问题清单”看本单位的。", r.Profile.Issues.Article)
}

// wide reports whether the sender sees the whole district.
func wide(r *handlers.Request) bool { return r.Actor.IsOffice() || r.Actor.IsChief() }

func orgNamed(p *profile.Profile, name string) (profile.Org, bool) {
	for _, o := range p.Orgs {
		if name != "" && (o.Name == name || o.Code == name || o.Full == name || slices.Contains(o.Aliases, name)) {
			return o, true
		}
	}
	return profile.Org{}, false
}
