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
	_ "time/tzdata"

	"linzhangbot/config"
	"linzhangbot/handlers/ear"
	"linzhangbot/handlers/ear/envelope"
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
	lines, err := tagged(*district, files)
	if err != nil {
		return err
	}
	if *measure {
		report(out, lines)
		return nil
	}
	for name, learned := range map[string][]rank.Line{"weights.bin": lines, "orders.bin": rank.Orders(lines)} {
		weights := rank.Train(learned)
		fmt.Fprintf(out, "%s: %d lines, %d bytes\n", name, len(learned), len(weights))
		if err := os.WriteFile(filepath.Join(*to, name), weights, 0o644); err != nil {
			return fmt.Errorf("write weights: %w", err)
		}
	}
	return nil
}

// tagged reads the lines of the files with the district's words replaced.
func tagged(district string, files []string) ([]rank.Line, error) {
	data, name, err := config.District(district)
	if err != nil {
		return nil, err
	}
	p, problems := profile.Parse(name, data)
	if p == nil {
		return nil, fmt.Errorf("read profile %s: %v", name, problems)
	}
	tags, words := rank.TagsOf(p.Latest()), envelope.FromProfile(p.Latest())
	var out []rank.Line
	for _, file := range files {
		text, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil {
			return nil, fmt.Errorf("read corpus: %w", err)
		}
		lines := json.NewDecoder(bufio.NewReader(bytes.NewReader(text)))
		for {
			var said struct {
				rank.Line
				Expect string
			}
			err := lines.Decode(&said)
			line := said.Line
			line.Asks, line.Writes = said.Expect == "ask", strings.HasSuffix(file, "orders.jsonl")
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", file, err)
			}
			if env := envelope.Open(line.Text, words); env.Core != "" {
				line.Text = ear.Matter(env, env.Core)
			}
			line.Text = tags(line.Text)
			out = append(out, line)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("the corpus has no line")
	}
	return out, nil
}

// report prints the figures of both ways to put lines aside.
func report(out io.Writer, lines []rank.Line) {
	for _, way := range []struct {
		name string
		fold rank.Fold
	}{{"dealt out in turn", rank.InTurn}, {"cut in blocks", rank.InBlocks}} {
		f := rank.Measure(lines, way.fold)
		share := func(n, of int) string { return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(max(of, 1))) }
		fmt.Fprintf(out, "%s: %d commands, %d lines of chatter\n  the best is right %s, one of three %s\n", way.name,
			f.Commands, f.Chatter, share(f.First, f.Commands), share(f.Three, f.Commands))
		fmt.Fprintf(out, "  %s of the commands score above 0, and %s of the chatter does not\n", share(f.Kept, f.Commands),
			share(f.Left, f.Chatter))
	}
}
