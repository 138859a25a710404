package words_test

import (
	"testing"
	"time"

	"linzhangbot/handlers/ear/envelope"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/profile"

	"os"
)

// words of the sample district's envelope.
func envelopeWords(t *testing.T) envelope.Words {
	t.Helper()
	data, err := os.ReadFile("../../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, _ := profile.Parse("xiqing.yaml", data)
	return envelope.FromProfile(set.Latest())
}

// slots are what is wanted; a slot that is nil must not be there.
type slots = map[string]any

func items(titles ...string) []map[string]any {
	var out []map[string]any
	for _, t := range titles {
		out = append(out, slots{"title": t})
	}
	return out
}

// said is a sentence, who says it, and what is read out of it for a command.
type said struct {
	intent, role, unit, text string
	want                     slots
}

var reported = []said{
	{"report.submit", "liaison", "辛口镇", "小助手在吗？帮我把这条信息报了：辛口镇当城村护林队清理河堤枯草8车",
		slots{"title": "辛口镇当城村护林队清理河堤枯草8车", "unit": "辛口镇"}},
	{"report.submit", "liaison", "中北镇", "给领导报个好消息，中北镇获评市级绿化先进单位",
		slots{"title": "中北镇获评市级绿化先进单位", "unit": "中北镇"}},
	{"report.submit", "liaison", "大寺镇", "@林长助手 我是大寺的小孙，今天报送一条动态，大寺镇林长走访苗圃企业，谢谢",
		slots{"title": "大寺镇林长走访苗圃企业", "unit": "大寺镇"}},
	{"report.submit", "liaison", "精武镇", "精武镇小南河村组织党员义务除草", slots{"title": "精武镇小南河村组织党员义务除草",
		"unit": "精武镇", "body": nil}},
	{"report.submit", "liaison", "精武镇", "村里老树挂上“身份证” 护林有了“新名片”",
		slots{"title": "村里老树挂上“身份证” 护林有了“新名片”", "unit": "精武镇"}},
	{"report.submit", "liaison", "王稳庄镇", "《王稳庄镇：稻田飘香 林海泛绿》，请采用",
		slots{"title": "王稳庄镇：稻田飘香 林海泛绿"}},
	{"report.submit", "liaison", "西营门街道", "报送信息 西营门街道 开展 林下 可燃物 清理",
		slots{"title": "西营门街道开展林下可燃物清理"}},
	{"report.submit", "liaison", "津门湖街道", "津门湖街道报送：“护绿小卫士”走进社区花园",
		slots{"title": "“护绿小卫士”走进社区花园", "unit": "津门湖街道"}},
	{"report.submit", "liaison", "赤龙南街道", "喂小林啊你给我发一条信息就说赤龙南街道把枯死的杨树都锯了",
		slots{"title": "赤龙南街道把枯死的杨树都锯了", "unit": "赤龙南街道"}},
	{"report.submit", "liaison", "杨柳青镇", "那个你帮忙报个信息题目是杨柳青镇林长查看古槐复壮情况内容是树洞已经修补",
		slots{"title": "杨柳青镇林长查看古槐复壮情况", "body": "树洞已经修补"}},
	{"report.submit", "liaison", "杨柳青镇", "杨柳青镇护林员夜间巡逻劝返烧烤游客6人，麻烦当一条信息给报上去吧",
		slots{"title": "杨柳青镇护林员夜间巡逻劝返烧烤游客6人"}},
	{"report.submit", "liaison", "张家窝镇", "张家窝镇完成防火隔离带割除3公里，请作为今天的信息上报",
		slots{"title": "张家窝镇完成防火隔离带割除3公里"}},
	{"report.submit", "liaison", "张家窝镇", "报送 张家窝镇稳步推进冬季管护：1、涂白3000株；2、浇封冻水200亩；3、清运枯枝12车",
		slots{"title": "张家窝镇稳步推进冬季管护", "items": nil, "body": "1、涂白3000株；2、浇封冻水200亩；3、清运枯枝12车"}},
	{"report.submit", "liaison", "李七庄街道", "李七庄街道多措并举抓防火：（一）压实责任；（二）严管火源；（三）备足物资。",
		slots{"title": "李七庄街道多措并举抓防火", "items": nil}},
	{"report.submit", "liaison", "李七庄街道", "信息报送：李七庄街道近期重点工作如下：1.修剪行道树；2.更换支撑杆",
		slots{"title": "李七庄街道近期重点工作", "items": nil}},
	{"report.submit", "liaison", "大寺镇", "报送信息两条：\n大寺镇安装森林防火语音桩6个\n大寺镇召开护林员述职会",
		slots{"items": items("大寺镇安装森林防火语音桩6个", "大寺镇召开护林员述职会"), "title": nil}},
	{"report.submit", "liaison", "大寺镇", "上报：大寺镇补植国槐30株\n上报：大寺镇巡查驿马路林带\n上报：大寺镇开展法治宣传",
		slots{"items": items("大寺镇补植国槐30株", "大寺镇巡查驿马路林带", "大寺镇开展法治宣传")}},
	{"report.submit", "liaison", "辛口镇", "辛口镇今天报三条信息：①辛口镇清理沟渠②辛口镇慰问护林员③辛口镇修复围栏",
		slots{"items": items("辛口镇清理沟渠", "辛口镇慰问护林员", "辛口镇修复围栏"), "unit": "辛口镇"}},
	{"report.submit", "liaison", "区水务局", "10月信息（区水务局）：1.完成堤岸补植；2.开展联合巡河",
		slots{"items": items("完成堤岸补植", "开展联合巡河"), "unit": "区水务局", "period": "2026-10"}},
	{"report.submit", "liaison", "中北镇", "报2条信息，一是中北镇检查加油站周边林带，二是中北镇更换防火旗",
		slots{"items": items("中北镇检查加油站周边林带", "中北镇更换防火旗")}},
	{"report.submit", "liaison", "中北镇", "报送信息2条：中北镇举办树艺讲座；中北镇发放养护手册",
		slots{"items": items("中北镇举办树艺讲座", "中北镇发放养护手册")}},
	{"report.submit", "liaison", "西营门街道", "补报9月份信息一条，西营门街道开展秋季病虫害普查",
		slots{"title": "西营门街道开展秋季病虫害普查", "period": "2026-09"}},
	{"report.submit", "liaison", "西营门街道", "上个月漏报的一条信息补上：西营门街道联合城管拆除树上广告牌",
		slots{"title": "西营门街道联合城管拆除树上广告牌", "period": "2026-10"}},
	{"report.submit", "liaison", "区应急局", "题目：区应急局开展扑火演练\n内容：11月19日，出动队员45人。\n供稿人：张工",
		slots{"title": "区应急局开展扑火演练", "body": "11月19日，出动队员45人。", "contact": "张工"}},
	{"report.submit", "liaison", "区财政局", "【信息标题】区财政局下达护林员补助资金【信息内容】共计86万元，已拨付到镇。",
		slots{"title": "区财政局下达护林员补助资金", "body": "共计86万元，已拨付到镇。"}},
	{"report.submit", "liaison", "王稳庄镇", "（1）标题：王稳庄镇开展候鸟救护\n（2）主要内容：救助东方白鹳1只\n（3）联系电话：13800000000",
		slots{"title": "王稳庄镇开展候鸟救护", "body": "救助东方白鹳1只", "phone": "13800000000"}},
	{"report.submit", "liaison", "王稳庄镇", "王稳庄镇成立林业技术服务队（联系人：老赵）", slots{"title": "王稳庄镇成立林业技术服务队",
		"contact": "老赵"}},
	{"report.submit", "office", "区林长办公室", "代精武镇报一条：精武镇完成林地界桩埋设（他们网断了，我代发）",
		slots{"title": "精武镇完成林地界桩埋设", "unit": "精武镇"}},
	{"report.submit", "liaison", "津门湖街道", "报送信息：津门湖街道修剪悬铃木140株。另外问一下这个月还差几条",
		slots{"title": "津门湖街道修剪悬铃木140株", "body": nil}},
	{"report.submit", "liaison", "赤龙南街道", "信息3：赤龙南街道林长带队查看绿道", slots{"title": "赤龙南街道林长带队查看绿道"}},
	{"report.submit", "liaison", "大寺镇", "紧急报送：大寺镇王村南林带起火，14时10分发现，消防已到场",
		slots{"title": "大寺镇王村南林带起火", "category": "emergency"}},
	{"report.submit", "liaison", "大寺镇", "报送大寺镇林地征占用排查情况", slots{"title": "大寺镇林地征占用排查情况"}},
	{"report.submit", "liaison", "大寺镇", "报送信息：大寺镇新增绿地1.2公顷，栽植苗木3.5万株",
		slots{"title": "大寺镇新增绿地1.2公顷，栽植苗木3.5万株", "items": nil}},
	{"report.submit", "liaison", "辛口镇", "办公室让报的，麻烦给录一下。《辛口镇沙窝村林长制展馆开馆》",
		slots{"title": "辛口镇沙窝村林长制展馆开馆"}},
}

var otherWords = []said{
	{"report.withdraw", "liaison", "大寺镇", "信8撤回来吧，面积写多了", slots{"ref": "8", "reason": "面积写多了"}},
	{"report.withdraw", "liaison", "大寺镇", "把信12作废，因为重复报送", slots{"ref": "12", "reason": "重复报送"}},
	{"report.withdraw", "liaison", "大寺镇", "撤回信9", slots{"ref": "9", "reason": nil}},
	{"report.withdraw", "liaison", "大寺镇", "刚才那条发错了，撤回，抱歉", slots{"ref": "last", "reason": "发错了"}},
	{"report.return", "office", "", "信16退回，标题太长，改好再报", slots{"ref": "16", "reason": "标题太长"}},
	{"report.return", "office", "", "退回信7 理由：与上月重复", slots{"ref": "7", "reason": "与上月重复"}},
	{"report.return", "office", "", "信20没有数据支撑，退回", slots{"ref": "20", "reason": "没有数据支撑"}},
	{"report.adopt", "office", "", "采用信3、信5和信9", slots{"ref": "3", "refs": []string{"3", "5", "9"}}},
	{"report.adopt", "office", "", "22、23号信息采用", slots{"ref": "22", "refs": []string{"22", "23"}}},
	{"selfcheck.submit", "liaison", "中北镇", "中北镇自查报告报上，自评九十五分半", slots{"self_score": 95.5, "unit": "中北镇"}},
	{"selfcheck.submit", "liaison", "中北镇", "自查材料已交，自评得分98.5", slots{"self_score": 98.5, "unit": "中北镇"}},
	{"selfcheck.submit", "liaison", "中北镇", "我镇2026年度自查报告，总分97", slots{"self_score": 97, "period": "2026"}},
	{"assessment.score", "office", "", "查资料得分录入：大寺镇17.5", slots{"unit": "大寺镇", "score": 17.5}},
	{"assessment.score", "office", "", "津门湖街道公示牌扣1.5", slots{"delta": -1.5, "indicator": "公示牌"}},
	{"assessment.score", "office", "", "精武镇巡林加两分", slots{"delta": 2, "indicator": "林长履职"}},
	{"assessment.score", "office", "", "给王稳庄镇宣传教育这项打零点五分", slots{"score": 0.5, "indicator": "宣传教育"}},
	{"assessment.score", "office", "", "辛口镇 林长履职 得分 9.5", slots{"score": 9.5, "delta": nil}},
	{"assessment.score", "office", "", "给中北镇打8分", slots{"score": 8, "indicator": nil}},
	{"assessment.score", "office", "", "11月20日检查，西营门街道森林防火扣3分，原因是有人烧荒",
		slots{"delta": -3, "indicator": "森林防火", "reason": "有人烧荒"}},
	{"member.bind", "", "", "你好，我是精武镇新上任的联络员周海燕，帮我绑定", slots{"name": "周海燕", "unit": "精武镇", "role": "联络员"}},
	{"member.bind", "", "", "本人郭磊，李七庄街道信息员，申请绑定", slots{"name": "郭磊", "unit": "李七庄街道", "role": "信息员"}},
	{"member.bind", "", "", "我是区水务局新来的联络员，绑一下", slots{"name": nil, "unit": "区水务局"}},
	{"board.update", "liaison", "辛口镇", "我镇在第六埠村口新立公示牌1块", slots{"place": "第六埠村口", "unit": "辛口镇", "count": 1}},
	{"board.update", "liaison", "精武镇", "付村小学门口那块公示牌换好了", slots{"place": "付村小学门口", "unit": "精武镇"}},
	{"patrol.log", "chief", "", "上午在大柳滩转了一圈，看到三处垃圾", slots{"found": 3, "date": "2026-11-23"}},
	{"patrol.log", "chief", "", "昨天去高村巡林，没看见啥问题", slots{"found": 0, "date": "2026-11-22"}},
	{"order.publish", "office", "", "发布总林长令 关于做好春季造林绿化的令", slots{"title": "关于做好春季造林绿化的令"}},
	{"summary.submit", "liaison", "区水务局", "报送区水务局2026年下半年工作总结，见附件", slots{"unit": "区水务局", "period": "2026H2"}},
}

func TestFreeWordsAreRead(t *testing.T) {
	l, words := ear(t), envelopeWords(t)
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.FixedZone("", 8*3600))
	for _, x := range append(append([]said{}, reported...), otherWords...) {
		core := envelope.Open(x.text, words)
		s := frame.Scene{Now: now, ToBot: true, Role: x.role, Unit: x.unit}
		m, ok := l.Hear(core.Core, s).Read(x.intent)
		if !ok {
			t.Errorf("%q: nobody listens for %s", x.text, x.intent)
		}
		for name, want := range x.want {
			if got := m.Slots[name]; !same(want, got) {
				t.Errorf("%q: %s is %v, want %v", x.text, name, got, want)
			}
		}
	}
}
