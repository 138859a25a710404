package information

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers/desk"
	filed "linzhangbot/models/media"
)

// shelf is a platform that gives its files out, unless they are gone.
type shelf struct{ gone map[string]bool }

func (shelf) Name() string                                { return "console" }
func (shelf) Receive(*http.Request) (bot.Delivery, error) { return bot.Delivery{}, nil }
func (shelf) Send(context.Context, bot.Address, bot.Card) (bot.Receipt, error) {
	return bot.Receipt{}, nil
}

func (s shelf) Fetch(_ context.Context, _ bot.Event, m bot.Media, _ int64) ([]byte, string, error) {
	if s.gone[m.Ref] {
		return nil, "", errors.New("gone")
	}
	return []byte("\x89PNG\r\n\x1a\n" + m.Ref), "", nil
}

// fetch lets the collector try until nothing waits any more, and the chores have their turn.
func (s *stage) fetch(from shelf) {
	s.T.Helper()
	on := map[string]bot.Platform{"console": from}
	c := desk.NewCollector(s.DB, on, func() time.Time { return s.Now }, slog.New(slog.DiscardHandler))
	for range 3 {
		if err := c.RunOnce(s.T.Context()); err != nil {
			s.T.Fatal(err)
		}
		s.Now = s.Now.Add(3 * time.Minute)
	}
	s.Work(on, 2)
}

func pictures(refs ...string) []bot.Media {
	var out []bot.Media
	for _, ref := range refs {
		out = append(out, bot.Media{Kind: "image", Ref: ref})
	}
	return out
}

// overheard delivers pictures that nobody addressed to the bot.
func (s *stage) overheard(id, who, chat string, refs ...string) bot.Card {
	s.T.Helper()
	out, err := s.Desk.Deliver(s.T.Context(), bot.Event{Platform: "console", District: s.Set.Code(), ID: id, Kind: bot.KindText,
		From: who, Chat: bot.Chat{ID: chat, Kind: bot.Group}, At: s.Now, Media: pictures(refs...)})
	if err != nil {
		s.T.Fatal(err)
	}
	if out.Card == nil {
		return bot.Card{}
	}
	return *out.Card
}

// TestArticle8PhotosAcknowledged: pictures that come with a report are acknowledged, counted in lists and shown.
func TestArticle8PhotosAcknowledged(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Event(bot.Event{From: liaison, Text: "报送 杨柳青镇补植白蜡1200株",
			Media: append(pictures("a", "b"), bot.Media{Kind: "file", Name: "方案.docx", Ref: "c"})})
		s.Want(c, "report.accepted", "已收到照片2张、附件1份")
		s.Want(s.Say(liaison, "信息列表"), "report.list", "已报送，照片2张、附件1份")
		c = s.Want(s.Say(liaison, "看 信1"), "report.shown", "照片或附件：照片2张、附件1份")
		if c.File != nil {
			t.Error("handed over without being asked for")
		}
		s.fetch(shelf{})
		c = s.Want(s.Say(liaison, "看 信1"), "report.shown")
		c = s.Want(s.Press(liaison, c, "看照片"), "report.shown")
		if c.File == nil || c.File.Type != "application/zip" || c.File.Name != "信〔2026〕1号照片.zip" {
			t.Errorf("handed over %+v", c.File)
		}
		if list := s.Notices(); len(list) != 0 {
			t.Errorf("told %+v", list)
		}
	})
}

// TestArticle8OnePhotoShown: the only picture is handed over as it is.
func TestArticle8OnePhotoShown(t *testing.T) {
	each(t, func(s *stage) {
		s.Event(bot.Event{From: liaison, Text: "报送 杨柳青镇补植白蜡1200株", Media: pictures("a")})
		s.fetch(shelf{})
		c := s.Want(s.Say("office.staff1", "看 信1 的照片"), "report.shown")
		if c.File == nil || c.File.Name != "信〔2026〕1号_1.png" || !strings.HasSuffix(string(c.File.Data), "a") {
			t.Errorf("handed over %+v", c.File)
		}
	})
}

// TestPhotosThatFollow: pictures without a word belong to what their sender reported in this chat within ten minutes.
func TestPhotosThatFollow(t *testing.T) {
	each(t, func(s *stage) {
		s.Private(liaison, "报送 杨柳青镇补植白蜡1200株")
		s.At("2026-11-23 10:09:59")
		follow := bot.Event{From: liaison, Chat: bot.Chat{ID: liaison, Kind: bot.Private}, Media: pictures("a")}
		s.Want(s.Event(follow), "report.amended", "信〔2026〕1号已收到照片1张")
		s.Private(liaison, "本月报了几条") // a question comes between
		follow.Media = pictures("b")
		s.Want(s.Event(follow), "report.amended", "信〔2026〕1号已收到照片1张，共2件")
		s.At("2026-11-23 10:20")
		follow.Media = pictures("late")
		s.Want(s.Event(follow), "not_understood", "不知道办什么")
		s.Want(s.Event(bot.Event{From: "dasi.liaison", Media: pictures("x")}), "not_understood")
		if x := s.report("信〔2026〕1号"); len(x.Enclosures()) != 2 {
			t.Errorf("kept %s", x.Media)
		}
		if n := s.Count(filed.File{}, "1 = 1"); n != 4 {
			t.Errorf("%d files to fetch", n)
		}
	})
}

// TestPhotosThatFollowInAGroup: where a platform hands over pictures that nobody addressed to the bot, those behind an
// order are taken and acknowledged once; all others are people talking.
func TestPhotosThatFollowInAGroup(t *testing.T) {
	each(t, func(s *stage) {
		if c := s.overheard("g0", liaison, "main", "z"); c.Code != "" {
			t.Errorf("answered %s to a picture before any order", c.Code)
		}
		s.Say(liaison, "报送 杨柳青镇补植白蜡1200株")
		s.Want(s.overheard("g1", liaison, "main", "a"), "report.amended", "已收到照片1张")
		for id, who := range map[string]string{"g2": liaison, "g3": "dasi.liaison"} {
			if c := s.overheard(id, who, "main", id); c.Code != "" {
				t.Errorf("answered %s to a further picture of %s", c.Code, who)
			}
		}
		if c := s.overheard("g4", liaison, "town.other", "y"); c.Code != "" {
			t.Errorf("answered %s in another chat", c.Code)
		}
		x := s.report("信〔2026〕1号")
		if n := len(x.Enclosures()); n != 2 || x.Enclosures()[1].Message != "g2" {
			t.Errorf("kept %s", x.Media)
		}
		if n := s.Count(filed.File{}, "1 = 1"); n != 2 {
			t.Errorf("%d files to fetch", n)
		}
		s.Say("office.staff1", "采用 信1")
		if c := s.overheard("g5", liaison, "main", "b"); c.Code != "" {
			t.Errorf("answered %s to a picture of an adopted report", c.Code)
		}
	})
}

// TestPhotoLost: whoever sent a picture that cannot be fetched is told once, at once, in private, and what he is told
// to say works.
func TestPhotoLost(t *testing.T) {
	each(t, func(s *stage) {
		s.Event(bot.Event{From: liaison, Text: "报送 杨柳青镇补植白蜡1200株", Media: pictures("a", "gone")})
		s.fetch(shelf{gone: map[string]bool{"gone": true}})
		s.Work(map[string]bot.Platform{"console": shelf{}}, 2)
		h := s.One("report.photo_lost")
		s.Want(h.Card, "report.photo_lost", "信〔2026〕1号有1张照片没有取到", "照常计数", "“补照片 信〔2026〕1号”")
		if h.Chat != liaison || !h.Urgent {
			t.Errorf("told %s, urgent %v", h.Chat, h.Urgent)
		}
		s.Want(s.Say(liaison, "看 信1"), "report.shown", "照片2张，其中1件没有取到")
		s.Want(s.Private(liaison, "补照片 信〔2026〕1号"), "ask.which", "请把信〔2026〕1号的照片发来")
		again := bot.Event{From: liaison, Chat: bot.Chat{ID: liaison, Kind: bot.Private}, Media: pictures("new")}
		s.Want(s.Event(again), "report.amended", "已收到照片1张，共3件")
		again.Text, again.Media = "补照片 信1", pictures("newer")
		s.Want(s.Event(again), "report.amended", "共4件")
		if x := s.report("信〔2026〕1号"); x.Title != "杨柳青镇补植白蜡1200株" || x.Body != "" {
			t.Errorf("kept as %+v", x)
		}
	})
}

// TestPhotoLostLater: a picture that was handed in later is missed as well; one of a report taken back is not.
func TestPhotoLostLater(t *testing.T) {
	each(t, func(s *stage) {
		s.Private(liaison, "报送 杨柳青镇补植白蜡1200株")
		s.Event(bot.Event{From: liaison, Chat: bot.Chat{ID: liaison, Kind: bot.Private}, Media: pictures("gone")})
		s.Event(bot.Event{From: "dasi.liaison", Text: "报送 大寺镇清理林下垃圾3吨", Media: pictures("gone")})
		s.Say("dasi.liaison", "撤回 信2")
		s.fetch(shelf{gone: map[string]bool{"gone": true}})
		s.Want(s.One("report.photo_lost").Card, "report.photo_lost", "信〔2026〕1号")
		if n := s.Count(filed.File{}, "state = ?", filed.Lost); n != 2 {
			t.Errorf("%d files lost", n)
		}
	})
}
