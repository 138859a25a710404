package frame

// Command is what the ear must know of a command beside its frame.
type Command struct {
	Intent string // report.submit
	Title  string // 报送信息: what a choice says it would do
	Usage  string // 采用 信3号: what people are told to say
	Writes bool   // it changes records, so that only what is plainly ordered may run it
	Asks   bool   // it finds what it is about itself, and asks for what it lacks
}

// Level is how plainly a sentence says a command's own words.
type Level int

// The levels, from nothing to an order.
const (
	Silent Level = iota // nothing of it is said
	Partly              // a turn of speech that may mean it
	Wholly              // deed and matter are said
	Openly              // it begins with the command word
)
