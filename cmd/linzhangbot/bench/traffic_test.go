package bench

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"linzhangbot/bot/feishu/feishutest"
	"linzhangbot/bot/wecom/wecomtest"
	"linzhangbot/config"
)

const (
	district = "bench"
	towns    = 1000
	robot    = "aibbench0000000000000000000001"
	bodyLen  = 230
)

// feishuApp and wecomKeys are the made-up accounts both sides are configured with.
var (
	feishuApp = feishutest.Sample()
	wecomKeys = wecomtest.Keys{Token: "benchtoken", AESKey: strings.Repeat("abcdefg1", 6)[:42] + "0", Receiver: ""}
)

// platform is one of the two kinds of traffic.
type platform struct {
	name string // also the name of the platform's section and of its hook
	hook string
	make func(hook string, i int, text string, at time.Time) *http.Request
}

var platforms = []platform{
	{"feishu", "/hook/feishu/event", feishuEvent},
	{"wecom", "/hook/wecom/robot", wecomMessage},
}

// account is the liaison's account of a town, the same on both platforms.
func account(i int) string { return townCode(i) + ".liaison" }

func townCode(i int) string { return fmt.Sprintf("t%04d", i) }

// townName makes names of sounds that no message contains by chance.
func townName(i int) string {
	first, second := []rune("阿巴卡达法嘎哈喀拉玛娜帕萨塔娃夏雅扎沃诺佐佘佟邓凯"), []rune("比迪菲吉基丽米尼皮奇瑞希伊兹蒂珂薇妮莎黛娅琳朵茜娣菈芙蕾葵露萝姬梵苏玫琪桃棠樱霓澜汐沐恬悠")
	return string(first[i%len(first)]) + string(second[i/len(first)]) + "镇"
}

// profileFile is the profile of 西青 with a thousand further towns and a liaison for each.
func profileFile(t *testing.T) []byte {
	t.Helper()
	text, _, err := config.District("xiqing")
	if err != nil {
		t.Fatal(err)
	}
	var p map[string]any
	if err := yaml.Unmarshal(text, &p); err != nil {
		t.Fatalf("read profile: %v", err)
	}
	p["code"] = district
	var people []any
	orgs := p["orgs"].([]any)
	for i := range towns {
		orgs = append(orgs, map[string]any{"code": townCode(i), "name": townName(i), "kind": "town"})
		people = append(people, map[string]any{"code": account(i), "name": townName(i) + "联络员", "org": townCode(i), "post": "town_liaison"})
	}
	p["orgs"], p["sample"] = orgs, map[string]any{"note": "made up", "people": people}
	out, err := yaml.Marshal(p)
	if err != nil {
		t.Fatalf("write profile: %v", err)
	}
	return out
}

// phrases are what bodies are made of: the talk of such reports, without a word that means another command.
var phrases = strings.Fields(`
组织群众参加义务植树 清理河道两侧杂草枯枝 给新栽苗木浇水培土 修剪公路沿线乔木 宣传爱绿护绿的做法 入户发放明白纸
在村口悬挂横幅 护林员分片管护 划定责任区域 补植缺株断垄 对古树挂牌保护 加固围栏支架 疏通灌溉渠道 铺设滴灌管线
涂白树干防虫 悬挂诱虫灯具 摸清林地底数 更新管护台账 邀请学生观鸟 整治林下堆放杂物 劝离违规放牧人员
增设垃圾收集点 培训新聘护林员 巡护路线上图 联合村级志愿队 绿化闲置边角地 打造小微绿地 种植乡土树种 栽种国槐白蜡
苗木成活良好 居民反映积极 道路两旁焕然一新 湿地候鸟数量增多 生态环境持续改善 安排专人值守 配备扑救工具
演练应对流程 建立联络机制 压实村级责任 细化管护标准 推广先进做法 引导企业认养 开展树木认养 设立宣传展板
利用广播喇叭 制作短视频 发动党员带头 组织妇女参与 老年人主动加入 形成共建氛围 明确专人负责 层层传导压力
细化任务分工 完善管护设施 落实养护资金 规范养护作业 提升绿化品质 美化人居环境 守护绿水青山 推动工作落地`)

// report is the text of one message: a command, a title of its own and 230 characters of body.
func report(random *rand.Rand, i int) string {
	var body []rune
	for len(body) < bodyLen {
		body = append(append(body, []rune(phrases[random.IntN(len(phrases))])...), '，')
	}
	return fmt.Sprintf("报送 河湾%d村%s第%d片。%s", i%97, phrases[random.IntN(len(phrases))], i+1, string(body[:bodyLen]))
}

func messageID(p string, i int) string { return fmt.Sprintf("om_bench_%s_%08d", p, i) }

func feishuEvent(hook string, i int, text string, at time.Time) *http.Request {
	who := feishutest.Person{OpenID: account(i % towns), ChatID: fmt.Sprintf("oc_private_%04d", i%towns), Private: true}
	return feishuApp.Request(hook, at, feishuApp.Text(messageID("f", i), who, text, false, at))
}

func wecomMessage(hook string, i int, text string, at time.Time) *http.Request {
	c := wecomtest.Caller{Keys: wecomKeys, URL: hook, Now: func() time.Time { return at }}
	return c.JSON(wecomtest.RobotText(robot, messageID("w", i), "", account(i%towns), "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=bench", text))
}

// requests are whole HTTP requests, ready to be written to a connection: making them must not take time from those
// who answer. Message numbers count on over all rounds.
func requests(p platform, base string, from, n int) [][]byte {
	random := rand.New(rand.NewPCG(uint64(from), 7))
	out := make([][]byte, n)
	now := time.Now()
	for i := range out {
		r := p.make(base+p.hook, from+i, report(random, from+i), now)
		r.Header.Set("User-Agent", "bench")
		var b bytes.Buffer
		_ = r.Write(&b) // into memory
		out[i] = b.Bytes()
	}
	return out
}

// address is the host and port of a base address.
func address(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		panic(err)
	}
	return u.Host
}
