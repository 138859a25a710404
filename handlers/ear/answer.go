package ear

import "linzhangbot/handlers/ear/words"

// Level is how plainly a sentence says a command's own words.
type Level = words.Level

// The levels: none, and those that are evidence.
const (
	Silent = words.Silent // nothing of it is said
	Wholly = words.Wholly // deed and matter are said
	Openly = words.Openly // it begins with the command word
)

// Talk is what words are that answer no question.
type Talk = words.Talk

// The kinds of talk.
const (
	Matter   = words.Matter   // none of them
	Thanks   = words.Thanks   // 谢谢
	Courtesy = words.Courtesy // 好的
	Query    = words.Query    // 几点开？
	PutOff   = words.PutOff   // 还没定
)

// TalkOf says what kind of talk a text is, as an answer to a question.
func TalkOf(text string) Talk { return words.TalkOf(text) }

// YesNo reads a yes or a no; said is false for everything else.
func YesNo(text string) (agreed, said bool) { return words.YesNo(text) }

// Typed reports whether a slot takes a value of a type rather than words.
func Typed(slot string) bool { return words.Typed(slot) }
