package words_test

import (
	"testing"
)

// chatter is what no question of any type takes for its answer.
var chatter = []string{"谢谢", "还没定", "不知道", "下周再说", "等领导定", "好的", "收到", "同意", "几点开会？", "为什么", "哈哈", "辛苦了",
	"我问一下", "明天再说吧", "可能12月8日吧", "是大寺镇吗"}

// TestNoShapeTakesChatter: whatever is asked.
func TestNoShapeTakesChatter(t *testing.T) {
	l := ear(t)
	for _, slot := range []string{"place", "start", "clock", "date", "deadline", "new_deadline", "unit", "targets",
		"issue", "ref", "meeting", "type", "step", "period", "reason", "title", "content", "body", "name", "to", "reviewer",
		"stand_in", "score", "owner1", "deadline2", "channel"} {
		for _, text := range chatter {
			if free := !l.Typed(slot); free && text == "可能12月8日吧" && slot != "place" && slot != "name" {
				continue // a reason may say so
			}
			if v, ok := l.Slot(slot, text, monday); ok {
				t.Errorf("%s takes %q as %v", slot, text, v)
			}
		}
	}
}

// TestShapes: what has the shape of a slot, and what has not.
func TestShapes(t *testing.T) {
	l := ear(t)
	for _, x := range []struct {
		slot, text string
		want       any // nil: it is no answer
	}{
		{"place", "区政府三楼会议室", "区政府三楼会议室"}, {"place", "地点在区政府三楼", "区政府三楼"}, {"place", "就在大寺镇政府吧", "大寺镇政府"},
		{"place", "区政府二楼会议室，上午十点", "区政府二楼会议室"}, {"place", "12月8日上午九点，林场防火指挥中心", "林场防火指挥中心"},
		{"place", "水库周边", "水库周边"}, {"place", "环城公路北侧", "环城公路北侧"},
		{"place", "腾讯会议", "腾讯会议"}, {"place", "老地方", nil},
		{"place", "区政府办公楼201", "区政府办公楼201"}, {"place", "换成视频会议", "视频会议"},
		{"place", "地点还在协调", nil}, {"place", "会议室被占了", nil}, {"place", "随便", nil}, {"place", "听主任的", nil},
		{"place", "峰山森林公园东门", "峰山森林公园东门"},
		{"place", "今天天气不错", nil}, {"place", "绿水青山就是金山银山", nil}, {"place", "领导不在办公室", nil}, {"place", "我在办公室", nil},
		{"place", "上午十点", nil}, {"place", "中午一起吃饭", nil}, {"place", "已经通知各单位了", nil}, {"place", "会", nil},
		{"start", "12月8日上午九点", "2026-12-08T09:00"}, {"start", "定在12月8日上午九点吧", "2026-12-08T09:00"},
		{"start", "12月8日", "12月8日"},
		{"start", "昨天大寺镇着火了", nil}, {"start", "区政府三楼", nil},
		{"deadline", "12月5日前完成", "2026-12-05"}, {"deadline", "12月5日前，抓紧", "2026-12-05"}, {"deadline", "上周五巡林看到有人倒垃圾", nil},
		{"unit", "大寺镇", "大寺镇"}, {"unit", "由大寺镇负责", "大寺镇"}, {"unit", "大寺镇说他们在忙", nil}, {"unit", "不认识的镇", nil},
		{"issue", "12号", "12"}, {"issue", "是督12吧", "12"}, {"issue", "12", "12"},
		{"issue", "1号已整改，垃圾清完，附照片", nil}, {"issue", "那个垃圾的", nil}, {"issue", "采用信〔2026〕7号、9号", nil},
		{"start", "讲义的例子，12月5日前整改到位", nil}, {"start", "推迟到12月8日上午九点", "2026-12-08T09:00"},
		{"meeting", "会3号", "会3号"}, {"meeting", "区政府三楼", nil},
		{"reason", "连续降雨", "连续降雨"}, {"reason", "因为还没到货", "因为还没到货"}, {"reason", "雨", nil},
		{"title", "春季补植", "春季补植"}, {"title", "补植", nil},
		{"name", "我叫李志强", "李志强"}, {"name", "张科长", "张科长"}, {"name", "本月报了几条", nil}, {"name", "报送大寺镇补植白蜡", nil},
		{"score", "95分", 95}, {"score", "扣2分", 2}, {"score", "大寺镇表现很好", nil},
		{"owner1", "区水务局", "区水务局"}, {"deadline1", "12月底前", "2026-12-31"},
	} {
		if v, ok := l.Slot(x.slot, x.text, monday); ok != (x.want != nil) || ok && v != x.want {
			t.Errorf("%s of %q: %v %t, want %v", x.slot, x.text, v, ok, x.want)
		}
	}
}

// TestPure: a value and nothing else is an answer, whatever it might mean as a command.
func TestPure(t *testing.T) {
	l := ear(t)
	for _, x := range []struct {
		slot, text string
		want       bool
	}{
		{"issue", "督12", true}, {"issue", "12号", true}, {"unit", "大寺镇", true}, {"deadline", "12月5日前", true},
		{"issue", "督12已整改", false}, {"deadline", "拟定会议 联席会议 12月10日上午九点 区政府二楼", false}, {"reason", "督12", false},
	} {
		if got := l.Purely(x.slot, x.text, monday); got != x.want {
			t.Errorf("%s %q: %t", x.slot, x.text, got)
		}
	}
}
