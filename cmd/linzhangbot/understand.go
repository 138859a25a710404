package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"io"
	"os"
	"time"

	"linzhangbot/cmd/faces"

	"linzhangbot/handlers"
	"linzhangbot/handlers/ear"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

// understand shows what the bot makes of sentences: CONTRACT §4.
func understand(_ context.Context, args []string) error {
	fs := flag.NewFlagSet("understand", flag.ContinueOnError)
	district := fs.String("district", "xiqing", "name or file of a district profile")
	why := fs.Bool("why", false, "tell how each sentence was heard")
	if err := parseFlags(fs, args); err != nil {
		return err
	}
	set, err := oneProfile(*district)
	if err != nil {
		return err
	}
	p := set.Latest()
	deployed, err := handlers.NewDeployment(faces.Modules(), map[string]*profile.Set{p.Code: set}, calendar.New())
	if err != nil {
		return err
	}
	return understandAll(os.Stdin, os.Stdout, faces.Ear(deployed, p), p, *why)
}

// sentence is a line that comes in, with what stands around it.
type sentence struct {
	ID     string    `json:"id"`
	Now    time.Time `json:"now"`
	Sender struct {
		Role string  `json:"role"`
		Unit *string `json:"unit"`
	} `json:"sender"`
	Text    string              `json:"text"`
	Card    *frame.Card         `json:"card"`
	Reply   *frame.Card         `json:"reply_to"`
	Quote   string              `json:"quote"`
	Pending *frame.Pending      `json:"pending"`
	Open    map[string][]string `json:"open"`
}

type meant struct {
	ID     string         `json:"id"`
	Intent string         `json:"intent"`
	Slots  map[string]any `json:"slots"`
	Expect string         `json:"expect"`
	Why    string         `json:"why"`
	// Candidates are the readings offered, with choose.
	Candidates []frame.Candidate `json:"candidates,omitempty"`
	Acts       []frame.Act       `json:"acts,omitempty"` // several orders in one message, the first of them also above
	Told       []string          `json:"told,omitempty"` // --why
}

func understandAll(in io.Reader, out io.Writer, ear *ear.Ear, p *profile.Profile, why bool) error {
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	err := eachLine(in, func(text []byte) error {
		if len(text) == 0 {
			return nil
		}
		var s sentence
		if err := json.Unmarshal(text, &s); err != nil {
			return err
		}
		// Every line is taken as addressed, and whoever addresses the bot in a group speaks to it as he would in private.
		scene := frame.Scene{Now: s.Now.In(p.Location()), Private: true, ToBot: true, Role: s.Sender.Role,
			Card: s.Card, Reply: s.Reply, Quote: s.Quote, Pending: s.Pending, Open: s.Open}
		if s.Sender.Unit != nil {
			scene.Unit = *s.Sender.Unit
		}
		m := ear.Understand(s.Text, scene)
		if m.Slots == nil {
			m.Slots = map[string]any{}
		}
		out := meant{s.ID, m.Intent, m.Slots, string(m.Expect), m.Why, m.Candidates, m.Acts, nil}
		if why {
			out.Told = ear.Why(s.Text, scene)
		}
		return enc.Encode(out)
	})
	if err != nil {
		return err
	}
	return w.Flush()
}
