package cooperation

import (
	"cmp"
	"context"
	"errors"
	"regexp"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
)

// raiseWords in a patrol's own sentence put the problem on the list in the same breath.
var raiseWords = []string{"立项", "立为问题", "列入问题", "转为问题", "纳入问题清单", "交办整改"}

// raiseNow raises the problem with the patrol. Where the list is closed, the patrol stays and the card says so.
func raiseNow(ctx context.Context, r *handlers.Request, p cooperation.Patrol) (bot.Card, error) {
	raised := p
	err := r.Tx.Nested(func() error { return raise(ctx, r, &raised) })
	var refusal *models.Error
	if errors.As(err, &refusal) {
		c := patrolCard(r, p)
		c.Next = handlers.Lines(refusal.Message, refusal.Next)
		return c, nil
	}
	c := patrolCard(r, raised)
	c.Refs["issue"] = raised.Issue
	return c, err
}

var problemPart = regexp.MustCompile(`发现[^，。；\n]*`)

// raise puts what a patrol found on the list of problems, under the part of its sentence that says what was found.
func raise(ctx context.Context, r *handlers.Request, p *cooperation.Patrol) error {
	title := p.Place + "巡林" + cmp.Or(problemPart.FindString(p.Body), "发现问题")
	issue := handlers.RaiseIssue{Title: handlers.Cut(title, 60), Text: p.Body, Place: p.Place, Source: "patrol",
		Origin: p.Number, Org: p.Org}
	issue.Media, _ = handlers.MediaOf(p.Media)
	number, err := raiseIssue(ctx, r, issue)
	if err != nil {
		return err
	}
	before := *p
	p.Issue = number
	return ofPatrol(*p).kept(r, cooperation.SavePatrol(r.Tx, p), "raised", before, p, number)
}

// raiseIssue puts a problem on the list, with the time limit that was said.
func raiseIssue(ctx context.Context, r *handlers.Request, issue handlers.RaiseIssue) (string, error) {
	if day, err := dayOf(r, r.Args.Slots.Str("deadline")); err == nil {
		issue.Deadline = day
	}
	return r.Deployment.Raise(ctx, r, issue)
}

// patrolCited is the patrol whose problem is raised.
var patrolCited = cited[cooperation.Patrol]{kind: "patrol", none: noPatrol}

func noPatrol(string) *models.Error {
	return models.Refuse(models.NotFound, "没有找到这次巡林。", "发“巡林台账”看编号。", articlePatrol)
}

// raisePatrol raises the problem of a patrol that was logged before.
func raisePatrol(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	p, named, err := patrolCited.meant(r)
	mine := r.Wide() || p.Person == r.Actor.Person || r.Actor.Owns(p.Org)
	switch {
	case err != nil:
		return bot.Card{}, err
	case !named:
		return bot.Card{}, models.Refuse(models.BadInput, "是哪一次巡林？没有看到编号。",
			"发“巡林台账”看编号，再说“巡林立项 编号”。", articlePatrol)
	case p.State != cooperation.Filed:
		return bot.Card{}, noPatrol(p.Number)
	case !mine:
		return bot.Card{}, models.Refuse(models.NotAllowed, p.Number+"不是本单位的巡林记录。",
			"请由登记人或"+models.TheOffice+"办理。", articlePatrol)
	case p.Issue != "":
		return bot.Card{Code: "patrol.raised", Tone: bot.ToneQuiet, Title: p.Number + "已经立为" + p.Issue,
			Article: string(articlePatrol)}, nil
	}
	if o, ok := unitSaid(r); ok {
		p.Org = o.Code
	}
	if p.Org == "" {
		return r.Ask(handlers.Question{Missing: handlers.SlotUnit, Text: "由哪个单位整改？",
			Slots: handlers.Slots{"ref": p.Number}}), nil
	}
	if err := raise(ctx, r, &p); err != nil {
		return bot.Card{}, err
	}
	c := ofPatrol(p).card("patrol.raised", bot.ToneDone, p.Number+"已立为"+p.Issue)
	c.Refs["issue"] = p.Issue
	return c, nil
}
