package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"linzhangbot/cmd/faces"
	"linzhangbot/config"
	"linzhangbot/handlers"
	"linzhangbot/models/calendar"
)

// check lists every mistake of a deployment's settings at once.
func check(ctx context.Context, args []string) error {
	fs := flag.NewFlagSet("check", flag.ContinueOnError)
	online := fs.Bool("online", false, "also ask the platforms")
	in, err := fromFlags(fs, args, wallClock)
	if err != nil {
		return err
	}
	if *online && len(in.problems) == 0 {
		in.ask(ctx)
	}
	for _, p := range in.problems {
		fmt.Println(p.String())
	}
	hints, err := in.uncounted()
	if err != nil {
		return err
	}
	for _, h := range hints {
		fmt.Println("提示 " + h.String() + "，这项暂不提醒、不统计")
	}
	in.explain(os.Stdout)
	if n := len(in.problems); n > 0 {
		return fmt.Errorf("有%d处要改", n)
	}
	fmt.Println("ok")
	return nil
}

// explain says what each later version of a district's rules changes, so that whoever writes one sees all it does.
func (in *installation) explain(out io.Writer) {
	for _, code := range slices.Sorted(maps.Keys(in.profiles)) {
		set := in.profiles[code]
		if len(set.Versions) == 1 {
			continue
		}
		_, _ = fmt.Fprintf(out, "%s的规则有%d个版本；已经开始的周期仍按原来的规则算：\n", set.Latest().Short, len(set.Versions))
		for _, line := range set.Changes() {
			_, _ = fmt.Fprintln(out, "  "+line)
		}
	}
}

// uncounted lists the duties whose facts no regulation of this release can count. That is no mistake: a profile may
// be ahead of the program, and nobody is held to what cannot be recorded.
func (in *installation) uncounted() ([]config.Problem, error) {
	d, err := handlers.NewDeployment(faces.Modules(), in.profiles, calendar.New())
	if err != nil {
		return nil, err
	}
	var out []config.Problem
	for _, code := range slices.Sorted(maps.Keys(in.profiles)) {
		out = append(out, in.profiles[code].CheckFacts(d.Counts)...)
	}
	return out, nil
}
