package desk

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/media"
)

// shelf is a platform that gives a file out, after some refusals.
type shelf struct{ refusals int }

func (*shelf) Name() string                                { return "p" }
func (*shelf) Receive(*http.Request) (bot.Delivery, error) { return bot.Delivery{}, nil }
func (*shelf) Send(context.Context, bot.Address, bot.Card) (bot.Receipt, error) {
	return bot.Receipt{}, nil
}

func (s *shelf) Fetch(_ context.Context, e bot.Event, m bot.Media, max int64) ([]byte, string, error) {
	if s.refusals > 0 {
		s.refusals--
		return nil, "", errors.New("not now")
	}
	if e.ID != "m1" || m.Ref != "ref" || m.Key != "key" || max != media.Max {
		return nil, "", errors.New("asked for something else")
	}
	return []byte("picture"), "整改后.jpg", nil
}

// TestFilesAreFetchedAtOnceAndGivenUpAfterThreeTries: a link lives minutes; what cannot be had is marked, not forgotten.
func TestFilesAreFetchedAtOnceAndGivenUpAfterThreeTries(t *testing.T) {
	for _, c := range []struct {
		name     string
		refusals int
		want     media.State
	}{{"at once", 0, media.Kept}, {"after two refusals", 2, media.Kept}, {"never", 3, media.Lost}} {
		t.Run(c.name, func(t *testing.T) {
			dbtest.Each(t, media.Migrations, func(t *testing.T, d *db.DB) {
				now := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
				col := NewCollector(d, map[string]bot.Platform{"p": &shelf{c.refusals}}, func() time.Time { return now }, slog.New(slog.DiscardHandler))
				e := bot.Event{Platform: "p", ID: "m1", Media: []bot.Media{{Kind: "image", Ref: "ref", Key: "key"}}}
				err := d.Tx(t.Context(), "xiqing", func(tx *db.Tx) error { noteMedia(tx, e, now); return nil })
				for range 3 {
					err = errors.Join(err, col.RunOnce(t.Context()))
					now = now.Add(2 * fetchLease)
				}
				if err != nil {
					t.Fatal(err)
				}
				tx := d.Read(t.Context(), "xiqing")
				files, err := media.Of(tx, "p", "m1")
				if err != nil || len(files) != 1 || files[0].State != c.want {
					t.Fatalf("got %+v, %v; want %s", files, err, c.want)
				}
				data, err := media.Bytes(tx, files[0].ID)
				if err != nil || (string(data) == "picture") != (c.want == media.Kept) {
					t.Fatalf("bytes %q, %v", data, err)
				}
			})
		})
	}
}
