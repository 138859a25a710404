package wecom

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// maxAnswer is the largest answer read. Most are a few hundred bytes; a page of schedules names all who attend.
const maxAnswer = 8 << 20

// api calls WeCom's HTTP interface.
type api struct {
	base  *url.URL
	http  *http.Client
	token *wire.Token // of the app
}

// answer is what any interface of WeCom says; most say only the first.
type answer struct {
	ErrCode     *int   `json:"errcode"`
	AccessToken string `json:"access_token"`
	ExpiresIn   int64  `json:"expires_in"`
	MsgID       string `json:"msgid"`
	MediaID     string `json:"media_id"`
	InvalidUser string `json:"invaliduser"`
	Unlicensed  string `json:"unlicenseduser"`
	ScheduleID  string `json:"schedule_id"`

	Schedules []schedule `json:"schedule_list"`
}

// at makes the address of an interface.
func (a *api) at(path string, query url.Values) string {
	u := *a.base
	u.Path = strings.TrimRight(u.Path, "/") + path
	u.RawQuery = query.Encode()
	return u.String()
}

// ours tells whether an address is on the configured host.
func (a *api) ours(u *url.URL) bool { return u.Scheme == a.base.Scheme && u.Host == a.base.Host }

// postJSON calls an interface with a JSON body.
func (a *api) postJSON(ctx context.Context, address string, body any) (answer, error) {
	data, err := wire.Marshal(body)
	if err != nil {
		return answer{}, never("json", "the message can't be written as JSON")
	}
	return a.do(ctx, wire.Request{Method: http.MethodPost, Address: address, Type: "application/json", Body: data})
}

// do calls once and judges the outcome.
func (a *api) do(ctx context.Context, r wire.Request) (answer, error) {
	res, err := wire.Do(ctx, a.http, r)
	if err != nil {
		return answer{}, lost(err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return answer{}, statusError(res)
	}
	return readAnswer(res.Body)
}

// lost is a call without an answer; whether the request can have arrived decides between later and unknown.
func lost(err error) error {
	switch {
	case errors.Is(err, wire.ErrUnclear):
		return &bot.SendError{Again: bot.AgainUnknown, Code: "timeout", Reason: "no answer from WeCom"}
	case errors.Is(err, wire.ErrUnreached):
		return &bot.SendError{Again: bot.AgainLater, Code: "network", Reason: "WeCom can't be reached"}
	}
	return err
}

func statusError(res *http.Response) error {
	e := &bot.SendError{Code: "http" + strconv.Itoa(res.StatusCode), Reason: "WeCom answered with an HTTP error"}
	switch {
	case res.StatusCode == http.StatusTooManyRequests:
		e.Again = bot.AgainLater
		if s, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && s > 0 && s <= 86400 {
			e.After = time.Duration(s) * time.Second
		}
	case res.StatusCode == http.StatusGatewayTimeout, res.StatusCode == http.StatusRequestTimeout:
		e.Again = bot.AgainUnknown
	case res.StatusCode >= 500:
		e.Again = bot.AgainLater
	default: // a redirect, or an address that is no WeCom
		e.Again = bot.AgainBroken
	}
	return e
}

// readAnswer takes exactly one JSON object with a numeric errcode; anything else leaves the outcome open.
func readAnswer(r io.Reader) (answer, error) {
	var out answer
	data, err := wire.Read(r, maxAnswer)
	if err != nil || json.Unmarshal(data, &out) != nil || out.ErrCode == nil {
		return answer{}, &bot.SendError{Again: bot.AgainUnknown, Code: "answer", Reason: "WeCom's answer can't be read"}
	}
	if *out.ErrCode != 0 {
		return out, codeError(*out.ErrCode)
	}
	return out, nil
}
