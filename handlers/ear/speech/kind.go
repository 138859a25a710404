// Package speech hears in what kind of speech a clause is said: ordered, done, asked, hoped for, put off, quoted. It
// knows words of speech alone, no command and no district.
package speech

// Kind is the kind of speech of a clause.
type Kind int

// The kinds. Only what is neutral, done, ordered or requested may write.
const (
	Neutral   Kind = iota // no mark at all
	Done                  // 已整改, 都弄完了
	Order                 // 销号吧, 把12号销了
	Request               // 麻烦销号, 能不能延期
	Question              // 销号了吗, 是不是已整改
	Hearsay               // 听说已整改: somebody else's words
	Plan                  // 准备销号, 预计下周完成
	Condition             // 如果整改到位就销号
	Wish                  // 希望早点销号
	Postponed             // 明天再销号; 等领导定了再说
	Negated               // 先别销号, 整改完成不了
	Partly                // 已整改80%, 还剩一处, 正在整改
	Quotation             // “销号”这句话写错了
	Others                // 要求3月12日前整改完成: a task somebody else has
	Remark                // 我就随便说说
)

var kindNames = [...]string{"neutral", "done", "order", "request", "question", "hearsay", "plan", "condition", "wish",
	"postponed", "negated", "partly", "quotation", "others", "remark"}

// String names the kind in English, for showing why.
func (k Kind) String() string { return kindNames[k] }

// MayWrite reports whether a deed said in this kind of speech may change a record.
func (k Kind) MayWrite() bool { return k <= Request }

// Idle reports whether the kind only speaks about a deed, so that there is nothing to ask back.
func (k Kind) Idle() bool {
	switch k {
	case Hearsay, Plan, Wish, Quotation, Remark:
		return true
	}
	return false
}

var chineseNames = [...]string{"平常话", "已经做了", "吩咐", "请求", "提问", "转述别人的话", "打算", "假设", "愿望", "往后放", "否定", "只做了一部分",
	"引用", "别人的事", "随口一说"}

// Chinese is the kind's name for people.
func (k Kind) Chinese() string { return chineseNames[k] }
