package wecom

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"path"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// maxBody is the largest callback taken; WeCom's own stay below a few kilobytes.
const maxBody = 64 << 10

var (
	errMethod  = errors.New("bad_method")
	errPath    = errors.New("unknown_path")
	errQuery   = errors.New("bad_query")
	errStale   = errors.New("stale")
	errBody    = errors.New("bad_body")
	errTooBig  = errors.New("too_big")
	errOther   = errors.New("other_app") // another corp, agent or robot
	errPanic   = errors.New("panic")
	errMessage = errors.New("bad_message")
)

// refuse makes the one answer all refusals share.
func refuse(reason error) error {
	return &bot.Refusal{Status: http.StatusForbidden, Body: "refused\n", Reason: reason.Error()}
}

// call is one callback on its way in.
type call struct {
	channel                     *channel
	signature, timestamp, nonce string
	sent                        time.Time // the signed timestamp
}

// Receive verifies, decrypts and normalises one callback. The last element of the path tells app from robot.
func (p *Platform) Receive(r *http.Request) (d bot.Delivery, err error) {
	defer func() {
		if recover() != nil { // the decoders are fuzzed; should one fail all the same, it must not show
			d, err = bot.Delivery{}, refuse(errPanic)
		}
	}()
	d, err = p.receive(r)
	if err != nil {
		return bot.Delivery{}, refuse(err)
	}
	return d, nil
}

func (p *Platform) receive(r *http.Request) (bot.Delivery, error) {
	where := path.Base(r.URL.Path)
	ch := p.channels[where]
	if ch == nil {
		return bot.Delivery{}, errPath
	}
	c, echo, err := p.query(r.URL.RawQuery)
	if err != nil {
		return bot.Delivery{}, err
	}
	c.channel = ch
	switch r.Method {
	case http.MethodGet:
		return c.handshake(echo)
	case http.MethodPost:
		return p.message(r, c, where)
	}
	return bot.Delivery{}, errMethod
}

// query reads the signed parameters. A timestamp of exactly ten digits and a nonce that is never empty keep a
// signature from being used again with its parts shifted.
func (p *Platform) query(raw string) (c call, echo string, err error) {
	q, err := url.ParseQuery(raw)
	if err != nil {
		return c, "", errQuery
	}
	for _, name := range []string{"msg_signature", "timestamp", "nonce", "echostr"} {
		if len(q[name]) > 1 {
			return c, "", errQuery
		}
	}
	c = call{signature: q.Get("msg_signature"), timestamp: q.Get("timestamp"), nonce: q.Get("nonce")}
	var stamped bool
	c.sent, stamped = wire.Stamp(c.timestamp)
	if !stamped || len(c.signature) != 40 {
		return c, "", errQuery
	}
	if len(c.nonce) == 0 || len(c.nonce) > 64 || !all(c.nonce, nameByte) {
		return c, "", errQuery
	}
	if age := p.now().Sub(c.sent); age > p.window || age < -p.window {
		return c, "", errStale
	}
	return c, q.Get("echostr"), nil
}

// handshake answers WeCom's check of the address: the decrypted text and nothing else.
func (c call) handshake(echo string) (bot.Delivery, error) {
	plain, err := c.decrypt(echo)
	if err != nil {
		return bot.Delivery{}, err
	}
	return bot.Delivery{Answer: &bot.Answer{Status: http.StatusOK, Type: "text/plain; charset=utf-8", Body: plain}}, nil
}

func (c call) decrypt(encrypted string) ([]byte, error) {
	if err := c.channel.verify(c.signature, c.timestamp, c.nonce, encrypted); err != nil {
		return nil, err
	}
	return c.channel.open(encrypted)
}

func (p *Platform) message(r *http.Request, c call, where string) (bot.Delivery, error) {
	body, err := readBody(r)
	if err != nil {
		return bot.Delivery{}, err
	}
	encrypted, err := envelope(body)
	if err != nil {
		return bot.Delivery{}, err
	}
	plain, err := c.decrypt(encrypted)
	if err != nil {
		return bot.Delivery{}, err
	}
	if where == pathRobot {
		return p.robotDelivery(c, plain)
	}
	return p.appDelivery(c, plain)
}

func readBody(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, errBody
	}
	body, err := wire.Read(r.Body, maxBody)
	switch {
	case errors.Is(err, wire.ErrTooLong):
		return nil, errTooBig
	case err != nil:
		return nil, errBody
	}
	return body, nil
}

// envelope finds the one encrypted text in a body: <Encrypt> of the app's XML or "encrypt" of JSON.
func envelope(body []byte) (string, error) {
	if bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{")) {
		f, err := readObject(body)
		if err != nil {
			return "", err
		}
		return f["encrypt"], nil
	}
	f, err := readXML(body)
	if err != nil {
		return "", err
	}
	return f["Encrypt"], nil
}
