package envelope

import (
	"reflect"
	"testing"

	"linzhangbot/models/profile"
)

// words are those of a small district.
func words() Words {
	return FromProfile(&profile.Profile{
		BotNames: []string{"林长助手", "林长小助手"}, Ambiguous: []string{"分局"},
		Orgs: []profile.Org{
			{Name: "区林长办公室", Aliases: []string{"区林长办", "林长办"}}, {Name: "大寺镇", Aliases: []string{"大寺"}},
			{Name: "精武镇", Former: []string{"南河镇"}}, {Name: "公安西青分局", Aliases: []string{"分局"}},
			{Name: "规资西青分局", Aliases: []string{"分局"}},
		},
	}, "小青")
}

func TestCore(t *testing.T) {
	for said, core := range map[string]string{
		// Nothing to take off.
		"12号已整改":              "12号已整改",
		"收到":                  "收到",
		"还有谁没报":               "还有谁没报",
		"大寺镇12号已整改":           "大寺镇12号已整改",
		"大寺镇，12号已整改":          "大寺镇，12号已整改",
		"我镇12号已整改":            "我镇12号已整改",
		"各街镇林长办：请做好防范":        "各街镇林长办：请做好防范",
		"转大寺镇12号":             "转大寺镇12号",
		"好不好":                 "好不好",
		"收到，大寺镇":              "收到，大寺镇",
		"好，继续努力":              "好，继续努力",
		"大寺镇护林员向大家表示感谢":       "大寺镇护林员向大家表示感谢",
		"联络员：李红":              "联络员：李红",
		"我是大寺镇联络员李红，绑定":       "我是大寺镇联络员李红，绑定",
		"大寺呢":                 "大寺呢",
		"12号还在整改呢":            "12号还在整改呢",
		"哈哈哈":                 "哈哈哈",
		"[文件]12号已整改":          "[文件]12号已整改",
		"问题交办：大寺镇公示牌破损":       "问题交办：大寺镇公示牌破损",
		"延期到12月20日，请批准":       "延期到12月20日，请批准",
		"报给abc@163.com":       "报给abc@163.com",
		"督促 @大寺镇联络员":          "督促 @大寺镇联络员",
		"报送：大寺镇道一声“辛苦了，谢谢”":   "报送：大寺镇道一声“辛苦了，谢谢”",
		"报送《@林长助手 你好 ，谢谢》":    "报送《@林长助手 你好 ，谢谢》",
		"改标题：“各位好，12月5日 谢谢啊”": "改标题：“各位好，12月5日 谢谢啊”",
		// Greetings and courtesies ahead.
		"各位领导好，报信息":             "报信息",
		"尊敬的各位领导、同志们，大家上午好！报信息": "报信息",
		"王主任您好，报信息":             "报信息",
		"领导，报信息":                "报信息",
		"大家好\n报信息":              "报信息",
		"打扰一下，另外，报信息":           "报信息",
		"对了，报信息":                "报信息",
		"好的，12号已整改":             "12号已整改",
		"[抱拳]🌲 报信息":             "报信息",
		// Courtesies behind.
		"报信息，请查收，谢谢🙏":         "报信息",
		"报信息，收到请回复":           "报信息",
		"报信息，请各位领导审阅。":        "报信息",
		"报信息。以上情况请知悉，辛苦了！":    "报信息",
		"报信息，如有问题请随时联系":       "报信息",
		"报信息谢谢":               "报信息",
		"报信息啊":                "报信息",
		"报信息哈～":               "报信息",
		"12号已整改了呢":            "12号已整改了",
		"报送《大寺 四个一》，请查收[抱拳]":  "报送《大寺 四个一》",
		"报信息🙏🙏~":              "报信息",
		"收到，谢谢":               "收到",
		"正文：一是巡林。\n二是宣传。\n谢谢": "正文：一是巡林。\n二是宣传。",
		// Nothing but courtesy.
		"各位领导好":      "",
		"收到请回复":      "",
		"🙏":          "",
		"好的，谢谢":      "",
		"@林长助手":      "",
		"大寺镇：请查收，谢谢": "",
	} {
		if got := Open(said, words()).Core; got != core {
			t.Errorf("the core of %q is %q, want %q", said, got, core)
		}
	}
}

func TestFacts(t *testing.T) {
	for said, want := range map[string]Envelope{
		"大寺镇林长办：报信息":          {Core: "报信息", Headed: "大寺镇林长办：报信息", Speaker: "大寺镇"},
		"【大寺镇】报信息":            {Core: "报信息", Headed: "【大寺镇】报信息", Speaker: "大寺镇"},
		"[大寺镇]报信息":            {Core: "报信息", Headed: "[大寺镇]报信息", Speaker: "大寺镇"},
		"大寺镇联络员李红：报信息":        {Core: "报信息", Headed: "大寺镇联络员李红：报信息", Speaker: "大寺镇"},
		"南河镇小王报告：报信息":         {Core: "报信息", Headed: "南河镇小王报告：报信息", Speaker: "南河镇"},
		"领导好，这里是大寺，报信息":       {Core: "报信息", Headed: "这里是大寺，报信息", Speaker: "大寺"},
		"分局：报信息":              {Core: "分局：报信息", Headed: "分局：报信息"}, // two are called so
		"大寺镇林长办报送：报信息":        {Core: "大寺镇林长办报送：报信息", Headed: "大寺镇林长办报送：报信息"},
		"报信息\n大寺镇林长办\n11月23日": {Core: "报信息", Headed: "报信息", Speaker: "大寺镇"},
		"报信息——大寺镇":            {Core: "报信息", Headed: "报信息", Speaker: "大寺镇"},
		"新增问题\n公示牌破损\n大寺镇":    {Core: "新增问题\n公示牌破损\n大寺镇", Headed: "新增问题\n公示牌破损\n大寺镇"},
		"我镇：报信息":              {Core: "报信息", Headed: "报信息"},
		"11月23日 报信息":          {Core: "报信息", Headed: "11月23日 报信息", Date: "11月23日"},
		"【2026-11-23】报信息":     {Core: "报信息", Headed: "【2026-11-23】报信息", Date: "2026-11-23"},
		"11月23日（周一）\n大寺：您好，报信息": {Core: "报信息", Headed: "11月23日（周一）\n大寺：您好，报信息", Date: "11月23日",
			Speaker: "大寺"},
		"12月9日 下午三点开会":                  {Core: "12月9日 下午三点开会", Headed: "12月9日 下午三点开会"},
		"12月5日 前完成整改":                   {Core: "12月5日 前完成整改", Headed: "12月5日 前完成整改"},
		"12月5日前完成整改":                    {Core: "12月5日前完成整改", Headed: "12月5日前完成整改"},
		"11月23日 起草简报":                   {Core: "起草简报", Headed: "11月23日 起草简报", Date: "11月23日"},
		"转：12号已整改":                      {Core: "12号已整改", Headed: "12号已整改", Forwarded: true},
		"【转发】大寺镇：12号已整改":                {Core: "12号已整改", Headed: "【转发】大寺镇：12号已整改", Forwarded: true, Speaker: "大寺镇"},
		"[聊天记录]12号已整改":                  {Core: "12号已整改", Headed: "12号已整改", Forwarded: true},
		"「李红：12号销号」\n- - - - - - -\n好的": {Core: "好的", Headed: "好的", Quotation: "「李红：12号销号」\n- - - - - - -\n"},
		"> 12号销号\n不同意":                  {Core: "不同意", Headed: "不同意", Quotation: "> 12号销号\n"},
		"“12号已整改”":                      {Core: "“12号已整改”", Headed: "“12号已整改”", Quoted: true},
		"> 12号销号":                       {Quotation: "> 12号销号", Quoted: true},
		"“报送‘一’“二”三”。":                  {Core: "“报送‘一’“二”三”。", Headed: "“报送‘一’“二”三”。", Quoted: true},
		"“四个一”怎么报":                      {Core: "“四个一”怎么报", Headed: "“四个一”怎么报"},
		"《大寺镇巡林》":                       {Core: "《大寺镇巡林》", Headed: "《大寺镇巡林》"},
		"＠林长小助手　报信息":                    {Core: "报信息", Headed: "报信息", Named: true},
		"报信息@小青":                        {Core: "报信息", Headed: "报信息", Named: true},
		"报信息，@ 林长助手":                    {Core: "报信息", Headed: "报信息", Named: true},
		"12号 @林长助手 已整改":                 {Core: "12号   已整改", Headed: "12号   已整改", Named: true},
		"@张三 @林长助手 报信息":                 {Core: "报信息", Headed: "报信息", Named: true, Mentions: []string{"张三"}},
		"@林长助手 报信息 @李四":                 {Core: "报信息", Headed: "报信息", Named: true, Mentions: []string{"李四"}},
		"@张三 12号销了没":                    {Core: "12号销了没", Headed: "12号销了没", Mentions: []string{"张三"}},
		"@大寺镇-李红 12号销了没":                {Core: "@大寺镇-李红 12号销了没", Headed: "@大寺镇-李红 12号销了没"},
		"各位领导好！\n11月23日\n@林长助手 报信息":     {Core: "报信息", Headed: "报信息", Named: true, Date: "11月23日"},
		"标题：巡林\n@林长助手 报信息":              {Core: "标题：巡林\n  报信息", Headed: "标题：巡林\n  报信息", Named: true},
		"林长助手，报信息":                      {Core: "报信息", Headed: "报信息"},
	} {
		if got := Open(said, words()); !reflect.DeepEqual(got, want) {
			t.Errorf("the envelope of %q is\n%#v, want\n%#v", said, got, want)
		}
	}
}

func TestOrg(t *testing.T) {
	w := words()
	for said, name := range map[string]string{"大寺": "大寺镇", "南河镇": "精武镇",
		"区林长办": "区林长办公室", "分局": "分局", "无": "无"} {
		if got := w.Org(said); got != name {
			t.Errorf("%s is %s, want %s", said, got, name)
		}
	}
}

// FuzzOpen: no text breaks the reader, and what it leaves is a part of what was said.
func FuzzOpen(f *testing.F) {
	for _, s := range []string{"各位领导好，@林长助手 【大寺镇】报信息🙏", "「a」\n- - - -\n",
		"\n@林长助手\n", "@", "[", "“", "，谢谢", "\x00@小青"} {
		f.Add(s)
	}
	w := words()
	f.Fuzz(func(t *testing.T, s string) {
		e := Open(s, w)
		if len(e.Core) > len(e.Headed) {
			t.Errorf("the core %q is longer than what it was cut from: %q", e.Core, e.Headed)
		}
	})
}
