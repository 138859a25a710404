package frame

// Frame is what one command listens for. It is declared beside the command as data; the engine knows no command.
type Frame struct {
	Intent  string
	Phrases []Phrase
	Veto    []string // any of these words in the sentence, and it is not meant
	// Deeds are the words by which it is ordered, separated by blanks: without one of them nothing is written at once.
	Deeds string
	// About are the kinds of records whose numbers it acts upon, as in the profile's numbering; empty: any number is
	// a part of its words.
	About string
	// Nature is what the deed is, where a kind of speech that takes others back is its own: refuses (不同意 orders it),
	// plans (下周开会), wishes (想延期), tells (还在推进), completes (only what is wholly done).
	Nature  string
	Bare    bool // people order it in a word or two when one thing waits: 同意
	Carries bool // its head takes all words behind it: a report is one, whatever stands in it
	// Answers are the codes of cards that it answers, so that a bare word under one orders it; Yes: a plain yes does too.
	Answers string
	Yes     bool
	Else    string  // the command that keeps a deed that is only partly done
	Keeps   bool    // its words are kept, so that a secrecy mark in them stops it
	Alarms  bool    // emergencies are reported by it
	Reads   bool    // it changes no record, although no command says so
	Slots   []Slot  // in the order they are read
	Asks    []Doubt // what turns an understood sentence into a question, in order
}

// Phrase is one way to say it.
//
// A pattern is written as elements with spaces between them. An element is a list of alternatives (报送|上报) or a
// class of things found in the sentence ({unit}, {issue}, {date} …); a question mark makes it optional, _ is a blank.
// Elements follow each other directly, light punctuation aside; … lets anything stand between. ^ is the beginning of
// the sentence, $ its end; & joins two patterns that may stand in any order, and leaves the whole sentence to the
// slots; an element after > must be there but is not used up; without ^ the phrase may begin anywhere.
type Phrase struct {
	Pattern string
	Hint    bool   // it may mean it, no more
	Turn    bool   // it begins the sentence and is no command word
	Strong  bool   // an explicit command word: no answer to a question of something else
	Roles   string // only said by these: "office chief"; empty: anybody
	Whole   bool   // no command word in it: the slots are read from the whole sentence
	Doubt   string // what to confirm before acting, where the words may mean something else
}

// Slot is one thing to be read out of the sentence.
type Slot struct {
	Name     string // as in CONTRACT §4
	From     string // name of the reader, see readers
	Arg      string // what the reader needs to know, if anything
	Required bool
	Ask      string // the question when it is required and missing
}

// Doubt is a reason to ask, to confirm or to refuse although everything was said.
type Doubt struct {
	If     string // name of the check, see doubts
	Expect Expect
	Why    string
	Slot   string // Ask: the slot that the answer fills
}
