// Package handlers is the contract between the rooms that answer and the regulations' faces: what a face hands over
// (Module, Command, Reminder, DeadlineKind, Chore) and what it is given (Request, Sweep, Work, Visit).
package handlers

import (
	"context"
	"time"

	"github.com/gin-gonic/gin"

	"linzhangbot/bot"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
)

// Command is one thing people can ask of the bot.
type Command struct {
	Name    string   // the intent: report.submit
	Title   string   // 报送信息
	Usage   string   // one example sentence, shown in help
	Aliases []string // further intents that run the same command
	Allow   []models.Role
	Article models.Article // why only they may; shown in the refusal
	Deny    string         // Chinese: what somebody else should do instead
	Codes   []string       // every code its answers and notices may bear, for `commands --codes`
	// OwnQuestions: the command itself asks, confirms and refuses what the language is unsure about (Args.Expect).
	OwnQuestions bool
	// Reads: it changes no record; all others write.
	Reads bool
	// ForOrg: it writes in the name of the sender's organisation; who has several says which (slot unit).
	ForOrg bool
	// Order begins its buttons: what begins with it and a space is this command whatever names of records and duties stand
	// behind. 收到提醒 每月报送工作情况 is no report.
	Order string
	// Run acts. A *models.Error undoes the command and becomes a refusal; any other error undoes the message.
	Run func(ctx context.Context, r *Request) (bot.Card, error)
}

// Module is a regulation's face.
type Module struct {
	Name       string // information
	Title      string // 信息制度
	Commands   []Command
	Frames     []frame.Frame
	Reminders  []Reminder
	Facts      []duty.Source
	Deadlines  []DeadlineKind // one-off duties with a date, reminded of by DeadlineKind.Reminder
	Migrations []db.Migration
	Chores     []Chore                                                // work beyond the database, done after the commit
	Records    func(ctx context.Context, tx *db.Tx) ([]Record, error) // every record with its state, for simulate
	// Recall is told that a message was taken back; handled is false when the message was none of its records.
	Recall func(ctx context.Context, r *Request) (card bot.Card, handled bool, err error)
	// Enclose is handed pictures that came without a word soon after an order of this regulation; last is what the order
	// was answered. handled is false when they belong to none of its records.
	Enclose func(ctx context.Context, r *Request, last bot.Card) (card bot.Card, handled bool, err error)
	// Todo lists what waits for the sender beside duties, one line each; Status adds lines to a status card (org
	// empty: the whole district).
	Todo   func(ctx context.Context, r *Request) ([]string, error)
	Status func(ctx context.Context, r *Request, org string) ([]bot.Field, error)
	// Queue lists what needs the hand of the office now; the request is the office's.
	Queue func(ctx context.Context, r *Request) ([]Queued, error)
	// Morning is what chats hear this working morning beside what they owe.
	Morning func(ctx context.Context, s *Sweep) ([]Section, error)
	// Waiting lists what a bare word of the sender may decide: 同意, 签收, 采用.
	Waiting func(ctx context.Context, r *Request) ([]Waiting, error)
	Pages   func(gin.IRouter, *Pages)
	// Ahead may read at once what the commands of a batch (of one district, Args.Intent set) will ask for one by one.
	Ahead func(list []*Request) error
	// Raise puts a problem on the district's list for another regulation, in the same transaction (督查制度 第四条).
	Raise func(ctx context.Context, r *Request, issue RaiseIssue) (number string, err error)
}

// RaiseIssue is a problem that another regulation found: a resolution not carried out, something seen on a patrol.
type RaiseIssue struct {
	Title, Text, Place string
	Source             string // key of the profile's source: meeting, patrol, order
	Origin             string // number of the record it comes from: 议〔2026〕3号
	Org                string // code of the responsible organisation
	Assist             []string
	Deadline           time.Time // local; zero: the district's default
	Media              []bot.Media
}

// Record is one line about a record: what simulate prints at the end.
type Record struct {
	Type  string    `json:"type"`
	Ref   string    `json:"ref"`
	State string    `json:"state"`
	Org   string    `json:"org,omitempty"`
	Title string    `json:"title,omitempty"`
	At    time.Time `json:"-"`
}

// Bare is what people order in a word or two where something waits for them.
type Bare string

// The bare orders, each by its plainest word.
const (
	BareAgree   Bare = "同意"  // 可以, 没意见, 照此办理
	BareReturn  Bare = "退回"  // 不同意, 打回
	BareSign    Bare = "签收"  // 收到
	BareAttend  Bare = "参加"  // 准时参加
	BareAbsent  Bare = "不参加" // 请假
	BareAdopt   Bare = "采用"  // 采用这条
	BareDecline Bare = "不用了" // 暂不采取
	BareUrge    Bare = "再催"  // 再催一下
)

// Waiting is one thing that waits for the sender's word.
type Waiting struct {
	Intent  string // the command that does it
	Command string // how people would order it, with its number: 同意 会3号
	Label   string // what it does, as a button says it: 同意 会3号 联席会议
	Ref     string // full number of the record
	Org     string // code of the organisation that does it, where several may each do it for themselves
	Words   []Bare // the bare orders that mean it
}

// Queued is one thing that waits for the hand of the office: a report to adopt, an issue to verify. The office's one
// message of the morning lists what waits, heap by heap, the oldest first.
type Queued struct {
	Heap    string    // what people call the heap: 待采用信息
	Code    bot.Code  // of a message that speaks of this heap alone: report.waiting
	Ref     string    // number of the record
	Key     string    // of the refs of a card: report
	Line    string    // what it is, without its number: 大寺镇《…》
	Since   time.Time // since when it waits
	Subject string    // id of the record or key of the standing that settles it, for withdrawal
	Article string    // 信息制度 第十条
	Next    string    // how it is done in words, once a heap: 采用发“采用 编号”，退回请说明理由。
	// Buttons do it; their labels are told apart by the number where a heap holds several.
	Buttons []bot.Button
}
