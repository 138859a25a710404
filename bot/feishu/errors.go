package feishu

import (
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// verdict is what an error code asks us to do.
type verdict int

const (
	later   verdict = iota + 1 // busy: the same once more, later
	token                      // the access token is void: renew it
	content                    // this content is refused: another form may pass
	person                     // this person cannot be reached
	room                       // the bot cannot speak in this chat any more
	target                     // the message to answer is gone: say it in the chat
	app                        // permission, quota or address list: somebody must set it right
)

// verdicts follows Feishu's documents and what users of its robots report.
var verdicts = map[int]verdict{
	99991400: later, 230020: later, 230049: later, 11232: later, 11233: later, 11247: later,
	232096: later, 2200: later, 1500: later, 18121: later,
	99991661: token, 99991663: token, 99991664: token, 99991665: token, 99991668: token, 99991671: token, 99991677: token,
	230001: content, 230025: content, 230099: content, 230022: content, 230028: content, 230054: content, 230055: content,
	230013: person, 230029: person, 230053: person, 230034: person,
	230002: room, 232009: room, 230035: room,
	230110: target, 230011: target,
	230018: app, 230006: app, 230027: app, 99991672: app, 99991679: app, 99991401: app, 99991403: app,
	190004: later, 190005: later, 190010: later, 190014: later, // of the calendar
	191000: app, 191001: app, 191002: app, 191003: app, 191004: app, 193002: app,
	10003: app, 10012: app, 10013: app, 10014: app, 10015: app,
}

var reasons = map[verdict]string{
	later: "platform is busy", token: "access token refused", content: "content refused",
	person: "person cannot be reached", room: "bot cannot speak in this chat",
	target: "message to answer is gone", app: "app is not allowed to do this",
}

// apiError is a refusal of Feishu's API; it holds codes only, never a body, an address or a header.
type apiError struct {
	verdict verdict
	code    int
	sub     int // the ErrCode inside a card error's message
	after   time.Duration
}

func (e *apiError) Error() string { return "feishu: " + e.reason() + " (code " + e.label() + ")" }

func (e *apiError) reason() string { return reasons[e.verdict] }

func (e *apiError) label() string {
	if e.sub != 0 {
		return strconv.Itoa(e.code) + "/" + strconv.Itoa(e.sub)
	}
	return strconv.Itoa(e.code)
}

// refused is what Feishu's API refused with; the zero value where err is something else.
func refused(err error) apiError {
	var no *apiError
	if !errors.As(err, &no) {
		return apiError{}
	}
	return *no
}

// voided tells that the access token was refused.
func voided(err error) bool { return refused(err).verdict == token }

var subCode = regexp.MustCompile(`ErrCode: ?([0-9]{1,9})`)

// judge makes an apiError of an answer that was not a success.
func judge(status, code int, msg string, h http.Header) *apiError {
	e := &apiError{verdict: verdicts[code], code: code}
	if m := subCode.FindStringSubmatch(msg); m != nil {
		e.sub, _ = strconv.Atoi(m[1])
	}
	switch {
	case status == http.StatusTooManyRequests:
		e.verdict = later
	case e.verdict != 0:
	case code/100 == 5000, status >= 500:
		e.verdict = later
	case status == http.StatusUnauthorized:
		e.verdict = token
	default:
		e.verdict = content
	}
	if e.verdict == later {
		e.after = reset(h)
	}
	return e
}

// reset reads how many seconds a rate limit lasts, within an hour.
func reset(h http.Header) time.Duration {
	for _, name := range []string{"X-Ogw-Ratelimit-Reset", "Retry-After"} {
		if n, err := strconv.Atoi(h.Get(name)); err == nil && n > 0 {
			return min(time.Duration(n)*time.Second, time.Hour)
		}
	}
	return 0
}

// sendError is what the dispatcher hears about an apiError.
func (e *apiError) sendError() *bot.SendError {
	out := &bot.SendError{Again: bot.AgainNever, Code: e.label(), Reason: e.reason()}
	switch e.verdict {
	case later:
		out.Again, out.After = bot.AgainLater, e.after
	case token:
		out.Again, out.After = bot.AgainLater, time.Minute
	case app, room:
		out.Again = bot.AgainBroken
	}
	return out
}

// told turns whatever went wrong into the dispatcher's words. safe says that Feishu drops a repeat by its key.
func told(err error, safe bool) error {
	var no *apiError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &no):
		return no.sendError()
	case errors.Is(err, wire.ErrUnclear):
		return &bot.SendError{Again: bot.AgainUnknown, Code: "unclear", Reason: "no clear answer", Safe: safe}
	case errors.Is(err, wire.ErrUnreached):
		return &bot.SendError{Again: bot.AgainLater, Code: "unreached", Reason: "platform not reached"}
	}
	return &bot.SendError{Again: bot.AgainNever, Code: "render", Reason: "message could not be written"}
}

// refuse is the same answer for every request that is not from our app; only the counter sees the reason.
func refuse(reason string) error {
	return &bot.Refusal{Status: http.StatusForbidden, Body: "请求未通过校验", Reason: reason}
}
