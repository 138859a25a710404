package wecom

import (
	"context"
	"strconv"
	"time"

	"linzhangbot/bot"
)

// outlet is one way out: it turns a card into messages and sends one of them.
type outlet struct {
	parts  []part
	say    func(context.Context, part) (answer, error)
	simple func() []part // the same without a template card, should WeCom refuse that; nil: there is none
	safe   bool          // the platform drops repeats
}

// part is one message of WeCom.
type part struct {
	kind  string // msgtype
	body  any
	media *media // to be uploaded first; the body is then made of its id
}

// deliver sends the parts in order. A repeat after a failure goes on where the last attempt stopped, as far as the
// shared memory remembers; what it forgot, the platform's duplicate check catches for the app.
func (p *Platform) deliver(ctx context.Context, to bot.Address, out outlet, lost error) (bot.Receipt, error) {
	if lost != nil {
		return bot.Receipt{}, lost
	}
	if len(out.parts) == 0 {
		return bot.Receipt{}, never("empty", "the card says nothing")
	}
	done := p.recall(ctx, "said", to)
	var receipt bot.Receipt
	for i, one := range out.parts {
		if i < done {
			continue
		}
		id, err := p.sayPart(ctx, out, one)
		if err != nil {
			return bot.Receipt{}, mark(err, out.safe)
		}
		if receipt.ID == "" {
			receipt.ID = id
		}
		if i+1 < len(out.parts) {
			p.note(ctx, "said", to, i+1)
		}
	}
	return receipt, nil
}

// sayPart sends one message; a template card that is refused for its form is said in plain words instead.
func (p *Platform) sayPart(ctx context.Context, out outlet, one part) (string, error) {
	got, err := out.say(ctx, one)
	if err == nil || one.kind != "template_card" || out.simple == nil || !hasCode(err, contentCodes) {
		return got.MsgID, err
	}
	for _, plain := range out.simple() {
		if got, err = out.say(ctx, plain); err != nil {
			return "", err
		}
	}
	return got.MsgID, nil
}

func (p *Platform) memoryKey(what string, to bot.Address) string {
	return "wecom/" + what + "/" + p.deps.Name + "/" + digest(to.Chat.ID+"\x00"+to.Key)
}

// recall reads what was noted about a send, such as how many parts have been said; nothing remembered reads as 0.
func (p *Platform) recall(ctx context.Context, what string, to bot.Address) int {
	if to.Key == "" {
		return 0
	}
	v, _ := p.deps.Tokens.Get(ctx, p.memoryKey(what, to))
	n, _ := strconv.Atoi(v)
	return n
}

func (p *Platform) note(ctx context.Context, what string, to bot.Address, n int) {
	if to.Key != "" {
		p.deps.Tokens.Keep(ctx, p.memoryKey(what, to), strconv.Itoa(n), 24*time.Hour)
	}
}
