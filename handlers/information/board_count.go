package information

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
)

const (
	mostBoards   = 1000 // what one town says beyond it is a slip of the finger
	manyBoards   = 200  // a first number beyond it is asked about
	fewBoards    = 30   // up to it a leap is no surprise
	leapOfBoards = 3    // beyond it a number so many times the last one is asked about
)

// countWords is a number of signs as it was typed, whole: its sign and its fraction too.
var countWords = regexp.MustCompile(`([-−－—–负]?)\s*([0-9][0-9,.]*|[〇零一二两三四五六七八九十百千万]+)\s*(?:块|个|面|处)`)

// countOf is the number of signs that a sentence speaks of, 0 where it speaks of none. A number that no town can have
// is refused: bent into one that it can, it would be kept as what the town said.
func countOf(r *handlers.Request) (int, *models.Error) {
	m := countWords.FindStringSubmatch(chinese.Normalize(r.Args.Text))
	if m == nil || r.Args.Confirmed { // what was confirmed is a total, in the slot; the words may say how many are new
		n, _ := r.Args.Slots.Int(slotCount)
		return n, nil
	}
	n, ok := chinese.Number(strings.ReplaceAll(m[2], ",", ""))
	typed := m[1] + m[2]
	switch {
	case m[1] != "" || ok && n == 0:
		return 0, noCount(r, typed+"块不成数，块数要大于0。")
	case strings.Contains(m[2], "."):
		return 0, noCount(r, typed+"块不成数，块数要是整数。")
	case !ok || n > mostBoards || utf8.RuneCountInString(m[2]) > 8:
		return 0, noCount(r, fmt.Sprintf("%s块太多了，一家最多登记%d块。", handlers.Cut(typed, 12), mostBoards))
	}
	return n, nil
}

func noCount(r *handlers.Request, why string) *models.Error {
	return models.Refuse(models.BadInput, strings.TrimSuffix(why, "。")+"，没有登记。", "请核对后重发，例如“更新公示牌12块”。",
		r.Profile.Boards.Article)
}

// leaps reports whether a town that has known signs would hardly have so many now.
func leaps(known, now int) bool {
	if known == 0 {
		return now > manyBoards
	}
	return now > fewBoards && now > leapOfBoards*known
}
