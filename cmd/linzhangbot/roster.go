package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"linzhangbot/cmd/faces"
	"log/slog"
	"os"

	"linzhangbot/models/db"
	people "linzhangbot/models/roster"
)

// rosterCommand brings the roster in from a workbook, or out into one.
func rosterCommand(ctx context.Context, args []string) error {
	if len(args) < 2 || args[0] != "import" && args[0] != "export" {
		return usageError{"say import or export, and a file"}
	}
	verb, file := args[0], args[1]
	fs := flag.NewFlagSet("roster", flag.ContinueOnError)
	district := fs.String("district", "", "district code; needed when several are configured")
	in, err := installed(fs, args[2:], wallClock)
	if err != nil {
		return err
	}
	code, err := in.only(*district)
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
	if verb == "export" {
		return in.exportRoster(ctx, data, code, file)
	}
	return in.importRoster(ctx, data, code, file)
}

func (in *installation) only(code string) (string, error) {
	if code != "" {
		if in.profiles[code] == nil {
			return "", usageError{"district " + code + " is not configured"}
		}
		return code, nil
	}
	if len(in.profiles) != 1 {
		return "", usageError{"several districts are configured: say --district CODE"}
	}
	for c := range in.profiles {
		code = c
	}
	return code, nil
}

func (in *installation) importRoster(ctx context.Context, data *db.DB, code, file string) error {
	content, err := os.ReadFile(file) //nolint:gosec // the file is the one the administrator named
	if err != nil {
		return fmt.Errorf("read roster: %w", err)
	}
	now := wallClock()
	return data.Tx(ctx, code, func(tx *db.Tx) error {
		report, err := people.Import(tx, in.profiles[code].At(now), bytes.NewReader(content), now)
		if err != nil {
			return err
		}
		fmt.Println(report)
		return nil
	})
}

func (in *installation) exportRoster(ctx context.Context, data *db.DB, code, file string) error {
	var b bytes.Buffer
	if err := people.Export(data.Read(ctx, code), in.profiles[code].At(wallClock()), &b); err != nil {
		return err
	}
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil { //nolint:gosec // as above
		return fmt.Errorf("write roster: %w", err)
	}
	return nil
}
