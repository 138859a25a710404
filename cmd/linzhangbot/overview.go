package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"linzhangbot/cmd/faces"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// commandsOverview prints what people can say; with --codes every code an answer may bear, with --json a line for
// every intent.
func commandsOverview(_ context.Context, args []string) error {
	fs := flag.NewFlagSet("commands", flag.ContinueOnError)
	codes := fs.Bool("codes", false, "list the codes instead")
	asJSON := fs.Bool("json", false, "a line of JSON for every intent")
	if err := parseFlags(fs, args); err != nil {
		return err
	}
	switch {
	case *codes:
		return printCodes(os.Stdout)
	case *asJSON:
		return printIntents(os.Stdout)
	}
	return eachCommand(func(m handlers.Module, c handlers.Command) string {
		return fmt.Sprintf("%s\t%s\t%s\t%s\n", m.Title, c.Title, c.Usage, c.Name)
	})
}

// intentLine is one intent as other programs read it: CONTRACT §1.
type intentLine struct {
	Intent string        `json:"intent"`
	Title  string        `json:"title"`
	Usage  string        `json:"usage"`
	Writes bool          `json:"writes"`
	Roles  []models.Role `json:"roles"`
	Codes  []string      `json:"codes"`
}

// printIntents writes a line for every intent that a command answers, its aliases as well.
func printIntents(w io.Writer) error {
	set, err := oneProfile("xiqing")
	if err != nil {
		return err
	}
	p, enc := set.Latest(), json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, m := range faces.Modules() {
		for _, c := range m.Commands {
			line := intentLine{Title: p.Words(c.Title), Usage: p.Words(c.Usage), Writes: !c.Reads,
				Roles: append([]models.Role{}, c.Allow...), Codes: append([]string{}, c.Codes...)}
			for _, line.Intent = range append([]string{c.Name}, c.Aliases...) {
				if err := enc.Encode(line); err != nil {
					return fmt.Errorf("write intents: %w", err)
				}
			}
		}
	}
	return nil
}

func printCodes(w io.Writer) error {
	var all []string
	for _, m := range faces.Modules() {
		for _, c := range m.Commands {
			all = append(all, c.Codes...)
		}
	}
	all = append(all, desk.Codes...)
	slices.Sort(all)
	_, err := fmt.Fprintln(w, strings.Join(slices.Compact(all), "\n"))
	return err
}

// rights prints who may do what, and under which article.
func rights(_ context.Context, args []string) error {
	if err := parseFlags(flag.NewFlagSet("rights", flag.ContinueOnError), args); err != nil {
		return err
	}
	return eachCommand(func(_ handlers.Module, c handlers.Command) string {
		return fmt.Sprintf("%s\t%s\t%s\n", c.Title, roleNames(c.Allow), c.Article)
	})
}

// eachCommand prints a line for every command, in the words of the sample district.
func eachCommand(line func(handlers.Module, handlers.Command) string) error {
	set, err := oneProfile("xiqing")
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for _, m := range faces.Modules() {
		for _, c := range m.Commands {
			_, _ = io.WriteString(w, set.Latest().Words(line(m, c)))
		}
	}
	return w.Flush()
}

func roleNames(roles []models.Role) string {
	names := map[models.Role]string{models.RoleGeneralChief: models.GeneralChief,
		models.RoleDeputyChief: models.DeputyChief, models.RoleChief: models.DistrictChief,
		models.RoleDirector: "办公室主任", models.RoleOffice: "办公室", models.RoleTownChief: models.Towns + "林长",
		models.RoleLiaison: models.Liaison, models.RoleMember: models.Member,
		models.RoleBound: "所有已绑定人员", models.RoleAnyone: "任何人"}
	return strings.Join(models.Each(roles, func(r models.Role) string { return names[r] }), "、")
}

// timetable prints every reminder of a year, as the profile says and the calendar moves it. What nobody can record yet
// is not asked for, and is left out.
func timetable(_ context.Context, args []string) error {
	fs := flag.NewFlagSet("timetable", flag.ContinueOnError)
	year := fs.Int("year", wallClock().Year(), "year")
	district := fs.String("district", "xiqing", "name or file of a district profile")
	if err := parseFlags(fs, args); err != nil {
		return err
	}
	set, err := oneProfile(*district)
	if err != nil {
		return err
	}
	days := calendar.New()
	d, err := handlers.NewDeployment(faces.Modules(), map[string]*profile.Set{set.Latest().Code: set}, days)
	if err != nil {
		return fmt.Errorf("assemble: %w", err)
	}
	return printTimetable(os.Stdout, set, days, *year, d.Counts)
}

func printTimetable(out io.Writer, laws *profile.Set, days *calendar.Calendar, year int,
	counts func(what string) bool) error {
	type entry struct {
		day  time.Time
		text string
	}
	var all []entry
	for _, p := range laws.Versions {
		first := time.Date(year, 1, 1, 0, 0, 0, 0, p.Location())
		for _, rule := range p.Duties {
			if !counts(rule.What) {
				continue
			}
			before := duty.Round(rule, first.AddDate(0, 0, -1)) // what it missed is told in the new year
			for period := before; period.From.Year() <= year; period = period.Following() {
				if laws.At(period.From) != p {
					continue // another version judges it
				}
				for _, s := range duty.Calendar(rule, period, days) {
					text := fmt.Sprintf("%s\t%s\t%s\t%s", period.Title(), rule.Title, stepWords(s.Step), rule.Article)
					if s.Day.Year() == year {
						all = append(all, entry{s.Day, text})
					}
				}
			}
		}
	}
	p := laws.Latest()
	slices.SortStableFunc(all, func(a, b entry) int { return a.day.Compare(b.day) })
	if !days.Published(year) {
		_, _ = fmt.Fprintf(out, "注意：%d年放假安排尚未公布，以下按普通周末推算。\n", year)
	}
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	for _, e := range all {
		_, _ = fmt.Fprintf(w, "%s %s\t%s\n", e.day.Format("01-02"), p.Hours.Morning, e.text)
	}
	return w.Flush()
}

func stepWords(s profile.Step) string {
	words := map[string]string{"none": "一项没有的", "missed": "过期没完成的", "short": "还没完成的", "": "还没完成的"}[s.If]
	return "提醒" + words
}
