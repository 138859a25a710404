package asking

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/audit"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/duty"
	"linzhangbot/models/inbox"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// reports stands in for the regulation that counts reports: there are none.
var reports = handlers.Module{Name: "reports", Facts: []duty.Source{{What: []string{"report"},
	Facts: func(context.Context, *db.Tx, time.Time, time.Time) ([]duty.Fact, error) { return nil, nil }}}}

// talk opens the sample district at 2026-03-10 09:30 and returns a way to speak in its main group.
func talk(t *testing.T, d *db.DB) func(who, text string) bot.Card {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	house, err := handlers.NewDeployment([]handlers.Module{Module(), reports}, map[string]*profile.Set{"xiqing": set}, calendar.New())
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 10, 9, 30, 0, 0, set.Latest().Location())
	clock := func() time.Time { return now }
	desk := handlerstest.Join(d, house, clock, slog.New(slog.DiscardHandler))
	if err := d.Tx(t.Context(), "xiqing", func(tx *db.Tx) error { return roster.Seed(tx, set.Latest(), "console", now) }); err != nil {
		t.Fatal(err)
	}
	n := 0
	return func(who, text string) bot.Card {
		t.Helper()
		n++
		out, err := desk.Deliver(context.Background(), bot.Event{Platform: "console", District: "xiqing", ID: fmt.Sprint("m", n), Kind: bot.KindText,
			Chat: bot.Chat{ID: "main", Kind: bot.Group}, From: who, Text: text, ToBot: true, At: now})
		if err != nil || out.Card == nil {
			t.Fatalf("%s %s: %+v, %v", who, text, out, err)
		}
		return *out.Card
	}
}

func eachDatabase(t *testing.T, run func(t *testing.T, say func(who, text string) bot.Card)) {
	var steps []db.Step
	for _, s := range [][]db.Step{inbox.Steps, inbox.DialogueSteps, outbox.Steps, audit.Steps, duty.Steps, roster.Steps} {
		steps = append(steps, s...)
	}
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) { run(t, talk(t, d)) })
}

// TestSnooze: within the limits, by days or by day, never shorter than before, and nobody's but one's own.
func TestSnooze(t *testing.T) {
	eachDatabase(t, func(t *testing.T, say func(who, text string) bot.Card) {
		for _, x := range []struct{ who, text, code, words string }{
			{"zhongbei.liaison", "免打扰一个月", "refused.bad_input", "一次最多延后3天"},
			{"zhongbei.liaison", "延后一周", "refused.bad_input", "一次最多延后3天"},
			{"zhongbei.liaison", "延后提醒 3天", "duty.snoozed", "3月14日前不再提醒"},
			{"zhongbei.liaison", "延后提醒 1天", "duty.snoozed", "已经延后过了，3月14日前"},
			{"dasi.liaison", "延后提醒", "duty.snoozed", "3月12日前"},
			{"dasi.liaison", "3月13日再提醒", "duty.snoozed", "3月13日前"},
			{"dasi.liaison", "延后提醒 3天", "refused.not_allowed", "已延后2次"},
			{"chief.a", "延后提醒", "refused.not_allowed", "不能由您延后"},
			{"nobody", "延后提醒", "refused.not_bound", ""},
		} {
			if c := say(x.who, x.text); c.Code != x.code || !strings.Contains(c.Plain(), x.words) {
				t.Errorf("%s %s: %s\n%s", x.who, x.text, c.Code, c.Plain())
			}
		}
	})
}

// TestAcknowledged: 收到 said to the bot in a group is recorded, not answered with “没听懂”.
func TestAcknowledged(t *testing.T) {
	eachDatabase(t, func(t *testing.T, say func(who, text string) bot.Card) {
		if c := say("zhongbei.liaison", "收到"); c.Code != "duty.acked" {
			t.Errorf("%s\n%s", c.Code, c.Plain())
		}
	})
}

// TestStatusNamesThePeriod: two lines of one duty are told apart.
func TestStatusNamesThePeriod(t *testing.T) {
	eachDatabase(t, func(t *testing.T, say func(who, text string) bot.Card) {
		if c := say("chief.a", "杨柳青镇怎么样"); !strings.Contains(c.Plain(), "本月 0/2条，3月31日截止") {
			t.Errorf("%s\n%s", c.Code, c.Plain())
		}
		if c := say("chief.a", "概况"); !strings.Contains(c.Plain(), "本月 11家中0家完成") {
			t.Errorf("%s\n%s", c.Code, c.Plain())
		}
	})
}

// TestChiefSeesHisTownsFirst: his linked towns lead every list, and nobody tells him to file their reports.
func TestChiefSeesHisTownsFirst(t *testing.T) {
	eachDatabase(t, func(t *testing.T, say func(who, text string) bot.Card) {
		if c := say("chief.d", "谁还没报"); !strings.Contains(c.Plain(), "还差2条：津门湖街道、赤龙南街道、杨柳青镇") {
			t.Errorf("%s\n%s", c.Code, c.Plain())
		}
		if c := say("chief.d", "我的待办"); !strings.Contains(c.Title, "您联系的街镇") || strings.Contains(c.Plain(), "报送 标题") {
			t.Errorf("%s\n%s", c.Code, c.Plain())
		}
		if c := say("dasi.liaison", "我的待办"); !strings.Contains(c.Title, "您有1项待办") || !strings.Contains(c.Plain(), "报送 标题") {
			t.Errorf("%s\n%s", c.Code, c.Plain())
		}
	})
}
