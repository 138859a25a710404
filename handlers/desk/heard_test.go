package desk_test

import (
	"fmt"
	"slices"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/inbox"
)

// heard is what is kept of sentences, in the order in which they were said.
func (c *counter) heard() (out []string) {
	c.Helper()
	err := c.DB.Tx(c.Context(), "xiqing", func(tx *db.Tx) error {
		all, err := inbox.AllHeard(tx, dbtest.Start.AddDate(-1, 0, 0))
		for _, h := range all {
			out = append(out, fmt.Sprint(h.Role, "|", h.Text, "|", h.Offered, "|", h.Chosen, "|", h.Expect))
		}
		return err
	})
	if err != nil {
		c.Fatal(err)
	}
	return out
}

// TestWhatIsKeptOfSentences: what was not understood and what was offered, with the choice; masked, never what is
// secret, understood, unaddressed or taken back.
func TestWhatIsKeptOfSentences(t *testing.T) {
	const offer = "|deed.shut,deed.open|"
	for name, x := range map[string]struct {
		say  []string
		want []string
	}{
		"not understood":     {[]string{"嘎嘎嘎，13800000000"}, []string{"liaison|嘎嘎嘎，138********|||"}},
		"understood":         {[]string{"数一数", "谢谢"}, nil},
		"offered and left":   {[]string{"也许"}, []string{"liaison|也许" + offer + "|"}},
		"chosen":             {[]string{"也许", "2"}, []string{"liaison|也许" + offer + "deed.open|ok"}},
		"none of them":       {[]string{"也许", "都不是"}, []string{"liaison|也许" + offer + "none|"}},
		"another choice":     {[]string{"也许", "数一数"}, []string{"liaison|也许" + offer + "|"}},
		"secret":             {[]string{"嘎嘎嘎 机密★三年"}, nil},
		"nothing to teach":   {[]string{"您好", ""}, nil},
		"said to the others": {[]string{"-嘎嘎嘎"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			eachChoice(t, shutOrOpen, func(c *counter) {
				for _, text := range x.say {
					e := c.event("dasi.liaison", text)
					e.ToBot = text == "" || text[0] != '-'
					c.say(e)
				}
				if got := c.heard(); !slices.Equal(got, x.want) {
					c.Errorf("kept %q, want %q", got, x.want)
				}
			})
		})
	}
}

// TestWhatIsTakenBackIsNotKept: nor is anything where the district keeps no sentences.
func TestWhatIsTakenBackIsNotKept(t *testing.T) {
	eachDesk(t, func(c *counter) {
		said := c.event("dasi.liaison", "嘎嘎嘎")
		c.say(said)
		if got := c.heard(); len(got) != 1 {
			c.Fatalf("kept %q", got)
		}
		back := c.event("dasi.liaison", "")
		back.Kind, back.Target = bot.KindRecall, said.ID
		c.say(back)
		if got := c.heard(); len(got) != 0 {
			c.Errorf("still kept: %q", got)
		}
	})
	never := handlerstest.Sample(t, "  heard_days: 180", "  heard_days: -1")
	dbtest.Each(t, handlerstest.Migrations(), func(t *testing.T, d *db.DB) {
		with := handlerstest.Setup{Modules: []handlers.Module{counterDesk()}, Start: dbtest.Start, Profile: never}
		c := &counter{T: t, Stage: handlerstest.New(t, d, with)}
		c.say(c.event("dasi.liaison", "嘎嘎嘎"))
		if got := c.heard(); len(got) != 0 {
			c.Errorf("kept %q", got)
		}
	})
}
