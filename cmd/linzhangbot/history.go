package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"linzhangbot/bot/console"
	"linzhangbot/models/db"
)

// saidLine is one line of the history: something the bot said.
type saidLine struct {
	At      string            `json:"at"`
	Kind    string            `json:"kind"` // reply, notice
	Chat    string            `json:"chat"`
	Mention []string          `json:"mention,omitempty"`
	Code    string            `json:"code"`
	Text    string            `json:"text"`
	Buttons []string          `json:"buttons,omitempty"`
	Refs    map[string]string `json:"refs,omitempty"`
	Article string            `json:"article,omitempty"`
	Duty    string            `json:"duty,omitempty"`
}

// standingLine is how one subject stands at the end.
type standingLine struct {
	At      string `json:"at"`
	Kind    string `json:"kind"` // standing
	Duty    string `json:"duty"`
	Org     string `json:"org,omitempty"`
	Unit    string `json:"unit,omitempty"` // full name
	Person  string `json:"person,omitempty"`
	Period  string `json:"period"`
	Want    int    `json:"want"`
	Have    int    `json:"have"`
	State   string `json:"state"`
	Due     string `json:"due,omitempty"`
	Article string `json:"article"`
}

// recordLine is one record at the end.
type recordLine struct {
	At    string `json:"at"`
	Kind  string `json:"kind"` // record
	Type  string `json:"type"`
	Ref   string `json:"ref"`
	State string `json:"state"`
	Org   string `json:"org,omitempty"`
	Title string `json:"title,omitempty"`
}

// print writes what was said since the last time.
func (s *story) print() error {
	zone := s.profile.At(s.clock.Now()).Location()
	for _, l := range s.console.Lines(s.seq) {
		s.seq = l.Seq
		if l.Card == nil {
			continue
		}
		if err := s.write(said(l, zone)); err != nil {
			return err
		}
	}
	return nil
}

func said(l console.Line, zone *time.Location) saidLine {
	c := l.Card
	return saidLine{At: l.At.In(zone).Format(time.RFC3339), Kind: l.Kind, Chat: l.Chat, Mention: c.Mention,
		Code: string(c.Code), Text: c.Plain(), Buttons: c.Labels(), Refs: c.Refs, Article: c.Article, Duty: c.Duty}
}

// state writes the standings and records at the end.
func (s *story) state(ctx context.Context) error {
	if !s.ready {
		return nil
	}
	p := s.profile.At(s.clock.Now())
	now := s.clock.Now().In(p.Location())
	tx := s.app.db.Read(ctx, p.Code)
	at := now.Format(time.RFC3339)
	standings, err := s.app.deployment.Standings(ctx, tx, p, p.Duties, now)
	if err != nil {
		return err
	}
	for _, st := range standings {
		line := standingLine{At: at, Kind: "standing", Duty: st.Rule.ID, Org: st.Subject.Org, Unit: p.OrgName(st.Subject.Org),
			Person: st.Subject.Person, Period: st.Period.Key, Want: st.Want, Have: st.Have, State: string(st.State),
			Article: string(st.Rule.Article)}
		if !st.Rule.Watch {
			line.Due = st.Due.Format(time.RFC3339)
		}
		if err := s.write(line); err != nil {
			return err
		}
	}
	return s.records(ctx, tx, at)
}

func (s *story) records(ctx context.Context, tx *db.Tx, at string) error {
	for _, m := range s.app.deployment.Modules {
		if m.Records == nil {
			continue
		}
		list, err := m.Records(ctx, tx)
		if err != nil {
			return err
		}
		for _, r := range list {
			line := recordLine{At: at, Kind: "record", Type: r.Type, Ref: r.Ref, State: r.State, Org: r.Org, Title: r.Title}
			if err := s.write(line); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *story) write(v any) error {
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write history: %w", err)
	}
	return nil
}
