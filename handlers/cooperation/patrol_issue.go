package cooperation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
)

// raiseWords in a patrol's own sentence put the problem on the list in the same breath.
var raiseWords = []string{"立项", "立为问题", "列入问题", "转为问题", "纳入问题清单", "交办整改"}

func sameBreath(body string) bool {
	for _, w := range raiseWords {
		if strings.Contains(body, w) {
			return true
		}
	}
	return false
}

// raiseNow raises the problem with the patrol. Where the list is closed, the patrol stays and the card says so.
func raiseNow(ctx context.Context, r *handlers.Request, p cooperation.Patrol, c bot.Card) (bot.Card, error) {
	raised := p
	err := r.Tx.Nested(func() error { return raise(ctx, r, &raised) })
	var refusal *models.Error
	if errors.As(err, &refusal) {
		c.Next = lines(refusal.Message, refusal.Next)
		return c, nil
	}
	if err != nil {
		return bot.Card{}, err
	}
	c = patrolCard(r, raised)
	c.Refs["issue"] = raised.Issue
	return c, nil
}

// raise puts what a patrol found on the list of problems.
func raise(ctx context.Context, r *handlers.Request, p *cooperation.Patrol) error {
	issue := handlers.RaiseIssue{Title: title(p), Text: p.Body, Place: p.Place, Source: "patrol", Origin: p.Number, Org: p.Org}
	if p.Media != "" {
		if err := json.Unmarshal([]byte(p.Media), &issue.Media); err != nil {
			return fmt.Errorf("read attachments of patrol: %w", err)
		}
	}
	if day, err := time.ParseInLocation(time.DateOnly, r.Args.Slots.Str("deadline"), r.Now.Location()); err == nil {
		issue.Deadline = day
	}
	number, err := r.Deployment.Raise(ctx, r, issue)
	if err != nil {
		return err
	}
	before := *p
	p.Issue = number
	if err := cooperation.SavePatrol(r.Tx, p); errors.Is(err, db.ErrChanged) {
		return busy(p.Number, articlePatrol)
	} else if err != nil {
		return err
	}
	return r.Audit("patrol", p.ID, p.Number, "raised", before, *p, number)
}

var problemPart = regexp.MustCompile(`发现[^，。；\n]*`)

// title is the problem in a few words: the part of the sentence that says what was found.
func title(p *cooperation.Patrol) string {
	return cut(p.Place+"巡林"+or(problemPart.FindString(p.Body), "发现问题"), 60)
}

// raisePatrol raises the problem of a patrol that was logged before.
func raisePatrol(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	p, err := patrolMeant(r)
	if err != nil {
		return bot.Card{}, err
	}
	mine := r.Actor.IsOffice() || r.Actor.IsChief() || p.Person == r.Actor.Person || p.Org != "" && p.Org == r.Actor.Org.Code
	switch {
	case !mine:
		return bot.Card{}, models.Refuse(models.NotAllowed, p.Number+"不是本单位的巡林记录。", "请由登记人或区林长办办理。", articlePatrol)
	case p.Issue != "":
		return bot.Card{Code: "patrol.raised", Tone: bot.ToneQuiet, Title: p.Number + "已经立为" + p.Issue, Article: string(articlePatrol)}, nil
	}
	if o, ok := orgNamed(r.Profile, r.Args.Slots.Str("unit")); ok {
		p.Org = o.Code
	}
	if p.Org == "" {
		return r.Ask(handlers.Question{Missing: "unit", Text: "由哪个单位整改？", Slots: handlers.Slots{"ref": p.Number}}), nil
	}
	if err := raise(ctx, r, &p); err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "patrol.raised", Tone: bot.ToneDone, Title: p.Number + "已立为" + p.Issue, Article: string(articlePatrol),
		Refs: map[string]string{"patrol": p.Number, "issue": p.Issue}}, nil
}

// patrolMeant finds the patrol by its number.
func patrolMeant(r *handlers.Request) (cooperation.Patrol, error) {
	year, n, ok := numberIn(r, or(r.Args.Slots.Str("ref"), said(r)+" "+r.Event.Quote))
	if !ok {
		return cooperation.Patrol{}, models.Refuse(models.BadInput, "是哪一次巡林？没有看到编号。", "发“巡林台账”看编号，再说“巡林立项 编号”。", articlePatrol)
	}
	p, ok, err := cooperation.PatrolOf(r.Tx, year, n)
	if err != nil {
		return p, err
	}
	if !ok || p.State != cooperation.Filed {
		return p, models.Refuse(models.NotFound, "没有找到这次巡林。", "发“巡林台账”看编号。", articlePatrol)
	}
	return p, nil
}
