package desk

import (
	"context"
	"log/slog"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/db"
	"linzhangbot/models/media"
)

// noteMedia keeps the references of a message's pictures and files in its transaction.
func noteMedia(tx *db.Tx, e bot.Event, now time.Time) {
	for _, m := range e.Media {
		media.Note(tx, media.File{Platform: e.Platform, Message: e.ID, Kind: m.Kind, Name: m.Name, Ref: m.Ref, Secret: m.Key, At: now})
	}
}

// Collector fetches the bytes of pictures and files right after their message was committed.
type Collector struct {
	DB        *db.DB
	Platforms map[string]bot.Platform
	Now       func() time.Time
	Log       *slog.Logger
	*handlers.Loop
}

// NewCollector makes a collector.
func NewCollector(d *db.DB, platforms map[string]bot.Platform, now func() time.Time, log *slog.Logger) *Collector {
	c := &Collector{DB: d, Platforms: platforms, Now: now, Log: log}
	c.Loop = handlers.NewLoop(10*time.Second, func(ctx context.Context) {
		if err := c.RunOnce(ctx); err != nil && ctx.Err() == nil {
			c.Log.Error("files could not be fetched", "error", err)
		}
	})
	return c
}

const (
	fetchLease = 90 * time.Second // of one try
	fetchTries = 3
	fetchBatch = 16
)

// RunOnce fetches what waits now.
func (c *Collector) RunOnce(ctx context.Context) error {
	now := c.Now().UTC().Truncate(time.Millisecond)
	due, err := media.Due(c.DB.Read(ctx, db.Everyone), now, fetchBatch)
	if err != nil {
		return err
	}
	for _, f := range due {
		if err := c.fetch(ctx, f, now); err != nil {
			return err
		}
	}
	return nil
}

func (c *Collector) fetch(ctx context.Context, f media.File, now time.Time) error {
	mine := false
	err := c.DB.Tx(ctx, f.District, func(tx *db.Tx) (err error) {
		mine, err = media.Take(tx, f, now.Add(fetchLease))
		return err
	})
	if err != nil || !mine {
		return err
	}
	data, name, fetchErr := c.bytes(ctx, f)
	return c.DB.Tx(ctx, f.District, func(tx *db.Tx) error {
		switch {
		case fetchErr == nil && len(data) > 0:
			return media.Keep(tx, f, data, name)
		case f.Attempts+1 >= fetchTries:
			c.Log.Warn("file lost", "platform", f.Platform, "file", f.ID, "error", fetchErr)
			return media.GiveUp(tx, f)
		}
		return nil // its lease ends and it is tried again
	})
}

func (c *Collector) bytes(ctx context.Context, f media.File) ([]byte, string, error) {
	fetcher, ok := c.Platforms[f.Platform].(bot.Fetcher)
	if !ok {
		return nil, "", nil
	}
	ctx, cancel := context.WithTimeout(ctx, fetchLease/2)
	defer cancel()
	e := bot.Event{Platform: f.Platform, District: f.District, ID: f.Message}
	return fetcher.Fetch(ctx, e, bot.Media{Kind: f.Kind, Name: f.Name, Ref: f.Ref, Key: f.Secret}, media.Max)
}
