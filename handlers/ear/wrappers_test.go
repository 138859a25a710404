package ear_test

import (
	"strings"
	"testing"

	"linzhangbot/handlers/ear/frame"
)

// What stands around an order and changes nothing of it, and what takes it back. X is the order.
var (
	sameOften = []string{"各位领导好，X", "11月23日 X", "@林长助手 X", "X，收到请回复", "X🙏", "X啊", "另外，X", "X，请审阅"}
	backOften = []string{"听说X", "我们准备X", "先别X", "X了吗？", "X，等领导定了再说", "“X”这句话写错了", "还没X", "明天再X"}
)

// same are greetings, calls, dates, thanks, excuses and stickers.
var same = []string{
	"在吗？X", "小助手，X", "打扰了，X", "领导您好！X", "周一好，X", "不好意思这么早打扰，X", "麻烦您给办一下，X", "早上好☀️X",
	"X，谢谢啦", "X，辛苦辛苦", "X，麻烦了[抱拳]", "X。以上，请知悉。", "X👌", "X哈，谢谢", "X，给您添麻烦了", "X，有劳",
	"@林长助手　X，谢谢！", "林长助手你好，X", "【11月23日】X", "11月23日上午：X", "忘了说了，X", "哦对了，X", "X[玫瑰][玫瑰]",
	"X！！", "X～", "各位同事上午好，X，请查收",
}

// back are hearsay, plans, conditions, quotations, refusals, put-offs, other people's tasks and questions.
var back = []string{
	"群里都在传X", "张科长跟我说X，不知真假", "好像要X吧", "我打算过两天X", "下一步我们计划X", "等照片齐了再X", "要是领导点头了就X",
	"如果下午不下雨就X", "能不能X还得问问主任", "他昨天发的“X”是什么意思", "模板是这样写的：“X”", "举个例子，比如X", "千万别X",
	"X？我没说过这话", "X这事先放一放", "X的事以后再说", "X，我开玩笑的", "本来想X，后来算了", "谁让你X的", "为什么要X",
	"是不是该X了", "X是谁定的？", "让大寺镇去X，不归我们管", "隔壁区也X了，咱们学学", "希望早日X", "X？不合适吧", "我可没同意X",
	"去年这时候也X过",
}

// backLater were written after the ear had learned from those above; by now it has learned from all of them.
var backLater = []string{
	"刚在食堂听人讲X", "据水务局反馈X", "回头有空了再X", "等开完会X", "除非下雪，否则X", "假设明天X", "通知里原话是“X”", "别听他们的，X是瞎说",
	"不能X", "没必要X", "X，暂缓", "X？再琢磨琢磨", "老李他们那边负责X", "X这活儿归辛口镇", "X行不行啊还没问过", "什么情况下可以X",
	"我还以为X", "X，要真这样就好了", "要不X？我也拿不准", "上个礼拜开会提到X",
}

// orders are sentences of the corpora that act at once, some of every command.
func orders(t *testing.T) []line {
	t.Helper()
	const most, ofEach = 200, 8
	e, writes := sample(t)
	all, count := append(corpus(t, messages), corpus(t, heldOut)...), map[string]int{}
	for _, set := range []string{"sentences", "eyes1", "eyes2", "eyes3", "eyes4"} {
		all = append(all, corpus(t, "testdata/sets/"+set+".jsonl")...)
	}
	var out []line
	for _, l := range all {
		plain := writes[l.Intent] && !strings.Contains(l.Text, "\n") && len([]rune(l.Text)) < 60
		if !plain || len(out) == most || count[l.Intent] == ofEach {
			continue
		}
		if m := e.Understand(l.Text, l.scene()); m.Intent == l.Intent && m.Expect == frame.OK {
			out, count[l.Intent] = append(out, l), count[l.Intent]+1
		}
	}
	return out
}

// wrapped counts the orders for which a wrapper does as it is judged, and tells the others.
func wrapped(t *testing.T, wrappers []string, as func(l line, m frame.Meaning) bool) (is, all int) {
	t.Helper()
	e, _ := sample(t)
	base := orders(t)
	for _, w := range wrappers {
		n := 0
		for _, l := range base {
			text := strings.Replace(w, "X", l.Text, 1)
			m := e.Understand(text, l.scene())
			if as(l, m) {
				n++
			} else if testing.Verbose() {
				t.Logf("%q: %s %s, bare %s", text, m.Intent, m.Expect, l.Intent)
			}
		}
		if testing.Verbose() {
			t.Logf("%s: %d of %d", w, n, len(base))
		}
		is, all = is+n, all+len(base)
	}
	t.Logf("%.3f of %d", float64(is)/float64(all), all)
	return is, all
}

func TestWhatChangesNothing(t *testing.T) {
	for name, wrappers := range map[string][]string{"often": sameOften, "fresh": same} {
		t.Run(name, func(t *testing.T) {
			kept, all := wrapped(t, wrappers, func(l line, m frame.Meaning) bool { return m.Intent == l.Intent })
			if kept*100 < all*98 {
				t.Errorf("%d of %d keep their meaning", kept, all)
			}
		})
	}
}

func TestWhatTakesBack(t *testing.T) {
	_, writes := sample(t)
	for _, x := range []struct {
		name     string
		wrappers []string
		most     int
	}{{"often", backOften, 2}, {"fresh", back, 2}, {"later", backLater, 2}} {
		t.Run(x.name, func(t *testing.T) {
			idle, all := wrapped(t, x.wrappers, func(_ line, m frame.Meaning) bool {
				return !writes[m.Intent] || m.Expect != frame.OK
			})
			if acts := all - idle; acts*100 > all*x.most {
				t.Errorf("%d of %d are done all the same", acts, all)
			}
		})
	}
}
