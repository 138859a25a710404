package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"linzhangbot/cmd/faces"
	"log/slog"
	"maps"
	"os"
	"slices"
	"time"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/db"
	"linzhangbot/models/inbox"
	"linzhangbot/models/profile"
)

// corpusCommand tells what was not understood, and what was then chosen, in the form that the ear learns from.
func corpusCommand(ctx context.Context, args []string) error {
	if len(args) < 1 || args[0] != "export" {
		return usageError{"say export"}
	}
	in, err := installed(flag.NewFlagSet("corpus", flag.ContinueOnError), args[1:], wallClock)
	if err != nil {
		return err
	}
	data, err := in.openDB(ctx, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer func() { _ = data.Close() }()
	if err := data.Migrate(ctx, steps(faces.Modules())); err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	for _, code := range slices.Sorted(maps.Keys(in.profiles)) {
		if err := exportHeard(data.Read(ctx, code), out, in.profiles[code], in.now()); err != nil {
			return err
		}
	}
	return out.Flush()
}

// taught is a line that the ear can learn from, as in handlers/ear/rank/corpus.
type taught struct {
	Text   string `json:"text"`
	Intent string `json:"intent"`
	Role   string `json:"role"`
	Expect string `json:"expect"`
}

// exportHeard writes a line for every sentence that the district keeps. What nobody chose a reading for is unknown: who
// takes the lines into the corpus looks at them first.
func exportHeard(tx *db.Tx, out io.Writer, rules *profile.Set, now time.Time) error {
	all, err := inbox.AllHeard(tx, heardSince(rules.At(now), now))
	if err != nil {
		return err
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, h := range all {
		line := taught{h.Text, h.Chosen, h.Role, h.Expect}
		if h.Chosen == "" || h.Chosen == inbox.Nothing {
			line.Intent, line.Expect = frame.Unknown, string(frame.OK)
		}
		if err := enc.Encode(line); err != nil {
			return fmt.Errorf("write corpus: %w", err)
		}
	}
	return nil
}

// heardSince is the moment before which a district keeps no sentences.
func heardSince(p *profile.Profile, now time.Time) time.Time {
	return now.AddDate(0, 0, -p.Retention.KeepsHeard())
}
