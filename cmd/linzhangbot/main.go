// Command linzhangbot is the duty clerk of a 林长制 office. This folder is wiring: flags, settings, and the two lists
// of what the program consists of (modules.go).
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // a bare container has no zone files
)

// command is one sub-command.
type command struct {
	name, usage, help string
	run               func(ctx context.Context, args []string) error
}

func commands() []command {
	return []command{
		{"demo", "demo [--listen 127.0.0.1:8080] [--data DIR]", "try everything in a web chat, nothing to install", demo},
		{"serve", "serve --config FILE", "run for real", serve},
		{"check", "check --config FILE [--online]", "find all mistakes in the settings", check},
		{"migrate", "migrate --config FILE", "bring the schema up to date", migrate},
		{"simulate", "simulate --district NAME|FILE [--roster FILE] [--until TIME] < script.jsonl > history.jsonl",
			"run a story under a hand-moved clock", simulate},
		{"understand", "understand --district NAME|FILE < messages.jsonl > intents.jsonl",
			"show what sentences mean to the bot", understand},
		{"roster", "roster import|export FILE.xlsx --config FILE [--district CODE]",
			"bring the roster in or out", rosterCommand},
		{"corpus", "corpus export --config FILE > messages.jsonl",
			"bring out what was not understood, to teach the ear", corpusCommand},
		{"commands", "commands [--codes | --json]", "list what people can say, or every code", commandsOverview},
		{"timetable", "timetable [--year N] [--district NAME|FILE]", "list every reminder of a year", timetable},
		{"rights", "rights", "list who may do what", rights},
		{"version", "version", "print the version", version},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// run carries out one command line: 0 done, 1 refused or failed, 2 wrong usage.
func run(ctx context.Context, args []string) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		usage()
		if len(args) == 0 {
			return 2
		}
		return 0
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		err := c.run(ctx, args[1:])
		var wrong usageError
		switch {
		case err == nil:
			return 0
		case errors.As(err, &wrong):
			fmt.Fprintf(os.Stderr, "%s\nusage: linzhangbot %s\n", wrong.text, c.usage)
			return 2
		}
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Fprintf(os.Stderr, "unknown command %q\n", args[0])
	usage()
	return 2
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage:")
	for _, c := range commands() {
		fmt.Fprintf(os.Stderr, "  linzhangbot %-60s %s\n", c.usage, c.help)
	}
}

// version prints the version the binary was built with.
func version(context.Context, []string) error {
	text := "linzhangbot (unknown build)"
	if info, ok := debug.ReadBuildInfo(); ok {
		revision := ""
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = " " + s.Value[:min(12, len(s.Value))]
			}
		}
		text = "linzhangbot " + info.Main.Version + revision + " " + info.GoVersion
	}
	_, err := fmt.Println(text)
	return err
}
