package bench

// The other side of the benchmark: the same work written plainly, as one would on the first day, with gin, Feishu's
// own SDK for decoding and replying, encoding/json for WeCom's robot, and GORM with its defaults, one transaction a message.
// It is small and honest: it checks, decrypts, drops repeats, knows the member, looks for the same title, counts the
// month, numbers without gaps, keeps report, history, message and reply together, and keeps whether the reply was taken.
// It does less than the program: it understands one command and compares no texts. With LINZHANGBOT_BENCH_LEAN set it
// leaves out the number and the last of these as well.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	larkevent "github.com/larksuite/oapi-sdk-go/v3/event"
	"github.com/larksuite/oapi-sdk-go/v3/event/dispatcher"
	larkim "github.com/larksuite/oapi-sdk-go/v3/service/im/v1"
	"github.com/libtnb/sqlite"
	gormmysql "gorm.io/driver/mysql"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// plainEnv holds the plain server's settings; with it this test binary is that server.
const plainEnv = "LINZHANGBOT_BENCH_PLAIN"

type plainSettings struct{ Listen, Driver, DSN, API string }

type plainMember struct {
	ID                                   uint
	Platform                             string `gorm:"size:32;uniqueIndex:member"`
	Account                              string `gorm:"size:64;uniqueIndex:member"`
	Name, Role, Town                     string `gorm:"size:64"`
	CreatedAt, UpdatedAt, Since, Changed time.Time
}

type plainReport struct {
	ID        uint
	Number    int
	Town      string `gorm:"size:64;index:town,priority:1"`
	Period    string `gorm:"size:7;index:town,priority:2"`
	Title     string `gorm:"size:190;index:title"`
	Body      string `gorm:"type:text"`
	Member    uint
	State     string `gorm:"size:16"`
	CreatedAt time.Time
}

type plainAudit struct {
	ID                   uint
	Report, Member       uint
	Verb, Message, After string `gorm:"size:190"`
	CreatedAt            time.Time
}

type plainInbox struct {
	ID        uint
	Platform  string `gorm:"size:32;uniqueIndex:message"`
	Message   string `gorm:"size:128;uniqueIndex:message"`
	Account   string `gorm:"size:64"`
	Reply     string `gorm:"type:text"`
	CreatedAt time.Time
}

type plainCounter struct {
	Year  int `gorm:"primaryKey;autoIncrement:false"`
	Value int
}

type plainOutbox struct {
	ID             uint
	Platform, Chat string `gorm:"size:64"`
	ReplyTo        string `gorm:"size:128;index"`
	Text           string `gorm:"type:text"`
	State          string `gorm:"size:16;index"`
	CreatedAt      time.Time
}

// plain is the plain bot.
type plain struct {
	db   *gorm.DB
	im   *larkim.V1
	lean bool
}

type plainMessage struct{ platform, id, chat, account, text string }

// handle does everything one message asks for in one transaction, and returns the reply.
func (b *plain) handle(ctx context.Context, m plainMessage) (reply string, err error) {
	err = b.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		var seen plainInbox
		err := tx.Where("platform = ? AND message = ?", m.platform, m.id).First(&seen).Error
		if err == nil {
			reply = seen.Reply
			return nil
		}
		if !errors.Is(err, gorm.ErrRecordNotFound) {
			return err
		}
		if reply, err = b.act(tx, m); err != nil {
			return err
		}
		if err := tx.Create(&plainInbox{Platform: m.platform, Message: m.id, Account: m.account, Reply: reply}).Error; err != nil {
			return err
		}
		return tx.Create(&plainOutbox{Platform: m.platform, Chat: m.chat, ReplyTo: m.id, Text: reply, State: "waiting"}).Error
	})
	return reply, err
}

func (b *plain) act(tx *gorm.DB, m plainMessage) (string, error) {
	var member plainMember
	if err := tx.Where("platform = ? AND account = ?", m.platform, m.account).First(&member).Error; err != nil {
		return "还不认识您。", nil //nolint:nilerr // the plain side answers whatever went wrong alike
	}
	rest, ok := strings.CutPrefix(strings.TrimSpace(m.text), "报送")
	if !ok || member.Role != "liaison" {
		return "没有听懂。", nil
	}
	title, body, _ := strings.Cut(strings.TrimSpace(rest), "。")
	var old plainReport
	if err := tx.Where("town = ? AND title = ?", member.Town, title).First(&old).Error; err == nil {
		return fmt.Sprintf("和第%d条一样，没有重复收。", old.ID), nil
	}
	number, err := b.number(tx)
	if err != nil {
		return "", err
	}
	r := plainReport{Number: number, Town: member.Town, Period: time.Now().Format("2006-01"), Title: title, Body: body, Member: member.ID, State: "submitted"}
	if err := tx.Create(&r).Error; err != nil {
		return "", err
	}
	var n int64
	if err := tx.Model(&plainReport{}).Where("town = ? AND period = ? AND state = ?", r.Town, r.Period, r.State).Count(&n).Error; err != nil {
		return "", err
	}
	if err := tx.Create(&plainAudit{Report: r.ID, Member: member.ID, Verb: "submitted", Message: m.id, After: title}).Error; err != nil {
		return "", err
	}
	return fmt.Sprintf("已收到第%d条：《%s》，本月%d/2。", r.Number, title, n), nil
}

// number is the next number of the year; the row stays locked until the commit, so there are no gaps.
func (b *plain) number(tx *gorm.DB) (int, error) {
	if b.lean {
		return 0, nil
	}
	year := time.Now().Year()
	if err := tx.Model(&plainCounter{}).Where("year = ?", year).Update("value", gorm.Expr("value + 1")).Error; err != nil {
		return 0, err
	}
	var c plainCounter
	err := tx.Where("year = ?", year).First(&c).Error
	return c.Value, err
}

// say replies to a message by the SDK.
func (b *plain) say(ctx context.Context, id, text string) error {
	content, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		return err
	}
	resp, err := b.im.Message.Reply(ctx, larkim.NewReplyMessageReqBuilder().MessageId(id).
		Body(larkim.NewReplyMessageReqBodyBuilder().MsgType("text").Content(string(content)).Uuid(id).Build()).Build())
	if err == nil && !resp.Success() {
		err = resp
	}
	if err != nil || b.lean {
		return err
	}
	return b.db.WithContext(ctx).Model(&plainOutbox{}).Where("reply_to = ?", id).Update("state", "sent").Error
}

// feishu takes Feishu's events with the SDK's dispatcher.
func (b *plain) feishu() gin.HandlerFunc {
	d := dispatcher.NewEventDispatcher(feishuApp.VerificationToken, feishuApp.EncryptKey)
	d.InitConfig(larkevent.WithLogLevel(larkcore.LogLevelError))
	d.OnP2MessageReceiveV1(func(ctx context.Context, e *larkim.P2MessageReceiveV1) error {
		var content struct{ Text string }
		if err := json.Unmarshal([]byte(*e.Event.Message.Content), &content); err != nil {
			return err
		}
		m := plainMessage{"feishu", *e.Event.Message.MessageId, *e.Event.Message.ChatId, *e.Event.Sender.SenderId.OpenId, content.Text}
		reply, err := b.handle(ctx, m)
		if err != nil {
			return err
		}
		return b.say(ctx, m.id, reply)
	})
	return func(c *gin.Context) {
		body, err := c.GetRawData()
		if err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		resp := d.Handle(c, &larkevent.EventReq{Header: c.Request.Header, Body: body, RequestURI: c.Request.RequestURI})
		c.Data(resp.StatusCode, "application/json", resp.Body)
	}
}

// TestPlainServer is the plain bot's process: it runs until it is told to stop.
func TestPlainServer(t *testing.T) {
	if os.Getenv(plainEnv) == "" {
		t.Skip("only run by the benchmark")
	}
	var s plainSettings
	if err := json.Unmarshal([]byte(os.Getenv(plainEnv)), &s); err != nil {
		t.Fatal(err)
	}
	b := &plain{db: openPlain(t, s), im: larkim.New(sdkConfig(s.API)), lean: os.Getenv("LINZHANGBOT_BENCH_LEAN") != ""}
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.Use(gin.Recovery())
	r.GET("/healthz", func(c *gin.Context) { c.String(http.StatusOK, "ok") })
	r.POST("/hook/feishu/event", b.feishu())
	r.POST("/hook/wecom/robot", b.wecom)
	t.Fatal(http.ListenAndServe(s.Listen, r))
}

func sdkConfig(api string) *larkcore.Config {
	c := &larkcore.Config{BaseUrl: api, AppId: feishuApp.ID, AppSecret: feishuApp.Secret, EnableTokenCache: true,
		AppType: larkcore.AppTypeSelfBuilt, LogLevel: larkcore.LogLevelError}
	larkcore.NewLogger(c)
	larkcore.NewCache(c)
	larkcore.NewSerialization(c)
	larkcore.NewHttpClient(c)
	return c
}

func openPlain(t *testing.T, s plainSettings) *gorm.DB {
	dial := gormmysql.Open(s.DSN + "?charset=utf8mb4&parseTime=True&loc=Local")
	if s.Driver == "sqlite" {
		dial = sqlite.Open("file:" + s.DSN + "?_pragma=busy_timeout(8000)&_pragma=journal_mode(WAL)&_txlock=immediate")
	}
	db, err := gorm.Open(dial, &gorm.Config{Logger: logger.Default.LogMode(logger.Silent)})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.AutoMigrate(&plainMember{}, &plainReport{}, &plainAudit{}, &plainInbox{}, &plainOutbox{}, &plainCounter{}); err != nil {
		t.Fatal(err)
	}
	pool, err := db.DB()
	if err != nil {
		t.Fatal(err)
	}
	pool.SetMaxOpenConns(16)
	pool.SetMaxIdleConns(16)
	if err := db.Create(&plainCounter{Year: time.Now().Year()}).Error; err != nil {
		t.Fatal(err)
	}
	var members []plainMember
	now := time.Now()
	for _, p := range platforms {
		for i := range towns {
			members = append(members, plainMember{Platform: p.name, Account: account(i), Name: townName(i) + "联络员", Role: "liaison", Town: townCode(i), Since: now, Changed: now})
		}
	}
	if err := db.CreateInBatches(members, 100).Error; err != nil {
		t.Fatal(err)
	}
	return db
}
