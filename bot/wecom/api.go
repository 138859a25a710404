package wecom

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"time"

	"linzhangbot/bot"
)

// maxAnswer is the largest answer read. Most are a few hundred bytes; a page of schedules names all who attend.
const maxAnswer = 8 << 20

// api calls WeCom's HTTP interface. Addresses carry secrets, so no error of net/http is ever passed on as it is.
type api struct {
	base   *url.URL
	http   *http.Client
	tokens bot.Tokens
	gate   chan struct{} // one token request at a time
	now    func() time.Time
}

func newAPI(base *url.URL, deps bot.Deps) *api {
	client := *deps.HTTP
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &api{base: base, http: &client, tokens: deps.Tokens, gate: make(chan struct{}, 1), now: deps.Now}
}

// answer is what any interface of WeCom says; most say only the first two.
type answer struct {
	ErrCode     *int   `json:"errcode"`
	ErrMsg      string `json:"errmsg"`
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

// postJSON calls an interface with a JSON body.
func (a *api) postJSON(ctx context.Context, address string, body any) (answer, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // limits are counted in the bytes of the text, not of \u003c
	if err := enc.Encode(body); err != nil {
		return answer{}, &bot.SendError{Again: bot.AgainNever, Code: "json", Reason: "the message can't be written as JSON"}
	}
	return a.do(ctx, http.MethodPost, address, "application/json", &b)
}

// do calls once and judges the outcome; whether the request can have arrived decides between later and unknown.
func (a *api) do(ctx context.Context, method, address, contentType string, body io.Reader) (answer, error) {
	arrived := false
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { arrived = true }}
	req, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, trace), method, address, body)
	if err != nil {
		return answer{}, &bot.SendError{Again: bot.AgainNever, Code: "address", Reason: "the address can't be used"}
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	res, err := a.http.Do(req)
	if err != nil {
		return answer{}, lost(arrived)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return answer{}, statusError(res)
	}
	return readAnswer(res.Body)
}

// lost is a call without an answer.
func lost(arrived bool) error {
	if arrived {
		return &bot.SendError{Again: bot.AgainUnknown, Code: "timeout", Reason: "no answer from WeCom"}
	}
	return &bot.SendError{Again: bot.AgainLater, Code: "network", Reason: "WeCom can't be reached"}
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
	data, err := io.ReadAll(io.LimitReader(r, maxAnswer+1))
	if err != nil || len(data) > maxAnswer || json.Unmarshal(data, &out) != nil || out.ErrCode == nil {
		return answer{}, &bot.SendError{Again: bot.AgainUnknown, Code: "answer", Reason: "WeCom's answer can't be read"}
	}
	if *out.ErrCode != 0 {
		return out, codeError(*out.ErrCode)
	}
	return out, nil
}
