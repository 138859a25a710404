// Package profile holds a district's regulations as data: who there is, who owes what by when, how papers are
// numbered, when the office works. Another county is another profile, never other code.
package profile

import (
	"strings"
	"time"

	"linzhangbot/models"
)

// Profile is one version of one district's rules, as written in config/districts/<code>.yaml.
type Profile struct {
	Code      string   `yaml:"code"`      // xiqing
	Name      string   `yaml:"name"`      // 天津市西青区
	Short     string   `yaml:"short"`     // 西青区
	Zone      string   `yaml:"zone"`      // Asia/Shanghai
	Version   string   `yaml:"version"`   // free text shown in “为什么催我”
	Effective Date     `yaml:"effective"` // this version holds from this day on
	BotNames  []string `yaml:"bot_names"` // names people @: 林长助手, 林长小助手

	Regulations []Regulation      `yaml:"regulations"`
	Orgs        []Org             `yaml:"orgs"`
	Ambiguous   []string          `yaml:"ambiguous"` // words that several organisations share: asked about, never guessed
	Posts       []Post            `yaml:"posts"`
	Sample      *Sample           `yaml:"sample"` // people and groups of the sample district; an example, marked so
	Duties      []Duty            `yaml:"duties"`
	Categories  []Category        `yaml:"categories"`  // 信息制度 第八条
	Disclosure  Disclosure        `yaml:"disclosure"`  // 信息制度 第三–六条
	Boards      Boards            `yaml:"boards"`      // 信息制度 第七条
	Reports     Reports           `yaml:"reports"`     //
	Bulletins   []Bulletin        `yaml:"bulletins"`   // 信息制度 第十条
	Secrecy     Secrecy           `yaml:"secrecy"`     //
	Issues      Issues            `yaml:"issues"`      // 督查制度 第七、八条
	Inspections []InspectionType  `yaml:"inspections"` // 督查制度 第六条
	Meetings    []MeetingType     `yaml:"meetings"`    // 会议制度, 协作会商制度 第七条
	Activities  []string          `yaml:"activities"`  // 协作会商制度 第八条
	Cooperation Cooperation       `yaml:"cooperation"` // 协作会商制度 第八、九条, 总林长令
	Assessment  Assessment        `yaml:"assessment"`  // 考核制度 第四–七条
	Numbering   map[string]string `yaml:"numbering"`   // kind → pattern: report: "信〔{year}〕{n}号"
	Hours       Hours             `yaml:"hours"`
	Budget      Budget            `yaml:"budget"`
	Digests     []Digest          `yaml:"digests"`
	Retention   Retention         `yaml:"retention"`
	Open        []OpenValue       `yaml:"open"` // what the regulation left open, with the value set and by whom

	Articles map[Matter]models.Article `yaml:"articles"` // matter → 信息制度 第九条
	Terms    map[string]string         `yaml:"terms"`    // key of a term in models → this district's word

	loc   *time.Location    // of Zone, once it is parsed
	words *strings.Replacer // of terms, once it is parsed
}

// Regulation is one regulation's name and the text of its articles, shown when somebody asks why.
type Regulation struct {
	Key      string            `yaml:"key"`  // information
	Name     string            `yaml:"name"` // 信息制度
	Title    string            `yaml:"title"`
	Articles map[string]string `yaml:"articles"` // 第九条 → its text
}

// Org is an organisation, with the words people use for it.
type Org struct {
	Code    string         `yaml:"code"`
	Name    string         `yaml:"name"`
	Full    string         `yaml:"full"` // full legal name
	Kind    models.OrgKind `yaml:"kind"`
	Class   string         `yaml:"class"` // for quotas by class; empty is allowed
	Aliases []string       `yaml:"aliases"`
	Former  []string       `yaml:"former"` // 南河镇
	Slips   []string       `yaml:"slips"`  // what voice input makes of the name: confirmed, never taken silently
	Parent  string         `yaml:"parent"`
	From    Date           `yaml:"from"`
	To      Date           `yaml:"to"` // the first day on which it is no more
	// Successor is the code of the organisation that took over when this one was closed.
	Successor string `yaml:"successor"`
	National  string `yaml:"national"` // 120111101
	BuiltUp   bool   `yaml:"built_up"` // in the built-up area (建成区)

	Responsibility string         `yaml:"responsibility"` // 协作会商制度 第四条, verbatim
	Article        models.Article `yaml:"article"`
	Topics         []string       `yaml:"topics"` // words that point an issue at this unit: 古树名木, 水土保持
}

// Post is a title of this district and what it lets its holder do.
type Post struct {
	Key     string         `yaml:"key"`   // liaison
	Title   string         `yaml:"title"` // 联络员
	Role    models.Role    `yaml:"role"`
	Of      models.OrgKind `yaml:"of"`      // kind of organisation it belongs to; empty: the district itself
	Exactly int            `yaml:"exactly"` // how many holders each organisation must have; 0: any
	Article models.Article `yaml:"article"`
	Aliases []string       `yaml:"aliases"`
}

// Sample is the sample roster: posts instead of persons. Only demo, simulate and tests read it.
type Sample struct {
	Note   string         `yaml:"note"`
	People []SamplePerson `yaml:"people"`
	Groups []SampleGroup  `yaml:"groups"`
}

// SamplePerson holds posts; Code doubles as the account id on the console platform.
type SamplePerson struct {
	Code   string   `yaml:"code"` // yangliuqing.liaison
	Name   string   `yaml:"name"` // 杨柳青镇联络员
	Org    string   `yaml:"org"`
	Post   string   `yaml:"post"`
	Linked []string `yaml:"linked"` // a chief's towns
}

// SampleGroup binds a console chat.
type SampleGroup struct {
	Chat    string `yaml:"chat"`    // main, office, town.yangliuqing
	Purpose string `yaml:"purpose"` // main, office, org
	Org     string `yaml:"org"`
}

// Duty is a rule of a regulation: who owes what, how many, per which period, by when, and what happens before
// and after it is late.
type Duty struct {
	ID      string         `yaml:"id"`    // town-monthly-information
	Title   string         `yaml:"title"` // 每月报送工作信息
	Article models.Article `yaml:"article"`
	Who     Who            `yaml:"who"`
	What    string         `yaml:"what"` // name of the fact that is counted: report
	Unit    string         `yaml:"unit"` // counting word for people: 条, 次, 份
	AtLeast int            `yaml:"at_least"`
	AtMost  int            `yaml:"at_most"` // more than so many is as wrong as too few (exactly one liaison); 0: no limit
	Sum     string         `yaml:"sum"`     // count this quantity of the facts instead of their number (points)
	Every   models.Every   `yaml:"every"`
	Due     Due            `yaml:"due"`
	Season  *Season        `yaml:"season"` // only these months
	From    Date           `yaml:"from"`   // periods that begin on or after it
	To      Date           `yaml:"to"`     // periods that begin before it; empty: open
	Steps   []Step         `yaml:"steps"`
	Waive   []Waiver       `yaml:"waive"`
	How     string         `yaml:"how"`      // how to do it, one line: 在群里发“报送 标题”即可
	HowLate string         `yaml:"how_late"` // the same once the period is over; empty: How
	SetBy   string         `yaml:"set_by"`   // who set what the regulation left open
	Watch   bool           `yaml:"watch"`    // a standing condition (exactly one liaison): unmet until the facts say so; told of once every Every

	// Points are what a fact is worth by the level that adopted it, with sum: points: {district: 1, city: 3}.
	Points map[string]float64 `yaml:"points"`
}

// Who selects organisations or posts. Empty fields do not restrict.
type Who struct {
	Kind   models.OrgKind `yaml:"kind"`
	Class  string         `yaml:"class"`
	Orgs   []string       `yaml:"orgs"`
	Except []string       `yaml:"except"`
	Post   string         `yaml:"post"` // the duty is each holder's own (patrols of chiefs)
}

// Due says when a period's duty is due. The zero value is the last day of the period.
type Due struct {
	End        bool   `yaml:"end"`         // last day of the period
	Day        int    `yaml:"day"`         // n-th day of the Month-th month of the period; -1: last day of that month
	WorkingDay int    `yaml:"working_day"` // n-th working day of that month; -1: last
	Third      string `yaml:"third"`       // 上旬, 中旬, 下旬 of that month: its last day
	Month      int    `yaml:"month"`       // 1 is the first month of the period; 13 the month after a year's end …; 0: the last
	After      int    `yaml:"after"`       // months after the period, with Day: 1 is the next month
	Opens      int    `yaml:"opens"`       // day of that month from which on it can be done (windows); 0: from the start
	At         string `yaml:"at"`          // 18:00; empty: end of day
}

// Season limits a duty to months, inclusive; From > To wraps around the year's end.
type Season struct {
	From int `yaml:"from"`
	To   int `yaml:"to"`
}

// Waiver sets an organisation free for a time, with a reason.
type Waiver struct {
	Org    string `yaml:"org"`
	From   Date   `yaml:"from"`
	To     Date   `yaml:"to"`
	Reason string `yaml:"reason"`
}

// Step is something said before or after a duty is due, if the state still asks for it.
type Step struct {
	Key    string `yaml:"key"` // d10, d20, last3, missed
	When   When   `yaml:"when"`
	If     string `yaml:"if"`     // none: nothing has been done yet · short: less than asked (the default) · missed: period over and short
	To     string `yaml:"to"`     // owner: the organisation's liaison(s) in its chat · post:<key> · office
	In     string `yaml:"in"`     // own: the organisation's group, else main with mention · main · office · private
	Text   string `yaml:"text"`   // extra words; may be empty
	Repeat string `yaml:"repeat"` // "" once · workday: every working day from When until met
}

// When is a day relative to the period or its due day. Exactly one field is set.
type When struct {
	Day         int  `yaml:"day"`          // n-th day of the period's last month
	FirstOf     int  `yaml:"first_of"`     // first day of the n-th month of the period
	LastWorking int  `yaml:"last_working"` // n-th last working day before the due day, that day included: 3, 2, 1
	Before      int  `yaml:"before"`       // calendar days before the due day
	OnDue       bool `yaml:"on_due"`       // the due day itself
	After       int  `yaml:"after"`        // n-th working day after the due day
	Ahead       int  `yaml:"ahead"`        // n-th working day before the due day, which is not counted itself
	Month       int  `yaml:"month"`        // first day of this calendar month (yearly duties)
	Lapsed      int  `yaml:"lapsed"`       // n-th working day after a watched duty fell back from what it was: 1
}

// Category is one of the classes of an information item.
type Category struct {
	Key       string         `yaml:"key"`  // emergency
	Name      string         `yaml:"name"` // 突发应急
	Article   models.Article `yaml:"article"`
	Words     []string       `yaml:"words"`     // words that point at it
	Emergency bool           `yaml:"emergency"` // reaches office and chiefs at once, through quiet hours
	Default   bool           `yaml:"default"`
}

// Reports are the settings of reporting.
type Reports struct {
	Duplicate   float64        `yaml:"duplicate"` // share of equal character pairs from which on two texts are "nearly the same", 0–1
	TitleMax    int            `yaml:"title_max"` // longest good title, in characters (advice only)
	TitleMin    int            `yaml:"title_min"`
	BodyMax     int            `yaml:"body_max"`
	EditUntil   string         `yaml:"edit_until"` // "period": until the period closes
	LateDays    int            `yaml:"late_days"`  // how many days after a period it may still be filled, marked late; -1: never
	UndoMinutes int            `yaml:"undo_minutes"`
	Article     models.Article `yaml:"article"`
	Levels      []Level        `yaml:"levels"` // by whom an item may be adopted; the district itself first
}

// Level is somebody who may adopt an item: 区, 市, 省, 国家.
type Level struct {
	Key   string   `yaml:"key"`   // district, city; district is the district's own 采用
	Name  string   `yaml:"name"`  // 市级
	Words []string `yaml:"words"` // further words for it: 市林长办, 市局
}

// Bulletin is a kind of 简报.
type Bulletin struct {
	Key      string         `yaml:"key"`  // bulletin, special
	Name     string         `yaml:"name"` // 林长制工作简报, 专报
	Masthead string         `yaml:"masthead"`
	Reviewer string         `yaml:"reviewer"` // post key that may review
	Signer   string         `yaml:"signer"`   // post key that may sign
	Article  models.Article `yaml:"article"`
	Report   []Recipient    `yaml:"report"` // 报
	Send     []Recipient    `yaml:"send"`   // 送
	Issue    []Recipient    `yaml:"issue"`  // 发
}

// Recipient names who gets a paper: the holders of a post, or the organisations of a kind.
type Recipient struct {
	Name string         `yaml:"name"`
	Post string         `yaml:"post"`
	Kind models.OrgKind `yaml:"kind"`
}

// Disclosure are the classes and channels of public information.
type Disclosure struct {
	Article    models.Article `yaml:"article"`
	Categories []Category     `yaml:"categories"`
	Channels   []string       `yaml:"channels"` // 政府门户网站 …
}

// Boards says what a forest chief's sign must show.
type Boards struct {
	Article models.Article `yaml:"article"`
	Fields  []string       `yaml:"fields"`
}

// Secrecy says which marks are refused and where such papers go.
type Secrecy struct {
	Marks   []string       `yaml:"marks"`   // 绝密, 机密, 秘密★, 涉密, 内部文件 不得外传
	Allowed []string       `yaml:"allowed"` // phrases that only look like one: 保密工作, 涉密人员培训
	Channel string         `yaml:"channel"` // 请走机要渠道报送
	Article models.Article `yaml:"article"`
}

// Issues are the settings of the problem list.
type Issues struct {
	DefaultDays int            `yaml:"default_days"` // deadline when none is said, after asking
	Evidence    bool           `yaml:"evidence"`     // a rectification needs a photo or file unless the issue says otherwise
	Extensions  int            `yaml:"extensions"`   // how often a deadline may be moved
	UndoMinutes int            `yaml:"undo_minutes"`
	Sources     []Source       `yaml:"sources"` // 督查制度 第四条
	Steps       []Step         `yaml:"steps"`   // reminders around the deadline
	Ladder      []Rung         `yaml:"ladder"`  // 督查制度 第八条
	Article     models.Article `yaml:"article"`
}

// Source is where a problem comes from.
type Source struct {
	Key     string         `yaml:"key"`
	Name    string         `yaml:"name"`
	Words   []string       `yaml:"words"`
	Article models.Article `yaml:"article"`
}

// Rung is one rung of the escalation ladder, in order.
type Rung struct {
	Key      string         `yaml:"key"`  // letter
	Name     string         `yaml:"name"` // 函告
	Aliases  []string       `yaml:"aliases"`
	Overdue  int            `yaml:"overdue"`  // working days overdue that trigger the proposal; 0: not by time
	Returned int            `yaml:"returned"` // times returned that trigger it; 0: not by that
	Grave    bool           `yaml:"grave"`    // 特别重要 issues may start here
	By       string         `yaml:"by"`       // post key of whoever carries it out (约谈: the town's chief); empty: the office
	To       string         `yaml:"to"`       // post key it is addressed to (报请追责建议: the general chief); empty: the organisation
	Paper    string         `yaml:"paper"`    // paper kind
	Mutes    bool           `yaml:"mutes"`    // a taken step silences the nudges below it
	Article  models.Article `yaml:"article"`
}

// InspectionType is a kind of inspection.
type InspectionType struct {
	Key     string         `yaml:"key"`  // comprehensive
	Name    string         `yaml:"name"` // 综合督查
	Aliases []string       `yaml:"aliases"`
	Filing  bool           `yaml:"filing"` // needs 备案
	Article models.Article `yaml:"article"`
}

// MeetingType is a kind of meeting.
type MeetingType struct {
	Key     string         `yaml:"key"`  // general
	Name    string         `yaml:"name"` // 区总林长会议
	Aliases []string       `yaml:"aliases"`
	Chair   string         `yaml:"chair"`   // post key
	Drafts  []string       `yaml:"drafts"`  // post keys that may draft the plan
	Approve []string       `yaml:"approve"` // post keys that must approve
	All     bool           `yaml:"all"`     // every one of them; else any one
	Extra   string         `yaml:"extra"`   // post key whose consent a further meeting in the same period needs
	Minutes []string       `yaml:"minutes"` // post keys that approve the minutes; empty: none
	Attend  []Recipient    `yaml:"attend"`
	Agenda  []string       `yaml:"agenda"`
	Carries []Recipient    `yaml:"carries"` // who carries out what it decides
	Remind  []int          `yaml:"remind"`  // minutes before its start at which attendees are reminded: 1440, 60
	Article models.Article `yaml:"article"`

	InOrder      bool `yaml:"in_order"`      // approvers are asked one after the other, as listed; else together
	Own          bool `yaml:"own"`           // whoever drafted the plan may approve it as well (the director his own meetings)
	Lasts        int  `yaml:"lasts"`         // minutes a meeting usually takes, for calendars; 0: not known
	ApproverDays int  `yaml:"approver_days"` // working days after which a silent approver is reminded; 0: never
}

// Cooperation are the settings of joint activities, of what is shared and of 总林长令.
type Cooperation struct {
	Answer     []int          `yaml:"answer"`      // working days before an activity on which who has not answered is reminded
	Receipt    []int          `yaml:"receipt"`     // working days after a paper left on which who has not signed is reminded; the last is its due day
	ItemBefore []int          `yaml:"item_before"` // days before an order item's deadline on which its owner is reminded
	ItemAfter  []int          `yaml:"item_after"`  // working days after that deadline
	Signers    []string       `yaml:"signers"`     // post keys that stand under a 总林长令
	Approve    []string       `yaml:"approve"`     // post keys that each sign in chat before it is published; empty: it was signed on paper
	Order      models.Article `yaml:"order"`       // article behind 总林长令
}

// Hours are the office's hours, local time HH:MM.
type Hours struct {
	Morning string `yaml:"morning"` // reminders leave from here on (09:03)
	Until   string `yaml:"until"`   // … to here (09:07): the platforms throttle full hours
	From    string `yaml:"from"`    // quiet before
	To      string `yaml:"to"`      // quiet after
}

// Budget is the nudge budget of one organisation.
type Budget struct {
	PerDay     int `yaml:"per_day"`     // deprecated: a chat hears one message a morning
	PerMonth   int `yaml:"per_month"`   // mornings a month on which an organisation is mentioned; a last day and a missed notice pass
	SnoozeDays int `yaml:"snooze_days"` // longest snooze
	Snoozes    int `yaml:"snoozes"`     // how often a person may snooze one duty in one period

	// What is overdue and repeats (repeat: workday) is told on its first working days, then every so many: 3 and 5
	// where nothing is said. An overdue_every of 1 tells it every working day.
	OverdueFirst int `yaml:"overdue_first"`
	OverdueEvery int `yaml:"overdue_every"`
	// QueueEvery is after how many working days the office hears again of what waits for it although nothing new came;
	// 5 where nothing is said.
	QueueEvery int `yaml:"queue_every"`
	// MissedWorth is for how many working days a missed notice is made up after the program was down; 5 where nothing is
	// said. What can still be filled in late is told of for as long as it can.
	MissedWorth int `yaml:"missed_worth"`
}

// OpenValue is a word the regulation leaves open, and the value this district set.
type OpenValue struct {
	Article models.Article `yaml:"article"`
	Word    string         `yaml:"word"`  // 定期
	Value   string         `yaml:"value"` // 每半年一次
	SetBy   string         `yaml:"set_by"`
	On      Date           `yaml:"on"`
}

// Date is a local calendar day, written 2026-01-31 in YAML; the zero value is "not said".
type Date struct{ time.Time }
