package wecom

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"linzhangbot/bot"
)

// verdict is what an error code of WeCom means for the message. The wording of errmsg is never looked at: it changes.
type verdict struct {
	again  bot.Again
	after  time.Duration
	reason string
	codes  []int
}

var verdicts = []verdict{
	{bot.AgainLater, 0, "WeCom is busy", []int{-1}},
	{bot.AgainLater, time.Minute, "rate limit reached", []int{45009}}, // a block lasts as long as its window
	{bot.AgainLater, 10 * time.Second, "too many calls at once", []int{45033}},
	{bot.AgainLater, 0, "access token refused twice", []int{40014, 42001}},
	{bot.AgainBroken, 0, "credentials refused", []int{40001, 40013, 40091, 41001}},
	{bot.AgainBroken, 0, "this server's address is not on the trusted list", []int{60020}},
	{bot.AgainBroken, 0, "the app lacks the permission", []int{48001, 48002, 48006, 48009, 50002, 50003, 60011, 301002}},
	{bot.AgainNever, 0, "the receiver can't be reached by the app", []int{40003, 46004, 60003, 60111, 60123, 81013, 82001, 86216}},
	{bot.AgainBroken, 0, "the group or its robot is gone", []int{86001, 86003, 86006, 86008, 86215, 93000, 93001, 93004, 93006, 93008, 93019}},
	{bot.AgainNever, 0, "the content was refused", contentCodes},
}

// contentCodes are refusals of what was said, not of who said it: saying it more plainly may help.
var contentCodes = []int{40007, 40008, 40039, 40058, 42014, 42017, 42018, 42022, 43012, 44004, 45002, 45007, 45008, 90207, 93017, 93018}

// tokenCodes ask for a new access token.
var tokenCodes = []int{40014, 42001}

// codeError turns an error code into a verdict. A code nobody listed is tried again: the dispatcher's own limit ends that.
func codeError(code int) *bot.SendError {
	e := &bot.SendError{Again: bot.AgainLater, Code: strconv.Itoa(code), Reason: "WeCom refused"}
	for _, v := range verdicts {
		if slices.Contains(v.codes, code) {
			e.Again, e.After, e.Reason = v.again, v.after, v.reason
			break
		}
	}
	return e
}

// voided tells that the access token was refused.
func voided(err error) bool { return hasCode(err, tokenCodes) }

// never is a refusal of ours that no repeat can change.
func never(code, reason string) error {
	return &bot.SendError{Again: bot.AgainNever, Code: code, Reason: reason}
}

// hasCode tells whether an error is one of WeCom's codes.
func hasCode(err error, codes []int) bool {
	var se *bot.SendError
	if !errors.As(err, &se) {
		return false
	}
	n, bad := strconv.Atoi(se.Code)
	return bad == nil && slices.Contains(codes, n)
}

// listed tells whether a code stands in the table at all.
func listed(err error) bool {
	return slices.ContainsFunc(verdicts, func(v verdict) bool { return hasCode(err, v.codes) })
}

// notSent corrects a verdict for a step before the message itself (token, upload): nothing can have been said twice.
func notSent(err error) error {
	var se *bot.SendError
	if errors.As(err, &se) && se.Again == bot.AgainUnknown {
		se.Again = bot.AgainLater
	}
	return err
}

// mark notes that an unknown outcome may be repeated, where WeCom drops repeats.
func mark(err error, safe bool) error {
	var se *bot.SendError
	if errors.As(err, &se) && se.Again == bot.AgainUnknown {
		se.Safe = safe
	}
	return err
}

// once corrects the verdict for an address that works a single time: a code nobody listed means used or expired.
func once(err error) error {
	var se *bot.SendError
	if errors.As(err, &se) && se.Again == bot.AgainLater {
		if _, numeric := strconv.Atoi(se.Code); numeric == nil && !listed(err) {
			se.Again = bot.AgainNever
		}
	}
	return err
}

// spent tells that a reply address is of no use any more, so that the chat itself may be tried.
func spent(err error) bool {
	var se *bot.SendError
	return errors.As(err, &se) && (se.Again == bot.AgainNever || se.Again == bot.AgainBroken)
}
