package talk_test

import (
	"testing"

	"linzhangbot/handlers/ear/talk"
)

// TestTalk: what answers no question, and what does.
func TestTalk(t *testing.T) {
	for kind, list := range map[talk.Kind][]string{
		talk.Thanks:   {"谢谢", "好的，谢谢", "辛苦了", "辛苦各位", "麻烦您了", "收到，谢谢！"},
		talk.Courtesy: {"好的", "收到", "知道了", "哈哈哈", "同意", "你好", "OK", "👌", "好的，收到"},
		talk.PutOff: {"还没定", "不知道", "下周再说", "等领导定", "待定", "我问一下", "稍等", "没想好", "到时候通知", "晚点给你", "先放放", "领导还没批",
			"不清楚啊", "我在开会", "这个我得请示一下领导", "等通知吧", "暂时没定", "定不下来"},
		talk.Query: {"几点？", "开什么会", "在哪开", "可以吗", "谁定的", "要多久", "为什么问这个", "中午吃什么"},
		talk.Matter: {"区政府三楼", "连续降雨", "资金没有落实", "材料不全", "张科长", "等雨停了才能施工，地太湿", "因为苗木还没到货", "12月5日", "督12",
			"李七庄街道开展春季补植和苗木养护工作"},
	} {
		for _, text := range list {
			if got := talk.Of(text); got != kind {
				t.Errorf("%s: %d, want %d", text, got, kind)
			}
		}
	}
}

// TestYesAndNo: whole answers alone are one.
func TestYesAndNo(t *testing.T) {
	for _, x := range []struct {
		want string
		list []string
	}{
		{"yes", []string{"报吧", "行", "可以", "好的", "对", "没错", "就这样", "嗯", "嗯嗯", "确认", "是的", "好的，报吧", "行，发吧", "就按这个报",
			"没问题", "同意", "可以，谢谢", "那就报吧", "OK", "就这么办", "对的，报送吧"}},
		{"no", []string{"先别报", "否", "不报了", "算了", "不对", "不是", "取消", "别发", "不用了", "先别急着报", "暂不办", "不行", "不同意", "不是这个意思", "算了吧",
			"先不报", "不用报了"}},
		{"-", []string{"谢谢", "还没定", "改成三楼", "确认，地点改三楼", "区政府三楼", "先等等", "报送大寺镇补植", "可以吗", "是12号", "", "好像不对"}},
	} {
		for _, text := range x.list {
			agreed, said := talk.YesNo(text)
			got := map[[2]bool]string{{true, true}: "yes", {false, true}: "no"}[[2]bool{agreed, said}]
			if got == "" {
				got = "-"
			}
			if got != x.want {
				t.Errorf("%s: %s, want %s", text, got, x.want)
			}
		}
	}
}
