package feishu_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/bottest"
	"linzhangbot/bot/feishu/feishutest"
)

func TestConformance(t *testing.T) {
	bottest.Run(t, func(t *testing.T) bottest.Bench {
		srv, p := stand(t)
		return bottest.Bench{
			Platform: p,
			Chats:    []bot.Chat{group, {ID: "ou_zhang", Kind: bot.Private}},
			Group:    group,
			Person:   bot.Chat{ID: "oc_private", Kind: bot.Private},
			Text: func(m bottest.Message) *http.Request {
				return srv.Request(eventURL, noon, srv.Text(m.ID, who(m), m.Text, m.Chat.Kind == bot.Group, noon))
			},
			Press: func(m bottest.Message) *http.Request {
				return srv.Request(cardURL, noon, srv.Press("ev-"+m.ID, who(m), map[string]string{"command": m.Text}, noon))
			},
			Recall: func(m bottest.Message) *http.Request {
				return srv.Request(eventURL, noon, srv.Recall("ev-"+m.ID, who(m), m.ID, noon))
			},
			Unknown:    func() []*http.Request { return unknown(srv.App) },
			Forged:     func() map[string]*http.Request { return forged(srv.App) },
			Said:       func() []bottest.Said { return said(srv.Take()) },
			Complaints: srv.Complaints,
			Open: func(a *bot.Answer) (bottest.Said, error) {
				toast, r, err := srv.ReadAnswer(a.Body)
				one := heard("", r)
				one.Texts = append(one.Texts, toast)
				return one, err
			},
			Fault:   func(_ bot.Chat, f bottest.Fault) bool { return misbehave(srv, f) },
			Secrets: []string{srv.Secret, srv.VerificationToken, srv.EncryptKey, "t-fake"},
			// Feishu calls people through tags only; an @ in a text is a letter like any other.
			Live: func(text string) string { return bottest.Live(strings.NewReplacer("@", "a", "＠", "a").Replace(text)) },
		}
	})
}

func who(m bottest.Message) feishutest.Person {
	return feishutest.Person{OpenID: m.From, ChatID: m.Chat.ID, Private: m.Chat.Kind == bot.Private}
}

func said(list []feishutest.Message) []bottest.Said {
	var out []bottest.Said
	for _, m := range list {
		out = append(out, heard(m.To, m.Reading))
	}
	return out
}

func heard(chat string, r feishutest.Reading) bottest.Said {
	one := bottest.Said{Chat: chat, Texts: r.Texts, Mention: r.Mentions}
	for _, b := range r.Buttons {
		one.Buttons = append(one.Buttons, b.Command())
	}
	return one
}

func misbehave(srv *feishutest.Server, f bottest.Fault) bool {
	srv.Calm()
	const path = "im/v1/messages"
	switch f {
	case bottest.FaultBusy:
		srv.Script(feishutest.Busy(path, 3))
	case bottest.FaultServer:
		srv.Script(feishutest.Fault{Path: path, Status: 500, Body: "<html>sorry</html>"})
	case bottest.FaultHang:
		srv.Script(feishutest.Fault{Path: path, Hang: true})
	case bottest.FaultGarbage:
		srv.Script(feishutest.Fault{Path: path, Body: "{\"code\":"})
	case bottest.FaultContent:
		srv.Script(feishutest.Fault{Path: path, Status: 400, Code: 230022, Times: 2})
	case bottest.FaultGone:
		srv.Script(feishutest.Fault{Path: path, Status: 400, Code: 230002})
	case bottest.FaultSecret:
		srv.VoidToken()
		srv.Script(feishutest.Fault{Path: "auth/", Code: 10014, Msg: "app secret invalid"})
	case bottest.FaultToken:
		srv.VoidToken()
	default:
		return false
	}
	return true
}

// unknown makes well-signed events nobody knows, and known ones with their insides missing.
func unknown(app feishutest.App) []*http.Request {
	docs := []any{
		app.Event("ev-u1", "im.message.reaction.created_v1", noon, map[string]any{"message_id": "om_1"}),
		app.Event("ev-u2", "never.heard.of_v9", noon, nil),
		app.Event("ev-u3", "im.message.receive_v1", noon, nil),
		app.Event("ev-u4", "im.message.receive_v1", noon, map[string]any{"message": nil, "sender": []int{1}}),
		app.Event("ev-u5", "card.action.trigger", noon, map[string]any{"action": "x"}),
		app.Event("ev-u6", "im.message.recalled_v1", noon, map[string]any{}),
		app.Event("ev-u7", "im.chat.member.bot.added_v1", noon, 5),
		app.Message("om_u8", inGroup, "sticker", map[string]string{"file_key": "f"}, nil, noon),
		app.Message("om_u9", inGroup, "text", "not an object", nil, noon),
	}
	var out []*http.Request
	for _, d := range docs {
		out = append(out, app.Request(eventURL, noon, d))
	}
	return out
}

// forged makes what must be refused (reliability.md 7A).
func forged(app feishutest.App) map[string]*http.Request {
	doc := app.Text("om_f", inGroup, "待办", true, noon)
	with := func(change func(*feishutest.App)) feishutest.App {
		other := app
		change(&other)
		return other
	}
	signed := func(body []byte) *http.Request {
		r := app.Raw(eventURL, body)
		app.Sign(r.Header, body, noon)
		return r
	}
	header := func(name, value string) *http.Request {
		r := app.Request(eventURL, noon, doc)
		r.Header.Set(name, value)
		return r
	}
	sealed := func(plain string) *http.Request {
		return signed([]byte(`{"encrypt":"` + app.Encrypt([]byte(plain)) + `"}`))
	}
	otherKey := with(func(a *feishutest.App) { a.EncryptKey = "other" })
	otherToken := with(func(a *feishutest.App) { a.VerificationToken = "other" })
	otherApp := with(func(a *feishutest.App) { a.ID = "cli_other" })
	otherTenant := with(func(a *feishutest.App) { a.TenantKey = "other" })
	twice := signed([]byte(`{"encrypt":"` + app.Encrypt([]byte(`{}`)) + `"}`))
	twice.Header.Add("X-Lark-Signature", twice.Header.Get("X-Lark-Signature"))
	return map[string]*http.Request{
		"unsigned event":     app.Unsigned(eventURL, doc),
		"signature missing":  header("X-Lark-Signature", ""),
		"signature wrong":    header("X-Lark-Signature", strings.Repeat("0", 64)),
		"timestamp changed":  header("X-Lark-Request-Timestamp", "1772424001"),
		"two signatures":     twice,
		"stale":              app.Request(eventURL, noon.Add(-25*time.Hour), doc),
		"from the future":    app.Request(eventURL, noon.Add(25*time.Hour), doc),
		"year 2286":          app.Request(eventURL, time.Unix(10_000_000_000, 0), doc),
		"other key":          otherKey.Request(eventURL, noon, doc),
		"other token":        app.Request(eventURL, noon, otherToken.Text("om_f", inGroup, "待办", true, noon)),
		"other app":          app.Request(eventURL, noon, otherApp.Text("om_f", inGroup, "待办", true, noon)),
		"other tenant":       app.Request(eventURL, noon, otherTenant.Text("om_f", inGroup, "待办", true, noon)),
		"url check, token":   app.Unsigned(eventURL, otherToken.URLCheck("abc")),
		"url check, nothing": app.Unsigned(eventURL, app.URLCheck("")),
		"plain body":         signed([]byte(`{"type":"url_verification","token":"` + app.VerificationToken + `","challenge":"x"}`)),
		"empty":              signed(nil),
		"not json":           signed([]byte("hello")),
		"byte order mark":    signed([]byte("\ufeff" + `{"encrypt":"` + app.Encrypt([]byte("{}")) + `"}`)),
		"wrong case":         signed([]byte(`{"Encrypt":"` + app.Encrypt([]byte("{}")) + `"}`)),
		"duplicate key":      signed([]byte(`{"encrypt":"AAAA","encrypt":"` + app.Encrypt([]byte("{}")) + `"}`)),
		"trailing bytes":     signed([]byte(`{"encrypt":"` + app.Encrypt([]byte("{}")) + `"}{}`)),
		"not base64":         signed([]byte(`{"encrypt":"***"}`)),
		"short":              signed([]byte(`{"encrypt":"AAAA"}`)),
		"sealed text":        sealed("hello"),
		"sealed trailer":     sealed(`{"header":{}} x`),
		"sealed duplicate":   sealed(`{"header":{"token":"x","token":"y"}}`),
		"sealed depth":       sealed(strings.Repeat(`{"a":`, 200) + "1" + strings.Repeat("}", 200)),
		"too long":           signed([]byte(`{"encrypt":"` + strings.Repeat("A", 2<<20) + `"}`)),
		"other path":         app.Request("http://bot.invalid/hook/xiqing-feishu/app", noon, doc),
	}
}
