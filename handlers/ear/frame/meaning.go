// Package frame is what a command declares that it listens for (Frame), what is known around a sentence (Scene), and
// what the ear makes of it (Meaning). It is data alone: faces, the contract and the ear share it.
package frame

import "time"

// Expect says what should follow from a sentence.
type Expect string

const (
	OK      Expect = "ok"      // act
	Ask     Expect = "ask"     // one question back
	Confirm Expect = "confirm" // show what was understood and wait
	Refuse  Expect = "refuse"  // say why not
	Choose  Expect = "choose"  // offer what it may mean: Candidates
)

// Unknown is the intent of everything that is not for the bot.
const Unknown = "unknown"

// Scene is what is known about where a sentence was said.
type Scene struct {
	Now     time.Time // in the district's zone
	Private bool      // private chat with the bot
	ToBot   bool      // the bot was addressed
	Pressed bool      // the words are those of a button of the bot's own
	Role    string    // liaison, office, chief; empty: not known
	Unit    string    // full name of the sender's own organisation, as the binding gives it; may be empty
	Media   int       // pictures and files that came with the text

	Card    *Card               // the newest card of the chat
	Reply   *Card               // the card that is replied to
	Quote   string              // the words that are answered to
	Open    map[string][]string // what exists and waits, by kind of record
	Pending *Pending            // the question that is open
}

// Card is something the bot said: what it was about.
type Card struct {
	Code string            `json:"code"` // issue.raised
	Refs map[string]string `json:"refs"` // kind of record → number
}

// Pending is an open question.
type Pending struct {
	Intent  string `json:"intent"`
	Missing string `json:"missing"` // the slot its answer fills
}

// Meaning is what the bot makes of a sentence.
type Meaning struct {
	Intent  string         // CONTRACT §4; Unknown for everything else
	Slots   map[string]any // CONTRACT §4: strings, numbers, bools, []string, []map[string]any
	Expect  Expect
	Why     string   // Chinese, one short sentence: why it asks, confirms or refuses
	Missing string   // Ask: the slot the answer fills; empty when the answer is a choice of intents
	Choices []string // Ask: answers to offer, such as the two 分局
	Unsure  bool     // the words may mean something else: to be confirmed even where the command asks its own questions
	Text    string   // the words that were read, what is said to the bot itself taken off
	Named   []string // the records and organisations it names
	Spans   [][2]int // where in Text, in bytes, the words stand that order it
	// Candidates are what the sentence may mean, at most three, the best first; only with Choose. Intent and Slots are
	// then those of the best.
	Candidates []Candidate
	// Acts are the orders of a message that gives several, in their order; the first is the meaning itself.
	Acts   []Act
	Strong bool // the sentence begins with an explicit command word: no answer to a question of something else
}

// Act is one of several orders in a message.
type Act struct {
	Intent string         `json:"intent"`
	Slots  map[string]any `json:"slots"`
	Expect Expect         `json:"expect"`
	Text   string         `json:"text"` // its own words
}

// Candidate is one reading of a sentence that may mean several things.
type Candidate struct {
	Intent string         `json:"intent"`
	Slots  map[string]any `json:"slots"`
	Label  string         `json:"label"` // Chinese: what choosing it would do; may be empty
}

// Longest is the longest text, in characters, that is read at all. What is longer deserves another answer than
// “没听懂”.
const Longest = 6000
