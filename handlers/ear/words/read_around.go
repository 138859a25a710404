package words

import (
	"regexp"
	"strings"
)

// around are the words that stand around a problem: they list it, hand it on, press for it, name where it comes from
// and what is to be done, and say nothing of what is the matter.
var around = vocabularyOf(
	// lists and hands on
	`立 挂 列 记 登记 登 新增 新建 增加 加 添 派 派发 派给 下 下发 下达 印发 开 发 提 转 转成 转为 转入 变成 列为 列入 列进 列成 纳入 录进 进 进去 立为 作为
	当 当作 当成 算 算作 算成 录入 录 入库 入账 交 交办 交给 交由 督办 挂牌 挂账 挂号 挂上 立上 记上 立项 立案 建档 新立 责成 责令 限期 限 督促 催办 催 通报 报 上报
	推送 移交 转办 转来 转给 转发 转 分办 分派 指派`,
	`问题 督查 整改 通知 通知书 建议书 整改单 交办单 督办单 提示单 提醒函 督办函 单 单子 清单 台账 事项 任务 线索 工单 案件 件 号 项 账 案 活儿 函 事 事儿
	督 挂问提 问提 文题 整该 材料 照片 图片 附图 附件 通报`,
	`一 两 二 三 四 五 六 七 八 九 十 几 0 1 2 3 4 5 6 7 8 9 第 笔 个 条 张 份 次 回 遍 这 那 此 该 本 以下 如下 下面 上述 这个 那个 这条 那条 这事 这件 有 还有 另外 另`,
	// asks, presses and greets
	`请 麻烦 给 帮 帮我 我 你 您 咱 咱们 我们 你们 他们 它 其 大家 各位 领导 老师 把 将 由 让 叫 对 向 跟 和 与 同 于 在 的 了 吧 啊 呗 哈 呢 嘛 哦 也 就 都
	再 又 还 先 正式 直接 赶紧 抓紧 尽快 赶快 快点 快 马上 立即 立刻 速 务必 必须 一定 须 要 得 需 需要 应 应该 可以 现 现将 兹 兹将 予以 现予 给予 特 特此 一下
	一并 继续 重点 严肃 认真 依法 按 按照 要求 依据 制度 办法 规定 到 至 自 起 前 之前 以前 内 以内 之内 后 之后 以后 期限 时限 截止 截至 最迟 最晚 到期 逾期 到时候 不得 有误
	催了 多次 好几次 好几遍 好多次 几次 三番五次 不要 不能 不许 别 拖 拖了 拖着 拖延 等 等了 等着 耽误 磨蹭 注意 注意了 听好 急 紧急 加急 特急 谢谢 辛苦 为盼 或 或者 里 去 看 要看 不是 答复 填
	盯紧 盯 跟进 跟踪 重视 高度 引起 收到 知悉 记得 看着办 早点 越快越好 天黑 天亮 下班 入冬 开春 冬天 春天 夏天 秋天 冬季 春季 汛期 年底 月底 周末 一周 两周 三天 两天`,
	// names where it comes from
	`半年 一年 几年 多年 好久 很久 老 记成 挂成 立成 录成 登到 同志 同志们 这边 盯着 一个图斑 下来 市 区 图斑核查 下发的图斑 卫片 综合 专项 日常 组 打 打了 电话 打电话 老百姓 帖子 网上
		来 来了 来函 报来 上回 上次 开会 FYI 新 群众 市民 居民 网友 村民 媒体 记者 热线 网格员 护林员 12345 上级 市里 区里 镇里 街里 村里 镇 街 街道 单位 人民政府 政府 办事处
		林长 区级 市级 镇级 总林长
	林长办 市林长办 你镇 你街 你街道 你单位 你局 贵镇 贵街 贵局 贵单位 咱们区 咱区 我区 本区 批示 反映 举报 投诉 转来 曝光 来信 来电 信访 接 接到 接群众 巡林
	暗访 明察暗访 明查暗访 检查 抽查 巡查 巡检 实地 现场 回访 复查 四不两直 看见 看到 瞧见 瞅见 发现 查到 拍到 拍 查出 无人机 卫星 遥感 飞 飞的 会议 议定 会上
	定 定的 说 说的 时 时候 中 经 据 根据 语音 转的 路过 开车 下去 上午 下午 刚 刚才 存在 主要 具体 内容 情况 是 为 就是`,
	// says who helps and what is to be done
	`责任 责任单位 牵头单位 配合单位 协办单位 承办单位 主办单位 整改单位 单位 协办 牵头 主办 承办 配合 协助 会同 联合 负责 共同 一起 一块儿 一块 各自 分头
	处理 处置 办理 办 办结 办好 落实 解决 核实 核查 查处 查清 查 反馈 回复 回话 回我 书面 说明 结果 方案 清理 清 清走 清除 清运 清退 清掉 拆 拆除 拆掉 拆走
	补 补齐 补上 补栽 补植 补种 补装 换 更换 换掉 恢复 恢复原状 修 修复 修好 腾退 回填 移除 撤 撤走 搬走 运走 弄走 弄 搞定 弄好 到位 完成 完毕 完 好 掉 走 齐 上 毕
	干净 清净 疏通 伐掉 伐除 挖掉 铲除 关停 迁走 挪走 拉走 赶走 劝离 制止 拆喽 整好 整治 销号 交账 结账 算账 保持`,
)

// leadsTo are the words behind which the matter begins, where nothing but words around it stands before them.
var leadsTo = strings.Fields(`： : 看到 看到的 看到有 看见 看见的 瞧见 瞅见 发现 发现的 拍到 拍到的 查出 议定的 批示的 通报的 曝光的 转来的 交办的
	定的 下发的 问题是 问题为 问题在于 问题啊 问题哈 问题呗 问题呢 就是`)

// toldBy lead to it only where no organisation tells it: who tells of a problem is then part of it.
var toldBy = strings.Fields(`反映强烈的 反映 反映说 举报 举报说 投诉 投诉说 反映的 举报的 来电说`)

// handled lead to what is to be done with something.
var handled = strings.Fields(`把 将 现将`)

const matterMin = 4 // characters that the words of a matter have at least

// pared is a clause without the words around its matter. Demanded is true when the matter was named in a demand only:
// 请大寺镇把沿河垃圾清走.
func (r *reading) pared(c clause, hidden string) (out clause, demanded bool) {
	for again := true; again; {
		again = false
		for _, w := range leadsTo {
			again = r.lead(&c, hidden, w) || again
		}
		for _, w := range toldBy {
			if i := strings.Index(hidden[c.begin:c.end], w); i > 0 &&
				!strings.ContainsRune(hidden[c.begin:c.begin+i], someUnit) {
				again = r.lead(&c, hidden, w) || again
			}
		}
		for _, w := range handled {
			if r.lead(&c, hidden, w) {
				again, demanded = true, true
			}
		}
		if r.concerned(&c, hidden) {
			return c, true
		}
	}
	return c, demanded
}

// lead moves the beginning of a clause behind a word, where that leaves a matter and passes none.
func (r *reading) lead(c *clause, hidden, word string) bool {
	i := strings.Index(hidden[c.begin:c.end], word)
	if i < 0 {
		return false
	}
	at := c.begin + i + len(word)
	at += len(hidden[at:c.end]) - len(strings.TrimLeft(hidden[at:c.end], " 的了，:："))
	if runes(hidden[at:c.end]) < matterMin || !around.covers(hidden[c.begin:at]) || around.covers(hidden[at:c.end]) {
		return false
	}
	c.begin, c.text = at, r.a.text[at:c.end]
	return true
}

// concerned keeps of a demand what it is about: 请大寺镇对林带焚烧树叶问题立即整改.
func (r *reading) concerned(c *clause, hidden string) bool {
	s := hidden[c.begin:c.end]
	end := strings.LastIndex(s, "问题")
	if end < 0 || !around.covers(s[end:]) {
		return false
	}
	end += len("问题")
	for _, w := range []string{"针对", "关于", "对", "就"} {
		i := strings.Index(s[:end], w)
		if i < 0 || !around.covers(strings.TrimSuffix(s[:i+len(w)], w)) || runes(s[i+len(w):end]) < 2*matterMin {
			continue
		}
		c.begin, c.end = c.begin+i+len(w), c.begin+end
		c.text = r.a.text[c.begin:c.end]
		return true
	}
	return false
}

var (
	// ownOf is the addressee at the beginning of a problem, or a word that only points at it.
	ownOf = regexp.MustCompile(`^(?:[你贵](?:镇|街道?|局|委|单位)|那个|这个|内容[=:：是为]?|说(?:是|的是)?)`)
)

// asksBehind are words with which a demand or an order begins behind a matter without a comma.
var asksBehind = strings.Fields(`你给 您给 你帮 这个 让 叫 请 责成 要求 督促 给 那个 麻烦`)

// endOf is where the matter ends that begins at begin: before a demand that says nothing else.
func endOf(hidden string, begin, end int) int {
	for _, w := range asksBehind {
		i := strings.LastIndex(hidden[begin:end], w)
		if i > 0 && runes(hidden[begin:begin+i]) >= matterMin && around.covers(hidden[begin+i:end]) {
			end = begin + i
		}
	}
	return end
}
