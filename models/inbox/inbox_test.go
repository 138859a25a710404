package inbox

import (
	"slices"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

func in(t *testing.T, d *db.DB, district string, f func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Tx(t.Context(), district, f); err != nil {
		t.Fatal(err)
	}
}

func put(district, platform, message string) func(tx *db.Tx) error {
	return func(tx *db.Tx) error {
		Put(tx, Row{Platform: platform, Message: message, Chat: "c", Intent: "report", Code: "report.filed", Reply: district, At: dbtest.Start})
		return nil
	}
}

// TestAMessageIsKeptOnce: the platform and its id make a message, whatever the district; a replay undoes what it did.
func TestAMessageIsKeptOnce(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		in(t, d, "a", put("a", "wecom", "1"))
		in(t, d, "a", put("a", "feishu", "1"))
		in(t, d, "a", put("a", "wecom", "2"))
		for _, district := range []string{"a", "b"} {
			if err := d.Tx(t.Context(), district, put(district, "wecom", "1")); !db.IsDuplicate(err) {
				t.Errorf("a replay in %s: %v", district, err)
			}
		}
		in(t, d, "a", func(tx *db.Tx) error {
			got, err := Seen(tx, []Key{{"wecom", "1"}, {"wecom", "3"}, {"feishu", "1"}, {"feishu", "2"}})
			for key, want := range map[Key]bool{{"wecom", "1"}: true, {"wecom", "3"}: false, {"feishu", "1"}: true, {"feishu", "2"}: false} {
				if _, seen := got[key]; seen != want {
					t.Errorf("%v seen: %v", key, seen)
				}
			}
			row := got[Key{"wecom", "1"}]
			words := []string{row.District, row.Chat, row.Intent, row.Code, row.Reply}
			if !slices.Equal(words, []string{"a", "c", "report", "report.filed", "a"}) {
				t.Errorf("kept as %v", words)
			}
			return err
		})
		in(t, d, "b", func(tx *db.Tx) error {
			got, err := Seen(tx, []Key{{"wecom", "1"}})
			if len(got) != 0 {
				t.Errorf("another district sees %v", got)
			}
			return err
		})
	})
}

// TestDialogue keeps one question a person and chat: the next replaces it, an answer ends it, time ends it.
func TestDialogue(t *testing.T) {
	dbtest.Each(t, DialogueMigrations, func(t *testing.T, d *db.DB) {
		now := dbtest.Start
		ask := func(chat, account, intent string, until time.Time) func(tx *db.Tx) error {
			return func(tx *db.Tx) error {
				return Keep(tx, Dialogue{Platform: "wecom", Chat: chat, Account: account, Intent: intent, Slots: `{}`, Missing: "title", Choices: `[]`, Expires: until})
			}
		}
		waits := func(district, chat, account string, at time.Time) string {
			t.Helper()
			intent := ""
			in(t, d, district, func(tx *db.Tx) error {
				all, err := WaitingFor(tx, []string{account}, at)
				for _, q := range all {
					if q.Chat == chat {
						intent = q.Intent
					}
				}
				return err
			})
			return intent
		}
		in(t, d, "a", ask("c1", "u1", "report", now.Add(time.Minute)))
		in(t, d, "a", ask("c2", "u1", "issue", now.Add(time.Minute)))
		in(t, d, "b", ask("c1", "u1", "meeting", now.Add(time.Minute)))
		in(t, d, "a", ask("c1", "u1", "patrol", now.Add(2*time.Minute)))
		for _, c := range []struct {
			district, chat, account string
			after                   time.Duration
			want                    string
		}{
			{"a", "c1", "u1", 0, "patrol"}, {"a", "c2", "u1", 0, "issue"}, {"b", "c1", "u1", 0, "meeting"}, {"a", "c1", "u2", 0, ""},
			{"a", "c2", "u1", time.Minute, ""}, {"a", "c1", "u1", time.Minute, "patrol"}, {"a", "c1", "u1", 2 * time.Minute, ""},
		} {
			if got := waits(c.district, c.chat, c.account, now.Add(c.after)); got != c.want {
				t.Errorf("%+v: %q waits", c, got)
			}
		}
		in(t, d, "a", func(tx *db.Tx) error {
			all, err := WaitingFor(tx, []string{"u1", "u2"}, now.Add(time.Minute))
			if len(all) != 1 || all[0].Intent != "patrol" {
				t.Errorf("waiting for: %+v", all)
			}
			return err
		})
		in(t, d, "a", func(tx *db.Tx) error { return Forget(tx, "wecom", "c1", "u1") })
		if got := waits("a", "c1", "u1", now) + waits("a", "c2", "u1", now) + waits("b", "c1", "u1", now); got != "issuemeeting" {
			t.Errorf("after one was forgotten: %s", got)
		}
	})
}
