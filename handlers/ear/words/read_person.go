package words

import (
	"regexp"
	"strings"

	"linzhangbot/handlers/ear/frame"
)

// surname begins a person's name.
const surname = `[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎` +
	`余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严` +
	`牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢岳齐梅莫庄辛祝左谷祁时耿牟詹关苗凌费纪靳童甄项曲游裴席屈鲍霍翁景单柯阮桂闵柴华车冉房边` +
	`吉刁丘米池晋苑褚娄符奚穆党郎姬屠栾商窦迟艾蓝练楚佟匡沙习和蔺]`

var (
	behindRole = regexp.MustCompile(`(?:联络员|信息员|协作成员|干事|工作人员|护林员|负责人|总林长|林长)(?:名字)?` +
		`(?:叫|是|为|：|:|\s|，|,)*(` + surname + `\p{Han}{1,2}?)(?:$|[，,。；;！!\s（(]|申请|绑定|请|报到|来|前来|一下|要|想|电话|手机|的|现|1[3-9])`)
	introduced = regexp.MustCompile(`(?:我是|我叫|本人|名叫|姓名[:：是]?)\s*(` + surname + `\p{Han}{1,2})(?:$|[，,。；;\s])`)
	notPerson  = words("我要 我想 新来 新任 新到 新上 帮我 请帮 您好 你好 老师 领导 刚来 刚到 申请 注册 绑一下 这边 现在 今天 接任 " +
		"接替 原来 我们 我镇 我街 加我 麻烦 报到 入群")
)

// readIntroduced takes name, role and phone of somebody who introduces himself; the name stands behind the role first
// of all.
func readIntroduced(r *reading, s frame.Slot) {
	readPerson(r, s)
	if m := introduced.FindStringSubmatch(r.a.text); m != nil && !notPerson[m[1]] {
		r.slots[s.Name] = m[1]
		return
	}
	if m := behindRole.FindStringSubmatch(r.a.text); m != nil && !notNames[m[1]] && !notPerson[m[1]] {
		r.slots[s.Name] = m[1]
		return
	}
	if name, _ := r.slots[s.Name].(string); notPerson[name] || strings.HasPrefix(name, "新") {
		delete(r.slots, s.Name)
	}
}
