// Command earmodel trains the ranking of commands (handlers/ear/rank) from the corpus in the repository and writes its
// weights. Run it in the root of the repository: go run ./cmd/earmodel. With -measure it prints how well lines are
// ranked that were put aside, and writes nothing.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata"
	"unicode/utf8"

	"linzhangbot/cmd/faces"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/calendar"

	"linzhangbot/config"
	"linzhangbot/handlers/ear"
	"linzhangbot/handlers/ear/rank"
	"linzhangbot/models/profile"
)

// corpus are the files that the weights in the repository are made of, in this order: what orders something, what asks
// something, and what is only talk.
var corpus = []string{
	"handlers/ear/rank/corpus/orders.jsonl",
	"handlers/ear/rank/corpus/questions.jsonl",
	"handlers/ear/rank/corpus/talk.jsonl",
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "earmodel:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	set := flag.NewFlagSet("earmodel", flag.ContinueOnError)
	to := set.String("o", "handlers/ear/rank", "folder for the weights")
	district := set.String("district", "xiqing", "profile whose words the corpus uses: a name or a file")
	measure := set.Bool("measure", false, "print how well lines put aside are ranked, and write nothing")
	if err := set.Parse(args); err != nil {
		return err
	}
	files := set.Args()
	if len(files) == 0 {
		files = corpus
	}
	lines, more, err := tagged(*district, files)
	if err != nil {
		return err
	}
	if *measure {
		report(out, lines)
		return nil
	}
	for _, file := range []struct {
		name  string
		lines []rank.Line
	}{{"weights.bin", lines}, {"orders.bin", append(rank.Orders(lines), more...)}} {
		weights := rank.Train(file.lines)
		told := fmt.Sprintf("%s: %d lines, %d bytes\n", file.name, len(file.lines), len(weights))
		if _, err := io.WriteString(out, told); err != nil {
			return fmt.Errorf("tell what was made: %w", err)
		}
		name := filepath.Join(*to, file.name)
		if err := os.WriteFile(name, weights, 0o644); err != nil { //nolint:gosec // a part of the source
			return fmt.Errorf("write weights: %w", err)
		}
	}
	return nil
}

// tagged reads the lines of the files with the district's words replaced, and makes more of the orders among them:
// wrapped in words that take them back, or that change nothing.
func tagged(district string, files []string) (out, more []rank.Line, err error) {
	data, name, err := config.District(district)
	if err != nil {
		return nil, nil, err
	}
	p, problems := profile.Parse(name, data)
	if p == nil {
		return nil, nil, fmt.Errorf("read profile %s: %v", name, problems)
	}
	trainer, err := newTrainer(p)
	if err != nil {
		return nil, nil, err
	}
	for _, file := range files {
		text, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil {
			return nil, nil, fmt.Errorf("read corpus: %w", err)
		}
		lines := json.NewDecoder(bufio.NewReader(bytes.NewReader(text)))
		for {
			var said struct {
				rank.Line
				Expect string
			}
			err := lines.Decode(&said)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, nil, fmt.Errorf("read %s: %w", file, err)
			}
			said.Writes = strings.HasSuffix(file, "orders.jsonl")
			if said.Writes && said.Expect == "ok" && !said.Shown {
				more = append(more, trainer.wrapped(said.Line, len(out))...)
			}
			out = append(out, trainer.line(said.Line, said.Expect == "ask"))
		}
	}
	if len(out) == 0 {
		return nil, nil, errors.New("the corpus has no line")
	}
	return out, more, nil
}

// trainer turns lines of the corpus into what the models read.
type trainer struct {
	ear        *ear.Ear
	now        time.Time
	back, same []string // wrappers; {} is the sentence
}

func newTrainer(set *profile.Set) (*trainer, error) {
	p := set.Latest()
	deployed, err := handlers.NewDeployment(faces.Modules(), map[string]*profile.Set{p.Code: set}, calendar.New())
	if err != nil {
		return nil, err
	}
	t := &trainer{ear: faces.Ear(deployed, p), now: time.Date(2026, 11, 23, 10, 0, 0, 0, p.Location())}
	file, err := os.ReadFile(filepath.FromSlash(wrappers))
	if err != nil {
		return nil, fmt.Errorf("read wrappers: %w", err)
	}
	for lines := json.NewDecoder(bytes.NewReader(file)); ; {
		var w struct {
			Text string
			Back bool
		}
		switch err := lines.Decode(&w); {
		case errors.Is(err, io.EOF):
			return t, nil
		case err != nil:
			return nil, fmt.Errorf("read wrappers: %w", err)
		case w.Back:
			t.back = append(t.back, w.Text)
		default:
			t.same = append(t.same, w.Text)
		}
	}
}

// wrappers are words around an order that take it back or change nothing.
const wrappers = "handlers/ear/rank/corpus/wrappers.jsonl"

// longestWrapped is the longest order, in characters, that is wrapped: around a report nobody puts more words.
const longestWrapped = 60

// steps choose the wrappers of an order, so many of each kind: steps of several lengths through their list.
var steps = [...]int{7, 11, 13, 17, 23}

// wrapped is an order in some of the wrappers, as many times as not to drown the rest of the corpus. Which ones is
// settled by its place.
func (t *trainer) wrapped(l rank.Line, place int) []rank.Line {
	if strings.Contains(l.Text, "\n") || utf8.RuneCountInString(l.Text) > longestWrapped {
		return nil
	}
	if len(t.back) == 0 || len(t.same) == 0 {
		return nil
	}
	scene := frame.Scene{Now: t.now, Private: true, ToBot: true, Role: l.Role}
	var out []rank.Line
	add := func(intent string, wrappers []string, step int) {
		text := strings.Replace(wrappers[place*step%len(wrappers)], "{}", l.Text, 1)
		out = append(out, rank.Line{Text: t.ear.Read(text, scene), Role: l.Role, Intent: intent})
	}
	for _, step := range steps {
		add(rank.Chatter, t.back, step)
		add(rank.Order, t.same, step)
	}
	return out
}

// line is a line as the models read it. Where the rules find by themselves what an order lacks, the model of orders
// need not learn it: it would take the words of every such order for lacking.
func (t *trainer) line(l rank.Line, asks bool) rank.Line {
	scene := frame.Scene{Now: t.now, Private: true, ToBot: true, Role: l.Role}
	if asks {
		m, ok := t.ear.As(l.Intent, t.ear.Core(l.Text, scene), scene)
		l.Asks, l.Open = !ok || m.Expect == frame.OK, ok && m.Expect != frame.OK
	}
	l.Text = t.ear.Read(l.Text, scene)
	return l
}

// report prints how well lines put aside are ranked.
func report(out io.Writer, lines []rank.Line) {
	f := rank.Measure(lines)
	share := func(n, of int) string { return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(max(of, 1))) }
	text := fmt.Sprintf("%d commands, %d lines of chatter\n  the best is right %s, one of three %s\n", f.Commands,
		f.Chatter,
		share(f.First, f.Commands), share(f.Three, f.Commands))
	text += fmt.Sprintf("  %s of the commands score above 0, and %s of the chatter does not\n", share(f.Kept, f.Commands),
		share(f.Left, f.Chatter))
	_, _ = io.WriteString(out, text)
}
