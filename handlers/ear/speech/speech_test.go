package speech_test

import (
	"strings"
	"testing"

	"linzhangbot/handlers/ear/speech"
)

// said are sentences with the deed between bars, by the kind that governs it.
var said = map[speech.Kind][]string{
	speech.Neutral: {"|销号|5号", "|报送| 张家窝镇正在推进造林绿化", "|报送| 大寺镇开展整改“回头看”", "|不同意|延期", "|取消|明天的会", "|挂问题|：大寺镇公示牌还没更新",
		"上周五交的|总结|", "周五交了|总结|"},
	speech.Done:      {"5号|已整改|", "5号|整改完毕|", "|都弄完了|"},
	speech.Request:   {"能不能|延期|到月底", "麻烦把12号|销号|", "|延期|到月底可以吗"},
	speech.Question:  {"5号|销号|了吗？", "5号是不是|已整改|", "|报送| 大寺镇开展巡林了吗？", "谁把12号|销号|了"},
	speech.Hearsay:   {"听说5号|已整改|", "听说会开过了，方案|同意|", "5号|已整改|，听他们说的"},
	speech.Plan:      {"我们准备|销号|5号", "争取本周|整改完毕|", "我打算|延期|", "下周一交|总结|", "周五下午给您送|总结|"},
	speech.Condition: {"如果照片清楚就|销号|", "要是到位了，5号|销号|", "|销号|5号，前提是照片补上"},
	speech.Wish:      {"希望早点|销号|", "5号|销号|就好了"},
	speech.Postponed: {"明天再|销号|", "|销号|5号，等领导定了再说", "|报送| 大寺镇开展巡林，等领导定了再说",
		"12号|升级为通报|的事先放一放", "能不能|销号|还得问问主任"},
	speech.Others: {"让大寺镇去|销号|5号，不归我们管", "隔壁区也|发布|总林长令"},
	speech.Negated: {"5号先别|销号|", "还没|销号|", "|整改完成|不了", "不|同意|延期",
		"不予|印发|简报第3期", "12号不准|退回|，照片不清", "不给12号|销号|", "督12未|核查通过|", "我可没同意12号|销号|"},
	speech.Partly:    {"5号|已整改|80%", "5号|整改|了一半"},
	speech.Quotation: {"“|销号|5号”这句话写错了", "他写的是“5号|销号|”", "|销号|5号，这句话写错了"},
	speech.Remark:    {"5号|销号|，我就随便说说", "现在|销号|不合适吧"},
}

func TestTheKindThatGoverns(t *testing.T) {
	for want, all := range said {
		for _, s := range all {
			p := strings.Split(s, "|")
			text := strings.Join(p, "")
			got, mark := speech.Of(text, len(p[0]), len(p[0])+len(p[1]))
			if got != want && !(want == speech.Neutral && got.MayWrite()) {
				t.Errorf("%s = %s (%s), want %s", s, got, mark, want)
			}
		}
	}
}

func TestCompletionIsWholeOrNone(t *testing.T) {
	for _, s := range []string{"5号已整改", "整改完毕", "都弄完了", "5号已整改完毕，后续将加强巡查", "已安排人员清理完毕", "已按要求完成整改",
		"5号已整改，拟申请销号", "垃圾清运100%，整改到位", "41号整改完成，建筑垃圾清运32车"} {
		if k, m := speech.Complete(s); !k.MayWrite() {
			t.Errorf("%s = %s (%s)", s, k, m)
		}
	}
	for _, s := range []string{"已整改80%", "即将整改完成", "争取本周整改完毕", "整改完成不了", "要求3月12日前整改完成", "预计下周完成",
		"已部署整改，下周完成", "是不是已整改", "三处整改完成两处，还剩一处", "第一步已完成", "正在整改", "整改了一半", "已整改，听说的", "5号还没整改"} {
		if k, m := speech.Complete(s); k.MayWrite() {
			t.Errorf("%s may write: %s (%s)", s, k, m)
		}
	}
}

func TestClausesHaveSpansAndKinds(t *testing.T) {
	text := "1号已整改，2号准备延期；“3号，销号”写错了。4号销了吗？"
	want := []speech.Kind{speech.Done, speech.Plan, speech.Quotation, speech.Question}
	all := speech.Clauses(text)
	if len(all) != len(want) {
		t.Fatalf("%d clauses: %+v", len(all), all)
	}
	for i, c := range all {
		if c.Kind != want[i] || text[c.Begin:c.End] != c.Text {
			t.Errorf("%q = %s (%s), want %s", c.Text, c.Kind, c.Mark, want[i])
		}
	}
}

// TestAMarkStandsInTheText: those who ask where it stands must find it, innocent words beside it or not.
func TestAMarkStandsInTheText(t *testing.T) {
	for _, s := range []string{"反对意见占了多数，所以不会采用18号", "不会议室开会", "没意见不同意见别采用18号", "听说没问题12已整改", "还没到如期销号"} {
		for i := range len(s) + 1 {
			for _, hear := range []func(string, int, int) (speech.Kind, string){speech.Of, speech.Inside} {
				if k, m := hear(s, i, len(s)); !strings.Contains(s, m) {
					t.Errorf("%s from %d: %s by %q", s, i, k, m)
				}
			}
		}
	}
}

func TestAnyTextIsHeard(t *testing.T) {
	for _, s := range []string{"", "，，", "”“", "“", "\xff\xfe", "吗？", strings.Repeat("“", 500)} {
		speech.Clauses(s)
		for i := -1; i <= len(s)+1; i++ {
			speech.Of(s, i, i)
			speech.Inside(s, i, i)
		}
		speech.Complete(s)
	}
}
