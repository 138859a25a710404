package handlers

import (
	"time"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// Audience says who should hear something; it is resolved to chats and mentions when the notice is queued.
// Exactly one of the first six is set.
type Audience struct {
	Main    bool              // the district's main group
	Office  bool              // the office's own group
	Org     string            // the organisation's group, else its liaisons in private, else the main group
	Person  string            // a person, in private
	Post    string            // every holder of a post key, in private
	Account roster.AccountKey // one account, in private, whether or not anybody is bound to it
	Roles   []models.Role     // with Org: mention these roles instead of the liaison
	Also    []string          // person codes to mention besides
}

// Notice is something said that is not the reply: to somebody else, or by the clock.
type Notice struct {
	Key     string   // said once per key, ever: rule + subject + period + step, or event + record + version
	Subject []string // keys of the duties and records it speaks about, for withdrawal
	To      Audience
	Card    bot.Card
	Urgent  bool      // passes quiet hours
	At      time.Time // not before; zero: now (quiet hours apply unless Urgent)
	Until   time.Time // no sense after; zero: never expires
}

// Mail is what one transaction has to say beside its answer.
type Mail struct {
	Tx      *db.Tx
	Profile *profile.Profile
	Now     time.Time // in the district's zone
	Notices []Notice
	// Prefer is the platform to reach people on who have several; empty: the one they were bound on last.
	Prefer string
	// Reply is the answer being given to Event: a notice of the same code in that chat melts into it.
	Reply *bot.Card
	Event bot.Event
}

// Post puts mail into the outbox. Rooms that cannot import postal are handed it.
type Post func(m Mail) error

// Section is something that a chat hears by the clock beside what it owes: a weekly digest. All that a chat hears in a
// morning is one message.
type Section struct {
	Key  string   // said once per key, ever
	To   Audience // Main, Office, Org or Person
	Draw func() (bot.Card, error)
}
