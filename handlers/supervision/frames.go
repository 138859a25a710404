package supervision

import (
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
)

// Words that several phrases share.
const (
	phraseNo   = "{issue}|{no}"
	phraseDone = "已整改|整改完毕|整改完成|整改到位|整改好了|整改完了|已完成整改|完成整改|已经整改|已处理|处理完毕|处理完了|处理好了|已处置|处置完毕|处置完成|已清理|清理完毕|清理完成|已清运|已完成|" +
		"已办结|已落实|整改情况|整改报告|已恢复|已拆除|已修复|已补种|已更换|改完了|改好了|弄好了|已解决|申请销号|申请核查|申请验收"
	// how people say at the end of a long day that it is done
	phraseColloquial = "搞定|弄完|弄好|弄利索|利索|干完|整完|整好|整利索|改好|改完|办完|办好|完事|清完|妥了|搞完|拾掇好|收拾完|收拾好|收拾干净|清干净|做完|解决了|处理了|处置了|清理了|" +
		"拆了|清了|补上了|栽上了|种上了|修好|扶起来了|完成了|干利索"
	phraseFinish = "好了|完了|完毕|到位了|完成了|掉了|干净了|走了|完成|到位"
)

// rectifySlots are read from every report that a problem is put right.
var rectifySlots = []frame.Slot{
	{Name: "issue", From: "issue", Required: true, Ask: "是哪一个问题整改好了？请发编号，例如“问题12 已整改”。"},
	{Name: "content", From: "content", Arg: "self"},
	{Name: "attachments", From: "flag", Arg: "附照片|照片已传|照片已发|照片在上|附图|见附件|照片见|附件|附现场"},
}

// Frames are what is listened for about inspections and problems (督查制度).
var Frames = append([]frame.Frame{
	{
		Intent: "issue.raise",
		Keeps:  true,

		Deeds: `挂问题 挂个问题 挂一 挂上 挂账 挂号 立项 立问题 立个 立一个 立案 交办 督办 整改 清理 处理 处置 清运 拆除 恢复 补植 补栽 补齐 修复 更换 查处 核实 问题 整治 清除 扶正
			落实 派单 派个单 列入 纳入 新增 登记 记一 记个 录一 录入 建议书 督办单 交办单 通知单 反映 发现 举报 曝光 清掉 清走 拆掉 拆了 弄干净 清干净 补上 修好 换新 整好 整完 清完
			反馈 到位 限 加个问题 下单 开单`,
		Phrases: []frame.Phrase{
			{Pattern: "列入问题清单|纳入问题清单 & {unit} & {date}", Roles: "office chief"},
			{Pattern: "^ 新建|新增|登记 督查问题|整改问题|问题", Strong: true},
			{Pattern: "^ 给|向|对 {unit} … 各自|各|分别|都|每家|每个 挂|登记|立|提|记|派|交办|下 个|一个|一条|了? 问题", Strong: true},
			{Pattern: "^ 挂号|立项|挂账|问题反馈 ：|:", Strong: true},
			{Pattern: "^ 挂号|立项|挂账|问题反馈 >{unit}", Strong: true},
			{Pattern: "^ 挂问题|挂个问题|挂一个问题|新增问题|新增一个问题|新建问题|登记问题|登记一个问题|立个问题|立问题|立一个问题|问题立项|问题登记|问题交办|交办问题|添加问题|录入问题|新问题|增加问题|" +
				"记个问题|记一个问题|加个问题|下发问题|派发问题", Strong: true},
			{Pattern: "^ 挂号_|立项_|挂账_", Strong: true},
			{Pattern: "列入问题清单|纳入问题清单|挂账督办|列入督办|纳入督办|列为问题|立为问题 & {unit}", Roles: "office chief"},
			{Pattern: "^ 给|向|对 {unit} 挂|登记|立|提|记|派|交办 个|一个|一条|了? 问题", Strong: true},
			{Pattern: "^ 给|向|对 {unit} 发|下|下达|下发|出|开|发个|发一份 整改建议书|整改通知书|整改通知|督办单|交办单|督办通知", Strong: true},
			{Pattern: "^ 下达|下发|发|出 整改建议书|整改通知书|整改通知|督办单|交办单", Strong: true},
			{Pattern: "^ 交办 {unit}", Strong: true, Roles: "office chief"},
			{Pattern: "^ 媒体曝光|群众反映|群众举报|市级通报|上级通报|督查通报|市级督查|巡查发现|督查发现|暗访发现|明察暗访|巡林发现|会议议定|领导批示|" + models.DistrictChief +
				"批示|12345 … 问题登记|问题立项|问题：|" +
				"问题:|登记|立项|问题", Strong: true, Roles: "office chief"},
			{Pattern: "^ 上级|市级|市里|国家|市林长办|" + models.DistrictChief + "|区总林长|总林长|领导 … 反馈：|反馈:|通报：|通报:|批示：|批示:|交办：|交办:|转办：|转办:|" +
				"指出：|要求：",
				Roles: "office chief"},
			{Pattern: "^ … 督查通报问题|通报问题：|通报问题:|反馈问题：|反馈问题:|问题登记|问题立项|问题交办", Roles: "office chief"},
			{Pattern: "^ 登记|挂|记|新增|立|录入|添加 >{unit}", Strong: true, Roles: "office chief"},
			{Pattern: "^ 暗访|明察|督查|检查|巡查|卫星|图斑|媒体|舆情|市民|群众|12345|信访|举报|网友|热线|疑点|监测 … {unit} … {date}", Roles: "office chief",
				Whole: true, Turn: true},
			{Pattern: "… 群众反映|群众举报|市民反映|巡林发现|暗访发现|督查发现|明察暗访发现|媒体曝光|巡查发现|12345 … {unit}", Roles: "office chief", Whole: true},
			{Pattern: "… 反映|举报 {unit}", Roles: "office chief", Whole: true},
			{Pattern: "… 请 {unit} … 整改|处置|清理|核实|处理 … ", Roles: "office chief", Whole: true},
			{Pattern: "… {unit} … 发现|存在|出现|有人|被|反映|毁林|违规|违法|侵占|倾倒|堆放|破损|私搭|乱搭 … 请|整改|反馈|处置|处理|核实|清理|{date}",
				Roles: "office chief", Whole: true},
			{Pattern: "^ 让|叫|要求|责成|督促 {unit} … {date} … 清|拆|改|补|修|整|处|恢复|撤|栽|扶|换|完成", Roles: "office chief", Whole: true,
				Turn: true},
			{Pattern: "… {unit} … {date} … 整改到位|完成整改|整改完成|整改完毕|整改|清理完毕", Roles: "office chief", Whole: true},
			{Pattern: "会议议定|批示|领导交办|联席会议议定 & {unit} & {date}", Roles: "office chief", Hint: true},
			{Pattern: "… 加强|落实|做好|开展|组织 … 各" + models.Towns + "|各镇街|各单位|各镇", Roles: "office chief", Whole: true, Hint: true},
			{Pattern: "^ {unit} … 发现|存在 … 问题|隐患", Roles: "office chief", Whole: true, Hint: true},
			{Pattern: "{unit} & {date} & 倒了|倒伏|坏了|破损|缺失|枯死|死树|堆放|占用|侵占|违建|垃圾|毁林|损坏|歪斜|断裂|缺水|错误|有误|不符|过期|缺株|断档|搭建|乱倒|乱堆|擅自|私自|" +
				"取土|堵塞|裸露|污损|褪色|砍伐|盗伐|焚烧|未落实|不到位|不足|丢失|脱落|私搭|硬化|病虫|白蛾|隐患|问题|污染|倾倒|开垦|种菜|搭棚", Roles: "office chief", Whole: true,
				Hint: true},
			{Pattern: "{unit} & {date} & 扶正|补上|到位|落实|拆|清理|清掉|清运|补植|补齐|补种|补栽|整改|修好|更正|改正|纠正|补好|换新|撤走|搬走|挪走|移走|清走|清完|清退|疏通|腾退|" +
				"扶起|修复|更换|完善|恢复|处理|处置|查处|核实|整治|制止|退还", Roles: "office chief", Hint: true},
		},
		Veto: []string{"没啥问题", "没什么问题", "未发现", "没发现", "没有发现", "没问题", "无问题", "发现问题0", "今天督查", "昨天督查", "督查了", "什么情况", "怎么样",
			"哪些问题", "逾期未", "简报", "采用", "多少分", "约谈", "函告", "报送信息", "信息：", "通知到位", "会议纪要"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit charged", Required: true, Ask: "由哪个单位整改？"},
			{Name: "title", From: "issue text", Required: true, Ask: "请简单说一下是什么问题。"},
			{Name: "deadline", From: "deadline", Required: true, Ask: "要求什么时候整改到位？"},
			{Name: "document", From: "words", Arg: "整改建议书=整改建议书;整改通知书=整改通知书|整改通知;督办单=督办单|督办通知;交办单=交办单"},
			{Name: "place", From: "place", Arg: "label"},
		},
		Asks: []frame.Doubt{{If: "everyone", Expect: frame.Ask, Why: "这是对全体的要求，不是一个问题。要发通知，还是给某个单位立项？"},
			{If: "border", Expect: frame.Ask, Why: "交界的地方由哪个单位整改？", Slot: "unit"}},
	},
	{
		Intent:  "issue.rectify",
		Keeps:   true,
		Else:    "issue.progress",
		Answers: "issue.raised issue.reminder issue.overdue issue.accepted issue.returned issue.progress",
		Nature:  "completes",
		About:   "issue",
		Deeds: `整改完 整改好 整改到位 整改了 整改结束 整改情况 整改结果 整改报告 已整改 已完成 完成 办结 完毕 完了 好了 弄好 弄完 弄利索 搞定 改完 改好 改了 到位 已拆 拆了 拆完 拆除 已清
			清完 清了 清走 清理 清运 清干净 干净了 拉走 运走 移走 搬走 挪走 补上 补种 补栽 补植 补齐 栽上 栽完 种上 扶正 修好 修复 修完 换新 换好 更换 恢复 已处理 处理完 处理好
			处理了 处置 妥了 整完 整好 整利索 利索 干完 没了 解决 验收 核查 销号 复核 平了 填平 剪了 罚了 撤走 打药 喷药 防治 完事 收拾 已落实 落实 填埋 刷好 挂好 撤出 已退 改结`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 申请|请求|恳请 对|给|将|把? {issue}|{no} 问题? … 销号|核销|核查|验收", Roles: "liaison"},
			{Pattern: "^ 整改完成|整改完毕|整改反馈|整改回复|整改报告|反馈整改|申请销号|整改情况 … " + phraseNo, Strong: true},
			{Pattern: phraseNo + " 问题? … " + phraseDone},
			{Pattern: "{issue} … " + phraseColloquial, Roles: "liaison"},
			{Pattern: "{issue} … 清走了|拉走了|运走了|搬走了|挪走了|平了|拆掉了|移走了|栽好了|补好了|立好了|刷好了|浇水了|打药了", Roles: "liaison"},
			{Pattern: "{no} 的|那个|这个|那|这? 问题|活|事|事儿|整改|那个|这个? 事儿|活儿|问题|给? … " + phraseColloquial, Roles: "liaison"},
			{Pattern: "^ 整改完成|整改完毕|整改反馈|整改回复|申请销号 $", Strong: true, Turn: true},
			{Pattern: phraseDone + " … {issue}"},
			{Pattern: "^ 关于|就 {issue} … 整改报告|整改情况|回复", Roles: "liaison", Turn: true},
			{Pattern: "{issue}|{no} & 整改 & 完成|完毕|到位|好了|结束|全部", Roles: "liaison", Hint: true},
			{Pattern: "{issue}|{no} & 改完|整改|处置|清理|清走|恢复|拆除|补种|修复|处理|清运|更换|补植|落实|撤走|办结 & 已|完|好了|毕|到位|结束", Roles: "liaison",
				Hint: true},
			{Pattern: "^ {issue} … 已|完成", Roles: "liaison", Hint: true},
		},
		Veto: []string{"吗", "？", "?", "未整改", "没整改", "不到位", "核查通过", "予以销号", "正在", "一半", "大半", "部分", "什么时候", "退回", "申请延期",
			"延期到", "延期至", "问题不大", "预计", "议定", "还没", "同意销号", "全部问题", "整改不了", "改不了", "再销", "才能销", "才可以", "能弄完", "能整完"},
		Slots: rectifySlots,
	},
	{ // nobody says which problem: words that mean other things in a group's talk are ruled out
		Intent: "issue.rectify",
		Phrases: []frame.Phrase{
			{Pattern: "^ … 清理|清运|整改|修复|补种|补植|拆除|处置|修剪|恢复|补栽|更换|更新|伐除|清除|打药|复绿|平整|移走|搬走|拉走 " + phraseFinish, Roles: "liaison",
				Turn: true},
			{Pattern: "^ … 已|已经|均已|全部|都 清理|清运|整改|修复|补种|补植|拆除|处置|恢复|更换|更新|伐除|清除|平整|移走|拉走|排除|消除 … $", Roles: "liaison",
				Turn: true},
			{Pattern: "^ … 已|已经|均已|全部|都 全部|基本|按要求|及时|彻底? 剪除|剪掉|清走|喷药|防治|扶正|挪走|撤走|关停|拆掉|整治|清理|清运|修复|补种|补植|拆除|处置|恢复|更换|伐除|清除|" +
				"移走|拉走|排除|消除|完成整改|整改|落实整改 … $", Roles: "liaison", Turn: true},
			{Pattern: "渣土|垃圾|枯树|枯枝|死树|大棚|棚子|围栏|护栏|树坑|树苗|违建|网幕|白蛾|秸秆|堆物|杂物|绿地|林地|公示牌|标牌|倒树|缺株|围挡|建材 … 拉走了|运走了|清走了|搬走了|拆了|拆除了|" +
				"拆掉了|清完了|清了|清干净了|清理干净了|栽上了|补上了|补齐了|扶正了|修好了|处理好了|处理了|恢复了|打药了|剪了|清运了 $", Roles: "liaison"},
		},
		Veto: []string{"吗", "？", "?", "未整改", "没整改", "不到位", "核查通过", "予以销号", "正在", "一半", "大半", "部分", "什么时候", "退回", "延期",
			"问题不大", "没有", "没人", "信息", "预计", "报送", "议定", "更新系统", "总结", "还没", "同意销号", "全部问题", "值班", "名单", "方案", "通知", "文件", "表格",
			"台账", "通讯录", "计划", "邮箱", "编制", "待审", "系统", "群", "订单", "供电", "停电", "网络", "头像", "会议", "参会", "电脑", "手机", "打印", "版本",
			"交通", "通车", "通行", "路障", "到货", "物资", "人员", "车辆", "道路恢复", "体力", "身体", "库存"},
		Slots: rectifySlots,
	},
	{
		Intent:  "issue.close",
		Answers: "issue.rectified", Yes: true,
		Bare:  true,
		About: "issue",
		Deeds: `销号 销了 销掉 消号 肖号 销一 销账 核销 销个号 办结 闭环 结案 通过 合格 过关 可以销 消一 划掉 划了 了结 结了 小号 勾掉 关了 予以销`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 我? 自己? 销号|消号|销账|核销|同意销号|予以销号|办结 … " + phraseNo, Strong: true},
			{Pattern: phraseNo + " 问题? … 销号|消号|销一下号|销下号|销个号|销了|销掉|销账|核销|办结归档|可以销|核查通过"},
			{Pattern: "{issue}|{no} & 行了|可以了|合格|没问题了|过关 & 销", Roles: "office chief"},
			{Pattern: "^ 销号|消号|核销|同意销号|可以销号|予以销号 $", Strong: true},
			{Pattern: "^ 把? {issue}|{no} 销|销了|销掉|销号 $", Strong: true, Turn: true},
			{Pattern: "^ 销 {issue}|{no} 号? $", Strong: true, Turn: true},
			{Pattern: "^ 销 {issue}|{no}", Strong: true, Turn: true},
			{Pattern: "{issue} … 通过", Roles: "office chief"},
			{Pattern: "{issue}|{no} & 销号|消号|销掉|销账", Hint: true},
		},
		Veto: []string{"申请销号", "未销号", "没销号", "怎么销号", "如何销号", "退回", "延期", "销号情况", "销号率", "销售"},
		Slots: []frame.Slot{
			{Name: "issue", From: "issue", Required: true, Ask: "给哪一个问题销号？请发编号，例如“销号 12”。"},
		},
		Asks: []frame.Doubt{{If: "liaison", Expect: frame.Refuse, Why: "整改单位不能给自己的问题销号，要由" + models.TheOffice + "核查后销号。"}},
	},
	{
		Intent:  "issue.reject",
		Answers: "issue.rectified",
		Nature:  "refuses", Bare: true,
		About: "issue",
		Deeds: `退回 打回 驳回 不予销号 不能销 不销 不同意销 不合格 不到位 没到位 不通过 未通过 没通过 没过 不达标 重新整改 继续整改 重来 返工 退给 退了 不行 重新弄 重新改 重改 再改
			未整改到位 整改不彻底 接着改 补充 重报 重拍 不符 不过关 通不过`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 别|不要|先别|不能|不准|不同意|暂不 给? {issue}|{no} 问题? 销", Roles: "office chief"},
			{Pattern: "^ 退回|打回|驳回|不予销号 问题? " + phraseNo, Strong: true},
			{Pattern: phraseNo + " 问题? … 暂不|先不|先别|暂缓 … 销 … 退回|打回|补充", Roles: "office chief"},
			{Pattern: phraseNo + " 问题? … 先别|先不|暂不|暂缓|暂时不|别急着 给|予? 销", Roles: "office chief", Doubt: "是要退回整改吗？"},
			{Pattern: phraseNo + " 问题? … 不能|别|不要|不可以|不同意|不予|不准|没法|不给|不该|还不能|不得|不具备|不符合|不 予以|给|批准|同意? 销|销号条件|通过",
				Roles: "office chief"},
			{Pattern: phraseNo + " 问题? … 核查未通过|核查没通过|未通过|没通过|通不过|没整改到位|未整改到位|没整改好|没改好|没弄好|整改得不行|整改不行|不合格|不达标|没清净|销不了|销号条件不具备|" +
				"重来|返工|重新弄|重新改", Roles: "office chief"},
			{Pattern: "^ 把? {issue}|{no} 问题? 给他们?|给? 退回|打回|退了|驳回", Roles: "office chief"},
			{Pattern: phraseNo + " 问题? … 退回|打回|不予销号|不能销号|重新整改|整改不到位|核查不通过|不通过", Roles: "office chief"},
			{Pattern: "^ 退回问题|问题退回", Strong: true},
			{Pattern: "{issue}|{no} & 不行|不合格|不清楚|不完整|不符|不到位|不彻底|重新报|重报|重新整改|补充材料|打回", Roles: "office chief", Hint: true},
		},
		Veto: []string{"延期", "方案", "会议", "是不是", "吗", "谁", "特别", "不销毁", "为什么"},
		Slots: []frame.Slot{
			{Name: "issue", From: "issue", Required: true, Ask: "退回哪一个问题？请发编号。"},
			{Name: "reason", From: "reason", Arg: "before", Required: true, Ask: "请说一下退回的理由。"},
		},
	},
	{
		Intent:  "issue.extend.refuse",
		Answers: "issue.extension_asked",
		Nature:  "refuses", Bare: true,
		About: "issue",
		Deeds: `不同意 不批 不准 不予 驳回 不给 别给 不许 不能 不行 拒绝 不再延 别延 不延 按原 照原 原时限 原期限 按期 如期 不考虑 退了 打回 没批 不可以 甭延`,
		Phrases: []frame.Phrase{
			{Pattern: phraseNo + " … 不同意|不批准|不予|驳回|拒绝|不批|不准 … 延期|延"},
			{Pattern: "^ 不同意|不批准|不予批准|驳回|拒绝|不批 … 延期", Strong: true},
			{Pattern: phraseNo + " … 延期 … 不同意|不批准|不批|不予|驳回|拒绝|不行|不准"},
			{Pattern: "^ 先别|别|不要|不能|不给|不准|不许|不能同意|不同意 给|同意? {issue}|{no} … 延", Roles: "office chief"},
			{Pattern: phraseNo + " … 延期 … 不合理|没道理|理由不充分|理由不足|免谈|不能同意|不可以|别批|不考虑", Roles: "office chief"},
			{Pattern: "不同意|不批|驳回|拒绝 … {issue}|{no} … 延期"},
			{Pattern: phraseNo + " … 不给|别给|不能|不让|不许|不可以|不用|不得|不宜 再? 延|宽限", Roles: "office chief"},
			{Pattern: "^ 不同意延期|延期不批|不批延期", Strong: true},
		},
		Slots: []frame.Slot{
			{Name: "issue", From: "issue", Required: true, Ask: "是哪一个问题的延期？请发编号。"},
			{Name: "reason", From: "because", Arg: "refusal"},
		},
		Veto: []string{"是不是", "吗", "如果", "不用延期了"},
	},
	{
		Intent:  "issue.extend.approve",
		Answers: "issue.extension_asked", Yes: true,
		Bare:  true,
		About: "issue",
		Deeds: `同意 批准 批了 准予 准许 准了 可以 照准 准 依 所请 行 允许 就延 给他们延 通过 批`,
		Phrases: []frame.Phrase{
			{Pattern: phraseNo + " … 延 … 同意|批准|可以|准 … 但|不过|只是|最多|至多|前提", Roles: "office chief",
				Doubt: "听起来是同意延期，但还有条件。按申请的日期同意吗？要改日期请说“同意延期 编号 到哪天”。"},
			{Pattern: "^ 同意|批准|准予|准许|可以 … " + phraseNo + " … 延期|延长|延至|延到|宽限", Strong: true, Roles: "office chief"},
			{Pattern: phraseNo + " … 同意|批准|准予|准许|可以 … 延期|延长|延至|延到|宽限", Roles: "office chief"},
			{Pattern: phraseNo + " … 延期 … 同意|批准|准予|可以", Roles: "office chief"},
			{Pattern: "^ 同意延期|批准延期|准予延期", Strong: true, Roles: "office chief"},
			{Pattern: phraseNo + " … 同意|批准|可以|准 再|多? 延|宽限|给", Roles: "office chief"},
			{Pattern: "{issue}|{no} & 延到|延至|再给|延长到|宽限到 & 同意|批准|可以", Roles: "office chief"},
			{Pattern: "{issue}|{no} & 延期|延长 & 批了|同意|批准|准了|准予|可以", Roles: "office chief"},
		},
		Veto: []string{"不批", "不予", "望批准", "请领导", "恳请", "请批准", "请示", "望同意", "请予同意"},
		Slots: []frame.Slot{
			{Name: "issue", From: "issue", Required: true, Ask: "是哪一个问题的延期？请发编号。"},
			{Name: "new_deadline", From: "new deadline"},
		},
	},
	{
		Intent:  "issue.extend",
		Answers: "issue.raised issue.reminder issue.overdue issue.accepted",
		Nature:  "wishes",
		About:   "issue",
		Deeds: `延期 延长 延到 延至 延后 延几天 延个 延一 延十 延 宽限 放宽 缓到 缓几天 缓一 缓 推迟 推后 往后推 顺延 展期 再给 多给 晚几天 来不及 赶不上 完不成 干不完 改不完 弄不完
			沿期`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 延期|申请延期|延长|申请延长|推迟 … " + phraseNo, Strong: true},
			{Pattern: phraseNo + " 问题? … 延期|延长|宽限|延至|延到|推迟到|推迟至|再给|顺延|展期"},
			{Pattern: "^ 申请延期|申请延长整改", Strong: true},
			{Pattern: "^ 延期|申请延期 $", Strong: true},
			{Pattern: "整改 … 延期|延长|宽限 … {date}"},
			{Pattern: "{issue}|{no} & 延期|延长|宽限|再给|缓几天|推迟|缓到|缓至|延到|延至|延几天|延两天|延三天|延一周|延个|给延|多延|晚几天|宽几天|多给几天|多给点时间|来不及",
				Roles: "liaison", Hint: true},
			{Pattern: "{issue}|{no} & 延期|延长|宽限|再给|缓几天|推迟", Hint: true},
		},
		Veto: []string{"会议", "毕业", "不同意", "联席会", "改期", "没批", "批了没"},
		Slots: []frame.Slot{
			{Name: "issue", From: "issue", Required: true, Ask: "是哪一个问题要延期？请发编号。"},
			{Name: "new_deadline", From: "new deadline", Required: true, Ask: "想延到哪一天？"},
			{Name: "reason", From: "because", Arg: "clause", Required: true, Ask: "请说一下延期的原因。"},
		},
	},
	{
		Intent:  "issue.escalate",
		Answers: "issue.escalation_proposed", Yes: true,
		About: "issue",
		Deeds: `函告 发函 发个函 去函 通报 约谈 追责 提醒函 督办函 升级 提级 采取 措施 问责 涵告 去个函 追究 启动 上报区`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 给|对|向|就 … 发|下|下发|发出|印发|进行|启动|实施|开展|升级? {step}", Strong: true},
			{Pattern: phraseNo + " … 发|下|进行|启动|升级|升级为|升级到|转|转为|提级|采取|实施 {step}"},
			{Pattern: "^ 给|对|向 {unit} … {step}", Strong: true},
			{Pattern: "^ 给|对|向|就 {issue}|{no} 问题? … {step}", Strong: true},
			{Pattern: "^ {step} {unit}", Strong: true},
			{Pattern: "^ {step} … " + phraseNo, Strong: true},
			{Pattern: "^ 就 … {issue}|{no} … {step}", Strong: true},
			{Pattern: "^ 升级 … " + phraseNo, Strong: true},
			{Pattern: phraseNo + " … 升级", Roles: "office chief"},
			{Pattern: "{unit} … 进行|启动|实施|予以|给予 {step}", Roles: "office chief"},
			{Pattern: "建议|拟 对? {unit} … {step}", Roles: "office chief"},
			{Pattern: "把|将 {unit} … {step}", Roles: "office chief"},
			{Pattern: phraseNo + " 问题? … {step}", Roles: "office chief"},
			{Pattern: "{step} & {unit} & 约谈|函告|追责|发函", Roles: "office chief", Hint: true},
			{Pattern: "{step} & {issue}", Roles: "office chief", Hint: true},
		},
		Veto: []string{"通报表扬", "通报问题", "督查通报", "吗", "是我们", "通报里", "材料", "模板", "收到", "是不是"},
		Slots: []frame.Slot{
			{Name: "issue", From: "issue"},
			{Name: "unit", From: "unit"},
			{Name: "step", From: "named", Arg: "step", Required: true, Ask: "采取哪一步？函告、通报、约谈，还是报请追责建议？"},
		},
		Asks: []frame.Doubt{
			{If: "careful", Expect: frame.Confirm, Why: "这一步要由有权的林长决定，请确认。"},
			{If: "no issue", Expect: frame.Confirm, Why: "没有说是哪一个问题，请确认。"},
		},
	},
	{
		Intent: "issue.list",
		Phrases: []frame.Phrase{
			{Pattern: "^ 问题清单|问题台账|问题列表|全部问题|所有问题|逾期问题|我的问题|问题汇总|未销号问题|督查问题|问题情况", Strong: true},
			{Pattern: "哪些|什么|多少|几个 … 问题 … 到期|逾期|超期|没整改|未整改|没销号|未销号|整改|没完成|未完成|要改"},
			{Pattern: "^ 把? 所有|全部? 逾期|超期|过期|未销号|未整改|没整改|没销号|快到期|在办 的? 问题|事项? 列|导|拉|汇总|整理|发我|发一下|给我", Strong: true},
			{Pattern: "^ 把 {unit} 的? 问题|逾期问题|未销号问题 列|导|拉|发|调|给", Roles: "office chief"},
			{Pattern: "哪些|什么|嘛|啥|多少|几个 … 问题 … 没改|没销|没整|没弄|没办|拖着|卡着"},
			{Pattern: "^ 问题整改情况|整改情况|整改进度|整改率|销号情况|销号率|问题销号情况", Strong: true},
			{Pattern: "逾期|超期|到期|未整改|未销号|没整改|没销号|未办结|待核查|已销号|在办|临期 … 的? 问题"},
			{Pattern: "^ 查|查看|看|看看|查一下|列一下|列出|看一下 … {unit}|{own} 的|所有|全部|还|有? 问题", Strong: true, Turn: true},
			{Pattern: "{unit}|各镇|各" + models.Towns + "|各街道|全区 的? 问题? 销号情况|整改情况|整改进度|销号率|整改率|销号进度 怎么样|咋样|如何|呢? $"},
			{Pattern: "{unit} … 问题 … 办得怎么样|办得咋样|改得怎么样|改得咋样|改得如何|整改得如何|办得如何|怎么样|咋样|到哪一步|什么进展|进展如何|有没有进展|改到|什么程度|啥程度|改了没|动了没"},
			{Pattern: "问题 … 清单|台账|列表|汇总|导出|统计|多少|几个|哪些"},
			{Pattern: "{date} … 新增|新挂|立了|挂了|销了 … 多少|几个|哪些 … 问题", Roles: "office chief"},
			{Pattern: "{unit}|{own} … 问题 … 没销|没改|没整|没弄|没办"},
			{Pattern: "{unit} … 有|还有? 逾期|超期|没销号|未销号 的 吗|没有?"},
			{Pattern: "{unit}|{own} … 有哪些问题|有什么问题|还有问题|几个问题|多少问题|问题有哪些|哪些问题|的问题 $"},
			{Pattern: "哪个|哪家|哪些|谁 … 问题 最多|最少|多", Roles: "office chief"},
			{Pattern: "^ 逾期|超期|未销号|未整改|待核查 的? $", Strong: true, Turn: true},
			{Pattern: "问题 … 逾期了|快到期|超期了"},
			{Pattern: "有哪些问题|有什么问题|有啥问题|有多少问题|问题有哪些|问题多不多", Roles: "office chief"},
			{Pattern: "未销号|未整改|逾期|没销号|没整改|超期 & 哪些|几个|多少|有没有|还有|哪几个", Hint: true},
		},
		Veto: []string{"整改到位", "这个问题", "有问题随时", "问题不大", "是没", "新增问题", "新增一个", "挂问题", "登记问题", "请于", "邮箱", "了吗", "不理想", "要重视",
			"前完成", "前整改", "前全部", "我看了", "看过了", "看完了", "收到", "发我了", "抓紧", "更新", "整理好", "归我", "归哪"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit"},
			{Name: "status", From: "words", Arg: "due_soon=快到期|即将到期|临期|要到期|到期了|近期到期|马上到期|到期;overdue=逾期|超期|过期|超时;review=待核查|" +
				"待审核|待销号;closed=已销号|已办结|已完成;extended=延期的;open=未整改|没整改|没改|没销|没整|没弄|未销号|没销号|未完成|没完成|在办|未办结|还有|还没|要整改|待整改|整改中"},
			{Name: "export", From: "flag", Arg: "导出|下载|表格|excel|Excel|EXCEL|发我一份"},
		},
	},
	{
		Intent: "issue.show",
		About:  "issue",
		Phrases: []frame.Phrase{
			{Pattern: "^ 查|查看|看|看看|查一下|看一下|查询|打开|显示|问一下|了解 … {issue}", Strong: true},
			{Pattern: phraseNo + " 问题? … 什么情况|是什么问题|是啥问题|啥问题|是什么|是啥|啥内容|什么内容|内容是|讲的啥|怎么样|进展|详情|情况|到哪|进度|如何|整改了吗|整改没|改好了吗|改了没|" +
				"啥情况|咋样|销号了吗|销号了没|销了没|销了吗|哪天到期|几号到期|还剩几天|还有几天|什么时候到期|期限|谁负责|哪个镇|哪家的|哪个单位|谁家的"},
			{Pattern: "^ {issue} $", Strong: true, Turn: true},
			{Pattern: "^ 查|查看|看|看看|查一下|看一下|查询 {no} 问题? … $", Strong: true, Turn: true},
			{Pattern: "{issue} & 几天|到期|期限|进展|情况|怎么|什么|哪一步|查|看", Hint: true},
		},
		Veto:  []string{"全部问题", "销号吧", "宽限", "延期", "不销", "别销"},
		Slots: []frame.Slot{{Name: "issue", From: "issue", Required: true, Ask: "看哪一个问题？请发编号。"}},
	},
	{
		Intent: "issue.cancel",
		Nature: "refuses",
		About:  "issue",
		Deeds:  `撤销 撤案 取消 挂错 立错 作废 删除 删了 删掉 重复 撤了 撤掉 不属实 误挂 误立 注销 抹掉 去掉`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 取消|撤销|作废|删除 问题|{issue} … ", Strong: true, Roles: "office chief"},
			{Pattern: "{issue} … 取消|撤销|作废|不再督办", Roles: "office chief"},
		},
		Slots: []frame.Slot{
			{Name: "issue", From: "issue", Required: true, Ask: "取消哪一个问题？请发编号。"},
			{Name: "reason", From: "reason", Required: true, Ask: "请说一下取消的理由。"},
		},
	},
}, inspectionFrames...)
